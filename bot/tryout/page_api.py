"""The page's own API under /try/: what the contract with the page says, nothing that the bot could see."""

from collections.abc import Awaitable, Callable

from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route

from bot.tryout.page_acts import PageActs
from bot.tryout.page_views import Desk, PageViews
from bot.tryout.refusals import RefusedError
from bot.tryout.world import World

Answer = Callable[[Request], Awaitable[Response]]


def routes(world: World, desk: Desk) -> list[Route]:
    """Give the routes, every one of them answering an error with one sentence."""
    views, acts = PageViews(world, desk), PageActs(world)
    shown: dict[str, Answer] = {
        "state": views.state,
        "messages": views.messages,
        "events": views.events,
        "panel": views.panel,
        "file/{file_id}": views.file,
    }
    done: dict[str, Answer] = {
        "people": acts.people,
        "send": acts.send,
        "edit": acts.edit,
        "upload": acts.upload,
        "forward": acts.forward,
        "location": acts.location,
        "tap": acts.tap,
        "block": acts.block,
        "clock": views.clock,
    }
    listed = [(path, "GET", how) for path, how in shown.items()] + [(path, "POST", how) for path, how in done.items()]
    return [Route(f"/try/{path}", _spoken(how), methods=[verb]) for path, verb, how in listed]


def _spoken(how: Answer) -> Answer:
    """Turn what went wrong into a 4xx with one sentence."""

    async def spoken(request: Request) -> Response:
        try:
            return await how(request)
        except KeyError as error:
            return JSONResponse({"error": f"The field {error} is missing."}, 400)
        except LookupError as error:
            return JSONResponse({"error": str(error)}, 409 if request.url.path.endswith("clock") else 404)
        except RefusedError as error:
            return JSONResponse({"error": error.description}, 400)
        except (ValueError, TypeError) as error:
            return JSONResponse({"error": str(error) or "The request could not be read."}, 400)

    return spoken
