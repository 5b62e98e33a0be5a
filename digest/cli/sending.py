"""What sending shows: how far it is, and the balance at its end."""

from __future__ import annotations

import contextlib
import math
import os
import sys
import time
from typing import TYPE_CHECKING

import click

from digest.campaign import NOT_BEGUN, CampaignState, DeliveryState
from digest.cli.output import INTERRUPTED, print_json
from digest.errors import RefusedError
from digest.wording import count, kilobytes

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from digest.deliver.rehearsal import Rehearsal
    from digest.pipeline import Proof
    from digest.settings import Settings
    from digest.slot import Hold
    from digest.store import Audience, AudiencePlan, Store

_EVERY = 5.0  # seconds between lines where there is no terminal


def send_on(
    ctx: click.Context, store: Store, number: int, settings: Settings, *, provider: str | None = None, as_json: bool
) -> None:
    """Work on a campaign until it is through, showing progress, and end with its balance and the exit code."""
    from digest.deliver.work import stopping, work_on

    refuse_held(store.holds.over(number))
    prepared = store.campaigns.balance(number).in_hand
    with contextlib.ExitStack() as stack:
        stack.callback(show_campaign, store, number, as_json=as_json)
        stop = stack.enter_context(stopping())
        told = stack.enter_context(progress(prepared))
        work_on(store, number, settings, os.environ, stop=stop, provider=provider, progress=told)
    state, states = store.campaigns.get(number).state, store.campaigns.balance(number).states
    if stop.is_set() and state is CampaignState.SENDING:
        ctx.exit(INTERRUPTED)
    if state is not CampaignState.FINISHED or states[DeliveryState.UNCERTAIN] or states[DeliveryState.FAILED]:
        ctx.exit(1)


def refuse_held(hold: Hold | None) -> None:
    """Begin nothing that could not leave.

    Raises:
        RefusedError: it is held.
    """
    if hold is not None:
        raise RefusedError(
            f"{hold.name or 'Everything'} is held, by {hold.who} since {hold.at}.",
            remedy=f"First: {release_command(hold.name)}",
        )


def release_command(name: str) -> str:
    """What lets go on what is held under a name."""
    return f"digest release {name}".rstrip()


@contextlib.contextmanager
def progress(total: int, what: str = "Sending") -> Iterator[Callable[[int], None]]:
    """Something to tell how many are through: a bar on a terminal, a line every few seconds elsewhere."""
    if sys.stderr.isatty() and total:
        with _bar(total, what) as told:
            yield told
    else:
        yield _lines(total)


def show_campaign(store: Store, number: int, *, as_json: bool = False) -> None:
    """Print where a campaign stands."""
    from digest.deliver.campaign_json import campaign_json

    if as_json:
        print_json([campaign_json(store, number)], several=False)
        return
    campaign, balance = store.campaigns.get(number), store.campaigns.balance(number)
    click.echo(f"Campaign {number} ({campaign.state}): {campaign.subject}")
    if campaign.state in NOT_BEGUN:
        click.echo(f"  due at {campaign.due}, to {', '.join(campaign.lists)}")
    if campaign.reason and campaign.state is not CampaignState.FINISHED:
        click.echo(f"  {campaign.reason}")
    click.echo(f"  {count(balance.audience, 'subscriber')} on {', '.join(campaign.lists)}")
    for state, people in balance.states.items():
        if people:
            click.echo(f"  {people:>9,} {state}")
    for reason, people in balance.skipped_reasons.items():
        click.echo(f"  {people:>9,} skipped: {reason}")
    rate = store.campaigns.rate(number)
    if rate and balance.in_hand:
        click.echo(f"  {rate:,.0f} a second, {balance.in_hand / rate:,.0f} seconds left")
    for one in store.campaigns.deliveries(number, state=DeliveryState.UNCERTAIN):
        click.echo(f"  uncertain: {one.address} since {one.changed} {one.reason}")


def show_rehearsal(
    proof: Proof, audience: Audience, plan: AudiencePlan, rehearsal: Rehearsal, *, as_json: bool
) -> None:
    """Print what a dry run found."""
    from digest.deliver.campaign_json import rehearsal_json

    document = rehearsal_json(proof, audience, plan, rehearsal)
    if as_json:
        print_json([document], several=False)
        return
    click.echo(f"Dry run: {document['subject']}")
    click.echo(f"  {count(plan.audience, 'subscriber')} on {', '.join(audience.lists)}")
    click.echo(f"  {rehearsal.made:>9,} would be mailed through {proof.settings.provider.name}")
    for reason, people in document["skipped_reasons"].items():
        click.echo(f"  {people:>9,} skipped: {reason}")
    for words, people in rehearsal.refused.items():
        click.echo(f"  {people:>9,} refused: {words}")
    click.echo(f"  {kilobytes(rehearsal.smallest)} to {kilobytes(rehearsal.largest)} each")
    rate = proof.settings.provider.rate
    pace = f", at {rate:g} a second" if rate else "; [provider] sets no rate"
    click.echo(f"  at least {count(math.ceil(document['seconds']), 'second')}{pace}")
    for path in rehearsal.samples:
        click.echo(f"  sample: {path}")


@contextlib.contextmanager
def _bar(total: int, what: str) -> Iterator[Callable[[int], None]]:
    from rich.console import Console
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn

    columns = (TextColumn(what), BarColumn(), MofNCompleteColumn(), TimeRemainingColumn())
    with Progress(*columns, console=Console(stderr=True)) as bar:
        task = bar.add_task(what, total=total)
        yield lambda number: bar.advance(task, number)


def _lines(total: int) -> Callable[[int], None]:
    done, began = 0, time.monotonic()
    spoken = began

    def told(number: int) -> None:
        nonlocal done, spoken
        done += number
        now = time.monotonic()
        if now - spoken >= _EVERY:
            spoken = now
            rate = done / (now - began)
            left = f", {max(0, total - done) / rate:,.0f} seconds left" if total else ""
            click.echo(f"{done:,}{f' of {total:,}' if total else ''}, {rate:,.0f} a second{left}", err=True)

    return told
