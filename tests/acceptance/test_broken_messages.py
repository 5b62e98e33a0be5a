"""Whatever is done to a message's bytes, the check says what it finds, or that it is no message."""

from __future__ import annotations

import random

import pytest

from digest.check import check
from digest.errors import MessageError
from tests.acceptance.messages import faultless

_INSERTED = (
    b"<!--", b"-->", b"<![endif]-->", b"<!--[if mso]>", b"{", b"}", b"=?utf-8?b?x?=", b"\x00", b"\xff", b"<table>",
    b"</div>", b'style="', b"@media (", b'"', b"<", b"\r\n\r\n", b"&#xd800;", b":not(", b"http://[::1", b"--=_",
)  # fmt: skip


def _spoiled(data: bytes, chance: random.Random) -> bytes:
    """The message with up to forty places changed, cut out or added to."""
    spoiled = bytearray(data)
    for _ in range(chance.randint(1, 40)):
        at = chance.randrange(len(spoiled))
        kind = chance.choice(("changed", "cut", "added"))
        if kind == "changed":
            spoiled[at] = chance.randrange(256)
        elif kind == "cut":
            del spoiled[at : at + chance.randint(1, 60)]
        else:
            spoiled[at:at] = chance.choice(_INSERTED)
    return bytes(spoiled)


@pytest.mark.parametrize("name", faultless())
def test_a_spoiled_message_never_ends_in_a_traceback(name: str) -> None:
    chance = random.Random(name)  # noqa: S311  (the same each time is what is wanted)
    draft = faultless()[name]
    for _ in range(12):
        try:
            report = check(_spoiled(draft.data(), chance), draft.settings)
        except MessageError:
            continue
        assert all(finding.message for finding in report.findings)


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"\n\n",
        b"Putin warns: more to come\n\nText.\n",
        b"<html></html>",
        b"\x89PNG\r\n\x1a\n\x00\x00",
        b"PK\x03\x04",
    ],
)
def test_what_is_no_message_is_said_to_be_none(data: bytes) -> None:
    with pytest.raises(MessageError):
        check(data, faultless()["plain"].settings)
