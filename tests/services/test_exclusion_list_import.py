"""Lists imported into a campaign: looked at first, kept with those before, used by the check (S3-20)."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import list_builders
import pytest
from list_builders import CAMPAIGN, PROVIDERS, ROWS, RULE, SUPPLIERS, WHO, book, imported

from evaluator_app.domain.codes import Code
from evaluator_app.domain.conformity_results import Judgement, Verdict
from evaluator_app.domain.exclusion_lists import Standing
from evaluator_app.domain.problems import Refused
from evaluator_app.services import campaigns, conformity, exclusion_lists
from evaluator_app.services.places import own_places
from evaluator_app.store.campaign_rows import campaign_rows
from evaluator_app.store.list_tables import LIST_TABLES
from evaluator_app.store.workspace import Workspace

NONE = (("企业名称",), ("示例无关有限公司",))


@pytest.fixture
def ws(tmp_path: Path) -> Iterator[Workspace]:
    with list_builders.campaign(tmp_path) as ws:
        yield ws


def verdicts(ws: Workspace) -> dict[str, Verdict]:
    """How the rule stands for each applicant."""
    found = conformity.sound(conformity.check_campaign(ws, campaigns.opened(ws, CAMPAIGN)))
    return {one.application.id: rule.verdict for one in found if (rule := one.result(RULE))}


def refused(work: object, *arguments: object) -> list[Code]:
    with pytest.raises(Refused) as caught:
        work(*arguments)  # type: ignore[operator] # a function of the services
    return [one.code for one in caught.value.problems]


def test_the_preview_names_the_applicants_on_it_and_keeps_nothing(ws: Workspace, tmp_path: Path) -> None:
    """S3-20."""
    seen = exclusion_lists.preview(ws, CAMPAIGN, PROVIDERS, book(tmp_path / "a.xlsx", [*ROWS, ROWS[2]]))
    assert [(one.id, found.standing) for one, found in seen.applicants] == [
        ("B-001", Standing.NAMED),
        ("B-002", Standing.SIMILAR),
    ]
    assert (len(seen.found.names), [one.place for one in seen.doubles]) == (4, ["名单!B6"])
    assert [one.current for one in exclusion_lists.kept(ws, CAMPAIGN)] == [None, None]


def test_an_application_that_cannot_be_read_keeps_no_list_out(ws: Workspace, tmp_path: Path) -> None:
    (tmp_path / "campaign" / "B-009").mkdir()
    seen = exclusion_lists.preview(ws, CAMPAIGN, PROVIDERS, book(tmp_path / "a.xlsx"))
    assert len(seen.applicants) == 2
    assert (seen.problems, len(seen.findings)) == ((), 1)


def test_the_check_computes_once_all_lists_are_there(ws: Workspace, tmp_path: Path) -> None:
    """D-20: either list is a red flag; S3-20: similar names and lists not imported are a person's."""
    assert set(verdicts(ws).values()) == {Verdict.TO_JUDGE}
    imported(ws, PROVIDERS, book(tmp_path / "a.xlsx"))
    flagged = {"B-001": Verdict.NOT_MET, "B-002": Verdict.TO_JUDGE}
    assert verdicts(ws) == flagged | {"B-003": Verdict.TO_JUDGE}
    imported(ws, SUPPLIERS, book(tmp_path / "b.xlsx", NONE))
    assert verdicts(ws) == flagged | {"B-003": Verdict.MET}


def test_an_exception_is_accepted_with_a_reason_only(ws: Workspace, tmp_path: Path) -> None:
    """D-20."""
    imported(ws, PROVIDERS, book(tmp_path / "a.xlsx"))
    found = campaigns.opened(ws, CAMPAIGN)
    folder = conformity.folder_of(found, "B-001")
    silent = Judgement(rule=RULE, met=True, by=WHO)
    assert refused(conformity.judge_in, ws, found, folder, silent) == [Code.REASON_MISSING]
    said = Judgement(rule=RULE, met=True, by=WHO, reason="已退出目录")
    rule = conformity.judge_in(ws, found, folder, said).result(RULE)
    assert rule is not None
    assert (rule.verdict, rule.computed) == (Verdict.MET, Verdict.NOT_MET)


def test_a_later_import_takes_the_place_of_the_earlier_and_both_are_kept(
    ws: Workspace, tmp_path: Path
) -> None:
    imported(ws, PROVIDERS, book(tmp_path / "a.xlsx"))
    seen = exclusion_lists.preview(ws, CAMPAIGN, PROVIDERS, book(tmp_path / "b.xlsx", NONE))
    assert seen.before is not None
    assert seen.before.file == "a.xlsx"
    whole = exclusion_lists.take(ws, seen, WHO, "2024-03-01")
    assert (whole.day, whole.who) == ("2024-03-01", WHO)
    first, second = exclusion_lists.kept(ws, CAMPAIGN)
    assert [one.file for one in first.imports] == ["a.xlsx", "b.xlsx"]
    assert (first.current, second.current) == (whole, None)
    assert verdicts(ws)["B-001"] is Verdict.TO_JUDGE  # the other list is missing still
    for table in LIST_TABLES:
        with pytest.raises(Exception, match=f"{table} only grows"):
            ws.db.table(table).delete_where()
        with pytest.raises(Exception, match=f"{table} only grows"):
            ws.db.table(table).update((CAMPAIGN, 1), {"who": "x"})


def test_every_import_goes_into_the_archive_of_the_campaign(ws: Workspace, tmp_path: Path) -> None:
    for _ in range(2):
        imported(ws, PROVIDERS, book(tmp_path / "a.xlsx"))
    tables = {one.table: one for one in campaign_rows(ws, CAMPAIGN)}
    rows = [
        dict(zip(tables[name].columns, row, strict=True)) for name in LIST_TABLES for row in tables[name].rows
    ]
    assert [(one["number"], one["title"]) for one in rows] == [(1, PROVIDERS), (2, PROVIDERS)]


def test_what_is_wrong_changes_nothing(ws: Workspace, tmp_path: Path) -> None:
    good, bad = book(tmp_path / "a.xlsx"), book(tmp_path / "b.xlsx", [("企业名称",), (12,)])
    seen = exclusion_lists.preview(ws, CAMPAIGN, PROVIDERS, good)
    assert refused(exclusion_lists.take, ws, seen, " ", "2024-02-30") == [
        Code.RECORD_NAME_MISSING,
        Code.CAMPAIGN_DAY_INVALID,
    ]
    assert refused(exclusion_lists.take, ws, seen, WHO, "2999-01-01") == [Code.LIST_IN_FUTURE]
    wrong = exclusion_lists.preview(ws, CAMPAIGN, PROVIDERS, bad)
    assert refused(exclusion_lists.take, ws, wrong, WHO) == [Code.LIST_NAME_INVALID]
    assert refused(exclusion_lists.preview, ws, CAMPAIGN, "黑名单", good) == [Code.LIST_UNKNOWN]
    assert refused(exclusion_lists.preview, ws, CAMPAIGN, "目录", good) == [Code.LIST_SEVERAL]
    assert exclusion_lists.in_force(ws, CAMPAIGN) == ()


def test_a_scheme_without_lists_takes_none(ws: Workspace, tmp_path: Path) -> None:
    other = replace(list_builders.plan(tmp_path / "other"), id="2024-site", scheme="saq-0005-2023")
    campaigns.begin(ws, own_places().forms, other)
    wanted = (ws, "2024-site", PROVIDERS, book(tmp_path / "a.xlsx"))
    assert refused(exclusion_lists.preview, *wanted) == [Code.LIST_NONE_ASKED]
