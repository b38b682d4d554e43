"""The files Telegram holds: content, identifiers, and the paths that getFile lends for an hour."""

import base64
import hashlib
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from bot.tryout import pictures
from bot.tryout.refusals import RefusedError, bad

SEND_BYTES = 50 * 1024 * 1024
FETCH_BYTES = 20 * 1024 * 1024
LINK_SECONDS = 3600  # "guaranteed to be valid for at least 1 hour"; after that it must be asked for again
FOLDERS = {
    "photo": "photos",
    "document": "documents",
    "video": "videos",
    "animation": "animations",
    "audio": "music",
    "voice": "voice",
}
# What Telegram finds out by itself about a film or a sound; nothing here can play one, so the figures are fixed.
MEASURES: dict[str, dict[str, int]] = {
    "photo": {},
    "document": {},
    "video": {"width": 1280, "height": 720, "duration": 5},
    "animation": {"width": 480, "height": 270, "duration": 3},
    "audio": {"duration": 60},
    "voice": {"duration": 4},
}


@dataclass(frozen=True)
class Stored:
    """One file; `content` is what a Message holds when this file is sent again by its id."""

    file_id: str
    unique_id: str
    kind: str
    data: bytes
    name: str
    mime: str
    path: str
    content: dict[str, Any]


class FileStore:
    """All files of one world, by id; the unique id is the same for the same content."""

    def __init__(self, clock: Callable[[], float]) -> None:
        self._clock = clock
        self._by_id: dict[str, Stored] = {}
        self._by_path: dict[str, tuple[Stored, float]] = {}

    def add_photo(self, data: bytes) -> dict[str, Any]:
        """Keep a photo in its sizes and give `{"photo": [PhotoSize, ...]}`, smallest first.

        Raises:
            RefusedError: see `pictures.sizes`.
        """
        made = pictures.sizes(data)
        whole = hashlib.sha256(data).digest()
        content: dict[str, Any] = {"photo": []}
        for picture in made:
            salt = whole + f"{picture.width}x{picture.height}".encode()
            stored = self._keep("photo", picture.data, "", "image/jpeg", content, salt)
            content["photo"].append(
                {**_ids(stored), "width": picture.width, "height": picture.height, "file_size": len(picture.data)}
            )
        return content

    def add(self, kind: str, data: bytes, name: str, mime: str) -> dict[str, Any]:
        """Keep a document, video, animation, audio or voice untouched and give the content of its message."""
        content: dict[str, Any] = {}
        stored = self._keep(kind, data, name, mime, content, hashlib.sha256(data).digest())
        view: dict[str, Any] = {**_ids(stored), **MEASURES[kind], "mime_type": mime, "file_size": len(data)}
        if kind != "voice" and name:
            view["file_name"] = name
        if kind == "document" and mime.startswith("image/"):
            view |= self._thumbnail(data)
        content[kind] = view
        if kind == "animation":
            content["document"] = {key: value for key, value in view.items() if key not in MEASURES["animation"]}
        return content

    def _thumbnail(self, data: bytes) -> dict[str, Any]:
        try:
            small = self.add_photo(data)["photo"]
        except RefusedError:
            return {}
        return {"thumbnail": small[min(1, len(small) - 1)]}

    def _keep(self, kind: str, data: bytes, name: str, mime: str, content: dict[str, Any], salt: bytes) -> Stored:
        unique = "AQAD" + _letters(hashlib.sha256(kind.encode() + salt).digest()[:9])
        file_id = f"{'AgACAgUAAxk' if kind == 'photo' else 'BQACAgUAAxk'}{_letters(salt[-12:])}{unique}"
        if file_id in self._by_id:
            return self._by_id[file_id]
        ending = "." + name.rsplit(".", 1)[1] if "." in name else {"photo": ".jpg", "voice": ".oga"}.get(kind, "")
        path = f"{FOLDERS[kind]}/file_{len(self._by_id)}{ending}"
        stored = Stored(file_id, unique, kind, data, name, mime, path, content)
        self._by_id[file_id] = stored
        return stored

    def find(self, file_id: str) -> Stored | None:
        """Find a file by its id."""
        return self._by_id.get(file_id)

    def lend(self, file_id: str) -> dict[str, Any]:
        """Answer getFile: the path holds for an hour from now.

        Raises:
            RefusedError: an unknown id; a file over 20 MB.
        """
        stored = self.find(file_id)
        if stored is None:
            raise bad("wrong file_id or the file is temporarily unavailable")
        if len(stored.data) > FETCH_BYTES:
            raise bad("file is too big")
        self._by_path[stored.path] = (stored, self._clock() + LINK_SECONDS)
        return {**_ids(stored), "file_size": len(stored.data), "file_path": stored.path}

    def at(self, path: str) -> Stored:
        """Give the file behind a path that getFile lent.

        Raises:
            RefusedError: 404 for a path never lent, or lent more than an hour ago.
        """
        stored, until = self._by_path.get(path, (None, 0.0))
        if stored is None or self._clock() > until:
            raise RefusedError(404, "Not Found")
        return stored


def _ids(stored: Stored) -> dict[str, str]:
    return {"file_id": stored.file_id, "file_unique_id": stored.unique_id}


def _letters(raw: bytes) -> str:
    return base64.urlsafe_b64encode(raw).decode().rstrip("=")
