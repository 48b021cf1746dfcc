"""Conditional requests: what was answered stays valid until the graph changes."""

from fastapi import FastAPI, Request
from fastapi.responses import Response
from starlette.datastructures import MutableHeaders
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from api.deps import ContextDependency
from graph.errors import StoreError

_TAG = "graph_etag"


class NotModified(Exception):  # noqa: N818  (an answer, not an error)
    """The client has the answer for this version of the graph."""

    def __init__(self, tag: str) -> None:
        self.tag = tag
        super().__init__(tag)


def conditional(request: Request, context: ContextDependency) -> None:
    """Note the graph's version as the answer's ETag; stop here if the client has that version.

    While the store is down there is no ETag, and routes that don't need the store go on without.
    """
    if request.method not in {"GET", "HEAD"}:
        return
    try:
        # Read before the answer is made: a write in between makes the tag too old, never too new.
        tag = f'W/"{context.connection.store().version()}"'
    except StoreError:
        return
    if tag in (item.strip() for item in request.headers.get("if-none-match", "").split(",")):
        raise NotModified(tag)
    setattr(request.state, _TAG, tag)


class ETag:
    """Middleware that puts the tag noted by :func:`conditional` on answers of any kind."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer one request."""

        async def tagged(message: Message) -> None:
            tag = scope.get("state", {}).get(_TAG)
            if tag and message["type"] == "http.response.start" and message["status"] == 200:
                _mark(MutableHeaders(scope=message), tag)
            await send(message)

        await self._app(scope, receive, tagged)


def register(app: FastAPI) -> None:
    """Make the app answer conditional requests on routes that depend on :func:`conditional`."""
    app.add_middleware(ETag)

    @app.exception_handler(NotModified)
    def not_modified(request: Request, unchanged: NotModified) -> Response:
        response = Response(status_code=304)
        _mark(response.headers, unchanged.tag)
        return response


def _mark(headers: MutableHeaders, tag: str) -> None:
    headers["ETag"] = tag
    headers["Cache-Control"] = "no-cache"
    headers.add_vary_header("Accept")
    headers.add_vary_header("X-API-Key")
