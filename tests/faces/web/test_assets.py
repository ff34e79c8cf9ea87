from pathlib import Path
from xml.etree import ElementTree as ET

from taizhang.faces.web.assets import SPRITE, VENDOR, assets_missing, listed_assets


def test_it_says_in_one_sentence_what_is_missing_and_what_to_do(tmp_path: Path) -> None:
    said = assets_missing(tmp_path)
    assert said.endswith("。")
    assert said.count("。") == 1
    assert "tabler.min.css" in said
    assert "make assets" in said


def test_it_says_nothing_when_every_asset_is_there(tmp_path: Path) -> None:
    for name in listed_assets().names:
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).touch()
    assert assets_missing(tmp_path) == ""


def test_the_built_assets_are_complete() -> None:
    assert assets_missing() == ""


def test_the_sprite_holds_every_listed_icon_once() -> None:
    symbols = [str(symbol.get("id")) for symbol in ET.parse(VENDOR / SPRITE).getroot()]  # noqa: S314 (built here)
    assert symbols == list(listed_assets().icons)
    assert symbols == sorted(set(symbols))


def test_no_asset_points_at_a_source_map_that_is_not_there() -> None:
    assert [file.name for file in VENDOR.iterdir() if file.is_file() and b"sourceMappingURL" in file.read_bytes()] == []
