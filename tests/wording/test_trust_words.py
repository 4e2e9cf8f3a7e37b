"""What is said of signatures and fingerprints."""

import pytest

from evaluator_app.domain.trust import PackageSignature, Standing
from evaluator_app.wording.fingerprints import QUALITIES, THINGS, in_words
from evaluator_app.wording.trust import signature_words, standing_words


def signature(standing: Standing | None) -> PackageSignature:
    return PackageSignature(
        signer="示例秘书处", fingerprint="ab" * 32, claimed="2024-08-30T02:00:00Z", standing=standing
    )


def test_each_standing_has_words_of_its_own() -> None:
    assert len({standing_words(one) for one in Standing}) == len(Standing)


@pytest.mark.parametrize("standing", [None, *Standing])
def test_only_a_trusted_signer_is_vouched_for(standing: Standing | None) -> None:
    assert ("vouches" in signature_words(signature(standing))) == (standing is Standing.TRUSTED)


def test_an_unsigned_package_is_said_to_be_so() -> None:
    assert "not signed" in signature_words(None)


def test_each_byte_has_its_own_pair_of_words() -> None:
    assert len(set(QUALITIES)) == len(set(THINGS)) == 16
    assert in_words("00" * 32) != in_words("01" + "00" * 31)
    assert in_words("0a" * 32).split(", ") == ["red tree"] * 10
