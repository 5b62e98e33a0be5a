"""Blocks in twelve languages: who is meant is said, and the budget kept."""

import dataclasses

import pytest

from digest.read import read_bytes
from digest.settings import Settings
from digest.summarize import summarize
from digest.text import count_words

ARTICLES = {
    "es": "El alcalde de Sevilla, Juan Pérez, anunció el lunes que el puente cerrará durante seis meses. Él añadió que "
    "las obras costarán 40 millones de euros. Según el Ayuntamiento, unos 12.000 coches cruzan el puente cada día.",
    "fr": "Le maire de Lyon, Paul Martin, a annoncé lundi que le pont fermera pendant six mois. Il a ajouté que les "
    "travaux coûteront 40 millions d'euros. Selon la mairie, 12 000 voitures passent sur le pont chaque jour.",
    "de": "Der Bürgermeister von Köln, Paul Weber, kündigte am Montag an, dass die Brücke sechs Monate schließt. Er "
    "fügte hinzu, die Arbeiten würden 40 Millionen Euro kosten. Nach Angaben der Stadt fahren täglich 12.000 Autos "
    "über die Brücke.",
    "pt": "O prefeito do Porto, João Silva, anunciou na segunda-feira que a ponte ficará fechada por seis meses. Ele "
    "disse que as obras custarão 40 milhões de euros. Segundo a prefeitura, 12 mil carros cruzam a ponte por dia.",
    "it": "Il sindaco di Torino, Marco Rossi, ha annunciato lunedì che il ponte chiuderà per sei mesi. Lui ha aggiunto "
    "che i lavori costeranno 40 milioni di euro. Secondo il Comune, ogni giorno 12.000 auto passano sul ponte.",
    "ru": "Мэр Казани Иван Петров объявил в понедельник, что мост закроют на шесть месяцев. Он добавил, что работы "
    "обойдутся в 40 миллионов рублей. По данным мэрии, каждый день по мосту проезжают 12 тысяч машин.",
    "uk": "Мер Львова Іван Петренко оголосив у понеділок, що міст закриють на шість місяців. Він додав, що роботи "
    "коштуватимуть 40 мільйонів гривень. За даними мерії, щодня мостом проїжджають 12 тисяч машин.",
    "ar": "أعلن عمدة القاهرة محمد علي يوم الاثنين أن الجسر سيغلق لمدة ستة أشهر. وهو يرى أن الأعمال ستكلف أربعين "
    "مليون جنيه. وتعبر الجسر اثنتا عشرة ألف سيارة كل يوم بحسب البلدية.",
    "hi": "दिल्ली के महापौर राम शर्मा ने सोमवार को घोषणा की कि पुल छह महीने के लिए बंद रहेगा। उन्होंने कहा कि काम पर चालीस करोड़ "
    "रुपये खर्च होंगे। नगर निगम के अनुसार हर दिन बारह हज़ार गाड़ियाँ पुल से गुज़रती हैं।",
    "zh": "上海市长王强周一宣布，黄浦江大桥将关闭六个月进行维修。他表示，工程将耗资四千万元。"
    "市政府称，每天有一万二千辆汽车通过大桥。",
    "ja": "大阪市の田中一郎市長は月曜日、橋を六か月間閉鎖すると発表した。彼は工事に四十億円かかると述べた。"
    "市によると、毎日一万二千台の車が橋を渡る。",
    "en": "The mayor of Bergen, Anna Lund, said on Monday that the bridge will close for six months. She added that "
    "the works will cost 40 million euros. About 12,000 cars cross the bridge each day, according to the city.",
}
OPENERS = {
    "en": "She ", "es": "Él ", "fr": "Il a ajouté", "de": "Er ", "pt": "Ele ", "it": "Lui ", "ru": "Он ", "uk": "Він ",
    "ar": "وهو ", "hi": "उन्होंने", "zh": "他", "ja": "彼",
}  # fmt: skip


@pytest.mark.parametrize("budget", [1, 18, 24, 40])
@pytest.mark.parametrize("language", sorted(ARTICLES))
def test_a_block_says_who_is_meant_and_keeps_its_budget(language: str, budget: int) -> None:
    """The pronoun's sentence comes only after the one that names the mayor; words are counted as the script does."""
    article = read_bytes(f"{ARTICLES[language]}\n".encode(), path="a.txt", settings=Settings())
    assert article.language == language
    settings = Settings()
    settings = dataclasses.replace(settings, summary=dataclasses.replace(settings.summary, words=budget))
    (block,) = summarize(article, settings)
    texts = [sentence.text for sentence in block.sentences]
    assert not texts[0].startswith(OPENERS[language])
    if any(text.startswith(OPENERS[language]) for text in texts):
        assert ARTICLES[language].startswith(texts[0])
    assert len(texts) == 1 or sum(count_words(text, language) for text in texts) <= budget
