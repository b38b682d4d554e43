"""The settings: what is accepted, what is refused, and with which word."""

from pathlib import Path

import pytest

from bot import settings
from bot.settings import WrongSettings

TOKEN = "123456789:AAE-abcdefghijklmnopqrstuvwxyz012345"
SECRET = "a-secret-of-sixteen-signs-and-more"


@pytest.fixture(autouse=True)
def bare_environment(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """No variable and no .env of the machine reaches a test."""
    monkeypatch.chdir(tmp_path)
    for name in settings.Settings.model_fields:
        monkeypatch.delenv(f"REFUND_{name.upper()}", raising=False)


def test_a_token_is_all_it_takes(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """With nothing but a token the bot polls Telegram and keeps everything in ./data."""
    monkeypatch.setenv("REFUND_BOT_TOKEN", TOKEN)
    chosen = settings.read()
    assert chosen.token == TOKEN
    assert chosen.api_url == "https://api.telegram.org"
    assert chosen.database.startswith("sqlite:////")
    assert chosen.database.endswith("/data/refundkeeper.db")
    assert chosen.evidence == (tmp_path / "data" / "evidence").as_uri()
    assert (chosen.webhook_url, chosen.address, chosen.admin_ids) == ("", None, ())


def test_the_env_file_is_read_and_the_environment_wins(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A variable of the environment beats the same one in .env."""
    (tmp_path / ".env").write_text(f"REFUND_BOT_TOKEN={TOKEN}\nREFUND_LISTEN=127.0.0.1:1\nOTHER=1\n", encoding="utf-8")
    monkeypatch.setenv("REFUND_LISTEN", "127.0.0.1:2")
    chosen = settings.read()
    assert (chosen.token, chosen.address) == (TOKEN, ("127.0.0.1", 2))


@pytest.mark.parametrize(
    ("variable", "value", "word"),
    [
        ("BOT_TOKEN", None, "is missing"),  # the first thing everybody forgets
        ("BOT_TOKEN", "", "@BotFather"),  # an empty line in .env
        ("BOT_TOKEN", "123456789", "@BotFather"),  # half of it copied
        ("API_URL", "api.telegram.org", "https://"),  # no scheme
        ("API_URL", "ftp://example.org", "https://"),  # the wrong one
        ("DATABASE_URL", "mysql://localhost/x", "sqlite"),  # a database we do not speak
        ("EVIDENCE_URL", "s3:///prefix", "s3://my-bucket"),  # no bucket
        ("EVIDENCE_URL", "s3://My_Bucket/x", "s3://my-bucket"),  # no name that a bucket can have
        ("EVIDENCE_URL", "https://bucket/x", "file:///"),  # neither
        ("MASTER_KEY", "correct horse battery staple", "openssl rand -hex 32"),  # a password is no key
        ("EVIDENCE_URL", "/srv/evidence", "file:///"),  # a path is no URL
        ("LISTEN", "here", "127.0.0.1:8080"),  # no port
        ("LISTEN", "127.0.0.1:70000", "127.0.0.1:8080"),  # no such port
        ("ACTIONS_A_MINUTE", "0", "like 20"),  # nobody could say anything
        ("UPLOADS_AN_HOUR", "off", "as good as no limit"),  # there is no switch
        ("ADMIN_IDS", "me, you", "11111111"),  # names instead of ids
    ],
)
def test_a_wrong_setting_is_named_with_its_reason(
    monkeypatch: pytest.MonkeyPatch, variable: str, value: str | None, word: str
) -> None:
    """One sentence, beginning with the variable, saying how to mend it, and never repeating the value."""
    monkeypatch.setenv("REFUND_BOT_TOKEN", TOKEN)
    if value is None:
        monkeypatch.delenv(f"REFUND_{variable}")
    else:
        monkeypatch.setenv(f"REFUND_{variable}", value)
    with pytest.raises(WrongSettings) as caught:
        settings.read()
    assert str(caught.value).startswith(f"REFUND_{variable} ")
    assert word in str(caught.value)
    assert "\n" not in str(caught.value)


@pytest.mark.parametrize(
    ("given", "variable"),
    [
        ({}, "REFUND_WEBHOOK_SECRET"),  # anybody could post updates
        ({"webhook_secret": "short"}, "REFUND_WEBHOOK_SECRET"),  # could be guessed
        ({"webhook_secret": "with spaces, which no header takes"}, "REFUND_WEBHOOK_SECRET"),
        ({"webhook_secret": SECRET}, "REFUND_LISTEN"),  # nobody would hear the knocking
        ({"webhook_secret": SECRET, "listen": ":1", "webhook_url": "http://a.example"}, "REFUND_WEBHOOK_URL"),
    ],
)
def test_half_a_webhook_is_refused(given: dict[str, str], variable: str) -> None:
    """Webhook mode needs an https address, a good secret and a place to listen."""
    with pytest.raises(WrongSettings) as caught:
        settings.read(None, **{"bot_token": TOKEN, "webhook_url": "https://a.example/hook", **given})
    assert caught.value.variable == variable


@pytest.mark.parametrize(
    ("written", "ids"),
    [("1,2", (1, 2)), ("1, 2", (1, 2)), ("7999999999", (7_999_999_999,)), ("", ())],  # as people write lists
)
def test_operators_are_a_list_with_commas(monkeypatch: pytest.MonkeyPatch, written: str, ids: tuple[int, ...]) -> None:
    """REFUND_ADMIN_IDS needs no JSON."""
    monkeypatch.setenv("REFUND_ADMIN_IDS", written)
    assert settings.read(None, bot_token=TOKEN).admin_ids == ids


@pytest.mark.parametrize(
    ("written", "address"),
    [
        ("0.0.0.0:8080", ("0.0.0.0", 8080)),  # noqa: S104 - all addresses, as in a container
        (":8080", ("127.0.0.1", 8080)),  # no host: this machine alone
        ("8080", ("127.0.0.1", 8080)),
        ("[::1]:8080", ("::1", 8080)),
    ],
)
def test_listen_is_host_and_port(written: str, address: tuple[str, int]) -> None:
    """The host may be left out, and IPv6 stands in brackets."""
    assert settings.read(None, bot_token=TOKEN, listen=written).address == address


def test_the_settings_can_be_shown_without_secrets() -> None:
    """Neither token nor webhook secret stands in their text."""
    chosen = settings.read(
        None, bot_token=TOKEN, webhook_url="https://a.example/h", webhook_secret=SECRET, listen="127.0.0.1:0"
    )
    assert TOKEN not in repr(chosen)
    assert SECRET not in f"{chosen!r} {chosen}"
