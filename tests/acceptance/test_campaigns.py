"""What an editor sees of campaigns, and may tell them."""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING

import pytest

from tests.contract.sendgrid_server import KEY, SendGridServer

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from tests.acceptance.conftest import Digest

ARTICLE = "articles/putin-territorial-gains.txt"


@pytest.fixture
def server() -> Iterator[SendGridServer]:
    server = SendGridServer()
    server.start()
    yield server
    server.stop()


@pytest.fixture
def workspace(digest: Digest, server: SendGridServer) -> Digest:
    """The command, in a workspace that sends through SendGrid, to a list of four."""
    digest("init")
    toml = digest.folder / "digest.toml"
    settings = f'name = "sendgrid"\nsendgrid = {{ host = "{server.url}" }}\n'
    toml.write_text(re.sub(r'(?m)^name = "files".*$', settings, toml.read_text()))
    people(digest.folder, "ann", "bo", "cy", "di")
    return digest


def people(folder: Path, *names: str) -> None:
    """Who is on the list."""
    rows = "".join(f"{name}@x.example,{name}\n" for name in names)
    (folder / "subscribers/few.csv").write_text("email,name\n" + rows)


def send(workspace: Digest, *more: str) -> dict[str, object]:
    """Send the article to the list."""
    done = workspace("send", ARTICLE, "--list", "subscribers/few.csv", "--yes", "--json", *more, SENDGRID_API_KEY=KEY)
    shown: dict[str, object] = done.json
    return shown


def test_a_lost_answer_is_settled_by_the_providers_events(workspace: Digest, server: SendGridServer) -> None:
    """Who is uncertain is named; the events, which give our arguments back, say what became of them."""
    server.answers = ["silent"]
    shown = send(workspace)
    assert len(shown["uncertain"]) == 4  # type: ignore[arg-type]
    kinds = ["delivered", "bounce", "spamreport", "delivered"]
    events = [
        {"event": kind, "timestamp": 1_800_000_000, "sg_message_id": f"m{number}", **one["custom_args"]}
        for number, (kind, one) in enumerate(zip(kinds, server.taken, strict=True))
    ]
    for _ in range(2):  # told twice, they count once
        workspace("campaigns", "resolve", "1", "--events", "-", stdin=json.dumps(events).encode())
    states = workspace("campaigns", "show", "1", "--json").json["states"]
    assert {state: number for state, number in states.items() if number} == {
        "delivered": 2,
        "bounced": 1,
        "complained": 1,
    }
    suppressed = workspace("suppressions", "list", "--json").json["suppressions"]
    assert {one["reason"] for one in suppressed} == {"bounced", "complained"}


def test_the_remainder_gets_it_and_nobody_else(workspace: Digest, server: SendGridServer) -> None:
    """Those whom the provider refused are sent to again, once it takes them."""
    server.refused = {"cy@x.example"}
    assert send(workspace)["states"]["rejected"] == 1  # type: ignore[index]
    server.refused = set()
    done = workspace("campaigns", "remainder", "1", "--yes", "--json", SENDGRID_API_KEY=KEY)
    assert done.json["states"]["accepted"] == 1
    assert [one["to"][0]["email"] for one in server.taken].count("cy@x.example") == 1
    assert len(server.taken) == 4


def test_a_correction_goes_to_those_who_got_the_faulty_one(workspace: Digest, server: SendGridServer) -> None:
    """Whoever was not reached, or left since, doesn't get it."""
    server.refused = {"cy@x.example"}
    send(workspace)
    workspace("suppressions", "add", "di@x.example")
    draft = workspace("draft", ARTICLE, "-o", "drafts/correction.md").out.strip()
    path = workspace.folder / draft
    path.write_text(path.read_text().replace('subject: "', 'subject: "Correction: '))
    done = workspace("campaigns", "correct", "1", draft, "--yes", "--json", SENDGRID_API_KEY=KEY)
    assert done.json["states"]["accepted"] == 2
    assert done.json["subject"].startswith("Correction: ")
    assert [one["to"][0]["email"] for one in server.taken[3:]] == ["ann@x.example", "bo@x.example"]


