"""The tables of campaigns and of the record of their procedure, as migration step 6 makes them."""

CAMPAIGN_TABLES = (
    """
CREATE TABLE campaigns (
    id TEXT PRIMARY KEY,
    title TEXT NOT NULL,
    year INTEGER NOT NULL,
    scheme TEXT NOT NULL,
    scheme_digest TEXT NOT NULL REFERENCES schemes (digest),
    stage TEXT NOT NULL,
    created TEXT NOT NULL
) STRICT
""",
    """
CREATE TABLE step_dates (
    campaign TEXT NOT NULL REFERENCES campaigns (id),
    step TEXT NOT NULL,
    first TEXT NOT NULL,
    last TEXT NOT NULL,
    PRIMARY KEY (campaign, step)
) STRICT, WITHOUT ROWID
""",
)
STEP_RECORDS = """
CREATE TABLE step_records (
    number INTEGER PRIMARY KEY,
    campaign TEXT NOT NULL REFERENCES campaigns (id),
    application TEXT NOT NULL,
    step TEXT NOT NULL,
    day TEXT NOT NULL,
    result TEXT NOT NULL CHECK (result IN ('done', 'not_passed', 'noted')),
    who TEXT NOT NULL,
    papers TEXT NOT NULL,
    note TEXT NOT NULL,
    recorded_by TEXT NOT NULL,
    recorded_at TEXT NOT NULL
) STRICT
"""
