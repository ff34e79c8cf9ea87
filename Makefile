.DEFAULT_GOAL := help
SHELL := /bin/sh
PYTHON_BIN := .venv/bin/python
.PHONY: help demo test check fix types arch rules bench docs bundle lock assets

help: ## 列出每条命令。
	@awk -F':.*## ' '/^[a-z-]+:.*## / {printf "  make %-8s %s\n", $$1, $$2}' Makefile

demo: .venv/.checkout assets ## 演示：虚构的一个区，三年台账，http://127.0.0.1:8000（不碰真实数据）。
	@TAIZHANG_DATABASE= TAIZHANG_HOME="$(CURDIR)/.demo/home" TAIZHANG_KEYS="$(CURDIR)/.demo/keys" .venv/bin/taizhang demo

test: .venv/.dev assets ## 全部检查与测试，含真实浏览器和真实 PostgreSQL。
	@$(PYTHON_BIN) tools/run_tests.py

check: .venv/.dev ## 提交前：格式、静态检查、类型、依赖方向、规则样例、快速测试。
	@$(PYTHON_BIN) -m ruff format --check .
	@$(PYTHON_BIN) -m ruff check .
	@$(MAKE) --no-print-directory types arch rules
	@$(PYTHON_BIN) -m pytest -q -m "not browser and not postgres and not bundle"

fix: .venv/.dev ## 自动改正能改的格式与写法。
	@$(PYTHON_BIN) -m ruff format .
	@$(PYTHON_BIN) -m ruff check --fix .

types: .venv/.dev ## 类型检查（mypy strict）。
	@$(PYTHON_BIN) -m mypy

arch: .venv/.dev ## 依赖方向、用词与文件规矩。
	@.venv/bin/lint-imports --no-cache
	@$(PYTHON_BIN) -m pytest -q tests/architecture

rules: .venv/.dev ## 校验制度库，并跑每条规则自带的样例。
	@.venv/bin/taizhang rulebook check

bench: .venv/.dev ## 性能对照：每个数字旁边是同一份数据上的朴素做法。
	@$(PYTHON_BIN) -m benchmarks

docs: .venv/.dev ## 由代码重写 docs/reference/。
	@$(PYTHON_BIN) tools/write_reference.py

bundle: .venv/.dev assets ## 安装包：dist/ 下的 wheel 与离线安装包（PLATFORM=… 可选）。
	@$(PYTHON_BIN) tools/build_bundle.py $(if $(PLATFORM),--platform $(PLATFORM))

assets: .venv/.checkout ## 按名称取前端资源，放进 static/vendor/。
	@$(PYTHON_BIN) tools/build_assets.py

# One environment for the demonstration and the tests: the second adds to the first, at the same versions.
.venv/.checkout: requirements/checkout.txt pyproject.toml tools/environment.sh
	@sh tools/environment.sh requirements/checkout.txt && touch $@

.venv/.dev: requirements/dev.txt pyproject.toml tools/environment.sh
	@sh tools/environment.sh requirements/dev.txt && touch .venv/.checkout $@

LOCK = uv pip compile --quiet --universal --python-version 3.11 --generate-hashes \
	--no-header --no-annotate --no-emit-index-url --no-emit-find-links
lock: ## 重新锁定依赖（带散列，不带地址）；只有这一条需要 uv。
	$(LOCK) pyproject.toml --extra dev --output-file requirements/dev.txt
	$(LOCK) pyproject.toml --constraint requirements/dev.txt --output-file requirements/runtime.txt
	$(LOCK) pyproject.toml --constraint requirements/dev.txt --extra postgres --output-file requirements/postgres.txt
	$(LOCK) pyproject.toml --constraint requirements/dev.txt --extra checkout --output-file requirements/checkout.txt
	$(LOCK) pyproject.toml --constraint requirements/dev.txt --extra bundle --output-file requirements/bundle.txt
	.venv/bin/npm install --package-lock-only --no-progress
	$(PYTHON_BIN) tools/strip_funding.py
