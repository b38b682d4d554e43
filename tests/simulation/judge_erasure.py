"""What holds for what people delete: it goes when they say so, and nothing else does; nothing of it is left or said."""

import re
from collections.abc import Iterator

from tests.simulation.traces import FAREWELL
from tests.simulation.trial import MEANT, Trial, Wish
from tests.simulation.witness import Flight, seconds_of

DAY = 86_400.0
ANSWER = 0  # the rank of what somebody waits for (domain/post.py)
CANARY = "⟦"  # in names that stand for nothing else (shoppers.py): a price may be a name too


def asked_for(trial: Trial) -> Iterator[str]:
    """What is gone went in the very transaction that handled its owner's tap: that case, or all of that person."""
    deleted, forgotten = trial.deleted, trial.forgotten
    for case, owner, unit in trial.rows("select id, owner, unit from gone_cases"):
        if deleted.get(case) != unit:
            yield f"the case {case} of {owner} is gone, and nobody said so then"
    for table, owner in (("gone_people", "id"), ("gone_keys", "owner")):
        for person, unit in trial.rows(f"select {owner}, unit from {table}"):  # noqa: S608 - two names from above
            if (person, unit) not in forgotten:
                yield f"{table}: {person} is gone, and did not say so then"
    wished = {(wish.person, wish.unit) for wish in trial.wishes if wish.may_count}
    for proof, owner, unit in trial.rows("select id, owner, unit from gone_proofs"):
        if (owner, unit) not in wished:
            yield f"the proof {proof} of {owner} is gone, and nobody said so then"


def obeyed(trial: Trial) -> Iterator[str]:
    """Whoever has just been asked and says so is rid of the case, or of everything, with that."""
    for wish in trial.wishes:
        if not 0.0 <= wish.wall - wish.drawn <= MEANT or trial.weather.was("clock", wish.wall - DAY, wish.wall + DAY):
            continue
        if _knew(trial, wish) and (wish.case or wish.person) not in _gone_with(trial, wish):
            yield f"{wish.person} said that {wish.case or 'everything'} shall go at {wish.wall:.0f}, and it did not"


def silent_about_it(trial: Trial) -> Iterator[str]:
    """No card, no reminder, no button of a case that was gone when the letter left."""
    gone = {case: (unit, name) for case, name, unit in trial.rows("select id, name, unit from gone_cases")}
    cases = dict(trial.rows("select id, case_id from gone_reminders"))
    there = {name for (name,) in trial.rows("select name from cases")}
    for flight in trial.flights:
        about = {flight.screen, cases.get(flight.reminder, ""), *re.findall(r"\|([\w-]{12})\|", flight.said)}
        for case in about & gone.keys():
            if flight.unit >= gone[case][0]:
                yield f"{flight.key} left for {flight.chat} at {flight.left:.3f} about {case}, which was gone"
        if not flight.letters or flight.letters[0].rank == ANSWER:
            continue  # the answer that says that it is gone names it
        for case, (unit, name) in gone.items():
            known = CANARY in name and name in flight.said
            if known and unit <= flight.unit and name not in there | _alive(gone, flight):
                yield f"{flight.key} left for {flight.chat} at {flight.left:.3f} and names {case}, which was gone"


def silent_to_them(trial: Trial) -> Iterator[str]:
    """Who wants to be forgotten gets a last word, and then nothing before they do something again."""
    units = dict(trial.rows("select update_id, unit from seen_updates where state in ('done', 'set_aside')"))
    acts = [(_whose(update), units.get(update["update_id"], 0)) for update in trial.world.updates.seen]
    for person, gone in trial.rows("select chat, unit from gone_people"):
        for flight in trial.flights:
            if flight.chat != person or flight.unit < gone or not flight.letters:
                continue
            written = flight.letters[0].unit
            last = written == gone and flight.key.startswith(FAREWELL)
            if not last and not any(who == person and gone < unit <= written for who, unit in acts):
                yield f"{flight.key} left for {person} at {flight.left:.3f}, who is forgotten"


