"""Words, quotations, connectives, and what language a text is in."""

import pytest

from digest.text import (
    Connective,
    amounts,
    count_words,
    dateline_end,
    detect_language,
    direction,
    joiner,
    language_of,
    leading_connective,
    quotes,
    stop_words,
    words,
)


def test_words_are_lower_case_and_keep_numbers_whole() -> None:
    assert words("Putin’s forces took 3.5% of it") == ["putin", "forces", "took", "3.5", "of", "it"]


def test_an_abbreviation_of_letters_is_one_word() -> None:
    assert words("The U.S. Army") == ["the", "u.s", "army"]
    assert words("The U.S. Army ด") == ["the", "u.s", "army", "ด"]


def test_an_elided_article_is_a_word_by_itself() -> None:
    assert words("L’accord est signé", "fr") == ["l'", "accord", "est", "signé"]


def test_unspaced_scripts_give_pairs_of_characters() -> None:
    assert words("通胀率3.5", "zh") == ["通胀", "胀率", "3.5"]


def test_hindi_words_keep_their_vowel_signs() -> None:
    assert words("वार्ता विफल रही।", "hi") == ["वार्ता", "विफल", "रही"]


@pytest.mark.parametrize(
    ("text", "language", "count"),
    [
        ("Ten died; six — were hurt.", "en", 5),
        ("谈判失败了。", "zh", 3),
        ("Apple は発表した", "ja", 4),
        ("", "en", 0),
    ],
)
def test_words_are_counted_as_a_budget_does(text: str, language: str, count: int) -> None:
    assert count_words(text, language) == count


@pytest.mark.parametrize(
    ("text", "quoted"),
    [
        ("“No,” he said. “Never.”", ["“No,”", "“Never.”"]),
        ("„Nein“, sagte er.", ["„Nein“"]),
        ("« Non », dit-il.", ["« Non »"]),
        ("»Nein«, sagte er.", ["»Nein«"]),
        ("他说：“不。”", ["“不。”"]),
        ("「はい」と言った", ["「はい」"]),
        ("'We don't know,' the workers' leader said.", ["'We don't know,'"]),
        ("‘It’s over,’ she said of the workers’ strike.", ["‘It’s over,’"]),
        ('"Out!" he shouted at 5" pipes.', ['"Out!"']),
        ("He said it’s the workers’ pay.", []),
        ("“She said ‘no’ twice,” he said.", ["“She said ‘no’ twice,”"]),
        ("“This goes on in the next paragraph.", ["“This goes on in the next paragraph."]),
        ("A lone ” mark and a lone “ mark", []),
    ],
)
def test_quotations_are_found_with_their_marks(text: str, quoted: list[str]) -> None:
    assert [text[start:end] for start, end in quotes(text)] == quoted


def test_only_connectives_that_leave_the_truth_alone_are_trimmable() -> None:
    assert leading_connective("However, talks failed.") == Connective(end=9, trimmable=True)
    assert leading_connective("In addition, talks failed.") == Connective(end=13, trimmable=True)
    assert leading_connective("Instead, talks failed.") == Connective(end=9, trimmable=False)
    assert leading_connective("However hard they tried, talks failed.") == Connective(end=8, trimmable=False)
    assert leading_connective("Talks failed.") is None
    assert leading_connective("Sotheby's sold it.") is None


def test_connectives_of_other_languages() -> None:
    assert leading_connective("Sin embargo, fracasó.", "es") == Connective(end=13, trimmable=True)
    assert leading_connective("此外，谈判失败。", "zh") == Connective(end=3, trimmable=True)


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("The talks failed on Monday and the war goes on.", "en"),
        ("Las conversaciones fracasaron el lunes y la guerra sigue.", "es"),
        ("Les pourparlers ont échoué lundi et la guerre continue dans le pays.", "fr"),
        ("Die Gespräche sind am Montag gescheitert und der Krieg geht weiter.", "de"),
        ("As conversas não deram certo na segunda-feira e a guerra continua.", "pt"),
        ("I colloqui sono falliti lunedì e la guerra continua nel paese.", "it"),
        ("Переговоры провалились в понедельник, и это всё.", "ru"),
        ("Переговори провалилися в понеділок, і війна триває.", "uk"),
        ("قال الرئيس إن المفاوضات فشلت.", "ar"),
        ("वार्ता सोमवार को विफल रही।", "hi"),
        ("谈判失败了。战争还在继续。", "zh"),
        ("交渉は失敗した。戦争は続いている。", "ja"),
        ("12345 —", "und"),
        ("", "und"),
    ],
)
def test_the_language_of_a_text_is_told(text: str, language: str) -> None:
    assert detect_language(text) == language


def test_direction_is_that_of_the_language_or_of_the_first_letter() -> None:
    assert direction("ar") == direction("fa-IR") == direction("«قال» the") == "rtl"
    assert direction("en") == direction("12 words") == direction("") == "ltr"


def test_sentences_are_joined_by_a_space_unless_words_are_not_spaced() -> None:
    assert (joiner("en"), joiner("zh-Hans"), joiner("ja")) == (" ", "", "")


def test_a_language_without_tables_has_no_stop_words() -> None:
    assert "the" in stop_words("en-GB")
    assert stop_words("xx") == frozenset()


@pytest.mark.parametrize("code", ["en", "es", "fr", "de", "pt", "it", "ru", "uk", "ar", "hi", "zh", "ja"])
def test_every_language_has_what_splitting_and_tracing_need(code: str) -> None:
    tables = language_of(f"{code}-XX")
    needed = (tables.stop_words, tables.connectives, tables.leaning_connectives, tables.speech, tables.negations)
    assert all((*needed, tables.months, tables.weekdays, tables.units, tables.scales))


@pytest.mark.parametrize(
    ("text", "dateline"),
    [
        ("(Reuters) - Two brothers resigned.", "(Reuters) - "),
        ("KALDEN, Ostria — Ostria’s army said so.", "KALDEN, Ostria — "),
        ("LONDON, March 4 (Reuters) - The talks ended.", "LONDON, March 4 (Reuters) - "),
        ("Berlin (dpa) – Die Gespräche endeten.", "Berlin (dpa) – "),
        ("NATO — the alliance — said so.", ""),
        ("Hurst — the mayor — said so.", ""),
        ("The plan (2026) is dead.", ""),
    ],
)
def test_a_dateline_is_told_from_an_aside(text: str, dateline: str) -> None:
    """It names a place in capitals or an agency in brackets, and a sentence begins behind it."""
    assert text[: dateline_end(text)] == dateline


@pytest.mark.parametrize(
    ("language", "text", "found"),
    [
        (
            "en",
            "$48 million, 60 per cent, £180m, 1,200 homes, 5-3, 10-year",
            ["$48 million", "60 per cent", "£180m", "1,200", "10"],
        ),
        ("es", "40 millones de euros, 12.000 coches", ["40 millones de euros", "12.000"]),
        ("hi", "40 करोड़ रुपये, 12,50,000 घर, २५ लोग", ["40 करोड़ रुपये", "12,50,000", "२५"]),
        ("zh", "耗资4000万元，26名工人", ["4000万元", "26名"]),
    ],
)
def test_an_amount_has_its_magnitude_and_unit(language: str, text: str, found: list[str]) -> None:
    """In any script; a score is none."""
    assert [text[amount.start : amount.end] for amount in amounts(text, language)] == found
