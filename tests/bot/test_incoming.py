"""An update as it came: its number, its queue, and what is done with the unreadable."""

import json
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot import incoming
from bot.incoming import Garbage

CHAT = {"id": 7_999_999_999, "type": "private"}
ANYTHING = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(),
    lambda inner: st.lists(inner) | st.dictionaries(st.sampled_from(["chat", "from", "id", "message", "x"]), inner),
    max_leaves=20,
)


@pytest.mark.parametrize(
    ("update", "queue"),
    [
        ({"message": {"chat": CHAT, "from": {"id": 5}}}, "7999999999"),  # its chat's
        ({"edited_message": {"chat": {"id": -100}}}, "-100"),  # a group's
        ({"callback_query": {"from": {"id": 5}, "message": {"chat": CHAT}}}, "7999999999"),  # with its chat's messages
        ({"callback_query": {"from": {"id": 5}, "inline_message_id": "x"}}, "5"),  # no chat: its sender's
        ({"my_chat_member": {"chat": CHAT, "from": {"id": 5}}}, "7999999999"),
        ({"message": {"chat": "me", "from": [5]}}, "update 1"),  # nonsense: a queue of its own
        ({"message": {"chat": {"id": True}}}, "update 1"),  # True is no id
        ({"message": None}, "update 1"),
        ({}, "update 1"),
    ],
)
def test_updates_queue_by_chat_then_by_sender(update: dict[str, Any], queue: str) -> None:
    """What belongs to one chat waits in one queue; what belongs to nobody waits for nobody."""
    row = incoming.of({"update_id": 1, **update})
    assert row is not None
    assert row.queue == queue


@given(ANYTHING)
def test_no_content_upsets_the_sorting(content: Any) -> None:
    """Whatever an update holds, it gets a queue and comes back from the text as it was."""
    row = incoming.of({"update_id": 5, "message": content})
    assert row is not None
    assert row.raw.isascii()
    assert json.dumps(json.loads(row.raw)["message"]) == json.dumps(content)


@pytest.mark.parametrize("number", [None, "7", True, -1, 2**63, 1.5, [1]])
def test_without_a_number_of_its_own_it_is_no_update(number: Any) -> None:
    """Nobody could ever confirm it."""
    assert incoming.of({"update_id": number, "message": {}}) is None
    assert incoming.of("update") is None


@pytest.mark.parametrize(
    "body",
    [
        b"",  # nothing
        b"<html>502</html>",  # an edge
        b'{"ok":false,"result":[]}',  # a refusal with 200
        b'{"ok":true,"result":{}}',  # not a list
        b"[]",
        b"[" * 100_000,  # deeper than any reader goes
        b'{"ok":true,"result":[\xff]}',  # not UTF-8
    ],
)
def test_what_is_no_answer_is_garbage(body: bytes) -> None:
    """One error for all of it, so that the poller has one case."""
    with pytest.raises(Garbage):
        incoming.answer(body)


@pytest.mark.parametrize(
    ("body", "number"),
    [
        (b'{"ok":true,"result":[{"update_id":42,"message":{\xff}]}', 42),  # unreadable, but numbered
        (b'{"ok":true,"result":[{"update_id" : 42,"m":\x00', 42),
        (b"no number at all", None),
        (b'{"update_id":1}{"update_id":2}', None),  # which one is it?
        (b'{"update_id":99999999999999999999999}', None),  # no number of ours
    ],
)
def test_an_unreadable_update_is_saved_by_its_number(body: bytes, number: int | None) -> None:
    """It is kept as it is if exactly one number can still be read in it."""
    row = incoming.salvage(body)
    assert (row.update_id if row else None) == number
