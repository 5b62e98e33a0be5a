"""The page on which an editor looks at a message beside its article: one file that asks nobody for anything."""

from __future__ import annotations

import base64
import hashlib
import re
from dataclasses import dataclass
from importlib import resources
from typing import TYPE_CHECKING
from urllib.parse import unquote

from digest.message import CLIP
from digest.preview import wording
from digest.preview.article import ArticleView, article_views
from digest.preview.parts import BlockParts, Part, disclaimer_parts, parts_of
from digest.wording import count, kilobytes

if TYPE_CHECKING:
    from collections.abc import Sequence

    from jinja2 import Environment

    from digest.article import Article
    from digest.check import Report
    from digest.edition import Disclaimer, Edition
    from digest.message import InlineImage
    from digest.mime.parse import Header, ParsedMessage
    from digest.pipeline import Proof

_INLINE_IMAGE = re.compile(r"""\bcid:([^"'()<>\s]+)""", re.IGNORECASE)  # RFC 2392
_REMOTE_IMAGE = re.compile(r"""(<img\b[^>]*?\ssrc\s*=\s*)(["'])\s*(?:https?:)?//.*?\2""", re.IGNORECASE | re.DOTALL)


@dataclass(frozen=True, slots=True, kw_only=True)
class View:
    """All that the page shows."""

    edition: Edition
    hash: str
    sender: str
    subject: str
    preheader: str
    headers: tuple[Header, ...]
    frame: str  # the HTML part, with its images inside
    remote_images: int
    text: str
    source: str
    report: Report
    articles: tuple[ArticleView, ...]
    blocks: tuple[BlockParts, ...]
    tally: str
    disclaimers: tuple[tuple[Disclaimer, Part], ...]
    clip: int = CLIP


def page(proof: Proof, parsed: ParsedMessage) -> str:
    """The whole page as HTML."""
    templates = resources.files("digest.preview") / "templates"
    style, script = ((templates / name).read_text("utf-8") for name in ("page.css", "page.js"))
    template = _environment(proof.edition.articles).get_template("page.html.j2")
    return template.render(view=_view(proof, parsed), style=style, script=script, policy=_policy(script))


def _view(proof: Proof, parsed: ParsedMessage) -> View:
    frame, remote = _frame(parsed.html or "", proof.message.images)
    blocks = parts_of(proof.edition)
    parts = [part for block in blocks for part in block.parts]
    disclaimers = disclaimer_parts(proof.edition, len(parts))
    sender = proof.message.sender
    return View(
        edition=proof.edition,
        hash=proof.message.hash,
        sender=sender.name or sender.address,
        subject=parsed.subject,
        preheader=proof.message.preheader,
        headers=parsed.headers,
        frame=frame,
        remote_images=remote,
        text=parsed.text or "",
        source=proof.data.decode("utf-8", "replace"),
        report=proof.report,
        articles=article_views(proof.edition, (*parts, *disclaimers)),
        blocks=blocks,
        tally=wording.tally(parts),
        disclaimers=tuple(zip(proof.edition.disclaimers, disclaimers, strict=True)),
    )


def _frame(html: str, images: Sequence[InlineImage]) -> tuple[str, int]:
    """The HTML with the images that travel inside it put in place; those of other hosts are counted and left empty."""
    inside = {image.content_id: f"data:{image.content_type};base64,{_base64(image.data)}" for image in images}
    html = _INLINE_IMAGE.sub(lambda found: inside.get(unquote(found[1]), found[0]), html)
    return _REMOTE_IMAGE.subn(r"\1\2data:,\2", html)


def _policy(script: str) -> str:
    """A content security policy (W3C, CSP Level 3): no request leaves, and no script runs but the page's own.

    The frame inherits it, so it binds the message as well; styles are inline because the message's must be.
    """
    digest = _base64(hashlib.sha256(script.encode()).digest())
    return "; ".join(
        [
            "default-src 'none'",
            f"script-src 'sha256-{digest}'",
            "style-src 'unsafe-inline'",
            "img-src data:",
            "base-uri 'none'",
            "form-action 'none'",
        ]
    )


def _environment(articles: Sequence[Article]) -> Environment:
    from jinja2 import Environment, PackageLoader, StrictUndefined

    environment = Environment(
        loader=PackageLoader("digest.preview"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.globals |= {
        "count": count,
        "kilobytes": kilobytes,
        "origin": wording.origin,
        "said": lambda part: wording.said(part, articles),
    }
    return environment


def _base64(data: bytes) -> str:
    return base64.b64encode(data).decode()
