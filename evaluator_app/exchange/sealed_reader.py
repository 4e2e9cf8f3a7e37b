"""Reading a sealed package: verified without a key, opened with one, one document at a time in memory."""

from collections.abc import Mapping
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

from evaluator_app.domain.application import Application
from evaluator_app.domain.codes import Code
from evaluator_app.domain.problems import Gathered, Refused, problem
from evaluator_app.exchange import bag as parts
from evaluator_app.exchange.age_keys import AgeKey, NotForKey, NotSealedRight, opened
from evaluator_app.exchange.bag import Bag, open_bag, sha256
from evaluator_app.exchange.hashing import Progress
from evaluator_app.exchange.package_data import Head, package_of, read_head
from evaluator_app.exchange.package_frame import (
    altered_documents,
    head_problems,
    open_frame,
    travelling_trust,
    verified,
)
from evaluator_app.exchange.package_reader import VerifiedPackage
from evaluator_app.exchange.scheme_file import read_scheme
from evaluator_app.exchange.sealed_data import (
    MAX_INDEX,
    MAX_SEALED,
    applications_in,
    document_name,
    index_name,
    index_problems,
    layout_problems,
    read_index,
)


def is_sealed(path: Path) -> bool:
    """Whether a package says that it is sealed; one that is damaged does not."""
    try:
        return read_head(open_bag(path).read(parts.PACKAGE)).sealed
    except Refused:
        return False


def read_sealed(
    path: Path,
    key: AgeKey | None = None,
    progress: Progress | None = None,
    executor: ThreadPoolExecutor | None = None,
) -> VerifiedPackage:
    """Verify a sealed package, and say what the key opens in it; refused where that is nothing."""
    gathered = Gathered()
    frame = open_frame(path, gathered)
    if frame.head is not None and not frame.sealed:
        raise Refused([problem(Code.PACKAGE_NOT_SEALED, str(path))])
    scheme = gathered.attempt(lambda: read_scheme(verified(frame, parts.SCHEME), parts.SCHEME))
    trust = travelling_trust(frame, gathered)
    altered = altered_documents(frame, progress, executor)
    gathered.problems += [problem(Code.PACKAGE_FILE_ALTERED, name) for name in altered]
    gathered.problems += layout_problems(frame.listing, parts.MANIFEST)
    gathered.problems += head_problems(frame, scheme, ())
    gathered.refuse()
    if frame.head is None or scheme is None:
        raise AssertionError  # each of them is None only where a problem was found
    ids = applications_in(frame.listing)
    mine: tuple[Application, ...] = ()
    if key is not None:
        mine = _opened(frame.bag, frame.head, frame.listing, key)
        gathered.problems += head_problems(frame, scheme, mine)
        gathered.refuse()
    others = tuple(one for one in ids if one not in {application.id for application in mine})
    package = package_of(frame.head, frame.digest, mine)
    return VerifiedPackage(
        package=package,
        scheme=scheme,
        path=path,
        signature=frame.signature,
        trust=trust,
        sealed=others,
        key=key,
    )


def _opened(bag: Bag, head: Head, listing: Mapping[str, str], key: AgeKey) -> tuple[Application, ...]:
    """The applications the key opens; refused where it opens none."""
    found, gathered = [], Gathered()
    for one in applications_in(listing):
        name = index_name(one)
        try:
            data = opened(bag.read(name, MAX_INDEX), key)
        except NotForKey:
            continue
        except NotSealedRight:
            gathered.problems.append(problem(Code.PACKAGE_FILE_ALTERED, name))
            continue
        index = gathered.attempt(lambda data=data, name=name: read_index(data, name))  # type: ignore[misc]  # bound now
        if index is not None:
            gathered.problems += index_problems(index, head, name, listing)
            found.append(index.application)
    gathered.refuse()
    if not found:
        raise Refused([problem(Code.PACKAGE_SEALED_FOR_OTHERS, str(bag.path))])
    return tuple(found)


def open_sealed_document(bag: Bag, application: Application, number: int, key: AgeKey) -> bytes:
    """The document of this number, counted from 1; refused unless it is the one the index tells of."""
    document, name = application.documents[number - 1], document_name(application.id, number)
    try:
        data = opened(bag.read(name, MAX_SEALED), key)
    except NotForKey as error:
        raise Refused([problem(Code.PACKAGE_SEALED_FOR_OTHERS, name)]) from error
    except NotSealedRight as error:
        raise Refused([problem(Code.PACKAGE_FILE_ALTERED, name)]) from error
    if (len(data), sha256(data)) != (document.size, document.sha256):
        raise Refused([problem(Code.PACKAGE_FILE_ALTERED, name)])
    return data
