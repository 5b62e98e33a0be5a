"""Recurring digests: schedules list, run and skip; and an editor's yes, wait and go on: approve, hold, release."""

from __future__ import annotations

import datetime as dt
import getpass
import os
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from digest.cli.options import json_option
from digest.cli.output import print_findings, print_json
from digest.cli.sending import refuse_held, release_command, send_on
from digest.errors import RefusedError
from digest.slot import OPEN, Slot, SlotState
from digest.times import rfc3339

if TYPE_CHECKING:
    from digest.deliver.schedule import Schedule
    from digest.settings import Settings
    from digest.store import Store

who_option = click.option("--as", "who", metavar="NAME", help="Who says so.  [default: your user name]")
_name_argument = click.argument("name")


@click.group()
def schedules() -> None:
    """See and steer the digests that come back."""


@schedules.command("list")
@click.option("--from", "from_", metavar="WHEN", help="The times after then, instead of now.")
@click.option("--count", type=click.IntRange(1, 1000), default=5, show_default=True, help="How many of each.")
@json_option
@click.pass_context
def list_(ctx: click.Context, /, *, from_: str | None, count: int, as_json: bool) -> None:
    """List the schedules with their next times, each in its zone and in UTC."""
    from digest.deliver.schedule import schedules_of
    from digest.deliver.schedule_json import schedule_json
    from digest.store import open_store

    settings = ctx.obj.settings
    with open_store(settings, make=False) as store:
        rows = [
            schedule_json(store, one, after=_after(from_, one), count=count) for one in schedules_of(settings).values()
        ]
        slots = store.schedules.slots(states=OPEN)
    if as_json:
        print_json([{"schedules": rows}], several=False)
        return
    for row in rows:
        _show(row, [slot for slot in slots if slot.schedule == row["name"]])


@schedules.command()
@_name_argument
@json_option
@click.pass_context
def run(ctx: click.Context, /, name: str, *, as_json: bool) -> None:
    """Draft what is new now; send it too where nobody needs to approve."""
    from digest.deliver.drafting import draft_slot
    from digest.deliver.schedule import schedule_of
    from digest.deliver.scheduler import told
    from digest.store import open_store

    settings = ctx.obj.settings
    schedule = schedule_of(settings, name)
    with open_store(settings) as store:
        refuse_held(store.holds.on(name))
        slot = draft_slot(store, schedule, _slot_now(store, schedule), settings, os.environ, now=_now())
        click.echo(f"{name}: {told(slot)}", err=True)
        if slot.campaign is not None:
            send_on(ctx, store, slot.campaign, settings, as_json=as_json)


@schedules.command()
@_name_argument
@click.argument("date", type=click.DateTime(["%Y-%m-%d"]))
@click.pass_context
def skip(ctx: click.Context, /, name: str, date: dt.datetime) -> None:
    """Let a schedule send nothing on a day; what is drafted of that day and hasn't left is left out too."""
    from digest.deliver.launch import instant
    from digest.deliver.schedule import schedule_of
    from digest.store import open_store

    schedule, day = schedule_of(ctx.obj.settings, name), date.date()
    with open_store(ctx.obj.settings) as store, store.transaction():
        store.schedules.leave_out(name, day)
        for slot in store.schedules.slots(name):
            if schedule.day(instant(slot.at)) == day:
                store.schedules.move(slot, SlotState.SKIPPED, reason="an editor left it out")
    click.echo(f"{name} sends nothing on {day}.", err=True)


@click.command()
@click.argument("target", metavar="EDITION|DRAFT")
@who_option
@click.pass_context
def approve(ctx: click.Context, /, target: str, *, who: str | None) -> None:
    """Say yes to a waiting edition exactly as it is now; a worker sends it."""
    from digest.deliver.launch import approve as approve_slot
    from digest.deliver.launch import proof_of_slot
    from digest.deliver.schedule import schedule_of
    from digest.store import open_store

    settings = ctx.obj.settings
    with open_store(settings) as store:
        slot = _waiting(store, settings, target)
        proof = proof_of_slot(schedule_of(settings, slot.schedule), slot, settings, now=_now())
        print_findings(proof.report.warnings, err=True)
        approve_slot(store, slot, proof, who=who or getpass.getuser())
    click.echo(f"Approved “{proof.message.subject}”, {proof.message.hash}.")


@click.command()
@click.argument("name", required=False)
@who_option
@click.pass_context
def hold(ctx: click.Context, /, name: str | None, *, who: str | None) -> None:
    """Let nothing leave, of a schedule or at all, until it is released."""
    from digest.deliver.schedule import schedule_of
    from digest.store import open_store

    if name:
        schedule_of(ctx.obj.settings, name)
    with open_store(ctx.obj.settings) as store:
        store.holds.add(name or "", who=who or getpass.getuser())
    click.echo(f"{name or 'Everything'} is held. Let it go on with: {release_command(name or '')}", err=True)


@click.command()
@click.argument("name", required=False)
@click.pass_context
def release(ctx: click.Context, /, name: str | None) -> None:
    """Let go on what was held."""
    from digest.store import open_store

    with open_store(ctx.obj.settings) as store:
        if not store.holds.remove(name or ""):
            raise RefusedError(f"{name or 'Everything'} is not held.", remedy="See `digest schedules list`.")
        left = store.holds.all()
    click.echo(f"{name or 'Everything'} goes on.", err=True)
    for one in left:
        click.echo(f"Still held: {one.name or 'everything'}, by {one.who} since {one.at}.", err=True)


def _slot_now(store: Store, schedule: Schedule) -> Slot:
    """The slot that asks, or a new one that is now, for this process to draft."""
    asking = store.schedules.slots(schedule.name, (SlotState.ASKS,))
    if not asking:
        at = rfc3339(_now())
        store.schedules.register(schedule.name, schedule.rule)
        store.schedules.add(schedule.name, at, SlotState.DUE, take=True)
        return next(slot for slot in store.schedules.slots(schedule.name, (SlotState.DUE,)) if slot.at == at)
    if not store.schedules.take(asking[-1]):
        raise RefusedError(f"A worker is drafting {schedule.name}.", remedy="See `digest schedules list`.")
    return asking[-1]


def _waiting(store: Store, settings: Settings, target: str) -> Slot:
    """The slot whose edition or draft that is."""
    path = Path(target).resolve()
    for slot in store.schedules.slots(states=(SlotState.WAITING, SlotState.APPROVED)):
        draft = ((settings.workspace or Path()) / slot.draft).resolve()
        if target in {slot.edition, slot.draft} or path == draft:
            return slot
    raise RefusedError(f"Nothing waits for an approval of {target}.", remedy="See `digest schedules list`.")


def _after(text: str | None, schedule: Schedule) -> dt.datetime:
    """What --from means where the schedule is; just before it, so that a time at that very moment is one of them."""
    from digest.deliver.when import parse_moment

    return parse_moment(text, now=_now(), zone=schedule.zone) - dt.timedelta(seconds=1) if text else _now()


def _show(row: dict[str, Any], slots: list[Slot]) -> None:
    from digest.deliver.scheduler import told

    click.echo(f"{row['name']}  {row['cron']}, {row['zone']}, to {row['list']}  ({row['state']})")
    for slot in slots:
        click.echo(f"  {slot.at}  {told(slot)}")
    for time in row["next"]:
        click.echo(f"  {dt.datetime.fromisoformat(time['local']):%a %Y-%m-%d %H:%M}  {time['utc']}")


def _now() -> dt.datetime:
    return dt.datetime.now(dt.UTC)
