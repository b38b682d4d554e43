r"""
Bytes under a person's key: AES-256-GCM, bound to owner and name, so that no file can stand in for another.

    RK1\0 · id of the key (16 bytes) · nonce (12) · ciphertext and tag

A key of 32 random bytes encrypts one person's files, each with a random nonce: however many somebody sends, far fewer
than the billions at which random nonces of 96 bits become likely to meet.
"""

import secrets
from dataclasses import dataclass, field

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

from domain.errors import ProofDamaged

_MAGIC = b"RK1\x00"
_ID, _NONCE = 16, 12  # bytes
_HEAD = len(_MAGIC) + _ID


@dataclass(frozen=True, slots=True)
class Key:
    """A person's key: its random id (hex), whose it is, and 32 bytes that nobody prints."""

    id: str
    owner: int
    secret: bytes = field(repr=False)


def new_key(owner: int) -> Key:
    """A fresh key for somebody."""
    return Key(secrets.token_hex(_ID), owner, secrets.token_bytes(32))


def close(key: Key, name: str, data: bytes) -> bytes:
    """The data, to be read with that key under that name alone."""
    nonce = secrets.token_bytes(_NONCE)
    head = _MAGIC + bytes.fromhex(key.id)
    return head + nonce + AESGCM(key.secret).encrypt(nonce, data, _bound(key, name))


def key_of(sealed: bytes) -> str:
    """
    The id of the key that opens it.

    Raises:
        ProofDamaged: it was never sealed, or its head is gone.
    """
    if not sealed.startswith(_MAGIC) or len(sealed) < _HEAD + _NONCE:
        raise ProofDamaged("the head of a file is no longer what was written")
    return sealed[len(_MAGIC) : _HEAD].hex()


def open_(key: Key, name: str, sealed: bytes) -> bytes:
    """
    The data again.

    Raises:
        ProofDamaged: not one bit may have changed, nor the name, nor the owner; and one has.
    """
    nonce, rest = sealed[_HEAD : _HEAD + _NONCE], sealed[_HEAD + _NONCE :]
    try:
        return AESGCM(key.secret).decrypt(nonce, rest, _bound(key, name))
    except InvalidTag as error:
        raise ProofDamaged(f"{name} is no longer what was kept") from error


def _bound(key: Key, name: str) -> bytes:
    return b"|".join((_MAGIC, str(key.owner).encode(), name.encode()))
