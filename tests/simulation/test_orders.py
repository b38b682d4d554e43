"""However Telegram tells it, twice and in another order among the chats: the same is known in the end (T12)."""

from collections import Counter
from concurrent.futures import ProcessPoolExecutor

import pytest

from tests.chaos import figures
from tests.chaos.scale import size
from tests.simulation.run import simulate
from tests.simulation.scene import Scene

PLAIN = Scene(troubles=False, grid=120.0, crowd=5, busy=150.0)
MIXED = Scene(troubles=False, grid=120.0, crowd=5, busy=150.0, mixed=True)
DAYS = 0.08
JOBS = 2
GOAL = "the same is known in the end, each effect once"
#: All that is known of everybody, without the names that chance has given.
KNOWN = (
    "select id, language, wishes from people order by 1",
    "select owner, flow, opened, name, reason, price_minor, platform, archived from cases order by 1, 2, 3, 4, 5, 6",
    """select c.owner, c.opened, c.name, h.seq, h.what, h.when_at, h.told, h.money_minor, h.note, h.taken_back
       from happenings h join cases c on c.id = h.case_id order by 1, 2, 3, 4""",
    """select r.owner, c.opened, c.name, r.kind, r.occurrence, r.at, r.state
       from reminders r join cases c on c.id = r.case_id order by 1, 2, 3, 4, 5""",
    "select owner, kind, caption, text, sha256, state from proofs order by 1, 2, 3, 4, 5",
    "select chat, count(*) from outbox where method = 'sendMessage' and state = 'sent' group by 1 order by 1",
)


@pytest.mark.chaos
def test_another_order_and_repeats_change_nothing() -> None:
    """The final state after updates doubled and mixed across chats is the state after updates in order."""
    seeds = range(1, 1 + size("other orders, runs"))
    with ProcessPoolExecutor(JOBS) as pool:
        told = dict(zip(seeds, pool.map(_told_twice, seeds), strict=True))
    counts = sum((counts for _, counts in told.values()), Counter())
    wrong = [seed for seed, (same, _) in told.items() if not same]
    figures.write(
        "T12", "a story told in order, and disordered", GOAL, stories=len(seeds), different=len(wrong), **counts
    )
    assert not wrong, "the story ends otherwise if it is told in another order, for these seeds"
    assert min(counts["mixed"], counts["twice"]) > 5 * len(seeds), "this proves nothing"


def _told_twice(seed: int) -> tuple[bool, Counter[str]]:
    """Whether both tellings end the same, and what was done to the second one."""
    plain = simulate(seed, DAYS, PLAIN, KNOWN)
    mixed = simulate(seed, DAYS, MIXED, KNOWN)
    assert not plain.verdict + mixed.verdict, f"seed {seed}"
    done = {name: mixed.weather.counts[name] for name in ("mixed", "twice")}
    return mixed.known == plain.known, Counter(updates=len(mixed.world.updates.seen), **done)
