from django.urls import include, path

urlpatterns = [
    path("", include("taizhang.faces.web.urls")),
]
