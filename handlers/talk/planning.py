"""Keeping a plan: in the transaction that changed the case, so that no reminder speaks of what is over."""

from collections.abc import Sequence

from domain import reminders
from domain.desk import Outcome
from domain.ledger import Result
from domain.library import Library
from domain.moments import Moment
from domain.ports import NewPlan, Store


async def keep(store: Store, library: Library, outcome: Outcome, now: Moment) -> None:
    """The plan replaces the old one; of what is still in line beside it, only what is true stays."""
    await keep_all(store, library, [outcome], now)


async def keep_all(store: Store, library: Library, outcomes: Sequence[Outcome], now: Moment) -> None:
    """`keep`, for many cases at once."""
    of_case = {outcome.case.id: outcome for outcome in outcomes}
    plans = [NewPlan(outcome.case.owner, outcome.case.id, outcome.plan) for outcome in outcomes]
    for due in await store.reminders.replace_all(plans, now):
        outcome = of_case[due.planned.case]
        why = reminders.untrue(due.planned, outcome.case, outcome.clocks, library.kinds)
        if why:
            await store.reminders.settle(due.id, now, Result.DROPPED, why)
