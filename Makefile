# Everything a developer or a new user types. `make` alone lists it.
#
# One .venv, two stamps: runtime.installed when requirements.lock is in it (enough for demo, serve and load),
# dev.installed when requirements-dev.lock is too. A lock file newer than its stamp is installed again.

STORE ?= sqlite:demo/graph.db
PYTHON ?=
TESTS ?= tests
WORKERS ?= 2
UPGRADE ?=

PIP := .venv/bin/python -m pip --disable-pip-version-check
LOCK := .venv/bin/uv pip compile --quiet --universal --python-version 3.11 --generate-hashes \
	--no-emit-index-url --no-emit-find-links --custom-compile-command "make lock" $(if $(UPGRADE),--upgrade)

SERVERS := PYTHONPATH=tests .venv/bin/python -m servers
# STORE=neo4j and STORE=gremlin are servers started here; their password goes through the environment, where ps does not show it.
ON_STORE = $(if $(filter neo4j gremlin,$(STORE)),$(SERVERS) with $(STORE) .venv/bin/identity-graph,.venv/bin/identity-graph --store "$(STORE)")

.DEFAULT_GOAL := help
.DELETE_ON_ERROR:
.PHONY: help setup setup-dev names demo serve neo4j gremlin servers-stop test check format bench lock wheel clean

help: ## list these targets
	@sed -n 's/^\([a-z0-9-]*\):.*## \(.*\)/\1|\2/p' Makefile | while IFS='|' read -r name text; do \
		printf '  make %-12s %s\n' "$$name" "$$text"; done
	@echo
	@echo 'Settings: STORE=$(STORE)  PYTHON=/path/to/python3.11  WORKERS=$(WORKERS)  TESTS=tests/unit'
	@echo 'STORE=neo4j or STORE=gremlin: a server started here. Any other STORE is a URL.'

setup: .venv/runtime.installed names ## make .venv from requirements.lock: all that running it needs

setup-dev: .venv/dev.installed names ## the same with requirements-dev.lock: all that tests and checks need

names: .venv/names.compiled ## compile what compares names, where a C compiler is: five times as fast

demo: .venv/runtime.installed ## generate a sample of 12 countries, load it, resolve it, show what came out
	$(ON_STORE) demo --folder demo

serve: .venv/runtime.installed ## serve the graph in STORE over GraphQL on this machine
	$(ON_STORE) serve

neo4j: .venv/runtime.installed ## start a Neo4j with Browser, APOC and GDS for you to play with
	$(SERVERS) neo4j

gremlin: .venv/runtime.installed ## start a TinkerPop Gremlin Server for you to play with
	$(SERVERS) gremlin

servers-stop: .venv/runtime.installed ## stop both
	$(SERVERS) stop

test: check names ## all checks and all tests
	.venv/bin/python -m pytest -n $(WORKERS) --dist loadgroup -q $(TESTS)

check: .venv/dev.installed ## lint, format, types and layers, without changing a file
	.venv/bin/ruff check .
	.venv/bin/ruff format --check .
	.venv/bin/mypy
	PYRIGHT_PYTHON_IGNORE_WARNINGS=1 .venv/bin/pyright
	.venv/bin/lint-imports

format: .venv/dev.installed ## format the code, and mend what lint can mend
	.venv/bin/ruff format .
	.venv/bin/ruff check --fix .

bench: .venv/dev.installed .venv-peers/installed names ## measure, and write docs/results.md (takes long)
	.venv/bin/python -m benchmarks

wheel: .venv/dev.installed ## build the wheel into dist/
	.venv/bin/python -m build --wheel --no-isolation --outdir dist .

lock: .venv/bin/uv ## write both lock files anew from pyproject.toml; UPGRADE=1 takes the newest versions
	$(LOCK) pyproject.toml --extra neptune --extra analytics --group build --output-file requirements.lock
	$(LOCK) pyproject.toml --extra neptune --extra analytics --group dev --constraint requirements.lock --output-file requirements-dev.lock

clean: ## stop the servers; remove .venv, the demo and all that was built or cached
	[ ! -d .servers ] || [ ! -x .venv/bin/python ] || $(SERVERS) stop
	rm -rf *.so identity_graph/normalize/naming/*.so .servers .venv .venv-peers demo dist build .mypy_cache .ruff_cache .pytest_cache .hypothesis .import_linter_cache
	find . -name __pycache__ -type d -prune -exec rm -rf {} +

.venv/bin/python:
	@python="$(PYTHON)"; \
	for name in python3.11 python3.12 python3.13 python3 python; do \
		[ -n "$$python" ] && break; \
		"$$name" -c 'import ensurepip, sys, venv; sys.exit(sys.version_info < (3, 11))' 2>/dev/null && python="$$name"; \
	done; \
	if [ -z "$$python" ]; then \
		echo 'No Python 3.11 or newer with the venv module was found.' >&2; \
		echo 'Install one (Debian, Ubuntu: apt install python3 python3-venv), or: make PYTHON=/path/to/python3.11' >&2; \
		exit 1; \
	fi; \
	"$$python" -m venv .venv

.venv/runtime.installed: requirements.lock pyproject.toml | .venv/bin/python
	$(PIP) install --quiet --require-hashes -r requirements.lock
	$(PIP) install --quiet --no-deps --no-build-isolation --editable .
	@touch $@

.venv/dev.installed: requirements-dev.lock .venv/runtime.installed
	$(PIP) install --quiet --require-hashes -r requirements-dev.lock
	@touch $@

# A build server must be able to compile; anywhere else names are compared in plain Python where that fails.
.venv/names.compiled: hatch_build.py $(wildcard identity_graph/normalize/naming/*.py) | .venv/runtime.installed
	@echo 'Compiling names: some 40 seconds, once.'
	@.venv/bin/python hatch_build.py || { [ -z "$$CI" ] && echo 'Names stay in plain Python.' >&2; }
	@touch $@

# What is only measured against, some of it GPL, in an environment of its own: nothing of it is shipped or imported.
.venv-peers/installed: benchmarks/peers/requirements.txt | .venv/bin/python
	.venv/bin/python -m venv .venv-peers
	.venv-peers/bin/python -m pip --disable-pip-version-check install --quiet -r benchmarks/peers/requirements.txt
	@touch $@

.venv/bin/uv: | .venv/bin/python # not .venv/dev.installed: the lock files may not be there yet
	$(PIP) install --quiet uv
