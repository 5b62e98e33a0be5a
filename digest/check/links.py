"""Links that can be followed, lead where they say, and are safe to follow."""

from __future__ import annotations

import ipaddress
import re
import socket
from dataclasses import dataclass
from typing import TYPE_CHECKING

from digest.check.addresses import split_address
from digest.check.rule import Family, Rule
from digest.fetch import is_public
from digest.finding import Severity
from digest.wording import short

if TYPE_CHECKING:
    from collections.abc import Iterator

    from digest.check.context import Context
    from digest.check.page.page import Page
    from digest.finding import Finding

_SAFE_BROWSING = "https://support.google.com/mail/answer/81126"
_URL_STANDARD = "https://url.spec.whatwg.org/"
_ACTIVE_SCHEMES = frozenset({"javascript", "vbscript", "data", "file", "blob", "about", "view-source", "livescript"})
_KNOWN_SCHEMES = frozenset(
    {"http", "https", "mailto", "tel", "sms", "cid", "webcal", "whatsapp", "xmpp", "geo", "maps"}
)
_PRIVATE_NAMES = re.compile(
    r"(?:.*\.)?(?:localhost|local|internal|intranet|lan|home|corp|private|localdomain|home\.arpa)\.?", re.IGNORECASE
)
_SHORTENERS = re.compile(
    r"(?:www\.)?(?:bit\.ly|t\.co|tinyurl\.com|goo\.gl|ow\.ly|is\.gd|buff\.ly|rebrand\.ly|cutt\.ly|t\.ly|lnkd\.in|fb\.me"
    r"|tiny\.cc|rb\.gy|shorturl\.at|bl\.ink|dlvr\.it|trib\.al)"
)
_SHOWN_ADDRESS = re.compile(
    r"(?:https?://(?:[^\s/@]*@)?|(?=www\.)|(?=[a-z\d-]+\.[a-z\d-]+\.[a-z])|(?=[a-z\d.-]+\.[a-z]{2,}/))"
    r"((?:[\w-]+\.)+[^\W\d_]{2,})(?::\d+)?(?:[/?#]\S*)?"
)
_SECOND_LEVEL = frozenset(["co", "com", "org", "net", "gov", "ac", "edu", "ne", "or", "go", "gob", "nom"])
_IN_TEXT = re.compile(r"https?://[^\s<>\"”’»」)\]]+", re.IGNORECASE)
_HOST = re.compile(r"(?=.{1,253}\Z)(?:[^\W_](?:[\w-]{0,61}[^\W_])?\.)+[^\W_](?:[\w-]{0,61}[^\W_])?\.?")

UNSAFE = Rule(
    id="link-unsafe",
    severity=Severity.ERROR,
    about="No link runs a script, opens a file or carries a user name in its address.",
    why="Programs refuse such links, and filters take the whole message for an attack.",
    remedy="Link to the page's plain https address.",
    source=_SAFE_BROWSING,
)
PRIVATE = Rule(
    id="link-private",
    severity=Severity.ERROR,
    about="No link leads to a private host or address, and no image is at one.",
    why="Nobody outside can open it, and it tells strangers about the network inside.",
    remedy="Link to the public address.",
    source="https://www.rfc-editor.org/rfc/rfc1918",
)
BROKEN = Rule(
    id="link-broken",
    severity=Severity.ERROR,
    about="Each link has a whole address of a kind that opens something.",
    why="A message has no place of its own from which “/page” or “#” could be found.",
    remedy="Give the whole address, with https:// and the host's name.",
    source=_URL_STANDARD,
)
MISLEADING = Rule(
    id="link-misleading",
    severity=Severity.ERROR,
    about="A link that shows an address leads to that host.",
    why="Showing one host and opening another is what fraud does; filters and readers know it.",
    remedy="Show words instead of the address, or link to what is shown.",
    source=_SAFE_BROWSING,
)
HTTP = Rule(
    id="link-http",
    severity=Severity.WARNING,
    about="Links are https.",
    why="Over http anybody on the way can read and change the page; browsers warn of it.",
    remedy="Link to the https address.",
    source="https://blog.chromium.org/2023/08/towards-https-by-default.html",
)
SHORTENED = Rule(
    id="link-shortened",
    severity=Severity.WARNING,
    about="No link goes by way of a public link shortener.",
    why="Filters distrust them, since anybody's links hide behind the same name.",
    remedy="Link to the page itself.",
    source="https://www.spamhaus.org/resource-hub/deliverability/",
)


@dataclass(frozen=True, slots=True)
class Target:
    """Where a link leads, the words that it shows, and the part that it stands in."""

    href: str
    words: str
    where: str


def targets(context: Context) -> tuple[Target, ...]:
    """All links of both parts, each target once, those of the HTML first."""
    found: dict[str, Target] = {}
    if context.page:
        for href, words in _in_html(context.page):
            shown = f"HTML part, link “{words}”" if words else "HTML part"
            found.setdefault(href, Target(href, words, shown))
    for match in _IN_TEXT.finditer(context.message.text or ""):
        href = match[0].rstrip(".,;:!?'*_")
        found.setdefault(href, Target(href, "", "text part"))
    return tuple(found.values())


