"""T23: files that mean harm go the whole way: fetched, kept, looked at, printed. The bot answers, and goes on."""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from bot.exposure import Exposure
from bot.eyes import BenchEyes
from bot.printer import Printer
from bot.workshop.bench import Unanswered, Why
from domain import allowance
from domain.seeing import Blind
from tests.chaos import figures, rest
from tests.chaos.crowd import NOT_UNDERSTOOD, PATIENCE, Shopper, move_in, people
from tests.kit import harm, weighing
from tests.kit.clock import SharedClock
from tests.kit.harm import ASTRAY, TMP, Harm
from tests.kit.process import BotProcess, staged
from tests.kit.weighing import Scales

pytestmark = pytest.mark.chaos

GOAL = "0 over 200 MB more in the bot or 5 s CPU a file, 0 writes outside the store, a clear answer, goes on"
MB = 1_000_000
TOGETHER = 10  # files of one album
STORE = re.compile(
    r"refundkeeper\.db.*|bot\.log|clock|.*\.lock|lock|ballast|master\.key|press|evidence(/[0-9a-f]{2}){2}/[0-9a-f]{32}"
)


async def test_the_bot_answers_and_goes_on(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Whatever was sent is kept or refused in words; the bot's own memory hardly grows, nothing is written astray."""
    files = [*{each.data: each for each in harm.harms()}.values(), *_heavy()]
    async with staged(tmp_path, {"REFUND_EYES": "on"}) as (bot, clock):
        # Telegram's own thumbnails are not what is tried here
        monkeypatch.setattr(bot.server.world.files, "_thumbnail", lambda _: {})
        shoppers = people(bot.server.world, 2)
        await move_in(bot.database, shoppers, clock.now())
        await bot.starts()
        await rest.comes(bot, clock)
        first, (grown, peaks) = bot.pid, await _goes_the_whole_way(bot, clock, shoppers, files)
        await shoppers[0].says("还在吗", NOT_UNDERSTOOD)
        states = dict(bot.remembers("select state, count(*) from proofs group by state"))
        assert bot.pid == first
    astray = _astray(tmp_path)
    what = f"{len(files)} files that mean harm, each fetched, kept, looked at and printed"
    figures.write("T23", what, GOAL, bot_grown_mb=round(grown / MB), workers_mb=peaks, astray=len(astray), **states)
    assert astray == []
    assert states == {"kept": len(files) - 2, "failed": 2}  # the empty one, and the one that is too large
    assert grown < 200 * MB, (grown, peaks)
    _speaks(shoppers, kept=states["kept"])


async def _goes_the_whole_way(
    bot: BotProcess, clock: SharedClock, shoppers: list[Shopper], files: list[Harm]
) -> tuple[int, dict[str, int]]:
    """All is sent, half by each, and both want their dossiers; gives the bot's growth, its workers' MB."""
    half, before = len(files) // 2, weighing.forget(bot.pid)
    halves = (files[:half], files[half:])  # the large ones are one shopper's
    async with Scales(bot.pid) as scales:
        for number, each in enumerate(shoppers):
            _sends(each, halves[number])
        await _all_done(bot, clock)
        for each in shoppers:
            each.person.taps_data(each.person.chat.said[-1], f"1|D|case{each.person.id % 10**8:08d}|0|")
        await _all_done(bot, clock)
    peaks = {name.rpartition(".")[2]: round(most / MB) for name, most in scales.peaks.items() if name}
    return weighing.peak(bot.pid) - before, peaks


def _heavy() -> Iterator[Harm]:
    """As large as a file may be, several at once; and one that is a byte too large."""
    for number in range(3):
        yield Harm("large", f"{number}.mp4", "video/mp4", bytes((number,)) * (allowance.FILE - number))
    yield Harm("too large", "over.jpg", "image/jpeg", b"\xff\xd8\xff" + bytes(allowance.FILE - 2))


def _sends(shopper: Shopper, files: list[Harm]) -> None:
    for start in range(0, len(files), TOGETHER):
        shopper.person.sends_files([(each.name, each.data, each.mime) for each in files[start : start + TOGETHER]])


async def _all_done(bot: BotProcess, clock: SharedClock) -> None:
    await rest.comes(bot, clock)
    await rest.until(lambda: not bot.remembers("select 1 from looks where state = 'waiting' or not told"), PATIENCE)
    await rest.comes(bot, clock)


def _astray(folder: Path) -> list[str]:
    """Files that nobody should have written."""
    names = [path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_file()]
    roots = (Path("/"), Path(f"/{TMP}"), folder.parent, Path.cwd())
    elsewhere = [str(path) for root in roots for path in root.glob(f"*{ASTRAY}*")]
    return [name for name in names if not STORE.fullmatch(name)] + elsewhere


def _speaks(shoppers: list[Shopper], *, kept: int) -> None:
    """Both have heard of all that was kept, of what does not open, of what is too large, and got their papers."""
    said = "\n".join(message.text for each in shoppers for message in each.person.chat.said)
    for word in ("当图片打不开", "百万像素", "超过 20 MB", "（0 字节）"):
        assert word in said, word
    assert sum(map(int, re.findall("存好了 ([0-9]+) 份证据", said))) == kept
    for each in shoppers:
        names = [message.raw["document"]["file_name"] for message in each.person.chat.said if "document" in message.raw]
        assert any(name.endswith(".pdf") for name in names)
    assert "\u202e" not in said


async def test_no_file_costs_a_worker_five_seconds() -> None:
    """Each by itself, in each of the three workers that open pictures: answered, refused, never broken."""
    exposure, printer, eyes = Exposure(), Printer(), BenchEyes()
    slowest, most, broken = 0.0, 0, []
    for each in harm.harms():
        for craft in (exposure, printer, eyes):
            pid, before = craft.pid, weighing.cpu(craft.pid or 0)
            answer = await _asked(craft, each.data)
            slowest = max(slowest, weighing.cpu(craft.pid or 0) - (before if craft.pid == pid else 0.0))
            most = max(most, weighing.peak(craft.pid or 0))
            if answer is Blind.FAILED or (isinstance(answer, Unanswered) and answer.why is not Why.REFUSED):
                broken.append((each.what, each.name, answer))
    for craft in (exposure, printer, eyes):
        await craft.close()
    what = "the same files, each alone in each worker that opens pictures"
    figures.write("T23", what, GOAL, slowest_s=round(slowest, 2), most_mb=round(most / MB), broken=len(broken))
    assert broken == []
    assert slowest < 5


async def _asked(craft: Exposure | Printer | BenchEyes, data: bytes) -> object:
    match craft:
        case Exposure():
            return await craft.taken(data)
        case Printer():
            return await craft.print(data)
        case _:
            return await craft.look(data)
