"""Whom a campaign is for, and freezing them: one transaction writes a delivery for each person, or none."""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import TYPE_CHECKING

from digest.campaign import NOT_BEGUN, UNFINISHED, Campaign, CampaignState
from digest.errors import InputError, MoveError, RefusedError
from digest.store import content as kept
from digest.store.queries import query
from digest.store.rows import list_id, subscriber_from_row

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from digest.store.campaigns import CampaignStore
    from digest.store.clock import Clock
    from digest.store.content import CampaignContent
    from digest.store.database import Database, Value
    from digest.subscriber import Subscriber

_PAGE = 1000
_NO_ROUND = -1  # in which nobody was reached yet


@dataclass(frozen=True, slots=True, kw_only=True)
class Audience:
    """Whom a campaign is for: lists, or the deliveries of an earlier campaign."""

    lists: tuple[str, ...] = ()
    imported: bool = False  # only those of the file that this transaction imported
    remainder_of: int | None = None  # those whom that campaign did not reach
    corrects: int | None = None  # those who got that campaign's message
    again: bool = False  # also those whom the edition reached before

    @property
    def query(self) -> str:
        """The name of the statement that gives it."""
        if self.remainder_of is not None:
            return "audiences.left_out"
        if self.corrects is not None:
            return "audiences.reached"
        return "audiences.imported" if self.imported else "audiences.lists"

    @property
    def origin(self) -> int | None:
        """The earlier campaign it is taken from."""
        return self.corrects if self.remainder_of is None else self.remainder_of


@dataclass(frozen=True, slots=True, kw_only=True)
class AudiencePlan:
    """Whom a campaign would go to. ``subscribers`` can be gone through once, until the next plan."""

    audience: int
    skipped_reasons: Mapping[str, int]
    subscribers: Iterator[Subscriber]

    @property
    def mailed(self) -> int:
        """How many of the audience nothing speaks against."""
        return self.audience - sum(self.skipped_reasons.values())


