"""What the commands say of campaigns as JSON. The keys are a contract with other programs; docs/json.md lists them."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, Any

from digest.campaign import CampaignState, DeliveryState

if TYPE_CHECKING:
    from collections.abc import Iterable

    from digest.campaign import Balance, Campaign, Delivery
    from digest.deliver.rehearsal import Rehearsal
    from digest.pipeline import Proof
    from digest.store import Audience, AudiencePlan, Store

Json = dict[str, Any]


def campaigns_json(campaigns: Iterable[Campaign]) -> Json:
    """All campaigns, a few facts of each."""
    return {"campaigns": [_facts(campaign) for campaign in campaigns]}


def campaign_json(store: Store, number: int, *, deliveries: bool = False) -> Json:
    """One campaign: where its deliveries stand, and who is uncertain; every delivery where asked for."""
    campaign = store.campaigns.get(number)
    document = {
        **_facts(campaign),
        "reason": campaign.reason,
        "hash": campaign.message_hash,
        **balance_json(store.campaigns.balance(number)),
        "rate": store.campaigns.rate(number),
        "uncertain": [
            {"address": one.address, "since": one.changed, "words": one.reason}
            for one in store.campaigns.deliveries(number, state=DeliveryState.UNCERTAIN)
        ],
    }
    if deliveries:
        document["deliveries"] = [_delivery(one) for one in store.campaigns.deliveries(number)]
    return document


def balance_json(balance: Balance) -> Json:
    """How many deliveries stand where; the states add up to the audience."""
    return {
        "states": {str(state): number for state, number in balance.states.items()},
        "skipped_reasons": dict(balance.skipped_reasons),
    }


def rehearsal_json(proof: Proof, audience: Audience, plan: AudiencePlan, rehearsal: Rehearsal) -> Json:
    """A dry run: the keys of a campaign, as it would stand before its first message left."""
    reasons = Counter(plan.skipped_reasons) + rehearsal.unfit
    states = dict.fromkeys(map(str, DeliveryState), 0)
    states[DeliveryState.PREPARED] = rehearsal.made
    states[DeliveryState.SKIPPED] = reasons.total()
    return {
        "dry_run": True,
        "edition": proof.edition.id,
        "subject": proof.message.subject,
        "lists": list(audience.lists),
        "state": str(CampaignState.SCHEDULED),
        "due": None,
        "started": None,
        "finished": None,
        "audience": plan.audience,
        "reason": "",
        "hash": proof.message.hash,
        "states": states,
        "skipped_reasons": dict(reasons),
        "rate": proof.settings.provider.rate,
        "uncertain": [],
        "bytes": {"smallest": rehearsal.smallest, "largest": rehearsal.largest},
        "seconds": round(rehearsal.seconds(proof.settings.provider.rate), 3),
        "samples": [str(path) for path in rehearsal.samples],
        "refused": dict(rehearsal.refused),
    }


def _facts(campaign: Campaign) -> Json:
    return {
        "id": campaign.id,
        "edition": campaign.edition,
        "subject": campaign.subject,
        "lists": list(campaign.lists),
        "state": str(campaign.state),
        "due": campaign.due,
        "started": campaign.started,
        "finished": campaign.finished,
        "audience": campaign.audience,
    }


def _delivery(one: Delivery) -> Json:
    return {
        "address": one.address,
        "state": str(one.state),
        "reason": one.reason,
        "provider_id": one.provider_id,
        "changed": one.changed,
    }
