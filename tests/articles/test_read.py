"""Files, folders and standard input become articles; what cannot be read is reported."""

from __future__ import annotations

import io
import json
import os
import subprocess
import sys
from datetime import date
from hashlib import sha256
from types import SimpleNamespace
from typing import TYPE_CHECKING, cast

import pytest

from geomap.articles import read_articles
from geomap.articles.read import _stamp
from geomap.config import Config
from geomap.errors import InputNotFound
from geomap.model import Article, Skipped

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    Read = Callable[..., tuple[list[Article], list[str]]]

BODY = "Shells fell on three suburbs on Monday and wounded six people, doctors said."


def test_text_is_never_altered(tmp_path: Path, read: Read) -> None:
    """Line ends, tabs and spaces of the file are those of the article."""
    text = f"  {BODY}\r\n\r\n\tMore of it.\rOld Mac.\n\u2028 end \n"
    (tmp_path / "a.txt").write_bytes(text.encode())

    ((article,), _) = read(tmp_path)

    assert text == article.text
    assert sha256(text.encode()).hexdigest() == article.sha256


def test_an_article_without_metadata_keeps_it_unknown(tmp_path: Path, read: Read) -> None:
    """Nothing is invented: no title, date, outlet or address where none is stated."""
    (tmp_path / "a.txt").write_text(BODY)

    ((article,), reasons) = read(tmp_path)

    assert [] == reasons
    assert ("a", None, None, None, None) == (
        article.id, article.title, article.published, article.source, article.url,
    )  # fmt: skip
    assert ("en", None) == (article.language, article.given_mentions)


@pytest.mark.parametrize(
    ("head", "published", "source"),
    [
        ("Daily Post, September 04, 2018\n\n", date(2018, 9, 4), "Daily Post"),
        ("Published: 4 September 2018 at 10:45 GMT\n\n", date(2018, 9, 4), None),
        ("Tuesday, September 4, 2018 - 14:30\n\n", date(2018, 9, 4), None),
        ("BEIRUT, Sept. 4, 2018 (Daily Post) - ", date(2018, 9, 4), "Daily Post"),
        ("DAMASCUS, 4 September 2018 - ", date(2018, 9, 4), None),
        ("BEIRUT, March 3 (Reuters) - ", None, "Reuters"),
        ("Nothing was as bad as May 4, 2018, residents of the old town said. ", None, None),
        ("", None, None),
    ],
)
def test_date_and_outlet_come_from_the_dateline(
    tmp_path: Path, read: Read, head: str, published: date | None, source: str | None
) -> None:
    """A dateline with a year gives the date; one without leaves it unknown."""
    (tmp_path / "a.txt").write_text(f"Shells fall on suburbs\n\n{head}{BODY}")

    ((article,), _) = read(tmp_path)

    assert (published, source) == (article.published, article.source)


def test_the_sidecar_goes_before_the_text(tmp_path: Path, read: Read) -> None:
    """`articles.csv` states title, date, outlet and address of the files beside it."""
    (tmp_path / "a.txt").write_text(f"Daily Post, September 04, 2018\n\n{BODY}")
    (tmp_path / "articles.csv").write_text(
        "file,title,published,source,url\na.txt,Shells,2018-09-05,The Wire,https://a.example/1\n"
    )

    ((article,), reasons) = read(tmp_path)

    assert [] == reasons
    assert ("Shells", date(2018, 9, 5), "The Wire", "https://a.example/1") == (
        article.title, article.published, article.source, article.url,
    )  # fmt: skip


def test_the_sidecar_serves_a_file_named_alone(tmp_path: Path, read: Read) -> None:
    """Naming a file instead of its folder loses none of its metadata."""
    (tmp_path / "a.txt").write_text(BODY)
    (tmp_path / "articles.csv").write_text("file,title\na.txt,Shells\n")

    ((article,), _) = read(tmp_path / "a.txt")

    assert "Shells" == article.title


def test_a_sidecar_row_that_cannot_be_used_is_reported(tmp_path: Path, read: Read) -> None:
    """Misspelt names, wrong dates and addresses are told with their line; the article is read."""
    (tmp_path / "a.txt").write_text(BODY)
    (tmp_path / "articles.csv").write_text(
        "file,published,url\na.txt,soon,javascript:alert(1)\nb.txt,2018-09-04,\n,,x\na.txt,,\n"
    )

    ((article,), reasons) = read(tmp_path)

    assert (None, None) == (article.published, article.url)
    table = tmp_path / "articles.csv"
    assert [
        (
            f"{table}, line 2: published 'soon' is not understood and was set aside; "
            "write it as 2018-09-04."
        ),
        (
            f"{table}, line 2: url 'javascript:alert(1)' is not understood and was set aside; "
            "give an address that begins with https://."
        ),
        (
            f"{table}, line 3: the row names b.txt, which is not in the folder, and was set aside; "
            "mend the name or remove the row."
        ),
        f"{table}, line 4: the row names no file and was set aside; fill in its file column.",
        (
            f"{table}, line 5: the row names a.txt a second time and was set aside; "
            "keep one row a file."
        ),
    ] == reasons


