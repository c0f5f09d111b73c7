"""Articles in, maps and files out: what `geomap build` does.

The store knows what earlier builds found (`take_stock`, `find_missing`); what needs all articles
together (copies, events, layers) is added, and the outputs are written.
"""

from __future__ import annotations

import logging
from collections import Counter
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from geomap.errors import NoArticles, OutputAmongArticles
from geomap.model import Skipped

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence

    from geomap.articles import Input
    from geomap.config import Config
    from geomap.corpus.blocks import Blocks
    from geomap.corpus.made import Made
    from geomap.corpus.workers import Made as Annotated
    from geomap.gazetteer import Gazetteer
    from geomap.gazetteer.actors import ActorTable
    from geomap.review import Reviews
    from geomap.store import Changes, Store

log = logging.getLogger(__name__)

#: Blocks from which starting workers costs less than they save.
_MANY = 4


@dataclass(slots=True, kw_only=True)
class Summary:
    """What a run read, found and wrote; printed by the command line and shown on the index."""

    articles: int = 0
    skipped: list[Skipped] = field(default_factory=list)
    roles: Counter[str] = field(default_factory=Counter)
    statuses: Counter[str] = field(default_factory=Counter)
    mentions: int = 0
    drawn: int = 0
    claims: int = 0
    events: int = 0
    gazetteer: str = ""
    files: list[str] = field(default_factory=list)
    changes: Changes | None = None
    """What differs from the last build."""
    notices: list[str] = field(default_factory=list)
    """What was mended on the way."""

    def count(self, made: Made) -> None:
        """Say what a build has made."""
        for block in made.blocks.counts:
            self.articles += block.articles
            self.roles.update(block.roles)
            self.statuses.update(block.statuses)
        self.mentions, self.drawn = made.totals.mentions, made.totals.drawn
        self.claims, self.events = made.totals.claims, made.totals.events


