"""What holds for everything that people do: handled once, or set aside with a word; evidence kept as it came."""

import traceback
from collections.abc import Iterator
from typing import Any

from tests.kit import strongbox
from tests.simulation.trial import Trial
from tests.simulation.witness import seconds_of

DATABASE = "locked full lost_commit slow"
#: What the program may stumble over while the database is in trouble, and over nothing else.
STUMBLES = {"OperationalError", "TimeoutError", "PendingRollbackError"}
TAP, DAY = 150.0, 86_400.0  # seconds that Telegram keeps a tap, and everything else
FRESH = 1800.0  # seconds: half of the hour within which whoever saw buttons is told (domain/outages.py)
SLACK = 30.0  # seconds: a poll's length
OVER = 90.0  # seconds for which a trouble of the database is felt after its end


def each_once(trial: Trial) -> Iterator[str]:
    """Every update that the bot said it has is handled or set aside; none is dropped while it waits."""
    known = dict(trial.rows("select update_id, state from seen_updates order by rowid"))
    for number in sorted(trial.confirmed):
        if known.get(number) not in {"done", "set_aside"}:
            yield f"the update {number} was confirmed and is {known.get(number, 'not kept')}"
    for update in trial.world.updates.seen:
        number = update["update_id"]
        if number not in trial.confirmed | trial.expired.keys() and number not in known:
            yield f"the update {number} was never fetched, and did not expire: {str(update)[:160]}"
    for (number,) in trial.rows("select update_id from lost_updates"):
        yield f"the update {number} is gone, and was still waiting"


def with_a_word(trial: Trial) -> Iterator[str]:
    """Who did something that could not be handled is told so."""
    told = {key.split(":")[1] for (key,) in trial.rows("select key from outbox where key like 'mishap:%'")}
    people = {row[0] for row in trial.rows("select id from people")}
    for number, queue in trial.rows("select update_id, queue from inbox where state = 'set_aside'"):
        if str(number) not in told and queue.isdecimal() and int(queue) in people:
            yield f"nobody told {queue} that {number} could not be handled"


def losses_told(trial: Trial) -> Iterator[str]:
    """Whoever did something that Telegram threw away, because the bot was away for too long, hears of it."""
    outages = [tuple(map(seconds_of, row)) for row in trial.rows("select began, ended from outages")]
    told = {int(chat) for (chat,) in trial.rows("select chat from outbox where key like 'outage:%'")}
    told |= {flight.chat for flight in trial.flights if flight.key.startswith("outage:")}
    busy = {row[0] for row in trial.rows("select owner from cases")} - set(trial.away)
    for number, person, tap, at in _lost(trial):
        if person not in busy or not trial.knew(person, at) or trial.weather.was("clock", at - DAY, at + DAY):
            continue
        if not any(began - SLACK <= at <= ended + SLACK for began, ended in outages):
            yield f"the update {number} of {person} was lost at {at:.0f} in an outage that nobody noted"
        elif (tap is None or _was_fresh(tap, at)) and person not in told:
            yield f"{person} was not told that {number} of {at:.0f} is lost"


def _lost(trial: Trial) -> Iterator[tuple[int, int, dict[str, Any] | None, float]]:
    """What people did and the bot never had: its number, whose it was, the tap if it was one, and when."""
    lost = trial.expired.keys() - {row[0] for row in trial.rows("select update_id from seen_updates")}
    for update in trial.world.updates.seen:
        number, tap = update["update_id"], update.get("callback_query")
        if number in lost and "my_chat_member" not in update:  # what was fetched and not confirmed ends there too
            body = tap or next(value for name, value in update.items() if name != "update_id")
            yield number, body["from"]["id"], tap, trial.expired[number] - (TAP if tap else DAY)


def _was_fresh(tap: dict[str, Any], at: float) -> bool:
    """Whether the tapped buttons were shown shortly before."""
    shown: int = max(tap["message"].get("edit_date", 0), tap["message"]["date"])
    return at - shown < FRESH


def evidence(trial: Trial) -> Iterator[str]:
    """Every file that was sent is kept with the hash of its bytes, or its loss has a name."""
    keys, master = trial.rows(strongbox.KEYS), trial.folder / "master.key"
    secret = master.read_text(encoding="ascii").strip() if master.exists() else strongbox.MASTER
    query = "select id, state, stored_as, sha256, failure, received from proofs"
    for name, state, stored, sha256, failure, received in trial.rows(query):
        file = trial.folder / "evidence" / stored
        if state == "kept" and stored and strongbox.hash_of(file, stored, keys, secret) != sha256:
            yield f"proof {name}: its bytes are not what was kept"
        if state == "failed" and not failure:
            yield f"proof {name} failed without a reason"
        if state == "noted" and received < trial.ended(-3600.0):
            yield f"proof {name} of {received} is still to be fetched"


def albums(trial: Trial) -> Iterator[str]:
    """Every file of a handled message is known, and every album is answered."""
    files = set(trial.rows("select owner, unique_id from proofs"))
    deleted = set(trial.rows("select chat, message_id from proofs where state = 'deleted'"))
    query = "select owner, unique_id, max(unit) from gone_proofs group by owner, unique_id"
    gone = {(owner, name): unit for owner, name, unit in trial.rows(query)}  # whether they should be, asked_for says
    handled = trial.handled
    for update in trial.world.updates.seen:
        message = update.get("message", {})
        number, name = update["update_id"], _file(message)
        if not name or number not in handled:
            continue
        file = (message["from"]["id"], name)
        if file in files or handled[number] < gone.get(file, 0):
            continue
        if (message["chat"]["id"], message["message_id"]) not in deleted:
            yield f"the file of message {message['message_id']} was handled and is nowhere"
    for (name,) in trial.rows("select id from proof_sets where not answered and last_seen < ?", trial.ended(-3600.0)):
        yield f"the album {name} was never answered"


def no_bugs(trial: Trial) -> Iterator[str]:
    """The program stumbles over nothing but a database in trouble, and ends by itself only where that is its word."""
    for event in trial.logged:
        grave = event["level"] in {"error", "exception", "critical"} or event["event"] == "update_failed"
        grave = grave and event.get("road") != "menu"  # it asks Telegram, which may be away
        in_trouble = trial.weather.was(DATABASE, event["at"] - OVER, event["at"])
        if grave and not (in_trouble and event.get("error", "OperationalError") in STUMBLES):
            yield f"{event['event']} at {event['at']:.3f}: {event.get('error')} {_where(event)}"
    for end in trial.ends:
        if not end.startswith(("Fatal: Telegram refuses", "OperationalError")):
            yield f"the process ended: {end}"


def _file(body: dict[str, Any]) -> str:
    if "photo" in body:
        return str(body["photo"][-1]["file_unique_id"])
    return str(body["document"]["file_unique_id"]) if "document" in body else ""


def _where(event: dict[str, Any]) -> str:
    error = event.get("exc_info")
    if not isinstance(error, BaseException):
        return ""
    frames = [f"{each.name}:{each.lineno}" for each in traceback.extract_tb(error.__traceback__)]
    return f"{error!r:.200} in {' > '.join(frames[-4:])}"


JUDGES = (each_once, with_a_word, losses_told, evidence, albums, no_bugs)
