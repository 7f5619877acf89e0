# Everything a maintainer of the book runs. Needs Python 3.11.5 or later, git and GNU make; the rest is installed in .venv.
# Without make: each line below is a plain command, which works as well.
PYTHON ?= python3
BIN := .venv/$(if $(filter Windows_NT,$(OS)),Scripts,bin)
RUN := PYTHONPATH=scripts $(BIN)/python
FINEPRINT := $(RUN) -m fineprint
export NO_MKDOCS_2_WARNING = 1
# The book that a command is about: any folder with policies/ and mkdocs.yml.
BOOK ?= .
# Code is compiled when it is first used, as most of what the packages bring never is, and kept even where the system
# says not to: the tests start many processes of the same code.
export PYTHONDONTWRITEBYTECODE =

.DEFAULT_GOAL := help
.PHONY: help serve check record review site publish zip upgrade example test zensical demonstrations wheel used-styles a11y lint lock score-outlines explain topics search-terms term-recall documents intake-cases hostile fidelity replay bench page-weight lighthouse pictures chaos fuzz golden audit licences contact-sheets clean queries reference

help: ## Show what can be done
	@awk -F ':.*## ' '/^#>/ {print "\n" substr($$0, 4)} /^[a-z0-9-]+:.*## / {printf "  make %-16s %s\n", $$1, $$2}' $(MAKEFILE_LIST)

.venv/book: requirements.txt pyproject.toml
	@$(PYTHON) -c "import sys; sys.exit(sys.version_info < (3, 11, 5) and 'Fineprint needs Python 3.11.5 or later, and this is %d.%d.%d; name another with PYTHON=' % sys.version_info[:3])"
	@echo "Installing what the book is built with into .venv; this takes a minute or two."
	@$(PYTHON) -m venv .venv
	@$(BIN)/pip install --quiet --disable-pip-version-check --no-compile --require-hashes -r requirements.txt
	@$(BIN)/pip install --quiet --disable-pip-version-check --no-index --no-deps --no-build-isolation -e .
	@touch $@

.venv/tests: .venv/book requirements-dev.txt
	$(BIN)/pip install --quiet --disable-pip-version-check --no-compile --require-hashes -r requirements-dev.txt
	@touch $@

.venv/extra: .venv/tests requirements-extra.txt
	$(BIN)/pip install --quiet --disable-pip-version-check --no-compile --require-hashes -r requirements-extra.txt
	@touch $@

#> Keeping a book

serve: .venv/book ## Build the site and serve it at http://127.0.0.1:8000/, again after each edit: PORT=8001
	@$(FINEPRINT) serve --root "$(BOOK)"

check: .venv/book ## Print every problem of the book
	@$(FINEPRINT) check --root "$(BOOK)" --strict

record: .venv/book ## Add the book's new addresses to its ledgers
	@$(FINEPRINT) record --root "$(BOOK)"

review: .venv/book ## Report what changes for readers: BASE=<commit or branch, by default main>
	@$(FINEPRINT) review --root "$(BOOK)" $(or $(BASE),main)

site: .venv/book ## Build the site once, strictly, into site/ and check the result
	@$(FINEPRINT) build --root "$(BOOK)" --strict --site

publish: .venv/book ## Build the site for publishing: refuses a permanent base that is a placeholder
	@$(FINEPRINT) build --root "$(BOOK)" --strict --publish --site
	@if [ -f "$(BOOK)/docs/about/demonstrations/index.md" ]; then $(MAKE) --no-print-directory demonstrations; fi

zip: site ## Pack a copy of the site that opens from a disk, without a server, into offline/
	@$(FINEPRINT) pack --root "$(BOOK)"

upgrade: .venv/book ## Bring the book to the present form, after a look at the difference
	@$(FINEPRINT) upgrade --root "$(BOOK)"

