"""What comes back from a panel: which sheets count, and why each other does not."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from itertools import chain

from evaluator_app.domain.codes import Code
from evaluator_app.domain.declarations import Declaration
from evaluator_app.domain.expert import Expert
from evaluator_app.domain.issue import NOTHING_SINCE, Issue, Names, Since
from evaluator_app.domain.marks import EMPTY, check_entries
from evaluator_app.domain.problems import Problem, problem
from evaluator_app.domain.rubric import Rubric
from evaluator_app.domain.sheet import Marks, ScoreSheet, check_remark


@dataclass(frozen=True, kw_only=True)
class Returned:
    """A sheet that came back, with the file it was read from."""

    file: str
    sheet: ScoreSheet
    digest: str = ""
    signed: bool = False
    saved_again: bool = False  # by another program, which took a signature away where there was one


@dataclass(frozen=True, kw_only=True)
class Declared:
    """What an expert declared about an application, in a return file: no interest, or a recusal.

    The times of declarations that are collected together are in UTC, so that they can be put in order.
    """

    file: str
    expert: Expert
    declaration: Declaration


@dataclass(frozen=True, kw_only=True)
class Choice:
    """Which of several different sheets of one expert counts, as a person said; another sheet asks anew.

    Files are named by the SHA-256 of their bytes, so that a choice outlives their names and their removal.
    """

    chosen: str
    over: tuple[str, ...]
    reason: str
    by: str
    at: str  # ISO 8601 with zone


@dataclass(frozen=True, slots=True)
class Refusal:
    """A file that does not count, and why."""

    file: str
    problem: Problem


@dataclass(frozen=True, kw_only=True)
class Accepted:
    """A sheet that takes part in the merge; `expert` names its expert without ambiguity."""

    expert: str
    returned: Returned
    older_package: bool = False  # scored on an earlier revision with the same rules
    choice: Choice | None = None  # made between this sheet and others


@dataclass(frozen=True, kw_only=True)
class Rivals:
    """Different sheets of one expert for one application, one of each; and the choice between them."""

    application: str
    expert: str
    sheets: tuple[Returned, ...]
    digests: tuple[tuple[str, ...], ...]  # of each sheet and its exact duplicates
    choice: Choice | None = None


@dataclass(frozen=True, kw_only=True)
class Collected:
    """The sheets that take part, those that do not, and how the experts are named."""

    accepted: tuple[Accepted, ...]
    refusals: tuple[Refusal, ...]
    names: Names
    recusals: Mapping[tuple[str, str], Declared] = field(default_factory=dict)  # by expert and application
    rivals: tuple[Rivals, ...] = ()


@dataclass(frozen=True, kw_only=True)
class Besides:
    """What came back beside sheets: declarations, files that could not be read; and what people chose."""

    declared: tuple[Declared, ...] = ()
    unread: tuple[Refusal, ...] = ()
    choices: tuple[Choice, ...] = ()  # the last one counts
    since: Since = NOTHING_SINCE


NOTHING_ELSE = Besides()


def collect(
    issue: Issue,
    rubric: Rubric,
    returned: Iterable[Returned],
    besides: Besides = NOTHING_ELSE,
    *,
    allow_unsigned: bool,
) -> Collected:
    """Every sheet takes part or is refused with its reasons; the order of the files does not matter."""
    sheets, outside = sorted(returned, key=lambda one: one.file), _outside(issue, besides.declared)
    declared = [one for one in besides.declared if one not in outside]
    names = Names(issue, (one.sheet for one in sheets), (one.expert for one in declared))
    recusals = _recusals(issue, names, declared)
    refusals = [*besides.unread, *_strangers(outside)]
    versions: dict[tuple[str, str], list[Returned]] = {}
    for one in sheets:
        problems = _problems(issue, rubric, one, allow_unsigned=allow_unsigned)
        if not problems and (names.of(one.sheet), one.sheet.identity.application) in recusals:
            problems = [problem(Code.SHEET_RECUSED, expert=names.of(one.sheet))]
        refusals += [Refusal(one.file, found) for found in problems]
        if not problems:
            versions.setdefault((one.sheet.identity.application, names.of(one.sheet)), []).append(one)
    ordered = sorted(versions.items(), key=lambda one: (one[0][0], names.order(one[0][1])))
    sifted = [_sift(expert, found, besides.choices) for (_, expert), found in ordered]
    every = chain(refusals, *(one.set_aside for one in sifted))
    return Collected(
        accepted=tuple(
            replace(one.counts, older_package=issue.is_older(one.counts.returned.sheet))
            for one in sifted
            if one.counts is not None
        ),
        refusals=tuple(sorted(every, key=lambda one: one.file)),
        names=names,
        recusals=recusals,
        rivals=tuple(one.rivals for one in sifted if one.rivals is not None),
    )


def _outside(issue: Issue, declared: Iterable[Declared]) -> list[Declared]:
    """What somebody declared who is on none of the lists of experts."""
    return [one for one in declared if not issue.knows(one.expert)]


def _strangers(outside: Iterable[Declared]) -> list[Refusal]:
    """One refusal for each return file of somebody outside the panel."""
    found = {one.file: one.expert.name for one in outside}
    return [
        Refusal(file, problem(Code.SHEET_OUTSIDE_PANEL, expert=name)) for file, name in sorted(found.items())
    ]


def _recusals(issue: Issue, names: Names, declared: Iterable[Declared]) -> dict[tuple[str, str], Declared]:
    """The recusals in force: of several declarations about one application the last one counts."""
    last: dict[tuple[str, str], Declared] = {}
    for one in sorted(declared, key=lambda one: (one.declaration.at, one.file)):
        if one.declaration.application in issue.applications:
            last[names.label(names.listed(one.expert)), one.declaration.application] = one
    return {key: one for key, one in last.items() if one.declaration.recusal is not None}


def _problems(issue: Issue, rubric: Rubric, returned: Returned, *, allow_unsigned: bool) -> list[Problem]:
    unsigned = not (returned.signed or allow_unsigned)
    why = Code.SHEET_SAVED_AGAIN if returned.saved_again else Code.SHEET_UNSIGNED
    problems = [problem(why)] if unsigned else []
    misfit = issue.misfit(returned.sheet)
    if misfit is not None:
        return [misfit, *problems]
    return [*check_marks(rubric, returned.sheet.marks), *problems]


def check_marks(rubric: Rubric, marks: Marks) -> tuple[Problem, ...]:
    """Marks and remarks of a sheet that its scheme does not have or allow."""
    known = {remark.id for remark in rubric.remarks}
    strange = tuple(problem(Code.UNKNOWN_REMARK, name) for name in marks.remarks if name not in known)
    chosen = (check_remark(remark, marks.remarks.get(remark.id, "")) for remark in rubric.remarks)
    return (*check_entries(marks.entries, rubric), *strange, *chain.from_iterable(chosen))


@dataclass(frozen=True, kw_only=True)
class _Sifted:
    """Of the sheets of one expert for one application: which counts, why the others do not."""

    counts: Accepted | None
    set_aside: tuple[Refusal, ...] = ()
    rivals: Rivals | None = None


def _sift(expert: str, versions: Sequence[Returned], choices: Sequence[Choice]) -> _Sifted:
    """The sheet that counts among those of one expert for one application, and why the others do not.

    A newer revision supersedes; the same content twice counts once; between two different ones a
    person has to choose, and until then neither counts.
    """
    revision = max(one.sheet.revision for one in versions)
    newest = sorted(
        (one for one in versions if one.sheet.revision == revision), key=lambda one: not one.signed
    )  # of exact duplicates a signed one stands for the others
    distinct: list[list[Returned]] = []  # twins lie together
    refusals: list[Refusal] = []
    for one in newest:
        twins = next((others for others in distinct if _content(others[0]) == _content(one)), None)
        if twins is None:
            distinct.append([one])
        else:
            refusals.append(Refusal(one.file, problem(Code.SHEET_DUPLICATE, other=twins[0].file)))
            twins.append(one)
    superseded = problem(Code.SHEET_SUPERSEDED, other=newest[0].file)
    refusals += [Refusal(one.file, superseded) for one in versions if one.sheet.revision < revision]
    firsts = [twins[0] for twins in distinct]
    if len(firsts) == 1:
        return _Sifted(counts=Accepted(expert=expert, returned=firsts[0]), set_aside=tuple(refusals))
    digests = tuple(tuple(sorted({one.digest for one in twins})) for twins in distinct)
    number, choice = _chosen(digests, choices)
    rivals = Rivals(
        application=firsts[0].sheet.identity.application,
        expert=expert,
        sheets=tuple(firsts),
        digests=digests,
        choice=choice,
    )
    if choice is None:
        open_ = (_conflict(expert, one, firsts) for one in firsts)
        return _Sifted(counts=None, set_aside=(*refusals, *open_), rivals=rivals)
    said = problem(Code.SHEET_NOT_CHOSEN, other=firsts[number].file, by=choice.by, reason=choice.reason)
    return _Sifted(
        counts=Accepted(expert=expert, returned=firsts[number], choice=choice),
        set_aside=(
            *refusals,
            *(Refusal(one.file, said) for place, one in enumerate(firsts) if place != number),
        ),
        rivals=rivals,
    )


def _conflict(expert: str, one: Returned, firsts: Iterable[Returned]) -> Refusal:
    others = ", ".join(other.file for other in firsts if other is not one)
    return Refusal(one.file, problem(Code.SHEET_CONFLICT, expert=expert, other=others))


def _chosen(distinct: Sequence[tuple[str, ...]], choices: Sequence[Choice]) -> tuple[int, Choice | None]:
    """The place of the sheet that was chosen over all the others, by the last choice that says so."""
    for choice in reversed(choices):
        for number, digests in enumerate(distinct):
            others = (other for place, other in enumerate(distinct) if place != number)
            if choice.chosen in digests and all(set(other) & set(choice.over) for other in others):
                return number, choice
    return 0, None


def _content(returned: Returned) -> tuple[object, ...]:
    marks = returned.sheet.marks
    entries = {name: entry for name, entry in marks.entries.items() if entry != EMPTY}
    return entries, {name: words for name, words in marks.remarks.items() if words}
