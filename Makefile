# Everything a keeper of the book runs. Needs Python 3.11 or later, git and make; the rest is installed in .venv.
PYTHON ?= python3
BIN := .venv/bin
RUN := PYTHONPATH=scripts $(BIN)/python
export NO_MKDOCS_2_WARNING = 1

.DEFAULT_GOAL := help
.PHONY: help serve site check record test lint pins score explain cues topics hostile fidelity bench pictures clean

help: ## Show what can be done
	@sed -n 's/^\([a-z-]*\):.*## \(.*\)/  make \1|\2/p' $(MAKEFILE_LIST) | column -t -s '|'

.venv/book: requirements.txt
	$(PYTHON) -m venv .venv
	$(BIN)/pip install --quiet --disable-pip-version-check --require-hashes -r requirements.txt
	@touch $@

.venv/tests: .venv/book requirements-dev.txt
	$(BIN)/pip install --quiet --disable-pip-version-check --require-hashes -r requirements-dev.txt
	@touch $@

serve: .venv/book ## Build the site and serve it at http://127.0.0.1:8000/, again after each edit
	$(BIN)/python scripts/build_docs.py
	@$(BIN)/python scripts/build_docs.py --watch & watcher=$$!; trap 'kill $$watcher' EXIT; \
	FINEPRINT_SERVING=true $(BIN)/mkdocs serve --livereload

site: .venv/book ## Build the site once, strictly, into site/ and check the result
	$(BIN)/python scripts/build_docs.py --strict
	$(BIN)/mkdocs build --quiet --strict
	$(BIN)/python scripts/check_site.py

check: .venv/book ## Print every problem of the book
	$(BIN)/python scripts/check_policies.py --strict

record: .venv/book ## Add the book's new addresses to its ledgers
	$(BIN)/python scripts/check_policies.py --record

test: .venv/tests ## Run all tests, those in a browser included
	$(BIN)/python tests/chromium.py --install
	$(BIN)/python -m pytest

lint: .venv/tests ## Check the style of the code
	$(BIN)/ruff check scripts tests
	$(BIN)/ruff format --check scripts tests

pins: .venv/tests ## Pin all packages again, with hashes, after an edit of a requirements*.in
	$(BIN)/pip-compile --quiet --generate-hashes --allow-unsafe --no-emit-index-url --no-emit-find-links --no-emit-trusted-host --strip-extras -o requirements.txt requirements.in
	$(BIN)/pip-compile --quiet --generate-hashes --allow-unsafe --no-emit-index-url --no-emit-find-links --no-emit-trusted-host --strip-extras -o requirements-dev.txt requirements-dev.in

score: .venv/tests ## Compare drafted outlines with reviewed ones: GOLD=<file> TEXTS=<folder>
	$(RUN) scripts/yardsticks/score.py --gold $(GOLD) --texts $(TEXTS)

explain: .venv/book ## Show why each section of a text carries its topics: TEXT=<file>
	$(RUN) scripts/yardsticks/explain.py $(TEXT)

topics: .venv/book ## Measure how often a plain heading's topic is found: TEXTS=<folder>
	$(RUN) scripts/yardsticks/topic_recall.py $(TEXTS)

cues: .venv/book ## List the hits of each question's cues: TEXTS=<folder>
	$(RUN) scripts/yardsticks/cues.py --texts $(TEXTS)

hostile: .venv/tests ## Try hostile inputs: FILE=<file> [BROWSER=all|sample|none]
	$(RUN) scripts/yardsticks/hostile.py --file $(FILE) $(if $(BROWSER),--browser $(BROWSER))

fidelity: .venv/tests ## Count words lost, added or altered over a folder of policies: CORPUS=<folder>
	$(RUN) scripts/yardsticks/fidelity.py --corpus $(CORPUS)

bench: .venv/tests ## Time builds against plain MkDocs: CORPUS=<folder> SIZES="10 100"
	$(RUN) scripts/yardsticks/bench.py --corpus $(CORPUS) --sizes "$(SIZES)"

pictures: .venv/tests ## Photograph the built site for this README: OUT=<folder> KINDS="home matrix"
	$(RUN) scripts/yardsticks/pictures.py --out $(or $(OUT),.github/pictures) $(or $(KINDS),matrix version)

clean: ## Take away what was generated, the virtual environment included
	rm -rf .venv site docs/pagefind docs/vendors docs/topics docs/matrix docs/search docs/questions docs/findings docs/data docs/index.md docs/.generated
