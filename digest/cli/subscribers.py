"""People: add, import, export, erase, show."""

from __future__ import annotations

import dataclasses
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal

import click

from digest.cli.ask import answer
from digest.cli.options import json_option
from digest.cli.output import print_json
from digest.cli.sending import progress
from digest.errors import RefusedError, UsageError

if TYPE_CHECKING:
    from digest.lists import ImportReport
    from digest.settings import Settings

_SHOWN = 20  # refusals on a screen
_list_option = click.option("--list", "list_", metavar="NAME", required=True, help="The list.")


@click.group()
def subscribers() -> None:
    """Take people in, show what is held of them, and forget them."""


@subscribers.command()
@click.argument("address")
@_list_option
@click.option("--name", default="", help="What the person is called.")
@click.option("--set", "values", multiple=True, metavar="NAME=VALUE", help="language, timezone or an attribute.")
@click.pass_context
def add(ctx: click.Context, /, address: str, *, list_: str, name: str, values: tuple[str, ...]) -> None:
    """Put one person on a list."""
    from digest.lists import add_subscriber
    from digest.store import open_store

    known = _pairs(values, "--set") | ({"name": name} if name else {})
    with open_store(ctx.obj.settings) as store:
        changes = add_subscriber(store, address, list_, known).comparison
    verdict = "is new on" if changes.new else "is changed on" if changes.changed else "was already on"
    click.echo(f"{address} {verdict} {list_}.")


@subscribers.command("import")
@click.argument("file", metavar="FILE|-")
@_list_option
@click.option("--dry-run", is_flag=True, help="Show what would change, and write nothing.")
@click.option(
    "--as",
    "leaving",
    type=click.Choice(["unsubscribed", "bounced", "complained"]),
    help="Nobody in the file must be mailed, for this reason.",
)
@click.option(
    "--column", "columns", multiple=True, metavar="FIELD=COLUMN", help='Which column holds a field; "FIELD=" for none.'
)
@click.option(
    "--refused",
    type=click.Path(dir_okay=False, path_type=Path),
    metavar="FILE",
    help="Where refused rows go, to be mended and imported again.  [default: out/refused/NAME.csv]",
)
@json_option
@click.pass_context
def import_(ctx: click.Context, /, file: str, *, list_: str, dry_run: bool, as_json: bool, **options: Any) -> None:
    """Import a file of people, or another program's export, into a list.

    CSV of any dialect, JSON Lines, or a zip of them. Nobody is removed, and nobody who left is brought back.
    """
    from digest.lists import ImportOptions, import_list, plan_import
    from digest.store import open_store
    from digest.subscriber import SuppressionReason

    leaving = options["leaving"]
    with open_store(ctx.obj.settings, make=not dry_run) as store, progress(_lines(file), "Reading") as told:
        how = ImportOptions(
            columns=_pairs(options["columns"], "--column"),
            leaving=SuppressionReason(leaving) if leaving else None,
            refused_to=options["refused"] or _refused_to(ctx.obj.settings, list_),
            stdin=sys.stdin.buffer,
            progress=told,
        )
        report = (plan_import if dry_run else import_list)(store, file, list_, how)
    if as_json:
        print_json([_report_json(report, dry_run=dry_run)], several=False)
    else:
        _show_report(report, dry_run=dry_run)


@subscribers.command()
@_list_option
@click.option("-o", "--output", default="-", metavar="FILE", help="Where to; standard output by default.")
@click.option("--format", "form", type=click.Choice(["csv", "jsonl"]), help="By the file's name where not given.")
@click.pass_context
def export(ctx: click.Context, /, *, list_: str, output: str, form: Literal["csv", "jsonl"] | None) -> None:
    """Write a list with all that is known of its people, so that it imports as it was."""
    from digest.lists import export_list, export_to_file
    from digest.store import open_store

    form = form or ("jsonl" if Path(output).suffix in {".jsonl", ".ndjson"} else "csv")
    with open_store(ctx.obj.settings, make=False) as store:
        store.lists.get(list_)
        if output == "-":
            export_list(store, list_, sys.stdout, form)
        else:
            export_to_file(store, list_, Path(output), form)


