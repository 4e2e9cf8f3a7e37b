"""The schemes that are installed, for everything that needs one."""

from pathlib import Path

import pytest

from evaluator_app.domain.codes import Code
from evaluator_app.domain.problems import Refused
from evaluator_app.services.schemes import check, find, installed

FORMS = Path(__file__).resolve().parents[2] / "forms"


def test_every_shipped_scheme_is_sound() -> None:
    schemes = installed(FORMS)
    assert [one.scheme.id for one in schemes] == [
        "hebqia-quality-project",
        "hebqia-quality-unit",
        "saq-0003-2023",
        "saq-0005-2023",
        "smart-factory-supervisor-2023",
    ]
    assert schemes == check(FORMS)


def test_a_scheme_is_found_by_its_id() -> None:
    assert find(FORMS, "saq-0005-2023").scheme.standard == "T/SAQ 0005-2023"


def test_problems_of_all_files_are_gathered(tmp_path: Path) -> None:
    for name in ("one", "two"):
        (tmp_path / name).mkdir()
        (tmp_path / name / "scheme.toml").write_text("x =")
    with pytest.raises(Refused) as refused:
        installed(tmp_path)
    assert [one.code for one in refused.value.problems] == [Code.SCHEME_SYNTAX] * 2


def test_no_forms_at_all(tmp_path: Path) -> None:
    assert installed(tmp_path / "none") == ()
