"""A draft beside the version in force: changed value by value or through Excel, locked with a digest."""

import json
from pathlib import Path

import openpyxl
import pytest
from workspace_builders import KEY

from evaluator_app.cli.main import run
from evaluator_app.domain.campaigns import CampaignPlan
from evaluator_app.domain.codes import Code
from evaluator_app.domain.problems import Problem, Refused
from evaluator_app.exchange.scheme_file import read_scheme_file
from evaluator_app.services import campaigns, scheme_versions
from evaluator_app.services.places import own_places
from evaluator_app.services.scheme_versions import Shelf
from evaluator_app.store.workspace import create_workspace

FORMS = own_places().forms
SITE, THIRD_PARTY = "saq-0005-2023", "smart-factory-supervisor-2023"
Captured = pytest.CaptureFixture[str]


@pytest.fixture
def shelf(tmp_path: Path) -> Shelf:
    """The shipped schemes, and no own versions yet."""
    return Shelf(forms=FORMS, own=tmp_path / "own")


def refused(work: object, *arguments: object, **named: object) -> list[Problem]:
    """Why something is refused."""
    with pytest.raises(Refused) as caught:
        work(*arguments, **named)  # type: ignore[operator] # a function of the services
    return list(caught.value.problems)


def lock(shelf: Shelf, version: str = "2024-2") -> scheme_versions.Version:
    """The draft of the sites' scheme, locked."""
    return scheme_versions.lock(shelf, SITE, version, by="示例秘书", reason="评审委员会会议纪要")


def workbook(shelf: Shelf, folder: Path, scheme: str, **typed: str | float | None) -> Path:
    """The workbook of the settings with other new values, by path; `__` stands for a dot."""
    path = folder / f"{scheme}.xlsx"
    scheme_versions.write_workbook(shelf, scheme, path, replace=True)
    book = openpyxl.load_workbook(path)
    rows = {cell.value: cell.row for cell in book.worksheets[0]["A"]}
    for name, value in typed.items():
        key = "@" + name.replace("__", ".")
        book.worksheets[0][f"F{rows[key]}"] = value
    book.save(path)
    return path


def test_a_draft_says_the_same_until_something_is_changed(shelf: Shelf) -> None:
    found = scheme_versions.editing(shelf, SITE)
    assert found.changes == ()
    assert found.base.loaded.scheme.version == "2024"
    after = scheme_versions.change(shelf, SITE, "protocol.rule", "median")
    assert [(one.path, one.old, one.new) for one in after.changes] == [("protocol.rule", "mean", "median")]
    assert scheme_versions.editing(shelf, SITE) == after
    assert scheme_versions.discard(shelf, SITE).changes == ()


@pytest.mark.parametrize(
    ("path", "words", "code"),
    [
        ("protocol.minimum_sheets", "三", Code.SCHEME_VALUE_INVALID),
        ("protocol.rule", "最高分", Code.SCHEME_VALUE_INVALID),
        ("rubric.sections[0].criteria[0].max", "11", Code.SCHEME_SETTING_FIXED),
        ("rubric.sections[0].criteria[0].text", "别的", Code.SCHEME_SETTING_FIXED),
        ("../x", "1", Code.SCHEME_SETTING_FIXED),
    ],
)
def test_what_is_no_value_or_fixed_is_refused_and_changes_nothing(
    shelf: Shelf, path: str, words: str, code: Code
) -> None:
    """The official criteria texts never change."""
    assert [one.code for one in refused(scheme_versions.change, shelf, SITE, path, words)] == [code]
    assert scheme_versions.editing(shelf, SITE).changes == ()


def test_locking_gives_a_digest_and_the_version_never_changes(shelf: Shelf) -> None:
    """A locked scheme changes only as a new version; its texts are those of the source."""
    scheme_versions.change(shelf, SITE, "protocol.rule", "median")
    made = lock(shelf)
    shipped = scheme_versions.versions(shelf, SITE)[-1]
    assert made.lock is not None
    assert made.loaded.digest == made.lock.digest == read_scheme_file(made.path).digest
    assert made.loaded.digest != shipped.loaded.digest
    assert made.loaded.scheme.rubric == shipped.loaded.scheme.rubric
    found = scheme_versions.editing(shelf, SITE)
    assert (found.base.loaded.scheme.version, found.changes) == ("2024-2", ())
    scheme_versions.change(shelf, SITE, "protocol.decimals", "3")
    assert [one.code for one in refused(lock, shelf)] == [Code.SCHEME_VERSION_TAKEN]
    assert [one.code for one in refused(lock, shelf, "../x")] == [Code.SCHEME_VERSION_UNSAFE]
    lock(shelf, "2024-3")
    names = [one.loaded.scheme.version for one in scheme_versions.versions(shelf, SITE)]
    assert names == ["2024-3", "2024-2", "2024"]


