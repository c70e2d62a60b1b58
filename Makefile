# Needs Python >= 3.11 (with venv and pip) and make; everything else is set up in .venv/ on first use.
# `make demo` is enough to train; flags go through as ARGS='…'.

.DEFAULT_GOAL := help
# `make -C … demo ARGS=--jsonl` speaks a protocol on standard output: make itself must not.
MAKEFLAGS += --no-print-directory
.NOTPARALLEL:
SHELL := /bin/sh

ARGS ?=
VENV := .venv
BIN := $(VENV)/bin
PY := $(BIN)/python
PIP := $(PY) -m pip --disable-pip-version-check --no-input
UV_VERSION := 0.13.9

# The stamps carry the pins' checksum, not their date: a fresh checkout of the same pins installs nothing.
sum = $(shell cksum < $(1) | cut -d ' ' -f 1)
HAS_RUNTIME := $(VENV)/.has-runtime-$(call sum,requirements.txt)
HAS_ALL := $(VENV)/.has-all-$(call sum,requirements-dev.txt)

WORDS := $(patsubst %.po,%.mo,$(wildcard bot/words/*/LC_MESSAGES/*.po))

# $(1): the pins; $(2): the stamps they earn. All talk goes to standard error.
define install
	@exec >&2; set -e; found=; test -f $(firstword $(2)) && $(PY) -c '' 2>/dev/null && exit 0; \
	if ! $(PY) -c 'import pip' 2>/dev/null; then \
	  for python in $(PYTHON) python3 python3.14 python3.13 python3.12 python3.11; do \
	    if $$python -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null; then found=$$python; break; fi; \
	  done; \
	  if test -z "$$found"; then echo "Sinew needs Python 3.11 or newer: none found (make PYTHON=/path/to/python ...)."; exit 1; fi; \
	  echo "Setting up $(VENV)/ with $$($$found --version) ..."; \
	  $$found -m venv --clear $(VENV) || { echo "Python's venv module does not work here (Debian: apt install python3-venv)."; exit 1; }; \
	fi; \
	echo "Installing the pinned packages of $(1) ..."; \
	rm -f $(VENV)/.has-*; \
	$(PIP) install -qq --require-hashes --no-deps --no-compile -r $(1); \
	touch $(2)
endef

.PHONY: help
help: ## this list
	@awk -F ':.*## ' '/^[a-z-]+:.*## / { printf "  make %-14s %s\n", $$1, $$2 }' $(MAKEFILE_LIST)

.PHONY: env env-all words
env:
	$(call install,requirements.txt,$(HAS_RUNTIME))

env-all:
	$(call install,requirements-dev.txt,$(HAS_ALL) $(HAS_RUNTIME))

words: $(WORDS)

%.mo: %.po | env
	@$(PY) -m bot.words.compile

.PHONY: demo chat run
demo: env words ## the coach in the terminal, with a clock you can move
	@$(PY) -m bot demo $(ARGS)

chat: env words ## the same on your own diary and the real clock
	@$(PY) -m bot chat $(ARGS)

run: env words ## the coach on the platforms whose tokens are set
	@$(PY) -m bot run $(ARGS)

.PHONY: test check lint format
test: lint ## everything that must hold: lint and all tests
	@$(PY) -m pytest -n auto --dist loadgroup -q $(ARGS)

check: test ## the same as make test

lint: env-all words ## ruff, mypy --strict, the import rules
	@failed=; for tool in "ruff check ." "ruff format --check ." mypy "lint-imports --no-logo"; do \
	  $(BIN)/$$tool || failed="$$failed [$$tool]"; \
	done; if test -n "$$failed"; then echo "Not in order:$$failed" >&2; exit 1; fi

format: env-all ## put the code in order
	@$(BIN)/ruff check --fix-only --quiet .
	@$(BIN)/ruff format .

.PHONY: bench bench-long chaos simulate simulate-long
bench: env-all words ## what things cost, with a baseline from the same run
	@$(PY) -m tests.bench $(ARGS)

bench-long: env-all words ## the same at full size
	@$(PY) -m tests.bench --long $(ARGS)

chaos: env-all words ## the real program killed more than two hundred times, on both stores and platforms
	@$(PY) -m pytest -n auto --dist load -q -m "" tests/scenarios/test_on_postgres.py
	@$(PY) -m tests.chaos $(ARGS)

simulate: env-all words ## simulated runners, whole months, every safety rule
	@$(PY) -m tests.simulation $(ARGS)

simulate-long: env-all words ## the same with more runners and longer
	@$(PY) -m tests.simulation --long $(ARGS)

.PHONY: pins clean
PIN := uv pip compile --quiet --universal --python-version 3.11 --generate-hashes --no-header \
	--no-emit-index-url --no-emit-find-links pyproject.toml $(ARGS)
pins: env ## choose the pins again (ARGS=--upgrade takes newer ones)
	@test -x $(VENV)/pins/bin/uv || $(PY) -m venv $(VENV)/pins
	@$(VENV)/pins/bin/python -m pip --disable-pip-version-check install -qq uv==$(UV_VERSION)
	$(VENV)/pins/bin/$(PIN) --all-extras --group dev --output-file requirements-dev.txt
	$(VENV)/pins/bin/$(PIN) --constraint requirements-dev.txt --all-extras --output-file requirements-fleet.txt
	$(VENV)/pins/bin/$(PIN) --constraint requirements-dev.txt --output-file requirements.txt
	$(VENV)/pins/bin/$(subst pyproject.toml,,$(PIN)) --constraint requirements-dev.txt --group build --output-file requirements-build.txt

clean: ## remove .venv/ and whatever was built
	rm -rf $(VENV) build dist *.egg-info .mypy_cache .ruff_cache .pytest_cache .import_linter_cache .hypothesis
	find bot/words -name '*.mo' -exec rm -f {} +
	find core bot adapters tests -name __pycache__ -type d -prune -exec rm -rf {} +
