"""Campaigns that are due later, at one instant or at one time on each recipient's clock."""

from __future__ import annotations

import datetime as dt
import logging
from typing import TYPE_CHECKING

from digest.campaign import Campaign, CampaignState
from digest.deliver.schedule import LATE
from digest.deliver.when import WallTime
from digest.errors import DigestError, MoveError, RefusedError
from digest.settings import AI_DISCLOSURE, disclaimers_in_force, for_list
from digest.times import rfc3339, zone_of

if TYPE_CHECKING:
    from zoneinfo import ZoneInfo

    from digest.settings import Settings
    from digest.store import Audience, CampaignContent, Store

LOG = logging.getLogger("digest.worker")


def send_later(  # noqa: PLR0913 - what, whom, when and where
    store: Store,
    content: CampaignContent,
    audience: Audience,
    when: dt.datetime | WallTime,
    *,
    zone: ZoneInfo,
    now: dt.datetime,
) -> Campaign:
    """Keep a campaign until it is due; ``zone`` is that of recipients whose own isn't known.

    Raises:
        RefusedError: the same edition is on its way to the same lists.
        InputError: a list doesn't exist.
    """
    if isinstance(when, dt.datetime):
        return store.audiences.schedule(content, audience, due=rfc3339(when))
    zones = [zone, *(_zone(name, zone) for name in store.audiences.zones(audience.lists))]
    first = min(when.due(one, after=now) for one in zones)
    return store.audiences.schedule(content, audience, due=rfc3339(first), wall=str(when), zone=zone.key)


def begin_due(store: Store, settings: Settings, *, now: dt.datetime) -> None:
    """Begin the campaigns that are due; one that is an hour late, or lacks a disclaimer by now, waits for a person."""
    for campaign in store.campaigns.unfinished():
        due = campaign.due and dt.datetime.fromisoformat(campaign.due)
        if campaign.state is not CampaignState.SCHEDULED or not due or due > now or store.holds.over(campaign.id):
            continue
        try:
            if now - due > LATE:
                raise RefusedError(
                    f"Nobody was there at {campaign.due}.", remedy=f"Send it now: digest campaigns resume {campaign.id}"
                )
            begin(store, campaign, settings, now=now)
            LOG.info("campaign %d begins", campaign.id)
        except MoveError:
            LOG.info("campaign %d has begun elsewhere", campaign.id)
        except DigestError as error:
            store.campaigns.wait(campaign.id, str(error))
            LOG.warning("campaign %d waits: %s", campaign.id, error.message)


def begin(store: Store, campaign: Campaign, settings: Settings, *, now: dt.datetime) -> None:
    """Freeze the audience of a campaign that was kept for later, and start it.

    Raises:
        RefusedError: other disclaimers are in force than its message has, or it has begun.
    """
    _refuse_other_disclaimers(store, campaign, settings, now)
    with store.transaction():
        store.audiences.begin(campaign.id)
        wall, default = store.campaigns.wall(campaign.id)
        for name in store.campaigns.zones(campaign.id) if wall else ():
            zone = _zone(name, zone_of(default))
            due = WallTime.parse(wall).due(zone, after=dt.datetime.fromisoformat(campaign.created))
            store.campaigns.set_due(campaign.id, zone=name, due=rfc3339(due))


def _refuse_other_disclaimers(store: Store, campaign: Campaign, settings: Settings, now: dt.datetime) -> None:
    content = store.campaigns.content(campaign.id)
    settings = for_list(settings, campaign.lists[0])
    day = now.astimezone(zone_of(settings.publication.timezone)).date()
    rows = disclaimers_in_force(settings, language=content.message.language, on=day)
    wanted = {row.text for row in rows if row.id != AI_DISCLOSURE}
    if (
        not {one.text for one in content.disclaimers if one.source == "publication"}
        <= wanted
        <= {one.text for one in content.disclaimers}
    ):
        raise RefusedError(
            f"Other disclaimers are in force on {day} than campaign {campaign.id} carries.",
            remedy=f"End it with `digest campaigns cancel {campaign.id}`, and send the edition again.",
        )


def _zone(name: str, default: ZoneInfo) -> ZoneInfo:
    """A subscriber's zone; the default where it is none."""
    try:
        return zone_of(name) if name else default
    except ValueError:
        return default
