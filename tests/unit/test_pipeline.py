from __future__ import annotations

import datetime as dt
import email
import email.policy

from digest.pipeline import edition_of_articles, prove
from digest.read import read_bytes
from digest.settings import Settings
from digest.shipped import shipped

SAMPLE = "samples/putin-territorial-gains.txt"


def test_an_article_becomes_a_message_that_carries_its_disclaimers() -> None:
    """Both notices arrive word for word, once each, in both parts; the promotion stays out."""
    settings = Settings()
    article = read_bytes(shipped(SAMPLE).read_bytes(), path=SAMPLE, settings=settings)
    proof = prove(edition_of_articles([article], settings, on=dt.date(2026, 1, 1)), settings)
    message = email.message_from_bytes(proof.data, policy=email.policy.default)
    assert not message.defects
    plain, html = (message.get_body((kind,)) for kind in ("plain", "html"))
    assert plain is not None
    assert html is not None
    *disclaimers, promotion = (notice.text for notice in article.notices)
    for part in (plain.get_content(), html.get_content()):
        assert [part.count(text) for text in disclaimers] == [1, 1]
        assert promotion not in part
