# `make run` opens the chat, `make test` runs the tests, `make check` looks at formatting, lint and types, and runs no test;
# `.ci/run` runs all three. `make screenshots` makes pictures of every page in build/screenshots.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
PIP := $(BIN)/python -m pip install --disable-pip-version-check --quiet

.PHONY: run install test check screenshots format clean

run: install
	$(BIN)/pd-assistant serve

install: $(VENV)/installed

test: $(VENV)/installed-dev
	$(BIN)/python -m pytest

check: $(VENV)/installed-dev
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	$(BIN)/mypy

screenshots: $(VENV)/installed-dev
	$(BIN)/python -m tests.e2e.screenshots build/screenshots

format: $(VENV)/installed-dev
	$(BIN)/ruff format .
	$(BIN)/ruff check --fix .

clean:
	rm -rf $(VENV)

$(VENV)/installed: pyproject.toml constraints.txt
	test -x $(BIN)/python || $(PYTHON) -m venv $(VENV)
	@echo "Installing what the assistant needs (about two minutes the first time) …"
	$(PIP) -e . -c constraints.txt
	@touch $@

$(VENV)/installed-dev: $(VENV)/installed
	$(PIP) -e ".[dev]" -c constraints.txt
	@touch $@
