"""
The one way in which our archives lie on the disk: a ZIP of stored members, each byte of it accounted for.

Nothing is compressed, so nothing can swell; members stand one behind the other, so none can hide or overlap. A file
that differs from this in a single byte between its members is none of ours.
"""

import hashlib
import struct
import zipfile
import zlib
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import IO

from domain.errors import RefundKeeperError
from storage.manifest import Seal

_LOCAL = struct.Struct("<4s5H3I2H")
_CENTRAL = struct.Struct("<4s6H3I5H2I")
_END = struct.Struct("<4s4H2IH")
_EPOCH = (1980, 1, 1, 0, 0, 0)
_EPOCH_DAY = 1 << 5 | 1  # that day as MS-DOS writes it
_MODE = 0o100600 << 16
_UNIX, _VERSION = 3, 20
_CHUNK = 1 << 20  # bytes
_LONGEST = 16_000_000  # bytes of a list of members: far more than any of ours

#: Bytes that a member costs besides its content and twice its name, and an archive besides its members.
MEMBER, ARCHIVE = _LOCAL.size + _CENTRAL.size, _END.size


class NotOurs(RefundKeeperError):  # noqa: N818 - named for what is wrong, as the family in domain/errors.py
    """The file is no archive of ours, or was changed; the sentence says which."""


@dataclass(frozen=True, slots=True)
class Member:
    """Where a member's content lies in the file, how long it is (bytes), and its checksum."""

    at: int
    size: int
    crc: int


def add(archive: zipfile.ZipFile, name: str, data: bytes) -> Seal:
    """Put a member into an archive that is being written; the same content makes the same bytes, whenever, wherever."""
    info = zipfile.ZipInfo(name, _EPOCH)
    info.create_system, info.external_attr = _UNIX, _MODE
    archive.writestr(info, data, zipfile.ZIP_STORED)
    return Seal(len(data), hashlib.sha256(data).hexdigest())


def members(file: IO[bytes]) -> Mapping[str, Member]:
    """
    The members of an archive, all that is in the file besides them held against what we write.

    Raises:
        NotOurs: it was not written so.
    """
    file.seek(0, 2)
    size = file.tell()
    end = _piece(file, size - _END.size, _END.size)
    sign, disk, first, here, count, length, at, comment = _END.unpack(end)
    if (sign, disk, first, here, comment) != (b"PK\5\6", 0, 0, count, 0) or at + length + _END.size != size:
        raise NotOurs("it is no ZIP as this program writes it, or it was cut off.")
    if length > _LONGEST:
        raise NotOurs("its list of members is longer than any of ours.")
    directory = _piece(file, at, length)
    found, place = _directory(directory, count)
    if place != at:
        raise NotOurs("there is something between its members that is none of them.")
    for name, member in found.items():
        head = _local(name, member)
        if _piece(file, member.at - len(head), len(head)) != head:
            raise NotOurs(f"what stands in front of {name} was changed.")
    return found


def _directory(directory: bytes, count: int) -> tuple[dict[str, Member], int]:
    """The members that it names, and where the last of them ends."""
    found: dict[str, Member] = {}
    read = place = 0
    for _ in range(count):
        if len(directory) - read < _CENTRAL.size:
            raise NotOurs("its list of members is cut off.")
        told = _CENTRAL.unpack_from(directory, read)
        crc, size, length = told[7], told[8], told[10]
        try:
            name = directory[read + _CENTRAL.size : read + _CENTRAL.size + length].decode("ascii")
        except UnicodeDecodeError:
            raise NotOurs("a member has a name that this program never gives.") from None
        member = Member(place + _LOCAL.size + len(name), size, crc)
        line = _central(name, member, place)
        if directory[read : read + len(line)] != line or name in found:
            raise NotOurs("its list of members was changed.")
        found[name] = member
        read += len(line)
        place = member.at + size
    if read != len(directory):
        raise NotOurs("its list of members was changed.")
    return found, place


def _local(name: str, member: Member) -> bytes:
    sizes = (member.crc, member.size, member.size)
    return _LOCAL.pack(b"PK\3\4", _VERSION, 0, 0, 0, _EPOCH_DAY, *sizes, len(name), 0) + name.encode()


def _central(name: str, member: Member, place: int) -> bytes:
    made = _VERSION | _UNIX << 8
    sizes = (member.crc, member.size, member.size)
    rest = (len(name), 0, 0, 0, 0, _MODE, place)
    return _CENTRAL.pack(b"PK\1\2", made, _VERSION, 0, 0, 0, _EPOCH_DAY, *sizes, *rest) + name.encode()


def _piece(file: IO[bytes], at: int, length: int) -> bytes:
    if at < 0:
        raise NotOurs("it is too short to be an archive.")
    file.seek(at)
    return file.read(length)


def seal_of(file: IO[bytes], member: Member) -> Seal:
    """
    Size and SHA-256 of a member's content, read in pieces.

    Raises:
        NotOurs: its own checksum does not fit.
    """
    sha256, crc, left = hashlib.sha256(), 0, member.size
    file.seek(member.at)
    while left and (data := file.read(min(_CHUNK, left))):
        sha256.update(data)
        crc = zlib.crc32(data, crc)
        left -= len(data)
    if crc != member.crc:
        raise NotOurs("its checksum does not fit: it was changed.")
    return Seal(member.size, sha256.hexdigest())


def content(file: IO[bytes], member: Member) -> bytes:
    """All of a member's content, which is at most as long as the file."""
    return _piece(file, member.at, member.size)


def new(path: Path) -> zipfile.ZipFile:
    """An archive to be written."""
    return zipfile.ZipFile(path, "w", zipfile.ZIP_STORED)
