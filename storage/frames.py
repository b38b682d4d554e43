"""How the press and its process pass bytes: a length in 8 bytes, then so many of them."""

import struct
from collections.abc import Iterator
from typing import BinaryIO


def frame(data: bytes) -> bytes:
    """One frame."""
    return struct.pack(">Q", len(data)) + data


def read_frames(stream: BinaryIO) -> Iterator[bytes]:
    """Frame by frame, until the stream ends."""
    while len(head := stream.read(8)) == 8:
        yield stream.read(struct.unpack(">Q", head)[0])
