"""What the roads need of the talkers, given by parameter: the bot carries every word and knows none of them."""

from collections.abc import Awaitable, Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import timedelta
from typing import Any, TypeAlias

from telegram import Update
from telegram.ext import Application, BaseHandler

from domain.case import Case
from domain.casefile import CaseFile
from domain.evidence import Proof
from domain.ledger import Late
from domain.moments import Moment
from domain.orders import Order
from domain.people import Identity, Wishes
from domain.ports import Store
from domain.quotas import Refusal

#: python-telegram-bot's types have six blanks each; here they only carry.
Carrier: TypeAlias = Application[Any, Any, Any, Any, Any, Any]
Route: TypeAlias = BaseHandler[Any, Any, Any]


@dataclass(frozen=True, slots=True)
class Menu:
    """What Telegram shows of the bot, by language; the empty language is everybody else's."""

    commands: Mapping[str, Sequence[tuple[str, str]]] = field(default_factory=dict)
    description: Mapping[str, str] = field(default_factory=dict)
    short_description: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Planner:
    """
    Who plans cases anew when a release knows other dates: `edition` is the name of what it knows.

    `plan` works out clocks and reminders of open cases by the present knowledge and keeps them.
    """

    edition: str
    plan: Callable[[Store, Sequence[tuple[Case, Wishes]], Moment], Awaitable[None]]


@dataclass(frozen=True, slots=True)
class Clerk:
    """
    Who writes dossiers and tells of them.

    `paper` gives the pages as data and which pictures they show, by the names under which the press wants them; `begun`
    is said by the scene. `writing`, `done` (with the files in the vault, the paper first, then the parts of the
    archive) and `failed` are written into the outbox; `taken_out` (with the files) and `not_taken_out` where it is
    everything that was wished for.
    """

    paper: Callable[[Order, CaseFile, Identity], tuple[Any, Sequence[tuple[str, Proof]]]]
    writing: Callable[[Store, Order, Case, Moment], Awaitable[None]]
    done: Callable[[Store, Order, CaseFile, Sequence[str], Moment], Awaitable[None]]
    failed: Callable[[Store, Order, Case, Moment], Awaitable[None]]
    taken_out: Callable[[Store, Order, Sequence[str], Moment], Awaitable[None]]
    not_taken_out: Callable[[Store, Order, Moment], Awaitable[None]]


@dataclass(frozen=True, slots=True, kw_only=True)
class Voice:
    """
    The talkers as the roads see them.

    `routes`: the ordered list; the first that fits an update gets it. `make_context`: what a route is handed; made
    before the routes are asked, with a `toast` that the tap's answer shows. `on_mishap`: writes
    an honest word to the chat (by id) whose update (by id) was given up. `on_no_room`: writes an honest word to the
    owner of a proof whose bytes find no room now. `is_upload`: whether an update brings evidence. `on_refusal`: tells a
    chat (by id) that it sends faster than we take it, at an update (by id); `slow_down`: by language, what a tap that
    came too fast is answered. `beat`: what is due at this moment;
    gives how many things it did, and is asked again until that is none. `repeat_mark`: by language, the words in
    front of a message that may have arrived before. `late_mark`: by language, how late it is, and why, the words in
    front of a reminder. `planner`, `clerk`: None where nobody plans, or writes.
    """

    routes: Sequence[Route]
    make_context: Callable[[Carrier, Update, Store, Moment], Awaitable[Any]]
    on_mishap: Callable[[Store, int, int, Moment], Awaitable[None]]
    on_no_room: Callable[[Store, Proof, Moment], Awaitable[None]]
    is_upload: Callable[[Update], bool]
    on_refusal: Callable[[Store, int, int, Refusal, Moment], Awaitable[None]]
    slow_down: Callable[[str], str]
    beat: Callable[[Store, Moment], Awaitable[int]]
    repeat_mark: Callable[[str], str]
    late_mark: Callable[[str, timedelta, Late], str]
    menu: Menu = field(default_factory=Menu)
    planner: Planner | None = None
    clerk: Clerk | None = None
