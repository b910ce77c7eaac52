# Everything that is done with Handrail in a checkout. `make help` lists it.
.DEFAULT_GOAL := help
SHELL := /bin/sh
MAKEFLAGS += --no-print-directory
PORT ?= 8000
BIN := .venv/bin

.PHONY: help demo demo-reset demo-days setup test page-budgets pictures attack attack-year test-engines test-postgres test-postgres-whole test-next test-on stress check fix bench bench-figures index-use mutate mutate-pathway mutate-django bench-access lock permissions audit sbom release test-upgrade

help: ## This list
	@awk -F ':.*## ' '/^[a-z-]+:.*## / {printf "  make %-14s %s\n", $$1, $$2}' $(MAKEFILE_LIST)

demo: ## Build what is missing, load the demo and serve it on http://localhost:8000 (PORT=8080 changes that)
	@exec scripts/demo "$(PORT)"

demo-reset: ## Throw the demo's databases away, then the same as make demo
	@exec scripts/demo "$(PORT)" reset

demo-days: setup ## Load the demo and open its pages on many days, the clock set by faketime (DAYS=real DRAWN=4, FROM=2027-01-01 CONSECUTIVE=400, SEED, WORKERS, LINKS=yes)
	@env -u HANDRAIL_DATABASE_URL -u HANDRAIL_KEYS_DATABASE_URL $(BIN)/python scripts/demo_days --days $(or $(DAYS),list) --drawn $(or $(DRAWN),60) \
		--consecutive $(or $(CONSECUTIVE),0) $(if $(FROM),--first $(FROM)) $(if $(SEED),--seed $(SEED)) --workers $(or $(WORKERS),2) $(if $(LINKS),--links)

setup: ## Environment, locked packages and page assets, for development; make demo and make test rest on it
	@scripts/setup dev

test: setup ## The whole suite on SQLite, in Chromium too where one is found (ARGS="-k vault" narrows it)
	@env -u HANDRAIL_DATABASE_URL -u HANDRAIL_KEYS_DATABASE_URL scripts/run-tests $(ARGS)

test-postgres: setup ## The whole suite on PostgreSQL, in a cluster that is made for it and thrown away
	@scripts/with-postgres scripts/run-tests $(ARGS)

test-postgres-whole: setup ## The same with every test that touches a database, pages and browsers too: about an hour on two cores
	@EVERY_TEST=1 scripts/with-postgres scripts/run-tests $(ARGS)

test-next: setup ## The suite on SQLite with the newest Django and Jinja, pre-releases included
	@env -u HANDRAIL_DATABASE_URL -u HANDRAIL_KEYS_DATABASE_URL scripts/test-next $(ARGS)

page-budgets: setup ## Height, links, buttons and words of two pages of each address of the demo, on a phone and at a desk, as each role
	@PAGES_OF_EACH=2 scripts/run-tests --numprocesses 0 tests/browser/test_demo_page_budgets.py

test-on: setup ## The suite on another day: DATE="2028-02-29 10:00" in London (SECOND=1: the second time that this hour is passed)
	@env -u HANDRAIL_DATABASE_URL -u HANDRAIL_KEYS_DATABASE_URL scripts/with-clock "$(DATE)" scripts/run-tests $(ARGS)

stress: setup ## The long races, on SQLite
	@STRESS=1 scripts/run-tests -m stress $(ARGS)

check: setup ## Format, lint, types and import contracts: under a minute
	@$(BIN)/ruff format --check --quiet --output-format concise
	@$(BIN)/ruff check --quiet --output-format concise
	@$(BIN)/lint-imports >var/lint-imports.log 2>&1 || { cat var/lint-imports.log; exit 1; }
	@$(BIN)/mypy
	@echo "Format, lint, import contracts and types are in order."

fix: setup ## Mend what a machine can mend: format and lint
	@$(BIN)/ruff format
	@$(BIN)/ruff check --fix

pictures: setup ## Take the pictures of the README and of the help pages anew, from the demo that is loaded
	@$(BIN)/python scripts/make_pictures.py $(ARGS)

bench: setup ## Measure the main pages at 10,000 cases, each beside a bare page; also written to var/bench.json
	@$(BIN)/python -m bench $(ARGS)

bench-access: setup ## What the access policy and the trail cost a page: with and without, in one run
	@$(BIN)/python -m bench.access_cost $(ARGS)

bench-figures: setup ## Count the national pack of 10,000 and 1,000,000 facts beside SQL by hand (docs/scaling.md)
	@$(BIN)/python -m bench.figures $(ARGS)

index-use: setup ## Which indexes stand in no plan of PostgreSQL: every page as everybody and every action, an hour on two cores (ARGS=tests/people/money narrows it)
	@scripts/with-postgres $(BIN)/python -m bench.index_use $(ARGS)

attack: setup ## Everybody attacks every room, and what is said is held against the access policy: half an hour (var/attack; ARGS="-k justice" narrows it)
	@rm -rf var/attack
	@STRESS=1 scripts/run-tests -m attack tests/permissions/attack $(ARGS)

attack-year: setup ## Every measure of a year of 43 areas attacked, with leaks planted beside each: some minutes
	@STRESS=1 scripts/run-tests --numprocesses 0 tests/stress/test_every_measure_of_a_year.py

test-engines: setup ## Measures on PostgreSQL, ClickHouse and Spark too: brings the last two beside the checkout, 1.3 GB (docs/scaling.md)
	@$(BIN)/uv pip install --quiet --python $(BIN)/python --target var/engines "chdb>=4.4" "pyspark>=4.0,<4.1"
	@PYTHONPATH=var/engines scripts/with-postgres scripts/run-tests --numprocesses 0 tests/insight/measures/test_every_measure.py

mutate: mutate-pathway mutate-django ## How many small faults the tests notice: in the pathway's rules, then in the access policy and the trail

mutate-pathway: setup ## The same for the pathway's rules alone: an hour (ARGS="counting states" narrows it)
	@.venv/bin/python scripts/mutate $(ARGS)

mutate-django: setup ## The same for the access policy and the chain of the trail: hours (ARGS="--sample 30" narrows it)
	@.venv/bin/python scripts/mutate-django $(ARGS)

permissions: setup ## Write docs/permissions.md anew: which role opens which address (ARGS="-k test_housing" asks one room)
	@WRITE_PERMISSIONS=1 scripts/run-tests tests/permissions/test_table.py tests/permissions/test_situations.py $(ARGS)

audit: setup ## Ask the advisory services about every locked package (docs/security/packages.md)
	@scripts/audit

sbom: ## Write the inventory of locked packages as CycloneDX JSON to var/sbom.json
	@mkdir -p var
	@scripts/audit --sbom var/sbom.json

release: setup ## Wheel, inventory, changes and checksums of a tagged commit in var/release
	@scripts/release

test-upgrade: setup ## Tests of the last release on the tables of this checkout (docs/releases.csv)
	@scripts/test-upgrade $(ARGS)

lock: setup ## Make the lock files again with the newest releases that pyproject.toml allows
	@scripts/lock
