"""Bytes become the text they encode, or a refusal that says what to do."""

from __future__ import annotations

import codecs

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from geomap.articles.decode import decode
from geomap.errors import ArticleUnreadable

ENGLISH = (
    "The observatory said “at least nine” people died near Jisr al-Shughour – it’s the first "
    "raid in weeks. A café was hit in Idlib."
)
TURKISH_NAMES = (
    "The summit in Tehran brought together Putin and Erdoğan, whose party denies any rift. "
    "Nothing else was said about the raids, but more was expected by Friday."
)
TURKISH = "Türkiye sınırında İdlib’e bağlı köylerde çatışmalar sürüyor, çok sayıda yaralı var."
ARABIC = (
    "قال سكان في بلدة جسر الشغور إن الطائرات قصفت أطراف البلدة صباح الثلاثاء، وإن تسعة مدنيين "
    "قتلوا تحت أنقاض منازلهم."
)
FRENCH = "Les avions ont frappé la région d’Idleb à l’aube, où des civils ont été tués."
POLISH = "Wojsko ostrzelało wieś na południu prowincji; zginęło pięć osób, w tym żołnierz."
RUSSIAN = "Самолёты нанесли удары по окраинам города Идлиб, сообщили местные жители во вторник."

# Characters that text files hold: no controls but line ends and tabs, no surrogates.
texts = st.text(st.characters(exclude_categories=("Cs", "Cc"), include_characters="\n\r\t"))


@settings(deadline=None)
@given(texts)
def test_utf8_is_read_as_written(text: str) -> None:
    """Whatever text is saved as UTF-8 comes back the same, newlines and all."""
    # A mark at the very beginning belongs to the encoding and not to the text.
    text = text.lstrip("\ufeff")

    assert text == decode(text.encode("utf-8"), "a.txt")


@settings(deadline=None)
@given(texts, st.sampled_from(["utf-8", "utf-16-le", "utf-16-be", "utf-32-le", "utf-32-be"]))
def test_a_byte_order_mark_decides(text: str, encoding: str) -> None:
    """With a mark the encoding is certain, and the mark is not part of the text."""
    if encoding == "utf-16-le":
        text = text.lstrip("\0")  # the two marks together would be that of UTF-32

    assert text == decode(("\ufeff" + text).encode(encoding), "a.txt")


@settings(deadline=None)
@given(st.binary())
def test_any_bytes_are_read_or_refused(data: bytes) -> None:
    """No bytes crash the reader, and what it returns can be written again."""
    try:
        text = decode(data, "a.txt")
    except ArticleUnreadable as error:
        outcome = str(error)
    else:
        outcome = "a.txt: " + text.encode("utf-8").decode("utf-8")

    assert outcome.startswith("a.txt: ")


@pytest.mark.parametrize(
    ("encoding", "text"),
    [
        ("cp1252", ENGLISH),
        ("cp1252", "Café in Idlib"),
        ("cp1252", FRENCH),
        ("cp1250", POLISH),
        ("cp1251", RUSSIAN),
        ("koi8_r", RUSSIAN.replace("ё", "е")),
        ("cp1254", TURKISH_NAMES),
        ("cp1254", TURKISH),
        ("cp1256", ARABIC),
        ("cp1256", "In English first, with a name in Arabic script after it:\n" + ARABIC),
        ("iso8859_6", ARABIC),
        ("mac_roman", ENGLISH),
        ("utf-16-le", ARABIC),
        ("utf-16-be", ENGLISH),
    ],
)
def test_unmarked_encodings_are_told_apart(encoding: str, text: str) -> None:
    """News text in the usual old encodings is read without mojibake."""
    assert text == decode(text.encode(encoding), "a.txt")


@pytest.mark.parametrize(
    ("data", "what"),
    [
        (b"\x7fELF\x02\x01\x01" + bytes(60), "a binary file"),
        (bytes(range(256)) * 8, "a binary file"),
        (b"\x01\x02\x03\x04 text \x05\x06", "a binary file"),
        (b"%PDF-1.7\nall of this is ASCII", "a PDF document"),
        (b"{\\rtf1\\ansi Idlib}", "a rich text document"),
        (b"PK\x03\x04 word/document.xml", "an Office document"),
        (codecs.BOM_UTF16_LE + b"\x00\xd8A\x00", "bytes that are not utf-16-le on line 1"),
    ],
)
def test_what_is_no_text_is_refused(data: bytes, what: str) -> None:
    """Binary files and documents under a text name are named for what they are."""
    with pytest.raises(ArticleUnreadable, match=f"^a.txt: (is|has) {what}.*UTF-8"):
        decode(data, "a.txt")


def test_damaged_utf8_is_not_read_as_something_else() -> None:
    """One broken byte in UTF-8 Arabic gives its line, not a page of Latin accents."""
    data = ("first line\n" + ARABIC).encode().replace("بلدة".encode(), b"\xd8\xff", 1)

    with pytest.raises(ArticleUnreadable, match="UTF-8 with broken bytes on line 2"):
        decode(data, "a.txt")


def test_a_declared_encoding_is_used_where_it_fits() -> None:
    """What a page declares settles bytes that several encodings could explain."""
    data = "Ağrı".encode("cp1254")

    assert "Ağrı" == decode(data, "a.html", declared="windows-1254")


def test_a_false_declaration_is_not_believed() -> None:
    """Valid UTF-8 stays UTF-8 whatever the page declares, and unknown names are passed over."""
    assert ARABIC == decode(ARABIC.encode(), "a.html", declared="windows-1252")
    assert FRENCH == decode(FRENCH.encode("cp1252"), "a.html", declared="no-such-codec")
