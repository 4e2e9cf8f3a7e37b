"""Commands: publication consent(s), results, material, promotion, recommendations, statistics, list."""

import argparse
from dataclasses import asdict
from pathlib import Path

from evaluator_app.cli.awards_option import add_awards, awards_of
from evaluator_app.cli.output import DONE, give, say
from evaluator_app.cli.table import table
from evaluator_app.cli.workspaces import add_workspace, opened
from evaluator_app.domain.campaign_counts import CampaignCounts
from evaluator_app.domain.consents import Consent, Party, Scope
from evaluator_app.domain.publication import Material
from evaluator_app.services import consents, publishing, register, templates
from evaluator_app.services.places import Places, own_folders
from evaluator_app.services.publishing import Kind, Leaving
from evaluator_app.wording.language import plural, text
from evaluator_app.wording.register import missing_words, party_titles, scope_titles

_Parsers = dict[str, argparse.ArgumentParser]


def add_commands(group: argparse.ArgumentParser) -> None:
    """What is made public of a campaign."""
    commands = group.add_subparsers(dest="command_name", required=True)
    about = {
        "consent": text("a consent to making something public, or its withdrawal"),
        "consents": text("every consent of a campaign"),
        "results": text("the results by field and grade, of those who consented"),
        "material": text("promotion material that came in"),
        "promotion": text("results that are promoted: what came in (.xlsx), or the summary (.docx)"),
        "recommendations": text("for each recommender the form with its applications"),
        "statistics": text("the campaign in figures"),
        "list": text("every file that was made to leave"),
    }
    made: _Parsers = {name: commands.add_parser(name, help=words) for name, words in about.items()}
    acts = (_consent, _consents, _results, _material, _promotion, _recommendations, _statistics, _list)
    for command, act in zip(made.values(), acts, strict=True):
        command.add_argument("campaign", metavar="ID")
        command.set_defaults(command=act)
        add_workspace(command)
    _add_consent(made["consent"])
    _add_material(made["material"])
    _add_files(made)


def _add_consent(command: argparse.ArgumentParser) -> None:
    command.add_argument("--party", choices=[one.value for one in Party], required=True)
    command.add_argument("--scope", choices=[one.value for one in Scope], default=Scope.RESULTS.value)
    only = text("once for each; without, the secretariat consents for all")
    command.add_argument("--application", metavar="ID", action="append", default=[], help=only)
    command.add_argument("--withdraw", action="store_true", help=text("the consent is taken back"))
    command.add_argument("--on", metavar="YYYY-MM-DD", default="")
    command.add_argument("--paper", default="", help=text("the letter or form that shows it"))
    command.add_argument("--by", required=True, help=text("who records this"))


def _add_material(command: argparse.ArgumentParser) -> None:
    command.add_argument("--application", metavar="ID", required=True)
    command.add_argument("--section", metavar="ID", default="")
    command.add_argument("--text", dest="words", default="")
    command.add_argument("--file", metavar="FILE", type=Path)
    command.add_argument("--on", metavar="YYYY-MM-DD", default="")
    command.add_argument("--by", required=True, help=text("who records this"))


def _add_files(made: _Parsers) -> None:
    for name in ("results", "promotion"):
        made[name].add_argument("--by", default="", help=text("who makes it public"))
        left = text("leave out those without consent, instead of refusing")
        made[name].add_argument("--leave-out", action="store_true", help=left)
        made[name].add_argument(
            "--template", metavar="X.docx", type=Path, help=text("a template of one's own")
        )
    for name, required in (("results", True), ("promotion", True), ("statistics", False)):
        add_awards(made[name], required=required)
    for name, kinds in (
        ("results", "X.docx|X.xlsx"),
        ("promotion", "X.docx|X.xlsx"),
        ("recommendations", "X.xlsx"),
        ("statistics", "X.xlsx"),
    ):
        made[name].add_argument("-o", dest="out", metavar=kinds, type=Path, required=name != "statistics")


def _consent(options: argparse.Namespace, _places: Places) -> int:
    said = [
        Consent(
            party=Party(options.party),
            scope=Scope(options.scope),
            day=options.on or register.today(),
            application=name,
            given=not options.withdraw,
            paper=options.paper,
            recorded_by=options.by,
        )
        for name in options.application or [""]
    ]
    with opened(options) as ws:
        consents.consent(ws, options.campaign, said)
        return _tell(consents.consents(ws, options.campaign), options)


def _consents(options: argparse.Namespace, _places: Places) -> int:
    with opened(options) as ws:
        return _tell(consents.consents(ws, options.campaign), options)


