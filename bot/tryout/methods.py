"""The one table of methods, and how a call runs through it into the ledger."""

import copy
import inspect
from typing import Any

from bot.tryout import asking, editing, profile, sending
from bot.tryout.call import Call
from bot.tryout.ledger import Entry
from bot.tryout.refusals import RefusedError
from bot.tryout.town import Town

METHODS: dict[str, Any] = {**sending.METHODS, **editing.METHODS, **asking.METHODS, **profile.METHODS}
NAMES = {name.lower(): name for name in METHODS}  # Telegram takes any case


def _unknown(_town: Town, _call: Call) -> Any:
    raise RefusedError(404, "Not Found")


async def run(town: Town, call: Call) -> Entry:
    """Do one call and write it into the ledger.

    Raises:
        RefusedError: as Telegram refuses; the refusal stands in `ledger.refused`.
    """
    call.method = NAMES.get(call.method.lower(), call.method)
    try:
        result = METHODS.get(call.method, _unknown)(town, call)
        if inspect.isawaitable(result):
            result = await result
    except RefusedError as error:
        refusal = Entry(
            0, town.clock(), call.method, call.record(), None, call.unread(), error.status, error.description
        )
        town.ledger.write(refusal)
        town.events.wake()
        raise
    entry = Entry(0, town.clock(), call.method, call.record(), copy.deepcopy(result), call.unread())
    town.ledger.write(entry)
    town.events.wake()
    return entry
