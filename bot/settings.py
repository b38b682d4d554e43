"""The settings: environment variables with the prefix REFUND_, or a .env file. Refuses to start half-configured."""

import re
from collections.abc import Iterator, Mapping
from datetime import timedelta
from pathlib import Path
from typing import Annotated, Any
from urllib.parse import urlsplit

from pydantic import BeforeValidator, SecretStr, ValidationError, field_validator
from pydantic_settings import BaseSettings, NoDecode, SettingsConfigDict

from domain.errors import RefundKeeperError
from domain.quotas import Quota, Quotas
from storage import places
from storage.master import SECRET as MASTER

PREFIX = "REFUND_"
TOKEN = re.compile(r"\d{6,}:[A-Za-z0-9_-]{30,}")
SECRET = re.compile(r"[A-Za-z0-9_-]{16,256}")  # what setWebhook accepts, and long enough not to be guessed
LISTEN = re.compile(r"(?:(?P<host>[^:\[\]]*|\[[0-9a-fA-F:]+\]):)?(?P<port>\d{1,5})")


class WrongSettings(RefundKeeperError):  # noqa: N818 - named for what it means, as all errors of the house
    """A setting is missing or cannot be; names the variable and says why in one sentence."""

    def __init__(self, variable: str, why: str) -> None:
        super().__init__(variable, why)
        self.variable = variable
        self.why = why

    def __str__(self) -> str:
        return f"{self.variable} {self.why}"


def _split(value: object) -> object:
    """``1,2`` as people write lists into an environment."""
    return [part for part in re.split(r"[,\s]+", value) if part] if isinstance(value, str) else value


class Settings(BaseSettings):
    """Everything the operator decides; product.md's table says what each variable means."""

    model_config = SettingsConfigDict(env_prefix=PREFIX, frozen=True, extra="ignore", env_file_encoding="utf-8")

    bot_token: SecretStr
    api_url: str = "https://api.telegram.org"
    database_url: str = ""
    data_dir: Path = Path("data")
    evidence_url: str = ""
    master_key: SecretStr = SecretStr("")
    webhook_url: str = ""
    webhook_secret: SecretStr = SecretStr("")
    listen: str = ""
    eyes: bool = True
    actions_a_minute: int = 20
    uploads_an_hour: int = 30
    admin_ids: Annotated[tuple[int, ...], NoDecode, BeforeValidator(_split)] = ()

    @field_validator("bot_token")
    @classmethod
    def _token_is_whole(cls, token: SecretStr) -> SecretStr:
        if not TOKEN.fullmatch(token.get_secret_value()):
            raise ValueError("is no bot token: copy it whole from @BotFather, like 123456789:AA…")
        return token

    @field_validator("api_url", "webhook_url")
    @classmethod
    def _address_is_http(cls, url: str) -> str:
        parts = urlsplit(url)
        if url and (parts.scheme not in {"http", "https"} or not parts.hostname):
            raise ValueError("is no address: write it like https://example.org")
        return url.rstrip("/")

    @field_validator("database_url")
    @classmethod
    def _database_is_known(cls, url: str) -> str:
        if url and not re.match(r"(sqlite|postgres(ql)?)(\+\w+)?://", url):
            raise ValueError("must begin with sqlite:/// or postgresql+psycopg://")
        return url

    @field_validator("evidence_url")
    @classmethod
    def _evidence_has_a_place(cls, url: str) -> str:
        return places.check_url(url) if url else url

    @field_validator("master_key")
    @classmethod
    def _master_key_is_whole(cls, key: SecretStr) -> SecretStr:
        if key and not MASTER.fullmatch(key.get_secret_value()):
            raise ValueError("must be 64 hexadecimal digits, as `openssl rand -hex 32` writes them")
        return key

    @field_validator("actions_a_minute", "uploads_an_hour", mode="before")
    @classmethod
    def _limit_is_a_number(cls, limit: object) -> object:
        if not re.fullmatch(r"[1-9]\d{0,6}", str(limit).strip()):
            raise ValueError("must be a whole number from 1 to 9999999, like 20; a large one is as good as no limit")
        return limit

    @field_validator("listen")
    @classmethod
    def _listen_is_a_port(cls, listen: str) -> str:
        match = LISTEN.fullmatch(listen)
        if listen and (match is None or int(match["port"]) > 65535):
            raise ValueError("must be host:port, like 127.0.0.1:8080")
        return listen

    @property
    def quotas(self) -> Quotas:
        """How much one chat may ask of us."""
        actions = Quota(self.actions_a_minute, timedelta(minutes=1))
        return Quotas(actions, Quota(self.uploads_an_hour, timedelta(hours=1)))

    @property
    def database(self) -> str:
        """The SQLAlchemy URL; SQLite in the data directory where none was named."""
        return self.database_url or f"sqlite:///{self.data_dir.absolute() / 'refundkeeper.db'}"

    @property
    def evidence(self) -> str:
        """Where the evidence's original bytes lie, as storage.places.open_place takes it."""
        return self.evidence_url or (self.data_dir.absolute() / "evidence").as_uri()

    @property
    def address(self) -> tuple[str, int] | None:
        """Host and port for health and webhook, or None where nothing listens; port 0 lets the machine choose."""
        match = LISTEN.fullmatch(self.listen)
        if match is None:
            return None
        return (match["host"] or "127.0.0.1").strip("[]"), int(match["port"])

    @property
    def token(self) -> str:
        """The bare token: for Telegram's addresses, and nowhere else."""
        return self.bot_token.get_secret_value()


def read(env_file: Path | None = Path(".env"), **given: Any) -> Settings:
    """
    The settings from the environment, then from the file; what is `given` wins over both.

    Raises:
        WrongSettings: the first variable that is missing or cannot be, and why.
    """
    try:
        settings = Settings(_env_file=env_file, **given)
    except ValidationError as error:
        raise next(_complaints(error.errors(include_url=False, include_input=False))) from None
    for variable, why in _contradictions(settings):
        raise WrongSettings(variable, why)
    return settings


def _complaints(errors: list[Any]) -> Iterator[WrongSettings]:
    """Pydantic's errors in our words; the value stays unsaid, it may be the token."""
    for error in errors:
        variable = PREFIX + str(error["loc"][0]).upper()
        yield WrongSettings(variable, _why(error))


def _why(error: Mapping[str, Any]) -> str:
    match error["type"]:
        case "missing":
            return "is missing: put it into the environment or into .env"
        case "int_parsing":
            return "must be Telegram ids with commas between them, like 11111111,22222222"
        case _:
            return str(error["msg"]).removeprefix("Value error, ")


def _contradictions(settings: Settings) -> Iterator[tuple[str, str]]:
    secret = settings.webhook_secret.get_secret_value()
    if settings.webhook_url and not secret:
        yield "REFUND_WEBHOOK_SECRET", "is missing: a webhook without it would believe anybody"
    if settings.webhook_url and not SECRET.fullmatch(secret):
        yield "REFUND_WEBHOOK_SECRET", "must be 16 to 256 of A-Z a-z 0-9 _ and -"
    if settings.webhook_url and settings.address is None:
        yield "REFUND_LISTEN", "is missing: in webhook mode say where to listen, like 127.0.0.1:8080"
    if settings.webhook_url.startswith("http://") and settings.api_url == "https://api.telegram.org":
        yield "REFUND_WEBHOOK_URL", "must begin with https://: Telegram calls no other address"
