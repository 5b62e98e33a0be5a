"""A send without sending: every message is made and looked at, nothing is stored, and nobody is contacted."""

from __future__ import annotations

import collections
import contextlib
import itertools
import time
from collections import Counter
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from digest.check import check
from digest.errors import OutputError
from digest.mime import compile_message
from digest.providers import Result
from digest.providers.base import unfillable
from digest.providers.sendgrid_request import MAX_SUBSTITUTIONS, substitutions_size

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from digest.deliver.envelopes import Envelopes
    from digest.edition import Edition
    from digest.finding import Finding
    from digest.message import Message
    from digest.providers import Envelope, Provider
    from digest.settings import Settings
    from digest.store import AudiencePlan

SAMPLES = 3


@dataclass(kw_only=True)
class Rehearsal:
    """What a dry run found. Sizes are bytes of whole messages."""

    made: int = 0
    unfit: Counter[str] = field(default_factory=Counter)  # reason -> people who would be skipped
    smallest: int = 0
    largest: int = 0
    samples: list[Path] = field(default_factory=list)
    refused: Counter[str] = field(default_factory=Counter)  # a sandbox's words -> people
    findings: list[Finding] = field(default_factory=list)  # errors in the samples' bytes

    elapsed: float = 0.0  # seconds that making all messages took

    def seconds(self, rate: float | None) -> float:
        """How long a send takes at least: as long as the messages to make, and as the provider's rate makes it."""
        return max(self.elapsed, self.made / rate if rate else 0.0)


@dataclass(frozen=True, kw_only=True)
class DryRun:
    """Makes every subscriber's message as a send would, and writes the first few into ``folder``.

    ``sandbox`` is handed all of them too: a provider that checks requests and delivers nothing.
    """

    envelopes: Envelopes
    settings: Settings
    edition: Edition
    folder: Path
    sandbox: Provider | None = None
    progress: Callable[[int], None] = lambda _: None

    def run(self, plan: AudiencePlan) -> Rehearsal:
        """Walk the whole audience.

        Raises:
            OutputError: the folder can't be written.
            AccountRefusedError, NotReachedError: the sandbox can't be used.
        """
        began = time.monotonic()
        rehearsal = Rehearsal()
        made = self._make(plan, rehearsal)
        if self.sandbox is None:
            collections.deque(made, maxlen=0)
        else:
            _hand_over(made, self.sandbox, self.envelopes.message, rehearsal)
        rehearsal.elapsed = time.monotonic() - began
        return rehearsal

    def _make(self, plan: AudiencePlan, rehearsal: Rehearsal) -> Iterator[Envelope]:
        """Each envelope whose message could be made. They are numbered, since there are no deliveries."""
        compiled = compile_message(self.envelopes.message)
        for number, subscriber in enumerate(plan.subscribers, 1):
            envelope = self.envelopes.envelope(number, subscriber)
            self.progress(1)
            reason = self._unfit(envelope) or unfillable(compiled, envelope)
            if reason:
                rehearsal.unfit[reason] += 1
                continue
            self._note(compiled.fill(envelope.values, envelope.stamp), rehearsal)
            yield envelope

    def _note(self, data: bytes, rehearsal: Rehearsal) -> None:
        rehearsal.made += 1
        rehearsal.smallest = min(rehearsal.smallest or len(data), len(data))
        rehearsal.largest = max(rehearsal.largest, len(data))
        if len(rehearsal.samples) < SAMPLES:
            rehearsal.samples.append(_write(self.folder, len(rehearsal.samples) + 1, data))
            rehearsal.findings += check(data, self.settings, edition=self.edition).errors

    def _unfit(self, envelope: Envelope) -> str | None:
        """A provider's own limit, as far as it can be known without contacting it."""
        message = self.envelopes.message
        if self.settings.provider.name == "sendgrid" and substitutions_size(message, envelope) > MAX_SUBSTITUTIONS:
            return "fields too long"
        return None


def _hand_over(made: Iterator[Envelope], sandbox: Provider, message: Message, rehearsal: Rehearsal) -> None:
    with contextlib.closing(sandbox.connect(message)) as connection:
        while group := list(itertools.islice(made, sandbox.group)):
            outcomes = connection.hand_over(group)
            rehearsal.refused.update(one.words for one in outcomes if one.result is not Result.ACCEPTED)


def _write(folder: Path, number: int, data: bytes) -> Path:
    path = folder / f"sample-{number}.eml"
    try:
        folder.mkdir(parents=True, exist_ok=True)
        path.write_bytes(data)
    except OSError as error:
        raise OutputError(f"{path} can't be written: {error.strerror}.", remedy="Check the folder's rights.") from error
    return path
