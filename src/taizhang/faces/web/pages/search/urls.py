from django.urls import path

from taizhang.faces.web.pages.search import views

app_name = "search"

urlpatterns = [path("", views.index, name="index")]
