"""An S3-compatible store for the tests: moto's server over HTTP, and the environment that leads there."""

import secrets
import urllib.request
from collections.abc import Iterator

import pytest
from moto.server import ThreadedMotoServer

_ENVIRONMENT = {
    "AWS_ACCESS_KEY_ID": "testing",
    "AWS_SECRET_ACCESS_KEY": "testing",
    "AWS_REGION": "us-east-1",
}


@pytest.fixture(scope="session")
def s3_server() -> Iterator[str]:
    """The address of a server that speaks S3 and keeps everything in memory."""
    server = ThreadedMotoServer("127.0.0.1", port=0, verbose=False)
    server.start()
    host, port = server.get_host_and_port()
    yield f"http://{host}:{port}"
    server.stop()


@pytest.fixture
def s3_environment(s3_server: str, monkeypatch: pytest.MonkeyPatch) -> str:
    """The usual AWS_ variables point to that server; gives its address."""
    lead_to(s3_server, monkeypatch)
    return s3_server


def lead_to(address: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """The usual AWS_ variables point to that address; nobody needs to be at home there."""
    for name, value in {**_ENVIRONMENT, "AWS_ENDPOINT_URL": address}.items():
        monkeypatch.setenv(name, value)


@pytest.fixture
def bucket_url(s3_environment: str) -> str:
    """A prefix in an empty bucket of this test alone."""
    name = f"evidence-{secrets.token_hex(4)}"
    request = urllib.request.Request(f"{s3_environment}/{name}", method="PUT")  # noqa: S310 - our own server
    with urllib.request.urlopen(request):  # noqa: S310 - as above
        return f"s3://{name}/of/refundkeeper"
