"""The tables of packages issued and of what came back for them, as migration step 10 makes them."""

RESULT_TABLES = {
    "issued_packages": """
CREATE TABLE issued_packages (
    number INTEGER PRIMARY KEY,
    campaign TEXT NOT NULL REFERENCES campaigns (id),
    digest TEXT NOT NULL,
    package TEXT NOT NULL,
    revision INTEGER NOT NULL,
    stage TEXT NOT NULL,
    data BLOB NOT NULL,
    added_by TEXT NOT NULL,
    added_at TEXT NOT NULL,
    UNIQUE (campaign, package, revision)
) STRICT
""",
    "received_bytes": """
CREATE TABLE received_bytes (
    digest TEXT PRIMARY KEY,
    data BLOB NOT NULL
) STRICT
""",
    "received_files": """
CREATE TABLE received_files (
    number INTEGER PRIMARY KEY,
    campaign TEXT NOT NULL REFERENCES campaigns (id),
    digest TEXT NOT NULL REFERENCES received_bytes (digest),
    name TEXT NOT NULL,
    found BLOB NOT NULL,
    received_by TEXT NOT NULL,
    received_at TEXT NOT NULL
) STRICT
""",
    "removed_files": """
CREATE TABLE removed_files (
    number INTEGER PRIMARY KEY,
    campaign TEXT NOT NULL REFERENCES campaigns (id),
    digest TEXT NOT NULL REFERENCES received_bytes (digest),
    until INTEGER NOT NULL,
    reason TEXT NOT NULL,
    removed_by TEXT NOT NULL,
    removed_at TEXT NOT NULL
) STRICT
""",
    "sheet_choices": """
CREATE TABLE sheet_choices (
    number INTEGER PRIMARY KEY,
    campaign TEXT NOT NULL REFERENCES campaigns (id),
    chosen TEXT NOT NULL,
    over TEXT NOT NULL,
    reason TEXT NOT NULL,
    chosen_by TEXT NOT NULL,
    chosen_at TEXT NOT NULL
) STRICT
""",
}
