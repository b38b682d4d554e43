"""
Where the amounts stand in a text: `find` cuts them out, `money.read` judges them.

The grammar, after `numerals.plain`: [minus] [sign of a currency] number [sign of a currency] [jiao and fen].
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from decimal import Decimal

from domain import numerals

_DOLLARS = ("USD", "HKD", "TWD", "SGD", "AUD", "CAD")
_YUAN = ("CNY", "HKD", "TWD")

#: What a sign can mean, the usual meaning first; the shopper's own currency wins where it is among them.
_SIGNS: dict[str, tuple[str, ...]] = {
    "¥": ("CNY", "JPY"),
    "$": _DOLLARS,
    "元": _YUAN,
    "块": _YUAN,
    "块钱": _YUAN,
    "毛": _YUAN,
    "毛钱": _YUAN,
    "角": _YUAN,
    **dict.fromkeys(("rmb", "cny", "cn¥", "rmb¥", "人民币", "人民币¥", "软妹币"), ("CNY",)),
    **dict.fromkeys(("jpy", "jp¥", "円", "日元", "日币", "日圆"), ("JPY",)),
    **dict.fromkeys(("usd", "us$", "usd$", "美元", "美金", "刀"), ("USD",)),
    **dict.fromkeys(("hkd", "hk$", "hkd$", "港元", "港币", "港纸"), ("HKD",)),
    **dict.fromkeys(("twd", "nt$", "ntd", "台币", "新台币"), ("TWD",)),
    **dict.fromkeys(("eur", "€", "欧元", "欧"), ("EUR",)),
    **dict.fromkeys(("gbp", "£", "英镑", "镑"), ("GBP",)),
    **dict.fromkeys(("krw", "₩", "韩元", "韩币"), ("KRW",)),
    **dict.fromkeys(("sgd", "s$", "新加坡元", "新币"), ("SGD",)),
    **dict.fromkeys(("aud", "a$", "澳元", "澳币"), ("AUD",)),
    **dict.fromkeys(("cad", "c$", "加元", "加币"), ("CAD",)),
}


#: Signs that only ever stand behind a number.
_TRAILING = frozenset({"元", "块", "块钱", "毛", "毛钱", "角", "刀", "欧", "镑"})


def _any_of(signs: Iterable[str]) -> str:
    return "|".join(re.escape(sign) for sign in sorted(signs, key=len, reverse=True))


_CN = f"[{numerals.SIGNS}]"
_DIGIT = "[0-9零一二两三四五六七八九]"

_AMOUNT = re.compile(
    rf"""
    (?P<minus>(?<![0-9a-z])[-−–]\s?|负)?
    (?<![0-9a-z第])(?<![0-9][.,'])               # not from the middle of a number or of a name
    (?P<before>(?:{_any_of(_SIGNS.keys() - _TRAILING)})\s*[+]?)?
    (?P<inner_minus>[-−–](?=[0-9]))?
    (?P<number>
        (?:[0-9]{{1,3}}(?:\s[0-9]{{3}})+[.,][0-9]{{1,2}}(?![0-9])|[0-9]+(?:[.,'][0-9]+)*|[.][0-9]{{1,2}}(?![0-9]))
        (?:[wk](?![a-z])|[百千万亿][0-9{numerals.SIGNS}]*)?
        |{_CN}+(?:点{_CN}+)?
    )
    (?:\s*(?P<after>
        (?:{_any_of(_SIGNS.keys() - _TRAILING)})(?![a-z])(?!\s*[0-9.])  # before a number it belongs to that one
        |{_any_of(_TRAILING)}
    ))?
    """,
    re.VERBOSE,
)
# Things that are counted are not money, unless a currency says so.
_COUNTED = re.compile(r"\s?([件个双条天号月年日盒瓶套片次单斤岁折码位分%]|小时|分钟)|[a-z]")
_JIAO = re.compile(
    rf"(?:(?P<only_fen>{_DIGIT})分|(?P<jiao>{_DIGIT}|半)[毛角]?(?:(?P<fen>{_DIGIT})分?)?)(?!{_DIGIT}|[.,][0-9])"
)
_CALENDAR = re.compile(
    r"[0-9]{4}[-/.年][0-9]{1,2}[-/.月][0-9]{1,2}日?|[0-9]{1,2}月[0-9]{1,2}[日号]?"
    r"|[0-9]{1,2}:[0-9]{2}(?::[0-9]{2})?"
)
_TIMES = re.compile(r"(?<![a-z])[x×*]\s*(?=[0-9])")
_FILLER = re.compile(r"一共|总共|总计|合计|共计?|大概|大约|约|差不多|左右|实付款?|付款?|金额|退款?|整|[\s,.;:。、!~]")
_ROW = re.compile(
    r"(?P<whole>[1-9][0-9]{0,2}(?P<gap>[,'. ])[0-9]{3}(?:(?P=gap)[0-9]{3})*|[0-9]*)"
    r"(?:(?P<point>[.,])(?P<decimals>[0-9]{1,2}))?"
)
_ORDER_NUMBER = 9  # digits: no sum that a shopper types is this long


@dataclass(frozen=True, slots=True)
class Amount:
    """An amount as written. `value` None: the digits read two ways; `currency` None: two signs contradict."""

    value: Decimal | None
    currency: str | None


def find(text: str, default_currency: str) -> tuple[Amount, ...]:
    """Find the different amounts in a text, in their order; bare Chinese numerals only if nothing else is there."""
    line = _TIMES.sub(" ", _CALENDAR.sub(" ; ", numerals.plain(text)))
    matches = [match for match in _scan(line) if not _is_something_else(match)]
    if not matches:
        bare = numerals.value(_FILLER.sub("", line))
        return () if bare is None else (Amount(bare, default_currency),)
    if len(matches) > 1:
        matches = [match for match in matches if not _is_order_number(match)]
    signed = {_currency(match, default_currency) for match in matches if _is_signed(match)}
    usual = signed.pop() if len(signed) == 1 else default_currency
    found = [Amount(_value(match), _currency(match, usual or default_currency)) for match in matches]
    return tuple(dict.fromkeys(found))


def _scan(line: str) -> Iterator[re.Match[str]]:
    """Go through the candidates; the jiao and fen behind one of them are not a candidate of their own."""
    place = 0
    while match := _AMOUNT.search(line, place):
        yield match
        tail = _tail(match)
        place = tail.end() if tail else match.end()


def _tail(match: re.Match[str]) -> re.Match[str] | None:
    """Find what stands behind the yuan: 39块9, 39块9毛5, 三块半, 39元零5分."""
    if match["after"] not in {"元", "块"}:
        return None
    tail = _JIAO.match(match.string, match.end())
    return None if tail is None or _COUNTED.match(match.string, tail.end()) else tail


def _is_signed(match: re.Match[str]) -> bool:
    return bool(match["before"] or match["after"])


def _is_something_else(match: re.Match[str]) -> bool:
    """Whether a number without a currency counts things, or is a Chinese word such as 一共."""
    if _is_signed(match):
        return False
    return not match["number"][0].isascii() or _COUNTED.match(match.string, match.end()) is not None


def _is_order_number(match: re.Match[str]) -> bool:
    return not _is_signed(match) and match["number"].isdigit() and len(match["number"]) >= _ORDER_NUMBER


def _currency(match: re.Match[str], default: str) -> str | None:
    """Give the currency that all signs around the number allow; None if they contradict."""
    signs = [sign.rstrip("+ ").strip() for sign in (match["before"], match["after"]) if sign]
    options = [code for code in _SIGNS[signs[0]] if code in _SIGNS[signs[-1]]] if signs else [default]
    if default in options:
        return default
    return options[0] if options else None


def _value(match: re.Match[str]) -> Decimal | None:
    value = _number(match["number"])
    if value is not None and match["after"] in {"毛", "毛钱", "角"}:
        value /= 10
    tail = _tail(match)
    if value is not None and tail is not None:
        value = _with_jiao(value, tail)
    return -value if value is not None and (match["minus"] or match["inner_minus"]) else value


def _with_jiao(value: Decimal, tail: re.Match[str]) -> Decimal | None:
    """Add jiao and fen to whole yuan; 39.9块5 reads two ways."""
    if value != int(value):
        return None
    jiao = tail["jiao"].replace("半", "五") if tail["jiao"] else "零"
    fen = tail["fen"] or tail["only_fen"] or "零"
    return value + Decimal(numerals.integer(jiao) or 0) / 10 + Decimal(numerals.integer(fen) or 0) / 100


def _number(written: str) -> Decimal | None:
    """Read a number with its separators and its unit; None if it reads two ways."""
    row = re.match(r"[0-9.,'\s]*", written)
    figures = row[0] if row else ""
    unit = written[len(figures) :].replace("w", "万").replace("k", "千")
    if unit and (not figures or re.fullmatch(r"[0-9]+\.[0-9]+", figures)):
        return numerals.value(figures + unit)  # 1.299万: before a unit a point is a decimal point for sure
    value = _row(figures)
    return numerals.value(f"{value}{unit}") if unit and value is not None else value


def _row(figures: str) -> Decimal | None:
    """Read 1299, 1,299, 1,299.00, 1.299,00, 1 299,00, 39,9; None for 1.299, 1,29,9 and 39.9001."""
    match = _ROW.fullmatch(figures)
    if match is None or (match["gap"] and match["gap"] == (match["point"] or ".")):
        return None
    whole = re.sub(r"[,'. ]", "", match["whole"])
    return Decimal(f"{whole or 0}.{match['decimals'] or 0}")
