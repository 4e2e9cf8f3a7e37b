"""Letters and certificates from Word templates that the secretariat can edit, filled in by docxtpl."""

import io
import logging
import zipfile
from collections.abc import Mapping
from pathlib import Path

from docxtpl import DocxTemplate
from jinja2 import StrictUndefined
from jinja2.sandbox import SandboxedEnvironment

from evaluator_app.domain.codes import Code
from evaluator_app.domain.problems import Refused, problem
from evaluator_app.exchange.small_files import read_small

LARGEST = 16 << 20  # bytes of a template with its pictures


def filled(template: Path, values: Mapping[str, object]) -> bytes:
    """A Word document: the template with `{{ name }}` and loops filled in; values are text, never markup.

    Refused where the template asks for a name that is not there, is no Word document, or has macros.
    """
    data = read_small(template, Code.TEMPLATE_INVALID, LARGEST, reason="16 MiB")
    # A sandbox, since a template may come from anybody; a misspelt name is told, never left empty.
    environment = SandboxedEnvironment(undefined=StrictUndefined, autoescape=True)
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as parts:
            macros = [name for name in parts.namelist() if name.lower().endswith("vbaproject.bin")]
        document = DocxTemplate(io.BytesIO(data))
        document.render(dict(values), environment)
        out = io.BytesIO()
        document.save(out)
    except Exception as error:  # libraries answer a faulty template with whatever they trip over
        logging.getLogger(__name__).debug("docxtpl: %r", error)
        raise _invalid(template, str(error)) from error
    if macros:
        raise _invalid(template, macros[0])
    return out.getvalue()


def _invalid(template: Path, reason: str) -> Refused:
    return Refused([problem(Code.TEMPLATE_INVALID, str(template), reason=reason)])
