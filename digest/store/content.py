"""What a campaign keeps of its edition, as JSON: the message with its open fields, and the disclaimers in it."""

from __future__ import annotations

import base64
import dataclasses
import json
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from digest.edition import Disclaimer, Placement
from digest.message import Address, Field, InlineImage, Message


@dataclass(frozen=True, slots=True, kw_only=True)
class CampaignContent:
    """What a campaign sends, and what it keeps of where that came from."""

    edition: str  # its id
    title: str
    path: str  # of the article or draft, as typed
    content: str  # hash of its text
    message: Message
    disclaimers: tuple[Disclaimer, ...] = ()
    allowed: tuple[str, ...] = ()  # rules whose errors settings let through


def message_to_json(message: Message) -> str:
    """A message as JSON, images in base64."""
    return json.dumps(_plain(message), ensure_ascii=False)


def message_from_json(text: str) -> Message:
    """The message that :func:`message_to_json` wrote; its hash is the same."""
    values = json.loads(text)
    return Message(
        **{key: values[key] for key in ("subject", "preheader", "html", "text", "language")},
        sender=Address(**values["sender"]),
        reply_to=Address(**values["reply_to"]) if values["reply_to"] else None,
        headers=tuple((name, value) for name, value in values["headers"]),
        images=tuple(InlineImage(**image | {"data": base64.b64decode(image["data"])}) for image in values["images"]),
        fields=tuple(Field(**field) for field in values["fields"]),
    )


def disclaimers_to_json(disclaimers: tuple[Disclaimer, ...]) -> str:
    """Disclaimers as JSON."""
    return json.dumps(_plain(disclaimers), ensure_ascii=False)


def disclaimers_from_json(text: str) -> tuple[Disclaimer, ...]:
    """The disclaimers that :func:`disclaimers_to_json` wrote."""
    return tuple(Disclaimer(**item | {"placement": Placement(item["placement"])}) for item in json.loads(text))


def _plain(value: object) -> Any:  # noqa: ANN401  JSON is any of several types
    if dataclasses.is_dataclass(value):
        return {field.name: _plain(getattr(value, field.name)) for field in dataclasses.fields(value)}
    if isinstance(value, bytes):
        return base64.b64encode(value).decode("ascii")
    if isinstance(value, Mapping):
        return {key: _plain(item) for key, item in value.items()}
    if isinstance(value, tuple | list):
        return [_plain(item) for item in value]
    return value
