"""Tracing in other languages: one small article in each, what follows from it, and what was changed in it."""

import pytest

from digest.edition import Support
from digest.read import read_bytes
from digest.settings import Settings
from digest.trace import trace_sentence

_ARTICLES = {
    "es": """El puente se abre en marzo

La alcaldesa Ana Ruiz dijo el lunes que el puente reabrirá el 3 de marzo tras obras que costaron 12 millones de euros. \
El ingeniero Pablo Vega afirmó que se cambiaron 340 vigas. La oposición no aceptó la cifra.

«No hemos recortado nada», dijo Ruiz a los periodistas.""",
    "fr": """Le pont rouvre en mars

La maire Anne Roux a déclaré lundi que le pont rouvrirait le 3 mars après des travaux de 12 millions d’euros. \
L’ingénieur Paul Brun a expliqué que 340 poutres ont été remplacées. L’opposition n’a pas accepté ce chiffre.

« Nous n’avons rien coupé », a dit Mme Roux.""",
    "de": """Die Brücke öffnet im März

Bürgermeisterin Anna Weiss sagte am Montag, die Brücke werde am 3. März nach Arbeiten für 12 Millionen Euro öffnen. \
Ingenieur Paul Brandt erklärte, 340 Balken seien ersetzt worden. Die Opposition hat die Zahl nicht akzeptiert.

„Wir haben nichts gekürzt“, sagte Weiss.""",
    "ru": """Мост откроют в марте

Мэр Анна Белова сказала в понедельник, что мост откроют 3 марта после ремонта за 12 млн рублей. Инженер Павел Громов \
сообщил, что заменили 340 балок. Оппозиция не приняла эту цифру.

«Мы ничего не урезали», — сказала Белова.""",
    "ar": """افتتاح الجسر في مارس

قالت رئيسة البلدية منى حداد يوم الاثنين إن الجسر سيفتتح في 3 مارس بعد أعمال كلفت 12 مليون دولار. وأضاف المهندس \
سامي خليل أن 340 عارضة استبدلت. لم تقبل المعارضة الرقم.""",
    "hi": """पुल मार्च में खुलेगा

महापौर अनीता शर्मा ने सोमवार को कहा कि पुल 3 मार्च को खुलेगा और मरम्मत पर 12 करोड़ रुपये खर्च हुए। इंजीनियर राजेश वर्मा ने \
बताया कि 340 बीम बदले गए। विपक्ष ने यह आंकड़ा स्वीकार नहीं किया।""",
    "zh": """大桥三月重开

市长王丽星期一表示，大桥将在3月3日重开，维修花费1200万元。工程师陈刚说，共更换了340根钢梁。反对党没有接受这个数字。

“我们没有偷工减料，”王丽对记者说。""",
    "ja": """橋は三月に再開

市長の田中花子は月曜日、橋が3月3日に再開し、修理に12億円かかったと述べた。技師の佐藤健は340本の梁を交換したと語った。\
野党はこの数字を認めなかった。""",
}

_FAITHFUL = [
    ("es", "Según Pablo Vega, se cambiaron 340 vigas."),
    ("es", "Las obras del puente costaron 12 millones de euros."),
    ("fr", "Selon Paul Brun, 340 poutres ont été remplacées."),
    ("fr", "Les travaux ont coûté 12 millions d’euros."),
    ("de", "Laut Paul Brandt wurden 340 Balken ersetzt."),
    ("ru", "По словам Павла Громова, заменили 340 балок."),
    ("ar", "كلفت أعمال الجسر 12 مليون دولار."),
    ("hi", "मरम्मत पर 12 करोड़ रुपये खर्च हुए।"),
    ("zh", "维修大桥花费1200万元。"),
    ("ja", "橋の修理に12億円かかった。"),
]

_CHANGED = [
    ("es", "number", "El ingeniero Pablo Vega afirmó que se cambiaron 350 vigas."),
    ("es", "speaker", "El ingeniero Ana Ruiz afirmó que se cambiaron 340 vigas."),
    ("es", "negation", "La oposición aceptó la cifra."),
    ("es", "quote", "«No hemos recortado mucho», dijo Ruiz a los periodistas."),
    ("fr", "number", "L’ingénieur Paul Brun a expliqué que 350 poutres ont été remplacées."),
    ("fr", "negation", "L’opposition a accepté ce chiffre."),
    ("fr", "quote", "« Nous n’avons rien caché », a dit Mme Roux."),
    ("de", "number", "Die Arbeiten kosteten 12 Milliarden Euro."),
    ("de", "negation", "Die Opposition hat die Zahl akzeptiert."),
    ("de", "speaker", "„Wir haben nichts gekürzt“, sagte Brandt."),
    ("ru", "number", "Инженер Павел Громов сообщил, что заменили 350 балок."),
    ("ru", "negation", "Оппозиция приняла эту цифру."),
    ("ru", "speaker", "«Мы ничего не урезали», — сказал Громов."),
    ("ar", "number", "وأضاف المهندس سامي خليل أن 350 عارضة استبدلت."),
    ("ar", "name", "وأضاف المهندس منى حداد أن 340 عارضة استبدلت."),
    ("hi", "negation", "विपक्ष ने यह आंकड़ा स्वीकार किया।"),
    ("hi", "name", "इंजीनियर अनीता शर्मा ने बताया कि 340 बीम बदले गए।"),
    ("zh", "number", "工程师陈刚说，共更换了350根钢梁。"),
    ("zh", "name", "工程师王丽说，共更换了340根钢梁。"),
    ("zh", "date", "市长王丽星期二表示，大桥将在3月3日重开，维修花费1200万元。"),
    ("ja", "number", "橋の修理に15億円かかった。"),
    ("ja", "negation", "野党はこの数字を認めた。"),
]


@pytest.mark.parametrize(("language", "text"), _FAITHFUL)
def test_a_faithful_sentence_is_aligned(language: str, text: str) -> None:
    article = read_bytes(_ARTICLES[language].encode(), path="article.txt", settings=Settings())
    sentence = trace_sentence(text, [article])
    assert (sentence.support, sentence.problems) == (Support.ALIGNED, ())


@pytest.mark.parametrize(("language", "kind", "text"), _CHANGED)
def test_a_changed_fact_is_found(language: str, kind: str, text: str) -> None:
    article = read_bytes(_ARTICLES[language].encode(), path="article.txt", settings=Settings())
    assert kind in {problem.kind for problem in trace_sentence(text, [article]).problems}


@pytest.mark.parametrize("language", _ARTICLES)
def test_an_article_is_verbatim_in_itself(language: str) -> None:
    article = read_bytes(_ARTICLES[language].encode(), path="article.txt", settings=Settings())
    lines = [line for line in article.text.splitlines() if line]
    assert all(trace_sentence(line, [article]).support is Support.VERBATIM for line in lines)
