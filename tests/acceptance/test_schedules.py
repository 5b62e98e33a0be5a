"""Digests that come back, from the command line and through a worker."""

from __future__ import annotations

import contextlib
import datetime as dt
import json
import os
import signal
import subprocess
import sys
import time
from typing import TYPE_CHECKING

import pytest

from tests.acceptance.conftest import ROOT

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from tests.acceptance.conftest import Digest

SCHEDULE = """
[schedules.morning]
cron = "{cron}"
zone = "Australia/Lord_Howe"
source = "articles"
list = "few"
"""


@pytest.fixture
def newsroom(digest: Digest) -> Digest:
    """The command, in a workspace with a schedule that is not due soon, and a list of two."""
    digest("init")
    schedule(digest, "first monday 02:15")
    (digest.folder / "subscribers/few.csv").write_text("email,name\nann@x.example,Ann\nbo@x.example,Bo\n")
    assert digest("subscribers", "import", "subscribers/few.csv", "--list", "few").code == 0
    return digest


def schedule(digest: Digest, cron: str) -> None:
    """Let the schedule fire by another rule."""
    toml = digest.folder / "digest.toml"
    before, _, _ = toml.read_text(encoding="utf-8").partition("\n[schedules.morning]")
    toml.write_text(before + SCHEDULE.format(cron=cron), encoding="utf-8")


@contextlib.contextmanager
def worker(digest: Digest) -> Iterator[None]:
    """A worker beside the test; it must end well when it is told to."""
    with (digest.folder / "worker.log").open("wb") as log:
        process = subprocess.Popen(
            [sys.executable, "-m", "digest", "worker"],
            cwd=digest.folder,
            stderr=log,
            env={**os.environ, "PYTHONPATH": str(ROOT)},
        )
        try:
            yield
        finally:
            process.send_signal(signal.SIGTERM)
            assert process.wait(30) == 0, (digest.folder / "worker.log").read_text()


def until(condition: Callable[[], bool], seconds: float = 30) -> bool:
    """Whether it comes true in time."""
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        if condition():
            return True
        time.sleep(0.2)
    return condition()


def state(digest: Digest) -> str:
    """How the schedule stands."""
    return str(digest("schedules", "list", "--json").json["schedules"][0]["state"])


def mails(digest: Digest) -> int:
    """How many messages have left."""
    return len(list((digest.folder / "out/messages").rglob("*.eml")))


def test_the_story_of_a_schedule(newsroom: Digest) -> None:
    """Drafted at its minute by a worker, it waits, is approved, goes out once; with nothing new nothing follows."""
    schedule(newsroom, "* * * * *")
    with worker(newsroom):
        assert until(lambda: state(newsroom) == "waiting", 75)
        (draft,) = (newsroom.folder / "drafts").glob("morning-*.md")
        assert mails(newsroom) == 0
        approved = newsroom("approve", f"drafts/{draft.name}", "--as", "Kim")
        assert (approved.code, "Approved" in approved.out) == (0, True)
        assert until(lambda: mails(newsroom) == 2)
        assert until(lambda: newsroom("campaigns", "list", "--json").json["campaigns"][0]["state"] == "finished")
        assert until(lambda: "nothing new" in (newsroom.folder / "worker.log").read_text(), 75)
    assert mails(newsroom) == 2
    assert len(newsroom("campaigns", "list", "--json").json["campaigns"]) == 1


def test_a_schedule_is_run_by_hand_and_voided_by_an_edit(newsroom: Digest) -> None:
    """Run now it drafts; an edit of its article in between is named, and nothing goes out."""
    run = newsroom("schedules", "run", "morning")
    assert (run.code, "digest approve drafts/morning-" in run.err) == (0, True)
    (draft,) = (newsroom.folder / "drafts").glob("morning-*.md")
    article = newsroom.folder / "articles/putin-territorial-gains.txt"
    text = article.read_text(encoding="utf-8")
    article.write_text(text.replace(".", "!"), encoding="utf-8")
    refused = newsroom("approve", f"drafts/{draft.name}")
    assert (refused.code, "no longer stands in" in refused.err) == (1, True)
    article.write_text(text, encoding="utf-8")
    assert newsroom("approve", f"drafts/{draft.name}").code == 0
    assert state(newsroom) == "approved"
    again = newsroom("schedules", "run", "morning")
    assert (again.code, "nothing new" in again.err) == (0, True)


