"""What Telegram finds in a text by itself: commands, mentions, hashtags, links, e-mail addresses, numbers."""

import re
from typing import Any

Entity = dict[str, Any]

# Order is precedence: an e-mail address is not a mention, a link is not a hashtag.
_PATTERNS = (
    ("url", re.compile(r"(?:https?|tg|ftp)://[^\s<>\"]+[^\s<>\".,;:!?()，。；：！？（）、]", re.IGNORECASE)),
    ("email", re.compile(r"(?<![\w.+-])[\w.+-]{1,64}@[a-z0-9-]+(?:\.[a-z0-9-]+)*\.[a-z]{2,}", re.IGNORECASE)),
    (
        "url",
        re.compile(r"(?<![\w.@/-])(?:[a-z0-9-]+\.)+(?:com|cn|org|net|me|io|app)(?:/[^\s<>\"，。]*)?\b", re.IGNORECASE),
    ),
    ("bot_command", re.compile(r"(?<![\w/<>])/[a-zA-Z0-9_]{1,64}(?:@[a-zA-Z0-9_]{3,32})?(?![\w/<>@])")),
    ("mention", re.compile(r"(?<![\w`])@[a-zA-Z0-9_]{4,32}\b")),
    ("hashtag", re.compile(r"(?<!\w)#(?=\w*[^\W\d])\w{1,256}")),
    ("cashtag", re.compile(r"(?<![\w$])\$[A-Z]{1,8}\b")),
    ("phone_number", re.compile(r"(?<![\w+])\+\d(?:[ -]?\d){6,14}(?!\w)")),
)


def units(text: str) -> int:
    """Count UTF-16 code units, the measure of every offset, length and limit of the Bot API."""
    return len(text.encode("utf-16-le", "surrogatepass")) // 2


def found_in(text: str, taken: list[Entity]) -> list[Entity]:
    """Find what Telegram marks by itself; nothing inside code, links and what else is in `taken`."""
    solid = {"code", "pre", "text_link", "text_mention"}
    spans = [(one["offset"], one["offset"] + one["length"]) for one in taken if one["type"] in solid]
    found: list[Entity] = []
    for kind, pattern in _PATTERNS:
        for match in pattern.finditer(text):
            start = units(text[: match.start()])
            end = start + units(match.group())
            if all(end <= left or start >= right for left, right in spans):
                spans.append((start, end))
                found.append({"type": kind, "offset": start, "length": end - start})
    return found
