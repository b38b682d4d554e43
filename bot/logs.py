"""What is written down about the running: one JSON line an event, never a message's text, never a token."""

import logging
import re
import sys
from collections.abc import Iterable
from typing import TextIO

import structlog

#: A bot token wherever it stands; in download addresses its colon is percent-encoded (reliability.md, D15).
TOKEN = re.compile(r"\d{6,}(?::|%3A|%3a)[A-Za-z0-9_-]{30,}")
HIDDEN = "[token]"

#: These print addresses with the token at INFO, or whole answers of Telegram at ERROR (reliability.md, P24).
QUIET = {
    "httpx": logging.WARNING,
    "httpcore": logging.WARNING,
    "telegram": logging.WARNING,
    "telegram.request.BaseRequest": logging.CRITICAL,
    "apscheduler": logging.WARNING,
    "uvicorn": logging.WARNING,
    "aiosqlite": logging.WARNING,
}


def redact(text: str, secrets: Iterable[str] = ()) -> str:
    """The text without tokens and without the given secrets."""
    for secret in secrets:
        if secret:
            text = text.replace(secret, HIDDEN)
    return TOKEN.sub(HIDDEN, text)


class _Redacting(structlog.stdlib.ProcessorFormatter):
    """Redacts the finished line, so that tracebacks and other people's loggers are covered too."""

    secrets: tuple[str, ...] = ()

    def format(self, record: logging.LogRecord) -> str:
        return redact(super().format(record), self.secrets)


def to(stream: TextIO | None = None, *, secrets: Iterable[str] = (), level: int = logging.INFO) -> logging.Handler:
    """Write the whole process's log to a stream, by default standard error; gives the handler that does it."""
    shared: list[structlog.typing.Processor] = [
        structlog.contextvars.merge_contextvars,
        structlog.stdlib.add_log_level,
        structlog.stdlib.add_logger_name,
        structlog.processors.TimeStamper(fmt="iso", utc=True),
        structlog.processors.format_exc_info,
    ]
    structlog.configure(
        processors=[*shared, structlog.stdlib.ProcessorFormatter.wrap_for_formatter],
        logger_factory=structlog.stdlib.LoggerFactory(),
        wrapper_class=structlog.stdlib.BoundLogger,
    )
    formatter = _Redacting(
        foreign_pre_chain=shared,
        processors=[
            structlog.stdlib.ProcessorFormatter.remove_processors_meta,
            structlog.processors.JSONRenderer(ensure_ascii=False),
        ],
    )
    formatter.secrets = tuple(secrets)
    return _install(logging.StreamHandler(stream or sys.stderr), formatter, level)


def _is_quiet_enough(record: logging.LogRecord) -> bool:
    """The handler's own door: whoever sets those loggers to DEBUG still gets no address and no message's text."""
    names = record.name.split(".")
    families = (".".join(names[:length]) for length in range(len(names), 0, -1))
    return record.levelno >= next((QUIET[name] for name in families if name in QUIET), logging.NOTSET)


def _install(handler: logging.Handler, formatter: logging.Formatter, level: int) -> logging.Handler:
    handler.setFormatter(formatter)
    handler.addFilter(_is_quiet_enough)
    root = logging.getLogger()
    root.handlers[:] = [handler]
    root.setLevel(level)
    for name, least in QUIET.items():
        logging.getLogger(name).setLevel(least)
    return handler
