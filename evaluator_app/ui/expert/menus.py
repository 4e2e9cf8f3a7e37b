"""The menus of the expert desk."""

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING

from evaluator_app.ui.desks import MenuEntry, Menus
from evaluator_app.wording.language import text

if TYPE_CHECKING:
    from evaluator_app.ui.expert.desk import ExpertDesk
    from evaluator_app.ui.expert.score_desk import ScoreDesk
    from evaluator_app.ui.identity.keeper import IdentityKeeper


def expert_menus(desk: "ExpertDesk") -> Menus:
    """File, edit, go, identity."""

    def scoring(act: "Callable[[ScoreDesk], None]") -> Callable[[], None]:
        return lambda: desk.on_score(act)

    file = (
        (text("Open package…"), "Ctrl+O", desk.receiving.choose_package),
        (text("Check and export…"), "Ctrl+E", desk.export),
        (text("Sign…"), "Ctrl+Shift+S", desk.signing.sign),
        (text("Sign all finished sheets…"), "", desk.signing.sign_all),
        (text("Correct a signed sheet…"), "", desk.signing.correct),
        (text("Sign the panel's opinion…"), "", desk.opinion.sign),
        None,
        (text("Export all finished sheets…"), "Ctrl+Shift+E", desk.export_all),
        (text("Blank sheet for paper…"), "", desk.export_blank),
        None,
        (text("Hand back to the secretariat…"), "Ctrl+Shift+H", desk.returning.hand_back),
    )
    edit = (
        (text("Undo"), "Ctrl+Z", scoring(lambda score: score.undo())),
        (text("Redo"), "Ctrl+Y, Ctrl+Shift+Z", scoring(lambda score: score.redo())),
        None,
        (text("Cite the selection"), "F7", scoring(lambda score: score.cite())),
        (text("Attach photo…"), "Ctrl+Shift+P", scoring(lambda score: score.attach_photo())),
        None,
        (text("Your name…"), "", desk.ask_profile),
        (text("Your phrases…"), "", desk.ask_phrases),
        (text("Pledge and interests…"), "", desk.declaring.change),
    )
    go = (
        (text("All applications"), "Alt+Left", desk.show_home),
        (text("Next application"), "Alt+Down", partial(desk.next_application, 1)),
        (text("Previous application"), "Alt+Up", partial(desk.next_application, -1)),
        (text("Next missing entry"), "F8", scoring(lambda score: score.go_to_missing())),
        (text("Between documents and rubric"), "F6", scoring(lambda score: score.page.change_side())),
        (text("Next document"), "Ctrl+PgDown", scoring(partial(_turn_document, 1))),
        (text("Previous document"), "Ctrl+PgUp", scoring(partial(_turn_document, -1))),
        None,
        (text("Rules and assumptions"), "F2", scoring(lambda score: score.page.show_rules())),
    )
    return ((text("&File"), file), (text("&Edit"), edit), (text("&Go"), go), _identity_menu(desk))


def _identity_menu(desk: "ExpertDesk") -> tuple[str, tuple[MenuEntry, ...]]:
    def keeping(act: "Callable[[IdentityKeeper], None]") -> Callable[[], None]:
        return lambda: act(desk.keeper) if desk.keeper is not None else None

    entries = (
        (text("My identity…"), "", keeping(lambda keeper: keeper.ask(desk))),
        (text("Lock now"), "Ctrl+L", keeping(lambda keeper: keeper.lock())),
        None,
        (text("Use an existing identity…"), "", keeping(lambda keeper: keeper.take_over(desk))),
        (text("Restore from a backup…"), "", keeping(lambda keeper: keeper.restore(desk))),
    )
    return text("&Identity"), entries


def _turn_document(count: int, score: "ScoreDesk") -> None:
    score.page.documents.next_document(count)
