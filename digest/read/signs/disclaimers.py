"""What a reader must be told: whose opinions, how the text was made, what was corrected, who paid."""

from __future__ import annotations

from digest.article import NoticeKind
from digest.read.signs.sign import sign

DISCLAIMERS = (
    sign(
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
    sign(
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
    sign(
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
    sign(
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
    sign(
        NoticeKind.DISCLAIMER,
        "says what was corrected or updated",
        r"^\W*(?:an?|the|in an?) (?:earlier|previous|prior|original|first) version of (?:this|the) (?:\w+ )?"
        r"(?:article|story|report|headline|post|piece)\b",
        r"^\W*(?:this (?:article|story|report|post|piece|version)|the (?:article|story|post))\b.{0,40}"
        r"\b(?:corrects|updates|clarifies|refiled|"
        r"updated|corrected|amended|clarified)\b",
        r"^\W*(?:dieser|der) (?:artikel|text|beitrag) wurde\b.{0,60}\b(?:aktualisiert|korrigiert|berichtigt|ergänzt)\b",
        r"^\W*in einer (?:früheren|ersten|vorherigen) (?:version|fassung)\b.{0,60}\b(?:artikel|text|beitrag|hieß)",
        r"^\W*(?:dans )?une (?:première |précédente )?version (?:antérieure |précédente |initiale )?"
        r"de (?:cet article|ce texte)",
        r"^\W*cet article a été (?:mis à jour|corrigé|modifié)",
        r"^\W*(?:en )?una versión (?:anterior|previa) de (?:este artículo|esta (?:noticia|nota))",
        r"^\W*(?:este artículo|esta (?:noticia|nota)) (?:ha sido|fue|se ha) (?:actualizad|corregid|modificad)",
        r"^\W*(?:in )?una (?:precedente )?versione (?:precedente )?di questo articolo",
        r"^\W*questo articolo è stato (?:aggiornat|corrett|modificat)",
        r"^\W*(?:em )?uma versão anterior d(?:este|esta) (?:artigo|texto|reportagem)",
        r"^\W*(?:este artigo|esta (?:reportagem|notícia)) foi (?:atualizad|corrigid|alterad)",
        r"^\W*в (?:предыдущей|первоначальной|более ранней) версии (?:этой |этого |данного )?(?:стать|материал|текст)",
        r"^\W*(?:материал|статья|текст|новость) (?:был[аи]? )?(?:обновлен|исправлен|дополнен|обновлён)",
        r"^\W*у (?:попередній|первісній) версії (?:цієї |цього )?(?:стат|матеріал|текст)",
        r"^\W*(?:матеріал|статтю|текст|новину) (?:було )?(?:оновлено|виправлено|доповнено)",
        r"^\W*(?:في )?نسخة سابقة من هذ[اه]|^\W*(?:تم|جرى) (?:تحديث|تصحيح|تعديل) هذ[اه]",
        r"^\W*इस (?:लेख|खबर|ख़बर|रिपोर्ट) (?:के (?:पिछले|पुराने|पहले) संस्करण|को (?:अपडेट|सुधारा|संशोधित))",
        r"^\W*本文(?:的)?(?:较早|早前|先前|此前|之前)(?:的)?版本|^\W*本文已(?:更新|更正|修改)",
        r"^\W*(?:この|本)記事の(?:以前|当初|初版)|^\W*(?:この|本)?記事(?:は|を).{0,20}(?:更新|訂正|修正)し",
    ),
    sign(
        NoticeKind.DISCLAIMER,
        "says who paid for it, or whose rules it keeps",
        r"^\W*this (?:reporting|story|article|project|coverage|series|work|investigation)\b.{0,30}\b(?:made possible|"
        r"supported|funded|financed|sponsored)\b",
        r"^(?:the )?(?:[\w’'-]+ ){0,3}(?:press|news|post|times|gazette|tribune|herald|"
        r"journal|media) (?:receives|is (?:supported|funded) by)\b.{0,80}"
        r"\b(?:foundations?|readers|grants?|donors|donations)\b",
        r"\bis solely responsible for (?:all |its |the |this )*(?:content|reporting)\b",
        r"\b(?:member|signatory|certified|adheres|mitglied|membre|miembro|membro|член|участник|учасник)\b.{0,80}"
        r"\b(?:trust project|journalism trust initiative|pressekodex|presserat|press council|press standards|ipso|ifcn|"
        r"fact-checking network)\b",
        r"^\W*diese (?:recherche|berichterstattung|reportage)\b.{0,60}\b(?:gefördert|unterstützt|finanziert)\b",
        r"^\W*(?:cette enquête|ce reportage|cet article)\b.{0,40}\b(?:financ|soutien|soutenu)",
        r"^\W*(?:esta investigación|este reportaje|este artículo)\b.{0,40}\b(?:financiad|apoyo)",
        r"^\W*(?:questa inchiesta|questo reportage|questo articolo)\b.{0,40}\b(?:finanziat|sostegno|contributo)",
        r"^\W*(?:esta investigação|esta reportagem|este artigo)\b.{0,40}\b(?:financiad|apoio)",
        r"^\W*(?:материал|расследование|статья|репортаж)\b.{0,40}(?:при (?:финансовой )?поддержке|на средства)",
        r"^\W*(?:матеріал|розслідування|статтю|репортаж)\b.{0,40}(?:за (?:фінансової )?підтримки|коштом)",
        r"^\W*(?:أ?نجز|أُنجز|أُعد|تم إنجاز) هذا (?:التحقيق|التقرير) بدعم",
        r"^\W*(?:यह|इस) (?:रिपोर्ट|जांच).{0,40}(?:अनुदान|के सहयोग से)",
        r"^\W*本(?:报道|文|调查)(?:由|得到|获).{0,30}(?:资助|支持)|^\W*(?:本|この)(?:記事|報道|調査|取材)は.{0,40}(?:助成|支援)",
    ),
)
