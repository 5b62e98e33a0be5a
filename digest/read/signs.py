"""What notices say: the wordings that give each kind away, and the reason shown for it."""

from __future__ import annotations

import re
from dataclasses import dataclass

from digest.article import NoticeKind

# Where an invitation begins: a reader is told to do something, which news doesn't.
_IMPERATIVE = r"(?:^|[.!?…:—–|]\s+|\*\s*)(?:please |also |and )?"


@dataclass(frozen=True, slots=True)
class Sign:
    """Wordings of one kind of notice, searched for in a paragraph.

    Most are only told at an article's edges, where notices stand; ``anywhere`` are those that news never says.
    """

    kind: NoticeKind
    reason: str
    pattern: re.Pattern[str]
    anywhere: bool


def _sign(kind: NoticeKind, reason: str, *wordings: str, anywhere: bool = False) -> Sign:
    return Sign(kind, reason, re.compile("|".join(wordings), re.IGNORECASE), anywhere)


SIGNS = (
    _sign(
        NoticeKind.DISCLAIMER,
        "opens as a notice",
        r"^\W*(?:disclaimer|disclosure|editor(?:[’']s|ial) note|note from the editors?|corrections?|clarification)"
        r"\s*[:.—–|-]",
        r"^\W*(?:haftungsausschluss|anmerkung der redaktion|hinweis der redaktion|korrektur)\s*[:.—–-]",
        r"^\W*(?:avertissement|note de la rédaction|ndlr|rectificatif|correction)\s*[:.—–-]",
        r"^\W*(?:descargo de responsabilidad|aviso legal|nota (?:del editor|de la redacción)|corrección)\s*[:.—–-]",
        r"^\W*(?:aviso legal|isenção de responsabilidade|nota (?:do editor|da redação)|correção)\s*[:.—–-]",
        r"^\W*(?:avvertenza|nota (?:del direttore|della redazione)|rettifica)\s*[:.—–-]",
        r"^\W*(?:отказ от ответственности|от редакции|примечание редакции|исправление)\s*[:.—–-]",
        r"^\W*(?:відмова від відповідальності|від редакції|примітка редакції|виправлення)\s*[:.—–-]",
        r"^\W*(?:إخلاء (?:ال)?مسؤولية|ملاحظة المحرر|تصحيح)\s*[:.—–-]",
        r"^\W*(?:अस्वीकरण|संपादक की टिप्पणी)\s*[:.—–-]",
        r"^\W*(?:免责声明|免責聲明|编者按|編者按|更正|免責事項|編集部注|訂正)\s*[:：]",
        anywhere=True,
    ),
    _sign(
        NoticeKind.DISCLAIMER,
        "says whose opinions these are",
        r"\b(?:opinions?|views?|statements?)\b.{0,160}\b(?:do(?:es)? not|don[’']t|may not) (?:necessarily )?"
        r"(?:reflect|represent|mirror)",
        r"\b(?:opinions?|views) (?:expressed|presented|stated)\b.{0,80}\b(?:are|is|belong)\b",
        r"\bmeinung(?:en)?\b.{0,120}\b(?:nicht (?:unbedingt|notwendigerweise)|nicht zwingend)\b",
        r"\b(?:opinions?|propos)\b.{0,120}\bn[’']engage(?:nt)?\b|\bopinions?\b.{0,120}\bne reflètent pas\b",
        r"\bopiniones\b.{0,120}\bno (?:reflejan|representan)\b|\bopiniões\b.{0,120}\bnão (?:refletem|representam)\b",
        r"\bopinioni\b.{0,120}\bnon (?:riflettono|rappresentano)\b",
        r"\bмнени[ея]\b.{0,120}\bможет не совпадать\b|\bдумк[аи]\b.{0,120}\bможе не збігатися\b",
        r"الآراء.{0,120}لا تعبر|विचार.{0,120}(?:निजी हैं|लेखक के अपने)",
        r"(?:不代表|並不代表).{0,20}(?:立场|立場|观点|觀點)|見解.{0,30}(?:示すもの|代表するもの)ではありません",
    ),
    _sign(
        NoticeKind.DISCLAIMER,
        "says how the article was made",
        r"^\W*this (?:article|story|post|content|piece|text|translation)\b.{0,60}\b(?:was|is|has been)\b.{0,40}"
        r"\b(?:(?:re)?written|(?:re)?produced|generated|edited|translated|compiled|created|updated|corrected|adapted)\b",
        r"\b(?:fact-checked|independently reviewed)\b.{0,80}\b(?:accuracy|neutrality|standards)\b",
        r"\b(?:written|generated|produced|translated|created|drafted|assisted)\b.{0,40}\b(?:by|with|using)\b.{0,30}"
        r"\b(?:AI|artificial intelligence|ChatGPT|language models?)\b",
        r"\bmit (?:hilfe )?(?:von )?(?:KI|künstlicher intelligenz)\b.{0,40}\b(?:erstellt|übersetzt|verfasst)\b",
        r"\b(?:rédigé|traduit|généré)\b.{0,40}\b(?:IA|intelligence artificielle)\b",
        r"\b(?:escrito|traducido|generado|traduzido|gerado|scritto|tradotto|generato)\b.{0,40}\b(?:IA|inteligencia|"
        r"inteligência|intelligenza) ?(?:artificiale?|artificial)?\b",
        r"\b(?:ИИ|искусственного интеллекта|штучного інтелекту)\b.{0,30}$",
        r"人工智能(?:生成|翻译|撰写)|AIが?(?:生成|翻訳)",
    ),
    _sign(
        NoticeKind.DISCLAIMER,
        "disclaims",
        r"\b(?:not|does not constitute|isn[’']t) (?:\w+ ){0,4}"
        r"(?:investment|financial|legal|medical|professional) advice\b",
        r"\beditorial (?:independence|standards and policies)\b",
        r"\bno (?:liability|responsibility) for\b.{0,80}\b(?:content|accuracy|loss|errors)\b",
        r"\bfor (?:informational|information|educational) purposes only\b",
        r"\b(?:no|any) (?:financial )?(?:conflicts? of interest|positions? in any)\b",
        r"\b(?:affiliate links?|earns? (?:a|an affiliate) commission|paid partnership|sponsored (?:by|content))\b",
        r"\bkeine (?:anlageberatung|haftung)\b|\bne constitue pas un conseil\b",
        r"\bno constituyen? (?:un )?(?:asesoramiento|consejo)\b|\bnão constituem? (?:aconselhamento|recomendação)\b",
        r"\bnon costituisc(?:e|ono) (?:consulenza|un consiglio)\b|не является .{0,30}рекомендацией|投资建议|投資勧誘",
    ),
    _sign(
        NoticeKind.ATTRIBUTION,
        "names its sources",
        r"^\W*with (?:files|reporting|additional reporting|material|input|contributions?) (?:from|by)\b",
        r"^\W*(?:(?:additional |original )?reporting|edited|editing|compiled|contributed|translated|written) by\b",
        r"^\W*(?:sources?|source link|via|credits?|photos?|images?|our standards)\s*(?::|by\b)",
        r"^\W*(?:©|\(c\) ?\d{4}|copyright\b)|\ball rights reserved\b",
        r"\bcontributed (?:reporting\b|to this (?:report|story|article|piece))",
        r"^the post .{0,300}\b(?:appeared first|first appeared) on\b",
        r"\b(?:originally|first) (?:published|appeared) (?:on|in|at|by)\b|\brepublished (?:from|with|under)\b",
        r"^\W*(?:quellen?|mit material von|fuente|con información de|fonte|com informações de|source|avec|источник|"
        r"джерело|по материалам|за матеріалами|المصدر|स्रोत|来源|來源|出典)\s*[:：(]",
        r"\balle rechte vorbehalten\b|\btous droits réservés\b|\btodos (?:los derechos|os direitos) reservados\b",
        r"\btutti i diritti riservati\b|все права защищены|усі права захищені|جميع الحقوق محفوظة|版权所有|無断転載",
        r"^(?:[A-Z][\w.’'-]+ ){1,4}is (?:a|an|the) (?:[\w’'-]+ ){0,5}(?:reporter|writer|correspondent|editor|columnist|"
        r"journalist|freelancer|contributor|fellow)\b",
    ),
    _sign(
        NoticeKind.PROMOTION,
        "asks to follow or subscribe",
        _IMPERATIVE
        + r"(?:follow (?:us|me|him|her|them|@?[\w.]+ on)\b|subscribe\b|sign up\b|stay (?:informed|tuned|up to date|"
        r"connected|ahead)\b)",
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
    _sign(
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

# A heading that says that what follows it, to the end, is a notice.
HEADED = (
    (
        NoticeKind.DISCLAIMER,
        re.compile(
            r"\W*(?:disclaimers?|disclosures?|editor(?:[’']s|ial) notes?|corrections?|clarifications?|legal notice|"
            r"haftungsausschluss|avertissement|aviso legal|avvertenza|отказ от ответственности|免责声明|免責事項)\W*",
            re.IGNORECASE,
        ),
    ),
    (
        NoticeKind.ATTRIBUTION,
        re.compile(
            r"\W*(?:about the authors?|about the writers?|sources?|credits?|references|acknowledge?ments?|"
            r"über (?:den autor|die autorin)|à propos de l[’']auteur|sobre (?:el autor|la autora|o autor|a autora)|"
            r"об авторе|про автора|作者简介|著者について)\W*",
            re.IGNORECASE,
        ),
    ),
    (
        NoticeKind.PROMOTION,
        re.compile(
            r"\W*(?:stay (?:informed|connected|in touch)|follow us|newsletters?|subscribe|related(?: \w+)?|read more|"
            r"further reading|more (?:stories|from us)|share this(?: \w+)?|you may also like|lesen sie auch|"
            r"lire aussi|читайте также)\W*",
            re.IGNORECASE,
        ),
    ),
)
