"""Every branch that a real case takes has its advice and its clocks on the shelf, in both languages, with a source."""

from typing import Any

import pytest

from domain import briefing, desk
from domain.case import Channel, Reason
from domain.journal import What
from domain.machine import Flow
from domain.traits import Trait
from storage import librarian
from tests.kit import shelf
from tests.kit.cases import a_case, at, told
from tests.kit.shelf import Row

LIBRARY = librarian.load()
RETURN, ONLY, EXCHANGE, MEMBER = Flow.RETURN, Flow.REFUND_ONLY, Flow.EXCHANGE, Flow.MEMBERSHIP
PAID, SIGNED, APPLIED, APPROVED, REFUSED = What.PAID, What.SIGNED, What.APPLIED, What.APPROVED, What.REFUSED
SHIPPED, DELIVERED, TURNED, PARCEL = What.SHIPPED, What.DELIVERED, What.TURNED_REFUND, What.PARCEL_REFUSED
ANNOUNCED, RENEWED, COMPLETED = What.REFUND_ANNOUNCED, What.RENEWED, What.COMPLETED
FAULT, UNWANTED = Reason.QUALITY, Reason.UNWANTED

#: The branch as the issue names it; flow, what happened, reason, traits or the way of payment; advice; clocks.
BRANCHES: list[tuple[str, Flow, list[What], Reason, Any, set[str], set[str]]] = [
    ("refund only, not shipped", ONLY, [PAID], UNWANTED, "not_posted", {"not_posted"}, {"seller_posts"}),
    ("refund only, shipped", ONLY, [SIGNED], FAULT, None, {"refuse_delivery"}, {"quality_return"}),
    ("return and refund", RETURN, [SIGNED], UNWANTED, None, {"chat_is_no_application"}, {"no_reason_notice"}),
    ("exchange", EXCHANGE, [SIGNED], FAULT, None, {"exchange_or_refund"}, {"return_instead", "quality_return"}),
    (
        "exchange turned refund",
        EXCHANGE,
        [SHIPPED, DELIVERED, TURNED],
        FAULT,
        None,
        {"exchange_turned_refund"},
        {"legal_refund"},
    ),
    ("partial refund", RETURN, [APPLIED], FAULT, None, {"partial_refund"}, {"seller_answers_return"}),
    ("several payments", RETURN, [ANNOUNCED], UNWANTED, "several_payments", {"several_payments"}, {"money_unknown"}),
    ("pick-up by courier", RETURN, [APPROVED], UNWANTED, "pick_up", {"pick_up"}, {"fill_tracking"}),
    ("parcel refused by the seller", RETURN, [SHIPPED, PARCEL], UNWANTED, None, {"parcel_refused"}, {"intervention"}),
    (
        "a wrong address or none",
        RETURN,
        [APPLIED, APPROVED],
        UNWANTED,
        "no_address",
        {"no_address"},
        {"delay_offence_address", "ask_address"},
    ),
    ("cross-border", RETURN, [APPLIED], UNWANTED, "cross_border", {"cross_border"}, {"seller_answers_return"}),
    ("bundle", RETURN, [SIGNED], UNWANTED, "bundle", {"bundle"}, {"no_reason_notice"}),
    ("freight: the seller's", RETURN, [SIGNED], FAULT, None, {"freight_on_seller"}, {"quality_return"}),
    ("freight: the shopper's", RETURN, [SIGNED], UNWANTED, None, {"freight_on_buyer"}, {"no_reason_notice"}),
    (
        "freight insurance",
        RETURN,
        [ANNOUNCED],
        UNWANTED,
        "freight_insurance",
        {"freight_insurance"},
        {"freight_insurance"},
    ),
    ("food with a broken seal", RETURN, [SIGNED], FAULT, "food_opened", {"seal_broken"}, {"quality_return"}),
    ("cosmetics with a broken seal", RETURN, [SIGNED], FAULT, "cosmetics_opened", {"seal_broken"}, {"quality_return"}),
    ("removed tags", RETURN, [SIGNED], FAULT, "tags_removed", {"tags_removed"}, {"quality_return"}),
    ("custom-made", RETURN, [SIGNED], FAULT, "custom_made", {"custom_made"}, {"quality_return"}),
    ("underwear", RETURN, [SIGNED], UNWANTED, "underwear", {"underwear"}, {"no_reason_notice"}),
    (
        "activated electronics",
        RETURN,
        [SIGNED],
        FAULT,
        "electronics_activated",
        {"electronics_activated"},
        {"guarantee_return", "guarantee_exchange"},
    ),
    ("second-hand, from a trader", RETURN, [SIGNED], UNWANTED, "second_hand", {"second_hand"}, {"no_reason_notice"}),
    (
        "second-hand, a private sale",
        RETURN,
        [APPLIED],
        FAULT,
        "private_sale",
        {"private_sale"},
        {"seller_answers_return"},
    ),
    ("livestream", RETURN, [SIGNED], UNWANTED, "livestream", {"livestream"}, {"no_reason_notice"}),
    ("pre-sale", ONLY, [PAID], UNWANTED, "presale", {"presale"}, {"presale_promise"}),
    ("deposit", ONLY, [PAID], UNWANTED, "presale_deposit", {"presale", "deposit_double"}, {"presale_promise"}),
    (
        "closed shop",
        RETURN,
        [APPLIED, REFUSED],
        FAULT,
        "shop_closed",
        {"shop_closed", "shop_closed_complaint"},
        {"intervention", "complaint_limit"},
    ),
    (
        "closed service",
        MEMBER,
        [PAID, APPLIED],
        UNWANTED,
        "shop_closed",
        {"service_closed"},
        {"membership_refund_delay"},
    ),
    ("a minor's purchase", RETURN, [SIGNED], UNWANTED, "minor", {"minor"}, {"no_reason_notice"}),
    ("fake goods", RETURN, [SIGNED, COMPLETED], FAULT, "fake", {"fake"}, {"dispute_window"}),
    ("membership, Apple", MEMBER, [PAID], UNWANTED, Channel.APPLE, {"apple_refunds"}, {"prepaid_seven_days"}),
    ("membership, Apple, asked", MEMBER, [PAID, APPLIED], UNWANTED, Channel.APPLE, set(), {"apple_decision"}),
    ("membership, Google", MEMBER, [PAID], UNWANTED, Channel.GOOGLE, {"google_refunds"}, {"google_request"}),
    ("membership, WeChat", MEMBER, [PAID], UNWANTED, Channel.WECHAT_CARD, {"app_pays_back"}, {"wechat_refund_limit"}),
    ("membership, Alipay", MEMBER, [PAID], UNWANTED, Channel.ALIPAY_CARD, {"app_pays_back"}, {"prepaid_seven_days"}),
    ("auto-renewal guard", MEMBER, [PAID], UNWANTED, None, {"stop_renewal_first"}, {"next_renewal"}),
    (
        "renewed without a notice",
        MEMBER,
        [RENEWED],
        Reason.RENEWED,
        None,
        {"renewal_without_notice"},
        {"renewal_notice"},
    ),
    ("prepaid within seven days", MEMBER, [PAID], UNWANTED, None, {"membership_pro_rata"}, {"prepaid_seven_days"}),
    ("pro-rata of the rest", MEMBER, [PAID], UNWANTED, None, {"membership_pro_rata"}, {"next_renewal"}),
    ("paid outside the platform", RETURN, [SIGNED], UNWANTED, "paid_outside", {"paid_outside"}, {"no_reason_notice"}),
    ("signed by a neighbour or a locker", RETURN, [SIGNED], UNWANTED, "by_proxy", {"by_proxy"}, {"no_reason_notice"}),
    ("refund to a closed card", RETURN, [ANNOUNCED], UNWANTED, "card_closed", {"card_closed"}, {"money_unknown"}),
    ("a gift is lost", RETURN, [SIGNED], UNWANTED, "gift_missing", {"gift_missing"}, {"no_reason_notice"}),
    ("spoilt fresh food", RETURN, [SIGNED], FAULT, "fresh_food", {"fresh_food"}, {"quality_return"}),
    ("digital goods", RETURN, [APPLIED], FAULT, "digital", {"digital"}, {"seller_answers_return"}),
    ("the price fell", ONLY, [PAID], UNWANTED, None, {"price_protection"}, {"seller_posts"}),
]


