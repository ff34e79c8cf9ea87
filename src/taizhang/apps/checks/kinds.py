"""What a unit can decide about the checker, by name."""

from __future__ import annotations

from django.db import models


class OwnWordKind(models.TextChoices):
    """One kind of decision."""

    PROTECTED = "protected", "不报的词"
    STYLE = "style", "本单位写法"
    OFF = "off", "停用的规则"
    ON = "on", "启用的规则"
    SILENCE = "silence", "不算错"
