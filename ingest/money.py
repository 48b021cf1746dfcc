"""Sums of money as documents write them."""

import re

_SUM = re.compile(
    r"((?:\d[\d.，]*|[一二三四五六七八九十百千万亿两]+)\s*(?:余|多)?[百千万亿]*)(?:人民币)?(美元|港元|欧元|元)(?![素件旦])"
)
_CURRENCIES = {"元": "CNY", "美元": "USD", "港元": "HKD", "欧元": "EUR"}


def money(text: str) -> dict[str, str]:
    """Return ``amount`` (digits without separators, with its unit) and ``currency`` of the one sum in ``text``.

    Nothing is returned if ``text``, folded, names no sum or several: which of them counts is not for this to guess.
    """
    found = _SUM.findall(text)
    if len(found) != 1:
        return {}
    number, unit = found[0]
    return {"amount": re.sub(r"[，\s]", "", number) + unit, "currency": _CURRENCIES[unit]}
