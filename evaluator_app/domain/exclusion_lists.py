"""Official lists whose organisations may not take part: who stands on one, or nearly so (S3-20, D-20)."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum
from functools import cached_property

from evaluator_app.domain.codes import Code
from evaluator_app.domain.issue import folded
from evaluator_app.domain.problems import Problem, problem
from evaluator_app.domain.requirements import EligibilityKind
from evaluator_app.domain.scheme import Scheme

_OPENING, _CLOSING = "[{〔【「『《〈<", "]}〕】」』》〉>"
_BRACKETS = str.maketrans(_OPENING + _CLOSING, "(" * len(_OPENING) + ")" * len(_CLOSING))
_BETWEEN = "\n"  # in no name


class Standing(StrEnum):
    """How an organisation stands to a list."""

    CLEAR = "clear"
    NAMED = "named"
    SIMILAR = "similar"  # one name contains the other, but for signs: a person judges
    NOT_IMPORTED = "not_imported"


@dataclass(frozen=True, kw_only=True)
class ListedName:
    """A name of a list and the cell it stands in."""

    name: str
    place: str


@dataclass(frozen=True, kw_only=True)
class Listing:
    """How an organisation stands to a list; the name there and its cell where there is one."""

    title: str
    standing: Standing
    name: str = ""
    place: str = ""


@dataclass(frozen=True, kw_only=True)
class ExclusionList:
    """A list as it was imported: of which day it is, from which file and columns, by whom and when."""

    title: str
    file: str
    sha256: str
    taken: str  # the columns the names stand in
    names: tuple[ListedName, ...]
    day: str = ""  # yyyy-mm-dd
    who: str = ""
    at: str = ""

    @cached_property
    def _same(self) -> Mapping[str, ListedName]:
        return {same_name(one.name): one for one in reversed(self.names)}

    @cached_property
    def _bare(self) -> Mapping[str, ListedName]:
        found: dict[str, ListedName] = {}
        for one in self.names:
            found.setdefault(bare_name(one.name), one)
        return found

    @cached_property
    def _joined(self) -> str:
        return _BETWEEN.join(self._bare)

    @cached_property
    def _longest(self) -> int:
        return max(map(len, self._bare), default=0)

    def standings(self, organisation: str) -> tuple[Listing, ...]:
        """How an organisation stands to the list; several only where several names are similar."""
        exact = self._same.get(same_name(organisation))
        if exact is not None:
            return (self._listing(exact, Standing.NAMED),)
        found = tuple(self._listing(one, Standing.SIMILAR) for one in self._similar(bare_name(organisation)))
        return found or (Listing(title=self.title, standing=Standing.CLEAR),)

    def _listing(self, one: ListedName, standing: Standing) -> Listing:
        return Listing(title=self.title, standing=standing, name=one.name, place=f"{self.file} {one.place}")

    def _similar(self, bare: str) -> Iterable[ListedName]:
        """Names within the organisation's own, and names it is within; long lists answer quickly."""
        pieces = {
            bare[start:end]
            for start in range(len(bare))
            for end in range(start + 1, min(len(bare), start + self._longest) + 1)
        }
        if not bare or (bare not in self._joined and pieces.isdisjoint(self._bare)):
            return ()
        return [one for name, one in self._bare.items() if bare in name or name in pieces]


def same_name(name: str) -> str:
    """A name for comparing, whatever the width of its letters and the kind of its brackets."""
    return folded(name).translate(_BRACKETS)


def bare_name(name: str) -> str:
    """Letters and figures of a name alone."""
    return "".join(one for one in folded(name) if one.isalnum())


def listings(title: str, lists: Iterable[ExclusionList], organisation: str) -> tuple[Listing, ...]:
    """How an organisation stands to the list of this name."""
    found = next((one for one in lists if bare_name(one.title) == bare_name(title)), None)
    if found is None:
        return (Listing(title=title, standing=Standing.NOT_IMPORTED),)
    return found.standings(organisation)


def lists_of(scheme: Scheme) -> tuple[str, ...]:
    """The names of the lists a scheme asks for."""
    wanted = (one for one in scheme.eligibility if one.kind is EligibilityKind.NOT_LISTED)
    return tuple(dict.fromkeys(title for one in wanted for title in one.lists))


def lists_meant(words: str, titles: Iterable[str]) -> tuple[str, ...]:
    """The list of this name, or those whose name holds these words."""
    said, known = bare_name(words), {title: bare_name(title) for title in titles}
    exact = tuple(title for title, bare in known.items() if bare == said)
    return exact or tuple(title for title, bare in known.items() if said and said in bare)


def superseding(lists: Iterable[ExclusionList]) -> tuple[ExclusionList, ...]:
    """The last import of each list."""
    return tuple({bare_name(one.title): one for one in lists}.values())


def doubles(names: Iterable[ListedName]) -> Iterator[Problem]:
    """Names that stand there more than once; it changes nothing."""
    seen: dict[str, str] = {}
    for one in names:
        first = seen.setdefault(same_name(one.name), one.place)
        if first != one.place:
            yield problem(Code.LIST_NAME_TWICE, one.place, name=one.name, other=first)
