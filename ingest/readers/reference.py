"""Where a document stands: a file, or a member of a zip archive. Small enough to hand to a worker process."""

import zipfile
from collections.abc import Collection, Iterator
from dataclasses import dataclass
from pathlib import Path, PurePosixPath

from graph.errors import DocumentError

MAXIMUM_BYTES = 64 * 2**20
"""A larger document is refused before it is read: no policy text comes near, and a bomb must not fill the memory."""

MAXIMUM_RATIO = 200
"""A zip member that says it unpacks to more than this many times its packed size is a bomb (text reaches about 20)."""

_ENCRYPTED = 0x1
_NAME_IS_UTF8 = 0x800


@dataclass(frozen=True, slots=True)
class Reference:
    """One document to read: ``name`` for messages and identity, ``path`` of the file, ``member`` inside a zip."""

    name: str
    path: Path
    member: str = ""

    @property
    def suffix(self) -> str:
        """Return the suffix that picks the reader, lower case."""
        return PurePosixPath(self.name).suffix.lower()

    @classmethod
    def of_file(cls, path: Path, suffixes: Collection[str]) -> Iterator["Reference | DocumentError"]:
        """Yield the documents one file holds: itself, or a zip's members; an error for each that can't be."""
        name = path.as_posix()
        if path.suffix.lower() != ".zip":
            yield _known(cls(name, path), suffixes)
            return
        try:
            with zipfile.ZipFile(path) as archive:
                infos = [i for i in archive.infolist() if not i.is_dir()]
        except (zipfile.BadZipFile, OSError) as error:
            yield DocumentError(name, f"not a whole zip archive ({error}); copy or download it again")
            return
        if not infos:
            yield DocumentError(name, "the zip archive is empty")
        for info in sorted(infos, key=lambda i: i.filename):
            shown = _member_name(info)
            if any(part.startswith((".", "__MACOSX")) for part in PurePosixPath(shown).parts):
                continue
            yield _known(cls(f"{name}/{shown}", path, info.filename), suffixes)

    def read_bytes(self) -> bytes:
        """Return the document's bytes.

        Raises
        ------
        DocumentError
            If it is empty, too large, encrypted or damaged.
        """
        try:
            data = self._member_bytes() if self.member else self._file_bytes()
        except DocumentError:
            raise
        except (zipfile.BadZipFile, EOFError, NotImplementedError, OSError) as error:
            raise DocumentError(self.name, f"can't be read ({error}); copy or download it again") from error
        if not data.strip(b"\x00 \t\r\n\xef\xbb\xbf"):
            raise DocumentError(self.name, "it is empty")
        return data

    def _file_bytes(self) -> bytes:
        self._check_size(self.path.stat().st_size)
        return self.path.read_bytes()

    def _member_bytes(self) -> bytes:
        with zipfile.ZipFile(self.path) as archive:
            info = archive.getinfo(self.member)
            if info.flag_bits & _ENCRYPTED:
                raise DocumentError(self.name, "it is password-protected inside the zip; unpack it with its password")
            if info.file_size > MAXIMUM_RATIO * max(info.compress_size, 1024):
                raise DocumentError(self.name, f"it unpacks to over {MAXIMUM_RATIO} times its size, as a zip bomb does")
            self._check_size(info.file_size)
            with archive.open(info) as member:  # the size a header states may be a lie: read no further than the limit
                data = member.read(MAXIMUM_BYTES + 1)
            self._check_size(len(data))
            return data

    def _check_size(self, size: int) -> None:
        if size > MAXIMUM_BYTES:
            limit = f"{MAXIMUM_BYTES // 2**20} MiB"
            raise DocumentError(self.name, f"it has {size / 2**20:.0f} MiB, over the limit of {limit}; split it")


def _known(reference: Reference, suffixes: Collection[str]) -> Reference | DocumentError:
    if reference.suffix in suffixes:
        return reference
    known = " ".join(sorted(suffixes))
    return DocumentError(reference.name, f"no reader for '{reference.suffix}' files; convert it to one of {known}")


def _member_name(info: zipfile.ZipInfo) -> str:
    """Return the member's name; Chinese Windows tools write GBK without saying so, which zipfile takes for cp437."""
    if info.flag_bits & _NAME_IS_UTF8:
        return info.filename
    try:
        return info.filename.encode("cp437").decode("gb18030")
    except UnicodeError:
        return info.filename
