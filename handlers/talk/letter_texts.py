"""A letter as the chat shows it: its text to copy, what it lacks, what it says, the law behind it. Pure."""

from collections.abc import Mapping, Sequence

from domain import masking
from domain.letters import IDENTITY, Blank, Facts, Field, Letter, Template
from domain.policy import Confidence, Words
from domain.quotes import Quote
from handlers.talk import counsel
from handlers.talk.cards import Look
from handlers.talk.markup import Html, bold, fill, join, lines
from handlers.talk.words.catalogue.words import said

_MASKS = {Blank.NAME: masking.name, Blank.PHONE: masking.phone, Blank.ADDRESS: masking.address}


def page(look: Look, template: Template, letter: Letter, limit: str, *, gloss: bool, masked: bool) -> Html:
    """A letter in one of its forms; where something is missing, that stands first."""
    words = look.words
    lacks = len(letter.missing)
    return lines(
        words.letter_title(said(words, template.title)),
        words.letter_lacks(lacks) if lacks else words.letter_copies(len(letter.chinese)),
        _shown(letter.chinese, masked=masked),
        words.letter_limit(limit) if limit else None,
        words.letter_masked() if masked and not lacks else None,
        lines(words.letter_gloss(), _quoted(letter.english)) if gloss else None,
        fill("<i>{foot}</i>", foot=words.letter_foot()),
    )


def places(look: Look, template: Template, found: Sequence[Field]) -> Html:
    """A letter place by place, as a form asks for it."""
    words = look.words
    listed = (
        lines(bold(said(words, each.title)), _shown("".join(each.pieces), masked=template.named)) for each in found
    )
    return lines(
        words.letter_title(said(words, template.title)),
        words.letter_places(),
        *listed,
        words.letter_masked() if template.named else None,
    )


def gloss(look: Look, template: Template, letter: Letter) -> Html:
    """What a letter says, for who does not read Chinese."""
    title = look.words.letter_title(said(look.words, template.title))
    return lines(title, look.words.letter_gloss(), _quoted(letter.english))


def law(look: Look, template: Template, quoted: Sequence[Quote]) -> Html:
    """What a letter quotes: the article with its address, its words, what they mean, since when they hold."""
    words = look.words
    listed = (Html("\n" + _law(look, each)) for each in quoted)
    return lines(
        words.letter_title(said(words, template.title)),
        words.letter_law() if quoted else words.letter_no_law(),
        *listed,
    )


def masked(facts: Facts) -> Facts:
    """The facts as a chat may show them: who writes is masked, in every language."""
    return {blank: _mask(blank, words) if blank in IDENTITY else words for blank, words in facts.items()}


def _mask(blank: Blank, words: Words) -> Mapping[str, str]:
    return {language: _MASKS[blank](text) for language, text in words.items()}


def _law(look: Look, quote: Quote) -> Html:
    words = look.words
    own = quote.gloss if words.code == "en" else None
    doubt = words.law_reading() if quote.confidence is not Confidence.HIGH else None
    since = words.law_since(words.day(quote.valid_from, look.today))
    return lines(
        join(" · ", counsel.source(quote.source, quote.article), since, doubt),
        f"「{quote.words}」" if quote.words else None,
        own,
    )


def _shown(text: str, *, masked: bool) -> Html:
    """The letter; where one tap on it would copy masked text, it is no block to copy."""
    return _quoted(text) if masked else fill("<pre>{text}</pre>", text=text)


def _quoted(text: str) -> Html:
    return fill("<blockquote>{text}</blockquote>", text=text)
