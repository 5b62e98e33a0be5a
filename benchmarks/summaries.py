"""How good the default summariser's choice is: ROUGE against people's summaries, beside other methods, and its time.

    python benchmarks/summaries.py --data FOLDER [--words 35 45 60] [--limit N]

``FOLDER/news/*.jsonl`` holds news articles (``text``, ``refs``), ``FOLDER/posts`` the posts that the weights were
learned from; of those, only titles that were held out are measured. Every method chooses among the same sentences and
fills the same budget by the same rule (see ``peers.py``). Differences from lead are paired, with 95 % intervals.
"""

from __future__ import annotations

import argparse
import dataclasses
import json
import subprocess
import sys
import time
from functools import partial
from pathlib import Path
from statistics import fmean, median
from typing import TYPE_CHECKING

from intervals import interval
from peers import SCORER, SUMY, lead, oracle, sentences_of, sumy
from posts import article_of, read_posts, usable

from digest.read import read_bytes
from digest.settings import Settings
from digest.summarize import summarize
from digest.text import count_words

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from digest.article import Article

Scores = dict[str, list[float]]
_MEASURES = ("rouge1", "rouge2", "rougeL")
_RUNS = 5
_LOAD = """
import time
from digest.read import read_bytes
from digest.settings import Settings
article = read_bytes(b"The council of Oslo met on Monday.", path="a.txt", settings=Settings())
start = time.perf_counter()
from digest.summarize import summarize
summarize(article, Settings())
print(time.perf_counter() - start)
"""
_SPEED_WORDS = (700, 900)  # of the articles that time is measured on


def digest(article: Article, budget: int) -> list[str]:
    """Summarise by the product."""
    settings = Settings()
    settings = dataclasses.replace(settings, summary=dataclasses.replace(settings.summary, words=budget))
    return [sentence.text for block in summarize(article, settings) for sentence in block.sentences]


def score(chosen: Sequence[str], references: Sequence[str]) -> dict[str, float]:
    """Return the F1 of each measure, times 100, against the reference that fits best."""
    found = SCORER.score_multi(references, " ".join(chosen))
    return {measure: 100 * found[measure].fmeasure for measure in _MEASURES}


def measure(articles: Sequence[tuple[Article, Sequence[str]]], budget: int) -> dict[str, Scores]:
    """Score every method on every article."""
    results: dict[str, Scores] = {}
    for article, references in articles:
        sentences = sentences_of(article.text)
        chosen = {
            "digest": digest(article, budget),
            "lead": lead(sentences, budget),
            **{name: sumy(name)(sentences, budget) for name in SUMY},
            "oracle": oracle(sentences, references, budget),
        }
        for name, taken in chosen.items():
            row = score(taken, references) | {"words": float(sum(map(count_words, taken)))}
            for key, value in row.items():
                results.setdefault(name, {}).setdefault(key, []).append(value)
    return results


def report(results: dict[str, Scores], budget: int) -> None:
    """Print a table of the methods."""
    print(f"\n  budget {budget} words   R1     R2     RL    words   R1 - lead [95 %]         R2 - lead [95 %]")
    for name, scores in results.items():
        means = [fmean(scores[measure]) for measure in (*_MEASURES, "words")]
        print(f"  {name:16}{means[0]:7.2f}{means[1]:7.2f}{means[2]:7.2f}{means[3]:7.1f}", end="")
        for key in ("rouge1", "rouge2"):
            pairs = zip(scores[key], results["lead"][key], strict=True)
            mean, low, high = interval([ours - theirs for ours, theirs in pairs])
            print(f"   {mean:+6.2f} [{low:+.2f}, {high:+.2f}]", end="")
        print()


def time_of(articles: Sequence[Article]) -> None:
    """Print the time from text to blocks beside LexRank's on the same articles, by turns."""
    ours, theirs = [], []
    for text in [article.text for article in articles]:
        ours.append(_seconds(partial(lambda text: digest(_read(text), 60), text)))
        theirs.append(_seconds(partial(lambda text: sumy("LexRank")(sentences_of(text), 60), text)))
    ratio = median(one / other for one, other in zip(ours, theirs, strict=True))
    print(
        f"\n  {len(articles)} articles of about 800 words, text to blocks: median {1000 * median(ours):.2f} ms,",
        end=" ",
    )
    print(f"{ratio:.2f} of LexRank's {1000 * median(theirs):.2f} ms")


def loading() -> None:
    """Print how long importing the summariser and its first, smallest summary take, in a process of its own."""
    took = min(float(subprocess.check_output([sys.executable, "-c", _LOAD])) for _ in range(_RUNS))
    print(f"  loading, with a first summary of one sentence: {1000 * took:.0f} ms")


def _seconds(run: Callable[[], object]) -> float:
    """Return the quickest of some runs, which is the one that other work disturbed least."""
    times = []
    for _ in range(_RUNS):
        start = time.perf_counter()
        run()
        times.append(time.perf_counter() - start)
    return min(times)


def _read(text: str) -> Article:
    return read_bytes(text.encode(), path="news", settings=Settings())


def news(folder: Path) -> list[tuple[Article, list[str]]]:
    """Read the news articles as plain text, with their highlights."""
    rows = [json.loads(line) for file in sorted(folder.glob("*.jsonl")) for line in file.open(encoding="utf-8")]
    return [(_read(" ".join(row["text"].split())), row["refs"]) for row in rows]


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("--data", type=Path, required=True)
    parser.add_argument("--words", type=int, nargs="+", default=[35, 45, 60])
    parser.add_argument("--limit", type=int)
    options = parser.parse_args()
    articles = news(options.data / "news")[: options.limit]
    print(f"news: {len(articles)} articles")
    for budget in options.words:
        report(measure(articles, budget), budget)
    time_of([article for article, _ in articles if _SPEED_WORDS[0] <= count_words(article.text) <= _SPEED_WORDS[1]])
    loading()
    posts = [post for post in usable(read_posts(options.data / "posts")) if post.held_out][: options.limit]
    print(f"\nposts: {len(posts)} held out, one sentence against the one-line summary that a person wrote")
    report(measure([(article_of(post), [post.summary]) for post in posts], 1), 1)


if __name__ == "__main__":
    main()
