"""The tables of what came from other machines by exchange files, as migration step 15 makes them."""

EXCHANGE_TABLES = {
    # which workspace a row was written in first, where that was another one
    "exchanged_rows": """
CREATE TABLE exchanged_rows (
    name TEXT NOT NULL,
    number INTEGER NOT NULL,
    campaign TEXT NOT NULL REFERENCES campaigns (id),
    origin TEXT NOT NULL,
    PRIMARY KEY (name, number)
) STRICT, WITHOUT ROWID
""",
    "exchanges": """
CREATE TABLE exchanges (
    number INTEGER PRIMARY KEY,
    campaign TEXT NOT NULL REFERENCES campaigns (id),
    kind TEXT NOT NULL CHECK (kind IN ('written', 'read', 'handed_over')),
    workspace TEXT NOT NULL,
    digest TEXT NOT NULL,
    signer TEXT NOT NULL,
    fingerprint TEXT NOT NULL,
    added INTEGER NOT NULL,
    who TEXT NOT NULL,
    at TEXT NOT NULL
) STRICT
""",
}
