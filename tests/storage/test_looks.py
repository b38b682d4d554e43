"""Pictures to be looked at: each is looked at by one, a bounded number of times, and told of once."""

from domain.evidence import Proof
from domain.seeing import Blind, Box, Code, Line, Looked, Seen, Symbology
from storage.looks import REST, TRIES
from storage.store import Stores
from tests.kit.cases import NOW
from tests.storage.given import ME, YOU, a_person, a_proof

SEEN = Seen(
    1080, 2160, (Line("实付款 ¥399.00", 0.98, Box(1, 2, 3, 4)),), (Code(Symbology.CODE_128, "SF1364216703436"),)
)


async def _wished(stores: Stores) -> Proof:
    proof = a_proof()
    async with stores.begin() as store:
        await store.people.save(a_person())
        await store.proofs.receive(proof, ME)
        await store.looks.wish(proof)
        await store.looks.wish(proof)
    return proof


async def test_what_was_seen_is_kept_and_told_once(stores: Stores) -> None:
    """A look is claimed by one, comes back as it was seen, for its owner only, and one scene gets it."""
    proof = await _wished(stores)
    async with stores.begin() as store:
        assert await store.looks.open_in(proof.set_id)
        assert await store.looks.claim(NOW) == (ME, proof.id)
        assert await store.looks.claim(NOW) is None
        assert await store.looks.of(ME, proof.id) is None
        await store.looks.settle(proof.id, SEEN)
    async with stores.begin() as store:
        assert not await store.looks.open_in(proof.set_id)
        assert await store.looks.of(ME, proof.id) == SEEN
        assert await store.looks.of(YOU, proof.id) is None
        assert list(await store.looks.untold(5)) == [Looked(ME, proof.id, SEEN)]
        assert await store.looks.tell(proof.id)
        assert not await store.looks.tell(proof.id)
        assert list(await store.looks.untold(5)) == []


async def test_a_picture_that_ends_its_readers_is_given_up(stores: Stores) -> None:
    """Nobody came back to say so: after three tries it is written off, and said to be."""
    proof = await _wished(stores)
    for attempt in range(TRIES):
        async with stores.begin() as store:
            assert await store.looks.claim(NOW + attempt * REST) == (ME, proof.id)
            await store.looks.settle(proof.id, Blind.FAILED)
    async with stores.begin() as store:
        assert await store.looks.claim(NOW + TRIES * REST) is None
    async with stores.look() as store:
        assert await store.looks.of(ME, proof.id) is Blind.FAILED
        assert not await store.looks.waiting(NOW + 9 * REST)


async def test_a_look_that_is_put_off_counts_for_nothing(stores: Stores) -> None:
    """However often its bytes could not be had, a picture waits, is tried at the moment named, and is not given up."""
    proof = await _wished(stores)
    for later in range(TRIES + 2):
        now = NOW + later * REST
        async with stores.begin() as store:
            assert await store.looks.claim(now) == (ME, proof.id)
            await store.looks.put_off(proof.id, now + REST)
            assert not await store.looks.waiting(now)
    async with stores.look() as store:
        assert await store.looks.of(ME, proof.id) is None
        assert await store.looks.waiting(NOW + (TRIES + 2) * REST)


async def test_what_is_no_picture_is_not_tried_again(stores: Stores) -> None:
    """A refusal is final."""
    proof = await _wished(stores)
    async with stores.begin() as store:
        await store.looks.claim(NOW)
        await store.looks.settle(proof.id, Blind.TOO_LARGE)
    async with stores.look() as store:
        assert await store.looks.of(ME, proof.id) is Blind.TOO_LARGE
        assert not await store.looks.waiting(NOW + 9 * REST)
