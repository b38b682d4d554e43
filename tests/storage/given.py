"""What the tests of storage start from."""

from collections.abc import Sequence
from datetime import timedelta
from typing import Any

from domain.case import Case
from domain.evidence import Kind, Proof
from domain.journal import What
from domain.ledger import LedgerLine, Page
from domain.machine import Flow
from domain.people import Person
from domain.post import Letter
from domain.reminders import Planned
from storage.inbox import Incoming
from storage.store import Store, Stores
from tests.kit.cases import NOW, a_case, told

ME = 7_999_999_999  # beyond 32 bits, as Telegram's ids are
YOU = 8_000_000_001

MINUTE = timedelta(minutes=1)
DAY = timedelta(days=1)
AGES_AGO = NOW - 999 * DAY


def a_person(id: int = ME, **more: Any) -> Person:  # noqa: A002 - an id is called id
    """Somebody with a private chat."""
    return Person(id=id, chat=id, **more)


def a_dress(**header: Any) -> Case:
    """The case of a dress that was signed for."""
    return a_case(Flow.RETURN, told(What.SIGNED, "2026-11-20"), **header)


def planned(kind: str = "ship", day: str = "2026-11-24", **more: Any) -> Planned:
    """A reminder of the dress, an hour from now."""
    facts: dict[str, Any] = {"case": "caseaaaaaaaa", "kind": kind, "rule": "r", "occurrence": day}
    facts |= {"at": NOW + timedelta(hours=1), "due": NOW + DAY, "final": False}
    return Planned(**(facts | more))


def a_letter(key: str = "k1", **more: Any) -> Letter:
    """A message that is due now."""
    facts: dict[str, Any] = {"key": key, "chat": ME, "method": "sendMessage", "payload": {"text": "你好"}, "due": NOW}
    return Letter(**(facts | more))


def a_proof(id: str = "p1", **more: Any) -> Proof:  # noqa: A002 - as above
    """A photo that just came, its bytes still at Telegram."""
    facts: dict[str, Any] = {"id": id, "owner": ME, "set_id": "s1", "case": None, "kind": Kind.PHOTO, "sender": "我"}
    facts |= {"sent": NOW, "received": NOW, "message_id": 1, "file_id": f"file-{id}", "unique_id": f"unique-{id}"}
    return Proof(**(facts | more))


def updates(*rows: tuple[int, str]) -> Sequence[Incoming]:
    """Raw updates by their id and the chat they stand in line for."""
    return [Incoming(update_id, f'{{"update_id": {update_id}}}', queue) for update_id, queue in rows]


async def move_in(stores: Stores, *people: Person, case: Case | None = None) -> None:
    """Let people be known, and one of them have a case."""
    async with stores.begin() as store:
        for person in people or (a_person(),):
            await store.people.save(person)
        if case is not None:
            await store.cases.add(case)


async def ledger(store: Store, owner: int) -> Sequence[LedgerLine]:
    """All lines of the ledger, those that are planned first."""
    everything = Page(99)
    return [
        *await store.ledger.coming(owner, AGES_AGO, everything),
        *await store.ledger.past(owner, AGES_AGO, everything),
    ]
