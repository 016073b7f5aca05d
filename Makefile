# Everything a developer does, by name. `make` alone lists it.
PY := .venv/bin/python
# Nothing of the caller's own desk may reach a test or a picture.
CLEAN := env -u JAMSOS_DATA -u JAMSOS_PIN -u JAMSOS_HARI_INI QT_QPA_PLATFORM=offscreen LC_ALL=C.UTF-8
ARGS ?=
# A file of tests stays whole; which are first is said in tests/pace.py.
CORES := -n auto --dist loadfile --no-loadscope-reorder
# Compiled modules are kept: thousands of small processes of the tests would each compile the program anew.
unexport PYTHONDONTWRITEBYTECODE

.PHONY: help run setup test lint bundle test-bundle bench pictures docs-pictures torture lock clean guide-pictures guide-pdf

help:
	@sed -n 's/^\([a-z-]*\):.*## /\1\t/p' Makefile | expand -t 12

run: setup ## set up and open the window; without a display make the demo. ARGS="..." goes to the program
	@$(PY) main.py $(ARGS)

setup: ## set up only (.venv, system libraries)
	@requirements/setup.sh run

.PHONY: setup-dev setup-bundle
setup-dev:
	@requirements/setup.sh dev

setup-bundle:
	@requirements/setup.sh bundle

test: lint ## set up, run every check and every test. ARGS="-k name" narrows; COVERAGE=1 holds the core to its floor on the way
ifdef COVERAGE
	@$(MAKE) --no-print-directory coverage
	$(CLEAN) $(PY) -m pytest -m "not long" $(CORES) tests/ui
else
	$(CLEAN) $(PY) -m pytest -m "not long" $(CORES) $(ARGS)
endif

lint: setup-dev ## ruff, mypy --strict on the core, the import contracts
	$(PY) -m ruff check .
	$(PY) -m mypy
	$(CLEAN) .venv/bin/lint-imports

.PHONY: coverage
coverage: setup-dev ## how much of the core its own tests walk through, held to its floor (tests/house/coverage_gate.py)
	rm -rf build/coverage && mkdir -p build/coverage
	COVERAGE_FILE=$(CURDIR)/build/coverage/walked $(CLEAN) $(PY) -m coverage run -m pytest -p tests.house.coverage_children \
		-m "not long" $(CORES) --ignore=tests/ui $(ARGS)
	$(PY) -m tests.house.coverage_gate build/coverage

torture: setup-dev ## the long tests, then the table of docs/reliability.md; of ARGS="tests/..." it is only printed
	$(if $(ARGS),,rm -rf build/torture)
	$(CLEAN) $(PY) -m pytest -m long -n auto --dist loadgroup -o faulthandler_timeout=900 $(ARGS)
	$(PY) -m tests.torture.figures $(if $(ARGS),,--into docs/reliability.md)

bench: setup-dev ## the measurements of bench/, each beside its peer. INTO=docs/performance.md keeps them; ARGS="--only bench_forms"
	$(CLEAN) $(PY) bench/run.py $(if $(INTO),--into $(INTO)) $(ARGS)

.PHONY: rooms
rooms: setup-dev ## the picture of docs/architecture.md, from the import contracts and the real imports
	$(PY) .ci/docs/rooms.py

bundle: setup-bundle ## dist/JamsosDesa, two programs that need no Python
	$(PY) -m PyInstaller --noconfirm --clean --log-level WARN --distpath dist --workpath build/bundle build.spec
	@du -sh dist/JamsosDesa

test-bundle: setup-dev ## the tests that know the program only as a process, against dist/JamsosDesa (make bundle first)
	$(CLEAN) JAMSOS_BUNDLE=dist/JamsosDesa $(PY) -m pytest $(CORES) tests/blackbox $(ARGS)

.PHONY: installer wheels
installer: setup-dev ## the installer for Windows in build/installer, of BUNDLE (a bundle for Windows). ARGS="--stand-in" takes dist
	$(PY) .ci/release/stage.py $(if $(BUNDLE),--bundle $(BUNDLE)) $(ARGS)

wheels: setup-dev ## that every library of the lock can be had for Windows, by its hash. ARGS="--into DIR" keeps them
	$(PY) .ci/release/wheels.py $(ARGS)

pictures: setup ## every page and state, light and dark, two sizes, into OUT with an index. MOCKUPS=DIR lays the design beside
	$(CLEAN) $(PY) -m tests.pictures $(or $(OUT),build/pictures) $(if $(MOCKUPS),--mockups $(MOCKUPS)) $(ARGS)

docs-pictures: setup ## the picture of the README, from a fresh catalogue
	$(CLEAN) $(PY) -m tests.pictures build/docs-pictures --only 03_peserta --themes terang --sizes 1
	cp build/docs-pictures/03_peserta_terang_1366.png docs/gambar/peserta.png

guide-pictures: setup ## the pictures of the guide (docs/panduan/gambar). ARGS="iuran iuran-buat" makes only these
	$(CLEAN) $(PY) -m tests.guide_pictures $(ARGS)

guide-pdf: setup ## the guide as two books to be printed (village, district) in OUT. ARGS="--kertas F4"
	@mkdir -p $(or $(OUT),build/panduan)
	@for mode in desa dpmd; do \
		$(CLEAN) $(PY) main.py panduan --mode $$mode --pdf $(or $(OUT),build/panduan) $(ARGS) || exit; done

.PHONY: words words-build
words: setup-dev ## the catalogue of every text people read (resources/bahasa/jamsos.pot). ARGS=--periksa only says whether it is current
	PYTHONPATH=.ci $(PY) -m words $(ARGS)

words-build: setup-dev ## a translated copy of the program in the new folder OUT, of the translation PO; without PO the invented language
	PYTHONPATH=.ci $(PY) -m words --build $(OUT) $(if $(PO),--po $(PO),--pseudo)

lock: ## recompile requirements/*.txt from *.in; ARGS="--upgrade" takes newer versions
	@requirements/lock.sh $(ARGS)

clean: ## remove what can be made again
	rm -rf .venv build dist .mypy_cache .ruff_cache .pytest_cache .import_linter_cache .hypothesis
	find . -name __pycache__ -type d -prune -exec rm -rf {} +
