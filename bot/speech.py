"""The talkers handed to the roads: the one place where bot/ knows who can say what."""

from collections.abc import Sequence
from functools import partial

from bot.routes import is_upload, routes
from bot.voice import Clerk, Menu, Planner, Voice
from domain import desk
from domain.case import Case
from domain.casefile import CaseFile
from domain.library import Library
from domain.moments import Moment
from domain.orders import Order
from domain.people import Wishes
from domain.ports import Ids, Store
from handlers.scenes import digest, flood, heartbeat, mishap, outage
from handlers.talk import planning, publishing, taking_out
from handlers.talk.context import LANGUAGES, Room, words_for
from handlers.talk.publishing import Made

EVERYBODY_ELSE = ""  # Telegram's language code for those whose language has no entry of its own
FALLBACK = "en"  # what they see


def voice(library: Library, ids: Ids) -> Voice:
    """All scenes, with the knowledge they speak from."""

    async def beat(store: Store, now: Moment) -> int:
        for beats in (heartbeat.beat, outage.beat, digest.beat):  # one waits until those before have nothing to say
            if done := await beats(store, library, now):
                return done
        return 0

    return Voice(
        routes=routes(),
        make_context=Room(library, ids).context,
        on_mishap=mishap.tell,
        on_no_room=mishap.tell_of_no_room,
        is_upload=is_upload,
        on_refusal=flood.tell,
        slow_down=lambda language: words_for(language).too_fast(),
        beat=beat,
        repeat_mark=lambda language: words_for(language).repeat_mark(),
        late_mark=lambda language, by, why: words_for(language).late_mark(by, why),
        menu=menu(),
        planner=_planner(library),
        clerk=_clerk(library),
    )


def _planner(library: Library) -> Planner:
    async def plan(store: Store, cases: Sequence[tuple[Case, Wishes]], now: Moment) -> None:
        outcomes = [desk.settle(case, library, wishes, now) for case, wishes in cases]
        await planning.keep_all(store, library, outcomes, now)

    return Planner(library.edition, plan)


def _clerk(library: Library) -> Clerk:
    async def done(store: Store, order: Order, contents: CaseFile, files: Sequence[str], now: Moment) -> None:
        paper, *parts = files
        made = [Made(paper), *(Made(each, number, len(parts)) for number, each in enumerate(parts, 1))]
        await publishing.done(store, order, contents, made, now)

    return Clerk(
        paper=partial(publishing.paper, library),
        writing=publishing.writing,
        done=done,
        failed=publishing.failed,
        taken_out=taking_out.done,
        not_taken_out=taking_out.failed,
    )


def menu() -> Menu:
    """Commands and descriptions in every language we speak, and in one for everybody else."""
    spoken = {**LANGUAGES, EVERYBODY_ELSE: LANGUAGES[FALLBACK]}
    return Menu(
        commands={code: words.commands() for code, words in spoken.items()},
        description={code: words.description() for code, words in spoken.items()},
        short_description={code: words.short_description() for code, words in spoken.items()},
    )
