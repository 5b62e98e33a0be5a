"""The settings of a publication: the tables of digest.toml as values, with their defaults.

Each attribute is a key of the file, under the same name (``from`` is ``from_``). docs/settings.md is made from here.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Literal

from digest.edition import Placement

Level = Literal["error", "warning", "note", "off"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Publication:
    """Who sends: [publication]."""

    name: str = ""
    from_: str = ""  # "Name <address>"
    reply_to: str = ""
    postal_address: str = ""
    url: str = ""
    language: str = ""  # BCP 47; an article in another language keeps its own
    timezone: str = "UTC"
    list_id: str = ""  # RFC 2919, without angle brackets


@dataclass(frozen=True, slots=True, kw_only=True)
class Brand:
    """How it looks: [brand]."""

    logo: str = ""  # path of a PNG or JPEG, relative to the workspace, or an https address
    logo_dark: str = ""
    logo_alt: str = ""
    accent: str = "#a3231f"
    background: str = "#f5f3ee"
    font: str = "Georgia, 'Times New Roman', serif"
    social_links: Mapping[str, str] = field(default_factory=dict)  # name -> URL
    link_parameters: str = ""  # "utm_source=digest&utm_medium=email"


@dataclass(frozen=True, slots=True, kw_only=True)
class DisclaimerSetting:
    """A disclaimer the publication requires: one [[disclaimers]]."""

    id: str
    text: str
    placement: Placement = Placement.END
    lists: tuple[str, ...] = ()  # only for these; all where empty
    languages: tuple[str, ...] = ()  # only for these; all where empty
    from_: dt.date | None = None
    until: dt.date | None = None  # the last day


@dataclass(frozen=True, slots=True, kw_only=True)
class NoticeSettings:
    """What articles carry at their edges: [notices]. Patterns are regular expressions, found in a paragraph."""

    disclaimer: tuple[str, ...] = ()
    attribution: tuple[str, ...] = ()
    promotion: tuple[str, ...] = ()
    keep_promotion: bool = False
    expect: Mapping[str, tuple[str, ...]] = field(default_factory=dict)  # host -> texts its articles must carry


@dataclass(frozen=True, slots=True, kw_only=True)
class Reading:
    """Corrections to what is read: [reading]. Patterns match a whole line."""

    headings: tuple[str, ...] = ()
    not_headings: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class LanguageModel:
    """The endpoint of the llm summariser: [summary.llm]."""

    base_url: str = ""
    model: str = ""
    api_key_env: str = "DIGEST_LLM_API_KEY"


@dataclass(frozen=True, slots=True, kw_only=True)
class Summary:
    """How sections are summarised: [summary]."""

    words: int = 60  # budget of a block
    summarizer: Literal["extractive", "llm"] = "extractive"
    llm: LanguageModel = field(default_factory=LanguageModel)


@dataclass(frozen=True, slots=True, kw_only=True)
class EditionSettings:
    """What an edition is like: [edition]."""

    template: str = "briefing"
    subject_prefix: str = ""
    words: int | None = None  # budget of the whole
    images: bool = False
    image_base_url: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class FilesSettings:
    """Messages as files: [provider.files]."""

    directory: str = "out/messages"
    format: Literal["eml", "maildir", "mbox"] = "eml"


@dataclass(frozen=True, slots=True, kw_only=True)
class SmtpSettings:
    """A mail server: [provider.smtp]."""

    host: str = "localhost"
    port: int = 587
    security: Literal["starttls", "tls", "none"] = "starttls"
    username: str = ""
    password_env: str = "DIGEST_SMTP_PASSWORD"
    connections: int = 4
    timeout: float = 30.0  # seconds
    dkim_domain: str = ""
    dkim_selector: str = ""
    dkim_key_file: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class SendGridSettings:
    """SendGrid: [provider.sendgrid]."""

    api_key_env: str = "SENDGRID_API_KEY"
    host: str = "https://api.sendgrid.com"
    batch: int = 500
    sandbox: bool = False
    categories: tuple[str, ...] = ()
    asm: int | None = None  # unsubscribe group
    open_tracking: bool = False
    click_tracking: bool = False
    webhook_key: str = ""  # public key, base64, as SendGrid shows it


@dataclass(frozen=True, slots=True, kw_only=True)
class ProviderSettings:
    """What takes messages: [provider]."""

    name: Literal["files", "smtp", "sendgrid"] = "files"
    rate: float | None = None  # messages a second
    files: FilesSettings = field(default_factory=FilesSettings)
    smtp: SmtpSettings = field(default_factory=SmtpSettings)
    sendgrid: SendGridSettings = field(default_factory=SendGridSettings)


@dataclass(frozen=True, slots=True, kw_only=True)
class StoreSettings:
    """Where lists and campaigns are kept: [store]."""

    url: str = "digest.db"
    lease: float = 10.0  # seconds


@dataclass(frozen=True, slots=True, kw_only=True)
class Public:
    """What readers can reach: [public]."""

    base_url: str = ""
    key_file: str = "keys/links.key"


@dataclass(frozen=True, slots=True, kw_only=True)
class Checks:
    """Changed severities and the clients that matter: [checks]."""

    levels: Mapping[str, Level] = field(default_factory=dict)  # rule -> level
    clients: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class ScheduleSettings:
    """A recurring digest: [schedules.NAME]."""

    cron: str
    source: str
    list: str
    zone: str = ""  # the publication's where empty
    template: str = ""
    approval: bool = True
    nothing_new: Literal["skip", "send"] = "skip"
    missed: Literal["once", "skip", "ask"] = "ask"
    min_articles: int = 1
    except_: tuple[str, ...] = ()  # dates, or paths of .ics files


@dataclass(frozen=True, slots=True, kw_only=True)
class ListSettings:
    """What differs for one list: [lists.NAME]. Empty means: as the publication's."""

    from_: str = ""
    reply_to: str = ""
    brand: Mapping[str, object] = field(default_factory=dict)  # keys of [brand]
    template: str = ""
    disclaimers: tuple[str, ...] | None = None  # ids; None: those that name the list or none
    list_id: str = ""
    language: str = ""
    timezone: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Privacy:
    """How long personal data is kept: [privacy]."""

    retention: int | None = None  # days after a campaign ended


@dataclass(frozen=True, slots=True, kw_only=True)
class Settings:
    """All of digest.toml. ``workspace`` is its folder, None where there is no workspace."""

    workspace: Path | None = None
    list_name: str | None = None  # the list whose own settings are in force
    publication: Publication = field(default_factory=Publication)
    brand: Brand = field(default_factory=Brand)
    disclaimers: tuple[DisclaimerSetting, ...] = ()
    notices: NoticeSettings = field(default_factory=NoticeSettings)
    reading: Reading = field(default_factory=Reading)
    summary: Summary = field(default_factory=Summary)
    edition: EditionSettings = field(default_factory=EditionSettings)
    provider: ProviderSettings = field(default_factory=ProviderSettings)
    store: StoreSettings = field(default_factory=StoreSettings)
    public: Public = field(default_factory=Public)
    checks: Checks = field(default_factory=Checks)
    schedules: Mapping[str, ScheduleSettings] = field(default_factory=dict)
    lists: Mapping[str, ListSettings] = field(default_factory=dict)
    privacy: Privacy = field(default_factory=Privacy)
