"""HTML, entities and limits of texts, as Telegram reads and words them."""

import re
from typing import Any

import pytest

from bot.tryout.call import Call
from bot.tryout.refusals import RefusedError
from bot.tryout.texts import caption_of, formatted, message_text


def span(kind: str, offset: int, length: int, **more: Any) -> dict[str, Any]:
    """Give an entity."""
    return {"type": kind, "offset": offset, "length": length, **more}


@pytest.mark.parametrize(
    ("source", "text", "entities"),
    [
        ("<b>粗</b><i>斜</i>", "粗斜", [span("bold", 0, 1), span("italic", 1, 1)]),
        ("👍<u>x</u>", "👍x", [span("underline", 2, 1)]),  # an emoji is two UTF-16 units
        ("<strong>a</strong><em>b</em><ins>c</ins>", "abc",
         [span("bold", 0, 1), span("italic", 1, 1), span("underline", 2, 1)]),
        ("<s>a</s> <strike>b</strike> <del>c</del>", "a b c", [span("strikethrough", n, 1) for n in (0, 2, 4)]),
        ("<b><i>x</i></b>", "x", [span("bold", 0, 1), span("italic", 0, 1)]),  # nested
        ("<b>a</b><b>b</b>", "ab", [span("bold", 0, 2)]),  # neighbours are one
        ("<code>a<b>b</b></code>", "ab", [span("code", 0, 2)]),  # code holds nothing else
        ("<b>a<code>b</code>c</b>", "abc", [span("bold", 0, 1), span("code", 1, 1), span("bold", 2, 1)]),
        ("<pre>x</pre>", "x", [span("pre", 0, 1)]),
        ('<pre><code class="language-py">x</code></pre>', "x", [span("pre", 0, 1, language="py")]),
        ('<a href="https://a.cn/?x=1&amp;y">k</a>', "k", [span("text_link", 0, 1, url="https://a.cn/?x=1&y")]),
        ("<a href=''>no</a>", "no", []),  # no address, no entity
        ("<tg-spoiler>x</tg-spoiler>", "x", [span("spoiler", 0, 1)]),
        ('<span class="tg-spoiler">x</span>', "x", [span("spoiler", 0, 1)]),
        ('<tg-emoji emoji-id="5368">👍</tg-emoji>', "👍", [span("custom_emoji", 0, 2, custom_emoji_id="5368")]),
        ("<blockquote>x</blockquote>", "x", [span("blockquote", 0, 1)]),
        ("<blockquote expandable>x</blockquote>", "x", [span("expandable_blockquote", 0, 1)]),
        ('<tg-time unix="1647531900" format="wDT">x</tg-time>', "x",
         [span("date_time", 0, 1, unix_time=1647531900, date_time_format="wDT")]),
        ('<tg-time unix="1647531900">x</tg-time>', "x", [span("date_time", 0, 1, unix_time=1647531900)]),
        ("&lt;3 &amp; &quot;&#20013;&#x4e2d;&nbsp;", '<3 & "中中&nbsp;', []),  # four names and numbers, no others
        ("<b></b>x", "x", []),  # an empty entity is none
        ("  <b> x </b>  ", "x", [span("bold", 0, 1)]),  # trimmed at both ends
        ("<B>x</B></ b>"[:8], "x", [span("bold", 0, 1)]),  # tags in any case
        ("退 /help@some_bot #标签 $CNY", "退 /help@some_bot #标签 $CNY",
         [span("bot_command", 2, 14), span("hashtag", 17, 3), span("cashtag", 21, 4)]),
        ("见 https://a.cn/x. a@b.com +8613800138000", "见 https://a.cn/x. a@b.com +8613800138000",
         [span("url", 2, 14), span("email", 18, 7), span("phone_number", 26, 14)]),
        ("<code>/start</code>", "/start", [span("code", 0, 6)]),  # nothing is found inside code
        ("a/b 1/2 //x", "a/b 1/2 //x", []),  # no commands
    ],
)  # fmt: skip
def test_html_becomes_what_telegram_makes_of_it(source: str, text: str, entities: list[dict[str, Any]]) -> None:
    """The text is bare and every entity has its place in UTF-16 units."""
    assert formatted(source, "HTML", None) == (text, entities)


