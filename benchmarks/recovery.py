"""A campaign whose senders are killed again and again: does everybody get one message, and how many are in doubt?

    python benchmarks/recovery.py [--provider smtp|sendgrid] [--subscribers N] [--kills N] [--processes N] [--seed N]

A real server on loopback counts what arrives. Senders are killed (SIGKILL) at random moments and started again:
`campaigns resume` and, where several work side by side, `worker` too. The server that stands for SendGrid also refuses,
loses answers, is slow and breaks off; at the end its events settle who is in doubt, and the rest is sent again.
Prints copies by number, people uncertain against the limit (what was in flight at the kills, and in requests whose
answers were lost), and whether the balance held after every kill.
"""

from __future__ import annotations

import argparse
import json
import random
import signal
import subprocess
import sys
import tempfile
import threading
import time
from collections import Counter
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Literal

ROOT = Path(__file__).parents[1]
sys.path.insert(0, str(ROOT))

from benchmarks.sending import DIGEST, environment, prepare, smtp_settings  # noqa: E402 - now that the path is known
from tests.contract.sendgrid_server import SendGridServer  # noqa: E402
from tests.contract.smtp_server import SmtpServer  # noqa: E402

CONNECTIONS, IN_FLIGHT = 4, 50  # messages in flight over an SMTP connection at most: two groups
LOST = (500, 503, "silent", "torn")  # answers after which nobody knows
MANNERS = (None, None, None, 429, 413, "slow", *LOST)


@dataclass(frozen=True, kw_only=True)
class Trial:
    """What to do how often."""

    subscribers: int
    kills: int
    processes: int
    seed: int
    provider: Literal["smtp", "sendgrid"] = "smtp"
    batch: int = 500  # people in one request to SendGrid


@dataclass(frozen=True, kw_only=True)
class Result:
    """What came of it. ``copies`` are by recipient; ``limit`` is how many may be in doubt."""

    kills: int
    balanced: bool
    copies: Counter[str]
    uncertain: frozenset[str]
    limit: int
    shown: dict[str, Any]


