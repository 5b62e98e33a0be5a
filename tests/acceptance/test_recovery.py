"""What a crash leaves behind."""

from __future__ import annotations

import ctypes
import json
import os
import signal
import subprocess
import sys
import time
from collections import Counter
from typing import TYPE_CHECKING

import pytest

from benchmarks.recovery import CONNECTIONS, IN_FLIGHT, Trial, run, run_sendgrid, run_smtp, show
from benchmarks.sending import environment, prepare, smtp_settings
from tests.contract.smtp_server import SmtpServer

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

PEOPLE = 600
EVERYBODY = {f"reader{number}@example.com" for number in range(PEOPLE)}


@pytest.fixture
def server() -> Iterator[SmtpServer]:
    server = SmtpServer()
    server.start()
    yield server
    server.stop()


@pytest.mark.parametrize("processes", [1, 2, 4])
def test_killed_again_and_again_nobody_is_lost_and_nobody_mailed_twice(tmp_path: Path, processes: int) -> None:
    """After each kill the balance holds; at the end everybody has one message, but for those named as uncertain."""
    trial = Trial(subscribers=PEOPLE, kills=4, processes=processes, seed=processes)
    result = run_smtp(tmp_path, trial)
    assert result.balanced
    assert set(result.copies.values()) == {1}
    assert EVERYBODY - set(result.copies) <= result.uncertain
    assert len(result.uncertain) <= result.limit
    assert result.shown["state"] == "finished"


@pytest.mark.parametrize("processes", [1, 2])
def test_killed_while_sendgrid_is_in_a_bad_mood(tmp_path: Path, processes: int) -> None:
    """With answers lost, refused and slow besides; its events tell who was taken, and at the end everybody has one."""
    trial = Trial(subscribers=PEOPLE, kills=3, processes=processes, seed=processes, provider="sendgrid", batch=50)
    result = run_sendgrid(tmp_path, trial)
    assert result.balanced
    assert result.copies == Counter(EVERYBODY)
    assert len(result.uncertain) <= result.limit
    assert result.shown["uncertain"] == []
    assert result.shown["state"] == "finished"


def test_told_to_stop_nothing_is_uncertain(server: SmtpServer, tmp_path: Path) -> None:
    """SIGTERM lets what is in flight finish; the rest goes out when the campaign is resumed."""
    workspace = prepare(tmp_path, smtp_settings(server.port, CONNECTIONS), PEOPLE)
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
    workspace = prepare(tmp_path, smtp_settings(server.port, CONNECTIONS), 3)
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


def start(workspace: Path, *arguments: str) -> subprocess.Popen[str]:
    """A command that goes on while the test does."""
    command = [sys.executable, "-m", "digest", *arguments]
    return subprocess.Popen(
        command, cwd=workspace, env=environment(), stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True
    )


def send(workspace: Path) -> subprocess.Popen[str]:
    """Send the article to everybody."""
    article = next((workspace / "articles").glob("*.txt"))
    return start(workspace, "send", str(article), "--list", "subscribers/many.csv", "--yes")


def wait_until(condition: Callable[[], bool], seconds: float = 60) -> None:
    """Look again and again."""
    deadline = time.monotonic() + seconds
    while not condition():
        assert time.monotonic() < deadline
        time.sleep(0.01)


def test_sent_twice_at_once_everybody_gets_one(server: SmtpServer, tmp_path: Path) -> None:
    """One of the two sends; the other says that it is being sent, or that everybody was reached."""
    workspace = prepare(tmp_path, smtp_settings(server.port, CONNECTIONS), PEOPLE)
    both = [send(workspace), send(workspace)]
    ends = [process.communicate(timeout=60) for process in both]
    assert Counter(recipient for recipient, _ in server.taken) == Counter(EVERYBODY)
    assert 0 in [process.returncode for process in both]
    assert {process.returncode for process in both} <= {0, 1}
    assert all("Traceback" not in errors for _, errors in ends)


def test_a_sender_that_sleeps_past_its_lease(server: SmtpServer, tmp_path: Path) -> None:
    """Others go on, with what it had in hand as uncertain; awake, it sends nobody a second one, and settles some."""
    workspace = prepare(tmp_path, smtp_settings(server.port, 1), PEOPLE)
    toml = workspace / "digest.toml"
    toml.write_text(toml.read_text() + "\n[store]\nlease = 1.0\n")
    sleeper = send(workspace)
    wait_until(lambda: len(server.taken) >= 100)
    sleeper.send_signal(signal.SIGSTOP)
    run(workspace, "campaigns", "resume", "1")
    doubtful = {one["address"] for one in show(workspace)["uncertain"]}
    sleeper.send_signal(signal.SIGCONT)
    sleeper.communicate(timeout=60)
    shown = show(workspace)
    copies = Counter(recipient for recipient, _ in server.taken)
    assert 0 < len(doubtful) <= IN_FLIGHT
    assert set(copies.values()) == {1}
    assert EVERYBODY - set(copies) <= doubtful
    assert {one["address"] for one in shown["uncertain"]} <= doubtful
    assert shown["states"]["accepted"] + len(shown["uncertain"]) + shown["states"]["prepared"] == PEOPLE


