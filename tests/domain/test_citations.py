"""Citations and photos: edits like any other, undone and redone, and read back as they were written."""

from builders import criterion, rubric

from evaluator_app.domain.citations import Citation, citations_as_data, citations_from_data
from evaluator_app.domain.fitting import fitting
from evaluator_app.domain.history import SheetState, Subject, edit, redo, replay, undo
from evaluator_app.domain.sheet import Marks

PAGE = Citation(
    document="示例报告", sha256="a" * 64, page=11, region=(100, 200, 900, 250), excerpt="示例摘录"
)
CELL = Citation(document="示例数据", sha256="b" * 64, place="月度!B7", excerpt="98.6%")
PHOTO = Citation(document="示例照片", sha256="c" * 64, photo=True)


def test_citations_are_read_back_as_they_were_written() -> None:
    every = (PAGE, CELL, PHOTO)
    assert citations_from_data(citations_as_data(every)) == every
    assert citations_as_data([PHOTO]) == [{"document": "示例照片", "sha256": "c" * 64, "photo": True}]


def test_a_page_is_said_as_people_count() -> None:
    assert (PAGE.where, CELL.where, PHOTO.where) == ("12", "月度!B7", "")


def test_citing_is_undone_and_redone_also_after_a_restart() -> None:
    first = edit(SheetState(marks=Marks()), Subject.CITATIONS, "a", (PAGE,))
    assert first is not None
    back = undo(first.state)
    assert back is not None
    again = redo(back.state)
    assert again is not None
    assert (dict(back.state.marks.citations), dict(again.state.marks.citations)) == ({}, {"a": (PAGE,)})
    assert replay([first.row, back.row, again.row]) == again.state


def test_the_same_citations_again_are_no_change() -> None:
    state = SheetState(marks=Marks().with_citations("a", (PAGE,)))
    assert edit(state, Subject.CITATIONS, "a", (PAGE,)) is None


def test_citations_of_a_criterion_that_is_gone_do_not_leave_in_a_sheet() -> None:
    kept = Marks().with_citations("a", (PAGE,)).with_citations("gone", (CELL,))
    assert dict(fitting(rubric(criterion("a")), kept).marks.citations) == {"a": (PAGE,)}
