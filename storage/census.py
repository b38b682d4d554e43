"""All cases of everybody, in the order of their ids: for the bot's own rounds, which ask no owner."""

from collections.abc import Sequence

from sqlmodel import col, select
from sqlmodel.ext.asyncio.session import AsyncSession

from domain.case import Case
from domain.journal import Happening
from domain.people import Wishes
from storage import cases, written
from storage.tables import CaseRow, HappeningRow, PersonRow


class Census:
    """Reads only; what a round decides is written by the repositories."""

    def __init__(self, session: AsyncSession) -> None:
        self._session = session

    async def after(self, case: str, limit: int) -> Sequence[tuple[Case, Wishes]]:
        """
        The next cases behind this one ("" for the first), with their owners' wishes.

        The owners are locked until the unit of work ends, so that no scene changes one of these cases meanwhile.
        """
        query = select(CaseRow, PersonRow.wishes).join(PersonRow, col(PersonRow.id) == col(CaseRow.owner))
        query = query.where(col(CaseRow.id) > case).order_by(col(CaseRow.id)).limit(limit)
        rows = (await self._session.exec(query.with_for_update(key_share=True, of=[PersonRow]))).all()
        journals = await self._journals([row.id for row, _ in rows])
        return [(cases.read(row, journals[row.id]), written.read_wishes(dict(wishes))) for row, wishes in rows]

    async def _journals(self, ids: Sequence[str]) -> dict[str, list[Happening]]:
        journals: dict[str, list[Happening]] = {case: [] for case in ids}
        lines = select(HappeningRow).where(col(HappeningRow.case_id).in_(ids)).order_by(col(HappeningRow.seq))
        for line in (await self._session.exec(lines)).all():
            journals[line.case_id].append(cases.read_line(line))
        return journals
