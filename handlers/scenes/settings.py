"""How a person wishes to be reminded: the hour, quiet hours, the zone, the language. A change plans everything anew."""

from dataclasses import replace
from datetime import time
from typing import Any
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from telegram import Update

from domain import desk, waking
from domain.people import Digest, Wishes
from handlers.talk import planning
from handlers.talk.buttons import Button, Keyboard, in_rows
from handlers.talk.context import Context
from handlers.talk.markup import Html, lines
from handlers.talk.taps import Tap, Verb

HOURS = ("08:00", "09:00", "12:00", "18:00", "20:00")
QUIET = ("22:30-08:00", "23:00-09:00", "00:00-07:00", "00:00-00:00")  # the last: none
ZONES = (
    "Asia/Shanghai",
    "Asia/Tokyo",
    "Asia/Singapore",
    "Australia/Sydney",
    "Europe/London",
    "Europe/Berlin",
    "America/New_York",
    "America/Los_Angeles",
)


async def on_settings(_: Update, context: Context) -> None:
    """The wishes as they are, and what can be changed."""
    await _show(context)


async def on_wish(_: Update, context: Context) -> None:
    """Either the choices for one wish, or the chosen value."""
    field, _equals, value = context.tap.detail.partition("=") if context.tap else ("", "", "")
    if not value:
        await _choices(context, field)
        return
    wishes = _with(context.person.wishes, field, value)
    if wishes is None:  # the data of a button is user input
        await _show(context)
        return
    await context.remember(wishes=wishes, digest_at=waking.next_digest(wishes, context.now))
    await _replan(context)
    await _show(context, context.words.wish_kept())


async def _show(context: Context, hint: str | None = None) -> None:
    words, other = context.words, "en" if context.person.language == "zh" else "zh"
    keyboard: Keyboard = (
        (
            Button(words.b_remind_at, Tap(Verb.WISH, detail="at")),
            Button(words.b_quiet, Tap(Verb.WISH, detail="quiet")),
        ),
        (
            Button(words.b_zone, Tap(Verb.WISH, detail="zone")),
            Button(words.b_language, Tap(Verb.LANGUAGE, detail=other)),
        ),
        (Button(words.b_digest, Tap(Verb.WISH, detail="digest")), Button(words.b_ledger, Tap(Verb.LEDGER))),
        (Button(words.b_my_data, Tap(Verb.MY_DATA)), Button(words.b_home, Tap(Verb.HOME))),
    )
    await context.replies.show(lines(hint, _told(context)), keyboard, screen="home")


async def _choices(context: Context, field: str) -> None:
    offered = {"at": HOURS, "quiet": QUIET, "zone": ZONES, "digest": tuple(Digest)}.get(field, ())
    labels = {each.value: label for each, label in context.words.digests.items()} if field == "digest" else {}
    choices = in_rows(
        Button(labels.get(choice, choice), Tap(Verb.WISH, detail=f"{field}={choice}")) for choice in offered
    )
    back = Button(context.words.b_return, Tap(Verb.SETTINGS))
    await context.replies.show(_told(context), (*choices, (back,)), screen="home")


def _told(context: Context) -> Html:
    """The wishes as they are."""
    words, wishes = context.words, context.person.wishes
    return lines(words.settings(wishes), words.digest_line(wishes.digest))


def _with(wishes: Wishes, field: str, value: str) -> Wishes | None:
    try:
        changes: dict[str, dict[str, Any]] = {
            "at": {"remind_at": time.fromisoformat(value)} if field == "at" else {},
            "quiet": _quiet(value) if field == "quiet" else {},
            "digest": {"digest": Digest(value)} if field == "digest" else {},
            "zone": {"zone": ZoneInfo(value).key} if field == "zone" else {},
        }
        return replace(wishes, **changes[field])
    except (ValueError, KeyError, ZoneInfoNotFoundError):
        return None


def _quiet(value: str) -> dict[str, Any]:
    start, end = value.split("-")
    return {"quiet_from": time.fromisoformat(start), "quiet_to": time.fromisoformat(end)}


async def _replan(context: Context) -> None:
    """Every open case is planned again by the new wishes, with the same occurrences where they stay the same."""
    cases = await context.store.cases.of(context.person.id)
    outcomes = [
        desk.settle(case, context.library, context.person.wishes, context.now) for case in cases if case.is_open
    ]
    await planning.keep_all(context.store, context.library, outcomes, context.now)
