"""The guide answers what shoppers ask, promises nothing, and stays short."""

import pytest

from domain import guide
from domain.guide import LENGTH
from domain.machine import FLOWS, Flow, Stage
from storage import librarian
from tests.kit import shelf

BOOK = librarian.load().guide
GUIDE = BOOK.entries

#: What the older guide asks or claims, in its order; a word by which one looks; the entry; what that says instead.
SEED = (
    ("the goods are not as described: 纯棉 was 化纤，真丝 was polyester", "纯棉", "described", "要证明是欺诈"),
    ("a power bank fails after a few uses", "充电宝", "fault", "7 天退、15 天换"),
    ("the food has expired", "过期", "expired", "不足一千按一千"),
    ("bought by mistake: size, colour", "尺码", "wrong_choice", "签收次日起 7 天内"),
    ("a membership that nobody needs any more", "会员", "membership", "先关自动续费"),
    ("a membership of which the benefits were enjoyed", "享受", "member_used", "用掉的扣掉"),
    ("first talk to the seller, then apply", "联系卖家", "apply", "聊天不算申请"),
    ("ask for return and refund on the order's page", "退货退款", "apply", "先在 App 的订单里提交售后申请"),
    ("choose pick-up or sending it oneself", "上门取件", "pick_up", "倒计时不会停"),
    ("the system gives address and number", "单号", "send", "单号是快递给的，要你自己填进 App"),
    ("send the tags along", "吊牌", "tags", "不算完好"),
    ("refused because the box did not come along", "包装盒", "box", "普通外盒没有写在里面"),
    ("the seller checks and confirms the refund", "确认退款", "received", "收到后 7 天内要退款"),
    ("the money comes within some working days", "几个工作日", "slow", "银行卡 1-3 个工作日"),
    ("look at the progress, ask the seller or service", "没退款", "agreed", "退款成功"),
    ("read the membership agreement", "协议", "membership", "不一定算数"),
    ("ask customer service, online or by phone", "客服电话", "service", "我没有核实过的"),
    ("service asks when it began", "客服", "service", "开通时间"),
    ("wait for the review", "会员审核", "member_waiting", "没有公布审核要几天"),
    ("paid by WeChat it comes to the WeChat wallet", "微信钱包", "money", "银行卡退银行卡"),
    ("the fee goes back by the way of payment", "会员费", "member_agreed", "不一定进「微信钱包」"),
    ("bought on an iPhone (the older guide is silent)", "苹果", "apple", "小红书退不了"),
    ("the seller refuses", "不同意", "refused", "12315"),
    ("the seller says the tag is gone", "弄丢", "they_say_missing", "打包视频"),
    ("the refund takes too long", "太久", "slow", "退到了哪个账户"),
)


@pytest.mark.parametrize(("asked", "word", "entry", "says"), SEED, ids=[row[0] for row in SEED])
def test_the_older_guide_is_answered_and_put_right(asked: str, word: str, entry: str, says: str) -> None:
    """A word of each of its questions finds an entry, and that says what the ground says (facts.md 9)."""
    found = {each.id: each for each in guide.find(GUIDE, word)}
    assert entry in found, f"{asked}: {list(found)}"
    assert says in found[entry].text["zh"], asked


@pytest.mark.parametrize(("word", "entry"), [("tags", "tags"), ("membership", "membership"), ("Expired", "expired")])
def test_a_word_finds_its_answer_in_english(word: str, entry: str) -> None:
    """Whatever its capitals."""
    assert entry in [each.id for each in guide.find(GUIDE, word)]


#: What people type, in their own words, and the entry that must come first.
TYPED = (
    ("退款 没到账", "money"),
    ("钱没收到", "money"),
    ("退款成功没收到钱", "money"),
    ("退款失败", "money_failed"),
    ("拒收", "refused"),
    ("拒绝退款", "refused"),
    ("不给退", "refused"),
    ("卖家不理我", "waiting"),
    ("倒计时", "waiting"),
    ("自动续费怎么关", "membership"),
    ("年卡", "membership"),
    ("商家不给地址怎么办", "no_address"),
    ("没给地址", "no_address"),
    ("退货地址", "send"),
    ("等换货", "exchange_due"),
    ("苹果扣费", "apple"),
    ("运费谁出", "freight"),
    ("没收到货", "not_come"),
    ("快递丢了", "not_come"),
    ("发错货", "wrong_goods"),
    ("漏发", "wrong_goods"),
    ("过了7天还能退吗", "too_late"),
    ("售后被关闭了怎么办", "app_closed"),
    ("内衣", "excluded"),
    ("定金", "deposit"),
    ("直播间买的", "who_sold"),
    ("孩子买的", "minor"),
    ("录像", "proof"),
    ("满减", "coupons"),
    ("假一赔三", "described"),
    ("卖家威胁我", "pressed"),
    ("收到坏的", "fault"),
    ("refund not received", "money"),
    ("seller refuses", "refused"),
    ("who pays shipping", "freight"),
    ("lost parcel", "not_come"),
    ("auto-renewal", "membership"),
    ("the seller ignores me", "waiting"),
    ("wrong item", "wrong_goods"),
    ("Counterfeit", "described"),
    ("is the return address missing?", "send"),
    ("evidence", "proof"),
)


@pytest.mark.parametrize(("typed", "entry"), TYPED, ids=[row[0] for row in TYPED])
def test_what_people_type_finds_its_answer_first(typed: str, entry: str) -> None:
    """A phrase goes to what its longest word is about: 没收到钱 to the money, 没收到货 to the parcel."""
    assert [each.id for each in guide.find(GUIDE, typed)][:1] == [entry]


def test_a_part_of_an_english_word_is_no_word() -> None:
    """Tissues sue nobody: words of English are found whole or not at all."""
    assert [each.id for each in guide.find(GUIDE, "can I sue them")] == ["upstairs"]
    assert guide.find(GUIDE, "tissues") == ()


PARCEL = ("寄回", "吊牌", "物流显示商家签收", "包裹")


@pytest.mark.parametrize(("flow", "stage"), [(flow, stage) for flow in Flow for stage in FLOWS[flow]])
def test_wherever_a_case_stands_it_is_told_what_fits_it(flow: Flow, stage: Stage) -> None:
    """Each stage of each flow has an entry; nobody who sends nothing back is told of a parcel."""
    entry = next(each for each in GUIDE if each.scope.stages and each.scope.fits_place(flow, stage))
    if flow in {Flow.MEMBERSHIP, Flow.REFUND_ONLY}:
        assert not any(word in entry.text["zh"] for word in PARCEL), entry.id


def test_every_topic_stands_in_a_group_and_none_is_empty() -> None:
    """What is in no group is found by nobody who only taps."""
    assert {each.id for group in BOOK.groups for each in BOOK.within(group)} == {each.id for each in GUIDE}
    assert all(BOOK.within(group) for group in BOOK.groups)


def test_nothing_is_found_for_nothing() -> None:
    """An empty word, and one that nobody explains."""
    assert guide.find(GUIDE, " ") == guide.find(GUIDE, "火星") == ()


@pytest.mark.parametrize("entry", GUIDE, ids=lambda entry: entry.id)
def test_an_entry_is_short_grounded_and_promises_nothing(entry: guide.Entry) -> None:
    """No longer than a screen, its facts in the ground, no word of certain success."""
    for text in entry.text.values():
        assert len(text) <= LENGTH
        assert not any(word in text for word in ("一定能", "保证退", "肯定能", "guarantee", "surely"))
    assert all(shelf.lines_of(fact) for fact in entry.facts)
