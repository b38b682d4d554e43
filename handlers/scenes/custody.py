"""
What became of evidence: the list of a case, one piece with all that is known of it, changed words, deletion.

    shopper: (edits the words of a photo)
    bot:     这条证据的文字改了，新的旧的我都留着（改过 1 次）。      … and what they say otherwise is offered
"""

from telegram import Update

from domain.evidence import Proof
from domain.storable import storable
from handlers.talk import inbox, present, proof_texts, proposing, retold, rewording
from handlers.talk.context import Context
from handlers.talk.markup import escape, lines
from handlers.talk.proof_texts import Collection

_YES = "yes"


async def on_proofs(_: Update, context: Context) -> None:
    """The evidence of a case, as a list."""
    have = await _collection(context)
    if have is not None:
        await _list(context, have)


async def on_proof(_: Update, context: Context) -> None:
    """One piece of it."""
    found = await _tapped(context)
    if found is not None:
        have, proof = found
        wordings = await context.store.proofs.wordings(context.person.id, proof.id)
        text = proof_texts.whole(context.look, have, proof, wordings)
        await context.replies.show(text, proof_texts.buttons(context.look, have, proof), screen=have.case.id)


async def on_delete(_: Update, context: Context) -> None:
    """Take one piece away: asked once, then done."""
    found = await _tapped(context)
    if found is None or context.tap is None:
        return
    have, proof = found
    number = have.number(proof.id) or 0
    if context.tap.detail.partition("=")[2] != _YES:
        keyboard = proof_texts.delete_buttons(context.look, have, proof)
        await context.replies.show(context.words.ask_delete(number), keyboard, screen=have.case.id)
        return
    await context.store.proofs.delete(context.person.id, proof.id, context.now)
    left = await _collection(context)
    if left is not None:
        await _list(context, left, context.words.deleted(number))


async def on_edited(update: Update, context: Context) -> None:
    """A message was changed. Where it is evidence, its old words are kept beside the new; its file stays the first."""
    message = update.edited_message
    sent = inbox.sent_in(message) if message else None
    if message is None or sent is None:
        return
    await retold.offer(context, message)
    words = (sent.text, storable(message.caption or ""))
    known = await context.store.proofs.of_message(context.person.id, message.message_id)
    if known is None:
        return
    if sent.unique_id and sent.unique_id != known.unique_id:
        await context.replies.say(escape(context.words.edit_other_file()))
    read = await proposing.of_set(context, known.set_id)
    changed = await context.store.proofs.edit(context.person.id, message.message_id, *words, context.now)
    if changed is not None:
        news = escape(context.words.edit_kept(changed.edits))
        if not await rewording.offer(context, read, news):
            await context.replies.say(news)


async def _collection(context: Context) -> Collection | None:
    case = await present.case_of_tap(context)
    if case is None:
        return None
    proofs = context.store.proofs
    return Collection(case, await proofs.of_case(case.owner, case.id), await proofs.deleted(case.owner, case.id))


async def _tapped(context: Context) -> tuple[Collection, Proof] | None:
    """The piece of evidence that the tap speaks of; where it is gone, the list shows what there is."""
    have = await _collection(context)
    if have is None or context.tap is None:
        return None
    wanted = context.tap.detail.partition("=")[0]
    proof = next((each for each in have.proofs if each.id == wanted), None)
    if proof is None:
        context.toast = context.words.stale()
        await _list(context, have)
        return None
    return have, proof


async def _list(context: Context, have: Collection, *news: str) -> None:
    text = lines(*news, proof_texts.listed(context.look, have))
    keyboard = (*proof_texts.list_buttons(context.look, have), *present.back_to(have.case, context))
    await context.replies.show(text, keyboard, screen=have.case.id)
