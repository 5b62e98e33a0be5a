"""Subscribers, campaigns and deliveries, kept so that a crash loses and repeats nothing.

Open one with :func:`open_store`. To send a campaign, a worker repeats::

    claim = store.claims.claim(campaign, limit)             # None: nothing is due
    going = store.claims.mark_sending(claim.fence, ids)     # committed before the first byte leaves
    ...                                                     # hand over exactly those in `going`
    store.claims.record(claim.fence, outcomes)              # together, as soon as the provider answered
    store.claims.release(claim.fence)                       # at the end, or on giving up

and calls ``store.claims.renew()`` every third of a lease. When nothing is due, ``store.campaigns.finish_if_through``
says whether the campaign is through, and ``store.campaigns.next_due`` how long to wait.
"""

from digest.store.audiences import Audience, AudiencePlan
from digest.store.claims import Claim, ClaimedDelivery, Outcome
from digest.store.clock import Clock
from digest.store.content import CampaignContent
from digest.store.imports import Comparison
from digest.store.store import Store, open_store, store_path
from digest.store.subscribers import Member

__all__ = [
    "Audience",
    "AudiencePlan",
    "CampaignContent",
    "Claim",
    "ClaimedDelivery",
    "Clock",
    "Comparison",
    "Member",
    "Outcome",
    "Store",
    "open_store",
    "store_path",
]
