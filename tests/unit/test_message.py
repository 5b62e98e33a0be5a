from dataclasses import replace

from digest.message import Address, Message


def test_the_hash_names_every_part() -> None:
    """Two messages that differ in any part have different hashes, also when text moves from one part to the next."""
    message = Message(
        subject="ab",
        preheader="c",
        sender=Address(address="news@example.com"),
        html="<p>",
        text="p",
        language="en",
    )
    others = [
        replace(message, subject="a", preheader="bc"),
        replace(message, html="<p>p", text=""),
        replace(message, headers=(("List-Id", "<news.example.com>"),)),
        replace(message, sender=Address(address="other@example.com")),
    ]
    assert len({message.hash, *(other.hash for other in others)}) == 5
