"""What a value of digest.toml must be beyond its type, as one table from key to rule.

A rule takes the value and raises ValueError with the end of a sentence: "is no time zone, such as Europe/Berlin".
"""

from __future__ import annotations

import datetime as dt
import re
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

from digest.settings.mailbox import parse_mailbox
from digest.times import Recurrence, zone_of

if TYPE_CHECKING:
    from collections.abc import Callable

    Rule = Callable[[Any], object]

_LANGUAGE = re.compile(r"[A-Za-z]{2,3}(-[A-Za-z0-9]{1,8})*")
_COLOUR = re.compile(r"#(?:[0-9A-Fa-f]{3}|[0-9A-Fa-f]{6})")
_NAME = re.compile(r"[^\W_][\w.-]*")
_LIST_ID = re.compile(r"[A-Za-z0-9-]+(\.[A-Za-z0-9-]+)+")
_PARAMETERS = re.compile(r"[^\s?#&=]+=[^\s?#&]*(&[^\s?#&=]+=[^\s?#&]*)*")
_HIGHEST_PORT = 65_535
_LARGEST_BATCH = 1_000  # personalizations in one request to SendGrid


def _one_line(value: str) -> None:
    if any(ord(character) < ord(" ") for character in value):
        raise ValueError("runs over more than one line")


def _language(value: str) -> None:
    if not _LANGUAGE.fullmatch(value):
        raise ValueError('is no language tag, such as "en" or "pt-BR"')


def _colour(value: str) -> None:
    if not _COLOUR.fullmatch(value):
        raise ValueError('is no colour, such as "#a3231f"')


def _name(value: str) -> None:
    if not _NAME.fullmatch(value):
        raise ValueError("is no name: use letters, digits, dots, hyphens and underscores, a letter or digit first")


def _list_id(value: str) -> None:
    if not _LIST_ID.fullmatch(value):
        raise ValueError('is no list id, such as "news.example.com", without angle brackets')


def _parameters(value: str) -> None:
    if not _PARAMETERS.fullmatch(value):
        raise ValueError('is no row of link parameters, such as "utm_source=digest&utm_medium=email"')


def _pattern(value: str) -> None:
    try:
        re.compile(value)
    except re.error as error:
        raise ValueError(f"is no regular expression: {error}") from error


def _web_address(value: str) -> None:
    try:
        parts = urlsplit(value)
        known = parts.scheme in {"http", "https"} and bool(parts.hostname) and parts.port != 0
    except ValueError:
        known = False
    if not known or not value.isprintable() or " " in value:
        raise ValueError('is no web address, such as "https://example.com/news"')


def _articles_source(value: str) -> None:
    """A folder, or a feed on the web."""
    if "://" in value:
        _web_address(value)


def _day_off(value: str) -> None:
    try:
        dt.date.fromisoformat(value)
    except ValueError as error:
        if not value.endswith(".ics"):
            raise ValueError("is neither a date, such as 2026-12-25, nor the path of an .ics file") from error


def _link(value: str) -> None:
    if not value.startswith("mailto:"):
        _web_address(value)


def _within(low: float, high: float | None = None) -> Rule:
    """At least ``low``, and at most ``high``."""

    def check(value: float) -> None:
        if not value >= low or (high is not None and not value <= high):
            raise ValueError(f"is not {low} or more" if high is None else f"is not between {low} and {high}")

    return check


def _above_zero(value: float) -> None:
    if not 0 < value < float("inf"):
        raise ValueError("is not above zero")


# A star stands for a name of the publication's own, or for a table of an array. An empty text breaks no rule here.
RULES: dict[str, Rule] = {
    "publication.name": _one_line,
    "publication.from": parse_mailbox,
    "publication.reply_to": parse_mailbox,
    "publication.url": _web_address,
    "publication.language": _language,
    "publication.timezone": zone_of,
    "publication.list_id": _list_id,
    "brand.accent": _colour,
    "brand.background": _colour,
    "brand.social_links.*": _link,
    "brand.link_parameters": _parameters,
    "disclaimers.*.id": _name,
    "disclaimers.*.languages": _language,
    "notices.disclaimer": _pattern,
    "notices.attribution": _pattern,
    "notices.promotion": _pattern,
    "reading.headings": _pattern,
    "reading.not_headings": _pattern,
    "summary.words": _within(1),
    "summary.llm.base_url": _web_address,
    "edition.template": _name,
    "edition.subject_prefix": _one_line,
    "edition.words": _within(1),
    "edition.image_base_url": _web_address,
    "provider.rate": _above_zero,
    "provider.smtp.port": _within(1, _HIGHEST_PORT),
    "provider.smtp.connections": _within(1, 100),
    "provider.smtp.timeout": _above_zero,
    "provider.sendgrid.host": _web_address,
    "provider.sendgrid.batch": _within(1, _LARGEST_BATCH),
    "provider.sendgrid.asm": _within(1),
    "store.lease": _above_zero,
    "public.base_url": _web_address,
    "schedules.*.cron": Recurrence.parse,
    "schedules.*.source": _articles_source,
    "schedules.*.except": _day_off,
    "schedules.*.zone": zone_of,
    "schedules.*.template": _name,
    "schedules.*.min_articles": _within(1),
    "lists.*.from": parse_mailbox,
    "lists.*.reply_to": parse_mailbox,
    "lists.*.template": _name,
    "lists.*.list_id": _list_id,
    "lists.*.language": _language,
    "lists.*.timezone": zone_of,
    "privacy.retention": _within(0),
}

# Texts that must say something wherever they are written.
FILLED = {
    "disclaimers.*.id",
    "disclaimers.*.text",
    "disclaimers.*.lists",
    "disclaimers.*.languages",
    "notices.expect.*",
    "notices.disclaimer",
    "notices.attribution",
    "notices.promotion",
    "reading.headings",
    "reading.not_headings",
    "edition.template",
    "provider.files.directory",
    "provider.smtp.host",
    "provider.sendgrid.host",
    "store.url",
    "public.key_file",
    "publication.timezone",
    "schedules.*.cron",
    "schedules.*.source",
    "schedules.*.list",
    "schedules.*.except",
}


def hold(key: str, value: object) -> None:
    """Hold ``value`` to the rule of ``key`` ("publication.from", "lists.*.from"); raises ValueError if it breaks it."""
    if isinstance(value, str) and not value.strip():
        if key in FILLED:
            raise ValueError("is empty")
    elif rule := RULES.get(key):
        rule(value)
