"""S1-169: a table of recommendations in Excel, seen, kept with its order, held against what has come in."""

import contextlib
import json
from collections.abc import Iterator, Sequence
from pathlib import Path

import pytest
from form_builders import S1, S3, Rows, filled, type_in
from intake_builders import codes
from openpyxl import Workbook
from workspace_builders import KEY

from evaluator_app.cli import intake_recommendations as commands
from evaluator_app.cli.main import run
from evaluator_app.domain.campaigns import CampaignPlan
from evaluator_app.domain.codes import Code
from evaluator_app.domain.intake_journal import IntakeKind
from evaluator_app.domain.problems import Refused
from evaluator_app.services import campaigns, intake, recommending
from evaluator_app.services.places import own_places
from evaluator_app.services.recommending import RecommendationsPreview
from evaluator_app.services.samples import sample_campaign
from evaluator_app.services.taking_in import Office
from evaluator_app.store.workspace import Workspace, create_workspace

DAY, WHO = "2024-06-20", "示例秘书甲"
HEAD = ("排序", "编号", "单位名称", "领域", "现场类别", "创新成果名称", "申报等级")


@pytest.fixture
def ws(tmp_path: Path) -> Iterator[Workspace]:
    """A workspace with a campaign that has the applications of the sample."""
    with contextlib.closing(create_workspace(tmp_path / "ws", KEY)) as ws:
        folder = tmp_path / "campaign"
        plan = CampaignPlan(id="s1", title="s1", year=2024, scheme=S1, scheme_digest="", folder=str(folder))
        campaigns.begin(ws, own_places().forms, plan)
        for one in sample_campaign(own_places()).iterdir():
            if one.is_dir():
                (folder / one.name).mkdir()
                (folder / one.name / "application.toml").write_bytes((one / "application.toml").read_bytes())
                for document in one.rglob("*"):
                    if document.is_file():
                        (folder / one.name / document.name).write_bytes(document.read_bytes())
        yield ws


def look(ws: Workspace, path: Path, recommender: str = "") -> RecommendationsPreview:
    """The preview."""
    return recommending.preview(ws, path, intake.target_of(ws, "s1", DAY), recommender)


def keep(ws: Workspace, path: Path) -> RecommendationsPreview:
    """Taken in."""
    found = look(ws, path)
    recommending.apply(found, intake.target_of(ws, "s1", DAY), Office(ws=ws, who=WHO))
    return found


def ours(folder: Path, *rows: Sequence[str | int], recommender: str = "示例集团（虚构）") -> Path:
    """The form of the scheme, filled in."""
    folder.mkdir(exist_ok=True)

    def change(cells: Rows) -> None:
        type_in(cells, "recommendation-form.recommender", recommender)
        for number, row in enumerate(rows):
            for column, value in enumerate(row, start=3):
                type_in(cells, f"recommendation-form.list#{number}", value, column)

    return filled(folder, S1, change)


def theirs(path: Path, *rows: Sequence[object], head: Sequence[str] = HEAD) -> Path:
    """The table as the notice prints it."""
    book = Workbook()
    page = book.active
    assert page is not None
    page.append(["2024 年上海市现场管理创新成果推荐表"])
    page.append(["推荐各区/行业/集团（单位公章）：示例集团"])
    page.append(["一、推荐目录"])
    page.append(list(head))
    for row in rows:
        page.append(list(row))
    page.append([5])
    page.append(["二、推荐声明"])
    page.append(["填表人", "", "某人"])
    book.save(path)
    return path


def test_a_table_is_seen_and_kept_with_its_order(ws: Workspace, tmp_path: Path) -> None:
    """Nothing is kept before it is confirmed; then the order, the journal and the dossier have it."""
    path = ours(tmp_path / "in", (2, "A-001"), (1, "A-003"), (3, "", "无名公司"))
    found = look(ws, path)
    assert found.given.recommender == "示例集团（虚构）"
    order = [(one.place, one.row.application) for one in found.standing.recommended]
    assert order == [(1, "A-003"), (2, "A-001"), (3, "")]
    assert codes(found.standing.findings) == [
        Code.RECOMMENDED_DIFFERS,  # A-003 names another recommender
        Code.RECOMMENDED_UNKNOWN,
        Code.RECOMMENDED_BY_NOBODY,
    ]
    target = intake.target_of(ws, "s1", DAY)
    assert recommending.standing(ws, target).recommended == ()
    keep(ws, path)
    assert [
        (one.place, one.row.application) for one in recommending.standing(ws, target).recommended
    ] == order
    (event,) = intake.journal(ws, "s1")
    assert (event.kind, event.who, event.received) == (IntakeKind.RECOMMENDED, WHO, DAY)
    records = campaigns.opened(ws, "s1").records
    assert [(one.step, one.application, one.note) for one in records] == [
        ("recommendation", "A-003", "1"),
        ("recommendation", "A-001", "2"),
    ]


