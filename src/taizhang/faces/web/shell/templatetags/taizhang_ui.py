"""Tags and filters that every page uses: address, status, number, icon, days, amounts."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import date, datetime
from functools import cache, lru_cache
from typing import Any, cast

from django import forms, template
from django.http import HttpRequest
from django.template.loader import render_to_string
from django.templatetags.static import static
from django.utils.html import format_html, format_html_join, json_script
from django.utils.safestring import SafeString

from taizhang.domain.obligations.answers import Code
from taizhang.domain.obligations.owed import Urgency
from taizhang.faces.web.shell.address import Address, read_address
from taizhang.faces.web.shell.amounts import amount_text
from taizhang.faces.web.shell.days import as_day, day_text, moment_text, weekday_text
from taizhang.faces.web.shell.kind_choices import KindChoice, kind_options
from taizhang.faces.web.shell.marks import LEGEND, Mark, mark_of, sign
from taizhang.faces.web.shell.sources import business_day

register = template.Library()
Answer = Code | Urgency | int | str | Mark


def _address(context: template.Context) -> Address:
    frame = context.get("frame")
    if frame is not None:
        return cast("Address", frame.address)
    request = context.get("request")
    return read_address(request.GET, business_day()) if request else Address()


@register.simple_tag(takes_context=True)
def address(context: template.Context, name: str, *args: object, **query: object) -> str:
    """Link to a route, keeping organisation, year and days: `{% address 'owed:matrix' rule='x' %}`."""
    return _address(context).to(name, *args, **query)


@register.simple_tag(takes_context=True)
def here(context: template.Context, **query: object) -> str:
    """Link to this page with its whole query, one word of it changed: `{% here page=2 %}`; None drops a word."""
    request = cast("HttpRequest", context["request"])
    words = request.GET.copy()
    for key, value in query.items():
        if value is None or value == "":
            words.pop(key, None)
        else:
            words[key] = value.isoformat() if isinstance(value, date) else str(value)
    text = words.urlencode()
    return f"{request.path}?{text}" if text else request.path


@register.simple_tag(takes_context=True)
def kept_fields(context: template.Context) -> SafeString:
    """Put the kept part of the address into a GET form as hidden fields."""
    return format_html_join("", '<input type="hidden" name="{}" value="{}">', _address(context).kept.items())


@register.simple_tag
def fixed(name: str) -> SafeString:
    """Put in a template that says the same on every page of everybody; it is rendered once: `{% fixed "x.html" %}`."""
    return rendered_once(name)


@cache
def rendered_once(name: str) -> SafeString:
    """Render a template that asks for nothing."""
    return render_to_string(name)


@register.simple_tag
@lru_cache(maxsize=512)
def icon(name: str, label: str = "") -> SafeString:
    """Draw an icon of the sprite; without a label it is decoration beside a word."""
    drawn = f"{static('vendor/icons.svg')}#{name}"
    if label:
        return format_html('<svg class="ico" role="img" aria-label="{}"><use href="{}"/></svg>', label, drawn)
    return format_html('<svg class="ico" aria-hidden="true"><use href="{}"/></svg>', drawn)


@register.simple_tag
def kind_choices(kinds: Iterable[KindChoice], id_: str, name: str = "") -> SafeString:
    """List the kinds to choose from; with the name of a hidden field choosing fills that, else it opens a page."""
    return kind_options(tuple(kinds), id_, opening=not name)


@register.simple_tag
def status(
    answer: Answer, count: object = "", *, href: str = "", word: str = "", bare: bool = False, current: bool = False
) -> SafeString:
    """Show an answer: sign, word, perhaps a count; with `href` it filters a list. `bare` stands in sentences."""
    mark = mark_of(answer)
    kind = f"st {mark.key} bare" if bare else f"st {mark.key}"
    text = f"{word or mark.word} {count}".strip()
    if not href:
        return format_html('<span class="{}">{}{}</span>', kind, sign(mark), text)
    state = SafeString(' aria-current="true"') if current else ""
    return format_html('<a class="{}" href="{}"{}>{}{}</a>', kind, href, state, sign(mark), text)


@register.simple_tag
def number(value: object, unit: str = "", href: str = "", title: str = "打开记录") -> SafeString:
    """Show a number that opens down to its records; without `href` it is plain, as it stands on none."""
    text = amount_text(value, unit) if isinstance(value, int) else f"{value}{unit}"
    if not href:
        return format_html('<span class="nw">{}</span>', text)
    return format_html('<a class="num" href="{}" title="{}">{}</a>', href, title, text)


@register.simple_tag(takes_context=True)
def sort_heading(context: template.Context, word: str, key: str, order: str = "", *, right: bool = False) -> SafeString:
    """Write a column head that sorts; only the active column carries a mark."""
    state, mark, following = "none", "", key
    if order == key:
        state, mark, following = "ascending", " ▴", f"-{key}"
    elif order == f"-{key}":
        state, mark, following = "descending", " ▾", key
    link = here(context, sort=following, page=None)
    side = "r" if right else ""
    sorting = format_html(' aria-sort="{}"', state) if mark else ""
    return format_html('<th scope="col" class="{}"{}><a href="{}">{}{}</a></th>', side, sorting, link, word, mark)


@register.simple_tag
def chart(name: str, option: Mapping[str, Any], label: str, *, low: bool = False) -> SafeString:
    """Mount a chart; `label` says what it shows, and where its values stand as a table."""
    kind = "chart low" if low else "chart"
    return format_html(
        '<div class="{}" role="img" aria-label="{}" data-chart="{}-option"></div>{}',
        kind,
        label,
        name,
        json_script(option, f"{name}-option"),
    )


@register.filter
def styled(field: forms.BoundField) -> SafeString:
    """Render a form field in our style, with the red rim where it has an error."""
    widget = field.field.widget
    if isinstance(widget, forms.CheckboxInput | forms.CheckboxSelectMultiple | forms.RadioSelect):
        return field.as_widget()
    own = str(widget.attrs.get("class", ""))
    kind = "form-select" if isinstance(widget, forms.Select) else "form-control"
    words = [kind, own, "bad" if field.errors else ""]
    return field.as_widget(attrs={"class": " ".join(filter(None, words))})


@register.filter
def is_box(field: forms.BoundField) -> bool:
    """Say whether the field is a single box to tick, whose label stands beside it."""
    return isinstance(field.field.widget, forms.CheckboxInput)


@register.filter
def is_group(field: forms.BoundField) -> bool:
    """Say whether the field is several boxes, named together by a legend."""
    return isinstance(field.field.widget, forms.CheckboxSelectMultiple | forms.RadioSelect)


@register.filter
def zh_date(value: date | datetime | None, year: int | None = None) -> str:
    """Write 2026年11月20日, or 11月20日 when it falls in the year given."""
    return day_text(value, year) if value else ""


@register.filter
def iso_date(value: date | datetime | None) -> str:
    """Write 2026-11-20, as tables do."""
    return as_day(value).isoformat() if value else ""


@register.filter
def short_date(value: date | datetime | None) -> str:
    """Write 11-20, for narrow lists."""
    return f"{as_day(value):%m-%d}" if value else ""


@register.filter
def weekday(value: date | datetime | None) -> str:
    """Write 星期五."""
    return weekday_text(value) if value else ""


@register.filter
def moment(value: datetime | None, today: date | None = None) -> str:
    """Write 今天 06:10 or 11月5日 09:00."""
    return moment_text(value, today or business_day()) if value else ""


@register.filter
def amount(value: int | None, unit: str = "") -> str:
    """Write an integer of the smallest unit as people read it: fen as 元, tenths of an hour as 小时."""
    return amount_text(value, unit)


@register.filter
def answer_sign(value: Answer) -> SafeString:
    """Draw the sign alone; the word has to stand beside it."""
    return sign(value)


@register.filter
def answer_word(value: Answer) -> str:
    """Say the word of an answer."""
    return mark_of(value).word


@register.filter
def answer_class(value: Answer) -> str:
    """Name the CSS class of an answer."""
    return mark_of(value).key


@register.simple_tag
def legend_answers() -> Sequence[str]:
    """List the six answers in the order of a legend."""
    return LEGEND
