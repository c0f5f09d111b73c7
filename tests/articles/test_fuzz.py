"""Whatever bytes a file holds: articles or reports come of it, and nothing else.

`GEOMAP_FUZZ` is how many files of each format are tried; ``make fuzz`` tries many.
"""

from __future__ import annotations

import io
import json
import os
import struct
import tracemalloc
import zipfile
import zlib
from contextlib import closing
from functools import cache

import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from geomap.articles import Draft, finish
from geomap.articles.draft import Source
from geomap.articles.read import READERS, _read
from geomap.config import ArticlesConfig
from geomap.model import Skipped

CASES = int(os.environ.get("GEOMAP_FUZZ", "25"))
MOST = 200_000

HTML = (
    "<!DOCTYPE html><html lang='en'><head><meta charset='utf-8'><title>Raid</title>"
    "<meta property='article:published_time' content='2018-09-04T10:00:00Z'></head><body>"
    "<article><h1>Raid on a town</h1><p>Shells fell on Aleppo on Monday, officials said, and "
    "six people were wounded.</p><table><tr><td>1</td></tr></table></article></body></html>"
)
TABLE = 'id,title,text,published,url\n1,"A ""raid""",Shells fell.,2018-09-04,https://a.org\n'
RECORD = {"id": "a", "text": "Shells fell.", "title": "T", "published": "2018-09-04",
          "mentions": [{"start": 0, "end": 6}], "language": "en"}  # fmt: skip


def pdf(spaces: int = 0, pages: int = 1) -> bytes:
    """Pages that share a compressed line of text, with so many spaces behind it."""
    line = b"BT /F1 12 Tf 72 720 Td (Shells fell on Aleppo.) Tj ET"
    stream = zlib.compress(line + b" " * spaces)
    objects = [
        b"<< /Type /Catalog /Pages 2 0 R >>",
        b"<< /Type /Pages /Kids [%s] /Count %d >>" % (b"3 0 R " * pages, pages),
        b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 612 792] /Contents 4 0 R /Resources 5 0 R >>",
        b"<< /Length %d /Filter /FlateDecode >>\nstream\n%s\nendstream" % (len(stream), stream),
        b"<< /Font << /F1 << /Type /Font /Subtype /Type1 /BaseFont /Helvetica >> >> >>",
    ]
    data, offsets = b"%PDF-1.4\n", []
    for number, body in enumerate(objects, 1):
        offsets.append(len(data))
        data += b"%d 0 obj\n%s\nendobj\n" % (number, body)
    table = b"".join(b"%010d 00000 n \n" % offset for offset in offsets)
    head = b"xref\n0 6\n0000000000 65535 f \n"
    tail = b"trailer << /Root 1 0 R /Size 6 >>\nstartxref\n%d\n%%%%EOF" % len(data)
    return data + head + table + tail


def docx(body: str = "<w:p><w:r><w:t>Shells fell.</w:t></w:r></w:p>", head: str = "") -> bytes:
    """A Word document of one part."""
    office = "http://schemas.openxmlformats.org"
    word = "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"
    parts = {
        "[Content_Types].xml": f'<Types xmlns="{office}/package/2006/content-types">'
        '<Default Extension="rels" '
        'ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        f'<Override PartName="/word/document.xml" ContentType="{word}"/></Types>',
        "_rels/.rels": f'<Relationships xmlns="{office}/package/2006/relationships">'
        f'<Relationship Id="r1" Type="{office}/officeDocument/2006/relationships/officeDocument" '
        'Target="word/document.xml"/></Relationships>',
        "word/document.xml": f'<?xml version="1.0"?>{head}<w:document '
        f'xmlns:w="{office}/wordprocessingml/2006/main"><w:body>{body}</w:body></w:document>',
    }
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, text in parts.items():
            archive.writestr(name, text)
    return packed.getvalue()


def parquet(*texts: str) -> bytes:
    """A table of articles."""
    table = pa.table({"id": [str(number) for number in range(len(texts))], "text": texts})
    pq.write_table(table, file := io.BytesIO(), compression="zstd")
    return file.getvalue()


@cache
def seeds(suffix: str) -> tuple[bytes, ...]:
    """Files that a reader of this suffix takes."""
    text = "Raid\n\nALEPPO, Sept 4, 2018 (SANA) - Shells fell on the town.\n\n© 2018".encode()
    lines = (json.dumps(RECORD) + "\n").encode() * 2
    kinds = {
        "text": (text, text.decode().encode("utf-16"), "Стрельба в Алеппо".encode("cp1251")),
        "html": (HTML.encode(), HTML.replace("utf-8", "windows-1251").encode("cp1251")),
        "jsonl": (lines, b"\xef\xbb\xbf" + lines),
        "table": (TABLE.encode(), TABLE.replace(",", ";").encode("utf-16")),
        "pdf": (pdf(),),
        "docx": (docx(),),
        "parquet": (parquet("Shells fell on Aleppo.", "One."),),
    }
    return kinds[READERS[suffix]]


def found(data: bytes, suffix: str) -> list[Draft | Skipped]:
    """What a file of these bytes gives."""
    source = Source(
        name="x" + suffix, stem="x", opened=lambda: closing(io.BytesIO(data)), max_bytes=MOST
    )
    return list(_read(source, suffix, ArticlesConfig(max_bytes=MOST)))


