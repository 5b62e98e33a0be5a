"""Our signatures, held to dkimpy's verification."""

from __future__ import annotations

import base64
import dataclasses
from typing import TYPE_CHECKING

import dkim
import pytest
from cryptography.hazmat.primitives import serialization
from cryptography.hazmat.primitives.asymmetric import rsa

from digest.errors import SettingsError
from digest.mime import compile_message
from digest.providers.dkim import signer
from digest.settings.model import SmtpSettings
from tests.contract.envelopes import envelope

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from digest.message import Message

SETTINGS = SmtpSettings(dkim_domain="example.com", dkim_selector="news", dkim_key_file="dkim.pem")


@pytest.fixture
def dns(tmp_path: Path) -> Callable[..., bytes]:
    """A new key in the workspace, and the answer that its domain's name server would give."""
    key = rsa.generate_private_key(public_exponent=65537, key_size=2048)
    pem = serialization.Encoding.PEM, serialization.PrivateFormat.TraditionalOpenSSL, serialization.NoEncryption()
    (tmp_path / "dkim.pem").write_bytes(key.private_bytes(*pem))
    public = key.public_key().public_bytes(serialization.Encoding.DER, serialization.PublicFormat.SubjectPublicKeyInfo)
    return lambda *_, **__: b"v=DKIM1; k=rsa; p=" + base64.b64encode(public)


def copy(message: Message) -> bytes:
    filled = envelope(1, "ann@example.com", "Änn Ünicode, with a name so long that its header is folded somewhere")
    return compile_message(message).fill(filled.values, filled.stamp)


def test_the_signature_is_verified_by_others(message: Message, dns: Callable[..., bytes], tmp_path: Path) -> None:
    """A long subject that is folded, and a body with empty lines at its end, come through."""
    message = dataclasses.replace(message, subject="Ukraine: " + "a long subject – " * 12, text=message.text + "\n\n\n")
    data = signer(SETTINGS, tmp_path)(copy(message))
    assert dkim.verify(data, dnsfunc=dns)
    assert max(len(line) for line in data.split(b"\r\n")) < 998


@pytest.mark.parametrize(
    ("old", "new"),
    [
        (b"List-Unsubscribe: <https://example.com", b"List-Unsubscribe: <https://evil.example"),
        (b"List-Unsubscribe-Post: List", b"List-Unsubscribe-Post: Lost"),
        (b"Hello", b"Hallo"),
        (b"From: ", b"From: Eve <eve@example.com>\r\nFrom: "),
    ],
)
def test_a_changed_message_is_found_out(
    message: Message, dns: Callable[..., bytes], tmp_path: Path, old: bytes, new: bytes
) -> None:
    """Links to leave by, words, and a second sender."""
    data = signer(SETTINGS, tmp_path)(copy(message))
    assert old in data
    assert not dkim.verify(data.replace(old, new), dnsfunc=dns)


def test_without_a_key_the_message_stays_as_it_is(message: Message, tmp_path: Path) -> None:
    """DKIM is often the mail server's work."""
    data = copy(message)
    assert signer(SmtpSettings(), tmp_path)(data) == data


def test_a_missing_key_is_named(tmp_path: Path) -> None:
    """The error names file and setting."""
    with pytest.raises(SettingsError, match=r"dkim\.pem"):
        signer(SETTINGS, tmp_path)
