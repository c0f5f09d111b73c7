"""Articles in an S3 bucket, served from this machine."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

import pytest

from geomap.articles import read_articles
from geomap.articles.remote import find_partitions
from geomap.config import Config
from geomap.errors import InputNotFound
from geomap.model import Article

server = pytest.importorskip("moto.server", reason="moto is not installed: run `make s3`")
s3fs = pytest.importorskip("s3fs", reason="s3fs is not installed: run `make s3`")


@pytest.fixture
def bucket(monkeypatch: pytest.MonkeyPatch) -> Iterator[Any]:
    """A file system of an empty bucket, the only one that there is."""
    served = server.ThreadedMotoServer(ip_address="127.0.0.1", port=0, verbose=False)
    served.start()
    host, port = served.get_host_and_port()
    settings = {
        "AWS_ENDPOINT_URL": f"http://{host}:{port}", "AWS_ACCESS_KEY_ID": "x",
        "AWS_SECRET_ACCESS_KEY": "x", "AWS_DEFAULT_REGION": "us-east-1", "AWS_CONFIG_FILE": "/none",
        "AWS_SHARED_CREDENTIALS_FILE": "/none",
    }  # fmt: skip
    for name, value in settings.items():
        monkeypatch.setenv(name, value)
    s3fs.S3FileSystem.clear_instance_cache()
    system = s3fs.S3FileSystem()
    if not system.exists("news"):  # buckets outlive their server
        system.mkdir("news")
    yield system
    s3fs.S3FileSystem.clear_instance_cache()
    served.stop()


def put(system: Any, name: str, *texts: str) -> None:
    """Write articles of these texts into the bucket."""
    lines = [json.dumps({"id": f"{name}-{n}", "text": one}) + "\n" for n, one in enumerate(texts)]
    with system.open(f"news/{name}", "w") as file:
        file.write("".join(lines))


@pytest.mark.filterwarnings("default")
def test_a_bucket_is_read_like_a_folder(bucket: Any) -> None:
    """Partitions in the order of their names; one that changes is told apart."""
    put(bucket, "2018/b.jsonl", "Shells fell on Aleppo.")
    put(bucket, "2018/a.jsonl", "Clashes broke out in Daraa.", "Idlib was bombed.")
    found = [
        one for one in read_articles(["s3://news/2018/"], Config()) if isinstance(one, Article)
    ]
    before = dict(find_partitions("s3://news/2018/", frozenset({".jsonl"})))
    put(bucket, "2018/b.jsonl", "Shells fell on Homs, in the north of the town.")
    s3fs.S3FileSystem.clear_instance_cache()
    after = dict(find_partitions("s3://news/2018/", frozenset({".jsonl"})))

    assert ["2018/a.jsonl-0", "2018/a.jsonl-1", "2018/b.jsonl-0"] == [one.id for one in found]
    assert ["s3://news/2018/b.jsonl"] == [name for name in before if before[name] != after[name]]


@pytest.mark.filterwarnings("default")
def test_a_bucket_that_is_not_there_is_told(bucket: Any) -> None:
    """One sentence before any work is done."""
    assert ["news"] == bucket.ls("")
    with pytest.raises(InputNotFound, match="check the path"):
        list(read_articles(["s3://nothing/here/"], Config()))
