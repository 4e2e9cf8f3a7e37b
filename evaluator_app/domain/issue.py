"""What was issued to a panel: the packages of one campaign, and who its experts are."""

import unicodedata
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property

from evaluator_app.domain.application import Application, Campaign, Package
from evaluator_app.domain.codes import Code
from evaluator_app.domain.problems import Problem, problem
from evaluator_app.domain.sheet import Expert, ScoreSheet


def folded(name: str) -> str:
    """A name for comparing: full width, spaces and capitals make no other person."""
    return "".join(unicodedata.normalize("NFKC", name).split()).casefold()


def check_packages(packages: Sequence[Package]) -> tuple[Problem, ...]:
    """Packages that cannot be merged together: other rules, campaign or stage, or twins of one revision."""
    rules = {
        (one.campaign.id, one.campaign.stage, one.scheme_digest, one.protocol_digest) for one in packages
    }
    twins = {(one.id, one.revision, one.digest) for one in packages}
    if len(rules) == 1 and len(twins) == len({(name, revision) for name, revision, _ in twins}):
        return ()
    return (problem(Code.PACKAGES_DIFFER, ", ".join(sorted({one.id for one in packages}))),)


@dataclass(frozen=True, kw_only=True)
class Since:
    """What happened after packages were built: some taken back, seats given to others (T-20).

    Where `seats` does not name an application, the lists of its packages stand.
    """

    withdrawn: Mapping[str, int] = field(default_factory=dict)  # by package: up to which revision
    seats: Mapping[str, tuple[Expert, ...]] = field(default_factory=dict)  # by application
    replaced: tuple[tuple[str, Expert, str], ...] = ()  # application, who scored it before, why no more

    def seated(self, application: str, expert: Expert) -> bool:
        """Whether an expert still scores an application, as far as seats are known."""
        panel = self.seats.get(application, ())
        return not panel or member_of(_by_name(panel), expert) is not None

    def reason(self, application: str, expert: Expert) -> str | None:
        """Why an expert was replaced; None who was not."""
        found = (
            why
            for name, one, why in self.replaced
            if name == application and member_of(_by_name((one,)), expert) is not None
        )
        return next(found, None)


NOTHING_SINCE = Since()


@dataclass(frozen=True)
class Issue:
    """Packages of one campaign that share their rules; several revisions of one package may be among them."""

    packages: tuple[Package, ...]
    since: Since = NOTHING_SINCE

    @cached_property
    def current(self) -> Mapping[str, Package]:
        """The latest revision of each package that was not taken back."""
        valid = (one for one in self.packages if one.revision > self.since.withdrawn.get(one.id, 0))
        return {one.id: one for one in sorted(valid, key=lambda one: (one.id, one.revision))}

    @cached_property
    def campaign(self) -> Campaign:
        """The campaign as the latest package states it."""
        return max(self.packages, key=lambda one: one.issued).campaign

    @cached_property
    def applications(self) -> Mapping[str, Application]:
        """All applications by id, in order of their ids."""
        found = {name: one for ids in self.applications_by_package.values() for name, one in ids.items()}
        return {name: found[name] for name in sorted(found)}

    @cached_property
    def applications_by_package(self) -> Mapping[str, Mapping[str, Application]]:
        """The applications each package holds."""
        return {name: {one.id: one for one in p.applications} for name, p in self.current.items()}

    @cached_property
    def digests(self) -> Mapping[tuple[str, int], str]:
        """The digest of each revision that is at hand."""
        return {(one.id, one.revision): one.digest for one in self.packages}

    @cached_property
    def listed(self) -> Mapping[str, Mapping[str, tuple[Expert, ...]]]:
        """The experts each package was issued to, by folded name; empty where it has no list."""
        return {name: _by_name(package.experts) for name, package in self.current.items()}

    def member(self, package: str, expert: Expert) -> Expert | None:
        """The listed expert of this name; where two share it, the one of this organisation."""
        return member_of(self.listed[package], expert)

    def knows(self, expert: Expert) -> bool:
        """Whether an expert may be of the panel: a member of a list, or a package has none."""
        return any(
            not package.experts or self.member(name, expert) is not None
            for name, package in self.current.items()
        )

    def is_older(self, sheet: ScoreSheet) -> bool:
        """Whether the sheet was scored on an earlier revision than the latest at hand."""
        package = self.current[sheet.identity.package]
        return sheet.identity.package_revision < package.revision

    def misfit(self, sheet: ScoreSheet) -> Problem | None:
        """Why a sheet does not belong here: the most telling reason, the others follow from it."""
        identity, package = sheet.identity, self.current.get(sheet.identity.package)
        sample = self.packages[0]
        if identity.scheme_digest != sample.scheme_digest:
            return problem(Code.SHEET_OTHER_SCHEME)
        if identity.protocol_digest != sample.protocol_digest:
            return problem(Code.SHEET_OTHER_PROTOCOL)
        if identity.campaign != sample.campaign.id:
            return problem(Code.SHEET_OTHER_PACKAGE)
        if identity.package_revision <= self.since.withdrawn.get(identity.package, 0):
            return problem(Code.SHEET_WITHDRAWN, package=identity.package)
        if package is None or self._foreign(sheet, package):
            return problem(Code.SHEET_OTHER_PACKAGE)
        return self._misfit_in(package, sheet)

    def _misfit_in(self, package: Package, sheet: ScoreSheet) -> Problem | None:
        identity = sheet.identity
        reason = self.since.reason(identity.application, sheet.expert)
        if reason is not None:
            return problem(Code.SHEET_REPLACED, expert=sheet.expert.name, reason=reason)
        if identity.application not in self.applications_by_package[package.id]:
            return problem(Code.SHEET_UNKNOWN_APPLICATION, application=identity.application)
        if identity.stage != package.campaign.stage:
            return problem(Code.SHEET_WRONG_STAGE, stage=identity.stage)
        listed = not package.experts or self.member(package.id, sheet.expert) is not None
        if not listed or not self.since.seated(identity.application, sheet.expert):
            return problem(Code.SHEET_OUTSIDE_PANEL, expert=sheet.expert.name)
        return None

    def _foreign(self, sheet: ScoreSheet, package: Package) -> bool:
        """A revision newer than ours, or one we have with other content; an older one of ours may be gone."""
        revision = sheet.identity.package_revision
        known = self.digests.get((package.id, revision))
        return revision > package.revision or known not in (None, sheet.identity.package_digest)


