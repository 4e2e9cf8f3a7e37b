"""The tables of what was taken in, as migration step 9 makes them."""

# They only grow. Of forms they name fields and documents but hold no value.
INTAKE_TABLES = {
    "intake_events": """
CREATE TABLE intake_events (
    number INTEGER PRIMARY KEY,
    campaign TEXT NOT NULL REFERENCES campaigns (id),
    application TEXT NOT NULL,
    kind TEXT NOT NULL CHECK (kind IN ('new', 'changed', 'late', 'recommended')),
    file TEXT NOT NULL,
    sha256 TEXT NOT NULL,
    received TEXT NOT NULL,
    fields TEXT NOT NULL,
    documents TEXT NOT NULL,
    who TEXT NOT NULL,
    at TEXT NOT NULL
) STRICT
""",
    "recommendations": """
CREATE TABLE recommendations (
    number INTEGER PRIMARY KEY,
    campaign TEXT NOT NULL REFERENCES campaigns (id),
    recommender TEXT NOT NULL,
    file TEXT NOT NULL,
    sha256 TEXT NOT NULL,
    listed TEXT NOT NULL,
    who TEXT NOT NULL,
    at TEXT NOT NULL
) STRICT
""",
}
