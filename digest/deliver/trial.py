"""One message to one address, to look at it in a real inbox. It belongs to no campaign, and its links do nothing."""

from __future__ import annotations

import contextlib
import datetime as dt
import secrets
from typing import TYPE_CHECKING

from digest.errors import RefusedError, UnreachableError
from digest.mime import Stamp, example_values
from digest.providers import Envelope, Result

if TYPE_CHECKING:
    from digest.message import Message
    from digest.providers import Provider


def send_trial(message: Message, address: str, provider: Provider, *, base_url: str) -> str:
    """Hand over one message, and return the provider's words.

    Raises:
        RefusedError: the provider doesn't take it.
        UnreachableError: it could not be reached, or gave no answer.
    """
    domain = message.sender.address.rpartition("@")[2]
    envelope = Envelope(
        delivery=0,
        address=address,
        stamp=Stamp(
            date=dt.datetime.now(dt.UTC).replace(microsecond=0),
            message_id=f"test.{secrets.token_hex(8)}@{domain}",
            boundary=message.hash[:24],
        ),
        values=example_values(message, base_url=base_url) | {"address": address},
    )
    with contextlib.closing(provider.connect(message)) as connection:
        (outcome,) = connection.hand_over([envelope])
    if outcome.result is Result.ACCEPTED:
        return outcome.words
    if outcome.result is Result.UNFIT:
        raise RefusedError(f"{address} can't be mailed: {outcome.words}.")
    if outcome.result in (Result.REJECTED, Result.ACCOUNT):
        raise RefusedError(f"{provider.name} refuses the message to {address}: {outcome.words}.")
    raise UnreachableError(f"{provider.name} did not take the message to {address}: {outcome.words}.")
