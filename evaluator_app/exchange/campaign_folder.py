"""The folder of a campaign: campaign.toml and the scheme it is locked to, laid out for its applications."""

from pathlib import Path

import tomli_w

from evaluator_app.domain.campaigns import CampaignPlan
from evaluator_app.domain.codes import Code
from evaluator_app.domain.problems import Refused, problem
from evaluator_app.domain.scheme import LoadedScheme
from evaluator_app.exchange.safe_writing import make_folder, new_file
from evaluator_app.exchange.scheme_file import FILE_NAME, read_scheme_file
from evaluator_app.exchange.source_folder import CAMPAIGN_FILE, read_campaign


def prepare(folder: Path, plan: CampaignPlan, scheme: LoadedScheme) -> None:
    """Make a folder ready for a campaign; one that is ready stays as it is, one of another is refused."""
    make_folder(folder)
    if (folder / CAMPAIGN_FILE).exists():
        _check(folder, plan, scheme)
        return
    said = {
        "id": plan.id,
        "title": plan.title,
        "scheme": FILE_NAME,
        "stage": plan.stage,
        "package": plan.id,
    }
    with new_file(folder / FILE_NAME) as stream:
        stream.write(scheme.source)
    with new_file(folder / CAMPAIGN_FILE) as stream:
        stream.write(tomli_w.dumps(said).encode())


def _check(folder: Path, plan: CampaignPlan, scheme: LoadedScheme) -> None:
    found = read_campaign(folder)
    own = folder / found.scheme
    other = own.suffix == ".toml" and read_scheme_file(own).digest != scheme.digest
    if found.id != plan.id or other or (own.suffix != ".toml" and found.scheme != plan.scheme):
        raise Refused([problem(Code.CAMPAIGN_FOLDER_TAKEN, str(folder), name=found.id)])
