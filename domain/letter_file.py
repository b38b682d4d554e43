"""How a letter's file reads: ``[letter]``, its ``[[part]]`` in order, and ``[[field]]`` where the desk has a form."""

import re
from collections.abc import Collection, Mapping
from typing import Any

from domain import policy_file
from domain.errors import ShelfError
from domain.letters import Blank, Part, Template
from domain.policy_row import Row

_BRACES = re.compile(r"\{([^{}]*)\}|[{}]")


def from_table(data: Mapping[str, Any], file: str, quotes: Collection[str]) -> Template:
    """
    Read one letter; `quotes` are the ids that it may cite.

    Raises:
        ShelfError: naming the file, the key and what is wrong with it.
    """
    if not isinstance(data.get("letter"), Mapping):
        raise ShelfError(file, "letter", "the file does not say which letter it holds")
    head = Row(file, "letter", data["letter"])
    body = Row(file, "the file", {key: value for key, value in data.items() if key != "letter"})
    fields = {row.name("id"): row.words("title") for row in body.rows("field", what="field")}
    template = Template(
        id=head.name("id"),
        title=head.words("title"),
        named=head.flag("named"),
        fields=fields,
        parts=tuple(_part(row, fields, quotes) for row in body.rows("part")),
    )
    head.refuse_rest()
    body.refuse_rest()
    if not template.parts:
        raise ShelfError(file, "part", "the letter says nothing")
    return template


def _part(row: Row, fields: Collection[str], quotes: Collection[str]) -> Part:
    part = Part(
        words=row.words("words"),
        scope=policy_file.scope(row),
        quotes=row.names("quotes"),
        given=row.choices("given", Blank, ()),
        short=row.flag("short"),
        field=row.text("field", ""),
    )
    row.refuse_rest()
    if part.field and part.field not in fields:
        raise row.wrong("field", f"{part.field!r} is none of {', '.join(fields) or 'no fields'}")
    unknown = [each for each in part.quotes if each not in quotes]
    if unknown:
        raise row.wrong("quotes", f"{unknown[0]!r} stands in no table of quotations")
    _refuse_strange_braces(row, part)
    return part


def _refuse_strange_braces(row: Row, part: Part) -> None:
    said = {}
    for language, text in part.words.items():
        found = [match[1] for match in _BRACES.finditer(text)]
        strange = [each for each in found if each not in set(Blank)]
        if strange:
            raise row.wrong(f"words.{language}", f"{strange[0]!r} is no blank of a letter")
        said[language] = set(found)
    if said["zh"] != said["en"]:
        raise row.wrong("words", f"the languages do not say the same: {', '.join(sorted(said['zh'] ^ said['en']))}")
