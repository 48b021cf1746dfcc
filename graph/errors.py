"""The one tree of errors this project raises.

::

    PolicyGraphError
    ├── ConfigurationError      a setting, schema, lexicon, pattern or query file is wrong
    │   └── QueryFileError      a ``.cypher`` file is wrong
    ├── DocumentError           one document can't be used; the others go on
    ├── NotFoundError           no such entity, fact, document or query
    ├── ParameterError          a value given to a query or traversal is wrong
    └── StoreError              the store refused or failed
        ├── StoreUnavailableError   it can't be reached
        └── QueryTimeoutError       a query ran past its time limit
"""

from pathlib import Path


class PolicyGraphError(Exception):
    """Base of every error this project raises on purpose; its text says what, where and what to do."""


class ConfigurationError(PolicyGraphError):
    """A setting or one of the project's data files is wrong.

    Parameters
    ----------
    problem
        What is wrong and what would be right.
    path
        The file at fault, if one is.
    line
        Its 1-based line, if known.
    """

    def __init__(self, problem: str, path: Path | None = None, line: int | None = None) -> None:
        self.problem, self.path, self.line = problem, path, line
        where = "" if path is None else f"{path}:{line}: " if line else f"{path}: "
        super().__init__(f"{where}{problem}")


class QueryFileError(ConfigurationError):
    """A canned query's file is wrong: its header, its parameters or its statement."""


class DocumentError(PolicyGraphError):
    """One document can't be used.

    Parameters
    ----------
    document
        The document's name as the user gave it.
    reason
        Why it was rejected and what would help.
    """

    def __init__(self, document: str, reason: str) -> None:
        self.document, self.reason = document, reason
        super().__init__(f"{document}: {reason}")

    def __reduce__(self) -> tuple[type["DocumentError"], tuple[str, str]]:
        """Pickle by the two arguments, so that a worker process can hand the error back."""
        return type(self), (self.document, self.reason)


class NotFoundError(PolicyGraphError):
    """Nothing in the graph has this id or name."""


class ParameterError(PolicyGraphError):
    """A value given to a query or traversal is missing, of the wrong type or out of bounds."""


class StoreError(PolicyGraphError):
    """The store refused or failed."""


class StoreUnavailableError(StoreError):
    """The store can't be reached just now."""


class QueryTimeoutError(StoreError):
    """A query ran past its time limit and was stopped."""
