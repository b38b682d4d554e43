"""The command line as an operator meets it: one line, and an exit code."""

import asyncio
import os
import signal
import socket
import sys
from collections.abc import AsyncIterator, Mapping
from pathlib import Path

import pytest

from bot import cli, doctor, settings
from bot.tryout import faults
from bot.tryout.server import TryoutServer
from bot.tryout.world import World

ROOT = Path(__file__).parents[2]
OTHER_TOKEN = "123456789:AAE-abcdefghijklmnopqrstuvwxyz012345"


@pytest.fixture
async def server() -> AsyncIterator[TryoutServer]:
    """Telegram, as far as these tests go."""
    async with TryoutServer() as running:
        yield running


@pytest.fixture
def usual(server: TryoutServer, tmp_path: Path) -> dict[str, str]:
    """Settings with which the bot runs."""
    return {
        "REFUND_BOT_TOKEN": server.token,
        "REFUND_API_URL": server.url,
        "REFUND_DATA_DIR": str(tmp_path / "data"),
    }


async def _start(settings: Mapping[str, str], folder: Path, *words: str) -> asyncio.subprocess.Process:
    bare = {name: value for name, value in os.environ.items() if not name.startswith("REFUND_")}
    return await asyncio.create_subprocess_exec(
        *(sys.executable, "-m", "bot.cli", *words),
        cwd=folder,
        env={**bare, **settings, "PYTHONPATH": str(ROOT)},
        stdout=asyncio.subprocess.PIPE,
        stderr=asyncio.subprocess.PIPE,
    )


async def _run(settings: Mapping[str, str], folder: Path, *words: str) -> tuple[int, str, str]:
    """Exit code, standard output, standard error."""
    process = await _start(settings, folder, *words)
    out, err = await asyncio.wait_for(process.communicate(), 60)
    return process.returncode or 0, out.decode(), err.decode()


@pytest.mark.parametrize(
    ("change", "variable"),
    [
        ({"REFUND_BOT_TOKEN": ""}, "REFUND_BOT_TOKEN"),
        ({"REFUND_LISTEN": "nowhere"}, "REFUND_LISTEN"),
        ({"REFUND_DATABASE_URL": "mysql://x"}, "REFUND_DATABASE_URL"),
    ],
)
@pytest.mark.parametrize("command", ["run", "doctor", "migrate"])
def test_wrong_settings_are_one_line_and_exit_code_2(
    command: str,
    change: dict[str, str],
    variable: str,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    """The line begins with the variable."""
    for name, value in {"REFUND_BOT_TOKEN": OTHER_TOKEN, **change}.items():
        monkeypatch.setenv(name, value)
    monkeypatch.setattr(sys, "argv", ["refundkeeper", command])
    with pytest.raises(SystemExit) as end:
        cli.main()
    written = capsys.readouterr().err
    assert (end.value.code, written.count("\n")) == (2, 1), written
    assert written.startswith(variable)


def test_a_port_that_is_taken_is_said_with_the_way_out(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    """One line that names how to choose another one."""
    with socket.create_server(("127.0.0.1", 0)) as other:
        port = str(other.getsockname()[1])
        command = ["refundkeeper", "try", "--port", port, "--data-dir", str(tmp_path)]
        monkeypatch.setattr(sys, "argv", command)
        with pytest.raises(SystemExit) as end:
            cli.main()
    assert end.value.code == 1
    assert "make try PORT=8766" in capsys.readouterr().err


async def _lines(usual: dict[str, str], **changes: str) -> list[str]:
    given = {name.removeprefix("REFUND_").lower(): value for name, value in usual.items()}
    return [str(finding) async for finding in doctor.examine(settings.read(None, **{**given, **changes}))]


async def test_the_doctor_finds_nothing_where_nothing_is_wrong(usual: dict[str, str]) -> None:
    """A tick for each check, with what was seen."""
    lines = await _lines(usual)
    assert [line[:2] for line in lines] == ["✓ "] * 6, lines
    assert "@refund_keeper_bot" in lines[-1]


async def test_the_doctor_says_what_is_wrong_and_how_to_mend_it(usual: dict[str, str], tmp_path: Path) -> None:
    """A token that Telegram refuses, a folder that is none, a database nobody serves: each with the variable."""
    (tmp_path / "evidence").write_text("a file, no folder", encoding="utf-8")
    lines = await _lines(
        usual,
        bot_token=OTHER_TOKEN,
        evidence_url=f"file://{tmp_path}/evidence",
        database_url="postgresql+psycopg://127.0.0.1:9/x?connect_timeout=1",
    )
    told = [line.split(":")[0] for line in lines]
    assert told == ["✗ database", "✗ evidence", "✓ master key", "✓ rules", "✓ pictures", "✗ telegram"]
    for line, mend in zip(
        lines, ("REFUND_DATABASE_URL", "REFUND_EVIDENCE_URL", "✓", "✓", "✓", "@BotFather"), strict=True
    ):
        assert mend in line
        assert "\n" not in line
        assert OTHER_TOKEN not in line


async def _polls(world: World) -> None:
    await world.wait_for(lambda: world.updates.polled, timeout=60)


async def test_run_works_until_it_is_told_to_stop(usual: dict[str, str], server: TryoutServer, tmp_path: Path) -> None:
    """It waits for Telegram, sets its menu, answers, ends on SIGTERM with exit code 0; no token is in its log."""
    world = server.world
    world.faults.add(faults.bad_gateway("getMe"))
    process = await _start(usual, tmp_path, "run")
    await _polls(world)
    world.xiaoyu.starts()
    await world.hears(world.xiaoyu.chat, "退款管家", timeout=20)
    process.send_signal(signal.SIGTERM)
    _, err = await asyncio.wait_for(process.communicate(), 10)
    assert process.returncode == 0, err.decode()
    assert server.token.encode() not in err
    languages = {call.params.get("language_code", "") for call in world.ledger.calls("setMyCommands")}
    assert languages == {"zh", "en", ""}
    assert len(world.faults.used) == 1


async def test_a_second_process_on_the_same_data_refuses(
    usual: dict[str, str], server: TryoutServer, tmp_path: Path
) -> None:
    """One sentence, exit code 1, and the first goes on."""
    process = await _start(usual, tmp_path, "run")
    await _polls(server.world)
    code, _, err = await _run(usual, tmp_path, "run")
    assert code == 1
    assert err.strip().splitlines()[-1].startswith("Another Refund Keeper works in")
    server.world.xiaoyu.starts()
    await server.world.hears(server.world.xiaoyu.chat, "退款管家", timeout=20)
    process.send_signal(signal.SIGINT)
    await asyncio.wait_for(process.communicate(), 10)
    assert process.returncode == 0


def _holds(folder: Path) -> list[str]:
    return [path.name for path in folder.iterdir()]


async def test_try_prints_an_address_and_leaves_nothing_behind(tmp_path: Path) -> None:
    """The bot is ready then, no line pushes the address away, and the temporary data are gone afterwards."""
    process = await _start({"TMPDIR": str(tmp_path)}, tmp_path, "try", "--port", "0")
    assert process.stdout is not None
    line = (await asyncio.wait_for(process.stdout.readline(), 60)).decode()
    assert "http://127.0.0.1:" in line
    assert _holds(tmp_path)
    process.send_signal(signal.SIGTERM)
    _, err = await asyncio.wait_for(process.communicate(), 15)
    assert process.returncode == 0, err.decode()
    assert err == b""
    assert _holds(tmp_path) == []
