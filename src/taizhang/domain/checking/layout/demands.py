"""What the standard asks of a page, as a table; what it only calls usual (一般, 可以) never weighs more than a hint."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from taizhang.domain.findings import Severity

_CONDITIONAL: Final = frozenset({"一般要求", "推算"})


@dataclass(frozen=True, slots=True)
class Demand:
    """One demand: how it reads before what was found, what to do, its clause and how strongly the clause speaks."""

    name: str
    says: str
    suggestion: str
    clause: str
    verb: str = "规定"

    @property
    def severity(self) -> Severity:
        """A rule of the standard warns; what is conditional or worked out of it informs."""
        return Severity.HINT if self.verb in _CONDITIONAL else Severity.WARNING


_ALL: Final = (
    Demand("paper", "公文用A4纸（210×297毫米），", "在“页面设置”里把纸张改成A4。", "5.1"),
    Demand("margin_top", "天头（上白边）为37毫米±1毫米，", "在“页面设置”里把上边距改成3.7厘米。", "5.2.1"),
    Demand("margin_left", "订口（左白边）为28毫米±1毫米，", "在“页面设置”里把左边距改成2.8厘米。", "5.2.1"),
    Demand(
        "margin_bottom", "按版心高225毫米推算，下白边35毫米，", "在“页面设置”里把下边距改成3.5厘米。", "5.2.1", "推算"
    ),
    Demand(
        "margin_right", "按版心宽156毫米推算，右白边26毫米，", "在“页面设置”里把右边距改成2.6厘米。", "5.2.1", "推算"
    ),
    Demand("body_face", "正文用仿宋体，", "把正文字体改成仿宋。", "5.2.2"),
    Demand("body_size", "正文和各级标题用3号字，", "改成三号（16磅）。", "5.2.2"),
    Demand("lines", "一般每面排22行，", "把行距设为固定值28.95磅左右，或用文档网格每页22行。", "5.2.3", "一般要求"),
    Demand("colour", "文字的颜色为黑色，", "改成黑色或“自动”。", "5.2.4"),
    Demand("title_face", "标题一般用小标宋体，", "把标题字体改成小标宋。", "7.3.1", "一般要求"),
    Demand("title_size", "标题一般用2号字，", "改成二号（22磅）。", "7.3.1", "一般要求"),
    Demand("title_place", "标题居中排布，", "把标题设为居中。", "7.3.1"),
    Demand("indent", "正文每个自然段左空二字，", "把首行缩进设为2字符。", "7.3.3"),
    Demand("heading_one", "第一层标题一般用黑体，", "改成黑体，不加粗。", "7.3.3", "一般要求"),
    Demand("heading_two", "第二层标题一般用楷体，", "改成楷体，不加粗。", "7.3.3", "一般要求"),
    Demand("bold", "层次靠字体区分，一般不加粗，", "取消加粗。", "7.3.3", "一般要求"),
    Demand("number_missing", "页码编排在版心下边缘之下，", "插入页码。", "7.5"),
    Demand("number_size", "页码用4号字，", "改成四号（14磅）。", "7.5"),
    Demand("number_dashes", "页码左右各放一条一字线，", "写成“— 1 —”。", "7.5"),
    Demand("number_sides", "单页码居右空一字，双页码居左空一字，", "在页脚勾选“奇偶页不同”，分别设置。", "7.5"),
)
DEMANDS: Final = {demand.name: demand for demand in _ALL}
