"""Request ids, structured logs and metrics."""

import json
import logging
import time
from datetime import UTC, datetime

from asgi_correlation_id import CorrelationIdMiddleware, correlation_id
from fastapi import FastAPI
from prometheus_client import CollectorRegistry
from prometheus_fastapi_instrumentator import Instrumentator
from starlette.types import ASGIApp, Message, Receive, Scope, Send

LOGGER = "policygraph.access"
REQUEST_ID = "X-Request-ID"
_STANDARD = frozenset(vars(logging.makeLogRecord({})))


class JsonFormatter(logging.Formatter):
    """Writes a log record as one line of JSON with the id of the request it belongs to."""

    def format(self, record: logging.LogRecord) -> str:
        """Return the line."""
        line = {
            "time": datetime.fromtimestamp(record.created, UTC).isoformat(timespec="milliseconds"),
            "level": record.levelname,
            "logger": record.name,
            "message": record.getMessage(),
            "request_id": correlation_id.get(),
        }
        line |= {name: value for name, value in vars(record).items() if name not in _STANDARD}
        if record.exc_info:
            line["exception"] = self.formatException(record.exc_info)
        return json.dumps(line, ensure_ascii=False, default=str)


class AccessLog:
    """Middleware that logs each request with its status and duration."""

    def __init__(self, app: ASGIApp) -> None:
        self._app, self._log = app, logging.getLogger(LOGGER)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer one request."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        begin, status = time.perf_counter(), 500

        async def noted(message: Message) -> None:
            nonlocal status
            if message["type"] == "http.response.start":
                status = message["status"]
            await send(message)

        try:
            await self._app(scope, receive, noted)
        finally:
            seconds = round(time.perf_counter() - begin, 6)
            details = {"method": scope["method"], "path": scope["path"], "status": status, "seconds": seconds}
            self._log.info("request", extra=details)


def register(app: FastAPI) -> None:
    """Give the app request ids, an access log and ``/metrics``."""
    app.add_middleware(AccessLog)
    app.add_middleware(CorrelationIdMiddleware, header_name=REQUEST_ID)
    registry = CollectorRegistry(auto_describe=True)
    Instrumentator(registry=registry, excluded_handlers=["/metrics"]).instrument(app).expose(
        app, include_in_schema=False
    )


def log_to_stderr(level: int = logging.INFO) -> None:
    """Write all logs as lines of JSON to standard error."""
    handler = logging.StreamHandler()
    handler.setFormatter(JsonFormatter())
    logging.basicConfig(level=level, handlers=[handler], force=True)
