from django.urls import URLPattern, URLResolver, include, path

# Each page area adds itself here.
urlpatterns: list[URLPattern | URLResolver] = [
    path("shell/", include("taizhang.faces.web.shell.urls")),
    path("ledger/", include("taizhang.faces.web.pages.ledger.urls")),
]
