"""
Reading: from the words of a text or a screen to what they say about a refund.

    reading.of_text("订单编号 P734… 实付款 ¥399.00", library, written)
    reading.of_picture(seen, library, written)

Pure, and never certain: what comes out is offered, and becomes a fact by the shopper's tap (domain/findings.py).
"""

from collections.abc import Sequence
from zoneinfo import ZoneInfo

from domain import (
    reading_countdowns,
    reading_goods,
    reading_labels,
    reading_moments,
    reading_orders,
    reading_parcels,
    reading_platform,
    reading_refunds,
    reading_rows,
    reading_states,
    reading_sums,
    reading_terms,
)
from domain.findings import Reading
from domain.journal import What
from domain.library import Library
from domain.moments import SHANGHAI, Moment
from domain.reading_moments import Page
from domain.reading_rows import Row
from domain.seeing import Code, Seen

_PAID_BACK = frozenset({What.REFUND_ANNOUNCED, What.MONEY_ARRIVED})


def of_text(text: str, library: Library, written: Moment, zone: ZoneInfo = SHANGHAI) -> Reading:
    """What a pasted, forwarded or typed text says; `written` is when its words were (of a forwarded one, first)."""
    return _read(reading_rows.of_text(text), (), library, written, zone)


def of_picture(seen: Seen, library: Library, written: Moment, zone: ZoneInfo = SHANGHAI) -> Reading:
    """What a picture says; `written` is when it was sent."""
    return _read(reading_rows.of_picture(seen), seen.codes, library, written, zone)


def _read(rows: Sequence[Row], codes: Sequence[Code], library: Library, written: Moment, zone: ZoneInfo) -> Reading:
    page = Page(written, zone, reading_moments.is_english([row.text for row in rows]))
    words = library.vocabulary
    signs = reading_labels.signs(rows, words)
    values = reading_labels.values(rows, signs)
    told = reading_states.told(rows, signs, values, page, words.hedges)
    order_no, paid = reading_orders.order_no(rows, values), reading_sums.paid(values)
    goods = reading_goods.found(rows, signs, values, order=order_no is not None or paid is not None)
    paid_back = any(each.value.what in _PAID_BACK for each in told)
    return Reading(
        order_no=order_no,
        item=goods.item,
        paid=paid,
        shop=goods.shop,
        platform=reading_platform.platform(rows, library, order_no, goods.item),
        channel=reading_orders.paid_by(values, words),
        flow=reading_orders.flow(rows, words),
        reason=reading_orders.reason(values, words),
        told=told,
        countdowns=reading_countdowns.shown(rows, written),
        refund=reading_refunds.refund(rows, values, page, words, announced=paid_back),
        renewal=reading_terms.renewal(values, page),
        parcel=reading_parcels.parcel(rows, values, codes, library.carriers),
        waits=reading_parcels.waits(rows),
    )
