"""An article as the store lists it: known by the hash of its text and of what its file states."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

import msgspec

from geomap.articles import text_digest

if TYPE_CHECKING:
    from geomap.articles import Draft


@dataclass(frozen=True, slots=True, kw_only=True)
class Listed:
    """An article of the build at work, as its input states it."""

    id: str
    """As stated; not yet unique."""
    sha256: str
    """Of the text."""
    content: bytes
    """Hash of text and stated metadata: equal contents share one result."""


def listed(draft: Draft) -> Listed:
    """A draft as the store knows it."""
    packed = msgspec.msgpack.encode(replace(draft, id="", name="", given_mentions=None))
    content = hashlib.blake2b(packed, digest_size=16).digest()
    return Listed(id=draft.id, sha256=text_digest(draft.text), content=content)
