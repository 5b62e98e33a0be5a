"""Subjects and preheaders in the languages that are read: whole, and of the article's own words."""

import pytest

from digest.compose import compose
from digest.compose.line import columns
from digest.read import read_bytes
from digest.settings import Settings
from digest.summarize import summarize

# Written for these tests.
ARTICLES = {
    "ar": (
        "أعلن مجلس المدينة يوم الثلاثاء عن بناء محطة مترو جديدة بالقرب من السوق المركزي، وفق ما ذكر "
        "المتحدث باسم البلدية. وستبدأ الأعمال في الربيع وتستمر ثلاث سنوات.\n\n"
        "السكان يخشون الضوضاء\n\n"
        "طالب سكان المباني المجاورة بتركيب حواجز واقية. وقالت ليلى حداد «نحن لا نعارض المترو لكننا نريد "
        "أن ننام ليلا».\n\n"
        "التمويل من المحافظة\n\n"
        "ستدفع المحافظة نصف التكاليف. وستقترض المدينة الباقي على مدى عشرين عاما."
    ),
    "de": (
        "Die Bundesregierung will den Ausbau der Windkraft an Land bis zum Ende des Jahrzehnts "
        "verdoppeln, wie das Wirtschaftsministerium am Dienstag in Berlin mitteilte. Umweltverbände "
        "begrüßten den Plan.\n\n"
        "Länder sollen Flächen ausweisen\n\n"
        "Die Länder müssen zwei Prozent ihrer Fläche für Windräder ausweisen. Bayern lehnte die Vorgabe "
        "ab und kündigte eine Klage an. „Wir lassen uns das nicht vorschreiben“, sagte Minister Huber.\n\n"
        "Kritik von Anwohnern\n\n"
        "Bürgerinitiativen warnten vor Lärm und sinkenden Preisen. Das Ministerium versprach eine "
        "Beteiligung der Gemeinden an den Einnahmen."
    ),
    "en": (
        "The city council approved on Tuesday the building of a new metro station beside the central "
        "market, the mayor's office said in a statement. Work begins in spring and lasts three years.\n\n"
        "Residents fear the noise\n\n"
        "Residents of the houses around demanded screens against the noise. “We have nothing against "
        "the metro, but we want to sleep at night,” said Anna Cole, who lives there.\n\n"
        "The region pays half\n\n"
        "The region will pay half of the costs. The rest is a loan that the city takes for twenty years."
    ),
    "es": (
        "El presidente del Gobierno anunció el martes que la nueva ley de vivienda entrará en vigor en "
        "enero si el Congreso aprueba los presupuestos, según fuentes del ministerio. La medida, que "
        "afecta a dos millones de inquilinos, limita las subidas anuales al tres por ciento.\n\n"
        "Los propietarios critican la medida\n\n"
        "La asociación de propietarios rechazó el plan y advirtió de que reducirá la oferta de pisos. "
        "«No podemos aceptar un límite que ignora la inflación», dijo su portavoz, Marta Ruiz.\n\n"
        "Los inquilinos piden más\n\n"
        "Los sindicatos de inquilinos celebraron el límite. Sin embargo, pidieron que se aplique "
        "también a los contratos en vigor, donde viven familias con pocos ingresos."
    ),
    "fr": (
        "Le gouvernement français a annoncé mardi un plan de deux milliards d'euros pour rénover les "
        "écoles primaires d'ici à 2030, a déclaré la ministre de l'Éducation. Les syndicats "
        "d'enseignants restent prudents.\n\n"
        "Des travaux dès la rentrée\n\n"
        "Les premiers chantiers commenceront en septembre dans les quartiers populaires. La ministre a "
        "promis que huit mille écoles, qui datent des années soixante, seraient isolées.\n\n"
        "Un financement discuté\n\n"
        "L'opposition doute du financement. « Ce plan n'a pas un euro de plus que le précédent », a "
        "affirmé le député Jean Morel."
    ),
    "hi": (
        "नगर परिषद ने मंगलवार को केंद्रीय बाजार के पास एक नए मेट्रो स्टेशन के निर्माण को मंजूरी दी, नगर "
        "निगम के प्रवक्ता ने बताया। काम वसंत में शुरू होगा और तीन साल तक चलेगा।\n\n"
        "निवासियों को शोर का डर\n\n"
        "पड़ोस के निवासियों ने सुरक्षा दीवारें लगाने की मांग की। प्रिया शर्मा ने कहा, “हम मेट्रो के "
        "खिलाफ नहीं हैं।”\n\n"
        "राज्य देगा पैसा\n\n"
        "राज्य आधा खर्च उठाएगा। बाकी के लिए शहर बीस साल का कर्ज लेगा।"
    ),
    "it": (
        "Il governo ha annunciato martedì un piano da due miliardi di euro per ristrutturare le scuole "
        "entro il 2030, ha detto il ministro dell'Istruzione. I sindacati chiedono garanzie sui tempi.\n\n"
        "I primi cantieri a settembre\n\n"
        "I primi lavori cominceranno a settembre nelle periferie. Il ministro ha promesso che ottomila "
        "edifici, che risalgono agli anni Sessanta, saranno isolati.\n\n"
        "Dubbi sulle risorse\n\n"
        "L'opposizione dubita dei fondi. «Non c'è un euro in più», ha affermato la deputata Anna Conti."
    ),
    "ja": (
        "市議会は火曜日、中央市場の近くに新しい地下鉄の駅を建設する計画を承認したと市の広報担当者が発表した。工事は来年春に始まり、三年間続く見通しだ。\n\n"
        "住民は騒音を心配\n\n"
        "近くの住民は防音壁の設置を求めた。「地下鉄に反対ではないが、夜は眠りたい」と住民の佐藤遥さんは話した。\n\n"
        "費用の半分は県が負担\n\n"
        "県が費用の半分を負担する。残りは市が二十年間の借り入れでまかなう。"
    ),
    "pt": (
        "O governo anunciou na terça-feira que vai investir dois mil milhões de euros na ferrovia até "
        "2030, disse o ministro das Infraestruturas em Lisboa. Os sindicatos querem garantias por "
        "escrito.\n\n"
        "Comboios mais rápidos\n\n"
        "A viagem entre Lisboa e o Porto passará a durar duas horas. As obras, que começam em abril, "
        "vão fechar parte da linha durante seis meses.\n\n"
        "Autarcas pedem compensações\n\n"
        "Os autarcas das zonas afetadas exigem compensações. «As nossas aldeias ficam sem comboio», "
        "afirmou Rui Alves."
    ),
    "ru": (
        "Городской совет во вторник утвердил строительство новой станции метро рядом с центральным "
        "рынком, сообщила пресс-служба мэрии. Работы начнутся весной и продлятся три года.\n\n"
        "Жители опасаются шума\n\n"
        "Жители соседних домов потребовали установить защитные экраны. «Мы не против метро, но хотим "
        "спать по ночам», — сказала жительница дома Анна Кузнецова.\n\n"
        "Деньги выделит область\n\n"
        "Область оплатит половину расходов. Остальное город возьмёт в кредит на двадцать лет."
    ),
    "uk": (
        "Міська рада у вівторок затвердила будівництво нової станції метро поруч із центральним ринком, "
        "повідомила пресслужба мерії. Роботи почнуться навесні та триватимуть три роки.\n\n"
        "Мешканці побоюються шуму\n\n"
        "Мешканці сусідніх будинків вимагають встановити захисні екрани. «Ми не проти метро, але хочемо "
        "спати вночі», — сказала мешканка Ганна Коваль.\n\n"
        "Гроші виділить область\n\n"
        "Область сплатить половину витрат. Решту місто візьме в кредит на двадцять років."
    ),
    "zh": (
        "市议会周二批准在中央市场附近修建新的地铁站，市政府发言人表示，工程将于明年春天开始，历时三年，预计耗资二十亿元。周边居民对此既期待又担心。\n\n"
        "居民担心噪音\n\n"
        "附近楼房的居民要求安装隔音屏障。“我们不反对地铁，但晚上想睡觉，”居民李伟说。\n\n"
        "省里承担一半费用\n\n"
        "省政府将承担一半费用。其余部分由市政府向银行借款二十年。"
    ),
}


@pytest.mark.parametrize("language", ARTICLES)
def test_subject_and_preheader_fit_and_are_the_articles_own(language: str) -> None:
    article = read_bytes(ARTICLES[language].encode(), path="a.txt", settings=Settings(), format="text")
    edition = compose([article], [summarize(article, Settings())], Settings())
    assert article.language == language
    assert edition.language == language
    assert 15 <= columns(edition.subject) <= 60
    assert 15 <= columns(edition.preheader) <= 110
    assert edition.subject.removesuffix("…") in article.text
    for part in edition.preheader.split(" · "):
        assert part.rstrip("…") in article.text
    assert edition.preheader.rstrip(".。।") != edition.subject


@pytest.mark.parametrize("language", [one for one in ARTICLES if one not in {"ja", "zh"}])
def test_no_word_is_cut(language: str) -> None:
    article = read_bytes(ARTICLES[language].encode(), path="a.txt", settings=Settings(), format="text")
    edition = compose([article], [summarize(article, Settings())], Settings())
    words = set(article.text.split())
    for line in (edition.subject, edition.preheader):
        last = line.removesuffix("…").split()[-1]
        assert last in {one.rstrip(",;:،.।") for one in words} | words
