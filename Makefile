# One target for each arrow of docs/architecture.md. `make` or `make help` lists them; every target
# first creates the environment, if it is missing or older than the lock.

PYTHON ?= $(shell command -v python3.11 || command -v python3 || command -v python)
OCTOKIT ?=
SOURCE ?=
LOCKED ?=
DRAFT ?=
CHECKLIST ?=
UPGRADE ?=
SEED ?= 1
BASE ?= origin/main
REPORT ?=
TAG ?=
IMAGE ?= copilot-metrics
# Worker processes of the tests; 0 runs them in pytest's own process, where a debugger works.
JOBS ?= 2
# The machine's date in the tests: shifted by this many days, or set to a day such as 2028-02-29.
SHIFT_DAYS ?=
DATE :=

# Values from outside are data. Commands get them through the environment only, never in the text of a
# recipe, and make expands nothing in them: a tag may be named `v1;touch x` or `$(shell touch x)`.
$(foreach name,BASE CHECKLIST DIFF DRAFT FAIL_ON FILES LAKE LOCKED OCTOKIT SOURCE UPGRADE REPORT TAG IMAGE JOBS PARTS ORG ENTERPRISE BASE_URL DAYS DRY_RUN,\
	$(if $(value $(name)),$(eval override $(name) := $$(value $(name)))$(eval export $(name))))

VENV := .venv
BIN_FOLDER := $(if $(filter Windows_NT,$(OS)),Scripts,bin)
BIN := $(VENV)/$(BIN_FOLDER)
# Every tool runs as a module: installed scripts contain an absolute path, which breaks if the
# folder is moved or has a space in its name.
PY := $(BIN)/python
STAMP := $(VENV)/.installed
RIVALS := .cache/rivals

# The collector has its own environment with the built wheel of the package: it runs on the
# distribution that users install, never on generated/ itself.
COLLECTOR := services/collector
COLLECTOR_PY := .venv/$(BIN_FOLDER)/python
COLLECTOR_STAMP := $(COLLECTOR)/.venv/.installed
WHEEL := .cache/wheel

# Not from requirements/: its Python package downloads the same file during the installation.
ACTIONLINT_VERSION := 1.7.12
ACTIONLINT_SHA256 := 8aca8db96f1b94770f1b0d72b6dddcb1ebb8123cb3712530b08cc387b349a3d8
ACTIONLINT := .cache/actionlint-$(ACTIONLINT_VERSION)

# The repository that package pages link to; without it they do not link to files.
REPOSITORY_URL ?=
export REPOSITORY_URL

define CHECK_PYTHON
{ test -n "$(PYTHON)" || { echo "No Python found: install 3.11 or later, or name one with PYTHON=." >&2; exit 1; }; } && \
{ "$(PYTHON)" -c "import sys; sys.exit(sys.version_info < (3, 11))" || { echo "$(PYTHON) is not Python 3.11 or later: name another one with PYTHON=." >&2; exit 1; }; }
endef

define SHIFT_CLOCK
if [ -n "$(SHIFT_DAYS)$(DATE)" ]; then \
	SHIFT_DAYS=$$($(PY) -c "import datetime as d; print(int('$(SHIFT_DAYS)' or (d.date.fromisoformat('$(DATE)') - d.datetime.now(d.UTC).date()).days))" 2>/dev/null) || \
	{ echo "error: expected SHIFT_DAYS=280 (a number of days) or DATE=2028-02-29 (a day)" >&2; exit 2; }; \
	export SHIFT_DAYS PYTHONPATH="$(CURDIR)/tests/shifted"; \
fi
endef

# $(1): the package's Python; $(2): the collector's, relative to its folder.
define RUN_TESTS
$(SHIFT_CLOCK); $(1) -m pytest -q -n "$$JOBS" --dist worksteal; code=$$?; \
cd $(COLLECTOR) && $(2) -m pytest -q -n "$$JOBS" --dist worksteal && exit $$code
endef

