"""Troubles on request: refusals, resets, slowness, garbage; before the call is done, or after."""

import random
from dataclasses import dataclass
from typing import Any, Literal

BAD_GATEWAY = b"<html>\r\n<head><title>502 Bad Gateway</title></head>\r\n<body>\r\n<center><h1>502 Bad Gateway</h1>"
FORBIDDEN_PAGE = b"<html><head><title>403 Forbidden</title></head><body><h1>Forbidden</h1></body></html>"
GARBAGE = b'\x00\xff{"ok":tru'


@dataclass
class Fault:
    """What shall go wrong.

    `act`: "answer" sends `status` with `body`, or Telegram's JSON made of `description`; "reset" cuts the connection;
    "slow" waits `seconds` and goes on; "hang" waits until the client gives up; "garbage" sends a broken 200.
    `after`: the call is done first, so only its answer is lost. `times`: how often, None for always; `chance`: of
    each matching call. `method` "*" is every method; `chat_id` narrows it to one chat.
    """

    method: str = "*"
    act: Literal["answer", "reset", "slow", "hang", "garbage"] = "answer"
    status: int = 500
    description: str = "Internal Server Error"
    body: bytes | None = None
    content_type: str = "application/json"
    retry_after: int | None = None
    seconds: float = 0.0
    after: bool = False
    times: int | None = 1
    chance: float = 1.0
    chat_id: int | None = None

    def payload(self) -> dict[str, Any]:
        """Give the JSON body of an "answer"."""
        answer: dict[str, Any] = {"ok": False, "error_code": self.status, "description": self.description}
        if self.retry_after is not None:
            answer["parameters"] = {"retry_after": self.retry_after}
        return answer


class Faults:
    """The troubles that are set; the first that matches and whose chance comes up is used."""

    def __init__(self, seed: int = 0) -> None:
        self._dice = random.Random(seed)  # noqa: S311 - a seeded storm that can be replayed, no secret
        self.planned: list[Fault] = []
        self.used: list[Fault] = []

    def add(self, *faults: Fault) -> None:
        """Plan troubles."""
        self.planned.extend(faults)

    def clear(self) -> None:
        """Call all troubles off."""
        self.planned.clear()

    def draw(self, method: str, chat_id: str) -> Fault | None:
        """Give the trouble for this call, if any, and count it."""
        for fault in self.planned:
            here = fault.method in {"*", method} and (fault.chat_id is None or str(fault.chat_id) == chat_id)
            if here and fault.times != 0 and self._dice.random() < fault.chance:
                if fault.times is not None:
                    fault.times -= 1
                self.used.append(fault)
                return fault
        return None


def pause(method: str, seconds: int, times: int | None = 1) -> Fault:
    """Make a 429 with retry_after."""
    words = f"Too Many Requests: retry after {seconds}"
    return Fault(method, status=429, description=words, retry_after=seconds, times=times)


def bad_gateway(method: str, times: int | None = 1) -> Fault:
    """Make the 502 page of the edge: HTML, not JSON."""
    return Fault(method, status=502, body=BAD_GATEWAY, content_type="text/html", times=times)


def forbidden_page(method: str, times: int | None = 1) -> Fault:
    """Make a 403 page of the edge: HTML, not JSON."""
    return Fault(method, status=403, body=FORBIDDEN_PAGE, content_type="text/html", times=times)


def empty_404(method: str, times: int | None = 1) -> Fault:
    """Make the edge's 404 without a body."""
    return Fault(method, status=404, body=b"", content_type="text/plain", times=times)


def unauthorized(method: str, times: int | None = 1) -> Fault:
    """Make a 401, as the edge sends now and then for a good token."""
    return Fault(method, status=401, description="Unauthorized", times=times)


def lost_answer(method: str, times: int | None = 1) -> Fault:
    """Accept the call, then cut the connection: the bot cannot know."""
    return Fault(method, "reset", after=True, times=times)


def lost_call(method: str, times: int | None = 1) -> Fault:
    """Cut the connection before the call is accepted."""
    return Fault(method, "reset", times=times)
