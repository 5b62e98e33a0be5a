"""Learn what speaks for a bare line being a heading, and write it where the reader finds it.

    python benchmarks/train_headings.py                      from the posts that the project carries
    python benchmarks/train_headings.py --posts FOLDER       from the posts' own files, carrying them anew

Each line that may be a heading is a case, and whether the post's author marked it as one the label: logistic regression
with a ridge penalty. Only posts in the public domain are learned from: once with bullets, once without, once with a
sentence a line. One title in three is left out for ``benchmarks/reading.py`` to measure on. The same posts give the
same file.
"""

from __future__ import annotations

import argparse
import gzip
import json
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np
from posts import read_posts
from train_weights import fit

from digest.read.headings import line_evidence
from digest.read.plain import plain_lines
from digest.text import split_sentences

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

_CARRIED = Path(__file__).parent / "training" / "headings.jsonl.gz"
_WEIGHTS = Path(__file__).parents[1] / "digest" / "read" / "heading_weights.json"
_CARRIED_IN = 3  # one post in three teaches as much as all
_BIAS = "always"

Lines = list[tuple[str, str]]


def carry(posts: Sequence[Lines]) -> None:
    """Write a part of the training posts into the project; the same bytes for the same posts."""
    rows = [json.dumps(lines, ensure_ascii=False) for lines in posts[::_CARRIED_IN]]
    _CARRIED.write_bytes(gzip.compress("\n".join(rows).encode(), mtime=0))


def cases(posts: Sequence[Lines]) -> Iterator[tuple[dict[str, float], bool]]:
    """Each line that may be a heading: its evidence, and whether it is one."""
    for whole in posts:
        for bullet, post in (("- ", whole), ("", whole), ("- ", _by_sentences(whole))):
            source = "\n".join((bullet if kind == "L" else "") + text for text, kind in post)
            lines = plain_lines(source)
            if len(lines) == len(post):  # not one of the few that look hard-wrapped
                for at, signs in line_evidence(lines):
                    yield signs, post[at][1] in "HB"


def _by_sentences(post: Lines) -> Lines:
    """The post with a sentence a line, as some sites write."""
    return [
        (text[start:end], kind)
        for text, kind in post
        for start, end in (split_sentences(text, "en") if kind == "P" else [(0, len(text))])
    ]


def main() -> None:
    """Train and write the weights."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0] if __doc__ else None)
    parser.add_argument("--posts", type=Path, help="the folder of the posts' own files")
    folder = parser.parse_args().posts
    if folder:
        carry([list(post.lines) for post in read_posts(folder) if post.lines and not post.held_out])
    with gzip.open(_CARRIED, "rt", encoding="utf-8") as file:
        posts = [[(text, kind) for text, kind in json.loads(row)] for row in file]
    signs, labels = zip(*cases(posts), strict=True)
    names = sorted({name for row in signs for name in row} - {_BIAS})
    table = np.array([[row.get(name, 0.0) for name in names] for row in signs])
    weights = [round(float(weight), 2) for weight in fit(table, np.array(labels, dtype=np.float64))]
    model = dict(zip([*names, _BIAS], weights, strict=True))
    _WEIGHTS.write_text(json.dumps(model, indent=2) + "\n", encoding="utf-8")
    print(f"{len(posts)} posts, {len(labels)} lines, {np.mean(labels):.1%} of them headings; wrote {_WEIGHTS.name}")


if __name__ == "__main__":
    main()
