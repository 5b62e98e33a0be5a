"""Which language a text is in, and which way it runs: offline, by script and by stop words."""

from __future__ import annotations

import functools
import re
import unicodedata
from collections import Counter

from digest.text.languages import known_languages, language_of
from digest.text.words import words

_SAMPLE = 3_000  # characters that are looked at
_RIGHT_TO_LEFT = frozenset({"ar", "arc", "ckb", "dv", "fa", "he", "iw", "ps", "sd", "ug", "ur", "yi"})
_UNSPACED = frozenset({"zh", "ja", "th", "lo", "my", "km"})
_TAG = re.compile(r"[A-Za-z]{2,3}(?:[-_][A-Za-z0-9]{2,8})*\Z")

_SCRIPTS = {
    "kana": re.compile(r"[\u3041-\u30ff]"),
    "han": re.compile(r"[\u3400-\u9fff]"),
    "hangul": re.compile(r"[\uac00-\ud7a3]"),
    "arabic": re.compile(r"[\u0620-\u064a\u066e-\u06d3]"),
    "devanagari": re.compile(r"[\u0900-\u097f]"),
    "cyrillic": re.compile(r"[\u0400-\u04ff]"),
    "hebrew": re.compile(r"[\u05d0-\u05ea]"),
    "greek": re.compile(r"[\u0370-\u03ff]"),
    "thai": re.compile(r"[\u0e00-\u0e7f]"),
    "latin": re.compile(r"[A-Za-z\u00c0-\u024f]"),
}
_ONE_LANGUAGE = {"hangul": "ko", "devanagari": "hi", "hebrew": "he", "greek": "el", "thai": "th"}
_PERSIAN = re.compile(r"[پچژگک‌ی]")
_URDU = re.compile(r"[ٹڈڑںےہ]")
_UKRAINIAN = re.compile(r"[іїєґ]", re.IGNORECASE)
_RUSSIAN = re.compile(r"[ыэъё]", re.IGNORECASE)
_LATIN_SHARE = 0.12  # of a text's words must be stop words of the language


def detect_language(text: str) -> str:
    """Return the BCP 47 code of a text's language, "und" where it can't be told."""
    sample = text[:_SAMPLE]
    counts = Counter({script: len(pattern.findall(sample)) for script, pattern in _SCRIPTS.items()})
    script, count = counts.most_common(1)[0]
    if not count:
        return "und"
    if script in {"kana", "han"}:
        return "ja" if counts["kana"] * 10 > counts["han"] else "zh"
    if script == "arabic":
        return _arabic_script(sample, count)
    if script == "cyrillic":
        return "uk" if len(_UKRAINIAN.findall(sample)) > len(_RUSSIAN.findall(sample)) else "ru"
    return _ONE_LANGUAGE.get(script) or _latin_script(sample)


def _arabic_script(sample: str, letters: int) -> str:
    if len(_URDU.findall(sample)) > letters * 0.05:
        return "ur"
    return "fa" if len(_PERSIAN.findall(sample)) > letters * 0.05 else "ar"


def _latin_script(sample: str) -> str:
    """Vote by stop words; one that several languages have counts for each a part."""
    found = Counter(words(sample))
    tables = {code: language_of(code).stop_words for code in known_languages()}
    shared = Counter(word for stops in tables.values() for word in stops if word in found)
    scores = {
        code: sum(found[word] / shared[word] for word in stops if word in found) for code, stops in tables.items()
    }
    best = max(scores, key=lambda code: scores[code])
    return best if scores[best] >= _LATIN_SHARE * found.total() else "und"


def direction(language_or_text: str) -> str:
    """Return "rtl" or "ltr": of a language by its tag, of a text by its first letter that has a direction."""
    if _TAG.match(language_or_text):
        return "rtl" if re.split("[-_]", language_or_text)[0].lower() in _RIGHT_TO_LEFT else "ltr"
    for character in language_or_text:
        strong = unicodedata.bidirectional(character)
        if strong in {"L", "R", "AL"}:
            return "ltr" if strong == "L" else "rtl"
    return "ltr"


@functools.cache
def joiner(language: str) -> str:
    """Return what stands between two sentences of a language: a space, or nothing where words aren't spaced."""
    return "" if re.split("[-_]", language)[0].lower() in _UNSPACED else " "
