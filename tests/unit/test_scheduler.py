"""What a worker does about schedules, by a clock that goes when it is told to."""

from __future__ import annotations

import datetime as dt
import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

import pytest

from digest.campaign import CampaignState
from digest.deliver.launch import approve, proof_of_slot
from digest.deliver.schedule import schedule_of
from digest.deliver.scheduler import Scheduler
from digest.errors import RefusedError
from digest.settings import load_settings
from digest.slot import Slot, SlotState
from tests.unit.store_parts import FakeClock, open_at, people

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from digest.settings import Settings
    from digest.store import Store

TOML = """
[publication]
name = "The Daily"
from = "The Daily <daily@example.com>"
postal_address = "1 Example Street"
[public]
base_url = "https://digest.example.com"
[schedules.morning]
cron = "daily 07:30"
zone = "Europe/London"
source = "articles"
list = "readers"
"""
STORY = (
    "Harbour wall to be raised\n\n"
    "The council of Seaford voted on Tuesday to raise the harbour wall by 40 centimetres before next winter.\n\n"
    "Engineers said the work will cost 3 million pounds and take nine months to finish.\n"
)
OTHER = STORY.replace("Harbour", "Garden").replace("Seaford", "Newhaven").replace("40", "60")
ALL = tuple(SlotState)


@dataclass(kw_only=True)
class Desk:
    """A workspace with a schedule, and a worker that looks at it when told to."""

    folder: Path
    clock: FakeClock
    store: Store
    worker: Scheduler
    settings: Settings

    def set(self, more: str = "", *, toml: str = TOML) -> None:
        """Change the settings: what stands after the schedule's keys, or all."""
        (self.folder / "digest.toml").write_text(toml + more, encoding="utf-8")
        self.settings = load_settings(self.folder, {})

    def article(self, name: str, text: str = STORY) -> None:
        """Put an article into the folder."""
        (self.folder / "articles" / name).write_text(text, encoding="utf-8")

    def at(self, when: str) -> list[tuple[str, str]]:
        """Let it become that time, let the worker look, and give what became of all slots."""
        self.clock.at = dt.datetime.fromisoformat(when).replace(tzinfo=dt.UTC)
        self.worker.tick(self.settings)
        return [(slot.at[:16], str(slot.state)) for slot in self.slots()]

    def slots(self) -> list[Slot]:
        """All slots, the earliest first."""
        return self.store.schedules.slots(states=ALL)

    def approve(self) -> None:
        """Say yes to what waits last."""
        slot = self.store.schedules.slots(states=(SlotState.WAITING,))[-1]
        proof = proof_of_slot(schedule_of(self.settings, "morning"), slot, self.settings, now=self.clock.at)
        approve(self.store, slot, proof, who="Kim")


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    """Seen for the first time the evening before, with one article in the folder."""
    clock = FakeClock()
    with open_at(tmp_path, clock) as store:
        worker = Scheduler(store=store, environ={}, clock=clock.clock())
        desk = Desk(folder=tmp_path, clock=clock, store=store, worker=worker, settings=load_settings(None, {}))
        (tmp_path / "articles").mkdir()
        desk.article("harbour.txt")
        people(store, "ann bo")
        desk.set()
        assert desk.at("2026-11-23T20:00") == []
        yield desk


def test_a_digest_is_drafted_waits_goes_out_once_and_comes_back_with_news_only(desk: Desk) -> None:
    """The whole story: drafted at its time, sent after a yes, and nothing without anything new."""
    assert desk.at("2026-11-24T07:29:59") == []
    assert desk.at("2026-11-24T07:30") == [("2026-11-24T07:30", "waiting")]
    assert (desk.folder / "drafts/morning-2026-11-24-0730.md").exists()
    assert desk.at("2026-11-24T07:40") == [("2026-11-24T07:30", "waiting")]
    assert desk.store.campaigns.all() == []

    desk.approve()
    assert desk.at("2026-11-24T07:41") == [("2026-11-24T07:30", "started")]
    desk.at("2026-11-24T07:42")
    (campaign,) = desk.store.campaigns.all()
    assert (campaign.state, campaign.audience) == (CampaignState.SENDING, 2)
    (approval,) = desk.store.approvals.of_edition(campaign.edition)
    assert (approval.who, approval.at, approval.hash) == ("Kim", "2026-11-24T07:40:00Z", campaign.message_hash)

    assert desk.at("2026-11-25T07:30")[-1] == ("2026-11-25T07:30", "skipped")
    assert desk.slots()[-1].reason == "nothing new"
    desk.article("garden.txt", OTHER)
    assert desk.at("2026-11-26T07:30")[-1] == ("2026-11-26T07:30", "waiting")
    text = (desk.folder / "drafts/morning-2026-11-26-0730.md").read_text(encoding="utf-8")
    assert "Newhaven" in text
    assert "Seaford" not in text


