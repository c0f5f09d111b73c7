"""Work on a Dask cluster: drafts go out, what was found comes back into the store.

What blocks of articles add to the files is made there, too. Events, which follow one another in
time, and the files themselves are made where the command runs, from the store, as always; so the
outputs do not depend on the cluster. A worker must have the same geomap, model and gazetteer,
which is checked by `recipe_of` with the first article that it gets.
"""

from __future__ import annotations

import threading
from collections import deque
from functools import cache, partial
from itertools import islice
from typing import TYPE_CHECKING, Any, TypeVar

from geomap.corpus.workers import Bench, Made
from geomap.errors import ClusterDiffers, ClusterUnreachable, ExtraMissing
from geomap.model import Skipped
from geomap.store import code_digest

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from geomap.articles import Draft
    from geomap.config import Config
    from geomap.corpus.blocks import Fragment, Task
    from geomap.store import Listed

Item = TypeVar("Item")
Result = TypeVar("Result")

#: Address that means: workers of this machine, started for the run.
LOCAL = "local"
#: Articles under way for each thread of the cluster.
_AHEAD = 4
#: Seconds in which a scheduler must answer.
_PATIENCE = 20

_own = threading.local()


def annotated_on(
    address: str,
    drafts: Iterable[tuple[bytes, Draft]],
    config: Config,
    recipe: bytes,
    workers: int,
) -> Iterator[Made]:
    """Annotate drafts on a cluster, in whatever order they are done.

    A worker that is lost costs no article: Dask gives its articles to others. An article that
    ends several workers is skipped.

    Args:
        address: of the scheduler, ``tcp://host:8786``, or `LOCAL`.
        drafts: contents and what they stand for; taken a few at a time.
        config: the settings of the run; paths in it must hold on the workers too.
        recipe: `recipe_of` here.
        workers: processes of a local cluster.

    Raises:
        ExtraMissing: Dask is not installed.
        ClusterUnreachable: no scheduler answers at the address, or it has no workers.
        ClusterDiffers: a worker has another geomap, model or gazetteer.
    """
    for (content, draft), made in _mapped(address, drafts, _work, config, recipe, workers):
        if made is None:
            reason = f"{draft.name}: it ended every worker that took it; split the article."
            yield Made(content=content, result=Skipped(name=draft.name, reason=reason))
        else:
            yield made


def partitions_on(
    address: str,
    partitions: Iterable[str],
    config: Config,
    recipe: bytes,
    workers: int,
) -> Iterator[tuple[str, list[tuple[Listed | Skipped, Made | None]]]]:
    """Read and annotate partitions of articles on a cluster, each where a worker reaches it.

    The texts never come here: only what was found in them.

    Args:
        address: of the scheduler, or `LOCAL`.
        partitions: addresses of files that every worker can read; taken a few at a time.
        config: the settings of the run.
        recipe: `recipe_of` here.
        workers: processes of a local cluster.

    Yields:
        An address, and what it holds: articles with what was made of them, and reports; in
        whatever order they are done.
    """
    for partition, found in _mapped(address, partitions, _partition, config, recipe, workers):
        if found is None:
            reason = f"{partition}: it ended every worker that took it; split it."
            yield partition, [(Skipped(name=partition, reason=reason), None)]
        else:
            yield partition, found


def fragments_on(
    address: str, tasks: Iterable[Task], config: Config, recipe: bytes, workers: int
) -> Iterator[Fragment]:
    """What blocks add to the outputs, made on a cluster; less those that ended every worker.

    Args:
        address: of the scheduler, or `LOCAL`.
        tasks: of the blocks; taken a few at a time.
        config: the settings of the run.
        recipe: `recipe_of` here.
        workers: processes of a local cluster.
    """
    call = partial(_fragment, _code())
    for _task, made in _mapped(address, tasks, call, config, recipe, workers, ahead=1):
        if made is not None:
            yield made


def _mapped(
    address: str,
    items: Iterable[Item],
    call: Callable[[Config, bytes, Item], Result],
    config: Config,
    recipe: bytes,
    workers: int,
    ahead: int = _AHEAD,
) -> Iterator[tuple[Item, Result | None]]:
    """What a function makes of items, done in whatever order; None for what ends its workers."""
    try:
        import distributed
    except ImportError as error:
        raise ExtraMissing("building on Dask", "dask") from error
    as_completed: Any = distributed.as_completed
    waiting = iter(items)
    with _client(address, workers) as client:
        under_way: dict[str, Item] = {}

        def submitted(count: int) -> Iterator[Any]:
            for item in islice(waiting, count):
                future = client.submit(call, config, recipe, item, pure=False)
                under_way[future.key] = item
                yield future

        futures = as_completed(submitted(ahead * sum(client.nthreads().values())))
        for future in futures:
            item = under_way.pop(future.key)
            try:
                yield item, future.result()
            except distributed.KilledWorker:
                yield item, None
            futures.update(list(submitted(1)))


def _client(address: str, workers: int) -> Any:
    import distributed

    client: Any = distributed.Client
    local: Any = distributed.LocalCluster

    try:
        if address == LOCAL:
            cluster = local(
                n_workers=workers, threads_per_worker=1, dashboard_address=None, silence_logs=50
            )
            return _Both(client(cluster), cluster)
        remote = client(address, timeout=_PATIENCE)
        remote.wait_for_workers(1, timeout=_PATIENCE)
    except (OSError, TimeoutError, ValueError) as error:
        raise ClusterUnreachable(address, error) from error
    return remote


class _Both:
    """A client and the cluster that was started for it, closed together."""

    def __init__(self, client: Any, cluster: Any) -> None:
        self.client, self.cluster = client, cluster

    def __enter__(self) -> Any:
        return self.client

    def __exit__(self, *_: object) -> None:
        self.client.close()
        self.cluster.close()


def _work(config: Config, recipe: bytes, waiting: tuple[bytes, Draft]) -> Made:
    """One article on a worker."""
    (made,) = _bench(config, recipe).make([waiting])
    return made


def _fragment(code: bytes, config: Config, recipe: bytes, task: Task) -> Fragment:
    """One block on a worker."""
    if _code() != code:
        raise ClusterDiffers
    return _bench(config, recipe).fragment(task)


@cache
def _code() -> bytes:
    """Tells the versions of geomap apart that this process and others run."""
    return code_digest(afterwards=True)


def _partition(
    config: Config, recipe: bytes, partition: str
) -> list[tuple[Listed | Skipped, Made | None]]:
    """All articles of a file on a worker."""
    from geomap.articles import read_partition
    from geomap.store import listed

    entries: list[Listed | Skipped] = []

    def readable() -> Iterator[tuple[bytes, Draft]]:
        for one in read_partition(partition, config):
            if isinstance(one, Skipped):
                entries.append(one)
                continue
            entry = listed(one)
            entries.append(entry)
            yield entry.content, one

    made = deque(_bench(config, recipe).make(readable()))
    return [(one, None if isinstance(one, Skipped) else made.popleft()) for one in entries]


def _bench(config: Config, recipe: bytes) -> Bench:
    """The tools of a worker's thread, each opened once."""
    known: dict[bytes, Bench] = _own.__dict__.setdefault("benches", {})
    if recipe not in known:
        from geomap.gazetteer import open_gazetteer
        from geomap.store import recipe_of

        if recipe_of(config, open_gazetteer(config).id) != recipe:
            raise ClusterDiffers
        known[recipe] = Bench(config=config)
    return known[recipe]
