"""What a file's first bytes say it is, whatever its suffix says."""

import hashlib
import re

from graph.errors import DocumentError

_SIGNATURES = (
    (b"%PDF-", "a PDF", ".pdf"),
    (b"PK\x03\x04", "a zip archive or an Office document", ".docx or .zip"),
    (b"\xd0\xcf\x11\xe0", "an old or password-protected Office document", ".docx, saved anew without a password"),
    (b"{\\rtf", "an RTF document", ".docx, saved anew"),
    (b"\x89PNG", "a PNG image", ""),
    (b"\xff\xd8\xff", "a JPEG image", ""),
    (b"GIF8", "a GIF image", ""),
    (b"\x1f\x8b", "gzip data", ""),
    (b"\x7fELF", "a program", ""),
)


def require(name: str, data: bytes, signature: bytes, format_name: str) -> None:
    """Raise :class:`DocumentError` unless ``data`` starts as the format does."""
    if data.lstrip()[: len(signature)] == signature:
        return
    actual = _recognised(data)
    raise DocumentError(name, f"its suffix says {format_name} but its content is {actual or 'something else'}")


def refuse_binary(name: str, data: bytes) -> None:
    """Raise :class:`DocumentError` if ``data`` is one of the known binary formats."""
    actual = _recognised(data)
    if actual:
        raise DocumentError(name, f"its suffix says text but its content is {actual}")


def _recognised(data: bytes) -> str:
    for signature, what, suffix in _SIGNATURES:
        if data.startswith(signature):
            return f"{what}; name it {suffix}" if suffix else what
    return "an HTML page; name it .html" if re.match(rb"\s*<(!doctype html|html)\b", data[:512], re.I) else ""


def sha256(data: bytes) -> str:
    """Return the hash that names a document's content."""
    return hashlib.sha256(data).hexdigest()
