"""A worker answers, or says why not; whatever it does, the next request finds a good one."""

import asyncio
import json
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

import pytest

from bot.workshop.bench import Bench, Unanswered, Why
from bot.workshop.limits import Limits

DRILL = "bot.workshop.drill"
HASTY = Limits(seconds=40, cpu=1, memory=400_000_000, answer=1_000_000)


@asynccontextmanager
async def a_bench(limits: Limits = HASTY, module: str = DRILL) -> AsyncIterator[Bench]:
    """A bench that is closed at the end."""
    bench = Bench(module, limits)
    try:
        yield bench
    finally:
        await bench.close()


@pytest.mark.parametrize(
    ("request_", "why"),
    [
        (b"fail of something odd", Why.BROKEN),
        (b"die", Why.CRASHED),
        (b"segfault", Why.CRASHED),
        (b"spin", Why.CRASHED),  # the kernel counts the processor's seconds
        (b"grab 900000000", Why.BROKEN),  # MemoryError
        (b"babble nonsense instead of a length", Why.CRASHED),
        (b"no such word", Why.BROKEN),
    ],
    ids=lambda each: each.decode()[:8] if isinstance(each, bytes) else each.value,
)
async def test_a_broken_worker_is_an_answer_and_its_successor_works(request_: bytes, why: Why) -> None:
    """No way of breaking raises here, and the next request is answered by another process."""
    async with a_bench() as bench:
        assert await bench.ask(b"echo before") == b"before"
        first = bench.pid
        answer = await bench.ask(request_)
        assert isinstance(answer, Unanswered)
        assert answer.why is why, answer
        assert await bench.ask(b"echo after") == b"after"
        assert bench.pid != first


async def test_a_slow_worker_is_ended() -> None:
    """Waiting costs no seconds of the processor: the clock on the wall ends it."""
    async with a_bench(Limits(seconds=2)) as bench:
        answer = await bench.ask(b"sleep 60")
        assert isinstance(answer, Unanswered)
        assert answer.why is Why.SLOW
        assert bench.pid is None


async def test_a_refusal_is_no_damage() -> None:
    """What the craft itself refuses leaves its worker warm."""
    async with a_bench() as bench:
        assert await bench.ask(b"refuse no picture") == Unanswered(Why.REFUSED, "no picture")
        first = bench.pid
        assert await bench.ask(b"long 1000001") == Unanswered(Why.REFUSED, "the answer is too long")
        assert await bench.ask(b"echo on") == b"on"
        assert bench.pid == first


async def test_the_fence_holds() -> None:
    """No network, no other program, no file, no signal, and nothing of our environment that may hold a secret."""
    async with a_bench() as bench:
        told = await bench.ask(b"look")
        assert isinstance(told, bytes)
        found = json.loads(told)
    assert found["refused"] == ["network", "programs", "files", "signals"]
    assert set(found["environment"]) <= {"PATH", "LANG", "LC_ALL", "LC_CTYPE", "TZ"} | {
        "OMP_NUM_THREADS",
        "OPENBLAS_NUM_THREADS",
    }


async def test_requests_queue_and_keep_their_answers() -> None:
    """Ten at once get each its own answer, from one process."""
    async with a_bench() as bench:
        answers = await asyncio.gather(*(bench.ask(f"echo {number}".encode()) for number in range(10)))
        assert answers == [str(number).encode() for number in range(10)]


async def test_who_gives_up_leaves_no_answer_behind() -> None:
    """A cancelled request's late answer is never taken for another's."""
    async with a_bench() as bench:
        await bench.ask(b"echo warm")
        with pytest.raises(TimeoutError):
            await asyncio.wait_for(bench.ask(b"sleep 5"), 0.2)
        assert await bench.ask(b"echo mine") == b"mine"


async def test_an_idle_worker_is_ended() -> None:
    """Nobody asks: the memory is given back."""
    async with a_bench(Limits(idle=0.1)) as bench:
        await bench.ask(b"echo warm")
        first = bench.pid
        await asyncio.sleep(0.2)
        assert bench.pid is None
        assert await bench.ask(b"echo again") == b"again"
        assert bench.pid != first
