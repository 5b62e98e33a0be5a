"""Campaigns: what they are doing, and what an editor may tell them."""

from __future__ import annotations

import datetime as dt
import os
from typing import TYPE_CHECKING, Any

import click

from digest.campaign import NOT_BEGUN, CampaignState, DeliveryState
from digest.cli.ask import answer
from digest.cli.edition import edition_of, settings_for
from digest.cli.options import edition_options, json_option, read_file, read_text
from digest.cli.output import print_findings, print_json
from digest.cli.sending import refuse_held, send_on, show_campaign
from digest.errors import RefusedError, UsageError
from digest.wording import count

if TYPE_CHECKING:
    from digest.campaign import Campaign
    from digest.store import Audience, CampaignContent, Store

number_argument = click.argument("number", metavar="ID", type=click.IntRange(min=1))
PROVIDERS = ["files", "smtp", "sendgrid"]


@click.group()
def campaigns() -> None:
    """See and steer what is being sent."""


@campaigns.command("list")
@json_option
@click.pass_context
def list_(ctx: click.Context, /, *, as_json: bool) -> None:
    """List all campaigns."""
    from digest.deliver.campaign_json import campaigns_json

    with _store(ctx) as store:
        rows = store.campaigns.all()
    if as_json:
        print_json([campaigns_json(rows)], several=False)
        return
    for campaign in rows:
        click.echo(_line(campaign))


@campaigns.command()
@number_argument
@json_option
@click.option("--deliveries", is_flag=True, help="Name every delivery.")
@click.option("--receipt", is_flag=True, help="Print one page to keep.")
@click.pass_context
def show(ctx: click.Context, /, number: int, *, as_json: bool, deliveries: bool, receipt: bool) -> None:
    """Show where a campaign stands, and who is uncertain."""
    from digest.deliver.campaign_json import campaign_json
    from digest.deliver.receipt import receipt as receipt_of

    with _store(ctx) as store:
        if receipt:
            click.echo(receipt_of(store, number), nl=False)
        elif as_json:
            print_json([campaign_json(store, number, deliveries=deliveries)], several=False)
        else:
            show_campaign(store, number)
            for one in store.campaigns.deliveries(number) if deliveries else ():
                click.echo(f"  {one.address}  {one.state}  {one.reason}")


@campaigns.command()
@number_argument
@click.pass_context
def pause(ctx: click.Context, /, number: int) -> None:
    """Let nothing more of a campaign leave."""
    with _store(ctx) as store:
        store.campaigns.pause(number, "An editor paused it.")
        show_campaign(store, number)


@campaigns.command()
@number_argument
@click.pass_context
def cancel(ctx: click.Context, /, number: int) -> None:
    """End a campaign; whoever wasn't mailed yet is not mailed."""
    with _store(ctx) as store:
        store.campaigns.cancel(number, "An editor cancelled it.")
        show_campaign(store, number)


@campaigns.command()
@number_argument
@click.option("--provider", type=click.Choice(PROVIDERS), help="Finish through another provider.")
@json_option
@click.pass_context
def resume(ctx: click.Context, /, number: int, *, provider: str | None, as_json: bool) -> None:
    """Go on with a campaign, here, until it is through; one that is due later begins now."""
    from digest.deliver.later import begin

    with _store(ctx) as store:
        campaign = store.campaigns.get(number)
        refuse_held(store.holds.over(number))
        if campaign.state in NOT_BEGUN:
            begin(store, campaign, ctx.obj.settings, now=dt.datetime.now(dt.UTC))
        elif campaign.state is not CampaignState.FINISHED:
            store.campaigns.resume(number)
        send_on(ctx, store, number, ctx.obj.settings, provider=provider, as_json=as_json)


