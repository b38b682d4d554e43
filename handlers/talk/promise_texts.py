"""Who promised, and the words of a promise when its day has come. Pure."""

from domain import promises
from domain.case import Case
from domain.journal import Happening, What
from handlers.talk.buttons import short
from handlers.talk.cards import Look
from handlers.talk.markup import Html
from handlers.talk.words.catalogue.words import Words

_LONG = 100  # characters of the words: enough to hold them against whoever said them


def said_by(words: Words, text: str) -> str:
    """Who said it and by which way, as far as the words tell."""
    who, how = promises.party(text), promises.way(text)
    return " · ".join((*([words.promised_by[who]] if who else ()), *([words.promised_how[how]] if how else ())))


def title(look: Look, told: Happening) -> str | None:
    """What a happening is called where it is a promise, or the day of one; None for any other."""
    if told.what is What.COUNTDOWN_READ and told.rule == promises.RULE:
        return look.words.promise_day
    who = promises.party(told.note) if told.what is What.PROMISED else None
    return look.words.promised_title(look.words.promised_by[who]) if who else None


def recalled(look: Look, case: Case, rule: str) -> Html | None:
    """What was promised last, and by whom, where it is a promise that is asked about."""
    told = [each.note for each in case.standing if each.what is What.PROMISED and each.note]
    if rule != promises.RULE or not told:
        return None
    return look.words.promise_recalled(said_by(look.words, told[-1]), short(told[-1], _LONG))
