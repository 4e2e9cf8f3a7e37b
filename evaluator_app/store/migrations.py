"""The tables of a workspace, made and changed by small named steps; a released step is never edited."""

from collections.abc import Mapping

from evaluator_app.store.campaign_tables import CAMPAIGN_TABLES, STEP_RECORDS
from evaluator_app.store.care_tables import CARE_TABLES
from evaluator_app.store.decision_tables import DECISION_TABLES
from evaluator_app.store.declaration_tables import DECLARATION_TABLES, RECUSED_TRIGGER, SEALED_TABLE
from evaluator_app.store.exchange_tables import EXCHANGE_TABLES
from evaluator_app.store.intake_tables import INTAKE_TABLES
from evaluator_app.store.list_tables import LIST_TABLES
from evaluator_app.store.register_tables import REGISTER_TABLES
from evaluator_app.store.result_tables import RESULT_TABLES
from evaluator_app.store.roster_tables import GROWING_TABLES, ROSTER_TABLES
from evaluator_app.store.sqlite import Database, Migrations

VERSION = 11  # the number of steps below: a database that says more comes from a newer program

MIGRATIONS = Migrations("workspace")


@MIGRATIONS()
def m001_tables(db: Database) -> None:
    """Packages with all their revisions, sheets with their journal, settings."""
    db.executescript(_TABLES)


@MIGRATIONS()
def m002_append_only(db: Database) -> None:
    """The journal can only grow; packages and schemes stay as they were received."""
    for table in ("journal", "schemes", "applications", "documents"):
        for change in ("UPDATE", "DELETE"):
            db.execute(_only_grows(table, change))


def _only_grows(table: str, change: str) -> str:
    return (
        f"CREATE TRIGGER {table}_no_{change.lower()} BEFORE {change} ON {table} "
        f"BEGIN SELECT RAISE(ABORT, '{table} only grows'); END"
    )


@MIGRATIONS()
def m003_citations(db: Database) -> None:
    """The journal takes citations too: it is copied whole into a table that allows them."""
    for change in ("UPDATE", "DELETE"):
        db.execute(f"DROP TRIGGER journal_no_{change.lower()}")
    for statement in _CITATIONS:
        db.execute(statement)
    for change in ("UPDATE", "DELETE"):
        db.execute(_only_grows("journal", change))


@MIGRATIONS()
def m004_signed_sheets(db: Database) -> None:
    """Signed revisions and the corrections of them: a journal of its own, and no edit of what is signed."""
    db.execute(_EVENTS)
    for change in ("UPDATE", "DELETE"):
        db.execute(_only_grows("sheet_events", change))
    db.execute(_FROZEN)


@MIGRATIONS()
def m005_declarations(db: Database) -> None:
    """Pledges, declarations, returns, which only grow; no edit of what is recused; sealed documents."""
    _create_growing(db, DECLARATION_TABLES)
    db.execute(RECUSED_TRIGGER)
    db.execute(SEALED_TABLE)


@MIGRATIONS()
def m006_campaigns(db: Database) -> None:
    """Campaigns of the secretariat with the days of their steps, and the record of their procedure."""
    for statement in (*CAMPAIGN_TABLES, STEP_RECORDS):
        db.execute(statement)
    for change in ("UPDATE", "DELETE"):
        db.execute(_only_grows("step_records", change))


@MIGRATIONS()
def m007_campaign_folder(db: Database) -> None:
    """Where the applications of a campaign lie."""
    db.execute("ALTER TABLE campaigns ADD COLUMN folder TEXT NOT NULL DEFAULT ''")


@MIGRATIONS()
def m008_roster_and_panels(db: Database) -> None:
    """The roster, who scores what, and the packages that were issued for it."""
    for statement in ROSTER_TABLES:
        db.execute(statement)
    _create_growing(db, GROWING_TABLES)


@MIGRATIONS()
def m009_intake(db: Database) -> None:
    """What was taken in, when, by whom, from which file, and who was recommended: both only grow."""
    _create_growing(db, INTAKE_TABLES)


@MIGRATIONS()
def m010_results(db: Database) -> None:
    """Packages issued in a campaign, what came back, what was removed or chosen: all of it only grows."""
    _create_growing(db, RESULT_TABLES)


@MIGRATIONS()
def m011_decisions(db: Database) -> None:
    """Meetings of panels, decisions of the committee and their minutes, all of which only grow."""
    _create_growing(db, DECISION_TABLES)


@MIGRATIONS()
def m012_register(db: Database) -> None:
    """Certificates, what happened to them, consents, reports of violations, what was made public."""
    _create_growing(db, REGISTER_TABLES)


@MIGRATIONS()
def m013_care(db: Database) -> None:
    """That campaigns were closed into archives, and that personal data was removed: both only grow."""
    _create_growing(db, CARE_TABLES)


@MIGRATIONS()
def m014_lists(db: Database) -> None:
    """Lists of organisations that may not take part, every import of them: they only grow."""
    _create_growing(db, LIST_TABLES)


@MIGRATIONS()
def m015_exchanges(db: Database) -> None:
    """What was exchanged with other machines, and which rows came from them: both only grow."""
    _create_growing(db, EXCHANGE_TABLES)


def _create_growing(db: Database, tables: Mapping[str, str]) -> None:
    for table, statement in tables.items():
        db.execute(statement)
        for change in ("UPDATE", "DELETE"):
            db.execute(_only_grows(table, change))


