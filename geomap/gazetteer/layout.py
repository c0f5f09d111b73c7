"""The files of a compiled index, as compiling writes them and opening maps them.

=================  ==========================================================================
``meta.json``      counts, vocabulary of feature codes, countries, capitals, neighbours,
                   abbreviations, and the size of every other file
``rows.bin``       one `ROW` a place
``strings.bin``    texts in UTF-8, each ended by a line feed; a place's names stand together
``geometry.bin``   WKB of areas and lines, EPSG:4326
``names.marisa``   normal forms of names, `NAMES`; key number k owns ``names.rows[s[k]:s[k+1]]``
``sounds.marisa``  romanised keys, `SOUNDS`, likewise
``*.starts.bin``   where each key's rows start, `uint32`, one more than keys
``*.rows.bin``     rows of each key, `uint32`, the most prominent first
``names.flags.bin``  `uint8` a key of names, bits of `matching.FLAGS`
``demonyms.bin``   `DEMONYM` records sorted by key
``ids.marisa``     ids that are not ``geonames:N``, with ``ids.rows.bin``, `uint32`
``geonameids.bin``  rows that have a GeoNames id, sorted by it, `uint32`
``areas.bin``      `AREA` of each country and unit that has a polygon
=================  ==========================================================================
"""

from __future__ import annotations

import numpy as np

#: No text, no parent.
NONE = 0xFFFFFFFF

ROW = np.dtype(
    [
        ("id", "<u4"),  # offset into strings; NONE for geonames:<geonameid>
        ("name", "<u4"), ("admin1", "<u4"), ("admin2", "<u4"), ("type_word", "<u4"),
        ("admin1_row", "<u4"), ("admin2_row", "<u4"),
        ("geonameid", "<u4"),  # 0 for none
        ("lat", "<i4"), ("lon", "<i4"),  # millionths of a degree
        ("radius", "<f4"), ("prominence", "<f4"),
        ("population", "<u8"), ("geometry", "<u8"), ("geometry_size", "<u4"),
        ("n_names", "<u2"), ("feature", "<u2"), ("country", "S2"), ("kind", "u1"), ("edited", "u1"),
    ]
)  # fmt: skip
DEMONYM = np.dtype([("key", "<u4"), ("row", "<u4"), ("form", "u1")])
AREA = np.dtype(
    [("row", "<u4"), ("kind", "u1"), ("west", "<f4"), ("south", "<f4"), ("east", "<f4"),
     ("north", "<f4")]
)  # fmt: skip

NAMES = "names"
SOUNDS = "sounds"
