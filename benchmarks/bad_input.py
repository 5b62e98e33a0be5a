"""How reading's time and memory grow with inputs that nobody should send.

    python benchmarks/bad_input.py

Each input is read at a size and at four times that size, each in a process of its own: time should grow about four
times, and memory stay bounded. An input that is refused says why.
"""

from __future__ import annotations

import multiprocessing
import resource
import time

from digest.errors import DigestError
from digest.read import read_bytes
from digest.settings import Settings

_SENTENCE = "The council met on Tuesday and voted for the new bridge over the river. "
_TIMES = 4
_INPUTS = {
    "one line": ("a.txt", lambda n: _SENTENCE * n),
    "short lines": ("a.txt", lambda n: "ab\n" * n),
    "headings": ("a.txt", lambda n: "".join(f"Heading {i}\n{_SENTENCE}\n" for i in range(n))),
    "Markdown headings": ("a.md", lambda n: "".join(f"## Heading {i}\n\n{_SENTENCE}\n\n" for i in range(n))),
    "Markdown brackets": ("a.md", lambda n: "[" * n + _SENTENCE + "]" * n),
    "Markdown emphasis": ("a.md", lambda n: "*a _b " * n),
    "HTML headings": ("a.html", lambda n: "".join(f"<h2>Heading {i}</h2><p>{_SENTENCE}</p>" for i in range(n))),
    "HTML links": ("a.html", lambda n: "<p>" + "<a href='/x'>word</a> " * n),
    "HTML junk": ("a.html", lambda n: "<div class='ad'><p>x</p></div>" * n + _SENTENCE),
    "nested HTML": ("a.html", lambda n: "<div>" * n + _SENTENCE),
    "nested HTML in a feed": ("a.rss", lambda n: f"<rss><item><description>{'&lt;div&gt;' * n}a</description></item>"),
}
_SIZE = 20_000


def measure(name: str, size: int) -> tuple[float, int, str]:
    """CPU seconds, megabytes at most, and what came of reading an input of that size."""
    path, make = _INPUTS[name]
    data = make(size).encode()
    began = time.process_time()
    try:
        article = read_bytes(data, path=path, settings=Settings())
        outcome = f"{len(article.sections)} sections"
    except DigestError as error:
        outcome = error.message
    seconds = time.process_time() - began
    return seconds, resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024, outcome


def main() -> None:
    """Print a line for each input."""
    for name in _INPUTS:
        with multiprocessing.get_context("spawn").Pool(1, maxtasksperchild=1) as pool:
            (small, _, _), (large, memory, outcome) = pool.starmap(measure, [(name, _SIZE), (name, _TIMES * _SIZE)], 1)
        print(f"{name:22} {_TIMES}x takes {large / max(small, 0.001):4.1f}x ({large:.2f} s), {memory} MB: {outcome}")


if __name__ == "__main__":
    main()
