"""The sample: complete against the scheme, marked as fictitious, without personal data, opens everywhere."""

import json
import re
import tomllib
import zipfile
from collections.abc import Iterator
from decimal import Decimal
from fractions import Fraction
from functools import cache
from pathlib import Path
from typing import Any

import pypdfium2
import pytest
from docx import Document
from docx.document import Document as WordDocument
from docx.table import Table
from openpyxl import load_workbook
from PIL import Image

from evaluator_app.domain.form import FieldKind, FormField
from evaluator_app.domain.marks import Entry, Scored, check_entries
from evaluator_app.domain.merging import Advice, PanelResult, PanelSheet, leave_one_out, merge
from evaluator_app.domain.scheme import Scheme
from evaluator_app.domain.sheet import Marks, count_characters, findings
from evaluator_app.domain.totals import grade
from evaluator_app.exchange.scheme_file import read_scheme_file
from evaluator_app.exchange.source_folder import check_against, read_applications, read_campaign

ROOT = Path(__file__).resolve().parents[2]
SAMPLE = ROOT / "resources" / "sample"
CAMPAIGN = SAMPLE / "campaign"
MARK = "示例 · 虚构"
PERSONAL = re.compile(r"[\w.]+@\w|(?<![\d.])1[3-9]\d{9}(?!\d)|(?<!\d)0\d{2,3}-\d{7,8}(?!\d)")

each_application = pytest.mark.parametrize("application", ["A-001", "A-002", "A-003"])


@cache
def scheme() -> Scheme:
    return read_scheme_file(ROOT / "forms" / "saq-0005-2023" / "scheme.toml").scheme


def stated(application: str) -> dict[str, Any]:
    return tomllib.loads((CAMPAIGN / application / "application.toml").read_text(encoding="utf-8"))


def applicants_fields() -> list[FormField]:
    return [
        field
        for form in scheme().forms
        if form.id in {"sign-up-form", "declaration-form"}
        for field in form.fields
    ]


def answers(application: str) -> list[dict[str, Any]]:
    paths = sorted((SAMPLE / "answers" / application).glob("expert-?.json"))
    return [json.loads(path.read_text(encoding="utf-8")) for path in paths]


def panel(application: str) -> list[PanelSheet]:
    return [PanelSheet(one["expert"]["name"], entries(one)) for one in answers(application)]


def entries(answer: dict[str, Any]) -> dict[str, Entry]:
    return {name: Entry(Scored(Decimal(one["score"])), one["note"]) for name, one in answer["marks"].items()}


def merged(application: str) -> PanelResult:
    return merge(scheme().rubric, scheme().protocol, panel(application))


def pdf_pages(path: Path) -> list[str]:
    with pypdfium2.PdfDocument(path) as pdf:
        return [page.get_textpage().get_text_range() for page in pdf]


def word_sections(word: WordDocument) -> Iterator[tuple[str, str]]:
    """Each first-level heading with all text below it, tables included."""
    heading, texts = "", list[str]()
    for part in word.iter_inner_content():
        if isinstance(part, Table):
            texts += [cell.text for row in part.rows for cell in row.cells]
        elif part.style is not None and part.style.name == "Heading 1":
            yield heading, "\n".join(texts)
            heading, texts = part.text, []
        else:
            texts.append(part.text)
    yield heading, "\n".join(texts)


def test_the_sample_is_a_source_folder_the_scheme_accepts() -> None:
    campaign, applications = read_campaign(CAMPAIGN), read_applications(CAMPAIGN)
    assert campaign.fictitious
    assert campaign.scheme == scheme().id
    assert not list(check_against(scheme(), campaign, applications))
    assert {one.application.sector for one in applications} == {"制造", "市场服务", "非营利性服务"}


