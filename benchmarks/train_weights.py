"""Learn what a word is worth to a digest, and write it where the summariser reads it.

    python benchmarks/train_weights.py                      from the posts that the project carries
    python benchmarks/train_weights.py --posts FOLDER       from the posts' own files, carrying a part of them anew

Each content word of a post is a case, and whether the post's own summary has it the label: logistic regression with a
ridge penalty, by Newton's method. Only posts in the public domain are learned from, and one title in three is left out
for ``benchmarks/summaries.py`` to measure on. The same posts give the same file.
"""

from __future__ import annotations

import argparse
import gzip
import json
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np
from posts import Post, article_of, read_posts, read_training, usable

from digest.summarize.passage import candidates, stems
from digest.summarize.rank import FEATURES, features
from digest.summarize.tokens import STEM
from digest.text import words

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

_CARRIED = Path(__file__).parent / "training" / "posts.jsonl.gz"
_WEIGHTS = Path(__file__).parents[1] / "digest" / "summarize" / "weights.json"
_RIDGE = 1.0
_STEPS = 30
_SETTLED = 1e-8
# Chosen on the same posts, five-fold by title; see benchmarks/training/README.md.
_SET = {"room": 80.0, "told": 0.5, "leaning": 0.9, "listed": 0.7, "short": 0.8}


def cases(posts: Sequence[Post]) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    """Return a row of features for each word of each post, and the labels."""
    rows, labels = [], []
    for post in posts:
        article = article_of(post)
        section = candidates(article, article.sections[0], "en")
        summary = {word[:STEM] for word in words(post.summary)}
        for stem, row in features(section, stems(post.title, "en")):
            rows.append(row)
            labels.append(float(stem in summary))
    return np.array(rows), np.array(labels)


def fit(rows: NDArray[np.float64], labels: NDArray[np.float64]) -> NDArray[np.float64]:
    """Fit a logistic regression; the last weight is the bias, which the penalty spares."""
    table = np.hstack([rows, np.ones((len(rows), 1))])
    penalty = np.eye(table.shape[1]) * _RIDGE
    penalty[-1, -1] = 0
    weights = np.zeros(table.shape[1])
    for _ in range(_STEPS):
        chance = 1 / (1 + np.exp(-table @ weights))
        slope = table.T @ (chance - labels) + penalty @ weights
        curve = (table * (chance * (1 - chance))[:, None]).T @ table + penalty
        step = np.linalg.solve(curve, slope)
        weights -= step
        if np.abs(step).max() < _SETTLED:
            break
    return weights


def carry(posts: Sequence[Post]) -> None:
    """Write the training posts into the project, the same bytes for the same posts."""
    lines = [
        json.dumps({"title": post.title, "summary": post.summary, "lines": post.lines}, ensure_ascii=False)
        for post in posts
    ]
    _CARRIED.write_bytes(gzip.compress("\n".join(lines).encode(), mtime=0))


def main() -> None:
    """Train and write the weights."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0] if __doc__ else None)
    parser.add_argument("--posts", type=Path, help="the folder of the posts' own files")
    folder = parser.parse_args().posts
    if folder:
        carry([post for post in usable(read_posts(folder)) if not post.held_out])
    posts = read_training(_CARRIED)
    rows, labels = cases(posts)
    weights = [round(float(weight), 3) for weight in fit(rows, labels)]
    model = {"bias": weights[-1], "words": dict(zip(FEATURES, weights, strict=False)), **_SET}
    _WEIGHTS.write_text(json.dumps(model, indent=2) + "\n", encoding="utf-8")
    print(f"{len(posts)} posts, {len(rows)} words, {labels.mean():.1%} of them in a summary; wrote {_WEIGHTS.name}")


if __name__ == "__main__":
    main()
