"""A campaign whose sender is killed again and again: does everybody get one message, and how many are in doubt?

    python benchmarks/recovery.py [--subscribers N] [--kills N] [--processes N] [--seed N]

A real mail server on loopback counts what arrives. The sender is killed (SIGKILL) at random moments and started again.
Prints, for each run: copies by number, people uncertain against the limit (what was in flight at the kills), and
whether the balance held after every kill.
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
from pathlib import Path

ROOT = Path(__file__).parents[1]
sys.path.insert(0, str(ROOT))

from benchmarks.sending import DIGEST, environment, prepare  # noqa: E402 - after the repository's path is known
from tests.contract.smtp_server import SmtpServer  # noqa: E402

CONNECTIONS, IN_FLIGHT = 4, 50  # messages in flight over a connection at most: two groups


def main() -> None:
    """Run and print."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--subscribers", type=int, default=20_000)
    parser.add_argument("--kills", type=int, default=100)
    parser.add_argument("--processes", type=int, default=1)
    parser.add_argument("--seed", type=int, default=1)
    arguments = parser.parse_args()
    server = SmtpServer()
    server.start()
    with tempfile.TemporaryDirectory() as folder:
        workspace = prepare(Path(folder), server.port, arguments.subscribers, CONNECTIONS)
        kills, held = kill_again_and_again(workspace, arguments)
        run(workspace, "campaigns", "resume", "1")
        shown = json.loads(run(workspace, "campaigns", "show", "1", "--json"))
    server.stop()
    copies = Counter(recipient for recipient, _ in server.taken)
    uncertain = {one["address"] for one in shown["uncertain"]}
    missing = arguments.subscribers - len(copies)
    limit = kills * CONNECTIONS * IN_FLIGHT
    print(f"kills                    {kills}")
    print(f"balance held after each  {held}")
    print(f"subscribers              {arguments.subscribers}")
    print(f"got one message          {sum(number == 1 for number in copies.values())}")
    print(f"got more than one        {sum(number > 1 for number in copies.values())}")
    print(
        f"got none                 {missing}, all of them named as uncertain: {missing <= len(uncertain - set(copies))}"
    )
    print(f"uncertain                {len(uncertain)}, at most {limit} ({len(uncertain) / max(1, kills):.0f} a kill)")


def kill_again_and_again(workspace: Path, arguments: argparse.Namespace) -> tuple[int, bool]:
    """Start senders and kill them at random moments. Returns how often, and whether the balance always held."""
    chance = random.Random(arguments.seed)  # noqa: S311 - moments, not secrets
    article = next((workspace / "articles").glob("*.txt"))
    start = [*DIGEST, "send", str(article), "--list", "subscribers/many.csv", "--yes"]
    resume = [*DIGEST, "campaigns", "resume", "1"]
    first = subprocess.Popen(start, cwd=workspace, env=environment(), stderr=subprocess.PIPE, stdout=subprocess.DEVNULL)
    assert first.stderr is not None
    first.stderr.readline()  # the campaign's id: it is frozen
    reader = threading.Thread(target=first.stderr.read)  # or its pipe would fill
    reader.start()
    senders, kills, held = [first], 0, True
    while kills < arguments.kills:
        time.sleep(chance.uniform(0.0, 0.6))
        victim = chance.choice(senders)
        finished = victim.poll() is not None
        victim.send_signal(signal.SIGKILL)
        victim.wait()
        senders.remove(victim)
        shown = json.loads(run(workspace, "campaigns", "show", "1", "--json"))
        held = held and sum(shown["states"].values()) == shown["audience"] == arguments.subscribers
        if finished and shown["state"] == "finished":
            break
        kills += 1
        while len(senders) < arguments.processes:
            senders.append(
                subprocess.Popen(
                    resume, cwd=workspace, env=environment(), stderr=subprocess.DEVNULL, stdout=subprocess.DEVNULL
                )
            )
    for sender in senders:
        sender.kill()
        sender.wait()
    reader.join()
    first.stderr.close()
    return kills, held


def run(folder: Path, *arguments: str) -> str:
    """One command to its end."""
    done = subprocess.run(
        [*DIGEST, *arguments], cwd=folder, env=environment(), capture_output=True, text=True, check=False
    )
    if done.returncode not in (0, 1):
        sys.exit(f"digest {' '.join(arguments)}: {done.stderr}")
    return done.stdout


if __name__ == "__main__":
    main()
