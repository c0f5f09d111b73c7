"""The first stage: files, folders and standard input to `geomap.model.Article`."""

from geomap.articles.draft import Draft
from geomap.articles.duplicates import TextPrint, copies_among
from geomap.articles.finish import finish, text_digest, unique_ids
from geomap.articles.read import Input, find_inputs, read_articles, read_partition
from geomap.articles.remote import is_address

__all__ = [
    "Draft", "Input", "TextPrint", "copies_among", "find_inputs", "finish", "is_address",
    "read_articles", "read_partition", "text_digest", "unique_ids",
]  # fmt: skip
