"""spaCy without its command line, whose imports take as long as all the rest of it."""

import sys
from importlib import import_module
from types import ModuleType
from typing import Any


def import_spacy() -> None:
    """Import spaCy, but its commands, with what downloads and prints, only when asked for."""
    if "spacy" in sys.modules:
        return
    empty = {name: ModuleType(name) for name in ("spacy.cli", "spacy.cli.info")}
    vars(empty["spacy.cli.info"])["info"] = _info
    sys.modules.update(empty)
    try:
        import_module("spacy")
    except ImportError:  # another spaCy wants more of them: it is imported whole
        sys.modules.pop("spacy", None)
    finally:
        for name in empty:
            del sys.modules[name]


def _info(*args: Any, **options: Any) -> Any:
    """What `spacy.info` does."""
    return import_module("spacy.cli.info").info(*args, **options)
