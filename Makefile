# Each target sets up what it needs. `make try` is the door, `make test` is what CI runs.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
PORT ?= 8765
CHAOS ?= 0.1

.PHONY: try test bench chaos simulate lint lock clean

try: $(VENV)/.run ## the bot in a browser, with a clock that moves
	$(BIN)/refundkeeper try --port $(PORT)

test: $(VENV)/.dev lint ## format, lint, types, arrows, tests
	$(BIN)/pytest -n 2 --dist worksteal $(ARGS)

bench: $(VENV)/.dev ## measures, and writes docs/performance.md; ARGS="replan" for one of them
	$(BIN)/python -m tests.benchmarks $(ARGS)

chaos: $(VENV)/.dev ## kills and faults at length: CHAOS=long is all of tests/chaos/scale.py, 0.1 a tenth; figures in build/
	mkdir -p build
	CHAOS=$(CHAOS) CHAOS_FIGURES=$(CURDIR)/build/chaos.jsonl $(BIN)/pytest -m chaos $(ARGS)

simulate: $(VENV)/.dev ## 2,000 seeds of a month each; ARGS="--seed 7" tells one again
	$(BIN)/python -m tests.simulation --jobs 2 $(ARGS)

lint: $(VENV)/.dev
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	$(BIN)/mypy
	$(BIN)/lint-imports

lock: $(VENV)/.dev ## pins every package by hash, with no address
	$(BIN)/pip install -q uv
	$(BIN)/uv pip compile -q --universal --generate-hashes --no-emit-index-url --no-header -p 3.11 pyproject.toml --extra eyes -o requirements.lock
	$(BIN)/uv pip compile -q --universal --generate-hashes --no-emit-index-url --no-header -p 3.11 pyproject.toml --extra eyes --group dev -o requirements-dev.lock

$(VENV)/bin/python:
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || { echo "Python 3.11 or newer is needed; set PYTHON=/path/to/python3.11"; exit 1; }
	$(PYTHON) -m venv $(VENV) || { echo "Python's venv module is missing; on Debian: apt-get install python3-venv"; rm -rf $(VENV); exit 1; }

$(VENV)/.run: requirements.lock pyproject.toml | $(VENV)/bin/python
	$(BIN)/pip install -q --disable-pip-version-check --no-deps --require-hashes -r requirements.lock
	$(BIN)/pip install -q --disable-pip-version-check --no-deps -e .
	touch $@

$(VENV)/.dev: requirements-dev.lock pyproject.toml | $(VENV)/bin/python
	$(BIN)/pip install -q --disable-pip-version-check --no-deps --require-hashes -r requirements-dev.lock
	$(BIN)/pip install -q --disable-pip-version-check --no-deps -e .
	touch $@ $(VENV)/.run

clean:
	rm -rf $(VENV) .mypy_cache .ruff_cache .pytest_cache .hypothesis .import_linter_cache
