"""The append-only book of what the server accepted and refused: the auditor of the end-to-end tests."""

from dataclasses import dataclass, field
from typing import Any


@dataclass
class Entry:
    """One call. `answered` turns False when a fault hid the answer: the bot cannot know that it was accepted."""

    number: int
    at: float
    method: str
    params: dict[str, Any]
    result: Any = None
    unread: tuple[str, ...] = ()
    status: int = 200
    description: str = ""
    answered: bool = True


@dataclass
class Ledger:
    """Accepted calls in `entries`, refused ones in `refused`; numbers run through both in order of arrival."""

    entries: list[Entry] = field(default_factory=list)
    refused: list[Entry] = field(default_factory=list)

    def write(self, entry: Entry) -> Entry:
        """Append an entry to the side its status says, with the next number."""
        entry.number = len(self.entries) + len(self.refused) + 1
        (self.entries if entry.status == 200 else self.refused).append(entry)
        return entry

    def calls(self, *methods: str) -> list[Entry]:
        """Give the accepted calls of these methods, all but getUpdates when none is named."""
        wanted = set(methods)
        return [one for one in self.entries if (one.method in wanted if wanted else one.method != "getUpdates")]
