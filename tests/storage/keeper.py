"""A process that keeps evidence until it is killed: file first, row last. Run by test_vault.py."""

import asyncio
import sys
from dataclasses import replace
from itertools import count
from pathlib import Path

from domain.evidence import State
from storage.engine import open_engine
from storage.store import Stores
from tests.kit.cases import NOW
from tests.kit.vaults import vault_in
from tests.storage.given import ME, a_person, a_proof


async def keep(url: str, root: Path) -> None:
    """Keep one piece after the other; says a line after each file and after each row."""
    stores = Stores(open_engine(url))
    vault = vault_in(root, stores)
    async with stores.begin() as store:
        await store.people.save(a_person())
    for number in count(1):
        sealed = await vault.put(ME, number.to_bytes(4, "big") * 5_000)
        print("file", flush=True)  # noqa: T201 - the test counts the lines
        proof = a_proof(f"p{number}", message_id=number)
        async with stores.begin() as store:
            await store.proofs.receive(proof, ME)
            await store.proofs.save(replace(proof, state=State.KEPT, stored_as=sealed.stored_as), NOW)
        print("row", flush=True)  # noqa: T201 - as above


if __name__ == "__main__":
    asyncio.run(keep(sys.argv[1], Path(sys.argv[2])))
