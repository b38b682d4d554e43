"""The house keeps its own rules: sizes, empty doors, no effect on import, every scene routed, every reminder placed."""

import ast
import importlib
import inspect
import pkgutil
import socket
import subprocess
import sys
from pathlib import Path

import pytest

from bot.routes import routes
from domain.case import Case
from handlers import scenes
from storage import librarian

ROOT = Path(__file__).parents[1]
HOUSES = ("bot", "handlers", "storage", "domain")
SOURCES = sorted(path for house in HOUSES for path in (ROOT / house).rglob("*.py"))
LINES, BODY = 250, 34  # house rule: 30 lines of code; a table inside a function may run a little over


@pytest.mark.parametrize("path", SOURCES, ids=lambda path: str(path.relative_to(ROOT)))
def test_a_file_is_a_small_room(path: Path) -> None:
    """No file outgrows what can be read in one sitting."""
    count = len(path.read_text(encoding="utf-8").splitlines())
    limit = 320 if path.name == "machine.py" or "deadlines" in path.name else LINES  # one table, one reading
    assert count <= limit, f"{count} lines"


@pytest.mark.parametrize("path", [path for path in SOURCES if path.name == "__init__.py"], ids=str)
def test_a_door_is_only_a_door(path: Path) -> None:
    """An __init__ holds its docstring and nothing else: no back doors in the import graph."""
    body = ast.parse(path.read_text(encoding="utf-8")).body
    assert len(body) <= 1, "something is re-exported here"


def test_importing_a_module_has_no_effect(monkeypatch: pytest.MonkeyPatch) -> None:
    """Every module can be imported with the network closed."""

    def closed(*_: object) -> None:
        raise AssertionError("a module opened a connection when it was imported")

    monkeypatch.setattr(socket.socket, "connect", closed)
    for house in HOUSES:
        package = importlib.import_module(house)
        for module in pkgutil.walk_packages(package.__path__, f"{house}."):
            if "migrations" not in module.name and not module.name.endswith("__main__"):
                importlib.import_module(module.name)


def test_every_scene_is_routed() -> None:
    """A scene that nothing leads to is dead; five are called by the ticker and the worker."""
    routed = {inspect.getmodule(route.callback).__name__ for route in routes() if inspect.getmodule(route.callback)}  # type: ignore[union-attr] # filtered
    written = {f"handlers.scenes.{module.name}" for module in pkgutil.iter_modules(scenes.__path__)}
    called = ("heartbeat", "outage", "digest", "mishap", "flood")
    assert written - routed == {f"handlers.scenes.{name}" for name in called}


def test_every_reminder_hangs_on_rules_that_exist() -> None:
    """A misspelt rule in reminders.toml would remind nobody."""
    library = librarian.load()
    known = {rule.id for policy in library.policies.values() for rule in policy.rules}
    for kind in library.kinds:
        assert kind.rules <= known, f"{kind.id}: {kind.rules - known}"


def test_a_case_stores_no_stage() -> None:
    """Where a case stands is computed: there is no field that could disagree with the journal."""
    assert "stage" not in Case.__dataclass_fields__


def test_the_bot_itself_decodes_nothing() -> None:
    """Whoever sends a picture meets a decoder only behind the fence: the bot's own process has not even loaded one."""
    modules = "bot.app, bot.cli, bot.speech, bot.routes"
    decoders = ("PIL", "pi_heif", "zxingcpp", "rapidocr", "onnxruntime", "typst", "pypdfium2")
    out = subprocess.run(
        (sys.executable, "-c", f"import sys, {modules}; print(*(set({decoders}) & set(sys.modules)))"),
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=True,
    )
    assert out.stdout.split() == []
