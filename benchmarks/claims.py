"""What the verifier finds: seeded changes, facts given to the wrong one, and the faults of real models.

    python benchmarks/claims.py [--data DIR]

Each text goes through ``digest.trace.trace``, and counts as found where a sentence is unsupported. Seeded changes are
made in posts of the United States government (CC0), or with ``--data`` in news as well. The swaps in data/swaps.jsonl
were written by hand: each faithful sentence in other words, and the same with a name, number or day in another's place.
With ``--data`` the summaries of 16 systems that experts judged (SummEval) are read from DIR/claims. Nothing in the
package was fitted on them. Beside the verifier as it is, one ceiling on new words is fitted on other articles.
"""

from __future__ import annotations

import argparse
import itertools
import json
from collections import defaultdict
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from changes import changed, names_of
from posts import read_posts, read_training

from digest.edition import Support
from digest.read import read_bytes
from digest.settings import Settings
from digest.text import leading_connective, words
from digest.trace import trace

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence

    from posts import Post

    from digest.article import Article

_HERE = Path(__file__).parent
_FOLDS = 5
_FAITHFUL, _UNFAITHFUL = 5.0, 4.0  # mean consistency, of 5
_BORNE = 0.25  # of the faithful ones, the share of false alarms that is borne
_CEILINGS = [n / 20 for n in range(1, 21)]
_ARTICLES = 150  # that are changed


@dataclass(frozen=True, slots=True, kw_only=True)
class Summary:
    """A model's summary with what is told of it."""

    article: str
    faithful: bool
    vetoed: bool
    copied: bool  # each sentence's words stand in the article in a row
    new: float  # share of its pairs of neighbouring words that the article doesn't have


def main() -> None:
    """Print what is found of each kind, and how often it is a false alarm."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--data", type=Path, help="folder with posts/, news/ and claims/")
    data = parser.parse_args().data
    print_changes("posts", [post.text for post in posts(data)][:_ARTICLES])
    if data:
        print_changes("news", [row["text"] for row in rows(data / "news" / "cnndm_half.jsonl")][:_ARTICLES])
    print_swaps(rows(_HERE / "data" / "swaps.jsonl"))
    if data:
        print_claims([summary for row in rows(data / "claims" / "summeval_half.jsonl") for summary in summaries(row)])
    else:
        print("\nSummaries of models: not measured; give their folder with --data.")


def rows(path: Path) -> list[dict[str, Any]]:
    """Read a file of JSON lines."""
    return [json.loads(line) for line in path.read_text("utf-8").splitlines()]


def posts(data: Path | None) -> list[Post]:
    """Read the posts of the data folder, or those that the project carries."""
    return list(read_posts(data / "posts")) if data else read_training(_HERE / "training" / "posts.jsonl.gz")


def article(text: str) -> Article:
    """Read a text as the product does."""
    return read_bytes(text.encode(), path="article.txt", settings=Settings(), format="text")


def found(text: str, source: Article) -> bool:
    """Tell whether the verifier finds a fault in a text."""
    return any(sentence.support is Support.UNSUPPORTED for sentence in trace(text, [source]))


def print_changes(name: str, texts: Sequence[str]) -> None:
    """Change facts in an article's own sentences and see which are found."""
    hits: defaultdict[str, list[bool]] = defaultdict(list)
    alarms: defaultdict[str, list[bool]] = defaultdict(list)
    for text in texts:
        source = article(text)
        own = [sentence.text for sentence in trace(source.text, [source])]
        names = names_of(own)
        for n, sentence in enumerate(own):
            alarms["verbatim"].append(found(sentence, source))
            connective = leading_connective(sentence)
            if connective and connective.trimmable:
                rest = sentence[connective.end :]
                alarms["trimmed"].append(found(rest[0].upper() + rest[1:], source))
            for kind, change in changed(sentence, names, n).items():
                hits[kind].append(found(change, source))
    print(f"\nChanges in the sentences of {len(texts)} {name}: found, of all")
    for kind, outcomes in sorted(hits.items()):
        print(f"  {kind:20} {_share(outcomes):6.1%} of {len(outcomes)}")
    for kind, outcomes in alarms.items():
        print(f"  false alarms, {kind:9} {_share(outcomes):3.1%} of {len(outcomes)}")


