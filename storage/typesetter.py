"""
The process that sets one paper, or draws one picture, and ends with its work.

Words and prints come in by stdin, the PDF or the PNG goes out by stdout.

    python -m storage.typesetter < frames > paper.pdf

A process of its own, because a very long text may take memory or time that the bot has no use for: it can be killed.
Frames are a length in 8 bytes and so many bytes: the paper as JSON, the moment it is made, then a name and the bytes of
each print. Prints wait in files that have no name and end with the process.
"""

import json
import os
import sys
import tempfile
from collections.abc import Callable, Iterator
from contextlib import ExitStack, suppress
from typing import IO, Any, Literal

import typst

from domain import standins
from domain.post import DRAWING
from storage.frames import read_frames
from storage.prints import Unreadable, size_of
from storage.templates import PAPERS, template_of

OPEN = "/dev/fd"  #: where the open files of a process have names; all that the template can reach
STANDARD: Literal["a-2b"] = "a-2b"
COLUMN, FULL, HIGHEST = 77.0, 162.0, 112.0  # millimetres: of two side by side, of one alone, its height
TALLEST = 172.0
PPI = 144.0  # of a picture 540 points wide
PROBED = 256  # different strange signs that are tried out; what is beyond them gets a stand-in

_EXACT = frozenset({"source", "hash", "picture", "kind", "whose", "place", "language"})  # ours, and used as they are
_CALM = 10  # niceness: the bot goes first
_MEMORY = 2_000_000_000  # bytes of address space, more than it ever touches
_SECONDS = 120  # of CPU: then the system ends it


def main() -> None:
    """Read, set, write; whatever goes wrong is said on stderr, and the exit code is 1."""
    _be_modest()
    frames = read_frames(sys.stdin.buffer)
    paper, made = json.loads(next(frames)), int(next(frames))
    done = draw(paper) if paper.get("kind") == DRAWING else set_paper(paper, made, _pairs(frames))
    sys.stdout.buffer.write(done)


def _pairs(frames: Iterator[bytes]) -> Iterator[tuple[str, bytes]]:
    for name in frames:
        yield name.decode(), next(frames)


def set_paper(paper: dict[str, Any], made: int, copies: Iterator[tuple[str, bytes]]) -> bytes:
    """
    The PDF (PDF/A-2b) of a paper made at `made`, seconds since 1970. Equal arguments give equal bytes.

    The copies are those of bot/workshop/prints.py; where one is missing, its place says so. No text becomes
    template source.
    """
    fonts = typst.Fonts(include_system_fonts=False, font_paths=[str(PAPERS / "fonts")])
    wanted = [item for block in _blocks(paper, "exhibits") for item in block["rows"]]
    with ExitStack() as prints:
        _lay_out(wanted, copies, prints)
        paper = _legible(paper, fonts)
        _in_rows(paper)
        try:
            return _compiled(paper, made, fonts)
        except typst.TypstError as error:
            if "could not be displayed" not in str(error):
                raise
            plain = _changed(paper, lambda text: _printable(text, _usual, paper["language"]))
            return _compiled(plain, made, fonts)


def draw(drawing: dict[str, Any]) -> bytes:
    """The PNG of a drawing, 1080 pixels wide. Equal arguments give equal bytes. No text becomes template source."""
    fonts = typst.Fonts(include_system_fonts=False, font_paths=[str(PAPERS / "fonts")])
    png = typst.compile(
        template_of(drawing),
        font_paths=fonts,
        sys_inputs={"paper": json.dumps(_legible(drawing, fonts), ensure_ascii=False)},
        format="png",
        ppi=PPI,
    )
    if not isinstance(png, bytes):
        raise TypeError("the compiler gave no single picture")
    return png


def _compiled(paper: dict[str, Any], made: int, fonts: typst.Fonts) -> bytes:
    pdf = typst.compile(  # type: ignore[call-overload] # its stub wants bytes as root where the source is bytes
        template_of(paper),
        root=OPEN,
        font_paths=fonts,
        sys_inputs={"paper": json.dumps(paper, ensure_ascii=False)},
        format="pdf",
        pdf_standards=[STANDARD],
        timestamp=made,
    )
    if not isinstance(pdf, bytes):
        raise TypeError("the compiler gave no single file")
    return pdf