define RUN_TESTS_WITHIN_BOUNDS
$(PY) -m tests.bounds $(1) $(WHEEL)/*.whl && \
{ $(call RUN_TESTS,.cache/$(1)/package/$(BIN_FOLDER)/python,../../.cache/$(1)/collector/$(BIN_FOLDER)/python); }
endef

LINTED := generator templates tests recording benchmarks examples services website

.DEFAULT_GOAL := help
.PHONY: help setup demo generate check lint format types test test-newest test-lowest test-programs kill-test soundness bench record spec-update diff drift bump dist test-sdist test-install image test-image docs release-check audit actionlint lock clean

help: ## list the targets
	@awk -F ':.*## ' '/^[a-z-]+:.*## / { printf "  %-13s %s\n", $$1, $$2 }' $(firstword $(MAKEFILE_LIST))

setup: $(STAMP) $(COLLECTOR_STAMP) ## create the environments: everything locked by version and hash, then the project itself

$(STAMP): requirements/dev.txt pyproject.toml
	@echo "making $(VENV) from requirements/dev.txt" >&2
	@$(PY) -m pip --version >/dev/null 2>&1 || { $(CHECK_PYTHON) && "$(PYTHON)" -m venv --clear $(VENV); }
	@$(PY) -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements/dev.txt
	@$(PY) -m pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation --editable .
	@touch $(STAMP)

$(WHEEL)/.built: $(STAMP) pyproject.toml $(shell find generated -name '*.py')
	@rm -rf $(WHEEL)
	@$(PY) -m build --wheel --no-isolation --quiet --outdir $(WHEEL) .
	@touch $@

$(COLLECTOR_STAMP): requirements/collector.txt $(COLLECTOR)/pyproject.toml $(WHEEL)/.built
	@echo "making $(COLLECTOR)/.venv from requirements/collector.txt and the wheel" >&2
	@cd $(COLLECTOR) && { $(COLLECTOR_PY) -m pip --version >/dev/null 2>&1 || ../../$(PY) -m venv --clear .venv; }
	@cd $(COLLECTOR) && $(COLLECTOR_PY) -m pip install --quiet --disable-pip-version-check --require-hashes -r ../../requirements/collector.txt
	@cd $(COLLECTOR) && $(COLLECTOR_PY) -m pip install --quiet --disable-pip-version-check --no-deps --force-reinstall ../../$(WHEEL)/*.whl
	@cd $(COLLECTOR) && $(COLLECTOR_PY) -m pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation --editable .
	@touch $@

generate: $(STAMP) ## spec/ and templates/ -> generated/
	@$(PY) -m generator generate

demo: generate $(COLLECTOR_STAMP) ## try it without a token: generate, start a fake GitHub, run the client and the collector against it
	@$(PY) examples/demo.py
	@cd $(COLLECTOR) && $(COLLECTOR_PY) examples/demo.py ../../.cache/demo

check: $(STAMP) ## prove that generated/ is exactly what spec/ and templates/ produce
	@$(PY) -m generator check

lint: $(STAMP) ## style of the Python, completeness of the entries in spec/, security of the workflows
	@$(PY) -m ruff check $(LINTED)
	@$(PY) -m ruff format --check $(LINTED)
	@$(PY) -m generator lint
	@$(BIN)/zizmor --offline --persona pedantic --quiet .github action.yml .pre-commit-hooks.yaml

format: $(STAMP) ## rewrite the hand-written Python in the project's style, and the list of modules in docs/architecture.md
	@$(PY) -m ruff check --fix-only $(LINTED)
	@$(PY) -m ruff format $(LINTED)
	@$(PY) -m tests.frame.module_list

types: $(STAMP) $(COLLECTOR_STAMP) ## mypy --strict and pyright over everything, the generated package included
	@$(PY) -m mypy
	@$(PY) -m basedpyright
	@cd $(COLLECTOR) && ../../$(PY) -m mypy --python-executable $(COLLECTOR_PY)
	@$(PY) -m basedpyright --project $(COLLECTOR)

test: $(STAMP) $(COLLECTOR_STAMP) ## the test suites: the package, its generator, the diff; then the collector (JOBS=0 for one process; SHIFT_DAYS=280 or DATE=2028-02-29 for another date)
	@$(call RUN_TESTS,$(PY),$(COLLECTOR_PY))

test-newest: $(STAMP) $(WHEEL)/.built ## both test suites with the newest dependencies that both pyproject.toml files allow
	@$(call RUN_TESTS_WITHIN_BOUNDS,newest)

test-lowest: $(STAMP) $(WHEEL)/.built ## both test suites with the lowest dependencies that both pyproject.toml files allow
	@$(call RUN_TESTS_WITHIN_BOUNDS,lowest)

# Tests that need a missing program are skipped. Installed programs are not installed again.
test-programs: ## install the optional programs of the collector's tests: Chromium, PostgreSQL, Prometheus (Debian and Ubuntu, as root)
	@missing=""; \
	command -v chromium >/dev/null || command -v google-chrome >/dev/null || missing="$$missing chromium"; \
	ls /usr/lib/postgresql/*/bin/initdb >/dev/null 2>&1 || missing="$$missing postgresql"; \
	command -v promtool >/dev/null || missing="$$missing prometheus"; \
	test -z "$$missing" || { apt-get -qq update && \
		DEBIAN_FRONTEND=noninteractive apt-get -qq install --yes --no-install-recommends $$missing >/dev/null; }

