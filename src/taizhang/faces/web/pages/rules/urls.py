from django.urls import path

from taizhang.faces.web.pages.rules import adopting, own_files, own_kinds, own_requirements, profiles, reading
from taizhang.faces.web.pages.rules.outlines import listing, making, words

app_name = "rules"

urlpatterns = [
    path("", reading.index, name="index"),
    path("kinds/", reading.kinds, name="kinds"),
    path("sources/", reading.sources, name="sources"),
    path("rule/<path:rule_id>/", reading.rule, name="rule"),
    path("kind/<path:kind_id>/", reading.kind, name="kind"),
    path("source/<path:source_id>/", reading.source, name="source"),
    path("adoption/", adopting.index, name="adoption"),
    path("adoption/adopt/", adopting.adopt, name="adopt"),
    path("profiles/", profiles.index, name="profiles"),
    path("profiles/choose/", profiles.choose, name="choose_profile"),
    path("profiles/<int:choice_id>/end/", profiles.end, name="end_profile"),
    path("own/", own_files.index, name="own"),
    path("own/export/", own_files.export, name="export_own"),
    path("own/import/", own_files.import_files, name="import_own"),
    path("own/kinds/new/", own_kinds.new, name="new_kind"),
    path("own/kinds/<path:kind_id>/", own_kinds.edit, name="edit_kind"),
    path("own/groups/new/", own_requirements.group, name="new_group"),
    path("own/requirements/new/", own_requirements.new, name="new_requirement"),
    path("own/requirements/<path:rule_id>/", own_requirements.edit, name="edit_requirement"),
    path("outlines/", listing.index, name="outlines"),
    path("outlines/change/<path:outline_id>/", making.change, name="change_outline"),
    path("outlines/words/<path:outline_id>/", words.words, name="outline_words"),
    path("outlines/rest/<path:outline_id>/", listing.rest, name="rest_outline"),
    path("outlines/<path:outline_id>/", listing.show, name="outline"),
]
