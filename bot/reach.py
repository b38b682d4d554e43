"""Whether a person can be reached: whoever writes or taps can; whoever blocks the bot cannot, until they come back."""

from telegram import ChatMember, Update
from telegram.constants import ChatType

from domain.moments import Moment
from storage.store import Store

_AWAY = frozenset({ChatMember.LEFT, ChatMember.BANNED})


async def note(update: Update, store: Store, now: Moment) -> None:
    """Let letters wait for a person who blocked the bot, and go on as soon as there is a sign of life."""
    chat = update.effective_chat
    if chat is None or chat.type != ChatType.PRIVATE:
        return
    if update.my_chat_member and update.my_chat_member.new_chat_member.status in _AWAY:
        await store.outbox.pause_person(chat.id, now)
    else:
        await store.outbox.resume(chat.id, now)
