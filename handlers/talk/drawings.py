"""Pictures of a way as data, for the typesetter: a flow as it usually goes, a case as it stands, the ladder. Pure."""

from collections.abc import Sequence
from typing import Any, TypeAlias

from domain import wayposts
from domain.case import Case
from domain.deadlines import Deadline
from domain.guide import Group
from domain.ladder import Rung
from domain.library import Library
from domain.machine import Flow, Turn
from domain.moments import Moment
from domain.post import DRAWING
from domain.wayposts import Place, Post
from handlers.talk.cards import Look, title_of
from handlers.talk.words.catalogue.words import Words, said

Drawing: TypeAlias = dict[str, Any]

LADDER = "ladder"  #: the group whose picture shows the rungs
_WHOSE = {Turn.MINE: "mine", Turn.BANK: "bank", Turn.NOBODY: "nobody"}


def is_drawn(group: Group) -> bool:
    """Whether a group of topics has a picture."""
    return group.id == LADDER or group.id in set(Flow)


def of_group(words: Words, group: Group, library: Library, platform: str, now: Moment) -> Drawing | None:
    """The picture of a group of topics; None where there is none."""
    if group.id == LADDER:
        return _ladder(words, group, library)
    if group.id not in set(Flow):
        return None
    flow = Flow(group.id)
    posts = wayposts.of_flow(flow, library, platform, now)
    stations = [_station(words, flow, post, [_length(words, each) for each in post.clocks]) for post in posts]
    return _drawing(words, said(words, group.title), words.way_subtitle(ladder=False), stations)


def of_case(look: Look, case: Case, library: Library) -> Drawing:
    """You are here: a case's own dates behind it and at its station, the usual way in front."""
    words, stations = look.words, []
    for post in wayposts.of_case(case, library, look.now):
        dates = [_dated(look, post, each) for each in post.clocks]
        entered = look.when(post.entered) if post.entered and post.place is not Place.COMING else None
        if entered and post.place is Place.HERE:
            entered = words.way_since(entered)
        stations.append(_station(words, case.flow, post, [*([_line(entered)] if entered else []), *dates]))
    return _drawing(words, words.way_of_case(), look.name(case), stations, personal=True)


def _drawing(words: Words, title: str, subtitle: str, stations: Sequence[Any], *, personal: bool = False) -> Drawing:
    return {
        "kind": DRAWING,
        "language": words.code,
        "title": title,
        "subtitle": subtitle,
        "stations": list(stations),
        "foot": words.way_foot(),
        "personal": personal,
    }


def _station(words: Words, flow: Flow, post: Post, lines: list[Drawing]) -> Drawing:
    nexts = words.next_membership if flow is Flow.MEMBERSHIP else words.next_goods
    todo = nexts.get(post.stage) if post.turn is Turn.MINE and post.place is not Place.PAST else None
    return {
        "title": words.stages[post.stage],
        "turn": "" if post.place is Place.END else words.turns[post.turn],
        "whose": _WHOSE.get(post.turn, "others"),
        "place": post.place.value,
        "lines": [*([_line(todo)] if todo else []), *lines],
    }


def _line(text: str, kind: str = "") -> Drawing:
    return {"text": _begun(text), "kind": kind}


def _begun(text: str) -> str:
    """As a line begins, in a language that has capitals."""
    return text[:1].upper() + text[1:]


def _length(words: Words, clock: Deadline) -> Drawing:
    rule = clock.rule
    length = words.length(rule.length, rule.unit) if rule.length else words.length_unknown()
    return _line(f"{title_of(words, rule)} · {length}", words.families[rule.family.value])


def _dated(look: Look, post: Post, clock: Deadline) -> Drawing:
    if post.place is not Place.HERE:
        return _length(look.words, clock)
    return _line(f"{title_of(look.words, clock.rule)} · {look.until(clock.ends)}")


def _is_for_goods(rung: Rung) -> bool:
    return not rung.scope.flows or Flow.RETURN in rung.scope.flows


def _ladder(words: Words, group: Group, library: Library) -> Drawing:
    rungs = [each for each in library.ladder if not each.optional and _is_for_goods(each)]
    stations = [
        {
            "title": _begun(said(words, rung.title)),
            "turn": "",
            "whose": "mine",
            "place": Place.COMING.value,
            "lines": [_line(said(words, each)) for each in (rung.takes, rung.costs)],
        }
        for rung in reversed(rungs)
    ]
    return _drawing(words, said(words, group.title), words.way_subtitle(ladder=True), stations)
