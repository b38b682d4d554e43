"""Files in calls: uploaded, attached, or sent again by their id."""

from typing import Any

from bot.tryout.call import Call, Upload
from bot.tryout.files import MEASURES, SEND_BYTES
from bot.tryout.pictures import PHOTO_BYTES
from bot.tryout.refusals import RefusedError, bad
from bot.tryout.texts import caption
from bot.tryout.town import Town

GROUPED = frozenset({"photo", "video", "document", "audio"})
ALONE = frozenset({"document", "audio"})  # these are grouped with their own kind only


def content_of(town: Town, call: Call, kind: str, reference: str = "", field: str = "") -> dict[str, Any]:
    """Give the content of a message with one file.

    `reference` is a file id or `attach://name`; empty means the parameter `field` itself, uploaded or an id.

    Raises:
        RefusedError: nothing given, an unknown id, an id of another kind, or a file over Telegram's limits.
    """
    if reference.startswith("attach://"):
        field, reference = reference.removeprefix("attach://"), ""
    call.read.add(field)
    upload = call.uploads.get(field)
    if upload is not None:
        return _uploaded(town, kind, upload, call)
    reference = reference or call.text(field)
    if not reference:
        raise bad(f"there is no {kind} in the request")
    if reference.startswith(("http://", "https://")):
        raise bad("failed to get HTTP URL content")
    stored = town.files.find(reference)
    if stored is None:
        raise bad("wrong remote file identifier specified: Wrong padding in the string")
    if stored.kind != kind:
        raise bad(f"can't use file of type {stored.kind.title()} as {kind.title()}")
    return dict(stored.content)


def _uploaded(town: Town, kind: str, upload: Upload, call: Call) -> dict[str, Any]:
    size = len(upload.data)
    if size == 0:
        raise bad("file must be non-empty")
    if size > SEND_BYTES:
        raise RefusedError(413, "Request Entity Too Large")
    if kind != "photo":
        content = town.files.add(kind, upload.data, upload.name, upload.mime)
        return {kind: content[kind] | _measured(call, kind)} | {k: v for k, v in content.items() if k != kind}
    if size > PHOTO_BYTES:
        raise bad(f"file of size {size} bytes is too big for a photo; the maximum size is {PHOTO_BYTES} bytes")
    return town.files.add_photo(upload.data)


def _measured(call: Call, kind: str) -> dict[str, Any]:
    """What the bot said itself about a film or a sound."""
    said: dict[str, Any] = {name: call.integer(name) for name in MEASURES[kind] if call.text(name)}
    if kind == "audio":
        said |= {name: call.text(name) for name in ("performer", "title") if call.text(name)}
    return said


def described(town: Town, call: Call, item: Any) -> dict[str, Any]:
    """Give the content of an InputMedia: file and caption.

    Raises:
        RefusedError: not an object, an unknown type, or what `content_of` and `caption` refuse.
    """
    if not isinstance(item, dict):
        raise bad("can't parse InputMedia: expected an Object")
    kind = item.get("type")
    if kind not in MEASURES:
        raise bad(f'can\'t parse InputMedia: type "{kind}" is not known')
    if not isinstance(item.get("media"), str) or not item["media"]:
        raise bad("can't parse InputMedia: media not found")
    content = content_of(town, call, kind, item["media"], "media")
    return content | caption(item) | ({"has_media_spoiler": True} if item.get("has_spoiler") else {})


def album_of(town: Town, call: Call) -> list[dict[str, Any]]:
    """Give the contents of an album, 2 to 10.

    Raises:
        RefusedError: too few, too many, kinds that do not go together, or a bad item.
    """
    items = call.decoded("media", "media")
    if not isinstance(items, list):
        raise bad("expected an Array of InputMedia")
    if len(items) < 2:
        raise bad("there must be at least 2 items in the album" if items else "there are no messages to send")
    if len(items) > 10:
        raise bad("too many messages to send as an album")
    kinds = {str(item.get("type")) for item in items if isinstance(item, dict)}
    if not kinds <= GROUPED | {"None"} or (kinds & ALONE and len(kinds) > 1):
        raise bad("can't use the media of the specified type in the album")
    return [described(town, call, item) for item in items]
