"""Names that the gazetteer lacks are asked for online only when told to, politely, and once."""

from __future__ import annotations

import json
import threading
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field, replace
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import TYPE_CHECKING, Any
from urllib.parse import parse_qs, urlsplit

import pytest

from geomap.config import Config, GazetteerConfig, OnlineConfig, read_config
from geomap.errors import OnlineUnusable
from geomap.flow import annotate_article
from geomap.model import Article, Mention
from geomap.places.online import open_fallback
from geomap.places.online.answers import Answers
from geomap.serialise import annotation_to_json

if TYPE_CHECKING:
    from pathlib import Path

    from geomap.flow import Tools

#: A village that no gazetteer has, as Nominatim and Photon would tell of it.
NOMINATIM = {
    "place_id": 1, "osm_type": "node", "osm_id": 42, "lat": "35.5", "lon": "36.5",
    "name": "Qwxzrtville", "display_name": "Qwxzrtville, Idlib, Syria", "addresstype": "village",
    "boundingbox": ["35.49", "35.51", "36.49", "36.51"],
}  # fmt: skip
PHOTON = {
    "type": "FeatureCollection",
    "features": [{
        "type": "Feature", "geometry": {"type": "Point", "coordinates": [36.5, 35.5]},
        "properties": {"name": "Qwxzrtville", "osm_type": "N", "osm_id": 42, "osm_value": "village",
                       "extent": [36.49, 35.51, 36.51, 35.49], "country": "Syria"},
    }],
}  # fmt: skip
GEONAMES = {
    "geonames": [{"geonameId": 42, "name": "Qwxzrtville", "lat": "35.5", "lng": "36.5",
                  "fcode": "PPL", "countryName": "Syria"}],
}  # fmt: skip


@dataclass
class Server:
    """A geocoder on loopback: its address, what it was asked, and what it answers."""

    domain: str
    asked: list[tuple[str, str]] = field(default_factory=list)
    """(name, user agent) of each request."""
    answers: dict[str, Any] = field(default_factory=dict)
    """Answer by path; 500 where there is none."""


@pytest.fixture
def server() -> Iterator[Server]:
    """A server that answers as the public ones do."""

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            parts = urlsplit(self.path)
            query = parse_qs(parts.query)
            name = (query.get("q") or query.get("name") or [""])[0]
            known.asked.append((name, self.headers["User-Agent"]))
            answer = known.answers.get(parts.path)
            if callable(answer):
                answer = answer(name)
            body = json.dumps(answer).encode()
            self.send_response(500 if answer is None else 200)
            self.send_header("Content-Type", "application/json")
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, *_args: object) -> None:
            """Say nothing."""

    http = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    known = Server(domain=f"127.0.0.1:{http.server_address[1]}")
    thread = threading.Thread(target=http.serve_forever, kwargs={"poll_interval": 0.01})
    thread.start()
    yield known
    http.shutdown()
    thread.join()
    http.server_close()


def settings(domain: str, cache: Path, **fields: Any) -> Config:
    """Settings that ask a server on loopback."""
    online = OnlineConfig(
        enabled=True, user_agent="geomap tests", domain=domain, scheme="http", delay_s=0.0,
        timeout_s=2.0,
    )  # fmt: skip
    return Config(gazetteer=GazetteerConfig(cache=str(cache)), online=replace(online, **fields))


def unknown(name: str = "Qwxzrtville", **fields: Any) -> Mention:
    """A place name that the gazetteer lacks."""
    mention = Mention(
        id="m1", start=0, end=len(name), text=name, role="literal", reason="not-in-gazetteer"
    )
    return replace(mention, **fields)


Filled = Callable[..., Mention]


@pytest.fixture
def filled(tools: Tools, server: Server, tmp_path: Path) -> Filled:
    """Fills one mention in from the server."""

    def ask(mention: Mention, **fields: Any) -> Mention:
        fallback = open_fallback(settings(server.domain, tmp_path, **fields), tools.gazetteer)
        assert fallback is not None
        return fallback.filled([mention], 0.5)[0]

    return ask


@pytest.mark.parametrize(
    ("geocoder", "path", "answer", "own_id"),
    [
        ("nominatim", "/search", [NOMINATIM], "nominatim:N42"),
        ("photon", "/api", PHOTON, "photon:N42"),
        ("geonames", "/searchJSON", GEONAMES, "geonames:42"),
    ],
)
def test_what_the_gazetteer_lacks_is_placed(
    geocoder: str, path: str, answer: Any, own_id: str, server: Server, filled: Filled
) -> None:
    """Point, kind, country and unit, and whose data it is."""
    server.answers[path] = answer
    done = filled(unknown(), geocoder=geocoder, key="somebody")
    assert done.place is not None

    assert ("resolved", None, own_id) == (done.status, done.reason, done.place.id)
    assert ("city", "SY", "Idlib") == (done.place.kind, done.place.country, done.place.admin1)
    assert (35.5, 36.5) == (done.place.lat, done.place.lon)
    assert done.place.attribution
    assert 0.5 < (done.score or 0) < 0.9
    assert [("Qwxzrtville", "geomap tests")] == server.asked


def test_extents_give_the_radius(server: Server, filled: Filled) -> None:
    """Half the diagonal of the box."""
    server.answers["/search"] = [NOMINATIM]
    place = filled(unknown()).place
    assert place is not None

    assert place.radius_km == pytest.approx(1.43, abs=0.02)


def test_several_answers_are_alternatives(server: Server, filled: Filled) -> None:
    """Without the article's country among them, two are ambiguous."""
    there = {**NOMINATIM, "osm_id": 43, "lat": "48.5", "lon": "2.5"}
    server.answers["/search"] = [NOMINATIM, there]
    done = filled(unknown())

    assert ("ambiguous", "several-candidates", 1) == (
        done.status, done.reason, len(done.alternatives),
    )  # fmt: skip


