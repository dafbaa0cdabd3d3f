"""Colour arithmetic against published figures."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from segkit.report import colour

# Sharma, Wu and Dalal (2005), table 1, a selection.
PAIRS = [
    ((50, 2.6772, -79.7751), (50, 0, -82.7485), 2.0425),
    ((50, 2.5, 0), (73, 25, -18), 27.1492),
    ((50, 2.5, 0), (50, 0, -2.5), 4.3065),
    ((2.0776, 0.0795, -1.1350), (0.9033, -0.0636, -0.5514), 0.9082),
    ((6.7747, -0.2908, -2.4247), (5.8714, -0.0985, -2.2286), 0.6377),
    ((22.7233, 20.0904, -46.6940), (23.0331, 14.9730, -42.5619), 2.0373),
]
HEX = st.integers(0, 0xFFFFFF).map(lambda value: f"#{value:06x}")


@pytest.mark.parametrize(("one", "other", "expected"), PAIRS)
def test_distance_is_that_of_the_paper(one, other, expected):
    assert float(colour.difference(np.array(one, float), np.array(other, float))) == pytest.approx(expected, abs=1e-4)


def test_black_on_white_is_twenty_one_to_one():
    assert colour.contrast("#000000", "#ffffff") == pytest.approx(21, abs=1e-4)


@given(HEX, HEX)
def test_contrast_does_not_care_for_order(one, other):
    assert colour.contrast(one, other) == colour.contrast(other, one)


@given(HEX)
def test_a_colour_survives_the_way_through_lab(shade):
    assert colour.hexadecimal(colour.from_lab(colour.lab(colour.rgb(shade)))) == shade


def test_red_and_green_come_together_without_green_cones():
    red, green = colour.rgb("#c23b22"), colour.rgb("#4f7a28")
    full = colour.difference(colour.lab(red), colour.lab(green))
    seen = (colour.lab(colour.seen(shade, "deuteranopia")) for shade in (red, green))
    assert float(colour.difference(*seen)) < float(full) / 2
