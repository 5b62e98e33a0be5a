"""DKIM signatures (RFC 6376), so that the receiving side knows the message for the publication's own.

The signature covers List-Unsubscribe and List-Unsubscribe-Post, or one-click leaving would not count (RFC 8058,
section 4). RSA is done by the cryptography package: in Python alone it would be slower than the mail server.
"""

from __future__ import annotations

import base64
import hashlib
import re
from typing import TYPE_CHECKING

from digest.errors import MissingExtraError, SettingsError

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from digest.settings.model import SmtpSettings

_SIGNED = (
    b"from",
    b"to",
    b"reply-to",
    b"subject",
    b"date",
    b"message-id",
    b"mime-version",
    b"content-type",
    b"list-id",
    b"list-unsubscribe",
    b"list-unsubscribe-post",
)
_FOLDED = re.compile(rb"\r\n(?=[ \t])")
_WHITE = re.compile(rb"[ \t]+")


def signer(settings: SmtpSettings, workspace: Path) -> Callable[[bytes], bytes]:
    """What signs a message, or returns it as it is where no key is set.

    Raises:
        MissingExtraError: the cryptography package is not installed.
        SettingsError: the key can't be read, or is no RSA key in PEM.
    """
    if not settings.dkim_key_file:
        return lambda data: data
    try:
        from cryptography.hazmat.primitives import hashes, serialization
        from cryptography.hazmat.primitives.asymmetric import padding, rsa
    except ImportError as error:
        raise MissingExtraError(
            "Signing with DKIM needs the cryptography package.", remedy="pip install 'article-digest[dkim]'"
        ) from error
    path = workspace / settings.dkim_key_file
    try:
        key = serialization.load_pem_private_key(path.read_bytes(), password=None)
    except (OSError, ValueError, TypeError) as error:
        raise SettingsError(
            f"The DKIM key {path} can't be read: {error}.", remedy="Check provider.smtp.dkim_key_file in digest.toml."
        ) from error
    if not isinstance(key, rsa.RSAPrivateKey):
        raise SettingsError(f"The DKIM key {path} is no RSA key.", remedy="Make one: openssl genrsa 2048")
    scheme = padding.PKCS1v15()
    domain, selector = settings.dkim_domain, settings.dkim_selector

    def sign(data: bytes) -> bytes:
        return signed(data, domain, selector, lambda text: key.sign(text, scheme, hashes.SHA256()))

    return sign


def signed(data: bytes, domain: str, selector: str, rsa_sha256: Callable[[bytes], bytes]) -> bytes:
    """The message with its signature before it, headers relaxed and body simple (RFC 6376, section 3.4)."""
    head, _, body = data.partition(b"\r\n\r\n")
    lines = [line for line in _FOLDED.sub(b"", head).split(b"\r\n") if b":" in line]
    headers = {name.strip().lower(): (name, value) for name, _, value in (line.partition(b":") for line in lines)}
    names = [name for name in _SIGNED if name in headers]
    body_hash = base64.b64encode(hashlib.sha256(body.rstrip(b"\r\n") + b"\r\n").digest())
    value = (
        f"v=1; a=rsa-sha256; c=relaxed/simple; d={domain}; s={selector};\r\n"
        # From is named twice, so that nobody can add a second one.
        f" h={':'.join(name.decode() for name in names)}:from;\r\n"
        f" bh={body_hash.decode()};\r\n b="
    ).encode()
    to_sign = [_relaxed(name, headers[name][1]) for name in names]
    to_sign.append(_relaxed(b"dkim-signature", value))
    signature = base64.b64encode(rsa_sha256(b"\r\n".join(to_sign)))
    folded = b"\r\n ".join(signature[at : at + 70] for at in range(0, len(signature), 70))
    return b"DKIM-Signature: " + value + folded + b"\r\n" + data


def _relaxed(name: bytes, value: bytes) -> bytes:
    return name + b":" + _WHITE.sub(b" ", _FOLDED.sub(b"", value)).strip()
