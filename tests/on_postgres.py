"""Run pytest with its arguments on a PostgreSQL that stands for just this run: python -m tests.on_postgres ARGS."""

import os
import subprocess
import sys

from tools.postgres_cluster import PostgresMissingError, running_cluster


def main() -> int:
    try:
        with running_cluster() as cluster:
            environment = {**os.environ, "TAIZHANG_TEST_DATABASE": cluster.address}
            return subprocess.run(
                [sys.executable, "-m", "pytest", *sys.argv[1:]], env=environment, check=False
            ).returncode
    except PostgresMissingError as error:
        print(f"\n!!!! 没有在 PostgreSQL 上测试：{error}\n", file=sys.stderr)  # noqa: T201 (a command's own output)
        return 1 if os.environ.get("CI") == "true" else 0


if __name__ == "__main__":
    sys.exit(main())
