"""A store with people in it, for the tests of what happens to them."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

from digest.message import Address, Field, InlineImage, Message
from digest.store import Audience, CampaignContent, Clock, Store

if TYPE_CHECKING:
    from pathlib import Path

    from digest.campaign import Campaign


class FakeClock:
    """A clock that goes when it is told to."""

    def __init__(self) -> None:
        self.at = dt.datetime(2026, 11, 24, 7, 30, tzinfo=dt.UTC)
        self.ticks = 1000.0

    def clock(self) -> Clock:
        """As the store reads it."""
        return Clock(wall=lambda: self.at, steady=lambda: self.ticks)

    def go(self, seconds: float) -> None:
        """Let time pass."""
        self.at += dt.timedelta(seconds=seconds)
        self.ticks += seconds


def message(subject: str = "Morning") -> Message:
    """A small message with everything in it."""
    return Message(
        subject=subject,
        preheader="What happened",
        sender=Address(address="news@example.com", name="News"),
        html="<p>DGN</p>",
        text="DGT",
        language="en",
        headers=(("List-Id", "<news.example.com>"),),
        images=(InlineImage(content_id="logo", content_type="image/png", data=b"\x89PNG\x00"),),
        fields=(Field(name="name", html_token="DGN", text_token="DGT", default="reader"),),  # noqa: S106
    )


def content(edition: str = "morning-0123456789", subject: str = "Morning") -> CampaignContent:
    """What a campaign of that edition sends."""
    return CampaignContent(edition=edition, title="Morning", path="morning.md", content="aa", message=message(subject))


def people(store: Store, names: str, *, on: str = "readers", confirmed: int = 1) -> None:
    """Put people on a list, one a word."""
    store.imports.begin()
    store.imports.expect(("key", "line", "spelling", "name", "confirmed"))
    store.imports.take(
        [
            (f"{name}@example.com", line, f"{name}@example.com", name, confirmed)
            for line, name in enumerate(names.split(), 2)
        ]
    )
    store.imports.settle()
    store.imports.merge(on, source="test")


def campaign_for(store: Store, names: str, edition: str = "morning-0123456789") -> Campaign:
    """A campaign to these people, on a list of their own."""
    people(store, names)
    return store.audiences.start(content(edition), Audience(lists=("readers",)))


def open_at(folder: Path, clock: FakeClock | None = None) -> Store:
    """The store in a folder, with leases of ten seconds."""
    return Store(folder / "digest.db", lease=10.0, clock=clock.clock() if clock else None)
