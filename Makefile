# `make preview` and `make test` set up all they need in .venv; each can be run first.

PYTHON ?= $(shell command -v python3.11 || command -v python3)
PIP     = .venv/bin/python -m pip install --quiet --disable-pip-version-check --constraint requirements.lock
SAMPLE ?= samples/putin-territorial-gains.txt

.PHONY: preview test lint format golden pictures docs benchmarks lock clean

preview: .venv/installed  ## make a digest of the sample and say where it is
	.venv/bin/digest preview $(SAMPLE)

test: .venv/installed-dev  ## run all tests
	.venv/bin/python -m pytest

lint: .venv/installed-dev  ## style, types and the layers of imports
	.venv/bin/ruff check .
	.venv/bin/ruff format --check .
	.venv/bin/mypy
	.venv/bin/lint-imports

format: .venv/installed-dev  ## put the code into form
	.venv/bin/ruff check --fix .
	.venv/bin/ruff format .

pictures: .venv/installed-dev  ## take the pictures of the docs again, with Chromium
	.venv/bin/python -m tests.browser.pictures

golden: .venv/installed-dev  ## write the golden messages again; review the difference like code
	.venv/bin/python -m tests.golden.refresh

benchmarks: .venv/installed-dev  ## install what the benchmarks need; benchmarks/README.md lists them
	$(PIP) --editable '.[benchmarks]'

docs: .venv/installed-dev  ## write the references of the command line and of the rules again
	.venv/bin/python -m digest.cli.reference > docs/cli.md
	.venv/bin/python -m digest.check.reference > docs/rules.md

lock: .venv/installed-dev  ## choose the newest versions of everything again
	$(PIP) uv
	.venv/bin/uv pip compile pyproject.toml --all-extras --universal --python-version 3.11 --no-annotate \
	  --upgrade --custom-compile-command "make lock" --output-file requirements.lock

clean:  ## remove what these commands made
	rm -rf .venv out dist

.venv/bin/python:
	$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11) and "digest needs Python 3.11 or newer: make PYTHON=/path/to/python3.11")'
	$(PYTHON) -m venv .venv

.venv/installed: .venv/bin/python pyproject.toml requirements.lock
	$(PIP) --editable .
	@touch $@

.venv/installed-dev: .venv/installed
	$(PIP) --editable '.[dev]'
	@touch $@
