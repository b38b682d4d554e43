"""
The way in.

    shopper: /start
    bot:     你好，我是退款管家 …   [➕ 登记退款] [📋 我的案件] / [📖 怎么退] [🌐 English]
"""

from telegram import Update

from handlers.talk import present
from handlers.talk.context import LANGUAGES, Context


async def on_start(_: Update, context: Context) -> None:
    """The greeting. Whatever was asked before stays answered by its own buttons."""
    await context.ask(None)
    await present.home(context)


async def on_home(_: Update, context: Context) -> None:
    """Back to the four ways in."""
    await present.home(context)


async def on_language(_: Update, context: Context) -> None:
    """The other language, at once and from now on."""
    chosen = context.tap.detail if context.tap else ""
    if chosen not in LANGUAGES:
        chosen = "en" if context.person.language == "zh" else "zh"
    await context.remember(language=chosen)
    context.toast = context.words.language_set()
    await present.home(context)


async def on_group(_: Update, context: Context) -> None:
    """A case is private: in a group the bot only says where to find it."""
    await context.replies.say(context.words.group_only_private())
