"""Contrast: 4.5:1 for every text on every surface it stands on, light and dark (ui: Behaviour)."""

from itertools import product

import pytest

from evaluator_app.ui.tokens import DARK, LIGHT, Colours

ON_SURFACES = list(
    product(
        (LIGHT, DARK),
        ("text", "muted", "accent", "good", "notice", "blocked"),
        ("page", "surface", "raised"),
    )
)
CHIPS = list(
    product(
        (LIGHT, DARK),
        (
            ("accent", "accent_soft"),
            ("notice", "notice_soft"),
            ("good", "good_soft"),
            ("blocked", "blocked_soft"),
            ("on_accent", "accent"),
            ("text", "accent_soft"),
        ),
    )
)


def luminance(colour: str) -> float:
    """Relative luminance as WCAG 2.2 defines it."""
    channels = [int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5)]
    linear = [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in channels]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrast(first: str, second: str) -> float:
    bright, dark = sorted((luminance(first), luminance(second)), reverse=True)
    return (bright + 0.05) / (dark + 0.05)


@pytest.mark.parametrize(("colours", "ink", "ground"), ON_SURFACES)
def test_text_stands_out_from_its_surface(colours: Colours, ink: str, ground: str) -> None:
    assert contrast(getattr(colours, ink), getattr(colours, ground)) >= 4.5


@pytest.mark.parametrize(("colours", "pair"), CHIPS)
def test_text_stands_out_in_chips_and_buttons(colours: Colours, pair: tuple[str, str]) -> None:
    assert contrast(getattr(colours, pair[0]), getattr(colours, pair[1])) >= 4.5
