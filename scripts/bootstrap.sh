#!/bin/sh
# Makes the virtual environment $1 with pip in it, from python3 (3.11 or newer) and nothing else.
# Debian and Ubuntu ship python3 without ensurepip: as root its package is installed, else pip comes
# from Debian's own wheel, unpacked into .cache and leaving the system as it is.
set -eu
environment=$1
python=${PYTHON:-python3}

fail() {
    echo "$*" >&2
    exit 1
}

private_apt() {
    apt-get -qq -o Dir::State::Lists="$root/.cache/apt/lists" -o Dir::Cache="$root/.cache/apt" "$@"
}

unpack_wheels() {
    root=$PWD
    mkdir -p .cache/apt/lists/partial .cache/apt/archives/partial &&
        private_apt update &&
        (cd .cache/apt && private_apt download python3-pip-whl) &&
        dpkg-deb -x .cache/apt/python3-pip-whl_*.deb .cache/pip
}

"$python" -c 'import sys; sys.exit(sys.version_info < (3, 11))' ||
    fail "需要 Python 3.11 或更新的版本 / Python 3.11 or newer is needed (make PYTHON=/path/to/python3)."

if ! "$python" -c 'import ensurepip' 2>/dev/null && [ "$(id -u)" = 0 ] && command -v apt-get >/dev/null; then
    apt-get -qq update
    DEBIAN_FRONTEND=noninteractive apt-get -qq install -y --no-install-recommends python3-venv >/dev/null
fi

rm -rf "$environment"
if "$python" -c 'import ensurepip' 2>/dev/null; then
    "$python" -m venv "$environment"
elif command -v apt-get >/dev/null && unpack_wheels; then
    "$python" -m venv --without-pip "$environment"
    wheels=.cache/pip/usr/share/python-wheels
    "$environment/bin/python" "$(echo $wheels/pip-*.whl)/pip" install --quiet --no-index --find-links "$wheels" pip
else
    fail "缺少 venv 模块，请先安装 python3-venv / Python's venv module is missing: install python3-venv first."
fi
