"""Every error is a problem document (RFC 9457), whatever raised it."""

import logging
from collections.abc import Mapping
from http import HTTPStatus
from typing import Any

from fastapi import FastAPI, Request
from fastapi.exceptions import RequestValidationError
from fastapi.responses import JSONResponse
from pydantic import BaseModel, ConfigDict, Field
from starlette.exceptions import HTTPException

from graph.errors import (
    NotFoundError,
    ParameterError,
    PolicyGraphError,
    QueryTimeoutError,
    StoreError,
    StoreUnavailableError,
)

MEDIA_TYPE = "application/problem+json"
RETRY_AFTER = 5
"""Seconds a client is asked to wait when the store is down."""
_LOG = logging.getLogger(__name__)
_STATUS: list[tuple[type[PolicyGraphError], HTTPStatus]] = [
    (NotFoundError, HTTPStatus.NOT_FOUND),
    (ParameterError, HTTPStatus.UNPROCESSABLE_ENTITY),
    (StoreUnavailableError, HTTPStatus.SERVICE_UNAVAILABLE),
    (QueryTimeoutError, HTTPStatus.GATEWAY_TIMEOUT),
    (StoreError, HTTPStatus.BAD_GATEWAY),
]


class FieldProblem(BaseModel):
    """What is wrong with one value of the request."""

    location: str = Field(examples=["query.limit"])
    message: str = Field(examples=["Input should be less than or equal to 500"])


class Problem(BaseModel):
    """A problem document."""

    model_config = ConfigDict(
        json_schema_extra={
            "examples": [
                {"type": "about:blank", "title": "Not Found", "status": 404, "instance": "/entities/x",
                 "detail": "no entity has the id x", "errors": []}
            ]
        }
    )  # fmt: skip

    type: str = "about:blank"
    title: str
    status: int
    detail: str
    instance: str
    errors: list[FieldProblem] = Field(default_factory=list)


def problem(
    request: Request,
    status: int,
    detail: str,
    *,
    errors: list[FieldProblem] | None = None,
    headers: Mapping[str, str] | None = None,
) -> JSONResponse:
    """Return a problem document as a response."""
    document = Problem(
        title=HTTPStatus(status).phrase, status=status, detail=detail, instance=request.url.path, errors=errors or []
    )
    return JSONResponse(document.model_dump(), status, headers, MEDIA_TYPE)


def responses(*statuses: int) -> dict[int | str, dict[str, Any]]:
    """Return the OpenAPI entries for problem documents: those given and those every route may answer with."""
    content = {MEDIA_TYPE: {"schema": {"$ref": "#/components/schemas/Problem"}}}
    return {
        status: {"description": HTTPStatus(status).phrase, "content": content}
        for status in sorted({*statuses, 401, 422, 429, 502, 503, 504})
    }


def register(app: FastAPI) -> None:
    """Make the app answer every error with a problem document."""

    @app.exception_handler(PolicyGraphError)
    def own_error(request: Request, error: PolicyGraphError) -> JSONResponse:
        status = next((s for kind, s in _STATUS if isinstance(error, kind)), HTTPStatus.INTERNAL_SERVER_ERROR)
        if status >= HTTPStatus.INTERNAL_SERVER_ERROR:
            _LOG.warning("request failed", extra={"path": request.url.path, "error": str(error)})
        headers = {"Retry-After": str(RETRY_AFTER)} if status == HTTPStatus.SERVICE_UNAVAILABLE else None
        return problem(request, status, str(error), headers=headers)

    @app.exception_handler(RequestValidationError)
    def invalid_request(request: Request, error: RequestValidationError) -> JSONResponse:
        errors = [
            FieldProblem(location=".".join(map(str, item["loc"])), message=str(item["msg"])) for item in error.errors()
        ]
        detail = "; ".join(f"{item.location}: {item.message}" for item in errors)
        return problem(request, HTTPStatus.UNPROCESSABLE_ENTITY, detail, errors=errors)

    @app.exception_handler(HTTPException)
    def http_error(request: Request, error: HTTPException) -> JSONResponse:
        detail = str(error.detail)
        if error.status_code == HTTPStatus.NOT_FOUND and detail == HTTPStatus.NOT_FOUND.phrase:
            detail = f"nothing is served at {request.url.path}; see /docs"
        return problem(request, error.status_code, detail, headers=error.headers)

    @app.exception_handler(Exception)
    def unexpected_error(request: Request, error: Exception) -> JSONResponse:
        _LOG.error("unexpected error", exc_info=error, extra={"path": request.url.path})
        return problem(request, HTTPStatus.INTERNAL_SERVER_ERROR, "an unexpected error; the log has the details")
