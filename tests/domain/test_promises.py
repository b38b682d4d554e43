"""What a shopper tells of a promise: whether it is one, who gave it and how, and until when."""

from datetime import date

import pytest

from domain import moments, promises
from domain.dates import Language
from domain.promises import Party, Way
from domain.workdays import Workdays
from tests.kit.cases import at

NOW = at("2026-11-24 12:00")  # a Tuesday
WORKDAYS = Workdays()

#: The sentence; who, by which way, the last days it may mean.
PROMISED: tuple[tuple[str, Party | None, Way | None, list[str]], ...] = (
    ("卖家电话里答应周五前退款", Party.SELLER, Way.PHONE, ["2026-11-27"]),
    ("客服说明天之前退给我", Party.SERVICE, None, ["2026-11-25"]),
    ("商家微信承诺3天内打款", Party.SELLER, Way.CHAT, ["2026-11-27"]),
    ("昨天卖家电话里答应这周日前退", Party.SELLER, Way.PHONE, ["2026-11-29"]),
    ("平台答应3-5个工作日内处理", Party.PLATFORM, None, ["2026-12-01"]),
    ("店家保证12月5日前补发", Party.SELLER, None, ["2026-12-05"]),
    ("老板当面答应月底退钱", Party.SELLER, Way.FACE, ["2026-11-30"]),
    ("他们答应退款", None, None, []),
    ("小红书的卖家答应周五前退款", Party.SELLER, None, ["2026-11-27"]),
    ("平台客服说周五前退给我", Party.PLATFORM, None, ["2026-11-27"]),
    ("商家客服电话里说周五前退给我", Party.SELLER, Way.PHONE, ["2026-11-27"]),
    ("卖家说顺丰周五前会赔给我", Party.SELLER, None, ["2026-11-27"]),
    ("卖家答应周五前退到银行卡", Party.SELLER, None, ["2026-11-27"]),
    ("答应周五前退到银行卡", None, None, ["2026-11-27"]),
    ("银行说周五前到账", Party.BANK, None, ["2026-11-27"]),
    ("my bank said the refund arrives by Friday", Party.BANK, None, ["2026-11-27"]),
    ("the platform's customer service promised a refund by Friday", Party.PLATFORM, None, ["2026-11-27"]),
    ("快递员说后天之前赔", Party.COURIER, None, ["2026-11-26"]),
    ("the seller promised by phone to pay by Friday", Party.SELLER, Way.PHONE, ["2026-11-27"]),
    ("The shop agreed to refund me within 3 days", Party.SELLER, None, ["2026-11-27"]),
    ("Customer service said in the chat they will refund it by tomorrow", Party.SERVICE, Way.CHAT, ["2026-11-25"]),
    ("seller emailed: promised a refund within 5 working days", Party.SELLER, Way.MAIL, ["2026-12-01"]),
    ("They promised to send the money on 5 December", None, None, ["2026-12-05"]),
)

OTHERWISE = (
    "卖家没答应退款",
    "卖家拒绝承诺退款",
    "卖家会答应退款吗",
    "我答应周五前寄回",
    "卖家说不退",
    "正品保证金退还",
    "质量保证",
    "你好",
    "the seller never promised to pay",
    "will they refund by Friday?",
    "I promised to return it by Friday",
    "they said no refund by Friday",
    "the seller promised me the moon",
    "退款成功",
)


@pytest.mark.parametrize(("text", "who", "how", "days"), PROMISED)
def test_a_promise_is_heard(text: str, who: Party | None, how: Way | None, days: list[str]) -> None:
    """It is one, with who and how, and its days end at 24:00 in Shanghai."""
    language: Language = "en" if text.isascii() else "zh"
    assert promises.heard(text)
    assert (promises.party(text), promises.way(text)) == (who, how)
    ends = promises.until(text, NOW, language, WORKDAYS)
    assert list(ends) == [moments.end_of_day(date.fromisoformat(day)) for day in days]


@pytest.mark.parametrize("text", OTHERWISE)
def test_what_is_no_promise_is_none(text: str) -> None:
    """A refusal, a question, one's own word and other talk offer nothing."""
    assert not promises.heard(text)


def test_hours_run_from_the_moment_and_a_named_hour_stays() -> None:
    """24 hours are no day of the calendar; three in the afternoon is no midnight."""
    assert promises.until("答应24小时内退", NOW, "zh", WORKDAYS) == (moments.add_hours(NOW, 24),)
    assert promises.until("答应周五下午3点前退", NOW, "zh", WORKDAYS) == (at("2026-11-27 07:00"),)


def test_a_screen_of_the_app_is_no_promise() -> None:
    """Many lines, or a letter, are for the reading of screens."""
    assert not promises.heard("服务\n承诺\n退款\n售后\n" * 3)
    assert not promises.heard("卖家答应退款" * 100)
