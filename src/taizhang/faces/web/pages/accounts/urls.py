from django.urls import path

from taizhang.faces.web.pages.accounts import own, signing_in

app_name = "accounts"

urlpatterns = [
    path("in/", signing_in.sign_in_page, name="sign_in"),
    path("out/", signing_in.sign_out_page, name="sign_out"),
    path("password/", own.first_password, name="first_password"),
    path("own/", own.own, name="own"),
    path("own/password/", own.password, name="password"),
    path("own/sessions/<int:session_id>/end/", own.end_one_session, name="end_session"),
    path("own/sessions/end-others/", own.end_others, name="end_other_sessions"),
    path("own/tokens/", own.make_token, name="make_token"),
    path("own/tokens/<int:token_id>/revoke/", own.drop_token, name="revoke_token"),
]
