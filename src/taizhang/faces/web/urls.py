from django.urls import URLPattern, URLResolver

# The shell and each page area add themselves here.
urlpatterns: list[URLPattern | URLResolver] = []
