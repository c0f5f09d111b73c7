"""Learns the tables of weights that geomap decides with from annotated texts.

One module a table, and how it is run:

- `geomap.learn.recognition`: which names are mentions, ``mentions/place_weights.csv``;
  ``python -m geomap.learn.recognition GOLD.jsonl ...``
- `geomap.learn.roles`: what mentions in reports stand for, ``mentions/role_weights.csv``;
  ``python -m geomap.learn.roles GOLD.jsonl ...``
- `geomap.learn.resolving`: which place a name means, ``places/weights.toml``;
  ``geomap evaluate --fit GOLD.jsonl ...``
- `geomap.learn.where`: where a deed was done, ``events/where/weights.csv``;
  ``python -m geomap.learn.where GOLD.jsonl``

Each prints how right it is when other articles were learnt from. The language model is trained by
`geomap.language.training`.
"""
