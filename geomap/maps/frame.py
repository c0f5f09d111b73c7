"""Folium as the frame of a page: its map and its document, with everything inlined.

Folium's elements render strings as Jinja templates. Nothing but our own fixed text goes that
way; data and scripts are `Raw` elements, which render to what they hold.
"""

from __future__ import annotations

import base64
import contextlib
import hashlib
import itertools
import re
from collections.abc import Iterator
from typing import Any

import folium
from branca.element import CssLink, Element, Figure, JavascriptLink, MacroElement
from folium.template import Template

from geomap.errors import AssetMissing
from geomap.maps.assets import folium_link, script, style, vendored

#: Folium forbids zooming the page, which people with weak eyes need.
_FOLIUM_VIEWPORT = re.compile(r'<meta name="viewport"[^>]*/>')
_INLINE = re.compile(r"<(script|style)>(.*?)</\1>", re.DOTALL)


class Raw(Element):
    """Text that is rendered as it is, never as a template."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self._name = "Raw"
        self.text = text

    def render(self, **_kwargs: Any) -> str:
        """The text."""
        return self.text


class PageFigure(Figure):
    """A document with a language and a security policy."""

    _template = Template(
        '<!DOCTYPE html>\n<html lang="en">\n<head>\n{{ this.header.render(**kwargs) }}\n</head>\n'
        "<body>\n{{ this.html.render(**kwargs) }}\n"
        "<script>{{ this.script.render(**kwargs) }}</script>\n</body>\n</html>\n"
    )


class Start(MacroElement):
    """Hands folium's map over to our script."""

    _template = Template(
        "{% macro script(this, kwargs) %}Geomap.start({{ this._parent.get_name() }});{% endmacro %}"
    )

    def __init__(self) -> None:
        super().__init__()  # type: ignore[no-untyped-call]
        self._name = "Start"


@contextlib.contextmanager
def counted_ids() -> Iterator[None]:
    """Element ids by counter in place of branca's random ones, so that builds repeat.

    Raises:
        AssetMissing: branca makes its ids in another way than the version we know.
    """
    if not isinstance(vars(Element).get("_generate_id"), classmethod):
        raise AssetMissing("branca.element.Element._generate_id")
    known = vars(Element)["_generate_id"]
    counter = itertools.count(1)
    branca: Any = Element
    branca._generate_id = classmethod(lambda _cls: f"{next(counter):04d}")  # noqa: SLF001
    try:
        yield
    finally:
        branca._generate_id = known  # noqa: SLF001


def page(
    *,
    head: list[str],
    body: list[str],
    location: tuple[float, float],
    zoom: int,
    image_host: str | None = None,
) -> str:
    """A whole document around one folium map.

    Args:
        head: elements of the head, as HTML that is inserted as it is.
        body: elements before the map, as HTML that is inserted as it is.
        location: centre of the first view, (latitude, longitude), degrees.
        zoom: zoom of the first view.
        image_host: ``https://...`` of an online base map, None for none.

    Returns:
        HTML that makes no request, but of pictures from `image_host`, with a content security
        policy that forbids any other.

    Raises:
        AssetMissing: folium asks for a script or style that the pages do not carry.
    """
    with counted_ids():
        figure = PageFigure()
        frame = folium.Map(
            location=location,
            zoom_start=zoom,
            tiles=None,
            zoom_control="topright",
            min_zoom=2,
            max_zoom=14,
            attribution_control=False,
            keyboard=True,
        )
        figure.add_child(frame)
        frame.add_child(Start())
        policy = Raw("")
        figure.header.add_child(policy, name="policy")
        for number, text in enumerate(body):
            figure.html.add_child(Raw(text), name=f"body_{number}")
        for child in figure._children.values():  # noqa: SLF001 - folium has no other way
            child.render()
        inline(figure)
        for number, text in enumerate(head):
            figure.header.add_child(Raw(text), name=f"head_{number}")
        policy.text = _policy(_rendered(figure), image_host)
        return _rendered(figure)


def inline(figure: Figure) -> None:
    """Replace every link in the head of a rendered figure by what it links to.

    Raises:
        AssetMissing: a link of a name that is not in the table of assets.
    """
    children = figure.header._children  # noqa: SLF001
    for name, child in list(children.items()):
        if not isinstance(child, JavascriptLink | CssLink):
            continue
        file = folium_link(name)
        if file is None:
            del children[name]
            continue
        wrap = script if isinstance(child, JavascriptLink) else style
        children[name] = Raw(wrap(vendored(file)))


def _rendered(figure: Figure) -> str:
    html: str = figure._template.render(this=figure, kwargs={})  # noqa: SLF001
    html, replaced = _FOLIUM_VIEWPORT.subn(
        '<meta name="viewport" content="width=device-width, initial-scale=1"/>', html, count=1
    )
    if not replaced:
        raise AssetMissing("folium's viewport")
    return html


def _policy(html: str, image_host: str | None) -> str:
    """The policy that lets run what the page holds now, and nothing else."""
    hashes: dict[str, list[str]] = {"script": [], "style": []}
    for kind, text in _INLINE.findall(html):
        digest = base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()
        hashes[kind].append(f"'sha256-{digest}'")
    rules = [
        "default-src 'none'",
        f"script-src {' '.join(hashes['script'])}",
        f"style-src {' '.join(hashes['style'])}",
        " ".join(filter(None, ("img-src data: blob:", image_host))),
        "base-uri 'none'",
        "form-action 'none'",
    ]
    return f'<meta http-equiv="Content-Security-Policy" content="{"; ".join(rules)}"/>'