@dataclass(frozen=True, slots=True, kw_only=True)
class Progress:
    """How far a build is."""

    done: int = 0
    """Articles annotated in this run."""
    total: int | None = None
    """Articles to annotate; None while the inputs are still read."""
    skipped: Skipped | None = None
    """An input or article that could not be used."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Crew:
    """Who annotates."""

    workers: int = 1
    """Processes of this machine."""
    dask: str | None = None
    """Address of a Dask scheduler, or ``local``; None for processes of our own."""


def build(
    inputs: Sequence[str],
    out: Path,
    config: Config,
    *,
    workers: int = 1,
    dask: str | None = None,
    tell: Callable[[Progress], None] = lambda _progress: None,
) -> Summary:
    """The main job: read, annotate, link, and write every map and export under `out`.

    What an earlier build found in an article is taken from the store under `out`, as long as
    nothing that it depends on has changed. A build that is stopped, however it is, goes on
    where it was when it is started again.

    Args:
        inputs: files, folders, or ``-`` for standard input.
        out: the output folder; made if missing. Files in it are replaced only when all of
            the new ones have been written in full.
        config: the settings of the run.
        workers: processes that articles are annotated in; the results do not depend on it.
        dask: address of a Dask scheduler to annotate on, or ``local``; nor on that.
        tell: told how far the build is, article by article.

    Returns:
        What was read, found, written, and changed since the last build.

    Raises:
        InputNotFound: a named input does not exist.
        NoArticles: nothing readable was found.
        OutputAmongArticles: `out` is one of the inputs.
        ExtraMissing, ClusterUnreachable, ClusterDiffers: of `dask`.
        SystemRefused: there is no memory or room for temporary files.
        OutputInUse: another run is writing into `out`.
        OutputNotWritable: `out` cannot be written, or the disk is full.
    """
    from geomap.articles import find_inputs
    from geomap.corpus.outputs import locked
    from geomap.store import StoreDamaged

    find_inputs(inputs, config)  # what is not there is said before anything is made
    if out.resolve() in {Path(name).resolve() for name in inputs}:
        raise OutputAmongArticles(out)
    crew = Crew(workers=workers, dask=dask)
    with locked(out):
        notices: list[str] = []
        while True:
            try:
                summary = _build(inputs, out, config, crew, tell)
            except StoreDamaged as damage:
                # What was damaged is gone, so this ends; the rest is taken from the store.
                notices.append(str(damage))
                log.warning("%s", damage)
            else:
                summary.notices = notices
                return summary


def _build(
    inputs: Sequence[str],
    out: Path,
    config: Config,
    crew: Crew,
    tell: Callable[[Progress], None],
) -> Summary:
    from geomap.articles import find_inputs
    from geomap.articles.walk import OUTPUTS_MARK
    from geomap.corpus.outputs import staged, write_outputs
    from geomap.gazetteer import open_gazetteer
    from geomap.gazetteer.actors import open_actors
    from geomap.gazetteer.own import use_tables
    from geomap.store import Store, added_tables, base_of, overrides_of, with_tables

    use_tables(config)
    gazetteer = open_gazetteer(config)
    base = base_of(config)
    with Store(out / OUTPUTS_MARK, with_tables(base, config, gazetteer.id), base) as store:
        summary = Summary(gazetteer=gazetteer.id)
        store.begin()
        store.take_over(
            overrides_of(config), added_tables(config, gazetteer), gazetteer.names_by_id
        )
        if crew.dask is not None:
            annotate_in_place(inputs, store, config, crew, tell)
        for problem in take_stock(find_inputs(inputs, config), store):
            summary.skipped.append(problem)
            tell(Progress(skipped=problem))
        for problem in find_missing(store, config, crew, tell):
            summary.skipped.append(problem)
        if not any(store.blocks()):
            raise NoArticles(", ".join(inputs))
        with staged(out) as stage:
            actors = open_actors(config)
            reviews = open_reviews(out, config, gazetteer, actors)
            made = _conclude(store, reviews, actors, config, crew)
            summary.count(made)
            write_outputs(made, out, stage, config, summary)
            summary.changes = store.finish(made.periods.keys)
        return summary


def annotate_in_place(
    inputs: Sequence[str],
    store: Store,
    config: Config,
    crew: Crew,
    tell: Callable[[Progress], None],
) -> None:
    """Have the cluster read and annotate what lies at addresses and is new; no text comes here."""
    from geomap.articles import find_inputs, is_address
    from geomap.scale import partitions_on

    named = [name for name in inputs if is_address(name)]
    new = {
        one.path: one
        for one in find_inputs(named, config)
        if not isinstance(one, Skipped) and one.path and store.lacks(one)
    }
    if crew.dask is None or not new:
        return
    done = 0
    for address, rows in partitions_on(crew.dask, new, config, store.recipe, crew.workers):
        for _one, made in rows:
            if made is not None and not isinstance(made.result, Skipped):
                store.put(made.content, *made.result)
                done += 1
        store.take_in(new[address], [one for one, _made in rows])
        tell(Progress(done=done))


def take_stock(found: Iterable[Input | Skipped], store: Store) -> Iterator[Skipped]:
    """List the articles of a build in the store, and give what of the inputs cannot be read."""
    for one in found:
        yield from (one,) if isinstance(one, Skipped) else store.read(one)


def find_missing(
    store: Store, config: Config, crew: Crew, tell: Callable[[Progress], None]
) -> Iterator[Skipped]:
    """Annotate the articles of a build that have no result in the store yet.

    Yields:
        The articles that could not be annotated; the results are in the store.
    """
    total = store.waiting()
    tell(Progress(total=total))
    for done, made in enumerate(_annotated(store, total, config, crew), start=1):
        if isinstance(made.result, Skipped):
            yield made.result
        else:
            store.put(made.content, *made.result)
        problem = made.result if isinstance(made.result, Skipped) else None
        tell(Progress(done=done, total=total, skipped=problem))


def open_reviews(out: Path, config: Config, gazetteer: Gazetteer, actors: ActorTable) -> Reviews:
    """The analyst's corrections of an output folder, to be put on each annotation.

    Raises:
        CorrectionsInvalid: the file of corrections cannot be read.
    """
    from geomap.events.what.vocabulary import event_types
    from geomap.review import Reviews, read_corrections
    from geomap.review.corrections import corrections_file

    corrections = read_corrections(corrections_file(config, out))
    return Reviews(corrections, gazetteer, actors, event_types())


def _annotated(store: Store, total: int, config: Config, crew: Crew) -> Iterator[Annotated]:
    if crew.dask is not None and total:
        from geomap.scale import annotated_on

        drafts = store.drafts()
        return annotated_on(crew.dask, drafts, config, store.recipe, crew.workers)
    from geomap.corpus.workers import annotated

    return annotated(store.drafts(), total, config, crew.workers)


def _spread(blocks: Blocks, config: Config, crew: Crew) -> None:
    """Have whoever annotates make the blocks, where there are many to make."""
    from geomap.corpus.workers import fragments
    from geomap.scale import fragments_on

    if crew.dask is not None:
        blocks.spread(partial(fragments_on, crew.dask, config=config, recipe=blocks.store.recipe,
                              workers=crew.workers), _MANY)  # fmt: skip
    elif crew.workers > 1:
        blocks.spread(partial(fragments, config=config, workers=crew.workers), _MANY)


def _conclude(
    store: Store, reviews: Reviews, actors: ActorTable, config: Config, crew: Crew
) -> Made:
    """What needs all articles together: copies, events, and what all of them add to the files."""
    from geomap.corpus.blocks import Blocks
    from geomap.corpus.made import Made
    from geomap.corpus.periods import Periods
    from geomap.corpus.shelves import Shelves
    from geomap.layers import Protection

    copies = store.copies(config.articles.duplicate_threshold)
    # In what is written, no place is more exact than people who get it may know.
    shown = Protection.of(config.protect)
    blocks = Blocks(store=store, reviews=reviews, actors=actors, shown=shown, copies=copies)
    _spread(blocks, config, crew)
    blocks.prepare()
    for notice in reviews.notices():
        log.warning("%s", notice)
    periods = Periods(store=store, blocks=blocks, actors=actors)
    periods.link()
    shelves = Shelves(store=store, blocks=blocks, periods=periods)
    shelves.prepare()
    made = Made(store=store, actors=actors, blocks=blocks, periods=periods, shelves=shelves)
    made.count()
    return made
