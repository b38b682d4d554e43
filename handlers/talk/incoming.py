"""What a message brings as evidence, as a proof that is not kept yet."""

import hashlib
from dataclasses import replace

from telegram import Message

from domain import allowance, evidence
from domain.evidence import Kind, Proof, State
from domain.moments import aware
from handlers.talk import inbox
from handlers.talk.context import Context


def proof_in(context: Context, message: Message, case: str | None) -> Proof | None:
    """The proof that a message brings, for a case or for none yet; None where it brings nothing."""
    sent = inbox.sent_in(message)
    return proof_of(context, message, sent, case) if sent else None


async def gathered(context: Context, proof: Proof, meant: str | None) -> Proof:
    """
    The proof in the set of what came right before it; by itself where nothing did.

    `meant` is the case that its sender names for it, by a reply or as asked: it goes to no set of another case.
    """
    before = await context.store.proofs.just_before(proof.owner, context.person.chat, proof.message_id)
    if before is None or not evidence.together(before, proof) or (meant and before.case != meant):
        return proof
    return replace(proof, set_id=before.set_id)


async def replied_to(context: Context, message: Message) -> str | None:
    """The screen of the message replied to: a case's id, where it shows a case."""
    if message.reply_to_message is None:
        return None
    return await context.store.screens.at(context.person.chat, message.reply_to_message.message_id)


def proof_of(context: Context, message: Message, sent: inbox.Sent, case: str | None) -> Proof:
    """The proof of what Telegram describes, for a case or for none yet."""
    forwarded_from, forwarded_at = inbox.origin_of(message)
    words = sent.text.encode()
    too_big = sent.size > allowance.FILE
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