def test_without_approval_it_starts_at_its_time(desk: Desk) -> None:
    """Nobody is asked."""
    desk.set("approval = false\n")
    assert desk.at("2026-11-24T07:30") == [("2026-11-24T07:30", "started")]
    assert len(desk.store.campaigns.all()) == 1


def test_workers_side_by_side_fire_a_slot_once(desk: Desk) -> None:
    """Whoever is first has it; the other finds it done."""
    desk.set("approval = false\n")
    with open_at(desk.folder, desk.clock) as store:
        other = Scheduler(store=store, environ={}, clock=desk.clock.clock())
        desk.clock.at = dt.datetime(2026, 11, 24, 7, 30, tzinfo=dt.UTC)
        for _ in range(2):
            other.tick(desk.settings)
            desk.worker.tick(desk.settings)
    assert [slot.state for slot in desk.slots()] == [SlotState.STARTED]
    assert len(desk.store.campaigns.all()) == 1


def test_a_clock_that_is_set_back_fires_nothing_again(desk: Desk) -> None:
    """By an hour, by hand."""
    desk.set("approval = false\nnothing_new = 'send'\n")
    desk.at("2026-11-24T07:30")
    desk.at("2026-11-24T06:31")
    assert len(desk.at("2026-11-24T07:31")) == 1
    assert len(desk.store.campaigns.all()) == 1


@pytest.mark.parametrize(
    ("missed", "states"),
    [
        ("skip", ["missed", "missed", "missed"]),
        ("once", ["missed", "missed", "waiting"]),
        ("ask", ["missed", "missed", "asks"]),
    ],
)
def test_after_a_long_sleep_it_goes_by_the_rule_for_missed_times(desk: Desk, missed: str, states: list[str]) -> None:
    """Three mornings slept through."""
    desk.set(f"missed = '{missed}'\n")
    assert [state for _, state in desk.at("2026-11-26T20:00")] == states


def test_a_time_missed_by_little_fires(desk: Desk) -> None:
    """Up to an hour; and what asked before that is answered by it."""
    desk.at("2026-11-24T20:00")
    assert desk.at("2026-11-25T08:30") == [("2026-11-24T07:30", "missed"), ("2026-11-25T07:30", "waiting")]


def test_what_a_worker_left_half_done_is_done_by_another(desk: Desk) -> None:
    """It died while it drafted: after two minutes its slot is free again."""
    desk.clock.at = dt.datetime(2026, 11, 24, 7, 30, tzinfo=dt.UTC)
    assert desk.store.schedules.add("morning", "2026-11-24T07:30:00Z", SlotState.DUE, take=True)
    assert desk.at("2026-11-24T07:31") == [("2026-11-24T07:30", "due")]
    assert desk.at("2026-11-24T07:32:30") == [("2026-11-24T07:30", "waiting")]


def test_a_schedule_seen_for_the_first_time_owes_nothing_of_the_past(desk: Desk) -> None:
    """Nor one whose times were changed."""
    desk.set(toml=TOML.replace("07:30", "06:30"))
    assert desk.at("2026-11-24T20:00") == []
    assert [at for at, _ in desk.at("2026-11-25T06:30")] == ["2026-11-25T06:30"]


def test_an_edit_after_the_yes_voids_it(desk: Desk) -> None:
    """It waits again, and says who had approved what it was; approved again it goes."""
    desk.at("2026-11-24T07:30")
    desk.approve()
    draft = desk.folder / "drafts/morning-2026-11-24-0730.md"
    draft.write_text(re.sub(r"(?m)^subject: .*$", "subject: Another", draft.read_text()), encoding="utf-8")
    assert desk.at("2026-11-24T07:31") == [("2026-11-24T07:30", "waiting")]
    assert "changed since Kim approved it at 2026-11-24T07:30:00Z" in desk.slots()[0].reason
    assert desk.store.campaigns.all() == []
    desk.approve()
    assert desk.at("2026-11-24T07:32") == [("2026-11-24T07:30", "started")]
    assert desk.store.campaigns.all()[0].subject == "Another"


def test_a_yes_is_good_for_an_hour(desk: Desk) -> None:
    """A worker that comes much later, or works on a restored store, asks again."""
    desk.at("2026-11-24T07:30")
    desk.approve()
    assert desk.at("2026-11-24T08:31") == [("2026-11-24T07:30", "waiting")]
    assert "not sent in time" in desk.slots()[0].reason


