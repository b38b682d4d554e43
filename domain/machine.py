"""
The life of a case: one table a flow, (stage, happening) → stage, and whose turn each stage is.

The stages carry the states that the shopper sees in the app (facts.md 2.1: 待审核, 待寄回, 待收货 …).
The order within a row is the order in which the shopper is offered the steps: the usual one first.
"""

from collections.abc import Mapping
from enum import StrEnum
from typing import TypeAlias

from domain.errors import NotNow
from domain.journal import What


class Flow(StrEnum):
    """What the shopper wants back, and how."""

    RETURN = "return"  # 退货退款
    REFUND_ONLY = "refund_only"  # 仅退款
    EXCHANGE = "exchange"  # 换货
    MEMBERSHIP = "membership"  # 会员退费


class Turn(StrEnum):
    """Whose move it is. Being late oneself and waiting for someone who is late call for opposite actions."""

    MINE = "mine"
    SELLER = "seller"
    PLATFORM = "platform"
    AUTHORITY = "authority"
    CARRIER = "carrier"
    BANK = "bank"
    NOBODY = "nobody"


#: Whom the claim is against; Apple, where Apple sold, has the platform's turn. Of these alone a paper says: late.
OTHER_SIDE = frozenset({Turn.SELLER, Turn.PLATFORM})


class Stage(StrEnum):
    """Where a case stands. The value is stored in no table: it is always computed from the journal."""

    NEW = "new"
    TO_READ = "to_read"  # membership: read the agreement
    TO_APPLY = "to_apply"
    UNDER_REVIEW = "under_review"  # 待审核
    REFUSED = "refused"  # 审核拒绝
    TO_SHIP = "to_ship"  # 待寄回
    RETURNING = "returning"  # 待收货
    PARCEL_REFUSED = "parcel_refused"  # 收货拒绝
    REFUND_DUE = "refund_due"  # received or agreed, refund not announced yet
    REPLACEMENT_DUE = "replacement_due"  # 换货待发货
    REPLACEMENT_COMING = "replacement_coming"  # 换货待确认收货
    PLATFORM_REVIEWS = "platform_reviews"  # 平台介入中
    PLATFORM_REFUSED = "platform_refused"
    MEDIATION = "mediation"  # 12315
    MEDIATION_ENDED = "mediation_ended"
    IN_COURT = "in_court"
    MONEY_COMING = "money_coming"  # 退款成功, not yet on the account
    MONEY_BACK = "money_back"
    REPLACED = "replaced"  # the exchange came and is right
    GIVEN_UP = "given_up"


CLOSED = frozenset({Stage.MONEY_BACK, Stage.REPLACED, Stage.GIVEN_UP})

TURNS: Mapping[Stage, Turn] = {
    Stage.NEW: Turn.MINE,
    Stage.TO_READ: Turn.MINE,
    Stage.TO_APPLY: Turn.MINE,
    Stage.UNDER_REVIEW: Turn.SELLER,
    Stage.REFUSED: Turn.MINE,
    Stage.TO_SHIP: Turn.MINE,
    Stage.RETURNING: Turn.SELLER,
    Stage.PARCEL_REFUSED: Turn.MINE,
    Stage.REFUND_DUE: Turn.SELLER,
    Stage.REPLACEMENT_DUE: Turn.SELLER,
    Stage.REPLACEMENT_COMING: Turn.SELLER,
    Stage.PLATFORM_REVIEWS: Turn.PLATFORM,
    Stage.PLATFORM_REFUSED: Turn.MINE,
    Stage.MEDIATION: Turn.AUTHORITY,
    Stage.MEDIATION_ENDED: Turn.MINE,
    Stage.IN_COURT: Turn.AUTHORITY,
    Stage.MONEY_COMING: Turn.BANK,
    Stage.MONEY_BACK: Turn.NOBODY,
    Stage.REPLACED: Turn.NOBODY,
    Stage.GIVEN_UP: Turn.NOBODY,
}

Row: TypeAlias = Mapping[What, Stage]

#: What may be told at any open stage without moving the case.
FACTS = frozenset(
    {
        What.PAID,
        What.POSTED,
        What.SIGNED,
        What.COMPLETED,
        What.CONTACTED,
        What.COURIER_ASKED,
        What.PART_ARRIVED,
        What.RENEWED,
        What.RENEWAL_STOPPED,
        What.COUNTDOWN_READ,
        What.PROMISED,
        What.PROMISE_KEPT,
        What.NOTED,
        What.WRITTEN,
    }
)

