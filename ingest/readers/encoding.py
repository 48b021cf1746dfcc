"""From bytes to text: UTF-8 with and without BOM, UTF-16, GB18030, Big5."""

import codecs
import re
import unicodedata

from charset_normalizer import from_bytes

from graph.errors import DocumentError

_BOMS = ((codecs.BOM_UTF8, "utf-8-sig"), (codecs.BOM_UTF16_LE, "utf-16"), (codecs.BOM_UTF16_BE, "utf-16"))
_LEGACY = ("gb18030", "big5hkscs")
_SAME = {"gb2312": "gb18030", "gbk": "gb18030", "gb_2312-80": "gb18030", "big5": "big5hkscs", "big5-hkscs": "big5hkscs"}
_CONTROLS = bytes(sorted(set(range(32)) - set(b"\t\n\v\f\r\x1b")))
_COMMONEST = frozenset("的和在为為等是与與及对對于於一国國年人中大以有发發行工作建设設市省会會部之不可其上研")
_FEW_HAN, _LEAST_COMMON = 100, 0.04
_SAMPLE = 20_000
_BOUNDARY = re.compile(rb"[\r\n]")


def decode(name: str, data: bytes, declared: str = "") -> str:
    r"""Return the text of ``data``, line breaks as ``\n``.

    Parameters
    ----------
    name
        The document, for the message.
    data
        Its bytes.
    declared
        The encoding the format itself states (a page's ``meta charset``); tried before any guess.

    Raises
    ------
    DocumentError
        If the bytes are binary or of no encoding known here.
    """
    text = _decoded(name, data, declared)
    controls = sum(1 for c in text[:_SAMPLE] if unicodedata.category(c) == "Cc" and c not in "\t\n\r\f\v")
    if controls > 0.01 * len(text[:_SAMPLE]):
        raise DocumentError(name, "it is binary data, not text")
    return text.replace("\r\n", "\n").replace("\r", "\n")


def _decoded(name: str, data: bytes, declared: str) -> str:
    for bom, encoding in _BOMS:
        if data.startswith(bom):
            return _strict(name, data, encoding)
    if declared:
        try:
            return data.decode(_SAME.get(declared.lower(), declared))
        except (LookupError, UnicodeDecodeError):
            pass  # pages state wrong encodings often enough: what the bytes say decides
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError as error:
        if _mostly_utf8(data):
            at = f"byte {error.start}"
            raise DocumentError(name, f"it is UTF-8 but damaged at {at}; copy or download it again") from error
    if sum(data.count(c) for c in _CONTROLS) > 0.02 * len(data):
        raise DocumentError(name, "it is binary data, not text")
    guess = _guess(data)
    if not guess:
        raise DocumentError(name, "its encoding is none of UTF-8, UTF-16, GB18030 and Big5; save it as UTF-8")
    return _strict(name, data, guess)


def _strict(name: str, data: bytes, encoding: str) -> str:
    try:
        return data.decode(encoding)
    except UnicodeDecodeError as error:
        raise DocumentError(name, f"it is {encoding} but damaged at byte {error.start}; save it as UTF-8") from error


def _mostly_utf8(data: bytes) -> bool:
    """Tell whether nearly all multi-byte characters of a sample are UTF-8 (bytes of GB18030 hardly ever are)."""
    sample = data[:_SAMPLE]
    text = sample.decode("utf-8", "replace")
    good = sum(1 for c in text if ord(c) > 0x7F and c != "\ufffd")
    return good > 20 * text.count("\ufffd")


def _guess(data: bytes) -> str:
    """Return which legacy encoding reads the bytes as text, or nothing.

    Both decode most byte pairs, so the library's measure of mess and of fit to a language decides.
    """
    sample = data[:_SAMPLE]
    breaks = [m.start() for m in _BOUNDARY.finditer(sample)]
    if len(data) > _SAMPLE and breaks:  # don't cut a character in two
        sample = sample[: breaks[-1]]
    best = from_bytes(sample, cp_isolation=list(_LEGACY), threshold=0.4).best()
    return best.encoding if best and _reads_as_chinese(str(best)) else ""


def _reads_as_chinese(text: str) -> bool:
    """Tell whether the Han characters of a text are such as Chinese uses; Japanese or Korean bytes give others."""
    han = [c for c in text if "\u4e00" <= c <= "\u9fff"]
    return len(han) < _FEW_HAN or sum(c in _COMMONEST for c in han) >= _LEAST_COMMON * len(han)
