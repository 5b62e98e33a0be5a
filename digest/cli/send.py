"""An edition on its way to lists: send."""

from __future__ import annotations

import dataclasses
import datetime as dt
import os
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from digest.cli.ask import answer
from digest.cli.edition import edition_of, settings_for
from digest.cli.options import edition_options, editions_argument, is_list_file, json_option, list_name
from digest.cli.output import print_findings
from digest.cli.sending import progress, refuse_held, send_on, show_campaign, show_rehearsal
from digest.deliver.when import WallTime
from digest.errors import RefusedError, UsageError
from digest.wording import count

if TYPE_CHECKING:
    from collections.abc import Callable

    from digest.campaign import Campaign
    from digest.lists import ImportReport
    from digest.pipeline import Proof
    from digest.providers import Provider
    from digest.settings import Settings
    from digest.store import Audience, CampaignContent, Store

    When = dt.datetime | WallTime
    Later = Callable[[Store, CampaignContent, Audience], Campaign]


@click.command()
@editions_argument
@click.option(
    "--at", metavar="WHEN", help='Not now, but then: "tomorrow 07:30 Europe/London", RFC 3339, or "07:30 local".'
)
@click.option("--dry-run", is_flag=True, help="Make every message, store nothing and contact nobody.")
@click.option("--sandbox", is_flag=True, help="Let SendGrid check the real requests without delivering.")
@click.option("--test", "test_address", metavar="ADDRESS", help="Send one message to one address, with dead links.")
@click.option("--yes", is_flag=True, help="Don't ask.")
@click.option("--again", is_flag=True, help="Also to those whom this edition reached before.")
@click.option("--list", "lists", metavar="LIST", multiple=True, help="A list by its name, or a file of subscribers.")
@json_option
@edition_options
@click.pass_context
def send(
    ctx: click.Context,
    /,
    sources: tuple[str, ...],
    *,
    at: str | None,
    dry_run: bool,
    sandbox: bool,
    test_address: str | None,
    yes: bool,
    again: bool,
    as_json: bool,
    lists: tuple[str, ...],
    **options: Any,
) -> None:
    """Send an edition to lists, each subscriber once."""
    if not lists and test_address is None:
        raise UsageError("Whom to?", remedy="Name a list: --list NAME, or --list subscribers/FILE.csv")
    when = _when(ctx, at, lists, test=test_address is not None)
    proof = _proof(ctx, sources, lists, on=_day(ctx, when), **options)
    if test_address is not None:
        _test(proof, test_address)
    elif dry_run or sandbox:
        _rehearse(ctx, proof, lists, again=again, sandbox=sandbox, as_json=as_json)
    else:
        _send(ctx, proof, sources, lists, when=when, again=again, yes=yes, as_json=as_json)


def _proof(ctx: click.Context, sources: tuple[str, ...], lists: tuple[str, ...], **options: Any) -> Proof:
    """The message that all lists get.

    Raises:
        InputError: an article can't be read: then nothing of the others is sent either.
        UsageError: the lists' own settings make different messages.
    """
    from digest.pipeline import prove

    proofs: dict[str, Proof] = {}
    for name in lists or (None,):
        settings = settings_for(ctx.obj, list_=name, **options)
        edition, failures = edition_of(sources, settings, **options)
        if failures:
            raise failures[0]
        proof = prove(edition, settings)
        proofs.setdefault(proof.message.hash, proof)
    if len(proofs) > 1:
        raise UsageError(
            f"The lists {', '.join(lists)} have settings that make different messages.",
            remedy="Send to each by itself.",
        )
    return next(iter(proofs.values()))


def _send(
    ctx: click.Context,
    proof: Proof,
    sources: tuple[str, ...],
    lists: tuple[str, ...],
    *,
    when: When | None,
    again: bool,
    yes: bool,
    as_json: bool,
) -> None:
    from digest.deliver.start import content_of, refuse_errors
    from digest.store import open_store

    _show_findings(proof)
    refuse_errors(proof, os.environ)
    content = content_of(proof, sources)
    with open_store(proof.settings) as store:
        refuse_held(store.holds.on(""))
        content = _same_edition(store, content, yes=yes)
        audience, report = _staged(store, lists, again=again)
        plan = store.audiences.plan(content.edition, audience)
        people = plan.mailed
        question = _question(content.message.subject, people, audience, proof.settings, when)
        if not answer(question, yes=yes or not people):
            raise RefusedError("Nothing was sent.")
        campaign = _start(store, content, audience, report, _later(when, proof.settings))
        click.echo(f"Campaign {campaign.id}", err=True)
        if when is not None:
            click.echo(f"A worker sends it from {campaign.due} on: digest worker", err=True)
            show_campaign(store, campaign.id, as_json=as_json)
            return
        if not people:
            click.echo("Everybody on the list was reached by this edition before, or must not be mailed.", err=True)
        send_on(ctx, store, campaign.id, proof.settings, as_json=as_json)


