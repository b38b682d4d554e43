"""The screen of a letter, on which several scenes end: its text, or what it still lacks."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import timedelta

from domain import briefing, letters, moments, quotes
from domain.case import Case
from domain.ladder import Rung
from domain.letters import Blank, Facts, Field, Form, Letter, Template
from domain.quotes import Quote
from handlers.talk import letter_keyboards, letter_texts, present
from handlers.talk.buttons import Keyboard
from handlers.talk.context import Context
from handlers.talk.letter_keyboards import Page, View
from handlers.talk.markup import Html, lines


@dataclass(frozen=True, slots=True)
class Draft:
    """A letter of a case on a day, before it is written in one of its forms."""

    template: Template
    case: Case
    facts: Facts
    quotes: Mapping[str, Quote]

    @property
    def missing(self) -> tuple[Blank, ...]:
        """What is still to tell."""
        return letters.missing(self.template, self.case, self.facts)

    def written(self, form: Form) -> Letter:
        """As it is copied: whole."""
        return letters.write(self.template, self.case, self.facts, self.quotes, form)

    def shown(self, form: Form) -> Letter:
        """As it stands in a chat: who writes is masked."""
        return letters.write(self.template, self.case, letter_texts.masked(self.facts), self.quotes, form)

    def places(self, *, masked: bool) -> tuple[Field, ...]:
        """Place by place of the desk's form."""
        facts = letter_texts.masked(self.facts) if masked else self.facts
        return letters.fields(self.template, self.case, facts, self.quotes)


def rung_of(context: Context, rung_id: str) -> Rung | None:
    """The rung that a tap names; None for none of ours."""
    return next((each for each in context.library.ladder if each.id == rung_id), None)


async def show(context: Context, case: Case, page: Page, *first: str) -> None:
    """The letter of a rung, with a line of news above it; whatever was being asked is put aside."""
    await context.ask(None)
    draft = _draft(context, case, page)
    if draft is None:
        await present.card(context, case)
        return
    text, keyboard = _view(context, draft, page)
    await context.replies.show(lines(*first, text), keyboard, screen=case.id)


def _draft(context: Context, case: Case, page: Page) -> Draft | None:
    rung = rung_of(context, page.rung)
    template = context.library.letters.get(rung.letter) if rung else None
    if template is None or not case.is_open:
        return None
    today = moments.day_of(context.now)
    facts = briefing.facts(case, context.person.identity, context.library, context.now)
    limit = {Blank.LIMIT: briefing.day(today + timedelta(days=page.days))}
    return Draft(template, case, {**facts, **limit}, quotes.of_day(context.library.quotes, today))


def _view(context: Context, draft: Draft, page: Page) -> tuple[Html, Keyboard]:
    words, look, case, template = context.words, context.look, draft.case, draft.template
    if missing := draft.missing:
        text = _letter(context, draft, page, Form.SHORT)
        return text, letter_keyboards.lacking(words, case, page, missing)
    if page.view is View.PLACES and template.fields:
        text = letter_texts.places(look, template, draft.places(masked=True))
        return text, letter_keyboards.places(words, case, page, template, draft.places(masked=False))
    if page.view is View.LAW:
        quoted = draft.written(Form.FULL).quoted
        return letter_texts.law(look, template, quoted), letter_keyboards.looked_at(words, case, page)
    if page.view is View.GLOSS:
        text = letter_texts.gloss(look, template, draft.shown(Form.FULL))
        return text, letter_keyboards.looked_at(words, case, page)
    form = Form.FULL if page.view is View.FULL else Form.SHORT
    keyboard = letter_keyboards.whole(words, case, page, template, draft.written(form).chinese)
    return _letter(context, draft, page, form), keyboard


def _letter(context: Context, draft: Draft, page: Page, form: Form) -> Html:
    look, words = context.look, context.words
    gives = any(Blank.LIMIT in part.blanks for part in draft.template.parts)
    limit = words.day(moments.day_of(context.now) + timedelta(days=page.days), look.today) if gives else ""
    brief = form is Form.SHORT and words.code != "zh"
    masked = draft.template.named and form is Form.FULL
    return letter_texts.page(look, draft.template, draft.shown(form), limit, gloss=brief, masked=masked)
