"""What each format states reaches the article."""

from __future__ import annotations

import builtins
import csv
import json
from datetime import date
from io import BytesIO
from typing import TYPE_CHECKING

import docx
import pypdf
import pytest

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from geomap.model import Article

    Read = Callable[..., tuple[list[Article], list[str]]]

PARAGRAPH = (
    "Shells fell on three suburbs of the city on Monday and wounded six people, doctors said, "
    "while the army denied that it had fired and blamed a group that holds the hills."
)
PAGE = """<!doctype html><html lang="en-GB"><head><meta charset="windows-1252">
<title>Shells fall | Daily Post</title><meta property="og:site_name" content="Daily Post">
<meta property="article:published_time" content="2018-09-04T22:30:00-04:00">
<link rel="canonical" href="https://post.example/shells"></head><body>
<nav><a href="/">Home</a><a href="/sport">Sport</a></nav>
<article><h1>Shells fall</h1><p>{text}</p><p>“It was the café,” one <b>witness</b> said.</p>
</article>
<script>var hidden = "script";</script><footer>All rights reserved</footer></body></html>"""


def facts(article: Article) -> tuple[str | None, date | None, str | None, str | None, str | None]:
    """What was stated: title, date, outlet, address, language."""
    return article.title, article.published, article.source, article.url, article.language


def test_a_page_gives_its_text_and_what_it_states(tmp_path: Path, read: Read) -> None:
    """Main text without menus and scripts; title, day in its own zone, outlet and address."""
    (tmp_path / "a.html").write_bytes(PAGE.replace("{text}", PARAGRAPH).encode("cp1252"))

    ((article,), reasons) = read(tmp_path)

    assert [] == reasons
    assert ("Shells fall", date(2018, 9, 4), "Daily Post", "https://post.example/shells", "en") == (
        facts(article)
    )
    assert f"Shells fall\n{PARAGRAPH}\n“It was the café,” one witness said." == article.text


def test_a_date_in_the_prose_of_a_page_is_not_its_date(tmp_path: Path, read: Read) -> None:
    """A page that states no date has none, whatever days it tells of."""
    stated = '<meta property="article:published_time" content="2018-09-04T22:30:00-04:00">'
    page = PAGE.replace(stated, "").replace("{text}", PARAGRAPH + " <b>On</b> 2016-05-02.")
    (tmp_path / "a.html").write_text(page, encoding="cp1252")

    ((article,), _) = read(tmp_path)

    assert None is article.published


def test_a_fragment_of_a_page_is_read(tmp_path: Path, read: Read) -> None:
    """A paragraph without page or head around it is an article all the same."""
    (tmp_path / "a.html").write_text(f"<p>{PARAGRAPH}</p>")

    ((article,), reasons) = read(tmp_path)

    assert [] == reasons
    assert (PARAGRAPH, None) == (article.text, article.published)


def test_a_json_line_gives_all_its_fields(tmp_path: Path, read: Read) -> None:
    """Ids are kept as given, numbers as text; spans to resolve come with their words."""
    record = {
        "id": 12, "text": "Bombs fell on Idlib.", "title": "Bombs",
        "published": "2018-09-04T01:00:00Z",
        "source": "Daily Post", "url": "https://post.example/1", "language": "en",
        "mentions": [{"start": 14, "end": 19, "text": "ignored"}],
    }  # fmt: skip
    (tmp_path / "a.jsonl").write_text("\ufeff" + json.dumps(record) + "\r\n", encoding="utf-8")

    ((article,), reasons) = read(tmp_path)

    assert [] == reasons
    assert ("Bombs", date(2018, 9, 4), "Daily Post", "https://post.example/1", "en") == facts(
        article
    )
    assert article.given_mentions is not None
    assert ("12", ["Idlib"]) == (article.id, [span.text for span in article.given_mentions])


def test_an_empty_list_of_mentions_is_not_none(tmp_path: Path, read: Read) -> None:
    """A text said to have no places is not one of which nothing is said."""
    (tmp_path / "a.jsonl").write_text('{"text": "One.", "mentions": []}\n{"text": "Two."}')

    articles, _ = read(tmp_path)

    assert [(), None] == [article.given_mentions for article in articles]


@pytest.mark.parametrize(
    ("header", "delimiter"),
    [
        ("id,text,title,published,source,url,language", ","),
        ("Article ID;Full Text;Headline;Publication Date;Outlet;Link;Lang", ";"),
        ("uid\tbody\tHEADLINE\tpub_date\tpublisher\thref\tlanguage", "\t"),
        ("doc_id|content|heading|date|newspaper|permalink|lang", "|"),
    ],
)
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp1252"])
def test_a_table_is_read_by_its_usual_names(
    tmp_path: Path, read: Read, header: str, delimiter: str, encoding: str
) -> None:
    """Columns and delimiters of many tools are known; line ends inside a cell are kept."""
    cells = (
        "7",
        '"One “café”.\r\nTwo."',
        "Shells",
        "2018-09-04",
        "Post",
        "https://a.example",
        "en",
    )
    rows = f"{header}\n{delimiter.join(cells)}\n"
    (tmp_path / "a.csv").write_bytes(rows.encode(encoding))

    ((article,), reasons) = read(tmp_path)

    assert [] == reasons
    assert ("7", "One “café”.\r\nTwo.") == (article.id, article.text)
    assert ("Shells", date(2018, 9, 4), "Post", "https://a.example", "en") == facts(article)


