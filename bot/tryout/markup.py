"""Telegram's HTML into text and entities, refusing what Telegram refuses, in its words.

The rules and sentences follow the behaviour of Telegram's own server (tdlib, MessageEntity, state of 2026-07).
"""

import html
import re
from dataclasses import dataclass, field
from typing import Any

from bot.tryout.refusals import RefusedError, bad
from bot.tryout.spots import Entity, units

STYLES = {
    "b": "bold",
    "strong": "bold",
    "i": "italic",
    "em": "italic",
    "u": "underline",
    "ins": "underline",
    "s": "strikethrough",
    "strike": "strikethrough",
    "del": "strikethrough",
    "tg-spoiler": "spoiler",
    "span": "spoiler",
}
TAGS = frozenset(STYLES) | {"a", "pre", "code", "blockquote", "tg-emoji", "tg-time"}
_NAME = re.compile(r"[^ \t\r\n\v\0>]*")
_ATTRIBUTE = re.compile(r"[^ \t\r\n\v\0=>/\"']*")
_TOKEN = re.compile(r"[A-Za-z0-9.-]*")
_SPACE = re.compile(r"[ \t\r\n\v]*")
_LITERAL = re.compile(r"&(?:(?:lt|gt|amp|quot)\b|#(?:[0-9]{1,7}|[xX][0-9a-fA-F]{1,6}));?")


@dataclass
class _Open:
    tag: str
    attributes: dict[str, str]
    offset: int
    start: int


@dataclass
class _Reader:
    source: str
    at: int = 0
    out: list[str] = field(default_factory=list)
    offset: int = 0
    stack: list[_Open] = field(default_factory=list)
    entities: list[Entity] = field(default_factory=list)

    def read(self) -> tuple[str, list[Entity]]:
        """Walk once from left to right; `source` ends with a NUL so that no look-ahead falls off."""
        while self.source[self.at] != "\0":
            if self.source[self.at] != "<":
                self._take_text()
            elif self.source[self.at + 1] == "/":
                self._take_end()
            else:
                self._take_start()
        if self.stack:
            raise _cannot(f'Can\'t find end tag corresponding to start tag "{self.stack[-1].tag}"')
        return "".join(self.out), self.entities

    def _match(self, pattern: re.Pattern[str]) -> str:
        match = pattern.match(self.source, self.at)
        text = match.group() if match else ""
        self.at += len(text)
        return text

    def _byte(self, position: int) -> int:
        return len(self.source[:position].encode("utf-8", "surrogatepass"))

    def _take_text(self) -> None:
        literal = _LITERAL.match(self.source, self.at)
        raw = literal.group() if literal else self.source[self.at]
        self.at += len(raw)
        text = html.unescape(raw if raw.endswith(";") or not literal else raw + ";")
        self.out.append(text)
        self.offset += units(text)

    def _take_start(self) -> None:
        begin = self.at
        self.at += 1
        tag = self._match(_NAME).lower()
        if self.source[self.at] == "\0":
            raise _cannot(f"Unclosed start tag at byte offset {self._byte(begin)}")
        if tag not in TAGS:
            raise _cannot(f'Unsupported start tag "{tag}" at byte offset {self._byte(begin)}')
        attributes = self._attributes(tag, begin)
        if tag == "span" and attributes.get("class") != "tg-spoiler":
            raise _cannot(f'Tag "span" must have class "tg-spoiler" at byte offset {self._byte(begin)}')
        self.stack.append(_Open(tag, attributes, self.offset, len(self.out)))

    def _attributes(self, tag: str, begin: int) -> dict[str, str]:
        found: dict[str, str] = {}
        where = f'the tag "{tag}" at byte offset {self._byte(begin)}'
        while True:
            self._match(_SPACE)
            if self.source[self.at] == ">":
                self.at += 1
                return found
            name = self._match(_ATTRIBUTE)
            if not name:
                raise _cannot(f"Empty attribute name in {where}")
            self._match(_SPACE)
            if self.source[self.at] == "=":
                self.at += 1
                self._match(_SPACE)
                found[name] = self._value()
            else:
                found[name] = ""
            if self.source[self.at] == "\0":
                raise _cannot(f"Unclosed start {where.removeprefix('the ')}")

    def _value(self) -> str:
        quote = self.source[self.at]
        if quote not in "'\"":
            begin = self.at
            token = self._match(_TOKEN).lower()
            if self.source[self.at] not in " \t\r\n\v>\0":
                raise _cannot(f"Unexpected end of name token at byte offset {self._byte(begin)}")
            return token
        end = self.source.find(quote, self.at + 1)
        if end < 0:
            end = len(self.source) - 1
        value = self.source[self.at + 1 : end]
        self.at = min(end + 1, len(self.source) - 1)
        return _LITERAL.sub(lambda one: html.unescape(one.group()), value)

    def _take_end(self) -> None:
        begin = self.at
        where = f"at byte offset {self._byte(begin)}"
        if not self.stack:
            raise _cannot(f"Unexpected end tag {where}")
        self.at += 2
        tag = self._match(_NAME).lower()
        self._match(_SPACE)
        if self.source[self.at] != ">":
            raise _cannot(f"Unclosed end tag {where}")
        self.at += 1
        opened = self.stack.pop()
        if tag not in {"", opened.tag}:
            raise _cannot(f'Unmatched end tag {where}, expected "</{opened.tag}>", found "</{tag}>"')
        if self.offset > opened.offset:
            self._close(opened)

    def _close(self, opened: _Open) -> None:
        span = {"offset": opened.offset, "length": self.offset - opened.offset}
        if opened.tag in STYLES:
            self.entities.append({"type": STYLES[opened.tag], **span})
        elif opened.tag in {"pre", "code"}:
            self._close_code(opened, span)
        else:
            inner = "".join(self.out[opened.start :])
            special = _special(opened, inner)
            if special:
                self.entities.append({**special, **span})

    def _close_code(self, opened: _Open, span: dict[str, int]) -> None:
        """`<pre><code class="language-x">` is one block with a language, in either nesting."""
        language = opened.attributes.get("class", "").removeprefix("language-")
        last = self.entities[-1] if self.entities else {}
        twin = last.get("type") in {"pre", "code"} and span.items() <= last.items()
        if twin and last["type"] != opened.tag:
            language = language or last.get("language", "")
            self.entities[-1] = {"type": "pre", **span, **({"language": language} if language else {})}
            return
        self.entities.append({"type": opened.tag, **span, **({"language": language} if language else {})})


