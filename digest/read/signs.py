"""What notices say: the wordings that give each kind away, and the reason shown for it."""

from __future__ import annotations

import re
from dataclasses import dataclass

from digest.article import NoticeKind


@dataclass(frozen=True, slots=True)
class Sign:
    """Wordings of one kind of notice; ``pattern`` is searched for in the whole paragraph."""

    kind: NoticeKind
    reason: str
    pattern: re.Pattern[str]


def _sign(kind: NoticeKind, reason: str, *wordings: str) -> Sign:
    return Sign(kind, reason, re.compile("|".join(wordings), re.IGNORECASE))


SIGNS = (
    _sign(
        NoticeKind.DISCLAIMER,
        "says whose opinions these are",
        r"\b(?:opinions?|views?|statements?)\b.{0,120}\b(?:do(?:es)? not|don[’']t) "
        r"(?:necessarily )?(?:reflect|represent)",
        r"\b(?:opinions?|views) expressed\b",
        r"\b(?:opinions?|views)\b.{0,60}\b(?:his|her|their|the authors?[’']?s?) own\b",
    ),
    _sign(
        NoticeKind.DISCLAIMER,
        "says how the article was made",
        r"^this (?:article|story|report|post|content|piece)\b.{0,40}\b(?:was|is|has been)\b.{0,30}"
        r"\b(?:re)?(?:written|generated|produced|edited|translated|compiled|created|published|updated|corrected)\b",
        r"\b(?:fact-checked|independently reviewed)\b.{0,80}\b(?:accuracy|neutrality|standards)\b",
    ),
    _sign(
        NoticeKind.DISCLAIMER,
        "disclaims",
        r"^(?:disclaimer|disclosure|editor[’']s note|correction|clarification)\b\s*[:.—–-]",
        r"\b(?:not|does not constitute|isn[’']t) (?:\w+ ){0,4}(?:investment|financial|legal|medical) advice\b",
        r"\beditorial independence\b",
        r"\bno liability\b",
        r"\bfor informational purposes only\b",
    ),
    _sign(
        NoticeKind.ATTRIBUTION,
        "names its sources",
        r"^with (?:files|reporting|additional reporting) (?:from|by)\b",
        r"^(?:(?:additional )?reporting|edited|compiled|contributed) by\b",
        r"^(?:sources?:|©|\(c\) \d{4}|copyright\b)",
        r"^the post .{0,300}\b(?:appeared first|first appeared) on\b",
        r"\bcontributed (?:reporting|to this (?:report|story|article))\b",
        r"\ball rights reserved\b",
    ),
    _sign(
        NoticeKind.PROMOTION,
        "asks to follow or subscribe",
        r"\bfollow (?:us|me|him|her|them|@\w+|\w+(?:\.\w+)? on)\b",
        r"\bsubscribe\b",
        r"\bsign up\b",
        r"\bstay (?:informed|tuned|up to date)\b",
        r"\bjoin (?:our|the) (?:newsletter|channel|community|mailing list)\b",
        r"\bdownload (?:our|the) app\b",
        r"\bshare this (?:article|story|post)\b",
        r"\b(?:like|find) us on (?:facebook|x|twitter)\b",
        r"\bour newsletter\b",
    ),
    _sign(
        NoticeKind.PROMOTION,
        "points elsewhere",
        r"^(?:read (?:more|also|next)|related(?: articles?| stories)?|see also|more on this)\b\s*[:–—-]?",
    ),
)
