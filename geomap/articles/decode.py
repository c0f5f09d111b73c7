"""Bytes to text, or a clear refusal; never mojibake in silence.

The order is by strength of evidence: a byte order mark, the signature of another kind of file,
UTF-16 without a mark, UTF-8 (text in another encoding is almost never valid UTF-8 by chance),
what the file itself declares, and last a guess by charset-normalizer, which must survive
checks of its own.
"""

from __future__ import annotations

import codecs
import re

from geomap.errors import ArticleUnreadable

_RESAVE = "save it again as UTF-8 text"

# The mark of UTF-32-LE begins with that of UTF-16-LE, so it must be asked for first.
_MARKS: tuple[tuple[bytes, str], ...] = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)

#: First bytes of files that hold no plain text, though some of them are all ASCII.
_SIGNATURES: tuple[tuple[bytes, str], ...] = (
    (b"%PDF-", "a PDF document, not text"),
    (b"{\\rtf", "a rich text document, not plain text"),
    (b"PK\x03\x04", "an Office document or zip archive, not text"),
    (b"\xd0\xcf\x11\xe0", "an old Office document, not text"),
    (b"\x1f\x8b", "a gzip archive, not text"),
    (b"\x89PNG", "a picture, not text"),
    (b"\xff\xd8\xff", "a picture, not text"),
    (b"GIF8", "a picture, not text"),
)

# Form feed and vertical tab occur in wire copy, ^Z ends DOS files; the rest is not text.
_CONTROL = re.compile(r"[\x00-\x08\x0e-\x19\x1b-\x1f\x7f]")
_C1 = re.compile(r"[\x80-\x84\x86-\x9f]")
#: A sign amid letters is a letter of another table: Polish read as French has "rz\u00b9dowe".
_SIGN_IN_WORD = re.compile(
    r"(?<=[^\W\d_])[\xa1-\xa9\xab-\xb3\xb5\xb6\xb8\xb9\xbb-\xbf\xd7\xf7](?=[^\W\d_])"
)
_MIXED_WORD = re.compile(
    r"[A-Za-z\xc0-\u024f](?=[\u0370-\u1dff\u2e80-\ufffd])|[\u0370-\u1dff\u2e80-\ufffd](?=[A-Za-z])"
)
_HIGH = re.compile(rb"[\x80-\xff]")
_UTF8_RUN = re.compile(
    rb"(?:[\xc2-\xdf][\x80-\xbf]|[\xe0-\xef][\x80-\xbf]{2}|[\xf0-\xf4][\x80-\xbf]{3})+"
)
#: Latin, Greek, Cyrillic, Hebrew, Arabic and their punctuation: what UTF-16 text without a
#: mark must be made of to be believed, since any even number of bytes is nearly valid UTF-16.
_PLAUSIBLE = re.compile(r"[\t\n\r\f -~\u00a0-\u077f\u2000-\u206f\u20a0-\u20bf\ufb50-\ufdff]")

_LATIN = ("cp1252", "cp1250", "cp1254", "cp1257", "iso8859_2", "iso8859_9", "iso8859_15")
_OTHER = (
    "mac_roman", "cp1251", "cp1253", "cp1255", "cp1256", "iso8859_5", "iso8859_6", "iso8859_7",
    "iso8859_8", "koi8_r", "gb18030", "big5", "shift_jis", "euc_jp", "euc_kr",
)  # fmt: skip

#: Bytes shown to the guesser; more makes it slower, not surer.
_SAMPLE = 64_000
#: charset-normalizer's measure of mess, 0-1; 0.2 is the library's own limit.
_MOST_MESS = 0.2


def decode(data: bytes, name: str, declared: str | None = None) -> str:
    """The text that `data` encodes, newlines as they are, without a byte order mark.

    Args:
        data: the bytes of a whole file or line.
        name: what messages call it.
        declared: encoding that the file says it has (HTML); believed only if it is not
            UTF-8 and the bytes are valid in it.

    Raises:
        ArticleUnreadable: the bytes are not text, or no encoding is certain enough.
    """
    for signature, what in _SIGNATURES:
        if data.startswith(signature):
            raise ArticleUnreadable(name, f"is {what}", "give it its own suffix or " + _RESAVE)
    text = strictly(data, encoding_of(data, name, declared), name)
    if len(_CONTROL.findall(text)) * 100 > len(text):
        raise _binary(name)
    return text


