"""Addresses in the form by which they compare."""

from __future__ import annotations

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from digest.lists import normalise
from digest.lists.addresses import is_plain


@pytest.mark.parametrize(
    ("typed", "key", "mailed"),
    [
        ("ann@example.com", "ann@example.com", "ann@example.com"),
        (" Ann.B+news@Example.COM ", "ann.b+news@example.com", "Ann.B+news@Example.COM"),
        ("a@bücher.example", "a@xn--bcher-kva.example", "a@xn--bcher-kva.example"),
        ("a@BÜCHER.example", "a@xn--bcher-kva.example", "a@xn--bcher-kva.example"),
        ("a@xn--bcher-kva.example", "a@xn--bcher-kva.example", "a@xn--bcher-kva.example"),
        ("Jürgen@example.com", "jürgen@example.com", "Jürgen@example.com"),
        ("Straße@example.com", "strasse@example.com", "Straße@example.com"),
        ("用户@例子.广告", "用户@xn--fsqu00a.xn--4rr70v", "用户@xn--fsqu00a.xn--4rr70v"),
        ("o'neil|x@sub.example.co", "o'neil|x@sub.example.co", "o'neil|x@sub.example.co"),
        ("reader@lists.test", "reader@lists.test", "reader@lists.test"),
    ],
)
def test_an_address_has_one_form(typed: str, key: str, mailed: str) -> None:
    """Domains in lower case and IDNA, local parts case-folded; dots and plus signs stay."""
    assert normalise(typed) == (key, mailed)


@pytest.mark.parametrize(
    "typed",
    [
        "",
        "ann",
        "ann@",
        "@example.com",
        "ann@localhost",
        "a..b@example.com",
        ".a@example.com",
        "a@-example.com",
        "a@example-.com",
        "a@ab--cd.com",
        "a@192.168.0.1",
        "a@example.123",
        "a@exa_mple.com",
        "a b@example.com",
        "a@example.com\nBcc: x@example.com",
        "a@b@example.com",
        "Ann <ann@example.com>",
        "x" * 65 + "@example.com",
        "x@" + "a." * 130 + "com",
        "a\u200bb@example.com",
        "a@host.invalid",
        "a@test",
    ],
)
def test_what_is_no_address_is_refused_with_a_reason(typed: str) -> None:
    """Nothing that could end up in a header, and nothing that can't be mailed."""
    with pytest.raises(ValueError, match=r"^has (no|an) "):
        normalise(typed)


@given(st.from_regex(r"[a-z0-9.!#$%&'*+/=?^_`{|}~-]{1,12}@[a-z0-9.-]{1,20}", fullmatch=True))
@example("a@b.c")
@example("a@xn--zzzzz9.de")
def test_the_quick_pattern_takes_nothing_that_the_library_refuses(text: str) -> None:
    """One pattern for most addresses; email-validator is who says what an address is."""
    from email_validator import EmailNotValidError, validate_email

    try:
        validate_email(text, check_deliverability=False, test_environment=True)
        valid = True
    except EmailNotValidError:
        valid = False
    assert valid or not is_plain(text) or "xn--" in text
