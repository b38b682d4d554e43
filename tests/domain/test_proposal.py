"""What a reading means for a case: steps, changes and countdowns, with what the case says otherwise in sight."""

from dataclasses import replace
from datetime import date, timedelta
from itertools import count

import pytest

from domain import machine, proposal, reading
from domain.case import Case, Channel
from domain.findings import Doubt, Field, put_day_right
from domain.journal import Parcel, Source, What
from domain.machine import Flow, Stage
from domain.moments import When
from domain.money import Money
from storage import librarian
from tests.kit.cases import NOW, a_case, told
from tests.kit.readings import in_doubt

LIBRARY = librarian.load()


def _proposed(text: str, case: Case) -> proposal.Proposal:
    return proposal.for_case(reading.of_text(text, LIBRARY, NOW), case, LIBRARY, NOW)


def _at(stage: Stage, flow: Flow = Flow.RETURN) -> Case:
    way = {
        Stage.TO_APPLY: (),
        Stage.UNDER_REVIEW: (What.APPLIED,),
        Stage.TO_SHIP: (What.APPLIED, What.APPROVED),
        Stage.RETURNING: (What.APPLIED, What.APPROVED, What.SHIPPED),
        Stage.MONEY_COMING: (What.APPLIED, What.REFUND_ANNOUNCED),
    }[stage]
    begun = told(What.SIGNED, "2026-11-15")
    return a_case(flow, begun, *(told(what, f"2026-11-{16 + day}") for day, what in enumerate(way)))


#: What a screen or a message says; where the case stands; the steps, those in brackets unseen.
STEPS: list[tuple[str, Case, str]] = [
    ("售后状态：待商家处理", _at(Stage.TO_APPLY), "applied"),
    ("商家已同意，请寄回商品", _at(Stage.UNDER_REVIEW), "approved"),
    ("商家已同意，请寄回商品", _at(Stage.TO_APPLY), "(applied) approved"),
    ("审核不通过", _at(Stage.UNDER_REVIEW), "refused"),
    ("商家审核拒绝", _at(Stage.TO_APPLY), "(applied) refused"),
    ("待商家收货", _at(Stage.UNDER_REVIEW), "(approved) shipped"),
    ("待商家收货", _at(Stage.RETURNING), ""),
    ("商家已签收", _at(Stage.RETURNING), "delivered"),
    ("快件已签收", _at(Stage.RETURNING), "delivered"),
    ("已签收", _at(Stage.TO_APPLY), ""),
    ("商家已收货", _at(Stage.RETURNING), "received"),
    ("退款中", _at(Stage.RETURNING), "received"),
    ("退款中", _at(Stage.UNDER_REVIEW, Flow.REFUND_ONLY), "approved"),
    ("退款中", _at(Stage.UNDER_REVIEW), "(approved) (shipped) received"),
    ("平台介入中", _at(Stage.TO_APPLY), "(applied) platform_asked"),
    ("商家已签收", _at(Stage.MONEY_COMING), ""),
    ("收货拒绝", _at(Stage.RETURNING), "parcel_refused"),
    ("平台介入中", _at(Stage.UNDER_REVIEW), "platform_asked"),
    ("退款成功", _at(Stage.RETURNING), "refund_announced"),
    ("退款成功", _at(Stage.TO_APPLY), "(applied) refund_announced"),
    ("退款成功", _at(Stage.MONEY_COMING), ""),
    ("退款失败", _at(Stage.MONEY_COMING), "refund_failed"),
    ("退款已到账", _at(Stage.MONEY_COMING), "money_arrived"),
    ("售后已关闭", _at(Stage.TO_SHIP), "app_closed"),
    ("已完成", _at(Stage.RETURNING), "refund_announced"),
    ("退货物流单号 SF1364216703436", _at(Stage.TO_SHIP), "shipped"),
    ("你好，请问什么时候退款", _at(Stage.TO_SHIP), ""),
    ("【丰巢智能柜】您的快递已由丰巢智能柜代收，取件码 123456，圆通 YT9876543210123", _at(Stage.TO_SHIP), ""),
]


