"""Text as every database and every file can hold it."""


def storable(text: str) -> str:
    """The text without NUL, and with a question mark for each half of a surrogate pair; a chat may bring both."""
    whole = text if text.isascii() else text.encode("utf-8", "replace").decode("utf-8")
    return whole.replace("\x00", "")


def visible(text: str) -> str:
    """The text in one line, without what cannot be seen: control signs, and marks that turn their neighbours round."""
    return " ".join("".join(sign if sign.isprintable() else " " * sign.isspace() for sign in text).split())
