"""Where the answers to a letter's questions go: into the header of the case, its journal, or to the person."""

import re
from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from domain import intake, parcels
from domain.case import Case, Reason
from domain.errors import NotANumber
from domain.journal import Parcel, What
from domain.letters import IDENTITY as IDENTITY  # noqa: PLC0414 - offered from here with the other families
from domain.letters import Blank
from domain.moments import When
from handlers.talk import present
from handlers.talk.context import Context
from handlers.talk.words.catalogue.words import Words

#: What is typed: the field that it becomes as it is (a parcel's number, as carriers print it), and at most how long.
TYPED: Mapping[Blank, tuple[str, int]] = {
    Blank.ITEM: ("name", intake.NAME_LENGTH),
    Blank.SHOP: ("seller", 80),
    Blank.ORDER: ("order_no", 80),
    Blank.PROBLEM: ("problem", 300),
    Blank.INCOMING: ("parcel", 2 * parcels.LONGEST),
    Blank.NAME: ("name", 40),
    Blank.PHONE: ("phone", 20),
    Blank.ADDRESS: ("address", 120),
}
#: Days that are asked for, and what happened on them.
DAYS: Mapping[Blank, What] = {Blank.BOUGHT: What.PAID, Blank.SIGNED: What.SIGNED, Blank.RENEWED: What.RENEWED}

_PHONE = re.compile(r"\+?[0-9][0-9 \-]{4,}")


def fault(words: Words, blank: Blank, text: str) -> str | None:
    """What is wrong with an answer, in one sentence; None where nothing is."""
    _, length = TYPED[blank]
    plain = intake.plain(text)
    if not plain:
        return words.too_short()
    if len(plain) > length:
        return words.too_long(length)
    if blank is Blank.PHONE and not _PHONE.fullmatch(plain):
        return words.not_a_phone()
    if blank is Blank.INCOMING:
        try:
            parcels.normalise(plain)
        except NotANumber as error:
            return words.not_a_number(error.reason)
    return None


async def keep(context: Context, case: Case, blank: Blank, text: str) -> Case:
    """Keep an answer in which nothing is wrong; gives the case as it is then."""
    if blank is Blank.INCOMING:
        return await _coming(context, case, Parcel(parcels.normalise(text)))
    change: dict[str, Any] = {TYPED[blank][0]: intake.plain(text)}  # the field's name comes from our own table
    if blank in IDENTITY:
        await context.remember(identity=replace(context.person.identity, **change))
        return case
    return await present.settle(context, replace(case, **change))


async def happened(context: Context, case: Case, what: What, when: When) -> Case:
    """Write down on which day it happened; what was told before without its time is told better."""
    older = case.latest(what)
    told = present.correction(context, older, when=when) if older else present.happening(context, what, when)
    return await present.try_record(context, case, told) or case  # what would tear the path: the letter goes on asking


async def _coming(context: Context, case: Case, parcel: Parcel) -> Case:
    """The parcel that the seller sent has this number: told with the sending, whose day stays what it was."""
    posted = case.latest(What.POSTED)
    if posted is None:
        return case
    return await present.record(context, case, present.correction(context, posted, parcel=parcel))


def reasons(case: Case) -> tuple[Reason, ...]:
    """The reasons that such a case can have."""
    return intake.Draft(flow=case.flow).reasons
