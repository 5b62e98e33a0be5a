"""An Edition becomes a Message: the steps of rendering, in their order."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from digest.contrast import READABLE
from digest.errors import MessageError, SettingsError, TemplateError
from digest.finding import Finding, Severity
from digest.message import CLIP, Address, Field, Message
from digest.mime import FieldTokens, ascii_address
from digest.render.brand import light_scheme
from digest.render.images import pictures
from digest.render.inline import inline
from digest.render.layout import inline_css, lay_out, page_for, validate
from digest.render.mjml import prepare, tidy, to_html
from digest.render.plaintext import plain_text
from digest.render.probe import try_template
from digest.settings import parse_mailbox

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from digest.edition import Edition
    from digest.render.layout import Page
    from digest.settings import Settings

_FIELD_MARGIN = 1_024  # octets that filled fields may add
SMALLEST = "compact"
_UNKNOWN = "und"
_NOWHERE = "nobody@example.invalid"  # a name that can't exist (RFC 2606); checks say that the sender is missing


def _compile(mjml: str, page: Page) -> str:
    try:
        return to_html(mjml)
    except ValueError as error:
        message = f"The template {page.folders[0].name!r} makes MJML that can't be compiled: {error}."
        raise TemplateError(message, remedy="Look for a tag that isn't closed.") from error


def _inline(html: str, page: Page) -> str:
    css = inline_css(page)
    try:
        return inline(html, css)
    except Exception as error:  # premailer and what it stands on raise many kinds
        message = f"The CSS in inline.css.j2 of the template {page.folders[0].name!r} can't be written: {error}."
        raise TemplateError(message, remedy="Correct its selectors.") from error


# The steps from an edition to HTML. Each takes the document that the step before it made.
STEPS: tuple[tuple[str, Callable[[str, Page], str]], ...] = (
    ("lay out in MJML", lambda _nothing, page: lay_out(page)),
    ("validate", validate),
    ("prepare the text", lambda mjml, _page: prepare(mjml)),
    ("compile to HTML", _compile),
    ("tidy up", lambda html, _page: tidy(html)),
    ("write CSS into elements", _inline),
)


def render(edition: Edition, settings: Settings) -> Message:
    """Lay the edition out in its template, as HTML and plain text with open fields.

    Where the HTML would be clipped, the compact template takes the place of the one asked for, and a note says so.

    Raises:
        TemplateError: there is no such template, or it has a fault.
        SettingsError: a colour or font of [brand] isn't one.
    """
    try_template(edition.template, settings.workspace)
    message = _render(edition, settings)
    size = len(message.html.encode()) + _FIELD_MARGIN
    if size <= CLIP or edition.template == SMALLEST:
        return message
    smaller = _render(replace(edition, template=SMALLEST), settings)
    return replace(smaller, notes=(*smaller.notes, _too_large(edition.template, size)))


def _render(edition: Edition, settings: Settings) -> Message:
    tokens = FieldTokens.choose([_content(edition, settings)])
    fields: dict[str, Field] = {}

    def field(name: str, default: str = "") -> Field:
        return fields.setdefault(name, tokens.field(name, default))

    images = pictures(edition, settings)
    page = page_for(edition, settings, images, lambda name, default="": field(name, default).html_token)
    html = ""
    for _name, step in STEPS:
        html = step(html, page)
    in_text = replace(page, why=page.labels.because(settings.publication.name, field("address").text_token))
    return Message(
        subject=edition.subject,
        preheader=edition.preheader,
        sender=_address("from", settings.publication.from_)
        or Address(address=_NOWHERE, name=settings.publication.name),
        reply_to=_address("reply_to", settings.publication.reply_to),
        html=html,
        text=plain_text(in_text, settings.publication, field("unsubscribe").text_token),
        language=edition.language,
        headers=tuple(_headers(edition, settings)),
        images=images.inline(),
        fields=tuple(fields.values()),
        notes=(*images.notes, *_brand_notes(settings)),
    )


def _content(edition: Edition, settings: Settings) -> str:
    """All text that may come into the message.

    Nothing else does, so that the same edition has the same tokens in any folder, and whenever its sources were read.
    """
    words: list[object] = [edition.subject, edition.preheader, edition.title]
    words += [disclaimer.text for disclaimer in edition.disclaimers]
    words += [(article.byline, article.published, article.images) for article in edition.articles]
    words += [(story.title, story.url) for story in edition.stories]
    for block in edition.blocks():
        words += [block.heading, *(sentence.text for sentence in block.sentences)]
        words += [block.quote and (block.quote.text, block.quote.speaker), *(figure.text for figure in block.figures)]
    return repr([words, settings.publication, settings.brand])


def _headers(edition: Edition, settings: Settings) -> Iterator[tuple[str, str]]:
    if settings.publication.list_id:
        yield "List-Id", f"<{settings.publication.list_id}>"
    if settings.public.base_url.startswith("https://"):
        yield "List-Unsubscribe-Post", "List-Unsubscribe=One-Click"
    if edition.language != _UNKNOWN:
        yield "Content-Language", edition.language


def _address(key: str, text: str) -> Address | None:
    """The mailbox that a setting names, for every mail server to take; None where the setting is empty."""
    if not text.strip():
        return None
    mailbox = parse_mailbox(text)
    try:
        return replace(mailbox, address=ascii_address(mailbox.address))
    except MessageError as error:
        raise SettingsError(f"publication.{key}: {error.message}", remedy="Correct it in digest.toml.") from error


def _brand_notes(settings: Settings) -> Iterator[Finding]:
    scheme = light_scheme(settings.brand.accent, settings.brand.background)
    if scheme.link != scheme.accent:
        yield Finding(
            rule="brand-contrast",
            severity=Severity.NOTE,
            message=f"The accent {scheme.accent} can't be read as text on white, so links are in ink.",
            where="brand.accent",
            remedy=f"Choose a darker one, with a contrast of {READABLE} or more, to have links in it.",
        )


def _too_large(template: str, size: int) -> Finding:
    return Finding(
        rule="template-changed",
        severity=Severity.WARNING,
        message=f"In the template {template!r} the message would have {size:,} bytes of HTML and Gmail would clip it at"
        f" {CLIP:,}, so it is laid out in {SMALLEST!r}.",
        where="template",
        remedy="Use fewer articles or a smaller budget of words to keep the template.",
    )
