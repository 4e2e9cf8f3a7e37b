"""What contradicts between the tables of two machines, and what people should know before they join them."""

import json
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from evaluator_app.domain.codes import Code
from evaluator_app.domain.exchange_rows import Row, Tables, new_rows
from evaluator_app.domain.numbering import gaps
from evaluator_app.domain.problems import Problem, problem

_SAME_PLAN = ("title", "year", "scheme")
_LATEST = {  # of these the latest on a subject counts
    "meetings": ("stage", "application"),
    "decisions": ("application",),
    "recommendations": ("recommender",),
    "consents": ("party", "scope", "application"),
    "sheet_choices": ("chosen",),
}
_RELEASED, _CHAIR, _CASE, _ISSUED = "released", "chair", "case", "issued"
Subject = tuple[object, ...]


@dataclass(frozen=True, kw_only=True)
class Both:
    """The tables here and there, and what only one of them has."""

    here: Tables
    there: Tables
    ours: Tables
    theirs: Tables


def both(here: Tables, there: Tables) -> Both:
    """The tables of two machines, compared."""
    return Both(here=here, there=there, ours=new_rows(here, there), theirs=new_rows(there, here))


def contradictions(found: Both) -> tuple[Problem, ...]:
    """Everything for which no rule says which of the two counts."""
    plans = list(_plans(found))
    if plans:
        return tuple(plans)
    return (*_certificates(found), *_cases(found), *_seats(found), *_packages(found), *_people(found))


def _plans(found: Both) -> Iterator[Problem]:
    for here in found.here.get("campaigns", ()):
        for there in found.there["campaigns"]:
            if there["created"] != here["created"]:
                yield problem(Code.EXCHANGE_OTHER_CAMPAIGN, str(here["id"]))
            for name in _SAME_PLAN:
                if there[name] != here[name]:
                    yield problem(
                        Code.EXCHANGE_OTHER_PLAN, str(here["id"]), here=here[name], there=there[name]
                    )
            if there["scheme_digest"] != here["scheme_digest"]:
                yield problem(Code.EXCHANGE_OTHER_SCHEME, str(here["id"]))


def _certificates(found: Both) -> Iterator[Problem]:
    numbers = {row["number"]: row for row in found.here.get("certificates", ())}
    serials = {(row["series"], row["serial"]): row for row in numbers.values()}
    for row in found.there.get("certificates", ()):
        here = numbers.get(row["number"])
        other = serials.get((row["series"], row["serial"]))
        if here is not None and dict(here) != dict(row):
            yield problem(
                Code.EXCHANGE_CERTIFICATE_DIFFERS,
                str(row["number"]),
                here=here["application"],
                there=row["application"],
            )
        elif other is not None and other["number"] != row["number"]:
            yield problem(Code.EXCHANGE_SERIAL_TWICE, str(row["number"]), other=other["number"])


def _by(rows: Iterable[Row], names: Sequence[str]) -> dict[Subject, list[Row]]:
    found: dict[Subject, list[Row]] = defaultdict(list)
    for row in rows:
        found[tuple(row[name] for name in names)].append(row)
    return found


def _shared(found: Both, table: str, names: Sequence[str]) -> Iterator[tuple[Subject, list[Row], list[Row]]]:
    """The subjects on which both sides wrote something that the other does not have."""
    ours, theirs = _by(found.ours.get(table, ()), names), _by(found.theirs.get(table, ()), names)
    yield from ((name, ours[name], theirs[name]) for name in theirs if name in ours)


def _cases(found: Both) -> Iterator[Problem]:
    for (number, kind), _, _ in _shared(found, "certificate_events", ("certificate", "kind")):
        if kind == _CASE:
            yield problem(Code.EXCHANGE_CASE_TWICE, str(number))


def _seats(found: Both) -> Iterator[Problem]:
    seats = ("stage", "application", "member")
    for (_, application, member), ours, theirs in _shared(found, "assignment_events", seats):
        kinds = ({row["kind"] for row in ours}, {row["kind"] for row in theirs})
        if kinds[0] != kinds[1] and any(_RELEASED in one for one in kinds):
            yield problem(Code.EXCHANGE_SEAT, str(application), member=member)
    for (_, application), ours, theirs in _shared(found, "assignment_events", seats[:2]):
        chairs = [[row["member"] for row in rows if row["kind"] == _CHAIR][-1:] for rows in (ours, theirs)]
        if all(chairs) and chairs[0] != chairs[1]:
            yield problem(Code.EXCHANGE_CHAIR, str(application), here=chairs[0][0], there=chairs[1][0])


