"""Keyboards under messages: what Telegram accepts as `reply_markup`, and what of it comes back."""

from typing import Any

from bot.tryout.call import Call
from bot.tryout.refusals import bad
from bot.tryout.spots import units

BUTTONS = 100
DATA_BYTES = 64
COPY_UNITS = 256
SWITCHES = ("switch_inline_query", "switch_inline_query_chosen_chat", "switch_inline_query_current_chat")
OTHERS = ("keyboard", "remove_keyboard", "force_reply")


def inline_of(call: Call) -> dict[str, Any] | None:
    """Give the InlineKeyboardMarkup of a call; None for no keyboard, an empty one, and the kinds that never come back.

    Raises:
        RefusedError: 400 in Telegram's words.
    """
    markup = call.decoded("reply_markup", "reply keyboard markup")
    if markup is None:
        return None
    if not isinstance(markup, dict):
        raise bad("object expected as reply markup")
    if "inline_keyboard" not in markup:
        if call.method.startswith("edit") and any(name in markup for name in OTHERS):
            raise bad("inline keyboard expected")
        return None
    rows = markup["inline_keyboard"]
    if not isinstance(rows, list) or any(not isinstance(row, list) for row in rows):
        raise bad('field "inline_keyboard" must be an Array of Arrays')
    kept = [[_button(one) for one in row] for row in rows if row]
    if sum(len(row) for row in kept) > BUTTONS:
        raise bad("reply markup is too long")
    return {"inline_keyboard": kept} if kept else None


def _button(button: Any) -> dict[str, Any]:
    if not isinstance(button, dict):
        raise bad("can't parse inline keyboard button: InlineKeyboardButton must be an Object")
    text = button.get("text")
    if not isinstance(text, str):
        raise bad("can't parse inline keyboard button: Can't find field \"text\"")
    if not text.strip():
        raise bad("inline keyboard button text must be non-empty")
    kept: dict[str, Any] = {"text": text.strip()}
    style = button.get("style")
    if style is not None:
        if style not in {"danger", "success", "primary"}:
            raise bad("can't parse inline keyboard button: invalid button style specified")
        kept["style"] = style
    if button.get("icon_custom_emoji_id"):
        kept["icon_custom_emoji_id"] = str(button["icon_custom_emoji_id"])
    return kept | _deed(button)


def _deed(button: dict[str, Any]) -> dict[str, Any]:
    """What the button does; the first kind given counts, in Telegram's order."""
    if button.get("url"):
        return {"url": _address(str(button["url"]))}
    data = button.get("callback_data")
    if data:
        if not isinstance(data, str):
            raise bad('can\'t parse inline keyboard button: Field "callback_data" must be of type String')
        if len(data.encode()) > DATA_BYTES:
            raise bad("BUTTON_DATA_INVALID")
        return {"callback_data": data}
    switch = [name for name in SWITCHES if name in button]
    if switch:
        return {switch[0]: button[switch[0]]}
    if "web_app" in button:
        return {"web_app": {"url": _secure(button["web_app"])}}
    if "copy_text" in button:
        return {"copy_text": {"text": _copied(button["copy_text"])}}
    raise bad("can't parse inline keyboard button: Text buttons are unallowed in the inline keyboard")


def _address(url: str) -> str:
    bare = url if "://" in url else f"http://{url}"
    scheme, _, rest = bare.partition("://")
    host = rest.split("/")[0]
    if scheme not in {"http", "https", "tg", "ton"} or not host or " " in url:
        raise bad(f"inline keyboard button URL '{url}' is invalid: Wrong HTTP URL")
    if scheme in {"http", "https"} and "." not in host:
        raise bad(f"inline keyboard button URL '{url}' is invalid: Wrong HTTP URL")
    return bare if "/" in rest or scheme == "tg" else f"{bare}/"


def _secure(web_app: Any) -> str:
    url = str(web_app.get("url", "")) if isinstance(web_app, dict) else ""
    if not url.startswith("https://"):
        raise bad(f"inline keyboard button Web App URL '{url}' is invalid: Only HTTPS links are allowed")
    return url


def _copied(copy_text: Any) -> str:
    text = copy_text.get("text") if isinstance(copy_text, dict) else None
    if not isinstance(text, str):
        raise bad("can't parse inline keyboard button: Can't find field \"text\"")
    if not 1 <= units(text) <= COPY_UNITS:
        raise bad("BUTTON_COPY_TEXT_INVALID")
    return text
