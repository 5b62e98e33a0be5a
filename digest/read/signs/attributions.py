"""Who made a text: its sources, writers, editors and owners."""

from __future__ import annotations

from digest.article import NoticeKind
from digest.read.signs.sign import sign

ATTRIBUTIONS = (
    sign(
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
        r"^\W*(?:con información de|com informações d[aeo]s?|con informazioni di|mit material von)\b.{2,60}$",
        r"^\W*riproduzione riservata\b",
        r"\btutti i diritti riservati\b|все права защищены|усі права захищені|جميع الحقوق محفوظة|版权所有|無断転載",
        r"^(?:[A-Z][\w.’'-]+ ){1,4}is (?:a|an|the) (?:[\w’'-]+ ){0,5}(?:reporter|writer|correspondent|editor|columnist|"
        r"journalist|freelancer|contributor|fellow)\b",
    ),
    sign(
        NoticeKind.ATTRIBUTION,
        "says who made it",
        r"^\W*(?:reported|photography|photographs?|graphics?|research|production|fact-?check(?:ed|ing)?|translation)"
        r"(?: and \w+)? by\b",
        r"^\W*(?:redaktion|bearbeitung|mitarbeit|übersetzung|bildquelle|autor(?:in)?|text und fotos?)\s*:",
        r"^\W*(?:reportage|rédaction|édition|traduction|édité|propos recueillis)\s*(?::|par\b)|^\W*avec (?:l[’']|les )?"
        r"(?:afp|agences?|reuters|ap)\b",
        r"^\W*(?:reporte|edición|editado|redacción|traducción|reporte adicional|información adicional)"
        r"\s*(?::|(?:de|por) (?=[A-ZÁÉÍÓÚ]))",
        r"^\W*(?:a cura|redazione|traduzione|servizio)\s*(?::|di (?=[A-Z]))",
        r"^\W*(?:reportagem|edição|tradução|texto)\s*(?::|(?:de|por) (?=[A-ZÁÉÍÓÚ]))",
        r"^\W*(?:редактор|редактирование|корректор|перевод|авторы?(?: текста)?|подготовил[аи]?|текст)\s*[:—–]",
        r"^\W*(?:редактор|редагування|коректор|переклад|автори?(?: тексту)?|підготува(?:в|ла|ли)|текст)\s*[:—–]",
        r"^\W*(?:إعداد|تحرير|ترجمة|كتابة|تقرير)\s*[::]|^\W*\(?(?:تغطية صحفية|إعداد)\b.{0,80}\bتحرير\b",
        r"^\W*(?:रिपोर्टिंग|संपादन|सम्पादन|अनुवाद|लेखक|रिपोर्ट)\s*[:：–—-]",
        r"^\W*(?:记者|編輯|编辑|责任编辑|责编|校对|翻译|撰文|供稿|摄影)\s*[:：]",
        r"^\W*(?:執筆|編集|取材|翻訳|文|撮影|記者|取材協力)\s*[:：＝=]",
        r"^\W*(?:(?:AP|AFP|dpa|epd|EFE|ANSA|Lusa|Reuters|PA Media|Kyodo|Xinhua|Interfax|Belga|APA|PTI|ANI|IANS|ТАСС|"
        r"Интерфакс|РИА Новости|Укрінформ|УНІАН|رويترز|أ ?ف ?ب|新华社|中新社|共同通信|時事通信|भाषा|वार्ता)"
        r"(?:/\w{2,4})?(?:\s*[,/&+;]\s*|\s+(?:and|und|et|y|e|и|і|और|و)\s+)?){1,5}\W*$",
    ),
    sign(
        NoticeKind.ATTRIBUTION,
        "says where it stood first",
        r"^\W*(?:dieser (?:artikel|text|beitrag) (?:ist|erschien|wurde)|zuerst)\b.{0,20}\b(?:zuerst|erschienen)\b",
        r"^\W*cet article (?:est paru|a (?:d[’']abord )?été publié|a été initialement publié)",
        r"^\W*(?:este artículo|esta nota) (?:se publicó|fue publicad[ao]|apareció)\b.{0,20}"
        r"\b(?:originalmente|primera vez)",
        r"^\W*questo articolo è (?:stato pubblicato|apparso|uscito)\b.{0,20}"
        r"\b(?:originariamente|prima volta|originale)",
        r"^\W*(?:este artigo|esta reportagem) foi publicad[ao]\b.{0,20}\b(?:originalmente|primeira vez)",
        r"^\W*(?:статья|материал|текст) (?:был[аи]? )?(?:впервые )?опубликован\w*\b",
        r"^\W*(?:статтю|матеріал|текст) (?:було )?(?:вперше )?опубліковано\b",
        r"^\W*نُ?شر هذا (?:المقال|التقرير|الخبر) (?:لأول مرة|أول)|^\W*यह (?:लेख|खबर|रिपोर्ट) (?:पहली बार|सबसे पहले|मूल रूप से)",
        r"^\W*本文(?:首发|原载|最初(?:发表|刊登))于?|^\W*(?:この|本)記事は.{0,30}(?:初出|に(?:初めて)?(?:掲載|公開)された)",
    ),
    sign(
        NoticeKind.ATTRIBUTION,
        "says how to reach its makers",
        r"^\W*(?:contact|reach|e-?mail|write to) (?:(?:the |our )?(?:reporter|author|writer|editor|newsroom|desk)"
        r"s?|me|him|her|them|[A-Z][\w’'-]+ [A-Z][\w’'-]+)\b.{0,20}(?:\b(?:at|on|via)\b|[:@])",
        r"^(?=.{0,160}[\w.+-]+@[\w-]+\.\w)\W*(?:[\w’'. ]{2,40}[:—–|-])?\W*(?:corrections?|contacts?|contact us|"
        r"feedback|letters|newsroom|tips|kontakt|leserbriefe|redaktion|rédaction|contacter|contacto|redacción|cartas|contatti|"
        r"redazione|contato|redação|контакты|редакция|контакти|редакція|пишите|للتواصل|संपर्क|联系|お問い合わせ|連絡先)\b",
    ),
)
