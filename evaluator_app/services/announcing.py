"""What tells of decisions: minutes to sign, the list of results, feedback to applicants."""

import contextlib
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import BinaryIO

from evaluator_app.domain.codes import Code
from evaluator_app.domain.decisions import Decision, current, session_of
from evaluator_app.domain.panel import PanelMerge
from evaluator_app.domain.problems import Refused, problem
from evaluator_app.domain.published import ResultList, feedback, result_list
from evaluator_app.exchange.decision_letters import About, feedback_letter, minutes_letter, result_letter
from evaluator_app.exchange.result_workbook import write_result_workbook
from evaluator_app.exchange.safe_names import safe_part
from evaluator_app.exchange.safe_writing import make_folder, new_file, replace_file
from evaluator_app.services import campaigns, meetings, templates
from evaluator_app.services.clock import now
from evaluator_app.services.places import Places
from evaluator_app.store import decisions as store
from evaluator_app.store.workspace import Workspace

MINUTES, RESULTS, FEEDBACK = "decision-minutes.docx", "result-list.docx", "applicant-feedback.docx"


@dataclass(frozen=True, kw_only=True)
class Letters:
    """Where templates are found, and who sends the letters; nobody named is the owner of the scheme."""

    places: Places
    own: Path
    sender: str = ""
    overwrite: bool = False

    def template(self, name: str) -> Path:
        """The template of this name."""
        return templates.template(self.places, self.own, name)

    @contextlib.contextmanager
    def writing(self, path: Path) -> Iterator[BinaryIO]:
        """The file of a letter; one that exists is refused unless overwriting was agreed to."""
        with (replace_file if self.overwrite else new_file)(path) as stream:
            yield stream


def write_minutes(
    ws: Workspace, campaign: str, letters: Letters, path: Path, day: str = ""
) -> tuple[Decision, ...]:
    """The minutes of a session as a letter to be signed: of this day, else of the latest decisions."""
    decisions = _of_session(ws, campaign, day)
    about = _about(ws, campaign, letters, decisions[0].session.day)
    data = minutes_letter(letters.template(MINUTES), about, decisions[0].session, decisions)
    with letters.writing(path) as stream:
        stream.write(data)
    return decisions


def _of_session(ws: Workspace, campaign: str, day: str) -> tuple[Decision, ...]:
    found = session_of(current(store.all_decisions(ws, campaign)).values(), day)
    if not found:
        raise Refused([problem(Code.DECISIONS_MISSING, day or campaign)])
    return found


def _about(ws: Workspace, campaign: str, letters: Letters, day: str) -> About:
    found = campaigns.opened(ws, campaign)
    return About(campaign=found.plan.title, scheme=found.scheme.scheme, day=day, sender=letters.sender)


def results(ws: Workspace, campaign: str, consents: Collection[str] | None = None) -> ResultList:
    """The successes by field and level; with `consents` only the applications that agreed (S0-117)."""
    rubric = campaigns.opened(ws, campaign).scheme.scheme.rubric
    decisions = store.all_decisions(ws, campaign)
    if not decisions:
        raise Refused([problem(Code.DECISIONS_MISSING, campaign)])
    return result_list(decisions, rubric, consents)


def write_results(
    ws: Workspace, campaign: str, letters: Letters, paths: Sequence[Path], found: ResultList
) -> None:
    """The list as an Excel workbook or as a Word letter, by the ending of each name."""
    about = _about(ws, campaign, letters, campaigns.today().isoformat())
    wrong = [
        problem(Code.FILE_EXISTS, str(path)) for path in paths if path.exists() and not letters.overwrite
    ]
    if wrong:
        raise Refused(wrong)
    for path in paths:
        word = path.suffix.lower() == ".docx"
        data = result_letter(letters.template(RESULTS), about, found) if word else b""
        with letters.writing(path) as stream:
            if word:
                stream.write(data)
            else:
                at, rubric = datetime.fromisoformat(now()), about.scheme.rubric
                write_result_workbook(stream, about.campaign, found, rubric, at)


def write_feedback(
    ws: Workspace, merge: PanelMerge, letters: Letters, folder: Path, wanted: Collection[str] = ()
) -> tuple[Path, ...]:
    """A report for each application that is decided on, or for those wanted; no expert is named."""
    decided = current(store.all_decisions(ws, merge.campaign.id))
    chosen = [one for one in merge.results if one.application.id in (wanted or decided)]
    missing = [name for name in wanted if name not in decided]
    unknown = [name for name in wanted if name not in {one.application.id for one in merge.results}]
    problems = [problem(Code.DECISIONS_MISSING, name) for name in missing]
    problems += [problem(Code.DECISION_APPLICATION_UNKNOWN, name, application=name) for name in unknown]
    if not chosen and not problems:
        problems = [problem(Code.DECISIONS_MISSING, merge.campaign.id)]
    paths = [folder / f"{one.application.id}-{_file_name(one.application.organisation)}" for one in chosen]
    problems += [problem(Code.FILE_EXISTS, str(path)) for path in paths if path.exists()]
    if problems:
        raise Refused(problems)
    about = _about(ws, merge.campaign.id, letters, campaigns.today().isoformat())
    template, met = letters.template(FEEDBACK), meetings.meetings(ws, merge)
    make_folder(folder)
    for one, path in zip(chosen, paths, strict=True):
        told = feedback(merge, one, met.get(one.application.id))
        data = feedback_letter(template, about, told, decided[one.application.id])
        with letters.writing(path) as stream:
            stream.write(data)
    return tuple(paths)


def _file_name(organisation: str) -> str:
    return f"{safe_part(organisation)}.docx"