def test_other_disclaimers_at_the_time_of_sending_void_a_yes(desk: Desk) -> None:
    """What must stand in the digest by now was not in what was approved."""
    desk.at("2026-11-24T07:30")
    desk.approve()
    desk.set("[[disclaimers]]\nid = 'vote'\ntext = 'Voting is open until Sunday.'\n")
    assert desk.at("2026-11-24T07:31") == [("2026-11-24T07:30", "waiting")]
    assert desk.store.campaigns.all() == []


def test_a_sentence_that_changed_in_its_article_is_named(desk: Desk) -> None:
    """When it is to be approved, and once more when it is to be sent."""
    desk.at("2026-11-24T07:30")
    desk.article("harbour.txt", STORY.replace("40 centimetres", "140 centimetres"))
    with pytest.raises(RefusedError, match=r"40 centimetres before next winter\.” no longer stands in"):
        desk.approve()
    desk.article("harbour.txt", STORY + "\nMore will be known on Friday, the mayor of the town said.\n")
    desk.approve()
    (desk.folder / "articles/harbour.txt").unlink()
    assert desk.at("2026-11-24T07:31") == [("2026-11-24T07:30", "waiting")]
    assert "has lost its source" in desk.slots()[0].reason
    assert desk.store.campaigns.all() == []


def test_days_off_are_left_out(desk: Desk) -> None:
    """Dates, calendars and what an editor says."""
    (desk.folder / "off.ics").write_text("BEGIN:VCALENDAR\nBEGIN:VEVENT\nDTSTART:20261126\nEND:VEVENT\nEND:VCALENDAR\n")
    desk.set("except = [2026-11-24, 'off.ics']\n")
    desk.store.schedules.leave_out("morning", dt.date(2026, 11, 25))
    for day in ("24", "25", "26"):
        assert desk.at(f"2026-11-{day}T07:30") == []
    assert desk.at("2026-11-27T07:30") == [("2026-11-27T07:30", "waiting")]


def test_what_is_held_neither_fires_nor_leaves(desk: Desk) -> None:
    """Released in time it fires; a campaign of its own hands nothing over while it is held."""
    desk.set("approval = false\n")
    desk.store.holds.add("morning", who="Kim")
    assert desk.at("2026-11-24T07:30") == []
    desk.store.holds.remove("morning")
    assert desk.at("2026-11-24T07:45") == [("2026-11-24T07:30", "started")]
    (campaign,) = desk.store.campaigns.all()
    for name in ("morning", ""):
        desk.store.holds.add(name, who="Kim")
        assert desk.store.claims.claim(campaign.id, 10) is None
        desk.store.holds.remove(name)
    claim = desk.store.claims.claim(campaign.id, 10)
    assert claim is not None
    desk.store.holds.add("", who="Kim")
    assert not desk.store.claims.mark_sending(claim.fence, [one.id for one in claim.deliveries])


def test_too_few_articles_wait_for_more(desk: Desk) -> None:
    """And are new the next time."""
    desk.set("min_articles = 2\n")
    desk.at("2026-11-24T07:30")
    assert desk.slots()[0].reason == "1 new of at least 2"
    desk.article("garden.txt", OTHER)
    assert desk.at("2026-11-25T07:30")[-1] == ("2026-11-25T07:30", "waiting")


def test_with_nothing_new_the_same_may_go_again(desk: Desk) -> None:
    """As another edition, which reaches those who got the first."""
    desk.set("approval = false\nnothing_new = 'send'\n")
    desk.at("2026-11-24T07:30")
    desk.at("2026-11-25T07:30")
    campaigns = desk.store.campaigns.all()
    assert [desk.store.campaigns.balance(one.id).in_hand for one in campaigns] == [2, 2]


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ('list = "readers"', 'list = "nobody"', "nobody"),
        ('source = "articles"', 'source = "elsewhere"', "elsewhere can't be read"),
    ],
)
def test_what_can_not_be_drafted_asks_and_says_why(desk: Desk, old: str, new: str, said: str) -> None:
    """A person puts it right, and runs it."""
    desk.set(toml=TOML.replace(old, new))
    assert desk.at("2026-11-24T07:30") == [("2026-11-24T07:30", "asks")]
    assert said in desk.slots()[0].reason


def test_a_draft_with_errors_waits_even_where_nobody_needs_to_say_yes(desk: Desk) -> None:
    """And says which."""
    desk.set("approval = false\n", toml=TOML.replace('from = "The Daily <daily@example.com>"\n', ""))
    assert desk.at("2026-11-24T07:30") == [("2026-11-24T07:30", "waiting")]
    assert "whom the message is from" in desk.slots()[0].reason
