# Two commands do all: `make run` and `make test`. The others are their parts.
PY ?= python3
V := .venv
export UV_PYTHON_DOWNLOADS := never
export UV_LINK_MODE := copy

.PHONY: run install test lint bench drills lock messages clean

run: install
	@$(V)/bin/parvis demo
	@PARVIS_DEMO=True $(V)/bin/parvis serve

install: $(V)/.stamp

$(V)/.stamp: requirements/dev.txt pyproject.toml $(wildcard locale/*/LC_MESSAGES/django.po)
	@test -x $(V)/bin/python || $(PY) -m venv --without-pip $(V)
	@test -x $(V)/bin/uv || $(PY) -m pip --python $(V)/bin/python install -q --disable-pip-version-check uv==0.13.9
	@$(V)/bin/uv pip install -q --python $(V)/bin/python --require-hashes -r requirements/dev.txt \
	  || $(PY) -m pip --python $(V)/bin/python install -q --disable-pip-version-check --require-hashes -r requirements/dev.txt
	@$(V)/bin/python tools/install.py
	@touch $@

test: install
	@$(V)/bin/python tools/test.py

lint: install
	@$(V)/bin/python tools/lint.py

bench: install
	@$(V)/bin/python -m benchmarks

drills: install
	@$(V)/bin/python tools/test.py -m drill

lock:
	$(V)/bin/uv pip compile -q --universal --python-version 3.11 --generate-hashes --no-annotate --no-header requirements/app.in -o requirements/app.txt
	$(V)/bin/uv pip compile -q --universal --python-version 3.11 --generate-hashes --no-annotate --no-header requirements/dev.in -o requirements/dev.txt

messages: install
	@$(V)/bin/python tools/messages.py
