"""Fetch a GeoNames dump when the user asks for one and has a network."""

from __future__ import annotations

import contextlib
import shutil
import tempfile
import urllib.error
import urllib.request
import zipfile
from collections.abc import Iterator
from pathlib import Path

from geomap.errors import DownloadFailed

#: Where GeoNames publishes its dumps.
GEONAMES = "https://download.geonames.org/export/dump"
_SECONDS = 60


@contextlib.contextmanager
def downloaded(name: str, base: str = GEONAMES) -> Iterator[Path]:
    """A GeoNames dump in a temporary folder, for as long as the block runs.

    Args:
        name: of the dump: a country's code, ``allCountries``, ``alternateNamesV2`` ...
        base: address of the folder that holds ``NAME.zip``, http or https.

    Raises:
        DownloadFailed: there is no such file, no network, or it is no zip with the dump.
    """
    address = f"{base.rstrip('/')}/{name}.zip"
    if not address.startswith(("https://", "http://")):
        raise DownloadFailed(address, "it is no http or https address")
    with tempfile.TemporaryDirectory(prefix="geomap-") as folder:
        archive, dump = Path(folder, f"{name}.zip"), Path(folder, f"{name}.txt")
        try:
            with (
                urllib.request.urlopen(address, timeout=_SECONDS) as answer,  # noqa: S310 - checked
                archive.open("wb") as file,
            ):
                shutil.copyfileobj(answer, file)
            # Only the one member that is asked for leaves the archive.
            with (
                zipfile.ZipFile(archive) as held,
                held.open(dump.name) as member,
                dump.open("wb") as file,
            ):
                shutil.copyfileobj(member, file)
        except urllib.error.URLError as error:
            raise DownloadFailed(address, str(error.reason)) from error
        except (OSError, KeyError, zipfile.BadZipFile) as error:
            raise DownloadFailed(address, str(error)) from error
        yield dump
