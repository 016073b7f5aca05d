# Everything a developer does, by name. `make` alone lists it.
PY := .venv/bin/python
# Nothing of the caller's own desk may reach a test or a picture.
CLEAN := env -u JAMSOS_DATA -u JAMSOS_PIN -u JAMSOS_HARI_INI QT_QPA_PLATFORM=offscreen LC_ALL=C.UTF-8
ARGS ?=

.PHONY: help run setup test lint bundle bench pictures docs-pictures torture lock clean guide-pictures

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

test: lint ## set up, run every check and every test. ARGS="-k name" narrows
	$(CLEAN) $(PY) -m pytest -m "not long" -n auto --dist loadfile $(ARGS)

lint: setup-dev ## ruff, mypy --strict on the core, the import contracts
	$(PY) -m ruff check .
	$(PY) -m mypy
	$(CLEAN) .venv/bin/lint-imports

torture: setup-dev ## the long tests, then the table of docs/reliability.md; of ARGS="tests/..." it is only printed
	$(if $(ARGS),,rm -rf build/torture)
	$(CLEAN) $(PY) -m pytest -m long -n auto --dist loadgroup -o faulthandler_timeout=900 $(ARGS)
	$(PY) -m tests.torture.figures $(if $(ARGS),,--into docs/reliability.md)

bench: setup-dev ## the measurements of bench/, each beside its peer
	@set -e; for script in bench/bench_*.py; do echo "== $$script"; $(CLEAN) $(PY) $$script; done

bundle: setup-bundle ## dist/jamsos, a program that needs no Python
	$(PY) -m PyInstaller --noconfirm --clean --log-level WARN --distpath dist --workpath build/bundle build.spec
	@du -sh dist/jamsos

pictures: setup ## every page and state, light and dark, two sizes, into OUT with an index. MOCKUPS=DIR lays the design beside
	$(CLEAN) $(PY) -m tests.pictures $(or $(OUT),build/pictures) $(if $(MOCKUPS),--mockups $(MOCKUPS)) $(ARGS)

docs-pictures: setup ## the picture of the README, from a fresh catalogue
	$(CLEAN) $(PY) -m tests.pictures build/docs-pictures --only 03_peserta --themes terang --sizes 1
	cp build/docs-pictures/03_peserta_terang_1366.png docs/gambar/peserta.png

guide-pictures: setup ## the pictures of the guide (docs/panduan/gambar), small and in few colours
	$(CLEAN) $(PY) -m tests.guide_pictures build/guide-pictures

lock: ## recompile requirements/*.txt from *.in; ARGS="--upgrade" takes newer versions
	@requirements/lock.sh $(ARGS)

clean: ## remove what can be made again
	rm -rf .venv build dist .mypy_cache .ruff_cache .pytest_cache .import_linter_cache .hypothesis
	find . -name __pycache__ -type d -prune -exec rm -rf {} +
