"""What holds for everything that the bot says: once, in order, in time, to the right person."""

import re
from collections import Counter, defaultdict
from collections.abc import Iterator
from itertools import pairwise

from tests.simulation.trial import Trial
from tests.simulation.witness import Flight

IN_FLIGHT = 4  # letters that one crash may show twice (reliability.md, section 0)
DATABASE = "locked full lost_commit slow clock"  # troubles after which a mark may be missing
ANSWER = 0  # the rank of what somebody waits for (domain/post.py)
REPEATED = re.compile("再发一次|once more")
REFUSALS = ("message is not modified", "query is too old", "bot was blocked")


def only_leased(trial: Trial) -> Iterator[str]:
    """Nothing is sent that is not leased first: lease, then send, then mark."""
    for flight in trial.flights:
        if len(flight.letters) != 1:
            yield f"{flight.method} to {flight.chat} at {flight.left:.3f} with {len(flight.letters)} leased letters"


def one_at_a_time(trial: Trial) -> Iterator[str]:
    """In one chat the next call leaves after the last one ended."""
    last: dict[tuple[int, int], Flight] = {}
    for flight in trial.flights:
        before = last.get((flight.life, flight.chat))
        if before is not None and before.key != flight.key and not 0 < before.ended <= flight.left:
            yield f"{flight.key} left while {before.key} was on its way to {flight.chat}"
        last[flight.life, flight.chat] = flight


def nothing_twice(trial: Trial) -> Iterator[str]:
    """A letter is accepted twice only where nobody could know; then it says so, and a crash shows few."""
    crashed: Counter[int] = Counter()
    by_letter: dict[str, list[Flight]] = defaultdict(list)
    for flight in trial.flights:
        if flight.accepted:
            by_letter[flight.key].append(flight)
    for before, again in (pair for flights in by_letter.values() for pair in pairwise(flights)):
        crashed[before.life] += before.life != again.life
        known = before.answered and before.life == again.life
        if known and not trial.weather.was(DATABASE, before.left - 60, again.left):
            yield f"{again.key} was sent at {before.left:.3f} and again at {again.left:.3f}, without a reason"
        if again.method.startswith("send") and not REPEATED.search(again.said):
            yield f"{again.key} was repeated at {again.left:.3f} and does not say so"
    for life, number in crashed.items():
        if number > IN_FLIGHT:
            yield f"the end of process {life} showed {number} letters twice"


def patient(trial: Trial) -> Iterator[str]:
    """After a 429 nothing leaves before its time is over."""
    for refused in trial.flights:
        if not refused.retry_after:
            continue
        until = refused.ended + refused.retry_after
        for flight in trial.flights:
            if flight.life == refused.life and refused.ended < flight.left < until - 0.001:
                wait = flight.left - refused.ended
                yield f"{flight.key} left {wait:.3f} s after a 429 that asked for {refused.retry_after:.0f} s"


def weightier_first(trial: Trial) -> Iterator[str]:
    """No letter is taken while a weightier one may go."""
    lately: dict[int, float] = {}
    for flight in trial.flights:
        passed = [key for key, chat in flight.heavier if flight.left - lately.get(chat, 0.0) > 5.0]
        first = flight.letters and flight.letters[0].attempts == 1
        if passed and first and not trial.weather.was("clock slow", flight.left - 60, flight.left):
            yield f"{flight.key} went before {passed} at {flight.left:.3f}"
        lately[flight.chat] = flight.left


def answers_in_order(trial: Trial) -> Iterator[str]:
    """Answers reach a chat in the order in which they were written."""
    highest: dict[int, tuple[int, str]] = {}
    for flight in trial.flights:
        if not flight.letters or flight.letters[0].rank != ANSWER:
            continue
        letter, (known, key) = flight.letters[0], highest.get(flight.chat, (0, ""))
        first = letter.number < known and letter.attempts == 1
        if first and not trial.weather.was("clock", flight.left - 3600, flight.left):
            yield f"{flight.key} left for {flight.chat} after {key}, though written before it"
        highest[flight.chat] = max((known, key), (letter.number, letter.key))


def nobody_elses(trial: Trial) -> Iterator[str]:
    """No name and no case of somebody else stands in a chat."""
    owners = dict(trial.rows("select id, owner from cases"))
    for flight in trial.flights:
        strange = {int(name) for name in re.findall(r"⟦(\d+)⟧", flight.said)} - {flight.chat}
        strange |= {owners.get(case, flight.chat) for case in re.findall(r"\|([\w-]{12})\|", flight.said)} - {
            flight.chat
        }
        if strange:
            yield f"{flight.key} told {flight.chat} of what belongs to {strange}"


def nothing_refused(trial: Trial) -> Iterator[str]:
    """Telegram finds nothing wrong with what the bot says: no broken markup, no call that makes no sense."""
    for entry in trial.world.ledger.refused:
        if not any(words in entry.description for words in REFUSALS):
            yield f"{entry.method} was refused: {entry.description}; {str(entry.params)[:200]}"


def nothing_left(trial: Trial) -> Iterator[str]:
    """At the end of a quiet time all is sent; what failed says why; what is over stays over."""
    away = set(trial.away)
    query = "select key, chat, state, why from outbox where state <> 'sent' and due < ?"
    for key, chat, state, why in trial.rows(query, trial.ended(-600.0)):
        if state in {"waiting", "leased"} and chat not in away:
            yield f"{key} is still {state}: {why}"
        if state == "failed" and (not why or "BadRequest" in why):
            yield f"{key} failed: {why}"
    deleted = trial.deleted
    for what, name, before, later, unit in trial.rows("select * from turned_back"):
        if later == "nothing" and deleted.get(name.partition(" ")[0]) == unit:
            continue
        yield f"{what} {name} was {before} and became {later}"


def kept(trial: Trial) -> Iterator[str]:
    """What was shown to somebody is there: the case on the card."""
    there = {row[0] for row in trial.rows("select id from cases")} | set(trial.deleted)
    for flight in trial.flights:
        if flight.accepted and re.fullmatch(r"[\w-]{12}", flight.screen) and flight.screen not in there:
            yield f"{flight.key} showed the case {flight.screen}, which is not kept"


JUDGES = (
    only_leased,
    one_at_a_time,
    nothing_twice,
    patient,
    weightier_first,
    answers_in_order,
    nobody_elses,
    nothing_refused,
    nothing_left,
    kept,
)
