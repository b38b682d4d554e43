"""Keeping a plan: in the transaction that changed the case, so that no reminder speaks of what is over."""

from domain import reminders
from domain.desk import Outcome
from domain.ledger import Result
from domain.library import Library
from domain.moments import Moment
from domain.ports import Store


async def keep(store: Store, library: Library, outcome: Outcome, now: Moment) -> None:
    """The plan replaces the old one; of what is still in line beside it, only what is true stays."""
    case = outcome.case
    for due in await store.reminders.replace(case.owner, case.id, outcome.plan, now):
        why = reminders.untrue(due.planned, case, outcome.clocks, library.kinds)
        if why:
            await store.reminders.settle(due.id, now, Result.DROPPED, why)
