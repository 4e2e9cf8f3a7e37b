"""Commands: identity new, card, authority, issue, import, revoke, trust."""

import argparse
from collections.abc import Callable
from dataclasses import asdict
from datetime import date
from pathlib import Path

from evaluator_app.cli.output import DONE, give, say
from evaluator_app.domain.expert import Expert
from evaluator_app.domain.trust import Certified, Standing, Trust, grouped, moment, standing
from evaluator_app.services import clock, identities
from evaluator_app.services.identities import KeyFile, Term
from evaluator_app.services.places import Places
from evaluator_app.wording.fingerprints import in_words
from evaluator_app.wording.language import text
from evaluator_app.wording.trust import standing_words, who

Action = Callable[[argparse.Namespace, Places], int]


def add_commands(group: argparse.ArgumentParser) -> None:
    """The sub-commands of `identity`."""
    commands = group.add_subparsers(dest="name_of_command", required=True)

    def command(name: str, action: Action, about: str) -> argparse.ArgumentParser:
        parser = commands.add_parser(name, help=about)
        parser.set_defaults(command=action)
        parser.add_argument("--json", action="store_true", help=text("machine-readable output"))
        return parser

    _add_experts(command)
    _add_secretariats(command)


def _add_experts(command: Callable[[str, Action, str], argparse.ArgumentParser]) -> None:
    new = command("new", _new, text("a key of one's own, protected by a passphrase"))
    _add_owner(new, "me.p12")
    card = command("card", _card, text("the enrolment card for the secretariat"))
    card.add_argument("-o", dest="out", metavar="CARD.json", type=Path, required=True)
    card.add_argument("--pdf", metavar="CARD.pdf", type=Path, help=text("the card as a page to print"))
    _add_key(card, "--identity")
    age = command("age", _age, text("its key for the age program, to open sealed packages without this one"))
    age.add_argument("-o", dest="out", metavar="ME.age", type=Path, required=True)
    _add_key(age, "--identity")
    taking = command("import", _import, text("the certificate the secretariat issued"))
    taking.add_argument("certificate", metavar="CERTIFICATE.pem", type=Path)
    _add_key(taking, "--identity")


def _add_secretariats(command: Callable[[str, Action, str], argparse.ArgumentParser]) -> None:
    making = command("authority", _authority, text("the secretariat's own authority"))
    _add_owner(making, "authority.p12")
    issuing = command("issue", _issue, text("a certificate for an enrolment card"))
    issuing.add_argument("card", metavar="CARD.json", type=Path)
    issuing.add_argument("-o", dest="out", metavar="CERTIFICATE.pem", type=Path, required=True)
    issuing.add_argument("--from", dest="first", metavar="YYYY-MM-DD", type=date.fromisoformat)
    last = issuing.add_mutually_exclusive_group()
    last.add_argument("--until", dest="last", metavar="YYYY-MM-DD", type=date.fromisoformat)
    last.add_argument("--years", metavar="N", type=int, choices=range(1, 11), default=identities.YEARS)
    _add_key(issuing, "--authority")
    revoking = command("revoke", _revoke, text("take a certificate back"))
    revoking.add_argument("certificate", metavar="CERTIFICATE", help=text("its file or its fingerprint"))
    revoking.add_argument("--reason", default="")
    _add_key(revoking, "--authority")
    showing = command("trust", _trust, text("what a trust list says"))
    showing.add_argument("list", metavar="X.evtrust", type=Path)


def _add_owner(parser: argparse.ArgumentParser, example: str) -> None:
    parser.add_argument("--name", required=True)
    parser.add_argument("--organisation", default="")
    parser.add_argument("-o", dest="key", metavar=example, type=Path, required=True)
    parser.add_argument("--passphrase-file", metavar="F", type=Path, required=True)


def _add_key(parser: argparse.ArgumentParser, option: str) -> None:
    parser.add_argument(option, dest="key", metavar="F.p12", type=Path, required=True)
    parser.add_argument("--passphrase-file", metavar="F", type=Path, required=True)


def _key(options: argparse.Namespace) -> KeyFile:
    passphrase = identities.read_passphrase(options.passphrase_file)
    return KeyFile(path=options.key, passphrase=passphrase)


