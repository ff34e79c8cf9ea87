"""The page of a paper: who sees what, and what each button does and refuses."""

from html import unescape
from pathlib import Path
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from taizhang.apps.papers.models import Allowance, Issue, Paper, Review
from taizhang.apps.papers.selectors.checked import check_paper, key_of
from taizhang.apps.papers.selectors.texts import head_of, text_of
from taizhang.apps.papers.selectors.ways import remarks_of
from taizhang.apps.papers.services.issuing import issue
from tests.apps.ledger.conftest import TODAY, World, world  # noqa: F401 (a fixture)
from tests.apps.papers.written import BODY, FAULTY, again, opened, passed_by_all
from tests.faces.web.pages.people import signed_in

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _folder(settings: Any, tmp_path: Path) -> None:
    settings.MEDIA_ROOT = str(tmp_path / "attachments")


def _shown(client: Client, paper: Paper, route: str = "papers:show", status: int = 200) -> str:
    answer = client.get(reverse(route, args=[paper.pk]))
    assert answer.status_code == status
    return unescape(answer.content.decode())


def _do(client: Client, paper: Paper, what: str, **sent: object) -> Any:
    return client.post(reverse(f"papers:{what}", args=[paper.pk]), sent)


def _fault(world: World, paper: Paper) -> str:
    found = check_paper(world.clerk, paper, text_of(head_of(paper)), TODAY).findings
    return key_of(next(one.finding for one in found if one.finding.excerpt == "再接再励"))


def test_a_finding_stands_beside_its_paragraph_and_is_mended_by_ticking_it(world: World) -> None:
    paper, writer = opened(world, body=FAULTY), signed_in("writer", "clerk", world.branch)
    shown = _shown(writer, paper)
    paragraph = shown.split(f'id="block-{text_of(head_of(paper)).document.blocks[2].id}"')[1]
    assert "改成“再接再厉”" in paragraph
    assert '<mark class="e"' in paragraph
    nothing = _do(writer, paper, "mend", version="1")
    assert nothing.status_code == 422
    assert "还没有勾选" in unescape(nothing.content.decode())
    assert _do(writer, paper, "mend", version="1", mend=f"{_fault(world, paper)}:0").status_code == 302
    assert "再接再厉" in text_of(head_of(paper)).body


def test_one_s_own_last_word_is_taken_back_from_the_page(world: World) -> None:
    paper, writer = opened(world), signed_in("writer", "clerk", world.branch)
    _do(writer, paper, "review", version="1", passed="yes")
    assert "撤回我的意见" in _shown(writer, paper)
    assert "撤回我的意见" not in _shown(signed_in("another", "clerk", world.branch), paper)
    assert _do(writer, paper, "take_back", version="1").status_code == 302
    assert not Review.objects.filter(known_until=None).exists()


def test_a_level_says_why_it_cannot_pass_and_keeps_what_was_typed(world: World) -> None:
    paper, writer = opened(world, body=FAULTY), signed_in("writer", "clerk", world.branch)
    refused = _do(writer, paper, "review", version="1", passed="yes", remark="我看过了")
    said = unescape(refused.content.decode())
    assert refused.status_code == 422
    assert "1处“必改”" in said
    assert "我看过了</textarea>" in said
    assert not Review.objects.exists()
    assert _do(writer, paper, "let_stand", key=_fault(world, paper), reason="原文如此").status_code == 302
    assert Allowance.objects.get().reason == "原文如此"
    assert _do(writer, paper, "review", version="1", passed="yes").status_code == 302
    chief = signed_in("chief", "secretary", world.branch)
    assert _do(chief, paper, "review", version="1", passed="no").status_code == 422
    assert _do(chief, paper, "review", version="1", passed="no", remark="重写").status_code == 302
    shown = _shown(writer, paper)
    assert "退回" in shown
    assert "重写" in shown


