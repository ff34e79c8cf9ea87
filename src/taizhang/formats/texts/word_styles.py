"""The look that a .docx gives a run or a paragraph in the end: defaults, styles on styles, its own properties."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from taizhang.formats.texts.word_package import WordPackage, attribute, local_name

_DEEPEST = 20
_OFF = frozenset({"0", "false", "off"})


@dataclass(slots=True)
class RunLook:
    """What is known about the look of a run; None: nothing said anywhere."""

    face: str | None = None
    size: float | None = None
    bold: bool = False
    colour: str | None = None


@dataclass(slots=True)
class ParagraphSetting:
    """What is known about how a paragraph is set."""

    first_line_characters: float | None = None
    first_line_points: float | None = None
    aligned: str = ""
    line_points: float | None = None
    numbered: bool = False


@dataclass(slots=True)
class WordStyles:
    """The styles of one document with its theme."""

    styles: dict[str, Any] = field(default_factory=dict)
    defaults: Any = None
    usual: str = ""
    """The style of paragraphs that name none."""
    theme: dict[str, str] = field(default_factory=dict)

    def look(self, paragraph: Any, run: Any) -> RunLook:
        """The look of a run in its paragraph."""
        look = RunLook()
        own = child(run, "rPr")
        style = child_value(child(paragraph, "pPr"), "pStyle") or self.usual
        layers = [self._default("rPrDefault", "rPr")]
        layers += [child(one, "rPr") for one in self._chain(style)]
        layers += [child(one, "rPr") for one in self._chain(child_value(own, "rStyle"))]
        for properties in (*layers, own):
            if properties is not None:
                self._add_look(look, properties)
        return look

    def setting(self, paragraph: Any) -> ParagraphSetting:
        """How a paragraph is set."""
        setting = ParagraphSetting()
        own = child(paragraph, "pPr")
        layers = [self._default("pPrDefault", "pPr")]
        layers += [child(one, "pPr") for one in self._chain(child_value(own, "pStyle") or self.usual)]
        for properties in (*layers, own):
            if properties is not None:
                _add_setting(setting, properties)
        return setting

    def _default(self, outer: str, inner: str) -> Any:
        return child(child(self.defaults, outer), inner)

    def _chain(self, style: str | None) -> list[Any]:
        chain: list[Any] = []
        while style and style in self.styles and len(chain) < _DEEPEST:
            chain.append(self.styles[style])
            style = child_value(self.styles[style], "basedOn")
        return chain[::-1]

    def _add_look(self, look: RunLook, properties: Any) -> None:
        for one in properties:
            name, value = local_name(one), attribute(one, "val")
            if name == "rFonts":
                named = attribute(one, "eastAsia")
                themed = self.theme.get(attribute(one, "eastAsiaTheme") or "")
                look.face = themed or named or look.face
            elif name == "sz" and value and value.isdecimal():
                look.size = int(value[:4]) / 2
            elif name == "b":
                look.bold = value not in _OFF
            elif name == "color":
                look.colour = value


def styles_of(package: WordPackage) -> WordStyles:
    """Read the styles and the theme of a document."""
    found = WordStyles()
    for name in package.related("styles"):
        for one in _children(package.xml(name)):
            if local_name(one) == "docDefaults":
                found.defaults = one
            elif local_name(one) == "style":
                key = attribute(one, "styleId") or ""
                found.styles[key] = one
                if attribute(one, "type") == "paragraph" and attribute(one, "default") in {"1", "true", "on"}:
                    found.usual = key
    for name in package.related("theme"):
        root = package.xml(name)
        for fonts in () if root is None else root.iter():
            kind = {"majorFont": "major", "minorFont": "minor"}.get(local_name(fonts))
            if kind:
                found.theme[f"{kind}EastAsia"] = _theme_face(fonts)
    return found


def _theme_face(fonts: Any) -> str:
    hans = next((one for one in fonts if local_name(one) == "font" and attribute(one, "script") == "Hans"), None)
    named = attribute(child(fonts, "ea"), "typeface") if child(fonts, "ea") is not None else ""
    return named or (attribute(hans, "typeface") or "" if hans is not None else "")


def _add_setting(setting: ParagraphSetting, properties: Any) -> None:
    for one in properties:
        name = local_name(one)
        if name == "ind":
            _add_indent(setting, one)
        elif name == "jc":
            setting.aligned = attribute(one, "val") or ""
        elif name == "spacing":
            line, rule = number(attribute(one, "line")), attribute(one, "lineRule")
            if line is not None:
                setting.line_points = line / 20 if rule == "exact" else None
        elif name == "numPr":
            setting.numbered = True


def _add_indent(setting: ParagraphSetting, indent: Any) -> None:
    characters = number(attribute(indent, "firstLineChars"))
    points = number(attribute(indent, "firstLine"))
    hanging = number(attribute(indent, "hanging"))
    if characters is not None:
        setting.first_line_characters = characters / 100
    if points is not None:
        setting.first_line_points = points / 20
        if characters is None:
            setting.first_line_characters = None
    if hanging:
        setting.first_line_points, setting.first_line_characters = -hanging / 20, None


def number(written: str | None) -> float | None:
    """A measure as the file spells it, if it is one."""
    try:
        return float(written) if written and len(written) < 12 else None  # noqa: PLR2004 (no page is so large)
    except ValueError:
        return None


def child(element: Any, name: str) -> Any:
    """The first child of a name, if there is one."""
    return next((one for one in _children(element) if local_name(one) == name), None)


def child_value(element: Any, name: str) -> str | None:
    """What the first child of a name says."""
    found = child(element, name)
    return None if found is None else attribute(found, "val")


def _children(element: Any) -> Iterator[Any]:
    return iter(()) if element is None else iter(element)
