"""
The master key: it wraps the keys of the persons and touches nothing else.

It comes from REFUND_MASTER_KEY, or lies in a file of the data folder, made at the first start. It is in no backup.
"""

import hmac
import os
import re
import secrets
from base64 import b64decode, b64encode
from collections.abc import Collection
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

from domain.errors import RefundKeeperError
from storage import durable
from storage.sealing import Key

FILE = "master.key"
SECRET = re.compile(r"[0-9a-fA-F]{64}")  # as `openssl rand -hex 32` writes it
_NONCE = 12  # bytes


class NoMasterKey(RefundKeeperError):  # noqa: N818 - named for what is wrong, as the family in domain/errors.py
    """The master key is missing, or is another one than the evidence was encrypted under; says what to do."""


@dataclass(frozen=True, slots=True)
class Wrapped:
    """A person's key as the database has it; `master` is the fingerprint of what opens it."""

    id: str
    owner: int
    secret: str
    master: str


@dataclass(frozen=True, slots=True)
class Master:
    """32 bytes that nobody prints."""

    secret: bytes = field(repr=False)

    @property
    def fingerprint(self) -> str:
        """Tells two master keys apart and says nothing of either."""
        return self.mark(b"fingerprint")[:16]

    def mark(self, what: bytes) -> str:
        """A keyed fingerprint (hex): nobody without this key can tell of what."""
        return hmac.digest(self.secret, b"refundkeeper " + what, "sha256").hex()

    def wrap(self, key: Key) -> Wrapped:
        """The key, for the database."""
        nonce = secrets.token_bytes(_NONCE)
        sealed = nonce + AESGCM(self.secret).encrypt(nonce, key.secret, _bound(key.id, key.owner))
        return Wrapped(key.id, key.owner, b64encode(sealed).decode(), self.fingerprint)

    def unwrap(self, wrapped: Wrapped) -> Key:
        """
        The key again.

        Raises:
            NoMasterKey: another master key wrapped it, or the row was changed.
        """
        sealed = b64decode(wrapped.secret)
        bound = _bound(wrapped.id, wrapped.owner)
        try:
            secret = AESGCM(self.secret).decrypt(sealed[:_NONCE], sealed[_NONCE:], bound)
        except InvalidTag as error:
            raise NoMasterKey("A person's key was wrapped by another master key than this one.") from error
        return Key(wrapped.id, wrapped.owner, secret)


def _bound(key: str, owner: int) -> bytes:
    return f"key|{key}|{owner}".encode()


def open_master(folder: Path, given: str, known: Collection[str]) -> Master:
    """
    The master key: the `given` one, or the folder's; made afresh only where nothing is encrypted yet.

    `known` are the fingerprints that the database's keys were wrapped under.

    Raises:
        NoMasterKey: it is missing or another one; without it the evidence cannot be read.
    """
    if given:
        return _fitting(Master(bytes.fromhex(given)), known, "REFUND_MASTER_KEY")
    path = folder / FILE
    found = read(path)
    if found is not None:
        return _fitting(found, known, str(path))
    if known:
        raise NoMasterKey(
            f"The evidence is encrypted and its master key is missing: put it back as {path}, "
            "or give it as REFUND_MASTER_KEY."
        )
    return _make(path)


def read(path: Path) -> Master | None:
    """
    The master key of a file, or None where there is no such file.

    Raises:
        NoMasterKey: the file holds none.
    """
    try:
        text = path.read_text(encoding="ascii", errors="replace").strip()
    except FileNotFoundError:
        return None
    if not SECRET.fullmatch(text):
        raise NoMasterKey(f"{path} holds no master key: 64 hexadecimal digits; put the right file back.")
    return Master(bytes.fromhex(text))


def _fitting(master: Master, known: Collection[str], where: str) -> Master:
    if known and set(known) != {master.fingerprint}:
        raise NoMasterKey(f"{where} is not the master key that the evidence was encrypted under: put the old one back.")
    return master


def _make(path: Path) -> Master:
    """Whole or not at all, and never over another's: two processes may start at once."""
    path.parent.mkdir(parents=True, exist_ok=True)
    arriving = path.with_name(f"{FILE}.{secrets.token_hex(4)}")
    durable.write_new(arriving, f"{secrets.token_hex(32)}\n".encode(), 0o400)
    with suppress(FileExistsError):
        os.link(arriving, path)
    arriving.unlink()
    durable.sync_folder(path.parent)
    made = read(path)
    if made is None:
        raise NoMasterKey(f"{path} was made and is gone again; look at who else writes there.")
    return made