def _cannot(sentence: str) -> RefusedError:
    return bad(f"can't parse entities: {sentence}")


def _special(opened: _Open, inner: str) -> dict[str, Any] | None:
    if opened.tag == "blockquote":
        return {"type": "expandable_blockquote" if "expandable" in opened.attributes else "blockquote"}
    if opened.tag == "tg-emoji":
        number = opened.attributes.get("emoji-id", "")
        if not number.isdecimal() or int(number) == 0:
            raise _cannot("Invalid custom emoji identifier specified")
        return {"type": "custom_emoji", "custom_emoji_id": number}
    if opened.tag == "tg-time":
        return date_time(opened.attributes.get("unix", ""), opened.attributes.get("format", ""))
    return _link(opened.attributes.get("href") or inner)


def date_time(unix: str, pattern: str) -> dict[str, Any]:
    """Make a date_time entity without its place; refuse a date that is none and a format that is none."""
    if not unix.isdecimal() or not 0 < int(unix) < 2**31:
        raise _cannot("Invalid date specified")
    if pattern and (len(set(pattern.lower())) != len(pattern) or not set(pattern) <= set("rtTdDwW")):
        raise _cannot("Invalid date-time format specified")
    if "r" in pattern and pattern != "r":
        raise _cannot("Invalid date-time format specified")
    entity: dict[str, Any] = {"type": "date_time", "unix_time": int(unix)}
    return entity | ({"date_time_format": pattern} if pattern else {})


def _link(url: str) -> dict[str, Any] | None:
    """A link without a scheme becomes http; what is no address at all is dropped in silence, as Telegram does."""
    url = url.strip()
    if re.match(r"(?:https?|tg|ton|tonsite|ftp|mailto|tel):", url, re.IGNORECASE):
        return {"type": "text_link", "url": url}
    if re.match(r"[\w-]+(?:\.[\w-]+)+(?:[/?#:].*)?$", url):
        return {"type": "text_link", "url": f"http://{url}/" if "/" not in url else f"http://{url}"}
    return None


def parse_html(source: str) -> tuple[str, list[Entity]]:
    """Read Telegram's HTML.

    Raises:
        RefusedError: 400 "can't parse entities: ..." as Telegram words it, with the byte offset.
    """
    text, entities = _Reader(source.replace("\0", "") + "\0").read()
    for entity in entities:
        if entity["type"] == "code":
            entity.pop("language", None)
    return text, entities
