"""Canned queries: one typed endpoint for each file, generated from its header."""

from collections.abc import Callable
from typing import Annotated, Any, Literal, TypeAlias

from fastapi import APIRouter, Query
from fastapi.responses import Response
from pydantic import BaseModel, ConfigDict, Field, create_model

from api import formats, models
from api.deps import ContextDependency, StoreDependency
from api.errors import responses
from graph.queries import CannedQuery, Queries
from graph.query_header import MAXIMUM_ITEMS, MAXIMUM_TEXT, Column, Parameter

_Text: TypeAlias = Annotated[str, Field(max_length=MAXIMUM_TEXT)]
_COLUMN_TYPES: dict[str, Any] = {
    "string": str,
    "strings": list[str],
    "integer": int,
    "number": float,
    "boolean": bool,
    "object": dict[str, Any],
    "objects": list[dict[str, Any]],
}
_PARAMETER_TYPES: dict[str, Any] = {
    "entity": Annotated[_Text, Field(min_length=1)],
    "string": _Text,
    "words": Annotated[_Text, Field(min_length=1)],
    "strings": Annotated[list[_Text], Field(max_length=MAXIMUM_ITEMS)],
    "integer": int,
    "number": float,
    "boolean": bool,
    "date": Annotated[str, Field(pattern=r"^\d{4}(-\d{2}(-\d{2})?)?$")],
}


def router_for(queries: Queries) -> APIRouter:
    """Return the routes of all canned queries."""
    router = APIRouter(prefix="/queries", tags=["queries"])

    @router.get("", responses=responses())
    def list_queries() -> models.QueryList:
        """Return every canned query: what it answers, what it takes and what comes back."""
        return models.QueryList(queries=[_info(query) for query in queries.values()])

    for query in queries.values():
        answer = answer_model(query)
        router.add_api_route(
            f"/{query.name}",
            _endpoint(query, parameter_model(query), answer),
            methods=["GET"],
            name=query.name,
            summary=f"{query.header.title.en} · {query.header.title.zh}",
            description=f"{query.header.description.en}\n\n{query.header.description.zh}",
            response_model=answer,
            responses={**responses(404), 200: formats.described(formats.TableFormat)},
        )
    return router


def parameter_model(query: CannedQuery) -> type[BaseModel]:
    """Return the model of a query's parameters, with its first example's values."""
    fields: dict[str, Any] = {
        name: _parameter_field(query, name, parameter) for name, parameter in query.parameters.items()
    }
    fields["format"] = (formats.TableFormat | None, Field(default=None, description="overrides Accept"))
    return create_model(
        f"{query.name}_parameters", __config__=ConfigDict(extra="forbid", protected_namespaces=()), **fields
    )


def answer_model(query: CannedQuery) -> type[BaseModel]:
    """Return the model of a query's answer."""
    config = ConfigDict(extra="forbid", protected_namespaces=())
    columns: dict[str, Any] = {name: _column_field(column) for name, column in query.columns.items()}
    row: Any = create_model(f"{query.name}_row", __config__=config, **columns)
    fields: dict[str, Any] = {
        "query": (Literal[query.name], ...),
        "rows": (list[row], ...),
        "next_skip": (int | None, Field(description="skip of the next page; null if this is the last")),
    }
    return create_model(f"{query.name}_answer", __config__=config, **fields)


def _endpoint(query: CannedQuery, parameters: Any, answer: Any) -> Callable[..., Any]:
    def endpoint(
        context: ContextDependency, store: StoreDependency, accepted: formats.AcceptedTable, values: Any
    ) -> BaseModel | Response:
        given = {name: value for name, value in values.model_dump(exclude={"format"}).items() if value is not None}
        rows = context.queries.run(query.name, store, given, timeout=context.settings.query_timeout)
        if (values.format or accepted) is formats.TableFormat.CSV:
            return formats.table(rows, list(query.columns))
        page = given["limit"] if query.header.page else None
        next_skip = given["skip"] + page if page is not None and len(rows) == page else None
        result: BaseModel = answer(query=query.name, rows=rows, next_skip=next_skip)
        return result

    # FastAPI reads the annotation to know the parameters; each query has its own.
    endpoint.__annotations__["values"] = Annotated[parameters, Query()]
    return endpoint


def _parameter_field(query: CannedQuery, name: str, parameter: Parameter) -> tuple[Any, Any]:
    type: Any = _PARAMETER_TYPES.get(parameter.type) or Literal[parameter.choices]
    if not parameter.required and parameter.default is None:
        type = type | None
    description = parameter.meaning
    if parameter.of:
        description += f" (of type {' or '.join(parameter.of)})"
    examples = [example.parameters[name] for example in query.examples if name in example.parameters]
    field = Field(
        default=... if parameter.required else parameter.default,
        description=description,
        examples=examples or None,
        ge=parameter.minimum,
        le=parameter.maximum,
    )
    return type, field


def _column_field(column: Column) -> tuple[Any, Any]:
    type = _COLUMN_TYPES[column.type]
    return (type | None if column.optional else type), Field(description=column.meaning)


def _info(query: CannedQuery) -> models.QueryInfo:
    header = query.header
    return models.QueryInfo(
        name=query.name,
        topic=query.topic,
        title=models.Label.model_validate(header.title),
        description=models.Label.model_validate(header.description),
        parameters=[
            models.ParameterInfo(
                name=name,
                type=parameter.type,
                meaning=parameter.meaning,
                required=parameter.required,
                default=parameter.default,
                minimum=parameter.minimum,
                maximum=parameter.maximum,
                choices=list(parameter.choices),
                entity_types=list(parameter.of),
            )
            for name, parameter in query.parameters.items()
        ],
        columns=[
            models.ColumnInfo(name=name, type=column.type, meaning=column.meaning, optional=column.optional)
            for name, column in query.columns.items()
        ],
        examples=[
            models.ExampleInfo(question=example.question, parameters=example.parameters) for example in query.examples
        ],
        statement=query.statement,
    )
