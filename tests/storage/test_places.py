"""A folder and a bucket keep the same promises; what they cannot keep, they say in a sentence."""

import errno
import os
import shutil
import time
from pathlib import Path

import pytest

from domain.errors import ProofDamaged, VaultAway, VaultFull
from storage.places import Folder, Place, check_url, open_place

NAME = f"ab/cd/{'0' * 32}"
OTHER = f"ab/cd/{'1' * 32}"
DATA = bytes(range(256)) * 40


@pytest.fixture(params=["folder", "bucket"])
def url(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    """The same contract, twice."""
    if request.param == "folder":
        return (tmp_path / "evidence").as_uri()
    bucket: str = request.getfixturevalue("bucket_url")
    return bucket


@pytest.fixture
def place(url: str) -> Place:
    """An empty place; the folder without a reserve: the disk of a test machine may be small."""
    return open_place(url, reserve=0)


async def test_bytes_come_back(place: Place, url: str) -> None:
    """What is put is got, also by another process that opens the place anew."""
    await place.put(NAME, DATA)
    await place.put(OTHER, b"")
    assert await open_place(url).get(NAME) == await place.get(NAME) == DATA
    assert await place.get(OTHER) == b""


async def test_what_is_removed_is_gone(place: Place) -> None:
    """Removing twice is no error; what is not there is said to be gone, not empty."""
    await place.put(NAME, DATA)
    await place.remove(NAME)
    await place.remove(NAME)
    for name in (NAME, OTHER):
        with pytest.raises(ProofDamaged, match="gone"):
            await place.get(name)


async def test_only_what_is_older_is_listed(place: Place) -> None:
    """What came just now is not listed as old; without an age everything is, by the names it was put under."""
    assert await place.older(-60) == []
    await place.put(NAME, DATA)
    await place.put(OTHER, DATA)
    assert await place.older(3600) == []
    assert set(await place.older(-60)) == {NAME, OTHER}


async def test_the_reserve_stays_free(tmp_path: Path) -> None:
    """A file that would eat into the reserve is refused and nothing is left of it."""
    full = Folder(tmp_path, reserve=shutil.disk_usage(tmp_path).total)
    with pytest.raises(VaultFull, match="must stay free"):
        await full.put(NAME, DATA)
    assert not _files(tmp_path)


@pytest.mark.parametrize("code", [errno.ENOSPC, errno.EDQUOT])
async def test_a_full_disk_is_said(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, code: int) -> None:
    """No space left, or no quota, raises VaultFull and leaves no half of a file behind."""

    def full(_file: int) -> None:
        raise OSError(code, os.strerror(code))

    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(VaultFull, match="no room"):
        await Folder(tmp_path, reserve=0).put(NAME, DATA)
    assert not _files(tmp_path)


async def test_halves_of_files_are_listed(tmp_path: Path) -> None:
    """What a death left behind in the middle of writing is listed once it is old, so that it is swept."""
    place = Folder(tmp_path, reserve=0)
    await place.put(NAME, DATA)
    half = tmp_path / "arriving" / "half"
    half.write_bytes(b"x")
    old = time.time() - 4000
    os.utime(half, (old, old))
    assert await place.older(3600) == ["arriving/half"]


async def test_a_bucket_that_does_not_answer_is_said(
    s3_environment: str, bucket_url: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """No such bucket, or nobody at the address: VaultAway in one line, for every call."""
    missing = open_place("s3://there-is-no-such-bucket/x")
    monkeypatch.setenv("AWS_ENDPOINT_URL", "http://127.0.0.1:9")
    nobody = open_place(bucket_url)
    for place in (missing, nobody):
        for call in (place.put(NAME, DATA), place.older(0)):
            with pytest.raises(VaultAway) as raised:
                await call
            assert len(str(raised.value).splitlines()) == 1


@pytest.mark.parametrize("url", ["s3://ab/prefix", "s3://", "file://host/folder", "memory:///", "gs://bucket/x"])
def test_a_wrong_address_is_refused_in_one_sentence(url: str) -> None:
    """What names neither a folder nor a bucket is refused before anything is opened."""
    with pytest.raises(ValueError, match="s3://my-bucket/evidence") as raised:
        check_url(url)
    assert len(str(raised.value).splitlines()) == 1


def _files(root: Path) -> list[Path]:
    return [path for path in root.rglob("*") if path.is_file()]
