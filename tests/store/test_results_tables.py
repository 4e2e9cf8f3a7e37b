"""What came back only grows: no row of it is changed or deleted, whatever a program tries."""

from pathlib import Path

import pytest
from results_builders import CAMPAIGN, OTHER, SAID, campaign, panel, sheet, take

from evaluator_app.services import results, results_files
from evaluator_app.store.result_tables import RESULT_TABLES


def test_rows_of_results_stay_as_they_were_written(tmp_path: Path) -> None:
    """Packages, files, removals and choices."""
    with campaign(tmp_path) as ws:
        take(ws, *panel(tmp_path), sheet(tmp_path, "other.xlsx", 0, OTHER))
        rivals = results.merged(ws, CAMPAIGN, allow_unsigned=True).rivals[0]
        results_files.choose(ws, CAMPAIGN, rivals.sheets[0].digest, SAID)
        results_files.remove(ws, CAMPAIGN, rivals.sheets[1].digest, SAID)
        for table in RESULT_TABLES:
            assert ws.db.table(table).count
            with pytest.raises(Exception, match=f"{table} only grows"):
                ws.db.table(table).delete_where()
            key, *_ = ws.db.table(table).columns
            row = next(ws.db.table(table).rows)
            with pytest.raises(Exception, match=f"{table} only grows"):
                ws.db.table(table).update(row[key.name], row)
