"""Each bad input is told in one sentence that names it, and costs no other article."""

from __future__ import annotations

import os
import re
import tracemalloc
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from geomap.model import Article

    Read = Callable[..., tuple[list[Article], list[str]]]

GOOD = "Shells fell on three suburbs on Monday and wounded six people, doctors said."
MEGABYTE = 1 << 20


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A folder with one good article, which every run must still read."""
    (tmp_path / "good.txt").write_text(GOOD)
    return tmp_path


def table_of_reports() -> list[tuple[str, bytes, str]]:
    """File, contents, and the sentence that must come of it."""
    return [
        ("empty.txt", b"", "is empty; remove it, or save its text again."),
        ("blank.md", b" \n\t\r\n", "is empty; remove it, or save its text again."),
        ("empty.csv", b"", "is empty; remove it, or save its rows again."),
        ("empty.jsonl", b"\n\n", "is empty; remove it, or save its articles again."),
        (
            "binary.txt",
            bytes(range(256)),
            "is a binary file, not text; save it again as UTF-8 text.",
        ),
        (
            "binary.html",
            b"\x89PNG\r\n\x1a\n" + bytes(99),
            ("is a picture, not text; give it its own suffix or save it again as UTF-8 text."),
        ),
        (
            "bare.html",
            b"<html><body></body></html>",
            ("is a page without a main text; save its text as .txt."),
        ),
        (
            "binary.csv",
            b"text\n\x00\x01\x02\n",
            ("is a binary file, not text; save it again as UTF-8 text."),
        ),
        (
            "columns.csv",
            b"name,when\nx,y\n",
            (
                "has no column of article text (it has name, when); "
                "name it in articles.columns.text of geomap.toml."
            ),
        ),
        (
            "broken.pdf",
            b"%PDF-1.4 nothing",
            ("is a PDF that cannot be read (PdfStreamError); save its text as .txt."),
        ),
        (
            "broken.docx",
            b"no archive",
            ("is a Word document that cannot be read (BadZipFile); save its text as .txt."),
        ),
        (
            "old.doc",
            b"anything",
            (
                "is a .doc file, which geomap does not read; save it as .txt, .md, "
                ".html, .jsonl or .csv."
            ),
        ),
    ]


@pytest.mark.parametrize(
    ("name", "data", "sentence"), table_of_reports(), ids=[row[0] for row in table_of_reports()]
)
def test_a_file_that_holds_no_article_is_reported(
    folder: Path, read: Read, name: str, data: bytes, sentence: str
) -> None:
    """The report names the file and ends with what to do; the good article is read."""
    (folder / name).write_bytes(data)

    articles, reasons = read(folder)

    assert ["good"] == [article.id for article in articles]
    assert [f"{folder / name}: {sentence}"] == reasons


@pytest.mark.parametrize(
    ("line", "sentence"),
    [
        (b'{"text": "a"', "is broken JSON at character 13; mend the line."),
        (b"[" * 100_000, "is broken JSON; mend the line."),
        (b'["text"]', 'is no JSON object; give the article as {"text": "..."}.'),
        (b'{"title": "x"}', 'has no "text"; give the article as {"text": "..."}.'),
        (b'{"text": "  "}', 'has no "text"; give the article as {"text": "..."}.'),
        (b'{"text": "caf\xe9"}', "is not UTF-8; save it again as UTF-8."),
        (b'{"text": "\\ud800"}', "holds half a character (a lone surrogate); mend its text."),
        (
            b'{"text": "Idlib", "start": 3, "end": 8}',
            ("is an annotation, not an article; leave this file out."),
        ),
    ],
)
def test_a_broken_line_is_reported_with_its_number(
    folder: Path, read: Read, line: bytes, sentence: str
) -> None:
    """The lines around it are read."""
    path = folder / "a.jsonl"
    path.write_bytes(b'{"id": "one", "text": "One."}\n' + line + b'\n{"id": "two", "text": "Two."}')

    articles, reasons = read(folder)

    assert ["one", "two", "good"] == [article.id for article in articles]
    assert [f"{path}, line 2: {sentence}"] == reasons


def test_many_broken_lines_are_counted_not_told(folder: Path, read: Read) -> None:
    """A wrong file of a thousand lines fills no screen."""
    path = folder / "a.jsonl"
    path.write_text("nonsense\n" * 1000)

    _, reasons = read(folder)

    assert 11 == len(reasons)
    assert f"{path}: 990 more lines hold no article; mend or remove the file." == reasons[-1]


def test_fields_that_are_not_understood_are_set_aside(folder: Path, read: Read) -> None:
    """The article is kept; each notice says what was not used."""
    path = folder / "a.jsonl"
    path.write_text(
        '{"text": "One two.", "published": "04/09/2018", "url": "ftp://x", "language": "Klingon", '
        '"mentions": [{"start": 0, "end": 3}, {"start": 4, "end": 99}]}'
    )

    articles, reasons = read(folder)

    assert ("a-1", None, None, None) == (
        articles[0].id,
        articles[0].published,
        articles[0].url,
        articles[0].given_mentions,
    )
    assert ["published", "url", "language", "mention 2"] == [
        re.sub(r".*line 1: (mention \d|\w+).*was set aside; .*", r"\1", reason)
        for reason in reasons
    ]


def test_a_text_of_50_megabytes_is_refused_unread(folder: Path, read: Read) -> None:
    """A file over the limit is told so, and never fills the memory."""
    path = folder / "huge.txt"
    with path.open("wb") as stream:
        for _ in range(50):
            stream.write(b"Idlib war " * (MEGABYTE // 10))
    tracemalloc.start()

    articles, reasons = read(folder, max_bytes=2 * MEGABYTE)
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()

    assert ["good"] == [article.id for article in articles]
    assert [
        (
            f"{path}: is larger than 2,097,152 bytes; split it, or raise "
            "articles.max_bytes in geomap.toml."
        )
    ] == reasons
    assert 10 * MEGABYTE > peak


@pytest.mark.parametrize("suffix", ["jsonl", "csv"])
def test_a_huge_line_is_passed_over_in_pieces(folder: Path, read: Read, suffix: str) -> None:
    """One endless line is refused with its number and never held in memory."""
    path = folder / f"a.{suffix}"
    with path.open("wb") as stream:
        stream.write(b'{"text": "One."}\n' if suffix == "jsonl" else b"text\n")
        for _ in range(50):
            stream.write(b"x" * MEGABYTE)
        stream.write(b'\n{"text": "Two."}\n')
    tracemalloc.start()

    articles, reasons = read(path, max_bytes=2 * MEGABYTE)
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()

    # After a line that is no row the columns of a table can no longer be trusted.
    assert (2 if suffix == "jsonl" else 0) == len(articles)
    assert [
        (
            f"{path}, line 2: is larger than 2,097,152 bytes; split it, or raise "
            "articles.max_bytes in geomap.toml."
        )
    ] == reasons
    assert 16 * MEGABYTE > peak


def test_an_unclosed_quote_ends_a_table_where_it_breaks(folder: Path, read: Read) -> None:
    """Rows before it are read; the report names the line and says that the rest is not."""
    path = folder / "a.csv"
    path.write_text('id,text\n1,One.\n2,"Two.\n3,Three.\n')

    articles, reasons = read(path)

    assert ["1"] == [article.id for article in articles]
    assert [
        (
            f"{path}, line 4: cannot be read as a table row (unexpected end of data), nor what "
            "follows; mend its quotes."
        )
    ] == reasons


def test_a_row_without_text_is_reported(folder: Path, read: Read) -> None:
    """Short and empty rows cost themselves only."""
    path = folder / "a.csv"
    path.write_text("id,text\n1,One.\n2\n\n3,Three.\n")

    articles, reasons = read(path)

    assert ["1", "3"] == [article.id for article in articles]
    assert [f"{path}, line 3: the row has no text; fill it in or remove the row."] == reasons


@pytest.mark.skipif(os.geteuid() == 0, reason="root may read everything")
def test_a_file_without_permission_is_reported(folder: Path, read: Read) -> None:
    """The report says how to get the right."""
    path = folder / "secret.txt"
    path.write_text(GOOD)
    path.chmod(0)

    _, reasons = read(folder)

    assert [
        (
            f"{path}: cannot be read (permission denied); give yourself the right to read it "
            "(chmod u+r)."
        )
    ] == reasons


def test_a_refusal_of_the_system_is_reported(
    folder: Path, read: Read, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Whoever runs the tests, a file that the system refuses is told with the reason."""
    path = folder / "secret.txt"
    path.write_text(GOOD)
    opened = type(path).open

    def refusing(self: Path, mode: str = "r") -> object:
        if self.name == "secret.txt":
            raise PermissionError(13, "Permission denied")
        return opened(self, mode)

    monkeypatch.setattr(type(path), "open", refusing)

    articles, reasons = read(folder)

    assert ["good"] == [article.id for article in articles]
    assert [
        (
            f"{path}: cannot be read (permission denied); give yourself the right to read it "
            "(chmod u+r)."
        )
    ] == reasons


