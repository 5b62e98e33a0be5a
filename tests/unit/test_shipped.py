from digest.shipped import shipped


def test_the_sample_is_shipped() -> None:
    """The article that the README begins with is found wherever the program is installed."""
    text = shipped("samples/putin-territorial-gains.txt").read_text(encoding="utf-8")
    assert text.startswith("Russian President Vladimir Putin")
