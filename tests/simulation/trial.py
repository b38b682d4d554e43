"""What the judges are given: the witness's notes, Telegram's book, the rows at the end, the log, the weather."""

import re
from dataclasses import dataclass
from pathlib import Path
from typing import Any, NamedTuple

from bot.tryout.world import World
from tests.simulation.weather import Weather
from tests.simulation.witness import Flight, Witness, text_of

#: The last of the taps that delete: one case, or (with no case) everything; when its button was drawn, in unix seconds.
WISH = re.compile(r"1\|(?:mc\|[\w-]{12}|mx\|)\|\d+\|yes=\d{1,11}")
MEANT = 900.0  # seconds for which such a button is meant (domain/erasure.py)
HANDLING = 120.0  # seconds: at most so long one update takes


class Wish(NamedTuple):
    """A tap that something be deleted, and when it was handled: in which transaction, on the program's clock."""

    person: int
    case: str  #: empty for everything
    drawn: int
    unit: int
    wall: float

    @property
    def may_count(self) -> bool:
        """Whether the button was not too old."""
        return -HANDLING <= self.wall - self.drawn <= MEANT + HANDLING


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
    def handled(self) -> dict[int, int]:
        """The updates that were handled, each with the transaction that did it."""
        return dict(self.rows("select update_id, unit from seen_updates where state = 'done'"))

    @property
    def wishes(self) -> list[Wish]:
        """The handled taps that something be deleted."""
        done = {
            row[0]: row[1:] for row in self.rows("select update_id, unit, wall from seen_updates where state = 'done'")
        }
        found = []
        for update in self.world.updates.seen:
            tap, handled = update.get("callback_query", {}), done.get(update["update_id"])
            if handled and WISH.fullmatch(tap.get("data", "")):
                _, _, case, _, detail = tap["data"].split("|")
                found.append(Wish(tap["from"]["id"], case, int(detail.partition("=")[2]), *handled))
        return found

    @property
    def deleted(self) -> dict[str, int]:
        """The cases that went with their owners' taps that they shall, each with the transaction of both."""
        wished = {(wish.person, wish.unit, wish.case) for wish in self.wishes if wish.may_count}
        gone = self.rows("select id, owner, unit from gone_cases")
        return {case: unit for case, owner, unit in gone if wished & {(owner, unit, case), (owner, unit, "")}}

    @property
    def forgotten(self) -> set[tuple[int, int]]:
        """Who went with their taps that all that is kept of them shall, each with the transaction of both."""
        wished = {(wish.person, wish.unit) for wish in self.wishes if wish.may_count and not wish.case}
        return wished & set(self.rows("select id, unit from gone_people"))

    def knew(self, person: int, at: float) -> bool:
        """Whether the bot knew the person at that moment of its clock."""
        query = "select wall, 1 from seen_people where id = ?1 union all select wall, 0 from gone_people where id = ?1"
        turns = [(wall, known) for wall, known in self.rows(query, person) if wall <= at]
        return bool(max(turns, default=(0.0, 0))[1])

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
