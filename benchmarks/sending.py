"""How fast a campaign leaves through a mail server, beside Postfix's own smtp-source, in the same run.

    python benchmarks/sending.py [--messages N] [--connections N ...]
    python benchmarks/sending.py --memory [N ...]

Both send a digest of 40 KB into smtp-sink (Debian's package postfix has both programs), in turn; the campaign with
its ledger on. Prints messages a second and their ratio for each number of connections. With ``--memory``, peak memory
and time a message as the list grows, into smtp-sink.
"""

from __future__ import annotations

import argparse
import contextlib
import os
import shutil
import socket
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

ROOT = Path(__file__).parents[1]
ARTICLES = [
    str(ROOT / "samples" / name)
    for name in ("putin-territorial-gains.txt", "river-bridge.html", "electric-ferries.txt")
]
DIGEST = [sys.executable, "-m", "digest"]
TOOLS = os.pathsep.join([os.environ.get("PATH", ""), "/usr/sbin"])


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--messages", type=int, default=10_000)
    parser.add_argument("--connections", type=int, nargs="+", default=[1, 10, 20])
    parser.add_argument("--memory", type=int, nargs="*")
    parser.add_argument("--rounds", type=int, default=3)
    arguments = parser.parse_args()
    if shutil.which("smtp-sink", path=TOOLS) is None:
        sys.exit("smtp-sink and smtp-source are not installed: apt-get install postfix")
    if arguments.memory is not None:
        compare_memory(arguments.memory or [10_000, 100_000, 1_000_000])
    else:
        compare_rates(arguments.messages, arguments.connections, arguments.rounds)


def compare_rates(messages: int, connections: list[int], rounds: int) -> None:
    """Our rate and smtp-source's, in turn."""
    print(f"{'connections':>11}{'digest/s':>10}{'smtp-source/s':>15}{'ratio':>7}")
    for number in connections:
        pairs = [(ours(messages, number)[0], theirs(messages, number)) for _ in range(rounds)]
        our_rate = statistics.median(pair[0] for pair in pairs)
        their_rate = statistics.median(pair[1] for pair in pairs)
        ratio = statistics.median(pair[0] / pair[1] for pair in pairs)
        print(f"{number:>11}{our_rate:>10,.0f}{their_rate:>15,.0f}{ratio:>7.2f}")


def compare_memory(sizes: list[int]) -> None:
    """Peak memory and time a message, for each size of the list."""
    print(f"{'subscribers':>11}{'peak MB':>9}{'µs a message':>14}{'of the first':>14}")
    first = None
    for size in sizes:
        rate, peak = ours(size, 10)
        first = first or rate
        print(f"{size:>11,}{peak / 1024:>9.0f}{1e6 / rate:>14.0f}{first / rate:>14.2f}")


def ours(messages: int, connections: int) -> tuple[float, int]:
    """Messages a second of a campaign, from its first claim to its last outcome, and peak memory in KiB."""
    with sink() as port, tempfile.TemporaryDirectory() as folder:
        workspace = prepare(Path(folder), smtp_settings(port, connections), messages)
        command = [*DIGEST, "send", *ARTICLES, "--list", "subscribers/many.csv", "--yes"]
        process = subprocess.Popen(
            command, cwd=workspace, env=environment(), stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True
        )
        assert process.stderr is not None
        assert process.stdout is not None
        process.stderr.readline()  # the campaign's id: the audience is frozen
        began = time.perf_counter()
        out = process.stdout.read()
        _, status, usage = os.wait4(process.pid, 0)
        seconds = time.perf_counter() - began
        process.returncode = os.waitstatus_to_exitcode(status)
        if process.returncode or f"{messages:,} accepted" not in out:
            sys.exit(f"the campaign ended with {process.returncode}: {out}{process.stderr.read()}")
        return messages / seconds, usage.ru_maxrss


def theirs(messages: int, connections: int) -> float:
    """Messages a second of smtp-source with a message of the same size, over connections that stay open."""
    with sink() as port:
        command = ["smtp-source", "-d", "-s", str(connections), "-m", str(messages), "-l", str(size_of_digest())]
        began = time.perf_counter()
        subprocess.run([*command, f"127.0.0.1:{port}"], check=True, env={**os.environ, "PATH": TOOLS})
        return messages / (time.perf_counter() - began)


@contextlib.contextmanager
def sink() -> Iterator[int]:
    """smtp-sink on a free port."""
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = int(free.getsockname()[1])
    command = ["smtp-sink", f"127.0.0.1:{port}", "1000"]
    user = ["-u", "nobody"] if os.geteuid() == 0 else []
    process = subprocess.Popen([command[0], *user, *command[1:]], env={**os.environ, "PATH": TOOLS})
    try:
        _until_it_listens(port)
        yield port
    finally:
        process.terminate()
        process.wait()


def _until_it_listens(port: int) -> None:
    for _ in range(100):
        with contextlib.suppress(OSError), socket.create_connection(("127.0.0.1", port), timeout=1):
            return
        time.sleep(0.05)
    sys.exit("smtp-sink doesn't listen")


def size_of_digest() -> int:
    """Bytes of the digest as sent."""
    with tempfile.TemporaryDirectory() as folder:
        subprocess.run(
            [*DIGEST, "preview", *ARTICLES, "--out", folder], check=True, capture_output=True, env=environment()
        )
        return (Path(folder) / "message.eml").stat().st_size


def prepare(folder: Path, provider: str, subscribers: int) -> Path:
    """A workspace with these lines under [provider], and a list of so many people, subscribers/many.csv."""
    workspace = folder / "workspace"
    subprocess.run([*DIGEST, "init", str(workspace)], check=True, capture_output=True, env=environment())
    path = workspace / "digest.toml"
    head, _, tail = path.read_text(encoding="utf-8").partition("[provider]")
    rest = tail.partition("[public]")[2]
    path.write_text(f"{head}[provider]\n{provider}\n\n[public]{rest}", encoding="utf-8")
    with (workspace / "subscribers/many.csv").open("w", encoding="utf-8") as file:
        file.write("email,name\n")
        file.writelines(f"reader{number}@example.com,Reader {number}\n" for number in range(subscribers))
    return workspace


def smtp_settings(port: int, connections: int) -> str:
    """The lines under [provider] for a mail server on loopback."""
    smtp = f'host = "127.0.0.1", port = {port}, security = "none", connections = {connections}'
    return f'name = "smtp"\nsmtp = {{ {smtp} }}'


def environment() -> dict[str, str]:
    """This environment, with the checkout's own package and the key of the server that stands for SendGrid."""
    return {**os.environ, "PYTHONPATH": str(ROOT), "SENDGRID_API_KEY": "SG.test"}


if __name__ == "__main__":
    main()
