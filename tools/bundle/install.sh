#!/bin/sh
# 离线安装台账。用法：sh install.sh [安装目录]，缺省装到 ~/taizhang。不联网，不需要管理员权限。
set -eu
here=$(cd "$(dirname "$0")" && pwd)
target=${1:-"$HOME/taizhang"}
wanted=@PYTHON@

python=
for name in "${PYTHON:-}" "python$wanted" python3; do
    [ -n "$name" ] || continue
    if [ "$("$name" -c 'import sys; print("%d.%d" % sys.version_info[:2])' 2>/dev/null)" = "$wanted" ]; then
        python=$name
        break
    fi
done
if [ -z "$python" ]; then
    echo "没有找到 Python ${wanted}，这个安装包是为它做的。装好后再运行；装在别处时：PYTHON=/path/to/python sh install.sh" >&2
    exit 1
fi

# pip 由安装包自带：有些系统的 Python 不带 pip。
"$python" -m venv --without-pip "$target"
pip=$(ls "$here"/wheels/pip-*.whl)
PYTHONPATH="$pip" "$target/bin/python" -m pip install --quiet --disable-pip-version-check \
    --no-index --find-links "$here/wheels" --require-hashes --requirement "$here/requirements.txt"
"$target/bin/taizhang" --help >/dev/null

echo "台账已装到 ${target}。"
echo "第一次：${target}/bin/taizhang init"
echo "启动：  ${target}/bin/taizhang serve"
