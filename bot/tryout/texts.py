"""Text with its entities as a Message carries it: parsed, trimmed, sorted, measured."""

import json
from typing import Any

from bot.tryout.call import Call
from bot.tryout.markup import date_time, parse_html
from bot.tryout.refusals import RefusedError, bad
from bot.tryout.spots import Entity, found_in, units

TEXT_UNITS = 4096
CAPTION_UNITS = 1024
SOLID = frozenset({"code", "pre"})
STYLES = frozenset({"bold", "italic", "underline", "strikethrough", "spoiler", "blockquote", "expandable_blockquote"})
PLAIN = frozenset({"mention", "hashtag", "cashtag", "bot_command", "url", "email", "phone_number", "bank_card_number"})
DETAILS = {
    "text_link": ("url",),
    "text_mention": ("user",),
    "pre": ("language",),
    "custom_emoji": ("custom_emoji_id",),
}


def formatted(text: str, mode: str, entities: Any) -> tuple[str, list[Entity]]:
    """Turn a text with its parse mode, or with explicit entities, into what the message will hold.

    Raises:
        RefusedError: 400 in Telegram's words; MarkdownV2 and Markdown are not built and say so.
    """
    if len(text.encode("utf-8", "surrogatepass")) > 1 << 15:
        raise bad("text is too long")
    mode = mode.lower()
    if mode in {"markdown", "markdownv2"}:
        raise bad("can't parse entities: the local Bot API reads HTML and explicit entities, not Markdown")
    if mode not in {"", "none", "html"}:
        raise bad("unsupported parse_mode")
    marked = parse_html(text) if mode == "html" else (text, _explicit(text, entities))
    return plain(*marked)


def plain(text: str, marked: list[Entity] | None = None) -> tuple[str, list[Entity]]:
    """Trim the text as Telegram does, find commands, links and the like, put the entities in order."""
    clean = text.replace("\r", "")
    trimmed = clean.strip(" \t\n\v")
    ahead = units(clean) - units(clean.lstrip(" \t\n\v")) if trimmed else 0
    kept = _shifted(_uncoded(marked or []), -ahead, units(trimmed))
    kept += found_in(trimmed, kept)
    return trimmed, sorted(_merged(kept), key=lambda one: (one["offset"], -one["length"], one["type"]))


def _shifted(entities: list[Entity], by: int, end: int) -> list[Entity]:
    moved = []
    for one in entities:
        start = max(one["offset"] + by, 0)
        stop = min(one["offset"] + one["length"] + by, end)
        if stop > start:
            moved.append({**one, "offset": start, "length": stop - start})
    return moved


def _uncoded(entities: list[Entity]) -> list[Entity]:
    """Code and pre hold nothing else: a style around them is cut, a style inside them is dropped."""
    walls = [(one["offset"], one["offset"] + one["length"]) for one in entities if one["type"] in SOLID]
    kept = []
    for one in entities:
        if one["type"] in SOLID or one["type"].endswith("blockquote"):
            kept.append(one)
        else:
            kept += _cut(one, walls)
    return kept


def _cut(entity: Entity, walls: list[tuple[int, int]]) -> list[Entity]:
    pieces = [(entity["offset"], entity["offset"] + entity["length"])]
    for left, right in walls:
        halves = [half for a, b in pieces for half in ((a, min(b, left)), (max(a, right), b))]
        pieces = [(a, b) for a, b in halves if b > a]
    return [{**entity, "offset": a, "length": b - a} for a, b in pieces]


def _merged(entities: list[Entity]) -> list[Entity]:
    """Neighbours of the same style are one entity, as Telegram gives them back."""
    kept: list[Entity] = []
    for one in sorted(entities, key=lambda entity: (entity["type"], entity["offset"])):
        last = kept[-1] if kept else None
        if last and one["type"] in STYLES and last["type"] == one["type"] and _touch(last, one):
            last["length"] = max(last["length"], one["offset"] + one["length"] - last["offset"])
        else:
            kept.append(dict(one))
    return kept


