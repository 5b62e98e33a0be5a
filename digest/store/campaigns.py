"""Campaigns: their frozen audience, their states, and how their deliveries add up."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from digest.campaign import CAMPAIGN_MOVES, Balance, Campaign, CampaignState, Delivery, DeliveryState
from digest.errors import InputError, MoveError
from digest.store import content as kept
from digest.store.content import CampaignContent

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Iterator

    from digest.store.clock import Clock
    from digest.store.database import Database

_PAGE = 1000
_DAY = 86_400  # seconds


class CampaignStore:
    """The campaigns of a store."""

    def __init__(self, database: Database, clock: Clock) -> None:
        self._database = database
        self._clock = clock

    def get(self, campaign: int) -> Campaign:
        """One campaign.

        Raises:
            InputError: there is none with that id.
        """
        rows = self._campaigns("WHERE c.id = :campaign", campaign=campaign)
        if not rows:
            raise InputError(f"There is no campaign {campaign}.", remedy="See `digest campaigns list`.")
        return rows[0]

    def all(self) -> list[Campaign]:
        """All campaigns, the oldest first."""
        return self._campaigns("")

    def unfinished(self) -> list[Campaign]:
        """Campaigns that are not through, the oldest first."""
        return self._campaigns("WHERE c.state NOT IN ('finished', 'cancelled')")

    def of_edition(self, edition: str) -> list[Campaign]:
        """The campaigns of one edition, the oldest first."""
        return self._campaigns("WHERE e.key = :edition", edition=edition)

    def of_file(self, *, path: str, title: str, content: str) -> list[Campaign]:
        """Campaigns of a file of the same path and title that held another text then."""
        rows = self._database.rows("campaigns.of_file", path=path, title=title, content=content)
        return [self.get(row["id"]) for row in rows]

    def content(self, campaign: int) -> CampaignContent:
        """What a campaign sends."""
        edition = self.get(campaign).edition
        row = self._database.rows("campaigns.content", campaign=campaign)[0]
        return CampaignContent(
            edition=edition,
            title=row["title"],
            path=row["path"],
            content=row["content"],
            message=kept.message_from_json(row["message"]),
            disclaimers=kept.disclaimers_from_json(row["disclaimers"]),
            allowed=tuple(json.loads(row["allowed"])),
        )

    def pause(self, campaign: int, reason: str = "") -> Campaign:
        """Let nothing more of a campaign leave. What is in flight is still recorded."""
        with self._database.transaction():
            current = self.get(campaign)
            if current.state is CampaignState.FINISHED:  # that move is for what turns out to be unsent after all
                raise _impossible(current, CampaignState.PAUSED)
            return self._move(campaign, CampaignState.PAUSED, reason)

    def wait(self, campaign: int, reason: str) -> Campaign:
        """Let a campaign that has not begun wait for somebody's yes."""
        return self._move(campaign, CampaignState.WAITING, reason)

    def wall(self, campaign: int) -> tuple[str, str]:
        """The time on each recipient's clock at which a campaign is due, "" for none, and the zone of the others."""
        row = self._database.rows("campaigns.wall", campaign=campaign)[0]
        return row["wall"], row["zone"]

    def zones(self, campaign: int) -> frozenset[str]:
        """The time zones of those to whom a campaign is still to be sent, "" for those who name none."""
        return frozenset(row["timezone"] for row in self._database.rows("campaigns.zones", campaign=campaign))

    def set_due(self, campaign: int, *, zone: str, due: str) -> None:
        """Let nothing of a campaign leave before then to those in a zone."""
        self._database.run("campaigns.set_due", campaign=campaign, zone=zone, due=due)

    def resume(self, campaign: int) -> Campaign:
        """Let a campaign that is paused, or has just been frozen, go on."""
        return self._move(campaign, CampaignState.SENDING)

    def cancel(self, campaign: int, reason: str = "") -> Campaign:
        """End a campaign. What did not leave is skipped as cancelled."""
        with self._database.transaction():
            moved = self._move(campaign, CampaignState.CANCELLED, reason)
            self._database.run("campaigns.drop_prepared", campaign=campaign, now=self._clock.now())
            return moved

    def finish_if_through(self, campaign: int) -> bool:
        """Finish a campaign that is sending and has nobody left to send to; say whether it is finished."""
        with self._database.transaction():
            state = self.get(campaign).state
            if state is CampaignState.SENDING and self._database.value("campaigns.is_through", campaign=campaign):
                state = self._move(campaign, CampaignState.FINISHED).state
            return state is CampaignState.FINISHED

    def balance(self, campaign: int) -> Balance:
        """How many deliveries stand where, as of one moment."""
        states = dict.fromkeys(DeliveryState, 0)
        reasons: dict[str, int] = {}
        for row in self._database.rows("campaigns.balance", campaign=campaign):
            states[DeliveryState(row["state"])] += row["number"]
            if row["state"] == DeliveryState.SKIPPED:
                reasons[row["reason"]] = row["number"]
        return Balance(audience=self.get(campaign).audience, states=states, skipped_reasons=reasons)

    def rate(self, campaign: int) -> float | None:
        """Messages a second over the last batches, None before the first is through."""
        row = self._database.rows("campaigns.rate", campaign=campaign)[0]
        return row["messages"] / row["seconds"] if row["messages"] and row["seconds"] > 0 else None

    def next_due(self, campaign: int) -> str | None:
        """When the next prepared delivery may be claimed: RFC 3339, "" for at once, None where none is prepared."""
        due = self._database.value("campaigns.next_due", campaign=campaign)
        return None if due is None else str(due)

    def deliveries(self, campaign: int, *, state: DeliveryState | None = None) -> Iterator[Delivery]:
        """A campaign's deliveries, read page by page."""
        after = 0
        while rows := self._database.rows(
            "campaigns.page", campaign=campaign, after=after, state=state or "", limit=_PAGE
        ):
            yield from map(_delivery, rows)
            after = rows[-1]["id"]

    def resolve(self, campaign: int, *, state: DeliveryState, key: str | None = None) -> int:
        """Settle uncertain deliveries by an editor's word, all of them or one address; give their number.

        Sent again (``prepared``), they make a finished campaign a paused one. Of a cancelled one they stay unsent.
        """
        with self._database.transaction():
            reason = "as the editor says" if state is DeliveryState.ACCEPTED else ""
            number = self._database.run(
                "campaigns.resolve", campaign=campaign, state=state, reason=reason, key=key or "", now=self._clock.now()
            )
            current = self.get(campaign).state
            if number and state is DeliveryState.PREPARED and current is CampaignState.FINISHED:
                self._move(campaign, CampaignState.PAUSED, "Uncertain deliveries are to be sent after all.")
            if current is CampaignState.CANCELLED:
                self._database.run("campaigns.drop_prepared", campaign=campaign, now=self._clock.now())
            return number

    def forget(self, days: int) -> int:
        """Take what identifies people out of campaigns that ended so many days ago; give how many those are.

        They go on balancing, and a hash of each address stays, so that their edition still reaches nobody twice.
        """
        with self._database.transaction():
            rows = self._database.rows("campaigns.to_forget", before=self._clock.now(-days * _DAY))
            for row in rows:
                for statement in ("forget_events", "forget", "mark_forgotten"):
                    self._database.run(f"campaigns.{statement}", campaign=row["id"])
            return len(rows)

    def _move(self, campaign: int, state: CampaignState, reason: str = "") -> Campaign:
        with self._database.transaction():
            current = self.get(campaign)
            if current.state is not state:
                if state not in CAMPAIGN_MOVES[current.state]:
                    raise _impossible(current, state)
                self._database.run(
                    "campaigns.move", campaign=campaign, state=state, reason=reason, now=self._clock.now()
                )
            return self.get(campaign)

    def _campaigns(self, where: str, **values: str | int) -> list[Campaign]:
        return [_campaign(row) for row in self._database.rows("campaigns.columns", parts={"where": where}, **values)]


def _impossible(campaign: Campaign, state: CampaignState) -> MoveError:
    return MoveError(
        f"Campaign {campaign.id} is {campaign.state} and can't become {state}.",
        remedy=f"See `digest campaigns show {campaign.id}`.",
    )


def _campaign(row: sqlite3.Row) -> Campaign:
    values = {key: row[key] for key in row.keys()}  # noqa: SIM118  a Row iterates over its values
    changed = {"lists": tuple(json.loads(row["lists"])), "state": CampaignState(row["state"])}
    return Campaign(**values | changed | {"again": bool(row["again"])})


def _delivery(row: sqlite3.Row) -> Delivery:
    return Delivery(
        id=row["id"],
        campaign=row["campaign_id"],
        subscriber=row["subscriber_id"],
        address=row["address"],
        state=DeliveryState(row["state"]),
        reason=row["reason"],
        provider_id=row["provider_id"],
        tries=row["tries"],
        due=row["due"] or None,
        changed=row["changed"],
    )
