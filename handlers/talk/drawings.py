"""Pictures of a way as data, for the typesetter: a flow as it usually goes, a case as it stands. Pure."""

from collections.abc import Sequence
from typing import Any, TypeAlias

from domain import wayposts
from domain.case import Case
from domain.deadlines import Deadline
from domain.guide import Group
from domain.library import Library
from domain.machine import Flow, Turn
from domain.moments import Moment
from domain.post import DRAWING
from domain.wayposts import Place, Post
from handlers.talk.cards import Look, title_of
from handlers.talk.reasons import basis_of
from handlers.talk.words.catalogue.typography import capital
from handlers.talk.words.catalogue.words import Words, said

Drawing: TypeAlias = dict[str, Any]

_WHOSE = {Turn.MINE: "mine", Turn.BANK: "bank", Turn.NOBODY: "nobody"}


def is_drawn(group: Group) -> bool:
    """Whether a group of topics has a picture."""
    return group.id in set(Flow)


def of_group(words: Words, group: Group, library: Library, platform: str, now: Moment) -> Drawing | None:
    """The picture of the way that a group of topics is about; None where it is about none."""
    if group.id not in set(Flow):
        return None
    flow = Flow(group.id)
    posts = wayposts.of_flow(flow, library, platform, now)
    stations = [_of_post(words, flow, post, [_length(words, each) for each in post.clocks]) for post in posts]
    return drawn(words, said(words, group.title), words.way_subtitle(), stations)


def of_case(look: Look, case: Case, library: Library) -> Drawing:
    """You are here: a case's own dates behind it and at its station, the usual way in front."""
    words, stations = look.words, []
    for post in wayposts.of_case(case, library, look.now):
        dates = [_dated(look, post, each) for each in post.clocks]
        entered = look.when(post.entered) if post.entered and post.place is not Place.COMING else None
        if entered and post.place is Place.HERE:
            entered = words.way_since(entered)
        stations.append(_of_post(words, case.flow, post, [*([line(entered)] if entered else []), *dates]))
    return drawn(words, words.way_of_case(), look.name(case), stations, personal=True)


def drawn(words: Words, title: str, subtitle: str, stations: Sequence[Any], *, personal: bool = False) -> Drawing:
    """The whole of a picture; nobody's own (`personal`) is kept."""
    return {
        "kind": DRAWING,
        "language": words.code,
        "title": title,
        "subtitle": subtitle,
        "stations": list(stations),
        "foot": words.way_foot(),
        "personal": personal,
    }


def station(title: str, turn: str, whose: str, place: Place, lines: Sequence[Drawing]) -> Drawing:
    """A station: `turn` is said beside its title, `whose` (mine, bank, nobody or others) gives its colour."""
    return {"title": title, "turn": turn, "whose": whose, "place": place.value, "lines": list(lines)}


def _of_post(words: Words, flow: Flow, post: Post, lines: Sequence[Drawing]) -> Drawing:
    nexts = words.next_membership if flow is Flow.MEMBERSHIP else words.next_goods
    todo = nexts.get(post.stage) if post.turn is Turn.MINE and post.place is not Place.PAST else None
    turn = "" if post.place is Place.END else words.turns[post.turn]
    told = [*([line(todo)] if todo else []), *lines]
    return station(words.stages[post.stage], turn, _WHOSE.get(post.turn, "others"), post.place, told)


def line(text: str, kind: str = "") -> Drawing:
    """A line under a station; `kind` says in grey what it rests on."""
    return {"text": capital(text), "kind": kind}


def _length(words: Words, clock: Deadline) -> Drawing:
    rule = clock.rule
    length = words.length(rule.length, rule.unit) if rule.length else words.length_unknown()
    return line(f"{title_of(words, rule)} · {length}", basis_of(words, rule))


def _dated(look: Look, post: Post, clock: Deadline) -> Drawing:
    if post.place is not Place.HERE:
        return _length(look.words, clock)
    return line(f"{title_of(look.words, clock.rule)} · {look.until(clock.ends)}")
