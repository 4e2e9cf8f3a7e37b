"""The tables of closed campaigns and of removed personal data, as migration step 13 makes them."""

CARE_TABLES = {
    "campaign_closings": """
CREATE TABLE campaign_closings (
    number INTEGER PRIMARY KEY,
    campaign TEXT NOT NULL REFERENCES campaigns (id),
    kind TEXT NOT NULL CHECK (kind IN ('closed', 'reopened')),
    digest TEXT NOT NULL,
    file TEXT NOT NULL,
    reason TEXT NOT NULL,
    who TEXT NOT NULL,
    at TEXT NOT NULL
) STRICT
""",
    # what was removed is named by its id alone
    "removals": """
CREATE TABLE removals (
    number INTEGER PRIMARY KEY,
    what TEXT NOT NULL CHECK (what IN ('roster', 'applications')),
    subject TEXT NOT NULL,
    clause TEXT NOT NULL,
    years INTEGER NOT NULL,
    who TEXT NOT NULL,
    at TEXT NOT NULL
) STRICT
""",
}
