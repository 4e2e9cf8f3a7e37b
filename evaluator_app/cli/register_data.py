"""Certificates as commands say them: for people, and as data for other programs."""

import argparse
from dataclasses import asdict
from typing import Any

from evaluator_app.domain.duties import DueItem
from evaluator_app.domain.problems import Gathered
from evaluator_app.domain.register import Entry, Event
from evaluator_app.services import register
from evaluator_app.services.register import Line
from evaluator_app.services.workspaces import Workspace


def lines_of(ws: Workspace, options: argparse.Namespace) -> tuple[Line, ...]:
    """The certificates the options name: by number, else of the campaign, else all."""
    if not options.numbers:
        return register.lines(ws, options.campaign)
    gathered = Gathered()
    found = [gathered.attempt(lambda name=name: register.line(ws, name)) for name in options.numbers]  # type: ignore[misc]  # bound now
    gathered.refuse()
    return tuple(one for one in found if one is not None)


def entry_line(entry: Entry) -> str:
    """A certificate in a line."""
    term = f"{entry.issued_on} – {entry.until}"
    return f"{entry.number}  {entry.organisation}  {entry.site}  {entry.grade}  {term}"


def entry_data(entry: Entry) -> dict[str, Any]:
    """A certificate as data."""
    return asdict(entry)


def event_data(event: Event) -> dict[str, Any]:
    """What happened as data; what does not apply is left out."""
    said = {**asdict(event), "kind": event.kind.value, "causes": list(event.causes)}
    return {name: value for name, value in said.items() if value}


def due_data(item: DueItem) -> dict[str, Any]:
    """What is due as data."""
    return {
        "number": item.number,
        "organisation": item.organisation,
        "site": item.site,
        "duty": item.duty,
        "due": item.due,
        "counted_from": item.counted_from,
        "days": item.days,
        "on_weekend": item.on_weekend,
    }


def line_data(one: Line) -> dict[str, Any]:
    """A certificate as it stands."""
    case = one.case
    return {
        **entry_data(one.holding.entry),
        "state": one.validity.value,
        "case": case.state.id if case else None,
        "due": [due_data(item) for item in one.due],
        "events": [event_data(event) for event in one.holding.events],
    }