@pytest.mark.parametrize(
    ("source", "words"),
    [
        ("<3 Shop", 'Unsupported start tag "3" at byte offset 0'),  # the shop that breaks every unescaped bot
        ("好<x>", 'Unsupported start tag "x" at byte offset 3'),  # bytes, not characters
        ("<b>x", 'Can\'t find end tag corresponding to start tag "b"'),
        ("<b>x</i>", 'Unmatched end tag at byte offset 4, expected "</b>", found "</i>"'),
        ("x</b>", "Unexpected end tag at byte offset 1"),
        ("<b>x</b", "Unclosed end tag at byte offset 4"),
        ("<b", "Unclosed start tag at byte offset 0"),
        ("<a href='x", 'Unclosed start tag "a" at byte offset 0'),
        ("<br/>", 'Unsupported start tag "br/" at byte offset 0'),
        ("<span class='x'>y</span>", 'Tag "span" must have class "tg-spoiler" at byte offset 0'),
        ("<tg-emoji emoji-id='x'>y</tg-emoji>", "Invalid custom emoji identifier specified"),
        ("<tg-time unix='soon'>y</tg-time>", "Invalid date specified"),
        ("<tg-time unix='1' format='q'>y</tg-time>", "Invalid date-time format specified"),
    ],
)
def test_bad_html_is_refused_in_telegrams_words(source: str, words: str) -> None:
    """A bot that forgets to escape learns it here and not from a shopper."""
    with pytest.raises(RefusedError, match=f"^400 Bad Request: can't parse entities: {re.escape(words)}$"):
        formatted(source, "HTML", None)


@pytest.mark.parametrize(
    ("entities", "kept"),
    [
        ([span("bold", 0, 2)], [span("bold", 0, 2)]),
        ([span("bold", 0, 20)], []),  # beyond the end: dropped
        ([span("bold", -1, 2)], []),
        ([span("hashtag", 0, 2)], []),  # Telegram finds those itself
        ([span("date_time", 0, 2, unix_time=5, date_time_format="r")],
         [span("date_time", 0, 2, unix_time=5, date_time_format="r")]),
        ([span("text_link", 0, 1, url="https://a.cn")], [span("text_link", 0, 1, url="https://a.cn")]),
    ],
)  # fmt: skip
def test_explicit_entities_are_kept_where_they_fit(entities: list[dict[str, Any]], kept: list[dict[str, Any]]) -> None:
    """Entities given with the text need no escaping and survive as they are."""
    assert formatted("<3 你", "", entities) == ("<3 你", kept)


@pytest.mark.parametrize("mode", ["MarkdownV2", "Markdown", "BBCode"])
def test_other_parse_modes_are_refused(mode: str) -> None:
    """What the server does not read it refuses, instead of showing the marks."""
    with pytest.raises(RefusedError, match="parse"):
        formatted("x", mode, None)


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("x" * 4096, ""),
        ("👍" * 2048, ""),  # 4096 UTF-16 units
        ("👍" * 2048 + "x", "message is too long"),
        ("<b>" + "x" * 4096 + "</b>", ""),  # tags do not count
        ("x" * 4097, "message is too long"),
        ("  \n ", "message text is empty"),
        ("<b></b>", "message text is empty"),
        ("", "message text is empty"),
        ("中" * 11_000, "text is too long"),  # over 32 KiB nothing is parsed at all
    ],
)
def test_the_limit_of_a_text_counts_utf16_units_after_parsing(text: str, words: str) -> None:
    """4096 units pass, one more does not, and an empty text never."""
    call = Call("sendMessage", {"text": text, "parse_mode": "HTML"})
    if not words:
        assert message_text(call)["text"]
        return
    with pytest.raises(RefusedError, match=words):
        message_text(call)


def test_a_caption_ends_at_1024_units() -> None:
    """1024 units pass, one more is too long."""
    assert caption_of(Call("sendPhoto", {"caption": "x" * 1024})) == {"caption": "x" * 1024}
    with pytest.raises(RefusedError, match="message caption is too long"):
        caption_of(Call("sendPhoto", {"caption": "x" * 1025}))