@subscribers.command()
@click.argument("address")
@click.option("--yes", is_flag=True, help="Don't ask.")
@click.pass_context
def erase(ctx: click.Context, /, address: str, *, yes: bool) -> None:
    """Forget a person for good: all that identifies them goes, and no import brings them back."""
    from digest.lists import erase_subscriber
    from digest.store import open_store

    if not answer(f"Erase all that is held of {address}, for good?", yes=yes):
        raise RefusedError("Nothing was erased.")
    with open_store(ctx.obj.settings) as store:
        known = erase_subscriber(store, address)
    what = "All that was held is erased" if known else "Nothing was held"
    click.echo(f"{what}, and no import brings this address back.")


@subscribers.command()
@click.argument("address")
@json_option
@click.pass_context
def show(ctx: click.Context, /, address: str, *, as_json: bool) -> None:
    """Show all that is held of a person, as they may ask to see it."""
    from digest.lists import show_subscriber
    from digest.store import open_store

    with open_store(ctx.obj.settings, make=False) as store:
        held = show_subscriber(store, address)
    if as_json:
        print_json([held], several=False)
        return
    for name, value in held.items():
        for line in value if isinstance(value, list) else [value]:
            text = ", ".join(f"{key} {part}" for key, part in line.items()) if isinstance(line, dict) else line
            click.echo(f"{name:<14}{text}")


def _pairs(values: tuple[str, ...], option: str) -> dict[str, str]:
    pairs = [value.partition("=") for value in values]
    for name, equals, _ in pairs:
        if not equals:
            raise UsageError(f"{option} {name} lacks its value.", remedy=f"Write {option} NAME=VALUE.")
    return {name.strip(): value for name, _, value in pairs}


def _lines(source: str) -> int:
    """How many lines a file has, to show how far its reading is; 0 where that can't be told."""
    path = Path(source)
    if source == "-" or path.suffix.lower() == ".zip" or not path.is_file():
        return 0
    with path.open("rb") as file:
        return sum(chunk.count(b"\n") for chunk in iter(lambda: file.read(2**20), b""))


def _refused_to(settings: Settings, name: str) -> Path | None:
    return settings.workspace / "out" / "refused" / f"{name}.csv" if settings.workspace else None


def _report_json(report: ImportReport, *, dry_run: bool) -> dict[str, Any]:
    return {
        "source": report.source,
        "list": report.list,
        "dry_run": dry_run,
        "formats": report.formats,
        **dataclasses.asdict(report.comparison),
        "repeated": report.repeated,
        "repeats": [dataclasses.asdict(row) for row in report.repeats],
        "refused": report.refused,
        "refusals": [dataclasses.asdict(row) for row in report.refusals],
        "left_out": report.left_out,
        "refused_files": [str(path) for path in report.refused_files],
    }


def _show_report(report: ImportReport, *, dry_run: bool) -> None:
    if report.formats:
        click.echo(f"An export of {', '.join(report.formats)}.")
    for left_out in report.left_out:
        click.echo(f"{left_out} holds no people, and was left out.")
    rows = [*report.refusals, *report.repeats]
    for row in rows[:_SHOWN]:
        click.echo(f"{row.path}, line {row.line}, {row.reason}")
    if len(rows) > _SHOWN:
        click.echo(f"... and {report.refused + report.repeated - _SHOWN:,} more")
    numbers = dataclasses.asdict(report.comparison) | {"repeated": report.repeated, "refused": report.refused}
    click.echo(f"{report.list}: " + ", ".join(f"{number:,} {word}" for word, number in numbers.items()))
    for path in report.refused_files:
        click.echo(f"The refused rows are in {path}: mend them there, and import that file.")
    if dry_run:
        click.echo("A dry run: nothing was written.", err=True)
