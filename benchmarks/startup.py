"""What one call of the command costs, as a whole process, beside Python that does nothing.

    python benchmarks/startup.py [--runs N]

Prints the median CPU time (user and system) of each command and its ratio to ``python -c pass``, the two run in turn.
"""

from __future__ import annotations

import argparse
import os
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

ROOT = Path(__file__).parents[1]
SAMPLE = ROOT / "samples/putin-territorial-gains.txt"
NOTHING = [sys.executable, "-c", "pass"]


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--runs", type=int, default=15)
    runs = parser.parse_args().runs
    digest = [sys.executable, "-m", "digest"]
    with tempfile.TemporaryDirectory() as folder:
        commands = {
            "digest --help": [*digest, "--help"],
            "digest inspect SAMPLE": [*digest, "inspect", str(SAMPLE)],
            "digest summarize SAMPLE": [*digest, "summarize", str(SAMPLE)],
            "digest preview SAMPLE": [*digest, "preview", str(SAMPLE), "--out", folder],
        }
        print(f"{'command':<26}{'CPU ms':>8}{'wall ms':>9}{'CPU, times python -c pass':>28}")
        for name, command in commands.items():
            pairs = [(cost(command), cost(NOTHING)) for _ in range(runs)]
            cpu = statistics.median(ours[0] for ours, _ in pairs)
            wall = statistics.median(ours[1] for ours, _ in pairs)
            ratio = statistics.median(ours[0] / nothing[0] for ours, nothing in pairs)
            print(f"{name:<26}{cpu * 1000:>8.0f}{wall * 1000:>9.0f}{ratio:>28.1f}")


def cost(command: list[str]) -> tuple[float, float]:
    """CPU and wall seconds of one process from start to end."""
    began = time.perf_counter()
    process = subprocess.Popen(command, cwd=ROOT, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    _, status, usage = os.wait4(process.pid, 0)
    process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode != 0:
        sys.exit(f"{' '.join(command)} ended with {process.returncode}")
    return usage.ru_utime + usage.ru_stime, time.perf_counter() - began


if __name__ == "__main__":
    main()
