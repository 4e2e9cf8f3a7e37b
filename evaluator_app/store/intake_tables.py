"""The table of what was taken in, as migration step 9 makes it."""

# It only grows. It names fields and documents but holds no value of a form.
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
}