def test_the_article_speaks_for_its_own_countries(
    server: Server, tools: Tools, tmp_path: Path
) -> None:
    """Of two answers the one in a country that the article names is likelier."""
    there = {**NOMINATIM, "osm_id": 43, "lat": "48.5", "lon": "2.5"}
    server.answers["/search"] = [there, NOMINATIM]
    fallback = open_fallback(settings(server.domain, tmp_path), tools.gazetteer)
    syria = tools.gazetteer.country("SY")
    assert fallback is not None
    assert syria is not None
    known = unknown("Syria", id="m2", reason=None, place=tools.gazetteer.to_place(syria))
    done = fallback.filled([unknown(), known], 0.5)

    assert done[0].place is not None
    assert ("resolved", "SY") == (done[0].status, done[0].place.country)
    assert known == done[1]


@pytest.mark.parametrize("fields", [{"role": "metonym"}, {"reason": "several-candidates"}])
def test_nothing_else_is_asked_for(fields: Any, server: Server, filled: Filled) -> None:
    """Governments and names that the gazetteer has stay in the house."""
    mention = unknown(**fields)

    assert mention == filled(mention)
    assert [] == server.asked


def test_answers_are_kept_on_disk(server: Server, filled: Filled) -> None:
    """A name is asked for once, found or not, in this run and the next."""
    server.answers["/search"] = lambda name: [NOMINATIM] if name == "Qwxzrtville" else []
    first = filled(unknown())
    again = filled(unknown())
    nowhere = [filled(unknown("Nowhereton")) for _ in range(2)]

    assert first == again
    assert {("unresolved", "not-found-online")} == {(m.status, m.reason) for m in nowhere}
    assert ["Qwxzrtville", "Nowhereton"] == [name for name, _agent in server.asked]


def test_requests_keep_their_distance(tmp_path: Path) -> None:
    """The time between two requests is kept, over several readers of one file."""
    readers = [Answers(tmp_path / "answers.sqlite", "x") for _ in range(2)]
    start = time.monotonic()
    for reader in readers * 2:
        reader.wait(0.1)

    assert time.monotonic() - start >= 0.3


def test_no_network_loses_nothing(
    tools: Tools, tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    """The run goes on, the names say why they are open, and the log says what to do."""
    fallback = open_fallback(settings("127.0.0.1:9", tmp_path), tools.gazetteer)
    online = replace(tools, online=fallback)
    text = "Shells hit Homs in Syria and the village of Qwxzrtville."
    done = annotate_article(Article(id="a", text=text, language="en"), online)
    found = {mention.text: mention for mention in done.mentions}

    assert "resolved" == found["Homs"].status
    assert ("ambiguous", "geocoder-unreachable") == (
        found["Qwxzrtville"].status, found["Qwxzrtville"].reason,
    )  # fmt: skip
    assert "run without --online" in caplog.text


def test_a_broken_service_is_left_alone(server: Server, tools: Tools, tmp_path: Path) -> None:
    """After three failures in a row nobody waits for it any more; failures are not kept."""
    fallback = open_fallback(settings(server.domain, tmp_path), tools.gazetteer)
    assert fallback is not None
    for number in range(6):
        (done,) = fallback.filled([unknown(f"Qwxzrtville {number}")], 0.5)
        assert "geocoder-unreachable" == done.reason

    assert 3 == len(server.asked)
    server.answers["/search"] = [NOMINATIM]
    again = open_fallback(settings(server.domain, tmp_path), tools.gazetteer)
    assert again is not None
    assert "resolved" == again.filled([unknown("Qwxzrtville 0")], 0.5)[0].status


def test_it_is_off_by_default(tools: Tools) -> None:
    """Nothing leaves the machine unless the settings say so."""
    assert open_fallback(Config(), tools.gazetteer) is None
    assert tools.online is None


@pytest.mark.parametrize(
    ("fields", "told"),
    [
        ({"user_agent": " "}, "user_agent"),
        ({"geocoder": "crystalball"}, "nominatim"),
        ({"geocoder": "opencage"}, "key"),
    ],
)
def test_what_cannot_work_is_said_at_once(
    fields: Any, told: str, tools: Tools, tmp_path: Path
) -> None:
    """A missing user agent, an unknown service, or a missing key stops the run before it starts."""
    with pytest.raises(OnlineUnusable, match=told):
        open_fallback(settings("", tmp_path, **fields), tools.gazetteer)


def test_settings_come_from_the_file(tmp_path: Path) -> None:
    """The table [online] of geomap.toml."""
    path = tmp_path / "geomap.toml"
    path.write_text('[online]\nenabled = true\nuser_agent = "me"\ndelay_s = 2\n', encoding="utf-8")

    assert OnlineConfig(enabled=True, user_agent="me", delay_s=2.0) == read_config(path).online


def test_outputs_name_whose_data_it_is(server: Server, tools: Tools, tmp_path: Path) -> None:
    """The attribution stands with the place in the annotations."""
    server.answers["/search"] = [NOMINATIM]
    fallback = open_fallback(settings(server.domain, tmp_path), tools.gazetteer)
    text = "Shells hit the village of Qwxzrtville in Syria."
    done = annotate_article(
        Article(id="a", text=text, language="en"), replace(tools, online=fallback)
    )
    places = [mention["place"] for mention in annotation_to_json(done)["mentions"]]

    assert ["© OpenStreetMap contributors, ODbL, by Nominatim"] == [
        place["attribution"] for place in places if "attribution" in place
    ]