@pytest.mark.parametrize(
    ("flow", "story", "reason", "special", "advice", "clocks"),
    [branch[1:] for branch in BRANCHES],
    ids=[branch[0] for branch in BRANCHES],
)
def test_a_branch_has_its_advice_and_its_clocks(
    flow: Flow, story: list[What], reason: Reason, special: str | Channel | None, advice: set[str], clocks: set[str]
) -> None:
    """A case of Xiaohongshu in this branch is told what to do, and its dates run or say what they need."""
    header: dict[str, Any] = {"reason": reason}
    if isinstance(special, Channel):
        header["channel"] = special
    elif special:
        header["traits"] = frozenset({Trait(special)})
    case = a_case(flow, *(told(what, at(f"2026-11-{day:02} 02:00")) for day, what in enumerate(story, 17)), **header)
    found = {each.id for each in LIBRARY.policy(case.platform).advice_for(case)}
    running = desk.clocks(case, LIBRARY)
    known = {each.rule.id for each in running.running} | {each.rule.id for each in running.missing}
    assert (advice - found, clocks - known) == (set(), set())


@pytest.mark.parametrize("row", shelf.rows("advice"), ids=lambda row: row.name)
def test_advice_is_a_sentence_or_two_for_a_tired_person(row: Row) -> None:
    """Short enough to be read on a phone at one glance, in both languages."""
    assert len(row["words"]["zh"]) <= 60
    assert len(row["words"]["en"]) <= 160


@pytest.mark.parametrize("trait", Trait)
def test_no_trait_is_asked_for_in_vain(trait: Trait) -> None:
    """Whatever a case can be marked with changes a clock, a sum, the advice, the ladder or a letter."""
    keys = ("traits", "without", "all_of", "opens_with", "early")
    named = [row[key] for row in shelf.rows("rule", "unless", "advice", "sum", "rung") for key in keys if row[key]]
    on_the_shelf = any(trait == each or (isinstance(each, list) and trait in each) for each in named)
    assert on_the_shelf or any(trait in sworn for sworn in briefing.SWORN.values())
