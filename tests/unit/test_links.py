from __future__ import annotations

import base64
import secrets
import stat
from typing import TYPE_CHECKING

import pytest

from digest.deliver.links import FalseLinkError, Leaving, LinkKeys, unsubscribe_link
from digest.errors import SettingsError

if TYPE_CHECKING:
    from pathlib import Path


def test_a_token_says_who_leaves_what() -> None:
    """The numbers come back, and the tag is that of the address."""
    keys = LinkKeys.throwaway()
    token = keys.sign(subscriber=123_456_789, list=7, address_key="ann@example.com")
    assert keys.verify(token) == Leaving(subscriber=123_456_789, list=7, tag=keys.tag("ann@example.com"))
    everything = keys.sign(subscriber=1, list=None, address_key="ann@example.com")
    assert keys.verify(everything).list is None


def test_a_token_has_no_personal_data_and_fits_into_a_line() -> None:
    """The same numbers under another key look different, and the address can't be read from it."""
    one, other = (LinkKeys.throwaway().sign(subscriber=1, list=1, address_key="ann@example.com") for _ in range(2))
    assert one != other
    assert len(one) < 50


@pytest.mark.parametrize("position", range(0, 43, 6))
def test_a_changed_token_is_refused(position: int) -> None:
    """Whatever letter is changed, cut off or added."""
    keys = LinkKeys.throwaway()
    token = keys.sign(subscriber=1, list=1, address_key="ann@example.com")
    letter = "A" if token[position] != "A" else "B"
    for false in (token[:position] + letter + token[position + 1 :], token[:position], token + "AAAA", "", "ä"):
        with pytest.raises(FalseLinkError):
            keys.verify(false)


def test_links_survive_the_rotation_of_keys(tmp_path: Path) -> None:
    """A new first line of the file signs from then on; links signed before stay true, and the person's tag stays."""
    path = tmp_path / "keys/links.key"
    old = LinkKeys.load_or_make(path)
    token = old.sign(subscriber=1, list=1, address_key="ann@example.com")
    for _ in range(2):
        path.write_text(base64.b64encode(secrets.token_bytes(32)).decode() + "\n" + path.read_text())
    new = LinkKeys.load(path)
    assert new.verify(token).tag == new.tag("ann@example.com")
    assert new.sign(subscriber=1, list=1, address_key="ann@example.com") != token


def test_the_key_is_made_once_and_for_its_owner_alone(tmp_path: Path) -> None:
    """A second process reads the first one's key."""
    path = tmp_path / "keys/links.key"
    assert LinkKeys.load_or_make(path) == LinkKeys.load_or_make(path)
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert stat.S_IMODE(path.parent.stat().st_mode) == 0o700
    assert [file.name for file in path.parent.iterdir()] == ["links.key"]


def test_a_damaged_key_file_is_named(tmp_path: Path) -> None:
    """It is never replaced by a new key, which would make all links false."""
    path = tmp_path / "links.key"
    path.write_text("garbage\n")
    with pytest.raises(SettingsError, match=r"links\.key"):
        LinkKeys.load_or_make(path)
    assert path.read_text() == "garbage\n"


def test_where_there_is_no_public_host_one_leaves_by_mail() -> None:
    """The link is a page of the publication's own host, or a mail to it."""
    assert unsubscribe_link("t", base_url="https://news.example.com/", mailbox="a@example.com") == (
        "https://news.example.com/unsubscribe/t"
    )
    assert unsubscribe_link("t", base_url="", mailbox="a@example.com") == "mailto:a@example.com?subject=unsubscribe%20t"