@pytest.mark.parametrize("pad", ["", "x"])
def test_a_large_table_is_decoded_wherever_its_sample_ends(
    pad: str, tmp_path: Path, read: Read
) -> None:
    """The encoding is told from the beginning of the file, whose last character may be half."""
    texts = [f"{pad if not number else ''}{'م' * 50_000}" for number in range(12)]
    (tmp_path / "a.csv").write_text("\n".join(["text", *texts, ""]), encoding="utf-8")

    articles, reasons = read(tmp_path)

    assert [] == reasons
    assert texts == [article.text for article in articles]


def test_a_cell_may_be_as_long_as_an_article(tmp_path: Path, read: Read) -> None:
    """The csv module takes no more than 131,072 characters unless it is told to."""
    csv.field_size_limit(1 << 17)
    text = "Shells fell. " * 12_000
    (tmp_path / "a.csv").write_text(f"text\n{text}\n")

    ((article,), reasons) = read(tmp_path)

    assert [] == reasons
    assert text.strip() == article.text.strip()


def test_a_table_that_ends_within_a_character_is_reported(tmp_path: Path, read: Read) -> None:
    """A file that was cut off is not taken for whole; the rows before the cut are read."""
    path = tmp_path / "a.csv"
    path.write_bytes("text\nOne.\nTwo.".encode("utf-16")[:-1])

    articles, reasons = read(path)

    assert ["One."] == [article.text for article in articles]
    assert [
        f"{path}: ends within a character of utf-16-le; save the table again as UTF-8."
    ] == reasons


def test_what_is_no_parquet_is_reported(tmp_path: Path, read: Read) -> None:
    """A named file is one sentence, whatever its suffix says."""
    path = tmp_path / "a.parquet"
    path.write_bytes(b"PAR1 nothing")

    _, reasons = read(path)

    assert [f"{path}: is no Parquet that can be read (ArrowInvalid); write it again."] == reasons


