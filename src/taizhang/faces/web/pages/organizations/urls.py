from django.urls import path

from taizhang.faces.web.pages.organizations import acting, scopes, show, trees

app_name = "organizations"

urlpatterns = [
    path("", trees.index, name="index"),
    path("new/", acting.set_up, name="new"),
    path("scopes/", scopes.index, name="scopes"),
    path("scopes/new/", scopes.define, name="new_scope"),
    path("scopes/<int:scope_id>/", scopes.redefine, name="scope"),
    path("scopes/<int:scope_id>/remove/", scopes.remove, name="remove_scope"),
    path("<int:organization_id>/", show.show, name="show"),
    path("<int:organization_id>/history/", show.history, name="history"),
    path("<int:organization_id>/do/<slug:act>/", acting.act, name="act"),
    path("<int:organization_id>/undo/<slug:what>/<int:row>/", acting.undo, name="undo"),
]
