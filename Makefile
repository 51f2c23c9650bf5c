# Everything that people and CI run. `make help` lists the targets.

PYTHON ?= $(shell for p in python3.11 python3; do $$p -c '' 2>/dev/null && echo $$p && break; done)
BENCH ?= ../shared/bench
BIN := .venv/bin
INPUTS := requirements/pip.txt pyproject.toml
COMPILE := .venv-lock/bin/uv pip compile --quiet --system-certs --generate-hashes --no-header --no-emit-index-url \
	--no-emit-find-links --no-strip-markers --python-version 3.11 --only-binary :all: \
	--python-platform x86_64-manylinux_2_28

.DEFAULT_GOAL := help
.PHONY: help demo test browser check pictures bench lock clean

help: ## list the targets
	@sed -nE 's/^([a-z]+):.*## (.*)/  make \1\t\2/p' Makefile | expand -t 16

demo: .venv/installed ## read the example pile into a case and write its dossier
	$(BIN)/reportedly demo

test: .venv/installed browser ## run all tests
	$(BIN)/python -m pytest -n 2 --dist worksteal

# The tests of pages need a browser. Where there is none and it may be installed it is; else they are skipped.
browser:
	@command -v chromium >/dev/null || command -v chromium-browser >/dev/null \
		|| { [ "$$(id -u)" = 0 ] && command -v apt-get >/dev/null \
			&& { apt-get install -qqy --no-install-recommends chromium \
				|| { apt-get update -qq && apt-get install -qqy --no-install-recommends chromium; }; } >/dev/null 2>&1; } \
		|| echo "No Chromium: the tests of pages in a browser are skipped."

check: .venv/installed ## lint, format, types and the layer rule
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy --strict
	$(BIN)/python -m pytest tests/test_architecture.py

pictures: .venv/installed browser ## take pictures of the site's pages, into docs/images/site
	$(BIN)/python benchmarks/screenshots.py docs/images/site

# The directory is looked for first, so that a machine without it sets up nothing.
bench: ## measure beside peers; BENCH=DIR says where the benchmark files are
	@if [ -d "$(BENCH)" ]; then $(MAKE) --no-print-directory .venv-bench/installed \
		&& BENCH="$(BENCH)" .venv-bench/bin/python benchmarks/run.py; \
	else echo "bench skipped: no directory $(BENCH); give one with BENCH=DIR"; fi

lock: ## renew the lock files in requirements/ from pyproject.toml
	$(PYTHON) -m venv --clear .venv-lock
	.venv-lock/bin/pip install --quiet --upgrade uv
	$(COMPILE) --upgrade requirements/pip.in -o requirements/pip.txt
	$(COMPILE) --upgrade --extra dev --extra frames pyproject.toml requirements/build.in -o requirements/test.txt
	$(COMPILE) --upgrade --extra dev --extra frames --extra bench -c requirements/test.txt \
		pyproject.toml requirements/build.in -o requirements/bench.txt
	rm -rf .venv-lock

clean: ## remove the environments, caches and what demo and bench wrote
	rm -rf .venv .venv-bench .venv-lock .mypy_cache .pytest_cache .ruff_cache .hypothesis build dist demo bench-out
	find src tests benchmarks training -name __pycache__ -type d -prune -exec rm -rf {} +

.venv/installed: requirements/test.txt $(INPUTS)
.venv-bench/installed: requirements/bench.txt $(INPUTS)
.venv/installed .venv-bench/installed:
	$(PYTHON) -m venv --clear $(@D)
	$(@D)/bin/python -m pip install --quiet --require-hashes -r requirements/pip.txt
	$(@D)/bin/python -m pip install --quiet --require-hashes -r $<
	$(@D)/bin/python -m pip install --quiet --no-deps --no-build-isolation --editable .
	touch $@
