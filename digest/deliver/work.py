"""Working on a campaign with what the settings name: its provider, keys and rate."""

from __future__ import annotations

import contextlib
import signal
import threading
from typing import TYPE_CHECKING

from digest.deliver.envelopes import Envelopes
from digest.deliver.links import LinkKeys
from digest.deliver.sending import Sending
from digest.errors import SettingsError
from digest.providers import provider_for

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping
    from types import FrameType

    from digest.settings import Settings
    from digest.store import Store


def work_on(  # noqa: PLR0913 - one for each choice of whoever sends
    store: Store,
    campaign: int,
    settings: Settings,
    environ: Mapping[str, str],
    *,
    stop: threading.Event,
    provider: str | None = None,
    patient: bool = True,
    progress: Callable[[int], None] = lambda _: None,
) -> None:
    """Send what is left of a campaign, until it is through or ``stop`` is set; what is due now where not ``patient``.

    Raises:
        AccountRefusedError: the provider refuses us; the campaign is paused.
        NotReachedError: the provider could not be reached; nobody is lost.
    """
    if settings.workspace is None:
        raise SettingsError("Sending needs a workspace.", remedy="Make one: digest init my-newsletter")
    lists = store.campaigns.get(campaign).lists
    envelopes = Envelopes(
        message=store.campaigns.content(campaign).message,
        keys=LinkKeys.load_or_make(settings.workspace / settings.public.key_file),
        base_url=settings.public.base_url,
        store=store.id,
        list=store.lists.get(lists[0]).id if len(lists) == 1 else None,
    )
    Sending(
        store=store,
        campaign=campaign,
        provider=provider_for(settings, environ, name=provider),
        envelopes=envelopes,
        rate=settings.provider.rate,
        lease=settings.store.lease,
        stop=stop,
        patient=patient,
        progress=progress,
    ).run()


@contextlib.contextmanager
def stopping() -> Iterator[threading.Event]:
    """An event that SIGTERM and SIGINT set, so that what is in flight is finished; a second one ends at once."""
    stop = threading.Event()

    def ask(number: int, frame: FrameType | None) -> None:
        if stop.is_set():
            signal.default_int_handler(number, frame)
        stop.set()

    before = {number: signal.signal(number, ask) for number in (signal.SIGTERM, signal.SIGINT)}
    try:
        yield stop
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)
