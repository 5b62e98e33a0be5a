"""Addresses that must not be mailed: list, add, remove."""

from __future__ import annotations

import dataclasses

import click

from digest.cli.options import json_option
from digest.cli.output import print_json
from digest.errors import RefusedError

_list_option = click.option("--list", "list_", metavar="NAME", help="Only on this list, not on all.")


@click.group()
def suppressions() -> None:
    """See and change who must not be mailed."""


@suppressions.command("list")
@json_option
@click.pass_context
def list_(ctx: click.Context, /, *, as_json: bool) -> None:
    """Show every address that must not be mailed, why, and since when."""
    from digest.store import open_store

    with open_store(ctx.obj.settings, make=False) as store:
        if as_json:
            print_json(
                [{"suppressions": [dataclasses.asdict(entry) for entry in store.suppressions.all()]}], several=False
            )
            return
        for entry in store.suppressions.all():
            where = f"on {entry.list}" if entry.list else "everywhere"
            source = f"  ({entry.source})" if entry.source else ""
            click.echo(f"{entry.address or 'somebody'}  {entry.reason.value} {where}  {entry.at}{source}")


@suppressions.command()
@click.argument("address")
@_list_option
@click.pass_context
def add(ctx: click.Context, /, address: str, *, list_: str | None) -> None:
    """Mail an address no more; a campaign that runs skips it from now on."""
    from digest.lists import key_of
    from digest.store import open_store
    from digest.subscriber import SuppressionReason

    key = key_of(address)
    with open_store(ctx.obj.settings) as store:
        added = store.suppressions.add(key, SuppressionReason.BY_HAND, address=address.strip(), name=list_)
    click.echo(f"{address} is {'suppressed' if added else 'suppressed already'}.")


@suppressions.command()
@click.argument("address")
@_list_option
@click.pass_context
def remove(ctx: click.Context, /, address: str, *, list_: str | None) -> None:
    """Take back what was added by hand. Whoever left, bounced, complained or was erased stays suppressed."""
    from digest.lists import key_of
    from digest.store import open_store

    key = key_of(address)
    with open_store(ctx.obj.settings) as store:
        removed = store.suppressions.remove(key, name=list_)
        left = [entry.reason.value for entry in store.suppressions.of(key)]
    if not removed and left:
        raise RefusedError(
            f"{address} is suppressed as {', '.join(left)}, and was not added by hand.",
            remedy="Only the person's own new opt-in lifts that.",
        )
    still = f" It stays suppressed as {', '.join(left)}." if left else ""
    click.echo(f"{address} was taken back.{still}" if removed else f"{address} was not suppressed.")