def _rehearse(
    ctx: click.Context, proof: Proof, lists: tuple[str, ...], *, again: bool, sandbox: bool, as_json: bool
) -> None:
    from digest.deliver.envelopes import Envelopes
    from digest.deliver.links import LinkKeys
    from digest.deliver.rehearsal import DryRun
    from digest.deliver.start import refuse_errors
    from digest.store import open_store

    _show_findings(proof)
    settings, message = proof.settings, proof.message
    with open_store(settings, make=False) as store:
        audience, _ = _staged(store, lists, again=again)
        plan = store.audiences.plan(proof.edition.id, audience)
        keys, base_url = LinkKeys.throwaway(), settings.public.base_url
        with progress(plan.audience) as told:
            dry_run = DryRun(
                envelopes=Envelopes(message=message, keys=keys, base_url=base_url, store=store.id, list=None),
                settings=settings,
                edition=proof.edition,
                folder=Path("out") / "dry-run" / proof.edition.id,
                sandbox=_sandbox(settings) if sandbox else None,
                progress=told,
            )
            rehearsal = dry_run.run(plan)
    show_rehearsal(proof, audience, plan, rehearsal, as_json=as_json)
    refuse_errors(proof, os.environ)
    print_findings(rehearsal.findings, err=True)
    if rehearsal.findings or rehearsal.refused:
        ctx.exit(1)


def _test(proof: Proof, address: str) -> None:
    from digest.deliver.start import refuse_errors
    from digest.deliver.trial import send_trial
    from digest.lists import normalise
    from digest.providers import provider_for

    _show_findings(proof)
    refuse_errors(proof, os.environ)
    try:
        _, mailed = normalise(address)
    except ValueError as error:
        raise UsageError(f"--test {address} {error}.", remedy="Give one address.") from error
    provider = provider_for(proof.settings, os.environ)
    words = send_trial(proof.message, mailed, provider, base_url=proof.settings.public.base_url)
    click.echo(f"{provider.name} took one message to {mailed}. {words}".strip(), err=True)


def _staged(store: Store, lists: tuple[str, ...], *, again: bool) -> tuple[Audience, ImportReport | None]:
    """Whom the lists mean; a list given as a file is read, and written only when the campaign starts."""
    from digest.lists import plan_import
    from digest.store import Audience

    files = [value for value in lists if is_list_file(value)]
    if files and len(lists) > 1:
        raise UsageError(f"{files[0]} is a list by itself.", remedy="Import it first: digest subscribers import FILE")
    names = tuple(list_name(value) for value in lists)
    report = None
    if files:
        report = plan_import(store, files[0], names[0])
        for refusal in report.refusals:
            click.echo(f"{refusal.path}, line {refusal.line}: {refusal.reason}, left out.", err=True)
    return Audience(lists=names, imported=bool(files), again=again), report


def _start(
    store: Store, content: CampaignContent, audience: Audience, report: ImportReport | None, later: Later | None
) -> Campaign:
    """Import a list that is a file, and freeze the audience or keep the campaign for later: both, or nothing."""
    from digest.lists import merge_list

    with store.transaction():
        if report is not None:
            merge_list(store, report)
        if later is None:
            return store.audiences.start(content, audience)
        return later(store, content, dataclasses.replace(audience, imported=False))


def _when(ctx: click.Context, at: str | None, lists: tuple[str, ...], *, test: bool) -> When | None:
    """What --at means where the list is, or the publication; None for now."""
    from digest.deliver.when import parse_when
    from digest.settings import for_list
    from digest.times import zone_of

    if at is None:
        return None
    if test:
        raise UsageError("--test sends at once.", remedy="Leave out --at.")
    settings = for_list(ctx.obj.settings, list_name(lists[0]))
    return parse_when(at, now=dt.datetime.now(dt.UTC), zone=zone_of(settings.publication.timezone))


def _day(ctx: click.Context, when: When | None) -> dt.date | None:
    """The day on which it leaves, where the publication is."""
    from digest.times import zone_of

    zone = zone_of(ctx.obj.settings.publication.timezone)
    at = when.due(zone, after=dt.datetime.now(dt.UTC)) if isinstance(when, WallTime) else when
    return at and at.astimezone(zone).date()


def _later(when: When | None, settings: Settings) -> Later | None:
    """What keeps a campaign until it is due."""
    from digest.deliver.later import send_later
    from digest.times import zone_of

    if when is None:
        return None
    return partial(send_later, when=when, zone=zone_of(settings.publication.timezone), now=dt.datetime.now(dt.UTC))


def _same_edition(store: Store, content: CampaignContent, *, yes: bool) -> CampaignContent:
    """A file that was sent before with another text is the same edition, if its editor says so."""
    earlier = store.campaigns.of_file(path=content.path, title=content.title, content=content.content)
    other = [campaign for campaign in earlier if campaign.edition != content.edition]
    if not other:
        return content
    question = (
        f"{content.path} was sent as campaign {other[-1].id}, with another text. "
        "Is this the same edition, so that whoever got that one doesn't get this?"
    )
    if answer(question, yes=yes):
        return dataclasses.replace(content, edition=other[-1].edition)
    return content


def _question(subject: str, people: int, audience: Audience, settings: Settings, when: When | None) -> str:
    whom = f"{count(people, 'subscriber')} on {', '.join(audience.lists)}"
    again = ", also to those who got it before," if audience.again else ""
    at = "" if when is None else f" at {when}, local time" if isinstance(when, WallTime) else f" at {when:%F %T} UTC"
    return f"Send “{subject}” to {whom}{again} through {settings.provider.name}{at}?"


def _sandbox(settings: Settings) -> Provider:
    """SendGrid, checking requests and delivering nothing."""
    from digest.providers import provider_for

    if settings.provider.name != "sendgrid":
        raise UsageError(f"{settings.provider.name} has no sandbox.", remedy="Try it with --dry-run.")
    sendgrid = dataclasses.replace(settings.provider.sendgrid, sandbox=True)
    provider = dataclasses.replace(settings.provider, sendgrid=sendgrid)
    return provider_for(dataclasses.replace(settings, provider=provider), os.environ)


def _show_findings(proof: Proof) -> None:
    print_findings((*proof.report.errors, *proof.report.warnings), err=True)
