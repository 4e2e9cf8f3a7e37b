"""What a card of the score screen tells: one change of one mark, note or remark."""

from dataclasses import dataclass

from evaluator_app.domain.history import New, Subject


@dataclass(frozen=True, slots=True)
class CardEdit:
    """A change; not `final` while it is still being typed."""

    subject: Subject
    target: str
    value: New
    final: bool = True
