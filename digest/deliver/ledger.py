"""One thread that writes to the store for all that send.

Each commit waits for the disk. What came up while it waited goes into the next one together, so that twenty
connections need hardly more commits than one; and nobody who sends waits for what they don't need yet.
"""

from __future__ import annotations

import queue
import threading
from concurrent.futures import Future
from typing import TYPE_CHECKING, Any, Self, TypeVar

if TYPE_CHECKING:
    from collections.abc import Callable

    from digest.store import Store

T = TypeVar("T")
_Job = tuple["Future[Any]", "Callable[[], Any]"]


class Ledger:
    """Takes work from any thread, and does what is there in one transaction: all of it is written, or none."""

    def __init__(self, store: Store) -> None:
        self._store = store
        self._jobs: queue.SimpleQueue[_Job | None] = queue.SimpleQueue()
        self._thread = threading.Thread(target=self._run, name="ledger")

    def submit(self, work: Callable[[], T]) -> Future[T]:
        """Have something written; the future is done when it is on disk, or raises what went wrong."""
        future: Future[T] = Future()
        self._jobs.put((future, work))
        return future

    def __enter__(self) -> Self:
        self._thread.start()
        return self

    def __exit__(self, *_: object) -> None:
        """Finish what was submitted."""
        self._jobs.put(None)
        self._thread.join()

    def _run(self) -> None:
        while (job := self._jobs.get()) is not None:
            jobs, last = [job], False
            while not self._jobs.empty() and not last:
                more = self._jobs.get()
                last = more is None
                jobs += [more] if more else []
            self._write(jobs)
            if last:
                return

    def _write(self, jobs: list[_Job]) -> None:
        try:
            with self._store.transaction():
                results = [work() for _, work in jobs]
        except Exception as error:  # noqa: BLE001 - raised again in the threads that wait for it
            for future, _ in jobs:
                future.set_exception(error)
        else:
            for (future, _), result in zip(jobs, results, strict=True):
                future.set_result(result)
