"""
Evidence: photos, albums, files, voices, forwarded words.

    shopper: (an album of three photos)
    bot:     🗂 存好了 3 份证据,放在「真丝连衣裙」。      … once the album is quiet and its bytes are safe

Here a message only becomes rows; the bytes are fetched outside any transaction, the answer is the heartbeat's.
"""

import hashlib

from telegram import Message, Update

from domain import evidence
from domain.case import Case
from domain.errors import NoSuchCase
from domain.evidence import Kind, Proof, State
from domain.moments import aware
from domain.people import Asking, Question
from handlers.talk import inbox, pinning, present
from handlers.talk.buttons import Button, Keyboard
from handlers.talk.context import Context
from handlers.talk.markup import escape
from handlers.talk.proofs import choose_case
from handlers.talk.taps import Tap, Verb


async def on_sent(update: Update, context: Context) -> None:
    """Something was sent or forwarded: know it, and where it belongs if that is plain."""
    message = update.effective_message
    sent = inbox.sent_in(message) if message else None
    if message is None or sent is None:
        return
    photo = await _photo_of(message, sent, context)
    case = photo.case if photo and photo.case else await _belongs_to(message, context)
    proof = _proof(message, sent, context, case)
    await pinning.offer(context, message)
    if await context.store.proofs.receive(proof, context.person.chat):
        if photo is not None:
            by_reply = message.reply_to_message is not None
            await context.store.proofs.tie(context.person.id, proof.id, photo.id, context.now, by_reply=by_reply)
    elif message.media_group_id is None:
        await context.replies.say(escape(context.words.same_again()))


async def on_put(_: Update, context: Context) -> None:
    """This set belongs into that case; without a case the question is asked again."""
    tap = context.tap
    found = await context.store.proofs.set_of(context.person.id, tap.detail) if tap else None
    if tap is None or found is None:
        context.toast = context.words.stale()
        await present.home(context)
        return
    count = len(found[1])
    if not tap.case:
        open_cases = [case for case in await context.store.cases.of(context.person.id) if case.is_open]
        keyboard = choose_case(context.look, open_cases, tap.detail)
        await context.replies.show(context.words.which_case(count), keyboard)
        return
    case = await present.case_of_tap(context)
    if case is not None:
        await context.store.proofs.assign(context.person.id, tap.detail, case.id, context.now)
        await context.remember(focus=case.id, focus_at=context.now)
        text = context.words.put_into(count, context.look.name(case))
        await context.replies.show(text, _after(context, case), screen=case.id)


async def on_keep(_: Update, context: Context) -> None:
    """Just keep it, for now in no case."""
    tap = context.tap
    found = await context.store.proofs.set_of(context.person.id, tap.detail) if tap else None
    if tap is None or found is None:
        await present.home(context)
        return
    await context.store.proofs.assign(context.person.id, tap.detail, None, context.now)
    put = Button(context.words.b_add_proof, Tap(Verb.PUT, detail=tap.detail))
    await context.replies.show(context.words.kept_loose(len(found[1])), ((put, present.list_button(context)),))


async def on_add(_: Update, context: Context) -> None:
    """What comes next belongs to this case."""
    case = await present.case_of_tap(context)
    if case is not None:
        await context.remember(asking=Asking(Question.PROOF, case.id), focus=case.id, focus_at=context.now)
        text = context.words.ask_proof(context.look.name(case))
        await context.replies.show(text, present.back_to(case, context), screen=case.id)


async def _belongs_to(message: Message, context: Context) -> str | None:
    """The case that was asked about, replied to, or is the only open one; otherwise it is asked."""
    asking = context.person.asking
    wanted = asking.case if asking and asking.question is Question.PROOF else None
    if wanted is None and message.reply_to_message is not None:
        wanted = await context.store.screens.at(context.person.chat, message.reply_to_message.message_id)
    if wanted:
        try:
            return (await context.store.cases.get(context.person.id, wanted)).id
        except NoSuchCase:  # the message replied to shows something else than a case
            pass
    open_cases = [case.id for case in await context.store.cases.of(context.person.id) if case.is_open]
    return open_cases[0] if len(open_cases) == 1 else None


async def _photo_of(message: Message, sent: inbox.Sent, context: Context) -> Proof | None:
    """The compressed photo whose original this file is: the one replied to, or else one that came right before."""
    if sent.kind is not Kind.FILE or not sent.claimed_type.startswith("image/"):
        return None
    photos = await context.store.proofs.lacking_original(context.person.id)
    replied_to = message.reply_to_message.message_id if message.reply_to_message else None
    return evidence.compressed_of(photos, replied_to, context.now)


def _proof(message: Message, sent: inbox.Sent, context: Context, case: str | None) -> Proof:
    forwarded_from, forwarded_at = inbox.origin_of(message)
    words = sent.text.encode()
    too_big = sent.size > evidence.TOO_LARGE
    known = State.KEPT if sent.text else State.NOTED
    return Proof(
        id=context.ids.new(),
        owner=context.person.id,
        set_id=f"{context.person.id:x}-{message.media_group_id or message.message_id}",
        case=case,
        kind=sent.kind,
        sender=inbox.sender_of(message),
        sent=aware(message.date),
        received=context.now,
        message_id=message.message_id,
        file_id=sent.file_id,
        unique_id=sent.unique_id,
        name=sent.name,
        claimed_type=sent.claimed_type,
        caption=message.caption or "",
        text=sent.text,
        forwarded_from=forwarded_from,
        forwarded_at=aware(forwarded_at) if forwarded_at else None,
        compressed=sent.kind is Kind.PHOTO,
        size=len(words) or sent.size,
        state=State.FAILED if too_big else known,
        sha256=hashlib.sha256(words).hexdigest() if words else "",
        type="text/plain" if words else "",
        failure="too_big" if too_big else "",
    )


def _after(context: Context, case: Case) -> Keyboard:
    more = Button(context.words.b_add_proof, Tap(Verb.ADD_PROOF, case.id))
    return ((more, Button(context.words.b_card, Tap(Verb.CARD, case.id))),)
