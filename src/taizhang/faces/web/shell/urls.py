from django.urls import path

from taizhang.faces.web.shell import views

app_name = "shell"

urlpatterns = [
    path("choose/organization/", views.organizations, name="organizations"),
    path("choose/day/", views.days, name="days"),
    path("keys/", views.keys, name="keys"),
    path("late/", views.late, name="late"),
    path("more/", views.more, name="more"),
]
