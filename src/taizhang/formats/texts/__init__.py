"""Text out of a file that somebody sends: .txt .md .docx .pdf .html, and .doc where an office program is there.

Nothing in the file is trusted and nothing in it is changed: places count code points of the text that comes out, and
for a .docx they lead back to the runs it came from.
"""

from taizhang.formats.texts.found import FileFormat, Place, Role, TextOfFile, TextPart, UnreadableError
from taizhang.formats.texts.opening import MOST_BYTES, MOST_CHARACTERS, SUFFIXES, read_text
from taizhang.formats.texts.word_layout import measure_layout

__all__ = [
    "MOST_BYTES",
    "MOST_CHARACTERS",
    "SUFFIXES",
    "FileFormat",
    "Place",
    "Role",
    "TextOfFile",
    "TextPart",
    "UnreadableError",
    "measure_layout",
    "read_text",
]
