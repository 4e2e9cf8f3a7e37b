"""The roster's workbook: empty, filled in, read back with every fault, held against a campaign."""

import json
from datetime import UTC, date, datetime
from pathlib import Path

import pytest
from openpyxl import load_workbook

from evaluator_app.cli.main import run
from evaluator_app.domain.codes import Code
from evaluator_app.domain.expert import Expert
from evaluator_app.domain.problems import Refused
from evaluator_app.domain.roster import FormerEmployer, Member, MemberKind, Nomination
from evaluator_app.exchange.roster_reader import read_roster
from evaluator_app.exchange.roster_workbook import write_roster
from evaluator_app.services import roster
from evaluator_app.services.places import own_places
from evaluator_app.services.samples import sample_campaign

WRITTEN = datetime(2024, 3, 1, tzinfo=UTC)
MEMBER = Member(
    expert=Expert(name="示例专家甲", organisation="示例大学"),
    place="",
    source="标准起草单位",
    nomination=Nomination.ORGANISATION,
    appointed="2024-03-01",
    term_years=5,
    trained="2023-11-20",
    fields=("制造", "质量"),
    former=(FormerEmployer(organisation="示例公司", left="2022-06-30"),),
    related=("示例集团",),
)
STAFF = Member(expert=Expert(name="示例职员", organisation="示例协会"), place="", kind=MemberKind.STAFF)
ROW = {"name": 2, "organisation": 3, "kind": 4, "nomination": 6, "appointed": 7, "term": 8, "left": 12}


def written(folder: Path, *members: Member, **cells: object) -> Path:
    """A roster; a cell of its first person typed over."""
    path = folder / "roster.xlsx"
    with path.open("wb") as stream:
        write_roster(stream, members, WRITTEN)
    if cells:
        book = load_workbook(path)
        for name, value in cells.items():
            book.worksheets[0].cell(4, ROW[name]).value = value  # type: ignore[assignment] # what a user types
        book.save(path)
    return path


def test_what_was_written_comes_back(tmp_path: Path) -> None:
    """Every field of every person; the empty rows are nobody."""
    found = read_roster(written(tmp_path, MEMBER, STAFF))
    assert found.problems == ()
    assert [one.place.rpartition("!")[2] for one in found.members] == ["4", "5"]
    plain = [(one.expert, one.kind, one.source, one.nomination, one.appointed) for one in found.members]
    assert plain == [(m.expert, m.kind, m.source, m.nomination, m.appointed) for m in (MEMBER, STAFF)]
    first = found.members[0]
    assert (first.term_years, first.trained, first.fields) == (5, "2023-11-20", ("制造", "质量"))
    assert (first.former, first.related) == (MEMBER.former, MEMBER.related)


def test_days_as_excel_and_as_people_write_them(tmp_path: Path) -> None:
    """A cell of a date, and words."""
    for value in (date(2025, 4, 2), "2025年4月2日"):
        (member,) = read_roster(written(tmp_path, MEMBER, appointed=value)).members
        assert member.appointed == "2025-04-02"


@pytest.mark.parametrize(
    ("cell", "value", "code"),
    [
        ("appointed", "去年", Code.FIELD_NOT_A_DAY),
        ("term", "五", Code.FIELD_NOT_A_NUMBER),
        ("term", "500", Code.FIELD_NOT_A_NUMBER),
        ("kind", "领导", Code.FIELD_NOT_AN_OPTION),
        ("nomination", "抽签", Code.FIELD_NOT_AN_OPTION),
        ("organisation", "=A1", Code.FIELD_FORMULA),
        ("left", None, Code.FIELD_MISSING),
    ],
)
def test_every_fault_names_its_cell(tmp_path: Path, cell: str, value: object, code: Code) -> None:
    """Sheet and address."""
    (wrong,) = read_roster(written(tmp_path, MEMBER, **{cell: value})).problems
    assert wrong.code is code
    assert wrong.place.endswith("4")


def test_columns_are_found_by_their_headings_in_any_language(tmp_path: Path) -> None:
    """Moved columns change nothing; one without its heading is a fault, and the other language is read."""
    path = written(tmp_path, MEMBER)
    book = load_workbook(path)
    page = book.worksheets[0]
    titles = [cell.value for cell in page[3]]
    page.move_range("B3:B4", cols=20)
    for number, value in enumerate(("Name", MEMBER.expert.name), start=3):
        page.cell(number, 20).value = value
    page.cell(4, ROW["kind"]).value = "Expert"
    book.save(path)
    found = read_roster(path)
    assert ([one.expert for one in found.members], found.problems) == ([MEMBER.expert], ())
    page.cell(3, ROW["appointed"]).value = "x"
    book.save(path)
    (wrong,) = read_roster(path).problems
    assert (wrong.code, wrong.details["field"]) == (Code.COLUMN_MISSING, titles[ROW["appointed"] - 1])


def test_another_workbook_is_no_roster(tmp_path: Path) -> None:
    """With what to do."""
    path = written(tmp_path, MEMBER, name="x")
    book = load_workbook(path)
    book.worksheets[0]["A1"] = "x"
    book.save(path)
    with pytest.raises(Refused, match=Code.ROSTER_NOT_OURS):
        read_roster(path)


def test_conflicts_with_a_campaign_are_explained(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """T-19: `roster check --campaign`; how many may score each application."""
    campaign = sample_campaign(own_places())
    own = Member(
        expert=Expert(name="示例专家乙", organisation="示例市民医院"),
        place="",
        appointed="2024-03-01",
        term_years=50,
    )
    path = written(tmp_path, own, STAFF)
    found = roster.check(path, campaign)
    assert [one.application.id for one in found.conflicts] == ["A-003"]
    assert dict(found.clear) == {"A-001": 2, "A-002": 2, "A-003": 1}
    assert run(["roster", "check", str(path), "--campaign", str(campaign), "--json"], own_places()) == 0
    said = json.loads(capsys.readouterr().out)
    assert [one["kind"] for one in said["conflicts"]] == ["employer"]
    assert said["clear"]["A-003"] == 1


def test_the_commands_write_and_check(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """`roster new`, `roster check`: an empty one has no fault, a bad one says all."""
    out = tmp_path / "new.xlsx"
    assert run(["roster", "new", "-o", str(out), "--json"], own_places()) == 0
    assert json.loads(capsys.readouterr().out)["file"] == str(out)
    assert run(["roster", "check", str(out)], own_places()) == 0
    assert run(["roster", "check", str(written(tmp_path, MEMBER, MEMBER, term=""))], own_places()) == 1
    assert "示例专家甲" in capsys.readouterr().err
