#!/bin/sh
# Sees to a Chromium for the browser tests, and to what Playwright needs to drive it: $1 is the environment's bin folder.
# The one on PATH, else Debian's when root, else Playwright's own; tests/conftest.py looks for them in the same order.
set -eu
playwright=$1/playwright

is_there() {
    command -v chromium || command -v google-chrome || command -v chromium-browser
} >/dev/null

runs() {
    "$playwright" --version
} >/dev/null 2>&1

is_there && runs && exit 0

if [ "$(id -u)" = 0 ] && command -v apt-get >/dev/null; then
    export DEBIAN_FRONTEND=noninteractive
    apt-get -qq update
    apt-get -qq install -y --no-install-recommends libatomic1 fonts-noto-cjk >/dev/null
    is_there || apt-get -qq install -y --no-install-recommends chromium >/dev/null ||
        "$playwright" install --with-deps chromium
elif runs; then
    "$playwright" install chromium
else
    false
fi || {
    echo "浏览器测试需要 chromium 和 libatomic1，请先安装这两个软件包。" >&2
    echo "The browser tests need the packages chromium and libatomic1: install them first." >&2
    exit 1
}
