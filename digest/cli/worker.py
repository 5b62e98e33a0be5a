"""A process that sends what is to be sent."""

from __future__ import annotations

import logging
import os
import sys
import time

import click


@click.command()
@click.pass_context
def worker(ctx: click.Context, /) -> None:
    """Join unfinished campaigns until told to stop; SIGTERM lets what is in flight finish."""
    from digest.deliver.work import stopping
    from digest.deliver.worker import run_worker
    from digest.store import open_store

    handler = logging.StreamHandler(sys.stderr)
    handler.setFormatter(_utc(logging.Formatter("%(asctime)s %(levelname)s %(message)s", "%Y-%m-%dT%H:%M:%SZ")))
    logging.getLogger("digest").addHandler(handler)
    logging.getLogger("digest").setLevel(logging.INFO)
    with open_store(ctx.obj.settings) as store, stopping() as stop:
        run_worker(store, ctx.obj.settings, os.environ, stop)


def _utc(formatter: logging.Formatter) -> logging.Formatter:
    formatter.converter = time.gmtime
    return formatter
