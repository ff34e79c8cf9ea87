from django.urls import path

from taizhang.faces.web.pages.system import accounts, log, overview, running

app_name = "system"

urlpatterns = [
    path("", overview.index, name="index"),
    path("accounts/", accounts.index, name="accounts"),
    path("accounts/new/", accounts.create, name="new_account"),
    path("accounts/<int:account_id>/grant/", accounts.grant, name="grant"),
    path("accounts/<int:account_id>/<slug:what>/", accounts.change, name="change_account"),
    path("grants/<int:grant_id>/end/", accounts.end, name="end_grant"),
    path("log/", log.index, name="log"),
    path("runs/", running.index, name="runs"),
    path("runs/<int:run_id>/", running.show, name="run"),
    path("runs/<int:run_id>/stop/", running.stop, name="stop_run"),
    path("backup/", running.backups, name="backups"),
    path("backup/start/", running.start_backup, name="start_backup"),
    path("verify/", running.verifications, name="verify"),
    path("verify/start/", running.start_verification, name="start_verification"),
]