def _tell(found: tuple[Consent, ...], options: argparse.Namespace) -> int:
    head = (text("Application"), text("Party"), text("For"), text("Day"), text("Consent"), text("Paper"))
    rows = [
        (
            one.application or text("all"),
            party_titles()[one.party],
            scope_titles()[one.scope],
            one.day,
            text("given") if one.given else text("withdrawn"),
            one.paper,
        )
        for one in found
    ]
    for line in table(head, rows):
        say(line)
    if options.json:
        give(
            {
                "consents": [
                    {**asdict(one), "party": one.party.value, "scope": one.scope.value} for one in found
                ]
            }
        )
    return DONE


def _leaving(options: argparse.Namespace, places: Places, kind: Kind, name: str) -> Leaving:
    own = templates.own_templates(own_folders())
    return Leaving(
        out=options.out,
        kind=kind,
        who=options.by,
        campaign=options.campaign,
        template=options.template or templates.template(places, own, name),
        leave_out=options.leave_out,
    )


def _results(options: argparse.Namespace, places: Places) -> int:
    with opened(options) as ws:
        wanted = awards_of(ws, options)
        leaving = _leaving(options, places, Kind.RESULTS, publishing.RELEASE)
        groups = publishing.release(ws, leaving, wanted)
    count = sum(len(one.awards) for one in groups)
    say(plural("{count} result: {file}", "{count} results: {file}", count, file=options.out))
    if options.json:
        give(
            {
                "file": str(options.out),
                "groups": [
                    {
                        "field": one.field,
                        "grade": one.grade,
                        "applications": [each.application for each in one.awards],
                    }
                    for one in groups
                ],
            }
        )
    return DONE


def _material(options: argparse.Namespace, _places: Places) -> int:
    one = Material(
        application=options.application,
        day=options.on,
        section=options.section,
        words=options.words,
        file=str(options.file) if options.file else "",
        recorded_by=options.by,
    )
    with opened(options) as ws:
        kept = publishing.collect(ws, options.campaign, one)
    say(f"{kept.application}  {kept.day}  {kept.section}  {kept.words or kept.file}")
    if options.json:
        give(asdict(kept))
    return DONE


def _promotion(options: argparse.Namespace, places: Places) -> int:
    with opened(options) as ws:
        wanted = awards_of(ws, options)
        found = publishing.promotion(ws, options.campaign, wanted)
        if options.out.suffix.lower() == ".docx":
            leaving = _leaving(options, places, Kind.PROMOTION, publishing.SUMMARY)
            publishing.write_promotion(ws, leaving, wanted)
        else:
            publishing.write_promotion_list(ws, options.campaign, wanted, options.out)
    head = (text("Application"), text("Organisation"), text("Material"), text("Consent missing"))
    rows = [
        (
            one.award.application,
            one.award.organisation,
            str(len(one.materials)),
            missing_words(one.missing),
        )
        for one in found
    ]
    for line in table(head, rows):
        say(line)
    say(text("Written: {file}", file=options.out))
    if options.json:
        give({"file": str(options.out), "promoted": [one.award.application for one in found]})
    return DONE


def _recommendations(options: argparse.Namespace, _places: Places) -> int:
    with opened(options) as ws:
        count = publishing.write_recommendations(ws, options.campaign, options.out)
    say(plural("{count} recommender: {file}", "{count} recommenders: {file}", count, file=options.out))
    if options.json:
        give({"file": str(options.out), "recommenders": count})
    return DONE


def _statistics(options: argparse.Namespace, _places: Places) -> int:
    with opened(options) as ws:
        wanted = awards_of(ws, options)
        counts = publishing.statistics(ws, options.campaign, wanted)
        if options.out:
            publishing.write_statistics(ws, options.campaign, wanted, options.out)
    rows = [(text("Received"), str(counts.received), "")]
    rows += [(one.step.title, str(one.passed), str(one.not_passed)) for one in counts.steps]
    rows += [(name, str(number), "") for name, number in counts.by_grade]
    for line in table((text("Step or grade"), text("Number"), text("Not passed")), rows):
        say(line)
    if options.json:
        give(_counts(counts))
    return DONE


def _counts(counts: CampaignCounts) -> dict[str, object]:
    return {
        "received": counts.received,
        "steps": [
            {"step": one.step.id, "passed": one.passed, "not_passed": one.not_passed, "open": one.open}
            for one in counts.steps
        ],
        "decided": counts.decided,
        "by_grade": dict(counts.by_grade),
        "by_field": {name: list(numbers) for name, numbers in counts.by_field},
    }


def _list(options: argparse.Namespace, _places: Places) -> int:
    with opened(options) as ws:
        found = publishing.published(ws, options.campaign)
    for one in found:
        say(
            "  ".join(
                (one.at[:16], one.kind, one.file, one.sha256[:12], one.who, "、".join(one.applications))
            )
        )
    if options.json:
        give({"published": [asdict(one) for one in found]})
    return DONE
