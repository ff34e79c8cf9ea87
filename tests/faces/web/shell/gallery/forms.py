"""A form with each state of a field."""

from __future__ import annotations

from django import forms


class OccasionForm(forms.Form):
    """When and where."""

    day = forms.CharField(label="日期", help_text="会议当天的日子。")
    place = forms.CharField(label="地点", required=False)
    members = forms.CharField(label="应到人数", required=False, widget=forms.TextInput(attrs={"readonly": True}))
    kind = forms.ChoiceField(label="形式", required=False, choices=(("", "未选"), ("open", "公开"), ("joint", "联合")))
    note = forms.CharField(label="备注", required=False, widget=forms.Textarea)

    def clean_day(self) -> str:
        """Know November."""
        if self.cleaned_data["day"] == "2026-11-31":
            message = "11月没有31日。请改成11月1日至30日之间的日子。"
            raise forms.ValidationError(message)
        return str(self.cleaned_data["day"])


class SignInForm(forms.Form):
    """Login name and password."""

    login = forms.CharField(label="登录名", widget=forms.TextInput(attrs={"autocomplete": "username"}))
    password = forms.CharField(label="密码", widget=forms.PasswordInput(attrs={"autocomplete": "current-password"}))