@campaigns.command()
@number_argument
@click.option("--yes", is_flag=True, help="Don't ask.")
@json_option
@click.pass_context
def remainder(ctx: click.Context, /, number: int, *, yes: bool, as_json: bool) -> None:
    """Send a campaign's message to exactly those who did not get it."""
    from digest.store import Audience

    with _store(ctx) as store:
        content = store.campaigns.content(number)
        _start(ctx, store, content, Audience(remainder_of=number), yes=yes, as_json=as_json)


@campaigns.command()
@number_argument
@click.argument("draft", metavar="DRAFT", type=click.Path(dir_okay=False, path_type=str))
@click.option("--yes", is_flag=True, help="Don't ask.")
@json_option
@edition_options
@click.pass_context
def correct(ctx: click.Context, /, number: int, draft: str, *, yes: bool, as_json: bool, **options: Any) -> None:
    """Send a correction to exactly those who got a campaign's message."""
    from digest.deliver.start import content_of, refuse_errors
    from digest.pipeline import prove
    from digest.store import Audience

    with _store(ctx) as store:
        lists = store.campaigns.get(number).lists
        settings = settings_for(ctx.obj, list_=lists[0] if len(lists) == 1 else None, **options)
        edition, failures = edition_of((draft,), settings, **options)
        if failures:
            raise failures[0]
        proof = prove(edition, settings)
        print_findings((*proof.report.errors, *proof.report.warnings), err=True)
        refuse_errors(proof, os.environ)
        _start(ctx, store, content_of(proof, (draft,)), Audience(corrects=number), yes=yes, as_json=as_json)


@campaigns.command()
@number_argument
@click.option("--events", metavar="FILE|-", help="The provider's events, as JSON.")
@click.option("--as", "state", type=click.Choice(["accepted", "prepared"]), help="What became of them, by your word.")
@click.argument("addresses", metavar="[ADDRESS...|-]", nargs=-1)
@click.pass_context
def resolve(
    ctx: click.Context, /, number: int, *, events: str | None, state: str | None, addresses: tuple[str, ...]
) -> None:
    """Settle uncertain deliveries: by the provider's events, or by your word for all or some addresses."""
    from digest.providers.sendgrid_events import read_events

    if (events is None) == (state is None):
        raise UsageError("Say how they are settled.", remedy="Give either --events FILE, or --as accepted|prepared.")
    with _store(ctx) as store:
        store.campaigns.get(number)
        if events is not None:
            store.events.apply(read_events(read_file(events), name=events, store=store.id))
        elif state is not None:
            settled = _settle(store, number, DeliveryState(state), addresses)
            click.echo(f"Settled as {state}: {settled:,}.", err=True)
        show_campaign(store, number)


def _settle(store: Store, number: int, state: DeliveryState, addresses: tuple[str, ...]) -> int:
    """Settle all uncertain deliveries, or those of the addresses. Returns how many were."""
    from digest.lists import key_of

    if addresses == ("-",):
        addresses = tuple(read_text("-").split())
    elif not addresses:
        return store.campaigns.resolve(number, state=state)
    return sum(store.campaigns.resolve(number, state=state, key=key_of(address)) for address in addresses)


def _start(
    ctx: click.Context, store: Store, content: CampaignContent, audience: Audience, *, yes: bool, as_json: bool
) -> None:
    """Ask, freeze the audience, and send."""
    plan = store.audiences.plan(content.edition, audience)
    people = plan.mailed
    if not answer(f"Send “{content.message.subject}” to {count(people, 'subscriber')}?", yes=yes or not people):
        raise RefusedError("Nothing was sent.")
    campaign = store.audiences.start(content, audience)
    click.echo(f"Campaign {campaign.id}", err=True)
    send_on(ctx, store, campaign.id, ctx.obj.settings, as_json=as_json)


def _store(ctx: click.Context) -> Store:
    from digest.store import open_store

    return open_store(ctx.obj.settings)


def _line(campaign: Campaign) -> str:
    when = campaign.finished or campaign.started or campaign.created
    return f"{campaign.id:>5}  {campaign.state:<10}{when}  {campaign.audience:>9,}  {campaign.subject}"
