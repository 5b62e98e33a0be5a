"""What a page says around its articles, by language: lines that are never part of the news."""

from __future__ import annotations

import re

_SAYINGS = {
    "en": (
        r"advertisement|ad|sponsored(?: content)?|promoted",
        r"share(?: this)?(?: (?:article|story|page|post))?|tweet|print|e-?mail|copy link|save|pin it",
        r"(?:story|article) continues (?:below|after)\b.*",
        r"click (?:here )?to .{1,60}|learn more|skip to (?:main )?content|loading|back to top|table of contents",
        r"most (?:read|popular|viewed)\b.*|trending(?: now)?|don[’']t miss|read later|recommended\b.{0,30}|recommends",
        r"(?:you (?:may|might)|we) (?:also )?(?:like|recommend)\b.*",
        r"related(?: (?:posts?|stor(?:y|ies)|articles?|content|links?|topics?|news|coverage|reading)\b.*)?(?::.*)?",
        r"read (?:more|next|also|this next)(?::.*)?|more (?:from|on|stories|news|in)\b.{0,60}",
        r"(?:see also|also see)\b.*|also",
        r"sign up|subscribe|newsletter|follow us",
        r"(?:leave|post) a (?:comment|reply)|comments?|\d+ comments?|tags?(?::.*)?|filed under\b.*",
        r"(?:we use|this (?:site|website) uses) cookies\b.*|(?:accept|manage) (?:all )?cookies",
    ),
    "de": (
        r"anzeige|werbung|teilen|drucken|kommentare?|mehr zum thema.*|weitere (?:beiträge|artikel|themen)\b.*",
        r"das könnte (?:sie|dich) .*|lesen sie (?:auch|mehr)\b.*|newsletter abonnieren.*",
    ),
    "fr": (
        r"publicité|partager|imprimer|commentaires?|(?:à )?lire aussi.*|sur le même sujet.*",
        r"articles (?:liés|similaires|recommandés)|abonnez-vous\b.*|inscrivez-vous à .{0,40}newsletter.*",
    ),
    "es": (
        r"publicidad|compartir|imprimir|comentarios?|(?:lee|lea|leer) también.*|te puede interesar.*",
        r"(?:noticias|artículos|temas) relacionad[oa]s|suscríbe(?:te|ase)\b.*",
    ),
    "pt": (
        r"publicidade|compartilh(?:e|ar)|partilhar|(?:leia|veja) (?:também|mais).*",
        r"(?:notícias|artigos) relacionad[oa]s|assine\b.{0,60}newsletter.*",
    ),
    "it": (r"pubblicità|condividi|leggi anche.*|articoli correlati|iscriviti alla newsletter.*",),
    "ru": (r"реклама|поделиться|читайте также.*|по теме.*|подпис(?:ыв)?айтесь на .*",),
    "uk": (r"поділитися|читайте також.*|за темою.*|підпис(?:ув)?айтесь на .*",),
    "ar": (r"إعلان|شارك|اقرأ (?:أيضا|المزيد).*|مواضيع ذات صلة.*",),
    "hi": (r"विज्ञापन|शेयर करें|यह भी पढ़ें.*|संबंधित खबरें.*",),
    "zh": (r"广告|廣告|分享|(?:相关|相關|延伸)(?:阅读|閱讀|新闻|新聞|報導|报道).*|责任编辑.*",),
    "ja": (r"広告|シェア(?:する)?|関連(?:記事|リンク|ニュース).*|あわせて読みたい.*",),
}
_LINE = re.compile("|".join(saying for sayings in _SAYINGS.values() for saying in sayings), re.IGNORECASE)
_NO_WORDS = re.compile(r"[\W_]+")


def is_furniture(text: str) -> bool:
    """Whether a line of a page is part of the page and not of its article: "Advertisement", "Read more: ..."."""
    bare = text.strip(" :…")
    return not bare or bool(_LINE.fullmatch(bare) or _NO_WORDS.fullmatch(bare))
