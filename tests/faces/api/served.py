"""The API alone: a page that is being worked on does not stop these tests."""

from django.urls import include, path

urlpatterns = [path("api/v1/", include("taizhang.faces.api.urls"))]
