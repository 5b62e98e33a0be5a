"""An edition on its way to a list, through the command and through real files and servers."""

from __future__ import annotations

import email
import email.policy
import mailbox
import time
from collections import Counter
from typing import TYPE_CHECKING, Literal

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


def test_a_list_is_needed(workspace: Digest) -> None:
    """Each says what to do instead."""
    assert "--list" in workspace("send", ARTICLE).err
    assert workspace("send", ARTICLE, "--list", "nobody", "--yes").code == 2


def set_up(workspace: Digest, old: str, new: str) -> None:
    """Change the settings."""
    toml = workspace.folder / "digest.toml"
    assert old in toml.read_text()
    toml.write_text(toml.read_text().replace(old, new))


def test_a_missing_list_says_what_to_do(workspace: Digest) -> None:
    """A name and a file that aren't there, each with the way out; nothing is stored."""
    for value in ("nobody", "subscribers/nobody.csv"):
        done = workspace("send", ARTICLE, "--list", value, "--yes")
        assert done.code == 2
        assert "nobody" in done.err
        assert len(done.err.strip().splitlines()) >= 2
    assert not (workspace.folder / "out/messages").exists()


@pytest.mark.parametrize(
    ("provider", "variable"),
    [('name = "sendgrid"', "SENDGRID_API_KEY"), ('name = "smtp"\nsmtp = { username = "u" }', "DIGEST_SMTP_PASSWORD")],
)
def test_without_its_secret_a_provider_is_refused_before_anything_is_stored(
    workspace: Digest, monkeypatch: pytest.MonkeyPatch, provider: str, variable: str
) -> None:
    """The send and its rehearsal name the variable."""
    monkeypatch.delenv(variable, raising=False)
    set_up(workspace, 'name = "files"', provider)
    for option in ("--yes", "--dry-run"):
        done = workspace("send", ARTICLE, "--list", LIST, option)
        assert done.code == 1
        assert variable in done.err
    assert not (workspace.folder / "digest.db").exists() or not workspace("campaigns", "list").out


def test_without_a_public_host_one_leaves_by_mail(workspace: Digest) -> None:
    """Header and body have the same mailto, and the send says what that costs."""
    set_up(workspace, 'base_url = "https://digest.example.com"', 'base_url = ""')
    done = workspace("send", ARTICLE, "--list", LIST, "--yes")
    assert done.code == 0, done.err
    assert "base_url" in done.err
    message = messages(workspace.folder)[0]
    link = str(message["List-Unsubscribe"]).strip("<>")
    assert link.startswith("mailto:editors@example.com?subject=unsubscribe%20")
    assert message["List-Unsubscribe-Post"] is None
    body = message.get_body(("plain",))
    assert body is not None
    assert link in body.get_content().replace("\n", "")


def test_what_the_settings_let_through_is_on_the_receipt(workspace: Digest) -> None:
    """A rule that stops a send lets it through once the settings say so, and is named there."""
    article = workspace.folder / "inside.md"
    article.write_text("---\nurl: http://10.0.0.1/story\n---\n# A story\n\nThe council of Springfield met on Monday.\n")
    refused = workspace("send", article, "--list", LIST, "--yes")
    assert refused.code == 1
    assert "link-private" in refused.err
    with (workspace.folder / "digest.toml").open("a") as file:
        file.write('\n[checks]\nlink-private = "warning"\n')
    assert workspace("send", article, "--list", LIST, "--yes").code == 0
    assert "let through: link-private" in workspace("campaigns", "show", "1", "--receipt").out


def test_a_rate_holds_across_commands(workspace: Digest) -> None:
    """At two a second twelve need more than five seconds, though two commands send six each."""
    set_up(workspace, "# rate = 20", "rate = 2")
    began = time.monotonic()
    for name in ("one", "two"):
        rows = "".join(f"{name}{number}@example.com\n" for number in range(6))
        (workspace.folder / f"subscribers/{name}.csv").write_text("email\n" + rows)
        assert workspace("send", ARTICLE, "--list", f"subscribers/{name}.csv", "--yes").code == 0
    assert time.monotonic() - began > 4.5
    assert len(messages(workspace.folder)) == 12


def test_a_preview_for_a_subscriber(workspace: Digest) -> None:
    """It has their address and name, and a link to leave that does nothing; a stranger is an error."""
    people = workspace.folder / "subscribers/few.csv"
    people.write_text("email,name\nann@x.example,Ann Übung\n")
    assert workspace("subscribers", "import", people, "--list", "few").code == 0
    assert workspace("preview", ARTICLE, "--out", "p", "--for", "Ann@X.example").code == 0
    data = (workspace.folder / "p/message.eml").read_bytes()
    message = email.message_from_bytes(data, policy=email.policy.default)
    assert message["To"].addresses[0].addr_spec == "ann@x.example"
    assert message["To"].addresses[0].display_name == "Ann Übung"
    assert "unsubscribe/preview" in message["List-Unsubscribe"]
    stranger = workspace("preview", ARTICLE, "--for", "eve@x.example")
    assert stranger.code == 2
    assert "eve@x.example" in stranger.err


@pytest.mark.parametrize("form", ["maildir", "mbox"])
def test_messages_as_other_programs_keep_them(workspace: Digest, form: Literal["maildir", "mbox"]) -> None:
    """A maildir and an mbox of everybody's messages."""
    set_up(workspace, '# files = { directory = "out/messages", format = "eml" }', f'files = {{ format = "{form}" }}')
    assert workspace("send", ARTICLE, "--list", LIST, "--yes").code == 0
    path = workspace.folder / "out/messages"
    box = mailbox.mbox(path) if form == "mbox" else mailbox.Maildir(path)
    assert len({message["To"] for message in box}) == 62
    box.close()
