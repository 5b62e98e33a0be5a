"""What keeps a sentence from standing alone, in twelve languages."""

import pytest

from digest.summarize.standalone import Lean, defects

HARD = [
    ("en", "He said that talks would go on."),
    ("en", "Speaking to reporters in Oslo, he said that talks would go on."),
    ("en", "In March 2012 she and a contractor tested the design."),
    ("en", "Part of this work involves the principles of agile."),
    ("en", "“We can't carry that debt.”"),
    ("en", "“We can't carry that debt,” he said."),
    ("en", "“We can't carry that debt,” said the spokesman."),
    ("en", "“He has lost the trust of voters,” Anna Lund said."),
    ("en", "These were approved on Monday."),
    ("en", "Others called for an inquiry."),
    ("es", "Ella dijo que las conversaciones continuarían."),
    ("es", "Dijo que las conversaciones continuarían el lunes."),
    ("es", "Esto supone un cambio para el país."),
    ("fr", "Il a déclaré que les discussions continueraient."),
    ("fr", "Cette décision a été critiquée par les syndicats."),
    ("de", "Er sagte, die Gespräche würden fortgesetzt."),
    ("de", "Das sagte ein Sprecher der Polizei am Montag."),
    ("pt", "Ela disse que as negociações continuariam."),
    ("it", "Questo ha sorpreso il governo di Roma."),
    ("ru", "Он заявил, что переговоры продолжатся."),
    ("uk", "Вона заявила, що переговори триватимуть."),
    ("ar", "وهو ما أكده الوزير في القاهرة أمس."),
    ("hi", "उन्होंने कहा कि बातचीत जारी रहेगी।"),
    ("zh", "他表示谈判将继续进行。"),
    ("zh", "“我们不能接受这样的条件，谈判必须重新开始。”"),
    ("ja", "彼は交渉が続くと述べた。"),
    ("ja", "これは市民にとって大きな変化だ。"),
]
SOUND = [
    ("en", "It will rain in Riverton on Tuesday, the weather office said."),
    ("en", "Ulster coach Mark McCall said he was delighted with the victory."),
    ("en", "It is unlikely that the bank will raise rates in March."),
    ("en", "This week the council approved the harbour bridge."),
    ("en", "Those who own land near the river will be paid."),
    ("en", "“Illegal spam must be stopped,” said Greg Abbott, the attorney general."),
    ("en", "“We carry that debt,” federal prosecutors said in a statement."),
    ("en", "Its profits falling, Nissan said it would close the plant."),
    ("en", "Many mobile owners do not make copies of their contact details."),
    ("es", "Dijo el alcalde Juan Pérez que el puente cerrará."),
    ("es", "Esta semana el Gobierno de España aprobó la reforma laboral."),
    ("fr", "Il y a deux ans, la mairie de Lyon a fermé le pont."),
    ("fr", "Deux personnes ont été blessées à Marseille."),
    ("fr", "En 2024, la France a réduit ses émissions de 5 %."),
    ("de", "Das Bundesverfassungsgericht hat die Klage in Karlsruhe abgewiesen."),
    ("de", "Es gibt in Hamburg 40 neue Wohnungen."),
    ("pt", "O Banco Central elevou os juros para 10,5% na quarta-feira."),
    ("it", "Il sindaco di Milano ha annunciato 200 nuovi alloggi."),
    ("ru", "Банк России повысил ключевую ставку до 16 процентов."),
    ("uk", "Національний банк України знизив ставку до 13 відсотків."),
    ("ar", "رفع البنك المركزي المصري أسعار الفائدة اليوم."),
    ("hi", "भारतीय रिज़र्व बैंक ने ब्याज दर बढ़ा दी।"),
    ("zh", "中国人民银行周一宣布下调利率。"),
    ("ja", "日本銀行は月曜日に金利を引き上げた。"),
]


@pytest.mark.parametrize(("language", "sentence"), HARD)
def test_who_is_meant_stands_elsewhere(language: str, sentence: str) -> None:
    """A pronoun without its noun and a quotation without its speaker are hard defects."""
    assert any(defect.hard for defect in defects(sentence, language))


@pytest.mark.parametrize(("language", "sentence"), SOUND)
def test_a_sentence_that_says_who_is_meant_is_sound(language: str, sentence: str) -> None:
    """Names, dates and impersonal phrases need no other sentence."""
    assert defects(sentence, language) == ()


@pytest.mark.parametrize(
    ("sentence", "lean"),
    [
        ("But critics call the bridge a waste of money.", Lean.CONNECTIVE),
        ("The acquisition spurred its division in the Japanese market.", Lean.DEFINITE),
        ("Watch the latest full episode on Friday.", Lean.ADDRESS),
        ("Who was the captain of Flight 9525?", Lean.OPEN),
        ("Members of the council named three conditions:", Lean.OPEN),
    ],
)
def test_what_reads_less_well_is_a_soft_defect(sentence: str, lean: Lean) -> None:
    """Such a sentence may stand, but another is better."""
    (defect,) = defects(sentence)
    assert (defect.lean, defect.hard) == (lean, False)


def test_a_noun_in_sight_may_have_its_article() -> None:
    """A bare "the bridge" opens well under a heading that speaks of a bridge."""
    sentence = "The bridge was approved on Monday."
    assert [defect.lean for defect in defects(sentence)] == [Lean.DEFINITE]
    assert defects(sentence, known={"bridge"}) == ()
