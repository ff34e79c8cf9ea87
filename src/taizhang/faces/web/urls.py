from django.urls import URLPattern, URLResolver, include, path

from taizhang.faces.web.pages.accounts.whereto import root

# Each page area adds itself here.
urlpatterns: list[URLPattern | URLResolver] = [
    path("", root, name="root"),  # Leads to the page where one's work begins: desk, or for administrators system.
    path("desk/", include("taizhang.faces.web.pages.desk.urls")),
    path("shell/", include("taizhang.faces.web.shell.urls")),
    path("figures/", include("taizhang.faces.web.pages.figures.urls")),
    path("owed/", include("taizhang.faces.web.pages.owed.urls")),
    path("organizations/", include("taizhang.faces.web.pages.organizations.urls")),
    path("members/", include("taizhang.faces.web.pages.members.urls")),
    path("rules/", include("taizhang.faces.web.pages.rules.urls")),
    path("system/", include("taizhang.faces.web.pages.system.urls")),
    path("search/", include("taizhang.faces.web.pages.search.urls")),
    path("accounts/", include("taizhang.faces.web.pages.accounts.urls")),
    path("ledger/", include("taizhang.faces.web.pages.ledger.urls")),
    path("reports/", include("taizhang.faces.web.pages.reports.urls")),
    path("papers/", include("taizhang.faces.web.pages.papers.urls")),
    path("checks/", include("taizhang.faces.web.pages.checking.urls")),
]
