"""A masked template: no name, no figure and no digit is left, the same name is the same mask, the frame stays."""

import re
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from taizhang.domain.figures.approximate import Wording, worded
from taizhang.domain.reporting import Ask, Block, Chip, Document, Gap, Named, Standing, Style, Words
from taizhang.domain.reporting.masking import masked, masked_figure

ASK = Ask("theme_day/count", "below", date(2025, 1, 1), date(2025, 12, 31))
PERSON, PLACE, BRANCH, OTHER = "周望野", "清溪书屋", "河道管理所党支部", "泵站管理所党支部"
REPORT = Document(
    (
        Block("title", Style.TITLE, (Words(f"{BRANCH}2025年度述职报告", Standing.FRAMING),)),
        Block("speaker", Style.SPEAKER, (Words(PERSON, Standing.FRAMING),)),
        Block("h", Style.HEADING_1, (Words("一、工作成效", Standing.FRAMING),)),
        Block(
            "a",
            Style.PARAGRAPH,
            (
                Words(f"{BRANCH}落实“三会一课”，开展主题党日"),
                Chip("tz_0001", ASK, 62, "60余次", Wording.MORE_ARABIC),
                Words("，"),
                Named("tz_0002", "day", "7月1日", 7, 1),
                Words("在"),
                Named("tz_0003", "place", PLACE, 7, 1),
                Words("由周", Standing.TYPED),
                Words("望野讲党课，"),
                Words(f"到{OTHER}走访十二户，{BRANCH}参加，慰问3人。", Standing.TYPED),
                Gap("上级点评"),
            ),
        ),
        Block("d", Style.DATE, (Words("2025年12月31日", Standing.FRAMING),)),
    )
)


def test_names_figures_and_days_go_and_the_frame_stays() -> None:
    assert masked(REPORT, [BRANCH, OTHER]).text.split("\n") == [
        "XX党支部XX年度述职报告",
        "XX一",
        "一、工作成效",
        (
            "XX党支部落实“三会一课”，开展主题党日XX次，XX月XX日在XX二由XX一讲党课，到XX三党支部走访XX户，XX党支部参加，"
            "慰问XX人。【待补：上级点评】"
        ),
        "XX年XX月XX日",
    ]


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("101次", "XX次"),
        ("60余次", "XX次"),
        ("近3万元", "XX万元"),
        ("一百零五次", "XX次"),
        ("3.5小时", "XX小时"),
        ("12,000元", "XX元"),
        ("95%", "XX%"),
        ("7", "XX"),
    ],
)
def test_a_figure_keeps_its_unit(text: str, said: str) -> None:
    assert masked_figure(text) == said


NAMES = st.lists(st.text("甲乙丙丁戊己庚辛", min_size=2, max_size=6), min_size=1, max_size=6)
FRAMES = st.lists(st.sampled_from(["开展活动", "，到", "会同", "在", "。", "走访", "由"]), min_size=1, max_size=8)


@given(
    NAMES,
    st.sampled_from(["", "党支部", "街道"]),
    FRAMES,
    st.integers(10, 999_999),
    st.sampled_from(Wording),
    st.integers(0, 1),
    st.data(),
)
def test_no_name_and_no_value_is_left(
    names: list[str],
    kind: str,
    frames: list[str],
    value: int,
    wording: Wording,
    split: int,
    data: st.DataObject,
) -> None:
    known = [name + kind for name in names]
    text = worded(value, "次") if wording is Wording.EXACT else f"{value}{wording}次"
    runs: list[Words | Chip] = []
    for frame in frames:
        name = data.draw(st.sampled_from(known))
        cut = len(name) // 2 if split else 0
        runs += [Words(frame + name[:cut], Standing.TYPED), Words(name[cut:]), Chip("tz_1", ASK, value, text)]
    left = masked(Document((Block("a", Style.PARAGRAPH, tuple(runs)),)), known).text
    assert not [name for name in known if name in left]
    assert not re.search("[0-9]", left)
    assert text not in left
    assert left.count("XX次") == len(frames)


@pytest.mark.parametrize("said", ["党员", "老党员", "党员干部", "党务工作者", "党员和群众", "省级", "二等奖"])
def test_a_word_that_names_nobody_stays_wherever_it_stands(said: str) -> None:
    runs = (Words("面向"), Named("tz_1", "audience", said, 1, 1), Words(f"培训，全年{said}受训。"))
    assert masked(Document((Block("a", Style.PARAGRAPH, runs),))).text == f"面向{said}培训，全年{said}受训。"


@pytest.mark.parametrize("said", ["河湾小学教师", "党员之家", "周望野", "青禾区级机关"])
def test_a_word_that_names_somebody_goes_whatever_field_it_came_from(said: str) -> None:
    runs = (Words("面向"), Named("tz_1", "audience", said, 1, 1), Words("培训。"))
    assert said not in masked(Document((Block("a", Style.PARAGRAPH, runs),))).text
