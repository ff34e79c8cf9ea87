from django.urls import path

from taizhang.faces.web.pages.owed import exporting, one_cell, views

app_name = "owed"

urlpatterns = [
    path("", views.matrix_page, name="index"),
    path("matrix/", views.matrix_page, name="matrix"),
    path("list/", views.list_page, name="list"),
    path("export/", exporting.export, name="export"),
    path("cell/<str:code>/<str:start>/<str:end>/<path:rule>/", one_cell.cell_page, name="cell"),
    path("explain/<str:code>/<str:start>/<str:end>/<path:rule>/", one_cell.say, name="explain"),
    path("explained/<int:explanation>/withdraw/", one_cell.take_back, name="unexplain"),
]