_MONEY: Row = {What.REFUND_ANNOUNCED: Stage.MONEY_COMING}
_PLATFORM: Row = {What.PLATFORM_ASKED: Stage.PLATFORM_REVIEWS}
_COMPLAINT: Row = {What.COMPLAINT_FILED: Stage.MEDIATION}
_COURT: Row = {What.COURT_FILED: Stage.IN_COURT}  # nobody has to complain first (消费者权益保护法 39)

#: Higher rungs and money: the same in every flow.
_LADDER: Mapping[Stage, Row] = {
    Stage.PLATFORM_REVIEWS: {
        **_MONEY,
        What.PLATFORM_AGAINST: Stage.PLATFORM_REFUSED,
        **_COMPLAINT,
    },
    Stage.PLATFORM_REFUSED: {**_COMPLAINT, **_PLATFORM, **_MONEY, **_COURT},
    Stage.MEDIATION: {
        What.COMPLAINT_ACCEPTED: Stage.MEDIATION,
        **_MONEY,
        What.COMPLAINT_ENDED: Stage.MEDIATION_ENDED,
    },
    Stage.MEDIATION_ENDED: {**_COURT, **_MONEY},
    Stage.IN_COURT: {**_MONEY},
    Stage.REFUND_DUE: {**_MONEY, **_PLATFORM, **_COMPLAINT, **_COURT},
    Stage.MONEY_COMING: {What.MONEY_ARRIVED: Stage.MONEY_BACK, What.REFUND_FAILED: Stage.REFUND_DUE},
}

#: A membership is refused by the platform itself: nobody steps in between.
_PLATFORM_STAGES = frozenset({Stage.PLATFORM_REVIEWS, Stage.PLATFORM_REFUSED})

_REFUSED: Row = {
    **_PLATFORM,
    What.APPLIED: Stage.UNDER_REVIEW,
    What.APPROVED: Stage.TO_SHIP,
    **_COMPLAINT,
    **_MONEY,
    **_COURT,
}

_RETURN: Mapping[Stage, Row] = {
    **_LADDER,
    Stage.NEW: {
        What.SIGNED: Stage.TO_APPLY,
        What.APPLIED: Stage.UNDER_REVIEW,
        What.APPROVED: Stage.TO_SHIP,
        What.SHIPPED: Stage.RETURNING,
        What.REFUSED: Stage.REFUSED,
        What.REFUND_ANNOUNCED: Stage.MONEY_COMING,
    },
    Stage.TO_APPLY: {What.APPLIED: Stage.UNDER_REVIEW, **_COMPLAINT},
    Stage.UNDER_REVIEW: {
        What.APPROVED: Stage.TO_SHIP,
        What.REFUSED: Stage.REFUSED,
        **_MONEY,
        **_PLATFORM,
        What.APP_CLOSED: Stage.TO_APPLY,
        **_COMPLAINT,
    },
    Stage.REFUSED: _REFUSED,
    Stage.TO_SHIP: {
        What.SHIPPED: Stage.RETURNING,
        **_MONEY,
        What.APP_CLOSED: Stage.TO_APPLY,
        **_PLATFORM,
        **_COMPLAINT,
    },
    Stage.RETURNING: {
        What.RECEIVED: Stage.REFUND_DUE,
        **_MONEY,
        What.DELIVERED: Stage.RETURNING,
        What.PARCEL_REFUSED: Stage.PARCEL_REFUSED,
        What.EXTENDED: Stage.RETURNING,
        **_PLATFORM,
        **_COMPLAINT,
    },
    Stage.PARCEL_REFUSED: {
        **_PLATFORM,
        What.RECEIVED: Stage.REFUND_DUE,
        What.SHIPPED: Stage.RETURNING,
        **_MONEY,
        **_COMPLAINT,
        **_COURT,
    },
    Stage.PLATFORM_REVIEWS: {**_LADDER[Stage.PLATFORM_REVIEWS], What.APPROVED: Stage.TO_SHIP},
    Stage.PLATFORM_REFUSED: {**_LADDER[Stage.PLATFORM_REFUSED], What.APPROVED: Stage.TO_SHIP},
    Stage.MEDIATION: {**_LADDER[Stage.MEDIATION], What.APPROVED: Stage.TO_SHIP},
}

