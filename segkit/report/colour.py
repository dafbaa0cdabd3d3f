"""Colour arithmetic: contrast as WCAG defines it, distance as CIE 2000, sight as Machado and others (2009) simulate it.

Colours are `#rrggbb` texts outside and arrays of sRGB values from 0 to 1 inside; the last axis holds the channels,
so one call handles one colour or a whole search grid.

References
----------
WCAG 2.2, success criteria 1.4.3 and 1.4.11. Sharma, Wu and Dalal (2005), The CIEDE2000 color-difference formula.
Machado, Oliveira and Fernandes (2009), A physiologically-based model for simulation of color vision deficiency.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

Array = NDArray[np.float64]

# Machado 2009, severity 1.0, applied to linear sRGB.
SIGHTS: dict[str, Array] = {
    "full": np.eye(3),
    "deuteranopia": np.array(
        [[0.367322, 0.860646, -0.227968], [0.280085, 0.672501, 0.047413], [-0.011820, 0.042940, 0.968881]]
    ),
    "protanopia": np.array(
        [[0.152286, 1.052583, -0.204868], [0.114503, 0.786281, 0.099216], [-0.003882, -0.048116, 1.051998]]
    ),
    "tritanopia": np.array(
        [[1.255528, -0.076749, -0.178779], [-0.078411, 0.930809, 0.147602], [0.004733, 0.691367, 0.303900]]
    ),
}
_TO_XYZ = np.array(
    [[0.4124564, 0.3575761, 0.1804375], [0.2126729, 0.7151522, 0.0721750], [0.0193339, 0.1191920, 0.9503041]]
)
_WHITE = np.array([0.95047, 1.0, 1.08883])


def rgb(colour: str) -> Array:
    """Return the sRGB channels, 0 to 1, of `#rgb`, `#rrggbb`."""
    digits = colour.lstrip("#")
    digits = "".join(2 * digit for digit in digits) if len(digits) == 3 else digits
    return np.array([int(digits[at : at + 2], 16) for at in (0, 2, 4)]) / 255


def hexadecimal(channels: Array) -> str:
    """Return `#rrggbb` of sRGB channels, clipped to what a screen can show."""
    return "#" + "".join(f"{round(255 * value):02x}" for value in np.clip(channels, 0, 1).tolist())


def linear(channels: Array) -> Array:
    """Return light amounts for sRGB channels."""
    return np.where(channels <= 0.04045, channels / 12.92, ((channels + 0.055) / 1.055) ** 2.4)


def encoded(light: Array) -> Array:
    """Return sRGB channels for light amounts."""
    safe = np.clip(light, 0, None)
    return np.where(safe <= 0.0031308, safe * 12.92, 1.055 * safe ** (1 / 2.4) - 0.055)


def luminance(channels: Array) -> Array:
    """Return relative luminance, 0 for black to 1 for white."""
    return linear(channels) @ _TO_XYZ[1]


def contrast(one: str, other: str) -> float:
    """Return the contrast ratio of two colours, 1 to 21."""
    low, high = sorted(float(luminance(rgb(colour))) for colour in (one, other))
    return (high + 0.05) / (low + 0.05)


def lab(channels: Array) -> Array:
    """Return CIE L*, a*, b* (D65) of sRGB channels."""
    ratio = linear(channels) @ _TO_XYZ.T / _WHITE
    root = np.where(ratio > 216 / 24389, np.cbrt(ratio), (24389 / 27 * ratio + 16) / 116)
    x, y, z = np.moveaxis(root, -1, 0)
    return np.stack([116 * y - 16, 500 * (x - y), 200 * (y - z)], axis=-1)


def from_lab(values: Array) -> Array:
    """Return sRGB channels of CIE L*, a*, b*; outside 0 to 1 where a screen cannot show the colour."""
    light, a, b = np.moveaxis(values, -1, 0)
    y = (light + 16) / 116
    root = np.stack([y + a / 500, y, y - b / 200], axis=-1)
    ratio = np.where(root**3 > 216 / 24389, root**3, (116 * root - 16) * 27 / 24389)
    return encoded(ratio * _WHITE @ np.linalg.inv(_TO_XYZ).T)


def seen(channels: Array, sight: str) -> Array:
    """Return how sRGB channels look to one of the `SIGHTS`."""
    return np.clip(encoded(linear(channels) @ SIGHTS[sight].T), 0, 1)


def difference(one: Array, other: Array) -> Array:
    """Return the CIEDE2000 distance of L*, a*, b* values; about 1 is just visible, 10 is plain."""
    (light1, a1, b1), (light2, a2, b2) = np.moveaxis(one, -1, 0), np.moveaxis(other, -1, 0)
    grey = _greyness((np.hypot(a1, b1) + np.hypot(a2, b2)) / 2)
    chroma1, chroma2 = np.hypot((1 + grey) * a1, b1), np.hypot((1 + grey) * a2, b2)
    hue1, hue2 = np.arctan2(b1, (1 + grey) * a1), np.arctan2(b2, (1 + grey) * a2)
    turn = (hue2 - hue1 + np.pi) % (2 * np.pi) - np.pi
    colourless = chroma1 * chroma2 == 0
    d_hue = np.where(colourless, 0, 2 * np.sqrt(chroma1 * chroma2) * np.sin(turn / 2))
    hue = np.where(colourless, hue1 + hue2, hue1 + turn / 2)
    return _weighted((light1, light2), (chroma1, chroma2), hue, d_hue)


def _greyness(chroma: Array) -> Array:
    """G of the formula: lifts a* of near-grey colours."""
    return 0.5 * (1 - np.sqrt(chroma**7 / (chroma**7 + 25.0**7)))


def _weighted(lights: tuple[Array, Array], chromas: tuple[Array, Array], hue: Array, d_hue: Array) -> Array:
    """The last steps of CIEDE2000: differences over their weights, with the turn of the blues."""
    light, chroma = sum(lights) / 2, sum(chromas) / 2
    tone = (
        1
        - 0.17 * np.cos(hue - np.radians(30))
        + 0.24 * np.cos(2 * hue)
        + 0.32 * np.cos(3 * hue + np.radians(6))
        - 0.20 * np.cos(4 * hue - np.radians(63))
    )
    by_light = (lights[1] - lights[0]) / (1 + 0.015 * (light - 50) ** 2 / np.sqrt(20 + (light - 50) ** 2))
    by_chroma = (chromas[1] - chromas[0]) / (1 + 0.045 * chroma)
    by_hue = d_hue / (1 + 0.015 * chroma * tone)
    degrees = np.degrees(hue) % 360
    blue = np.radians(60) * np.exp(-(((degrees - 275) / 25) ** 2))
    turn = -np.sin(blue) * 2 * np.sqrt(chroma**7 / (chroma**7 + 25.0**7))
    return np.sqrt(by_light**2 + by_chroma**2 + by_hue**2 + turn * by_chroma * by_hue)


def mix(colour: str, other: str, share: float) -> str:
    """Return `share` of `colour` painted over `other`."""
    return hexadecimal(share * rgb(colour) + (1 - share) * rgb(other))