def print_swaps(articles: Sequence[dict[str, Any]]) -> None:
    """See which of the hand-written swaps are found, and which of their faithful twins are called faults."""
    hits, alarms = [], []
    for row in articles:
        source = article(row["text"])
        for pair in row["pairs"]:
            hits.append(found(pair["swapped"], source))
            alarms.append(found(pair["faithful"], source))
    print(f"\nSentences in other words, {len(hits)} pairs by hand")
    print(f"  swaps found {_share(hits):.1%}, false alarms {_share(alarms):.1%}")


def summaries(row: dict[str, Any]) -> Iterator[Summary]:
    """Trace the summaries of one article, leaving out those that experts were of two minds about."""
    source = article(row["text"])
    known = _pairs(row["text"])
    for summary in row["summaries"]:
        if _UNFAITHFUL < summary["consistency"] < _FAITHFUL:
            continue
        traced = trace(summary["text"], [source])
        pairs = [_pairs(sentence.text) for sentence in traced]
        yield Summary(
            article=row["id"],
            faithful=summary["consistency"] == _FAITHFUL,
            vetoed=any(sentence.support is Support.UNSUPPORTED for sentence in traced),
            copied=all(_plain(sentence.text) in _plain(row["text"]) for sentence in traced),
            new=max((len(pair - known) / max(1, len(pair)) for pair in pairs), default=0.0),
        )


def _pairs(text: str) -> set[tuple[str, str]]:
    return set(itertools.pairwise(words(text)))


def _plain(text: str) -> str:
    return " ".join(words(text))


def print_claims(judged: Sequence[Summary]) -> None:
    """Print how well each way of vetoing tells faithful summaries from others."""
    print(f"\nSummaries of 16 systems: {len(judged)}, {sum(not one.faithful for one in judged)} of them unfaithful")
    _report("exact matching", judged, [not one.copied for one in judged])
    _report("the verifier", judged, [one.vetoed for one in judged])
    _report("new words, fitted", judged, _fitted(judged, lambda one, ceiling: one.new > ceiling))


def _fitted(judged: Sequence[Summary], veto: Callable[[Summary, float], bool]) -> list[bool]:
    """Veto each summary under the ceiling that does best on the articles of the other folds."""
    names = sorted({one.article for one in judged})
    fold = {name: n % _FOLDS for n, name in enumerate(names)}
    ceilings = {}
    for left_out in range(_FOLDS):
        others = [one for one in judged if fold[one.article] != left_out]
        scored = [(_score(others, [veto(one, ceiling) for one in others]), ceiling) for ceiling in _CEILINGS]
        ceilings[left_out] = max(scored)[1]
    return [veto(one, ceilings[fold[one.article]]) for one in judged]


def _rates(judged: Sequence[Summary], vetoes: Sequence[bool]) -> tuple[float, float]:
    """Return how many of the unfaithful are vetoed, and how many of the faithful."""
    recall = _share([veto for one, veto in zip(judged, vetoes, strict=True) if not one.faithful])
    alarms = _share([veto for one, veto in zip(judged, vetoes, strict=True) if one.faithful])
    return recall, alarms


def _score(judged: Sequence[Summary], vetoes: Sequence[bool]) -> float:
    """Return the balanced accuracy; none with more false alarms than are borne."""
    recall, alarms = _rates(judged, vetoes)
    return (recall + 1 - alarms) / 2 if alarms <= _BORNE else 0.0


def _report(name: str, judged: Sequence[Summary], vetoes: Sequence[bool]) -> None:
    recall, alarms = _rates(judged, vetoes)
    balanced = (recall + 1 - alarms) / 2
    print(f"  {name:18} recall {recall:5.1%}  false alarms {alarms:5.1%}  balanced accuracy {balanced:5.1%}")


def _share(outcomes: Iterable[bool]) -> float:
    found_or_not = list(outcomes)
    return sum(found_or_not) / max(1, len(found_or_not))


if __name__ == "__main__":
    main()
