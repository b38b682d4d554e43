"""T4: one letter kills its sender each time it was sent; it is not said for ever, and the others still go out."""

import contextlib
from collections.abc import Sequence
from datetime import timedelta
from pathlib import Path

import pytest

from bot.tryout.person import Person
from tests.chaos import figures, rest
from tests.chaos.audit import SENDS, audit
from tests.chaos.crowd import Shopper, move_in, people
from tests.chaos.scale import size
from tests.kit.clock import SharedClock
from tests.kit.entry import HASTE, STEPS
from tests.kit.process import BotProcess, kept_alive, staged

pytestmark = pytest.mark.chaos

REPEATS = 3  # after the first time (reliability.md, section 1)
CALM = 4.0  # seconds without a death, after which this turn brings none
TURN = timedelta(minutes=6)  # longer than the longest rest of a letter that is still tried
GOAL = "at most 3 repeats in 24 h; other reminders still flow"


async def test_a_letter_that_kills_its_sender_is_given_up(tmp_path: Path) -> None:
    """It was perhaps read four times, and the ledger says that nobody knows; others heard theirs."""
    async with staged(tmp_path, {STEPS: str(tmp_path), HASTE: "1"}) as (bot, clock):
        owners = people(bot.server.world, 6)
        deaths = await _dies_of(owners[0], owners, bot, clock)
        account = audit(bot, clock.now())
        repeats = [_times_reminded(bot, each.person) - 1 for each in owners]
        ends = bot.remembers("select why from reminders where state = 'failed'")
    counted = {"lost": account.losses or 0, "repeats": repeats, "given_up": len(ends)}
    figures.write("T4", f"{deaths} deaths over one letter", GOAL, **counted)
    assert deaths > REPEATS, "this loop was none"
    assert repeats[0] == max(repeats) == REPEATS, "it was said too often, or too seldom to prove anything"
    assert min(repeats) >= 0, "others were held up"
    assert ("in_doubt",) in ends
    assert not account.losses


async def _dies_of(victim: Shopper, owners: Sequence[Shopper], bot: BotProcess, clock: SharedClock) -> int:
    """Whatever is sent to the victim kills the sender; gives how often it died."""
    await move_in(bot.database, owners, clock.now())
    order = bot.data_dir / "order"
    async with kept_alive(bot) as codes:
        await rest.comes(bot, clock)
        order.write_text(f"letter: answered {SENDS} to {victim.person.id}#*", encoding="utf-8")
        clock.advance(timedelta(hours=14))
        for _ in range(size("crash loop, turns")):
            await _a_turn(bot, codes, clock)
        order.unlink()
        await rest.comes(bot, clock)
    return codes.count(-9)


async def _a_turn(bot: BotProcess, codes: list[int], clock: SharedClock) -> None:
    """The bot sends what may go and dies of it, or has nothing to die of any more; it is up when minutes go by."""
    deaths = len(codes)
    with contextlib.suppress(TimeoutError):
        await rest.until(lambda: len(codes) > deaths, patience=CALM)
    await rest.until(lambda: bot.pid and bot.server.world.updates.polled)
    clock.advance(TURN)


def _times_reminded(bot: BotProcess, person: Person) -> int:
    """How often this person was told to ship, copies included."""
    sent = [each.params for each in bot.server.world.ledger.calls(SENDS)]
    return sum(str(each["chat_id"]) == str(person.id) and "📮" in str(each["text"]) for each in sent)
