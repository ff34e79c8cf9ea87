from django.urls import path

from taizhang.faces.web.pages.reports import (
    deciding,
    drafts,
    editing,
    figures_in,
    index,
    reviewing,
    taking_down,
    taking_out,
    verifying,
)

app_name = "reports"

urlpatterns = [
    path("", index.index, name="index"),
    path("verify/", verifying.verify, name="verify"),
    path("verify/take-down/", taking_down.take_down, name="take_down"),
    path("review/", reviewing.review_page, name="review"),
    path("review/start/", reviewing.start, name="start_review"),
    path("review/<int:run_id>/", reviewing.show, name="reviewed"),
    path("review/<int:run_id>/stop/", reviewing.stop, name="stop_review"),
    path("review/<int:run_id>/export/", reviewing.export, name="export_review"),
    path("review/<int:run_id>/forget/", reviewing.forget, name="forget_review"),
    path("drafts/", drafts.drafts, name="drafts"),
    path("drafts/begin/", drafts.begin, name="begin"),
    path("<int:report_id>/", editing.edit, name="edit"),
    path("<int:report_id>/keep/", editing.keep, name="keep"),
    path("<int:report_id>/look/", editing.show, name="look"),
    path("<int:report_id>/save/", editing.save, name="save"),
    path("<int:report_id>/evidence/", figures_in.evidence, name="evidence"),
    path("<int:report_id>/figures/", figures_in.find, name="find"),
    path("<int:report_id>/again/", deciding.draft_again, name="again"),
    path("<int:report_id>/self-check/", deciding.check_page, name="self_check"),
    path("<int:report_id>/self-check/decide/", deciding.decide, name="decide"),
    path("<int:report_id>/intend/", deciding.intend, name="intend"),
    path("<int:report_id>/take/", deciding.take, name="take"),
    path("<int:report_id>/keep-value/", deciding.keep_value, name="keep_value"),
    path("<int:report_id>/vouch/", deciding.vouch, name="vouch"),
    path("<int:report_id>/remark/", deciding.remark, name="remark"),
    path("<int:report_id>/remark/<int:remark_id>/settle/", deciding.settle, name="settle"),
    path("<int:report_id>/level/", deciding.review, name="pass_level"),
    path("<int:report_id>/issue/", deciding.issue, name="issue"),
    path("<int:report_id>/versions/", deciding.versions, name="versions"),
    path("<int:report_id>/issued/<str:form>/", deciding.issued_file, name="issued"),
    path("<int:report_id>/file/<str:form>/", taking_out.take_out, name="take_out"),
]