@pytest.mark.parametrize(("text", "case", "steps"), STEPS, ids=[f"{row[0]} / {row[1].stage}" for row in STEPS])
def test_a_state_proposes_the_steps_that_lead_there(text: str, case: Case, steps: str) -> None:
    """What lies between the journal and the screen has happened unseen; what is known is not told twice."""
    found = _proposed(text, case).steps
    assert " ".join(f"({step.what})" if step.implied else step.what for step in found) == steps


def _everywhere() -> list[Case]:
    """A case at every stage of every flow, by the shortest way there."""
    found: dict[tuple[Flow, Stage], Case] = {}
    waiting = [a_case(flow, told(what, "2026-11-10")) for flow in Flow for what in machine.FLOWS[flow][Stage.NEW]]
    for case in waiting:  # grows while it is walked
        if (case.flow, case.stage) not in found:
            found[case.flow, case.stage] = case
            day = min(22, 10 + len(case.journal))
            steps = machine.FLOWS[case.flow].get(case.stage, {})
            waiting += [case.with_happening(told(what, f"2026-11-{day}")) for what in steps]
    return list(found.values())


@pytest.mark.parametrize("case", _everywhere(), ids=lambda case: f"{case.flow} {case.stage}")
def test_the_same_screen_twice_proposes_nothing_the_second_time(case: Case) -> None:
    """At every stage of every flow, whatever the screen shows: once its steps are taken, there are none left."""
    for text in (
        *dict.fromkeys(row[0] for row in STEPS),
        "交易成功",
        "已取消",
        "签收时间：2026-11-20 10:00",
        "退款失败",
    ):
        grown = case
        for number, step in enumerate(_proposed(text, case).steps):
            grown = grown.with_happening(step.happening(f"once{number}", NOW))
        assert _proposed(text, grown).steps == (), text


def test_every_proposal_can_be_written_down() -> None:
    """The steps of the table go into the journal one after the other."""
    for text, case, _ in STEPS:
        grown = case
        for number, step in enumerate(_proposed(text, case).steps):
            grown = grown.with_happening(step.happening(f"new{number}", NOW))


def test_the_time_of_a_step_comes_along() -> None:
    """A dated line of the negotiation gives the step its moment."""
    (step,) = _proposed("2026-11-22 10:12:33 商家同意了退货退款申请", _at(Stage.UNDER_REVIEW)).steps
    assert step.when is not None
    assert step.when.at == NOW.replace(day=22, hour=2, minute=12, second=33)


def test_a_day_that_the_case_knows_otherwise_is_shown_as_such() -> None:
    """The line that would be corrected is named: old → new, never silently."""
    case = _at(Stage.TO_APPLY)
    (step,) = _proposed("签收时间：2026-11-18 14:03:22", case).steps
    assert step.old == case.journal[0]
    assert step.happening("better", NOW).corrects == case.journal[0].id
    assert case.with_happening(step.happening("better", NOW)).latest(What.SIGNED).when == step.when  # type: ignore[union-attr] # it is there


def test_a_known_day_gains_its_time() -> None:
    """The same day with its clock is told better; the bare day of a known moment says nothing new."""
    case = a_case(Flow.RETURN, told(What.SIGNED, "2026-11-15"))
    assert [step.what for step in _proposed("签收时间：2026-11-15 14:03:22", case).steps] == [What.SIGNED]
    exact = a_case(Flow.RETURN, told(What.SIGNED, NOW - timedelta(days=8)))
    assert _proposed("签收时间：2026-11-15", exact).steps == ()


