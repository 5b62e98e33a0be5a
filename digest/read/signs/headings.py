"""Headings over notices."""

from __future__ import annotations

import re

from digest.article import NoticeKind

# A heading that says that what follows it, to the end, is a notice.
HEADED = (
    (
        NoticeKind.DISCLAIMER,
        re.compile(
            r"\W*(?:disclaimers?|disclosures?|editor(?:[’']s|ial) notes?|corrections?|clarifications?|legal notice|"
            r"haftungsausschluss|avertissement|aviso legal|avvertenza|отказ от ответственности|免责声明|免責事項)\W*",
            re.IGNORECASE,
        ),
    ),
    (
        NoticeKind.ATTRIBUTION,
        re.compile(
            r"\W*(?:about the authors?|about the writers?|sources?|credits?|references|acknowledge?ments?|"
            r"über (?:den autor|die autorin)|à propos de l[’']auteur|sobre (?:el autor|la autora|o autor|a autora)|"
            r"об авторе|про автора|作者简介|著者について)\W*",
            re.IGNORECASE,
        ),
    ),
    (
        NoticeKind.PROMOTION,
        re.compile(
            r"\W*(?:stay (?:informed|connected|in touch)|follow us|newsletters?|subscribe|related(?: \w+)?|read more|"
            r"further reading|more (?:stories|from us)|share this(?: \w+)?|you may also like|lesen sie auch|"
            r"lire aussi|читайте также)\W*",
            re.IGNORECASE,
        ),
    ),
)