def test_folders_are_read_below_and_in_order(tmp_path: Path, read: Read) -> None:
    """Files of all folders come sorted by name; hidden files and pictures are passed over."""
    for name in ("b/two.txt", "b/a/one.md", "c.txt", "a.txt", ".git/x.txt", "page/logo.png"):
        path = tmp_path / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(f"{BODY} {name}")

    articles, reasons = read(tmp_path)

    assert [] == reasons
    assert ["a", "one", "two", "c"] == [article.id for article in articles]


def test_ids_are_unique_and_the_same_every_time(tmp_path: Path, read: Read) -> None:
    """Files of one name in two folders get ids by content; a third copy gets a number too."""
    for folder, text in (("a", BODY), ("b", "Other. " + BODY), ("c", BODY), ("d", BODY)):
        (tmp_path / folder).mkdir()
        (tmp_path / folder / "report.txt").write_text(text)
    other, same = (sha256(text.encode()).hexdigest()[:8] for text in ("Other. " + BODY, BODY))

    articles, _ = read(tmp_path)

    assert ["report", f"report~{other}", f"report~{same}", f"report~{same}-2"] == [
        article.id for article in articles
    ]


def test_an_input_named_twice_is_read_once(tmp_path: Path, read: Read) -> None:
    """A folder and a file in it are not two articles."""
    (tmp_path / "a.txt").write_text(BODY)

    articles, _ = read(tmp_path, tmp_path / "a.txt", tmp_path)

    assert 1 == len(articles)


def stand_in(monkeypatch: pytest.MonkeyPatch, data: bytes) -> None:
    """Makes `data` the standard input."""
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(data)))


def test_standard_input_is_one_text(monkeypatch: pytest.MonkeyPatch, read: Read) -> None:
    """What does not begin as JSON Lines is an article as a whole."""
    stand_in(monkeypatch, f"{BODY}\n\n{{braces}} come later.".encode())

    ((article,), _) = read("-")

    assert ("stdin", f"{BODY}\n\n{{braces}} come later.") == (article.id, article.text)


def test_standard_input_is_json_lines_where_it_looks_so(
    monkeypatch: pytest.MonkeyPatch, read: Read
) -> None:
    """A stream that opens an object is an article a line, and lines are numbered."""
    stand_in(monkeypatch, b'\n{"text": "One."}\n{"id": 7, "text": "Two."}\n{"text": 3}\n')

    articles, reasons = read("-")

    assert ["stdin-2", "7"] == [article.id for article in articles]
    assert ['standard input, line 4: has no "text"; give the article as {"text": "..."}.'] == (
        reasons
    )


def test_json_lines_in_a_pipe_without_suffix_are_read(tmp_path: Path, read: Read) -> None:
    """A stream that can be opened only once, as shells make them, is sniffed in place."""
    pipe = tmp_path / "pipe"
    os.mkfifo(pipe)
    # The other end of a pipe must be opened by another process.
    write = "import sys; open(sys.argv[1], 'w').write(sys.argv[2])"
    line = '{"id": "x", "text": "One."}\n'
    with subprocess.Popen([sys.executable, "-c", write, str(pipe), line]):
        articles, _ = read(pipe)

    assert ["x"] == [article.id for article in articles]


def test_reading_is_lazy(tmp_path: Path) -> None:
    """The first article comes before the second is looked at."""
    (tmp_path / "a.txt").write_text(BODY)
    (tmp_path / "b.txt").write_text(BODY)
    results = read_articles([str(tmp_path)], Config())

    first = next(results)
    (tmp_path / "b.txt").unlink()

    assert isinstance(first, Article)
    assert [True] == [isinstance(rest, Skipped) for rest in results]


def test_language_is_detected_or_given(tmp_path: Path, read: Read) -> None:
    """Arabic is told from English; what is stated goes first; a few letters tell nothing."""
    arabic = "قصفت المدفعية أطراف البلدة صباح الثلاثاء ولم ترد أنباء عن سقوط قتلى."
    rows = [
        {"text": arabic},
        {"text": BODY},
        {"text": BODY, "language": "FR-fr"},
        {"text": "Idlib"},
    ]
    (tmp_path / "a.jsonl").write_text("\n".join(map(json.dumps, rows)))

    articles, _ = read(tmp_path)

    assert ["ar", "en", "fr", None] == [article.language for article in articles]


def test_a_missing_path_stops_the_run_before_it_begins(tmp_path: Path) -> None:
    """A misspelt name is told at once, not after an hour."""
    with pytest.raises(InputNotFound, match=r"nowhere does not exist; check the path"):
        read_articles([str(tmp_path), str(tmp_path / "nowhere")], Config())


class File:
    """A file of which only its signs of a change are known."""

    def __init__(self, signs: dict[str, int]) -> None:
        self.signs = SimpleNamespace(st_mtime=9.0, st_ctime=9.0, **signs)

    def stat(self) -> SimpleNamespace:
        """The signs."""
        return self.signs


@pytest.mark.parametrize("what", ["st_size", "st_mtime_ns", "st_ctime_ns", "st_ino"])
def test_each_sign_of_a_change_tells(what: str) -> None:
    """Not every system has all of them: on some, the second time is that of the making."""
    signs = dict.fromkeys(("st_size", "st_mtime_ns", "st_ctime_ns", "st_ino"), 9)
    before, after = (_stamp(cast("Path", File(one)), {}) for one in (signs, signs | {what: 8}))

    assert before is not None
    assert before != after
