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
from operator import mul
from typing import TYPE_CHECKING

from digest.article import ParagraphKind
from digest.summarize.standalone import Lean
from digest.summarize.tokens import STEM

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Mapping, Sequence

    from digest.summarize.passage import Candidate

FEATURES = (
    "early",  # one over the number of the sentence that has it first
    "first",  # it stands in the first sentence
    "opening",  # in the first three
    "remaining",  # share of the section that follows
    "sentences",  # logarithm of how many have it
    "share",  # share of the sentences that have it
    "once",  # only one has it
    "capital",  # it is written with one inside a sentence
    "quoted",  # share of its places that are in quotations
    "figure",  # it begins with a digit
    "length",  # in letters, of those that are compared
    "headed",  # it stands in the article's title or the section's heading
)
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
    short: float  # and when it gives a name short that the block doesn't introduce


@cache
def _model() -> _Model:
    text = resources.files("digest.summarize").joinpath("weights.json").read_text(encoding="utf-8")
    return _Model(**json.loads(text))


class Worth:
    """What the words of a section are worth, and so its sentences."""

    def __init__(self, section: Sequence[Candidate], told: Collection[str] = (), headed: Collection[str] = ()) -> None:
        """Weigh a section's words; those that were told before count less."""
        model = _model()
        weights = [model.words[name] for name in FEATURES]
        self._told = told
        self._alone: dict[Candidate, float] = {}
        self.words: dict[str, float] = {}
        for stem, row in features(section, headed):
            chance = 1 / (1 + math.exp(-model.bias - sum(map(mul, weights, row))))
            self.words[stem] = chance * model.told if stem in told else chance

    def added(self, candidate: Candidate, covered: Collection[str] = ()) -> float:
        """Return what a sentence adds to a block that has the covered words."""
        model = _model()
        factor = model.listed if candidate.kind is ParagraphKind.LIST else 1.0
        if any(defect.lean in _SOFT for defect in candidate.defects):
            factor *= model.leaning
        if any(stem not in covered and stem not in self._told for stem in candidate.short_names):
            factor *= model.short
        return factor * sum(self.words[stem] for stem in candidate.stems if stem not in covered)

    def alone(self, candidate: Candidate) -> float:
        """Return what a sentence is worth by itself."""
        if candidate not in self._alone:
            self._alone[candidate] = self.added(candidate)
        return self._alone[candidate]

    def for_its_room(self, candidate: Candidate) -> float:
        """Return the same for the room that it takes."""
        return self.alone(candidate) / (candidate.length + _model().room)


def features(section: Sequence[Candidate], headed: Collection[str] = ()) -> Iterator[tuple[str, tuple[float, ...]]]:
    """Describe each content word of a section by numbers of about 0 to 1, in the order of ``FEATURES``.

    ``headed`` are the content words of the article's title and the section's heading.
    """
    spread = Counter(stem for candidate in section for stem in candidate.stems)
    tokens = [token for candidate in section for token in candidate.tokens]
    capitals = {token.stem for token in tokens if token.capital}
    said = Counter(token.stem for token in tokens if token.quoted)
    written = Counter(token.stem for token in tokens) if said else said
    first: dict[str, int] = {}
    for candidate in section:
        for stem in candidate.stems:
            first.setdefault(stem, candidate.position)
    total = len(section)
    share = 1 / max(total, _FEWEST)
    for stem, count in spread.items():
        at = first[stem]
        yield (
            stem,
            (
                1 / (1 + at),
                float(at == 0),
                float(at < _OPENING),
                1 - at / total,
                math.log1p(count),
                count * share,
                float(count == 1),
                float(stem in capitals),
                said[stem] / max(1, written[stem]) if said else 0.0,
                float(stem[0].isdigit()),
                len(stem) / STEM,
                float(stem in headed),
            ),
        )
