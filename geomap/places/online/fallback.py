"""Asks a geocoder of geopy for the names that the gazetteer lacks.

Only names leave the machine, never the text around them. A service that cannot be reached
costs nothing but its answers: after a few failures it is left alone for the rest of the run.
"""

from __future__ import annotations

import inspect
import logging
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from geomap.errors import OnlineUnusable
from geomap.gazetteer.opening import cache_folder
from geomap.model import Candidate, Place
from geomap.places.online.answers import Answers
from geomap.places.online.reading import ATTRIBUTIONS, found_places

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from geomap.config import Config, OnlineConfig
    from geomap.gazetteer import Gazetteer
    from geomap.model import Mention

log = logging.getLogger(__name__)
#: Failures in a row after which a service is left alone.
_PATIENCE = 3
#: Results that are looked at.
_RESULTS = 5
#: Weight of a result in a country that the article speaks of, and of none of them being right.
_SPOKEN_OF, _NONE = 3.0, 0.5
#: Reasons of mentions that may be asked for.
_LACKING = "not-in-gazetteer"


def open_fallback(config: Config, gazetteer: Gazetteer) -> Fallback | None:
    """The geocoder of the settings; None where they do not turn it on.

    Raises:
        OnlineUnusable: no user agent is set, or geopy has no such geocoder.
    """
    online = config.online
    if not online.enabled:
        return None
    geocoder = _geocoder(online)
    folder = cache_folder(config) / "online"
    service = f"{online.geocoder} {online.domain}".strip()
    answers = Answers(folder / "answers.sqlite", service)
    return Fallback(geocoder, answers, online, gazetteer)


def _geocoder(online: OnlineConfig) -> Any:
    """The geopy geocoder of the settings, given what of them it knows."""
    from geopy.exc import GeopyError
    from geopy.geocoders import get_geocoder_for_service

    if not online.user_agent.strip():
        raise OnlineUnusable(
            online.geocoder, "its operators want to know who asks",
            'set user_agent = "your project, your address" under [online]',
        )  # fmt: skip
    try:
        kind = get_geocoder_for_service(online.geocoder)
    except GeopyError as error:
        raise OnlineUnusable(
            online.geocoder, "geopy has no such geocoder",
            f"choose one of: {', '.join(sorted(ATTRIBUTIONS))}",
        ) from error  # fmt: skip
    known = inspect.signature(kind.__init__).parameters
    given = {
        "user_agent": online.user_agent, "timeout": online.timeout_s, "domain": online.domain,
        "scheme": online.scheme, "username": online.key, "api_key": online.key,
        "apikey": online.key,
    }  # fmt: skip
    arguments = {name: value for name, value in given.items() if value and name in known}
    try:
        return kind(**arguments)
    except (GeopyError, TypeError) as error:
        raise OnlineUnusable(
            online.geocoder, str(error), "set key (or domain) under [online]"
        ) from error


class Fallback:
    """Fills in mentions that no gazetteer has, at the pace its operators ask for."""

    def __init__(
        self, geocoder: Any, answers: Answers, online: OnlineConfig, gazetteer: Gazetteer
    ) -> None:
        self._geocoder = geocoder
        self._answers = answers
        self._online = online
        self._gazetteer = gazetteer
        self._failures = 0

    def filled(self, mentions: Sequence[Mention], min_score: float) -> tuple[Mention, ...]:
        """The mentions, those that the gazetteer lacks with what the geocoder knows of them.

        Args:
            mentions: the resolved mentions of an article.
            min_score: probability below which a place counts as ambiguous.
        """
        spoken = {m.place.country for m in mentions if m.place is not None and m.place.country}
        return tuple(
            self._asked(mention, spoken, min_score)
            if mention.reason == _LACKING and mention.role in ("literal", "unknown")
            else mention
            for mention in mentions
        )

    def _asked(self, mention: Mention, spoken: set[str], min_score: float) -> Mention:
        name = " ".join(mention.text.split())
        raw = self._answers.get(name)
        if raw is None:
            raw = self._ask(name)
        if raw is None:
            return replace(mention, reason="geocoder-unreachable")
        places = found_places(self._online.geocoder, raw, self._gazetteer)
        weighed = _weighed(places, spoken)
        if not weighed:
            return replace(mention, reason="not-found-online")
        best, others = weighed[0], weighed[1:]
        sure = best.score >= min_score
        return replace(
            mention,
            place=best.place,
            score=best.score,
            status="resolved" if sure else "ambiguous",
            reason=None if sure else "several-candidates",
            alternatives=tuple(others),
        )

    def _ask(self, name: str) -> list[dict[str, Any]] | None:
        """Ask the service; None where it cannot be reached."""
        from geopy.exc import GeopyError

        if self._failures >= _PATIENCE:
            return None
        self._answers.wait(self._online.delay_s)
        options = inspect.signature(self._geocoder.geocode).parameters
        wanted = {"exactly_one": False, "limit": _RESULTS, "addressdetails": True, "language": "en"}
        arguments = {key: value for key, value in wanted.items() if key in options}
        try:
            found = self._geocoder.geocode(name, **arguments) or []
        except (GeopyError, OSError, ValueError) as error:
            self._failures += 1
            rest = " and is left alone from here on" if self._failures >= _PATIENCE else ""
            log.warning(
                "the geocoder %s cannot be reached%s (%s); the names that the gazetteer lacks stay "
                "unresolved: check the network, or run without --online",
                self._online.geocoder, rest, error,
            )  # fmt: skip
            return None
        self._failures = 0
        answer = [
            {"lat": one.latitude, "lon": one.longitude, "address": one.address, "raw": one.raw}
            for one in found[:_RESULTS]
        ]
        self._answers.put(name, answer)
        return answer


def _weighed(places: Iterable[Place], spoken: set[str]) -> list[Candidate]:
    """The places with their probabilities: those in the article's countries before the others."""
    unique = list({place.id: place for place in places}.values())
    weights = [_SPOKEN_OF if place.country in spoken else 1.0 for place in unique]
    total = sum(weights) + _NONE
    found = [
        Candidate(place=place, score=round(weight / total, 4), match="online")
        for place, weight in zip(unique, weights, strict=True)
    ]
    return sorted(found, key=lambda one: -one.score)
