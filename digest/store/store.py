"""The store of a workspace, opened."""

from __future__ import annotations

import contextlib
from typing import TYPE_CHECKING, Self

from digest.errors import SettingsError
from digest.store.approvals import ApprovalStore, HoldStore
from digest.store.audiences import AudienceStore
from digest.store.campaigns import CampaignStore
from digest.store.claims import ClaimStore
from digest.store.clock import Clock
from digest.store.database import Database
from digest.store.erasure import erasure_hash
from digest.store.events import EventStore
from digest.store.imports import ImportStore
from digest.store.migrations import migrate
from digest.store.rates import RateStore
from digest.store.schedules import ScheduleStore
from digest.store.subscribers import ListStore, SubscriberStore
from digest.store.suppressions import SuppressionStore

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from digest.settings import Settings


class Store:
    """Subscribers, lists, suppressions, campaigns and deliveries, in one SQLite database.

    Threads may share a store. Processes open one each, as many as they like side by side.
    """

    def __init__(self, path: Path | None, *, lease: float = 10.0, clock: Clock | None = None) -> None:
        """Open ``path``, made where it is missing; None is a store in memory. ``lease`` is in seconds."""
        clock = clock or Clock()
        self._database = Database(path)
        try:
            migrate(self._database)
        except BaseException:
            self._database.close()
            raise
        self._database.add_function("erasure_hash", erasure_hash(self._database))
        self.imports = ImportStore(self._database, clock)
        self.lists = ListStore(self._database)
        self.subscribers = SubscriberStore(self._database, clock)
        self.suppressions = SuppressionStore(self._database, clock)
        self.campaigns = CampaignStore(self._database, clock)
        self.audiences = AudienceStore(self._database, clock, self.campaigns)
        self.claims = ClaimStore(self._database, clock, lease)
        self.events = EventStore(self._database, clock)
        self.rates = RateStore(self._database, clock)
        self.schedules = ScheduleStore(self._database, clock)
        self.approvals = ApprovalStore(self._database, clock)
        self.holds = HoldStore(self._database, clock)

    @property
    def id(self) -> str:
        """What tells this store from others that use the same provider: random, made with it."""
        return str(self._database.value("facts.get", name="store"))

    @contextlib.contextmanager
    def transaction(self) -> Iterator[None]:
        """Make all that the block writes one transaction: everything, or nothing where it raises."""
        with self._database.transaction():
            yield

    def close(self) -> None:
        """Give back what is claimed, and close the database."""
        self.claims.close()
        self._database.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()


def open_store(settings: Settings, *, make: bool = True, clock: Clock | None = None) -> Store:
    """Open the store that the settings name, made where it is missing; without ``make``, an empty one in memory then.

    Campaigns that ended before [privacy] retention are forgotten on the way, unless the store is only looked at.

    Raises:
        SettingsError: there is no workspace, or the settings name no file.
        StoreError: the database can't be opened.
    """
    path = store_path(settings)
    store = Store(path if make or path.exists() else None, lease=settings.store.lease, clock=clock)
    if make and settings.privacy.retention is not None:
        store.campaigns.forget(settings.privacy.retention)
    return store


def store_path(settings: Settings) -> Path:
    """The file that [store] url names.

    Raises:
        SettingsError: there is no workspace, or the settings name no file.
    """
    if settings.workspace is None:
        raise SettingsError(
            "Lists and campaigns are kept in a workspace, and there is none here.",
            remedy="Make one with `digest init`, or name one with `digest -w DIR`.",
        )
    if "://" in settings.store.url:
        raise SettingsError(
            f"[store] url names {settings.store.url.partition(':')[0]}, and a store is a SQLite file.",
            remedy='Name a path, such as url = "digest.db".',
        )
    return settings.workspace / settings.store.url
