"""
The ordered list of scenes. Order is meaning: the first that lets an update through handles it; the last takes the rest.

These are python-telegram-bot's own handlers and filters; `bot.work` runs them, one transaction each.
"""

import re
from typing import Any

from telegram import Update
from telegram.ext import BaseHandler, CallbackQueryHandler, CommandHandler, MessageHandler, TypeHandler, filters

from domain.people import Question
from handlers.scenes import (
    branches,
    case_card,
    checklist,
    claims,
    countdown,
    custody,
    details,
    dossier,
    evidence,
    filing,
    guide,
    happened,
    holding,
    ladder,
    ledger,
    letter,
    loose,
    lost,
    my_data,
    my_reminders,
    new_case,
    overview,
    parcel,
    promise,
    proposals,
    put_right,
    reopening,
    settings,
    story,
    sums,
    supply,
    take_out,
    term,
    welcome,
    whatif,
    why,
)
from handlers.talk.context import Answering
from handlers.talk.promising import SoundsPromised
from handlers.talk.taps import Verb, means

#: A message by nobody has nobody to keep it for.
FROM_SOMEBODY = filters.ChatType.PRIVATE & filters.User(allow_empty=True)
PRIVATE = FROM_SOMEBODY & filters.UpdateType.MESSAGE
EDITED = FROM_SOMEBODY & filters.UpdateType.EDITED_MESSAGE & ~filters.LOCATION  # a live one moves on
TYPED = PRIVATE & filters.TEXT & ~filters.COMMAND & ~filters.FORWARDED
SENT = PRIVATE & (
    filters.PHOTO
    | filters.Document.ALL
    | filters.VIDEO
    | filters.VIDEO_NOTE
    | filters.ANIMATION
    | filters.VOICE
    | filters.AUDIO
    | filters.LOCATION
    | (filters.FORWARDED & filters.TEXT)
)


def is_upload(update: Update) -> bool:
    """Whether it brings something that becomes evidence."""
    return bool(SENT.check_update(update))


#: A whole order pasted where one answer was expected: its number with a label, and more behind it.
PASTED_ORDER = re.compile(r"(?is)(?:订单(?:编?号)|order (?:number|no|id)).*\n")

Route = BaseHandler[Update, Any, Any]


