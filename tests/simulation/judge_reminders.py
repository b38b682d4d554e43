"""What holds for reminders: each one told, in its time, or its end has a reason; none about what is over."""

from collections.abc import Iterator

from tests.simulation.trial import Trial
from tests.simulation.witness import Flight, seconds_of

ON_TIME = 30.0  # seconds: a look every two, and one a second where many are due in one chat
RECOVERY = 2_400.0  # seconds after a trouble: more than a letter rests in doubt, a storm's last try apart
CLOSERS = ("money_arrived", "given_up", "replacement_signed")


def told(trial: Trial) -> Iterator[str]:
    """Whatever was due is sent, or says why not; what is marked as sent, Telegram has."""
    arrived = {flight.reminder for flight in trial.flights if flight.accepted}
    query = """
        select r.id, r.owner, r.kind, r.at, r.state, r.why, r.merged_into, r.again_at from reminders r
        where r.at < ?
    """
    for name, owner, kind, at, state, why, merged, again in trial.rows(query, trial.ended(-600.0)):
        known = f"{kind} {name} of {owner}, due at {at},"
        if state in {"planned", "handed_over"} and owner not in trial.away:
            yield f"{known} is still {state}"
        if state == "sent" and name not in arrived:
            yield f"{known} is marked as sent, and Telegram never had it"
        if state in {"dropped", "failed"} and not why:
            yield f"{known} was {state} without a reason"
        if state == "dropped" and why == "merged" and not merged:
            yield f"{known} was merged into nothing"
        if state == "snoozed" and not again:
            yield f"{known} was put off to no moment"


def not_forgotten(trial: Trial) -> Iterator[str]:
    """A new plan forgets nothing that was due already."""
    known, deleted = {row[0] for row in trial.rows("select id from reminders")}, trial.deleted
    query = "select id, case_id, kind, due, wall, unit from gone_reminders where state in ('planned', 'handed_over')"
    for name, case, kind, due, wall, unit in trial.rows(query):
        if seconds_of(due) <= wall and name not in known and deleted.get(case) != unit:
            yield f"{kind} {name} of {case}, due at {due}, was deleted {wall - seconds_of(due):.1f} s later"


def in_time(trial: Trial) -> Iterator[str]:
    """Never early; within seconds where nothing was wrong."""
    due = {name: seconds_of(opens) for name, opens in trial.rows("select id, opens from reminders")}
    query = "select id, opens, unit from gone_reminders where state not in ('planned', 'dropped')"
    gone = {name: (seconds_of(opens), unit) for name, opens, unit in trial.rows(query)}
    for flight in _first(trial):
        before, unit = gone.get(flight.reminder, (None, 0))
        at = due.get(flight.reminder, before if flight.unit < unit else None)
        if at is None:
            yield f"{flight.key} reminds of what is not kept"
        elif flight.wall < at - 0.001:
            yield f"{flight.key} left {at - flight.wall:.3f} s early"
        elif flight.left > at + ON_TIME and not _excused(trial, flight, at):
            yield f"{flight.key} left {flight.left - at:.1f} s late, with nothing wrong"


def not_after_the_end(trial: Trial) -> Iterator[str]:
    """A closed case reminds of nothing."""
    ends: dict[str, float] = {}
    for case, what, at, corrects in trial.rows(
        "select case_id, what, told, corrects from happenings order by case_id, seq"
    ):
        if what in CLOSERS and corrects is None:
            ends.setdefault(case, seconds_of(at))
        elif what in {"reopened", *CLOSERS}:
            ends.pop(case, None)
    cases = dict(trial.rows("select id, case_id from reminders"))
    for flight in trial.flights:
        end = ends.get(cases.get(flight.reminder, ""))
        if end is None or flight.wall <= end + 1.0:
            continue
        since, until = sorted((end, flight.left))
        if not trial.weather.was("clock slow", since - 3600, until):
            yield f"{flight.key} left {flight.wall - end:.1f} s after its case was closed"


def digests(trial: Trial) -> Iterator[str]:
    """Whoever asked for a digest is told, or it is put to the next time: none stays due."""
    query = "select id, digest_at from people where digest_at < ? and unreachable_since is null"
    for person, at in trial.rows(query, trial.ended(-600.0)):
        if person not in trial.away:
            yield f"the digest of {person}, due at {at}, is still due"


def _first(trial: Trial) -> Iterator[Flight]:
    """The first call for each reminder."""
    seen = set()
    for flight in trial.flights:
        if flight.reminder and flight.reminder not in seen:
            seen.add(flight.reminder)
            yield flight


def _excused(trial: Trial, flight: Flight, at: float) -> bool:
    """Something was wrong, or the person had blocked the bot."""
    return trial.weather.was("", at - RECOVERY, flight.left) or trial.blocked(flight.chat, at - 60, flight.left)


JUDGES = (told, not_forgotten, in_time, not_after_the_end, digests)
