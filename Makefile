# Two commands matter: `make demo` and `make test`. Both set everything up first.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
READY := $(VENV)/.ready

.PHONY: demo test postgres chromium scrapyd peers check format docs golden setup clean

setup: $(READY)

# Debian ships venv without pip's wheels: pip can still install into such an environment from outside.
$(READY): pyproject.toml constraints.txt
	$(PYTHON) -m venv $(VENV) 2>/dev/null || { rm -rf $(VENV); $(PYTHON) -m venv --without-pip $(VENV); }
	$(BIN)/python -m pip --version >/dev/null 2>&1 || $(PYTHON) -m pip --python $(BIN)/python install --quiet pip
	$(BIN)/python -m pip install --quiet --disable-pip-version-check -c constraints.txt -e '.[dev]'
	touch $@

demo: setup
	$(BIN)/python -m examples.demo

test: setup
	$(BIN)/python -m pytest

# Servers and browsers that some tests need. `make test` uses what is there, and says what it skips.
postgres: setup
	$(BIN)/python -m tools.postgres --install true

# What `javascript = true` needs: Debian's Chromium, and Playwright without a browser of its own.
chromium: setup
	command -v chromium >/dev/null || { apt-get update -qq && apt-get install -y -qq chromium; }
	$(BIN)/python -m pip install --quiet --disable-pip-version-check -c constraints.txt -e '.[javascript]'

scrapyd: setup
	$(BIN)/python -m pip install --quiet --disable-pip-version-check -c constraints.txt scrapyd

# The tools that the benchmarks measure beside ours. pip before 24 stumbles over what they ask of lxml.
peers: setup
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --upgrade 'pip>=24'
	$(BIN)/python -m pip install --quiet --disable-pip-version-check -c constraints.txt -e '.[bench]'

check: setup
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	$(BIN)/mypy
	$(BIN)/python -m pytest

format: setup
	$(BIN)/ruff format .
	$(BIN)/ruff check --fix .

# Pages that follow from the source: rules, settings, commands, the schema of copydesk.toml.
docs: setup
	$(BIN)/python docs/build.py

# Every output anew, and then the diff is read.
golden: setup
	COPYDESK_GOLDEN=1 $(BIN)/python -m pytest tests/test_formats.py

clean:
	rm -rf $(VENV) .demo .pytest_cache .mypy_cache .ruff_cache
