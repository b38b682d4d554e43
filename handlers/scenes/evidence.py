"""
Evidence: photos, albums, files, voices, forwarded words.

    shopper: (an album of three photos, or three forwarded messages)
    bot:     🗂 存好了 3 份证据，放在「真丝连衣裙」。      … once all is quiet and its bytes are safe

Here a message only becomes rows; the bytes are fetched outside any transaction, the answer is the heartbeat's. Words
that speak are answered at once, where they came alone or first; what follows them opens that answer again.
"""

from telegram import Message, Update

from domain import evidence, reading
from domain.case import Case
from domain.evidence import Kind, Proof, State
from domain.people import Asking, Question
from handlers.talk import inbox, incoming, pinning, present, proposing
from handlers.talk.buttons import Button, Keyboard
from handlers.talk.context import Context
from handlers.talk.markup import escape
from handlers.talk.proof_texts import size
from handlers.talk.proofs import choose_case
from handlers.talk.replies import Replies
from handlers.talk.taps import Tap, Verb


async def on_sent(update: Update, context: Context) -> None:
    """Something was sent or forwarded: know it, where it belongs if that is plain, and what its words say."""
    message = update.effective_message
    sent = inbox.sent_in(message) if message else None
    if message is None or sent is None:
        return
    photo = await _photo_of(message, sent, context)
    meant = photo.case if photo and photo.case else await _meant_for(message, context)
    alone = incoming.proof_of(context, message, sent, meant or await _only_open(context))
    proof = await incoming.gathered(context, alone, meant)
    if not await _has_room(context, proof):
        return
    speaks = _speaks(context, proof)
    if not speaks:
        await pinning.offer(context, message)
    if not await context.store.proofs.receive(proof, context.person.chat):
        if proof is alone and message.media_group_id is None:
            await _once(context, proof, "again").say(escape(context.words.same_again()))
    elif photo is not None:
        by_reply = message.reply_to_message is not None
        await context.store.proofs.tie(context.person.id, proof.id, photo.id, context.now, by_reply=by_reply)
    elif speaks and proof is alone:
        await _propose(context, message, proof)


def _once(context: Context, proof: Proof, what: str) -> Replies:
    """Said once, however many that were sent in that second call for it."""
    return Replies(
        context.store, context.person.chat, f"{what}:{proof.owner}-{proof.sent.timestamp():.0f}", context.now
    )


async def _has_room(context: Context, proof: Proof) -> bool:
    """Whether its bytes may be kept beside the others; if not, its owner hears so, once for all that came together."""
    used = await context.store.proofs.used(context.person.id)
    if proof.state is not State.NOTED or used.full(proof.size) is None:
        return True
    text = context.words.no_allowance(used.files, size(used.bytes))
    data = Button(context.words.b_my_data, Tap(Verb.MY_DATA))
    await _once(context, proof, "full").say(text, ((present.list_button(context), data),))
    return False


def _speaks(context: Context, proof: Proof) -> bool:
    """Whether its words say something that a case can be made or moved with; they are read at once."""
    if proof.kind is not Kind.TEXT:
        return False
    written = proof.forwarded_at or proof.sent
    return proposing.worth(reading.of_text(proof.text, context.library, written, context.zone))


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
        read = await proposing.of_set(context, tap.detail)
        if read is not None and proposing.worth(read.reading):
            await proposing.offer_for(context, read, case, None, text)
            return
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


async def _propose(context: Context, message: Message, proof: Proof) -> None:
    """Words are read at once: where they belong, and what they mean there."""
    await context.store.proofs.answer_set(proof.set_id)
    read = await proposing.of_set(context, proof.set_id)
    if read is not None:
        replied = await incoming.replied_to(context, message) or (proof.case if context.person.asking else None)
        await proposing.offer(context, read, replied, context.words.kept_words())


async def _meant_for(message: Message, context: Context) -> str | None:
    """The case that was asked about, or replied to."""
    asking = context.person.asking
    wanted = asking.case if asking and asking.question is Question.PROOF else None
    if wanted is None and message.reply_to_message is not None:
        wanted = await context.store.screens.at(context.person.chat, message.reply_to_message.message_id)
    case = await context.case_of(wanted)  # none where the message replied to shows something else
    return case.id if case else None


async def _only_open(context: Context) -> str | None:
    """The only open case; among several it is asked."""
    open_cases = [case.id for case in await context.store.cases.of(context.person.id) if case.is_open]
    return open_cases[0] if len(open_cases) == 1 else None


async def _photo_of(message: Message, sent: inbox.Sent, context: Context) -> Proof | None:
    """The compressed photo whose original this file is: the one replied to, or else one that came right before."""
    if sent.kind is not Kind.FILE or not sent.claimed_type.startswith("image/"):
        return None
    photos = await context.store.proofs.lacking_original(context.person.id)
    replied_to = message.reply_to_message.message_id if message.reply_to_message else None
    return evidence.compressed_of(photos, replied_to, context.now)


def _after(context: Context, case: Case) -> Keyboard:
    more = Button(context.words.b_add_proof, Tap(Verb.ADD_PROOF, case.id))
    return ((more, Button(context.words.b_card, Tap(Verb.CARD, case.id))),)
