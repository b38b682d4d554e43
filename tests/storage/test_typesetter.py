"""The dossier on paper: what is printed, what is not, and what no text can do to it."""

import io
import re
from collections.abc import AsyncIterator
from typing import Any

import pytest
from PIL import Image

from domain.dossier import Dossier
from domain.evidence import Proof
from domain.library import Library
from handlers.talk import dossier_pages
from handlers.talk.context import words_for
from storage import librarian, typesetter
from storage.press import NotPrinted, Press
from tests.kit import papers
from tests.kit.cases import NOW
from tests.kit.papers import a_message, a_photo, a_proof, laid_out, named, pages_of, squeezed, texts_of

MADE = int(NOW.timestamp())


@pytest.fixture(scope="module")
def library() -> Library:
    """The shelf as shipped."""
    return librarian.load()


def set_(library: Library, dossier: Dossier, language: str = "zh", *, masked: bool = False, **pictures: bytes) -> bytes:
    """The PDF."""
    paper = dossier_pages.paper(words_for(language), dossier, library, masked=masked)
    shown = [(f"{number[1:]}.jpg", data) for number, data in pictures.items()]
    return typesetter.set_paper(paper, MADE, iter(shown))


@pytest.mark.parametrize("language", ["zh", "en"])
def test_a_dossier_says_everything(library: Library, language: str) -> None:
    """Parties, timeline, missed deadlines with rule and source, law, sums, evidence and its hash: all in the text."""
    photo = a_photo()
    proofs = [a_proof(1, photo), a_message(2)]
    text = "".join(texts_of(set_(library, laid_out(library, proofs), language, p1=photo)))
    words = words_for(language)
    for title in list(words.paper_sections.values()):
        assert squeezed(title) in text
    for fact in (papers.ORDER, papers.PARCEL, "¥411.00", "¥12.00", "¥399.00", papers.WRITER.name, "某某女装"):
        assert squeezed(fact) in text, fact
    assert "消费者权益保护法25(3)" in text, "the rule of the missed deadline"
    assert "《消费者权益保护法》第二十四条" in text, "the law"
    assert "https://www.samr.gov.cn/" in text, "its address"
    assert proofs[0].sha256 in text
    assert proofs[1].sha256 in text
    day = {"zh": "2026年11月10日（周二）24:00", "en": "Tue10Nov202624:00"}[language]
    assert day in text, "the end of the seven days, with its weekday"


@pytest.mark.parametrize("language", ["zh", "en"])
def test_pages_are_numbered_and_sealed_as_an_archive(library: Library, language: str) -> None:
    """Each page knows its number and how many there are; the file says that it is PDF/A-2b."""
    pdf = set_(library, laid_out(library), language)
    texts = texts_of(pdf)
    before, between, after = words_for(language).paper_pages
    for number, text in enumerate(texts, 1):
        assert squeezed(f"{before}{number}{between}{len(texts)}{after}") in text
    assert re.search(rb"pdfaid:part[>=\"']+2", pdf)
    assert re.search(rb"pdfaid:conformance[>=\"']+B", pdf)


def test_equal_facts_give_equal_bytes(library: Library) -> None:
    """A dossier can be made again and compared: nothing in it depends on when or where it was printed."""
    assert set_(library, laid_out(library)) == set_(library, laid_out(library))


def test_pictures_stand_on_the_page(library: Library) -> None:
    """A red photo makes its page red, where it is, and none makes the others so."""
    photo = a_photo(colour=(220, 20, 20))
    pages = pages_of(set_(library, laid_out(library, [a_proof(1, photo)]), p1=photo))
    red = [_share_of_red(page) for page in pages]
    assert max(red) > 0.1
    assert sorted(red)[-2] < 0.01


@pytest.mark.parametrize(
    "data", [b"", b"\xff\xd8\xff broken", a_photo()[:-4000], b"%PDF-1.7 no picture", b"PK\x03\x04"], ids=range(5)
)
def test_a_picture_that_cannot_be_read_is_said_to_be_missing(library: Library, data: bytes) -> None:
    """A broken picture costs its place, not the dossier."""
    text = "".join(texts_of(set_(library, laid_out(library, [a_proof(1, data)]), p1=data)))
    assert squeezed(words_for("zh").paper_not_shown) in text