def _packages(found: Both) -> Iterator[Problem]:
    issued = ("package", "revision", "kind")
    ours = _by(found.here.get("issues", ()), issued)
    for name, rows in _by(found.theirs.get("issues", ()), issued).items():
        digests = {row["digest"] for row in (*rows, *ours.get(name, ()))}
        if name[2] == _ISSUED and len(digests) > 1:
            yield problem(Code.EXCHANGE_PACKAGE_TWICE, str(name[0]), revision=name[1])


def expert_of(row: Row) -> tuple[str, str]:
    """The name and the organisation of a row of the roster."""
    said = json.loads(str(row["data"]))["expert"]
    return str(said["name"]), str(said["organisation"])


def _people(found: Both) -> Iterator[Problem]:
    known = {row["id"]: row for row in found.here.get("members", ())}
    for row in found.there.get("members", ()):
        here = known.get(row["id"])
        if here is not None and expert_of(here) != expert_of(row):
            yield problem(
                Code.EXCHANGE_OTHER_PERSON, str(row["id"]), here=expert_of(here)[0], there=expert_of(row)[0]
            )


def notes(found: Both) -> tuple[Problem, ...]:
    """What people should know, though it hinders nothing."""
    return (*_plan_notes(found), *_latest(found), *_member_notes(found), *_gaps(found))


def _plan_notes(found: Both) -> Iterator[Problem]:
    here = {row["step"]: row for row in found.here.get("step_dates", ())}
    there = {row["step"]: row for row in found.there.get("step_dates", ())}
    for step in sorted({*here, *there}, key=str) if found.here.get("campaigns") else ():
        if here.get(step) != there.get(step):
            yield problem(Code.EXCHANGE_NOTE_DAYS, str(step))
    stages = [row["stage"] for tables in (found.here, found.there) for row in tables.get("campaigns", ())]
    if len(set(stages)) > 1:
        yield problem(Code.EXCHANGE_NOTE_STAGE, here=stages[0], there=stages[1])


def _latest(found: Both) -> Iterator[Problem]:
    for table, names in _LATEST.items():
        for name, ours, theirs in _shared(found, table, names):
            place = " ".join(str(one) for one in name if one)
            yield problem(Code.EXCHANGE_NOTE_LATEST, place, here=_act(ours[-1]), there=_act(theirs[-1]))
    for (_, application), _, _ in _shared(found, "assignment_events", ("stage", "application")):
        yield problem(Code.EXCHANGE_NOTE_PANEL, str(application))


def _act(row: Row) -> str:
    who, at = (row.get("recorded_by", row.get("who")), row.get("recorded_at", row.get("at")))
    return f"{who}, {str(at)[:16]}"


def removed(tables: Tables) -> frozenset[object]:
    """Who was removed from the roster."""
    rows = tables.get("member_events", ())
    return frozenset(row["member"] for row in rows if row["change"] == "removed")


def _member_notes(found: Both) -> Iterator[Problem]:
    known, gone = {row["id"]: row for row in found.here.get("members", ())}, removed(found.here)
    gone_there = removed(found.there)
    for row in found.there.get("members", ()):
        if row["id"] in gone and row["id"] not in known:
            yield problem(Code.EXCHANGE_NOTE_REMOVED, str(row["id"]))
        elif row["id"] in known and row["data"] != known[row["id"]]["data"]:
            yield problem(Code.EXCHANGE_NOTE_MEMBER, str(row["id"]))
    for name in sorted(known, key=str):
        if name in gone_there and name not in gone:
            yield problem(Code.EXCHANGE_NOTE_REMOVED_THERE, str(name))


def _gaps(found: Both) -> Iterator[Problem]:
    rows = (*found.here.get("certificates", ()), *found.theirs.get("certificates", ()))
    for (series,), some in _by(rows, ("series",)).items():
        missing = gaps(int(str(row["serial"])) for row in some)
        if missing and found.theirs.get("certificates"):
            yield problem(Code.EXCHANGE_NOTE_GAPS, str(series), count=len(missing), first=missing[0])
