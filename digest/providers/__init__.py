"""What takes messages: a mail server, SendGrid, or files. One file per provider; ``base`` is the seam."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from digest.providers.base import AccountRefusedError, Connection, Envelope, NotReachedError, Outcome, Provider, Result

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from digest.settings import Settings

__all__ = [
    "PROVIDERS",
    "AccountRefusedError",
    "Connection",
    "Envelope",
    "NotReachedError",
    "Outcome",
    "Provider",
    "Result",
    "provider_for",
]


def provider_for(settings: Settings, environ: Mapping[str, str], *, name: str | None = None) -> Provider:
    """The provider that the settings name, or the one called ``name``. Nobody is contacted yet.

    Raises:
        AccountRefusedError: the environment lacks its key or password.
        SettingsError, MissingExtraError: messages can't be signed with the key that the settings name.
    """
    return PROVIDERS[name or settings.provider.name](settings, environ)


def _files(settings: Settings, environ: Mapping[str, str]) -> Provider:
    from digest.providers.files import FilesProvider

    del environ
    return FilesProvider(settings.provider.files, settings.workspace or Path())


def _smtp(settings: Settings, environ: Mapping[str, str]) -> Provider:
    from digest.providers.dkim import signer
    from digest.providers.smtp import SmtpProvider

    sign = signer(settings.provider.smtp, settings.workspace or Path())
    return SmtpProvider(settings.provider.smtp, environ, sign)


def _sendgrid(settings: Settings, environ: Mapping[str, str]) -> Provider:
    from digest.providers.sendgrid import SendGridProvider

    return SendGridProvider(settings.provider.sendgrid, environ)


PROVIDERS: Mapping[str, Callable[[Settings, Mapping[str, str]], Provider]] = {
    "files": _files,
    "smtp": _smtp,
    "sendgrid": _sendgrid,
}