def test_a_bomb_is_not_decoded(library: Library) -> None:
    """A small file with 900 million pixels is refused by its head."""
    out = io.BytesIO()
    Image.new("1", (30_000, 30_000)).save(out, "PNG")
    text = "".join(texts_of(set_(library, laid_out(library, [a_proof(1, b"")]), p1=out.getvalue())))
    assert squeezed(words_for("zh").paper_not_shown) in text


STRANGE = {
    "emoji": "好看😀👨‍👩‍👧‍👦🇨🇳 ❤️ 裙子",
    "arabic": "فستان حرير",
    "hebrew": "שמלת משי",
    "thai": "ชุดเดรสผ้าไหม",
    "turned": "abc\u202edef\u2066ghi",
    "controls": "a\x00b\x07c\ud800d\ue000e\U000e0041",
    "combining": "ȩ̶̡͇a" * 40,
    "ideographs": "𠮷野家 龘 㐂 〇",
    "code": '#panic("x") $x$ *b* _i_ @ref <label> `raw` \\ #sys.inputs // #image("/0")',
    "json": '"}],"title":"x\\',
    "endless": "x" * 10_000,
    "endless han": "裙" * 10_000,
}


@pytest.mark.parametrize("name", STRANGE.values(), ids=STRANGE.keys())
@pytest.mark.parametrize("language", ["zh", "en"])
def test_no_text_can_break_a_paper(library: Library, language: str, name: str) -> None:
    """Emoji, scripts from the right, endless names, code: a PDF/A comes out, and code stands there as it was typed."""
    case = papers.a_long_case(name=name, seller=name, problem=name)
    proofs: list[Proof] = [a_message(1, name), a_proof(2, b"", caption=name, name=name, sender=name)]
    pages = texts_of(set_(library, laid_out(library, proofs, case), language))
    text = "".join(pages)
    if name.startswith("#panic"):
        assert squeezed(name) in text
    if "😀" in name:
        assert ("笑脸" if language == "zh" else "grinningface") in text
        assert ("grinning" in text) == (language == "en")


def test_a_long_name_takes_one_line_at_the_head_of_a_page(library: Library) -> None:
    """On the pages behind the first the name of the case is cut with the line: the text begins where it always does."""

    def head(name: str) -> Any:
        page = pages_of(set_(library, laid_out(library, (), papers.a_long_case(name=name))))[-1]
        return page.crop((60, 44, page.width - 60, 60)).convert("L").getextrema()

    assert head("裙子") == head("裙" * 300)


def test_nothing_runs_over_the_edge_of_a_page(library: Library) -> None:
    """A name of 10,000 signs without a space breaks at the margin: the outermost strip of each page stays white."""
    case = papers.a_long_case(name="x" * 10_000, seller="y" * 10_000, order_no="9" * 300, problem="z" * 3_000)
    pdf = set_(library, laid_out(library, [a_message(1, "w" * 5_000)], case))
    for page in pages_of(pdf):
        strip: Any = page.crop((page.width - 30, 0, page.width, page.height)).convert("L").getextrema()
        assert strip[0] > 250


def _share_of_red(page: Image.Image) -> float:
    flat = page.resize((100, 140)).tobytes()
    pixels = list(zip(flat[::3], flat[1::3], flat[2::3], strict=True))
    return sum(red > 150 and green < 90 and blue < 90 for red, green, blue in pixels) / len(pixels)


async def test_the_press_prints_in_a_process_of_its_own(library: Library) -> None:
    """What the process gives is what the typesetter sets."""
    photo = a_photo()
    dossier = laid_out(library, [a_proof(1, photo)])
    paper = dossier_pages.paper(words_for("zh"), dossier, library, masked=False)

    async def pictures() -> AsyncIterator[tuple[str, bytes]]:
        for each in named({1: photo}):
            yield each

    assert await Press().print(paper, NOW, pictures()) == set_(library, dossier, p1=photo)


async def test_a_paper_that_cannot_be_set_is_a_sentence() -> None:
    """A paper without sections gives no file, and why stands in the error."""

    async def none() -> AsyncIterator[tuple[str, bytes]]:
        for each in named({}):
            yield each

    with pytest.raises(NotPrinted, match="sections"):
        await Press().print({"title": "x"}, NOW, none())
