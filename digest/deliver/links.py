"""Signed links to leave by: no log-in, and no database to tell a true one from a made-up one.

A token names a subscriber and a list by their numbers, and carries a few bytes of a keyed hash of the address: after
a restored backup a number may be somebody else's, who must not leave by a link that isn't theirs. It has no personal
data. The link stands in List-Unsubscribe for one click (RFC 8058) and in the body of both parts.
"""

from __future__ import annotations

import base64
import binascii
import hashlib
import hmac
import os
import secrets
from dataclasses import dataclass
from typing import TYPE_CHECKING
from urllib.parse import quote

from digest.errors import OutputError, RefusedError, SettingsError

if TYPE_CHECKING:
    from pathlib import Path

_KEY_BYTES = 32
_MAC_BYTES = 16
_TAG_BYTES = 4
_NUMBER_BYTES = 6  # 2.8e14 subscribers
_NUMBERS = 2 * _NUMBER_BYTES
_TOKEN_BYTES = _NUMBERS + _TAG_BYTES + _MAC_BYTES


class FalseLinkError(RefusedError):
    """This link to leave by is not one of ours, or it was cut off."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Leaving:
    """Who leaves what. ``list`` is None for all lists; ``tag`` tells whether the number is still the same person's."""

    subscriber: int
    list: int | None
    tag: bytes


@dataclass(frozen=True, slots=True)
class LinkKeys:
    """The keys that links are signed with: the newest signs, and links signed with an older one stay true.

    Keys are changed by a new first line in their file.
    """

    keys: tuple[bytes, ...]

    @classmethod
    def throwaway(cls) -> LinkKeys:
        """Keys for previews, tests and dry runs: their links do nothing."""
        return cls((secrets.token_bytes(_KEY_BYTES),))

    @classmethod
    def load(cls, path: Path) -> LinkKeys:
        """Read the keys, newest first, one a line in base64.

        Raises:
            SettingsError: the file can't be read, or holds something else.
        """
        try:
            lines = path.read_text(encoding="ascii").split()
            keys = tuple(base64.b64decode(line, validate=True) for line in lines)
        except (OSError, ValueError) as error:
            raise SettingsError(
                f"The keys of unsubscribe links in {path} can't be read: {error}.",
                remedy="Restore the file from your backup: without it, links already mailed stop working.",
            ) from error
        if not keys or any(len(key) != _KEY_BYTES for key in keys):
            raise SettingsError(
                f"{path} holds no keys of unsubscribe links.",
                remedy="Restore the file from your backup: without it, links already mailed stop working.",
            )
        return cls(keys)

    @classmethod
    def load_or_make(cls, path: Path) -> LinkKeys:
        """Read the keys; make one, readable by its owner alone, where there is none yet."""
        if not path.exists():
            _make(path)
        return cls.load(path)

    def tag(self, address_key: str) -> bytes:
        """A few bytes of a keyed hash of a normalised address, the same under every key made later."""
        return _mac(self.keys[-1], b"address:" + address_key.encode())[:_TAG_BYTES]

    def sign(self, *, subscriber: int, list: int | None, address_key: str) -> str:  # noqa: A002 - the noun's name
        """A token for a link: letters, digits, "-" and "_"."""
        numbers = subscriber.to_bytes(_NUMBER_BYTES, "big") + (list or 0).to_bytes(_NUMBER_BYTES, "big")
        body = numbers + self.tag(address_key)
        return base64.urlsafe_b64encode(body + _mac(self.keys[0], body)[:_MAC_BYTES]).decode().rstrip("=")

    def verify(self, token: str) -> Leaving:
        """Who leaves what by this token.

        Raises:
            FalseLinkError: no key of ours has signed it.
        """
        try:
            raw = base64.b64decode(token + "=" * (-len(token) % 4), altchars=b"-_", validate=True)
        except (binascii.Error, ValueError) as error:
            raise FalseLinkError from error
        body, mac = raw[:-_MAC_BYTES], raw[-_MAC_BYTES:]
        # All keys are tried, so that the time taken doesn't tell which one it was.
        true = [hmac.compare_digest(mac, _mac(key, body)[:_MAC_BYTES]) for key in self.keys]
        # The last letter has bits to spare: only the spelling that we signed is ours.
        spelt = base64.urlsafe_b64encode(raw).decode().rstrip("=")
        if len(raw) != _TOKEN_BYTES or spelt != token or not any(true):
            raise FalseLinkError
        return Leaving(
            subscriber=int.from_bytes(body[:_NUMBER_BYTES], "big"),
            list=int.from_bytes(body[_NUMBER_BYTES:_NUMBERS], "big") or None,
            tag=body[_NUMBERS:],
        )


def unsubscribe_link(token: str, *, base_url: str, mailbox: str) -> str:
    """The link for a token: a page where there is a public host, a mail to ``mailbox`` elsewhere."""
    if base_url:
        return f"{base_url.rstrip('/')}/unsubscribe/{token}"
    return f"mailto:{quote(mailbox, safe='@+')}?subject=unsubscribe%20{token}"


def _mac(key: bytes, data: bytes) -> bytes:
    return hmac.digest(key, data, hashlib.sha256)


def _make(path: Path) -> None:
    unfinished = path.with_name(path.name + ".new")
    try:
        path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        unfinished.unlink(missing_ok=True)
        with os.fdopen(os.open(unfinished, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb") as file:
            file.write(base64.b64encode(secrets.token_bytes(_KEY_BYTES)) + b"\n")
            file.flush()
            os.fsync(file.fileno())
        _link_unless_there(unfinished, path)
    except OSError as error:
        raise OutputError(f"{path} can't be written: {error.strerror}.", remedy="Check the folder's rights.") from error


def _link_unless_there(unfinished: Path, path: Path) -> None:
    """Of two processes that make the first key at once, one wins, and both use that one's."""
    try:
        path.hardlink_to(unfinished)
    except FileExistsError:
        pass
    finally:
        unfinished.unlink(missing_ok=True)