def test_what_the_case_lacks_is_filled_and_what_differs_is_a_conflict() -> None:
    """An order number that is missing comes along; another price is shown beside the old one."""
    changes = {
        each.field: each
        for each in _proposed("订单编号：P734012345678821\n实付款：¥359.00", _at(Stage.TO_APPLY)).changes
    }
    assert not changes[Field.ORDER_NO].conflicts
    assert (changes[Field.PAID].old, changes[Field.PAID].new) == (Money(39_900), Money(35_900))
    assert changes[Field.PAID].conflicts


def test_what_the_case_knows_proposes_nothing() -> None:
    """The same again is no proposal."""
    case = a_case(Flow.RETURN, told(What.SIGNED, "2026-11-15"), order_no="P734012345678821")
    assert not _proposed("订单编号：P734012345678821\n实付款：¥399.00\n签收时间：2026-11-15", case)


def test_another_number_of_the_parcel_is_a_conflict() -> None:
    """The parcel on record stands beside the one that was read."""
    sent = told(What.SHIPPED, "2026-11-18", parcel=Parcel("SF1364216703436", "sf"))
    case = a_case(Flow.RETURN, told(What.APPROVED, "2026-11-16"), sent)
    (step,) = _proposed("退货物流单号：SF1364216703437", case).steps
    assert step.old == sent
    assert step.parcel == Parcel("SF1364216703437", "sf")
    assert step.happening("better", NOW).when == sent.when


def test_a_doubtful_number_stays_in_doubt() -> None:
    """A step carries the doubts of the number that it would store."""
    (step,) = _proposed("运单号：EE123456786CN", _at(Stage.TO_SHIP)).steps
    assert Doubt.WRONG_DIGIT in step.doubts


def test_a_countdown_is_offered_to_the_clocks_that_it_can_be_of() -> None:
    """Beside the state that the screen shows: the seller's clock once the parcel is on its way."""
    (pin,) = _proposed("待商家收货\n还剩 3天4小时", _at(Stage.TO_SHIP)).pins
    assert pin.ends == NOW + timedelta(days=3, hours=4)
    assert [rule.id for rule in pin.rules] == ["seller_confirms"]


SCREEN = "订单编号：P734012345678821\n商品名称：羊毛大衣\n店铺：某某女装\n实付款：¥1299.00\n签收时间：2026-11-18"


@pytest.mark.parametrize("text", [*(row[0] for row in STEPS), *(f"{SCREEN}\n{row[0]}" for row in STEPS)])
@pytest.mark.parametrize("stage", [Stage.TO_APPLY, Stage.UNDER_REVIEW, Stage.TO_SHIP, Stage.RETURNING])
def test_nothing_in_doubt_is_noted_by_the_one_tap(text: str, stage: Stage) -> None:
    """Whatever a screen shows and wherever the case stands: what was hard to read changes nothing."""
    case, names = _at(stage), count()
    found = proposal.for_case(in_doubt(reading.of_text(text, LIBRARY, NOW)), case, LIBRARY, NOW)
    assert found.noted(lambda: f"n{next(names)}", NOW) == case
    assert not found.plain
    assert not found.conflicts


def test_what_stands_against_the_case_is_not_noted_by_the_one_tap() -> None:
    """Another sum and parcel wait for the shopper's word; what else was read is noted."""
    sent = told(What.SHIPPED, "2026-11-18", parcel=Parcel("SF1364216703436", "sf"))
    case = a_case(
        Flow.RETURN, told(What.SIGNED, "2026-11-15"), told(What.APPLIED), told(What.APPROVED, "2026-11-16"), sent
    )
    text = "订单编号：P734012345678821\n实付款：¥359.00\n退货物流单号：SF1364216703437"
    found, names = _proposed(text, case), count()
    after = found.noted(lambda: f"n{next(names)}", NOW)
    assert {getattr(each, "field", None) or getattr(each, "what", None) for each in found.conflicts} == {
        Field.PAID,
        What.SHIPPED,
    }
    assert (after.order_no, after.price, after.parcel) == ("P734012345678821", case.price, sent.parcel)
    assert after.journal == case.journal


