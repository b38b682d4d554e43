"""Judges that nobody here wrote: aiogram's models, and the Bot API as data where it is at hand.

What both accept is Bot API. aiogram is always there; the data lies in `../shared/data` or under `REFUND_SHARED`.
"""

import functools
import inspect
import json
import os
import re
from pathlib import Path
from typing import Any

import aiogram.methods
import pytest
from aiogram.types import Update
from pydantic import BaseModel, TypeAdapter, ValidationError

Json = dict[str, Any]

REPO = Path(__file__).resolve().parents[2]
SHARED = Path(os.environ.get("REFUND_SHARED") or REPO.parent / "shared") / "data"
SPEC = SHARED / "bot-api-10.1.json"


@functools.cache
def spec() -> Json | None:
    """Give the Bot API as data, None where it is not at hand."""
    if not SPEC.is_file():
        return None
    found: Json = json.loads(SPEC.read_text(encoding="utf-8"))
    return found


def need_spec() -> Json:
    """Give the Bot API as data, or skip the test with a clear word."""
    found = spec()
    if found is None:
        pytest.skip(
            "the Bot API as data is not here: set REFUND_SHARED to the folder that holds data/bot-api-10.1.json"
        )
    return found


def judge_answer(method: str, result: Any) -> None:
    """Say whether `result` is what `method` may answer.

    Raises:
        AssertionError: a field too many, one missing, or of a wrong type; the sentence names its path.
    """
    model = _aiogram(method)
    _read(f"{method} answered", model.__returning__, result)
    known = spec()
    if known is not None:
        wrong = _any(result, known["methods"][method]["returns"], f"{method} →")
        assert not wrong, f"{method} answered what the Bot API does not: {'; '.join(wrong)}"


def judge_update(update: Json) -> None:
    """Say whether an update is one that Telegram could send.

    Raises:
        AssertionError: see `judge_answer`; also when it does not hold exactly one kind of content.
    """
    kinds = sorted(set(update) - {"update_id"})
    assert len(kinds) == 1, f"an update holds exactly one kind of content, this one holds {kinds}"
    _read("the update", Update, update)
    if spec() is not None:
        wrong = _any(update, ["Update"], "update")
        assert not wrong, f"the update is not the Bot API's: {'; '.join(wrong)}"


def judge_call(method: str, params: Json) -> None:
    """Say whether a call is spelled as the Bot API has it; `params` as the ledger holds them, JSON decoded.

    Raises:
        AssertionError: an unknown method or parameter, a required one missing, a value of a wrong type.
    """
    fields = set(_aiogram(method).model_fields)
    unknown = sorted(name for name in params if name not in fields and f"{name}_" not in fields and name != "from")
    known = spec()
    attached = {name for name in unknown if f"attach://{name}" in json.dumps(params)}
    strange = [name for name in unknown if name not in attached]
    assert not strange, f"{method} has no parameter {strange}"
    if known is None:
        return
    wrong = _fields(params, known["methods"][method].get("fields", []), method, given=set(params) | attached)
    assert not wrong, f"{method} was called as the Bot API does not: {'; '.join(wrong)}"


def judge_ledger(entries: list[Any]) -> None:
    """Judge every call and every answer of a ledger's entries (`world.ledger.entries`).

    Raises:
        AssertionError: the first fault, with the number of its entry.
    """
    for entry in entries:
        try:
            judge_call(entry.method, entry.params)
            judge_answer(entry.method, entry.result)
        except AssertionError as error:
            raise AssertionError(f"ledger entry {entry.number}: {error}") from None


def _aiogram(method: str) -> type[Any]:
    name = method[:1].upper() + method[1:]
    model = getattr(aiogram.methods, name, None)
    assert inspect.isclass(model), f"{method} is no method of the Bot API"
    found: type[Any] = model
    return found


