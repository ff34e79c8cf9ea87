from django.urls import include, path

urlpatterns = [
    path("api/v1/", include("taizhang.faces.api.urls")),
    path("", include("taizhang.faces.web.urls")),
]

handler400 = "taizhang.faces.web.shell.errors.bad_request"
handler403 = "taizhang.faces.web.shell.errors.forbidden"
handler404 = "taizhang.faces.web.shell.errors.not_found"
handler500 = "taizhang.faces.web.shell.errors.broken"
