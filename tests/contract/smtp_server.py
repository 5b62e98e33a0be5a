"""A mail server on loopback, by aiosmtpd, that does to a recipient what the address asks for.

``later@``, ``unknown@``: refused at RCPT for now, for good. ``full@``, ``spam@``: the same at the end of data.
``silent@``: the connection closes after the body was taken, without an answer.
"""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING, Any

from aiosmtpd.controller import Controller
from aiosmtpd.smtp import SMTP

if TYPE_CHECKING:
    from aiosmtpd.smtp import Envelope, Session

_AT_RCPT = {"later": "450 4.2.1 Mailbox busy", "unknown": "550 5.1.1 No such user"}
_AT_END = {"full": "452 4.3.1 Out of space", "spam": "554 5.7.1 Rejected as spam"}


class SmtpServer:
    """Takes messages, and keeps them by recipient in ``taken``."""

    def __init__(self, *, pipelining: bool = True, sender_reply: str = "250 OK", **options: Any) -> None:
        """``options`` are aiosmtpd's own, such as certificates and log-in."""
        self.taken: list[tuple[str, bytes]] = []
        self.connections = 0
        self.pipelining = pipelining
        self.sender_reply = sender_reply
        self._controller = _Controller(self, hostname="127.0.0.1", port=0, **options)

    @property
    def port(self) -> int:
        """The port it listens on."""
        return int(self._controller.port)

    def start(self) -> None:
        """Listen."""
        self._controller.start()

    def stop(self) -> None:
        """Close all connections and stop."""
        self._controller.stop()

    async def handle_EHLO(  # noqa: N802 - aiosmtpd's signature
        self, server: SMTP, session: Session, envelope: Envelope, hostname: str, responses: list[str]
    ) -> list[str]:
        """Offer pipelining, or not."""
        del server, envelope
        session.host_name = hostname
        self.connections += 1
        return [*responses[:-1], "250-PIPELINING", responses[-1]] if self.pipelining else responses

    async def handle_MAIL(  # noqa: N802 - aiosmtpd's signature
        self, server: SMTP, session: Session, envelope: Envelope, address: str, options: list[str]
    ) -> str:
        """Answer as the test asked."""
        del server, session, options
        if self.sender_reply.startswith("250"):
            envelope.mail_from = address
        return self.sender_reply

    async def handle_RCPT(  # noqa: N802 - aiosmtpd's signature
        self, server: SMTP, session: Session, envelope: Envelope, address: str, options: list[str]
    ) -> str:
        """Refuse those whose address asks for it."""
        del server, session, options
        refusal = _AT_RCPT.get(address.split("@", maxsplit=1)[0])
        if refusal is None:
            envelope.rcpt_tos.append(address)
        return refusal or "250 OK"

    async def handle_DATA(self, server: SMTP, session: Session, envelope: Envelope) -> str:  # noqa: N802 - aiosmtpd's
        """Take the message, refuse it, or take it and go silent."""
        del session
        recipient = envelope.rcpt_tos[0]
        behaviour = recipient.split("@")[0]
        if behaviour in _AT_END:
            return _AT_END[behaviour]
        content = envelope.content
        assert isinstance(content, bytes)
        self.taken.append((recipient, content))
        if behaviour == "silent":
            transport = server.transport
            assert isinstance(transport, asyncio.Transport)
            transport.abort()
            await asyncio.sleep(0)
        return "250 2.0.0 Queued"


class _Controller(Controller):
    def factory(self) -> SMTP:
        return SMTP(self.handler, **self.SMTP_kwargs)

    def _trigger_server(self) -> None:
        """Greet the server at the port the system chose."""
        assert isinstance(self.server, asyncio.Server)
        self.port = self.server.sockets[0].getsockname()[1]
        super()._trigger_server()  # type: ignore[no-untyped-call]
