"""What the judges are given: the witness's notes, Telegram's book, the rows at the end, the log, the weather."""

import re
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from bot.tryout.world import World
from tests.simulation.weather import Weather
from tests.simulation.witness import Flight, Witness, text_of

ONE, ALL = re.compile("删掉这个案件|Delete this case"), re.compile("永久删除|Delete for good")


@dataclass(frozen=True, slots=True)
class Trial:
    """One run that is over. `end` is true unix seconds; `away` are the people who cannot be reached at the end."""

    world: World
    weather: Weather
    witness: Witness
    folder: Path
    end: float
    confirmed: set[int]
    expired: dict[int, float]
    logged: list[dict[str, Any]]
    ends: list[str]

    @property
    def flights(self) -> list[Flight]:
        """Every call that somebody could notice, in order."""
        return self.witness.flights

    @property
    def away(self) -> list[int]:
        """Who cannot be reached as far as the bot knows, or has just blocked it."""
        known = [row[0] for row in self.rows("select chat from people where unreachable_since is not null")]
        return known + [chat.id for chat in self.world.chats.values() if chat.blocked]

    @property
    def deleted(self) -> dict[str, int]:
        """The cases that are gone because their owners tapped that they shall be, each with its owner."""
        one = {(tap["from"]["id"], case) for tap in self._taps(ONE) for case in tap["data"].split("|")}
        gone = self.rows("select id, owner from gone_cases")
        return {case: owner for case, owner in gone if owner in self.forgotten or (owner, case) in one}

    @property
    def forgotten(self) -> set[int]:
        """Who tapped that all that is kept of them shall go."""
        return {tap["from"]["id"] for tap in self._taps(ALL)}

    def _taps(self, on: re.Pattern[str]) -> list[dict[str, Any]]:
        taps = (update["callback_query"] for update in self.world.updates.seen if "callback_query" in update)
        return [tap for tap in taps if _says(tap, on)]

    def rows(self, query: str, *values: Any) -> list[tuple[Any, ...]]:
        """What stands in the database at the end."""
        return self.witness.look(query, *values)

    def ended(self, seconds: float) -> str:
        """A moment so long after the end (before it, if negative), as the database writes it."""
        return text_of(self.end + seconds)

    def blocked(self, person: int, since: float, until: float) -> bool:
        """Whether the person had blocked the bot at some time of that span."""
        turns = [
            (update["my_chat_member"]["date"], update["my_chat_member"]["new_chat_member"]["status"])
            for update in self.world.updates.seen
            if "my_chat_member" in update and update["my_chat_member"]["from"]["id"] == person
        ]
        before = [status for date, status in turns if date <= since]
        during = [status for date, status in turns if since < date <= until]
        return "kicked" in [*before[-1:], *during]


def _says(tap: dict[str, Any], what: re.Pattern[str]) -> bool:
    """Whether the tapped button says that."""
    rows = tap["message"].get("reply_markup", {}).get("inline_keyboard", [])
    return any(each.get("callback_data") == tap["data"] and what.search(each["text"]) for row in rows for each in row)
