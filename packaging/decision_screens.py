"""The pages of meetings and decisions for the manual's pictures: the sample's marks, one value agreed on."""

from collections.abc import Iterator
from pathlib import Path

from picture_screens import wait_until
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from evaluator_app.services import packages, samples, sheets
from evaluator_app.services.places import Places
from evaluator_app.ui.secretariat.decisions_page import DecisionsPage
from evaluator_app.ui.secretariat.desk import Name, SecretariatDesk
from evaluator_app.ui.secretariat.marks_source import Chosen
from evaluator_app.ui.secretariat.meeting_page import MeetingPage
from evaluator_app.ui.window import MainWindow

_NOW = "2024-08-30T10:00:00+08:00"


def prepare_marks(home: Path, places: Places) -> None:
    """The package of the sample, and every expert's sheet."""
    sample = samples.sample_campaign(places)
    package = home / "sample.evpkg"
    packages.build(sample, places.forms, package, now=_NOW)
    (home / "sheets").mkdir()
    for answers in sorted((sample.parent / "answers").glob("*/*.json")):
        source = sheets.Source(package=package, application=answers.parent.name)
        path = home / "sheets" / f"{answers.parent.name}-{answers.stem}.xlsx"
        sheets.fill(source, answers, sheets.Files(xlsx=path))


def decision_screens(window: MainWindow) -> Iterator[tuple[str, QWidget]]:
    """The meeting with its marks and its conclusion, recorded; then the committee's page."""
    desk = window.desk
    if not isinstance(desk, SecretariatDesk):
        raise TypeError
    campaign = desk.workspace.campaign()
    home = Path(campaign.plan.folder).parent if campaign is not None else Path()
    meeting = desk.go_to(Name.MEETINGS)
    desk.marks.use(Chosen((home / "sample.evpkg",), home / "sheets"))
    wait_until(lambda: desk.marks.merge is not None)
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