def routes() -> list[Route]:
    """Every scene, in order. A tap is let through by what it means, a typed text by the question that is open."""
    return [
        MessageHandler(filters.ChatType.GROUPS & filters.COMMAND, welcome.on_group),
        # commands
        CommandHandler("start", welcome.on_start, PRIVATE),
        CommandHandler("new", new_case.on_new, PRIVATE),
        CommandHandler("cases", overview.on_list, PRIVATE),
        CommandHandler("reminders", ledger.on_ledger, PRIVATE),
        CommandHandler("settings", settings.on_settings, PRIVATE),
        CommandHandler("language", welcome.on_language, PRIVATE),
        CommandHandler(["guide", "help"], guide.on_guide, PRIVATE),
        CommandHandler("cancel", new_case.on_cancel, PRIVATE),
        CommandHandler("delete", my_data.on_my_data, PRIVATE),
        # taps
        CallbackQueryHandler(welcome.on_home, means(Verb.HOME)),
        CallbackQueryHandler(guide.on_topic, means(Verb.GUIDE)),
        CallbackQueryHandler(welcome.on_language, means(Verb.LANGUAGE)),
        CallbackQueryHandler(settings.on_settings, means(Verb.SETTINGS)),
        CallbackQueryHandler(settings.on_wish, means(Verb.WISH)),
        CallbackQueryHandler(my_data.on_my_data, means(Verb.MY_DATA)),
        CallbackQueryHandler(take_out.on_take_out, means(Verb.TAKE_OUT)),
        CallbackQueryHandler(my_data.on_erase, means(Verb.ERASE)),
        CallbackQueryHandler(my_data.on_erase_case, means(Verb.ERASE_CASE)),
        CallbackQueryHandler(new_case.on_new, means(Verb.NEW)),
        CallbackQueryHandler(new_case.on_fill, means(Verb.FILL)),
        CallbackQueryHandler(new_case.on_skip, means(Verb.SKIP)),
        CallbackQueryHandler(new_case.on_back, means(Verb.BACK)),
        CallbackQueryHandler(new_case.on_cancel, means(Verb.CANCEL)),
        CallbackQueryHandler(new_case.on_calendar, means(Verb.CALENDAR)),
        CallbackQueryHandler(new_case.on_shop, means(Verb.SHOP)),
        CallbackQueryHandler(overview.on_list, means(Verb.LIST)),
        CallbackQueryHandler(case_card.on_card, means(Verb.CARD)),
        CallbackQueryHandler(case_card.on_more, means(Verb.MORE)),
        CallbackQueryHandler(why.on_why, means(Verb.WHY)),
        CallbackQueryHandler(story.on_timeline, means(Verb.TIMELINE)),
        CallbackQueryHandler(story.on_event, means(Verb.EVENT)),
        CallbackQueryHandler(story.on_moment, means(Verb.MOMENT)),
        CallbackQueryHandler(story.on_content, means(Verb.CONTENT)),
        CallbackQueryHandler(story.on_retract, means(Verb.RETRACT)),
        CallbackQueryHandler(branches.on_branch, means(Verb.BRANCH)),
        CallbackQueryHandler(branches.on_counsel, means(Verb.COUNSEL)),
        CallbackQueryHandler(case_card.on_undo, means(Verb.UNDO)),
        CallbackQueryHandler(case_card.on_archive, means(Verb.ARCHIVE)),
        CallbackQueryHandler(filing.on_filed, filing.of_a_complaint),
        CallbackQueryHandler(reopening.on_reopen, reopening.of_reopening),
        CallbackQueryHandler(happened.on_happened, means(Verb.HAPPENED)),
        CallbackQueryHandler(happened.on_confirm, means(Verb.CONFIRM)),
        CallbackQueryHandler(happened.on_when, means(Verb.WHEN)),
        CallbackQueryHandler(parcel.on_carrier, means(Verb.CARRIER)),
        CallbackQueryHandler(countdown.on_ask, means(Verb.COUNTDOWN)),
        CallbackQueryHandler(countdown.on_pin, means(Verb.PIN)),
        CallbackQueryHandler(promise.on_keep, means(Verb.PROMISE)),
        CallbackQueryHandler(countdown.on_unpin, means(Verb.UNPIN)),
        CallbackQueryHandler(details.on_ask, means(Verb.ASK)),
        CallbackQueryHandler(details.on_reason, means(Verb.REASON)),
        CallbackQueryHandler(sums.on_sums, means(Verb.SUMS)),
        CallbackQueryHandler(sums.on_tell, means(Verb.TELL)),
        CallbackQueryHandler(sums.on_none, means(Verb.NONE)),
        CallbackQueryHandler(term.on_term, means(Verb.TERM)),
        CallbackQueryHandler(claims.on_claim, means(Verb.CLAIM)),
        CallbackQueryHandler(claims.on_tick, means(Verb.TICK)),
        CallbackQueryHandler(ladder.on_ladder, means(Verb.LADDER)),
        CallbackQueryHandler(ladder.on_for_good, means(Verb.FOR_GOOD)),
        CallbackQueryHandler(ladder.on_climbed, means(Verb.CLIMBED)),
        CallbackQueryHandler(filing.on_no_number, means(Verb.FILED)),
        CallbackQueryHandler(letter.on_letter, means(Verb.LETTER)),
        CallbackQueryHandler(supply.on_supply, means(Verb.SUPPLY)),
        CallbackQueryHandler(whatif.on_whatif, means(Verb.WHAT_IF)),
        CallbackQueryHandler(custody.on_proofs, means(Verb.PROOFS)),
        CallbackQueryHandler(custody.on_proof, means(Verb.PROOF)),
        CallbackQueryHandler(custody.on_delete, means(Verb.DELETE_PROOF)),
        CallbackQueryHandler(evidence.on_add, means(Verb.ADD_PROOF)),
        CallbackQueryHandler(checklist.on_list, means(Verb.CHECKLIST)),
        CallbackQueryHandler(checklist.on_tick, means(Verb.TICK_ITEM)),
        CallbackQueryHandler(evidence.on_put, means(Verb.PUT)),
        CallbackQueryHandler(evidence.on_keep, means(Verb.KEEP)),
        CallbackQueryHandler(loose.on_loose, means(Verb.LOOSE)),
        CallbackQueryHandler(loose.on_drop, means(Verb.DROP)),
        CallbackQueryHandler(dossier.on_dossier, means(Verb.DOSSIER)),
        CallbackQueryHandler(new_case.on_register, means(Verb.REGISTER)),
        CallbackQueryHandler(proposals.on_take, means(Verb.TAKE)),
        CallbackQueryHandler(holding.on_holds, means(Verb.HOLDS)),
        CallbackQueryHandler(proposals.on_afresh, means(Verb.AFRESH)),
        CallbackQueryHandler(put_right.on_mend, means(Verb.MEND)),
        CallbackQueryHandler(my_reminders.on_snooze, means(Verb.SNOOZE)),
        CallbackQueryHandler(ledger.on_ledger, means(Verb.LEDGER)),
        CallbackQueryHandler(lost.on_tap),
        MessageHandler(EDITED, custody.on_edited),
        # evidence, and answers to the open question
        MessageHandler(SENT, evidence.on_sent),
        MessageHandler(
            TYPED & Answering(Question.DRAFT, Question.READ) & filters.Regex(PASTED_ORDER), proposals.on_typed
        ),
        MessageHandler(TYPED & Answering(Question.READ), put_right.on_mended),
        MessageHandler(TYPED & Answering(Question.DRAFT), new_case.on_text),
        MessageHandler(TYPED & Answering(Question.WHEN), happened.on_when_text),
        MessageHandler(TYPED & Answering(Question.SUM), happened.on_sum),
        MessageHandler(TYPED & Answering(Question.NOTE), happened.on_note),
        MessageHandler(TYPED & Answering(Question.TRACKING), parcel.on_number),
        MessageHandler(TYPED & Answering(Question.COUNTDOWN), countdown.on_text),
        MessageHandler(TYPED & Answering(Question.SNOOZE), my_reminders.on_snooze_text),
        MessageHandler(
            TYPED & Answering(Question.NAME, Question.PRICE, Question.ORDER_NO, Question.SELLER), details.on_text
        ),
        MessageHandler(TYPED & Answering(Question.AMOUNT), sums.on_amount),
        MessageHandler(TYPED & Answering(Question.TERM), term.on_term_text),
        MessageHandler(TYPED & Answering(Question.BLANK), supply.on_text),
        MessageHandler(TYPED & Answering(Question.COMPLAINT_NO), filing.on_number),
        MessageHandler(TYPED & Answering(Question.WHAT_IF), whatif.on_text),
        MessageHandler(TYPED & Answering(Question.PROOF), evidence.on_sent),
        # the rest
        MessageHandler(TYPED & SoundsPromised(), promise.on_heard),
        MessageHandler(TYPED, proposals.on_typed),
        MessageHandler(PRIVATE, lost.on_text),
        TypeHandler(Update, lost.on_anything),
    ]
