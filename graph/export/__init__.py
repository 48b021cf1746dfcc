"""The graph for other programs: as a networkx graph, and from it as files.

A format is a module of this package and its line in ``EXPORTERS``.
"""

import os
from collections.abc import Collection, Mapping
from pathlib import Path

from graph.errors import ParameterError
from graph.export import graphml, node_link, pickled
from graph.export.exporter import Exporter as Exporter
from graph.export.multigraph import from_networkx as from_networkx
from graph.export.multigraph import to_networkx as to_networkx
from graph.store import Store

EXPORTERS: Mapping[str, Exporter] = {
    exporter.name: exporter for exporter in (pickled.EXPORTER, graphml.EXPORTER, node_link.EXPORTER)
}
"""Formats by name."""


def export(
    store: Store,
    format: str,
    path: Path,
    *,
    entity_types: Collection[str] = (),
    relation_types: Collection[str] = (),
) -> tuple[int, int]:
    """Write the graph, or the part of it with the given types, to a file; an older one is replaced when all is written.

    Parameters
    ----------
    store
        Where the graph is.
    format
        A name in ``EXPORTERS``.
    path
        The file.
    entity_types, relation_types
        Keep only these; none given means all.

    Returns
    -------
    tuple
        How many entities and facts were written.

    Raises
    ------
    ParameterError
        If there is no such format.
    StoreError
        If the store fails, or keeps being written to.
    """
    exporter = EXPORTERS.get(format)
    if exporter is None:
        raise ParameterError(f"no export format {format!r}; there are {', '.join(EXPORTERS)}")
    graph = to_networkx(store, entity_types=entity_types, relation_types=relation_types)
    unfinished = path.with_name(f".{path.name}.{os.getpid()}")
    try:
        with unfinished.open("wb") as file:
            exporter.write(graph, file)
        unfinished.replace(path)
    finally:
        unfinished.unlink(missing_ok=True)
    return graph.number_of_nodes(), graph.number_of_edges()
