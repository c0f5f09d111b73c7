"""Text passes one gate: nothing in it is markup, code, or an order to the reader's eye."""

from __future__ import annotations

import base64
import gzip
import json
import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from geomap.maps.text import clean, data_block, json_block, safe_url, utf16


@given(st.text())
def test_json_block_is_inert_and_lossless(text: str) -> None:
    """The block reads back as it was, and holds nothing that HTML or old JavaScript acts on."""
    block = json_block({"text": text})

    assert {"text": text} == json.loads(block)
    assert not set("<>&\u2028\u2029") & set(block)


def test_large_data_are_packed_and_repeat() -> None:
    """A long block is gzip in base64, the same bytes each time, and unpacks to what it was."""
    block = data_block("x", {"text": "</script> الرقة"}, packed_from=10)
    packed = re.fullmatch(r'<script type="application/gzip" id="x">([\w+/=]+)</script>', block)

    assert packed
    assert {"text": "</script> الرقة"} == json.loads(gzip.decompress(base64.b64decode(packed[1])))
    assert block == data_block("x", {"text": "</script> الرقة"}, packed_from=10)


def test_nan_is_refused() -> None:
    """NaN is not JSON; it must be found where it is made."""
    with pytest.raises(ValueError, match="JSON"):
        json_block([float("nan")])


@given(st.text(st.characters()))
def test_cleaning_keeps_offsets_and_can_be_written(text: str) -> None:
    """Cleaned text has the same length and no lone surrogate."""
    assert len(text) == len(clean(text))
    assert clean(text).encode("utf-8").decode("utf-8") == clean(text)


def test_overrides_of_direction_are_neutralised() -> None:
    """A right-to-left override cannot turn a name around; Arabic itself stays."""
    assert "a\u200bgnp.exe" == clean("a\u202egnp.exe")
    assert "الرقة" == clean("الرقة")
    assert "line\nnext\ttab bell " == clean("line\nnext\ttab\x07bell\x00")


@pytest.mark.parametrize(
    ("url", "expected"),
    [
        ("https://example.org/a?b=1&c=2", "https://example.org/a?b=1&c=2"),
        ("HTTP://EXAMPLE.org", "HTTP://EXAMPLE.org"),
        ("javascript:alert(1)", None),
        ("java\nscript:alert(1)", None),
        ("data:text/html,<script>", None),
        ("//example.org", None),
        ("https:", None),
        ("http://[bad", None),
        ("", None),
        (None, None),
    ],
)
def test_links_are_http_or_nothing(url: str | None, expected: str | None) -> None:
    """Only http and https addresses with a host become links."""
    assert expected == safe_url(url)


def test_offsets_count_as_browsers_do() -> None:
    """A character beyond the basic plane counts as two."""
    assert 2 == utf16("😀x", 1)
    assert 3 == utf16("😀x", 2)
    assert 1 == utf16("éx", 1)
