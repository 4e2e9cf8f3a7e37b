"""The machine-readable part of a score sheet: named texts that say everything the sheet holds."""

import json
import re
from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass, fields

from evaluator_app.domain.citations import Citation, citations_as_data
from evaluator_app.domain.history import mark_as_data
from evaluator_app.domain.marks import UNMARKED, Abstained, Entry, Graded, Mark, NotApplicable, Scored
from evaluator_app.domain.numbers import parse_score
from evaluator_app.domain.scheme import Scheme
from evaluator_app.domain.sheet import Expert, Marks, Paper, ScoreSheet, SheetIdentity, Supersedes
from evaluator_app.exchange.score_sheet_results import stage_title
from evaluator_app.exchange.score_sheet_scale import scale_text
from evaluator_app.exchange.strict_json import DataWrong, parse_json, structured
from evaluator_app.wording.citations import citation_line
from evaluator_app.wording.language import text

DOCUMENT = "evaluator-app score sheet"
FORMAT = 1
DATA_SHEET = "data"
FILLED, BLANK = "filled", "blank"
_DIGEST = re.compile(r"[0-9a-f]{64}", re.ASCII)

Texts = Mapping[str, str]


def to_texts(sheet: ScoreSheet, scheme: Scheme, kind: str) -> dict[str, str]:
    """Everything a sheet holds, as named texts."""
    texts = {"document": DOCUMENT, "format": str(FORMAT), "kind": kind}
    texts |= {f"identity.{name}": _plain_text(value) for name, value in asdict(sheet.identity).items()}
    texts |= {
        "stage_title": stage_title(scheme, sheet.identity.stage),
        "expert.name": sheet.expert.name,
        "expert.organisation": sheet.expert.organisation,
        "revision": str(sheet.revision),
        "written": sheet.written,
        "scale": scale_text(scheme.rubric),
    }
    for name, part in (("supersedes", sheet.supersedes), ("paper", sheet.paper)):
        texts |= {f"{name}.{key}": value for key, value in asdict(part).items()} if part else {}
    for name, entry in sheet.marks.entries.items():
        texts |= {f"mark.{name}.{state}": value for state, value in mark_as_data(entry.mark).items()}
        if entry.note:
            texts[f"note.{name}"] = entry.note
    texts |= {f"remark.{name}": said for name, said in sheet.marks.remarks.items() if said}
    for name, cited in sheet.marks.citations.items():
        texts[f"citations.{name}"] = json.dumps(citations_as_data(cited), ensure_ascii=False, sort_keys=True)
        texts[f"cited.{name}"] = cited_words(cited)
    return texts


def cited_words(citations: Iterable[Citation]) -> str:
    """What a sheet prints of a criterion's citations, one a line."""
    return "\n".join(citation_line(one) for one in citations)


def _plain_text(value: object) -> str:
    return ("yes" if value else "no") if isinstance(value, bool) else str(value)


@dataclass(frozen=True)
class _Cited:
    citations: tuple[Citation, ...]


def from_texts(texts: Texts) -> ScoreSheet:
    """The sheet of `to_texts`; a text that is missing or wrong raises `DataWrong`."""
    return ScoreSheet(
        identity=_identity(texts),
        expert=Expert(name=_need(texts, "expert.name"), organisation=_need(texts, "expert.organisation")),
        marks=_marks(texts),
        revision=_count(texts, "revision"),
        written=_need(texts, "written"),
        supersedes=_supersedes(texts),
        paper=_paper(texts),
    )


def _supersedes(texts: Texts) -> Supersedes | None:
    if not any(key.startswith("supersedes.") for key in texts):
        return None
    return Supersedes(digest=_digest(texts, "supersedes.digest"), reason=_need(texts, "supersedes.reason"))


def _paper(texts: Texts) -> Paper | None:
    if not any(key.startswith("paper.") for key in texts):
        return None
    return Paper(entered_by=_need(texts, "paper.entered_by"), scan=_digest(texts, "paper.scan"))


def _digest(texts: Texts, key: str) -> str:
    value = _need(texts, key)
    if _DIGEST.fullmatch(value) is None:
        raise _wrong(key, value)
    return value


def _need(texts: Texts, key: str) -> str:
    if key not in texts:
        raise DataWrong([text("“{key}” is missing", key=key)])
    return texts[key]


def _count(texts: Texts, key: str) -> int:
    value = _need(texts, key)
    if not (value.isascii() and value.isdigit() and len(value) <= 9):  # noqa: PLR2004 - a longer one is no count
        raise _wrong(key, value)
    return int(value)


def _identity(texts: Texts) -> SheetIdentity:
    values: dict[str, str | int | bool] = {}
    for field in fields(SheetIdentity):
        key = f"identity.{field.name}"
        if field.name == "package_revision":
            values[field.name] = _count(texts, key)
        elif field.name == "fictitious":
            values[field.name] = _need(texts, key) == "yes"
        else:
            values[field.name] = _need(texts, key)
    return SheetIdentity(**values)  # type: ignore[arg-type]  # each value has its field's type


def _wrong(key: str, value: str) -> DataWrong:
    return DataWrong([text("“{key}” cannot be “{value}”", key=key, value=value[:40])])


def _marks(texts: Texts) -> Marks:
    """Marks, notes and remarks; two states for one mark are refused."""
    marks: dict[str, Mark] = {}
    notes: dict[str, str] = {}
    remarks: dict[str, str] = {}
    citations: dict[str, tuple[Citation, ...]] = {}
    for key, value in texts.items():
        group, _, name = key.partition(".")
        if group == "mark":
            criterion, _, state = name.rpartition(".")
            if criterion in marks:
                raise _wrong(key, value)
            marks[criterion] = _mark(key, state, value)
        elif group == "note":
            notes[name] = value
        elif group == "remark":
            remarks[name] = value
        elif group == "citations":
            data = {"citations": parse_json(value.encode())}
            citations[name] = structured(data, _Cited).citations
    entries = {name: Entry(marks.get(name, UNMARKED), notes.get(name, "")) for name in (*marks, *notes)}
    return Marks(entries=entries, remarks=remarks, citations=citations)


def _mark(key: str, state: str, value: str) -> Mark:
    score = parse_score(value) if state == "score" else None
    if score is not None:
        return Scored(score)
    if state == "grade":
        return Graded(value)
    if state == "not_applicable":
        return NotApplicable(value)
    if state == "abstained":
        return Abstained(value)
    raise _wrong(key, value)
