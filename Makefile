# Two commands do everything: `make run` and `make test`. `make` alone prints what there is.
SHELL := /bin/sh
.DEFAULT_GOAL := help
PORT ?= 8000
VENV := .venv
PY := $(VENV)/bin/python
# The newest Python from 3.11 on that is installed.
PYTHON ?= $(shell for p in python3.13 python3.12 python3.11 python3.14 python3; do \
	command -v $$p >/dev/null 2>&1 && $$p -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null && echo $$p && break; done)
export PIP_DISABLE_PIP_VERSION_CHECK := 1

help: ## this list
	@awk -F':.*## ' '/^[a-z][a-z-]*:.*## / { printf "make %-18s %s\n", $$1, $$2 }' $(MAKEFILE_LIST)

run: $(VENV)/.run-ready ## set up, load the starter content, build the index and serve on http://localhost:8000/
	@PORT=$(PORT) $(PY) manage.py start

dev: $(VENV)/.run-ready ## as `make run`, with DEBUG on
	@DEBUG=1 PORT=$(PORT) $(PY) manage.py start

test: $(VENV)/.test-ready ## everything: style, types, imports, settings, templates, tests
	@$(PY) -m tests.everything

test-quick: $(VENV)/.test-ready ## the tests without a browser
	@$(PY) -m pytest -n 2 --dist loadgroup -m "not browser and not java and not node"

test-postgres: $(VENV)/.test-ready ## the tests on PostgreSQL: an own server, or TEST_DATABASE_URL=postgres://user:password@host/name
	@$(if $(TEST_DATABASE_URL),,$(PY) -m tests.postgresql) $(PY) -m pytest -n 2 --dist loadgroup -m "not only_sqlite"

test-elasticsearch: $(VENV)/.test-ready ## the contract of search on a live Elasticsearch 8; ELASTICSEARCH_VERSION=9.2.0 for another; needs a JDK and Maven
	@$(PY) -m pytest -n 2 --dist loadgroup -k elastic tests/elasticsearch tests/search/backends/test_contract.py

relevance: $(VENV)/.test-ready ## the judged questions on both engines, per kind; ACCEPT=1 keeps the scores to compare with; FROZEN=1 those nobody tunes on
	@$(PY) -m lab.relevance $(if $(ACCEPT),--accept) $(if $(FROZEN),--frozen)

prove: $(VENV)/.test-ready ## faults, load and large volumes; TINY=1 as small as it goes; RULES=folder with published rules; figures are kept in docs/bewijs.md
	@RULES=$(RULES) $(PY) -m lab.prove $(if $(TINY),--tiny)

prove-install: $(VENV)/.test-ready ## the manual walked twice from an empty tree; FROM=<commit> upgrades from that release and goes back; needs PostgreSQL, nginx
	@$(PY) -m lab.prove_install $(FROM)

sbom: $(VENV)/.test-ready ## everything that is shipped, with version and licence, as CycloneDX; OUT=<file>
	@$(PY) -m lab.parts $(OUT)

# Strict, because what could not be asked is no good news.
audit: $(VENV)/.test-ready ## known holes in what is shipped, by the advisories of PyPI; needs a machine that reaches them
	@for lock in requirements.lock requirements-pdf.lock; do $(VENV)/bin/pip-audit --strict --require-hashes --disable-pip -r $$lock || \
		{ echo "Something has a known hole, or could not be asked about: see above."; exit 1; }; done

elasticsearch: $(VENV)/.test-ready ## a real Elasticsearch on http://127.0.0.1:9200/ without Docker, for SEARCH_URL; needs a JDK and Maven
	@$(PY) -m tests.elasticsearch

parity: $(VENV)/.test-ready ## both engines answer 2,000 questions the same; PAGES=10000 for a site of so many pages
	@$(PY) -m lab parity $(if $(PAGES),pages=$(PAGES))

frontend: $(VENV)/.test-ready ## rebuild style sheet and script
	@$(PY) frontend/build.py

format: $(VENV)/.test-ready ## write code the house way
	@$(PY) -m ruff check --fix . ; $(PY) -m ruff format .

lock: ## pin exact versions with hashes (needs uv)
	@for name in requirements requirements-pdf requirements-dev; do \
		uv pip compile --quiet --universal --generate-hashes --no-emit-index-url --no-emit-find-links --python-version 3.11 \
		--custom-compile-command "make lock" $$name.txt -o $$name.lock; done

clean: ## remove the environment and everything this machine made; editors' work in var/ included
	@rm -rf $(VENV) var frontend/node_modules

$(VENV)/bin/python:
	@test -n "$(PYTHON)" || { echo "Python 3.11 or newer is missing. On Debian or Ubuntu: apt-get install python3 python3-venv make"; exit 2; }
	@$(PYTHON) -c 'import ensurepip, venv' 2>/dev/null || { echo "Python cannot make environments. On Debian or Ubuntu: apt-get install python3 python3-venv make"; exit 2; }
	@echo "Setting up the environment with $$($(PYTHON) --version) …"
	@$(PYTHON) -m venv $(VENV)

# The second list is optional (ADR 0021): the site runs without it, so a machine that cannot have it is told so.
$(VENV)/.run-ready: requirements.lock requirements-pdf.lock | $(VENV)/bin/python
	@test -e $(VENV)/.test-ready -a $(VENV)/.test-ready -nt requirements.lock || { echo "Installing packages …"; \
		$(PY) -m pip install --quiet --require-hashes -r requirements.lock && \
		{ $(PY) -m pip install --quiet --require-hashes -r requirements-pdf.lock || \
		echo "No Typst for this machine: cards print as a page, not as a PDF."; }; }
	@touch $@

$(VENV)/.test-ready: requirements-dev.lock | $(VENV)/bin/python
	@echo "Installing packages for development …"
	@$(PY) -m pip install --quiet --require-hashes -r requirements-dev.lock
	@touch $@

.PHONY: help run dev test test-quick test-postgres test-elasticsearch relevance prove prove-install sbom audit elasticsearch parity frontend format lock clean
