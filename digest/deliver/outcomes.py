"""What a provider says of an envelope, as what becomes of the delivery."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from digest.campaign import DeliveryState
from digest.providers import Result
from digest.store import Outcome

if TYPE_CHECKING:
    from collections.abc import Mapping

    from digest import providers

# Seconds before a delivery that was refused for now is tried again: after its first try, its second, ... Mail servers
# that put strangers off want a few minutes (RFC 6647); whoever is still refused after the last is given up.
WAITS = (2.0, 6.0, 18.0, 54.0, 162.0, 486.0)
_STATES: Mapping[Result, DeliveryState] = {
    Result.ACCEPTED: DeliveryState.ACCEPTED,
    Result.REJECTED: DeliveryState.REJECTED,
    Result.UNFIT: DeliveryState.SKIPPED,
    Result.LATER: DeliveryState.PREPARED,
    Result.UNTRIED: DeliveryState.PREPARED,
    Result.ACCOUNT: DeliveryState.PREPARED,
    Result.UNCERTAIN: DeliveryState.UNCERTAIN,
}
_ADDRESS = re.compile(r"\S+@\S+")
_DIGITS = re.compile(r"[0-9]+")


def recorded(outcome: providers.Outcome, *, tries: int) -> Outcome:
    """The outcome for the store, of a delivery that was tried so often before."""
    state, words = _STATES[outcome.result], outcome.words
    wait = 0.0
    if outcome.result is Result.LATER and tries >= len(WAITS):
        state, words = DeliveryState.FAILED, f"given up after {tries + 1} tries: {words}"
    elif outcome.result is Result.LATER:
        wait = WAITS[tries] if outcome.wait is None else max(1.0, outcome.wait)
    return Outcome(
        delivery=outcome.delivery,
        state=state,
        words=words,
        provider_id=outcome.provider_id or "",
        wait=wait,
        tried=outcome.result not in (Result.UNTRIED, Result.ACCOUNT, Result.UNFIT),
        refusal=_pattern(words) if state is DeliveryState.REJECTED and not outcome.about_recipient else "",
    )


def _pattern(words: str) -> str:
    """A refusal less what differs from recipient to recipient."""
    return _DIGITS.sub("0", _ADDRESS.sub("", words))
