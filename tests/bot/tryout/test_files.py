"""Files go in, come out, and keep to Telegram's sizes."""

import hashlib
import io
from collections.abc import Callable
from typing import Any

import httpx
import pytest
import telegram
from PIL import Image

from bot.tryout.chats import Chat
from bot.tryout.server import TryoutServer
from bot.tryout.world import World
from tests.bot.tryout.caller import Caller, Clock

Paint = Callable[..., bytes]
MB = 1024 * 1024
TOO_BIG_A_PHOTO = "Bad Request: file of size 10485761 bytes is too big for a photo; the maximum size is 10485760 bytes"


async def fetched(server: TryoutServer, http: httpx.AsyncClient, path: str, colon: str = ":") -> httpx.Response:
    """Download what getFile lent."""
    return await http.get(f"{server.url}/file/bot{server.token.replace(':', colon)}/{path}")


@pytest.mark.parametrize(
    ("size", "widths"),
    [
        ((40, 30), [40]),  # smaller than any size Telegram makes
        ((90, 60), [90]),
        ((500, 400), [90, 320, 500]),
        ((1280, 960), [90, 320, 800, 1280]),
        ((3000, 2000), [90, 320, 800, 1280]),  # a client sends no more
        ((30, 500), [5, 19, 30]),  # the longer side counts
    ],
)
async def test_a_photo_has_several_sizes(
    world: World, picture: Paint, size: tuple[int, int], widths: list[int]
) -> None:
    """Smallest first, every size with its own ids, all of them JPEG of that size."""
    photo = world.xiaoyu.sends_photo(picture(*size)).raw["photo"]
    assert [one["width"] for one in photo] == widths
    assert len({one["file_unique_id"] for one in photo}) == len(widths)
    for one in photo:
        stored = world.files.find(one["file_id"])
        assert stored
        with Image.open(io.BytesIO(stored.data)) as opened:
            assert (opened.format, opened.size) == ("JPEG", (one["width"], one["height"]))


async def test_a_photo_loses_its_exif_and_stands_upright(world: World, picture: Paint) -> None:
    """Place and device never pass through a photo, and a turned picture is turned back."""
    exif = Image.Exif()
    exif[0x0112] = 6  # orientation: a quarter turn
    exif[0x010F] = "Phone"
    message = world.xiaoyu.sends_photo(picture(60, 30, exif=exif))
    stored = world.files.find(message.file_id)
    assert stored
    with Image.open(io.BytesIO(stored.data)) as opened:
        assert opened.size == (30, 60)
        assert not dict(opened.getexif())


async def test_the_unique_id_is_that_of_the_content(world: World, picture: Paint) -> None:
    """The same bytes from two people are the same file; other bytes are not."""
    one = world.xiaoyu.sends_photo(picture()).raw["photo"][-1]
    other = world.emma.sends_photo(picture()).raw["photo"][-1]
    third = world.emma.sends_photo(picture(colour="blue")).raw["photo"][-1]
    assert one["file_unique_id"] == other["file_unique_id"] != third["file_unique_id"]


@pytest.mark.parametrize("colon", [":", "%3A", "%3a"])
async def test_a_document_comes_out_as_it_went_in(
    server: TryoutServer, http: httpx.AsyncClient, call: Caller, colon: str
) -> None:
    """Name, type and bytes are untouched; the token's colon may be percent-encoded in the address."""
    message = server.world.xiaoyu.sends_file("发票 1.pdf", b"%PDF-1.4\0x", "application/pdf")
    document = message.raw["document"]
    assert (document["file_name"], document["mime_type"]) == ("发票 1.pdf", "application/pdf")
    lent = await call("getFile", file_id=document["file_id"])
    assert lent["file_path"].endswith(".pdf")
    assert (await fetched(server, http, lent["file_path"], colon)).content == b"%PDF-1.4\0x"


