# One word for each thing people and CI do here; `make` alone lists them.

LANGUAGE := zh
SITE := site
PREVIEW := preview
# What a change is compared with, and where GitHub wants the summary of a run.
BASE ?= origin/main
SUMMARY ?= $(GITHUB_STEP_SUMMARY)
VENV := .venv
BIN := $(VENV)/bin
INSTALL := $(BIN)/python -m pip install --quiet --no-compile --disable-pip-version-check --require-hashes --only-binary :all:
NPM = $(BIN)/npm --loglevel=error
# npm writes this file last: it says that what package-lock.json names is installed.
BROWSER := node_modules/.package-lock.json
LOCK = $(BIN)/uv pip compile --quiet --universal --python-version 3.11 --generate-hashes $(UPGRADE)

# What is built depends on the files alone: not on the clock, the time zone or the words of the machine. In a
# zip, which has no commits, its files carry the time of the last one.
SOURCE_DATE_EPOCH ?= $(shell git log -1 --format=%ct 2>/dev/null || date -r Makefile +%s)
export SOURCE_DATE_EPOCH
export TZ := UTC
export LC_ALL := C.UTF-8
export NO_MKDOCS_2_WARNING := 1

.DEFAULT_GOAL := help
.PHONY: help site test serve plan draft check fix release addresses lock bench bench-draft diff review preview publishable links newest clean

help:
	@echo '用法 / usage: make WORD'
	@echo
	@echo '  site         在 site/ 生成中英文网站 / build the site, Chinese and English, into site/'
	@echo '  test         运行全部检查和测试 / run every check and test'
	@echo '  serve        在 127.0.0.1:8000 边改边看（英文：LANGUAGE=en）/ live preview (English: LANGUAGE=en)'
	@echo '  plan         新建一份规划，逐项询问（ID=规划编号）/ begin a plan, asking for what it needs (ID=plan-id)'
	@echo '  check        检查数据（只查一个规划：PLANS=规划编号）/ check the data (one plan: PLANS=plan-id)'
	@echo '  fix          整理数据与代码的格式 / put data and code into the one allowed form'
	@echo '  release      算出并写下新版本（DATE=日期）/ compute and write the next version of the data (DATE=…)'
	@echo '  addresses    记下现有的网址，以后不得丢失 / write down the addresses, which must never vanish'
	@echo '  lock         按 requirements/*.in 重写依赖锁定文件 / rewrite the locked dependencies'
	@echo '  draft        由公文起草数据包（FILE=文件 ID=规划编号）/ draft a package from a notice (FILE=… ID=plan-id)'
	@echo '  bench        测量检查、建站、画图和检索 / measure the check, the build, the charts and the search'
	@echo '  bench-draft  对照人工录入测量起草工具（LIST=1 列出误读）/ measure the draft tool against what people entered (LIST=1)'
	@echo '  diff         改动对读者有什么影响（与别的版本比：BASE=版本）/ what a change means for readers (since BASE=revision)'
	@echo '  review       合并请求的报告：问题、对读者的影响 / the report on a pull request: problems, what changes for readers'
	@echo '  preview      在 preview/ 生成双击即可打开的网站 / build a site into preview/ that opens with a double click'
	@echo '  publishable  逐个打开生成的文件，看能否发布 / open every file of a built site: is it fit to be published?'
	@echo '  links        检查指向别的网站的链接 / check the links to other sites'
	@echo '  newest       换成最新的依赖并运行全部测试 / take the newest dependencies and run every test'
	@echo '  clean        删除生成的文件 / remove what was built'

site: $(VENV)/site.stamp $(BROWSER)
	$(BIN)/mkdocs build --quiet --strict -f mkdocs.yml -d $(SITE)
	$(BIN)/mkdocs build --quiet --strict -f mkdocs.en.yml -d $(SITE)/en

serve: $(VENV)/site.stamp $(BROWSER)
	$(BIN)/mkdocs serve -f mkdocs$(if $(filter en,$(LANGUAGE)),.en).yml -a 127.0.0.1:8000

plan: $(VENV)/site.stamp
	$(BIN)/python scripts/new_plan.py $(ID) $(OPTIONS)