def words_forgotten(trial: Trial) -> Iterator[str]:
    """No name that was told before the end is known after it, unless it is told again."""
    units = trial.handled
    for person, gone in trial.rows("select chat, unit from gone_people"):
        again = [_words(update) for update in trial.world.updates.seen if units.get(update["update_id"], 0) > gone]
        for flight in trial.flights:
            if flight.chat == person and flight.unit >= gone:
                known = re.findall(rf"裙子\d+ ⟦{person}⟧", flight.said)
                for name in known:
                    if not any(name in words for words in again):
                        yield f"{flight.key} left at {flight.left:.3f} and still knows {name}"


def nothing_is_left(trial: Trial) -> Iterator[str]:
    """Of what was deleted no row, no key and no file: neither then nor at the end, whatever came in between."""
    yield from (f"just deleted: {left}" for left in trial.witness.left)
    gone = [name for (name,) in trial.rows("select id from gone_cases union select id from gone_proofs")]
    back = {row[0] for row in trial.rows("select id from people")} | _acted_since(trial)
    gone += [str(person) for (person,) in trial.rows("select id from gone_people") if person not in back]
    yield from (f"deleted, and at the end: {name} in {where}" for name in gone for where in trial.witness.traces(name))
    kept = {name for (name,) in trial.rows("select stored_as from proofs")}
    for name, owner in trial.rows("select stored_as, owner from gone_proofs where stored_as <> ''"):
        if name not in kept and (trial.folder / "evidence" / name).exists():
            yield f"{owner} has deleted {name}, and its file is there"
    keys = {key for (key,) in trial.rows("select id from person_keys")}
    for key, owner in trial.rows("select id, owner from gone_keys"):
        if key in keys:
            yield f"the key {key} of {owner} was deleted and is there"


def _knew(trial: Trial, wish: Wish) -> bool:
    """Whether the person was there, since before the button was drawn, and had the case."""
    joined = [
        row
        for row in trial.rows("select joined, unit from seen_people where id = ?", wish.person)
        if row[1] < wish.unit
    ]
    gone = [
        unit for (unit,) in trial.rows("select unit from gone_people where id = ?", wish.person) if unit < wish.unit
    ]
    if not joined or (gone and gone[-1] >= joined[-1][1]):
        return False
    began = joined[-1][0]
    if began is not None and seconds_of(began) > wish.drawn:
        return False
    query = "select owner, 1e18 from cases where id = ? union select owner, unit from gone_cases where id = ?"
    owned = trial.rows(query, wish.case, wish.case)
    return not wish.case or any(owner == wish.person and unit >= wish.unit for owner, unit in owned)


def _gone_with(trial: Trial, wish: Wish) -> set[str | int]:
    query = "select id from gone_cases where unit = ? union all select id from gone_people where unit = ?"
    return {name for (name,) in trial.rows(query, wish.unit, wish.unit)}


def _alive(gone: dict[str, tuple[int, str]], flight: Flight) -> set[str]:
    """The names of cases that went only after it had left."""
    return {name for unit, name in gone.values() if unit > flight.unit}


def _acted_since(trial: Trial) -> set[int]:
    units = dict(trial.rows("select update_id, unit from seen_updates"))
    gone = dict(trial.rows("select id, max(unit) from gone_people group by id"))
    acts = ((_whose(update), units.get(update["update_id"], 0)) for update in trial.world.updates.seen)
    return {person for person, unit in acts if unit > gone.get(person, unit)}


def _whose(update: dict[str, object]) -> int:
    body = next(value for key, value in update.items() if key != "update_id")
    return int(body["from"]["id"])  # type: ignore[index] # JSON


def _words(update: dict[str, object]) -> str:
    return str({key: value for key, value in update.items() if key != "callback_query"})


JUDGES = (asked_for, obeyed, silent_about_it, silent_to_them, words_forgotten, nothing_is_left)
