# `make` alone prints the targets: every line "name: … ## text" below is one of them.
SHELL := /bin/sh
.DEFAULT_GOAL := help

STUDY ?= data/sample/study.yml
JOBS ?= 2
MINUTES ?= 10
SEED ?= 0
TRACK ?= 1d
# Only what is typed counts: LANGUAGE is a variable of many systems, and STUDY has a value for `make report`.
SPOKEN = $(if $(filter command line,$(origin LANGUAGE)),$(LANGUAGE),zh-CN)
TAUGHT = $(if $(filter command line,$(origin STUDY)),--study $(STUDY))
UV := uv==0.13.9

VENV := .venv
ifeq ($(OS),Windows_NT)
  BIN := $(VENV)/Scripts
else
  BIN := $(VENV)/bin
endif
PYTHON := $(BIN)/python
READY := $(VENV)/.ready
SEGKIT := $(BIN)/segkit
FAST := -m "not slow and not browser and not fuzz"

.PHONY: help setup report course test test-slow fuzz lab notebooks bench check lint doctor clean lock golden sample chromium FORCE

help:
	@awk -F ':.*## ' '/^[a-z-]+:.*## / {printf "make %-11s %s\n", $$1, $$2}' $(MAKEFILE_LIST)

report: $(READY) ## write the sample company's report, both languages / 生成示例公司的中英文报告
	@$(SEGKIT) run $(STUDY)

course: $(READY) ## write a class's pack: LANGUAGE=zh-CN TRACK=1d / 生成一个班的课件包
	@$(SEGKIT) course build --language $(SPOKEN) --track $(TRACK) $(if $(RUNG),--rung $(RUNG)) $(TAUGHT)

test: $(READY) ## run the fast tests / 运行快速测试
	@$(PYTHON) -m pytest -n $(JOBS) --dist worksteal $(FAST)

lab: $(READY) ## open the notebooks in JupyterLab 在 JupyterLab / 中打开教学笔记本
	@$(SEGKIT) lab notebooks

notebooks: $(READY) ## build the notebooks of both languages from their sources / 由源文件生成两种语言的笔记本
	@$(SEGKIT) notebooks build

bench: $(READY) ## measure speed and memory against the budgets / 测量速度与内存，对照预算
	@$(PYTHON) -m tests.benchmarks

check: lint ## ruff, mypy and the fast tests / 代码检查、类型检查与快速测试
	@$(PYTHON) -m pytest -n $(JOBS) --dist worksteal $(FAST)

doctor: $(READY) ## say whether this machine can write a report, and what is missing / 检查本机环境
	@$(PYTHON) -m segkit.doctor

clean: ## remove caches and built packages; .venv, runs/ and studies/ stay / 清除缓存和构建产物
	@rm -rf build dist .pytest_cache .mypy_cache .ruff_cache .hypothesis
	@find . -path ./$(VENV) -prune -o -type d \( -name __pycache__ -o -name .ipynb_checkpoints \) -prune -exec rm -rf {} +

test-slow: $(READY) chromium ## run the slow and the browser tests / 运行慢速测试与浏览器测试
	@$(PYTHON) -m pytest -n $(JOBS) --dist worksteal -m "slow or browser"

fuzz: $(READY) ## try spoiled files for ten minutes; MINUTES=1 for another time / 用损坏的文件测试十分钟
	@SEGKIT_FUZZ_MINUTES=$(MINUTES) SEGKIT_FUZZ_SEED=$(SEED) $(PYTHON) -m pytest -n 0 -m fuzz tests/fuzz

lint: $(READY)
	@$(PYTHON) -m ruff check .
	@$(PYTHON) -m ruff format --check .
	@$(PYTHON) -m mypy

golden: $(READY) ## rewrite the golden files; read the diff before you commit / 重写基准文件
	@$(PYTHON) -m pytest -n 0 $(FAST) --golden

sample: $(READY) ## generate the sample company's files again / 重新生成示例公司的数据
	@$(SEGKIT) sample data/sample

lock: $(READY) ## resolve the dependencies anew into requirements.lock / 重新锁定依赖版本
	@$(PYTHON) -m uv pip compile --universal --generate-hashes --fork-strategy fewest \
	  --custom-compile-command 'make lock' --extra lab --extra dev --no-emit-index-url \
	  pyproject.toml -o requirements.lock

setup: $(READY) ## set up .venv and the system libraries; report, test and all others do it themselves / 安装环境

# The stamp names the folder it was made in: console scripts and the editable install hold absolute paths,
# so a folder that was moved or copied is set up again.
ifneq ($(shell cat $(READY) 2>/dev/null),$(CURDIR))
$(READY): FORCE
endif
$(READY): requirements.lock pyproject.toml
	@sh .ci/setup "$(BIN)" "$(UV)"
	@printf '%s' "$(CURDIR)" > $@

chromium:
	@sh .ci/chromium