def encoding_of(data: bytes, name: str, declared: str | None = None) -> str:
    """Name of the codec that reads `data`, as Python spells it; ``-sig`` where it has a mark.

    Raises:
        ArticleUnreadable: the bytes are not text, or no encoding is certain enough.
    """
    for mark, encoding in _MARKS:
        if data.startswith(mark):
            return f"{encoding}-sig"
    if b"\0" in data:
        return _unmarked_utf16(data, name)
    try:
        data.decode("utf-8")
    except UnicodeDecodeError as error:
        _refuse_damaged_utf8(data, error.start, name)
    else:
        return "utf-8"
    if declared and _valid(data, declared):
        return declared
    return _guess(data, name)


def strictly(data: bytes, encoding: str, name: str) -> str:
    """`data` decoded without replacement, less its byte order mark.

    Raises:
        ArticleUnreadable: some bytes are not valid in `encoding`.
    """
    codec = encoding.removesuffix("-sig")
    try:
        text = data.decode(codec)
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        where = f"has bytes that are not {codec} on line {line}"
        raise ArticleUnreadable(name, where, _RESAVE) from error
    return text[1:] if codec != encoding else text


def _binary(name: str) -> ArticleUnreadable:
    return ArticleUnreadable(name, "is a binary file, not text", _RESAVE)


def _unmarked_utf16(data: bytes, name: str) -> str:
    sample = data[: _SAMPLE // 2 * 2]
    for encoding in ("utf-16-le", "utf-16-be"):
        text = sample.decode(encoding, errors="replace")
        believable = len(_PLAUSIBLE.findall(text))
        if len(data) % 2 == 0 and believable > 0.95 * len(text) and _valid(data, encoding):
            return encoding
    raise _binary(name)


def _refuse_damaged_utf8(data: bytes, at: int, name: str) -> None:
    """Refuse UTF-8 with a few broken bytes: every other reading of it would be mojibake."""
    good = sum(len(run) for run in _UTF8_RUN.findall(data))
    if good > 0.8 * len(_HIGH.findall(data)):
        line = data.count(b"\n", 0, at) + 1
        raise ArticleUnreadable(name, f"is UTF-8 with broken bytes on line {line}", _RESAVE)


def _valid(data: bytes, encoding: str) -> bool:
    try:
        return not _C1.search(data.decode(encoding))
    except (LookupError, UnicodeError, ValueError):  # unknown, wrong, or not a text codec
        return False


def _guess(data: bytes, name: str) -> str:
    from charset_normalizer import from_bytes

    # Only lines with other than ASCII bytes tell encodings apart.
    telling = b"\n".join(line for line in data.splitlines() if _HIGH.search(line))[:_SAMPLE]
    known = [*_LATIN, *_OTHER]
    matches = [
        match
        for match in from_bytes(telling, cp_isolation=known, preemptive_behaviour=False)
        if match.chaos <= _MOST_MESS and _words_hold(str(match)) and _valid(data, match.encoding)
    ]
    if not matches:
        raise ArticleUnreadable(name, "is in an encoding that cannot be told", _RESAVE)
    # Equals are told apart by how common they are.
    best = min(
        matches, key=lambda match: (match.chaos, -match.coherence, known.index(match.encoding))
    ).encoding
    return _latin(best, data) if best in _LATIN else best


def _words_hold(text: str) -> bool:
    """Whether words are of one script and without signs, as they are in any real reading."""
    letters = sum(not letter.isascii() and letter.isalpha() for letter in text)
    return not _SIGN_IN_WORD.search(text) and len(_MIXED_WORD.findall(text)) * 20 <= letters


def _latin(guess: str, data: bytes) -> str:
    """The guess, unless accented letters are too few for any statistics: then Windows-1252.

    English text with curly quotes and a foreign name or two is the same to the guesser in
    every Latin table, and is Windows-1252 in practice. But where that would read Icelandic eth
    or thorn, the Turkish table, which differs from it in six letters, is likelier in news.
    """
    letters = [character for character in data.decode(guess) if character.isalpha()]
    if sum(not letter.isascii() for letter in letters) * 50 > len(letters):
        return guess
    usual = "cp1254" if re.search(rb"[\xd0\xde\xf0\xfe]", data) else "cp1252"
    return usual if _valid(data, usual) else guess