def test_a_refused_account_pauses_and_resume_goes_on(workspace: Digest, server: SendGridServer) -> None:
    """Nobody is rejected; the campaign says why, another provider may finish it, and it balances."""
    server.answers = [401]
    done = workspace("send", ARTICLE, "--list", "subscribers/few.csv", "--yes", SENDGRID_API_KEY=KEY)
    assert done.code == 1
    paused = workspace("campaigns", "show", "1", "--json").json
    assert paused["state"] == "paused"
    assert "authorization" in paused["reason"] or "401" in paused["reason"]
    assert paused["states"]["prepared"] == 4
    resumed = workspace("campaigns", "resume", "1", "--provider", "files", "--json")
    assert resumed.json["state"] == "finished"
    assert len(list((workspace.folder / "out/messages").glob("*.eml"))) == 4
    assert server.taken == []


def test_a_campaign_that_the_provider_stopped_is_not_done(workspace: Digest, server: SendGridServer) -> None:
    """Refused twenty times in the same words it pauses; the command ends with 1, and nobody counts as rejected."""
    people(workspace.folder, *(f"reader{number}" for number in range(25)))
    server.refused = {f"reader{number}@x.example" for number in range(25)}
    done = workspace("send", ARTICLE, "--list", "subscribers/few.csv", "--yes", "--json", SENDGRID_API_KEY=KEY)
    assert done.code == 1
    assert done.json["state"] == "paused"
    assert done.json["states"]["prepared"] == 25


def test_send_typed_twice_names_the_unfinished_campaign(workspace: Digest, server: SendGridServer) -> None:
    """It says how to go on, and sends and imports nothing."""
    server.answers = [401]
    send(workspace)
    people(workspace.folder, "ann", "eve")
    again = workspace("send", ARTICLE, "--list", "subscribers/few.csv", "--yes", SENDGRID_API_KEY=KEY)
    assert again.code == 1
    assert "digest campaigns resume 1" in again.err
    assert server.taken == []
    assert "eve@x.example" not in workspace("subscribers", "export", "--list", "few").out


def test_pause_cancel_and_what_is_then_impossible(workspace: Digest, server: SendGridServer) -> None:
    """A cancelled campaign mails nobody more and can't be resumed."""
    server.answers = [401]
    send(workspace)
    assert workspace("campaigns", "cancel", "1").code == 0
    shown = workspace("campaigns", "show", "1", "--json").json
    assert shown["skipped_reasons"] == {"cancelled": 4}
    refused = workspace("campaigns", "resume", "1", SENDGRID_API_KEY=KEY)
    assert refused.code != 0
    assert "cancelled" in refused.err
    assert server.taken == []


def test_a_receipt_says_all_on_one_page(workspace: Digest, server: SendGridServer) -> None:
    """Hash, disclaimers as they stood, balance, and who was left out and why."""
    server.refused = {"cy@x.example"}
    workspace("suppressions", "add", "di@x.example")
    shown = send(workspace)
    receipt = workspace("campaigns", "show", "1", "--receipt").out
    assert str(shown["hash"]) in receipt
    assert "do not necessarily reflect the views of JournosNews.com" in receipt
    assert "by hand" in receipt
    assert "cy@x.example" in receipt
    assert "ann@x.example" not in receipt


def test_the_list_of_campaigns(workspace: Digest) -> None:
    """Each with its facts; one that isn't there is an error."""
    send(workspace)
    (campaign,) = workspace("campaigns", "list", "--json").json["campaigns"]
    assert (campaign["id"], campaign["state"], campaign["audience"]) == (1, "finished", 4)
    assert workspace("campaigns", "show", "2").code == 2


def test_the_sandbox_sends_the_real_requests_and_stores_nothing(workspace: Digest, server: SendGridServer) -> None:
    """SendGrid checks them; nobody is mailed."""
    done = workspace("send", ARTICLE, "--list", "subscribers/few.csv", "--sandbox", "--json", SENDGRID_API_KEY=KEY)
    assert done.code == 0
    assert len(server.requests) == 1
    assert server.taken == []
    assert not (workspace.folder / "digest.db").exists()
