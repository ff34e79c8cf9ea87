import re

from taizhang.faces.web.shell.kind_choices import KindChoice, kind_options

LECTURE = KindChoice("party_lecture", "党课", "dk 讲课", "第四季度还没有", "/ledger/record/?org=a&kind=party_lecture")
OWN = KindChoice('own/x"y', '<b>"自定"</b>')


def test_choosing_opens_the_page_or_fills_the_field() -> None:
    opening, filling = (kind_options((LECTURE,), "kind", opening=one) for one in (True, False))
    assert 'data-href="/ledger/record/?org=a&amp;kind=party_lecture"' in opening
    assert "data-href" not in filling
    for text in (opening, filling):
        assert 'id="kind-1"' in text
        assert 'data-value="party_lecture"' in text
        assert 'data-initials="dk 讲课"' in text
        assert ">党课<small>第四季度还没有</small></li>" in text


def test_what_a_unit_calls_its_own_kinds_is_escaped() -> None:
    text = kind_options((LECTURE, OWN), "desk-kind", opening=True)
    assert 'id="desk-kind-2"' in text
    assert "<b>" not in text
    assert re.search(r'data-value="own/x&quot;y" data-word="&lt;b&gt;&quot;自定&quot;&lt;/b&gt;"', text)