check: $(VENV)/site.stamp
	$(BIN)/python scripts/check.py $(PLANS)

test: $(VENV)/test.stamp $(BROWSER)
	$(BIN)/ruff check
	$(BIN)/ruff format --check
	$(BIN)/mypy
	@sh scripts/get_chromium.sh $(BIN)
	$(BIN)/python -m pytest -n auto

fix: $(VENV)/test.stamp
	$(BIN)/python scripts/tidy.py
	$(BIN)/ruff check --fix
	$(BIN)/ruff format

release: $(VENV)/site.stamp
	$(BIN)/python scripts/release.py $(if $(DATE),--date $(DATE))

addresses: $(VENV)/site.stamp
	$(BIN)/python scripts/record_addresses.py

lock: $(VENV)/test.stamp $(BROWSER)
	$(LOCK) requirements/site.in -o requirements/site.txt
	$(LOCK) requirements/draft.in -o requirements/draft.txt
	$(LOCK) requirements/test.in -o requirements/test.txt
	$(LOCK) requirements/browser.in -o requirements/browser.txt
	$(NPM) install --package-lock-only

draft: $(VENV)/draft.stamp
	@$(BIN)/python scripts/draft.py "$(FILE)" --id "$(ID)" $(if $(AREA),--area $(AREA)) --review

bench: $(VENV)/test.stamp $(BROWSER)
	@sh scripts/get_chromium.sh $(BIN)
	$(BIN)/python benchmarks/site.py
	$(BIN)/python benchmarks/draw.py
	$(BIN)/python benchmarks/export.py
	$(BIN)/python benchmarks/search.py
	$(BIN)/python benchmarks/explore.py
	$(BIN)/python benchmarks/scale.py

bench-draft: $(VENV)/test.stamp
	$(BIN)/python benchmarks/draft.py $(if $(LIST),--list)

diff: $(VENV)/site.stamp
	@$(BIN)/python scripts/diff.py "$(BASE)" $(HEAD) $(if $(FORMAT),--format $(FORMAT)) --lang $(LANGUAGE)

review: $(VENV)/site.stamp
	@$(BIN)/python scripts/review.py "$(BASE)" $(if $(SUMMARY),--summary "$(SUMMARY)")

preview:
	@$(MAKE) --no-print-directory site SITE=$(PREVIEW)
	@$(BIN)/python scripts/open_from_disk.py $(PREVIEW)

publishable: $(VENV)/site.stamp
	@$(BIN)/python scripts/check_site.py $(SITE) $(if $(SUBJECTS),--subjects $(SUBJECTS))

links: $(VENV)/test.stamp
	@mkdir -p .cache
	@$(BIN)/python scripts/check_site.py $(SITE) --links .cache/links.html
	@$(BIN)/linkchecker --check-extern --recursion-level=1 --threads=2 --timeout=30 --no-status .cache/links.html

newest:
	@$(MAKE) --no-print-directory lock UPGRADE=--upgrade
	@git diff --unified=0 requirements package-lock.json
	@$(MAKE) --no-print-directory test

clean:
	rm -rf $(SITE) $(PREVIEW) node_modules .cache .hypothesis .mypy_cache .pytest_cache .ruff_cache

$(BIN)/pip:
	sh scripts/bootstrap.sh $(VENV)

$(VENV)/site.stamp: requirements/site.txt | $(BIN)/pip
	@echo '安装依赖 / installing $<'
	@$(INSTALL) -r $<
	@touch $@

$(VENV)/draft.stamp: requirements/draft.txt $(VENV)/site.stamp
	@echo '安装依赖 / installing $<'
	@$(INSTALL) -r $<
	@touch $@

# jsonpath-rw, which mlcroissant needs, is published as source alone.
$(VENV)/test.stamp: requirements/test.txt $(VENV)/draft.stamp
	@echo '安装依赖 / installing $<'
	@$(INSTALL) --no-binary jsonpath-rw -r $<
	@touch $@

$(BROWSER): package-lock.json requirements/browser.txt | $(VENV)/site.stamp
	@echo '安装依赖 / installing $^'
	@$(INSTALL) -r requirements/browser.txt
	@$(NPM) ci --no-progress >/dev/null
	@touch $@
