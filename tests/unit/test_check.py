"""The check holds a message's final bytes to its rules."""

from __future__ import annotations

from email import policy
from email.message import EmailMessage

import pytest

from digest.check import check
from digest.errors import MessageError
from digest.settings import Settings
from digest.settings.model import Checks, DisclaimerSetting, Publication

NOTICE = "This digest was written by a machine, and then edited by “our” editors."
LEAVE = "https://news.example.com/u/abc"
SETTINGS = Settings(
    publication=Publication(from_="News <news@example.com>"), disclaimers=(DisclaimerSetting(id="ai", text=NOTICE),)
)
HTML = f"""<!DOCTYPE html>
<html lang="en"><head><title>News</title><meta name="viewport" content="width=device-width">
<style>.soft {{ color: #4a4e54 }}</style></head>
<body><h1>News</h1><p>Something happened today, and everybody talked about it.</p>
<p class="notice">{NOTICE}</p><p><a href="{LEAVE}">Unsubscribe</a></p></body></html>"""
TEXT = f"News\n\nSomething happened today, and everybody talked about it.\n\n{NOTICE}\n\nUnsubscribe: {LEAVE}\n"


def message(html: str = HTML, text: str = TEXT, **headers: str) -> bytes:
    """A faultless message, but for what is given."""
    built = EmailMessage(policy=policy.SMTP.clone(max_line_length=998))
    values = {
        "From": "News <news@example.com>",
        "To": "reader@example.org",
        "Subject": "What happened today",
        "Date": "Tue, 24 Nov 2026 10:00:00 +0000",
        "Message-ID": "<1@example.com>",
        "List-Unsubscribe": f"<{LEAVE}>",
        "List-Unsubscribe-Post": "List-Unsubscribe=One-Click",
    } | {name.replace("_", "-"): value for name, value in headers.items()}
    for name, value in values.items():
        if value:
            built[name] = value
    built.set_content(text, cte="quoted-printable")
    built.add_alternative(html, subtype="html", cte="quoted-printable")
    return bytes(built)


def rules(data: bytes, settings: Settings = SETTINGS) -> set[str]:
    """The rules that fired, notes left out."""
    return {finding.rule for finding in check(data, settings).findings if finding.severity != "note"}


def test_a_faultless_message_has_no_finding() -> None:
    assert check(message(), SETTINGS).findings == ()


def test_the_report_measures_the_decoded_parts_and_the_whole() -> None:
    report = check(message(), SETTINGS)
    assert report.subject == "What happened today"
    assert report.html_bytes == len(HTML.encode()) + 1  # the line end that the part closes with
    assert report.message_bytes == len(message())


@pytest.mark.parametrize(
    "style",
    [
        "display:none",
        "visibility: hidden",
        "opacity: 0",
        "font-size: 8px",
        "font: 1px/1 Arial",
        "color: #ffffff",
        "color: transparent",
        "position: absolute; clip: rect(0 0 0 0)",
        "clip-path: inset(100%)",
        "max-height: 0; overflow: hidden",
        "position: absolute; left: -9999px",
        "text-indent: -9999px",
        "mso-hide: all",
    ],
)
def test_a_disclaimer_that_some_reader_cannot_see_is_found(style: str) -> None:
    html = HTML.replace('class="notice"', f'style="{style}"')
    assert "disclaimer-hidden" in rules(message(html))


@pytest.mark.parametrize(
    "css",
    [
        ".notice { display: none }",
        "@media only screen and (max-width: 400px) { .notice { display: none !important } }",
        "@media (min-width: 401px) and (max-width: 430px) { .notice { font-size: 2px } }",
        "@media (prefers-color-scheme: dark) { body { background: #111 } .notice { color: #131313 } }",
        "u + .body .notice, body > .notice { opacity: 0.05 }",
        "@media screen and (-webkit-min-device-pixel-ratio: 2) { p.notice { visibility: hidden } }",
    ],
)
def test_a_disclaimer_hidden_by_a_style_sheet_is_found(css: str) -> None:
    assert "disclaimer-hidden" in rules(message(HTML.replace("</style>", f"{css}</style>")))


@pytest.mark.parametrize(
    ("old", "new", "rule"),
    [
        (f'<p class="notice">{NOTICE}</p>', "", "disclaimer-text-only"),
        (f'<p class="notice">{NOTICE}</p>', f"<!-- <p>{NOTICE}</p> -->", "disclaimer-hidden"),
        (f'<p class="notice">{NOTICE}</p>', f"<!--[if mso]><p>{NOTICE}</p><![endif]-->", "disclaimer-hidden"),
        ("machine", "human", "disclaimer-altered"),
        ("“our”", '"our"', "disclaimer-altered"),
        ('<p class="notice">', f'<p>{"word " * 21_000}</p><p class="notice">', "disclaimer-clipped"),
    ],
)
def test_a_disclaimer_missing_or_altered_is_found(old: str, new: str, rule: str) -> None:
    assert rule in rules(message(HTML.replace(old, new)))


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("written by a", "<b>written</b>\n  by <i>a</i>"),
        ("machine, and", "ma<span>chine</span>,<br>and"),
        ("“our”", "&ldquo;our&#8221;"),
        (NOTICE, f'<span style="display:none">aside</span>{NOTICE}'),
    ],
)
def test_tags_and_line_breaks_inside_a_disclaimer_change_nothing(old: str, new: str) -> None:
    assert rules(message(HTML.replace(old, new))) == set()


def test_what_is_no_message_is_refused() -> None:
    with pytest.raises(MessageError):
        check(b"Putin warns: more to come\n\nAn article.\n", SETTINGS)


def test_settings_change_a_severity_and_the_report_says_so() -> None:
    levels = Settings(disclaimers=SETTINGS.disclaimers, checks=Checks(levels={"disclaimer-hidden": "note"}))
    found = check(message(HTML.replace('class="notice"', 'style="opacity:0"')), levels).findings
    assert [(finding.rule, finding.severity) for finding in found] == [("disclaimer-hidden", "note")]
    assert "[checks]" in found[0].message


def test_a_rule_that_is_off_is_named() -> None:
    off = Settings(disclaimers=SETTINGS.disclaimers, checks=Checks(levels={"disclaimer-hidden": "off"}))
    found = check(message(HTML.replace('class="notice"', 'style="opacity:0"')), off).findings
    assert [(finding.rule, finding.severity) for finding in found] == [("rule-off", "note")]


@pytest.mark.parametrize("other", ["https://news.example.com/u/abcd", "https://track.example.com/r/u/abc"])
def test_a_link_to_leave_that_is_not_the_headers_is_found_in_either_part(other: str) -> None:
    """One that the header's only begins, or a tracker's, is another link."""
    assert rules(message(html=HTML.replace(LEAVE, other))) >= {"unsubscribe-differs"}
    assert rules(message(text=TEXT.replace(LEAVE, other))) >= {"unsubscribe-differs"}