_REFUND_ONLY: Mapping[Stage, Row] = {
    **_LADDER,
    Stage.NEW: {
        What.PAID: Stage.TO_APPLY,
        What.SIGNED: Stage.TO_APPLY,
        What.APPLIED: Stage.UNDER_REVIEW,
        What.REFUSED: Stage.REFUSED,
        What.REFUND_ANNOUNCED: Stage.MONEY_COMING,
    },
    Stage.TO_APPLY: _RETURN[Stage.TO_APPLY],
    Stage.UNDER_REVIEW: {**_RETURN[Stage.UNDER_REVIEW], What.APPROVED: Stage.REFUND_DUE},
    Stage.REFUSED: {**_REFUSED, What.APPROVED: Stage.REFUND_DUE},
}

_EXCHANGE: Mapping[Stage, Row] = {
    **_RETURN,
    Stage.RETURNING: {
        What.RECEIVED: Stage.REPLACEMENT_DUE,
        What.REPLACEMENT_SENT: Stage.REPLACEMENT_COMING,
        **{what: to for what, to in _RETURN[Stage.RETURNING].items() if what is not What.RECEIVED},
        What.TURNED_REFUND: Stage.REFUND_DUE,
    },
    Stage.REPLACEMENT_DUE: {
        What.REPLACEMENT_SENT: Stage.REPLACEMENT_COMING,
        What.TURNED_REFUND: Stage.REFUND_DUE,
        **_MONEY,
        **_PLATFORM,
        **_COMPLAINT,
    },
    Stage.REPLACEMENT_COMING: {
        What.REPLACEMENT_SIGNED: Stage.REPLACED,
        What.APPLIED: Stage.UNDER_REVIEW,  # the replacement is wrong again
        What.TURNED_REFUND: Stage.REFUND_DUE,
        **_MONEY,
        **_PLATFORM,
        **_COMPLAINT,
    },
}

_MEMBERSHIP: Mapping[Stage, Row] = {
    **{stage: row for stage, row in _LADDER.items() if stage not in _PLATFORM_STAGES},
    Stage.NEW: {
        What.PAID: Stage.TO_READ,
        What.RENEWED: Stage.TO_READ,
        What.TERMS_READ: Stage.TO_APPLY,
        What.APPLIED: Stage.UNDER_REVIEW,
        What.REFUSED: Stage.REFUSED,
        What.REFUND_ANNOUNCED: Stage.MONEY_COMING,
    },
    Stage.TO_READ: {What.TERMS_READ: Stage.TO_APPLY, What.APPLIED: Stage.UNDER_REVIEW},
    Stage.TO_APPLY: {What.APPLIED: Stage.UNDER_REVIEW, **_COMPLAINT},
    Stage.UNDER_REVIEW: {
        What.APPROVED: Stage.REFUND_DUE,
        **_MONEY,
        What.REFUSED: Stage.REFUSED,
        **_COMPLAINT,
    },
    Stage.REFUSED: {
        What.APPLIED: Stage.UNDER_REVIEW,
        **_COMPLAINT,
        What.APPROVED: Stage.REFUND_DUE,
        **_MONEY,
        **_COURT,
    },
    Stage.REFUND_DUE: {**_MONEY, **_COMPLAINT, **_COURT},
}

FLOWS: Mapping[Flow, Mapping[Stage, Row]] = {
    Flow.RETURN: _RETURN,
    Flow.REFUND_ONLY: _REFUND_ONLY,
    Flow.EXCHANGE: _EXCHANGE,
    Flow.MEMBERSHIP: _MEMBERSHIP,
}


def turn(flow: Flow, stage: Stage) -> Turn:
    """Whose move it is; for a membership the other side is the platform, never a seller."""
    whose = TURNS[stage]
    return Turn.PLATFORM if flow is Flow.MEMBERSHIP and whose is Turn.SELLER else whose


def steps(flow: Flow, stage: Stage) -> tuple[What, ...]:
    """The happenings that move the case from here, the usual one first. Closed cases can only be reopened."""
    if stage in CLOSED:
        return (What.REOPENED,)
    ends = () if stage is Stage.NEW else (What.MONEY_ARRIVED, What.GIVEN_UP)
    listed = FLOWS[flow].get(stage, {})
    return (*listed, *(what for what in ends if what not in listed))


def step(flow: Flow, stage: Stage, what: What) -> Stage:
    """
    Where the case stands after this happening; REOPENED is answered by the case, which knows where it came from.

    Raises:
        NotNow: this cannot happen at this stage; the error names what can.
    """
    listed = FLOWS[flow].get(stage, {})
    if stage not in CLOSED:
        if what in listed:
            return listed[what]
        if what in FACTS and stage is not Stage.NEW:
            return stage
        if what is What.MONEY_ARRIVED:
            return Stage.MONEY_BACK
        if what is What.GIVEN_UP:
            return Stage.GIVEN_UP
    raise NotNow(what, steps(flow, stage))
