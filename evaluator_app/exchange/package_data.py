"""What package.json and data/index.json say, to and from domain values, and whether it is true."""

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from itertools import islice

from evaluator_app.domain.application import Application, Campaign, Package
from evaluator_app.domain.codes import Code
from evaluator_app.domain.problems import Problem, Refused, problem
from evaluator_app.domain.scheme import Scheme
from evaluator_app.domain.sheet import Expert
from evaluator_app.exchange.bag import DOCUMENTS, INDEX, PACKAGE, SCHEME, TRUST
from evaluator_app.exchange.safe_names import is_safe_id, same_file_key
from evaluator_app.exchange.strict_json import DataWrong, json_bytes, parse_json, structured
from evaluator_app.wording.language import text

FORMAT = 1
SEALED_FORMAT = 2  # its documents and indexes are age files
WITH_TRUST = 2  # added to the format of a package in which a trust list travels: older programs know neither
_NEWEST = SEALED_FORMAT + WITH_TRUST
TOO_MANY = 100  # faults of one list that are worth reading

_DIGEST = re.compile(r"[0-9a-f]{64}")


@dataclass(frozen=True, kw_only=True)
class Head:
    """package.json: which package this is."""

    format: int
    id: str
    revision: int
    issued: str
    campaign: Campaign
    scheme_digest: str
    protocol_digest: str
    experts: tuple[Expert, ...] = ()

    @property
    def sealed(self) -> bool:
        """Whether its contents open with a key only."""
        return self.format in (SEALED_FORMAT, SEALED_FORMAT + WITH_TRUST)


@dataclass(frozen=True, kw_only=True)
class Index:
    """data/index.json: the applications with their documents."""

    applications: tuple[Application, ...]


def head_bytes(head: Head) -> bytes:
    """package.json."""
    return json_bytes(head)


def index_bytes(applications: Iterable[Application]) -> bytes:
    """data/index.json."""
    return json_bytes(Index(applications=tuple(applications)))


def read_head(data: bytes) -> Head:
    """The head of a package; a format that is newer than ours is refused as such."""
    try:
        raw = parse_json(data)
        if isinstance(raw, dict) and type(raw.get("format")) is int and raw["format"] > _NEWEST:
            raise Refused([problem(Code.PACKAGE_NEWER_FORMAT, PACKAGE)])
        head = structured(raw, Head)
    except DataWrong as wrong:
        raise Refused(invalid(PACKAGE, wrong.reasons)) from wrong
    reasons = [*_head_reasons(head)]
    if reasons:
        raise Refused(invalid(PACKAGE, reasons))
    return head


def read_index(data: bytes) -> tuple[Application, ...]:
    """The applications of a package, each value of the right type."""
    try:
        return structured(parse_json(data), Index).applications
    except DataWrong as wrong:
        raise Refused(invalid(INDEX, wrong.reasons)) from wrong


def invalid(place: str, reasons: Iterable[str]) -> list[Problem]:
    """An index, or package.json, with these faults."""
    return [problem(Code.PACKAGE_INDEX_INVALID, place, reason=reason) for reason in islice(reasons, TOO_MANY)]


def _head_reasons(head: Head) -> Iterator[str]:
    checks = {
        "format": FORMAT <= head.format <= _NEWEST,
        "id": is_safe_id(head.id),
        "revision": head.revision > 0,
        "issued": is_moment(head.issued),
        "campaign.id": is_safe_id(head.campaign.id),
        "campaign.due": not head.campaign.due or is_day(head.campaign.due),
        "scheme_digest": bool(_DIGEST.fullmatch(head.scheme_digest)),
        "protocol_digest": bool(_DIGEST.fullmatch(head.protocol_digest)),
    }
    for name, good in checks.items():
        if not good:
            yield text("“{name}” is wrong", name=name)


def is_day(value: str) -> bool:
    """Whether this is a date such as 2024-09-30."""
    try:
        return date.fromisoformat(value).isoformat() == value
    except ValueError:
        return False


def is_moment(value: str) -> bool:
    """Whether this is a time with its zone."""
    try:
        return datetime.fromisoformat(value).tzinfo is not None
    except ValueError:
        return False


def index_problems(
    applications: Iterable[Application], listing: Mapping[str, str], sizes: Mapping[str, int]
) -> list[Problem]:
    """Where the index differs from what the package holds: `listing` is the manifest."""
    applications = tuple(applications)
    reasons = list(id_reasons(applications))
    for application in applications:
        for document in application.documents:
            path = document.path
            folder = path.rpartition("/")[0]
            if folder != f"{DOCUMENTS}/{application.id}" or path not in listing:
                reasons.append(text("“{name}” is not in the package", name=path))
            elif listing[path] != document.sha256 or sizes.get(path, document.size) != document.size:
                reasons.append(text("size or digest of “{name}” is wrong", name=path))
    named = Counter(document.path for one in applications for document in one.documents)
    reasons += [text("“{name}” is named twice", name=path) for path, count in named.items() if count > 1]
    unnamed = [name for name in listing if name not in named and name not in (SCHEME, INDEX, TRUST)]
    return invalid(INDEX, reasons) + [problem(Code.PACKAGE_FILE_UNLISTED, name) for name in unnamed]


def id_reasons(applications: tuple[Application, ...]) -> Iterator[str]:
    """Ids that are wrong or used twice."""
    if not applications:
        yield text("it has no application")
    for application in applications:
        if not is_safe_id(application.id):
            yield text("“{name}” is wrong", name=application.id)
        for name in _twice(document.id for document in application.documents):
            yield text("“{name}” is named twice", name=f"{application.id} {name}")
    for name in _twice(same_file_key(application.id) for application in applications):
        yield text("“{name}” is named twice", name=name)


def _twice(names: Iterable[str]) -> list[str]:
    return [name for name, count in Counter(names).items() if count > 1]


def reference_problems(
    scheme: Scheme, campaign: Campaign, applications: Iterable[Application]
) -> list[Problem]:
    """What a package names that its scheme does not have."""
    unknown = unknown_stage(scheme, campaign)
    unknown += [name for application in applications for name in unknown_in(scheme, application)]
    return invalid(INDEX, (text("the scheme has no “{name}”", name=name) for name in unknown))


def unknown_stage(scheme: Scheme, campaign: Campaign) -> list[str]:
    """The campaign's stage where the scheme does not have it, or scores nothing in it."""
    known = any(stage.id == campaign.stage and stage.scored for stage in scheme.stages)
    return [] if known else [campaign.stage]


def unknown_in(scheme: Scheme, application: Application) -> list[str]:
    """The grade and the kinds of documents of an application that the scheme does not have."""
    kinds = {kind.id for kind in scheme.documents} | {""}
    grades = {*scheme.rubric.bands_by_id, ""}
    named = [] if application.intended_grade in grades else [application.intended_grade]
    return named + [document.kind for document in application.documents if document.kind not in kinds]


def package_of(head: Head, digest: str, applications: tuple[Application, ...]) -> Package:
    """The package that head and index describe."""
    return Package(
        id=head.id,
        revision=head.revision,
        issued=head.issued,
        campaign=head.campaign,
        scheme_digest=head.scheme_digest,
        protocol_digest=head.protocol_digest,
        digest=digest,
        applications=applications,
        experts=head.experts,
    )
