"""The tables of pledges, declarations, returns and sealed documents, as migration step 5 makes them."""

DECLARATION_TABLES = {
    "pledges": """
CREATE TABLE pledges (
    number INTEGER PRIMARY KEY,
    campaign TEXT NOT NULL,
    name TEXT NOT NULL,
    organisation TEXT NOT NULL,
    role TEXT NOT NULL CHECK (role IN ('expert', 'staff', 'other')),
    words TEXT NOT NULL,
    at TEXT NOT NULL
) STRICT
""",
    "declarations": """
CREATE TABLE declarations (
    number INTEGER PRIMARY KEY,
    campaign TEXT NOT NULL,
    application TEXT NOT NULL,
    kind TEXT NOT NULL CHECK (kind IN ('none', 'recused')),
    relation TEXT NOT NULL,
    reason TEXT NOT NULL,
    who TEXT NOT NULL,
    at TEXT NOT NULL
) STRICT
""",
    "returns": """
CREATE TABLE returns (
    number INTEGER PRIMARY KEY,
    campaign TEXT NOT NULL,
    digest TEXT NOT NULL,
    who TEXT NOT NULL,
    at TEXT NOT NULL
) STRICT
""",
}
SEALED_TABLE = """
CREATE TABLE sealed_documents (
    sha256 TEXT PRIMARY KEY,
    sealed TEXT NOT NULL
) STRICT, WITHOUT ROWID
"""
RECUSED_TRIGGER = """
CREATE TRIGGER journal_recused BEFORE INSERT ON journal
WHEN (
    SELECT kind FROM declarations JOIN sheets USING (campaign, application)
    WHERE sheets.number = NEW.sheet ORDER BY declarations.number DESC LIMIT 1
) = 'recused'
BEGIN SELECT RAISE(ABORT, 'a recused application is not scored'); END
"""
