"""Scheme files as text, to be spoilt by tests, and what they are refused for."""

from pathlib import Path

import pytest

from evaluator_app.domain.codes import Code
from evaluator_app.domain.problems import Problem, Refused
from evaluator_app.exchange.scheme_file import read_scheme

SOURCE = (Path(__file__).resolve().parent.parent / "forms/saq-0005-2023/scheme.toml").read_text(
    encoding="utf-8"
)

SMALL = """\
format = 1
id = "small"
title = "示例方案"
standard = "T/TEST 1"
version = "1"
status = "sample"
owner = "示例协会"

[[stages]]
id = "paper"
title = "资料评审"
clause = "1"

[rubric]
title = "示例评分表"
bands = []

[[rubric.sections]]
id = "a"
number = "1"
title = "策划"
max = 10
clause = "2"

[[rubric.sections.criteria]]
id = "a1"
title = "针对性"
text = '''
max = 5 is part of this text'''
max = "10"
step = "0.5"
clause = "2"

[protocol]
unit = "total"
rule = "mean"
minimum_sheets = 3
assumed = true
"""


def faults(text: str | bytes) -> tuple[Problem, ...]:
    """The problems a scheme file is refused for."""
    data = text.encode() if isinstance(text, str) else text
    with pytest.raises(Refused) as refused:
        read_scheme(data, "s.toml")
    return refused.value.problems


def fault(text: str | bytes) -> tuple[Code, str]:
    """The one problem a scheme file is refused for: its code and place."""
    (one,) = faults(text)
    return one.code, one.place


def changed(old: str, new: str) -> str:
    """The small scheme with one thing changed."""
    assert SMALL.count(old) == 1, old
    return SMALL.replace(old, new)
