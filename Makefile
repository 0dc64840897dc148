# Trefpunt. `make` tells what there is. Needs Python 3.11 or newer and make.
.DEFAULT_GOAL := help
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
TREFPUNT := $(BIN)/trefpunt
POT := var/messages.pot
PARTICIPANT_POT := var/participant.pot
PARTICIPANT_LANGUAGES := ar ti uk tr pl
EXTRACT := $(BIN)/pybabel extract --keyword lazy_gettext --sort-by-file --no-location
UPDATE := $(BIN)/pybabel update --no-fuzzy-matching --ignore-obsolete --ignore-pot-creation-date --output-dir web/translations --no-wrap

help: ## Show what can be made
	@grep -hE '^[a-z-]+:.*## ' $(MAKEFILE_LIST) | awk -F':.*## ' '{printf "  make %-13s %s\n", $$1, $$2}'

$(VENV)/.installed: requirements.lock pyproject.toml
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' \
		|| { echo 'Trefpunt needs Python 3.11 or newer. Choose one: make PYTHON=python3.12 $(MAKECMDGOALS)'; exit 1; }
	@$(PYTHON) -m venv $(VENV) \
		|| { echo 'Python cannot make a virtual environment here. On Debian: apt install python3-venv'; exit 1; }
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-deps --require-hashes -r requirements.lock
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation -e .
	@$(BIN)/python -m solver.kernel.compilation >/dev/null 2>&1 & # takes a minute; nobody waits for it
	@touch $@

install: $(VENV)/.installed ## Make .venv with all that Trefpunt needs

demo: install ## Plan the demo event and serve it on http://127.0.0.1:8000
	$(TREFPUNT) demo

demo-reset: install ## Throw the demo data away and start over
	$(TREFPUNT) demo --reset

run: install ## Serve your own events, with the worker
	$(TREFPUNT) serve

worker: install ## Run one more worker
	$(TREFPUNT) worker

test: install ## Run the whole test suite; what the machine lacks is named at the end
	$(BIN)/python -m pytest -n auto

check: install ## All that must hold before a change is handed in
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	$(BIN)/mypy
	$(BIN)/lint-imports
	$(BIN)/python -m pytest -n auto --cov --cov-report=term

fix: install ## Let the formatter and the linter mend what they can
	$(BIN)/ruff check --fix .
	$(BIN)/ruff format .

migrate: install ## Bring the database to the newest schema
	$(TREFPUNT) migrate

translations: install ## Collect the texts, bring the catalogues up to date, compile them
	@mkdir -p var
	$(EXTRACT) --mapping-file pyproject.toml --output-file $(POT) .
	$(EXTRACT) --mapping-file web/translations/participant.toml --output-file $(PARTICIPANT_POT) .
	$(UPDATE) --input-file $(POT) --locale en
	for language in $(PARTICIPANT_LANGUAGES); do $(UPDATE) --input-file $(PARTICIPANT_POT) --locale $$language || exit 1; done
	$(BIN)/pybabel compile --directory web/translations

docs: install ## Check that the documentation names what the code has
	$(BIN)/python -m pytest -q tests/architecture

bench: install ## Measure what docs/benchmarks.md reports (takes minutes)
	$(BIN)/python -m bench

lock: install ## Renew requirements.lock from pyproject.toml
	$(BIN)/python -m pip install --quiet uv
	$(BIN)/uv pip compile pyproject.toml --group dev --universal --python-version 3.11 \
		--generate-hashes --no-header --no-emit-index-url --no-emit-find-links --upgrade -o requirements.lock

.PHONY: help install demo demo-reset run worker test check fix migrate translations docs bench lock