def check(results: list[Draft | Skipped]) -> None:
    """Articles have a text that can be written, and segments that cover it; reports a sentence."""
    for one in results:
        if isinstance(one, Skipped):
            assert one.reason.endswith(".")
            continue
        one.text.encode("utf-8")
        article = finish(one, set())
        assert "".join(one.text[s.start : s.end] for s in article.segments) == one.text
        json.dumps([article.id, article.title, article.source, article.url]).encode("utf-8")


@st.composite
def damaged(draw: st.DrawFn, suffix: str) -> bytes:
    """A good file with some of its bytes cut out, put in again, doubled or replaced."""
    data = draw(st.sampled_from(seeds(suffix)))
    for _ in range(draw(st.integers(0, 6))):
        at = draw(st.integers(0, len(data)))
        end = draw(st.integers(at, min(len(data), at + 40)))
        part = draw(
            st.one_of(
                st.binary(max_size=12),
                st.just(data[at:end] * 2),
                st.sampled_from([b"<", b'"', b"\n", b"\0", b"\xff\xfe", b"{", b"&a;", b"%s" * 9]),
                st.integers(0, 2**32 - 1).map(lambda number: struct.pack("<I", number)),
            )
        )
        data = data[:at] + part + data[end:]
    return data


SUFFIXES = [".txt", ".html", ".jsonl", ".csv", ".pdf", ".docx", ".parquet"]


@pytest.mark.timeout(36_000)
@pytest.mark.parametrize("suffix", SUFFIXES)
def test_a_damaged_file_is_read_or_reported(suffix: str) -> None:
    """No exception leaves a reader, whatever is in the file."""

    @settings(
        max_examples=CASES, deadline=None, database=None,
        suppress_health_check=list(HealthCheck),
    )  # fmt: skip
    @given(damaged(suffix))
    def case(data: bytes) -> None:
        check(found(data, suffix))

    case()


@pytest.mark.timeout(36_000)
@pytest.mark.parametrize("suffix", SUFFIXES)
def test_any_bytes_are_read_or_reported(suffix: str) -> None:
    """Files of another kind under a wrong name included."""

    @settings(
        max_examples=CASES, deadline=None, database=None,
        suppress_health_check=list(HealthCheck),
    )  # fmt: skip
    @given(st.binary(max_size=400))
    def case(data: bytes) -> None:
        check(found(data, suffix))

    case()


ENTITIES = "".join(f'<!ENTITY a{n} "{f"&a{n - 1};" * 10}">' for n in range(1, 10))
LAUGHS = f'<!DOCTYPE l [<!ENTITY a0 "lol">{ENTITIES}]>'
OUR_FILE = '<!DOCTYPE l [<!ENTITY x SYSTEM "file:///etc/hostname">]>'
RUN = "<w:p><w:r><w:t>{}</w:t></w:r></w:p>"
BOMBS = {
    "a thousand pages that share one of spaces": (pdf(100_000, 1000), ".pdf"),
    "a document that unpacks to a thousand times its size": (
        docx(RUN.format("A" * 20_000_000)),
        ".docx",
    ),
    "a table that unpacks to a thousand times its size": (
        parquet("Shells fell. " * 800_000),
        ".parquet",
    ),
    "entities of entities in a document": (docx(RUN.format("&a9;"), LAUGHS), ".docx"),
    "entities of entities in a page": (f"{LAUGHS}<html><p>&a9;</p></html>".encode(), ".html"),
    "a page nested without end": (b"<html><body>" + b"<div>" * 30_000 + b"Shells fell.", ".html"),
    "a list nested without end": (b"<html><body>" + b"<ul><li>" * 9_000 + b"Shells.", ".html"),
    "a line nested without end": (b'{"text": "a", "x": ' + b"[" * 90_000, ".jsonl"),
    "a number without end": (b'{"text": "a", "id": ' + b"9" * 90_000 + b"}", ".jsonl"),
}


@pytest.mark.parametrize("name", BOMBS)
def test_a_bomb_is_reported(name: str) -> None:
    """What would grow to gigabytes is one sentence, before it has grown."""
    data, suffix = BOMBS[name]
    results = found(data, suffix)

    assert [Skipped] == [type(one) for one in results]
    check(results)


@pytest.mark.parametrize("name", [".docx", ".parquet"])
def test_what_would_unpack_to_too_much_is_not_unpacked(name: str) -> None:
    """Paragraphs of ordinary length, so that only their sum is wrong; one row that is all."""
    paragraphs = docx(RUN.format("A" * 1000) * 3000)
    (one,) = found(paragraphs if name == ".docx" else parquet("A" * 10_000_000), name)

    assert isinstance(one, Skipped)
    assert "is larger than" in one.reason


def test_what_a_table_repeats_is_held_once() -> None:
    """Two hundred rows of one text of two megabytes, in two kilobytes."""
    data, before = parquet(*["Shells fell. " * 150_000] * 200), pa.default_memory_pool()
    pool = pa.proxy_memory_pool(before)
    pa.set_memory_pool(pool)
    tracemalloc.start()
    results = found(data, ".parquet")
    most = pool.max_memory() + tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    pa.set_memory_pool(before)

    assert [Skipped] * 200 == [type(one) for one in results]
    assert most < 40_000_000


def test_a_document_names_no_file_of_ours() -> None:
    """An entity that points at a file of this machine brings none of it into the text."""
    (one,) = found(docx(RUN.format("Shells fell. &x;"), OUR_FILE), ".docx")

    assert isinstance(one, Draft)
    assert "Shells fell." == one.text.strip()
