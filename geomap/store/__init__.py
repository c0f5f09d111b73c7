"""What has been computed already: the store under the output folder makes a rebuild incremental.

`Store` keeps what was found in each article under the hash of its content and of everything
else that the result depends on (`recipe_of`), so that a second build computes only what is new.
"""

from __future__ import annotations

from geomap.store.added import added_tables
from geomap.store.changes import Changes, EventChange, EventNote, events_between, note_of
from geomap.store.codec import Codec, Packed
from geomap.store.connection import StoreDamaged
from geomap.store.database import Store, changed_events
from geomap.store.fragments import Item, runs_of
from geomap.store.listed import Listed, listed
from geomap.store.pieces import Kept, read_links
from geomap.store.recipe import base_of, code_digest, recipe_of, with_tables
from geomap.store.transfer import overrides_of

__all__ = [
    "Changes", "Codec", "EventChange", "EventNote", "Item", "Kept", "Listed", "Packed", "Store",
    "StoreDamaged", "added_tables", "base_of", "changed_events", "code_digest", "events_between",
    "listed", "note_of", "overrides_of", "read_links", "recipe_of", "runs_of", "with_tables",
]  # fmt: skip