async def test_a_path_holds_for_an_hour(
    server: TryoutServer, http: httpx.AsyncClient, call: Caller, clock: Clock
) -> None:
    """After the hour it must be asked for again; a path never lent opens nothing, nor does another token."""
    message = server.world.xiaoyu.sends_file("a.txt", b"a", "text/plain")
    path = (await call("getFile", file_id=message.file_id))["file_path"]
    clock.move(3599)
    assert (await fetched(server, http, path)).status_code == 200
    clock.move(2)
    assert (await fetched(server, http, path)).status_code == 404
    await call("getFile", file_id=message.file_id)
    assert (await fetched(server, http, path)).status_code == 200
    assert (await fetched(server, http, path, "9:")).status_code == 401
    assert (await fetched(server, http, "documents/file_99")).status_code == 404


async def test_over_20_mb_a_bot_cannot_fetch(call: Caller, world: World) -> None:
    """A person may send more than a bot can get."""
    fits = world.xiaoyu.sends_file("a.bin", bytes(20 * MB), "application/octet-stream")
    over = world.xiaoyu.sends_file("b.bin", bytes(20 * MB + 1), "application/octet-stream")
    assert (await call("getFile", file_id=fits.file_id))["file_size"] == 20 * MB
    assert await call.refused("getFile", file_id=over.file_id) == "Bad Request: file is too big"


@pytest.mark.parametrize(
    ("method", "data", "refusal"),
    [
        ("sendDocument", bytes(50 * MB + 1), (413, "Request Entity Too Large")),
        ("sendDocument", b"", (400, "Bad Request: file must be non-empty")),
        ("sendPhoto", bytes(10 * MB + 1), (400, TOO_BIG_A_PHOTO)),
        ("sendPhoto", b"no picture", (400, "Bad Request: IMAGE_PROCESS_FAILED")),
    ],
)
async def test_what_a_bot_may_not_send_is_refused(
    server: TryoutServer, http: httpx.AsyncClient, chat: Chat, method: str, data: bytes, refusal: tuple[int, str]
) -> None:
    """50 MB for a file, 10 MB for a photo, and a photo is a picture."""
    field = method.removeprefix("send").lower()
    form: dict[str, Any] = {"data": {"chat_id": str(chat.id)}, "files": {field: ("x.jpg", data)}}
    answer = await http.post(f"{server.url}/bot{server.token}/{method}", **form)
    assert (answer.status_code, answer.json()["description"]) == refusal


async def test_a_thin_picture_is_no_photo(call: Caller, world: World, picture: Paint) -> None:
    """More than 20 times as long as wide, or over 10,000 in sum, goes only as a file."""
    with pytest.raises(Exception, match="PHOTO_INVALID_DIMENSIONS"):
        world.files.add_photo(picture(10, 201))
    assert world.files.add_photo(picture(10, 200))["photo"]


async def test_a_file_is_sent_again_by_its_id(call: Caller, chat: Chat, world: World, picture: Paint) -> None:
    """The id brings the same content back, and only as the kind it is."""
    photo = world.xiaoyu.sends_photo(picture(700, 500))
    sent = await call("sendPhoto", chat_id=chat.id, photo=photo.file_id, caption="同一张")
    assert sent["photo"] == photo.raw["photo"]
    assert "can't use file of type Photo as Document" in await call.refused(
        "sendDocument", chat_id=chat.id, document=photo.file_id
    )
    words = await call.refused("sendPhoto", chat_id=chat.id, photo="https://example.com/a.jpg")
    assert words == "Bad Request: failed to get HTTP URL content"


async def test_python_telegram_bot_downloads_what_was_sent(server: TryoutServer, picture: Paint) -> None:
    """Its own download, with the percent-encoded colon, gives the bytes of the largest size."""
    bot = telegram.Bot(server.token, base_url=f"{server.url}/bot", base_file_url=f"{server.url}/file/bot")
    server.world.xiaoyu.sends_photo(picture(900, 700))
    async with bot:
        message = (await bot.get_updates())[0].message
        assert message
        got = await (await message.photo[-1].get_file()).download_as_bytearray()
    stored = server.world.files.find(message.photo[-1].file_id)
    assert stored
    assert hashlib.sha256(got).digest() == hashlib.sha256(stored.data).digest()
