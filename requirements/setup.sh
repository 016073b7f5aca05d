#!/usr/bin/env bash
# Sets up what one kind of work needs: run, dev (tests and checks) or bundle. A second run ends at once.
#
# On Debian and its kin missing system packages are installed by apt when root; otherwise the exact
# line is printed. Python packages come by hash from requirements/*.txt into .venv.
set -euo pipefail
cd "$(dirname "$0")/.."
kind=${1:-run}
case $kind in
    run) kinds=run ;;
    dev | bundle) kinds="run $kind" ;;
    *) echo "usage: requirements/setup.sh run|dev|bundle" >&2; exit 2 ;;
esac

say() { printf 'setup: %s\n' "$*" >&2; }

find_python() {
    local name
    for name in ${PYTHON:-} python3.11 python3 python3.12 python3.13 python3.14; do
        if command -v "$name" >/dev/null && "$name" -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null
        then echo "$name"; return; fi
    done
    say "Python 3.11 or newer is needed. On Debian 12: apt-get install python3"
    exit 1
}

version_of() { "$1" -c 'import sys; print("%d.%d" % sys.version_info[:2])'; }

# Missing packages of one list. Each line names a package and the library or command that shows it is there.
missing() {
    local package sign libraries
    libraries=$(PATH=$PATH:/usr/sbin:/sbin ldconfig -p 2>/dev/null || true)
    sed -e '/^#/d' -e "s/{py}/$version/g" "requirements/apt-$1.txt" | while read -r package sign; do
        case $sign in
            *.so.*) grep -qF "$sign " <<<"$libraries" || echo "$package" ;;
            *) command -v "$sign" >/dev/null || echo "$package" ;;
        esac
    done
}

# Installs packages when root; otherwise prints the line to run. $1: needed (ends with 1) or wanted (goes on).
by_apt() {
    local how=$1; shift
    [ $# -gt 0 ] || return 0
    command -v apt-get >/dev/null || return 0 # another system: its own packages bring these
    if [ "$(id -u)" = 0 ]; then
        say "installing $*"
        # One unreachable third-party list must not stop us; a package that is missing will.
        apt-get update -qq >&2 || true
        DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends "$@" >&2
        return
    fi
    say "system packages are missing. Run this once, then try again:"
    say "    sudo apt-get install --no-install-recommends $*"
    [ "$how" = wanted ] || exit 1
}

# Whether .venv is whole. One that broke off half-way, or was begun without python3-venv, has a Python and no pip.
venv_works() { .venv/bin/python -c 'import pip' 2>/dev/null; }

# The package that lets this Python make a virtual environment, where Debian keeps it apart.
missing_venv() {
    venv_works && return
    "$python" -c 'import ensurepip, venv' 2>/dev/null && return
    if [ "$(version_of python3 2>/dev/null)" = "$version" ]; then echo python3-venv; else echo "python$version-venv"; fi
}

system_packages() {
    local packages
    packages="$(missing_venv) $(missing run)"
    case $kinds in *bundle*) packages+=" $(missing bundle)" ;; esac
    # shellcheck disable=SC2086 # one word per package
    by_apt needed $packages
    # Without these the tests that hold our files against them are skipped, which CI does not allow.
    # shellcheck disable=SC2046
    case $kinds in *dev*) by_apt wanted $(missing dev) ;; esac
}

make_venv() {
    venv_works && return
    say "making .venv with $python ($version)"
    "$python" -m venv --clear .venv
}

python_packages() {
    local one stamp content
    for one in $kinds; do
        stamp=.venv/stamp-$one
        content=$(sha256sum "requirements/$one.txt")
        [ -e "$stamp" ] && [ "$(cat "$stamp")" = "$content" ] && continue
        say "installing requirements/$one.txt"
        .venv/bin/python -m pip install --quiet --disable-pip-version-check --no-input --only-binary=:all: \
            --require-hashes -r "requirements/$one.txt"
        echo "$content" >"$stamp"
    done
}

python=$(find_python)
version=$(version_of "$python")
system_packages
make_venv
python_packages
