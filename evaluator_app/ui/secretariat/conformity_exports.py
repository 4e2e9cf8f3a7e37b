"""What leaves the page of the conformity check: the list as Excel and as a letter, letters to applicants."""

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QPushButton

from evaluator_app.domain.conformity_results import Conformity, Verdict
from evaluator_app.late import late
from evaluator_app.services.places import Folders, Places
from evaluator_app.ui.fields.file_dialogs import ask_folder, ask_target
from evaluator_app.ui.secretariat.conformity_rules import open_outside
from evaluator_app.wording.language import plural, text

if TYPE_CHECKING:
    from evaluator_app.services import clock, conformity, conformity_letters, templates
    from evaluator_app.services.conformity import Checked
    from evaluator_app.ui.secretariat import conformity_dialogs
    from evaluator_app.ui.secretariat.conformity_page import ConformityPage
else:
    clock = late("evaluator_app.services.clock")
    conformity = late("evaluator_app.services.conformity")
    conformity_letters = late("evaluator_app.services.conformity_letters")
    templates = late("evaluator_app.services.templates")
    conformity_dialogs = late("evaluator_app.ui.secretariat.conformity_dialogs")

_ALL, _OPEN, _CHOSEN = "all", "open", "chosen"


class Exports:
    """The buttons of the page that write files; they need applications that can be read."""

    def __init__(self, page: "ConformityPage", places: Places, folders: Folders) -> None:
        self._page, self._places = page, places
        self._own_folders = folders
        self._workbook = page.button(text("List as Excel…"), self.write_workbook)
        self._list = page.button(text("List as letter…"), self.ask_list)
        self._letters = page.button(text("Letters…"), self.ask_letters)
        self.buttons: Sequence[QPushButton] = (self._workbook, self._list, self._letters)
        self._checked: Sequence[Conformity] = ()

    def show_checked(self, checked: "Sequence[Checked]") -> None:
        """These applications are listed."""
        self._checked = [one.conformity for one in checked if one.conformity is not None]
        for button in self.buttons:
            button.setEnabled(bool(self._checked))

    # -- Excel

    def write_workbook(self) -> None:
        """Write the list entering the review with everything that was found and judged."""
        kinds = text("Excel workbook (*.xlsx)")
        target = ask_target(self._page, text("Save the list"), self._suggested(".xlsx"), kinds)
        if target is not None:
            checked = self._checked
            self._page.desk.working.run(
                lambda: conformity.write_list(checked, target, replaced=True),
                lambda _: self._page.notice(text("Written: {file}", file=target)),
                self._page.fail,
            )

    def _suggested(self, ending: str) -> str:
        """Beside the campaign's folder, since what lies in it is taken for applications."""
        campaign = self._page.desk.campaign()
        name = text("Conformity check") + ending
        return str(Path(campaign.plan.folder).parent / name) if campaign and campaign.plan.folder else name

    # -- letters

    def ask_list(self) -> None:
        """Ask for the letter with the list."""
        dialog = self._dialog(
            text("Letter with the list"), conformity_letters.LIST_TEMPLATE, self._write_list
        )
        kinds = text("Word document (*.docx)")
        name = self._suggested(".docx")
        dialog.for_list(lambda: ask_target(self._page, text("Save the letter"), name, kinds))
        self._page.open(dialog)

    def ask_letters(self) -> None:
        """Ask for letters to applicants."""
        dialog = self._dialog(text("Letters to applicants"), conformity_letters.TEMPLATE, self._write_letters)
        waiting = sum(one.verdict is not Verdict.MET for one in self._checked)
        choices = [
            (_ALL, text("All applications ({count})", count=len(self._checked))),
            (_OPEN, text("Those that do not enter the review yet ({count})", count=waiting)),
        ]
        one = self._page.current()
        if one is not None and one.conformity is not None:
            choices.insert(0, (_CHOSEN, text("{number} only", number=one.conformity.application.id)))
        dialog.for_applications(choices, lambda: ask_folder(self._page, text("Folder for the letters")))
        self._page.open(dialog)

    def _dialog(
        self, heading: str, template: str, write: "Callable[[conformity_dialogs.LetterWish], Sequence[Path]]"
    ) -> "conformity_dialogs.LetterDialog":
        found = self._page.found
        owner = found.scheme.scheme.owner if found is not None else ""
        known = conformity_dialogs.LetterWish(sender=owner, day=clock.now()[:10])
        asked = conformity_dialogs.Asked(working=self._page.desk.working, do=write, done=self._tell)
        dialog = conformity_dialogs.LetterDialog(heading, known, asked, self._page)
        dialog.own.clicked.connect(lambda _=False: self.edit_template(template, dialog))
        return dialog

    def _letters_of(self, wish: "conformity_dialogs.LetterWish", name: str) -> "conformity_letters.Letters":
        found = self._page.found
        if found is None:
            raise AssertionError  # nothing is offered before the check
        scheme = found.scheme.scheme
        facts = conformity_letters.letter_facts(scheme, wish.sender, wish.day, wish.until, wish.to)
        template = templates.template(self._places, templates.own_templates(self._own_folders), name)
        return conformity_letters.Letters(template=template, scheme=scheme, facts=facts)

    def _write_list(self, wish: "conformity_dialogs.LetterWish") -> Sequence[Path]:
        letters = self._letters_of(wish, conformity_letters.LIST_TEMPLATE)
        conformity_letters.write_review_list(letters, self._checked, wish.target, replaced=True)
        return (wish.target,)

    def _write_letters(self, wish: "conformity_dialogs.LetterWish") -> Sequence[Path]:
        letters = self._letters_of(wish, conformity_letters.TEMPLATE)
        return conformity_letters.write_letters(letters, self._wanted(wish.which), wish.target)

    def _wanted(self, which: str) -> Sequence[Conformity]:
        if which == _OPEN:
            return [one for one in self._checked if one.verdict is not Verdict.MET]
        one = self._page.current()
        if which == _CHOSEN and one is not None and one.conformity is not None:
            return (one.conformity,)
        return self._checked

    def _tell(self, written: Sequence[Path]) -> None:
        where = written[0].parent if written else ""
        words = plural(
            "{count} letter written: {folder}",
            "{count} letters written: {folder}",
            len(written),
            folder=where,
        )
        self._page.notice(words)

    def edit_template(self, name: str, dialog: "conformity_dialogs.LetterDialog") -> None:
        """Open one's own copy of a template in Word, made where there is none yet."""
        own = templates.own_templates(self._own_folders)
        self._page.desk.working.run(
            lambda: templates.own_copy(self._places, own, name), open_outside, dialog.fail
        )
