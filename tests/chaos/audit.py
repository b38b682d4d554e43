"""
The auditor: the local Bot API's own book beside the bot's tables, read in plain SQL.

It knows what people sent, what Telegram accepted, and what the bot believes; what it is told by the bot's code it does
not believe.
"""

import json
from collections import Counter, defaultdict
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from typing import Any

from bot.tryout.world import World
from domain.moments import Moment
from tests.kit import strongbox
from tests.kit.process import BotProcess

SENDS, FILES = "sendMessage", "sendDocument"
_MARKS = 2  # lines that may stand in front of a letter that is sent again


@dataclass(frozen=True, slots=True, kw_only=True)
class Account:
    """What was lost and what came twice. Everything but `duplicates` and `most` must be nothing."""

    updates: int  #: that people caused
    letters: int  #: that the bot owes and Telegram accepted
    lost_updates: tuple[int, ...]  #: neither handled nor waiting at Telegram
    set_aside: int
    lost_letters: tuple[str, ...]  #: said to be sent, and never accepted
    unsent: tuple[str, ...]  #: neither sent nor in doubt
    lost_proofs: tuple[str, ...]  #: rows without their bytes
    unsettled: int  #: reminders that are due and were not handed over
    duplicates: int  #: letters accepted more often than once, each further time counted
    most: int  #: how often the most frequent of those that are unlike all others was accepted

    def __post_init__(self) -> None:
        assert self.letters or not self.updates, "nothing was sent at all: this audit would see nothing"

    @property
    def losses(self) -> dict[str, Any]:
        """What is missing, by kind; empty where the promise was kept."""
        kinds = ("lost_updates", "set_aside", "lost_letters", "unsent", "lost_proofs", "unsettled")
        return {kind: getattr(self, kind) for kind in kinds if getattr(self, kind)}


def handled(bot: BotProcess) -> set[int]:
    """The numbers of all updates that were handled and are not yet forgotten; that happens after 48 h."""
    return {row[0] for row in bot.remembers("select update_id from inbox where state <> 'waiting'")}


def audit(bot: BotProcess, now: Moment, before: Collection[int] = ()) -> Account:
    """The account of one installation at this moment; `before` are updates that were seen to be handled earlier."""
    world = bot.server.world
    known = handled(bot) | set(before) | {one.update_id for one in world.updates.waiting()}
    owed = _owed(bot)
    accepted = {key: len(copies) for key, copies in _accepted(world, set(owed)).items()}
    sent, copies = Counter[tuple[int, str]](), {}
    for (chat, text), states in owed.items():
        sent[chat, text] = sum(state == "sent" for state in states)
        copies[chat, text] = accepted.get((chat, text), 0) - len(
            [state for state in states if state in {"sent", "doubt"}]
        )
    return Account(
        updates=len(world.updates.seen),
        letters=sum(accepted.values()),
        lost_updates=tuple(sorted({one["update_id"] for one in world.updates.seen} - known)),
        set_aside=_count(bot, "select count(*) from inbox where state = 'set_aside'"),
        lost_letters=tuple(f"{key}" for key, count in sent.items() if accepted.get(key, 0) < count),
        unsent=tuple(f"{key}" for key, states in owed.items() if "unsent" in states),
        lost_proofs=tuple(_lost_proofs(bot)),
        unsettled=len(unsettled(bot, now)),
        duplicates=sum(max(0, more) for more in copies.values()),
        most=max((accepted.get(key, 0) for key, states in owed.items() if len(states) == 1), default=0),
    )


def unsettled(bot: BotProcess, now: Moment) -> list[str]:
    """The reminders that are due and of which nothing has become."""
    until = f"at <= '{now:%Y-%m-%d %H:%M:%S.%f}'"
    due = f"select id from reminders where state = 'planned' and {until}"  # noqa: S608 - our own moment
    return [name for (name,) in bot.remembers(due)]


def _owed(bot: BotProcess) -> dict[tuple[int, str], list[str]]:
    """Every new message that the bot has written: to whom, what, and how it stands."""
    owed: dict[tuple[int, str], list[str]] = {}
    rows = bot.remembers("select chat, payload, state, maybe_arrived from outbox where method = 'sendMessage'")
    for chat, payload, state, maybe_arrived in rows:
        text = _text(payload)
        stands = state if state in {"sent", "dropped", "failed"} else "doubt" if maybe_arrived else "unsent"
        owed.setdefault((chat, text), []).append(stands)
    return owed


def overwritten(bot: BotProcess) -> int:
    """Letters unlike all others of which the record names another copy than the last: a late mark was let through."""
    copies = _accepted(bot.server.world, set(_owed(bot)))
    rows = bot.remembers("select chat, payload, message_id from outbox where method = 'sendMessage' and state = 'sent'")
    known = [(chat, _text(payload), number) for chat, payload, number in rows]
    unlike = Counter((chat, text) for chat, text, _ in known)
    return sum(copies[chat, text][-1] != number for chat, text, number in known if unlike[chat, text] == 1)


def _accepted(world: World, owed: set[tuple[int, str]]) -> dict[tuple[int, str], list[int]]:
    """The messages that each of them became at Telegram; a repeat has a line in front that says so."""
    taken: dict[tuple[int, str], list[int]] = defaultdict(list)
    for entry in world.ledger.calls(SENDS):
        chat, text = int(entry.params["chat_id"]), str(entry.params["text"])
        fitting = [(chat, _without(text, lines)) for lines in range(_MARKS + 1)]
        known = next((each for each in fitting if each in owed), None)
        assert known is not None, f"Telegram took what no row speaks of: {text!r}"
        taken[known].append(entry.result["message_id"])
    return taken


def _text(payload: Any) -> str:
    return str((json.loads(payload) if isinstance(payload, str) else payload)["text"])


def _without(text: str, lines: int) -> str:
    return text.split("\n", lines)[-1] if text.count("\n") >= lines else text


def _lost_proofs(bot: BotProcess) -> Iterable[str]:
    keys = bot.remembers(strongbox.KEYS)
    for name, sha256, state in bot.remembers("select stored_as, sha256, state from proofs where file_id <> ''"):
        if state != "kept" or strongbox.hash_of(bot.evidence / name, name, keys) != sha256:
            yield f"{name} ({state})"


def _count(bot: BotProcess, query: str) -> int:
    return int(bot.remembers(query)[0][0])


#: What the bot has still to do, by kind, in the way that things go: asked in this order, nothing that moves on while we
#: look is missed. A letter in doubt counts, it will be sent once more.
_UNDONE = {
    "updates": "select count(*) from inbox where state = 'waiting'",
    "files": "select count(*) from proofs where state = 'noted' and file_id <> ''",
    "albums": "select count(*) from proof_sets where not answered",
    "dossiers": "select count(*) from orders where state in ('waiting', 'working')",
    "letters": "select count(*) from outbox where state in ('waiting', 'leased')",
}


def undone(bot: BotProcess, now: Moment) -> dict[str, int]:
    """What is still under way; empty when the bot has come to rest."""
    left = {"updates at Telegram": len(bot.server.world.updates.waiting()), "reminders": len(unsettled(bot, now))}
    left |= {kind: _count(bot, query) for kind, query in _UNDONE.items()}
    return {kind: number for kind, number in left.items() if number}
