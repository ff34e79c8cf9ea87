"""The command line (命令行): `taizhang …`."""

from taizhang.faces.cli.program import main

__all__ = ["main"]
