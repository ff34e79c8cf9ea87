from django.urls import path

from taizhang.faces.web.pages.desk import views

app_name = "desk"

urlpatterns = [
    path("", views.index, name="index"),
    path("changes/", views.changes, name="changes"),
    path("days/<str:day>/", views.day, name="day"),
]
