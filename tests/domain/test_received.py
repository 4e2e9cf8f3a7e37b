"""Files that came back: their names, the look that counts, the stage; what becomes of each (T-22)."""

from dataclasses import replace

import builders as make
import panel_builders as panels
import pytest
from panel_builders import returned

from evaluator_app.domain.codes import Code
from evaluator_app.domain.collecting import Besides, Choice, Declared, Refusal
from evaluator_app.domain.declarations import Declaration, Recusal, Relation
from evaluator_app.domain.panel import PanelMerge, merge_returned
from evaluator_app.domain.problems import problem
from evaluator_app.domain.received import Arrival, Look, counting, item_of, labels, refusals_of, stage_of


def look(number: int, name: str = "a.xlsx", digest: str = "1" * 64, **changes: bool) -> Look:
    """A look at a file."""
    kinds = {"judged": False, "clean": True, **changes}
    return Look(number=number, name=name, digest=digest, **kinds)


@pytest.mark.parametrize(
    ("names", "expected"),
    [
        (["a.xlsx", "b.xlsx"], ["a.xlsx", "b.xlsx"]),
        (["a.xlsx", "A.xlsx"], ["a (00000000).xlsx", "A (11111111).xlsx"]),
        (["sheet", "sheet"], ["sheet (00000000)", "sheet (11111111)"]),
    ],
)
def test_files_of_one_name_are_told_apart(names: list[str], expected: list[str]) -> None:
    """By the beginning of their digest; Windows takes capitals for the same."""
    looks = [look(number, name, str(number) * 64) for number, name in enumerate(names)]
    assert list(labels(looks).values()) == expected


def test_a_file_that_came_under_several_names_has_the_first_of_them() -> None:
    """Whatever came first."""
    for names in (["b.xlsx", "a.xlsx"], ["a.xlsx", "b.xlsx"]):
        assert labels([look(n, name) for n, name in enumerate(names)]) == {"1" * 64: "a.xlsx"}


def test_what_a_trust_list_once_found_good_stays_good() -> None:
    """Semantics, trust in time: at import; a look that judged signers goes before one that did not."""
    unjudged, bad, good = look(3), look(2, judged=True, clean=False), look(1, judged=True)
    assert counting([unjudged, bad])["1" * 64] == bad
    assert counting([unjudged, bad, good])["1" * 64] == good
    assert counting([look(1), unjudged])["1" * 64] == unjudged


def test_a_sheet_is_judged_in_the_stage_of_its_package() -> None:
    """Else in the one it names, else in the first there is."""
    package = make.package()
    campaign = replace(package.campaign, stage="defence")
    other = make.package(id="2024-test-2", campaign=campaign)
    both, stages = (package, other), ("document_review", "defence")
    assert stage_of(make.identity(package=other.id), both, stages) == "defence"
    assert stage_of(make.identity(package="unknown", stage="defence"), both, stages) == "defence"
    assert stage_of(make.identity(package="unknown", stage="unknown"), both, stages) == "document_review"


def merged(*files: object, **besides: object) -> PanelMerge:
    """The merge of some sheets, unsigned ones too."""
    return merge_returned(
        make.scheme(),
        [make.package()],
        files,  # type: ignore[arg-type]  # what `returned` makes
        besides=Besides(**besides),  # type: ignore[arg-type]  # as the test says
        allow_unsigned=True,
    )


def test_what_becomes_of_each_sheet() -> None:
    """Counts, without signature, superseded, duplicate, to be chosen between, set aside, refused."""
    plain = returned(0, file="plain", signed=False)
    newer, older = returned(1, file="newer", revision=2), returned(1, file="older")
    twins = [returned(2, file="first"), returned(2, file="second")]
    rivals = [returned(3, file="one"), returned(3, file="two", marks=make.marks(make.NINETY | {"a1": "8"}))]
    stranger = returned(4, file="stranger", package="unknown")
    every = [plain, newer, older, *twins, *rivals, stranger]
    merge = merged(*every)
    found = {one.file: item_of(one, "document_review", merge).arrival for one in every}
    assert found == {
        "plain": Arrival.UNSIGNED,
        "newer": Arrival.COUNTS,
        "older": Arrival.SUPERSEDED,
        "first": Arrival.COUNTS,
        "second": Arrival.DUPLICATE,
        "one": Arrival.CONFLICT,
        "two": Arrival.CONFLICT,
        "stranger": Arrival.REFUSED,
    }
    assert [one.code for one in refusals_of(merge, "stranger")] == [Code.SHEET_OTHER_PACKAGE]


def test_of_duplicates_the_signed_one_stands_for_the_others() -> None:
    """Whatever their files are called."""
    plain, signed = returned(0, file="a", signed=False), returned(0, file="b")
    merge = merged(plain, signed)
    assert [one.returned.file for one in merge.results[0].sheets] == ["b"]
    assert item_of(plain, "", merge).arrival is Arrival.DUPLICATE


def test_the_last_choice_between_sheets_counts_and_a_third_asks_anew() -> None:
    """T-22: by digest, so that names do not matter."""
    other = make.marks(make.NINETY | {"a1": "8"})
    one, two = (
        replace(returned(0, file="one"), digest="1"),
        replace(returned(0, file="two", marks=other), digest="2"),
    )

    def choice(chosen: str, *over: str) -> Choice:
        return Choice(chosen=chosen, over=over, reason="核实", by="示例职员", at="2024-09-02T10:00:00+08:00")

    for choices, counts in (
        ([choice("1", "2")], ["one"]),
        ([choice("1", "2"), choice("2", "1")], ["two"]),
        ([choice("3", "1", "2")], []),
        ([choice("1", "3")], []),
    ):
        merge = merged(one, two, choices=tuple(choices))
        assert [sheet.returned.file for sheet in merge.results[0].sheets] == counts
    assert item_of(one, "", merged(one, two, choices=(choice("2", "1"),))).arrival is Arrival.SET_ASIDE
    third = replace(returned(0, file="third", marks=make.marks(make.NINETY | {"a1": "7"})), digest="3")
    assert merged(one, two, third, choices=(choice("1", "2"),)).rivals[0].choice is None


def test_declarations_of_somebody_outside_the_panel_are_refused() -> None:
    """They change nothing in the ledger."""
    recusal = Declaration(
        application="A-001",
        at="2024-09-02T10:00:00Z",
        recusal=Recusal(relation=Relation.OTHER, reason="示例"),
    )
    package = make.package(experts=(panels.expert(0),))
    declared = (Declared(file="x.evret", expert=panels.expert(7), declaration=recusal),)
    unread = (Refusal("noise", problem(Code.SHEET_UNREADABLE, "noise")),)
    merge = merge_returned(make.scheme(), [package], [], besides=Besides(declared=declared, unread=unread))
    assert [(one.file, one.problem.code) for one in merge.refusals] == [
        ("noise", Code.SHEET_UNREADABLE),
        ("x.evret", Code.SHEET_OUTSIDE_PANEL),
    ]
    assert [line.expert for line in merge.ledger] == [panels.expert(0).name]
