"""
What a case tells its letters and papers: each fact as Chinese and English write it.

    facts = briefing.facts(case, person.identity, library, now)
    facts[Blank.APPLIED]["zh"]      2026年11月24日（周二）

Only what was told stands there; what is not known is absent and is asked for. Days are days of Shanghai, with their
year: a letter is read later than it is written, and elsewhere.
"""

from collections.abc import Iterable, Mapping
from datetime import date, timedelta

from babel.dates import format_date
from babel.numbers import format_currency

from domain import desk, moments, parcels
from domain.case import Case
from domain.deadlines import Clocks, Deadline
from domain.journal import What
from domain.letters import Blank, Facts
from domain.library import Library
from domain.machine import OTHER_SIDE, Flow
from domain.moments import SHANGHAI, Moment
from domain.money import Money
from domain.people import Identity
from domain.policy import Family, Words
from domain.policy_file import GENERIC
from domain.sums import Expected, Line
from domain.traits import Trait

#: What a letter may say only if the shopper has made sure that it is true: the fact, and its opposite.
SWORN: Mapping[Blank, tuple[Trait, Trait]] = {
    Blank.INTACT: (Trait.INTACT, Trait.NOT_INTACT),
    Blank.UNWARNED: (Trait.UNWARNED, Trait.WARNED),
}

_SWORN_WORDS: Mapping[Blank, Words] = {
    Blank.INTACT: {
        "zh": "商品完好，配件、吊牌、赠品都在",
        "en": "the goods are intact, with all their parts, tags and gifts",
    },
    Blank.UNWARNED: {
        "zh": "没有看到扣费前的显著提醒",
        "en": "saw no prominent notice before the charge",
    },
}
_DAYS: Mapping[Blank, tuple[What, ...]] = {
    Blank.BOUGHT: (What.PAID,),
    Blank.POSTED: (What.POSTED,),
    Blank.SIGNED: (What.SIGNED,),
    Blank.APPLIED: (What.APPLIED,),
    Blank.APPROVED: (What.APPROVED,),
    Blank.REFUSED: (What.REFUSED,),
    Blank.SHIPPED: (What.SHIPPED,),
    Blank.DELIVERED: (What.DELIVERED, What.RECEIVED),
    Blank.PARCEL_REFUSED: (What.PARCEL_REFUSED,),
    Blank.ASKED_PLATFORM: (What.PLATFORM_ASKED,),
    Blank.DECIDED: (What.PLATFORM_AGAINST,),
    Blank.RENEWED: (What.RENEWED,),
    Blank.STOPPED: (What.RENEWAL_STOPPED,),
    Blank.FILED: (What.COMPLAINT_FILED,),
    Blank.ENDED: (What.COMPLAINT_ENDED,),
}
#: The clocks after which the law calls it a delay (facts.md 1.5).
_LATE: Mapping[Blank, frozenset[str]] = {
    Blank.LATE_REFUND: frozenset({"delay_offence_received"}),
    Blank.LATE_ANSWER: frozenset({"delay_offence_request", "membership_refund_delay"}),
}
_PREPAID = "prepaid_seven_days"
_SEVEN_DAYS = timedelta(days=7)
_ENDS = "。！？…；.!?;"
_THE_PLATFORM: Words = {"zh": "平台", "en": "the platform"}


def facts(case: Case, identity: Identity, library: Library, now: Moment) -> Facts:
    """Everything that a letter may say of this case. Pure: the same arguments give the same facts."""
    expected, clocks = desk.expected(case, library, now), desk.clocks(case, library)
    found: dict[Blank, Words | None] = {
        **_header(case, library),
        **_person(identity),
        Blank.DEMAND: _demand(case, expected),
        Blank.SUMS: _sums(case, expected),
        **_clocks(clocks, now),
        Blank.IN_TIME: _in_time(case, now),
        Blank.TODAY: day(moments.day_of(now)),
        **{blank: _day_of(case, whats) for blank, whats in _DAYS.items()},
        **{blank: _SWORN_WORDS[blank] for blank, (true, _) in SWORN.items() if true in case.traits},
    }
    return {blank: words for blank, words in found.items() if words}


def day(of: date) -> Words:
    """A day with its year and weekday."""
    return {
        "zh": format_date(of, "y年M月d日（EEE）", locale="zh_CN"),
        "en": format_date(of, "EEE d MMM y", locale="en"),
    }


def end(of: Moment) -> Words:
    """The end of a time: the hour in Shanghai, or 24:00 of the last day."""
    local = of.astimezone(SHANGHAI)
    whole = local.hour == local.minute == 0
    last = day(moments.day_of(of - moments.MOMENT)) if whole else day(local.date())
    clock = "24:00" if whole else f"{local:%H:%M}"
    return {"zh": last["zh"] + clock, "en": f"{last['en']}, {clock}"}


def money(sum_: Money) -> Words:
    """An amount with its currency and all its digits."""
    return {
        "zh": format_currency(sum_.major, sum_.currency, locale="zh_CN"),
        "en": format_currency(sum_.major, sum_.currency, locale="en"),
    }


