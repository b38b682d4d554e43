"""How the file of circumstances reads. A wrong file is refused with its name, the key and the reason."""

from collections.abc import Mapping, Sequence
from typing import Any

from domain.case import Channel
from domain.circumstances import Answer, Circumstance
from domain.errors import ShelfError
from domain.journal import What
from domain.policy_file import scope
from domain.policy_row import Row
from domain.traits import Trait

KEY_LENGTH = 32  # characters of ``question=answer``: it must fit a button beside the case's id


def from_table(data: Mapping[str, Any], file: str) -> tuple[Circumstance, ...]:
    """
    The questions of a file, in the order in which they are asked.

    Raises:
        ShelfError: naming the file, the question, the key and what is wrong with it.
    """
    rows = data.get("circumstance", [])
    found = tuple(_circumstance(Row(file, f"circumstance {row.get('id', '?')}", row)) for row in rows)
    _refuse_nonsense(file, found)
    return found


def _circumstance(row: Row) -> Circumstance:
    circumstance = Circumstance(
        id=row.text("id"),
        ask=row.words("ask"),
        scope=scope(row),
        answers=tuple(_answer(each) for each in row.rows("answer")),
        several=row.flag("several"),
        told=_one(row, "told"),
        until=row.choices("until", What, ()),
        after=frozenset(row.names("after")),
        facts=row.quotes("facts"),
    )
    row.refuse_rest()
    if len(circumstance.answers) < 2:
        raise row.wrong("answer", "a question needs at least two answers")
    return circumstance


def _answer(row: Row) -> Answer:
    answer = Answer(
        id=row.text("id"),
        words=row.words("words"),
        sets=frozenset(row.choices("sets", Trait, ())),
        channel=next(iter(row.choices("channel", Channel, ())), None),
        tells=_one(row, "tells"),
        mends=_one(row, "mends"),
        pins=row.text("pins", ""),
    )
    row.refuse_rest()
    if sum(map(bool, (answer.tells, answer.mends, answer.pins))) > 1:
        raise row.wrong("tells", "an answer asks on for one time at most")
    return answer


def _one(row: Row, key: str) -> What | None:
    return next(iter(row.choices(key, What, ())), None)


def _refuse_nonsense(file: str, found: Sequence[Circumstance]) -> None:
    known: set[str] = set()
    names: set[str] = set()
    for each in found:
        place = f"circumstance {each.id}"
        if each.id in names:
            raise ShelfError(file, place, "there are two of this id")
        strange = sorted(each.after - known)
        if strange:
            raise ShelfError(file, f"{place}, after", f"{strange[0]!r} is no answer of a question before it")
        names.add(each.id)
        keys = [each.key(answer) for answer in each.answers]
        long = [key for key in keys if len(key) > KEY_LENGTH]
        if long or len(set(keys)) < len(keys):
            raise ShelfError(
                file, f"{place}, answer", f"{(long or keys)[0]!r} is too long for a button, or stands twice"
            )
        known.update(keys)
