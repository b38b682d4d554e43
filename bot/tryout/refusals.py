"""How the server says no: Telegram's status, Telegram's words."""

from typing import Any


class RefusedError(Exception):
    """One refused call: an HTTP status and the sentence Telegram answers with."""

    def __init__(self, status: int, description: str, parameters: dict[str, Any] | None = None) -> None:
        super().__init__(f"{status} {description}")
        self.status = status
        self.description = description
        self.parameters = parameters

    def body(self) -> dict[str, Any]:
        """Give the JSON body; `parameters` (retry_after, migrate_to_chat_id) only where there are some."""
        answer: dict[str, Any] = {"ok": False, "error_code": self.status, "description": self.description}
        if self.parameters:
            answer["parameters"] = self.parameters
        return answer


def bad(sentence: str) -> RefusedError:
    """Make a 400; `sentence` is what follows "Bad Request: "."""
    return RefusedError(400, f"Bad Request: {sentence}")


def forbidden(sentence: str) -> RefusedError:
    """Make a 403; `sentence` is what follows "Forbidden: "."""
    return RefusedError(403, f"Forbidden: {sentence}")


def too_many(seconds: int) -> RefusedError:
    """Make a 429 that asks for a pause of `seconds`."""
    return RefusedError(429, f"Too Many Requests: retry after {seconds}", {"retry_after": seconds})
