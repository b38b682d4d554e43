"""
What is kept of a person; taking it out, deleting one case, deleting everything.

    shopper: /delete
    bot:     🗄 我的资料 … · 案件 2 个 · 证据 5 份，共 3.2 MB   [📦 全部导出] [🗑 删一个案件] [🗑 全部删除]
    shopper: [🗑 全部删除]   [接着删]   [🗑 永久删除]
    bot:     都删掉了，以后我不会再发消息给你。……

The last button carries when it was drawn: one from another day, or from before a new beginning, deletes nothing.
"""

from dataclasses import replace

from telegram import Update

from domain import erasure
from domain.case import Case
from handlers.talk import hearing, keyboards, open_cases, present
from handlers.talk.buttons import Button, Keyboard, in_rows, short
from handlers.talk.context import Context
from handlers.talk.markup import lines
from handlers.talk.proof_texts import size
from handlers.talk.taps import Tap, Verb

_ON, _YES = "on", "yes"


async def on_my_data(_: Update, context: Context) -> None:
    """What is kept, in a few lines, and what can be done with it."""
    await _show(context)


async def on_erase(_: Update, context: Context) -> None:
    """Delete everything: asked twice, then done, and one last word."""
    step, _equals, stamped = context.tap.detail.partition("=") if context.tap else ("", "", "")
    if step == _ON:
        await _ask_last(context)
    elif step != _YES:
        await _ask_first(context)
    elif erasure.is_meant(stamped, context.now, context.person.joined):
        await context.store.erasure.forget(context.person.id, context.now)
        last = replace(context.replies, key=f"{erasure.FAREWELL}:{context.replies.key}")
        await last.show(context.words.farewell())
    else:
        await _show(context, context.words.erase_too_old())


async def on_erase_case(_: Update, context: Context) -> None:
    """Delete one case: which, whether it is meant, then done."""
    if context.tap is None or not context.tap.case:
        await _ask_which(context)
        return
    case = await present.case_of_tap(context)
    if case is None:
        await _show(context)
        return
    step, _equals, stamped = context.tap.detail.partition("=")
    if step != _YES:
        await _ask_case(context, case)
    elif erasure.is_meant(stamped, context.now, context.person.joined):
        await _erase(context, case)
        await _show(context, context.words.case_erased(context.look.name(case)))
    else:
        await _show(context, context.words.erase_too_old())


async def _show(context: Context, news: str | None = None) -> None:
    words, kept = context.words, await context.store.erasure.holdings(context.person.id)
    loose = await context.store.proofs.count_loose(context.person.id)
    text = lines(
        news,
        words.my_data(context.look.moment(kept.since) if kept.since else None),
        words.my_cases(kept.cases, kept.archived) if kept.cases else None,
        words.my_files(kept.files, size(kept.size)) if kept.files else None,
        words.my_loose(loose) if loose else None,
        words.my_name() if kept.named else None,
        words.my_rest(),
        words.my_data_seen_by(),
    )
    one = (Button(words.b_erase_case, Tap(Verb.ERASE_CASE)),) if kept.cases else ()
    keyboard: Keyboard = (
        *keyboards.to_loose(words, loose),
        (Button(words.b_take_out, Tap(Verb.TAKE_OUT)),),
        (*one, Button(words.b_erase_all, Tap(Verb.ERASE))),
        (Button(words.b_settings, Tap(Verb.SETTINGS)), Button(words.b_home, Tap(Verb.HOME))),
    )
    await context.replies.show(text, keyboard, screen="home")


async def _ask_first(context: Context) -> None:
    kept = await context.store.erasure.holdings(context.person.id)
    cases = await context.store.cases.of(context.person.id, archived=True)
    still = sum(case.is_open and not case.archived for case in cases)
    first = Button(context.words.b_take_out, Tap(Verb.TAKE_OUT))
    keyboard = ((first, Button(context.words.b_erase_on, Tap(Verb.ERASE, detail=_ON))), _no(context))
    text = context.words.ask_erase_all(kept.cases, kept.files, still)
    await context.replies.show(text, keyboard, screen="home")


async def _ask_last(context: Context) -> None:
    yes = Tap(Verb.ERASE, detail=f"{_YES}={erasure.stamp(context.now)}")
    keyboard = ((Button(context.words.b_erase_yes, yes),), _no(context))
    await context.replies.show(context.words.ask_erase_last(), keyboard, screen="home")


async def _ask_which(context: Context) -> None:
    cases = await context.store.cases.of(context.person.id, archived=True)
    names = (
        Button(short(f"{number}. {context.look.name(case)}"), Tap(Verb.ERASE_CASE, case.id))
        for number, case in enumerate(cases[: open_cases.SHOWN], start=1)
    )
    await context.replies.show(context.words.ask_which_case(), (*in_rows(names), _no(context)), screen="home")


async def _ask_case(context: Context, case: Case) -> None:
    proofs = await context.store.proofs.of_case(case.owner, case.id)
    yes = Tap(Verb.ERASE_CASE, case.id, case.version, f"{_YES}={erasure.stamp(context.now)}")
    keyboard = ((Button(context.words.b_erase_case_yes, yes),), _no(context))
    text = context.words.ask_erase_case(context.look.name(case), len(proofs))
    await context.replies.show(text, keyboard, screen="home")


async def _erase(context: Context, case: Case) -> None:
    """The case goes, and what the chat remembers of it: the question that is open, the talk."""
    await context.store.erasure.forget_case(case.owner, case.id)
    if context.person.asking and context.person.asking.case == case.id:
        await context.ask(None)
    await hearing.forget(context, case.id)
    if context.person.focus == case.id:
        await context.remember(focus=None, focus_at=None)


def _no(context: Context) -> tuple[Button, ...]:
    return (Button(context.words.b_erase_no, Tap(Verb.MY_DATA)),)
