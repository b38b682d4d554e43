"""What an error of sending means: a test for each row of the table (reliability.md, section 1)."""

from collections.abc import Callable

import pytest
from telegram.error import (
    BadRequest,
    ChatMigrated,
    Conflict,
    Forbidden,
    InvalidToken,
    NetworkError,
    RetryAfter,
    TelegramError,
    TimedOut,
)

from bot import verdicts
from bot.line import NeverLeft
from bot.verdicts import Fate
from domain.errors import ProofDamaged, VaultAway


@pytest.fixture(autouse=True)
def seconds_are_timedeltas(monkeypatch: pytest.MonkeyPatch) -> None:
    """As the app sets it: otherwise making a RetryAfter warns."""
    monkeypatch.setenv("PTB_TIMEDELTA", "true")


def _caused(error: TelegramError, cause: Exception) -> TelegramError:
    error.__cause__ = cause
    return error


NOT_MODIFIED = "Message is not modified: specified new message content and reply markup are exactly the same"
NO_RIGHTS = "Have no rights to send a message"
PARSE = 'Can\'t parse entities: unsupported start tag "3" at byte offset 1'

ROWS: list[tuple[Callable[[], Exception], Fate]] = [
    (lambda: RetryAfter(7), Fate.WAIT),  # 429
    (lambda: ChatMigrated(-100123), Fate.MOVED),  # 400 with migrate_to_chat_id
    (lambda: _caused(Forbidden("Forbidden"), TelegramError("no JSON")), Fate.NOT_SENT),  # a 403 page of an edge
    (lambda: _caused(BadRequest("Bad Request"), TelegramError("no JSON")), Fate.NOT_SENT),  # a 400 page of an edge
    (lambda: Forbidden("Forbidden: bot was blocked by the user"), Fate.UNREACHABLE),
    (lambda: Forbidden("Forbidden: user is deactivated"), Fate.UNREACHABLE),
    (lambda: BadRequest(NOT_MODIFIED), Fate.SENT),  # it shows what it should: a child of NetworkError
    (lambda: BadRequest("Message to delete not found"), Fate.SENT),
    (lambda: BadRequest("Message to edit not found"), Fate.GONE),
    (lambda: BadRequest("Message can't be edited"), Fate.GONE),
    (lambda: BadRequest(PARSE), Fate.PLAIN),  # a seller called <3 Shop
    (lambda: BadRequest("Chat not found"), Fate.UNREACHABLE),
    (lambda: BadRequest(NO_RIGHTS), Fate.UNREACHABLE),
    (lambda: BadRequest("Message is too long"), Fate.DEAD),  # never by trying again
    (lambda: BadRequest("Button_data_invalid"), Fate.DEAD),
    (lambda: InvalidToken("Unauthorized"), Fate.NOT_SENT),  # one 401 of an edge
    (lambda: InvalidToken("Not Found"), Fate.NOT_SENT),  # one empty 404
    (lambda: Conflict("terminated by other getUpdates request"), Fate.NOT_SENT),
    (lambda: NeverLeft("ConnectionTimeoutError"), Fate.NOT_SENT),  # tests/bot/test_line.py: when it is raised
    (lambda: TimedOut("SocketTimeoutError"), Fate.UNKNOWN),  # accepted, the answer is late
    (lambda: NetworkError("ServerDisconnectedError"), Fate.UNKNOWN),  # before or after it was accepted: the same
    (lambda: NetworkError("Bad Gateway"), Fate.UNKNOWN),  # 502
    (lambda: NetworkError("Internal Server Error"), Fate.UNKNOWN),  # 500
    (lambda: TelegramError("Invalid server response"), Fate.UNKNOWN),  # a 200 that is no JSON
    (lambda: VaultAway("no answer"), Fate.NOT_SENT),  # the bucket is away: the file to upload comes later
    (TimeoutError, Fate.UNKNOWN),  # our own patience ended
    (lambda: ProofDamaged("gone"), Fate.DEAD),  # the file to upload: the same the next time
]


@pytest.mark.parametrize(("make", "fate"), ROWS, ids=[f"{number}-{fate}" for number, (_, fate) in enumerate(ROWS)])
def test_each_error_has_its_meaning(make: Callable[[], Exception], fate: Fate) -> None:
    """The first row that fits decides."""
    assert verdicts.of(make()) is fate


def test_every_row_of_the_table_is_tested() -> None:
    """A row that no error of these tests reaches is dead, or untested."""
    reached = [next((row for row in verdicts.TABLE if row.fits(make())), None) for make, _ in ROWS]
    assert [row for row in verdicts.TABLE if row not in reached] == []


@pytest.mark.parametrize(
    ("method", "fate"),
    [
        ("sendMessage", Fate.UNKNOWN),  # a second one would be seen
        ("sendMediaGroup", Fate.UNKNOWN),
        ("editMessageText", Fate.NOT_SENT),  # a second edit changes nothing
        ("deleteMessage", Fate.NOT_SENT),
        ("setMyCommands", Fate.NOT_SENT),
    ],
)
def test_in_doubt_a_harmless_call_is_simply_repeated(method: str, fate: Fate) -> None:
    """Only what people would see twice is in doubt."""
    assert verdicts.once_more(Fate.UNKNOWN, method) is fate
    assert verdicts.once_more(Fate.DEAD, method) is Fate.DEAD
