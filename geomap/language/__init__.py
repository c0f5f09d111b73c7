"""The language floor: pipelines that turn text into tokens, sentences, parses and names.

`load_language` gives the English pipeline of the settings; `blank_language` gives tokens and
sentences for any other language; `read_texts` takes texts of any length through either;
`dateline_end` tells the line of filing from the report behind it. They import spaCy only when
they are called. `vocabulary` has the words of English that several rooms go by.
"""

from __future__ import annotations

from geomap.language.bounds import dateline_end
from geomap.language.long_text import read_texts, text_of
from geomap.language.pipelines import blank_language, load_language

__all__ = ["blank_language", "dateline_end", "load_language", "read_texts", "text_of"]
