"""One call of a method: its parameters as Telegram reads them, out of any kind of body."""

import json
from dataclasses import dataclass, field
from typing import Any

from bot.tryout.refusals import bad

# Parameters that change nothing a person could see here; Telegram knows them, so they are not "unread".
SILENT = frozenset(
    {
        "disable_notification",
        "allow_paid_broadcast",
        "message_effect_id",
        "business_connection_id",
        "message_thread_id",
        "direct_messages_topic_id",
        "disable_content_type_detection",
        "supports_streaming",
        "thumbnail",
        "cover",
        "start_timestamp",
        "cache_time",
        "revoke",
        "is_big",
    }
)


@dataclass(frozen=True)
class Upload:
    """A file that came in a multipart body, untouched."""

    name: str
    mime: str
    data: bytes


@dataclass
class Call:
    """A method and its parameters, each a string as in a form, with JSON inside where Telegram wants it."""

    method: str
    values: dict[str, str] = field(default_factory=dict)
    uploads: dict[str, Upload] = field(default_factory=dict)
    read: set[str] = field(default_factory=set)

    def has(self, name: str) -> bool:
        """Say whether the parameter was given at all, even empty."""
        self.read.add(name)
        return name in self.values

    def text(self, name: str) -> str:
        """Give a parameter as text, empty when absent."""
        self.read.add(name)
        return self.values.get(name, "")

    def integer(self, name: str, default: int = 0) -> int:
        """Give a whole number; what is none counts as absent, as Telegram's server has it."""
        try:
            return int(self.text(name))
        except ValueError:
            return default

    def number(self, name: str) -> float:
        """Give a fraction; refuse a missing or unreadable one by its name."""
        if not self.text(name):
            raise bad(f"{name} is empty")
        try:
            return float(self.text(name))
        except ValueError:
            raise bad(f"{name} must be a valid Float") from None

    def flag(self, name: str) -> bool:
        """Give a yes or no: true, yes and 1 are yes."""
        return self.text(name).lower() in {"true", "yes", "1"}

    def decoded(self, name: str, what: str) -> Any:
        """Give the JSON inside a parameter, None when absent or empty; refuse what does not parse."""
        source = self.text(name)
        if not source:
            return None
        try:
            return json.loads(source)
        except ValueError:
            raise bad(f"can't parse {what} JSON object") from None

    def unread(self) -> tuple[str, ...]:
        """Name the parameters that nobody looked at: a spelling mistake, or something not built here."""
        names = set(self.values) | {name for name in self.uploads if name not in self.read}
        return tuple(sorted(names - self.read - SILENT))

    def record(self) -> dict[str, Any]:
        """Give the parameters for the ledger: JSON decoded, uploads as their name, type and size."""
        seen: dict[str, Any] = {name: _decoded(value) for name, value in self.values.items()}
        for name, upload in self.uploads.items():
            seen[name] = {"upload": upload.name, "mime": upload.mime, "bytes": len(upload.data)}
        return seen


def _decoded(value: str) -> Any:
    if value[:1] in {"{", "["}:
        try:
            return json.loads(value)
        except ValueError:
            return value
    return value
