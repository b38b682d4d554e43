"""
The letter of a rung: what it says, short or whole, place by place, its law; copied by a button.

    shopper: [✉️ 写好的话术]
    bot:     ✋ 发送前请补上 2 项 …           [➕ 订单号] [➕ 店铺名]
    …
    bot:     小红书客服您好：订单号 …           [⧉ 复制 1/2] [⧉ 复制 2/2] [📜 完整版] [✅ 我发出去了]
"""

from telegram import Update

from handlers.talk import letter_screen, present
from handlers.talk.context import Context
from handlers.talk.letter_keyboards import Page


async def on_letter(_: Update, context: Context) -> None:
    """The letter, in the form that the tap names."""
    case, tap = await present.case_of_tap(context), context.tap
    if case is not None and tap is not None:
        await letter_screen.show(context, case, Page.read(tap.detail))
