# Two commands do everything on a fresh machine: `make maps` and `make test`.

PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
SET_UP := $(VENV)/.set-up

.PHONY: maps test lint types pytest browser tools assets lock bench fuzz golden audit s3 qgis clean pictures

maps: $(SET_UP)  ## Build the maps of the sample articles into outputs/.
	$(BIN)/geomap gazetteer build
	$(BIN)/geomap build --samples --output outputs

test: lint types pytest  ## Check style and types, and run every test.

lint: $(SET_UP)
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .

types: $(SET_UP)
	$(BIN)/mypy

pytest: $(SET_UP) browser tools
	$(BIN)/pytest

# The environment, from the hashed lock file; geomap itself in place, with its map assets.
$(SET_UP): requirements.lock pyproject.toml geomap/maps/package-lock.json
	$(PYTHON) -m venv $(VENV)
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes --requirement requirements.lock
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation --editable .
	touch $@

audit: $(SET_UP)  ## Look up every locked package in the database of known vulnerabilities.
	@$(BIN)/uv tool run pip-audit --strict --disable-pip --require-hashes --requirement requirements.lock \
	  || { echo "make audit: a package is vulnerable, or could not be looked up, as said above;" \
	            "only pypi.org itself tells, no mirror of it" >&2; exit 1; }

golden: $(SET_UP)  ## Write again what is found in the samples, once it has been looked at.
	$(BIN)/python tests/golden/test_samples.py

fuzz: $(SET_UP)  ## Give the readers a million damaged files and more (hours; FUZZ=1000 for minutes).
	$(BIN)/python -m pip install --quiet --disable-pip-version-check atheris
	GEOMAP_FUZZ=$(or $(FUZZ),20000) $(BIN)/pytest tests/articles/test_fuzz.py
	for suffix in .txt .html .jsonl .csv .pdf .docx; do \
	  $(BIN)/python tests/articles/fuzz_guided.py $$suffix -runs=$$((10 * $(or $(FUZZ),20000))) || exit 1; done

s3: $(SET_UP)  ## Read articles from a bucket that this machine serves, with packages of its own.
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --target $(VENV)/s3 'moto[server]' s3fs
	PYTHONPATH=$(VENV)/s3 $(BIN)/pytest tests/articles/test_s3.py

qgis: $(SET_UP)  ## Open the exports in QGIS, which the system's packages bring (a gigabyte).
	sh tests/exports/install-tools.sh python3-qgis
	$(BIN)/pytest tests/exports/test_qgis.py

# The browser tests open the pages in Chromium: yours, or the one of the system's packages.
browser:
	@command -v chromium >/dev/null || command -v chromium-browser >/dev/null \
	  || command -v google-chrome >/dev/null || sh tests/browser/install-chromium.sh

# GDAL's validators and PostGIS check the exports; without them their tests are skipped.
tools:
	@command -v ogrinfo >/dev/null && ls /usr/share/postgresql/*/extension/postgis.control >/dev/null 2>&1 \
	  || sh tests/exports/install-tools.sh

assets: $(SET_UP)  ## Fetch the locked scripts and styles of the maps again.
	$(BIN)/python geomap/maps/build_assets.py

bench: $(SET_UP)  ## Measure speed and memory beside other tools, into tests/bench/RESULTS.md.
	$(BIN)/python -m pip install --quiet --disable-pip-version-check flashgeotext geotext
	$(BIN)/python -m tests.bench.results

pictures: $(SET_UP)  ## Take the pictures of the README again, from the samples.
	$(BIN)/geomap build --samples --article-pages --output outputs
	$(BIN)/python tests/browser/pictures.py outputs

lock:  ## Pin every dependency again, with hashes and without registry addresses.
	$(BIN)/uv pip compile pyproject.toml --group dev --all-extras --universal --python-version 3.11 \
	  --generate-hashes --no-header --no-annotate --no-emit-index-url --no-emit-find-links \
	  --quiet --output-file requirements.lock

clean:
	rm -rf $(VENV) build dist outputs/*.html outputs/*.geojson .pytest_cache .mypy_cache .ruff_cache
