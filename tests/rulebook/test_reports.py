"""Every count that the three example reports state has a figure, where its kind exists by now."""

from __future__ import annotations

import pytest

from taizhang.domain.rules.figures import figure_catalogue
from taizhang.domain.rules.rulebook import shipped

CATALOGUE = figure_catalogue(shipped())

STATED = [
    ("红色研学活动120余场", "study_visit/red_study", "场"),
    ("组织集中学习", "collective_study/count", "次"),
    ("开展宣讲", "outreach_talk/count", "场"),
    ("进校园开展宣讲", "outreach_talk/on_campus", "场"),
    ("各类培训期数", "training_course/count", "期"),
    ("各类培训人次", "training_course/attendance", "人次"),
    ("年轻干部能力测试", "ability_test/taken", "名"),
    ("择优选拔到局跟班学习", "secondment/shadowing", "名"),
    ("选优配强党组织书记", "cadre_selection/secretaries", "名"),
    ("配齐配好党务工作人员", "cadre_selection/party_workers", "名"),
    ("走访慰问", "consolation_visit/count", "次"),
    ("发放善款", "donation/given", "元"),
    ("党员报到", "community_check_in/members", "名"),
    ("为群众办实事", "good_deed/count", "件"),
    ("选派参加国培", "training_course/national", "人次"),
    ("德育骨干培训", "training_course/ideology_teachers", "人次"),
    ("集体约谈", "interview/collective", "次"),
    ("集体约谈人次", "interview/collective_people", "人次"),
    ("警示教育", "integrity_education/warnings", "次"),
    ("意识形态督查", "party_building_supervision/ideology", "次"),
    ("全面从严治党大督查", "party_building_supervision/strict_governance", "次"),
    ("日常监督、专项督查、专项整治行动60余次", "supervision_check/count", "次"),
    ("廉洁教育会4次", "integrity_education/meetings", "次"),
    ("例行、履新、日常廉政谈话100余次", "interview/integrity_talks", "次"),
    ("每季度深入联系支部", "contact_visit/count", "次"),
    ("为全体党员干部讲党课2次", "party_lecture/for_all_members", "次"),
    ("为联系支部讲党课2次", "party_lecture/for_contact_branch", "次"),
    ("参观省博物馆", "study_visit/museum", "场"),
    ("博士、硕士研究生5名", "talent_intake/graduates", "名"),
    ("学科青年人才6名", "talent_intake/young_talents", "名"),
    ("优化岗位10个", "post_optimization/posts_optimized", "个"),
    ("优化人员30人", "post_optimization/people_optimized", "人"),
    ("第三届评选活动", "talent_contest/edition", "届"),
    ("评选出20名", "talent_contest/chosen", "名"),
    ("文明创建十大专项行动", "civilization_creation/actions", "项"),
    ("每季度专题研究党建", "committee_meeting/party_building_discussed", "次"),
    ("集体学习9次", "collective_study/count", "次"),
    ("专题交流研讨3次", "seminar/count", "次"),
    ("研讨材料9篇", "seminar/discussion_papers", "篇"),
    ("交流体会18篇", "seminar/reflections", "篇"),
    ("专题会议研究党建工作3次", "committee_meeting/special_party_building", "次"),
    ("约谈党支部书记2次", "interview/secretaries", "次"),
    ("基层党建工作督导2次", "party_building_supervision/party_building", "次"),
    ("专题培训5次", "training_course/count", "期"),
    ("10个党支部", "branches_at_end", "个"),
    ("中共党员142名", "members_at_end", "名"),
    ("健康义诊30余次", "free_clinic/count", "次"),
    ("志愿服务25次", "volunteer_service/count", "次"),
]


@pytest.mark.parametrize(("stated", "figure", "unit"), STATED, ids=[one[0] for one in STATED])
def test_what_a_report_states_has_its_figure(stated: str, figure: str, unit: str) -> None:
    assert stated
    assert CATALOGUE[figure].unit == unit


def test_a_meeting_with_an_item_and_a_meeting_convened_for_it_are_two_figures() -> None:
    for meeting in ("committee_meeting", "party_group_meeting"):
        assert (
            CATALOGUE[f"{meeting}/party_building"].definition
            != CATALOGUE[f"{meeting}/special_party_building"].definition
        )


def test_a_free_clinic_is_no_part_of_volunteer_service() -> None:
    assert CATALOGUE["free_clinic/count"].kind != CATALOGUE["volunteer_service/count"].kind
