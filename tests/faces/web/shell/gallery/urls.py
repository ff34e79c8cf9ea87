from django.urls import URLPattern, URLResolver, include, path

from tests.faces.web.shell.gallery import views

AREAS = (
    "desk",
    "ledger",
    "owed",
    "figures",
    "organizations",
    "duties",
    "checks",
    "reports",
    "library",
    "rules",
    "system",
)


def _area(area: str) -> URLResolver:
    routes: list[URLPattern] = [path("", views.components, name="index")]
    if area == "ledger":
        routes.append(path("record/", views.entry_form, name="record"))
    return path("" if area == "desk" else f"{area}/", include((routes, area)))


def _accounts() -> URLResolver:
    routes = [
        path("own/", views.components, name="own"),
        path("in/", views.sign_in, name="sign_in"),
        path("out/", views.signed_out, name="sign_out"),
    ]
    return path("accounts/", include((routes, "accounts")))


urlpatterns: list[URLPattern | URLResolver] = [
    *map(_area, AREAS),
    _accounts(),
    path("search/", include(([path("", views.components, name="index")], "search"))),
    path(
        "shell/",
        include(
            (
                [
                    path("organization/", views.choose_organization, name="organizations"),
                    path("day/", views.choose_day, name="days"),
                    path("keys/", views.keys, name="keys"),
                    path("more/", views.more, name="more"),
                    path("late/", views.late, name="late"),
                ],
                "shell",
            )
        ),
    ),
    path("matrix/", views.matrix, name="gallery-matrix"),
    path("matrix/cell/<int:row>/<int:column>/", views.cell, name="gallery-cell"),
    path("form/", views.entry_form, name="gallery-form"),
    path("draft/", views.draft, name="gallery-draft"),
    path("paper/", views.paper, name="gallery-paper"),
    path("checked/", views.checked, name="gallery-checked"),
    path("done/", views.done, name="gallery-done"),
    path("undo/", views.signed_out, name="gallery-undo"),
    path("lost/", views.lost, name="gallery-lost"),
    path("refused/<str:code>/", views.refused, name="gallery-refused"),
    path("trouble/<int:status>/", views.trouble, name="gallery-trouble"),
]

handler404 = "taizhang.faces.web.shell.errors.not_found"
handler500 = "taizhang.faces.web.shell.errors.broken"
