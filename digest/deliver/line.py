"""The way to a provider for one thread: a connection that is made again when it breaks."""

from __future__ import annotations

from typing import TYPE_CHECKING

from digest.providers import NotReachedError, Result

if TYPE_CHECKING:
    import threading
    from collections.abc import Sequence

    from digest.message import Message
    from digest.providers import Connection, Outcome, Provider

_BACKOFF = (0.5, 1.0, 2.0, 4.0, 8.0)  # seconds before the provider is tried again; then the line is given up


class Line:
    """A connection that is made when it is needed, and made again when it broke: at once, then more and more slowly."""

    def __init__(self, provider: Provider, message: Message, stop: threading.Event) -> None:
        self._provider = provider
        self._message = message
        self._stop = stop
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
                self._connection = self._provider.connect(self._message)
            except NotReachedError as error:
                self._failures.append(error)
        return self._connection

    def note(self, outcomes: Sequence[Outcome]) -> None:
        """Remember whether the provider takes anything over this line."""
        if any(outcome.result is Result.ACCEPTED for outcome in outcomes):
            self._failures.clear()
        elif self._connection is not None and self._connection.broken:
            words = outcomes[-1].words if outcomes else ""
            self._failures.append(NotReachedError(f"The connection to {self._provider.name} breaks: {words}."))

    def close(self) -> None:
        """Say good-bye."""
        if self._connection is not None:
            self._connection.close()
            self._connection = None

    def _wait(self) -> None:
        if self._failures:
            given_up = len(self._failures) > len(_BACKOFF)
            if given_up or self._stop.wait(_BACKOFF[len(self._failures) - 1]):
                raise self._failures[-1]
