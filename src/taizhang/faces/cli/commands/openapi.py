"""`taizhang openapi`: the description of the API, for programs that call it."""

from __future__ import annotations

import click

from taizhang.faces.cli.installation import load_django
from taizhang.faces.cli.layout import Laid
from taizhang.faces.cli.printing import print_json


@click.command(
    cls=Laid,
    help="打印接口（/api/v1）的 OpenAPI 说明。\n\n运行中的服务器只给登录了的人看同一份说明：/api/v1/openapi.json。",
)
def openapi() -> None:
    """Print the schema."""
    load_django()
    from taizhang.faces.api.interface import api

    print_json(api.get_openapi_schema())
