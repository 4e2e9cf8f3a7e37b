"""Who a sealed package is for: the experts of the panel as the trust list knows them, less those recused."""

import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from evaluator_app.domain.codes import Code
from evaluator_app.domain.expert import Expert
from evaluator_app.domain.problems import Problem, problem
from evaluator_app.domain.trust import Certified, Standing, Trust, standing


@dataclass(frozen=True, kw_only=True)
class Panel:
    """The experts of a package with what is sealed to each: "" where that is not known."""

    recipients: tuple[tuple[Expert, str], ...]
    problems: tuple[Problem, ...] = ()  # why somebody on the panel cannot be sealed for

    def readers(self, recused: Iterable[str]) -> tuple[str, ...]:
        """What an application is sealed to."""
        out = {_plain(name) for name in recused}
        return tuple(one for expert, one in self.recipients if _plain(expert.name) not in out)

    def recusal_problems(self, recused: Iterable[str], place: str) -> Iterator[Problem]:
        """Names that are nobody's on the panel, lest a slip of the pen lets somebody in; and nobody left."""
        names = {_plain(expert.name) for expert, _ in self.recipients}
        recused = tuple(recused)
        for name in recused:
            if _plain(name) not in names:
                yield problem(Code.RECUSED_UNKNOWN, place, expert=name)
        if names and not self.readers(recused):
            yield problem(Code.PANEL_EMPTY, place)


def panel_of(experts: Iterable[Expert], trust: Trust, at: str, place: str) -> Panel:
    """The panel at a time; of several certificates of an expert the one issued last counts."""
    found = [(expert, *_recipient(expert, trust, at)) for expert in experts]
    problems = [
        problem(code, place, expert=expert.name, organisation=expert.organisation)
        for expert, _, code in found
        if code is not None
    ]
    if not found:
        problems.append(problem(Code.PANEL_EMPTY, place))
    return Panel(recipients=tuple((expert, one) for expert, one, _ in found), problems=tuple(problems))


def _recipient(expert: Expert, trust: Trust, at: str) -> tuple[str, Code | None]:
    issued = [one for one in trust.issued if _same(one, expert)]
    trusted = [one for one in issued if standing(trust, one.fingerprint, at) is Standing.TRUSTED]
    if not issued:
        return "", Code.EXPERT_NOT_ISSUED
    if not trusted:
        return "", Code.EXPERT_NOT_TRUSTED
    recipient = trusted[-1].recipient
    return recipient, None if recipient else Code.EXPERT_WITHOUT_KEY


def expert_standing(expert: Expert, trust: Trust, at: str) -> Standing | None:
    """How the best certificate of an expert stands; None where there is none."""
    found = [standing(trust, one.fingerprint, at) for one in trust.issued if _same(one, expert)]
    return Standing.TRUSTED if Standing.TRUSTED in found else found[-1] if found else None


def _same(one: Certified, expert: Expert) -> bool:
    said = (one.name, one.organisation)
    return tuple(map(_plain, said)) == tuple(map(_plain, (expert.name, expert.organisation)))


def _plain(name: str) -> str:
    return unicodedata.normalize("NFC", name).strip()
