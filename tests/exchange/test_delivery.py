"""Folders that are handed in: which documents belong to which form; broken and hostile ones are said."""

import io
import os
import shutil
import tempfile
import zipfile
from collections.abc import Sequence
from pathlib import Path

import pytest
from form_builders import S1, S3, filled, loaded, sign_up
from workspace_builders import ordinary_user

from evaluator_app.domain.codes import Code
from evaluator_app.domain.problems import Problem
from evaluator_app.exchange.delivery import Delivered, read_unit
from evaluator_app.exchange.delivery_folders import units_of


def read(*paths: Path, scheme: str = S1) -> list[Delivered]:
    """What is read of these paths."""
    return [read_unit(one, loaded(scheme)) for one in units_of(paths)]


def codes(found: Sequence[Problem]) -> list[Code]:
    """The codes of problems."""
    return [one.code for one in found]


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A folder with a filled form."""
    made = tmp_path / "甲"
    made.mkdir()
    filled(made, S1, sign_up)
    return made


def put(folder: Path, *names: str, data: bytes = b"%PDF-1.7") -> None:
    """Documents in a folder."""
    for name in names:
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_bytes(data)


def one(folder: Path) -> Delivered:
    """The only form of a folder."""
    (found,) = read(folder)
    return found


def names(found: Delivered) -> list[str]:
    """The documents of a form."""
    return [each.name for each in found.documents]


def test_everything_beside_and_below_a_form_is_its_documents(folder: Path) -> None:
    """But what systems and Office leave behind."""
    put(folder, "报告.pdf", "证明/2023/奖状.png", ".DS_Store", "Thumbs.db", "~$报告.docx", "application.toml")
    found = one(folder)
    assert found.form is not None
    assert names(found) == ["报告.pdf", "证明/2023/奖状.png"]
    assert (found.problems, found.findings) == ((), ())


def test_a_workbook_that_is_no_form_is_a_document(folder: Path) -> None:
    """月度指标.xlsx lies beside the form."""
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as archive:
        archive.writestr("xl/worksheets/sheet1.xml", "<worksheet/>")
    put(folder, "月度指标.xlsx", data=stream.getvalue())
    put(folder, "坏.xlsx", data=b"PK\x03\x04 damaged")
    put(folder, "旧.xls", data=b"\xd0\xcf\x11\xe0 old")
    assert sorted(names(one(folder))) == ["坏.xlsx", "旧.xls", "月度指标.xlsx"]


def test_several_forms_without_documents_are_a_pile(folder: Path) -> None:
    """With documents nobody can tell whose they are."""
    (folder / f"{S1}.xlsx").rename(folder / "一.xlsx")
    filled(folder, S1, sign_up)
    assert [(bool(each.form), each.problems) for each in read(folder)] == [(True, ()), (True, ())]
    put(folder, "报告.pdf")
    assert [codes(each.problems) for each in read(folder)] == [[Code.FOLDER_MANY_FORMS]] * 2
    assert [names(each) for each in read(folder)] == [[], []]


def test_folders_without_a_form_and_loose_files_are_said(tmp_path: Path, folder: Path) -> None:
    """An empty folder is nothing at all; one in which nobody can look into the only workbook is that form."""
    put(tmp_path, "无表/报告.pdf", "散.txt")
    put(
        tmp_path,
        "加密/申报表.xlsx",
        data=b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + "EncryptedPackage".encode("utf-16-le"),
    )
    (tmp_path / "空").mkdir()
    found = {Path(each.file).name: codes(each.problems) for each in read(tmp_path)}
    assert found == {
        f"{S1}.xlsx": [],
        "散.txt": [Code.FORM_NOT_OURS],
        "无表": [Code.FOLDER_WITHOUT_FORM],
        "申报表.xlsx": [Code.SHEET_ENCRYPTED],
    }
    (alone,) = read(tmp_path / "空")
    assert codes(alone.problems) == [Code.FOLDER_WITHOUT_FORM]
    assert one(folder).form is not None


def test_links_are_not_followed(tmp_path: Path, folder: Path) -> None:
    """To files, folders, or nothing; given alone or lying in a folder: the form waits for a person."""
    secret = tmp_path / "secret.txt"
    secret.write_text("secret", "utf-8")
    for name, target in (("a.txt", secret), ("b", tmp_path), ("c.pdf", tmp_path / "nothing")):
        (folder / name).symlink_to(target)
    found = one(folder)
    assert names(found) == []
    assert codes(found.problems) == [Code.DOCUMENT_LINK] * 3
    (linked,) = read(folder / "a.txt")
    assert codes(linked.problems) == [Code.DOCUMENT_LINK]


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="no named pipes here")
def test_what_is_no_ordinary_file_is_not_opened(folder: Path) -> None:
    """A named pipe would keep the program waiting for ever."""
    os.mkfifo(folder / "pipe.pdf")
    assert codes(one(folder).problems) == [Code.FILE_UNREADABLE]


def test_missing_and_unreadable_files_are_said(folder: Path) -> None:
    """A document that cannot be read keeps its form out; so does a folder."""
    assert codes(read(folder / "nothing.xlsx")[0].problems) == [Code.FILE_MISSING]
    put(folder, "a.pdf", "b/c.pdf")
    rules = loaded(S1)
    with tempfile.TemporaryDirectory() as name:
        home = Path(name) / "甲"
        shutil.copytree(folder, home)
        for path, rights in ((Path(name), 0o755), (home, 0o755), (home / "a.pdf", 0), (home / "b", 0)):
            path.chmod(rights)
        with ordinary_user():
            (unit,) = units_of([home])
            found = read_unit(unit, rules)
    assert codes(found.problems) == [Code.FILE_UNREADABLE] * 2
    assert names(found) == []


def test_empty_and_open_documents_are_said(folder: Path) -> None:
    """Office's and LibreOffice's marks of an open file, the beginning of a long name cut off."""
    put(folder, "空.pdf", data=b"")
    put(folder, "现场管理报告.docx", "表.pptx", "~$管理报告.docx", ".~lock.表.pptx#")
    found = one(folder)
    assert names(found) == ["现场管理报告.docx", "表.pptx"]
    assert sorted(codes(found.findings)) == [Code.DOCUMENT_EMPTY, Code.DOCUMENT_OPEN, Code.DOCUMENT_OPEN]
    assert found.problems == ()
    put(folder, f"~${S1[2:]}.xlsx")
    assert Code.DOCUMENT_OPEN in codes(one(folder).findings)


def test_odd_names_are_kept_as_safe_ones(folder: Path) -> None:
    """Control characters, directions, devices, endless names, twins of other systems: none of them clash."""
    odd = [
        "a\u202efdp.exe",
        "con.pdf",
        "终稿" * 80 + ".pdf",
        "A.pdf",
        "a.pdf",
        "行\n尾.pdf",
        "点. ",
        "e\u0301.pdf",
    ]
    for name in odd:
        try:
            put(folder, name)
        except OSError:
            (folder / name[-60:]).write_bytes(b"%PDF")
    found = one(folder)
    kept = names(found)
    assert len({each.casefold() for each in kept}) == len(kept) == len(odd)
    assert "é.pdf" in kept
    assert all(each.isprintable() and len(each) < 200 for each in kept)
    assert Code.DOCUMENT_RENAMED in codes(found.findings)


@pytest.mark.skipif(os.name != "posix", reason="names are bytes only there")
def test_names_that_are_no_text_are_kept_as_text(folder: Path) -> None:
    """GBK names from an old archive."""
    put(folder, os.fsdecode(b"\xb1\xa8\xb8\xe6.pdf"))
    found = one(folder)
    assert found.documents[0].name.encode("utf-8")
    assert found.findings[0].place.encode("utf-8")


def test_folders_nested_without_end_are_not_followed(folder: Path) -> None:
    """Thirty are more than anybody needs."""
    put(folder, "/".join("a" * 40) + "/x.pdf")
    assert codes(one(folder).problems) == [Code.FILE_UNREADABLE]


def test_forms_with_macros_and_forms_of_others_are_refused(tmp_path: Path, folder: Path) -> None:
    """A macro file, also one that is called .xlsx; a form of another scheme, as it was before Excel 2007."""
    path = folder / f"{S1}.xlsx"
    with zipfile.ZipFile(path, "a") as archive:
        archive.writestr("xl/vbaProject.bin", b"macros")
    assert codes(one(folder).problems) == [Code.FORM_MACROS]
    path.rename(folder / "表.xlsm")
    assert codes(one(folder).problems) == [Code.FORM_MACROS]
    assert codes(read(filled(tmp_path, S3, lambda _: None))[0].problems) == [Code.FORM_OTHER_SCHEME]
    (tmp_path / "旧").mkdir()
    put(tmp_path / "旧", "表.xls", data=b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1evaluator_app application form 1")
    assert codes(one(tmp_path / "旧").problems) == [Code.SHEET_OLD_EXCEL]
