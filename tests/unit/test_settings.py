"""Loading digest.toml: what it may say, and how all of its faults are told at once."""

import datetime as dt
from dataclasses import replace
from pathlib import Path

import pytest

from digest.check import RULES
from digest.edition import Placement
from digest.errors import SettingsError, UsageError
from digest.message import Address
from digest.settings import Settings, find_workspace, for_list, load_settings, parse_mailbox, with_options


def load(folder: Path, source: str, environ: dict[str, str] | None = None) -> Settings:
    (folder / "digest.toml").write_text(source, encoding="utf-8")
    return load_settings(folder, environ or {})


def faults(folder: Path, source: str) -> list[str]:
    """Each fault's sentence, without the path before it."""
    with pytest.raises(SettingsError) as caught:
        load(folder, source)
    assert caught.value.remedy
    return [line.removeprefix(f"{folder / 'digest.toml'}, ") for line in caught.value.message.split("\n")]


def test_without_a_workspace_the_defaults_hold() -> None:
    assert load_settings(None, {}) == Settings()


def test_an_empty_file_gives_the_defaults(tmp_path: Path) -> None:
    assert load(tmp_path, "") == replace(Settings(), workspace=tmp_path)


def test_every_kind_of_value_is_read(tmp_path: Path) -> None:
    settings = load(
        tmp_path,
        """
        [publication]
        name = "The Daily"
        from = "The Daily <news@example.com>"
        timezone = "Europe/Kyiv"
        [brand.social_links]
        Mastodon = "https://example.org/@daily"
        [[disclaimers]]
        id = "editing"
        text = "Edited."
        placement = "top"
        languages = ["en", "pt-BR"]
        from = 2026-01-31
        until = "2026-12-31"
        [notices]
        promotion = ["^Subscribe"]
        expect = { "example.com" = "All rights reserved." }
        [edition]
        words = 400
        images = true
        [provider]
        name = "smtp"
        rate = 20
        smtp = { host = "mail.example.com", security = "tls", port = 465 }
        [checks]
        clients = ["gmail", "outlook"]
        contrast-low = "error"
        [schedules.morning]
        cron = "0 7 * * 1-5"
        source = "https://example.com/feed"
        list = "daily"
        except = [2026-12-25, "holidays.ics"]
        [lists.daily]
        brand = { accent = "#003366" }
        """,
    )
    assert settings.publication.from_ == "The Daily <news@example.com>"
    assert settings.brand.social_links == {"Mastodon": "https://example.org/@daily"}
    (disclaimer,) = settings.disclaimers
    assert disclaimer.placement is Placement.TOP
    assert (disclaimer.from_, disclaimer.until) == (dt.date(2026, 1, 31), dt.date(2026, 12, 31))
    assert settings.notices.expect == {"example.com": ("All rights reserved.",)}
    assert settings.edition.words == 400
    assert (settings.provider.rate, settings.provider.smtp.port) == (20.0, 465)
    assert settings.checks.levels == {"contrast-low": "error"}
    assert settings.checks.clients == ("gmail", "outlook")
    assert settings.schedules["morning"].except_ == ("2026-12-25", "holidays.ics")
    assert settings.lists["daily"].brand == {"accent": "#003366"}


def test_every_fault_is_named_at_once_with_its_line_and_key(tmp_path: Path) -> None:
    found = faults(
        tmp_path,
        '[publication]\nnmae = "X"\ntimezone = "Mars/Olympus"\nfrom = "nobody"\n'
        '[notices]\npromotion = [\n  "ok",\n  "(",\n]\n'
        '[[disclaimers]]\nid = "a"\n'
        "[summary]\nwords = 0\n"
        '[provider]\nname = "sendgird"\n',
    )
    assert [line.split(" ")[1] for line in found] == ["2:", "3:", "4:", "6:", "10:", "13:", "15:"]
    assert found[0] == "line 2: publication.nmae is unknown; the nearest known key is name."
    assert 'publication.timezone = "Mars/Olympus" is no time zone' in found[1]
    assert "publication.from" in found[2]
    assert "notices.promotion" in found[3]
    assert 'disclaimers lacks "text"' in found[4]
    assert "summary.words" in found[5]
    assert 'provider.name = "sendgird" is none of "files", "smtp", "sendgrid"' in found[6]


_SCHEDULE = "[schedules.x]\nsource = 'articles'\nlist = 'a'\n"


