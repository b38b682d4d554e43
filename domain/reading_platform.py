"""
On which platform something was bought.

    京东 ⏎ 订单编号：2900…            JD
    物流 京东快递, 南京东路 100 号      says nothing: a carrier for all, and a street
    抖音同款 连衣裙                    says nothing: that is sold everywhere
"""

import re
from collections.abc import Iterable

from domain import reading_orders
from domain.case import HOME_PLATFORM
from domain.findings import Found
from domain.library import Library
from domain.reading_rows import Row

#: Places whose names run into that of a platform: 南京东路, 北京东城.
_PLACES = re.compile(r"[南北]京东")
#: Behind it, it is a carrier, a way of paying, a card, or what goods are praised with.
_ELSE = r"(?!\s*(?:快递|物流|快运|速运|配送|派送|支付|月付|白条|e卡|礼品卡|同款|爆款|热销|热卖|精灵|才卖|只卖|卖))"
_CARRIES = re.compile(r"(?:快递|物流|承运|配送)(?:公司|商|方)?\s*[:：]?\s*$|由$")  # before it, it is a carrier


def platform(
    rows: Iterable[Row], library: Library, order: Found[str] | None, item: Found[str] | None
) -> Found[str] | None:
    """The platform that a text names; none where it names several, or another than its order number is of."""
    aside = [word for carrier in library.carriers for word in carrier.called] + ([item.value.lower()] if item else [])
    named = {
        policy.id: (row, word)
        for row, low in ((row, _without(row.low, aside)) for row in rows)
        for policy in library.platforms
        for word in policy.called
        if _names_it(low, word)
    }
    if len(named) != 1:
        return None
    ((name, (row, word)),) = named.items()
    return of_order(Found(name, word, row.confidence(0, len(row.text))), order)


def of_order(found: Found[str] | None, order: Found[str] | None) -> Found[str] | None:
    """The platform, unless the order's number is Xiaohongshu's: whoever else is named there is spoken of only."""
    elsewhere = found is not None and found.value != HOME_PLATFORM
    return None if elsewhere and order is not None and reading_orders.is_home(order.value) else found


def _without(low: str, words: Iterable[str]) -> str:
    for word in words:
        low = low.replace(word, " ")
    return _PLACES.sub(" ", low)


def _names_it(low: str, word: str) -> bool:
    if word.isascii():
        return re.search(rf"(?<![a-z]){re.escape(word)}(?![a-z])", low) is not None
    return any(not _CARRIES.search(low[: match.start()]) for match in re.finditer(re.escape(word) + _ELSE, low))
