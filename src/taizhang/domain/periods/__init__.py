"""Windows of time (时段): months, quarters, half-years, years, weeks."""

from taizhang.domain.periods.window import Cycle, Window, add_months, windows_between, windows_of_year

__all__ = ["Cycle", "Window", "add_months", "windows_between", "windows_of_year"]
