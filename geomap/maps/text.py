"""The one gate for text on its way into a page.

Text of articles is hostile. It reaches pages in two ways only: as JSON in a data block that
our script writes with ``textContent``, or through `xml.etree` which escapes it. It never
reaches folium, branca or a Jinja template, which would run it.
"""

from __future__ import annotations

import base64
import gzip
import json
import re
from collections.abc import Sequence
from typing import Any
from urllib.parse import urlsplit
from xml.etree import ElementTree as ET

#: Overrides and isolates of writing direction, which make text read as what it is not.
_BIDI = dict.fromkeys([*range(0x202A, 0x202F), *range(0x2066, 0x206A)], "\u200b")
#: Control characters but tab and newline.
_CONTROL = dict.fromkeys([*range(9), 11, 12, *range(13, 32), *range(127, 160)], " ")
_NEUTRAL = {**_BIDI, **_CONTROL, **dict.fromkeys(range(0xD800, 0xE000), "\ufffd")}
_DECEIVING = re.compile(f"[{re.escape(''.join(map(chr, _NEUTRAL)))}]")

#: What a browser could take for the end of the block, for markup or for a line end.
_JSON_ESCAPES = {char: f"\\u{ord(char):04x}" for char in "<>&\u2028\u2029"}
#: Length from which data are packed, characters.
PACKED_FROM = 400_000
#: Level of gzip: the next one makes blocks 4 % smaller and takes twice as long.
LEVEL = 5


def clean(text: str) -> str:
    """The text with what deceives the eye neutralised; the same length, so offsets hold.

    Direction overrides become zero-width spaces, control characters spaces, and lone
    surrogates, which no file can hold, the replacement character.
    """
    return text.translate(_NEUTRAL) if _DECEIVING.search(text) else text


def cleaned(texts: Sequence[str]) -> list[str]:
    """Each text through `clean`; at once where nothing deceives, as in nearly all corpora."""
    return list(map(clean, texts)) if _DECEIVING.search("".join(texts)) else list(texts)


def safe_url(url: str | None) -> str | None:
    """The address when it is http or https with a host, else None."""
    if not url:
        return None
    url = clean(url).strip()
    try:
        parts = urlsplit(url)
    except ValueError:
        return None
    return url if parts.scheme.lower() in {"http", "https"} and parts.netloc else None


def utf16(text: str, offset: int) -> int:
    """A ``str`` index as an index in UTF-16 units, which is how browsers count."""
    return offset + sum(ord(char) > 0xFFFF for char in text[:offset])


def json_block(data: Any) -> str:
    """Compact JSON that no HTML parser can mistake for markup.

    Raises:
        ValueError: a NaN or an infinity is in the data.
    """
    text = json.dumps(data, ensure_ascii=False, allow_nan=False, separators=(",", ":"))
    for char, escape in _JSON_ESCAPES.items():
        text = text.replace(char, escape)
    return text


def data_block(name: str, data: Any, packed_from: int = PACKED_FROM, *, by: str = "id") -> str:
    """A script element that holds data: plain JSON when small, else gzip in base64.

    Plain, every browser reads it and people can search the file; packed, a large page is a
    third of the size and opens sooner.

    Args:
        name: what the element is found by.
        data: as JSON.
        packed_from: length from which it is packed, characters.
        by: the attribute that holds the name, ``id`` or ``class``.
    """
    text = json_block(data)
    if len(text) < packed_from:
        return f'<script type="application/json" {by}="{name}">{text}</script>'
    packed = base64.b64encode(gzip.compress(text.encode(), compresslevel=LEVEL, mtime=0)).decode()
    return f'<script type="application/gzip" {by}="{name}">{packed}</script>'


def tag(name: str, *children: ET.Element | str | None, **attributes: str) -> ET.Element:
    """An element; text children are escaped when the tree is written."""
    element = ET.Element(
        name, {key.rstrip("_").replace("_", "-"): value for key, value in attributes.items()}
    )
    for child in children:
        if isinstance(child, ET.Element):
            element.append(child)
        elif child and len(element):
            element[-1].tail = (element[-1].tail or "") + clean(child)
        elif child:
            element.text = (element.text or "") + clean(child)
    return element
