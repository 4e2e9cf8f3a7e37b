"""The tables of certificates, of what happened to them and of what was made public, as step 12 makes them."""

# All of them only grow: a correction is another row.
REGISTER_TABLES = {
    "certificates": """
CREATE TABLE certificates (
    number TEXT PRIMARY KEY,
    series TEXT NOT NULL,
    serial INTEGER NOT NULL CHECK (serial > 0),
    campaign TEXT NOT NULL REFERENCES campaigns (id),
    application TEXT NOT NULL,
    organisation TEXT NOT NULL,
    site TEXT NOT NULL,
    boundary TEXT NOT NULL,
    field TEXT NOT NULL,
    title TEXT NOT NULL,
    grade TEXT NOT NULL,
    basis TEXT NOT NULL,
    issuer TEXT NOT NULL,
    decided_on TEXT NOT NULL,
    issued_on TEXT NOT NULL,
    until TEXT NOT NULL,
    code TEXT NOT NULL,
    replaces TEXT NOT NULL,
    who TEXT NOT NULL,
    at TEXT NOT NULL,
    UNIQUE (series, serial)
) STRICT
""",
    "certificate_events": """
CREATE TABLE certificate_events (
    number INTEGER PRIMARY KEY,
    certificate TEXT NOT NULL REFERENCES certificates (number),
    kind TEXT NOT NULL,
    day TEXT NOT NULL,
    state TEXT NOT NULL,
    sanction TEXT NOT NULL,
    causes TEXT NOT NULL,
    occurred TEXT NOT NULL,
    confirmed_by TEXT NOT NULL,
    grade TEXT NOT NULL,
    successor TEXT NOT NULL,
    due TEXT NOT NULL,
    until TEXT NOT NULL,
    paper TEXT NOT NULL,
    note TEXT NOT NULL,
    recorded_by TEXT NOT NULL,
    recorded_at TEXT NOT NULL
) STRICT
""",
    "consents": """
CREATE TABLE consents (
    number INTEGER PRIMARY KEY,
    campaign TEXT NOT NULL REFERENCES campaigns (id),
    party TEXT NOT NULL CHECK (party IN ('applicant', 'secretariat')),
    scope TEXT NOT NULL CHECK (scope IN ('results', 'promotion')),
    day TEXT NOT NULL,
    application TEXT NOT NULL,
    given INTEGER NOT NULL CHECK (given IN (0, 1)),
    paper TEXT NOT NULL,
    recorded_by TEXT NOT NULL,
    recorded_at TEXT NOT NULL
) STRICT
""",
    "violations": """
CREATE TABLE violations (
    number INTEGER PRIMARY KEY,
    report INTEGER NOT NULL CHECK (report > 0),
    step TEXT NOT NULL CHECK (step IN ('received', 'noted', 'closed')),
    day TEXT NOT NULL,
    about TEXT NOT NULL,
    source TEXT NOT NULL,
    words TEXT NOT NULL,
    recorded_by TEXT NOT NULL,
    recorded_at TEXT NOT NULL
) STRICT
""",
    "materials": """
CREATE TABLE materials (
    number INTEGER PRIMARY KEY,
    campaign TEXT NOT NULL REFERENCES campaigns (id),
    application TEXT NOT NULL,
    day TEXT NOT NULL,
    section TEXT NOT NULL,
    words TEXT NOT NULL,
    file TEXT NOT NULL,
    sha256 TEXT NOT NULL,
    recorded_by TEXT NOT NULL,
    recorded_at TEXT NOT NULL
) STRICT
""",
    "publications": """
CREATE TABLE publications (
    number INTEGER PRIMARY KEY,
    campaign TEXT NOT NULL,
    kind TEXT NOT NULL,
    file TEXT NOT NULL,
    sha256 TEXT NOT NULL,
    applications TEXT NOT NULL,
    who TEXT NOT NULL,
    at TEXT NOT NULL
) STRICT
""",
}
