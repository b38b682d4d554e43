"""
Signs that a font does not have, put into words: a paper for an archive (PDF/A) may not show an empty box.

    legible("好看😀 مرحبا", lambda sign: sign.isascii())     好看〔grinning face〕 〔ARABIC × 5〕
    legible("好看😀 مرحبا", …, "zh")                           好看〔笑脸〕 〔阿拉伯文 × 5〕

Invisible signs that turn or hide text are taken out: what is printed is what is read.
"""

import re
import unicodedata
from collections.abc import Callable, Iterator
from itertools import groupby

from domain import sign_names

NAMED = 3  # symbols of a run that are named; the rest is counted

_PIECE = 16
_ENDLESS = re.compile(r"[^\s\u3000-\u9fff\uff00-\uffef]{33,}")
_KEPT = "\n"
_UNSEEN = frozenset({"Cf", "Cc", "Cs", "Co", "Cn"})  # formats, controls, halves of pairs, private and unassigned
_JOINERS = frozenset(map(chr, (*range(0xFE00, 0xFE10), *range(0x1F3FB, 0x1F400), *range(0xE0100, 0xE01F0))))


def legible(text: str, shows: Callable[[str], bool], language: str = "en") -> str:
    """The text with a stand-in for each run of signs that are not shown, in that language."""
    standin = _chinese if language == "zh" else _standin
    plain = "".join(_plain(text))
    runs = groupby(plain, key=lambda sign: "" if sign == _KEPT or shows(sign) else _script(sign))
    return "".join("".join(run) if not script else standin(script, list(run)) for script, run in runs)


def breakable(text: str) -> str:
    """The text with invisible places at which a line may end, in runs that give none of themselves."""
    return _ENDLESS.sub(lambda run: "\N{ZERO WIDTH SPACE}".join(_pieces(run[0])), text)


def _pieces(run: str) -> Iterator[str]:
    return (run[start : start + _PIECE] for start in range(0, len(run), _PIECE))


def strange(text: str) -> set[str]:
    """Signs that not every font has: everything but ASCII, the usual ideographs, kana, hangul and full-width forms."""
    return {sign for sign in text if not any(first <= sign <= last for first, last in _USUAL)}


_USUAL = (("\n", "\n"), (" ", "~"), ("一", "鿃"), ("ぁ", "ゔ"), ("ァ", "ヺ"), ("가", "힣"), ("！", "～"), ("、", "〕"))


def _plain(text: str) -> Iterator[str]:
    for sign in text:
        if sign in _JOINERS:
            continue
        category = unicodedata.category(sign)
        if sign == _KEPT or category not in _UNSEEN:
            yield sign
        elif category == "Cc":
            yield " "
        elif category in {"Co", "Cn"}:
            yield "\N{REPLACEMENT CHARACTER}"


def _script(sign: str) -> str:
    """What kind of sign it is: a script for letters, `symbol` for the rest."""
    if unicodedata.category(sign)[0] in "LMN":
        return unicodedata.name(sign, "unknown").split()[0].replace("-", " ")
    return "symbol"


def _standin(script: str, run: list[str]) -> str:
    if script != "symbol":
        return f"〔{script} × {len(run)}〕"
    names = [unicodedata.name(sign, f"U+{ord(sign):04X}").lower() for sign in run[:NAMED]]
    more = f" + {len(run) - NAMED}" if len(run) > NAMED else ""
    return f"〔{', '.join(names)}{more}〕"


def _chinese(script: str, run: list[str]) -> str:
    if script != "symbol":
        return f"〔{sign_names.SCRIPTS.get(script, '外文')} × {len(run)}〕"
    names = [sign_names.SIGNS.get(sign) for sign in run]
    known = [name for name in names[:NAMED] if name]
    if len(known) < min(NAMED, len(run)):
        return f"〔{_kind(run)} × {len(run)}〕"
    more = f"，还有 {len(run) - NAMED} 个" if len(run) > NAMED else ""
    return f"〔{'、'.join(known)}{more}〕"


def _kind(run: list[str]) -> str:
    """Little pictures, as chats have them, stand in Unicode's upper planes."""
    return "表情" if all(sign > "\N{CYCLONE}" or sign in sign_names.SIGNS for sign in run) else "符号"
