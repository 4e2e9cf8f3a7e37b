"""Writing application.toml from a form that was taken in; what people wrote into it besides stays."""

import tomllib
from pathlib import Path
from typing import Any

import tomli_w

from evaluator_app.domain.application import Application
from evaluator_app.exchange.safe_writing import make_folder, new_file, replace_file
from evaluator_app.exchange.source_folder import APPLICATION_FILE


def write_application(campaign: Path, application: Application, place: str = "") -> Path:
    """The file of an application, new or with its values replaced; whole or not at all.

    `place` is where it lies already, below the campaign's folder.
    """
    path = campaign / (place or f"{application.id}/{APPLICATION_FILE}")
    raw: dict[str, Any] = tomllib.loads(path.read_text("utf-8-sig")) if place else {}
    said = {
        "id": application.id,
        "organisation": application.organisation,
        "site": application.site,
        "title": application.title,
        "sector": application.sector,
        "intended_grade": application.intended_grade,
    }
    rest = {name: value for name, value in raw.items() if name not in {*said, "values"}}
    whole = {**said, "values": dict(application.values), **rest}
    make_folder(path.parent)
    with (replace_file if place else new_file)(path) as stream:
        stream.write(tomli_w.dumps(whole).encode())
    return path
