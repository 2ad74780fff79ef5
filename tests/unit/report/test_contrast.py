"""The pages' colours: text stands out from its background, in light and dark (WCAG 2.2, 1.4.3)."""

import re
from importlib.resources import files

import pytest

AA = 4.5
PAIRS = [
    (front, back)
    for back in ("bg", "surface", "sunken")
    for front in ("ink", "muted", "accent", "pass", "fail", "error", "unknown")
] + [(name, f"{name}-bg") for name in ("pass", "fail", "error", "unknown", "neutral")]
ON_TINT = [("ink", f"{name}-bg") for name in ("fail", "error", "unknown", "neutral")]


def palettes() -> dict[str, dict[str, str]]:
    css = files("scapkit.report").joinpath("pages", "page.css").read_text(encoding="utf-8")
    light, dark, *_ = (dict(re.findall(r"--([a-z-]+): (#[0-9a-f]{6})", block)) for block in css.split(":root {")[1:])
    return {"light": light, "dark": dark}


def luminance(colour: str) -> float:
    channels = (int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5))
    red, green, blue = (c / 12.92 if c <= 0.03928 else ((c + 0.055) / 1.055) ** 2.4 for c in channels)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize(("front", "back"), PAIRS + ON_TINT)
def test_text_stands_out_from_its_background(scheme: str, front: str, back: str) -> None:
    palette = palettes()[scheme]
    light, dark = sorted((luminance(palette[front]), luminance(palette[back])), reverse=True)
    assert (light + 0.05) / (dark + 0.05) >= AA
