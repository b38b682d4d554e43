"""The methods by which the bot says what it is: commands, name, descriptions, menu button."""

import json
import re
from typing import Any

from bot.tryout.call import Call
from bot.tryout.chats import Json
from bot.tryout.refusals import bad
from bot.tryout.spots import units
from bot.tryout.town import Town


def named(town: Town, what: str, language: str = "") -> str:
    """Give the bot's name, description or short description in a language, else in none."""
    return town.profile.texts.get((what, language)) or town.profile.texts.get((what, ""), "")


def in_languages(town: Town, what: str) -> dict[str, str]:
    """Give the same by language, for those that the bot has named itself in."""
    return {language: text for (kind, language), text in town.profile.texts.items() if kind == what and language}


def _scope(call: Call) -> str:
    scope = call.decoded("scope", "BotCommandScope") or {"type": "default"}
    if not isinstance(scope, dict):
        raise bad("can't parse BotCommandScope: BotCommandScope must be an Object")
    known = {"default", "all_private_chats", "all_group_chats", "all_chat_administrators"}
    if scope.get("type") not in known | {"chat", "chat_administrators", "chat_member"}:
        raise bad("can't parse BotCommandScope: Unsupported type specified")
    return json.dumps(scope, sort_keys=True)


def _language(call: Call) -> str:
    code = call.text("language_code")
    if code and not re.fullmatch(r"[a-z]{2}", code):
        raise bad("invalid language code specified")
    return code


def set_commands(town: Town, call: Call) -> bool:
    """Answer setMyCommands, for a scope and a two-letter language."""
    commands = call.decoded("commands", "commands")
    if not isinstance(commands, list):
        raise bad("expected an Array of BotCommand")
    if len(commands) > 100:
        raise bad("BOT_COMMANDS_TOO_MUCH")
    town.profile.commands[_scope(call), _language(call)] = [_command(one) for one in commands]
    town.events.publish("commands")
    return True


def _command(one: Any) -> Json:
    if not isinstance(one, dict):
        raise bad("can't parse BotCommand: expected an Object")
    name = str(one.get("command", "")).removeprefix("/").lower()
    said = str(one.get("description", ""))
    if not re.fullmatch(r"[a-z0-9_]{1,32}", name):
        raise bad("BOT_COMMAND_INVALID")
    if not 1 <= units(said) <= 256:
        raise bad("BOT_COMMAND_DESCRIPTION_INVALID")
    return {"command": name, "description": said}


def delete_commands(town: Town, call: Call) -> bool:
    """Answer deleteMyCommands."""
    town.profile.commands.pop((_scope(call), _language(call)), None)
    town.events.publish("commands")
    return True


def get_commands(town: Town, call: Call) -> list[Json]:
    """Answer getMyCommands: exactly this scope and language, nothing inherited."""
    return town.profile.commands.get((_scope(call), _language(call)), [])


LONGEST = {"name": 64, "description": 512, "short_description": 120}
WHAT = {"Name": "name", "Description": "description", "ShortDescription": "short_description"}


def set_text(town: Town, call: Call) -> bool:
    """Answer setMyName, setMyDescription and setMyShortDescription."""
    what = WHAT[call.method.removeprefix("setMy")]
    text = call.text(what)
    if units(text) > LONGEST[what]:
        raise bad(f"{what.replace('_', ' ')} is too long")
    town.profile.texts[what, _language(call)] = text
    town.events.publish("commands")
    return True


def get_text(town: Town, call: Call) -> Json:
    """Answer getMyName, getMyDescription and getMyShortDescription."""
    what = WHAT[call.method.removeprefix("getMy")]
    fallback = town.bot.first_name if what == "name" else ""
    return {what: named(town, what, _language(call)) or fallback}


def set_menu(town: Town, call: Call) -> bool:
    """Answer setChatMenuButton."""
    button = call.decoded("menu_button", "menu button") or {"type": "default"}
    if not isinstance(button, dict) or button.get("type") not in {"default", "commands", "web_app"}:
        raise bad("can't parse MenuButton: MenuButton has unsupported type")
    town.profile.menus[call.integer("chat_id")] = button
    return True


def get_menu(town: Town, call: Call) -> Json:
    """Answer getChatMenuButton."""
    menus = town.profile.menus
    return menus.get(call.integer("chat_id")) or menus.get(0) or {"type": "default"}


METHODS: dict[str, Any] = {
    "setMyCommands": set_commands,
    "getMyCommands": get_commands,
    "deleteMyCommands": delete_commands,
    **{f"set{name}": set_text for name in ("MyName", "MyDescription", "MyShortDescription")},
    **{f"get{name}": get_text for name in ("MyName", "MyDescription", "MyShortDescription")},
    "setChatMenuButton": set_menu,
    "getChatMenuButton": get_menu,
}
