"""Mention + Place -> Claim -> Event: what a text says happened, where, when and by whose word."""

from __future__ import annotations

from geomap.events.claims import find_claims
from geomap.events.link import link_claims

__all__ = ["find_claims", "link_claims"]