def test_any_table_with_the_headings_will_do(ws: Workspace, tmp_path: Path) -> None:
    """Recommenders use their own: columns in another order, what follows the table is no row of it."""
    row = ("1", "A-002", "", "", "", "", "")
    found = look(ws, theirs(tmp_path / "a.xlsx", row))
    assert found.given.recommender == "示例集团"
    assert [one.row.application for one in found.standing.recommended] == ["A-002"]
    turned = theirs(tmp_path / "b.xlsx", row[::-1], head=HEAD[::-1])
    assert [one.row.application for one in look(ws, turned).standing.recommended] == ["A-002"]
    assert look(ws, turned, "示例行业协会").given.recommender == "示例行业协会"


def test_a_later_table_replaces_and_both_are_kept(ws: Workspace, tmp_path: Path) -> None:
    """Of the same recommender; another's stands beside it, and together they say whom nobody recommends."""
    keep(ws, ours(tmp_path / "1", (1, "A-001")))
    keep(ws, ours(tmp_path / "2", (1, "A-002")))
    keep(ws, theirs(tmp_path / "3.xlsx", (1, "A-003", "", "", "", "", "")))
    found = recommending.standing(ws, intake.target_of(ws, "s1", DAY))
    assert [one.row.application for one in found.recommended] == ["A-003", "A-002"]
    nobody = [one.place for one in found.findings if one.code is Code.RECOMMENDED_BY_NOBODY]
    assert nobody == ["A-001"]
    assert len(intake.journal(ws, "s1")) == 3


def test_what_cannot_be_kept_says_why(ws: Workspace, tmp_path: Path) -> None:
    """No table, no recommender, a formula, an order that is none, a scheme without recommendations."""

    def refused(path: Path) -> list[Code]:
        with pytest.raises(Refused) as caught:
            keep(ws, path)
        return codes(caught.value.problems)

    other = theirs(tmp_path / "a.xlsx", head=HEAD[:3])
    assert refused(other) == [Code.RECOMMENDATIONS_NOT_OURS]
    assert refused(ours(tmp_path / "1", (1, "A-001"), recommender="")) == [Code.FIELD_MISSING]
    assert refused(ours(tmp_path / "2", (1, "=1+1"))) == [Code.FIELD_FORMULA]
    assert refused(ours(tmp_path / "3", ("第一", "A-001"))) == [Code.RECOMMENDED_ORDER]
    assert refused(ours(tmp_path / "4", (1, "", "长" * 2001))) == [Code.FIELD_TOO_LONG]
    assert refused(tmp_path / "nothing.xlsx") == [Code.FILE_MISSING]
    assert intake.journal(ws, "s1") == ()
    found = look(ws, ours(tmp_path / "5", (1, "A-001")))
    with pytest.raises(Refused):
        recommending.apply(found, intake.target_of(ws, "s1", DAY), Office(ws=ws, who=""))
    plan = CampaignPlan(
        id="s3", title="s3", year=2023, scheme=S3, scheme_digest="", folder=str(tmp_path / "s3")
    )
    campaigns.begin(ws, own_places().forms, plan)
    with pytest.raises(Refused) as caught:
        recommending.standing(ws, intake.target_of(ws, "s3", DAY))
    assert codes(caught.value.problems) == [Code.SCHEME_WITHOUT_RECOMMENDATIONS]


def test_the_commands(
    ws: Workspace, tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    """`intake recommend`, `intake recommended`."""
    monkeypatch.setattr(commands, "opened", lambda _options: contextlib.nullcontext(ws))
    path = ours(tmp_path / "1", (1, "A-001"))
    words = ["intake", "recommend", str(path), "--campaign", "s1", "--received", DAY, "--by", WHO, "--json"]
    assert run(words, own_places()) == 0
    assert json.loads(capsys.readouterr().out)["kept"] is False
    assert run([*words, "--confirm"], own_places()) == 0
    capsys.readouterr()
    assert run(["intake", "recommended", "--campaign", "s1", "--json"], own_places()) == 0
    said = json.loads(capsys.readouterr().out)
    assert [(one["place"], one["application"]) for one in said["recommended"]] == [(1, "A-001")]
    assert "recommended_by_nobody" in {one["code"] for one in said["findings"]}
    bad = ours(tmp_path / "2", ("x", "A-001"))
    assert run([*words[:2], str(bad), *words[3:]], own_places()) == 1
