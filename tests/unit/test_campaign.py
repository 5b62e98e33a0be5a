"""What a campaign and a delivery may become."""

from __future__ import annotations

import pytest

from digest.campaign import (
    CAMPAIGN_MOVES,
    DELIVERY_MOVES,
    NOT_REACHED,
    REACHED,
    Balance,
    CampaignState,
    DeliveryState,
)


def test_every_state_has_its_moves() -> None:
    """A state that the tables forget would be a dead end by accident."""
    assert set(CAMPAIGN_MOVES) == set(CampaignState)
    assert set(DELIVERY_MOVES) == set(DeliveryState)


def test_no_state_moves_to_itself() -> None:
    """Staying is no move, so the tables never name it."""
    assert not [state for state, others in DELIVERY_MOVES.items() if state in others]
    assert not [state for state, others in CAMPAIGN_MOVES.items() if state in others]


@pytest.mark.parametrize(
    "state", sorted(REACHED - {DeliveryState.UNCERTAIN, DeliveryState.CLAIMED, DeliveryState.SENDING})
)
def test_what_a_provider_took_is_never_prepared_again(state: DeliveryState) -> None:
    """Only what surely did not leave, or an editor's word about the uncertain, makes a delivery go out again."""
    assert DeliveryState.PREPARED not in DELIVERY_MOVES[state]


def test_nothing_leaves_without_being_claimed_first() -> None:
    """Bytes go out in ``sending`` alone, and the way there leads through a claim."""
    assert {state for state, others in DELIVERY_MOVES.items() if DeliveryState.SENDING in others} == {
        DeliveryState.CLAIMED
    }


def test_reached_and_not_reached_share_out_all_states() -> None:
    """A delivery either counts as having reached its address or it doesn't."""
    assert set(DeliveryState) == REACHED | NOT_REACHED
    assert not REACHED & NOT_REACHED


def test_a_campaign_is_through_when_nothing_is_in_hand() -> None:
    """Uncertain deliveries don't keep a campaign open; prepared ones do."""
    states = dict.fromkeys(DeliveryState, 0)
    done = Balance(audience=3, states=states | {DeliveryState.ACCEPTED: 2, DeliveryState.UNCERTAIN: 1})
    open_ = Balance(audience=3, states=states | {DeliveryState.ACCEPTED: 2, DeliveryState.PREPARED: 1})
    assert (done.in_hand, open_.in_hand) == (0, 1)
