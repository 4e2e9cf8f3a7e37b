"""The tables of what came back from experts, and of packages to merge it by (migration step 10)."""

RESULT_TABLES = {
    "package_data": """
CREATE TABLE package_data (
    number INTEGER PRIMARY KEY,
    campaign TEXT NOT NULL REFERENCES campaigns (id),
    digest TEXT NOT NULL,
    data BLOB NOT NULL,
    who TEXT NOT NULL,
    at TEXT NOT NULL,
    UNIQUE (campaign, digest)
) STRICT
""",
    # Only of files that could be read: of the others the digest and the reason are enough.
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
    digest TEXT NOT NULL,
    name TEXT NOT NULL,
    found BLOB NOT NULL,
    who TEXT NOT NULL,
    at TEXT NOT NULL
) STRICT
""",
    "removed_files": """
CREATE TABLE removed_files (
    number INTEGER PRIMARY KEY,
    campaign TEXT NOT NULL REFERENCES campaigns (id),
    digest TEXT NOT NULL,
    until INTEGER NOT NULL,
    reason TEXT NOT NULL,
    who TEXT NOT NULL,
    at TEXT NOT NULL
) STRICT
""",
    "sheet_choices": """
CREATE TABLE sheet_choices (
    number INTEGER PRIMARY KEY,
    campaign TEXT NOT NULL REFERENCES campaigns (id),
    chosen TEXT NOT NULL,
    over TEXT NOT NULL,
    reason TEXT NOT NULL,
    who TEXT NOT NULL,
    at TEXT NOT NULL
) STRICT
""",
}
