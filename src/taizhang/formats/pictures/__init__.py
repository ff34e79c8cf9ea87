"""Pictures in: measured by their headers, never decoded; copied without what tells where and with what they were taken.

Only what is needed to show a picture is copied, byte for byte as it came: no picture loses anything that can be seen.
"""

from __future__ import annotations

from taizhang.formats.pictures.cleaning import clean_picture, is_picture
from taizhang.formats.pictures.measured import Cleaned, PictureError

__all__ = ["Cleaned", "PictureError", "clean_picture", "is_picture"]
