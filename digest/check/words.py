"""Text made comparable: what counts as the same words, and where one text stands in another."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from difflib import SequenceMatcher

# White space as HTML and plain text fold it. A no-break space is a letter: it stays, and is held to.
_SPACE = re.compile("[ \t\n\r\f\v\x85\u2028\u2029]+")
_UNSEEN = re.compile("[\u00ad\u200b\u200e\u200f\u2060\ufeff\u202a-\u202e\u2066-\u2069\u061c]")
# Scripts that put no space between words, as the inside of a character class.
UNSPACED = "\u3000-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\uff00-\uffef"
_BETWEEN_UNSPACED = re.compile(f"(?<=[{UNSPACED}]) (?=[{UNSPACED}])")
_UNSPACED_PAIR = re.compile(f"[{UNSPACED}]{{2}}")
_TOKEN = re.compile(rf"[{UNSPACED}]|[^\s{UNSPACED}]+")
_ALIKE = 0.6  # of its words, from which on a text is another one altered and not something else


def exact(text: str) -> str:
    """The text as "word for word" compares it.

    Runs of white space are one space, characters that nobody sees are gone, letters are composed (NFC). Quotation
    marks, no-break spaces and letters stay as they are. A line break between two ideographs is no space.
    """
    if text.isascii():
        return _SPACE.sub(" ", text).strip(" ")
    folded = _SPACE.sub(" ", _UNSEEN.sub("", unicodedata.normalize("NFC", text))).strip(" ")
    return _BETWEEN_UNSPACED.sub("", folded)


def is_unspaced(before: str, after: str) -> bool:
    """Whether two characters are of scripts that put no space between words."""
    return bool(_UNSPACED_PAIR.fullmatch(before + after))


def nearest(wanted: str, text: str) -> str | None:
    """The run of ``text`` that is most like ``wanted``, None where nothing shares most of its words."""
    words = _TOKEN.findall(wanted)
    others = list(_TOKEN.finditer(text))
    if not words or not others:
        return None
    need = Counter(words)
    size = min(len(words), len(others))
    have = Counter(match[0] for match in others[:size])
    shared = sum((need & have).values())
    best, place = shared, 0
    for start in range(1, len(others) - size + 1):
        gone, come = others[start - 1][0], others[start + size - 1][0]
        shared -= have[gone] <= need[gone]
        have[gone] -= 1
        have[come] += 1
        shared += have[come] <= need[come]
        if shared > best:
            best, place = shared, start
    if best < _ALIKE * len(words):
        return None
    return text[others[place].start() : others[place + size - 1].end()]


def difference(wanted: str, found: str) -> str:
    """The first place where ``found`` leaves the words of ``wanted``, as a phrase for a finding."""
    words, others = _TOKEN.findall(wanted), _TOKEN.findall(found)
    changes = [
        change
        for change in SequenceMatcher(None, words, others, autojunk=False).get_opcodes()
        if change[0] != "equal" and not (change[0] == "insert" and change[1] in {0, len(words)})
    ]
    for _, a, b, c, d in changes:
        old, new = " ".join(words[a:b]), " ".join(others[c:d])
        if old and new:
            return f"“{new}” stands for “{old}”"
        return f"“{old}” is left out" if old else f"“{new}” is put in"
    return "its spaces differ"
