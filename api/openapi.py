"""What FastAPI's own OpenAPI document leaves out or says wrongly."""

from typing import Any

from fastapi import FastAPI

from api.errors import Problem


def document_problems(app: FastAPI) -> None:
    """Put the problem document among the schemas, in place of FastAPI's own error models."""
    generate = app.openapi

    def openapi() -> dict[str, Any]:
        if app.openapi_schema is None:
            document = generate()
            schemas = document["components"]["schemas"]
            for name in ("HTTPValidationError", "ValidationError"):
                schemas.pop(name, None)
            problem = Problem.model_json_schema(ref_template="#/components/schemas/{model}")
            schemas |= problem.pop("$defs", {}) | {"Problem": problem}
            app.openapi_schema = document
        return app.openapi_schema

    app.openapi = openapi  # type: ignore[method-assign]
