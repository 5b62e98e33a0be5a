"""docs/settings.md and the example digest.toml say what the model says."""

import json
import re
from dataclasses import MISSING, fields
from enum import StrEnum
from pathlib import Path

import pytest

from digest.check import RULES
from digest.settings import load_settings, model

ROOT = Path(__file__).parents[2]

TABLES = {
    "[publication]": model.Publication,
    "[brand]": model.Brand,
    "[[disclaimers]]": model.DisclaimerSetting,
    "[notices]": model.NoticeSettings,
    "[reading]": model.Reading,
    "[summary]": model.Summary,
    "[summary.llm]": model.LanguageModel,
    "[edition]": model.EditionSettings,
    "[provider]": model.ProviderSettings,
    "[provider.files]": model.FilesSettings,
    "[provider.smtp]": model.SmtpSettings,
    "[provider.sendgrid]": model.SendGridSettings,
    "[store]": model.StoreSettings,
    "[public]": model.Public,
    "[checks]": model.Checks,
    "[schedules.NAME]": model.ScheduleSettings,
    "[lists.NAME]": model.ListSettings,
    "[privacy]": model.Privacy,
}
NO_ROWS = {"llm", "files", "smtp", "sendgrid", "levels"}  # tables of their own, and the rules of [checks]


def documented() -> dict[str, dict[str, str]]:
    """Table -> key -> default, as the page has them."""
    page = (ROOT / "docs" / "settings.md").read_text(encoding="utf-8")
    parts = re.split(r"^## (\[.*\])$", page, flags=re.MULTILINE)
    rows = re.compile(r"^\| `(\w+)` \| (?:`(.*?)`|(\w+)) \|", re.MULTILINE)
    return {
        name: {key: quoted or plain for key, quoted, plain in rows.findall(text)}
        for name, text in zip(parts[1::2], parts[2::2], strict=True)
    }


def shown(default: object) -> str:
    """A default as TOML writes it."""
    if default is MISSING:
        return "required"
    if default is None:
        return "none"
    if isinstance(default, StrEnum):
        return f'"{default}"'
    return json.dumps(list(default) if isinstance(default, tuple) else default)


@pytest.mark.parametrize("table", TABLES)
def test_every_key_is_documented_with_its_default(table: str) -> None:
    expected = {
        field.name.removesuffix("_"): shown(field.default if field.default_factory is MISSING else {})
        for field in fields(TABLES[table])
        if field.name not in NO_ROWS
    }
    assert documented()[table] == expected


def test_every_table_is_documented() -> None:
    assert documented().keys() == TABLES.keys()


def test_the_example_has_no_fault_and_what_a_send_needs() -> None:
    settings = load_settings(ROOT, {})
    assert settings.publication.from_
    assert settings.publication.postal_address
    assert settings.public.base_url


def test_every_line_that_is_turned_off_in_the_example_could_be_turned_on(tmp_path: Path) -> None:
    source = (ROOT / "digest.toml").read_text(encoding="utf-8")
    turned_on = re.sub(r"^# (?=\[|[\w-]+ = )", "", source, flags=re.MULTILINE)
    (tmp_path / "digest.toml").write_text(turned_on, encoding="utf-8")
    settings = load_settings(tmp_path, {}, rules=lambda: RULES)
    assert len(settings.disclaimers) == 3
    assert settings.provider.smtp.host == "mail.example.com"
    assert settings.lists["politics"].brand == {"accent": "#1d4e89"}
