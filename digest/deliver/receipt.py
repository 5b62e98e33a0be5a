"""A campaign on one page, to keep: what was sent, to how many, who was left out and why, and what is in doubt."""

from __future__ import annotations

from typing import TYPE_CHECKING

from digest.campaign import DeliveryState

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from digest.edition import Disclaimer
    from digest.store import Store

_NAMED = (DeliveryState.REJECTED, DeliveryState.FAILED, DeliveryState.UNCERTAIN)  # person by person


def receipt(store: Store, number: int) -> str:
    """The page as plain text. It names people only where something is in doubt or went wrong for them."""
    return "\n".join(_lines(store, number)) + "\n"


def _lines(store: Store, number: int) -> Iterator[str]:
    campaign, content = store.campaigns.get(number), store.campaigns.content(number)
    balance = store.campaigns.balance(number)
    sender = content.message.sender
    yield f"Receipt of campaign {number}"
    yield ""
    yield f"Subject    {campaign.subject}"
    yield f"Edition    {campaign.edition}"
    yield f"From       {sender.name} <{sender.address}>"
    yield f"Source     {content.path}"
    yield f"Message    sha256 {campaign.message_hash}"
    yield f"Lists      {', '.join(campaign.lists)}"
    yield f"Started    {campaign.started or 'not yet'}"
    yield f"Finished   {campaign.finished or f'not yet: {campaign.state}'}"
    if campaign.remainder_of:
        yield f"Remainder  of campaign {campaign.remainder_of}"
    if campaign.corrects:
        yield f"Corrects   campaign {campaign.corrects}"
    yield ""
    yield f"{balance.audience:>12,} subscribers"
    yield from (f"{people:>12,} {state}" for state, people in balance.states.items() if people)
    yield ""
    yield from _disclaimers(content.disclaimers)
    yield from _left_out(balance.skipped_reasons)
    if content.allowed:
        yield f"Errors that the settings let through: {', '.join(content.allowed)}"
        yield ""
    for state in _NAMED:
        yield from _people(store, number, state)


def _disclaimers(disclaimers: tuple[Disclaimer, ...]) -> Iterator[str]:
    yield "Disclaimers, as they stood in the message:" if disclaimers else "No disclaimers."
    for disclaimer in disclaimers:
        yield f"  [{disclaimer.id}, {disclaimer.placement}] {disclaimer.text}"
    yield ""


def _left_out(reasons: Mapping[str, int]) -> Iterator[str]:
    if reasons:
        yield "Left out:"
        yield from (f"{people:>12,} {reason}" for reason, people in reasons.items())
        yield ""


def _people(store: Store, number: int, state: DeliveryState) -> Iterator[str]:
    people = list(store.campaigns.deliveries(number, state=state))
    if people:
        yield f"{state.capitalize()}:"
        yield from (f"  {one.address or 'erased'}  {one.changed}  {one.reason}" for one in people)
        yield ""