def test_an_unseen_step_is_noted_only_with_what_implies_it() -> None:
    """Who may have refused has not shown that anybody applied."""
    names, case = count(), _at(Stage.TO_APPLY)
    found = _proposed("商家审核拒绝", case)
    assert [each.what for each in found.noted(lambda: f"n{next(names)}", NOW).journal[1:]] == [
        What.APPLIED,
        What.REFUSED,
    ]


def test_what_has_no_place_in_the_case_is_not_called_known() -> None:
    """A number of a parcel that nobody may send yet is beside the case; what the journal has is not."""
    early = _proposed("退货物流单号 SF1364216703436", _at(Stage.TO_APPLY))
    assert not early
    assert early.beside
    assert not _proposed("已签收", _at(Stage.TO_APPLY)).beside
    assert not _proposed("退货物流单号 SF1364216703436", _at(Stage.TO_SHIP)).beside


#: How a case was paid; what a message says of that; which way of paying it should know then.
WAYS: list[tuple[Channel | None, str, Channel | None]] = [
    (None, "退款成功 ¥399.00 退回 微信零钱", Channel.WECHAT_BALANCE),
    (None, "退款¥399.00已原路退回至招商银行信用卡(尾号0403)", Channel.CREDIT_CARD),
    (None, "退款成功 ¥399.00 退回 支付宝", None),
    (None, "支付方式：微信支付\n退款成功 ¥399.00 退回 零钱", Channel.WECHAT_BALANCE),
    (Channel.WECHAT_BALANCE, "退款成功 ¥399.00 退回 微信零钱", None),
    (Channel.WECHAT_CARD, "退款¥399.00已原路退回至招商银行信用卡(尾号0403)", None),
    (Channel.WECHAT_CARD, "退款成功 ¥399.00 退回 微信零钱", Channel.WECHAT_BALANCE),
    (Channel.APPLE, "退款¥25.00已退回至招商银行信用卡(尾号0403)", None),
]


@pytest.mark.parametrize(("paid", "text", "known"), WAYS)
def test_where_a_refund_goes_says_how_it_was_paid(paid: Channel | None, text: str, known: Channel | None) -> None:
    """The balance or card that is named, unless it is the one behind a wallet or a shop of apps that is known."""
    changes = _proposed(text, replace(_at(Stage.RETURNING), channel=paid)).changes
    assert [each.new for each in changes if each.field is Field.CHANNEL] == ([known] if known else [])
    assert all(each.conflicts is (paid is not None) for each in changes if each.field is Field.CHANNEL)


@pytest.mark.parametrize(
    ("text", "stage", "unseen"),
    [
        ("商家已签收", Stage.TO_APPLY, (What.APPLIED, What.APPROVED, What.SHIPPED)),
        ("商家已签收", Stage.TO_SHIP, (What.SHIPPED,)),
        ("商家已签收", Stage.RETURNING, ()),
        ("退款成功", Stage.TO_APPLY, (What.APPLIED,)),
    ],
)
def test_what_one_tap_would_note_unseen_is_known_before_it(text: str, stage: Stage, unseen: tuple[What, ...]) -> None:
    """Every step between the journal and the screen, and none where the screen follows on the journal."""
    assert _proposed(text, _at(stage)).unseen == unseen


def test_what_was_put_right_is_the_shoppers_own_word() -> None:
    """The journal says a text of the text's day, and the shopper of the day that the shopper gave."""
    names, case = count(), _at(Stage.UNDER_REVIEW)
    read = reading.of_text("2026-11-22 10:12 商家同意了退货退款申请", LIBRARY, NOW)
    mended = put_day_right(read, What.APPROVED, When.on(date(2026, 11, 21)))
    for each, source in ((read, Source.TEXT), (mended, Source.SHOPPER)):
        found = proposal.for_case(each, case, LIBRARY, NOW)
        assert found.noted(lambda: f"n{next(names)}", NOW, Source.TEXT).journal[-1].source is source