def _lay_out(wanted: list[dict[str, Any]], copies: Iterator[tuple[str, bytes]], prints: ExitStack) -> None:
    """Each exhibit gets its print and a size on paper, or loses its picture."""
    places = {item["picture"]: item for item in wanted}
    for item in wanted:
        item.update(picture="", wide=True, width=FULL, height=0.0)
    for name, data in copies:
        with suppress(Unreadable):
            across, down = size_of(data)
            ratio = across / down
            wide = ratio >= 1.0
            width = min(FULL, HIGHEST * ratio) if wide else min(COLUMN, TALLEST * ratio)
            file = prints.enter_context(_nameless(data))
            places[name].update(picture=f"/{file.fileno()}", wide=wide, width=width, height=width / ratio)


def _nameless(data: bytes) -> IO[bytes]:
    """A file in memory, where the system has such; else one on disk that nobody can find."""
    if sys.platform == "linux":
        file: IO[bytes] = os.fdopen(os.memfd_create("print"), "w+b")
    else:
        file = tempfile.TemporaryFile()  # noqa: SIM115 - its holder closes it
    file.write(data)
    file.seek(0)
    return file


def _in_rows(paper: dict[str, Any]) -> None:
    """Upright pictures stand side by side; a broad one, or one that is missing, has a row of its own."""
    for block in _blocks(paper, "exhibits"):
        rows: list[list[dict[str, Any]]] = []
        for item in block["rows"]:
            beside = rows and len(rows[-1]) == 1 and not rows[-1][0]["wide"] and not item["wide"]
            rows = [*rows[:-1], [*rows[-1], item]] if beside else [*rows, [item]]
        block["rows"] = rows


def _blocks(paper: dict[str, Any], kind: str) -> list[dict[str, Any]]:
    return [block for section in paper["sections"] for block in section["blocks"] if block["kind"] == kind]


def _legible(paper: dict[str, Any], fonts: typst.Fonts) -> dict[str, Any]:
    found = standins.strange(standins.legible("\n".join(_texts(paper)), lambda _: True))
    probed = sorted(found)[:PROBED]
    hidden = found - set(_shown(probed, fonts))
    shows: Callable[[str], bool] = lambda sign: sign not in hidden  # noqa: E731 - it closes over what was found
    legible: dict[str, Any] = _changed(paper, lambda text: _printable(text, shows, paper["language"]))
    return legible


def _printable(text: str, shows: Callable[[str], bool], language: str) -> str:
    return standins.breakable(standins.legible(text, shows, language))


def _shown(signs: list[str], fonts: typst.Fonts) -> list[str]:
    """Those that our fonts have: the compiler is asked, half by half."""
    if not signs:
        return []
    source = '#set document(title: "probe")\n#for sign in json(bytes(sys.inputs.signs)) [#text(sign) #parbreak()]'
    try:
        typst.compile(
            source.encode(),
            font_paths=fonts,
            sys_inputs={"signs": json.dumps(signs)},
            pdf_standards=[STANDARD],
            timestamp=0,
        )
    except typst.TypstError:
        half = len(signs) // 2
        return [*_shown(signs[:half], fonts), *_shown(signs[half:], fonts)] if half else []
    return signs


def _usual(sign: str) -> bool:
    return not standins.strange(sign)


def _texts(value: Any) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict | list):
        for each in value.values() if isinstance(value, dict) else value:
            yield from _texts(each)


def _changed(value: Any, change: Any) -> Any:
    """Every text in it changed; names of fields stay, and what is used exactly."""
    if isinstance(value, str):
        return change(value)
    if isinstance(value, dict):
        return {name: each if name in _EXACT else _changed(each, change) for name, each in value.items()}
    return [_changed(each, change) for each in value] if isinstance(value, list) else value


def _be_modest() -> None:
    import resource  # noqa: PLC0415 - not on every system, and only this process needs it

    os.nice(_CALM)
    resource.setrlimit(resource.RLIMIT_CPU, (_SECONDS, _SECONDS))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    resource.setrlimit(resource.RLIMIT_AS, (_MEMORY, _MEMORY))


if __name__ == "__main__":
    main()
