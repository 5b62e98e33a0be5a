"""A mail server, by SMTP (RFC 5321).

smtplib opens the connection: greeting, STARTTLS, authentication. The messages themselves go through
``smtp_pipeline``, since smtplib waits for every reply.
"""

from __future__ import annotations

import smtplib
import ssl
from typing import TYPE_CHECKING

from digest.errors import DigestError, MessageError
from digest.mime import compile_message
from digest.providers.base import AccountRefusedError, NotReachedError, unfit, untried
from digest.providers.smtp_pipeline import Pipeline

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping, Sequence

    from digest.message import Message
    from digest.providers.base import Envelope, Outcome
    from digest.settings.model import SmtpSettings

# Twice as many are in flight over a connection, and so uncertain, when the process is killed.
GROUP = 25


class SmtpProvider:
    """Hands messages to one mail server over several connections."""

    name = "smtp"
    group = GROUP
    ahead = True

    def __init__(self, settings: SmtpSettings, environ: Mapping[str, str], sign: Callable[[bytes], bytes]) -> None:
        """``sign`` returns a message with its DKIM signature, or as it was.

        Raises:
            AccountRefusedError: the settings name a user, and there is no password.
        """
        self._settings = settings
        self._password = environ.get(settings.password_env, "")
        if settings.username and not self._password:
            raise AccountRefusedError(
                f"There is no password for {settings.username} in {settings.password_env}.",
                remedy="Set this environment variable, or name another in provider.smtp.password_env.",
            )
        self._sign = sign
        self.connections = settings.connections

    def connect(self, message: Message) -> SmtpConnection:
        """Open a connection and log in, as the settings say."""
        server = f"{self._settings.host}:{self._settings.port}"
        try:
            smtp = self._open()
        except (OSError, smtplib.SMTPException) as error:
            raise NotReachedError(
                f"{server} could not be reached: {error}.",
                remedy="Check provider.smtp.host, port and security in digest.toml.",
            ) from error
        try:
            self._log_in(smtp, server)
            return SmtpConnection(smtp, message, self._sign)
        except DigestError:
            smtp.close()
            raise

    def _log_in(self, smtp: smtplib.SMTP, server: str) -> None:
        if not self._settings.username:
            return
        try:
            smtp.login(self._settings.username, self._password)
        except smtplib.SMTPResponseException as error:
            words = f"{error.smtp_code} {_text(error.smtp_error)}"
            if 400 <= error.smtp_code < 500:  # noqa: PLR2004 - RFC 5321, section 4.2.1
                raise NotReachedError(f"{server} can't log us in now: {words}.") from error
            raise AccountRefusedError(
                f"{server} refuses to log in {self._settings.username}: {words}.",
                remedy=f"Check provider.smtp.username and the password in {self._settings.password_env}.",
            ) from error
        except (OSError, smtplib.SMTPException) as error:
            raise NotReachedError(
                f"{server} can't log us in: {error}.", remedy="Check provider.smtp.security in digest.toml."
            ) from error

    def _open(self) -> smtplib.SMTP:
        settings = self._settings
        context = ssl.create_default_context()
        if settings.security == "tls":
            return smtplib.SMTP_SSL(settings.host, settings.port, timeout=settings.timeout, context=context)
        smtp = smtplib.SMTP(settings.host, settings.port, timeout=settings.timeout)
        try:
            if settings.security == "starttls":
                smtp.starttls(context=context)
            smtp.ehlo_or_helo_if_needed()
        except (OSError, smtplib.SMTPException):
            smtp.close()
            raise
        return smtp


class SmtpConnection:
    """One logged-in connection, for one message."""

    def __init__(self, smtp: smtplib.SMTP, message: Message, sign: Callable[[bytes], bytes]) -> None:
        self._smtp = smtp
        self._compiled = compile_message(message)
        self._sign = sign
        self._pipeline = Pipeline(smtp, sender=message.sender.address)

    @property
    def broken(self) -> bool:
        """Whether the connection has died."""
        return self._pipeline.broken

    def hand_over(self, envelopes: Sequence[Envelope]) -> list[Outcome]:
        """Hand over a group. A connection that dies leaves at most one envelope uncertain."""
        outcomes: dict[int, Outcome] = {}
        self._pipeline.send(self._filled(envelopes, outcomes), outcomes)
        return [outcomes.get(one.delivery) or untried(one, self._pipeline.words) for one in envelopes]

    def close(self) -> None:
        """Say good-bye."""
        self._pipeline.close()
        try:
            self._smtp.quit()
        except (OSError, smtplib.SMTPException):
            self._smtp.close()

    def _filled(self, envelopes: Sequence[Envelope], outcomes: dict[int, Outcome]) -> Iterator[tuple[Envelope, bytes]]:
        """Each envelope with its message, made when it is asked for; whoever can't be mailed goes to the outcomes."""
        for envelope in envelopes:
            # An address beyond ASCII before the @ needs a server that says so: RFC 6531.
            if not envelope.address.isascii() and not self._smtp.has_extn("smtputf8"):
                outcomes[envelope.delivery] = unfit(envelope, "the server takes no internationalised addresses")
                continue
            try:
                yield envelope, self._sign(self._compiled.fill(envelope.values, envelope.stamp))
            except MessageError as error:
                outcomes[envelope.delivery] = unfit(envelope, error.message)


def _text(words: bytes | str) -> str:
    return words.decode("utf-8", "replace") if isinstance(words, bytes) else words
