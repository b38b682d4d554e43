r"""
Opens what the vault closed, with a key of the test: by the format alone, as the auditor shares no code with the bot.

    RK1\0 · id of the person's key (16 bytes) · nonce (12) · AES-256-GCM, bound to owner and name
"""

import hashlib
from base64 import b64decode
from collections.abc import Iterable
from pathlib import Path

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

MASTER = "5e" * 32  #: what processes of the tests are given as REFUND_MASTER_KEY
KEYS = "select id, owner, secret from person_keys"
_HEAD, _NONCE = 20, 12  # bytes


def hash_of(path: Path, name: str, keys: Iterable[tuple[str, int, str]], master: str = MASTER) -> str:
    """The SHA-256 (hex) of the bytes that were kept under that name; a word where they cannot be had."""
    if not path.is_file():
        return "gone"
    closed = path.read_bytes()
    found = next(((owner, secret) for key, owner, secret in keys if key == closed[4:_HEAD].hex()), None)
    if found is None:
        return "without a key"
    owner, secret = found
    wrapped, bound = b64decode(secret), f"key|{closed[4:_HEAD].hex()}|{owner}".encode()
    try:
        key = AESGCM(bytes.fromhex(master)).decrypt(wrapped[:_NONCE], wrapped[_NONCE:], bound)
        nonce, rest = closed[_HEAD : _HEAD + _NONCE], closed[_HEAD + _NONCE :]
        return hashlib.sha256(AESGCM(key).decrypt(nonce, rest, f"RK1\0|{owner}|{name}".encode())).hexdigest()
    except InvalidTag:
        return "damaged"
