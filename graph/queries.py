"""Canned queries: ``cypher/<topic>/<name>.cypher``, one file a query, checked when loaded.

From one file come the endpoint with its typed schema, its page in the docs, the command line's query
and the call in Python: see :mod:`graph.query_header` for the header.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from pydantic import TypeAdapter

from graph import query_statement
from graph.data_file import line_in, parse_yaml
from graph.entity_search import entity_id, words
from graph.errors import NotFoundError, ParameterError, QueryFileError
from graph.query_header import Column, Example, Header, Parameter, Value
from graph.store import Row, Store

QUERY_DIRECTORY = Path(__file__).parent.parent / "cypher"
_COMMENT = "//"


@dataclass(frozen=True, slots=True)
class CannedQuery:
    """A query file: its header and its one statement.

    ``name`` is the file's, ``topic`` its folder's; names are unique over all topics.
    """

    name: str
    topic: str
    path: Path
    header: Header
    statement: str

    @property
    def parameters(self) -> dict[str, Parameter]:
        """Parameters by name, ``skip`` and ``limit`` among them where rows are paged."""
        return self.header.all_parameters

    @property
    def columns(self) -> dict[str, Column]:
        """Columns by name, in order."""
        return self.header.columns

    @property
    def examples(self) -> list[Example]:
        """Examples; each runs as a test."""
        return self.header.examples

    def parse(self, values: Mapping[str, object]) -> dict[str, Value]:
        """Return typed values for all parameters, defaults filled in.

        Raises
        ------
        ParameterError
            If one is unknown, missing, of the wrong type or out of bounds.
        """
        parameters = self.parameters
        for name in values:
            if name not in parameters:
                known = ", ".join(parameters) or "none"
                raise ParameterError(f"query {self.name} has no parameter {name}; it has: {known}")
        parsed: dict[str, Value] = {}
        for name, parameter in parameters.items():
            if name in values:
                parsed[name] = parameter.parse(name, values[name])
            elif parameter.required:
                raise ParameterError(f"query {self.name} needs the parameter {name}: {parameter.meaning}")
            else:
                parsed[name] = parameter.default
        return parsed


class Queries(Mapping[str, CannedQuery]):
    """All canned queries by name.

    Parameters
    ----------
    queries
        Queries with names that differ.
    """

    def __init__(self, queries: Iterable[CannedQuery]) -> None:
        self._queries = {query.name: query for query in queries}

    def __getitem__(self, name: str) -> CannedQuery:
        return self._queries[name]

    def __iter__(self) -> Iterator[str]:
        return iter(self._queries)

    def __len__(self) -> int:
        return len(self._queries)

    def run(
        self, name: str, store: Store, values: Mapping[str, object] | None = None, *, timeout: float = 10.0
    ) -> list[Row]:
        """Run a query.

        Parameters
        ----------
        name
            The query's name.
        store
            Where to ask.
        values
            Parameters, as strings or typed; an entity by its name, alias or id.
        timeout
            Seconds after which a statement is stopped.

        Returns
        -------
        list of dict
            Rows with the declared columns in their order.

        Raises
        ------
        NotFoundError
            If there is no such query, or an entity parameter names nothing in the graph.
        ParameterError
            If a parameter is wrong, or a name fits several entities.
        StoreError
            If the store fails or the time is up.
        """
        query = self._queries.get(name)
        if query is None:
            raise NotFoundError(f"no query is named {name!r}; there are: {', '.join(self)}")
        parsed = query.parse(values or {})
        for parameter_name, parameter in query.parameters.items():
            text = parsed[parameter_name]
            if parameter.type == "entity" and isinstance(text, str):
                parsed[parameter_name] = entity_id(store, self, text, types=parameter.of, timeout=timeout)
            elif parameter.type == "words" and isinstance(text, str):
                parsed[parameter_name] = words(text)
        rows = store.query(query.statement, parsed, timeout=timeout)
        return [{column: row.get(column) for column in query.columns} for row in rows]


def load_queries(directory: Path = QUERY_DIRECTORY) -> Queries:
    """Load every ``<topic>/<name>.cypher`` below ``directory`` that has a header.

    The folder ``store`` holds the stores' own statements and is left out.

    Raises
    ------
    QueryFileError
        At the first file that is wrong, with its line.
    """
    loaded: dict[str, CannedQuery] = {}
    for path in sorted(directory.glob("*/*.cypher")):
        if path.parent.name in {"store", "browser"}:
            continue
        query = load_query(path)
        if query.name in loaded:
            raise QueryFileError(f"the name {query.name} is taken by {loaded[query.name].path}", path, 1)
        loaded[query.name] = query
    if not loaded:
        raise QueryFileError("no query files found; each is <topic>/<name>.cypher", directory)
    return Queries(loaded.values())


def load_query(path: Path) -> CannedQuery:
    """Load one query file, with all checks but that its name is unique.

    Raises
    ------
    QueryFileError
        If the header or the statement is wrong, with its line.
    """
    lines = path.read_text("utf-8").splitlines(keepends=True)
    length = next((number for number, line in enumerate(lines) if not line.startswith(_COMMENT)), len(lines))
    written = "".join(line.removeprefix(_COMMENT).removeprefix(" ") for line in lines[:length])
    header = parse_yaml(written, path, TypeAdapter(Header), QueryFileError)
    statement = "".join(lines[length:])
    query = CannedQuery(path.stem, path.parent.name, path, header, statement)
    for offset, message in _statement_problems(query):
        raise QueryFileError(message, path, length + 1 + statement.count("\n", 0, offset))
    for number, example in enumerate(header.examples):
        try:
            query.parse(example.parameters)
        except ParameterError as error:
            raise QueryFileError(
                f"example {number + 1}: {error}", path, line_in(written, "examples", number)
            ) from error
        for column in sorted({name for row in example.rows for name in row} - set(header.columns)):
            line = line_in(written, "examples", number)
            raise QueryFileError(f"example {number + 1}: no column {column} is declared", path, line)
    return query


def _statement_problems(query: CannedQuery) -> Iterator[tuple[int, str]]:
    for problem in query_statement.problems(query.statement):
        yield problem.offset, problem.message
    used = query_statement.parameters(query.statement)
    for name, offset in used.items():
        if name not in query.parameters:
            yield offset, f"parameter ${name} is not declared in the header"
    for name in query.parameters:
        if name not in used:
            yield 0, f"parameter {name} is declared but the statement doesn't use ${name}"
    returned = query_statement.columns(query.statement)
    names = [name for name, _ in returned]
    for name in query.columns:
        if name not in names:
            yield returned[0][1], f"column {name} is declared but not returned"
    for name, offset in returned:
        if name not in query.columns:
            yield offset, f"column {name} is returned but not declared"