@each_application
def test_every_required_field_of_the_applicants_forms_has_a_value(application: str) -> None:
    """S1-79 to S1-136."""
    fields, values = applicants_fields(), stated(application)["values"]
    assert {field.id for field in fields if field.required} <= values.keys() <= {field.id for field in fields}
    assert all(values.values())
    for field in fields:
        options = {option.id for option in field.options}
        chosen = values.get(field.id, "").split("、") if options else []
        assert set(chosen) <= options
        assert len(chosen) <= 1 or field.kind is FieldKind.CHOICES


@each_application
def test_contact_fields_hold_nothing_but_the_word_sample(application: str) -> None:
    """D-31: no personal data."""
    values = stated(application)["values"]
    personal = [field.id for field in applicants_fields() if field.personal]
    assert {values[name] for name in (*personal, "address", "postcode", "seal")} == {"示例"}


@each_application
def test_every_application_has_what_its_intended_grade_asks_for(application: str) -> None:
    """S1-72 to S1-77: report and evidence by grade."""
    data = stated(application)
    kinds = {one["kind"] for one in data["documents"]}
    assert {kind.id for kind in scheme().documents if kind.required} <= kinds
    evidence = next(one for one in scheme().evidence if one.grade == data["intended_grade"])
    assert kinds & {*evidence.reports, *evidence.replacements}


@each_application
def test_every_file_of_an_application_is_listed_with_title_and_kind(application: str) -> None:
    listed = {one["file"]: one for one in stated(application)["documents"]}
    found = {path.name for path in (CAMPAIGN / application).iterdir()} - {"application.toml"}
    assert found == set(listed)
    assert all(one["title"] and one["kind"] for one in listed.values())


@each_application
def test_the_word_report_has_the_six_sections_within_their_limits(application: str) -> None:
    """S1-140 to S1-157, T-11, D-11."""
    word = Document(str(CAMPAIGN / application / "创新成果报告.docx"))
    written = {heading.partition("、")[2]: text for heading, text in word_sections(word) if heading}
    required = next(kind for kind in scheme().documents if kind.id == "innovation-report").sections
    assert list(written) == [section.title for section in required]
    for section in required:
        assert 0 < count_characters(written[section.title]) <= section.max_characters, section.title
    assert written["成果名称"].strip() == stated(application)["title"]
    assert len(word.inline_shapes) > 1
    assert word.tables


@each_application
def test_the_pdf_report_says_what_the_word_report_says(application: str) -> None:
    folder = CAMPAIGN / application
    word = Document(str(folder / "创新成果报告.docx"))
    printed = re.sub(r"\s", "", "".join(pdf_pages(folder / "创新成果报告.pdf")))
    styled = [(one.text, one.style.name) for one in word.paragraphs if one.style is not None]
    headings = [text for text, style in styled if style is not None and style.startswith("Heading")]
    assert len(pdf_pages(folder / "创新成果报告.pdf")) >= 3
    assert all(re.sub(r"\s", "", heading) in printed for heading in headings)


def test_the_evaluation_report_is_long_searchable_and_has_bookmarks() -> None:
    path = CAMPAIGN / "A-001" / "现场管理评价报告.pdf"
    with pypdfium2.PdfDocument(path) as pdf:
        bookmarks = [one.get_title() for one in pdf.get_toc()]
    assert len(pdf_pages(path)) >= 12
    assert {"4 各要素评价", "5 特色亮点"} <= set(bookmarks)
    assert any("装配一次合格率" in page for page in pdf_pages(path))


@pytest.mark.parametrize(
    "path", sorted(CAMPAIGN.glob("*/*.pdf")), ids=lambda path: f"{path.parent.name}-{path.stem}"
)
def test_every_page_of_every_pdf_is_marked_and_holds_no_personal_data(path: Path) -> None:
    pages = pdf_pages(path)
    assert all(MARK in page for page in pages)
    assert not any(PERSONAL.search(page) for page in pages)


@each_application
def test_word_files_are_marked_on_every_page_by_their_header(application: str) -> None:
    word = Document(str(CAMPAIGN / application / "创新成果报告.docx"))
    assert MARK in word.sections[0].header.paragraphs[0].text
    assert not any(PERSONAL.search(text) for _, text in word_sections(word))