def test_killed_and_started_again_at_once_it_goes_on_at_once(server: SmtpServer, tmp_path: Path) -> None:
    """Nobody waits for a lease of a process that is gone."""
    workspace = prepare(tmp_path, smtp_settings(server.port, CONNECTIONS), PEOPLE)
    toml = workspace / "digest.toml"
    toml.write_text(toml.read_text() + "\n[store]\nlease = 600.0\n")
    sender = send(workspace)
    wait_until(lambda: len(server.taken) >= 50)
    sender.kill()
    sender.communicate()
    began = time.monotonic()
    run(workspace, "campaigns", "resume", "1")
    assert show(workspace)["state"] == "finished"
    assert time.monotonic() - began < 60


def test_whoever_leaves_in_the_middle_is_not_mailed(server: SmtpServer, tmp_path: Path) -> None:
    """By hand, by a bounce on another list, or by being erased, before their turn came."""
    rate = "\nrate = 100"
    workspace = prepare(tmp_path, smtp_settings(server.port, 1) + rate, PEOPLE)
    sender = send(workspace)
    wait_until(lambda: len(server.taken) >= 1)
    sender.send_signal(signal.SIGTERM)
    sender.communicate(timeout=30)
    mailed = {recipient for recipient, _ in server.taken}
    gone = sorted(EVERYBODY - mailed)[:3]
    run(workspace, "suppressions", "add", gone[0])
    (workspace / "bounced.csv").write_text(f"email\n{gone[1]}\n")
    run(workspace, "subscribers", "import", "bounced.csv", "--list", "many", "--as", "bounced")
    run(workspace, "subscribers", "erase", gone[2], "--yes")
    toml = workspace / "digest.toml"
    toml.write_text(toml.read_text().replace(rate, ""))
    run(workspace, "campaigns", "resume", "1")
    assert {recipient for recipient, _ in server.taken} == EVERYBODY - set(gone)
    shown = show(workspace)
    assert sum(shown["states"].values()) == PEOPLE
    assert shown["states"]["skipped"] == 3


def test_a_full_disk_loses_and_repeats_nobody(server: SmtpServer, tmp_path: Path) -> None:
    """The campaign stops with a plain sentence; with room again it goes on, and who is in doubt is named."""
    workspace = prepare(tmp_path, smtp_settings(server.port, CONNECTIONS), PEOPLE)
    article = next((workspace / "articles").glob("*.txt"))
    code = (
        "import resource, signal, sys; signal.signal(signal.SIGXFSZ, signal.SIG_IGN);"
        "from digest.cli import main; from digest.deliver import work; from digest.store import Store;"
        "start = work.work_on;\n"
        "def full(store, *rest, **options):\n"
        "    size = (store._database.path.parent / 'digest.db-wal').stat().st_size + 30_000\n"
        "    resource.setrlimit(resource.RLIMIT_FSIZE, (size, size))\n"
        "    start(store, *rest, **options)\n"
        "work.work_on = full\n"
        "sys.exit(main(sys.argv[1:]))"
    )
    command = [sys.executable, "-c", code, "send", str(article), "--list", "subscribers/many.csv", "--yes"]
    done = subprocess.run(
        command, cwd=workspace, env=environment(), capture_output=True, text=True, check=False, timeout=60
    )
    assert done.returncode == 3, done.stderr
    assert "Traceback" not in done.stderr
    assert "disk" in done.stderr
    run(workspace, "campaigns", "resume", "1")
    shown = show(workspace)
    copies = Counter(recipient for recipient, _ in server.taken)
    uncertain = {one["address"] for one in shown["uncertain"]}
    assert shown["state"] == "finished"
    assert set(copies.values()) == {1}
    assert EVERYBODY - set(copies) <= uncertain
    assert len(uncertain) <= CONNECTIONS * IN_FLIGHT


def test_a_store_that_cannot_be_written_sends_nothing(server: SmtpServer, tmp_path: Path) -> None:
    """Read-only, it says so, and nobody is mailed."""
    workspace = prepare(tmp_path, smtp_settings(server.port, CONNECTIONS), 3)
    run(workspace, "subscribers", "import", "subscribers/many.csv", "--list", "many")
    article = next((workspace / "articles").glob("*.txt"))
    (workspace / "digest.db").chmod(0o444)
    workspace.chmod(0o555)
    command = [sys.executable, "-m", "digest", "send", str(article), "--list", "subscribers/many.csv", "--yes"]
    done = subprocess.run(
        command, cwd=workspace, env=environment(), capture_output=True, text=True, check=False, preexec_fn=_as_anybody
    )
    workspace.chmod(0o755)
    assert done.returncode == 3, done.stderr
    assert "can't be used" in done.stderr
    assert "writable" in done.stderr
    assert server.taken == []


def _as_anybody() -> None:
    """Root may write what is read-only, but for a process that gives up this right."""
    drop_from_bounding_set = 24
    for right in (1, 2):  # CAP_DAC_OVERRIDE, CAP_DAC_READ_SEARCH
        ctypes.CDLL(None).prctl(drop_from_bounding_set, right, 0, 0, 0)


def test_a_worker_joins_and_stops_when_told(server: SmtpServer, tmp_path: Path) -> None:
    """It finishes what others left, and SIGTERM ends it with 0."""
    workspace = prepare(tmp_path, smtp_settings(server.port, CONNECTIONS), PEOPLE)
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
