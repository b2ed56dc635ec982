"""Draws charts as SVG to embed in a page: shapes and texts only, no scripts and no references."""

from __future__ import annotations

import re
from typing import Final
from xml.etree import ElementTree

from copilot_usage_metrics.escaping import escape_text

from .model import Spec

_NAMESPACE: Final = "http://www.w3.org/2000/svg"
_SHAPES: Final = frozenset({"g", "path", "rect", "line", "circle", "text"})
_ATTRIBUTES: Final = frozenset(
    {
        *("d", "transform", "x", "y", "x1", "x2", "y1", "y2", "cx", "cy", "r", "width", "height"),
        *("fill", "stroke", "stroke-width", "stroke-dasharray", "stroke-miterlimit", "opacity"),
        *("fill-opacity", "stroke-opacity", "font-size", "font-weight", "text-anchor"),
    }
)
_LONG_NUMBER: Final = re.compile(r"\d+\.\d{3,}")


def draw(spec: Spec, label: str) -> str:
    """Draws a chart.

    Args:
        spec: The chart in Vega-Lite.
        label: The description for screen readers.
    """
    import vl_convert

    drawing = vl_convert.vegalite_to_svg(spec, vl_version="5.20", allowed_base_urls=[])
    # the renderer's own output, and no file from outside
    root = ElementTree.fromstring(drawing)  # noqa: S314
    page = ElementTree.Element("svg", {"viewBox": root.attrib["viewBox"], "role": "img"})
    page.set("aria-label", escape_text(label))
    page.set("width", root.attrib["width"])
    page.extend(_kept(child) for child in root if _is_shape(child))
    _prune(page)
    return ElementTree.tostring(page, encoding="unicode", short_empty_elements=True)


def _name(element: ElementTree.Element) -> str:
    return element.tag.removeprefix(f"{{{_NAMESPACE}}}")


def _is_shape(element: ElementTree.Element) -> bool:
    return _name(element) in _SHAPES and element.attrib.get("display") != "none"


def _kept(element: ElementTree.Element) -> ElementTree.Element:
    attributes = {
        name: _LONG_NUMBER.sub(lambda found: f"{float(found[0]):.2f}", value)
        for name, value in element.attrib.items()
        if name in _ATTRIBUTES and not (name == "opacity" and value == "1")
    }
    copy = ElementTree.Element(_name(element), attributes)
    if _name(element) == "text":
        copy.text = escape_text(element.text or "")
    copy.extend(_kept(child) for child in element if _is_shape(child))
    return copy


def _prune(element: ElementTree.Element) -> None:
    """Removes invisible elements: empty groups, paths and texts, and labels hidden because they would overlap."""
    for child in list(element):
        _prune(child)
        name = child.tag
        is_nothing = (
            (name == "g" and not len(child))
            or (name == "path" and (not child.get("d") or child.get("d", "").startswith("M0,0h0")))
            or (name == "text" and (not child.text or child.get("opacity") == "0"))
        )
        if is_nothing:
            element.remove(child)