kill-test: $(COLLECTOR_STAMP) ## kill the collector 200 times during a sync; `make test` does it 20 times
	@cd $(COLLECTOR) && KILLS=200 $(COLLECTOR_PY) -m pytest -q tests/kill

soundness: $(STAMP) ## check random pairs of schemas with an independent oracle: missed breaks, crashes, false breaks (SEED=1)
	@$(PY) -m tests.compare.soundness --seed '$(SEED)'

bench: ## measure this project and comparable tools in one run (PARTS="generator rows …" for some of it)
	@$(CHECK_PYTHON)
	@"$(PYTHON)" -m generator.with_options PARTS benchmarks.parts
	@$(MAKE) --no-print-directory $(STAMP) $(COLLECTOR_STAMP) $(RIVALS)/.installed
	@$(PY) -m generator.with_options PARTS benchmarks

$(RIVALS)/.installed: requirements/bench.txt
	@echo "fetching the rivals of requirements/bench.txt" >&2
	@rm -rf $(RIVALS)
	@$(PY) -m pip install --quiet --disable-pip-version-check --require-hashes --no-deps --target $(RIVALS) -r requirements/bench.txt
	@touch $@

record: $(STAMP) ## record GitHub's responses as scrubbed fixtures (ORG= ENTERPRISE= BASE_URL= DAYS= DRY_RUN=1; needs GITHUB_TOKEN)
	@$(PY) -m recording $(if $(ORG),--org="$$ORG") $(if $(ENTERPRISE),--enterprise="$$ENTERPRISE") \
		$(if $(BASE_URL),--base-url="$$BASE_URL") $(if $(DAYS),--days="$$DAYS") $(if $(DRY_RUN),--dry-run)

spec-update: $(STAMP) ## fetch GitHub's newest description, rewrite spec/, report the effect (OCTOKIT=<version>, SOURCE=<file>, LOCKED=1, DRAFT=1)
	@$(PY) -m generator spec-update $(if $(OCTOKIT),--octokit="$$OCTOKIT") $(if $(SOURCE),--source="$$SOURCE" --relock) \
		$(if $(LOCKED),--locked) $(if $(DRAFT),--draft) $(if $(REPORT),--report="$$REPORT") $(if $(CHECKLIST),--checklist="$$CHECKLIST")

diff: $(STAMP) ## report the effect of changes of spec/ since BASE=origin/main on importers (DIFF="--format markdown …" for more)
	@$(PY) -m generator.with_options DIFF generator diff --base="$$BASE"