def test_nothing_is_locked_without_a_change_or_with_a_contradiction(shelf: Shelf) -> None:
    """Weights that do not add up are told, and may stand in a draft meanwhile (D-21)."""
    assert Code.SCHEME_DRAFT_MISSING in [one.code for one in refused(lock, shelf)]
    first = "rubric.sections[0].criteria"
    scheme_versions.change(shelf, THIRD_PARTY, "rubric.weights", "set")
    for number, points in enumerate((30, 30, 20, 20)):
        found = scheme_versions.change(shelf, THIRD_PARTY, f"{first}[{number}].max", str(points))
    assert [one.code for one in found.problems] == [Code.SCHEME_SUM_MISMATCH]
    signed = {"by": "示例秘书", "reason": "会议纪要"}
    problems = refused(scheme_versions.lock, shelf, THIRD_PARTY, "2023-2", **signed)
    assert [one.code for one in problems] == [Code.SCHEME_SUM_MISMATCH]
    scheme_versions.change(shelf, THIRD_PARTY, "rubric.sections[0].max", "100")
    made = scheme_versions.lock(shelf, THIRD_PARTY, "2023-2", **signed)
    assert made.loaded.scheme.rubric.max == 100
    assert not made.loaded.scheme.rubric.qualitative


def test_a_locked_version_that_somebody_changed_is_refused(shelf: Shelf) -> None:
    scheme_versions.change(shelf, SITE, "protocol.rule", "median")
    path = lock(shelf).path
    path.write_text(path.read_text("utf-8").replace('rule = "median"', 'rule = "mean"'), "utf-8")
    assert [one.code for one in refused(scheme_versions.versions, shelf, SITE)] == [
        Code.SCHEME_VERSION_CHANGED
    ]
    (path.parent / "lock.json").write_text("{}", "utf-8")
    assert [one.code for one in refused(scheme_versions.versions, shelf, SITE)] == [
        Code.SCHEME_VERSION_CHANGED
    ]


def test_a_draft_that_somebody_wrote_changes_only_what_is_open(shelf: Shelf) -> None:
    """Whatever else stands in the file of the draft does not count; one of other rules is refused."""
    scheme_versions.change(shelf, SITE, "protocol.rule", "median")
    draft = shelf.own / SITE / "draft.toml"
    draft.write_text(draft.read_text("utf-8").replace("针对性", "别的"), "utf-8")
    made = lock(shelf)
    assert "针对性" in [one.title for one in made.loaded.scheme.rubric.criteria]
    draft.write_text("[rubric]\nsections = []\n[protocol]\n", "utf-8")
    assert [one.code for one in refused(scheme_versions.editing, shelf, SITE)] == [Code.SCHEME_DRAFT_FOREIGN]
    draft.write_text("[[", "utf-8")
    assert [one.code for one in refused(scheme_versions.editing, shelf, SITE)] == [Code.SCHEME_SYNTAX]


# Excel


@pytest.mark.parametrize("scheme", [path.parent.name for path in sorted(FORMS.glob("*/scheme.toml"))])
def test_a_workbook_that_is_not_changed_changes_nothing(shelf: Shelf, tmp_path: Path, scheme: str) -> None:
    found = scheme_versions.apply_workbook(shelf, workbook(shelf, tmp_path, scheme))
    assert (found.changes, found.problems) == ((), ())


def test_values_typed_in_excel_go_into_the_draft(shelf: Shelf, tmp_path: Path) -> None:
    """Numbers stay exact, words are those of the drop-downs, an empty cell is the usual value."""
    typed: dict[str, str | float | None]
    typed = {"protocol__rule": "中位数", "protocol__spread": 0.1, "protocol__near_threshold": None}
    found = scheme_versions.apply_workbook(shelf, workbook(shelf, tmp_path, SITE, **typed))
    assert {one.path: one.new for one in found.changes} == {
        "protocol.rule": "median",
        "protocol.spread": "0.1",
        "protocol.near_threshold": "",
    }


