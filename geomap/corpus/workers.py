"""Articles annotated, and blocks made, in this process or in several; the results are the same.

Worker processes are started afresh (not forked: threads and locks of this process would be
copied in whatever state they are), each opens the tools once, and the gazetteer is mapped
from its file, so that all share one copy in memory.
"""

from __future__ import annotations

import logging
import os
import signal
import threading
from collections import deque
from concurrent.futures import FIRST_COMPLETED, Future, ProcessPoolExecutor, wait
from concurrent.futures.process import BrokenProcessPool
from contextlib import suppress
from dataclasses import dataclass, field
from itertools import islice
from typing import TYPE_CHECKING

from geomap.articles import Draft, TextPrint
from geomap.flow import TOGETHER, Tools, annotate_drafts, open_tools, settle
from geomap.model import Skipped
from geomap.store import Codec, Packed

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from geomap.config import Config
    from geomap.corpus.blocks import Fragment, Task
    from geomap.gazetteer.actors import ActorTable

log = logging.getLogger(__name__)

#: Parcels of articles in the hands of each worker, so that none waits for the next.
_AHEAD = 2

#: Contents, as the store knows them, and the drafts they stand for.
Parcel = list[tuple[bytes, Draft]]


@dataclass(frozen=True, slots=True, kw_only=True)
class Made:
    """What became of one draft."""

    content: bytes
    """The content that the store knows it by."""
    result: tuple[Packed, TextPrint] | Skipped


@dataclass(slots=True, kw_only=True)
class Bench:
    """A process's tools, opened with the first article."""

    config: Config
    codec: Codec = field(default_factory=Codec)
    tools: Tools | None = None
    actors: ActorTable | None = None

    def fragment(self, task: Task) -> Fragment:
        """What a block adds to the outputs."""
        from geomap.corpus.blocks import fragment
        from geomap.gazetteer.actors import open_actors

        if self.actors is None:
            self.actors = open_actors(self.config)
        return fragment(task, self.actors)

    def make(self, drafts: Iterable[tuple[bytes, Draft]]) -> Iterator[Made]:
        """Annotate drafts and pack what was found, in their order."""
        if self.tools is None:
            self.tools = open_tools(self.config)
            settle()
        contents: deque[bytes] = deque()

        def noted() -> Iterator[Draft]:
            for content, draft in drafts:
                contents.append(content)
                yield draft

        for found in annotate_drafts(noted(), self.tools):
            result = (
                found
                if isinstance(found, Skipped)
                else (self.codec.pack(found), TextPrint.of(found.article))
            )
            yield Made(content=contents.popleft(), result=result)


def annotated(
    drafts: Iterable[tuple[bytes, Draft]], total: int, config: Config, workers: int
) -> Iterator[Made]:
    """Annotate drafts in as many processes as asked for; the order may be another.

    A worker that is killed costs no article: its articles are done again, and one that kills
    its worker a second time, alone, is skipped.

    Args:
        drafts: contents and what they stand for; taken a few at a time.
        total: how many there are.
        config: the settings of the run.
        workers: processes; with 1, or a single draft, all is done in this one.
    """
    if min(total, workers) <= 1:
        yield from Bench(config=config).make(drafts)
        return
    waiting = _parcels(drafts, total, workers)
    lost: list[Parcel] = []
    while True:
        yield from _crew(waiting, lost, config, workers)
        if not lost:
            return
        log.warning("a worker process was killed; the work goes on with new ones")
        for one in lost:
            yield from _alone(one, config)
        lost.clear()


def fragments(tasks: Iterator[Task], config: Config, workers: int) -> Iterator[Fragment]:
    """What blocks add to the outputs, made in several processes; less those of a killed worker."""
    hands: set[Future[Fragment]] = set()
    with _pool(config, workers) as pool, suppress(BrokenProcessPool):
        while True:
            hands |= {pool.submit(_fragment, one) for one in islice(tasks, workers - len(hands))}
            if not hands:
                return
            done, hands = wait(hands, return_when=FIRST_COMPLETED)
            for future in done:
                yield future.result()


def _parcels(drafts: Iterable[tuple[bytes, Draft]], total: int, workers: int) -> Iterator[Parcel]:
    """The drafts in parcels: as many as are best parsed together, or fewer to feed all workers."""
    size = max(1, min(TOGETHER, total // (workers * _AHEAD)))
    waiting = iter(drafts)
    while parcel := list(islice(waiting, size)):
        yield parcel


def _crew(
    waiting: Iterator[Parcel], lost: list[Parcel], config: Config, workers: int
) -> Iterator[Made]:
    """Everything that waits, or until a worker is killed; then `lost` is what they had in hand."""
    pool = _pool(config, workers)
    hands: dict[Future[list[Made]], Parcel] = {}
    try:
        while True:
            for parcel in islice(waiting, workers * _AHEAD - len(hands)):
                hands[pool.submit(_work, parcel)] = parcel
            if not hands:
                return
            done, _ = wait(hands, return_when=FIRST_COMPLETED)
            for future in done:
                made = future.result()
                del hands[future]
                yield from made
    except BrokenProcessPool:
        lost.extend(hands.values())
    finally:
        pool.shutdown(wait=True, cancel_futures=True)


def _alone(parcel: Parcel, config: Config) -> Iterator[Made]:
    """A parcel in a process of its own; halved until the article that kills it is alone."""
    made: list[Made] = []
    with _pool(config, 1) as pool, suppress(BrokenProcessPool):
        made = pool.submit(_work, parcel).result()
    if made:
        yield from made
    elif len(parcel) > 1:
        half = len(parcel) // 2
        yield from _alone(parcel[:half], config)
        yield from _alone(parcel[half:], config)
    else:
        ((content, draft),) = parcel
        reason = (
            f"{draft.name}: the process that annotated it was killed, perhaps for want of "
            "memory; split the article, or use fewer workers."
        )
        yield Made(content=content, result=Skipped(name=draft.name, reason=reason))


def _pool(config: Config, workers: int) -> ProcessPoolExecutor:
    import multiprocessing

    return ProcessPoolExecutor(
        workers, multiprocessing.get_context("spawn"), initializer=_start, initargs=(config,)
    )


_benches: list[Bench] = []


def _start(config: Config) -> None:
    """Prepares a worker process."""
    # Ctrl-C reaches every process of the terminal; the first one tells the others to stop.
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    threading.Thread(target=_end_with_parent, daemon=True).start()
    _benches[:] = [Bench(config=config)]


def _end_with_parent() -> None:
    """A worker whose parent was killed would wait for work for ever."""
    from multiprocessing import parent_process

    parent = parent_process()
    if parent is not None:
        parent.join()
        os._exit(1)


def _work(parcel: Parcel) -> list[Made]:
    return list(_benches[0].make(parcel))


def _fragment(task: Task) -> Fragment:
    return _benches[0].fragment(task)
