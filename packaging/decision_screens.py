"""The pages of meetings and decisions for the manual's pictures: one value agreed on."""

from collections.abc import Iterator

from picture_screens import wait_until
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from evaluator_app.ui.secretariat.decisions_page import DecisionsPage
from evaluator_app.ui.secretariat.desk import Name, SecretariatDesk
from evaluator_app.ui.secretariat.meeting_page import MeetingPage
from evaluator_app.ui.window import MainWindow


def decision_screens(window: MainWindow) -> Iterator[tuple[str, QWidget]]:
    """The meeting with its marks and its conclusion, recorded; then the committee's page."""
    desk = window.desk
    if not isinstance(desk, SecretariatDesk):
        raise TypeError
    meeting = desk.go_to(Name.MEETINGS)
    desk.workspace.count_unsigned(counted=True)
    if isinstance(meeting, MeetingPage):
        wait_until(lambda: meeting.list.rowCount() > 0)
        _agree(meeting)
        yield "meeting", window
        meeting.tabs.setCurrentIndex(1)
        meeting.conclusion.opinion.setPlainText(
            "该成果选题针对性强，做法有特色、可推广，效果有数据支撑；建议补充长期跟踪数据。"
        )
        meeting.conclusion.by.setText("示例秘书")
        meeting.conclusion.finish()
        meeting.conclusion.people.setData(
            meeting.conclusion.people.index(1, 1), "认为推广价值的证据仍显不足。"
        )
        yield "meeting-conclusion", window
        meeting.record.click()
        wait_until(lambda: bool(meeting.said()))
    page = desk.go_to(Name.DECISIONS)
    if isinstance(page, DecisionsPage):
        wait_until(lambda: page.model.rowCount() > 0)
    yield "decisions", window


def _agree(page: MeetingPage) -> None:
    """Another value than the rule gives, with its reason."""
    marks, column = page.marks, page.marks.by_rule + 1
    best = marks.criterion(0).highest
    marks.setData(marks.index(0, column), str(best), Qt.ItemDataRole.EditRole)
    marks.setData(marks.index(0, column + 1), "答辩中补充了现场证据", Qt.ItemDataRole.EditRole)
