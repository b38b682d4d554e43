"""T18: a stranger taps, types and links with all that belongs to somebody else; nothing of it is shown or moved."""

import random
from pathlib import Path
from typing import Any

import pytest

from handlers.talk.taps import Verb
from tests.chaos import figures
from tests.chaos.crowd import picture
from tests.chaos.scale import size
from tests.kit.chatting import Shopper
from tests.kit.running import RunningBot, running_bot

pytestmark = pytest.mark.chaos

SEED = 20261126
SECRET = "外婆的银镯子"
PROOF = "她的证据"
GOAL = "0 reads or writes across owners, 0 unhandled"
#: Everything that belongs to somebody, by the column that says to whom.
OWNED = {"cases": "owner", "reminders": "owner", "proofs": "owner", "proof_sets": "owner", "people": "id"}


async def test_a_stranger_reaches_nothing(tmp_path: Path) -> None:
    """With every verb, the owner's ids and details, links and words: the owner's rows stay, her secret stays hers."""
    many, chance = size("fuzzed taps"), random.Random(SEED)
    async with running_bot(tmp_path) as bot:
        me, stranger = await _two_people(bot)
        grammar, before = await _grammar(bot, me), await _rows_of(bot, me)
        for number in range(many):
            _acts(stranger, grammar, chance)
            if number % 20 == 19:
                await bot.until_idle(60)
        await bot.until_idle(60)
        after, said = await _rows_of(bot, me), [one.text for one in stranger.person.chat.said]
        async with bot.stores.look() as store:
            counts = dict(await store.inbox.counts())
    leaked = [text for text in said if SECRET in text or PROOF in text or "Traceback" in text]
    figures.write("T18", f"{many} taps, links and words of a stranger", GOAL, leaked=len(leaked), **counts)
    assert not leaked, leaked[:3]
    assert after == before
    assert not counts.get("set_aside"), counts
    assert not counts.get("waiting"), counts


async def _two_people(bot: RunningBot) -> tuple[Shopper, Shopper]:
    """One with a case, a reminder and a picture; the other with a case of his own."""
    me, stranger = Shopper(bot, bot.server.world.xiaoyu), Shopper(bot, bot.server.world.stranger)
    await me.says("/start")
    await me.registers(name=SECRET)
    me.person.sends_photo(picture(7), PROOF)
    await me.waits()
    await stranger.says("/start")
    await stranger.registers(name="路人的耳机")
    return me, stranger


async def _grammar(bot: RunningBot, me: Shopper) -> dict[str, list[str]]:
    """What data may be made of: the owner's ids in place of the case, and everything that stood on her buttons."""
    rows = await _rows_of(bot, me)
    ids = [str(row[0]) for table in ("cases", "reminders", "proofs", "proof_sets") for row in rows[table]]
    data = [button.get("callback_data", "") for one in me.person.chat.said for row in one.rows for button in row]
    details = {each.split("|")[-1] for each in data} | {f"{each}:1h" for each in ids} | set(ids)
    return {"ids": ids, "data": data, "details": [*sorted(details), "x", "9" * 9, "a=b", "price", "\U0001f9e5"]}


def _acts(stranger: Shopper, grammar: dict[str, list[str]], chance: random.Random) -> None:
    person, lot = stranger.person, chance.random()
    if lot < 0.85:
        verb, case = chance.choice(list(Verb)).value, chance.choice(["", *grammar["ids"]])
        detail = chance.choice(grammar["details"])
        made = f"1|{verb}|{case}|{chance.choice((0, 1, 2, 7))}|{detail}"
        data = chance.choice((made, made, made, chance.choice(grammar["data"])))
        person.taps_data(chance.choice(person.chat.said), _cut(data))
    elif lot < 0.93:
        person.starts(chance.choice(grammar["ids"]))
    else:
        person.sends(chance.choice(("399", "昨天", "SF1234567890123", "?", *grammar["ids"])))


def _cut(data: str) -> str:
    return data.encode()[:64].decode(errors="ignore") or "x"


async def _rows_of(bot: RunningBot, me: Shopper) -> dict[str, list[tuple[Any, ...]]]:
    """All that is kept of her."""
    found: dict[str, list[tuple[Any, ...]]] = {}
    async with bot.stores.look() as store:
        connection = await store._session.connection()
        for table, column in OWNED.items():
            rows = await connection.exec_driver_sql(f"select * from {table} where {column} = {me.person.id}")  # noqa: S608 - a number
            found[table] = sorted((tuple(row) for row in rows), key=str)
    return found
