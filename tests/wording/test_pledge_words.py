"""The pledge in words: what the scheme asks for stands in it as the scheme says it."""

from shipped import shipped

from evaluator_app.domain.declarations import Relation
from evaluator_app.wording.declarations import pledge_words, relation_titles

OFFICIAL = "保守参与评价单位秘密，未经参与评价单位和秘书处同意，不得向任何第三方披露参与评价单位信息。"


def test_the_pledge_quotes_the_scheme_where_it_asks_for_one() -> None:
    """S0-115 to S0-117 stand in T/SAQ 0003-2023, with the clause; other schemes have the promise alone."""
    words = pledge_words(shipped("saq-0003-2023"))
    assert f"{OFFICIAL}（七、（三十一））" in words
    assert OFFICIAL not in pledge_words(shipped("saq-0005-2023"))


def test_every_relation_has_its_words() -> None:
    """政府采购法实施条例 9: each of the relations is asked about."""
    assert set(relation_titles()) == set(Relation)
