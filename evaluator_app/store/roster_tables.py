"""The tables of the roster and of panels, as migration step 8 makes them."""

ROSTER_TABLES = (
    """
CREATE TABLE members (
    id TEXT PRIMARY KEY,
    data TEXT NOT NULL
) STRICT, WITHOUT ROWID
""",
)

# These only grow. They name people by id alone, so that personal data can be removed from `members`.
GROWING_TABLES = {
    "member_events": """
CREATE TABLE member_events (
    number INTEGER PRIMARY KEY,
    member TEXT NOT NULL,
    change TEXT NOT NULL CHECK (change IN ('new', 'changed', 'removed')),
    reason TEXT NOT NULL,
    who TEXT NOT NULL,
    at TEXT NOT NULL
) STRICT
""",
    "assignment_events": """
CREATE TABLE assignment_events (
    number INTEGER PRIMARY KEY,
    campaign TEXT NOT NULL REFERENCES campaigns (id),
    stage TEXT NOT NULL,
    application TEXT NOT NULL,
    member TEXT NOT NULL,
    kind TEXT NOT NULL CHECK (kind IN ('assigned', 'released', 'chair')),
    reason TEXT NOT NULL,
    who TEXT NOT NULL,
    at TEXT NOT NULL
) STRICT
""",
    "issues": """
CREATE TABLE issues (
    number INTEGER PRIMARY KEY,
    campaign TEXT NOT NULL REFERENCES campaigns (id),
    stage TEXT NOT NULL,
    package TEXT NOT NULL,
    revision INTEGER NOT NULL,
    digest TEXT NOT NULL,
    file TEXT NOT NULL,
    members TEXT NOT NULL,
    contents TEXT NOT NULL,
    kind TEXT NOT NULL CHECK (kind IN ('issued', 'withdrawn')),
    who TEXT NOT NULL,
    at TEXT NOT NULL
) STRICT
""",
}