_EVENTS = """
CREATE TABLE sheet_events (
    sheet INTEGER NOT NULL REFERENCES sheets (number),
    number INTEGER NOT NULL,
    kind TEXT NOT NULL CHECK (kind IN ('signed', 'corrected')),
    revision INTEGER NOT NULL,
    digest TEXT NOT NULL,
    reason TEXT NOT NULL,
    who TEXT NOT NULL,
    at TEXT NOT NULL,
    last_row INTEGER NOT NULL,
    workbook BLOB NOT NULL,
    PRIMARY KEY (sheet, number)
) STRICT, WITHOUT ROWID
"""
_FROZEN = """
CREATE TRIGGER journal_frozen BEFORE INSERT ON journal
WHEN (SELECT kind FROM sheet_events WHERE sheet = NEW.sheet ORDER BY number DESC LIMIT 1) = 'signed'
BEGIN SELECT RAISE(ABORT, 'a signed sheet is frozen'); END
"""

_CITATIONS = (
    "ALTER TABLE journal RENAME TO journal_before_citations",
    """
CREATE TABLE journal (
    sheet INTEGER NOT NULL REFERENCES sheets (number),
    seq INTEGER NOT NULL,
    action TEXT NOT NULL CHECK (action IN ('edit', 'undo', 'redo')),
    subject TEXT NOT NULL CHECK (subject IN ('mark', 'note', 'remark', 'citations')),
    target TEXT NOT NULL,
    old TEXT NOT NULL,
    new TEXT NOT NULL,
    who TEXT NOT NULL,
    at TEXT NOT NULL,
    PRIMARY KEY (sheet, seq)
) STRICT, WITHOUT ROWID
""",
    (
        "INSERT INTO journal SELECT sheet, seq, action, subject, target, old, new, who, at"
        " FROM journal_before_citations"
    ),
    "DROP TABLE journal_before_citations",
    """
CREATE TABLE citations (
    sheet INTEGER NOT NULL REFERENCES sheets (number),
    criterion TEXT NOT NULL,
    citations TEXT NOT NULL,
    PRIMARY KEY (sheet, criterion)
) STRICT, WITHOUT ROWID
""",
)

_TABLES = """
CREATE TABLE schemes (
    digest TEXT PRIMARY KEY,
    source BLOB NOT NULL
) STRICT;

CREATE TABLE packages (
    number INTEGER PRIMARY KEY,
    id TEXT NOT NULL,
    revision INTEGER NOT NULL,
    current INTEGER NOT NULL CHECK (current IN (0, 1)),
    digest TEXT NOT NULL,
    issued TEXT NOT NULL,
    received TEXT NOT NULL,
    campaign TEXT NOT NULL,
    campaign_title TEXT NOT NULL,
    stage TEXT NOT NULL,
    due TEXT NOT NULL,
    fictitious INTEGER NOT NULL CHECK (fictitious IN (0, 1)),
    scheme_digest TEXT NOT NULL REFERENCES schemes (digest),
    protocol_digest TEXT NOT NULL,
    experts TEXT NOT NULL,
    UNIQUE (id, revision)
) STRICT;

CREATE UNIQUE INDEX packages_one_current ON packages (id) WHERE current = 1;

CREATE TABLE applications (
    number INTEGER PRIMARY KEY,
    package INTEGER NOT NULL REFERENCES packages (number),
    id TEXT NOT NULL,
    organisation TEXT NOT NULL,
    site TEXT NOT NULL,
    title TEXT NOT NULL,
    sector TEXT NOT NULL,
    intended_grade TEXT NOT NULL,
    form_values TEXT NOT NULL,
    UNIQUE (package, id)
) STRICT;

CREATE TABLE documents (
    number INTEGER PRIMARY KEY,
    application INTEGER NOT NULL REFERENCES applications (number),
    id TEXT NOT NULL,
    title TEXT NOT NULL,
    kind TEXT NOT NULL,
    path TEXT NOT NULL,
    media TEXT NOT NULL,
    size INTEGER NOT NULL,
    sha256 TEXT NOT NULL,
    UNIQUE (application, id)
) STRICT;

CREATE TABLE sheets (
    number INTEGER PRIMARY KEY,
    campaign TEXT NOT NULL,
    application TEXT NOT NULL,
    stage TEXT NOT NULL,
    UNIQUE (campaign, application, stage)
) STRICT;

CREATE TABLE journal (
    sheet INTEGER NOT NULL REFERENCES sheets (number),
    seq INTEGER NOT NULL,
    action TEXT NOT NULL CHECK (action IN ('edit', 'undo', 'redo')),
    subject TEXT NOT NULL CHECK (subject IN ('mark', 'note', 'remark')),
    target TEXT NOT NULL,
    old TEXT NOT NULL,
    new TEXT NOT NULL,
    who TEXT NOT NULL,
    at TEXT NOT NULL,
    PRIMARY KEY (sheet, seq)
) STRICT, WITHOUT ROWID;

CREATE TABLE entries (
    sheet INTEGER NOT NULL REFERENCES sheets (number),
    criterion TEXT NOT NULL,
    mark TEXT NOT NULL DEFAULT '{}',
    note TEXT NOT NULL DEFAULT '',
    PRIMARY KEY (sheet, criterion)
) STRICT, WITHOUT ROWID;

CREATE TABLE remarks (
    sheet INTEGER NOT NULL REFERENCES sheets (number),
    remark TEXT NOT NULL,
    text TEXT NOT NULL,
    PRIMARY KEY (sheet, remark)
) STRICT, WITHOUT ROWID;

CREATE TABLE settings (
    name TEXT PRIMARY KEY,
    value TEXT NOT NULL
) STRICT, WITHOUT ROWID;
"""

# The number of steps: a database that says more comes from a newer program.
VERSION = len(MIGRATIONS.pending(Database(memory=True)))
