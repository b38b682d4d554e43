"""The command `refundkeeper` with what it can do. Exit codes: 0 fine, 1 failed, 2 wrong settings."""

import asyncio
import errno
import gc
import logging
import signal
import sys
import tempfile
from collections.abc import Coroutine
from contextlib import ExitStack
from pathlib import Path
from typing import Annotated

import structlog
import typer
from sqlalchemy.exc import SQLAlchemyError

from bot import doctor as clinic
from bot import logs, safekeeping, settings, speech
from bot.app import App, open_world
from bot.clocks import RandomIds, SystemClock
from bot.road import Fatal
from bot.settings import Settings, WrongSettings
from domain.errors import RefundKeeperError
from storage import engine, librarian, proving
from storage.engine import RestoreUnfinished, SchemaAhead, SchemaTorn
from storage.holding import AlreadyRunning

FAILED, WRONG_SETTINGS = 1, 2

log = structlog.get_logger(__name__)
app = typer.Typer(help=__doc__, add_completion=False, no_args_is_help=True, pretty_exceptions_enable=False)


@app.command()
def run() -> None:
    """Run the bot until SIGTERM or Ctrl-C."""
    chosen = _settings()
    _wait_for(_run(chosen))


@app.command("try")
def try_(
    port: Annotated[int, typer.Option(help="Where the page listens, on this machine alone.")] = 8765,
    data_dir: Annotated[Path | None, typer.Option(help="Keep everything here; without it, nothing is kept.")] = None,
) -> None:
    """Try the bot in a browser, without Telegram."""
    logs.to(level=logging.WARNING)  # the address stays the last line
    with ExitStack() as stack:
        if data_dir is None:
            data_dir = Path(stack.enter_context(tempfile.TemporaryDirectory(prefix="refundkeeper-")))
        data_dir.mkdir(parents=True, exist_ok=True)
        _wait_for(_try(data_dir, port))


@app.command()
def migrate() -> None:
    """Bring the database up to date; `run` does so by itself."""
    engine.migrate(_settings().database)
    typer.echo("The database is up to date.")


@app.command()
def backup(place: Annotated[Path, typer.Argument(help="A new file, or a folder.")]) -> None:
    """Write database and evidence into one file, and the keys of its people into another beside it."""
    chosen = _settings()
    path, told = asyncio.run(safekeeping.backup(chosen, place, SystemClock().now()))
    typer.echo(safekeeping.account("Backed up", told, path))


@app.command()
def restore(
    path: Annotated[Path, typer.Argument(help="What `backup` wrote.")],
    keys: Annotated[Path | None, typer.Option(help="The file of keys, if it is not beside the backup.")] = None,
    force: Annotated[bool, typer.Option(help="Replace a database that is there already.")] = False,  # noqa: FBT002 - typer's way
) -> None:
    """Put a backup back, after checking all of it; the bot must not run."""
    chosen = _settings()
    restored = asyncio.run(safekeeping.restore(chosen, path, SystemClock().now(), keys=keys, force=force))
    for sentence in (safekeeping.account("Restored", restored.told, path), safekeeping.left_out(restored)):
        if sentence:
            typer.echo(sentence)


@app.command()
def verify(files: Annotated[list[Path], typer.Argument(help="The archive; all its parts, if it has several.")]) -> None:
    """Prove an exported archive: no setting and no database is needed, and nothing is unpacked."""
    verdict = proving.prove(files)
    for flaw in verdict.flaws:
        typer.echo(f"✗ {flaw}")
    told = verdict.told
    if told is None or verdict.flaws:
        raise typer.Exit(FAILED)
    typer.echo(f"✓ case {told.case}, made {told.made}: {verdict.files} files, none changed, none missing, none added.")
    typer.echo(f"  last seal of the register: {told.head}")
    typer.echo("  It must be the one that the chat showed at the export.")


@app.command()
def doctor() -> None:
    """Check the settings, the database, the evidence folder and Telegram; say what is wrong and how to mend it."""
    chosen = _settings()
    typer.echo("✓ settings: ok")
    if not asyncio.run(_examine(chosen)):
        raise typer.Exit(FAILED)


def main() -> None:
    """The entry point: whatever goes wrong is one line on standard error, and an exit code."""
    try:
        app()
    except WrongSettings as error:
        _end(str(error), WRONG_SETTINGS)
    except (Fatal, AlreadyRunning, SchemaAhead, SchemaTorn, RestoreUnfinished, RefundKeeperError) as error:
        _end(str(error), FAILED)
    except SQLAlchemyError as error:
        _end(f"The database does not answer; check REFUND_DATABASE_URL: {_first_line(error)}", FAILED)
    except OSError as error:
        taken = "Something listens on that port already; choose another one, `make try PORT=8766` or REFUND_LISTEN."
        _end(taken if error.errno == errno.EADDRINUSE else f"The machine refused: {error}", FAILED)


def _settings() -> Settings:
    chosen = settings.read()
    logs.to(
        secrets=[secret.get_secret_value() for secret in (chosen.bot_token, chosen.webhook_secret, chosen.master_key)]
    )
    return chosen


async def _run(chosen: Settings) -> None:
    stop = _stop_on_signals()
    library = librarian.load()
    async with open_world(chosen, SystemClock()) as world:
        bot = App(world, speech.voice(library, RandomIds()))
        gc.freeze()  # what is loaded now stays: looking through it again and again would hold everybody up for 0.1 s
        await bot.run(stop)


async def _try(data_dir: Path, port: int) -> None:
    stop = _stop_on_signals()
    from bot.rehearsal import rehearsing  # noqa: PLC0415 - it plays Telegram, decoder and all: the bot needs none of it

    async with rehearsing(data_dir, port, stop) as address:
        typer.echo(f"退款管家 · try it at {address} (Ctrl-C ends it)")
        await stop.wait()


async def _examine(chosen: Settings) -> bool:
    findings = [finding async for finding in clinic.examine(chosen)]
    for finding in findings:
        typer.echo(str(finding))
    return not any(finding.wrong for finding in findings)


def _wait_for(work: Coroutine[object, object, None]) -> None:
    asyncio.run(work)


def _stop_on_signals() -> asyncio.Event:
    """An event that SIGTERM and Ctrl-C set; a second one has the usual, rude effect."""
    stop = asyncio.Event()
    loop = asyncio.get_running_loop()

    def stop_now(number: signal.Signals) -> None:
        stop.set()
        loop.remove_signal_handler(number)

    for number in (signal.SIGTERM, signal.SIGINT):
        loop.add_signal_handler(number, stop_now, number)
    return stop


def _first_line(error: Exception) -> str:
    return logs.redact(str(error).splitlines()[0])


def _end(sentence: str, code: int) -> None:
    print(logs.redact(sentence), file=sys.stderr)  # noqa: T201 - the last word of a program goes to its terminal
    sys.exit(code)


if __name__ == "__main__":
    main()
