from django.urls import path

from taizhang.faces.web.pages.checking import checking, own_words, taking_away

app_name = "checks"

urlpatterns = [
    path("", checking.index, name="index"),
    path("commented/", taking_away.commented, name="commented"),
    path("text/", taking_away.text, name="text"),
    path("own/", own_words.index, name="own"),
    path("own/house.yaml", own_words.as_file, name="house"),
    path("own/decide/", own_words.decide_one, name="decide"),
    path("own/<int:own_word_id>/withdraw/", own_words.withdraw_one, name="withdraw"),
]
