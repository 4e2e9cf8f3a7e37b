"""Folders a package is built from: every problem of a bad one is told at once, and nothing is written."""

import sys
from pathlib import Path

import pytest
from package_builders import CAMPAIGN, FIRST, FORMS, NOTHING, NOW, SECOND, Changes, refusals, source

from evaluator_app.domain.codes import Code
from evaluator_app.services import packages


def spoilt(tmp_path: Path, changes: Changes = NOTHING) -> list[tuple[Code, str]]:
    folder, out = source(tmp_path / "source", changes), tmp_path / "x.evpkg"
    found = refusals(lambda: packages.build(folder, FORMS, out, now=NOW))
    assert [one.name for one in tmp_path.iterdir()] == ["source"], "something was written"
    return found


IN_CAMPAIGN, IN_FIRST = (
    (Code.CAMPAIGN_INVALID, "campaign.toml"),
    (Code.APPLICATION_INVALID, "A-001/application.toml"),
)


@pytest.mark.parametrize(
    ("old", "new", "problem"),
    [
        ('"document-review"', '"no-stage"', IN_CAMPAIGN),
        ('"document-review"', '"defence"', IN_CAMPAIGN),  # a stage that is not scored
        ('"saq-0005-2023"', '"none"', (Code.SCHEME_UNKNOWN, "")),
        ('"saq-0005-2023"', '"../../etc"', (Code.SCHEME_UNKNOWN, "")),
        ('"2024-demo-1"', '"../x"', IN_CAMPAIGN),
        ('"2024-demo-1"', '"NUL"', IN_CAMPAIGN),
        ('"2024-demo-1"', "5", IN_CAMPAIGN),
        ('package = "2024-demo-1"', "", IN_CAMPAIGN),
        ("2024-09-30", '"September"', IN_CAMPAIGN),
        ("fictitious", "ficticious", IN_CAMPAIGN),
        ('title = "示例活动"', "title = ", IN_CAMPAIGN),
        ("示例专家甲", " ", IN_CAMPAIGN),
    ],
)
def test_a_wrong_campaign_is_refused(tmp_path: Path, old: str, new: str, problem: tuple[Code, str]) -> None:
    assert spoilt(tmp_path, {"campaign.toml": CAMPAIGN.replace(old, new)}) == [problem]


@pytest.mark.parametrize(
    ("old", "new", "problem"),
    [
        ("标杆级", "金奖", IN_FIRST),
        ("innovation-report", "poem", IN_FIRST),
        ('"A-001"', '"A/001"', IN_FIRST),
        ('"示例制造有限公司"', '" "', IN_FIRST),
        ("staff = 120", "staff = [1]", IN_FIRST),
        ("报告.pdf", "没有.pdf", (Code.DOCUMENT_MISSING, "A-001/没有.pdf")),
        ("报告.pdf", "a\\u0000b", (Code.APPLICATION_INVALID, "A-001/application.toml")),
        ("报告.pdf", "../campaign.toml", (Code.PACKAGE_UNSAFE_NAME, "A-001/../campaign.toml")),
        ("报告.pdf", "photos", (Code.DOCUMENT_MISSING, "A-001/photos")),
    ],
)
def test_a_wrong_application_is_refused(
    tmp_path: Path, old: str, new: str, problem: tuple[Code, str]
) -> None:
    assert spoilt(tmp_path, {"A-001/application.toml": FIRST.replace(old, new)}) == [problem]


def test_a_document_listed_twice_is_refused(tmp_path: Path) -> None:
    twice = f'{FIRST}\n[[documents]]\nfile = "./报告.pdf"\n'
    assert spoilt(tmp_path, {"A-001/application.toml": twice}) == [IN_FIRST]


def test_an_id_used_twice_is_refused(tmp_path: Path) -> None:
    twin = SECOND.replace("A-002", "a-001")
    assert spoilt(tmp_path, {"A-002/application.toml": twin}) == [
        (Code.APPLICATION_INVALID, "A-002/application.toml")
    ]


@pytest.mark.skipif(sys.platform == "win32", reason="links need a privilege there")
def test_a_link_out_of_the_folder_is_refused(tmp_path: Path) -> None:
    (tmp_path / "source" / "A-002").mkdir(parents=True)
    (tmp_path / "source" / "A-002" / "secret.pdf").symlink_to("/etc/hostname")
    assert spoilt(tmp_path) == [(Code.PACKAGE_UNSAFE_NAME, "A-002/secret.pdf")]


def test_every_problem_is_told_at_once(tmp_path: Path) -> None:
    found = spoilt(
        tmp_path,
        {
            "campaign.toml": CAMPAIGN.replace("document-review", "none"),
            "A-001/application.toml": FIRST.replace("报告.pdf", "没有.pdf"),
            "A-002/application.toml": None,
        },
    )
    assert {code for code, _ in found} == {Code.CAMPAIGN_INVALID, Code.DOCUMENT_MISSING, Code.FILE_MISSING}


def test_a_folder_without_applications_is_refused(tmp_path: Path) -> None:
    (tmp_path / "campaign.toml").write_text(CAMPAIGN, encoding="utf-8")
    found = refusals(lambda: packages.build(tmp_path, FORMS, tmp_path / "x.evpkg", now=NOW))
    assert [code for code, _ in found] == [Code.CAMPAIGN_EMPTY]


def test_a_folder_that_is_not_there_is_refused(tmp_path: Path) -> None:
    found = refusals(lambda: packages.build(tmp_path / "no", FORMS, tmp_path / "x.evpkg", now=NOW))
    assert {code for code, _ in found} == {Code.FILE_MISSING}
