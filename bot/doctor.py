"""What stands in the way of running: one line a check, with what is wrong and how to mend it."""

import json
import secrets
from collections.abc import AsyncIterator, Awaitable, Callable
from dataclasses import dataclass

from sqlalchemy import text
from sqlalchemy.exc import SQLAlchemyError
from telegram.error import InvalidToken, TelegramError

from bot.app import telegram_bot
from bot.logs import redact
from bot.settings import Settings
from bot.workshop import reader
from bot.workshop.bench import Bench, Unanswered
from bot.workshop.limits import Limits
from domain.errors import ProofDamaged, ShelfError, VaultAway, VaultFull
from storage import engine, librarian, master, places
from storage.master import NoMasterKey


@dataclass(frozen=True, slots=True)
class Finding:
    """One check: `wrong` is empty where all is well, `mend` says what to do otherwise, `note` what was seen."""

    name: str
    note: str = ""
    wrong: str = ""
    mend: str = ""

    def __str__(self) -> str:
        if self.wrong:
            return f"✗ {self.name}: {self.wrong}. {self.mend}"
        return f"✓ {self.name}: {self.note or 'ok'}"


async def examine(settings: Settings) -> AsyncIterator[Finding]:
    """All checks, in the order in which they matter. Changes nothing but a file that it removes again."""
    checks: list[Callable[[Settings], Awaitable[Finding]]] = [
        *(_database, _vault, _master_key, _shelf, _eyes, _telegram),
    ]
    for check in checks:
        yield await check(settings)


async def _database(settings: Settings) -> Finding:
    opened = engine.open_engine(settings.database)
    try:
        async with opened.connect() as connection:
            await connection.execute(text("SELECT 1"))
    except (SQLAlchemyError, OSError) as error:
        reason = str(error).splitlines()[0]
        return Finding("database", wrong=reason, mend="Check REFUND_DATABASE_URL and the rights on REFUND_DATA_DIR.")
    finally:
        await opened.dispose()
    return Finding("database", opened.url.render_as_string(hide_password=True))


async def _vault(settings: Settings) -> Finding:
    name = secrets.token_hex(16)
    name = f"{name[:2]}/{name[2:4]}/{name}"
    try:
        place = places.open_place(settings.evidence)
        await place.put(name, b"written by doctor, removed at once")
        await place.get(name)
        await place.remove(name)
    except (VaultFull, VaultAway, ProofDamaged, OSError) as error:
        mend = "Make room, or give REFUND_EVIDENCE_URL a folder that may be written."
        if settings.evidence.startswith("s3:"):
            mend = "Check REFUND_EVIDENCE_URL and the variables AWS_ENDPOINT_URL, AWS_REGION, AWS_ACCESS_KEY_ID."
        return Finding("evidence", wrong=redact(str(error)), mend=mend)
    return Finding("evidence", settings.evidence)


async def _master_key(settings: Settings) -> Finding:
    if settings.master_key:
        return Finding("master key", "from REFUND_MASTER_KEY")
    path = settings.data_dir / master.FILE
    try:
        found = master.read(path)
    except (NoMasterKey, OSError) as error:
        return Finding("master key", wrong=str(error), mend="Or give it as REFUND_MASTER_KEY.")
    if found is None:
        return Finding("master key", f"{path} will be made at the first start")
    beside = "it lies beside the data: whoever takes the whole folder can read the evidence; keep a copy elsewhere"
    return Finding("master key", f"{path}; {beside}")


async def _shelf(_settings: Settings) -> Finding:
    try:
        library = librarian.load()
    except ShelfError as error:
        return Finding("rules", wrong=str(error), mend="Mend that file, or install the program afresh.")
    return Finding("rules", f"{len(library.kinds)} kinds of reminders")


async def _eyes(settings: Settings) -> Finding:
    if not settings.eyes:
        return Finding("pictures", "kept, and not read: REFUND_EYES is off")
    bench = Bench("bot.workshop.drill", Limits(seconds=20))
    told = await bench.ask(b"look")
    await bench.close()
    if isinstance(told, Unanswered):
        mend = "Look into the log, or set REFUND_EYES=off."
        return Finding("pictures", wrong=f"their reader does not start ({told.why}: {told.words})", mend=mend)
    if not reader.is_installed():
        return Finding("pictures", "bar codes are read, print is not: for that, install the extra: refundkeeper[eyes]")
    return Finding(
        "pictures", f"print and bar codes are read; closed to the reader: {', '.join(json.loads(told)['refused'])}"
    )


async def _telegram(settings: Settings) -> Finding:
    try:
        async with telegram_bot(settings) as bot:
            me = await bot.get_me()
            hook = await bot.get_webhook_info()
    except InvalidToken:
        return Finding("telegram", wrong="it refuses the token", mend="Copy REFUND_BOT_TOKEN afresh from @BotFather.")
    except TelegramError as error:
        mend = "Check the network, the proxy and REFUND_API_URL."
        return Finding("telegram", wrong=redact(f"no answer ({error})"), mend=mend)
    return Finding("telegram", f"@{me.username}, {hook.pending_update_count} updates waiting")
