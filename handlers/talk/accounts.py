"""The story of a case, and the reasons of its dates: what stands behind the card. Pure."""

from collections.abc import Sequence

from domain.case import Case
from domain.deadlines import Clocks, Deadline
from domain.journal import Happening
from domain.policy import Confidence, Rule
from handlers.talk.cards import Look, head, missing_line, title_of
from handlers.talk.markup import Html, bold, fill, join, lines

TIMELINE_LINES = 30  # as many as a phone scrolls through with patience


def timeline(look: Look, case: Case) -> Html:
    """What happened, oldest first, each line with its own time."""
    words = look.words
    told = [
        join(
            " · ",
            look.when(each) or words.time_unknown(),
            words.told[each.what],
            words.money(each.money) if each.money else None,
            each.note or None,
        )
        for each in case.standing[-TIMELINE_LINES:]
    ]
    return lines(head(look, case), bold(words.timeline_title()), *told)


def event_label(look: Look, told: Happening) -> str:
    """A happening as a button: what, and its day."""
    day = look.words.day(told.when.day(look.zone), look.today) if told.when else look.words.time_unknown()
    return f"{look.words.told[told.what]} · {day}"


def event(look: Look, case: Case, told: Happening, clocks: Clocks) -> Html:
    """One happening whole: its time, what came with it, and the dates that hang on it."""
    words = look.words
    hanging = [
        words.hangs_on_it(title_of(words, each.rule), look.until(each.due))
        for each in clocks.running
        if each.starts.id == told.id
    ]
    return lines(
        head(look, case),
        join(" · ", bold(words.told[told.what]), look.when(told) or words.time_unknown()),
        words.money(told.money) if told.money else None,
        told.note or None,
        words.parcel_line(None, told.parcel.number) if told.parcel else None,
        *hanging[:4],
    )


def why(look: Look, case: Case, clocks: Clocks) -> Html:
    """Where each date comes from: start event, rule, source, in two lines a tired person understands."""
    if not clocks.running:
        rest = [missing_line(look, missing) for missing in clocks.missing]
        return lines(head(look, case), look.words.why_none(), *rest)
    reasons: Sequence[Html] = [_reason(look, deadline) for deadline in clocks.running]
    return lines(head(look, case), bold(look.words.why_title()), *(Html("\n" + reason) for reason in reasons))


def _reason(look: Look, deadline: Deadline) -> Html:
    words, rule = look.words, deadline.rule
    started = words.why_start(deadline.starts.what, look.when(deadline.starts) or words.time_unknown())
    until = join("", "🗓 ", bold(look.until(deadline.due)))
    if deadline.pinned:
        return lines(until, started, words.why_pinned(look.until(deadline.due)))
    return lines(
        until,
        started,
        words.why_rule(
            title=title_of(words, rule),
            length=words.length(rule.length or 0, rule.unit.value),
            family=words.families[deadline.family.value],
            confidence=words.confidences[rule.confidence.value],
        ),
        fill('<a href="{address}">{article}</a>', address=rule.source, article=rule.article) if _linked(rule) else None,
    )


def _linked(rule: Rule) -> bool:
    return bool(rule.source.startswith("https://")) and rule.confidence is not Confidence.UNKNOWN
