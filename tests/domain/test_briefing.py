"""What a case tells its letters: only what was told, each date with its weekday, each sum with its currency."""

from datetime import timedelta
from typing import Any

import pytest

from domain import briefing
from domain.case import Case, Channel, Reason
from domain.journal import Parcel, What
from domain.letters import Blank
from domain.machine import Flow
from domain.moments import Moment
from domain.money import Money
from domain.people import Identity
from domain.purchase import Amount
from domain.traits import Trait
from storage import librarian
from tests.kit.cases import NOW, a_case, at, told

LIBRARY = librarian.load()
NOBODY = Identity()
APPLIED = at("2026-11-24 02:00")


def zh(case: Case, now: Moment = NOW, identity: Identity = NOBODY) -> dict[str, str]:
    """The facts as a Chinese letter writes them."""
    return {blank.value: words["zh"] for blank, words in briefing.facts(case, identity, LIBRARY, now).items()}


def applied(*more: Any, **header: Any) -> Case:
    """A return that was asked for, and what happened since."""
    return a_case(Flow.RETURN, told(What.SIGNED, "2026-11-23"), told(What.APPLIED, APPLIED), *more, **header)


def test_an_empty_case_tells_nothing_but_the_day() -> None:
    """Platform and day are known; everything else is absent and will be asked for."""
    bare = a_case(name="", price=None, reason=None)
    assert zh(bare) == {"platform": "小红书", "today": "2026年11月23日（周一）", "in_time": "七日内"}


@pytest.mark.parametrize(
    ("case", "blank", "said"),
    [
        (applied(), "signed", "2026年11月23日（周一）"),
        (applied(), "applied", "2026年11月24日（周二）"),
        (applied(told(What.REFUSED, at("2026-11-24 17:00"))), "refused", "2026年11月25日（周三）"),  # Shanghai's day
        (applied(), "paid", "¥399.00"),
        (applied(price=Money(1200, "HKD")), "paid", "HK$12.00"),
        (applied(), "demand", "退还 ¥399.00"),
        (applied(told(What.PART_ARRIVED, APPLIED, money=Money(10_000))), "demand", "退还 ¥299.00"),
        (applied(platform="somewhere"), "platform", "平台"),
        (applied(problem="掉色"), "problem", "掉色。"),  # a sentence
        (applied(problem="掉色！"), "problem", "掉色！"),  # which it was already
        (applied(traits=frozenset({Trait.INTACT})), "intact", "商品完好，配件、吊牌、赠品都在"),
        (a_case(Flow.EXCHANGE, told(What.APPLIED, APPLIED)), "demand", "更换商品；换不了的，退还 ¥399.00"),
    ],
)
def test_a_fact_is_written_as_a_letter_writes_it(case: Case, blank: str, said: str) -> None:
    """Days with year and weekday, money with its currency, a problem as a sentence."""
    assert zh(case)[blank] == said


def test_english_says_the_same() -> None:
    """The gloss has the same facts in its own form."""
    facts = briefing.facts(applied(), NOBODY, LIBRARY, NOW)
    assert facts[Blank.SIGNED]["en"] == "Mon 23 Nov 2026"
    assert facts[Blank.DEMAND]["en"] == "a refund of CN¥399.00"


def test_a_happening_without_its_day_is_no_fact() -> None:
    """What happened nobody knows when stands in no letter."""
    assert "refused" not in zh(applied(told(What.REFUSED)))


def test_the_parcel_is_named_with_its_carrier() -> None:
    """Number and carrier, as the shelf calls it."""
    facts = zh(applied(told(What.APPROVED, APPLIED), told(What.SHIPPED, APPLIED, parcel=Parcel("SF1", "sf"))))
    assert (facts["number"], facts["carrier"]) == ("SF1", "顺丰速运")


def test_sums_stand_line_by_line_with_their_article() -> None:
    """Where more than the price counts, each line and its rule; else the demand says it all."""
    freight = {Amount.FREIGHT_BACK: Money(1200)}
    sent = applied(told(What.APPROVED, APPLIED), told(What.SHIPPED, APPLIED), amounts=freight)
    assert "sums" not in zh(applied())
    assert zh(sent)["demand"] == "退还 ¥411.00"
    price, carried = zh(sent)["sums"].split("；退货")
    assert price.startswith("实付款 ¥399.00（")
    assert "¥12.00（消费者权益保护法 24" in carried


def test_three_times_the_price_only_with_its_facts_ticked() -> None:
    """A claim stands in the demand once all facts that the law asks for were confirmed, and not before."""
    some = frozenset({Trait.FRAUD, Trait.RELIED_ON_IT})
    assert "赔偿" not in zh(applied(traits=some))["demand"]
    every = some | {Trait.NOT_ONLY_A_LABEL}
    assert zh(applied(traits=every))["demand"] == "退还 ¥399.00，并赔偿 ¥1,197.00"


def test_a_usual_time_is_held_against_nobody() -> None:
    """The platform's 48 hours are our guess: only a countdown from the app, or the law, is a time that was missed."""
    late = APPLIED + timedelta(hours=60)
    assert "missed" not in zh(applied(), late)
    seen = told(What.COUNTDOWN_READ, APPLIED + timedelta(hours=50), rule="seller_answers_return")
    assert zh(applied(seen), late)["missed"] == "2026年11月26日（周四）12:00"


def test_fifteen_days_are_a_delay_by_law() -> None:
    """The day on which the delay became one: the end of the fifteenth."""
    assert "late_answer" not in zh(applied(), APPLIED + timedelta(days=15))
    assert zh(applied(), APPLIED + timedelta(days=16))["late_answer"] == "2026年12月9日（周三）24:00"


@pytest.mark.parametrize(("signed", "in_time"), [("2026-11-17", True), ("2026-11-16", False)])
def test_seven_days_are_claimed_only_in_time(signed: str, in_time: bool) -> None:  # noqa: FBT001 - a column of the table
    """A notice on the seventh day is in time, on the eighth it is not."""
    case = a_case(Flow.RETURN, told(What.SIGNED, signed), told(What.APPLIED, APPLIED), reason=Reason.UNWANTED)
    assert ("in_time" in zh(case, APPLIED)) is in_time


def test_the_whole_prepayment_is_asked_back_only_within_its_seven_days() -> None:
    """While the clock of the prepaid rules runs, the letter may name its end."""
    case = a_case(Flow.MEMBERSHIP, told(What.PAID, "2026-11-20"), channel=Channel.WECHAT_CARD, reason=Reason.UNWANTED)
    assert zh(case)["prepaid_until"] == "2026年11月27日（周五）24:00"
    assert "prepaid_until" not in zh(case, NOW + timedelta(days=9))


def test_who_writes_comes_from_the_person() -> None:
    """Name, phone and address are the person's, not the case's."""
    facts = zh(applied(), identity=Identity(name="王小雨", phone="13800001234", address="上海市黄浦区某路 1 号"))
    assert (facts["name"], facts["phone"]) == ("王小雨", "13800001234")