def _touch(last: Entity, one: Entity) -> bool:
    end = int(last["offset"]) + int(last["length"])
    return int(one["offset"]) < end or (end == one["offset"] and not one["type"].endswith("blockquote"))


def _explicit(text: str, entities: Any) -> list[Entity]:
    if not isinstance(entities, list):
        return []
    total = units(text)
    kept = []
    for one in entities:
        entity = _one(one)
        if entity is None:
            continue
        if entity["offset"] < 0 or entity["length"] <= 0 or entity["offset"] + entity["length"] > total:
            continue  # Telegram drops what lies outside the text
        kept.append(entity)
    return kept


def _one(raw: Any) -> Entity | None:
    if not isinstance(raw, dict):
        raise bad("can't parse MessageEntity: expected an Object")
    for name in ("offset", "length"):
        if not isinstance(raw.get(name), int):
            raise bad(f"can't parse MessageEntity: Can't find field \"{name}\"")
    place = {"offset": raw["offset"], "length": raw["length"]}
    kind = raw.get("type")
    if kind in PLAIN:
        return None
    if kind == "date_time":
        return {**date_time(str(raw.get("unix_time", "")), str(raw.get("date_time_format", ""))), **place}
    if kind not in STYLES | SOLID | set(DETAILS):
        raise bad("can't parse MessageEntity: Unsupported type specified")
    details = {name: raw[name] for name in DETAILS.get(kind, ()) if raw.get(name)}
    return {"type": kind, **place, **details}


def message_text(call: Call) -> dict[str, Any]:
    """Give `text` and `entities` of a message to be sent or of an edit.

    Raises:
        RefusedError: empty, over 4096 UTF-16 units after parsing, or unreadable markup.
    """
    text, entities = formatted(call.text("text"), call.text("parse_mode"), call.decoded("entities", "entities"))
    if not text:
        raise bad("message text is empty")
    if units(text) > TEXT_UNITS:
        raise bad("MESSAGE_TOO_LONG" if call.method.startswith("edit") else "message is too long")
    preview = call.decoded("link_preview_options", "link preview options")
    if preview is not None and not isinstance(preview, dict):
        raise bad("object expected as link preview options")
    content: dict[str, Any] = {"text": text}
    if entities:
        content["entities"] = entities
    return content | ({"link_preview_options": preview} if preview else {})


def caption(source: dict[str, Any]) -> dict[str, Any]:
    """Give `caption` and its entities out of a media description; nothing when there is none.

    Raises:
        RefusedError: over 1024 UTF-16 units after parsing, or unreadable markup.
    """
    text, entities = formatted(
        str(source.get("caption") or ""), str(source.get("parse_mode") or ""), source.get("caption_entities")
    )
    if units(text) > CAPTION_UNITS:
        raise bad("message caption is too long")
    content: dict[str, Any] = {}
    if text:
        content["caption"] = text
    if text and entities:
        content["caption_entities"] = entities
    if text and source.get("show_caption_above_media"):
        content["show_caption_above_media"] = True
    return content


def caption_of(call: Call) -> dict[str, Any]:
    """Give the caption fields of a call that sends one file, or that edits a caption."""
    return caption(
        {
            "caption": call.text("caption"),
            "parse_mode": call.text("parse_mode"),
            "caption_entities": call.decoded("caption_entities", "entities"),
            "show_caption_above_media": call.flag("show_caption_above_media"),
        }
    )


def same(one: Any, other: Any) -> bool:
    """Say whether two pieces of content are the same for Telegram: equal as JSON, whatever the order of keys."""
    return json.dumps(one, sort_keys=True) == json.dumps(other, sort_keys=True)


__all__ = [
    "CAPTION_UNITS",
    "TEXT_UNITS",
    "RefusedError",
    "caption",
    "caption_of",
    "formatted",
    "message_text",
    "plain",
    "same",
]
