"""Mention + Place -> Claim -> Event: what a text says happened, where, when and by whose word.

Each question has its room, which may see those before it: `patterns` (words), `parse`, `what`,
`who`, `where`, `said`, `when`. `claims` puts the answers together; `linking` makes events of them.
"""

from __future__ import annotations

from geomap.events.claims import find_claims
from geomap.events.linking.link import link_claims
from geomap.events.where.words import place_sentences
from geomap.events.wording import claim_sentences, event_sentences

__all__ = [
    "claim_sentences", "event_sentences", "find_claims", "link_claims", "place_sentences",
]  # fmt: skip
