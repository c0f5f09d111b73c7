"""spaCy without its command line, whose imports take as long as all the rest of it."""

import sys
from importlib import import_module
from types import ModuleType


def import_spacy() -> None:
    """Import spaCy, but its commands, with what downloads and prints, only when asked for."""
    if "spacy" in sys.modules:
        return
    empty = {name: ModuleType(name) for name in ("spacy.cli", "spacy.cli.info")}
    told = empty["spacy.cli.info"].__dict__  # the one thing that it takes from there
    told["info"] = lambda *asked, **how: import_module("spacy.cli.info").info(*asked, **how)
    sys.modules.update(empty)
    try:
        import_module("spacy")
    except ImportError:  # another spaCy wants more of them: it is imported whole
        sys.modules.pop("spacy", None)
    finally:
        for name in empty:
            del sys.modules[name]
