from django.urls import path

from taizhang.faces.api.interface import api

urlpatterns = [path("", api.urls)]
