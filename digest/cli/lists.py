"""Lists of subscribers: list, show."""

from __future__ import annotations

import dataclasses
from typing import TYPE_CHECKING

import click

from digest.cli.options import json_option
from digest.cli.output import print_json
from digest.wording import count

if TYPE_CHECKING:
    from digest.subscriber import SubscriberList


@click.group()
def lists() -> None:
    """See the lists of subscribers."""


@lists.command("list")
@json_option
@click.pass_context
def list_(ctx: click.Context, /, *, as_json: bool) -> None:
    """Show all lists, with how many people they have."""
    from digest.store import open_store

    with open_store(ctx.obj.settings, make=False) as store:
        found = store.lists.all()
    if as_json:
        print_json([{"lists": [dataclasses.asdict(entry) for entry in found]}], several=False)
        return
    for entry in found:
        _show(entry)
    if not found:
        click.echo("No lists yet. Make one: digest subscribers import FILE --list NAME", err=True)


@lists.command()
@click.argument("name")
@json_option
@click.pass_context
def show(ctx: click.Context, /, name: str, *, as_json: bool) -> None:
    """Show one list: how many people it has, and which attributes they have."""
    from digest.store import open_store

    with open_store(ctx.obj.settings, make=False) as store:
        entry = store.lists.get(name)
        attributes = store.lists.attribute_names(name)
    if as_json:
        print_json([dataclasses.asdict(entry) | {"attributes": attributes}], several=False)
        return
    _show(entry)
    click.echo(f"made {entry.created}; attributes: {', '.join(attributes) or 'none'}")


def _show(entry: SubscriberList) -> None:
    parts = [count(entry.subscribers, "subscriber")]
    parts += [f"{entry.unconfirmed:,} unconfirmed"] if entry.unconfirmed else []
    parts += [f"{entry.suppressed:,} suppressed"] if entry.suppressed else []
    click.echo(f"{click.style(entry.name, bold=True)}  {', '.join(parts)}")
