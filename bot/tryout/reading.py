"""An HTTP request into a Call: query, form, multipart or JSON, all becoming the same strings."""

import json
from typing import Any

from starlette.datastructures import UploadFile
from starlette.requests import Request

from bot.tryout.call import Call, Upload
from bot.tryout.files import SEND_BYTES
from bot.tryout.refusals import RefusedError, bad

PART_BYTES = 4 * 1024 * 1024


async def call_of(request: Request, method: str) -> Call:
    """Read the whole request.

    Raises:
        RefusedError: 413 for a body far over the 50 MB a bot may send; 400 for JSON that is none.
    """
    if int(request.headers.get("content-length") or 0) > 10 * SEND_BYTES:
        raise RefusedError(413, "Request Entity Too Large")
    call = Call(method, dict(request.query_params))
    kind = request.headers.get("content-type", "")
    if kind.startswith("application/json"):
        call.values |= _from_json(await request.body())
    elif kind.startswith(("multipart/form-data", "application/x-www-form-urlencoded")):
        await _from_form(request, call)
    return call


def _from_json(body: bytes) -> dict[str, str]:
    try:
        fields = json.loads(body or b"{}")
    except ValueError:
        raise bad("can't parse JSON object") from None
    if not isinstance(fields, dict):
        raise bad("can't parse JSON object")
    return {name: _as_text(value) for name, value in fields.items() if value is not None}


def _as_text(value: Any) -> str:
    return value if isinstance(value, str) else json.dumps(value, ensure_ascii=False)


async def _from_form(request: Request, call: Call) -> None:
    async with request.form(max_part_size=PART_BYTES) as form:
        for name, value in form.multi_items():
            if isinstance(value, UploadFile):
                mime = value.content_type or "application/octet-stream"
                call.uploads[name] = Upload(value.filename or name, mime, await value.read())
            else:
                call.values[name] = value
