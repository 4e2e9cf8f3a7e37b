"""sqlite-utils, loaded without numpy: it would only teach it types of columns that no table here has.

numpy comes with the charts; loading it with the workspace would add a tenth of a second to every start.
"""

import sys

_MODULE = "numpy"
_hidden = _MODULE not in sys.modules
if _hidden:
    sys.modules[_MODULE] = None  # type: ignore[assignment] # how Python is told that a module cannot be had

from sqlite_utils import Database, Migrations  # noqa: E402 - after numpy is hidden

if _hidden:
    del sys.modules[_MODULE]

__all__ = ["Database", "Migrations"]