@pytest.mark.parametrize(
    ("source", "words"),
    [
        ("[publication]\nname = 3", "must be a text in quotation marks, not 3"),
        ('[edition]\nimages = "yes"', "must be true or false"),
        ("[summary]\nwords = true", "must be a whole number, not true"),
        ("[summary]\nwords = 1.5", "must be a whole number"),
        ('[provider]\nrate = "fast"', "must be a number"),
        ("[provider]\nrate = 0", "is not above zero"),
        ("[provider]\nrate = nan", "is not above zero"),
        ("[provider.smtp]\nport = 70000", "is not between 1 and 65535"),
        ("brand = 1", "must be a table"),
        ('disclaimers = ["x"]', "must be a table"),
        ("[[disclaimers]]\nid='a'\ntext='b'\nfrom = 2026-01-01T10:00:00", "must be a date"),
        ("[[disclaimers]]\nid='a'\ntext='b'\nfrom = '31.1.2026'", "must be a date"),
        ("[[disclaimers]]\nid='a'\ntext='  '", "is empty"),
        ("[[disclaimers]]\nid='a'\ntext='b'\nfrom=2026-02-01\nuntil=2026-01-01", "is before from"),
        ("[[disclaimers]]\nid='a'\ntext='b'\n[[disclaimers]]\nid='a'\ntext='c'", "stands twice"),
        ("[lists.daily]\ndisclaimers = ['a']", "no [[disclaimers]] has that id"),
        ('[lists.daily.brand]\naccent = "blue"', "is no colour"),
        ('[lists.daily.brand]\nacent = "#fff"', "the nearest known key is accent"),
        ('[publication]\nlanguage = "english"', "is no language tag"),
        ('[publication]\nurl = "example.com"', "is no web address"),
        ('[publication]\nlist_id = "<a.example>"', "is no list id"),
        ('[brand]\nlink_parameters = "?a=b"', "is no row of link parameters"),
        ("[brand.social_links]\nX = 'javascript:alert(1)'", "is no web address"),
        ('[checks]\nsize = "fatal"', 'checks.size = "fatal" is none of'),
        ('[summary]\nsummarizer = "llm"', "needs summary.llm.base_url"),
        ('[provider.smtp]\ndkim_domain = "example.com"', "dkim_selector and dkim_key_file"),
        ("workspace = 1", "workspace is unknown"),
        ("[schedules.x]\ncron = '* * * * *'\nsource = 'a'", 'schedules.x lacks "list"'),
        (_SCHEDULE + "cron = 'sometimes'", 'line 4: schedules.x.cron = "sometimes" says no time of day'),
        (_SCHEDULE + "cron = '0 25 * * *'", "is no cron expression: bad hour"),
        (_SCHEDULE + "cron = '7:30'\nzone = 'Mars/Base'", 'line 5: schedules.x.zone = "Mars/Base" is no time zone'),
        (_SCHEDULE + "cron = '7:30'\nexcept = ['xmas']", 'line 5: schedules.x.except = "xmas" is neither a date'),
        ("[schedules.x]\ncron = '7:30'\nlist = 'a'\nsource = 'ftp://x'", "line 4: schedules.x.source"),
    ],
)
def test_a_wrong_value_is_said_plainly(tmp_path: Path, source: str, words: str) -> None:
    (fault,) = faults(tmp_path, source)
    assert words in fault


def test_a_rule_that_no_check_has_is_refused(tmp_path: Path) -> None:
    (tmp_path / "digest.toml").write_text('[checks]\ndisclaimer-mising = "off"\n')
    with pytest.raises(SettingsError, match=r"line 2: .* the nearest known rule is disclaimer-missing"):
        load_settings(tmp_path, {}, rules=lambda: RULES)


@pytest.mark.parametrize(
    ("data", "words"),
    [
        (b'[publication]\nname = "The Daily\n', "line 2: this is no TOML"),
        (b"[publication]\n\nname\n", "line 3: this is no TOML"),
        (b"a = 1\na = 2\n", "line 2: this is no TOML"),
        (b'[publication]\nname = """never closed\n\n', "this is no TOML"),
        (b"[publication]\nname = '\xff'\n", "line 2: this is no UTF-8"),
        (b"a = " + b"[" * 100_000, "nested too deeply"),
    ],
)
def test_what_is_no_toml_is_one_clear_sentence(tmp_path: Path, data: bytes, words: str) -> None:
    (tmp_path / "digest.toml").write_bytes(data)
    with pytest.raises(SettingsError) as caught:
        load_settings(tmp_path, {})
    assert words in caught.value.message
    assert "\n" not in caught.value.message


