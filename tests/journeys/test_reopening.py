"""Reopening a case whose money came: what is missing is asked before, and nobody is asked for what is here."""

from pathlib import Path

import pytest

from tests.kit.chatting import Shopper, shopping

QUESTION = "钱已到账 ¥399.00，全额了。\n重新打开前先说一下：还差什么？"


async def _paid_back(me: Shopper) -> None:
    """A case of ¥399.00, all of it here."""
    await me.registers(stands="退款成功")
    await me.taps("钱到账了", "全数到账")


@pytest.mark.parametrize(
    ("commands", "question", "answers"),
    [
        ((), QUESTION, ["💸 钱其实没到", "½ 到了一部分", "🧮 运费、赔偿还没给", "➕ 是另一件事，新登记", "‹ 返回"]),
        (
            ("/language",),
            "CN¥399.00 is back, and that was all of it.\nBefore I reopen this: what is still missing?",
            [
                "💸 It never came",
                "½ Part of it came",
                "🧮 Freight or compensation",
                "➕ Something else: a new case",
                "‹ Back",
            ],
        ),
    ],
    ids=["zh", "en"],
)
async def test_before_it_is_reopened_one_question_is_asked(
    tmp_path: Path, commands: tuple[str, ...], question: str, answers: list[str]
) -> None:
    """The tap opens nothing yet: the way back shows the case closed as it was."""
    async with shopping(tmp_path) as me:
        await _paid_back(me)
        for command in commands:
            await me.says(command)
        await me.says("/cases")
        await me.taps("真丝连衣裙")
        assert await me.taps("🔓") == question
        assert me.screen.labels == answers
        assert "🎉" in await me.taps("‹")


async def test_what_never_came_is_waited_for_again(tmp_path: Path) -> None:
    """The arrival is taken back, and the whole sum is outstanding."""
    async with shopping(tmp_path) as me:
        await _paid_back(me)
        card = await me.taps("重新打开", "钱其实没到")
        assert "↶ 撤销了：全部到账" in card
        assert "等到账" in card
        assert "还在外面的钱：¥399.00" in await me.says("/cases")


async def test_of_a_part_the_rest_is_waited_for(tmp_path: Path) -> None:
    """How much came is asked; the case is open for the rest, and no other sum is said to be out."""
    async with shopping(tmp_path) as me:
        await _paid_back(me)
        assert "到了多少" in await me.taps("重新打开", "到了一部分")
        assert "💰 已到 ¥200.00，还差 ¥199.00" in await me.says("200")
        assert "还在外面的钱：¥199.00" in await me.says("/cases")


async def test_more_that_is_due_reopens_for_that(tmp_path: Path) -> None:
    """What was agreed on is told first; then the case waits for the rest of it, and for nothing else."""
    async with shopping(tmp_path) as me:
        await _paid_back(me)
        await me.taps("重新打开", "运费、赔偿还没给")
        assert "重新打开" not in " ".join(me.screen.labels)
        await me.taps("改金额", "谈定的金额")
        await me.says("411")
        card = await me.taps("重新打开")
        assert "还差 ¥12.00" in card, card


async def test_a_case_let_go_is_reopened_at_once(tmp_path: Path) -> None:
    """Nothing came: there is nothing to ask."""
    async with shopping(tmp_path) as me:
        await me.registers()
        await me.taps("⋯", "🏳️", "确定，不退了")
        assert "寄回" in await me.taps("重新打开")
