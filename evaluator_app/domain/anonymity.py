"""A merge without the names of its experts, who are A, B, C: names are secret until the result, and after."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from functools import cached_property
from types import MappingProxyType

from evaluator_app.domain.collecting import Accepted, Refusal
from evaluator_app.domain.digests import digest
from evaluator_app.domain.ledger import LedgerLine
from evaluator_app.domain.marks import Abstained, Entry, Mark, NotApplicable
from evaluator_app.domain.panel import ApplicationResult, PanelMerge
from evaluator_app.domain.problems import Problem
from evaluator_app.domain.sheet import Marks

SOMEBODY = "×××"  # in place of a name inside a text


def letters(number: int) -> str:
    """A, B ... Z, AA, AB ... for 0, 1 ..."""
    found, number = "", number + 1
    while number:
        number, rest = divmod(number - 1, 26)
        found = chr(ord("A") + rest) + found
    return found


@dataclass(frozen=True)
class Veil:
    """What stands for the names of experts and for their files; its order says nothing about the panel's."""

    merge: PanelMerge

    @cached_property
    def labels(self) -> Mapping[str, str]:
        """The letter of every expert."""
        names = {line.expert for line in self.merge.ledger}
        names |= {sheet.expert for one in self.merge.results for sheet in one.sheets}
        seed = [one.digest for one in self.merge.packages]
        ordered = sorted(names, key=lambda name: digest([seed, name]))
        return {name: letters(number) for number, name in enumerate(ordered)}

    @cached_property
    def files(self) -> Mapping[str, str]:
        """The number of every file."""
        names = {one.file for one in self.merge.refusals}
        names |= {name for line in self.merge.ledger for name, _ in line.files}
        return {name: f"#{number}" for number, name in enumerate(sorted(names), start=1)}

    @cached_property
    def _hidden(self) -> tuple[str, ...]:
        """Everything that names an expert, the longest first."""
        people = {sheet.returned.sheet.expert.name for one in self.merge.results for sheet in one.sheets}
        people |= {expert.name for package in self.merge.packages for expert in package.experts}
        return tuple(sorted(filter(None, people | set(self.labels)), key=len, reverse=True))

    def words(self, said: str) -> str:
        """A text in which no expert is named."""
        for name in self._hidden:
            said = said.replace(name, SOMEBODY)
        return said


def anonymous(merge: PanelMerge) -> PanelMerge:
    """The same merge with letters for its experts, and numbers for the files, which often bear names."""
    veil = Veil(merge)
    return replace(
        merge,
        results=tuple(_result(one, veil) for one in merge.results),
        refusals=tuple(_refusal(one, veil) for one in merge.refusals),
        ledger=tuple(sorted((_line(one, veil) for one in merge.ledger), key=_order)),
    )


def _order(line: LedgerLine) -> tuple[int, str, str]:
    return len(line.expert), line.expert, line.application


def _result(one: ApplicationResult, veil: Veil) -> ApplicationResult:
    """The sheets in the order of their letters."""
    sheets = [_sheet(sheet, veil) for sheet in one.sheets]
    merged = [replace(sheet, expert=veil.labels[sheet.expert]) for sheet in one.result.sheets]
    order = sorted(range(len(sheets)), key=lambda at: (len(sheets[at].expert), sheets[at].expert))
    return replace(
        one,
        sheets=tuple(sheets[at] for at in order),
        result=replace(one.result, sheets=tuple(merged[at] for at in order)),
    )


def _sheet(one: Accepted, veil: Veil) -> Accepted:
    label, returned = veil.labels[one.expert], one.returned
    expert = replace(returned.sheet.expert, name=label, organisation="")
    sheet = replace(returned.sheet, expert=expert, marks=_marks(returned.sheet.marks, veil))
    file = veil.files.get(returned.file, label)
    return replace(one, expert=label, returned=replace(returned, file=file, sheet=sheet))


def _marks(marks: Marks, veil: Veil) -> Marks:
    entries = {
        name: Entry(_mark(entry.mark, veil), veil.words(entry.note)) for name, entry in marks.entries.items()
    }
    remarks = {name: veil.words(said) for name, said in marks.remarks.items()}
    return replace(marks, entries=entries, remarks=remarks)


def _mark(mark: Mark, veil: Veil) -> Mark:
    if isinstance(mark, NotApplicable | Abstained):
        return replace(mark, reason=veil.words(mark.reason))
    return mark


def _line(line: LedgerLine, veil: Veil) -> LedgerLine:
    """Why somebody is recused would often say who it is."""
    recusal = replace(line.recusal, reason="") if line.recusal is not None else None
    files = tuple((veil.files[name], state) for name, state in line.files)
    return replace(line, expert=veil.labels[line.expert], files=files, recusal=recusal)


def _refusal(one: Refusal, veil: Veil) -> Refusal:
    found = one.problem
    details = {name: _detail(value, veil) for name, value in found.details.items()}
    hidden = Problem(found.code, _detail(found.place, veil), MappingProxyType(details))
    return Refusal(veil.files[one.file], hidden)


def _detail(said: str, veil: Veil) -> str:
    """A detail may be an expert, a file, several of them, or words with them."""
    if said in veil.labels:
        return veil.labels[said]
    for name in _longest_first(veil.files):
        said = said.replace(name, veil.files[name])
    return veil.words(said)


def _longest_first(names: Iterable[str]) -> list[str]:
    return sorted(names, key=len, reverse=True)
