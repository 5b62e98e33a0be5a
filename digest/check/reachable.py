"""Links that somebody went to look at: bounded, in parallel, and one at a time for each host."""

from __future__ import annotations

import time
from concurrent.futures import ThreadPoolExecutor
from typing import TYPE_CHECKING

from digest.check.addresses import split_address
from digest.check.links import is_private, targets
from digest.check.rule import Family, Rule
from digest.errors import DigestError
from digest.finding import Severity

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from digest.check.context import Context
    from digest.check.links import Target
    from digest.finding import Finding

_MOST = 100  # links that are looked at
_HOSTS_AT_ONCE = 8
_SECONDS = 45.0  # after which no further link is looked at
_GONE = frozenset({404, 410})
_FAILED = 400
_STATUS = "https://www.rfc-editor.org/rfc/rfc9110#section-15.5.5"

DEAD = Rule(
    id="link-dead",
    severity=Severity.ERROR,
    about="Where a link leads there is a page (asked for by --links).",
    why="Every reader who follows it is told that there is nothing.",
    remedy="Correct the address, or take the link out.",
    source=_STATUS,
)
UNREACHABLE = Rule(
    id="link-unreachable",
    severity=Severity.WARNING,
    about="Where a link leads a server answers (asked for by --links).",
    why="Readers may meet the same trouble; some servers turn away only programs.",
    remedy="Open the link in a browser.",
    source=_STATUS,
)
UNSEEN = Rule(
    id="link-not-looked-at",
    severity=Severity.NOTE,
    about=f"All links were looked at, at most {_MOST} and within {_SECONDS:g} seconds (asked for by --links).",
    why="Nothing is known of the others.",
    remedy="Try again, or look at them by hand.",
    source=_STATUS,
)


def check_reachable(context: Context) -> Iterator[Finding]:
    """Go to each link, where a way to look is given."""
    if context.probe is None:
        return
    wanted = [target for target in targets(context) if _is_public_page(target.href)]
    answers = _look(list(dict.fromkeys(target.href for target in wanted))[:_MOST], context.probe)
    for target in wanted:
        yield from _judge(target, answers.get(target.href, "not looked at"))


def _judge(target: Target, answer: int | str) -> Iterator[Finding]:
    if answer in _GONE:
        yield DEAD.finding(f"{target.href} answers {answer}: there is no such page.", where=target.where)
    elif answer == "not looked at":
        yield UNSEEN.finding(f"{target.href} was not looked at.", where=target.where)
    elif isinstance(answer, str):
        yield UNREACHABLE.finding(answer, where=target.where)
    elif answer >= _FAILED:
        yield UNREACHABLE.finding(f"{target.href} answers {answer}.", where=target.where)


def _is_public_page(href: str) -> bool:
    parts = split_address(href)
    return parts.scheme in {"http", "https"} and bool(parts.hostname) and not is_private(parts.hostname or "")


def _look(addresses: Sequence[str], probe: Callable[[str], int]) -> dict[str, int | str]:
    """The status that each address ends with, or why there is none."""
    by_host: dict[str, list[str]] = {}
    for address in addresses:
        by_host.setdefault(split_address(address).hostname or "", []).append(address)
    ends = time.monotonic() + _SECONDS
    with ThreadPoolExecutor(max_workers=_HOSTS_AT_ONCE) as threads:
        found = threads.map(lambda host: _look_in_turn(host, probe, ends), by_host.values())
        return {address: answer for answers in found for address, answer in answers}


def _look_in_turn(addresses: Sequence[str], probe: Callable[[str], int], ends: float) -> list[tuple[str, int | str]]:
    answers: list[tuple[str, int | str]] = []
    for address in addresses:
        if time.monotonic() > ends:
            break
        try:
            answers.append((address, probe(address)))
        except DigestError as error:
            answers.append((address, error.message))
    return answers


FAMILY = Family(name="reachability", rules=(DEAD, UNREACHABLE, UNSEEN), check=check_reachable)
