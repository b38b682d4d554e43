"""
Many open cases as they may stand in a database: all flows, stages and platforms, made from a seed.

A walk starts at an empty journal and takes, mostly, the usual next step; between the steps pass hours to days.
"""

from collections.abc import Iterator
from dataclasses import replace
from datetime import time, timedelta
from random import Random

from domain.case import GOODS_REASONS, MEMBERSHIP_REASONS, Case, Channel
from domain.journal import Happening, What
from domain.library import Library
from domain.machine import Flow, Stage
from domain.moments import Moment, When
from domain.money import Money
from domain.people import Wishes
from domain.policy import Family, Policy
from domain.traits import Trait
from tests.kit.cases import NOW

_FLOWS = {Flow.RETURN: 55, Flow.REFUND_ONLY: 20, Flow.EXCHANGE: 10, Flow.MEMBERSHIP: 15}
_ZONES = ("Asia/Shanghai", "Asia/Tokyo", "Europe/Berlin", "America/New_York")
_CHANNELS = (None, *Channel)
_FACTS = (What.PAID, What.POSTED, What.SIGNED, What.COMPLETED, What.PROMISED)


def cases(count: int, library: Library, seed: int, *, now: Moment = NOW) -> Iterator[tuple[Case, Wishes]]:
    """So many open cases with their owners' wishes; the same seed gives the same ones."""
    random = Random(seed)
    for number in range(count):
        case = _opened(random, f"case{number:08d}", library, now)
        yield _walked(random, case, library.policy(case.platform), now), _wishes(random)


def _opened(random: Random, name: str, library: Library, now: Moment) -> Case:
    flow = random.choices(list(_FLOWS), list(_FLOWS.values()))[0]
    reasons = MEMBERSHIP_REASONS if flow is Flow.MEMBERSHIP else GOODS_REASONS
    opened = now - timedelta(minutes=random.randrange(60 * 24 * 75))
    return Case(
        id=name,
        owner=int(name[4:]) // 3,
        flow=flow,
        opened=opened,
        name="真丝连衣裙",
        reason=random.choice(reasons),
        price=Money(random.randrange(500, 500_000)),
        platform=random.choice(sorted(library.policies)) if random.random() < 0.5 else "xiaohongshu",
        channel=random.choice(_CHANNELS),
        traits=frozenset(random.sample(list(Trait), random.choice((0, 0, 0, 1, 1, 2)))),
    )


def _walked(random: Random, case: Case, policy: Policy, now: Moment) -> Case:
    at = case.opened
    for step in range(random.randrange(1, 10)):
        grown = _stepped(random, case, policy, at, step)
        case = grown if grown.is_open else case
        at += timedelta(minutes=random.randrange(10, 60 * 24 * 9))
        if at > now:
            break
    return replace(case)  # a fresh one: nothing is worked out yet, as when it comes from the database


def _stepped(random: Random, case: Case, policy: Policy, at: Moment, step: int) -> Case:
    lot = random.random()
    shown = [rule.id for rule in policy.at(case.flow, case.stage) if rule.family is Family.PLATFORM]
    if step and shown and lot < 0.1:
        left = When(at + timedelta(minutes=random.randrange(60, 60 * 24 * 7)))
        read = Happening(id=f"h{step}", what=What.COUNTDOWN_READ, when=left, told=at, rule=random.choice(shown))
        return case.with_happening(read)
    what = random.choice(_FACTS) if lot < 0.25 and case.stage is not Stage.NEW else _next(random, case)
    return case.with_happening(Happening(id=f"h{step}", what=what, when=_when(random, at), told=at))


def _next(random: Random, case: Case) -> What:
    """The usual step, the one after it, or any; a parcel on its way is often signed for first, or the seller delays."""
    if case.stage is Stage.RETURNING and random.random() < 0.5:
        return random.choice((What.DELIVERED, What.EXTENDED))
    return random.choice(case.offers[: random.choice((1, 1, 2, None))])


def _when(random: Random, at: Moment) -> When | None:
    lot = random.random()
    if lot < 0.05:
        return None
    return When(at) if lot < 0.6 else When.on(at.date())


def _wishes(random: Random) -> Wishes:
    if random.random() < 0.8:
        return Wishes()
    return Wishes(zone=random.choice(_ZONES), remind_at=time(random.choice((8, 9, 12, 20)), random.choice((0, 30))))
