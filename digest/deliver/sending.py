"""Working on a campaign until it is through: claim, mark, hand over, record.

One function sends a group; what calls it, a command in the foreground or a worker, is the only difference.
"""

from __future__ import annotations

import contextlib
import threading
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from digest.campaign import CampaignState, DeliveryState
from digest.deliver.batch import Batch
from digest.deliver.line import Line
from digest.deliver.outcomes import recorded
from digest.errors import DigestError, MoveError
from digest.providers import AccountRefusedError, NotReachedError, Result
from digest.store import Outcome

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from digest.deliver.envelopes import Envelopes
    from digest.providers import Connection, Envelope, Provider
    from digest.store import ClaimedDelivery, Store

GROUPS = 4  # of a claim, at most
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
        """
        threads = [threading.Thread(target=self._work, name=f"sending-{n}") for n in range(self.provider.connections)]
        with self._renewing():
            for thread in threads:
                thread.start()
            for thread in threads:
                thread.join()
        if self._failures and not self.store.campaigns.finish_if_through(self.campaign):
            raise self._failures[0]

    def _work(self) -> None:
        """One connection's share, from a thread of its own."""
        try:
            with contextlib.closing(Line(self.provider, self.envelopes.message, self.stop)) as line:
                while not self._stopped() and self._next(line):
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

    def _next(self, line: Line) -> bool:
        """Send what is due; wait where nothing is. Says whether there may be more."""
        claim = self.store.claims.claim(self.campaign, GROUPS * self._group())
        if claim is None:
            return self._wait()
        batch = Batch(self.store, claim)
        try:
            for group in batch.groups(self._group()):
                self._send(line, batch, group)
        finally:
            batch.end()
        return True

    def _send(self, line: Line, batch: Batch, group: Sequence[ClaimedDelivery]) -> None:
        """Hand over one group."""
        connection = line.connection()
        envelopes = self._fit(connection, batch, group)
        self._keep_rate(batch, len(envelopes))
        if self._stopped():
            return
        going = batch.begin(envelope.delivery for envelope in envelopes)
        if not going:
            return
        outcomes = connection.hand_over([envelope for envelope in envelopes if envelope.delivery in going])
        batch.note(recorded(one, tries=batch.tries(one.delivery)) for one in outcomes)
        line.note(outcomes)
        self.progress(len(outcomes))
        refused = next((one for one in outcomes if one.result is Result.ACCOUNT), None)
        if refused is not None:
            raise AccountRefusedError(
                f"The provider refuses the account or the sender: {refused.words}.",
                remedy=f"Put it right, then: digest campaigns resume {self.campaign}",
            )

    def _fit(self, connection: Connection, batch: Batch, group: Sequence[ClaimedDelivery]) -> list[Envelope]:
        """The envelopes of a group, less those that the provider can't take at all, who are skipped."""
        envelopes = [self.envelopes.envelope(delivery.id, delivery.subscriber) for delivery in group]
        unfit = {envelope.delivery: why for envelope in envelopes if (why := connection.unfit(envelope))}
        batch.note(Outcome(delivery=one, state=DeliveryState.SKIPPED, words=why) for one, why in unfit.items())
        return [envelope for envelope in envelopes if envelope.delivery not in unfit]

    def _group(self) -> int:
        """How many go together: at a low rate no more than a second's worth."""
        return max(1, min(self.provider.group, int(self.rate or self.provider.group)))

    def _keep_rate(self, batch: Batch, messages: int) -> None:
        if self.rate and messages:
            wait = self.store.rates.reserve(self.provider.name, messages, self.rate)
            if wait > 0:
                batch.write()
                self.stop.wait(wait)

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
