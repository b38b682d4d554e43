"""Housekeeping: what nobody needs any more is forgotten, and nothing else."""

from datetime import timedelta
from pathlib import Path

from bot.clockwork import KEEP_LETTERS
from tests.kit.chatting import shopping


async def test_letters_of_last_month_are_forgotten_and_the_ledger_is_not(tmp_path: Path) -> None:
    """The chat has the letters; what was due and sent stands in the reminders, and is said as before."""
    async with shopping(tmp_path) as me:
        await me.registers()
        await me.bot.advance(timedelta(days=3))
        async with me.bot.stores.look() as store:
            before = await store.outbox.counts()
        assert "✅ 11月24日" in await me.says("/reminders")
        await me.bot.advance(KEEP_LETTERS + timedelta(days=1))
        said = len(me.person.chat.said)
        assert "11月24日" in await me.says("/reminders") + await me.taps("更早")
        async with me.bot.stores.look() as store:
            after = await store.outbox.counts()
        assert 0 < after["sent"] < before["sent"], (before, after)
        assert len(me.person.chat.said) == said + 1  # nothing of what was forgotten came again
