"""
Dated cases, computed by hand from the ground (facts.md): what was told goes in, the deadlines of the text come out.

A row says for one case what was told, in order, and what its clocks must then say. All times are those of a clock in
Shanghai, unless a Z says UTC; a day alone means that nobody knows when on that day; ``?`` that nobody knows the day.

    signed 2026-11-20 10:15           it happened then; ``told 2026-11-21 09:00`` may follow: when the bot learned of it
    countdown_read fill_tracking 剩余6天23小时 @ 2026-11-24 11:00     what the app showed, and when it was read
    correct 1 2026-11-18              the first event of the row was at another time
    undo                              the last step is taken back

What a clock says: the instant that no longer counts; ``to`` the instant behind a holiday; ``pinned``, ``provisional``,
``recommended``, ``ask again``; or ``needs`` an event; or ``none``: it does not run.
"""

import tomllib
from collections import Counter
from collections.abc import Iterator, Mapping
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from domain import dates, deadlines, desk
from domain.case import Case, Channel, Reason
from domain.deadlines import Clocks
from domain.journal import Happening, What
from domain.machine import Flow
from domain.moments import SHANGHAI, Moment, When, start_of_day
from domain.people import Wishes
from domain.traits import Trait
from storage import librarian
from tests.kit.cases import NOW

HERE = Path(__file__).parent
LIBRARY = librarian.load()
KEYS = {"id", "about", "ground", "flow", "reason", "platform", "channel", "traits", "events", "clocks", "stage"}


def _rows() -> Iterator[tuple[str, Mapping[str, Any]]]:
    for path in sorted(HERE.glob("*.toml")):
        data = tomllib.loads(path.read_text(encoding="utf-8"))
        for row in data["case"]:
            yield path.name, {**data.get("defaults", {}), **row}


ROWS = list(_rows())


def _instant(text: str) -> Moment:
    """``2026-11-20 24:00`` in Shanghai, or ``2026-11-19 16:30Z``."""
    if text.endswith("Z"):
        return datetime.fromisoformat(text[:-1]).replace(tzinfo=UTC)
    day, clock = text.split()
    if clock == "24:00":
        return start_of_day(date.fromisoformat(day) + timedelta(days=1))
    return datetime.fromisoformat(text).replace(tzinfo=SHANGHAI).astimezone(UTC)


def _when(text: str) -> When | None:
    if text == "?":
        return None
    return When(_instant(text)) if " " in text else When.on(date.fromisoformat(text))


def _told(number: int, event: str, before: Case) -> Happening:
    """One line of the journal from one line of the row."""
    what, _, rest = event.partition(" ")
    rest, _, learned = rest.partition(" told ")
    told = _instant(learned) if learned else NOW
    if what == "correct":
        place, _, when = rest.partition(" ")
        older = before.journal[int(place) - 1]
        return Happening(id=f"e{number}", what=older.what, when=_when(when), told=told, corrects=older.id)
    if what == What.COUNTDOWN_READ:
        shown, _, read = rest.partition(" @ ")
        rule, _, text = shown.partition(" ")
        end = When(_instant(read) + dates.countdown(text))
        return Happening(id=f"e{number}", what=What.COUNTDOWN_READ, when=end, told=_instant(read), rule=rule)
    return Happening(id=f"e{number}", what=What(what), when=_when(rest), told=told)


def _case(row: Mapping[str, Any]) -> Case:
    case = Case(
        id="caseaaaaaaaa",
        owner=7,
        flow=Flow(row["flow"]),
        opened=NOW,
        reason=Reason(row["reason"]) if "reason" in row else None,
        platform=row["platform"],
        channel=Channel(row["channel"]) if "channel" in row else None,
        traits=frozenset(Trait(trait) for trait in row.get("traits", ())),
    )
    for number, event in enumerate(row["events"], 1):
        if event == "undo":
            outcome = desk.take_back(case, f"e{number}", LIBRARY, Wishes(), NOW)
            assert outcome is not None, "nothing can be taken back there"
            case = outcome.case
        else:
            case = case.with_happening(_told(number, event, case))
    return case


def _written(moment: Moment) -> str:
    """An instant as the rows write it: the end of a day is its 24:00."""
    local = moment.astimezone(SHANGHAI)
    if (local.hour, local.minute, local.second) == (0, 0, 0):
        return f"{local.date() - timedelta(days=1)} 24:00"
    return f"{local:%Y-%m-%d %H:%M}" + (f":{local:%S}" if local.second else "")


def _says(clocks: Clocks, rule: str) -> str:
    """What the engine says about one clock, in the words of the rows."""
    found = [each for each in clocks.running if each.id == rule]
    assert len(found) < 2, f"{rule} runs {len(found)} times"
    if not found:
        missing = [each for each in clocks.missing if rule in {each.rule.id, each.rule.group}]
        return f"needs {' or '.join(missing[0].needs)}" if missing else "none"
    deadline = found[0]
    words = [_written(deadline.due)]
    words += [f"to {_written(deadline.extended)}"] if deadline.extended else []
    words += ["pinned"] * deadline.pinned + ["provisional"] * deadline.provisional
    words += ["recommended"] * deadline.recommendation + ["ask again"] * deadline.ask_again
    return " ".join(words)


@pytest.mark.parametrize(("file", "row"), ROWS, ids=[f"{row['id']}" for _, row in ROWS])
def test_the_engine_says_what_the_text_says(file: str, row: Mapping[str, Any]) -> None:
    """Each clock of a row ends where a person who reads the ground puts it."""
    case = _case(row)
    clocks = deadlines.of(case, LIBRARY.policy(case.platform), LIBRARY.workdays)
    wrong = [
        f"{rule}: the ground says {expected}, the engine {said}"
        for rule, expected in row["clocks"].items()
        if (said := _says(clocks, rule)) != expected
    ]
    if row.get("stage", case.stage) != case.stage:
        wrong.append(f"the case stands at {case.stage}, not at {row['stage']}")
    assert not wrong, f"{file}, {row['id']} ({row['about']}; {row['ground']}): " + "; ".join(wrong)


def test_the_table_is_long_enough_and_well_formed() -> None:
    """At least two hundred rows, each with its own name, sentence and line of the ground, and no stray key."""
    names = Counter(row["id"] for _, row in ROWS)
    assert [name for name, count in names.items() if count > 1] == []
    assert [row["id"] for _, row in ROWS if set(row) - KEYS or not (row["about"] and row["ground"])] == []
    assert len(ROWS) >= 200


def test_every_clock_of_the_shelf_has_a_dated_case() -> None:
    """No rule of any platform is without a row in which it runs, or says what it needs."""
    asked = {
        (row["platform"], rule) for _, row in ROWS for rule, expected in row["clocks"].items() if expected != "none"
    }
    common = {rule.id for rule in LIBRARY.policy("generic").rules}
    known = {("", rule) for rule in common}
    known |= {(name, rule.id) for name, policy in LIBRARY.policies.items() for rule in policy.rules} - {
        (name, rule) for name in LIBRARY.policies for rule in common
    }
    shown = asked | {("", rule) for _, rule in asked if rule in common}
    assert sorted(known - shown) == []
