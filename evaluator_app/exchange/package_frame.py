"""The frame of a package, plain or sealed: its manifests, head, scheme and signature, checked."""

from collections.abc import Iterator, Mapping
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from evaluator_app.domain.application import Application
from evaluator_app.domain.codes import Code
from evaluator_app.domain.problems import Gathered, Problem, Refused, problem
from evaluator_app.domain.scheme import LoadedScheme
from evaluator_app.domain.trust import PackageSignature
from evaluator_app.exchange import bag as parts
from evaluator_app.exchange.bag import Bag, open_bag, parse_manifest, sha256
from evaluator_app.exchange.bag_check import payload_problems, read_tags
from evaluator_app.exchange.hashing import Progress, hash_members
from evaluator_app.exchange.package_data import Head, read_head, reference_problems
from evaluator_app.exchange.package_signature import read_signature
from evaluator_app.exchange.small_files import reading
from evaluator_app.late import late
from evaluator_app.wording.language import text

if TYPE_CHECKING:
    from evaluator_app.domain.trust import Trust
    from evaluator_app.exchange import trust_list
else:  # a package without one needs none of the cryptography
    trust_list = late("evaluator_app.exchange.trust_list")


@dataclass(frozen=True, kw_only=True)
class Frame:
    """What says what is in a bag; `digest` is that of the tag manifest."""

    bag: Bag
    head: Head | None
    listing: Mapping[str, str]
    signature: PackageSignature | None
    digest: str

    @property
    def sealed(self) -> bool:
        """Whether this is a sealed package."""
        return self.head is not None and self.head.sealed


def open_frame(path: Path, gathered: Gathered) -> Frame:
    """The frame of a package; refused where nothing further can be said."""
    bag = open_bag(path)
    tags = read_tags(bag, gathered, parts.TAG_FILES)
    head = _head(tags, gathered)
    signature = gathered.attempt(lambda: read_signature(bag, tags[parts.TAG_MANIFEST]))
    if parts.MANIFEST not in tags:
        raise Refused(gathered.problems)
    listing = gathered.attempt(lambda: parse_manifest(tags[parts.MANIFEST], parts.MANIFEST))
    if listing is None:
        raise Refused(gathered.problems)
    digest = sha256(tags[parts.TAG_MANIFEST])
    frame = Frame(bag=bag, head=head, listing=listing, signature=signature, digest=digest)
    needed = {parts.SCHEME} if frame.sealed else {parts.SCHEME, parts.INDEX}
    gathered.problems += payload_problems(bag, listing, needed, parts.TAG_FILES)
    return frame


def _head(tags: Mapping[str, bytes], gathered: Gathered) -> Head | None:
    """The head, where it is sound; of a newer package nothing else can be said."""
    data = tags.get(parts.PACKAGE)
    if data is None:
        return None
    try:
        return read_head(data)
    except Refused as refused:
        if any(one.code is Code.PACKAGE_NEWER_FORMAT for one in refused.problems):
            raise
        gathered.problems += refused.problems
        return None


def verified(frame: Frame, name: str) -> bytes:
    """A small file whose very bytes were checked; one that is missing was said to be already."""
    bag, listing = frame.bag, frame.listing
    if name not in listing or name not in bag.members:
        raise Refused([])
    data = bag.read(name)
    if sha256(data) != listing[name]:
        raise Refused([problem(Code.PACKAGE_FILE_ALTERED, name)])
    return data


def altered_documents(
    frame: Frame, progress: Progress | None, executor: ThreadPoolExecutor | None
) -> list[str]:
    """The names of documents that are not as the manifest says."""
    bag, listing = frame.bag, frame.listing
    small = (parts.INDEX, parts.SCHEME)
    documents = [bag.members[name] for name in listing if name in bag.members and name not in small]
    with reading(bag.path):
        digests = hash_members(bag.path, documents, progress, executor)
    return [name for name in sorted(digests) if digests[name] != listing[name]]


def head_problems(
    frame: Frame, scheme: LoadedScheme | None, applications: tuple[Application, ...]
) -> Iterator[Problem]:
    """Where package.json differs from the rest; one that is not sound was said to be already."""
    head = frame.head
    if head is None:
        return
    if frame.bag.folder != head.id:
        reason = text("“{name}” is wrong", name="id")
        yield problem(Code.PACKAGE_INDEX_INVALID, parts.PACKAGE, reason=reason)
    if scheme is None:
        return
    if (scheme.digest, scheme.protocol_digest) != (head.scheme_digest, head.protocol_digest):
        yield problem(Code.PACKAGE_SCHEME_MISMATCH, parts.SCHEME)
    yield from reference_problems(scheme.scheme, head.campaign, applications)


def travelling_trust(frame: Frame, gathered: Gathered) -> "Trust | None":
    """The trust list in a package: signed by its authority, who must also have signed the package."""
    if parts.TRUST not in frame.listing or parts.TRUST not in frame.bag.members:
        return None
    trust = gathered.attempt(lambda: trust_list.trust_in(verified(frame, parts.TRUST), parts.TRUST))
    signer = frame.signature.fingerprint if frame.signature else ""
    if trust is not None and trust.authority.fingerprint != signer:
        gathered.problems.append(problem(Code.TRUST_LIST_OTHER_AUTHORITY, parts.TRUST))
    return trust
