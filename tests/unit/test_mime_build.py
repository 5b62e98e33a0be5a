from __future__ import annotations

import datetime as dt
import email
import email.header
import email.policy
import email.utils
from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from digest.errors import MessageError
from digest.message import Address, InlineImage, Message
from digest.mime import FieldTokens, Stamp, compile_message, escape_values, example_stamp, example_values, fill_html
from tests.hostile import HOSTILE

if TYPE_CHECKING:
    from collections.abc import Callable
    from email.message import EmailMessage

STAMP = Stamp(date=dt.datetime(2026, 11, 24, 8, 0, tzinfo=dt.UTC), message_id="1.2@example.com", boundary="abc")
TOKENS = FieldTokens.choose(["nothing"])
FIELDS = (TOKENS.field("address"), TOKENS.field("unsubscribe"), TOKENS.field("name", "reader"))
ADDRESS, UNSUBSCRIBE, NAME = FIELDS
VALUES = {"address": "ann@example.com", "unsubscribe": "https://example.com/u/1", "name": "Ann"}
MESSAGE = Message(
    subject="News",
    preheader="More",
    sender=Address(address="news@example.com", name="The News"),
    html=f'<p>.Hello {NAME.html_token}, <a href="{UNSUBSCRIBE.html_token}">leave</a></p>\n',
    text=f"Hello {NAME.text_token},\n\n.leave: {UNSUBSCRIBE.text_token}\n",
    language="en",
    headers=(("List-Id", "<news.example.com>"), ("List-Unsubscribe-Post", "List-Unsubscribe=One-Click")),
    fields=FIELDS,
)


def parsed(data: bytes) -> EmailMessage:
    """The message as Python reads it, which must find no defect."""
    message = email.message_from_bytes(data, policy=email.policy.default)
    assert isinstance(message, email.message.EmailMessage)
    assert not [part.defects for part in message.walk() if part.defects]
    return message


def shown_name(data: bytes, header: str) -> str:
    """The name in an address header, decoded as RFC 2047 says (Python's own policy puts spaces between words)."""
    name, _ = email.utils.parseaddr(email.message_from_bytes(data)[header])
    return str(email.header.make_header(email.header.decode_header(name)))


def part(message: EmailMessage, kind: str) -> str:
    """A part's decoded text."""
    body = message.get_body((kind,))
    assert body is not None
    return str(body.get_content()).replace("\r\n", "\n")


