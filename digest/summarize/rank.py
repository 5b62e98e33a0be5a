"""What each word of a section is worth to its digest, and so each sentence.

A word is worth the chance that a person's summary has it: a logistic model over where the word first stands, how many
sentences share it and how it is written. A sentence is worth the words that it adds, for the room that it takes. The
weights are learned, by ``benchmarks/train_weights.py``, from posts in the public domain and their authors' summaries.

After Hong and Nenkova, "Improving the Estimation of Word Importance for News Multi-Document Summarization" (2014).
"""

from __future__ import annotations

import json
import math
from collections import Counter
from dataclasses import dataclass
from functools import cache
from importlib import resources
from typing import TYPE_CHECKING

from digest.article import ParagraphKind
from digest.summarize.standalone import Lean

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping, Sequence

    from digest.summarize.passage import Candidate

_FEWEST = 12  # sentences; a share of fewer says little
_OPENING = 3  # sentences
_SOFT = frozenset({Lean.DEFINITE, Lean.OPEN})


@dataclass(frozen=True, slots=True, kw_only=True)
class _Model:
    """What ``weights.json`` holds."""

    bias: float
    words: Mapping[str, float]  # weight of each feature of a word
    room: float  # words of overhead that a sentence is charged, so that short ones aren't preferred
    told: float  # what is left of a word's worth when an earlier block has it
    leaning: float  # what is left of a sentence's worth when it leans a little
    listed: float  # and when it is an item of a list


@cache
def _model() -> _Model:
    text = resources.files("digest.summarize").joinpath("weights.json").read_text(encoding="utf-8")
    return _Model(**json.loads(text))


def word_worth(section: Sequence[Candidate], told: Collection[str] = ()) -> dict[str, float]:
    """Return for each content word of a section the chance that a summary has it, less where it was told before."""
    model = _model()
    worth = {}
    for stem, row in features(section).items():
        score = model.bias + sum(model.words[name] * value for name, value in row.items())
        worth[stem] = (model.told if stem in told else 1.0) / (1 + math.exp(-score))
    return worth


def value(candidate: Candidate, worth: Mapping[str, float], covered: Collection[str] = ()) -> float:
    """Return what a sentence adds to those that hold the covered words."""
    model = _model()
    factor = model.listed if candidate.kind is ParagraphKind.LIST else 1.0
    if any(defect.lean in _SOFT for defect in candidate.defects):
        factor *= model.leaning
    return factor * sum(worth[stem] for stem in candidate.stems if stem not in covered)


def gain(candidate: Candidate, worth: Mapping[str, float]) -> float:
    """Return what a sentence is worth for the room that it takes."""
    return value(candidate, worth) / (candidate.length + _model().room)


def features(section: Sequence[Candidate]) -> dict[str, dict[str, float]]:
    """Describe each content word of a section by numbers of about 0 to 1."""
    spread = Counter(stem for candidate in section for stem in candidate.stems)
    tokens = [token for candidate in section for token in candidate.tokens]
    capitals = {token.stem for token in tokens if token.capital}
    said = Counter(token.stem for token in tokens if token.quoted)
    written = Counter(token.stem for token in tokens)
    first: dict[str, int] = {}
    for candidate in section:
        for stem in candidate.stems:
            first.setdefault(stem, candidate.position)
    total = len(section)
    return {
        stem: {
            "early": 1 / (1 + first[stem]),
            "first": float(first[stem] == 0),
            "opening": float(first[stem] < _OPENING),
            "remaining": 1 - first[stem] / total,
            "sentences": math.log1p(count),
            "share": count / max(total, _FEWEST),
            "once": float(count == 1),
            "capital": float(stem in capitals),
            "quoted": said[stem] / max(1, written[stem]),
            "figure": float(stem[0].isdigit()),
            "length": len(stem) / 6,
        }
        for stem, count in spread.items()
    }
