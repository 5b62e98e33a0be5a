"""An edition on its way to a list, through the command and through real files and servers."""

from __future__ import annotations

import email
import email.policy
from collections import Counter
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from pathlib import Path

    from tests.acceptance.conftest import Digest

LIST = "subscribers/world.csv"
ARTICLE = "articles/putin-territorial-gains.txt"


@pytest.fixture
def workspace(digest: Digest) -> Digest:
    """The command, in a new workspace."""
    assert digest("init").code == 0
    return digest


def messages(folder: Path) -> list[email.message.EmailMessage]:
    """What the files provider wrote."""
    parsed = []
    for path in sorted((folder / "out/messages").glob("*.eml")):
        message = email.message_from_bytes(path.read_bytes(), policy=email.policy.default)
        assert isinstance(message, email.message.EmailMessage)
        parsed.append(message)
    return parsed


def test_a_dry_run_needs_nothing_and_stores_nothing(workspace: Digest) -> None:
    """No account, no database: what would go out is counted, and samples can be looked at."""
    done = workspace("send", ARTICLE, "--list", LIST, "--dry-run", "--json")
    assert done.code == 0
    assert done.json["dry_run"]
    assert "id" not in done.json
    assert done.json["states"]["prepared"] == done.json["audience"] == 62
    assert not (workspace.folder / "digest.db").exists()
    assert not (workspace.folder / "out/messages").exists()
    for sample in done.json["samples"]:
        assert workspace("check", sample).code == 0


def test_each_subscriber_gets_one_and_a_second_time_nobody(workspace: Digest) -> None:
    """A message for each, with a link of its own to leave by; sent again, everybody is skipped."""
    first = workspace("send", ARTICLE, "--list", LIST, "--yes", "--json")
    second = workspace("send", ARTICLE, "--list", LIST, "--yes", "--json")
    assert (first.code, second.code) == (0, 0)
    assert first.json["states"]["accepted"] == first.json["audience"] == 62
    assert second.json["skipped_reasons"] == {"already sent": 62}
    assert "1" in first.err
    sent = messages(workspace.folder)
    assert len(sent) == 62
    for header in ("To", "Message-ID", "List-Unsubscribe"):
        assert max(Counter(message[header] for message in sent).values()) == 1
    body = sent[0].get_body(("html",))
    assert body is not None
    assert str(sent[0]["List-Unsubscribe"]).strip("<>") in body.get_content()


def test_nobody_is_mailed_without_a_yes(workspace: Digest) -> None:
    """Where nobody can answer, the question is the error, with the option that answers it."""
    done = workspace("send", ARTICLE, "--list", LIST)
    assert done.code == 2
    assert "62" in done.err
    assert "--yes" in done.err
    assert not (workspace.folder / "out/messages").exists()


def test_errors_stop_a_send_and_its_rehearsal(workspace: Digest) -> None:
    """An article without the notice that its source must carry is refused, and says by which rule."""
    toml = workspace.folder / "digest.toml"
    toml.write_text(toml.read_text().replace("from = ", "# from = "))
    for options in (["--yes"], ["--dry-run"]):
        done = workspace("send", ARTICLE, "--list", LIST, *options)
        assert done.code == 1
        assert "from" in done.err
    assert not (workspace.folder / "out/messages").exists()


def test_a_test_message_touches_no_campaign(workspace: Digest) -> None:
    """One message to one address."""
    done = workspace("send", ARTICLE, "--test", "me@example.com")
    assert done.code == 0
    (message,) = messages(workspace.folder)
    assert message["To"] == "Alex Reader <me@example.com>"
    assert "preview" in message["List-Unsubscribe"]
    assert not (workspace.folder / "digest.db").exists()


def test_lists_are_needed_and_times_come_later(workspace: Digest) -> None:
    """Each says what to do instead."""
    assert "--list" in workspace("send", ARTICLE).err
    assert workspace("send", ARTICLE, "--list", "nobody", "--yes").code == 2
    later = workspace("send", ARTICLE, "--list", LIST, "--at", "tomorrow 07:30")
    assert later.code == 2
    assert "--at" in later.err
