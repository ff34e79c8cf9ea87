"""The keys of the product, as the list behind ? shows them."""

KEYS = (
    (("Ctrl", "K"), "搜索"),
    (("N",), "登记"),
    (("O",), "换组织"),
    (("T",), "以某日为准"),
    (("Ctrl", "S"), "存草稿"),
    (("Ctrl", "Enter"), "提交这张表"),
    (("←", "→", "↑", "↓"), "矩阵里走到相邻格，右边的说明跟着换"),
    (("Enter",), "打开格子，选定类别"),
    (("Esc",), "关上说明、对话框、下拉"),
    (("F8",), "下一处未见依据、已变化或发现的问题"),
    (("Shift", "F8"), "上一处"),
    (("A",), "审校：采纳这一处的改法"),
    (("X",), "审校：这一处不算错，写理由"),
    (("?",), "这张表"),
)
"""Keys pressed together or one of several, and what they do."""
