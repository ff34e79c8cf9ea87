"""The look of a .docx held against 《党政机关公文格式》 (GB/T 9704-2012), over what `formats` measured."""

from taizhang.domain.checking.layout.judging import judge_layout
from taizhang.domain.checking.layout.measured import Look, MeasuredDocument, MeasuredPage, MeasuredParagraph, PageNumber

__all__ = ["Look", "MeasuredDocument", "MeasuredPage", "MeasuredParagraph", "PageNumber", "judge_layout"]
