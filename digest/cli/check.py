"""What is wrong with a message, and what the rules say."""

from __future__ import annotations

import dataclasses
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from digest.cli.edition import edition_of, settings_for, today
from digest.cli.options import edition_options, json_option, list_option, read_file
from digest.cli.output import COLORS, print_failures, print_findings, print_json, tally
from digest.errors import InputError, MessageError, UsageError
from digest.finding import Severity
from digest.wording import kilobytes

if TYPE_CHECKING:
    from collections.abc import Callable

    from digest.check import Report
    from digest.settings import Settings


@click.command()
@click.argument("sources", metavar="ARTICLE|DRAFT|MESSAGE.eml", nargs=-1)
@json_option
@click.option("--links", is_flag=True, help="Go and look where the links lead.")
@click.option("--rules", is_flag=True, help="List all rules.")
@click.option("--explain", metavar="RULE", help="Say what one rule is for, and where it comes from.")
@list_option
@edition_options
@click.pass_context
def check(
    ctx: click.Context,
    /,
    sources: tuple[str, ...],
    *,
    as_json: bool,
    links: bool,
    rules: bool,
    explain: str | None,
    **options: Any,
) -> None:
    """Check an article's edition, a draft, or a finished message from any program."""
    if rules or explain:
        _show_rules(explain, as_json=as_json)
        return
    if not sources:
        raise UsageError("Nothing to check.", remedy="Name an article, a draft or an .eml file.")
    settings = settings_for(ctx.obj, **options)
    report, failures = _report(sources, settings, links=links, **options)
    _print(report, as_json=as_json)
    print_failures(failures)
    if failures:
        ctx.exit(InputError.exit_code)
    if any(finding.severity is Severity.ERROR for finding in report.findings):
        ctx.exit(1)


def _report(
    sources: tuple[str, ...], settings: Settings, *, links: bool, **options: Any
) -> tuple[Report, list[InputError]]:
    """What the checks find, and the errors of the articles that can't be read."""
    from digest.fetch import probe as ask
    from digest.pipeline import prove

    probe = ask if links else None
    messages = [source for source in sources if Path(source).suffix.lower() == ".eml"]
    if messages and len(sources) > 1:
        raise UsageError(f"{messages[0]} is a message by itself.", remedy="Give it alone.")
    if messages:
        return _check_file(messages[0], settings, probe), []
    edition, failures = edition_of(sources, settings, **options)
    return prove(edition, settings, probe=probe).report, failures


def _check_file(path: str, settings: Settings, probe: Callable[[str], int] | None) -> Report:
    from digest.check import check as check_bytes

    data = read_file(path)
    try:
        return check_bytes(data, settings, on=today(settings), probe=probe)
    except MessageError as error:
        raise MessageError(f"{path}: {error.message}", remedy=error.remedy) from error


def _print(report: Report, *, as_json: bool) -> None:
    from digest.report import check_json

    if as_json:
        print_json([check_json(report)], several=False)
        return
    print_findings(report.findings)
    sizes = f"{kilobytes(report.html_bytes)} of HTML, {kilobytes(report.message_bytes)} as sent"
    click.echo(f"{report.subject}: {tally(report.findings)}; {sizes}")


def _show_rules(name: str | None, *, as_json: bool) -> None:
    from digest.check import RULES, explain

    if name:
        click.echo(explain(name))
    elif as_json:
        print_json([{"rules": [dataclasses.asdict(rule) for rule in RULES.values()]}], several=False)
    else:
        for rule in RULES.values():
            click.echo(f"{click.style(f'{rule.severity:<8}', fg=COLORS[rule.severity])}{rule.id:<30}{rule.about}")
