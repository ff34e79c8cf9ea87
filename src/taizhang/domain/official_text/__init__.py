"""The model of an official document: paragraphs, headings and their numbers, sentences, the official word count.

Everything is told in code points of the text exactly as it was given, so that a place found here can be shown in any
editor. Nothing is repaired on the way: what is wrong with a text is for `checking` to say.
"""

from taizhang.domain.official_text.document import Heading, OfficialText, Paragraph, Span
from taizhang.domain.official_text.markdown import MarkdownText
from taizhang.domain.official_text.numbering import NumberStyle, chinese_number, read_ordinal

__all__ = [
    "Heading",
    "MarkdownText",
    "NumberStyle",
    "OfficialText",
    "Paragraph",
    "Span",
    "chinese_number",
    "read_ordinal",
]
