"""The words of the shelf: a wrong file is refused, and every state that the platform itself names is read."""

from collections.abc import Mapping
from typing import Any

import pytest

from domain import reading, vocabulary
from domain.errors import ShelfError
from domain.journal import What
from domain.vocabulary import Behind, Label
from storage import librarian
from tests.domain.test_reading import WRITTEN

LIBRARY = librarian.load()

HEDGES: Mapping[str, Any] = {"before": ["将"], "clause": ["如果"], "after": ["后"]}
PATTERN: Mapping[str, Any] = {
    "label": [{"field": "order_no", "words": ["订单编号"]}, {"field": "date", "what": "paid", "words": ["付款时间"]}],
    "state": [{"what": ["received", "approved"], "words": ["退款中"]}],
    "channel": [{"channel": "apple", "words": ["apple"]}],
    "wallet": [{"balance": "wechat_balance", "card": "wechat_card", "words": ["微信"]}],
    "flow": [{"flow": "return", "words": ["退货退款"]}],
    "hedges": HEDGES,
}


def test_the_pattern_itself_is_good() -> None:
    """What the table below breaks is accepted as it stands."""
    assert vocabulary.from_table(PATTERN).signs.words["订单编号"] == Behind(Label.ORDER_NO)


#: What is wrong with the file; the key that the refusal names; a word of its reason.
WRONG: list[tuple[Mapping[str, Any], str, str]] = [
    ({"lable": []}, "lable", "nothing else"),
    ({"label": [{"field": "order", "words": ["订单"]}]}, "field", "none of"),
    ({"label": [{"field": "order_no"}]}, "words", "no word"),
    ({"label": [{"field": "order_no", "words": ["Order"]}]}, "words", "lower case"),
    ({"label": [{"field": "date", "words": ["时间"]}]}, "what", "missing"),
    ({"label": [{"field": "order_no", "what": "paid", "words": ["订单"]}]}, "what", "means nothing"),
    ({"state": [{"what": "refunded", "words": ["退款"]}]}, "what", "none of"),
    ({"state": [{"what": "paid", "words": ["订单编号"]}]}, "words", "stands twice"),
    ({"state": [{"what": "paid", "unclear": "yes", "words": ["已付"]}]}, "unclear", "neither"),
    ({"wallet": [{"balance": "wechat_balance", "words": ["微信"]}]}, "card", "missing"),
    ({"hedges": {"before": ["将"], "clause": ["如果"]}}, "after", "no word"),
    ({"hedges": {**HEDGES, "around": ["若"]}}, "around", "means nothing"),
    ({"flow": {"flow": "return"}}, "flow", "write it as"),
]


@pytest.mark.parametrize(("changed", "key", "reason"), WRONG, ids=[f"{row[1]}: {row[2]}" for row in WRONG])
def test_a_wrong_file_is_refused(changed: Mapping[str, Any], key: str, reason: str) -> None:
    """With its name, the key and what is wrong."""
    with pytest.raises(ShelfError) as refused:
        vocabulary.from_table({**PATTERN, **changed}, "words.toml")
    assert refused.value.file == "words.toml"
    assert key in refused.value.key
    assert reason in refused.value.reason


#: The states of the open platform (facts.md 2.1: status, refundStatus), and what each says has happened.
PLATFORM = {
    "待审核": What.APPLIED,
    "待用户寄回": What.APPROVED,
    "待商家收货": What.SHIPPED,
    "已完成": What.REFUND_ANNOUNCED,
    "已取消": What.APP_CLOSED,
    "已关闭": What.APP_CLOSED,
    "商家审核拒绝": What.REFUSED,
    "商家收货拒绝": What.PARCEL_REFUSED,
    "换货转退款": What.TURNED_REFUND,
    "换货待商家发货": What.RECEIVED,
    "换货待用户确认收货": What.REPLACEMENT_SENT,
    "平台介入中": What.PLATFORM_ASKED,
    "触发退款": What.RECEIVED,
    "退款中": What.RECEIVED,
    "退款失败": What.REFUND_FAILED,
    "退款成功": What.REFUND_ANNOUNCED,
    "审核通过": What.APPROVED,
    "审核不通过": What.REFUSED,
    "自动关闭": What.APP_CLOSED,
}


@pytest.mark.parametrize(("state", "what"), PLATFORM.items())
def test_every_state_of_the_platform_is_read(state: str, what: What) -> None:
    """By itself, as a headline, and behind its label."""
    for text in (state, f"售后状态：{state}"):
        (found,) = reading.of_text(text, LIBRARY, WRITTEN).told
        assert found.value.what is what


@pytest.mark.parametrize("state", ["退款成功", "审核通过", "自动关闭", "商家拒绝收货", "商家已签收"])
@pytest.mark.parametrize(
    "hedged", ["如果{}怎么办", "{}了吗", "{}这件事吗", "{}后请留意", "还没{}", "逾期将{}", "什么时候能{}"]
)
def test_a_wish_a_threat_or_a_question_is_no_state(state: str, hedged: str) -> None:
    """What has not happened is not told."""
    assert not reading.of_text(hedged.format(state), LIBRARY, WRITTEN).told
