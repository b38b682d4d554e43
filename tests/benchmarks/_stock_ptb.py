"""A stock python-telegram-bot echo bot, as its own documentation writes one: answers a tap, keeps nothing."""

import sys

from telegram import InlineKeyboardButton, InlineKeyboardMarkup, Update
from telegram.ext import Application, CallbackQueryHandler, ContextTypes


async def tapped(update: Update, _context: ContextTypes.DEFAULT_TYPE) -> None:
    """Say back what was tapped."""
    query = update.callback_query
    assert query is not None
    await query.answer()
    keyboard = InlineKeyboardMarkup([[InlineKeyboardButton("again", callback_data=query.data)]])
    await query.edit_message_text(f"{query.data} {update.update_id}", reply_markup=keyboard)


if __name__ == "__main__":
    token, root = sys.argv[1:]
    application = Application.builder().token(token).base_url(f"{root}/bot").build()
    application.add_handler(CallbackQueryHandler(tapped))
    application.run_polling()
