"""Addresses in the form by which they compare.

The domain in lower case and IDNA, the local part case-folded; dots and plus signs are the person's own and stay. Most
addresses are plain ASCII and are told by one pattern; the others go through email-validator, which knows RFC 5321,
RFC 6531 and IDNA, and takes fifty times as long.
"""

from __future__ import annotations

import re

_ATOM = r"[a-z0-9!#$%&'*+/=?^_`{|}~-]+"
_LABEL = r"(?!-|..--)[a-z0-9-]{1,63}(?<!-)"
_PLAIN = re.compile(
    rf"(?=[^@]{{1,64}}@){_ATOM}(?:\.{_ATOM})*@(?:{_LABEL}\.)+"
    r"(?!(?:arpa|invalid|local|localhost|onion)$)" + _LABEL + "(?<=[a-z])"
)
LONGEST = 254  # RFC 5321, section 4.5.3.1.3, less the angle brackets
_LONGEST_LOCAL = 64  # section 4.5.3.1.1

is_plain = _PLAIN.fullmatch  # of a lower-case text; it is its own normalised form


def normalise(text: str) -> tuple[str, str]:
    """The form of an address that compares, and the one to mail, whose domain is ASCII.

    Raises:
        ValueError: it is no address; the message says why.
    """
    text = text.strip()
    key = text.lower()
    if text.isascii() and len(text) <= LONGEST and is_plain(key):
        return key, text
    if not text:
        raise ValueError("has no address")
    from email_validator import EmailNotValidError, validate_email  # slow to import, and not always needed

    try:
        # The TLD "test" is for trying things out (RFC 6761), here too.
        found = validate_email(text, check_deliverability=False, test_environment=True)
    except EmailNotValidError as error:
        raise ValueError(_reason(str(error))) from error
    if found.ascii_domain == "test":
        raise ValueError("has an address without a domain")
    if len(found.local_part) > _LONGEST_LOCAL:
        raise ValueError(f"has an address with more than {_LONGEST_LOCAL} characters before the @")
    address = f"{found.local_part}@{found.ascii_domain}"
    return f"{found.local_part.casefold()}@{found.ascii_domain.lower()}", address


def _reason(words: str) -> str:
    return "has no valid address: " + words[:1].lower() + words[1:].rstrip(".")
