"""Findings of the checker in the forms that others read: SARIF, Markdown, annotations, comments in a .docx."""

from taizhang.formats.checks.checked import CheckedFile, Silenced
from taizhang.formats.checks.commenting import commented_original
from taizhang.formats.checks.commenting_new import commented_new
from taizhang.formats.checks.markdown import markdown_table
from taizhang.formats.checks.sarif import sarif_log
from taizhang.formats.checks.workflow_commands import workflow_commands

__all__ = [
    "CheckedFile",
    "Silenced",
    "commented_new",
    "commented_original",
    "markdown_table",
    "sarif_log",
    "workflow_commands",
]
