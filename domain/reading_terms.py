"""A membership's page: the next charge, its sum, and the last day that is paid for (facts.md 1.4)."""

import re
from collections.abc import Sequence

from domain import reading_labels, reading_moments, reading_sums
from domain.findings import SURE, Doubt, Found, Renewal
from domain.money import Money
from domain.reading_labels import Value
from domain.reading_moments import Dated, Page
from domain.vocabulary import Label

_RENEWS = re.compile(r"续费|扣费|扣款|续订|renew|bill|charge")


def renewal(values: Sequence[Value], page: Page) -> Found[Renewal] | None:
    """What a membership's page says of its next charge and its end; None where it says nothing."""
    charged, charged_by = _day(values, Label.RENEWS, page)
    ends, ends_by = _day(values, Label.ENDS, page)
    price = reading_sums.of_label(values, Label.CHARGE) or (_beside(charged_by, charged) if charged_by else None)
    told = Renewal(
        charged_on=charged.when.day() if charged and charged.when else None,
        price=price.value if price else None,
        ends=ends.when.day() if ends and ends.when else None,
    )
    if told == Renewal():
        return None
    witnesses = [value for value in (charged_by, ends_by) if value is not None]
    sure = min((value.sure() for value in witnesses), default=price.confidence if price else 1.0)
    doubts = [*(charged.doubts if charged else ()), *(ends.doubts if ends else ()), *(price.doubts if price else ())]
    doubts += [] if sure >= SURE else [Doubt.UNSURE]
    words = witnesses[0].words if witnesses else ""
    return Found(told, words, sure, tuple(dict.fromkeys(doubts)))


def _day(values: Sequence[Value], label: Label, page: Page) -> tuple[Dated | None, Value | None]:
    """The day behind a label; 将于 is of a renewal or of an end, as the sentence goes on."""
    for value in reading_labels.of(values, Label.RENEWS, Label.ENDS):
        dated = reading_moments.begins(value.low, page, past=False)
        meant = Label.ENDS if value.behind.label is Label.ENDS or _is_of_an_end(value) else Label.RENEWS
        if dated is not None and meant is label and (label is Label.ENDS or _RENEWS.search(value.sign.row.low)):
            return dated, value
    return None, None


def _is_of_an_end(value: Value) -> bool:
    row = value.sign.row.low
    return "到期" in row and _RENEWS.search(row) is None


def _beside(value: Value, dated: Dated | None) -> Found[Money] | None:
    """The sum in the sentence that names the day of the charge."""
    rest = value.low[dated.end if dated else 0 :]
    for match in reading_sums.SUM.finditer(rest):
        if re.search(r"[¥$€£元]", match[0]):
            return reading_sums.judged(match)
    return None
