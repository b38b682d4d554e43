"""For every test of the bot's own parts."""

from collections.abc import Iterator

import pytest
import structlog


@pytest.fixture(autouse=True, scope="session")
def plain_log() -> Iterator[None]:
    """Tracebacks without the values of every variable: painting those takes longer than the tests."""
    before = structlog.get_config()
    structlog.configure(processors=[structlog.processors.format_exc_info, structlog.processors.KeyValueRenderer()])
    yield
    structlog.configure(**before)
