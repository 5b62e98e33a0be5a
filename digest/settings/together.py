"""What holds between settings, where each by itself is right."""

from __future__ import annotations

import datetime as dt
from itertools import combinations
from typing import TYPE_CHECKING

from digest.settings.decode import Fault, unknown

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator

    from digest.settings.model import DisclaimerSetting, Settings


def faults_together(settings: Settings, rules: Collection[str] | None) -> Iterator[Fault]:
    """The faults between settings. Tables that have faults of their own are passed over; None for rules takes any."""
    for rule in settings.checks.levels:
        if rules is not None and rule not in rules:
            yield Fault(path=("checks", rule), message=unknown(rule, rules, "rule"))
    yield from _disclaimers(settings)
    yield from _lists(settings)
    llm = settings.summary.llm
    if settings.summary.summarizer == "llm" and not (llm.base_url and llm.model):
        message = '= "llm" needs summary.llm.base_url and summary.llm.model'
        yield Fault(path=("summary", "summarizer"), message=message)
    smtp = settings.provider.smtp
    dkim = {"dkim_domain": smtp.dkim_domain, "dkim_selector": smtp.dkim_selector, "dkim_key_file": smtp.dkim_key_file}
    missing = [key for key, value in dkim.items() if not value]
    if missing and len(missing) < len(dkim):
        message = f"signs with DKIM only where {' and '.join(missing)} is set too"
        yield Fault(path=("provider", "smtp"), message=message)


def _disclaimers(settings: Settings) -> Iterator[Fault]:
    rows = [(i, row) for i, row in enumerate(settings.disclaimers) if row]
    for i, row in rows:
        if row.from_ and row.until and row.until < row.from_:
            message = f"= {row.until} is before from = {row.from_}"
            yield Fault(path=("disclaimers", i, "until"), message=message)
    for (_, earlier), (i, later) in combinations(rows, 2):
        if _ambiguous(earlier, later):
            message = f'= "{later.id}" stands twice for the same lists, languages and days'
            yield Fault(path=("disclaimers", i, "id"), message=message)


def _ambiguous(one: DisclaimerSetting, other: DisclaimerSetting) -> bool:
    """Whether nothing tells which of two variants of a disclaimer holds."""
    first = max(one.from_ or dt.date.min, other.from_ or dt.date.min)
    last = min(one.until or dt.date.max, other.until or dt.date.max)
    return (
        one.id == other.id
        and first <= last
        and one.from_ == other.from_
        and _meet(one.lists, other.lists)
        and _meet(one.languages, other.languages)
    )


def _meet(one: tuple[str, ...], other: tuple[str, ...]) -> bool:
    return bool(set(one) & set(other)) or not (one or other)


def _lists(settings: Settings) -> Iterator[Fault]:
    known = {row.id for row in settings.disclaimers if row}
    for name, row in settings.lists.items():
        for stranger in [one for one in row.disclaimers or () if one not in known]:
            message = f'names "{stranger}", but no [[disclaimers]] has that id'
            yield Fault(path=("lists", name, "disclaimers"), message=message)
