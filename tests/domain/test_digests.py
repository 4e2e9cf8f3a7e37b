"""Digests of rules: one byte sequence for one value, exact numbers only."""

import hashlib
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from evaluator_app.domain.digests import canonical_json, digest, short

rules = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(), inner, max_size=3),
    max_leaves=8,
)


def test_canonical_json_has_sorted_keys_no_white_space_and_utf_8() -> None:
    """semantics: locks."""
    value = {"rule": "mean", "bands": [{"low": "90", "id": "标杆级"}], "clause": None}
    expected = '{"bands":[{"id":"标杆级","low":"90"}],"clause":null,"rule":"mean"}'
    assert canonical_json(value) == expected.encode()
    assert digest(value) == hashlib.sha256(expected.encode()).hexdigest()


@given(st.dictionaries(st.text(), rules, max_size=4))
def test_the_order_of_keys_does_not_matter(value: dict[str, Any]) -> None:
    assert digest(dict(reversed(list(value.items())))) == digest(value)


@given(rules, rules)
def test_different_values_have_different_digests(first: object, second: object) -> None:
    assert (canonical_json(first) == canonical_json(second)) == (
        repr(first) == repr(second) or first == second
    )


@pytest.mark.parametrize("value", [0.5, [1, 0.5], {"a": {"b": (0.5,)}}])
def test_a_float_is_refused_wherever_it_stands(value: object) -> None:
    """Rules are exact."""
    with pytest.raises(TypeError, match="float"):
        digest(value)


def test_a_short_digest_can_be_read_aloud() -> None:
    assert short("7f3a91c2" + "0" * 56) == "7f3a 91c2"
