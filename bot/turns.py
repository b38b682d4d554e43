"""Whose update is next when there is time for a few of those that wait: a flood of many is nobody else's wait."""

from collections.abc import Sequence

from storage.inbox import Row


class Turns:
    """
    Who was served longest ago comes first, then whose update came first.

    By age alone ten people who flood would go first for as long as they do: the heads of their queues are always older
    than the one thing that somebody else has just said. It is known only of those who wait, and so stays small.
    """

    def __init__(self) -> None:
        self._served: dict[str, int] = {}
        self._count = 0

    def order(self, rows: Sequence[Row]) -> Sequence[Row]:
        """The first rows of their queues, oldest first, in the order in which it is their turn."""
        self._served = {row.queue: self._served.get(row.queue, 0) for row in rows}
        return sorted(rows, key=lambda row: self._served[row.queue])

    def had(self, row: Row) -> None:
        """This one has been served."""
        self._count += 1
        self._served[row.queue] = self._count
