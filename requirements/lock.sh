#!/usr/bin/env bash
# Compiles requirements/*.in to *.txt: every version with its hashes, for all systems, with no address in it.
set -euo pipefail
cd "$(dirname "$0")/.."
tools=$(mktemp -d)
trap 'rm -rf "$tools"' EXIT
"${PYTHON:-python3}" -m venv "$tools/venv"
"$tools/venv/bin/pip" install --quiet --disable-pip-version-check uv
for kind in run dev bundle; do # run first: the others keep to its versions
    "$tools/venv/bin/uv" pip compile --quiet --universal --python-version 3.11 --generate-hashes \
        --no-emit-index-url --no-emit-find-links --no-header "$@" "requirements/$kind.in" -o "requirements/$kind.txt"
    echo "requirements/$kind.txt: $(grep -c '==' "requirements/$kind.txt") packages"
done
