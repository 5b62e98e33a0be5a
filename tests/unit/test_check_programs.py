"""The check knows what other programs write: their ways to hide, their fields, their comments and their footers."""

from __future__ import annotations

from dataclasses import replace

import pytest

from tests.unit.test_check import HTML, LEAVE, SETTINGS, TEXT, message, rules

_STYLES = ("scale: 0", "translate: -9999px 0", "inset: 0 auto auto -9999px; position: fixed", "font: 0/0 a")
_FIELDS = (
    "%%=v(@name)=%%",
    "{!Contact.FirstName}",
    "<<First Name>>",
    "[name]",
    "~Contact.FirstName~",
    "%[name]%",
    "$firstname$",
    "||name||",
    "{merge:name}",
    "[subscriber:firstname | default:reader]",
    "[firstname,fallback=friend]",
    "@@name@@",
    "##NAME##",
    "%(name)s",
    '[[var:name:"reader"]]',
)


@pytest.mark.parametrize("style", _STYLES)
def test_rarer_ways_to_hide_are_known(style: str) -> None:
    html = HTML.replace('<p class="notice">', f'<p style="{style}">')
    assert rules(message(html)) == {"disclaimer-hidden"}


def test_a_disclaimer_hidden_from_the_old_outlook_com_alone_is_hidden() -> None:
    html = HTML.replace("</style>", "* [office365] .notice { display: none }</style>")
    assert rules(message(html)) == {"disclaimer-hidden"}


def test_a_scale_that_only_makes_smaller_hides_nothing() -> None:
    html = HTML.replace('<p class="notice">', '<p style="scale: 0.95; translate: 0 10px">')
    assert rules(message(html)) == set()


@pytest.mark.parametrize("field", _FIELDS)
def test_an_open_field_of_any_program_is_found(field: str) -> None:
    html = HTML.replace("<h1>", f"<p>Dear {field.replace('<', '&lt;')}</p><h1>")
    assert "field-open" in rules(message(html))


def test_words_between_marks_that_some_program_has_for_fields_are_no_fields() -> None:
    words = "It cost $5 to $10, or [sic] 20% (up 5%s), <<as they say>>: a || b, ~/.profile and #1."
    html = HTML.replace("<h1>", f"<p>{words.replace('<', '&lt;')}</p><h1>")
    assert rules(message(html, f"{words}\n{TEXT}")) == set()


def test_a_comment_that_mailchimp_opens_for_all_but_outlook_is_closed() -> None:
    preheader = '<!--[if !gte mso 9]><!----><span style="display:none">What happened</span><!--<![endif]-->'
    assert rules(message(HTML.replace("<h1>", f"{preheader}<h1>"))) == set()


def test_a_footer_may_keep_the_postal_address_in_other_company_than_the_text_does() -> None:
    address = "The News, 1 Long Street, Springfield, Somewhere 12345"
    settings = replace(SETTINGS, publication=replace(SETTINGS.publication, postal_address=address))
    html = HTML.replace("</body>", f"<p>The News of today – {address}</p></body>")
    assert rules(message(html, f"{TEXT}{address}\n"), settings) == set()


def test_an_address_that_is_shown_is_no_words() -> None:
    link = f'Leave this list, if that is what you want to do: <a href="{LEAVE}">{LEAVE}</a>'
    text = f"{TEXT}Leave this list, if that is what you want to do:\n{LEAVE}\n"
    assert rules(message(HTML.replace("</body>", f"<p>{link}</p></body>"), text)) == set()


def test_a_space_between_a_link_and_what_follows_parts_words() -> None:
    link = f'It was said by <a href="{LEAVE}">the man</a> <i>himself</i>, who knows it very well indeed.'
    text = f"{TEXT}It was said by the man himself, who knows it very well indeed.\n"
    assert rules(message(HTML.replace("</body>", f"<p>{link}</p></body>"), text)) == set()


def test_a_short_link_in_a_script_without_spaces_is_a_pointer() -> None:
    html = HTML.replace("<h1>News</h1>", f'<h1>News</h1><p>価格は下がりました。<a href="{LEAVE}">続きを読む</a></p>')
    assert rules(message(html, TEXT.replace("News\n", "News\n\n価格は\n下がりました。\n", 1))) == set()


def test_a_background_picture_over_http_is_found() -> None:
    for background in (
        'background="http://example.com/a.png"',
        "style=\"background: url('http://example.com/a.png')\"",
    ):
        assert rules(message(HTML.replace("<h1>", f"<h1 {background}>"))) == {"image-source"}


def test_a_picture_at_a_private_host_is_found() -> None:
    html = HTML.replace("<h1>", '<img src="https://192.168.0.2/a.png" width="10" alt=""><h1>')
    assert rules(message(html)) == {"link-private"}


def test_a_pixel_made_small_by_its_style_tracks_too() -> None:
    pixel = '<img src="https://t.example.net/o.gif" alt="" style="width:1px; height:1px">'
    assert "tracking-pixel" in rules(message(HTML.replace("<h1>", f"{pixel}<h1>")))


def test_an_encoded_word_in_a_charset_that_nobody_knows_is_found() -> None:
    for label in (b"x-none", b"utf\x00-8"):
        subject = b"Subject: =?%b?Q?What_happened_today?=" % label
        assert "header-undecodable" in rules(message().replace(b"Subject: What happened today", subject))
