"""The one place where text becomes Telegram's HTML: what a person wrote is escaped, what we wrote is not."""

import html

TEXT_LIMIT = 4096  # UTF-16 units of a message (Bot API: sendMessage)


class Html(str):
    """A text that is safe to send as HTML. Only this file makes one out of a person's words."""

    __slots__ = ()


def escape(text: str) -> Html:
    """A person's text, harmless inside HTML; Html stays as it is."""
    return text if isinstance(text, Html) else Html(html.escape(text, quote=False))


def fill(template: str, **values: object) -> Html:
    """A sentence of ours with its fields filled in; whatever is not `Html` yet is escaped."""
    return Html(template.format_map({name: escape(_text(value)) for name, value in values.items()}))


def bold(text: str) -> Html:
    """The text in bold, escaped."""
    return Html(f"<b>{escape(text)}</b>")


def lines(*parts: str | None) -> Html:
    """The parts that are there, one a line, each escaped unless it is Html."""
    return Html("\n".join(escape(part) for part in parts if part))


def join(separator: str, *parts: str | None) -> Html:
    """The parts that are there, with a separator of ours between them."""
    return Html(separator.join(escape(part) for part in parts if part))


def _text(value: object) -> str:
    return value if isinstance(value, str) else str(value)