def _owner(options: argparse.Namespace) -> Expert:
    return Expert(name=options.name, organisation=options.organisation)


def _new(options: argparse.Namespace, _: Places) -> int:
    file = _key(options)
    made = identities.create(file, _owner(options))
    say(text("New identity of {name}: {path}", name=made.name, path=options.key))
    say(text("Keep the file and its passphrase safe. Nobody can recover a lost passphrase."))
    return _give_certified(made, options)


def _card(options: argparse.Namespace, _: Places) -> int:
    card = identities.write_card(_key(options).load(), options.out, options.pdf)
    say(text("Enrolment card of {name}: {path}", name=card.expert.name, path=options.out))
    _say_fingerprint(card.fingerprint)
    if options.json:
        give({"fingerprint": card.fingerprint, "digits": grouped(card.fingerprint)})
    return DONE


def _age(options: argparse.Namespace, _: Places) -> int:
    key = identities.write_age_key(_key(options), options.out)
    say(text("Written: {file}", file=options.out))
    if options.json:
        give({"file": str(options.out), "recipient": key.recipient})
    return DONE


def _import(options: argparse.Namespace, _: Places) -> int:
    taken = identities.import_certificate(_key(options), options.certificate)
    say(text("The certificate of {name} is in your identity now.", name=taken.name))
    return _give_certified(taken, options)


def _authority(options: argparse.Namespace, _: Places) -> int:
    trust = identities.create_authority(_key(options), _owner(options), clock.now())
    listed = identities.trust_list_of(options.key)
    say(text("New authority of {name}: {path}", name=trust.authority.name, path=options.key))
    say(text("Its trust list: {path}", path=listed))
    return _give_certified(trust.authority, options)


def _issue(options: argparse.Namespace, _: Places) -> int:
    register, card = identities.open_register(_key(options)), identities.read_card(options.card)
    say(text("Enrolment card of {name}:", name=who(card.expert.name, card.expert.organisation)))
    _say_fingerprint(card.fingerprint)
    say(text("Compare these by telephone before you hand out the certificate."))
    term = Term(first=options.first, last=options.last, years=options.years)
    issued = identities.issue(register, card, term, options.out, clock.now())
    say(text("Certificate written: {path}", path=options.out))
    return _give_certified(issued, options)


def _revoke(options: argparse.Namespace, _: Places) -> int:
    register = identities.open_register(_key(options))
    trust = identities.revoke(register, options.certificate, options.reason, clock.now())
    say(text("Revoked. Hand out the new trust list: {path}", path=register.path))
    return _give_trust(trust, options)


def _trust(options: argparse.Namespace, _: Places) -> int:
    return _give_trust(identities.read_trust(options.list), options)


def _give_certified(one: Certified, options: argparse.Namespace) -> int:
    say(_line(one))
    if options.json:
        give(asdict(one))
    return DONE


def _give_trust(trust: Trust, options: argparse.Namespace) -> int:
    say(text("Trust list {number} of {name}", number=trust.number, name=trust.authority.name))
    _say_fingerprint(trust.authority.fingerprint)
    at = moment(trust, identities.utc_now())
    found = {one.fingerprint: standing(trust, one.fingerprint, at) for one in trust.issued}
    for one in trust.issued:
        say(f"{_line(one)}  {standing_words(found[one.fingerprint])}")
    if options.json:
        give({**asdict(trust), "issued": [_with_standing(one, found) for one in trust.issued]})
    return DONE


def _with_standing(one: Certified, found: dict[str, Standing]) -> dict[str, object]:
    return {**asdict(one), "standing": found[one.fingerprint].value}


def _line(one: Certified) -> str:
    term = text("from {begin} to {end}", begin=one.not_before[:10], end=one.not_after[:10])
    return f"{one.name}  {one.organisation}  {term}  {one.fingerprint}"


def _say_fingerprint(fingerprint: str) -> None:
    say(text("Fingerprint: {digits}", digits=grouped(fingerprint)))
    say(text("In words: {words}", words=in_words(fingerprint)))
