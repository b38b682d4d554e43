"""An update as it came: raw JSON with the little that must be known before it is understood."""

import json
import re
from collections.abc import Mapping
from typing import Any

from storage.inbox import Incoming

#: What we ask Telegram for. Whatever is not named here never reaches us.
ALLOWED = ("message", "edited_message", "callback_query", "my_chat_member")

_NUMBER = re.compile(r'"update_id"\s*:\s*(\d{1,18})\b')
_LARGEST = 2**63 - 1


class Garbage(Exception):  # noqa: N818 - named for what it is, as all errors of the house
    """An answer of Telegram that no JSON reader understands, or that has not the shape of an answer."""


def of(update: object) -> Incoming | None:
    """One update ready for the inbox; None if it has no number of its own, so that nobody could ever confirm it."""
    if not isinstance(update, Mapping):
        return None
    number = update.get("update_id")
    if type(number) is not int or not 0 <= number <= _LARGEST:
        return None
    # ASCII only: a lone surrogate, legal in JSON, would not go into any database otherwise
    return Incoming(number, json.dumps(update, ensure_ascii=True), queue_of(update, number))


def queue_of(update: Mapping[str, Any], number: int) -> str:
    """
    Whose turn an update waits for: its chat's, else its sender's, else nobody's.

    Never raises, whatever the update holds: this runs before anything has been checked.
    """
    for kind, body in update.items():
        if kind == "update_id" or not isinstance(body, Mapping):
            continue
        holder = body.get("message") if isinstance(body.get("message"), Mapping) else body
        for who in (holder, body):
            found = _id(who, "chat")
            if found is not None:
                return str(found)
        sender = _id(body, "from")
        if sender is not None:
            return str(sender)
    return f"update {number}"


def _id(body: object, part: str) -> int | None:
    owner = body.get(part) if isinstance(body, Mapping) else None
    found = owner.get("id") if isinstance(owner, Mapping) else None
    return found if type(found) is int and abs(found) <= _LARGEST else None


def answer(body: bytes) -> list[object]:
    """
    The updates in an answer to getUpdates, unjudged.

    Raises:
        Garbage: no JSON, or JSON that is no answer.
    """
    try:
        told = json.loads(body)
    except (ValueError, RecursionError) as error:
        raise Garbage(type(error).__name__) from error
    result = told.get("result") if isinstance(told, dict) and told.get("ok") is True else None
    if not isinstance(result, list):
        raise Garbage("no list of updates")
    return result


def salvage(body: bytes) -> Incoming | None:
    """
    The one update of a body that no JSON reader understands, by the number that still can be read in it.

    It is kept as it is, to be set aside when it is its turn; without this it would be sent again for ever.
    """
    text = body.decode("utf-8", errors="replace").replace("\x00", "\ufffd")
    found = _NUMBER.findall(text)
    if len(found) != 1:
        return None
    return Incoming(int(found[0]), text, f"update {found[0]}")
