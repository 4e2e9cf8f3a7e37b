"""The lawful reasons for correcting a signed sheet (财政部令第87号, 64)."""

from evaluator_app.wording.language import text


def lawful_reasons() -> tuple[str, ...]:
    """The four reasons, in the order of the clause."""
    return (
        text("The points were added up wrongly"),
        text("A mark is outside its scale"),
        text("Marks differ on a factor that is objective"),
        text("The panel found the mark unreasonably high or low"),
    )
