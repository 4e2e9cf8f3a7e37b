"""Unsealing: the plain package a key opens, for archiving; nothing plain is written anywhere else."""

import zipfile
from dataclasses import replace
from pathlib import Path

from evaluator_app.domain.codes import Code
from evaluator_app.domain.problems import Refused, problem
from evaluator_app.exchange import bag as parts
from evaluator_app.exchange.age_keys import AgeKey, NotForKey, NotSealedRight, age_key_of, opened
from evaluator_app.exchange.bag import open_bag
from evaluator_app.exchange.bag_writer import BagWriter
from evaluator_app.exchange.identity_file import Identity
from evaluator_app.exchange.package_data import FORMAT, index_bytes, package_of, read_head
from evaluator_app.exchange.package_reader import VerifiedPackage
from evaluator_app.exchange.package_writer import finish
from evaluator_app.exchange.safe_writing import new_file
from evaluator_app.exchange.sealed_reader import open_sealed_document, read_sealed


def opened_with(identity: Identity, data: bytes) -> bytes:
    """What is in an age file that was sealed for the owner of an identity."""
    try:
        return opened(data, age_key_of(identity))
    except NotForKey as error:
        raise Refused([problem(Code.PACKAGE_SEALED_FOR_OTHERS)]) from error
    except NotSealedRight as error:
        raise Refused([problem(Code.PACKAGE_FILE_ALTERED)]) from error


def unseal(path: Path, key: AgeKey, out: Path) -> VerifiedPackage:
    """Write what the key opens as a plain, unsigned package that only its owner can read."""
    verified = read_sealed(path, key)
    bag, applications = open_bag(path), verified.package.applications
    head = replace(read_head(bag.read(parts.PACKAGE)), format=FORMAT)
    with new_file(out, private=True) as stream, zipfile.ZipFile(stream, "w", zipfile.ZIP_STORED) as archive:
        writer = BagWriter(archive, head.id)
        for application in applications:
            numbered = enumerate(application.documents, start=1)
            for number, document in sorted(numbered, key=lambda one: one[1].path):
                writer.add(document.path, open_sealed_document(bag, application, number, key))
        writer.add(parts.INDEX, index_bytes(applications))
        finish(writer, head, verified.scheme)
    package = package_of(head, writer.digests[parts.TAG_MANIFEST], applications)
    return replace(verified, package=package, path=out, signature=None)
