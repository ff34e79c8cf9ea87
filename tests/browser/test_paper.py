"""A news item goes its way: written, mended by the checker's word, passed by three people, sent out, printed."""

import re
from collections.abc import Callable
from pathlib import Path

import docx
import pytest
from playwright.sync_api import Page, expect

from tests.browser.office import Office

pytestmark = pytest.mark.browser
TITLE = "市三院党员到敬老院义诊"


def passed(office: Office, login: str, address: str, remark: str = "") -> Page:
    """Pass the level that waits, at somebody's own window."""
    page = office.window(login)
    page.goto(address)
    page.get_by_label("意见", exact=True).fill(remark)
    page.get_by_role("button", name="通过本级").click()
    expect(page.get_by_role("status")).to_contain_text("已通过本级")
    return page


def test_a_text_is_written_mended_passed_by_three_and_sent_out(
    office: Office, axe_faults: Callable[[Page], list[str]], tmp_path: Path
) -> None:
    page = office.window("hospital.clerk")
    page.goto(f"{office.address}/papers/")
    assert axe_faults(page) == []
    page.get_by_role("link", name="送审一份").click()
    page.get_by_label("标题").fill(TITLE)
    page.get_by_label("去向").fill("医院网站")
    page.get_by_label("正文").fill("12月9日，市三院党员到敬老院义诊。\n大家表示要再接再励，把服务做细。")
    assert axe_faults(page) == []
    page.keyboard.press("Control+Enter")
    page.wait_for_url(re.compile(r"/papers/\d+/"))
    address = page.url
    expect(page.locator(".para-notes").last).to_contain_text("必改")
    page.get_by_role("button", name="通过本级").click()
    expect(page.get_by_role("alert")).to_contain_text("1处“必改”没有处理")
    page.get_by_role("checkbox", name="改成“再接再厉”").check()
    assert axe_faults(page) == []
    page.get_by_role("button", name="照勾选的改").click()
    expect(page.get_by_role("heading", name="第2稿")).to_be_visible()

    passed(office, "hospital.clerk", address)
    chief = passed(office, "hospital.secretary", address, "可以发")
    expect(chief.get_by_role("button", name="通过本级")).to_be_hidden()
    passed(office, "district.viewer", address)

    page.goto(address)
    page.get_by_role("button", name="发出").click()
    expect(page.get_by_role("status")).to_contain_text("已发出")
    with page.expect_download() as taken:
        page.get_by_role("link", name="下载发出时存下的 .docx").click()
    kept = tmp_path / "out.docx"
    taken.value.save_as(kept)
    assert "再接再厉" in docx.Document(str(kept)).paragraphs[-1].text

    page.get_by_role("link", name="三审三校单").click()
    sheet = page.locator(".way")
    expect(sheet).to_contain_text("可以发")
    expect(sheet.locator(".signs tr")).to_have_count(3)
    assert axe_faults(page) == []
    page.emulate_media(media="print")
    expect(page.get_by_role("button", name="打印")).to_be_hidden()
    assert page.evaluate("document.documentElement.scrollWidth <= document.documentElement.clientWidth")


def test_two_writers_choose_between_two_wordings_of_one_paragraph(office: Office) -> None:
    mine, theirs = office.window("water.clerk", "phone"), office.window("water.secretary")
    theirs.goto(f"{office.address}/papers/")
    theirs.get_by_role("link", name="水务局机关党委推进河道巡查志愿服务").click()
    address = theirs.url
    mine.goto(f"{address.partition('?')[0]}edit/")
    theirs.get_by_role("link", name="改稿").click()
    for page, title in ((theirs, "河道巡查有了志愿服务队"), (mine, "水务局党员巡查河道")):
        page.get_by_label("标题").fill(title)
        page.get_by_role("button", name="存成新一稿").click()
    expect(mine.get_by_role("alert")).to_contain_text("有1段你们都改了")
    expect(mine.locator(".halves")).to_contain_text("河道巡查有了志愿服务队")
    mine.get_by_label("用我写的").check()
    mine.get_by_role("button", name="照选好的存").click()
    expect(mine.get_by_role("heading", level=1)).to_have_text("水务局党员巡查河道")
    assert mine.evaluate("document.documentElement.scrollWidth <= document.documentElement.clientWidth")