def main() -> None:
    """Run and print."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--provider", choices=["smtp", "sendgrid"], default="smtp")
    parser.add_argument("--subscribers", type=int, default=20_000)
    parser.add_argument("--kills", type=int, default=100)
    parser.add_argument("--processes", type=int, default=1)
    parser.add_argument("--seed", type=int, default=1)
    trial = Trial(**vars(parser.parse_args()))
    with tempfile.TemporaryDirectory() as folder:
        result = run_smtp(Path(folder), trial) if trial.provider == "smtp" else run_sendgrid(Path(folder), trial)
    copies, uncertain = result.copies, result.uncertain
    missing = trial.subscribers - len(copies)
    named = missing <= len(uncertain - set(copies))
    print(f"kills                    {result.kills}")
    print(f"balance held after each  {result.balanced}")
    print(f"subscribers              {trial.subscribers}")
    print(f"got one message          {sum(number == 1 for number in copies.values())}")
    print(f"got more than one        {sum(number > 1 for number in copies.values())}")
    print(f"got none                 {missing}, all of them named as uncertain: {named}")
    print(f"uncertain                {len(uncertain)}, at most {result.limit}")


def run_smtp(folder: Path, trial: Trial) -> Result:
    """Through a mail server. Who is in doubt stays so."""
    server = SmtpServer()
    server.start()
    workspace = prepare(folder, smtp_settings(server.port, CONNECTIONS), trial.subscribers)
    kills, balanced = kill_again_and_again(workspace, trial)
    run(workspace, "campaigns", "resume", "1")
    shown = show(workspace)
    server.stop()
    return Result(
        kills=kills,
        balanced=balanced,
        copies=Counter(recipient for recipient, _ in server.taken),
        uncertain=_uncertain(shown),
        limit=kills * CONNECTIONS * IN_FLIGHT,
        shown=shown,
    )


def run_sendgrid(folder: Path, trial: Trial) -> Result:
    """Through SendGrid in a bad mood. Its events settle who was taken; the rest is sent again."""
    server = SendGridServer()
    chance = random.Random(trial.seed)  # noqa: S311 - moods, not secrets
    server.answers += chance.choices(MANNERS, k=100_000)
    server.start()
    settings = f'name = "sendgrid"\nsendgrid = {{ host = "{server.url}", batch = {trial.batch} }}'
    workspace = prepare(folder, settings, trial.subscribers)
    kills, balanced = kill_again_and_again(workspace, trial)
    run(workspace, "campaigns", "resume", "1")
    uncertain = _uncertain(show(workspace))
    events = [{"event": "delivered", "timestamp": 1_800_000_000, **one["custom_args"]} for one in server.taken]
    (folder / "events.json").write_text(json.dumps(events), encoding="utf-8")
    run(workspace, "campaigns", "resolve", "1", "--events", str(folder / "events.json"))
    server.answers.clear()
    if run(workspace, "campaigns", "resolve", "1", "--as", "prepared") and show(workspace)["state"] == "paused":
        run(workspace, "campaigns", "resume", "1")
    server.stop()
    return Result(
        kills=kills,
        balanced=balanced,
        copies=Counter(one["to"][0]["email"] for one in server.taken),
        uncertain=uncertain,
        limit=(kills + server.lost) * trial.batch,
        shown=show(workspace),
    )


def kill_again_and_again(workspace: Path, trial: Trial) -> tuple[int, bool]:
    """Start senders and kill them at random moments. Returns how often, and whether the balance always held."""
    chance = random.Random(trial.seed)  # noqa: S311 - moments, not secrets
    article = next((workspace / "articles").glob("*.txt"))
    resume, worker = ["campaigns", "resume", "1"], ["worker"]
    first = _start(workspace, "send", str(article), "--list", "subscribers/many.csv", "--yes", stderr=subprocess.PIPE)
    assert first.stderr is not None
    first.stderr.readline()  # the campaign's id: it is frozen
    reader = threading.Thread(target=first.stderr.read)  # or its pipe would fill
    reader.start()
    senders, kills, balanced = [first], 0, True
    while kills < trial.kills:
        time.sleep(chance.uniform(0.0, 0.6))
        victim = senders.pop(chance.randrange(len(senders)))
        victim.send_signal(signal.SIGKILL)
        victim.wait()
        shown = show(workspace)
        balanced = balanced and sum(shown["states"].values()) == shown["audience"] == trial.subscribers
        if shown["state"] == "finished":
            break
        kills += 1
        while len(senders) < trial.processes:
            senders.append(_start(workspace, *(resume if len(senders) % 2 == 0 else worker)))
    for sender in senders:
        sender.kill()
        sender.wait()
    reader.join()
    first.stderr.close()
    return kills + len(senders), balanced


def show(workspace: Path) -> dict[str, Any]:
    """Where the campaign stands."""
    shown: dict[str, Any] = json.loads(run(workspace, "campaigns", "show", "1", "--json"))
    return shown


def run(folder: Path, *arguments: str) -> str:
    """One command to its end."""
    done = subprocess.run(
        [*DIGEST, *arguments], cwd=folder, env=environment(), capture_output=True, text=True, check=False
    )
    if done.returncode not in (0, 1):
        sys.exit(f"digest {' '.join(arguments)}: {done.stderr}")
    return done.stdout


def _start(workspace: Path, *arguments: str, stderr: int = subprocess.DEVNULL) -> subprocess.Popen[bytes]:
    command = [*DIGEST, *arguments]
    return subprocess.Popen(command, cwd=workspace, env=environment(), stdout=subprocess.DEVNULL, stderr=stderr)


def _uncertain(shown: dict[str, Any]) -> frozenset[str]:
    return frozenset(one["address"] for one in shown["uncertain"])


if __name__ == "__main__":
    main()
