"""Working on a campaign until it is through: claim, mark, hand over, record.

One function sends a group; what calls it, a command in the foreground or a worker, is the only difference.
"""

from __future__ import annotations

import contextlib
import threading
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from digest.campaign import CampaignState, DeliveryState
from digest.deliver.outcomes import recorded
from digest.errors import DigestError, MoveError
from digest.providers import AccountRefusedError, NotReachedError, Result
from digest.store import Outcome

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from digest import providers
    from digest.deliver.envelopes import Envelopes
    from digest.providers import Connection, Envelope, Provider
    from digest.store import Claim, ClaimedDelivery, Store

GROUPS = 4  # of a claim, at most
_POLL = 0.25  # seconds between looks at a campaign whose rest others have in hand
_BACKOFF = (0.5, 1.0, 2.0, 4.0, 8.0)  # seconds before the provider is tried again; then this process gives up


@dataclass(kw_only=True)
class Sending:
    """One process's work on one campaign. ``stop`` set, what is in flight is finished and nothing more begun."""

    store: Store
    campaign: int
    provider: Provider
    envelopes: Envelopes
    rate: float | None
    lease: float  # seconds
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
            with contextlib.closing(_Line(self)) as line:
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

    def _next(self, line: _Line) -> bool:
        """Send what is due; wait where nothing is. Says whether there may be more."""
        claim = self.store.claims.claim(self.campaign, GROUPS * self._group())
        if claim is None:
            return self._wait()
        try:
            size = self._group()
            for start in range(0, len(claim.deliveries), size):
                self._send(line, claim, claim.deliveries[start : start + size])
        finally:
            self.store.claims.release(claim.fence)
        return True

    def _send(self, line: _Line, claim: Claim, group: Sequence[ClaimedDelivery]) -> None:
        """Hand over one group: each delivery is committed as sending before its first byte, and its outcome after."""
        connection = line.connection()
        envelopes = self._fit(connection, claim, group)
        self._keep_rate(len(envelopes))
        if self._stopped():
            return
        going = self.store.claims.mark_sending(claim.fence, [envelope.delivery for envelope in envelopes])
        if not going:
            return
        outcomes = connection.hand_over([envelope for envelope in envelopes if envelope.delivery in going])
        tries = {delivery.id: delivery.tries for delivery in group}
        self.store.claims.record(claim.fence, [recorded(one, tries=tries[one.delivery]) for one in outcomes])
        line.note(outcomes)
        self.progress(len(outcomes))
        refused = next((one for one in outcomes if one.result is Result.ACCOUNT), None)
        if refused is not None:
            raise AccountRefusedError(
                f"The provider refuses the account or the sender: {refused.words}.",
                remedy=f"Put it right, then: digest campaigns resume {self.campaign}",
            )

    def _fit(self, connection: Connection, claim: Claim, group: Sequence[ClaimedDelivery]) -> list[Envelope]:
        """The envelopes of a group, less those that the provider can't take at all, who are skipped."""
        envelopes = [self.envelopes.envelope(delivery.id, delivery.subscriber) for delivery in group]
        unfit = {envelope.delivery: why for envelope in envelopes if (why := connection.unfit(envelope))}
        if unfit:
            skipped = [
                Outcome(delivery=delivery, state=DeliveryState.SKIPPED, words=why) for delivery, why in unfit.items()
            ]
            self.store.claims.record(claim.fence, skipped)
        return [envelope for envelope in envelopes if envelope.delivery not in unfit]

    def _group(self) -> int:
        """How many go together: at a low rate no more than a second's worth."""
        return max(1, min(self.provider.group, int(self.rate or self.provider.group)))

    def _keep_rate(self, messages: int) -> None:
        if self.rate and messages:
            self.stop.wait(self.store.rates.reserve(self.provider.name, messages, self.rate))

    def _wait(self) -> bool:
        """Nothing is due here: wait for what is due later, and for what others have in hand."""
        campaigns = self.store.campaigns
        if campaigns.finish_if_through(self.campaign):
            return False
        if campaigns.get(self.campaign).state is not CampaignState.SENDING:
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


class _Line:
    """A connection that is made when it is needed, and made again when it broke: at once, then more and more slowly."""

    def __init__(self, sending: Sending) -> None:
        self._sending = sending
        self._connection: Connection | None = None
        self._failures: list[NotReachedError] = []  # since the provider last took something

    def connection(self) -> Connection:
        """The open connection.

        Raises:
            AccountRefusedError: the provider refuses us.
            NotReachedError: it could not be reached, again and again, or this process was told to stop meanwhile.
        """
        if self._connection is not None and self._connection.broken:
            self.close()
        while self._connection is None:
            self._wait()
            try:
                self._connection = self._sending.provider.connect(self._sending.envelopes.message)
            except NotReachedError as error:
                self._failures.append(error)
        return self._connection

    def note(self, outcomes: Sequence[providers.Outcome]) -> None:
        """Remember whether the provider takes anything over this line."""
        if any(outcome.result is Result.ACCEPTED for outcome in outcomes):
            self._failures.clear()
        elif self._connection is not None and self._connection.broken:
            words = outcomes[-1].words if outcomes else ""
            self._failures.append(NotReachedError(f"The connection to {self._sending.provider.name} breaks: {words}."))

    def close(self) -> None:
        """Say good-bye."""
        if self._connection is not None:
            self._connection.close()
            self._connection = None

    def _wait(self) -> None:
        if self._failures:
            given_up = len(self._failures) > len(_BACKOFF)
            if given_up or self._sending.stop.wait(_BACKOFF[len(self._failures) - 1]):
                raise self._failures[-1]
