"""Per-document results: files that are seen whole or not at all, by content hash and pipeline version."""

import os
from dataclasses import dataclass
from pathlib import Path, PurePosixPath
from tempfile import NamedTemporaryFile

from graph.errors import PolicyGraphError
from ingest.annotation import Annotation


def write_atomically(path: Path, text: str) -> None:
    """Write ``text`` to ``path`` as UTF-8, so that a reader, also after a crash, sees the old file or the new one."""
    path.parent.mkdir(parents=True, exist_ok=True)
    with NamedTemporaryFile("w", encoding="utf-8", dir=path.parent, prefix=".", suffix=".part", delete=False) as file:
        temporary = Path(file.name)
        try:
            file.write(text)
            file.flush()
            os.fsync(file.fileno())
            temporary.replace(path)
        except BaseException:
            temporary.unlink(missing_ok=True)
            raise
    if os.name == "posix":  # the rename itself is on disk only once its folder is
        folder = os.open(path.parent, os.O_RDONLY)
        try:
            os.fsync(folder)
        finally:
            os.close(folder)


@dataclass(frozen=True, slots=True)
class Predictions:
    """A folder of annotations by the stem of their document's name, as :mod:`ingest.evaluation` scores them."""

    directory: Path

    def path(self, document: str) -> Path:
        """Return where the annotation of this document is written."""
        return self.directory / f"{PurePosixPath(document).stem}.pred.json"

    def has(self, sha256: str, version: str) -> bool:
        """Say no: what is there may come from other bytes of the same name."""
        return False

    def write(self, annotation: Annotation) -> None:
        """Write ``annotation``."""
        write_atomically(self.path(annotation.document), annotation.to_json())


@dataclass(frozen=True, slots=True)
class Results:
    """The folder of results. Small enough to hand to a worker process."""

    directory: Path

    def path(self, sha256: str, version: str) -> Path:
        """Return where the result of these bytes, read by this version of the pipeline, stands or would stand."""
        return self.directory / sha256[:2] / f"{sha256}-{version}.json"

    def has(self, sha256: str, version: str) -> bool:
        """Tell whether that result is there."""
        return self.path(sha256, version).is_file()

    def write(self, annotation: Annotation) -> None:
        """Keep ``annotation``."""
        write_atomically(self.path(annotation.sha256, annotation.pipeline), annotation.to_json())

    def read(self, sha256: str, version: str) -> Annotation:
        """Return a result kept earlier.

        Raises
        ------
        PolicyGraphError
            If the file is missing or was damaged from outside.
        """
        path = self.path(sha256, version)
        try:
            return Annotation.from_json(path.read_text("utf-8"))
        except (OSError, ValueError, KeyError, TypeError) as error:
            problem = f"{path}: the result can't be read ({error}); delete it and ingest its document again"
            raise PolicyGraphError(problem) from error

    def prune(self, keep: set[tuple[str, str]]) -> None:
        """Delete all results but those ``keep`` names by (sha256, version), and what a crash left."""
        kept = {self.path(*key) for key in keep}
        for path in self.directory.glob("*/*"):
            if path not in kept:
                path.unlink(missing_ok=True)
