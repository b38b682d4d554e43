"""
A complaint is filed: its number, its day, and from then on its own clocks.

    shopper: [🏛 我向 12315 投诉了]
    bot:     12315 会给一个编号 …                [还没有编号]
    shopper: 1330000002026112612345
    bot:     哪天投诉的？                        … then the card: 12315 决定是否受理 …
"""

from telegram import Update

from domain import intake
from domain.journal import What
from handlers.talk import filing, present
from handlers.talk.context import Context
from handlers.talk.taps import Verb, unpack


def of_a_complaint(data: object) -> bool:
    """Whether the tap says that a complaint was filed, wherever its button stands."""
    tap = unpack(data) if isinstance(data, str) else None
    return tap is not None and tap.verb is Verb.HAPPENED and tap.detail == What.COMPLAINT_FILED


async def on_filed(_: Update, context: Context) -> None:
    """It was filed: the number first."""
    case = await present.case_of_tap(context)
    if case is not None:
        await filing.ask_number(context, case)


async def on_no_number(_: Update, context: Context) -> None:
    """There is no number yet: the day alone."""
    case = await present.case_of_tap(context)
    if case is not None:
        await present.ask_when(context, case, What.COMPLAINT_FILED)


async def on_number(update: Update, context: Context) -> None:
    """The number, as 12315 gave it."""
    case, message = await present.asked_case(context), update.effective_message
    if case is None or message is None:
        return
    number = intake.clean_name(message.text or "").lstrip("~")
    if not number:
        await filing.ask_number(context, case, context.words.too_short())
        return
    await present.ask_when(context, case, What.COMPLAINT_FILED, number)
