"""
The bot's own entry with what a test puts in front of its ports: a clock, a lease, failpoints, hurry.

The product knows nothing of this: names of `bot.cli` are replaced in the test's own process, before `main` runs.
"""

import logging
import os
from collections.abc import Callable
from datetime import timedelta
from functools import partial
from pathlib import Path
from typing import Any

from bot import app, cli, clockwork, logs
from storage import outbox
from tests.kit import failpoints
from tests.kit.clock import SharedClock
from tests.kit.running import HURRY

CLOCK = "TEST_CLOCK"  # a file that holds how far the clock is ahead of the machine's
HASTE = "TEST_HASTE"  # anything: patience of a test, no speed limits
LEASE = "TEST_LEASE"  # seconds that a letter's lease lasts
STEPS = "TEST_STEPS"  # a folder with the failpoints
DEBUG = "TEST_DEBUG"  # anything: every logger at DEBUG
EVER = timedelta(days=36_500)


def main() -> None:
    """`refundkeeper run`, staged."""
    given = os.environ
    clockwork.KEEP_LETTERS = EVER  # the auditor holds each letter's row beside what Telegram took
    if CLOCK in given:
        vars(cli)["SystemClock"] = partial(SharedClock, Path(given[CLOCK]))
    if HASTE in given:
        vars(cli)["App"] = partial(app.App, tempo=HURRY)
    if LEASE in given:
        outbox.LEASE = float(given[LEASE])
    if STEPS in given:
        failpoints.plant(Path(given[STEPS]))
    if DEBUG in given:
        logs.to = partial(_to_at_debug, logs.to)
    cli.main()


def _to_at_debug(to: Callable[..., logging.Handler], **given: Any) -> logging.Handler:
    handler = to(**given, level=logging.DEBUG)
    for name in logs.QUIET:
        logging.getLogger(name).setLevel(logging.DEBUG)
    return handler
