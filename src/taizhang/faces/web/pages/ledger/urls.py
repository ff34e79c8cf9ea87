from django.urls import path

from taizhang.faces.web.pages.ledger import batch, entry, listing, recording

app_name = "ledger"
urlpatterns = [
    path("", listing.index, name="index"),
    path("calendar/", listing.by_month, name="calendar"),
    path("batch/", batch.batch, name="batch"),
    path("handbook/", batch.handbook, name="handbook"),
    path("drafts/", listing.drafts, name="drafts"),
    path("drafts/<int:draft_id>/drop/", listing.drop_draft, name="drop_draft"),
    path("record/", recording.record, name="record"),
    path("record/effects/", recording.effects, name="effects"),
    path("record/draft/", recording.draft, name="draft"),
    path("attachments/<int:attachment_id>/", entry.attachment, name="attachment"),
    path("<int:entry_id>/", entry.show, name="entry"),
    path("<int:entry_id>/correct/", recording.correct, name="correct"),
    path("<int:entry_id>/confirm/", entry.confirm, name="confirm"),
    path("<int:entry_id>/void/", entry.void, name="void"),
    path("<int:entry_id>/print/", entry.print_one, name="print"),
]
