"""Sealed packages for tests: a panel of three with age keys, and the package sealed for it."""

from dataclasses import replace
from functools import cache
from pathlib import Path

from identity_builders import FIRST, NOW, PASSPHRASE, SECOND, key_file, secretariat, trust_list
from package_builders import CAMPAIGN, FORMS, SMALL, Changes, source
from package_builders import SECOND as SECOND_APPLICATION

from evaluator_app.domain.expert import Expert
from evaluator_app.domain.trust import Certified, Trust
from evaluator_app.exchange.age_keys import AgeKey, age_key_of
from evaluator_app.exchange.identity_file import Identity, opened_identity
from evaluator_app.services import sealing

THIRD = Expert(name="示例专家丙", organisation="示例研究院")
PANEL = (FIRST, SECOND, THIRD)
EXPERTS = "".join(
    f'\n[[experts]]\nname = "{one.name}"\norganisation = "{one.organisation}"\n' for one in PANEL
)
SEALED: Changes = {
    **SMALL,
    "campaign.toml": CAMPAIGN[: CAMPAIGN.index("\n[[experts]]")].replace("saq-0005-2023", "scheme.toml")
    + EXPERTS,
    "A-002/application.toml": f'recused = ["{SECOND.name}"]\n' + SECOND_APPLICATION,
}


@cache
def identity_of(expert: Expert) -> Identity:
    """The identity of an expert."""
    return opened_identity(key_file(expert), PASSPHRASE, "me.p12")


def key_of(expert: Expert) -> AgeKey:
    """The age key of an expert."""
    return age_key_of(identity_of(expert))


def listed(expert: Expert, number: int, recipient: str) -> Certified:
    """A certificate good for years, as a trust list has it."""
    return Certified(
        name=expert.name,
        organisation=expert.organisation,
        fingerprint=f"{number:064x}",
        not_before="2024-01-01T00:00:00Z",
        not_after="2029-01-01T00:00:00Z",
        recipient=recipient,
    )


def panel_trust() -> Trust:
    """The trust list that names the panel."""
    issued = (listed(one, number, key_of(one).recipient) for number, one in enumerate(PANEL, start=1))
    return replace(trust_list(), issued=tuple(issued))


def sender(trust: Trust | None = None) -> sealing.Sender:
    """The secretariat."""
    return sealing.Sender(signer=secretariat(), trust=trust or panel_trust(), now=NOW)


def seal(folder: Path, changes: Changes = SEALED, trust: Trust | None = None) -> Path:
    """A sealed package."""
    path = folder / "sealed.evpkg"
    sealing.build_sealed(source(folder / "src", changes), FORMS, path, sender(trust))
    return path
