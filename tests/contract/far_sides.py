"""Each provider with the far side of it, all with the same face, so that one suite holds them all to the seam."""

from __future__ import annotations

import contextlib
import email
import email.policy
import mailbox
import shutil
from typing import TYPE_CHECKING, Protocol

from digest.providers.files import FilesProvider
from digest.providers.sendgrid import SendGridProvider
from digest.providers.smtp import SmtpProvider
from digest.settings.model import FilesSettings, SendGridSettings, SmtpSettings
from tests.contract.sendgrid_server import KEY, SendGridServer
from tests.contract.smtp_server import SmtpServer

if TYPE_CHECKING:
    from pathlib import Path
    from typing import Literal

    from digest.message import Message
    from digest.providers import Provider

    Fate = Literal["rejected", "later", "uncertain"]

ADDRESS_OF_FATE = {"rejected": "unknown@x.example", "later": "later@x.example", "uncertain": "silent@x.example"}


class FarSide(Protocol):
    """Where a provider's messages arrive."""

    fates: frozenset[str]  # what else than being accepted can happen to a message here

    def provider(self) -> Provider:
        """The provider that sends here."""

    def prepare(self, fate: Fate) -> str:
        """Make something happen to whoever has the address that is returned; to all of a group where it says so."""

    def taken(self, message: Message) -> list[tuple[str, str]]:
        """Recipient and plain text of each copy, as its reader would see it."""

    def close(self) -> None:
        """Stop."""


class SmtpSide:
    """A mail server."""

    fates = frozenset({"rejected", "later", "uncertain"})

    def __init__(self, *, pipelining: bool) -> None:
        self._server = SmtpServer(pipelining=pipelining)
        self._server.start()

    def provider(self) -> Provider:
        """By SMTP."""
        settings = SmtpSettings(host="127.0.0.1", port=self._server.port, security="none", timeout=5.0)
        return SmtpProvider(settings, {}, lambda data: data)

    def prepare(self, fate: Fate) -> str:
        """The server does what the address asks for."""
        return ADDRESS_OF_FATE[fate]

    def taken(self, message: Message) -> list[tuple[str, str]]:
        """From what came after DATA."""
        del message
        return [(recipient, plain_text(data)) for recipient, data in self._server.taken]

    def close(self) -> None:
        """Stop."""
        self._server.stop()


class SendGridSide:
    """SendGrid's API."""

    fates = frozenset({"rejected", "later", "uncertain"})

    def __init__(self) -> None:
        self._server = SendGridServer()
        self._server.start()

    def provider(self) -> Provider:
        """By the API."""
        return SendGridProvider(SendGridSettings(host=self._server.url), {"SENDGRID_API_KEY": KEY})

    def prepare(self, fate: Fate) -> str:
        """The next request has that fate, or the address has."""
        if fate == "rejected":
            self._server.refused = {ADDRESS_OF_FATE[fate]}
        else:
            self._server.answers = [429 if fate == "later" else "silent"]
        return ADDRESS_OF_FATE[fate]

    def taken(self, message: Message) -> list[tuple[str, str]]:
        """Substituted as the API does."""
        copies = []
        for one in self._server.taken:
            text = message.text
            for token, value in one["substitutions"].items():
                text = text.replace(token, value)
            copies.append((one["to"][0]["email"], text))
        return copies

    def close(self) -> None:
        """Stop."""
        self._server.stop()


class FilesSide:
    """A folder."""

    fates = frozenset({"later"})

    def __init__(self, folder: Path, form: Literal["eml", "maildir", "mbox"]) -> None:
        self._path = folder / "messages"
        self._settings = FilesSettings(directory="messages", format=form)
        self._folder = folder
        self._gone = False

    def provider(self) -> Provider:
        """Into the folder."""
        return FilesProvider(self._settings, self._folder)

    def prepare(self, fate: Fate) -> str:
        """The folder is gone, or another program has the mbox in hand."""
        del fate
        if self._path.is_dir():
            shutil.rmtree(self._path)
        else:
            self._path.with_suffix(".lock").touch()
        self._gone = True
        return ADDRESS_OF_FATE["later"]

    def taken(self, message: Message) -> list[tuple[str, str]]:
        """From what was written."""
        del message
        if self._gone:
            return []
        return [(recipient(data), plain_text(data)) for data in self._written()]

    def _written(self) -> list[bytes]:
        if self._settings.format == "eml":
            return [path.read_bytes() for path in sorted(self._path.glob("*.eml"))]
        kind = mailbox.Maildir if self._settings.format == "maildir" else mailbox.mbox
        with contextlib.closing(kind(self._path, create=False)) as box:
            return [one.as_bytes() for one in box]

    def close(self) -> None:
        """Nothing runs."""


def recipient(data: bytes) -> str:
    """The address in To."""
    return str(email.message_from_bytes(data, policy=email.policy.default)["To"].addresses[0].addr_spec)


def plain_text(data: bytes) -> str:
    """The text part of a message."""
    message = email.message_from_bytes(data, policy=email.policy.default)
    assert isinstance(message, email.message.EmailMessage)
    body = message.get_body(("plain",))
    assert body is not None
    return str(body.get_content()).replace("\r\n", "\n")