def test_a_page_that_breaks_its_parser_costs_itself_only(
    tmp_path: Path, read: Read, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Parsers of foreign pages fail in many ways; none of them ends the run."""

    def fail(*_: object, **__: object) -> None:
        raise RecursionError

    monkeypatch.setattr("trafilatura.bare_extraction", fail)
    (tmp_path / "a.html").write_text(PAGE.format(text=PARAGRAPH))
    (tmp_path / "b.txt").write_text("Two.")

    articles, reasons = read(tmp_path)

    assert ["b"] == [article.id for article in articles]
    assert [
        (
            f"{tmp_path / 'a.html'}: is a page that cannot be parsed (RecursionError); save its "
            "text as .txt."
        )
    ] == reasons


def test_columns_can_be_named(tmp_path: Path, read: Read) -> None:
    """A setting goes before detection; rows without id are named by file and line."""
    (tmp_path / "a.csv").write_text("text,words,when\nnot this,This one.,2018-09-04\n")

    ((article,), _) = read(tmp_path, columns={"text": "words", "published": "when"})

    assert ("a-2", "This one.", date(2018, 9, 4)) == (article.id, article.text, article.published)


def test_a_named_column_that_is_missing_is_reported(tmp_path: Path, read: Read) -> None:
    """The sentence lists the columns there are."""
    path = tmp_path / "a.csv"
    path.write_text("text,when\nOne.,2018-09-04\n")

    articles, reasons = read(tmp_path, columns={"text": "words"})

    assert [] == articles
    assert [
        (
            f"{path}: has no column 'words' for text (it has text, when); set "
            "articles.columns.text in geomap.toml."
        )
    ] == reasons


def test_a_table_called_articles_with_text_is_no_sidecar(tmp_path: Path, read: Read) -> None:
    """`articles.csv` is a sidecar only if it names files and holds no text."""
    (tmp_path / "articles.csv").write_text("id,text\n1,One.\n")

    articles, _ = read(tmp_path)

    assert ["1"] == [article.id for article in articles]


def document(*paragraphs: str, title: str = "") -> bytes:
    """A Word document."""
    made = docx.Document()
    made.core_properties.title = title
    for paragraph in paragraphs:
        made.add_paragraph(paragraph)
    table = made.add_table(rows=1, cols=2)
    table.cell(0, 0).text, table.cell(0, 1).text = "Town", "Dead"
    stream = BytesIO()
    made.save(stream)
    return stream.getvalue()


def test_a_word_document_gives_paragraphs_and_tables(tmp_path: Path, read: Read) -> None:
    """Each on a line, in order, with the stated title."""
    (tmp_path / "a.docx").write_bytes(document(PARAGRAPH, "Second.", title="Shells"))

    ((article,), _) = read(tmp_path)

    assert f"{PARAGRAPH}\nSecond.\nTown\tDead" == article.text
    assert "Shells" == article.title


def test_a_document_that_unpacks_to_too_much_is_refused(tmp_path: Path, read: Read) -> None:
    """What the archive says of its size is asked before it is unpacked."""
    (tmp_path / "a.docx").write_bytes(document("x" * 2_000_000))

    articles, reasons = read(tmp_path, max_bytes=100_000)

    assert [] == articles
    assert "a.docx: is larger than 100,000 bytes; split it" in reasons[0]


def pdf(*pages: str, password: str | None = None, letters: bytes = b"") -> bytes:
    """A PDF with a line of text on each page.

    Args:
        pages: the lines.
        password: locks it.
        letters: what its font says that its signs stand for, as a ``ToUnicode`` map has it.
    """
    made = pypdf.PdfWriter()
    for text in pages:
        page = made.add_blank_page(width=600, height=200)
        font = pypdf.generic.DictionaryObject(
            {
                pypdf.generic.NameObject("/Type"): pypdf.generic.NameObject("/Font"),
                pypdf.generic.NameObject("/Subtype"): pypdf.generic.NameObject("/Type1"),
                pypdf.generic.NameObject("/BaseFont"): pypdf.generic.NameObject("/Helvetica"),
            }
        )
        if letters:
            told = pypdf.generic.DecodedStreamObject()
            told.set_data(b"begincmap 1 beginbfchar " + letters + b" endbfchar endcmap")
            font[pypdf.generic.NameObject("/ToUnicode")] = made._add_object(told)
        fonts = pypdf.generic.DictionaryObject({pypdf.generic.NameObject("/F1"): font})
        page[pypdf.generic.NameObject("/Resources")] = pypdf.generic.DictionaryObject(
            {pypdf.generic.NameObject("/Font"): fonts}
        )
        content = pypdf.generic.DecodedStreamObject()
        content.set_data(f"BT /F1 12 Tf 20 100 Td ({text}) Tj ET".encode() if text else b"")
        page[pypdf.generic.NameObject("/Contents")] = made._add_object(content)
    made.add_metadata({"/Title": "Shells", "/CreationDate": "D:20200101000000Z"})
    if password:
        made.encrypt(password, algorithm="RC4-128")
    stream = BytesIO()
    made.write(stream)
    return stream.getvalue()


def test_a_pdf_gives_its_pages(tmp_path: Path, read: Read) -> None:
    """Pages are parted by an empty line; the day of its making is no date of publication."""
    (tmp_path / "a.pdf").write_bytes(pdf("Shells fell on Idlib.", "Six were wounded."))

    ((article,), _) = read(tmp_path)

    assert "Shells fell on Idlib.\n\nSix were wounded." == article.text
    assert ("Shells", None) == (article.title, article.published)


def test_half_a_character_of_a_pdf_can_be_written_again(tmp_path: Path, read: Read) -> None:
    """A font may say that a sign stands for half a pair; no file could hold the text then."""
    (tmp_path / "a.pdf").write_bytes(pdf("Shells fell on Xidlib.", letters=b"<58> <D800>"))

    ((article,), reasons) = read(tmp_path)

    assert [] == reasons
    assert "Shells fell on ?idlib." == article.text


def test_a_pdf_of_pictures_is_reported(tmp_path: Path, read: Read) -> None:
    """Scanned pages need text recognition first, and the sentence says so."""
    (tmp_path / "a.pdf").write_bytes(pdf(""))

    _, reasons = read(tmp_path)

    assert [
        (
            f"{tmp_path / 'a.pdf'}: holds no text, only pictures of pages; run text recognition "
            "(OCR) on it first."
        )
    ] == reasons


def test_a_locked_pdf_is_reported(tmp_path: Path, read: Read) -> None:
    """A password is not guessed."""
    (tmp_path / "a.pdf").write_bytes(pdf("Secret.", password="x"))  # noqa: S106 - of a test file

    _, reasons = read(tmp_path)

    assert [f"{tmp_path / 'a.pdf'}: is locked by a password; save it unlocked."] == reasons


@pytest.mark.parametrize(("name", "package"), [("a.pdf", "pypdf"), ("a.docx", "docx")])
def test_without_the_extra_a_document_names_it(
    tmp_path: Path, read: Read, monkeypatch: pytest.MonkeyPatch, name: str, package: str
) -> None:
    """The other inputs are read, and the report gives the command that installs the reader."""
    data = pdf("One.") if package == "pypdf" else document("One.")
    (tmp_path / name).write_bytes(data)
    (tmp_path / "b.txt").write_text("Two.")
    found = builtins.__import__

    def missing(wanted: str, *rest: object, **more: object) -> object:
        if wanted.split(".", maxsplit=1)[0] == package:
            raise ImportError(wanted)
        return found(wanted, *rest, **more)  # type: ignore[arg-type]

    monkeypatch.setattr(builtins, "__import__", missing)

    articles, reasons = read(tmp_path)

    assert ["b"] == [article.id for article in articles]
    assert 1 == len(reasons)
    assert reasons[0].endswith("needs an extra; run: pip install 'geomap[documents]'.")
