"""The only late importer: a module that is imported when something of it is first used.

Start-up shows the window before spreadsheets, PDF and the store are loaded. Users write

    if TYPE_CHECKING:
        from evaluator_app.services import sheets
    else:
        sheets = late("evaluator_app.services.sheets")

so that types stay checked and the layer test sees the import.
"""

from importlib import import_module
from types import ModuleType


class _Late(ModuleType):
    def __getattr__(self, name: str) -> object:
        return getattr(import_module(self.__name__), name)


def late(module: str) -> ModuleType:
    """A stand-in for a module; the first use of an attribute imports it, from any thread."""
    return _Late(module)