def test_a_message_has_its_parts_headers_and_filled_fields() -> None:
    """Text stands before HTML, one-click headers are exact, and each field holds the subscriber's value."""
    message = parsed(compile_message(MESSAGE).fill(VALUES, STAMP))
    assert message.get_content_type() == "multipart/alternative"
    assert [p.get_content_type() for p in message.iter_parts()] == ["text/plain", "text/html"]
    assert message["From"] == "The News <news@example.com>"
    assert message["To"] == "Ann <ann@example.com>"
    assert message["Message-ID"] == "<1.2@example.com>"
    assert message["Date"].datetime == STAMP.date
    assert message["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"
    assert part(message, "plain") == "Hello Ann,\n\n.leave: https://example.com/u/1\n"
    assert part(message, "html") == '<p>.Hello Ann, <a href="https://example.com/u/1">leave</a></p>\n'


@pytest.mark.parametrize("text", HOSTILE)
def test_any_text_arrives_as_it_is(text: str) -> None:
    """A subject, sender's name, subscriber's name or body arrives as the same text, and as nothing else."""
    message = replace(
        MESSAGE, subject=text, sender=Address(address="n@example.com", name=text), text=MESSAGE.text + text
    )
    data = compile_message(message).fill(VALUES | {"name": text}, STAMP)
    found = parsed(data)
    assert found["Subject"] == text
    assert shown_name(data, "From") == text
    assert shown_name(data, "To") == text
    assert part(found, "plain") == f"Hello {text},\n\n.leave: https://example.com/u/1\n{text}"
    assert fill_html(NAME.html_token, FIELDS, VALUES | {"name": text}) in part(found, "html")
    assert found["Bcc"] is None
    assert len(found.items()) == len(parsed(compile_message(MESSAGE).fill(VALUES, STAMP)).items())


@pytest.mark.parametrize("text", HOSTILE)
def test_lines_keep_within_limits_and_need_no_dot_doubled(text: str) -> None:
    """No line is over 78 octets but an unfolded unsubscribe link, none begins with a dot, and all end in CRLF."""
    message = replace(MESSAGE, subject=text, html=f"<p>{text}</p>" * 3, text=f"{text}\n.{text}\n")
    data = compile_message(message).fill(VALUES | {"name": text}, STAMP)
    assert b"\n" not in data.replace(b"\r\n", b"")
    for line in data.split(b"\r\n"):
        assert len(line) <= 78
        assert not line.startswith((b".", b"From "))


def test_markup_in_a_value_is_text() -> None:
    """In the HTML part nothing of a name is markup; the text part has it as it is."""
    name = """<a href='https://evil.example'>Ann</a> & "Bo\""""
    message = parsed(compile_message(MESSAGE).fill(VALUES | {"name": name}, STAMP))
    escaped = "&lt;a href=&#x27;https://evil.example&#x27;&gt;Ann&lt;/a&gt; &amp; &quot;Bo&quot;"
    assert part(message, "html") == f'<p>.Hello {escaped}, <a href="https://example.com/u/1">leave</a></p>\n'
    assert part(message, "plain").startswith(f"Hello {name},\n")


@pytest.mark.parametrize("missing", ["address", "unsubscribe"])
def test_no_provider_gets_values_without_an_address_or_a_link_to_leave(missing: str) -> None:
    with pytest.raises(MessageError, match=missing):
        escape_values(FIELDS, VALUES | {missing: ""})


def test_a_line_break_in_a_value_opens_no_header() -> None:
    """Control characters of a value are dropped, and its line breaks become spaces."""
    data = compile_message(MESSAGE).fill(VALUES | {"name": "Ann\r\nBcc: x@example.com\x00"}, STAMP)
    assert parsed(data)["Bcc"] is None
    assert shown_name(data, "To") == "Ann  Bcc: x@example.com"


@pytest.mark.parametrize(
    "values",
    [
        VALUES | {"unsubscribe": ""},
        VALUES | {"unsubscribe": "http://example.com/u"},
        VALUES | {"unsubscribe": "https://example.com/ü"},
        VALUES | {"unsubscribe": "https://example.com/>\r\nBcc: x@example.com"},
        VALUES | {"address": ""},
        VALUES | {"address": "a@example.com, b@example.com"},
        VALUES | {"address": "jürgen\u2028@example.com"},
        VALUES | {"address": "a@b..example"},
        VALUES | {"address": "a@example.com\r\nBcc: b@example.com"},
    ],
)
def test_what_cannot_stand_in_a_header_is_refused(values: dict[str, str]) -> None:
    """A missing or unsafe address or unsubscribe link is an error, never a broken header."""
    with pytest.raises(MessageError):
        compile_message(MESSAGE).fill(values, STAMP)


def test_a_domain_of_any_script_travels_in_ascii() -> None:
    """In IDNA, as mail servers want it."""
    data = compile_message(MESSAGE).fill(VALUES | {"address": "ann@bücher.example"}, STAMP)
    assert parsed(data)["To"] == "Ann <ann@xn--bcher-kva.example>"


@pytest.mark.parametrize("value", ["a\r\nBcc: x@example.com", "é", "", "x" * 1000])
def test_a_header_that_programs_read_is_exact_or_refused(value: str) -> None:
    """It is never folded, encoded or made two."""
    with pytest.raises(MessageError, match="List-Id"):
        compile_message(replace(MESSAGE, headers=(("List-Id", value),)))


@pytest.mark.parametrize("change", [str.upper, lambda token: token.replace("_H__", ""), lambda token: token[3:]])
def test_a_damaged_token_is_refused(change: Callable[[str], str]) -> None:
    """A token that a template changed would stay open, so the message isn't compiled."""
    with pytest.raises(MessageError, match="left open"):
        compile_message(replace(MESSAGE, html=MESSAGE.html + change(NAME.html_token)))


def test_a_value_is_filled_once() -> None:
    """A value that looks like another field's token stays text."""
    assert fill_html(NAME.html_token, FIELDS, VALUES | {"name": UNSUBSCRIBE.html_token}) == UNSUBSCRIBE.html_token


def test_tokens_stand_nowhere_in_the_content() -> None:
    """Whatever an article says, even the token of another choice, the tokens are others."""
    first = FieldTokens.choose(["text"])
    second = FieldTokens.choose(["text", first.field("name").html_token])
    assert first.salt != second.salt
    assert FieldTokens.choose(["text"]) == first


def test_mostly_non_latin_text_travels_in_base64() -> None:
    """A Russian text part is shorter in base64; its fields are filled all the same."""
    text = "Здравствуйте, " * 40
    data = compile_message(replace(MESSAGE, text=text + NAME.text_token + "\n")).fill(VALUES, STAMP)
    assert part(parsed(data), "plain") == f"{text}Ann\n"
    assert b"Content-Transfer-Encoding: base64" in data


def test_images_travel_beside_the_html() -> None:
    """An inline image stands in one multipart/related with the HTML and has its Content-ID."""
    image = InlineImage(content_id="logo@example.com", content_type="image/png", data=bytes(range(256)) * 4)
    found = parsed(compile_message(replace(MESSAGE, images=(image,))).fill(VALUES, STAMP))
    _, related = found.iter_parts()
    html, picture = related.iter_parts()
    assert related.get_content_type() == "multipart/related"
    assert html.get_content_type() == "text/html"
    assert picture["Content-ID"] == "<logo@example.com>"
    assert picture.get_payload(decode=True) == image.data


def test_examples_are_derived_from_the_content() -> None:
    """A preview of the same message has the same bytes, of another message other ones, and a link that does nothing."""
    stamp = example_stamp(MESSAGE)
    assert stamp == example_stamp(replace(MESSAGE))
    assert stamp != example_stamp(replace(MESSAGE, subject="Other"))
    values = example_values(MESSAGE, base_url="https://example.com/")
    assert values["unsubscribe"] == "https://example.com/unsubscribe/preview"
    assert example_values(MESSAGE)["unsubscribe"].startswith("mailto:news@example.com")
    assert parsed(compile_message(MESSAGE).fill(values, stamp))["To"] == "Alex Reader <reader@example.com>"


def test_letters_before_the_at_stand_as_they_are() -> None:
    """Servers with SMTPUTF8 take them (RFC 6532); the domain is in ASCII for all."""
    data = compile_message(MESSAGE).fill(VALUES | {"address": "jürgen@bücher.example"}, STAMP)
    assert "<jürgen@xn--bcher-kva.example>".encode() in data.partition(b"\r\n\r\n")[0]
