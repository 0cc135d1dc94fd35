# Every target sets up what it needs; `make` alone lists them.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
READY := $(VENV)/.ready

.DEFAULT_GOAL := help
.PHONY: help setup demo test prove mutants lint types contracts bench docs clean

help: ## list the targets
	@grep -E '^[a-z]+:.*## ' $(MAKEFILE_LIST) | sed -E 's/^([a-z]+):.*## /  make \1\t/' | expand -t 18

$(READY): pyproject.toml requirements-dev.txt
	$(PYTHON) -m venv $(VENV)
	$(BIN)/python -m pip install --quiet --disable-pip-version-check -r requirements-dev.txt
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation --editable .
	$(BIN)/python -m compileall -q handoff
	@touch $@

setup: $(READY) ## make the pinned environment in .venv

demo: $(READY) ## check and render the shipped session, and say where the documents are
	@PATH="$(CURDIR)/$(BIN):$$PATH" sh docs/demo.sh

test: $(READY) ## run every test
	$(BIN)/python -m pytest -n 2

prove: $(READY) ## run the long proofs (half an hour of two cores)
	HANDOFF_PROVE=1 $(BIN)/python -m pytest -n 2 --dist worksteal -m prove --timeout 3600

mutants: $(READY) ## change the judge in every way that mutmut knows, and see whether a test notices (twenty minutes)
	$(BIN)/mutmut run --max-children 2
	$(BIN)/python -m docs.mutants

lint: $(READY) ## ruff
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .

types: $(READY) ## mypy --strict
	$(BIN)/mypy

contracts: $(READY) ## the directions of imports
	$(BIN)/lint-imports

bench: $(READY) ## ratios against a baseline in the same run
	$(BIN)/python -m benchmarks

docs: $(READY) ## write the generated reference pages
	$(BIN)/python -m docs.generate

clean: ## remove what the targets made
	rm -rf $(VENV) .mypy_cache .ruff_cache .import_linter_cache .coverage* build dist