def member_of(listed: Mapping[str, tuple[Expert, ...]], expert: Expert) -> Expert | None:
    """The listed expert of this name; where two share it, the one of this organisation."""
    same_name = listed.get(folded(expert.name), ())
    if len(same_name) == 1:
        return same_name[0]
    same = (one for one in same_name if folded(one.organisation) == folded(expert.organisation))
    return next(same, None)


def _by_name(experts: Iterable[Expert]) -> dict[str, tuple[Expert, ...]]:
    found: dict[str, tuple[Expert, ...]] = {}
    for one in experts:
        found[folded(one.name)] = (*found.get(folded(one.name), ()), one)
    return found


class Names:
    """One unambiguous name for each expert: the organisation is added where two share a name.

    A sheet without organisation may be of either, so then all sheets of that name are taken for one
    expert's: better to ask than to count one person twice.
    """

    def __init__(self, issue: Issue, sheets: Iterable[ScoreSheet], others: Iterable[Expert] = ()) -> None:
        self.issue = issue
        self.first: dict[str, Expert] = {}
        organisations: dict[str, set[str]] = {}
        returned = (*(self._as_listed(sheet) for sheet in sheets), *map(self.listed, others))
        for expert in (*_listed(issue), *returned):
            self.first.setdefault(folded(expert.name), expert)
            organisations.setdefault(folded(expert.name), set()).add(folded(expert.organisation))
        self.shared = {
            name for name, found in organisations.items() if len(found - {""}) > 1 and "" not in found
        }

    def of(self, sheet: ScoreSheet) -> str:
        """The name of the expert of this sheet."""
        return self.label(self._as_listed(sheet))

    @cached_property
    def _places(self) -> Mapping[str, int]:
        return {self.label(expert): place for place, expert in enumerate(_listed(self.issue))}

    def order(self, label: str) -> tuple[int, str]:
        """Listed experts first, in the order of their lists; then the others by name."""
        return self._places.get(label, len(self._places)), label

    def label(self, expert: Expert) -> str:
        """The name of an expert as it is shown."""
        name = folded(expert.name)
        if name in self.shared:
            return f"{expert.name.strip()}（{expert.organisation.strip()}）"
        return self.first[name].name.strip()

    def listed(self, expert: Expert) -> Expert:
        """The listed expert this one is, where any package lists them."""
        members = (self.issue.member(package, expert) for package in self.issue.current)
        return next((one for one in members if one is not None), expert)

    def _as_listed(self, sheet: ScoreSheet) -> Expert:
        package = sheet.identity.package
        known = self.issue.member(package, sheet.expert) if package in self.issue.current else None
        return known or sheet.expert


def _listed(issue: Issue) -> Iterable[Expert]:
    return (expert for package in issue.current.values() for expert in package.experts)
