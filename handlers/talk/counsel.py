"""What is good to know in a case now: the one line for its card, and all of it with its sources. Pure."""

from domain.case import Case
from domain.library import Library
from domain.policy import Advice, Confidence
from handlers.talk.cards import Look, head
from handlers.talk.markup import Html, bold, escape, fill, join, lines
from handlers.talk.words.catalogue.words import said

_EVERYWHERE = 20  # stages: more than there are, for what holds at all of them


def of(case: Case, library: Library) -> tuple[Advice, ...]:
    """What is good to know, the most useful first: what is about this very case before what is about its stage."""
    return tuple(sorted(library.policy(case.platform).advice_for(case), key=_rank))


def line(look: Look, advice: Advice) -> Html:
    """One piece of advice, as it stands alone."""
    return fill("💡 {words}", words=said(look.words, advice.words))


def sourced(look: Look, advice: Advice) -> Html:
    """One piece of advice with where it is written and how sure that is."""
    return lines(line(look, advice), join(" · ", source(advice.source, advice.article), _doubt(look, advice)))


def screen(look: Look, case: Case, library: Library) -> Html:
    """All that is good to know, each with its source."""
    listed = [Html("\n" + sourced(look, each)) for each in of(case, library)]
    return lines(head(look, case), bold(look.words.advice_title()), *(listed or [escape(look.words.no_advice())]))


def source(address: str, article: str) -> Html:
    """The article, with the address at which its text can be read."""
    return fill('<a href="{address}">{article}</a>', address=address, article=article)


def _doubt(look: Look, advice: Advice) -> str | None:
    """How sure it is, where it is not written plainly."""
    sure = advice.confidence is Confidence.HIGH
    return None if sure else look.words.confidences[advice.confidence.value]


def _rank(advice: Advice) -> tuple[bool, int, bool]:
    scope = advice.scope
    return not scope.traits, len(scope.stages) or _EVERYWHERE, not (scope.reasons or scope.channels)
