# Make .venv and install what one lock file names, by version and digest: environment.sh requirements/dev.txt
set -eu
lock=$1

python=
for name in "${PYTHON:-}" python3 python3.13 python3.12 python3.11; do
    [ -n "$name" ] && "$name" -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null && python=$name && break
done
if [ -z "$python" ]; then
    echo "需要 Python 3.11 或更新的版本，这台机器上没有找到。Debian/Ubuntu：sudo apt-get install python3；macOS：装 python.org 的安装包。" >&2
    echo "装在别处时指明它：make demo PYTHON=/path/to/python3" >&2
    exit 1
fi

install_with_uv() {
    [ -x .venv/bin/python ] || uv venv --quiet --python "$("$python" -c 'import sys; print(sys.executable)')" .venv &&
        VIRTUAL_ENV="$PWD/.venv" uv pip install --quiet --compile-bytecode --require-hashes --requirement "$lock" &&
        VIRTUAL_ENV="$PWD/.venv" uv pip install --quiet --no-deps --no-build-isolation --editable .
}

if command -v uv >/dev/null 2>&1; then
    echo "安装依赖（${lock}）…"
    install_with_uv && exit 0
    # uv does not know the mirror that pip is told to use.
    echo "uv 没有装成，改用 pip。"
fi

if ! "$python" -c 'import ensurepip, venv' 2>/dev/null; then
    version=$("$python" -c 'import sys; print("%d.%d" % sys.version_info[:2])')
    echo "这台机器的 Python 没有 venv 模块，建不了虚拟环境。Debian/Ubuntu：sudo apt-get install python${version}-venv，然后再运行一次。" >&2
    exit 1
fi
if ! .venv/bin/python -m pip --version >/dev/null 2>&1; then
    echo "建虚拟环境 .venv …"
    "$python" -m venv --clear .venv
fi
echo "安装依赖（${lock}，第一次要一两分钟）…"
.venv/bin/python -m pip install --quiet --disable-pip-version-check --require-hashes --requirement "$lock"
.venv/bin/python -m pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation --no-index --editable .
