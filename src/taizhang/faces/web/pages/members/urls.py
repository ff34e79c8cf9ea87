from django.urls import path

from taizhang.faces.web.pages.members import changing, files, moving, person, rolls

app_name = "members"

urlpatterns = [
    path("", rolls.index, name="index"),
    path("new/", changing.add, name="new"),
    path("movements/", moving.index, name="movements"),
    path("import/", files.import_page, name="import"),
    path("import/confirm/", files.confirm, name="import_confirm"),
    path("import/template/", files.template, name="import_template"),
    path("export/", files.export, name="export"),
    path("<int:member_id>/", person.show, name="member"),
    path("<int:member_id>/reveal/", person.reveal, name="reveal"),
    path("<int:member_id>/event/", changing.event, name="event"),
    path("<int:member_id>/describe/", changing.describe_person, name="describe"),
    path("<int:member_id>/sealed/", changing.sealed, name="sealed"),
    path("<int:member_id>/events/<int:event_id>/", changing.correct, name="correct_event"),
    path("<int:member_id>/events/<int:event_id>/withdraw/", changing.withdraw, name="withdraw_event"),
]
