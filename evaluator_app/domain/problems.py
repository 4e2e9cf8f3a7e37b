"""Problems: what can be wrong with what people hand in, as values with a code, a place and details."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from types import MappingProxyType
from typing import TypeVar

from evaluator_app.domain.codes import Code

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Problem:
    """One thing that is wrong: where it is and the details its sentence needs."""

    code: Code
    place: str = ""
    details: Mapping[str, str] = field(default_factory=lambda: MappingProxyType({}))

    def __reduce__(self) -> tuple[object, ...]:
        """Problems come back from other processes; a read-only mapping has to be made there anew."""
        return _problem_with, (self.code, self.place, dict(self.details))


def problem(code: Code, place: str = "", **details: object) -> Problem:
    """A problem with its details as text."""
    return _problem_with(code, place, {name: str(value) for name, value in details.items()})


def _problem_with(code: Code, place: str, details: dict[str, str]) -> Problem:
    return Problem(code, place, MappingProxyType(details))


class Refused(Exception):  # noqa: N818 - it is an answer to the user, not an error of the program
    """Work that was refused; carries every problem found, and nothing was changed."""

    def __init__(self, problems: Iterable[Problem]) -> None:
        self.problems = tuple(problems)
        super().__init__(", ".join(f"{p.code} {p.place}" for p in self.problems))

    def __reduce__(self) -> tuple[object, ...]:
        return Refused, (self.problems,)


class Gathered:
    """Problems of several steps of one piece of work, to be refused all at once."""

    def __init__(self) -> None:
        self.problems: list[Problem] = []

    def attempt(self, step: Callable[[], T]) -> T | None:
        """The step's result, or None where it was refused; its problems are kept."""
        try:
            return step()
        except Refused as refused:
            self.problems += refused.problems
            return None

    def refuse(self) -> None:
        """Refuse the work if any step found a problem."""
        if self.problems:
            raise Refused(self.problems)
