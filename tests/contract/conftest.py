"""Real servers on loopback that behave as mail servers and SendGrid do, and misbehave on demand."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from digest.message import Address, Message
from digest.mime import FieldTokens
from tests.contract.smtp_server import SmtpServer

if TYPE_CHECKING:
    from collections.abc import Iterator


@pytest.fixture
def smtp_server() -> Iterator[SmtpServer]:
    """A mail server that remembers what it took."""
    server = SmtpServer()
    server.start()
    yield server
    server.stop()


@pytest.fixture
def message() -> Message:
    """A message with two open fields."""
    tokens = FieldTokens.choose(["Hello"])
    fields = (tokens.field("name", "reader"), tokens.field("unsubscribe"))
    name, unsubscribe = fields
    return Message(
        subject="Hello",
        preheader="A greeting",
        sender=Address(address="news@example.com", name="News"),
        html=f'<p>Hello {name.html_token}</p>\n<a href="{unsubscribe.html_token}">Leave</a>\n',
        text=f"Hello {name.text_token}\n.\nLeave: {unsubscribe.text_token}\n",
        language="en",
        headers=(("List-Unsubscribe-Post", "List-Unsubscribe=One-Click"),),
        fields=fields,
    )
