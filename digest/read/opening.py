"""The lines above an article's first paragraph: its title, byline and date."""

from __future__ import annotations

import re
from dataclasses import replace

from digest.read.content import Content, Line, Role

_MOST_WORDS = 25
_MOST_CHARACTERS = 180
_CLOSED = re.compile(r"[.;:,。；：，؛।]\s*$")
_BYLINE = re.compile(
    r"(?:(?:by|von|par|por|di|da|автор:?|автори:?|текст:|بقلم:?|लेखक:?)\s+|(?:作者|记者|文|撰文|取材)(?:[:：/／]\s*|\s+))"
    r"(?P<name>[^\W\d_][^.!?\d]{1,80})",
    re.IGNORECASE,
)
_NAME = re.compile(
    r"(?:[^\W\d_][^\s\d.,:;!?。，：；！？]*\.?\s){1,4}[^\W\d_][^\s\d.,:;!?。，：；！？]*|[\u3041-\u9fff]{2,5}"
)
_DATE = re.compile(
    r"(?:(?:published|posted|date|updated|publié|mis à jour|veröffentlicht|aktualisiert|stand|publicado|actualizado|"
    r"pubblicato|aggiornato|atualizado|опубликовано|обновлено|опубліковано|оновлено|نُ?شر|تم النشر|प्रकाशित|发布时间|"
    r"发布于|公開日?|更新日?|掲載)[:： ]*(?:(?:on|le|am|el|em|il|в|في) )?)?(?P<date>(?:[^\W\d]{3,12},? )?(?:"
    r"\d{1,2}\.? (?:de )?[^\s\d,.]{3,12}\.?,? (?:de )?\d{4}|[^\W\d]{3,12}\.? \d{1,2},? \d{4}|"
    r"\d{4}-\d\d-\d\d|\d{1,2}[./]\d{1,2}[./]\d{4}|\d{4}年\d{1,2}月\d{1,2}日)"
    r"(?:[ ,T|·–-]+(?:at )?\d{1,2}[:.]\d\d.{0,12})?)",
    re.IGNORECASE,
)
_LOOKED_AT = 6  # lines under the title


def read_opening(content: Content) -> Content:
    """``content`` with the title, byline and date that its first lines give; those lines then belong to no section.

    Without a title, a first line that is no sentence is one if others follow.
    """
    lines = list(content.lines)
    order = [index for index, line in enumerate(lines) if line.role is not Role.FURNITURE]
    found: dict[str, str | None] = {"title": content.title, "byline": content.byline, "published": content.published}
    if not content.title:
        if len(order) == 1 or not order or not _is_title(lines[order[0]]):
            return content
        first = order.pop(0)
        found["title"] = lines[first].words
        lines[first] = replace(lines[first], role=Role.FURNITURE)
    for index, following in zip(order[:_LOOKED_AT], [*order[1:], None], strict=False):
        said = _byline_or_date(lines[index]) or _name_over_date(lines, index, following)
        if said is None:
            break
        found[said[0]] = found[said[0]] or said[1]
        lines[index] = replace(lines[index], role=Role.FURNITURE)
    return replace(
        content, lines=tuple(lines), title=found["title"] or "", byline=found["byline"], published=found["published"]
    )


def _is_title(line: Line) -> bool:
    if line.role is Role.HEADING:
        return True
    text = line.words
    return (
        line.role is Role.TEXT
        and len(text) <= _MOST_CHARACTERS
        and len(text.split()) <= _MOST_WORDS
        and not _CLOSED.search(text)
    )


def _byline_or_date(line: Line) -> tuple[str, str] | None:
    if line.role is not Role.TEXT:
        return None
    match = _BYLINE.fullmatch(line.words)
    if match and not match["name"][0].islower():  # "By the numbers" is a heading
        return "byline", match["name"].strip()
    if match := _DATE.fullmatch(line.words):
        return "published", match["date"].strip()
    return None


def _name_over_date(lines: list[Line], index: int, following: int | None) -> tuple[str, str] | None:
    """A byline that says no "by": nothing but a few words that may be a name, over a date."""
    words = lines[index].words
    named = _NAME.fullmatch(words) and not any(word[0].islower() for word in words.split())
    if following is None or lines[index].role is not Role.TEXT or not named:
        return None
    dated = _byline_or_date(lines[following])
    return ("byline", words) if dated and dated[0] == "published" else None
