"""Checking the frame of a bag: its tag files against the tag manifest, and that it holds what is listed."""

from collections.abc import Collection, Iterator, Mapping

from evaluator_app.domain.codes import Code
from evaluator_app.domain.problems import Gathered, Problem, problem
from evaluator_app.exchange import bag as parts
from evaluator_app.exchange.bag import Bag, parse_manifest, sha256
from evaluator_app.exchange.safe_names import visible


def read_tags(bag: Bag, gathered: Gathered, names: Collection[str]) -> dict[str, bytes]:
    """Of the tag files with these names those that are as the tag manifest says, and the tag manifest."""
    tag_manifest = bag.read(parts.TAG_MANIFEST)
    digests = parse_manifest(tag_manifest, parts.TAG_MANIFEST)
    tags = {parts.TAG_MANIFEST: tag_manifest}
    for name in sorted({*digests, *names}):
        if name not in digests or name not in names:
            gathered.problems.append(
                problem(Code.PACKAGE_NOT_A_BAG, parts.TAG_MANIFEST, reason=visible(name))
            )
            continue
        data = gathered.attempt(lambda name=name: bag.read(name))  # type: ignore[misc]  # bound at once
        if data is not None and sha256(data) == digests[name]:
            tags[name] = data
        elif data is not None:
            gathered.problems.append(problem(Code.PACKAGE_FILE_ALTERED, name))
    if tags.get(parts.DECLARATION, parts.DECLARATION_TEXT) != parts.DECLARATION_TEXT:
        gathered.problems.append(problem(Code.PACKAGE_NOT_A_BAG, parts.DECLARATION, reason="BagIt 1.0"))
    return tags


def payload_problems(
    bag: Bag, listing: Mapping[str, str], needed: Collection[str], tags: Collection[str]
) -> Iterator[Problem]:
    """Files that are listed or needed and not there, or there and not listed."""
    frame = {*tags, parts.TAG_MANIFEST, parts.SIGNATURE}
    for name in sorted({*listing, *needed}):
        if name not in listing or name not in bag.members:
            yield problem(Code.PACKAGE_FILE_MISSING, visible(name))
        elif not name.startswith("data/"):
            yield problem(Code.PACKAGE_NOT_A_BAG, parts.MANIFEST, reason=visible(name))
    for name in bag.members:
        if name not in listing and name not in frame:
            yield problem(Code.PACKAGE_FILE_UNLISTED, name)
