"""What columns are called: by anybody, and in the exports of programs that are moved from.

The exports' columns as of 2026: Mailchimp ("View exported contacts"), Substack ("Export your mailing list"), Ghost
(members export), Buttondown (subscribers of its API reference), listmonk (``/api/subscribers/export``).
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from digest.subscriber import SuppressionReason

if TYPE_CHECKING:
    from collections.abc import Mapping

UNSUBSCRIBED, BOUNCED = SuppressionReason.UNSUBSCRIBED, SuppressionReason.BOUNCED
COMPLAINED, BY_HAND = SuppressionReason.COMPLAINED, SuppressionReason.BY_HAND


@dataclass(frozen=True, slots=True, kw_only=True)
class Standing:
    """Whether a row's person agreed to be mailed, or why they must not be."""

    confirmed: bool = True
    leaving: SuppressionReason | None = None
    here: bool = False  # left this list alone, and may be mailed as a member of others


MAILED, UNCONFIRMED = Standing(), Standing(confirmed=False)
HERE, EVERYWHERE = (
    "on this list",
    "everywhere",
)  # what may follow a reason, where it holds elsewhere than it mostly does
LEFT = {reason: Standing(leaving=reason, here=reason is UNSUBSCRIBED) for reason in SuppressionReason}


@dataclass(frozen=True, slots=True, kw_only=True)
class Rule:
    """How a column tells a standing: by its words, or by holding anything at all."""

    column: str
    words: Mapping[str, Standing] = field(default_factory=dict)
    filled: Standing | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Format:
    """The export of a program, known by having all columns of one of ``needs``.

    All columns as :func:`plain_name` gives them.
    """

    name: str
    needs: tuple[frozenset[str], ...] = ()
    fields: Mapping[str, tuple[str, ...]] = field(default_factory=dict)  # besides what anybody calls them
    rules: tuple[Rule, ...] = ()
    everybody: Standing = MAILED  # of whom no rule says anything
    file_names: Mapping[str, Standing] = field(default_factory=dict)  # start of a file's name -> everybody in it
    packed: str = ""  # the column that holds attributes as a JSON object
    ignored: frozenset[str] = frozenset()


def _names(text: str) -> frozenset[str]:
    return frozenset(text.split(", "))


TRUTH = {"true": True, "yes": True, "1": True, "y": True, "t": True} | {
    "false": False,
    "no": False,
    "0": False,
    "n": False,
    "f": False,
    "": False,
}
WORDS = {
    **dict.fromkeys(("", "subscribed", "active", "enabled", "confirmed", "regular", "premium", "gifted"), MAILED),
    **dict.fromkeys(("trialed", "upcoming", "churning", "churned", "past due", "unpaid", "paused"), MAILED),
    **dict.fromkeys(("pending", "unconfirmed", "unactivated", "nonsubscribed", "transactional"), UNCONFIRMED),
    **dict.fromkeys(("unsubscribed", "opted out", "removed", "archived", "blocklisted"), LEFT[UNSUBSCRIBED]),
    **dict.fromkeys(("bounced", "cleaned", "undeliverable", "hard bounced"), LEFT[BOUNCED]),
    **dict.fromkeys(("complained", "complaint", "spam", "spammy", "abuse"), LEFT[COMPLAINED]),
    **dict.fromkeys(("by hand", "blocked", "disabled", "suppressed"), LEFT[BY_HAND]),
    **{f"{reason} {HERE}": Standing(leaving=reason, here=True) for reason in LEFT},
    **{f"{reason} {EVERYWHERE}": Standing(leaving=reason) for reason in LEFT},
}
_SUBSCRIBED = {word: MAILED if truth else LEFT[UNSUBSCRIBED] for word, truth in TRUTH.items()}
_DISABLED = {word: LEFT[UNSUBSCRIBED] if truth else MAILED for word, truth in TRUTH.items()}

