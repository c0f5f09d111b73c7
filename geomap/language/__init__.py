"""The language floor: pipelines that turn text into tokens, sentences, parses and names.

`load_language` gives the English pipeline of the settings; `blank_language` gives tokens and
sentences for any other language. Both import spaCy only when they are called.
"""

from __future__ import annotations

from geomap.language.pipelines import blank_language, load_language

__all__ = ["blank_language", "load_language"]
