"""What a crash leaves behind."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import time
from collections import Counter
from types import SimpleNamespace
from typing import TYPE_CHECKING

import pytest

from benchmarks.recovery import CONNECTIONS, IN_FLIGHT, kill_again_and_again, run
from benchmarks.sending import environment, prepare
from tests.contract.smtp_server import SmtpServer

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

PEOPLE = 600


@pytest.fixture
def server() -> Iterator[SmtpServer]:
    server = SmtpServer()
    server.start()
    yield server
    server.stop()


@pytest.mark.parametrize("processes", [1, 2])
def test_killed_again_and_again_nobody_is_lost_and_nobody_mailed_twice(
    server: SmtpServer, tmp_path: Path, processes: int
) -> None:
    """After each kill the balance holds; at the end everybody has one message, but for those named as uncertain."""
    workspace = prepare(tmp_path, server.port, PEOPLE, CONNECTIONS)
    arguments = SimpleNamespace(subscribers=PEOPLE, kills=4, processes=processes, seed=processes)
    kills, held = kill_again_and_again(workspace, arguments)  # type: ignore[arg-type]
    run(workspace, "campaigns", "resume", "1")
    shown = json.loads(run(workspace, "campaigns", "show", "1", "--json"))
    copies = Counter(recipient for recipient, _ in server.taken)
    uncertain = {one["address"] for one in shown["uncertain"]}
    everybody = {f"reader{number}@example.com" for number in range(PEOPLE)}
    assert held
    assert set(copies.values()) == {1}
    assert everybody - set(copies) <= uncertain
    assert len(uncertain) <= kills * CONNECTIONS * IN_FLIGHT
    assert shown["state"] == "finished"


def test_told_to_stop_nothing_is_uncertain(server: SmtpServer, tmp_path: Path) -> None:
    """SIGTERM lets what is in flight finish; the rest goes out when the campaign is resumed."""
    workspace = prepare(tmp_path, server.port, PEOPLE, CONNECTIONS)
    article = next((workspace / "articles").glob("*.txt"))
    command = [sys.executable, "-m", "digest", "send", str(article), "--list", "subscribers/many.csv", "--yes"]
    sender = subprocess.Popen(command, cwd=workspace, env=environment(), stdout=subprocess.DEVNULL)
    while len(server.taken) < 20:
        time.sleep(0.01)
    sender.send_signal(signal.SIGTERM)
    assert sender.wait(30) == 130
    shown = json.loads(run(workspace, "campaigns", "show", "1", "--json"))
    assert shown["uncertain"] == []
    assert shown["states"]["accepted"] == len(server.taken)
    run(workspace, "campaigns", "resume", "1")
    assert Counter(recipient for recipient, _ in server.taken).most_common(1)[0][1] == 1
    assert len(server.taken) == PEOPLE


def test_an_editors_word_settles_who_is_uncertain(server: SmtpServer, tmp_path: Path) -> None:
    """Accepted ones are done; those to be sent after all go out with the next resume, and only they."""
    workspace = prepare(tmp_path, server.port, 3, CONNECTIONS)
    rows = "email\nann@x.example\nsilent@x.example\nsilent@y.example\n"
    (workspace / "subscribers/many.csv").write_text(rows)
    article = next((workspace / "articles").glob("*.txt"))
    done = json.loads(run(workspace, "send", str(article), "--list", "subscribers/many.csv", "--yes", "--json"))
    assert [one["address"] for one in done["uncertain"]] == ["silent@x.example", "silent@y.example"]
    run(workspace, "campaigns", "resolve", "1", "--as", "accepted", "silent@x.example")
    run(workspace, "campaigns", "resolve", "1", "--as", "prepared")
    assert json.loads(run(workspace, "campaigns", "show", "1", "--json"))["state"] == "paused"
    again = json.loads(run(workspace, "campaigns", "resume", "1", "--json"))
    assert again["states"]["accepted"] == 2
    assert Counter(recipient for recipient, _ in server.taken)["silent@y.example"] == 2
    assert Counter(recipient for recipient, _ in server.taken)["silent@x.example"] == 1


def test_a_worker_joins_and_stops_when_told(server: SmtpServer, tmp_path: Path) -> None:
    """It finishes what others left, and SIGTERM ends it with 0."""
    workspace = prepare(tmp_path, server.port, PEOPLE, CONNECTIONS)
    article = next((workspace / "articles").glob("*.txt"))
    command = [sys.executable, "-m", "digest", "send", str(article), "--list", "subscribers/many.csv", "--yes"]
    sender = subprocess.Popen(command, cwd=workspace, env=environment(), stdout=subprocess.DEVNULL)
    while len(server.taken) < 20:
        time.sleep(0.01)
    os.kill(sender.pid, signal.SIGKILL)
    sender.wait()
    worker = subprocess.Popen([sys.executable, "-m", "digest", "worker"], cwd=workspace, env=environment())
    deadline = time.monotonic() + 60
    while json.loads(run(workspace, "campaigns", "show", "1", "--json"))["state"] != "finished":
        assert time.monotonic() < deadline
        time.sleep(0.2)
    worker.send_signal(signal.SIGTERM)
    assert worker.wait(30) == 0
    assert set(Counter(recipient for recipient, _ in server.taken).values()) == {1}
