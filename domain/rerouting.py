"""Wanting the money back another way: a return instead of an exchange, a refund only instead of a return, …"""

from dataclasses import replace

from domain.case import Case
from domain.errors import NotNow
from domain.journal import Happening
from domain.machine import Flow, Stage

_GOODS = (Flow.RETURN, Flow.REFUND_ONLY, Flow.EXCHANGE)
_LIVE = frozenset({Stage.UNDER_REVIEW, Stage.TO_SHIP})  # a request of the old kind is running and has to be withdrawn
_EARLY = frozenset({Stage.NEW, Stage.TO_APPLY, Stage.REFUSED}) | _LIVE


def withdraws(case: Case) -> bool:
    """Whether the running request has to be withdrawn in the app first."""
    return case.stage in _LIVE


def rerouted(case: Case, flow: Flow, closing: Happening) -> Case:
    """
    The case on its new way, its journal whole; `closing` says that the running request was withdrawn.

    Raises:
        NotNow: what has happened does not fit the new way any more.
    """
    if withdraws(case):
        case = case.with_happening(closing)
    changed = replace(case, flow=flow)
    _ = changed.stage  # walks the path
    return changed


def ways(case: Case, closing: Happening) -> tuple[Flow, ...]:
    """The other ways that are still open; none for a membership, nor once the parcel is on its way back."""
    if case.is_membership or case.stage not in _EARLY:
        return ()
    return tuple(flow for flow in _GOODS if flow is not case.flow and _fits(case, flow, closing))


def _fits(case: Case, flow: Flow, closing: Happening) -> bool:
    try:
        rerouted(case, flow, closing)
    except NotNow:
        return False
    return True
