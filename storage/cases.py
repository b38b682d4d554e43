"""The guarded door to cases: every query names the owner, and a journal only ever grows."""

from collections.abc import Iterable, Sequence
from dataclasses import replace
from typing import Any

from sqlalchemy import bindparam, insert, update
from sqlmodel import col, select
from sqlmodel.ext.asyncio.session import AsyncSession

from domain.case import Case, Channel, Reason
from domain.errors import NoSuchCase, Stale
from domain.journal import Happening, Parcel, Source, What
from domain.machine import Flow
from domain.moments import When
from domain.money import Money
from storage import sql, written
from storage.tables import CaseRow, HappeningRow

_GET = select(CaseRow).where(col(CaseRow.id) == bindparam("case"), col(CaseRow.owner) == bindparam("owner"))
_JOURNAL = select(HappeningRow).where(col(HappeningRow.case_id) == bindparam("case")).order_by(col(HappeningRow.seq))


class Cases:
    """domain.ports.Cases on tables."""

    def __init__(self, session: AsyncSession) -> None:
        self._session = session

    async def get(self, owner: int, case: str) -> Case:
        """The owner's case. Another person's case does not exist: raises NoSuchCase."""
        row = (await sql.run(self._session, _GET, case=case, owner=owner)).first()
        if row is None:
            raise NoSuchCase(case)
        return read(row, await self._journal(case))

    async def add(self, case: Case) -> None:
        """Keep a new case."""
        await self._session.exec(insert(CaseRow).values(id=case.id, owner=case.owner, **_header(case)))
        await self._append(case, known=0)

    async def save(self, case: Case) -> Case:
        """
        Append the new happenings and the header; gives the case with its next version.

        Raises:
            Stale: somebody else wrote since this case was loaded, or its journal is not the one on record grown.
            NoSuchCase: it is gone, or another person's.
        """
        saved = replace(case, version=case.version + 1)
        mine = (col(CaseRow.id) == case.id, col(CaseRow.owner) == case.owner)
        same = update(CaseRow).where(*mine, col(CaseRow.version) == case.version).values(**_header(saved))
        if (await self._session.exec(same)).rowcount == 0:
            await self.get(case.owner, case.id)  # raises NoSuchCase
            raise Stale(f"case {case.id} has moved on from version {case.version}")
        known = [happening.id for happening in await self._journal(case.id)]
        if known != [happening.id for happening in case.journal[: len(known)]]:
            raise Stale(f"the journal of case {case.id} is not the one on record")
        await self._append(case, known=len(known))
        return saved

    async def of(self, owner: int, *, archived: bool = False) -> Sequence[Case]:
        """The cases of an owner, newest first; those put away only where `archived` asks for them too."""
        query = select(CaseRow).where(col(CaseRow.owner) == owner)
        if not archived:
            query = query.where(col(CaseRow.archived).is_(False))
        rows = (await self._session.exec(query.order_by(col(CaseRow.opened).desc(), col(CaseRow.id)))).all()
        lines = select(HappeningRow).join(CaseRow, col(CaseRow.id) == col(HappeningRow.case_id))
        lines = lines.where(col(CaseRow.owner) == owner).order_by(col(HappeningRow.case_id), col(HappeningRow.seq))
        journals: dict[str, list[Happening]] = {row.id: [] for row in rows}
        for line in (await self._session.exec(lines)).all():
            if line.case_id in journals:
                journals[line.case_id].append(read_line(line))
        return [read(row, journals[row.id]) for row in rows]

    async def _journal(self, case: str) -> list[Happening]:
        return [read_line(row) for row in await sql.run(self._session, _JOURNAL, case=case)]

    async def _append(self, case: Case, known: int) -> None:
        new = [
            {"case_id": case.id, "seq": seq, **_line(happening)}
            for seq, happening in enumerate(case.journal[known:], start=known + 1)
        ]
        if new:
            await self._session.exec(insert(HappeningRow).values(new))


def _header(case: Case) -> dict[str, Any]:
    return {
        "version": case.version,
        "flow": case.flow,
        "opened": case.opened,
        "name": case.name,
        "reason": case.reason,
        "price_minor": case.price.minor if case.price else None,
        "price_currency": case.price.currency if case.price else None,
        "platform": case.platform,
        "channel": case.channel,
        "order_no": case.order_no,
        "seller": case.seller,
        "problem": case.problem,
        "traits": sorted(case.traits),
        "amounts": written.amounts(case.amounts),
        "term": written.term(case.term),
        "answers": sorted(case.answers),
        "checked": sorted(case.checked),
        "archived": case.archived,
    }


def read(row: Any, journal: Iterable[Happening]) -> Case:
    """The case of a row and its journal."""
    return Case(
        id=row.id,
        owner=row.owner,
        version=row.version,
        flow=Flow(row.flow),
        opened=row.opened,
        name=row.name,
        reason=Reason(row.reason) if row.reason else None,
        price=_money(row.price_minor, row.price_currency),
        platform=row.platform,
        channel=Channel(row.channel) if row.channel else None,
        order_no=row.order_no,
        seller=row.seller,
        problem=row.problem,
        traits=frozenset(row.traits),
        amounts=written.read_amounts(row.amounts),
        term=written.read_term(row.term),
        answers=frozenset(row.answers),
        checked=frozenset(row.checked),
        archived=row.archived,
        journal=tuple(journal),
    )


def _line(happening: Happening) -> dict[str, Any]:
    return {
        "id": happening.id,
        "what": happening.what,
        "when_at": happening.when.at if happening.when else None,
        "when_exact": happening.when.exact if happening.when else None,
        "told": happening.told,
        "source": happening.source,
        "money_minor": happening.money.minor if happening.money else None,
        "money_currency": happening.money.currency if happening.money else None,
        "parcel_number": happening.parcel.number if happening.parcel else None,
        "carrier": happening.parcel.carrier if happening.parcel else None,
        "rule": happening.rule,
        "note": happening.note,
        "corrects": happening.corrects,
        "taken_back": happening.taken_back,
    }


def read_line(row: Any) -> Happening:
    """One line of a journal."""
    return Happening(
        id=row.id,
        what=What(row.what),
        when=When(row.when_at, exact=bool(row.when_exact)) if row.when_at else None,
        told=row.told,
        source=Source(row.source),
        money=_money(row.money_minor, row.money_currency),
        parcel=Parcel(row.parcel_number, row.carrier) if row.parcel_number is not None else None,
        rule=row.rule,
        note=row.note,
        corrects=row.corrects,
        taken_back=row.taken_back,
    )


def _money(minor: int | None, currency: str | None) -> Money | None:
    return None if minor is None else Money(minor, currency or "CNY")
