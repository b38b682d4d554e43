"""The story of a case, and each happening by itself: what stands behind the card. Pure."""

from domain import journal
from domain.case import Case
from domain.deadlines import Clocks
from domain.journal import Happening
from handlers.talk import moves, promise_texts
from handlers.talk.cards import Look, head, title_of
from handlers.talk.markup import Html, bold, join, lines

TIMELINE_LINES = 30  # as many as a phone scrolls through with patience


def timeline(look: Look, case: Case) -> Html:
    """What happened, oldest first, each line with its own time."""
    words = look.words
    told = [
        join(
            " · ",
            look.when(each) or words.time_unknown(),
            _title(look, each),
            words.money(each.money) if each.money else None,
            each.note or None,
        )
        for each in journal.by_day(case.standing)[-TIMELINE_LINES:]
    ]
    return lines(head(look, case), bold(words.timeline_title()), *told)


def event_label(look: Look, told: Happening) -> str:
    """A happening as a button: what, and its day."""
    day = look.words.day(told.when.day(look.zone), look.today) if told.when else look.words.time_unknown()
    return f"{_title(look, told)} · {day}"


def event(look: Look, case: Case, told: Happening, clocks: Clocks) -> Html:
    """One happening whole: its time, what came with it, and the dates that hang on it."""
    words = look.words
    hanging = [
        moves.over_line(look, each)
        if each.is_over(look.now)
        else words.hangs_on_it(title_of(words, each.rule), look.until(each.due))
        for each in clocks.running
        if each.starts.id == told.id
    ]
    return lines(
        head(look, case),
        join(" · ", bold(_title(look, told)), look.when(told) or words.time_unknown()),
        words.money(told.money) if told.money else None,
        told.note or None,
        words.parcel_line(None, told.parcel.number) if told.parcel else None,
        *hanging[:4],
    )


def _title(look: Look, told: Happening) -> str:
    """What it is called; a promise says whose it is, and its day is kept like a countdown and is none of the app's."""
    return promise_texts.title(look, told) or look.words.told[told.what]