def test_a_loop_of_links_ends(folder: Path, read: Read) -> None:
    """A link to a folder above is followed no second time, and no article comes twice."""
    (folder / "sub").mkdir()
    (folder / "sub" / "up").symlink_to(folder)
    (folder / "sub" / "b.txt").write_text("Another. " + GOOD)

    articles, reasons = read(folder)

    assert ["good", "b"] == [article.id for article in articles]
    assert [] == reasons


def test_links_that_lead_nowhere_are_reported(folder: Path, read: Read) -> None:
    """A link to a missing file, and two that name each other."""
    (folder / "gone.txt").symlink_to(folder / "nowhere")
    (folder / "x.txt").symlink_to(folder / "y.txt")
    (folder / "y.txt").symlink_to(folder / "x.txt")

    articles, reasons = read(folder)

    assert ["good"] == [article.id for article in articles]
    assert ["gone.txt", "x.txt", "y.txt"] == [re.findall(r"\w+\.txt", line)[0] for line in reasons]
    assert all(reason.endswith("remove it.") for reason in reasons)


def test_a_pipe_in_a_folder_does_not_block(folder: Path, read: Read) -> None:
    """Only regular files of a folder are opened."""
    os.mkfifo(folder / "pipe.txt")

    articles, reasons = read(folder)

    assert ["good"] == [article.id for article in articles]
    assert [
        (
            f"{folder / 'pipe.txt'}: is not a regular file; save it as .txt, .md, .html, .jsonl or "
            ".csv."
        )
    ] == reasons


def test_a_text_longer_than_a_book_is_skipped_with_its_length(folder: Path, read: Read) -> None:
    """What is no article is told so, and the others are read."""
    (folder / "archive.txt").write_text("Idlib war. " * 100, encoding="utf-8")

    articles, reasons = read(folder, max_characters=1_000)

    assert ["good"] == [article.id for article in articles]
    assert [
        (
            f"{folder / 'archive.txt'}: has a text of 1,100 characters, more than 1,000; split it "
            "into articles, or raise articles.max_characters in geomap.toml."
        )
    ] == reasons
