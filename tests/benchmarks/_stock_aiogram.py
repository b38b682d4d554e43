"""A stock aiogram echo bot, as its own documentation writes one: answers a tap, keeps nothing."""

import asyncio
import sys

from aiogram import Bot, Dispatcher
from aiogram.client.session.aiohttp import AiohttpSession
from aiogram.client.telegram import TelegramAPIServer
from aiogram.types import CallbackQuery, InlineKeyboardButton, InlineKeyboardMarkup, Message

dispatcher = Dispatcher()


@dispatcher.callback_query()
async def tapped(query: CallbackQuery) -> None:
    """Say back what was tapped."""
    assert isinstance(query.message, Message)
    await query.answer()
    keyboard = InlineKeyboardMarkup(inline_keyboard=[[InlineKeyboardButton(text="again", callback_data=query.data)]])
    await query.message.edit_text(f"{query.data} {query.id}", reply_markup=keyboard)


if __name__ == "__main__":
    token, root = sys.argv[1:]
    bot = Bot(token, session=AiohttpSession(api=TelegramAPIServer.from_base(root)))
    asyncio.run(dispatcher.start_polling(bot))
