"""Leaving is one plain link in both parts, the same as the header's, and one click for mail programs."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING
from urllib.parse import parse_qsl, unquote

from digest.check.addresses import split_address
from digest.check.rule import Family, Rule
from digest.finding import Severity

if TYPE_CHECKING:
    from collections.abc import Iterator

    from digest.check.context import Context
    from digest.check.page.page import Page
    from digest.finding import Finding

_RFC_8058 = "https://www.rfc-editor.org/rfc/rfc8058"
_RFC_2369 = "https://www.rfc-editor.org/rfc/rfc2369#section-3.2"
_GMAIL = "https://support.google.com/mail/answer/81126"
_ONE_CLICK = "List-Unsubscribe=One-Click"
_TRACKER = re.compile(r"^(?:clicks?|track|tracking|trk|redir|redirect)\d*\.|/(?:redirect|redir|click|ls/click)(?:/|$)")
_URI = re.compile(r"<\s*([^<>]*?)\s*>")
_LEAVE = re.compile(
    r"unsubscri|opt[ -]?out|stop receiving|leave (?:this|the) list|abmelden|abbestell|abmeld|d[ée]sabonn|d[ée]sinscri"
    r"|desuscri|darse? de baja|cancelar (?:la )?suscripci|anular|disiscri|annulla|cancelar (?:a )?(?:inscri|assinatura)"
    r"|uitschrijv|afmeld|avregistr|avprenumer|frameld|avmeld|peruuta|wypis|odhl[áa]s|leiratkoz|dezabon|ayr[ıi]l"
    r"|отпис|відпис|取消订阅|退订|退訂|取消訂閱|配信停止|配信解除|購読解除|登録解除|구독 ?취소|수신 ?거부"
    r"|إلغاء الاشتراك|הסר|बंद|hủy đăng ký|berhenti berlangganan|یرون|لغو اشتراک",
    re.IGNORECASE,
)

HEADER_MISSING = Rule(
    id="unsubscribe-header-missing",
    severity=Severity.ERROR,
    about="There is a List-Unsubscribe header.",
    why="Gmail, Yahoo and Outlook.com ask it of bulk senders, and show a button made from it.",
    remedy="Set [public] base_url, from which the link is made.",
    source=_GMAIL,
)
HEADER_MALFORMED = Rule(
    id="unsubscribe-header-malformed",
    severity=Severity.ERROR,
    about="List-Unsubscribe holds, in angle brackets, one https address and at most one mailto.",
    why="A header that programs can't read is no button, and they count it as missing.",
    remedy="Write <https://…> on one line, in plain ASCII, not folded into encoded words.",
    source=_RFC_2369,
)
ONE_CLICK = Rule(
    id="unsubscribe-one-click",
    severity=Severity.ERROR,
    about=f"There is a header List-Unsubscribe-Post, exactly “{_ONE_CLICK}”.",
    why="Without it the button opens a page, or isn't shown, and Gmail takes the mail for spam.",
    remedy=f"Add List-Unsubscribe-Post: {_ONE_CLICK}",
    source=_RFC_8058,
)
MISSING = Rule(
    id="unsubscribe-missing",
    severity=Severity.ERROR,
    about="The HTML and the text part each have a link to leave.",
    why="It is the law in most countries, and whoever can't leave reports the mail as spam.",
    remedy="Put the link that List-Unsubscribe names into both parts.",
    source="https://www.ftc.gov/business-guidance/resources/can-spam-act-compliance-guide-business",
)
DIFFERS = Rule(
    id="unsubscribe-differs",
    severity=Severity.ERROR,
    about="The link to leave is the one that List-Unsubscribe names.",
    why="Two links are two chances that one doesn't work, and a redirect breaks one click.",
    remedy="Use the header's link in both parts, unchanged by a link tracker.",
    source=_RFC_8058,
)
HIDDEN = Rule(
    id="unsubscribe-hidden",
    severity=Severity.ERROR,
    about="Every reader sees the link to leave, before the point where Gmail clips.",
    why="A link that can't be seen is none.",
    remedy="Take away what hides it, or shorten the message.",
    source="https://www.ftc.gov/business-guidance/resources/can-spam-act-compliance-guide-business",
)
INSECURE = Rule(
    id="unsubscribe-insecure",
    severity=Severity.ERROR,
    about="The link to leave is https, and goes straight to its page.",
    why="Over http anybody on the way can read and change it; one click must not be redirected.",
    remedy="Use the page's own https address.",
    source=_RFC_8058,
)
FOREIGN = Rule(
    id="unsubscribe-foreign",
    severity=Severity.ERROR,
    about="The link to leave is at the publication's own [public] base_url.",
    why="Nobody else takes names off the publication's list.",
    remedy="Let the link be made from [public] base_url.",
    source=_RFC_8058,
)
MAILTO = Rule(
    id="unsubscribe-mailto",
    severity=Severity.WARNING,
    about="Readers can leave by an https link, not only by writing a mail.",
    why="A mail is more than one click, needs somebody to read it, and Gmail and Yahoo don't count it.",
    remedy="Set [public] base_url to the address under which your readers leave.",
    source=_GMAIL,
)


def check_unsubscribe(context: Context) -> Iterator[Finding]:
    """Hold the header and the links of both parts to one another."""
    raw = context.message.raw("List-Unsubscribe")
    uris = tuple(_URI.findall(raw))
    where = "header List-Unsubscribe"
    if not raw:
        yield HEADER_MISSING.finding("The message has no List-Unsubscribe.", where=where)
    elif fault := _malformed(raw, uris):
        yield HEADER_MALFORMED.finding(f"List-Unsubscribe {fault}.", where=where)
    for uri in uris:
        yield from _address(uri, context)
    if uris and all(uri.lower().startswith("mailto:") for uri in uris):
        yield MAILTO.finding("Readers can leave only by writing a mail.", where=where)
    elif any(uri.lower().startswith("https:") for uri in uris):
        yield from _post(context)
    yield from _in_html(context.page, uris)
    yield from _in_text(context, uris)


def _malformed(raw: str, uris: tuple[str, ...]) -> str:
    """What is wrong with the header, "" where nothing is."""
    if "=?" in raw:
        return "is folded into encoded words"
    rest = _URI.sub("", raw)
    if not uris or rest.strip(", \t"):
        return "does not hold addresses in angle brackets"
    schemes = [split_address(uri).scheme.lower() for uri in uris]
    if any(schemes.count(scheme) > 1 for scheme in schemes):
        return "names two addresses of one kind"
    for uri in uris:
        if not _well_formed(uri):
            return f"names “{uri}”, which is no address"
    return ""


def _well_formed(uri: str) -> bool:
    parts = split_address(uri)
    if re.search(r"[^!-~]", uri):
        return False
    if parts.scheme == "mailto":
        return bool(re.fullmatch(r"[^@\s]+@[^@\s]+", unquote(parts.path)))
    return parts.scheme in {"http", "https"} and bool(parts.hostname)


def _address(uri: str, context: Context) -> Iterator[Finding]:
    where = "header List-Unsubscribe"
    if uri.lower().startswith("http:"):
        yield INSECURE.finding(f"The link to leave, {uri}, is http.", where=where)
    elif uri.lower().startswith("https:") and (target := _redirects_to(uri)):
        yield INSECURE.finding(f"The link to leave goes by way of a redirect to {target}.", where=where)
    base = context.settings.public.base_url.rstrip("/")
    if context.edition and base and uri.lower().startswith("http") and not uri.startswith(f"{base}/"):
        yield FOREIGN.finding(f"The link to leave, {uri}, is not at {base}.", where=where)


def _redirects_to(uri: str) -> str:
    """What a link leads on to, as those of link trackers do: an address that it carries, or a tracker's own."""
    parts = split_address(uri)
    values = [unquote(parts.path).lstrip("/"), *(value for _, value in parse_qsl(parts.query))]
    carried = next((value for value in values if value.lower().startswith(("http://", "https://"))), "")
    return carried or ("another address" if _TRACKER.search(f"{parts.hostname}{parts.path}") else "")


