from django.urls import path

from taizhang.faces.web.pages.figures import exporting, totals, views

app_name = "figures"

urlpatterns = [
    path("", views.index, name="index"),
    path("export/", exporting.export_index, name="export_index"),
    path("of/<path:figure>/export/", exporting.export_figure, name="export"),
    path("of/<path:figure>/", views.figure_page, name="figure"),
    path("assertions/", totals.assertions_page, name="assertions"),
    path("assertions/enter/", totals.enter, name="enter"),
    path("assertions/<int:assertion>/withdraw/", totals.withdraw, name="withdraw"),
]
