"""Building, verifying and showing packages."""

from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

from evaluator_app.domain.application import Package
from evaluator_app.domain.media import WITH_MACROS, is_viewable
from evaluator_app.domain.problems import Code, Gathered, Problem, problem
from evaluator_app.domain.scheme import LoadedScheme
from evaluator_app.exchange.hashing import Progress
from evaluator_app.exchange.package_data import FORMAT, Head
from evaluator_app.exchange.package_reader import VerifiedPackage, read_package
from evaluator_app.exchange.package_writer import write_package
from evaluator_app.exchange.scheme_file import read_scheme_file
from evaluator_app.exchange.source_folder import (
    CampaignFile,
    check_against,
    check_replaces,
    read_applications,
    read_campaign,
)
from evaluator_app.services import schemes


def build(
    source_folder: Path, forms: Path, out_path: Path, *, revision: int | None = None, now: str
) -> Package:
    """Build a package from a folder; refused with every problem of the folder, then nothing is written.

    `now` is ISO 8601 with zone; without `revision` it is the first.
    """
    gathered = Gathered()
    campaign = gathered.attempt(lambda: read_campaign(source_folder))
    applications = gathered.attempt(lambda: read_applications(source_folder))
    scheme = None
    if campaign is not None:
        scheme = gathered.attempt(lambda: _scheme(source_folder, forms, campaign))
        if scheme is not None:
            gathered.problems += check_against(scheme.scheme, campaign, applications or ())
    gathered.refuse()
    if campaign is None or applications is None or scheme is None:
        raise AssertionError  # each of them is None only where a problem was found
    return write_package(out_path, _head(campaign, scheme, revision or 1, now), scheme, applications)


def next_revision(source_folder: Path, replaced: Path) -> int:
    """The revision that follows the package to be replaced, which must be one of the same number."""
    campaign, old = read_campaign(source_folder), read_package(replaced).package
    check_replaces(campaign, old)
    return old.revision + 1


def verify(
    path: Path, progress: Progress | None = None, executor: ThreadPoolExecutor | None = None
) -> VerifiedPackage:
    """Check everything in a package; refused with every problem found."""
    return read_package(path, progress, executor)


def findings(package: Package) -> tuple[Problem, ...]:
    """What does not forbid a package but its maker should know: documents that cannot be shown."""
    documents = [(one.id, document) for one in package.applications for document in one.documents]
    empty = [problem(Code.DOCUMENT_DAMAGED, f"{name}/{one.id}") for name, one in documents if not one.size]
    macros = [
        problem(Code.DOCUMENT_MACROS, f"{name}/{one.id}")
        for name, one in documents
        if one.media in WITH_MACROS
    ]
    return (
        *empty,
        *macros,
        *(
            problem(Code.DOCUMENT_UNSUPPORTED, f"{name}/{one.id}")
            for name, one in documents
            if not is_viewable(one.media)
        ),
    )


def _head(campaign: CampaignFile, scheme: LoadedScheme, revision: int, now: str) -> Head:
    return Head(
        format=FORMAT,
        id=campaign.package,
        revision=revision,
        issued=now,
        campaign=campaign.campaign,
        scheme_digest=scheme.digest,
        protocol_digest=scheme.protocol_digest,
        experts=campaign.experts,
    )


def _scheme(folder: Path, forms: Path, campaign: CampaignFile) -> LoadedScheme:
    """The campaign's scheme: a file beside campaign.toml where a path is given, else an installed one."""
    if campaign.scheme.endswith(".toml"):
        return read_scheme_file(folder / campaign.scheme)
    return schemes.find(forms, campaign.scheme)