def test_every_fault_is_told_with_its_cell_and_nothing_is_taken(shelf: Shelf, tmp_path: Path) -> None:
    typed = {"protocol__rule": "最高分", "protocol__decimals": "=1+1", "protocol__trim_from": "五"}
    problems = refused(scheme_versions.apply_workbook, shelf, workbook(shelf, tmp_path, SITE, **typed))
    assert {one.code for one in problems} >= {Code.SCHEME_VALUE_INVALID, Code.SCHEME_CELL_FORMULA}
    assert {one.place.rpartition("!")[2][0] for one in problems} == {"F"}
    assert len({one.place for one in problems}) == 3
    assert scheme_versions.editing(shelf, SITE).changes == ()


def test_a_contradiction_is_told_at_a_cell_it_comes_from(shelf: Shelf, tmp_path: Path) -> None:
    typed = {"rubric__weights": "set by the secretariat"}
    path = workbook(shelf, tmp_path, THIRD_PARTY, **typed)
    problems = refused(scheme_versions.apply_workbook, shelf, path)
    assert {one.code for one in problems} == {Code.SCHEME_KEY_MISSING}
    assert all("!F" in one.place for one in problems)


def test_a_workbook_of_another_draft_or_of_something_else_is_refused(shelf: Shelf, tmp_path: Path) -> None:
    path = workbook(shelf, tmp_path, SITE, protocol__rule="median")
    scheme_versions.change(shelf, SITE, "protocol.decimals", "3")
    assert [one.code for one in refused(scheme_versions.apply_workbook, shelf, path)] == [
        Code.SCHEME_WORKBOOK_OLD
    ]
    openpyxl.Workbook().save(path)
    assert [one.code for one in refused(scheme_versions.apply_workbook, shelf, path)] == [
        Code.SCHEME_WORKBOOK_NOT_OURS
    ]


def test_rows_that_are_fixed_unknown_or_twice_are_told(shelf: Shelf, tmp_path: Path) -> None:
    path = workbook(shelf, tmp_path, SITE)
    book = openpyxl.load_workbook(path)
    page = book.worksheets[0]
    for key in ("@rubric.sections[0].criteria[0].max", "@protocol.rule", "@x"):
        page.append([key, "", "", "", "", "1"])
    book.save(path)
    problems = refused(scheme_versions.apply_workbook, shelf, path)
    assert [one.code for one in problems] == [
        Code.SCHEME_COLUMN_UNKNOWN,
        Code.SCHEME_COLUMN_TWICE,
        Code.SCHEME_COLUMN_UNKNOWN,
    ]


# Commands, and a campaign


def test_the_commands_do_the_same(tmp_path: Path, capsys: Captured) -> None:
    """All of the draft, its workbook and its lock by command; a campaign uses the version."""
    where = ["--own", str(tmp_path / "own"), "--json"]

    def ask(*words: str, code: int = 0) -> dict[str, list[dict[str, object]]]:
        assert run(["schemes", *words, *where], own_places()) == code
        answer: dict[str, list[dict[str, object]]] = json.loads(capsys.readouterr().out)
        return answer

    listed = {one["path"]: one for one in ask("settings", SITE)["settings"]}
    assert listed["protocol.rule"]["open"]
    assert "median" in listed["protocol.rule"]["choices"]  # type: ignore[operator] # a list of words
    assert ask("set", SITE, "protocol.rule", "median")["changes"]
    book = str(tmp_path / "settings.xlsx")
    ask("edit-workbook", SITE, "-o", book)
    assert ask("apply-workbook", book)["changes"]
    assert ask("set", SITE, "protocol.rule", "x", code=1)["problems"]
    assert not ask("discard", SITE)["changes"]
    ask("set", SITE, "protocol.rule", "median")
    made = ask("lock", SITE, "--version", "2024-2", "--by", "示例秘书", "--reason", "会议纪要")
    assert [one["version"] for one in ask("versions", SITE)["versions"]] == ["2024-2", "2024"]
    with create_workspace(tmp_path / "ws", KEY) as ws:
        plan = CampaignPlan(id="2024", title="示例", year=2024, scheme=str(made["file"]), scheme_digest="")
        assert campaigns.begin(ws, FORMS, plan).scheme_digest == str(made["digest"])
