"""Double entry: equal entries agree, every difference is named with both values."""

import builders as make

from evaluator_app.domain.codes import Code
from evaluator_app.domain.double_entry import differences
from evaluator_app.domain.expert import Expert


def test_equal_entries_agree_and_differing_ones_are_named() -> None:
    rubric, expert = make.s1_rubric(), Expert(name="示例专家甲")
    marks = make.marks(make.NINETY, remarks="示例")
    assert differences(rubric, (expert, marks), (expert, marks)) == ()
    other = make.marks(make.NINETY | {"a1": "0"}, remarks="示例").with_note("a2", "示例")
    other = other.with_remark(rubric.remarks[0].id, "另")
    found = differences(rubric, (expert, marks), (Expert(name="示例专家乙"), other))
    assert {one.code for one in found} == {Code.PAPER_ENTRIES_DIFFER}
    assert [one.details["second"] for one in found] == ["示例专家乙", "0", "示例", "另"]
