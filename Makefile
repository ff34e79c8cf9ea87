.DEFAULT_GOAL := help
SHELL := /bin/sh
.PHONY: help lock

help: ## 列出每条命令。
	@awk -F':.*## ' '/^[a-z-]+:.*## / {printf "  make %-8s %s\n", $$1, $$2}' $(MAKEFILE_LIST)

LOCK := uv pip compile --quiet --universal --python-version 3.11 --generate-hashes --no-header --no-annotate --no-emit-index-url --no-emit-find-links
lock: ## 重新锁定依赖（带散列，不带地址）；只有它需要 uv。
	$(LOCK) pyproject.toml --output-file requirements/runtime.txt
	$(LOCK) pyproject.toml --extra postgres --output-file requirements/postgres.txt
	$(LOCK) pyproject.toml --extra postgres --extra dev --output-file requirements/dev.txt
