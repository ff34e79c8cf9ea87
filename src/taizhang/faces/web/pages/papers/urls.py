from django.urls import path

from taizhang.faces.web.pages.papers import deciding, listing, showing, taking_out, way, writing

app_name = "papers"

urlpatterns = [
    path("", listing.index, name="index"),
    path("begin/", writing.begin, name="begin"),
    path("<int:paper_id>/", showing.show, name="show"),
    path("<int:paper_id>/edit/", writing.edit, name="edit"),
    path("<int:paper_id>/mend/", deciding.mend, name="mend"),
    path("<int:paper_id>/let-stand/", deciding.let_stand, name="let_stand"),
    path("<int:paper_id>/remark/", deciding.remark, name="remark"),
    path("<int:paper_id>/remark/<int:paper_remark_id>/settle/", deciding.settle, name="settle"),
    path("<int:paper_id>/review/", deciding.review, name="review"),
    path("<int:paper_id>/review/back/", deciding.take_back, name="take_back"),
    path("<int:paper_id>/issue/", deciding.issue, name="issue"),
    path("<int:paper_id>/withdraw/", deciding.withdraw, name="withdraw"),
    path("<int:paper_id>/way/", way.way, name="way"),
    path("<int:paper_id>/draft.docx", taking_out.draft, name="draft"),
    path("<int:paper_id>/issued.docx", taking_out.issued, name="issued"),
]
