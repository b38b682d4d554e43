"""A case from one screen: the draft is ready, at most two questions are left, and what is in doubt is not in it."""

import pytest

from domain import intake, reading, registering
from domain.findings import Field
from domain.intake import Blank
from domain.journal import What
from domain.machine import Flow, Stage
from domain.money import Money
from domain.registering import Ready
from storage import librarian
from tests.kit.cases import NOW
from tests.kit.readings import in_doubt

LIBRARY = librarian.load()


def _ready(text: str) -> Ready:
    return registering.from_reading(reading.of_text(text, LIBRARY, NOW), NOW, "set")


UNNAMED = "订单编号：P734012345678821\n实付款：¥399.00\n"
ORDER = "订单编号：P734012345678821\n商品名称：真丝连衣裙\n店铺：某某女装\n实付款：¥399.00\n"

#: A screen; the kind of case, where it begins, what else has happened, and the questions that are left.
SCREENS: list[tuple[str, Flow, What, list[What], list[Blank]]] = [
    (f"{ORDER}签收时间：2026-11-20", Flow.RETURN, What.SIGNED, [], [Blank.REASON]),
    (f"{ORDER}交易成功", Flow.RETURN, What.SIGNED, [What.COMPLETED], [Blank.DATE]),
    (f"{ORDER}待发货\n付款时间：2026-11-20 10:00", Flow.REFUND_ONLY, What.PAID, [], [Blank.REASON]),
    (f"{ORDER}付款时间：2026-11-20\n已发货", Flow.REFUND_ONLY, What.PAID, [What.POSTED], [Blank.REASON]),
    (f"{ORDER}退货退款\n待寄回", Flow.RETURN, What.APPROVED, [], [Blank.DATE]),
    (
        f"{ORDER}签收时间：2026-11-14\n待商家收货",
        Flow.RETURN,
        What.SIGNED,
        [What.APPLIED, What.APPROVED, What.SHIPPED],
        [Blank.REASON],
    ),
    (
        "自动续费成功\n扣款时间：2026-11-20\n支付宝余额 支付方式",
        Flow.MEMBERSHIP,
        What.RENEWED,
        [],
        [Blank.NAME, Blank.CHANNEL],
    ),
    (f"{ORDER}待发货\n仅退款\n签收时间：2026-11-20", Flow.REFUND_ONLY, What.SIGNED, [What.PAID], [Blank.REASON]),
    (f"{ORDER}退款原因：质量问题\n签收时间：2026-11-20", Flow.RETURN, What.SIGNED, [], []),
    ("", Flow.RETURN, What.SIGNED, [], [Blank.NAME, Blank.DATE]),
    (f"{UNNAMED}签收时间：2026-11-20", Flow.RETURN, What.SIGNED, [], [Blank.REASON, Blank.NAME]),
    (f"{UNNAMED}退款原因：质量问题\n签收时间：2026-11-20", Flow.RETURN, What.SIGNED, [], [Blank.NAME]),
    (f"{UNNAMED}已签收", Flow.RETURN, What.SIGNED, [], [Blank.NAME, Blank.DATE]),
]


@pytest.mark.parametrize(("text", "flow", "stands", "also", "questions"), SCREENS)
def test_a_screen_makes_a_draft_with_its_questions(
    text: str, flow: Flow, stands: What, also: list[What], questions: list[Blank]
) -> None:
    """Confirming and one answer are enough, and the name where none was read: no other blank is asked."""
    ready = _ready(text)
    assert (ready.draft.flow, ready.draft.stands) == (flow, stands)
    assert [each.what for each in ready.draft.also] == also
    assert list(ready.questions) == questions
    assert [each for each in intake.blanks(ready.draft) if each not in ready.draft.answered] == questions


def test_the_draft_holds_what_was_read() -> None:
    """Name, price, order number, shop and the set of evidence."""
    draft = _ready(f"{ORDER}签收时间：2026-11-20").draft
    assert (draft.name, draft.price, draft.order_no) == ("真丝连衣裙", Money(39_900), "P734012345678821")
    assert (draft.seller, draft.proofs) == ("某某女装", "set")


def test_what_is_in_doubt_is_named_and_left_out() -> None:
    """A sum that reads two ways and a day that cannot be are asked, not stored."""
    ready = _ready("订单编号：P734012345678821\n实付款：¥1.299\n签收时间：2226-11-20")
    assert ready.draft.price is None
    assert ready.draft.when is None
    assert ready.doubtful == (Field.PAID,)
    assert ready.undated == (What.SIGNED,)


@pytest.mark.parametrize("text", [row[0] for row in SCREENS])
def test_what_was_hard_to_read_is_in_no_new_case(text: str) -> None:
    """Whatever a screen shows: of a reading that is in doubt altogether no value and no day is registered."""
    draft = registering.from_reading(in_doubt(reading.of_text(text, LIBRARY, NOW)), NOW, "set").draft
    known = (draft.name, draft.price, draft.order_no, draft.seller, draft.channel, draft.when)
    assert not any(known)
    assert not any(each.when for each in draft.also)


def test_a_registered_screen_stands_where_the_screen_shows() -> None:
    """The draft completes to a case at the stage of the screen."""
    draft = _ready(f"{ORDER}签收时间：2026-11-14\n待商家收货").draft
    names = iter("abcdefgh")
    case = intake.complete(draft, case_id="c", first_id="f", owner=1, now=NOW)
    assert intake.grown(case, draft.also, lambda: next(names), NOW).stage is Stage.RETURNING
