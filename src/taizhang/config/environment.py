import hashlib
import os
import secrets
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Literal

Mode = Literal["real", "demo"]


class ConfigurationError(Exception):
    """The data folder's `taizhang.toml` or an environment variable cannot be used."""


@dataclass(frozen=True)
class Environment:
    """Everything the installation's owner may choose, read once at start."""

    home: Path
    """The data folder (数据目录): database, attachments, `taizhang.toml`."""
    keys: Path
    """The key folder (密钥目录), which always lies outside the data folder."""
    database: str
    """`postgres://…`, or empty for the SQLite file in the data folder."""
    business_day: date | None
    """A fixed business clock (业务日期), for demonstrations; None means the real day."""
    mode: Mode
    hosts: tuple[str, ...]
    """Names under which the pages may be asked for."""
    https: bool
    """Whether a TLS front end stands before the server."""
    password_policy: str

    @property
    def settings_file(self) -> Path:
        """Where the choices of the data folder are written."""
        return self.home / "taizhang.toml"

    @property
    def sqlite_file(self) -> Path:
        """The database of the embedded edition."""
        return self.home / "taizhang.sqlite3"

    @property
    def attachments(self) -> Path:
        """Where the papers of entries are kept, by digest."""
        return self.home / "attachments"

    @property
    def parcels(self) -> Path:
        """Where finished files wait, sealed, for whoever had them made; in no backup."""
        return self.home / "parcels"

    @property
    def is_demo(self) -> bool:
        """Whether this is the invented world of the demonstration."""
        return self.mode == "demo"


def read_environment(variables: Mapping[str, str] | None = None) -> Environment:
    """Read the environment and the data folder's `taizhang.toml`."""
    variables = os.environ if variables is None else variables
    home = Path(variables.get("TAIZHANG_HOME") or "~/.local/share/taizhang").expanduser().resolve()
    file = home / "taizhang.toml"
    choices = _read_file(file)
    keys = Path(variables.get("TAIZHANG_KEYS") or _default_keys(home, variables)).expanduser().resolve()
    if keys == home or home in keys.parents:
        raise ConfigurationError(
            f"密钥目录 {keys} 在数据目录 {home} 之内，备份会把钥匙和锁放在一起。把 TAIZHANG_KEYS 指到数据目录之外。"
        )
    mode = choices.pop("mode", "real")
    if mode not in ("real", "demo"):
        raise ConfigurationError(f"{file} 里的 mode 是“{mode}”，只能写 real 或 demo。")
    business_day = choices.pop("business_day", None)
    if business_day is not None and type(business_day) is not date:
        raise ConfigurationError(f"{file} 里的 business_day 要写成日期，如 business_day = 2025-12-10，不加引号。")
    hosts = choices.pop("hosts", [])
    if not isinstance(hosts, list) or not all(isinstance(host, str) for host in hosts):
        raise ConfigurationError(f'{file} 里的 hosts 要写成列表，如 hosts = ["tz.example.cn"]。')
    environment = Environment(
        home=home,
        keys=keys,
        database=variables.get("TAIZHANG_DATABASE") or str(choices.pop("database", "")),
        business_day=business_day,
        mode=mode,
        hosts=("127.0.0.1", "localhost", "[::1]", *hosts),
        https=bool(choices.pop("https", False)),
        password_policy=str(choices.pop("password_policy", "length")),
    )
    choices.pop("database", None)
    if choices:
        raise ConfigurationError(f"{file} 里有不认识的设置：{'、'.join(sorted(choices))}。核对拼写，或删去。")
    return environment


def secret_key(environment: Environment) -> str:
    """Return the key that signs sessions: from the key folder, made at the first start of a data folder.

    Without a data folder (`taizhang --help`, `check`, `read`) nothing is written and the key lives as long as the
    process.
    """
    if not environment.home.is_dir():
        return secrets.token_urlsafe(64)
    file = environment.keys / "session.key"
    environment.keys.mkdir(mode=0o700, parents=True, exist_ok=True)
    try:
        handle = os.open(file, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    except FileExistsError:
        return file.read_text(encoding="ascii").strip()
    with os.fdopen(handle, "w", encoding="ascii") as stream:
        key = secrets.token_urlsafe(64)
        stream.write(key)
    return key


def _read_file(file: Path) -> dict[str, object]:
    try:
        return tomllib.loads(file.read_text(encoding="utf-8"))
    except FileNotFoundError:
        return {}
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise ConfigurationError(f"读不懂 {file}：{error}。改正这一处后再试。") from error


def _default_keys(home: Path, variables: Mapping[str, str]) -> Path:
    """Name the key folder after its data folder, so that two data folders never share keys."""
    configured = variables.get("XDG_CONFIG_HOME")
    root = Path(configured) if configured else Path.home() / ".config"
    return root / "taizhang" / f"{home.name.lstrip('.')}-{hashlib.sha256(str(home).encode()).hexdigest()[:8]}"