def _header(case: Case, library: Library) -> Mapping[Blank, Words | None]:
    policy, parcel = library.policy(case.platform), case.parcel
    carrier = parcels.by_id(library.carriers, parcel.carrier) if parcel else None
    posted = case.latest(What.POSTED)
    return {
        Blank.ITEM: _same(case.name),
        Blank.PLATFORM: _THE_PLATFORM if policy.id == GENERIC else policy.title,
        Blank.SHOP: _same(case.seller),
        Blank.ORDER: _same(case.order_no),
        Blank.PROBLEM: _same(_sentence(case.problem)),
        Blank.PAID: money(case.price) if case.price else None,
        Blank.NUMBER: _same(parcel.number) if parcel else None,
        Blank.CARRIER: {"zh": carrier.zh, "en": carrier.en} if carrier else None,
        Blank.INCOMING: _same(posted.parcel.number) if posted and posted.parcel else None,
    }


def _person(identity: Identity) -> Mapping[Blank, Words | None]:
    return {
        Blank.NAME: _same(identity.name),
        Blank.PHONE: _same(identity.phone),
        Blank.ADDRESS: _same(identity.address),
    }


def _same(text: str) -> Words | None:
    return {"zh": text, "en": text} if text else None


def _sentence(text: str) -> str:
    return f"{text}。" if text and text[-1] not in _ENDS else text


def _day_of(case: Case, whats: Iterable[What]) -> Words | None:
    told = case.latest(*whats)
    return day(told.when.day()) if told and told.when else None


def _in_time(case: Case, now: Moment) -> Words | None:
    """Nothing where the notice came, or would come today, behind the seventh day (七日无理由退货暂行办法 10)."""
    signed, applied = case.latest(What.SIGNED), case.latest(What.APPLIED)
    asked = applied.when.day() if applied and applied.when else moments.day_of(now)
    if signed and signed.when and asked > signed.when.day() + _SEVEN_DAYS:
        return None
    return {"zh": "七日内", "en": "within the seven days"}


def _clocks(clocks: Clocks, now: Moment) -> Mapping[Blank, Words | None]:
    over = {each.id: end(each.ends) for each in clocks.running if each.is_over(now)}
    late = {blank: next((over[each] for each in rules if each in over), None) for blank, rules in _LATE.items()}
    prepaid = clocks.of_rule(_PREPAID)
    still = prepaid is not None and not prepaid.is_over(now)
    return {
        **late,
        Blank.MISSED: _missed(clocks, now),
        Blank.PREPAID_UNTIL: end(prepaid.due) if prepaid and still else None,
    }


def _missed(clocks: Clocks, now: Moment) -> Words | None:
    """
    Until when the other side had time; only what may be held against it.

    That is the law, or a countdown that the shop's own app showed: a platform's usual time is our guess (facts.md 8).
    Fifteen days make a delay an offence; they are nobody's time to answer, and have blanks of their own.
    """
    missed = [each for each in clocks.running if each.turn in OTHER_SIDE and each.is_over(now) and _binds(each)]
    return end(missed[0].ends) if missed else None


def _binds(deadline: Deadline) -> bool:
    is_offence = any(deadline.id in rules for rules in _LATE.values())
    return deadline.pinned or (deadline.family is Family.LAW and not is_offence)


def _demand(case: Case, expected: Expected) -> Words | None:
    """What is asked for, all together; None while nobody can say how much."""
    rest = expected.outstanding(case)
    if expected.total is None or rest is None:
        return None
    back = money(rest)
    words = {"zh": f"退还 {back['zh']}", "en": f"a refund of {back['en']}"}
    if case.flow is Flow.EXCHANGE and case.latest(What.TURNED_REFUND) is None:
        words = {
            "zh": f"更换商品；换不了的，{words['zh']}",
            "en": f"a replacement, or, if there is none, {words['en']}",
        }
    for claim in expected.claims:
        if claim.money:
            sum_ = money(claim.money)
            words = {"zh": f"{words['zh']}，并赔偿 {sum_['zh']}", "en": f"{words['en']} and {sum_['en']} in damages"}
    return words


def _sums(case: Case, expected: Expected) -> Words | None:
    """How the demand is reckoned, line by line, each with its article; nothing where it is the price alone."""
    lines = [each for each in (*expected.refund, *expected.claims) if each.money and each.money.minor]
    if expected.total is None or (len(lines) < 2 and not case.receipts):
        return None
    found = [_line(each) for each in lines]
    for arrived in case.receipts:
        sum_ = money(-arrived)
        found.append({"zh": f"已经退回 {sum_['zh']}", "en": f"refunded already {sum_['en']}"})
    return {"zh": "；".join(each["zh"] for each in found), "en": "; ".join(each["en"] for each in found)}


def _line(line: Line) -> Words:
    sum_ = money(line.money) if line.money else {"zh": "", "en": ""}
    return {
        "zh": f"{line.title['zh']} {sum_['zh']}（{line.article}）",
        "en": f"{line.title['en']} {sum_['en']} ({line.article})",
    }
