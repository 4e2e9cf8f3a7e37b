"""The table of lists of organisations that may not take part (migration step 14)."""

# It only grows: a later import of a list takes the place of the earlier one, and both are kept.
LIST_TABLES = {
    "exclusion_lists": """
CREATE TABLE exclusion_lists (
    campaign TEXT NOT NULL REFERENCES campaigns (id),
    number INTEGER NOT NULL,
    title TEXT NOT NULL,
    file TEXT NOT NULL,
    sha256 TEXT NOT NULL,
    taken TEXT NOT NULL,
    names TEXT NOT NULL,
    day TEXT NOT NULL,
    who TEXT NOT NULL,
    at TEXT NOT NULL,
    PRIMARY KEY (campaign, number)
) STRICT
""",
}