def _post(context: Context) -> Iterator[Finding]:
    value = context.message.raw("List-Unsubscribe-Post")
    if value != _ONE_CLICK:
        words = f"List-Unsubscribe-Post is “{value}”." if value else "The message has no List-Unsubscribe-Post."
        yield ONE_CLICK.finding(words, where="header List-Unsubscribe-Post")


def _in_html(page: Page | None, uris: tuple[str, ...]) -> Iterator[Finding]:
    if page is None:
        return
    where = "HTML part"
    if not any(_same(link.href, uris) for link in page.view.links()):
        other = next(
            (link.href for link in page.view.links() if _LEAVE.search(f"{link.words} {link.alt} {link.href}")), ""
        )
        if other and uris:
            yield DIFFERS.finding(f"The link to leave is {other}, and the header's {uris[0]}.", where=where)
            if other.lower().startswith("http:"):
                yield INSECURE.finding(f"The link to leave, {other}, is http.", where=where)
        elif not other:
            yield MISSING.finding("The HTML part has no link to leave.", where=where)
        return
    for view in page.views:
        if not any(_same(link.href, uris) for link in view.links(visible=True)):
            yield HIDDEN.finding(f"The link to leave can't be seen on {view.reader.name}.", where=where)
            return
    clipped = page.before_clip
    if clipped is not page and not any(_same(link.href, uris) for link in clipped.view.links(visible=True)):
        yield HIDDEN.finding("The link to leave stands after the point where Gmail clips.", where=where)


def _in_text(context: Context, uris: tuple[str, ...]) -> Iterator[Finding]:
    text = context.message.text or ""
    if not text.strip() or any(_stands_in(uri, text) for uri in uris):
        return
    if not _LEAVE.search(text):
        yield MISSING.finding("The text part has no link to leave.", where="text part")
    elif uris:
        words = f"The link to leave in the text part is not the header's, {uris[0]}."
        yield DIFFERS.finding(words, where="text part")


def _stands_in(uri: str, text: str) -> bool:
    if uri.startswith("mailto:"):
        return uri.removeprefix("mailto:").partition("?")[0] in text
    return bool(re.search(rf"(?<![\w/]){re.escape(uri)}(?![\w/?&=%#-])", text))


def _same(href: str, uris: tuple[str, ...]) -> bool:
    return any(_comparable(href) == _comparable(uri) for uri in uris)


def _comparable(uri: str) -> str:
    head, separator, rest = uri.strip().partition("://")
    host, slash, path = rest.partition("/")
    return f"{head.lower()}{separator}{host.lower()}{slash}{path}" if separator else uri.strip()


FAMILY = Family(
    name="unsubscribe",
    rules=(
        HEADER_MISSING,
        HEADER_MALFORMED,
        ONE_CLICK,
        MISSING,
        DIFFERS,
        HIDDEN,
        INSECURE,
        FOREIGN,
        MAILTO,
    ),
    check=check_unsubscribe,
)
