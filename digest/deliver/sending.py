"""Working on a campaign until it is through: claim, mark, hand over, record.

One function sends a group; what calls it, a command in the foreground or a worker, is the only difference.
"""

from __future__ import annotations

import contextlib
import threading
import time
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from digest.campaign import CampaignState
from digest.deliver.feed import Feed
from digest.deliver.ledger import Ledger
from digest.deliver.line import Line
from digest.deliver.outcomes import recorded
from digest.errors import DigestError, MoveError
from digest.providers import AccountRefusedError, NotReachedError, Result

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from digest.deliver.envelopes import Envelopes
    from digest.deliver.feed import Group
    from digest.providers import Provider
    from digest.store import Store

_POLL = 0.25  # seconds between looks at a campaign whose rest others have in hand


@dataclass(kw_only=True)
class Sending:
    """One process's work on one campaign. ``stop`` set, what is in flight is finished and nothing more begun."""

    store: Store
    campaign: int
    provider: Provider
    envelopes: Envelopes
    rate: float | None
    lease: float  # seconds
    patient: bool = True  # wait for what is due later, until the campaign is through
    stop: threading.Event = field(default_factory=threading.Event)
    progress: Callable[[int], None] = lambda _: None  # told how many deliveries of a group have an outcome
    _failures: list[Exception] = field(default_factory=list)
    _failed: threading.Event = field(default_factory=threading.Event)

    def run(self) -> None:
        """Send until the campaign is through, paused or cancelled, or until told to stop.

        Raises:
            AccountRefusedError: the provider refuses us; the campaign is paused.
            NotReachedError: the provider could not be reached; nobody is lost, and ``resume`` goes on.
            StoreError: the store can't be written; at most what is in flight is in doubt.
        """
        with self._renewing(), Ledger(self.store) as ledger:
            threads = [
                threading.Thread(target=self._work, args=[ledger], name=f"sending-{n}")
                for n in range(self.provider.connections)
            ]
            for thread in threads:
                thread.start()
            for thread in threads:
                thread.join()
        if self._failures and not self.store.campaigns.finish_if_through(self.campaign):
            raise self._failures[0]

    def _work(self, ledger: Ledger) -> None:
        """One connection's share, from a thread of its own."""
        line = Line(self.provider, self.envelopes.message, self.stop)

        def ready(messages: int) -> None:
            line.connection()
            self._keep_rate(messages)

        feed = Feed(store=self.store, ledger=ledger, campaign=self.campaign, size=self._group(), ready=ready)
        try:
            with contextlib.closing(line), _settling(feed):
                while not self._stopped() and self._next(line, feed):
                    pass
        except AccountRefusedError as error:
            self._pause(error.message)
            self._fail(error)
        except NotReachedError as error:
            self._failures.append(error)  # the other connections may be luckier
        except Exception as error:  # noqa: BLE001 - raised again in run, not lost with this thread
            self._fail(error)

    def _fail(self, error: Exception) -> None:
        self._failures.append(error)
        self._failed.set()

    def _stopped(self) -> bool:
        return self.stop.is_set() or self._failed.is_set()

    def _next(self, line: Line, feed: Feed) -> bool:
        """Send a group; wait where nothing is due. Says whether there may be more."""
        group = feed.next()
        if group is None:
            feed.settle()
            return self._wait()
        if self._stopped() or time.monotonic() - group.marked > self.lease:
            feed.give_back(group)  # after a sleep somebody else may have it by now
        elif group.deliveries:
            if self.provider.ahead and not self.rate:
                feed.look_ahead()
            self._send(line, feed, group)
        return True

    def _send(self, line: Line, feed: Feed, group: Group) -> None:
        """Hand over one group."""
        connection = line.connection()
        tries = {delivery.id: delivery.tries for delivery in group.deliveries}
        outcomes = connection.hand_over(
            [self.envelopes.envelope(delivery.id, delivery.subscriber) for delivery in group.deliveries]
        )
        feed.note(group, (recorded(one, tries=tries[one.delivery]) for one in outcomes))
        line.note(outcomes)
        self.progress(len(outcomes))
        refused = next((one for one in outcomes if one.result is Result.ACCOUNT), None)
        if refused is not None:
            raise AccountRefusedError(
                f"The provider refuses the account or the sender: {refused.words}.",
                remedy=f"Put it right, then: digest campaigns resume {self.campaign}",
            )
        if connection.broken:
            feed.settle()  # connecting again may take long, and nothing is to be in doubt meanwhile

    def _group(self) -> int:
        """How many go together: at a low rate no more than a second's worth."""
        return max(1, min(self.provider.group, int(self.rate or self.provider.group)))

    def _keep_rate(self, messages: int) -> None:
        if self.rate:
            self.stop.wait(self.store.rates.reserve(self.provider.name, messages, self.rate))

    def _wait(self) -> bool:
        """Nothing is due here: wait for what is due later, and for what others have in hand."""
        campaigns = self.store.campaigns
        if campaigns.finish_if_through(self.campaign):
            return False
        if campaigns.get(self.campaign).state is not CampaignState.SENDING or not self.patient:
            return False
        return not self.stop.wait(_POLL)

    def _pause(self, reason: str) -> None:
        with contextlib.suppress(MoveError):  # it ended meanwhile
            self.store.campaigns.pause(self.campaign, reason)

    @contextlib.contextmanager
    def _renewing(self) -> Iterator[None]:
        """Keep this process's claims alive while it works."""
        done = threading.Event()

        def renew() -> None:
            while not done.wait(self.lease / 3):
                with contextlib.suppress(DigestError):  # a lease that runs out is noticed where it matters
                    self.store.claims.renew()

        thread = threading.Thread(target=renew, name="renewing")
        thread.start()
        try:
            yield
        finally:
            done.set()
            thread.join()


@contextlib.contextmanager
def _settling(feed: Feed) -> Iterator[None]:
    """Whatever happens, write what is known at the end."""
    try:
        yield
    finally:
        feed.settle()