def test_without_approval_a_run_by_hand_sends(newsroom: Digest) -> None:
    """In the foreground, with the balance at its end."""
    with (newsroom.folder / "digest.toml").open("a") as toml:
        toml.write("approval = false\n")
    run = newsroom("schedules", "run", "morning", "--json")
    assert (run.code, run.json["states"]["accepted"], mails(newsroom)) == (0, 2, 2)


def test_the_next_times_are_listed_in_the_zone_and_in_utc(newsroom: Digest) -> None:
    """Over a change of clocks by half an hour, less a day that an editor left out."""
    schedule(newsroom, "sundays 02:15")
    assert newsroom("schedules", "skip", "morning", "2026-10-18").code == 0
    shown = newsroom("schedules", "list", "--json", "--from", "2026-09-27", "--count", "3").json["schedules"][0]
    assert [key for key in shown if key != "next"] == ["name", "cron", "zone", "list", "state"]
    assert shown["next"] == [
        {"utc": "2026-09-26T15:45:00Z", "local": "2026-09-27T02:15:00+10:30"},
        {"utc": "2026-10-03T15:45:00Z", "local": "2026-10-04T02:45:00+11:00"},
        {"utc": "2026-10-10T15:15:00Z", "local": "2026-10-11T02:15:00+11:00"},
    ]
    lines = newsroom("schedules", "list").out.splitlines()
    assert len(lines) == 1 + 5


def test_nothing_begins_while_it_is_held(newsroom: Digest) -> None:
    """Not by hand either; released it goes on."""
    assert newsroom("hold").code == 0
    assert state(newsroom) == "held"
    send = newsroom("send", "articles/putin-territorial-gains.txt", "--list", "few", "--yes")
    assert (send.code, "is held" in send.err, mails(newsroom)) == (1, True, 0)
    assert newsroom("schedules", "run", "morning").code == 1
    assert newsroom("release", "morning").code == 1
    assert newsroom("release").code == 0
    assert newsroom("send", "articles/putin-territorial-gains.txt", "--list", "few", "--yes").code == 0


@pytest.mark.parametrize(
    ("arguments", "code", "said"),
    [
        (("schedules", "run", "evening"), 2, "There is no schedule evening."),
        (("schedules", "skip", "morning", "tomorrow"), 2, "does not match the format"),
        (("schedules", "list", "--from", "soon"), 2, "“soon” is no time."),
        (("approve", "drafts/none.md"), 1, "Nothing waits"),
        (("hold", "evening"), 2, "There is no schedule evening."),
    ],
)
def test_a_wrong_call_is_said_plainly(newsroom: Digest, arguments: tuple[str, ...], code: int, said: str) -> None:
    """And changes nothing."""
    done = newsroom(*arguments)
    assert (done.code, said in done.err) == (code, True), done.err
    assert json.loads(newsroom("schedules", "list", "--json").out)["schedules"][0]["state"] == "ready"


def test_what_is_sent_later_leaves_then(newsroom: Digest) -> None:
    """Kept by `send --at`, begun and sent by a worker; a time that has passed is refused."""
    article = "articles/putin-territorial-gains.txt"
    due = dt.datetime.now(dt.UTC).replace(microsecond=0) + dt.timedelta(seconds=6)
    sent = newsroom("send", article, "--list", "few", "--yes", "--json", "--at", due.isoformat())
    assert (sent.code, sent.json["state"], sent.json["audience"]) == (0, "scheduled", 0)
    with worker(newsroom):
        assert until(lambda: mails(newsroom) == 2)
        assert dt.datetime.now(dt.UTC) >= due
    past = newsroom("send", article, "--list", "few", "--yes", "--at", "2020-01-01T00:00:00Z")
    assert (past.code, "has passed" in past.err) == (2, True)


def test_what_is_due_later_may_begin_now(newsroom: Digest) -> None:
    """By hand, in the foreground."""
    article = "articles/putin-territorial-gains.txt"
    sent = newsroom("send", article, "--list", "subscribers/few.csv", "--yes", "--json", "--at", "tomorrow 07:30")
    number = str(sent.json["id"])
    assert "due at" in newsroom("campaigns", "show", number).out
    done = newsroom("campaigns", "resume", number, "--json")
    assert (done.code, done.json["states"]["accepted"]) == (0, 2)