class AudienceStore:
    """Starting campaigns, and trying out who would get one."""

    def __init__(self, database: Database, clock: Clock, campaigns: CampaignStore) -> None:
        self._database = database
        self._clock = clock
        self._campaigns = campaigns

    def start(self, content: CampaignContent, audience: Audience) -> Campaign:
        """Freeze an audience and start a campaign, in one transaction or not at all.

        Whoever must not be mailed, or was reached by the edition before, is written as skipped, with the reason. A
        campaign that reaches nobody is finished at once.

        Raises:
            RefusedError: the same edition is on its way to the same lists, or the earlier campaign isn't through.
            InputError: a list or the earlier campaign doesn't exist.
        """
        with self._database.transaction():
            self._refuse_twin(content.edition, audience)
            campaign = self._add(content, audience)
            self._add_lists(campaign, audience)
            return self._freeze(campaign, content.edition, audience)

    def schedule(
        self, content: CampaignContent, audience: Audience, *, due: str, wall: str = "", zone: str = ""
    ) -> Campaign:
        """Keep a campaign for later, whose audience is frozen by :meth:`begin`.

        ``wall`` is a time on each recipient's own clock, ``zone`` that of those whose own isn't known.

        Raises what :meth:`start` does.
        """
        with self._database.transaction():
            self._refuse_twin(content.edition, audience)
            campaign = self._add(content, audience, due=due)
            self._add_lists(campaign, audience)
            self._database.run("campaigns.set_wall", campaign=campaign, wall=wall, zone=zone)
            return self._campaigns.get(campaign)

    def begin(self, campaign: int) -> Campaign:
        """Freeze the audience of a campaign that was kept for later, and start it.

        Raises:
            MoveError: it has begun.
        """
        with self._database.transaction():
            planned = self._campaigns.get(campaign)
            if planned.state not in NOT_BEGUN:
                raise MoveError(f"Campaign {campaign} has begun.", remedy=f"See `digest campaigns show {campaign}`.")
            return self._freeze(campaign, planned.edition, Audience(lists=planned.lists, again=planned.again))

    def zones(self, lists: tuple[str, ...]) -> frozenset[str]:
        """The time zones that the subscribers of lists name."""
        rows = self._database.rows("campaigns.list_zones", lists=json.dumps(lists))
        return frozenset(row["timezone"] for row in rows)

    def plan(self, edition: str, audience: Audience) -> AudiencePlan:
        """Whom :meth:`start` would send to; with ``imported``, as if the file that is staged were imported already.

        Nothing is written, and nobody else is kept waiting.

        Raises:
            RefusedError, InputError: as :meth:`start` does.
        """
        self._refuse_twin(edition, audience)
        if not audience.imported:
            for name in audience.lists:
                list_id(self._database, name)
        anew = audience.again or audience.corrects is not None
        values = self._values(edition, audience, _NO_ROUND if anew else self._round_of(audience))
        people = "audiences.staged" if audience.imported else audience.query
        with self._database.scratch():
            self._database.run("audiences.forget_planned")
            self._database.run("audiences.planned_table")
            self._database.run("audiences.plan", parts={"reasoned": self._reasoned(people, edition)}, **values)
            counts = {row["reason"]: row["number"] for row in self._database.rows("audiences.planned_counts")}
        return AudiencePlan(
            audience=sum(counts.values()),
            skipped_reasons={reason: number for reason, number in counts.items() if reason},
            subscribers=self._planned("planned_staged_page" if audience.imported else "planned_page"),
        )

    def _planned(self, page: str) -> Iterator[Subscriber]:
        after = 0
        while rows := self._database.rows(f"audiences.{page}", after=after, limit=_PAGE):
            yield from map(subscriber_from_row, rows)
            after = rows[-1]["id"]

    def _round_of(self, audience: Audience) -> Value:
        """The round of the campaign whose remainder this is; 0 for any other."""
        if audience.remainder_of is None:
            return 0
        return self._database.value("campaigns.round", campaign=audience.remainder_of)

    def _values(self, edition: str, audience: Audience, number: Value) -> dict[str, Value]:
        return {
            "edition_id": self._database.value("campaigns.edition", edition=edition),
            "round": number,
            "lists": json.dumps(audience.lists),
            "other": audience.origin,
        }

    def _refuse_twin(self, edition: str, audience: Audience) -> None:
        for other in self._campaigns.of_edition(edition):
            same_origin = (other.remainder_of, other.corrects) == (audience.remainder_of, audience.corrects)
            same_lists = audience.origin is not None or other.lists == tuple(sorted(audience.lists))
            if other.state in UNFINISHED and same_origin and same_lists:
                raise RefusedError(
                    f"Campaign {other.id} sends this edition already and is {other.state}.",
                    remedy=f"See it with `digest campaigns show {other.id}`, or let it go on with "
                    f"`digest campaigns resume {other.id}`.",
                )
        if audience.origin is not None and (origin := self._campaigns.get(audience.origin)).state in UNFINISHED:
            raise RefusedError(
                f"Campaign {origin.id} is {origin.state}, so it is not known yet whom it reaches.",
                remedy=f"Finish it with `digest campaigns resume {origin.id}`, or end it with "
                f"`digest campaigns cancel {origin.id}`.",
            )

    def _freeze(self, campaign: int, edition: str, audience: Audience) -> Campaign:
        number = self._database.run(
            "campaigns.freeze",
            parts={"reasoned": self._reasoned(audience.query, edition)},
            campaign=campaign,
            now=self._clock.now(),
            **self._values(edition, audience, self._database.value("campaigns.round", campaign=campaign)),
        )
        self._database.run("campaigns.count_audience", campaign=campaign, audience=number)
        self._campaigns.resume(campaign)
        self._campaigns.finish_if_through(campaign)
        return self._campaigns.get(campaign)

    def _add(self, content: CampaignContent, audience: Audience, *, due: str | None = None) -> int:
        self._database.run("campaigns.add_edition", edition=content.edition)
        row = self._database.rows(
            "campaigns.add",
            edition_id=self._database.value("campaigns.edition", edition=content.edition),
            round=self._round_of(audience),
            title=content.title,
            path=content.path,
            content=content.content,
            subject=content.message.subject,
            message_hash=content.message.hash,
            remainder_of=audience.remainder_of,
            corrects=audience.corrects,
            state=CampaignState.SCHEDULED,
            due=due,
            now=self._clock.now(),
        )[0]
        self._database.run(
            "campaigns.add_content",
            campaign=row["id"],
            message=kept.message_to_json(content.message),
            disclaimers=kept.disclaimers_to_json(content.disclaimers),
            allowed=json.dumps(content.allowed),
        )
        if audience.again or audience.corrects is not None:
            self._database.run("campaigns.open_round", campaign=row["id"])
        return int(row["id"])

    def _add_lists(self, campaign: int, audience: Audience) -> None:
        if audience.origin is not None:
            self._database.run("campaigns.copy_lists", campaign=campaign, other=audience.origin)
        for name in audience.lists:
            if not self._database.run("campaigns.add_list", campaign=campaign, list=name):
                raise InputError(f"There is no list {name}.", remedy="See `digest lists list`, or import one.")

    def _reasoned(self, people: str, edition: str) -> str:
        audience = query(people, {"standing_now": query("audiences.standing_now")})
        number = self._database.value("campaigns.edition", edition=edition)
        forgotten = self._database.value("campaigns.has_forgotten", edition_id=number)
        same = "d.key IN (a.key, erasure_hash(a.key))" if forgotten else "d.key = a.key"
        return query("audiences.reasoned", {"audience": audience, "same": same})