@each_application
def test_workbooks_are_marked_and_hold_formulas_with_values_and_charts(application: str) -> None:
    path = CAMPAIGN / application / "质量数据.xlsx"
    formulas, values = load_workbook(path), load_workbook(path, data_only=True)
    assert len(formulas.sheetnames) >= 4
    assert all(MARK in str(sheet["A2"].value) for sheet in formulas)
    with zipfile.ZipFile(path) as parts:
        assert sum(name.startswith("xl/charts/chart") for name in parts.namelist()) >= 2
    calculated = [cell for sheet in formulas for row in sheet for cell in row if cell.data_type == "f"]
    assert calculated
    assert all(values[cell.parent.title][cell.coordinate].value is not None for cell in calculated)


@pytest.mark.parametrize(
    "path",
    [*sorted(CAMPAIGN.glob("*/*.jpg")), *sorted(CAMPAIGN.glob("*/*.png"))],
    ids=lambda path: f"{path.parent.name}-{path.stem}",
)
def test_pictures_open_and_show_their_mark(path: Path) -> None:
    """The red label of the mark stands in the lower right of photos, upper right of certificates."""
    with Image.open(path) as stored:
        turned = stored.getexif().get(0x0112) == 6
        picture = (stored.transpose(Image.Transpose.ROTATE_270) if turned else stored).convert("RGB")
    at = (1314, 1164) if path.suffix == ".jpg" else (1140, 120)
    red, green, blue = picture.getpixel(at)  # type: ignore[misc]  # three numbers in RGB
    assert red > 150
    assert max(green, blue) < 80


def test_one_photo_lies_on_its_side_as_phones_store_them() -> None:
    with Image.open(CAMPAIGN / "A-001" / "现场照片3.jpg") as photo:
        assert photo.getexif()[0x0112] == 6
        assert photo.height > photo.width


@pytest.mark.parametrize("path", sorted(SAMPLE.rglob("*.toml")) + sorted(SAMPLE.rglob("*.json")), ids=str)
def test_texts_hold_no_personal_data(path: Path) -> None:
    assert not PERSONAL.search(path.read_text(encoding="utf-8"))


@each_application
def test_all_nine_sheets_are_complete_and_on_the_scale(application: str) -> None:
    rubric, experts = scheme().rubric, read_campaign(CAMPAIGN).experts
    assert [one["expert"]["name"] for one in answers(application)] == [expert.name for expert in experts]
    for answer in answers(application):
        marks = Marks(entries=entries(answer), remarks=answer["remarks"])
        assert not check_entries(marks.entries, rubric)
        assert not findings(rubric, marks)
        assert "亮点" in answer["remarks"]["remarks"]
        assert "不足" in answer["remarks"]["remarks"]


@pytest.mark.parametrize(
    ("application", "score", "earned", "warnings"),
    [
        ("A-001", Fraction(90), "优秀级", {Advice.NEAR_THRESHOLD, Advice.UNSTABLE}),
        ("A-002", Fraction(547, 6), "标杆级", {Advice.UNSTABLE}),
        ("A-003", Fraction(421, 6), "优秀级", {Advice.NEAR_THRESHOLD, Advice.UNSTABLE, Advice.SPREAD}),
    ],
)
def test_the_panels_results_are_worth_looking_at(
    application: str, score: Fraction, earned: str, warnings: set[Advice]
) -> None:
    result = merged(application)
    assert result.score == score
    assert result.grade is not None
    assert result.grade.id == earned
    assert set(result.warnings) == warnings


def test_without_one_expert_the_second_application_would_have_another_grade() -> None:
    rubric = scheme().rubric
    others = {
        name: grade(score, rubric.bands)
        for name, score in leave_one_out(rubric, scheme().protocol, panel("A-002"))
    }
    assert {name for name, band in others.items() if band and band.id != "标杆级"} == {"示例专家丙"}


def test_the_sample_is_small() -> None:
    assert sum(path.stat().st_size for path in SAMPLE.rglob("*") if path.is_file()) < 6_000_000
