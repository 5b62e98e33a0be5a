"""What the law has a publication say of text that a language model wrote."""

from __future__ import annotations

# Regulation (EU) 2024/1689, Article 50(4): text that a model wrote to inform the public is disclosed as such.
_WORDS = {
    "ar": "كُتبت أجزاء من هذه النشرة بواسطة الذكاء الاصطناعي اعتمادًا على المقالات المذكورة فيها.",
    "de": "Teile dieser Zusammenfassung hat eine künstliche Intelligenz aus den genannten Artikeln verfasst.",
    "en": "Parts of this digest were written by artificial intelligence from the articles it names.",
    "es": "Partes de este resumen fueron escritas por inteligencia artificial a partir de los artículos citados.",
    "fr": "Des parties de ce résumé ont été rédigées par une intelligence artificielle à partir des articles cités.",
    "hi": "इस सारांश के कुछ हिस्से इसमें बताए गए लेखों के आधार पर कृत्रिम बुद्धिमत्ता ने लिखे हैं।",
    "it": "Parti di questo riassunto sono state scritte da un'intelligenza artificiale dagli articoli citati.",
    "ja": "このダイジェストの一部は、記載の記事をもとに人工知能が作成しました。",
    "pt": "Partes deste resumo foram escritas por inteligência artificial a partir dos artigos citados.",
    "ru": "Части этого дайджеста написаны искусственным интеллектом на основе указанных статей.",
    "uk": "Частини цього дайджесту написав штучний інтелект на основі зазначених статей.",
    "zh": "本摘要的部分内容由人工智能根据所列文章撰写。",
}


def disclosure(language: str) -> str:
    """The disclosure in ``language`` (BCP 47), or in English where no translation is at hand."""
    return _WORDS.get(language.partition("-")[0].lower(), _WORDS["en"])
