"""The tables of panels' meetings, the committee's decisions and their minutes."""

DECISION_TABLES = {
    "meetings": """
CREATE TABLE meetings (
    number INTEGER PRIMARY KEY,
    campaign TEXT NOT NULL REFERENCES campaigns (id),
    stage TEXT NOT NULL,
    application TEXT NOT NULL,
    basis TEXT NOT NULL,
    held TEXT NOT NULL,
    chair TEXT NOT NULL,
    members TEXT NOT NULL,
    points TEXT NOT NULL,
    recommendation TEXT NOT NULL,
    reason TEXT NOT NULL,
    dissents TEXT NOT NULL,
    opinion TEXT NOT NULL,
    recorded_by TEXT NOT NULL,
    recorded_at TEXT NOT NULL
) STRICT
""",
    "decisions": """
CREATE TABLE decisions (
    number INTEGER PRIMARY KEY,
    campaign TEXT NOT NULL REFERENCES campaigns (id),
    application TEXT NOT NULL,
    organisation TEXT NOT NULL,
    site TEXT NOT NULL,
    title TEXT NOT NULL,
    sector TEXT NOT NULL,
    merge TEXT NOT NULL,
    computed TEXT NOT NULL,
    consensus TEXT NOT NULL,
    decided TEXT NOT NULL,
    reason TEXT NOT NULL,
    day TEXT NOT NULL,
    chair TEXT NOT NULL,
    members TEXT NOT NULL,
    source TEXT NOT NULL,
    recorded_by TEXT NOT NULL,
    recorded_at TEXT NOT NULL
) STRICT
""",
    "minutes": """
CREATE TABLE minutes (
    number INTEGER PRIMARY KEY,
    campaign TEXT NOT NULL REFERENCES campaigns (id),
    digest TEXT NOT NULL,
    file TEXT NOT NULL,
    decisions TEXT NOT NULL,
    recorded_by TEXT NOT NULL,
    recorded_at TEXT NOT NULL
) STRICT
""",
}
