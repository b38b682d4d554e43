"""The ledger as text: a line a reminder, with how it ended and why. Pure."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from domain.ledger import Account, Late, LedgerLine, Result, Why
from domain.reminders import Kind
from handlers.talk.cards import Look
from handlers.talk.markup import Html, fill, join
from handlers.talk.words.catalogue.words import said

_MARKS = {
    Result.PLANNED: "⏳",
    Result.HANDED_OVER: "📤",
    Result.SENT: "✅",
    Result.FAILED: "⚠️",
    Result.DROPPED: "➖",
    Result.SNOOZED: "😴",
}


@dataclass(frozen=True, slots=True)
class Sheet:
    """A page to be written: its lines, the names of the cases, the kinds. Of one case, its name is not repeated."""

    coming: Sequence[LedgerLine]
    past: Sequence[LedgerLine]
    names: Mapping[str, str]
    kinds: Sequence[Kind]
    of_case: bool = False


def account(look: Look, account: Account) -> str:
    """Whether anything is owed, and what comes next."""
    if account.owed:
        return look.words.ledger_owed(account.owed)
    return look.words.ledger_account(account.planned, look.moment(account.next_at) if account.next_at else None)


def listed(look: Look, sheet: Sheet) -> list[Html | str]:
    """The lines under their headings."""
    words = look.words
    found: list[Html | str] = []
    for title, part in ((words.ledger_coming(), sheet.coming), (words.ledger_past(), sheet.past)):
        if part:
            found += [Html(""), title, *(_line(look, sheet, line) for line in part)]
    return found or [words.ledger_empty()]


def _line(look: Look, sheet: Sheet, line: LedgerLine) -> Html:
    name = None if sheet.of_case else sheet.names[line.case]
    told = join(" · ", look.moment(line.due), name, _title(look, sheet.kinds, line.kind), _ended(look, sheet, line))
    return fill("{mark} {told}", mark=_MARKS[line.result], told=told)


def _ended(look: Look, sheet: Sheet, line: LedgerLine) -> str | None:
    """How it ended, where that is worth a word; that it came in time is not."""
    words = look.words
    if line.result is Result.HANDED_OVER:
        return words.ledger_on_its_way()
    if line.result is Result.SNOOZED and line.again:
        return words.ledger_again(look.moment(line.again))
    if line.why is Why.MERGED and line.into:
        return words.ledger_merged(_title(look, sheet.kinds, line.into))
    if line.why is not Why.NONE:
        return words.not_sent_because[line.why]
    if line.lateness is not Late.NO and line.settled:
        return words.ledger_late(line.settled - line.due, words.late_because[line.lateness])
    return None


def _title(look: Look, kinds: Sequence[Kind], kind: str) -> str:
    title = next((each.title for each in kinds if each.id == kind), None)
    return said(look.words, title) if title else kind
