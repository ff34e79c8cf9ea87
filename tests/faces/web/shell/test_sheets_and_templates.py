import re
import statistics
from pathlib import Path

import pytest

from taizhang.faces.web import shell
from taizhang.faces.web.assets import listed_assets
from taizhang.faces.web.shell.marks import MARKS
from taizhang.faces.web.shell.navigation import GROUPS

ROOT = Path(shell.__file__).parent
SHEETS = sorted((ROOT / "static").rglob("*.css"))
SCRIPTS = sorted((ROOT / "static").rglob("*.js"))
PAGES = sorted((ROOT / "templates").rglob("*.html"))
GALLERY = sorted((Path(__file__).parent / "gallery" / "templates").rglob("*.html"))
COMMENT = re.compile(r"/\*.*?\*/", re.DOTALL)
TOO_NEW = re.compile(
    r"oklch|oklab|lch\(|color-mix|light-dark|:has\(|@container|@layer|^\s*&|\brgba?\(|\bhsla?\(", re.MULTILINE
)
NAMED_COLOUR = re.compile(r":\s*(?:red|green|blue|white|black|gr[ae]y|orange|yellow)\b")


def named(paths: list[Path]) -> list[object]:
    return [pytest.param(path, id=path.name) for path in paths]


@pytest.mark.parametrize("sheet", named(SHEETS))
def test_a_sheet_uses_hex_and_nothing_newer_than_the_oldest_browser(sheet: Path) -> None:
    text = COMMENT.sub("", sheet.read_text(encoding="utf-8"))
    assert TOO_NEW.findall(text) == []
    assert NAMED_COLOUR.findall(text) == []


@pytest.mark.parametrize("sheet", named(SHEETS))
def test_a_sheet_writes_one_declaration_a_line(sheet: Path) -> None:
    lines = COMMENT.sub("", sheet.read_text(encoding="utf-8")).splitlines()
    assert [line for line in lines if line.count(";") > 1] == []


@pytest.mark.parametrize("page", named(PAGES + GALLERY))
def test_a_template_holds_no_inline_style_script_or_handler(page: Path) -> None:
    text = page.read_text(encoding="utf-8")
    assert "style=" not in text.replace('rel="stylesheet"', "")
    assert not re.search(r"\son[a-z]+=", text)
    assert not re.search(r"<script(?![^>]*\ssrc=)", text)
    assert "javascript:" not in text


@pytest.mark.parametrize("script", named(SCRIPTS))
def test_a_script_keeps_nothing_in_the_browser_and_evaluates_nothing(script: Path) -> None:
    text = COMMENT.sub("", script.read_text(encoding="utf-8"))
    # To take away what a library left behind is to keep nothing.
    text = re.sub(r"sessionStorage\.removeItem\(", "", text)
    assert not re.search(r"localStorage|sessionStorage|indexedDB|\beval\(|new Function|setAttribute\(.style", text)


def test_every_symbol_that_a_mark_names_is_drawn() -> None:

    drawn = (ROOT / "templates" / "shell" / "symbols.html").read_text(encoding="utf-8")
    assert [key for key in MARKS if f'id="sg-{key}"' not in drawn] == []


def test_every_icon_that_a_template_names_is_listed() -> None:

    web = ROOT.parent
    texts = [page.read_text(encoding="utf-8") for page in web.rglob("templates/**/*.html")]
    asked = {name for text in texts for name in re.findall(r"\{% icon \"([a-z0-9-]+)\"", text)}
    assert asked | {group.icon for group in GROUPS} <= set(listed_assets().icons)


def test_every_sheet_and_script_is_loaded() -> None:
    loaded = "".join(page.read_text(encoding="utf-8") for page in PAGES)
    assert [path.name for path in SHEETS + SCRIPTS if path.name not in loaded] == []


def test_templates_are_small() -> None:
    lengths = [len(page.read_text(encoding="utf-8").splitlines()) for page in PAGES]
    assert statistics.median(lengths) < 40
    assert max(lengths) <= 60


def test_pages_speak_as_the_guide_says() -> None:
    for page in PAGES:
        text = re.sub(r"\{#.*?#\}", "", page.read_text(encoding="utf-8"))
        assert "您" not in text, page.name
        assert "！" not in text, page.name
        assert not re.search(r">\s*请", text), page.name
