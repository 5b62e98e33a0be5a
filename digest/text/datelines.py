"""The dateline that a report may open with: "OSLO, March 4 (Agency) — "."""

from __future__ import annotations

import re

_PLACE = r"[^\W\d_][\w.'’\-]*(?:[ ,]+[\w.'’\-]+){0,6}"
_DASH = r"\s*(?:—|–|--?)\s+"
_AGENCY = rf"(?:{_PLACE}\s)?\([^\W\d_][^()]{{1,30}}\){_DASH}"
_CAPITALS = rf"(?:[^\W\d_]\.?[ '’\-]?){{3,30}}(?:,\s{_PLACE})?\s(?:—|–|--)\s"
_DATELINE = re.compile(rf"\W?(?:{_AGENCY}|{_CAPITALS})(?=\W?(\w))")


def dateline_end(text: str) -> int:
    """Return the offset behind the dateline that a paragraph opens with, and 0 where it opens with none.

    A sentence begins behind it. A place without an agency is a dateline only in capitals, up to its first comma.
    """
    match = _DATELINE.match(text)
    if not match or match[1].islower():
        return 0
    place = re.split(r"[,(]|\s[—–-]", match[0], maxsplit=1)[0]
    return match.end() if "(" in match[0] or place.isupper() else 0