def _in_html(page: Page) -> Iterator[tuple[str, str]]:
    for view in (page.view, *(view for view in page.views if view.reader.outlook)):
        for link in view.links():
            yield link.href, link.words
        for element in view.document.elements:
            if element.tag != "a" and (href := element.get("href")) and element.tag not in {"link", "base"}:
                yield href, element.get("alt", "")


def check_links(context: Context) -> Iterator[Finding]:
    """Judge each link by its address alone; nothing is fetched."""
    anchors = _anchors(context.page)
    for target in targets(context):
        yield from _judge(target, anchors)
    if context.page:
        for _, image in context.page.document.iter("img"):
            address = split_address(image.get("src", "").strip())
            if address.scheme in {"http", "https"} and is_private(address.hostname or ""):
                where = f"HTML part, line {image.sourceline}"
                yield PRIVATE.finding(f"An image is at the private host {address.hostname}.", where=where)


def _anchors(page: Page | None) -> frozenset[str]:
    if page is None:
        return frozenset()
    ids = (element.get(name) for element in page.document.elements for name in ("id", "name"))
    return frozenset(name for name in ids if name)


def _judge(target: Target, anchors: frozenset[str]) -> Iterator[Finding]:
    href = re.sub(r"[\x00-\x20]", "", target.href)
    scheme = href.partition(":")[0].lower()
    if scheme in _ACTIVE_SCHEMES:
        yield UNSAFE.finding(f"A link opens “{short(href)}”.", where=target.where)
    elif fault := _fault(target.href.strip(), anchors):
        yield BROKEN.finding(f"A link {fault}.", where=target.where)
    elif scheme in {"http", "https"}:
        yield from _web(target, href)


def _fault(href: str, anchors: frozenset[str]) -> str:
    """What keeps a link from opening anything, "" where nothing does."""
    if href.startswith("#"):
        return "" if href[1:] in anchors else f"leads to “{href}”, which isn't in the message"
    scheme, colon, rest = href.partition(":")
    if not href or not rest.strip("/"):
        return f"leads nowhere: “{href}”"
    if not colon or scheme.lower() not in _KNOWN_SCHEMES:
        return f"has no whole address: “{short(href)}”"
    if scheme.lower() == "mailto":
        return "" if "@" in rest or rest.startswith("?") else f"has no address to write to: “{short(href)}”"
    if scheme.lower() in {"http", "https"}:
        return _web_fault(href)
    return ""


def _web_fault(href: str) -> str:
    host = split_address(href).hostname or ""
    if re.search(r"\s", href):
        return f"has a space in its address: “{short(href)}”"
    known = _HOST.fullmatch(host) or _number(host) or (host and "." not in host)
    if not known or not href.partition(":")[2].startswith("//"):
        return f"has no host in its address: “{short(href)}”"
    return ""


def _web(target: Target, href: str) -> Iterator[Finding]:
    parts = split_address(href)
    host = parts.hostname or ""
    if parts.username is not None:
        yield UNSAFE.finding(f"A link carries a user name: “{short(href)}”.", where=target.where)
    if is_private(host):
        yield PRIVATE.finding(f"A link leads to the private host {host}.", where=target.where)
    if parts.scheme.lower() == "http":
        yield HTTP.finding(f"A link is http: {short(href)}", where=target.where)
    if _SHORTENERS.fullmatch(host):
        yield SHORTENED.finding(f"A link goes by way of {host}: {short(href)}", where=target.where)
    shown = _SHOWN_ADDRESS.fullmatch(target.words.rstrip(".,→ "))
    if shown and _site(shown[1].lower()) != _site(host):
        yield MISLEADING.finding(f"A link shows {shown[1]} and opens {host}.", where=target.where)


def is_private(host: str) -> bool:
    """Whether a host's name or number belongs to no public machine."""
    if number := _number(host):
        return not is_public(number)
    return "." not in host.strip(".") or bool(_PRIVATE_NAMES.fullmatch(host))


def _number(host: str) -> ipaddress.IPv4Address | ipaddress.IPv6Address | None:
    """The address that a host is written as, in any of the ways that browsers take: 127.1, 0x7f000001, 2130706433."""
    try:
        return ipaddress.ip_address(host.strip("[]"))
    except ValueError:
        if not re.fullmatch(r"(?:0x[\da-fA-F]*|\d+)(?:\.(?:0x[\da-fA-F]*|\d+)){0,3}\.?", host):
            return None
    try:
        return ipaddress.IPv4Address(socket.inet_aton(host.rstrip(".")))
    except OSError:
        return None


def _site(host: str) -> str:
    """The name that somebody registered, as far as it can be told without a list of all registries."""
    labels = host.removeprefix("www.").rstrip(".").split(".")
    take = 3 if len(labels) > 2 and labels[-2] in _SECOND_LEVEL else 2  # noqa: PLR2004 (name, second level, country)
    return ".".join(labels[-take:])


FAMILY = Family(
    name="links",
    rules=(UNSAFE, PRIVATE, BROKEN, MISLEADING, HTTP, SHORTENED),
    check=check_links,
)