FIELDS: Mapping[str, tuple[str, ...]] = {  # what anybody calls them; of several, the first that is there
    "address": (
        "email",
        "e mail",
        "email address",
        "e mail address",
        "e mail adresse",
        "adresse e mail",
        "courriel",
        "correo electrónico",
        "mail",
        "address",
    ),
    "name": (
        *("name", "full name", "fullname", "nom complet", "nombre completo", "nome completo", "nome e cognome"),
        *("naam", "namn", "navn", "фио", "имя и фамилия", "名前", "氏名", "お名前", "姓名", "الاسم"),
    ),
    "first name": (
        *("first name", "firstname", "given name", "fname", "vorname", "prénom", "prenom", "nombre", "nombres"),
        *("nome", "voornaam", "förnamn", "fornavn", "imię", "имя", "ім я", "名"),
    ),
    "last name": (
        *("last name", "lastname", "surname", "family name", "lname", "nachname", "familienname", "nom"),
        *("nom de famille", "apellido", "apellidos", "cognome", "sobrenome", "apelido", "achternaam", "efternamn"),
        *("etternavn", "nazwisko", "фамилия", "прізвище", "姓"),
    ),
    "language": ("language", "lang", "locale", "sprache", "langue", "idioma", "lingua", "taal", "язык", "言語", "语言"),
    "timezone": ("timezone", "time zone", "tz", "zeitzone", "fuseau horaire", "zona horaria", "fuso orario"),
    "confirmed": ("confirmed",),
    "consent_at": ("consent at", "opt in time", "subscribed at", "confirmed at"),
    "consent_source": ("consent source",),
    "consent_address": ("consent address", "opt in ip"),
}
LOG = _names("post id, timestamp, email")  # of Substack's zips: who was sent and who opened a post
REFUSED = frozenset({"refused line", "refused because"})  # columns of the files that refused rows are in
REFUSED_AS = Rule(column="refused as", words=WORDS)
ANYBODY = Format(
    name="",
    rules=(
        Rule(column="status", words=WORDS),
        Rule(column="suppressed", words=WORDS),
        Rule(column="subscribed", words=_SUBSCRIBED),
    ),
    packed="attributes",
    ignored=REFUSED,
)
_OWN_FIELDS = {name: (name.replace("_", " "),) for name in FIELDS} | {"first name": (), "last name": ()}
_MAILCHIMP_FIELDS = {
    "consent_at": ("optin time", "confirm time"),
    "consent_address": ("optin ip", "confirm ip"),
}
_MAILCHIMP_OWN = _names(
    "member rating, optin time, optin ip, confirm time, confirm ip, latitude, longitude, gmtoff, dstoff, cc, region, "
    "last changed, leid, euid, notes, address, phone number, unsub time, unsub campaign title, unsub campaign id, "
    "unsub reason, unsub reason other, clean time, clean campaign title, clean campaign id"
)


def _mailchimp(column: str, everybody: Standing, file_names: Mapping[str, Standing]) -> Format:
    return Format(
        name="Mailchimp",
        needs=(frozenset({column}),),
        fields=_MAILCHIMP_FIELDS,
        everybody=everybody,
        file_names=file_names,
        ignored=_MAILCHIMP_OWN,
    )


FORMATS = (
    Format(  # whose attributes may be called like anything
        name="digest",
        needs=(_names("address, confirmed, consent at, consent source, consent address, suppressed"),),
        fields=_OWN_FIELDS,
        rules=(Rule(column="suppressed", words=WORDS),),
        packed="attributes",
        ignored=REFUSED,
    ),
    _mailchimp("unsub time", LEFT[UNSUBSCRIBED], {}),
    _mailchimp("clean time", LEFT[BOUNCED], {}),
    _mailchimp(
        "optin time",
        MAILED,
        {"nonsubscribed": UNCONFIRMED, "unsubscribed": LEFT[UNSUBSCRIBED], "cleaned": LEFT[BOUNCED]},
    ),
    Format(
        name="Substack",
        needs=(_names("email, active subscription"), _names("email, email disabled")),
        fields={"consent_at": ("created at",)},
        rules=(Rule(column="email disabled", words=_DISABLED),),
        ignored=frozenset({"active subscription", "expiry", "first payment at"}),
    ),
    Format(
        name="Ghost",
        needs=(_names("email, subscribed to emails"),),
        fields={"consent_at": ("created at",)},
        rules=(Rule(column="subscribed to emails", words=_SUBSCRIBED),),
        ignored=frozenset({"id", "note", "complimentary plan", "stripe customer id", "deleted at"}),
    ),
    Format(
        name="Buttondown",
        needs=tuple(frozenset({"creation date", other}) for other in ("metadata", "tags", "type", "subscriber type")),
        fields={"consent_at": ("creation date",), "consent_source": ("source",), "consent_address": ("ip address",)},
        rules=(
            Rule(column="type", words=WORDS),
            Rule(column="subscriber type", words=WORDS),
            Rule(column="unsubscription date", filled=LEFT[UNSUBSCRIBED]),
            Rule(column="undeliverability date", filled=LEFT[BOUNCED]),
        ),
        packed="metadata",
        ignored=_names(
            "id, notes, secondary id, referrer url, avatar url, stripe customer id, stripe coupon, last open date, "
            "last click date, churn date, upgrade date, unsubscription reason, undeliverability reason, referral code, "
            "transitions, email transitions, subscriber import id, gift subscription message, purchased by, "
            "purchased message, risk score, firewall reasons, utm campaign, utm medium, utm source, open rate, "
            "click rate"
        ),
    ),
    Format(
        name="listmonk",
        needs=(_names("uuid, email, status"),),
        fields={"consent_at": ("created at",)},
        rules=(Rule(column="status", words=WORDS),),
        packed="attributes",
        ignored=frozenset({"uuid", "updated at"}),
    ),
)


def plain_name(column: str) -> str:
    """A column's name by which columns are compared: in lower case, words parted by one space."""
    return re.sub(r"[\W_]+", " ", column.casefold()).strip()


def find_format(columns: list[str]) -> Format:
    """The program whose export has these columns, or ``ANYBODY``."""
    names = {plain_name(column) for column in columns}
    return next((known for known in FORMATS if any(needed <= names for needed in known.needs)), ANYBODY)
