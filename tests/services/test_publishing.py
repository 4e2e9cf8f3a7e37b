"""Consents, results, promotion, recommendations, figures (S0-81, S0-86, S0-117, S1-50, S1-53, S4-90)."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import docx
import openpyxl
import pytest
from certificate_builders import CAMPAIGN, PLACES, add_application, campaign, consent, decided, issued
from register_builders import WHO

from evaluator_app.domain.codes import Code
from evaluator_app.domain.consents import Consent, Party, Scope
from evaluator_app.domain.dossier import Result, StepRecord
from evaluator_app.domain.problems import Refused
from evaluator_app.domain.publication import Material
from evaluator_app.services import campaigns, consents, publishing
from evaluator_app.services.publishing import Kind, Leaving
from evaluator_app.store.workspace import Workspace

SHIPPED = PLACES.resources / "templates" / "zh"


@pytest.fixture
def ws(tmp_path: Path) -> Iterator[Workspace]:
    """A workspace with a campaign of four applications."""
    with campaign(tmp_path) as ws:
        yield ws


def refused(work: object, *arguments: object) -> list[Code]:
    """Why something is refused."""
    with pytest.raises(Refused) as caught:
        work(*arguments)  # type: ignore[operator] # a function of the services
    return [one.code for one in caught.value.problems]


def leaving(out: Path, **said: object) -> Leaving:
    """A file of results that is to leave."""
    template = SHIPPED / publishing.RELEASE
    whole = {"out": out, "kind": Kind.RESULTS, "who": WHO, "campaign": CAMPAIGN, "template": template, **said}
    return Leaving(**whole)  # type: ignore[arg-type] # the fields of a file that leaves


def words_of(path: Path) -> str:
    """Everything a Word document says."""
    document = docx.Document(str(path))
    cells = [cell.text for table in document.tables for row in table.rows for cell in row.cells]
    return "\n".join([one.text for one in document.paragraphs] + cells)


def test_nothing_leaves_without_both_consents(ws: Workspace, tmp_path: Path) -> None:
    """S0-117: each missing consent is named, nothing is written and nothing recorded."""
    out = tmp_path / "results.docx"
    found = refused(publishing.release, ws, leaving(out), decided(ws))
    assert found.count(Code.CONSENT_OF_APPLICANT_MISSING) == 3
    assert found.count(Code.CONSENT_OF_SECRETARIAT_MISSING) == 3
    consent(ws, "A-001")
    assert (
        refused(publishing.release, ws, leaving(out), decided(ws)) == [Code.CONSENT_OF_APPLICANT_MISSING] * 2
    )
    assert not out.exists()
    assert publishing.published(ws) == ()


def test_results_leave_by_field_and_grade_with_a_record(ws: Workspace, tmp_path: Path) -> None:
    """S0-81, S1-50: who did not consent is left out where the secretariat says so."""
    issued(ws)
    consent(ws, "A-001", "A-003")
    out = tmp_path / "results.docx"
    groups = publishing.release(ws, leaving(out, leave_out=True), decided(ws))
    assert [(one.grade, len(one.awards)) for one in groups] == [("六星级", 1), ("四星级", 1)]
    said = words_of(out)
    for words in ("关于发布“2024年示例评价”结果的公告", "共2项", "六星级1项、四星级1项", "SAQ0003-2024-0003"):
        assert words in said
    assert "A-002" not in said
    kept = publishing.published(ws, CAMPAIGN)
    assert [(one.kind, one.file, one.applications) for one in kept] == [
        ("results", "results.docx", ("A-001", "A-003"))
    ]
    assert len(kept[0].sha256) == 64


def test_results_leave_as_a_workbook_too(ws: Workspace, tmp_path: Path) -> None:
    """S1-50: an Excel list by field and grade."""
    consent(ws, "A-001", "A-002", "A-003")
    publishing.release(ws, leaving(tmp_path / "results.xlsx"), decided(ws))
    page = openpyxl.load_workbook(tmp_path / "results.xlsx").active
    assert page
    assert [row[1] for row in page.iter_rows(min_row=2, values_only=True)] == ["六星级", "五星级", "四星级"]


def test_a_withdrawn_consent_counts_from_then_on(ws: Workspace, tmp_path: Path) -> None:
    """S0-117; and a file that leaves has somebody who let it go."""
    consent(ws, "A-001")
    only = decided(ws)[:1]
    assert refused(publishing.release, ws, leaving(tmp_path / "a.docx", who=" "), only) == [
        Code.RECORD_NAME_MISSING
    ]
    back = Consent(
        party=Party.APPLICANT,
        scope=Scope.RESULTS,
        day="2024-07-05",
        application="A-001",
        given=False,
        recorded_by=WHO,
    )
    consents.consent(ws, CAMPAIGN, [back])
    assert refused(publishing.release, ws, leaving(tmp_path / "a.docx", leave_out=True), only) == [
        Code.CONSENT_OF_APPLICANT_MISSING,
        Code.NOTHING_TO_PUBLISH,
    ]
    assert refused(consents.consent, ws, CAMPAIGN, [replace(back, application="A-099")]) == [
        Code.AWARD_APPLICATION_UNKNOWN
    ]
    assert len(consents.consents(ws, CAMPAIGN)) == 3


def test_promotion_material_is_collected_and_listed(tmp_path: Path) -> None:
    """S1-53: of 标杆级 results only, with what is still missing."""
    with campaign(tmp_path, "saq-0005-2023") as ws:
        photo = tmp_path / "photo.jpg"
        photo.write_bytes(b"photo")
        piece = Material(application="A-001", day="", words="示例亮点", file=str(photo), recorded_by=WHO)
        kept = publishing.collect(ws, CAMPAIGN, piece)
        assert (len(kept.sha256), bool(kept.day)) == (64, True)
        awards = decided(ws, "标杆级", "优秀级", "标杆级")
        found = publishing.promotion(ws, CAMPAIGN, awards)
        assert [(one.award.application, len(one.materials), len(one.missing)) for one in found] == [
            ("A-001", 1, 2),
            ("A-003", 0, 2),
        ]
        publishing.write_promotion_list(ws, CAMPAIGN, awards, tmp_path / "list.xlsx")
        book = openpyxl.load_workbook(tmp_path / "list.xlsx")
        assert [page.max_row for page in book.worksheets] == [3, 2]
        summary = leaving(tmp_path / "promo.docx", kind=Kind.PROMOTION, template=SHIPPED / publishing.SUMMARY)
        assert Code.CONSENT_OF_APPLICANT_MISSING in refused(publishing.write_promotion, ws, summary, awards)
        consent(ws, "A-001", scope=Scope.PROMOTION)
        publishing.write_promotion(ws, summary, awards)
        said = words_of(tmp_path / "promo.docx")
        for words in ("示例亮点", "photo.jpg", "《上海质量》杂志"):
            assert words in said
        bare = replace(summary, template=None, out=tmp_path / "b.docx")
        assert refused(publishing.write_promotion, ws, bare, awards) == [Code.FILE_MISSING]


def test_good_practice_cases_and_experience_are_summed_up(tmp_path: Path) -> None:
    """S4-90 to S4-93: section by section, as the standard lists them."""
    with campaign(tmp_path, "hebqia-quality-project") as ws:
        for section in ("practices", "cases"):
            piece = Material(
                application="A-001",
                day="2024-07-01",
                section=section,
                words=f"示例{section}",
                recorded_by=WHO,
            )
            publishing.collect(ws, CAMPAIGN, piece)
        wrong = Material(application="A-099", day="2024-07-01", section="其他", words="示例", recorded_by=WHO)
        assert refused(publishing.collect, ws, CAMPAIGN, wrong) == [
            Code.MATERIAL_SECTION_UNKNOWN,
            Code.AWARD_APPLICATION_UNKNOWN,
        ]
        consent(ws, "A-001", scope=Scope.PROMOTION)
        summary = leaving(tmp_path / "promo.docx", kind=Kind.PROMOTION, template=SHIPPED / publishing.SUMMARY)
        publishing.write_promotion(ws, summary, decided(ws, "优秀"))
        said = words_of(tmp_path / "promo.docx")
        for words in (
            "1. 总结并提炼",
            "2. 整理项目实施过程中的典型案例",
            "3. 推广项目",
            "示例cases",
            "（暂无）",
        ):
            assert words in said


def test_each_recommender_gets_its_form(tmp_path: Path) -> None:
    """S1-166 to S1-175: table, statements, an empty box for the seal, who filled it in."""
    with campaign(tmp_path, "saq-0005-2023") as ws:
        add_application(tmp_path / "files", "A-010", 'recommender = "示例集团[1]"\n')
        assert publishing.write_recommendations(ws, CAMPAIGN, tmp_path / "forms.xlsx") == 2
        book = openpyxl.load_workbook(tmp_path / "forms.xlsx")
        assert len(book.sheetnames) == 2
        cells = [str(one.value) for row in book.worksheets[1].iter_rows() for one in row if one.value]
        assert cells[:2] == ["2024 年上海市现场管理创新成果推荐表", "推荐各区/行业/集团：示例集团[1]"]
        for words in ("排序", "A-010", "如存在争议，将积极调查处理。", "单位公章"):
            assert words in cells
        assert any("填表人" in one for one in cells)


def test_a_scheme_that_recommends_nothing_has_no_form(ws: Workspace, tmp_path: Path) -> None:
    """S1-166: the form is data of the scheme."""
    out = tmp_path / "forms.xlsx"
    assert refused(publishing.write_recommendations, ws, CAMPAIGN, out) == [Code.PUBLICATION_NO_RULE]


def test_the_figures_of_a_campaign_name_nobody(ws: Workspace, tmp_path: Path) -> None:
    """Received, conforming, reviewed, by level."""
    step = campaigns.opened(ws, CAMPAIGN).scheme.scheme.process[3].id
    for name, result in (("A-001", Result.DONE), ("A-002", Result.NOT_PASSED)):
        one = StepRecord(
            step=step, day="2024-05-01", result=result, application=name, note="示例", recorded_by=WHO
        )
        campaigns.record(ws, CAMPAIGN, one)
    counts = publishing.write_statistics(ws, CAMPAIGN, decided(ws), tmp_path / "figures.xlsx")
    assert (counts.received, counts.decided) == (4, 4)
    book = openpyxl.load_workbook(tmp_path / "figures.xlsx")
    cells = [one.value for page in book.worksheets for row in page.iter_rows() for one in row]
    assert not any("A-0" in str(one) or "有限公司" in str(one) for one in cells)
    assert ("航空航天", 1, 1, 1, 1, 4) in [
        tuple(one.value for one in row) for row in book.worksheets[1].iter_rows()
    ]