def test_a_file_that_is_not_there_is_named(tmp_path: Path) -> None:
    with pytest.raises(SettingsError, match=r"digest\.toml doesn't exist"):
        load_settings(tmp_path, {})


def test_lines_are_found_past_texts_and_arrays_of_many_lines(tmp_path: Path) -> None:
    """Nothing inside a text, a comment or an array of many lines is taken for a key."""
    found = faults(
        tmp_path,
        '[publication]\r\npostal_address = """\r\n[brand]\r\nwrong = 1\r\n"""\r\n# wrong = 2\r\n'
        '[reading]\nheadings = [ # ]\n  \'a = "b\',\n  "x # ]y",\n]\n"wrong" = 1\n'
        "[ lists . \"the.daily\" ]\nwrong = ''\nbrand . accent = 'no'\n",
    )
    assert [line.split(" is unknown")[0] for line in found[:2]] == [
        "line 12: reading.wrong",
        "line 14: lists.the.daily.wrong",
    ]
    assert found[2].startswith("line 15: lists.the.daily.brand.accent")


def test_the_workspace_is_the_nearest_folder_upwards(tmp_path: Path) -> None:
    inner = tmp_path / "drafts" / "2026"
    inner.mkdir(parents=True)
    assert find_workspace(inner) is None
    (tmp_path / "digest.toml").touch()
    assert find_workspace(inner) == tmp_path


def test_the_address_of_the_store_can_come_from_the_environment(tmp_path: Path) -> None:
    url = "postgresql://digest:secret@db.example.com/digest"
    assert load(tmp_path, "[store]\nurl = 'other.db'", {"DIGEST_STORE_URL": url}).store.url == url


LISTS = """
[publication]
from = "The Daily <news@example.com>"
language = "en"
[brand]
accent = "#111111"
background = "#eeeeee"
[[disclaimers]]
id = "all"
text = "For all."
[[disclaimers]]
id = "madrid"
text = "Only there."
lists = ["madrid"]
[lists.madrid]
from = "El Diario <diario@example.com>"
language = "es"
template = "compact"
brand = { accent = "#222222" }
disclaimers = ["madrid"]
"""


def test_a_lists_own_settings_replace_those_of_the_publication(tmp_path: Path) -> None:
    settings = for_list(load(tmp_path, LISTS), "madrid")
    assert settings.list_name == "madrid"
    assert settings.publication.from_ == "El Diario <diario@example.com>"
    assert settings.publication.language == "es"
    assert settings.edition.template == "compact"
    assert (settings.brand.accent, settings.brand.background) == ("#222222", "#eeeeee")
    assert [row.id for row in settings.disclaimers] == ["madrid"]


def test_a_list_without_settings_has_those_of_the_publication(tmp_path: Path) -> None:
    settings = load(tmp_path, LISTS)
    assert for_list(settings, "other") == replace(settings, list_name="other")


def test_options_win_over_the_file(tmp_path: Path) -> None:
    settings = with_options(load(tmp_path, LISTS), words=35, template="alert", summarizer="llm")
    assert (settings.summary.words, settings.edition.template, settings.summary.summarizer) == (35, "alert", "llm")
    assert with_options(settings) == settings
    with pytest.raises(UsageError):
        with_options(settings, words=0)


@pytest.mark.parametrize(
    ("text", "name", "address"),
    [
        ("news@example.com", "", "news@example.com"),
        ("The Daily <news@example.com>", "The Daily", "news@example.com"),
        ('"Daily, The" <news@example.com>', "Daily, The", "news@example.com"),
        ("<news@example.com>", "", "news@example.com"),
        ("Щоденник <новини@приклад.укр>", "Щоденник", "новини@приклад.укр"),
    ],
)
def test_a_mailbox_is_a_name_and_an_address(text: str, name: str, address: str) -> None:
    assert parse_mailbox(text) == Address(name=name, address=address)


@pytest.mark.parametrize(
    "text", ["", "news", "a@b@c", "A <a@b> B", "a b@example.com", "A\r\nBcc: x@y.z <a@b.c>", "a@.example", "A <a@b.c"]
)
def test_what_is_no_mailbox_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match="is no mailbox"):
        parse_mailbox(text)
