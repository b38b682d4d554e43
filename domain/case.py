"""
A case: what the shopper told us about the purchase, and the journal of what happened.

Stage, whose turn, what can be done, money open: functions of the journal, never stored.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from enum import StrEnum
from functools import cached_property

from domain import journal, machine
from domain.journal import Happening, Parcel, What
from domain.machine import Flow, Stage, Turn
from domain.moments import Moment, day_of
from domain.money import Money
from domain.purchase import Amount, Term

#: Where most cases come from: taken unless the shopper says otherwise, never asked.
HOME_PLATFORM = "xiaohongshu"


class Reason(StrEnum):
    """Why the money should come back. It decides evidence, freight and letters."""

    NOT_AS_DESCRIBED = "not_as_described"  # 与描述不符
    QUALITY = "quality"  # 质量问题
    MISTAKE = "mistake"  # 买错了 (goods) or 误开通 (membership)
    UNWANTED = "unwanted"  # 不喜欢 or 用不上
    RENEWED = "renewed"  # 自动续费没注意 (membership)


GOODS_REASONS = (Reason.NOT_AS_DESCRIBED, Reason.QUALITY, Reason.MISTAKE, Reason.UNWANTED)
MEMBERSHIP_REASONS = (Reason.RENEWED, Reason.MISTAKE, Reason.UNWANTED, Reason.NOT_AS_DESCRIBED)


class Channel(StrEnum):
    """How it was paid; the refund goes back the same way (facts.md 3)."""

    WECHAT_BALANCE = "wechat_balance"
    WECHAT_CARD = "wechat_card"
    ALIPAY_BALANCE = "alipay_balance"
    ALIPAY_CARD = "alipay_card"
    HUABEI = "huabei"
    DEBIT_CARD = "debit_card"
    CREDIT_CARD = "credit_card"
    APPLE = "apple"
    GOOGLE = "google"


_ARRIVALS = frozenset({What.PART_ARRIVED, What.MONEY_ARRIVED})


@dataclass(frozen=True, kw_only=True)
class Case:
    """
    One refund case of one shopper.

    `id` is random (72 bits, 12 characters, safe in a button); `version` grows by one with each save, so that a
    button knows for which state it was drawn. `traits` are facts that change a rule (``cross_border`` …). `price` is
    everything that was paid for the order; `amounts` are the sums that it consists of or that stand beside it.
    """

    id: str
    owner: int
    flow: Flow
    opened: Moment
    name: str = ""
    reason: Reason | None = None
    price: Money | None = None
    platform: str = HOME_PLATFORM
    channel: Channel | None = None
    order_no: str = ""
    seller: str = ""
    problem: str = ""  #: what is wrong, in the shopper's own words
    traits: frozenset[str] = frozenset()
    amounts: Mapping[Amount, Money] = field(default_factory=dict, hash=False)
    term: Term | None = None  #: of a membership
    checked: frozenset[str] = frozenset()  #: items of `domain.checklist` that are there
    answers: frozenset[str] = frozenset()  #: to the questions of `domain.circumstances`, as ``question=answer``
    journal: tuple[Happening, ...] = ()
    version: int = 1
    archived: bool = False

    @cached_property
    def standing(self) -> tuple[Happening, ...]:
        """The happenings that hold, corrections applied."""
        return journal.standing(self.journal)

    @cached_property
    def stage(self) -> Stage:
        """Where the case stands: the journal, walked through the table of its flow."""
        return self._stages[-1]

    @cached_property
    def _stages(self) -> tuple[Stage, ...]:
        stages = [Stage.NEW]
        for happening in self.standing:
            stages.append(self._after(tuple(stages), happening.what))
        return tuple(stages)

    def _after(self, stages: tuple[Stage, ...], what: What) -> Stage:
        if what is What.REOPENED and stages[-1] in machine.CLOSED:
            return next((stage for stage in reversed(stages) if stage not in machine.CLOSED), Stage.TO_APPLY)
        return machine.step(self.flow, stages[-1], what)

    @property
    def path(self) -> tuple[tuple[Stage, Happening | None], ...]:
        """The stages in the order in which it came to them, each with what brought it there; it begins with NEW."""
        came: tuple[Happening | None, ...] = (None, *self.standing)
        steps = list(zip(self._stages, came, strict=True))
        return tuple(step for at, step in enumerate(steps) if at == 0 or step[0] is not steps[at - 1][0])

    def before_its_time(self, id: str) -> Happening | None:  # noqa: A002 - as the field is called
        """The last step on the way to that one whose day is after its day; None where the days are in order."""
        way = [came for _, came in self.path if came is not None]
        this = next((each for each in way if each.id == id), None)
        if this is None or this.when is None:
            return None
        day, before = day_of(this.when.at), reversed(way[: way.index(this)])
        return next((each for each in before if each.when and day_of(each.when.at) > day), None)

    @property
    def turn(self) -> Turn:
        """Whose move it is."""
        return machine.turn(self.flow, self.stage)

    @property
    def offers(self) -> tuple[What, ...]:
        """What can happen now, the usual step first."""
        return machine.steps(self.flow, self.stage)

    @property
    def is_open(self) -> bool:
        """Whether there is still money to wait for."""
        return self.stage not in machine.CLOSED

    @property
    def is_membership(self) -> bool:
        """Whether this is a membership, where the platform itself is the other side."""
        return self.flow is Flow.MEMBERSHIP

    def latest(self, *whats: What) -> Happening | None:
        """The last happening of these kinds that holds, or None."""
        return journal.latest(self.standing, *whats)

    @property
    def entered(self) -> Happening | None:
        """The happening by which the case came to its present stage; None for an empty journal."""
        stages = self._stages
        for index in range(len(self.standing), 0, -1):
            if stages[index] is not stages[index - 1]:
                return self.standing[index - 1]
        return None

    @property
    def parcel(self) -> Parcel | None:
        """The return parcel, as last told."""
        shipped = self.latest(What.SHIPPED)
        return shipped.parcel if shipped else None

    @property
    def arrivals(self) -> tuple[Happening, ...]:
        """The money that arrived with its sum told, oldest first."""
        return tuple(each for each in self.standing if each.what in _ARRIVALS and each.money)

    @property
    def receipts(self) -> tuple[Money, ...]:
        """What arrived so far, one sum a currency: two of them are never added up."""
        sums: dict[str, Money] = {}
        for money in (each.money for each in self.arrivals if each.money):
            known = sums.get(money.currency)
            sums[money.currency] = money if known is None else known + money
        return tuple(sums.values())

    @property
    def received(self) -> Money | None:
        """What arrived in the currency of the price, else in the first one; None where nothing came."""
        own = self.price.currency if self.price else None
        return next((each for each in self.receipts if each.currency == own), next(iter(self.receipts), None))

    def with_happening(self, happening: Happening) -> "Case":
        """
        The case with one more line in its journal; the same line twice changes nothing.

        Raises:
            NotNow: the happening does not fit the present stage, or a correction would tear the journal's path.
        """
        if any(known.id == happening.id for known in self.journal):
            return self
        grown = replace(self, journal=(*self.journal, happening))
        _ = grown.stage  # walks the path: raises NotNow here rather than at the next reader
        return grown
