"""One pace for all workers: what one has said, the others know; what Telegram asked one, all keep to."""

from storage.paces import EVERYBODY, Spoken
from storage.store import Stores
from tests.storage.given import ME, YOU


async def _spoken(stores: Stores) -> Spoken:
    async with stores.begin() as store:
        return await store.paces.spoken()


async def test_what_one_has_said_the_others_know(stores: Stores) -> None:
    """Each chat until it is clear again, and everybody always."""
    now = (await _spoken(stores)).now
    async with stores.begin() as store:
        await store.paces.say({EVERYBODY: now - 5, ME: now + 60, YOU: now - 1})
    assert (await _spoken(stores)).clear == {EVERYBODY: now - 5, ME: now + 60}


async def test_a_silence_is_as_long_as_the_longest_that_was_asked(stores: Stores) -> None:
    """A second 429 that asks for less shortens nothing, nor does what is said."""
    for seconds in (30.0, 2.0):
        async with stores.begin() as store:
            await store.paces.hush(seconds)
    async with stores.begin() as store:
        await store.paces.say({EVERYBODY: 1.0})
    spoken = await _spoken(stores)
    assert 25.0 < spoken.silent_until - spoken.now <= 30.0


async def test_what_is_clear_again_is_forgotten(stores: Stores) -> None:
    """The number of somebody who has gone stays nowhere; everybody's row is never deleted."""
    now = (await _spoken(stores)).now
    async with stores.begin() as store:
        await store.paces.say({EVERYBODY: 1.0, ME: now + 60, YOU: now - 60})
        await store.paces.forget()
        await store.paces.say({YOU: now + 60} if YOU in (await store.paces.spoken()).clear else {})
    assert (await _spoken(stores)).clear.keys() == {EVERYBODY, ME}
