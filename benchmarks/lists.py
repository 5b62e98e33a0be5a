"""Importing a big list and freezing its audience, beside the database's own bulk load of the same file.

    python benchmarks/lists.py [--people N] [--runs N]

Writes a file of made-up people, two in a hundred of them unlike the others (capitals, repeated or broken addresses).
The ``sqlite3`` shell imports it into a table with a unique key; ``digest subscribers import`` imports it into an empty
store (new), and again (unchanged); then a campaign's audience is frozen. Each is a process of its own, run in turn;
printed are the medians of wall and CPU time, the ratio to the shell's, and peak memory. The last table shows the same
import and freeze at a hundredth, a tenth and the whole of the people: memory stays where it is.
"""

from __future__ import annotations

import argparse
import csv
import os
import random
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).parents[1]
GIVEN = "ada bela chidi dmitri elena farid grace hiro ines jonas kofi lena maria noor olu priya quinn rosa sven tariq"
FAMILY = "haddad ivanov larsen muller nguyen okafor patel rossi silva smith tanaka vargas weber yilmaz zhang"
DOMAINS = "example.com example.org example.net mail.example.com news.example.org"
CITIES = ["Berlin", "Lagos", "Lima", "Paris, France", "Osaka", ""]
ZONES = ["Europe/Berlin", "Africa/Lagos", "America/Lima", "UTC"]
HEADER = ["email", "name", "language", "timezone", "city"]
FREEZE = """
import sys
from pathlib import Path
from digest.message import Address, Message
from digest.store import Audience, CampaignContent, Store
message = Message(
    subject="s", preheader="", sender=Address(address="a@example.com"), html="<p>" * 10000, text="t", language="en"
)
content = CampaignContent(edition="e-0123456789", title="t", path="p", content="c", message=message)
with Store(Path(sys.argv[1])) as store:
    campaign = store.audiences.start(content, Audience(lists=("big",)))
    assert campaign.audience == store.lists.get("big").subscribers
"""


@dataclass(frozen=True, kw_only=True)
class Cost:
    """What one process took."""

    wall: float  # seconds
    cpu: float  # seconds, user and system
    memory: float  # MB at its peak


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--people", type=int, default=1_000_000)
    parser.add_argument("--runs", type=int, default=3)
    arguments = parser.parse_args()
    if shutil.which("sqlite3") is None:
        sys.exit("The sqlite3 shell is what this measures against, and it isn't installed.")
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        compare(folder, arguments.people, arguments.runs)
        grow(folder, arguments.people)


def compare(folder: Path, people: int, runs: int) -> None:
    """Print what each way costs, and its ratio to the shell's."""
    file = write_people(folder, people)
    rounds = [one_round(folder, file) for _ in range(runs)]
    print(f"{people:,} people, {file.stat().st_size / 2**20:.0f} MB, {runs} runs")
    print(f"{'':<26}{'wall s':>8}{'CPU s':>8}{'wall ratio':>12}{'CPU ratio':>11}{'MB':>6}")
    for way in rounds[0]:
        costs = [(found[way], found["sqlite3 .import"]) for found in rounds]
        wall, cpu = (statistics.median(getattr(cost, kind) for cost, _ in costs) for kind in ("wall", "cpu"))
        wall_ratio = statistics.median(cost.wall / shell.wall for cost, shell in costs)
        cpu_ratio = statistics.median(cost.cpu / shell.cpu for cost, shell in costs)
        memory = max(cost.memory for cost, _ in costs)
        print(f"{way:<26}{wall:>8.2f}{cpu:>8.2f}{wall_ratio:>12.2f}{cpu_ratio:>11.2f}{memory:>6.0f}")


def one_round(folder: Path, file: Path) -> dict[str, Cost]:
    """Each way once, from nothing."""
    workspace = folder / "workspace"
    shutil.rmtree(workspace, ignore_errors=True)
    workspace.mkdir()
    (workspace / "digest.toml").touch()
    shell = workspace / "shell.db"
    table = f"CREATE TABLE people ({', '.join(f'{column} TEXT' for column in HEADER)}); "
    unique = "CREATE UNIQUE INDEX people_email ON people (email);"
    bulk = ["sqlite3", str(shell), "PRAGMA journal_mode = WAL", table + unique, ".mode csv"]
    digest = [sys.executable, "-m", "digest", "-w", str(workspace), "subscribers", "import", str(file), "--list", "big"]
    return {
        "sqlite3 .import": cost_of([*bulk, f".import --skip 1 {file} people"]),
        "digest import, new": cost_of(digest),
        "digest import, unchanged": cost_of(digest),
        "freeze": cost_of([sys.executable, "-c", FREEZE, str(workspace / "digest.db")]),
    }


def grow(folder: Path, people: int) -> None:
    """Print time and memory as the list grows."""
    print(f"\n{'people':>12}{'import us each':>16}{'MB':>6}{'freeze us each':>16}{'MB':>6}")
    for number in (people // 100, people // 10, people):
        costs = one_round(folder, write_people(folder, number))
        imported, frozen = costs["digest import, new"], costs["freeze"]
        each = [cost.wall / number * 1e6 for cost in (imported, frozen)]
        print(f"{number:>12,}{each[0]:>16.1f}{imported.memory:>6.0f}{each[1]:>16.1f}{frozen.memory:>6.0f}")


def write_people(folder: Path, number: int) -> Path:
    """A file of that many people, the same each time."""
    chance = random.Random(7)  # noqa: S311  nobody's secret
    given, family, domains = GIVEN.split(), FAMILY.split(), DOMAINS.split()
    path = folder / f"people-{number}.csv"
    with path.open("w", newline="", encoding="utf-8") as file:
        writer = csv.writer(file)
        writer.writerow(HEADER)
        for index in range(number):
            first, last = chance.choice(given), chance.choice(family)
            address = f"{first}.{last}{chance.randrange(number * 10)}@{chance.choice(domains)}"
            odd = index % 100
            if odd == 1:
                address = chance.choice([address.title(), "somebody@example.com", address.replace("@", " at ")])
            row = [address, f"{first} {last}".title(), chance.choice(["de", "en", "es"]), chance.choice(ZONES)]
            writer.writerow([*row, chance.choice(CITIES)])
    return path


def cost_of(command: list[str]) -> Cost:
    """What one process took from start to end."""
    began = time.perf_counter()
    process = subprocess.Popen(command, cwd=ROOT, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    _, status, usage = os.wait4(process.pid, 0)
    process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode != 0 and command[0] != "sqlite3":  # the shell complains of each repeated row
        sys.exit(f"{' '.join(command)} ended with {process.returncode}")
    cpu = usage.ru_utime + usage.ru_stime
    return Cost(wall=time.perf_counter() - began, cpu=cpu, memory=usage.ru_maxrss / 1024)


if __name__ == "__main__":
    main()
