# make run    serves the line on this machine
# make call   calls it, in a second terminal; KEYS="2 3" presses by itself
# make test   everything that must hold
# make bench  how fast the line is, beside others: docs/benchmarks.md

PYTHON ?= python3
IVR = .venv/bin/python -m ivr

.PHONY: run call test bench prompts editor lock clean

run: .venv/run
	@$(IVR) serve

call: .venv/run
	@$(IVR) call $(foreach key,$(KEYS),'$(key)')

prompts: .venv/run
	@$(IVR) prompts make

test: .venv/test
	@.venv/bin/python -m ruff format --check --quiet . || { echo "Layout: .venv/bin/ruff format ."; exit 1; }
	@.venv/bin/python -m ruff check --quiet .
	@.venv/bin/python -m mypy
	@.venv/bin/lint-imports --no-logo
	@.venv/bin/python -m pytest -n $$(($$(nproc) + 1))

bench: .venv/test .venv-bench/peers
	@.venv/bin/python -m tests.bench $(if $(QUICK),--quick)

editor:
	@npm ci --prefix ivr/studio/codemirror --ignore-scripts --no-audit --no-fund --silent
	@npm run --prefix ivr/studio/codemirror --silent build

lock: .venv/test
	@.venv/bin/python -m pip install --quiet uv
	@.venv/bin/uv pip compile --quiet --universal --python-version 3.11 --generate-hashes requirements.in -o requirements.txt
	@.venv/bin/uv pip compile --quiet --universal --python-version 3.11 --generate-hashes requirements-dev.in -o requirements-dev.txt
	@.venv/bin/uv pip compile --quiet --universal --python-version 3.11 --generate-hashes requirements-bench.in -o requirements-bench.txt

clean:
	rm -rf .venv .venv-bench var .coverage .hypothesis .mypy_cache .pytest_cache .ruff_cache .import_linter_cache

# The environment is built from the locked files, and built again when they change. They name everything (--no-deps):
# older versions of pip look for a newer release of what a library asks for with an extra, and refuse that.
.venv/run: requirements.txt | .venv/python
	@echo "Installing what the line needs ..."
	@.venv/bin/python -m pip install --quiet --disable-pip-version-check --require-hashes --no-deps --requirement requirements.txt
	@touch $@

.venv/test: requirements-dev.txt .venv/run
	@echo "Installing what the tests need ..."
	@.venv/bin/python -m pip install --quiet --disable-pip-version-check --require-hashes --no-deps --requirement requirements-dev.txt
	@touch $@

.venv-bench/peers: requirements-bench.txt
	@echo "Installing what the line is held against ..."
	@$(PYTHON) -m venv .venv-bench
	@.venv-bench/bin/python -m pip install --quiet --disable-pip-version-check --require-hashes --no-deps --requirement requirements-bench.txt
	@touch $@

.venv/python:
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || { echo "Missing: Python 3.11 or later (apt-get install python3)"; exit 1; }
	@$(PYTHON) -m venv .venv >/dev/null || { rm -rf .venv; echo "Missing: python3-venv (apt-get install python3-venv)"; exit 1; }
	@touch $@
