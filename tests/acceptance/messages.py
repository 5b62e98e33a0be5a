"""Finished messages as different programs make them, and the single faults that are put into them.

``faultless/`` holds the messages' parts, ``faults.toml`` what is changed in them. They are made here by the standard
library alone, so that nothing of the product has a hand in what it is held to.
"""

from __future__ import annotations

import datetime as dt
import re
import tomllib
from dataclasses import dataclass, field, replace
from email import policy
from email.message import EmailMessage
from email.utils import format_datetime
from pathlib import Path
from typing import Any

from digest.settings import Settings
from digest.settings.model import DisclaimerSetting, Publication

LEAVE = "https://news.example.com/leave/3kq9-x"
OPINIONS = "The opinions in this digest are the authors’ own; they are not “advice” of any kind."
WRITTEN = "This article was drafted by a language model, and then edited by our newsroom."
PUBLICATION = Publication(
    name="The Example Times",
    from_="The Example Times <news@news.example.com>",
    postal_address="The Example Times, 12 Harbour Lane, Port Sample 04321",
    list_id="digest.news.example.com",
)
HEADERS = {
    "From": PUBLICATION.from_,
    "To": "Alex Reader <alex@reader.example.org>",
    "Date": format_datetime(dt.datetime(2026, 11, 20, 7, 30, tzinfo=dt.UTC)),
    "Message-ID": "<20261120.1f3@news.example.com>",
    "List-Id": f"The Example Times <{PUBLICATION.list_id}>",
    "List-Unsubscribe": f"<{LEAVE}>",
    "List-Unsubscribe-Post": "List-Unsubscribe=One-Click",
}
_HERE = Path(__file__).parent
_PIXEL = bytes.fromhex(
    "89504e470d0a1a0a0000000d49484452000000010000000108060000001f15c4890000000d49444154789c6360606060000000050001"
    "a5f645400000000049454e44ae426082"
)


@dataclass(frozen=True, kw_only=True)
class Draft:
    """A message before it is written: its parts, its headers and how they are encoded."""

    html: str
    text: str
    headers: dict[str, str]  # an empty one is left out
    disclaimers: dict[str, str] = field(default_factory=lambda: {"opinions": OPINIONS, "written": WRITTEN})
    charset: str = "utf-8"
    encoding: str = "quoted-printable"
    flowed: bool = False
    pictures: tuple[str, ...] = ()
    line_end: str = "\r\n"
    raw: tuple[str, str] = ("", "")  # replaced in the final bytes, as ISO 8859-1

    @property
    def settings(self) -> Settings:
        """The settings of the publication that sends it."""
        rows = tuple(DisclaimerSetting(id=name, text=text) for name, text in self.disclaimers.items())
        return Settings(publication=PUBLICATION, disclaimers=rows)

    def data(self) -> bytes:
        """The message as a program writes it."""
        built = EmailMessage(policy=policy.SMTP.clone(max_line_length=998, linesep=self.line_end))
        for name, value in self.headers.items():
            if value:
                built[name] = value
        built.set_content(self.text, charset=self.charset, cte=self.encoding)
        if self.flowed:
            built.set_param("format", "flowed")
        built.add_alternative(self.html, subtype="html", charset=self.charset, cte=self.encoding)
        for content_id in self.pictures:
            part = built.get_body(("related", "html"))
            assert isinstance(part, EmailMessage)
            part.add_related(_PIXEL, "image", "png", cid=f"<{content_id}>")
        old, new = (words.encode("latin-1") for words in self.raw)
        assert old in built.as_bytes(), old
        return built.as_bytes().replace(old, new) if old else built.as_bytes()


@dataclass(frozen=True, kw_only=True)
class Fault:
    """A message with one fault, and the rule that must find it."""

    name: str
    rule: str
    draft: Draft


def faultless() -> dict[str, Draft]:
    """The messages without a fault, by name."""
    tables = tomllib.loads((_HERE / "faultless" / "messages.toml").read_text(encoding="utf-8"))
    return {name: _faultless(name, table) for name, table in tables.items()}


def faults() -> tuple[Fault, ...]:
    """The messages with one fault each."""
    tables = tomllib.loads((_HERE / "faults.toml").read_text(encoding="utf-8"))
    drafts = faultless()
    changed = [_fault(table, drafts[table["in"]]) for table in tables["fault"]]
    styled = [_hidden(drafts["plain"], f'<p style="{style}">', style) for style in tables["styles"]]
    ruled = [_hidden(drafts["plain"], '<p class="opinions">', rule, rule) for rule in tables["rules"]]
    return (*changed, *styled, *ruled)


def _faultless(name: str, table: dict[str, Any]) -> Draft:
    html, text = ((_HERE / "faultless" / f"{name}.{kind}").read_text(encoding="utf-8") for kind in ("html", "txt"))
    headers = HEADERS | {"Subject": table["subject"]} | table.get("headers", {})
    rest = {key: value for key, value in table.items() if key not in {"about", "subject", "headers", "pictures"}}
    return Draft(html=html, text=text, headers=headers, pictures=tuple(table.get("pictures", ())), **rest)


def _fault(table: dict[str, Any], draft: Draft) -> Fault:
    parts: dict[str, Any] = {
        part: _changed(getattr(draft, part), table[part]) for part in ("html", "text") if part in table
    }
    rest = {key: table[key] for key in ("encoding", "raw") if key in table}
    draft = replace(draft, headers=draft.headers | table.get("headers", {}), **parts, **rest)
    return Fault(name=table["name"], rule=table["rule"], draft=draft)


def _changed(part: str, change: str | list[str]) -> str:
    """A part with its one place of an old string changed, or a new part."""
    if isinstance(change, str):
        return change
    old, new = change
    assert part.count(old) == 1, old
    return part.replace(old, re.sub(r"\{fill:(\d+)\}", lambda match: "ferry " * int(match[1]), new))


def _hidden(draft: Draft, opening: str, name: str, rule: str = "") -> Fault:
    html = draft.html.replace(f"<p>{OPINIONS}", f"{opening}{OPINIONS}").replace("</style>", f"{rule}</style>")
    return Fault(name=name, rule="disclaimer-hidden", draft=replace(draft, html=html))
