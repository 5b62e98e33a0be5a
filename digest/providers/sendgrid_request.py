"""The body of a SendGrid request: one message, and a personalization for each recipient.

Shapes and limits: the Mail Send v3 reference of Twilio SendGrid. Fields are filled by substitutions, which apply to
subject and content but not to headers; so the unsubscribe link is a header of each personalization.
"""

from __future__ import annotations

import base64
from typing import TYPE_CHECKING, Any

from digest.mime import escape_values
from digest.mime.fields import printable

if TYPE_CHECKING:
    from collections.abc import Sequence

    from digest.message import Address, Message
    from digest.providers.base import Envelope
    from digest.settings.model import SendGridSettings

MAX_PERSONALIZATIONS = 1000
MAX_SUBSTITUTIONS = 10_000  # bytes in one personalization
MAX_REQUEST = 30 * 1024 * 1024  # bytes
_WORD_JOINER = "\u2060"
_LIST_SEPARATORS = (";", ",")  # the API splits names at them

Body = dict[str, Any]


def request_body(message: Message, envelopes: Sequence[Envelope], settings: SendGridSettings) -> Body:
    """The request that hands over these envelopes."""
    body = {
        "personalizations": [personalization(message, envelope) for envelope in envelopes],
        "from": _mailbox(message.sender),
        "subject": message.subject,
        "content": [
            {"type": "text/plain", "value": message.text},
            {"type": "text/html", "value": message.html},
        ],
        "headers": dict(message.headers),
        "attachments": [
            {
                "content": base64.b64encode(image.data).decode(),
                "type": image.content_type,
                "filename": image.content_id,
                "disposition": "inline",
                "content_id": image.content_id,
            }
            for image in message.images
        ],
        "categories": list(settings.categories),
        "tracking_settings": _tracking(settings),
        "mail_settings": {"sandbox_mode": {"enable": settings.sandbox}},
    }
    if message.reply_to:
        body["reply_to"] = _mailbox(message.reply_to)
    if settings.asm is not None:
        body["asm"] = {"group_id": settings.asm}
    return {key: value for key, value in body.items() if value not in ({}, [])}


def personalization(message: Message, envelope: Envelope) -> Body:
    """One recipient's part of a request."""
    to = {"email": envelope.address}
    name = printable(envelope.name).strip()
    if name and not any(separator in name for separator in _LIST_SEPARATORS):
        to["name"] = name
    return {
        "to": [to],
        "headers": {"List-Unsubscribe": f"<{envelope.values['unsubscribe']}>"},
        "substitutions": substitutions(message, envelope),
        "custom_args": dict(envelope.arguments),
    }


def substitutions(message: Message, envelope: Envelope) -> dict[str, str]:
    """Token -> value. A token that somebody's own value contains is broken, or it would be filled in turn."""
    values = escape_values(message.fields, envelope.values)
    return {token: _broken(value, values) for token, value in values.items()}


def substitutions_size(message: Message, envelope: Envelope) -> int:
    """Bytes that the API counts against its limit of a personalization."""
    pairs = substitutions(message, envelope).items()
    return sum(len(token.encode()) + len(value.encode()) for token, value in pairs)


def _broken(value: str, tokens: dict[str, str]) -> str:
    for token in tokens:
        value = value.replace(token, token[0] + _WORD_JOINER + token[1:])
    return value


def _mailbox(address: Address) -> dict[str, str]:
    return {"email": address.address, "name": address.name} if address.name else {"email": address.address}


def _tracking(settings: SendGridSettings) -> Body:
    """All set explicitly: an account's own defaults would rewrite links and add a second List-Unsubscribe."""
    return {
        "click_tracking": {"enable": settings.click_tracking, "enable_text": settings.click_tracking},
        "open_tracking": {"enable": settings.open_tracking},
        "subscription_tracking": {"enable": False},
        "ganalytics": {"enable": False},
    }