EXAMPLES := $(sort $(wildcard examples/*/mkdocs.yml))

example: .venv/book ## Build and check the small books of other fields in examples/
	@for book in $(EXAMPLES:/mkdocs.yml=); do $(FINEPRINT) build --root "$$book" --strict --site || exit 1; done

test: .venv/tests ## Run all tests, those in a browser included: COVERAGE=1 also counts what they reach
	$(BIN)/python tests/chromium.py --install
	$(BIN)/python -m pytest -n 3 --dist loadfile --no-loadscope-reorder $(if $(COVERAGE),--cov --cov-report=term)

#> Tools, for whoever changes the program

.venv-zensical/book: requirements-zensical.txt
	$(PYTHON) -m venv .venv-zensical
	.venv-zensical/bin/pip install --quiet --disable-pip-version-check --no-compile --require-hashes -r requirements-zensical.txt
	@touch $@

zensical: site .venv-zensical/book ## Build the same pages with the other engine that can, and check its site as well
	@$(RUN) scripts/tools/zensical.py --root "$(BOOK)" --engine .venv-zensical/bin/zensical

demonstrations: example ## Put the sites of the example books beside the built one, where its page about them leads
	@rm -rf site/demonstrations && mkdir -p site/demonstrations
	@for book in $(EXAMPLES:/mkdocs.yml=); do cp -R "$$book/site" "site/demonstrations/$${book#examples/}" || exit 1; done

wheel: .venv/tests ## Build the program as a wheel and as source, twice with the same bytes, into dist/
	@$(RUN) scripts/tools/release.py

used-styles: .venv/tests site example ## List the theme's selectors that some page uses, after an update of the theme
	$(RUN) scripts/tools/used_styles.py site examples/plot-agreements/site

a11y: .venv/tests ## Look for barriers on every kind of page, at every width, in light and dark
	FINEPRINT_A11Y=all $(BIN)/python -m pytest tests/browser/test_accessibility.py

lint: .venv/tests ## Check the types and the style of the code, and the workflows
	$(BIN)/mypy
	$(BIN)/ruff check scripts tests
	$(BIN)/ruff format --check scripts tests
	$(BIN)/check-jsonschema --builtin-schema vendor.github-workflows .github/workflows/*.yml
	$(BIN)/zizmor --offline --quiet --pedantic .github/workflows/*.yml
	$(BIN)/zizmor --offline --quiet --pedantic - < .github/workflows/watch.yml.example

lock: .venv/tests ## Pin all packages again, with hashes, after an edit of a requirements*.in
	for set in requirements requirements-dev requirements-extra requirements-zensical; do \
	$(BIN)/pip-compile --quiet --generate-hashes --allow-unsafe --no-emit-index-url --no-emit-find-links --no-emit-trusted-host --strip-extras -o $$set.txt $$set.in || exit 1; done

score-outlines: .venv/tests ## Compare drafted outlines with reviewed ones: GOLD=<file> TEXTS=<folder>
	$(RUN) scripts/tools/score_outlines.py --gold $(GOLD) --texts $(TEXTS)

explain: .venv/book ## Show why each section of a text carries its topics: TEXT=<file>
	$(RUN) scripts/tools/explain.py $(TEXT)

topics: .venv/book ## Measure how often a plain heading's topic is found: TEXTS=<folder>
	$(RUN) scripts/tools/topic_recall.py $(TEXTS)

search-terms: .venv/book ## List the hits of each question's search terms: TEXTS=<folder>
	$(RUN) scripts/tools/search_terms.py --texts $(TEXTS)

term-recall: .venv/book ## Measure what the search terms find of labelled units: TEXTS=<folder> [HALF=tune|test]
	$(RUN) scripts/tools/term_recall.py --texts $(TEXTS) $(if $(HALF),--half $(HALF))

documents: .venv/tests ## Take real files in and measure what came of each: FOLDER=<folder> [KIND=html] [BROWSER=1]
	$(RUN) scripts/tools/documents.py --folder $(FOLDER) $(if $(KIND),--kind $(KIND)) $(if $(BROWSER),--browser)

intake-cases: .venv/tests ## Say of small inputs whether what came of each is right: FOLDER=<folder> [CASES=<file>]
	$(RUN) scripts/tools/intake_cases.py --folder $(FOLDER) $(if $(CASES),--cases $(CASES))

hostile: .venv/tests ## Try hostile inputs: FILE=<file> [BROWSER=all|sample|none]
	$(RUN) scripts/tools/hostile.py --file $(FILE) $(if $(BROWSER),--browser $(BROWSER))

fidelity: .venv/tests ## Count words lost, added or altered over a folder of policies: CORPUS=<folder>
	$(RUN) scripts/tools/fidelity.py --corpus $(CORPUS)

replay: .venv/tests ## Check the redlines of real histories: HISTORY=<folder of service/date.md>
	$(RUN) scripts/tools/replay.py --history $(HISTORY)

bench: .venv/tests ## Time builds against plain MkDocs: CORPUS=<folder> SIZES="10 100"
	$(RUN) scripts/tools/bench.py --corpus $(CORPUS) --sizes "$(SIZES)"

page-weight: .venv/tests ## Weigh pages of a built site over the wire, and time them on a slow processor: BOOK=<folder>
	$(RUN) scripts/tools/page_weight.py --root "$(BOOK)"

queries: site .venv/tests ## Ask the built site's search a list of queries and measure its answers: FILE=<file>
	$(RUN) scripts/tools/queries.py --root "$(BOOK)" --file $(FILE)

lighthouse: .venv/tests ## Let Lighthouse judge pages of a built site: BOOK=<folder>; needs Node.js and the network
	$(RUN) scripts/tools/lighthouse.py --root "$(BOOK)"

pictures: .venv/tests ## Photograph the built site for this README: OUT=<folder> KINDS="home matrix"
	$(RUN) scripts/tools/pictures.py --out $(or $(OUT),.github/pictures) --schemes light -- $(or $(KINDS),matrix version)

chaos: .venv/book ## Kill builds, fill the disk and worse, and look at what is left: KILLS=20
	$(RUN) scripts/tools/chaos.py --kills $(or $(KILLS),20)

fuzz: .venv/tests ## Try texts and data that nobody wrote, new ones each time: MINUTES=5
	@end=$$(($$(date +%s) + 60 * $(or $(MINUTES),5))); \
	while [ $$(date +%s) -lt $$end ]; do $(BIN)/python -m pytest -q -x tests/test_fuzz.py --hypothesis-profile long || exit 1; done

reference: .venv/tests ## Write the reference pages of the guide again, from schemas, codes and commands
	PYTHONPATH=scripts:tests $(BIN)/python scripts/tools/reference.py

golden: .venv/tests ## Write the hashes of the golden texts anew, after a change of pages that is meant
	PYTHONPATH=scripts:tests $(BIN)/python tests/pages/test_golden_texts.py

audit: .venv/book ## Ask a public service for known faults of the locked packages: SERVICE=<address of another>
	$(RUN) scripts/tools/audit.py $(if $(SERVICE),--service $(SERVICE))

licences: .venv/extra ## List the licences of all packages in the page about licences
	$(RUN) scripts/tools/licences.py

contact-sheets: .venv/tests ## Photograph every kind of page of the built site onto four contact sheets: OUT=<folder>
	$(RUN) scripts/tools/pictures.py --sheets --out $(or $(OUT),.github/pictures)

clean: ## Take away what was generated, the virtual environment included
	git clean -fdXq docs examples
	rm -rf .venv .venv-zensical .cache site offline .site-old .site-new
