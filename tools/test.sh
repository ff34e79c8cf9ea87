# Everything: style, types, rules, the suite on SQLite, and what touches tables once more on PostgreSQL.
# Each step runs even when one before it has failed, so that one run tells all.
set -u
python=.venv/bin/python
failed=

step() {
    title=$1
    shift
    printf '\n== %s\n' "$title"
    "$@" || failed="$failed
  $title"
}

step "格式（ruff format）" $python -m ruff format --check --quiet .
step "写法（ruff check）" $python -m ruff check --quiet .
step "类型（mypy strict）" $python -m mypy
step "制度库（taizhang rulebook check）" .venv/bin/taizhang rulebook check
step "全部测试，SQLite（pytest）" $python -m pytest -q
step "凡碰数据表的测试，PostgreSQL（pytest -m both_databases）" $python -m tests.on_postgres -q -m both_databases

if [ -n "$failed" ]; then
    printf '\n没有通过的步骤：%s\n' "$failed"
    exit 1
fi
printf '\n全部通过。\n'
