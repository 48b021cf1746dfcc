# make run [DOCS=path]   environment, ingest, and the API at http://127.0.0.1:8000
# make test              the whole suite
# make evaluate          score the pipeline on annotated documents

PYTHON ?= python3
DOCS ?= examples/documents
WORKERS ?= 1
GOLD ?= ../shared/evaluation/gold
GOLD_DOCS ?= ../shared/evaluation/documents
PREDICTIONS ?= build/predictions

ifeq ($(OS),Windows_NT)
BIN := .venv/Scripts
else
BIN := .venv/bin
endif

.PHONY: run test evaluate clean

run: .venv/.installed
	$(BIN)/policygraph ingest $(DOCS) --workers $(WORKERS) || test $$? -eq 3
	$(BIN)/policygraph serve

test: .venv/.developed
	$(BIN)/ruff check .
	$(BIN)/mypy
	$(BIN)/lint-imports
	@if command -v java >/dev/null && command -v mvn >/dev/null; then :; else \
	  echo "left out: the store contract, queries and API on a real Neo4j (it needs a JDK and Maven)"; fi
	$(BIN)/python -m pytest

evaluate: .venv/.installed
	$(BIN)/policygraph extract $(GOLD_DOCS) $(PREDICTIONS) --workers $(WORKERS)
	$(BIN)/policygraph evaluate $(GOLD) $(PREDICTIONS)

.venv/.created:
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || \
	  { echo "Python 3.11 or later is needed; name it: make PYTHON=/path/to/python3.12"; exit 1; }
	$(PYTHON) -m venv .venv
	@touch $@

.venv/.installed: .venv/.created pyproject.toml
	$(BIN)/python -m pip install --quiet --editable .
	@touch $@

.venv/.developed: .venv/.created pyproject.toml
	$(BIN)/python -m pip install --quiet --editable '.[dev]'
	@touch .venv/.installed $@

clean:
	rm -rf build dist .mypy_cache .ruff_cache .pytest_cache .hypothesis .import_linter_cache
