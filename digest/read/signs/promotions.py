"""What a page wants of its reader: to follow, to subscribe, to go elsewhere."""

from __future__ import annotations

from digest.article import NoticeKind
from digest.read.signs.sign import sign

# Where an invitation begins: a reader is told to do something, which news doesn't.
_IMPERATIVE = r"(?:^|[.!?…:—–|]\s+|\*\s*)(?:please |also |and )?"

_PLATFORMS = (
    r"(?:twitter|facebook|instagram|bluesky|mastodon|threads|linkedin|telegram|whatsapp|google news|youtube|tiktok|"
    r"телеграм|твиттер|инстаграм|تيليغرام|فيسبوك|تويتر)"
)

PROMOTIONS = (
    sign(
        NoticeKind.PROMOTION,
        "asks to follow or subscribe",
        _IMPERATIVE
        + r"(?:follow (?:us|me|him|her|them|@?[\w.]+ on)\b|subscribe\b|sign up\b|stay (?:informed|tuned|up to date|"
        r"connected|ahead)\b)",
        _IMPERATIVE + r"(?:follow|find|connect with) (?:[\w.@’'-]+ ){1,5}on (?:x\b|" + _PLATFORMS + r")",
        rf"^\W*(?:folgen sie|suivez|sigue|siga|sigan|segui|seguite|siga-me|следите за|стежте за|слідкуйте за|تابعوا|"
        rf"تابع)\b.{{2,60}}\b(?:auf|sur|en|su|no|в|у|على)\b.{{0,12}}(?:x\b|{_PLATFORMS})",
        _IMPERATIVE
        + r"(?:join (?:our|us|the (?:conversation|discussion))|download (?:our|the) app|like us on|find us on)\b",
        _IMPERATIVE
        + r"(?:share (?:this|your)|tell us|let us know|send (?:us )?your|have a (?:tip|story)|got a (?:tip|story))\b",
        _IMPERATIVE + r"(?:support (?:our|independent)|donate|become a (?:member|subscriber|supporter))\b",
        r"\b(?:our|free|daily|weekly) (?:\w+ )?newsletters?\b",
        r"\b(?:folgen sie uns|abonnieren sie|newsletter abonnieren|suivez[- ]nous|abonnez-vous|inscrivez-vous)\b",
        r"\b(?:síguenos|síganos|suscríb(?:ete|ase)|siga-nos|assine (?:a|o|nossa)|inscreva-se|seguici|iscriviti)\b",
        r"подпис(?:ывай|ыва)\w*тесь|підпис(?:уй|ува)\w*теся?|تابعونا|اشترك(?:وا)? في|हमें फॉलो करें|सब्सक्राइब",
        r"(?:关注|關注|订阅|訂閱)(?:我们|我們|本)|フォロー(?:して|する)|メルマガ|ニュースレター",
    ),
    sign(
        NoticeKind.PROMOTION,
        "points elsewhere",
        r"^\W*(?:read (?:more|also|next|on)|also read|related(?: (?:articles?|stor(?:y|ies)|coverage))?|see also|"
        r"more on this|watch|listen|don[’']t miss|recommended|lesen sie (?:auch|mehr)|(?:à )?lire aussi|lee también|"
        r"leia (?:também|mais)|leggi anche|читайте также|читайте також|اقرأ أيضا|यह भी पढ़ें|相关阅读|関連記事)"
        r"\s*[:：|–—-]",
        r"^\W*(?:tags?|topics|filed under|categories|keywords|schlagwörter|mots[- ]clés|etiquetas|теги)\s*[:：]",
        r"^\W*(?:advertisement|sponsored|anzeige|publicité|publicidad|publicidade|pubblicità|реклама|广告|広告)\W*$",
        anywhere=True,
    ),
)