drift: $(STAMP) ## report keys and types in files that spec/rows.yaml does not declare (FILES="…" or LAKE=DIR; DRAFT=1 writes entries; FAIL_ON=new,type,gone)
	@$(PY) -m generator.with_options FILES generator drift $(if $(LAKE),--lake="$$LAKE") $(if $(DRAFT),--draft) \
		$(if $(FAIL_ON),--fail-on="$$FAIL_ON")

bump: $(STAMP) ## set the version that the changes since BASE require in pyproject.toml and the changelog
	@$(PY) -m generator bump --base="$$BASE" --write

dist: $(STAMP) ## build the distributions into dist/, and check them (REPOSITORY_URL=https://github.com/OWNER/NAME)
	@rm -rf dist
	@for folder in . $(COLLECTOR) services/openapi; do $(PY) -m build --no-isolation --outdir dist $$folder || exit; done
	@$(PY) -m twine check --strict dist/*
	@$(PY) -m check_wheel_contents dist/*.whl

# Outside of the repository, so that only the sdist is importable.
test-sdist: dist ## unpack the sdists into an empty folder and run their own tests there
	@folder=$$(mktemp -d) && trap 'rm -rf "$$folder"' EXIT && \
	for sdist in dist/*.tar.gz; do $(PY) -m tarfile -e "$$sdist" "$$folder" || exit; done && \
	cd "$$folder"/copilot_usage_metrics-* && $(MAKE) $(STAMP) && \
	$(PY) -m pytest -q -n "$$JOBS" --dist worksteal && \
	cd "$$folder"/copilot_openapi-* && "$(CURDIR)/$(PY)" -m pytest -q && \
	cd "$$folder"/copilot_metrics_collector-* && "$(CURDIR)/$(PY)" -m venv .venv && \
	$(COLLECTOR_PY) -m pip install --quiet --disable-pip-version-check --require-hashes -r "$(CURDIR)/requirements/collector.txt" && \
	$(COLLECTOR_PY) -m pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation "$(CURDIR)"/dist/copilot_usage_metrics-*.whl . && \
	$(COLLECTOR_PY) -m pytest -q -n "$$JOBS" --dist worksteal

test-install: dist ## install the wheels with their newest dependencies into an empty environment, and run the demo there
	@folder=$$(mktemp -d) && trap 'rm -rf "$$folder"' EXIT && \
	cp $(COLLECTOR)/examples/demo.py "$$folder" && \
	printf 'lake = "lake"\n\n[teams]\nwindow = 28\n' > "$$folder/copilot-metrics.toml" && \
	$(PY) -m venv "$$folder/.venv" && cd "$$folder" && \
	$(COLLECTOR_PY) -m pip install --quiet --disable-pip-version-check "$(CURDIR)"/dist/*.whl && \
	$(COLLECTOR_PY) -m copilot_metrics_collector --help >/dev/null && \
	$(COLLECTOR_PY) -m copilot_metrics_collector config >/dev/null && \
	$(COLLECTOR_PY) demo.py . >/dev/null && \
	$(BIN)/copilot-openapi generate --spec "$(CURDIR)/services/openapi/examples/shop.yaml" --out . --package shop_client >/dev/null && \
	$(COLLECTOR_PY) -c 'import shop_client; shop_client.ShopClient("key")'

# The runtime is looked for first: the build of the wheels takes a minute.
image: $(STAMP) ## build the collector's container image with docker or podman (IMAGE=copilot-metrics)
	@for tool in docker podman none; do \
		if [ $$tool = none ]; then \
			echo "error: found no running docker or podman: start one, or run make test-image, which needs none" >&2; exit 1; \
		fi; \
		if $$tool info >/dev/null 2>&1; then break; fi; \
	done && $(MAKE) dist && $$tool build --file $(COLLECTOR)/Dockerfile --tag "$$IMAGE" .

# It is what a container runs, without one: another user, packages that are not theirs, an empty environment.
test-image: dist ## run the steps of the Dockerfile in an empty folder as an unprivileged user, then sync with a fake GitHub
	@folder=$$(mktemp -d) && trap 'rm -rf "$$folder"' EXIT && \
	cd $(COLLECTOR) && $(COLLECTOR_PY) -m tests.image "$$folder"

docs: $(STAMP) ## build the documentation as a site in .cache/site, offline, and check its links (REPOSITORY_URL=… for links to files)
	@$(PY) -m website

release-check: $(STAMP) ## check that TAG, the version in pyproject.toml and the changelog agree; print what the tag releases
	@$(PY) -m generator release-check "$$TAG"

audit: $(STAMP) ## look up known vulnerabilities of every locked version, and of the workflows' actions with GH_TOKEN (needs the network)
	@code=0; for lock in requirements/*.txt; do \
		$(PY) -m pip_audit --strict --disable-pip --require-hashes --requirement "$$lock" || code=1; \
	done; \
	$(BIN)/zizmor --quiet .github action.yml || code=1; exit $$code

actionlint: $(ACTIONLINT) ## check the workflows (Linux on x86-64 only; downloads the program once)
	@$(ACTIONLINT)

$(ACTIONLINT):
	@mkdir -p $(@D)
	@curl --fail --silent --show-error --location --output $@.tar.gz \
		https://github.com/rhysd/actionlint/releases/download/v$(ACTIONLINT_VERSION)/actionlint_$(ACTIONLINT_VERSION)_linux_amd64.tar.gz
	@echo '$(ACTIONLINT_SHA256)  $@.tar.gz' | sha256sum --check --quiet
	@tar --extract --gzip --to-stdout --file $@.tar.gz actionlint > $@.part
	@chmod +x $@.part
	@mv $@.part $@

lock: $(STAMP) ## rewrite requirements/ from both pyproject.toml files (UPGRADE=1 for new versions)
	@$(PY) -m uv pip compile pyproject.toml $(if $(UPGRADE),--upgrade) --no-config --all-extras --group dev \
		--universal --python-version 3.11 --generate-hashes \
		--no-emit-index-url --no-emit-find-links --no-emit-build-options \
		--custom-compile-command "make lock" --quiet --output-file requirements/dev.txt
	@$(PY) -m uv pip compile $(if $(UPGRADE),--upgrade) --no-config --group diff \
		--constraint requirements/dev.txt --universal --python-version 3.11 --generate-hashes \
		--no-emit-index-url --no-emit-find-links --no-emit-build-options \
		--custom-compile-command "make lock" --quiet --output-file requirements/diff.txt
	@$(PY) -m uv pip compile $(if $(UPGRADE),--upgrade) --no-config --group bench \
		--constraint requirements/dev.txt --universal --python-version 3.11 --generate-hashes \
		--no-emit-index-url --no-emit-find-links --no-emit-build-options \
		--custom-compile-command "make lock" --quiet --output-file requirements/bench.txt
	@$(PY) -m uv pip compile $(COLLECTOR)/pyproject.toml $(if $(UPGRADE),--upgrade) --no-config --all-extras \
		--group $(COLLECTOR)/pyproject.toml:image --no-emit-package copilot-usage-metrics \
		--constraint requirements/dev.txt --universal --python-version 3.11 --generate-hashes \
		--no-emit-index-url --no-emit-find-links --no-emit-build-options \
		--custom-compile-command "make lock" --quiet --output-file requirements/image.txt
	@$(PY) -m uv pip compile $(COLLECTOR)/pyproject.toml $(if $(UPGRADE),--upgrade) --no-config --all-extras \
		--group $(COLLECTOR)/pyproject.toml:test --no-emit-package copilot-usage-metrics \
		--constraint requirements/dev.txt --constraint requirements/image.txt \
		--universal --python-version 3.11 --generate-hashes \
		--no-emit-index-url --no-emit-find-links --no-emit-build-options \
		--custom-compile-command "make lock" --quiet --output-file requirements/collector.txt

clean: ## remove everything that the other targets can recreate, except generated/
	rm -rf $(VENV) $(COLLECTOR)/.venv dist build .mypy_cache .ruff_cache .pytest_cache .hypothesis .cache
