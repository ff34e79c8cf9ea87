"""An installation looked at whole: all its rows, or none."""

from collections.abc import Callable
from pathlib import Path

from django.conf import settings

from taizhang.apps.audit.archive import Made
from taizhang.apps.audit.keys import key_file
from taizhang.apps.audit.models import Commit

Backup = Callable[..., Made]


def is_empty() -> bool:
    media = Path(settings.MEDIA_ROOT)
    return (
        not Commit.objects.exists()
        and not media.exists()
        and not key_file().exists()
        and not any(media.parent.glob(".restoring-*"))
    )
