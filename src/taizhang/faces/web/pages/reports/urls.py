from django.urls import path

from taizhang.faces.web.pages.reports import index, reviewing, verifying

app_name = "reports"

urlpatterns = [
    path("", index.index, name="index"),
    path("verify/", verifying.verify, name="verify"),
    path("review/", reviewing.review_page, name="review"),
    path("review/start/", reviewing.start, name="start_review"),
    path("review/<int:run_id>/", reviewing.show, name="reviewed"),
    path("review/<int:run_id>/stop/", reviewing.stop, name="stop_review"),
    path("review/<int:run_id>/export/", reviewing.export, name="export_review"),
    path("review/<int:run_id>/forget/", reviewing.forget, name="forget_review"),
]