def _read(what: str, model: Any, value: Any) -> None:
    try:
        parsed = TypeAdapter(model).validate_python(value)
    except ValidationError as error:
        raise AssertionError(f"{what} what aiogram cannot read: {error}") from None
    left = _left_over(parsed, "")
    assert not left, f"{what} fields that aiogram does not know: {left}"


def _left_over(parsed: Any, path: str) -> list[str]:
    if isinstance(parsed, list):
        return [one for number, item in enumerate(parsed) for one in _left_over(item, f"{path}[{number}]")]
    if not isinstance(parsed, BaseModel):
        return []
    left = [f"{path}.{name}" for name in parsed.model_extra or {}]
    for name in type(parsed).model_fields:
        left += _left_over(getattr(parsed, name), f"{path}.{name}")
    return left


def _any(value: Any, types: list[str], path: str) -> list[str]:
    """Give the complaints of the type that fits best; none when one fits."""
    found = [_one(value, kind, path) for kind in types]
    return min(found, key=len) if found else []


def _one(value: Any, kind: str, path: str) -> list[str]:
    if kind.startswith("Array of "):
        inner = kind.removeprefix("Array of ")
        if not isinstance(value, list):
            return [f"{path} is no array of {inner}"]
        return [one for number, item in enumerate(value) for one in _one(item, inner, f"{path}[{number}]")]
    plain = PLAIN.get(kind)
    if plain is not None:
        return [] if plain(value) else [f"{path} is no {kind}: {value!r}"]
    return _object(value, kind, path)


def _object(value: Any, kind: str, path: str) -> list[str]:
    known = spec()
    assert known is not None
    described = known["types"][kind]
    if described.get("subtypes"):
        return _any(value, described["subtypes"], path)
    if not isinstance(value, dict):
        return [f"{path} is no {kind}: {value!r}"]
    return _fields(value, described.get("fields", []), path, given=set())


def _fields(value: Json, fields: list[Json], path: str, given: set[str]) -> list[str]:
    """Compare an object with its description; in calls (`given`), names the data is too old for pass."""
    described = {field["name"]: field for field in fields}
    wrong = [f"{path} lacks {name}" for name, field in described.items() if field["required"] and name not in value]
    for name, held in value.items():
        if name not in described:
            wrong += [] if name in given else [f"{path}.{name} is not in the Bot API"]
        elif held is None:
            wrong.append(f"{path}.{name} is null; what is absent is left out")
        else:
            wrong += _any(held, described[name]["types"], f"{path}.{name}") + _fixed(held, described[name], path)
    return wrong


def _fixed(value: Any, field: Json, path: str) -> list[str]:
    """A discriminator has one value: 'Type of the ..., must be photo', 'always "member"'."""
    said = re.search(r"(?:must be |always [“\"])([a-z_]+)[”\"]?\.?$", field["description"])
    if said and field["types"] == ["String"] and value != said.group(1):
        return [f"{path}.{field['name']} is {value!r}, not {said.group(1)!r}"]
    return []


def _whole(value: Any) -> bool:
    if isinstance(value, str):
        return re.fullmatch(r"-?\d+", value) is not None
    return isinstance(value, int) and not isinstance(value, bool)


def _fraction(value: Any) -> bool:
    if isinstance(value, str):
        return re.fullmatch(r"-?\d+(\.\d+)?", value) is not None
    return isinstance(value, int | float) and not isinstance(value, bool)


def _yes_or_no(value: Any) -> bool:
    return isinstance(value, bool) or (isinstance(value, str) and value.lower() in {"true", "false", "1", "0"})


def _file(value: Any) -> bool:
    return isinstance(value, str) or (isinstance(value, dict) and set(value) == {"upload", "mime", "bytes"})


PLAIN = {
    "Integer": _whole,  # forms carry every value as text, so a written number is one
    "Float": _fraction,
    "Boolean": _yes_or_no,
    "True": lambda value: value is True,
    "String": lambda value: isinstance(value, str),
    "InputFile": _file,
}
