"""Notices by kind, with their reasons, through the public interface."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from digest.article import NoticeKind
from digest.errors import ArticleError
from digest.read import read_bytes
from digest.settings import Settings
from digest.settings.model import NoticeSettings

if TYPE_CHECKING:
    from digest.article import Article

NEWS = (
    "The council met on Tuesday evening and voted for the new bridge over the river.\n\n"
    "Work begins in May, as soon as the ice has gone, and is to end within two years.\n"
)


def article(text: str, *, path: str = "a.txt", settings: Settings | None = None) -> Article:
    """What is read from a text."""
    return read_bytes(text.encode(), path=path, settings=settings or Settings())


@pytest.mark.parametrize(
    ("kind", "text"),
    [
        (NoticeKind.DISCLAIMER, "The views expressed in this article are those of the author."),
        (NoticeKind.DISCLAIMER, "Opinions stated by guests do not necessarily represent those of the Harbour Post."),
        (NoticeKind.DISCLAIMER, "Disclaimer: none of this is legal advice."),
        (NoticeKind.DISCLAIMER, "Editor’s note – The name of the ship was wrong in an earlier version."),
        (NoticeKind.DISCLAIMER, "This story was translated by artificial intelligence and checked by an editor."),
        (NoticeKind.DISCLAIMER, "This article does not constitute investment advice."),
        (NoticeKind.DISCLAIMER, "Die Meinung des Autors entspricht nicht unbedingt der der Redaktion."),
        (NoticeKind.DISCLAIMER, "Les opinions exprimées ici ne reflètent pas celles de la rédaction."),
        (NoticeKind.DISCLAIMER, "Las opiniones de los autores no reflejan la posición del periódico."),
        (NoticeKind.DISCLAIMER, "Мнение автора может не совпадать с позицией редакции."),
        (NoticeKind.DISCLAIMER, "免责声明：本文不代表本报立场。"),
        (NoticeKind.ATTRIBUTION, "Reporting by Ines Marlow; editing by Tom Achterberg"),
        (NoticeKind.ATTRIBUTION, "Reuters and Lena Osei contributed to this report."),
        (NoticeKind.ATTRIBUTION, "© 2026 The Harbour Post. All rights reserved."),
        (NoticeKind.ATTRIBUTION, "Ines Marlow is a senior political correspondent at the Harbour Post."),
        (NoticeKind.ATTRIBUTION, "Источник: Гавань"),
        (NoticeKind.PROMOTION, "Follow us on Mastodon and Bluesky."),
        (NoticeKind.PROMOTION, "Enjoyed this? Subscribe to our weekly newsletter."),
        (NoticeKind.PROMOTION, "Read more: Ferry fares to rise in May"),
        (NoticeKind.PROMOTION, "Suscríbete a nuestro boletín."),
        (NoticeKind.PROMOTION, "Tags: bridges, harbour"),
    ],
)
def test_a_closing_paragraph_is_a_notice_of_its_kind(kind: NoticeKind, text: str) -> None:
    """It says why, keeps its words, and stands in no section."""
    found = article(f"{NEWS}\n{text}\n")
    assert [(notice.kind, notice.text) for notice in found.notices] == [(kind, text)]
    assert found.notices[0].reason
    assert len(list(found.paragraphs())) == 2


EDGES = """
D The Riverton Post is a member of the Trust Project. Corrections: corrections@riverton.example.
D An earlier version of this article misstated the mayor’s age. She is 52.
D This story has been updated with a statement from the ministry.
D (This story has been refiled to fix a typo in paragraph 4)
D This reporting was supported by a grant from the Harbour Foundation.
D The Associated Press receives support from several private foundations. AP is solely responsible for all content.
D Dieser Artikel wurde am 3. Mai aktualisiert.
D In einer früheren Version dieses Artikels hieß es, die Brücke sei 40 Meter lang.
D Diese Recherche wurde vom Fonds für Lokaljournalismus gefördert.
D Une version précédente de cet article donnait une date erronée.
D Ce reportage a été financé par une bourse.
D Una versión anterior de este artículo indicaba otra fecha.
D Este artículo ha sido corregido.
D Una versione precedente di questo articolo riportava una data errata.
D Uma versão anterior deste artigo trazia outra data.
D В предыдущей версии этой статьи была указана неверная дата.
D Материал подготовлен при поддержке фонда «Гавань».
D У попередній версії цієї статті було вказано хибну дату.
D نسخة سابقة من هذا المقال ذكرت تاريخا خاطئا.
D इस लेख के पिछले संस्करण में तारीख गलत थी।
D 本文早前版本误写了日期。
D この記事の以前の版では日付が誤っていました。
A Reported by Ines Marlow in Kalden.
A (Additional reporting by Tom Reid in Oslo; editing by Alex Hart)
A This story was first published on 3 March in the Aldmoor Gazette.
A Contact the reporter at dana@riverton.example.
A AP
A dpa/lno
A AFP, Reuters
A Redaktion: Jonas Weber
A Dieser Artikel erschien zuerst in der Hafenpost.
A Avec AFP
A Édité par Claire Morel
A Cet article a été initialement publié par Le Quai.
A Reporte de Ana Ruiz; edición de Luis Peña
A Este artículo se publicó originalmente en El Puerto.
A A cura di Marta Sala
A Riproduzione riservata
A Con información de EFE.
A Com informações da Lusa
A Reportagem de Rui Sá
A Редактор: Ольга Лис
A Статья впервые опубликована в газете «Гавань».
A Редактор: Олена Коваль
A Статтю вперше опубліковано в газеті «Гавань».
A (إعداد سامي للنشرة العربية - تحرير ليلى)
A रिपोर्टिंग: सीमा वर्मा
A 责任编辑：王芳
A 本文首发于《港报》。
A 編集：佐藤
P Follow Dana Whitfield on X.
P Folgen Sie der Hafenpost auf Instagram.
P Suivez Le Quai sur Facebook.
P Стежте за нами в Telegram.
"""
KINDS = {"D": NoticeKind.DISCLAIMER, "A": NoticeKind.ATTRIBUTION, "P": NoticeKind.PROMOTION}


@pytest.mark.parametrize("line", EDGES.strip().splitlines())
def test_a_notice_is_found_at_either_edge(line: str) -> None:
    """Credits, corrections, funding and contacts in each language, above the news as below it."""
    kind, text = KINDS[line[0]], line[2:]
    for whole in (f"# The bridge\n\n{NEWS}\n{text}\n", f"# The bridge\n\n{text}\n\n{NEWS}"):
        assert [(notice.kind, notice.text) for notice in article(whole, path="a.md").notices] == [(kind, text)]


@pytest.mark.parametrize(
    "text",
    [
        "Readers who subscribe to both papers will pay a third less, the publisher said on Monday.",
        "The report was published by the ministry in May, a year after the minister had asked for it.",
        "“I follow him on every channel,” said the mayor, who is no friend of newsletters.",
        "Her opinions on the bridge have changed since the autumn, when she was still against it.",
        "Opinions differ on the price, and the views of the two engineers could hardly be further apart.",
        "The membership of the Trust rose to 4,000, and the project will end when the council says so.",
        "A correction of the price is due in May, said the harbour, which is a member of the port union.",
        "The report was updated in June after the ministry had found that two bridges were left out.",
        "The school receives support from three foundations and will open in September.",
        "Contact between the two delegations broke off on Friday, at the request of the hosts.",
        "Follow-up talks on the harbour begin in June, officials in Kalden said.",
        "Der Artikel 5 des Vertrags wurde im Mai geändert, wie das Ministerium mitteilte.",
        "El artículo 12 de la ley fue corregido por el Senado en una sesión de seis horas.",
        "Редактор газеты ушёл в отставку после спора с мэром о цене моста.",
        "記者会見で市長は、橋の工事を五月に始めると述べた。",
        "记者从市政府获悉，大桥工程将于五月开工。",
        "The ferry brings no income. The harbour lives on grants, and Reuters contributed to this report.",
    ],
)
def test_news_that_speaks_of_such_things_is_news(text: str) -> None:
    """The same words in running text are no notice."""
    found = article(f"{NEWS}\n{text}\n")
    assert not found.notices
    assert len(list(found.paragraphs())) == 3


def test_a_heading_may_say_that_notices_follow() -> None:
    """What stands under “Disclaimer” at the end is one, whatever it says, and the heading goes with it."""
    found = article(f"# Bridge\n\n{NEWS}\n## Disclaimer\n\nThe harbour owns a share of this paper.\n", path="a.md")
    assert [notice.text for notice in found.notices] == ["The harbour owns a share of this paper."]
    assert [section.heading for section in found.sections] == [None]


def test_some_notices_stand_amid_the_news() -> None:
    """A correction or a pointer elsewhere is told by how it opens; other wordings only at the edges."""
    found = article(f"{NEWS}\nRead also: Ferry fares to rise\n\n{NEWS}\nCorrection: it was Tuesday.\n\n{NEWS}")
    assert [notice.kind for notice in found.notices] == [NoticeKind.PROMOTION, NoticeKind.DISCLAIMER]


def test_settings_name_notices_by_kind() -> None:
    """A pattern is found in any paragraph, and says so as the reason."""
    settings = Settings(notices=NoticeSettings(attribution=("^Work begins",)))
    (notice,) = article(NEWS, settings=settings).notices
    assert (notice.kind, notice.text[:11]) == (NoticeKind.ATTRIBUTION, "Work begins")
    assert "[notices] attribution" in notice.reason


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("Follow us on Mastodon.\n\n© 2026 The Harbour Post\n", "nothing but notices"),
        ("# One\n\n## Two\n\n## Three\n", "nothing but headings"),
    ],
)
def test_an_article_of_notices_or_headings_is_none(text: str, message: str) -> None:
    """One sentence says what was missing."""
    with pytest.raises(ArticleError, match=message):
        article(text, path="a.md")
