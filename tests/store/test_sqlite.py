"""What opening a workspace loads."""

import subprocess
import sys

WITHOUT = """
import sys
import evaluator_app.store.workspace
assert "numpy" not in sys.modules
import numpy
"""


def test_a_workspace_opens_without_numpy_which_can_be_had_afterwards() -> None:
    """The start has a budget; charts come later."""
    subprocess.run([sys.executable, "-W", "error", "-c", WITHOUT], check=True)