def test_remarks_are_written_and_settled_beside_the_paragraph(world: World) -> None:
    paper, superior = opened(world), signed_in("above", "superior", world.committee)
    assert _do(superior, paper, "remark", block="title", text="").status_code == 422
    assert _do(superior, paper, "remark", block="title", text="短一点").status_code == 302
    writer = signed_in("writer", "clerk", world.branch)
    assert "短一点" in _shown(writer, paper)
    (row,) = remarks_of(paper)
    place = reverse("papers:settle", args=[paper.pk, row.id])
    assert superior.post(place).status_code == 403
    assert writer.post(place).status_code == 302
    assert "已处理的批注 1" in _shown(writer, paper)


def test_it_goes_out_once_and_the_same_bytes_come_back(world: World) -> None:
    paper, writer = opened(world), signed_in("writer", "clerk", world.branch)
    assert _do(writer, paper, "issue", version="1").status_code == 422
    passed_by_all(world, paper)
    assert "发出后" in _shown(writer, paper)
    assert _do(writer, paper, "issue", version="1").status_code == 302
    assert _do(writer, paper, "issue", version="1").status_code == 422
    assert Issue.objects.count() == 1
    first = b"".join(writer.get(reverse("papers:issued", args=[paper.pk])).streaming_content)  # type: ignore[attr-defined]
    again(world, paper, body="更正。")
    place = reverse("papers:issued", args=[paper.pk])
    assert b"".join(writer.get(f"{place}?version=1").streaming_content) == first  # type: ignore[attr-defined]
    assert writer.get(f"{place}?version=2").status_code == 404
    assert "现在看的是以后改的第2稿" in _shown(writer, paper)


def test_a_reader_sees_what_went_out_and_nothing_of_its_making(world: World) -> None:
    paper, reader = opened(world), signed_in("reading", "reader", world.branch)
    _shown(reader, paper, status=404)
    passed_by_all(world, paper)
    issue(world.clerk, paper.pk, 1)
    again(world, paper, title="更正中的标题", body="还没有定的话。")
    shown = _shown(reader, paper)
    assert BODY.split("\n")[0] in shown
    for hidden in ("更正中", "还没有定", "批注…", "三审三校单", "起草人员"):
        assert hidden not in shown
    for route in ("papers:way", "papers:draft"):
        assert reader.get(reverse(route, args=[paper.pk])).status_code == 404
    served = reader.get(reverse("papers:issued", args=[paper.pk]))
    assert b"".join(served.streaming_content).startswith(b"PK")  # type: ignore[attr-defined]
    for what in ("review", "remark", "issue", "withdraw", "mend", "let_stand"):
        assert _do(reader, paper, what, version="1").status_code in {403, 404}


def test_a_withdrawn_paper_is_only_looked_at(world: World) -> None:
    paper, writer = opened(world, body=FAULTY), signed_in("writer", "clerk", world.branch)
    assert _do(writer, paper, "withdraw", reason="").status_code == 422
    assert _do(writer, paper, "withdraw", reason="活动取消").status_code == 302
    shown = _shown(writer, paper)
    assert "活动取消" in shown
    for gone in ("改稿", "通过本级", "写批注", "照勾选的改", "不算错…"):
        assert gone not in shown
    assert writer.get(reverse("papers:edit", args=[paper.pk])).status_code == 409
    assert _do(writer, paper, "remark", block="title", text="看看").status_code == 422


def test_the_sheet_tells_the_whole_way(world: World) -> None:
    paper, writer = opened(world), signed_in("writer", "clerk", world.branch)
    passed_by_all(world, paper)
    again(world, paper, title="机关党委研究年底工作", destination="公众号")
    sheet = _shown(writer, paper, "papers:way")
    for said in ("第1稿", "第2稿", "分管领导", "superior", "去向：", "签字：", "<del>", "<ins>", "公众号"):
        assert said in sheet
    draft = writer.get(reverse("papers:draft", args=[paper.pk]))
    assert draft.content.startswith(b"PK")
    assert "attachment" in draft.headers["Content-Disposition"]
