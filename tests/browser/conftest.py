"""Pages of the made-up war, opened in Chromium with nothing else to talk to."""

from __future__ import annotations

import runpy
import shutil
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest
from playwright.sync_api import Browser, Page, sync_playwright

from geomap.config import Config, MapsConfig
from geomap.exports import write_geojson
from geomap.maps import write_maps
from geomap.maps.book import Book
from geomap.maps.reading import by_article
from geomap.model import Skipped

HERE = Path(__file__).resolve().parent
FLAGS = [
    "--headless", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run",
    "--disable-background-networking", "--disable-component-update", "--disable-sync",
]  # fmt: skip
#: What a hostile text tries; each of them would set `window.hacked` if it ran.
HOSTILE = (
    '<img src=x onerror="window.hacked=1"><script>window.hacked=1</script></script>'
    "<!-- `${window.hacked=1}` {{ 7*191 }} {% raw %} {# c #} \\'\"); window.hacked=1; //"
    "\u202egnp\u2066 \u2028 الرقة "
)


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Everything in this folder needs a browser."""
    for item in items:
        if HERE in item.path.parents:
            item.add_marker(pytest.mark.browser)


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """The system's Chromium; playwright's own is not needed."""
    names = ("chromium", "chromium-browser", "google-chrome")
    found = next(filter(None, map(shutil.which, names)), None)
    assert found, "the browser tests need Chromium: run make browser"
    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(executable_path=found, args=FLAGS)
        yield chromium
        chromium.close()


def build(folder: Path, words: Callable[[str], str]) -> Path:
    """Pages of the made-up war with every text passed through `words`."""
    made_up: dict[str, Any] = runpy.run_path(str(HERE.parent / "layers" / "made_up.py"))
    layers = made_up["layers"](words)
    run = SimpleNamespace(
        articles=2, skipped=[Skipped(name="x", reason=words("x: empty; remove it."))],
        roles={"literal": 8}, statuses={"resolved": 9}, gazetteer="0",
    )  # fmt: skip
    write_geojson(layers, folder)
    said = {one.article.id: one.article.text for one in made_up["corpus"](words)}
    texts = ((said[name], alone) for name, alone in by_article(layers))
    config = Config(maps=MapsConfig(article_pages=True))
    write_maps(Book.of(layers), folder, config, run, texts)
    return folder


@pytest.fixture(scope="session")
def pages(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Folder of the pages."""
    return build(tmp_path_factory.mktemp("pages"), str)


@pytest.fixture(scope="session")
def hostile_pages(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Folder of the pages with a hostile string in every text."""
    return build(tmp_path_factory.mktemp("hostile"), lambda text: f"{HOSTILE}{text}")


@dataclass
class Visit:
    """A page that is open, and what it said and asked for."""

    page: Page
    said: list[str] = field(default_factory=list)
    asked: list[str] = field(default_factory=list)

    def summary(self) -> str:
        """The line of counts."""
        return self.page.locator("#summary").inner_text()

    def click_at(self, lat: float, lon: float) -> None:
        """Click the map at a place on Earth."""
        x, y = self.page.evaluate(
            "([lat, lon]) => { const p = Geomap.app.map.latLngToContainerPoint([lat, lon]),"
            " b = Geomap.app.map.getContainer().getBoundingClientRect();"
            " return [p.x + b.left, p.y + b.top]; }",
            [lat, lon],
        )
        self.page.mouse.click(x, y)


@pytest.fixture
def visit(browser: Browser) -> Callable[..., Any]:
    """Opens a page as a context; on leaving it, the page must have been silent."""

    @contextmanager
    def opened(
        path: Path, *, hash_: str = "", size: tuple[int, int] = (1280, 800), touch: bool = False
    ) -> Iterator[Visit]:
        context = browser.new_context(
            viewport={"width": size[0], "height": size[1]}, has_touch=touch, accept_downloads=True
        )
        page = context.new_page()
        page.set_default_timeout(5000)
        it = Visit(page)
        page.on("console", lambda message: it.said.append(message.text))
        page.on("pageerror", lambda error: it.said.append(str(error)))
        page.on("dialog", lambda dialog: it.said.append(dialog.message))
        page.on("request", lambda request: it.asked.append(request.url))
        page.goto(path.as_uri() + hash_)
        if path.name != "index.html":
            page.locator("html[data-ready]").wait_for()
        yield it
        assert [] == it.said
        assert [path.as_uri()] == [url.split("#")[0] for url in it.asked if url[:5] != "blob:"]
        context.close()

    return opened
