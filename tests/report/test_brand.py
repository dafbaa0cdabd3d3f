"""Brands: read strictly, refused where a network would be needed, repaired where too pale."""

import shutil
from itertools import combinations
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from segkit.errors import (
    BadValue,
    BrandFontRemote,
    ConfigMissing,
    ConfigUnreadable,
    FileMissing,
    MissingKey,
    UnknownKey,
)
from segkit.house import kit_folder
from segkit.report import colour
from segkit.report.brand import FAMILY, LATIN, read_brand
from segkit.report.palette import check_contrast, repair_palette

SHIPPED = [kit_folder("templates") / "brands" / name for name in ("plain", "harbour")]
HEX = st.integers(0, 0xFFFFFF).map(lambda value: f"#{value:06x}")


@pytest.fixture(params=SHIPPED, ids=lambda folder: folder.name)
def brand(request):
    return read_brand(request.param)


def changed(folder: Path, old: str, new: str) -> Path:
    """A copy of the plain brand with one text changed in its file."""
    target = folder / "brand"
    shutil.copytree(SHIPPED[0], target)
    file = target / "_brand.yml"
    text = file.read_text("utf-8")
    assert old in text
    file.write_text(text.replace(old, new, 1), encoding="utf-8")
    return target


def test_text_colours_of_a_shipped_brand_reach_the_contrast_of_text(brand):
    for shade in (brand.ink, brand.muted, brand.primary, brand.accent):
        assert colour.contrast(shade, brand.paper) >= 4.5


def test_text_still_reads_on_the_tints_of_a_shipped_brand(brand):
    for ground in ("wash", "blush"):
        assert colour.contrast(brand.ink, brand.colours[ground]) >= 4.5
        assert colour.contrast(brand.accent, brand.colours[ground]) >= 4.0


def test_grey_bars_of_a_shipped_brand_are_seen_on_paper(brand):
    assert colour.contrast(brand.colours["rest"], brand.paper) >= 3.0


def test_the_palette_in_use_passes_every_test(brand):
    assert check_contrast(brand.palette, brand.paper) == ()


def test_the_palette_in_use_is_told_apart_in_every_sight(brand):
    for sight in colour.SIGHTS:
        seen = [colour.lab(colour.seen(colour.rgb(shade), sight)) for shade in brand.palette]
        assert min(float(colour.difference(a, b)) for a, b in combinations(seen, 2)) >= 10


def test_a_repaired_colour_is_reported_with_old_and_new():
    honey = [found for found in read_brand(SHIPPED[1]).findings if found.given == "#d9a13b"]
    assert [(found.reason, found.measured < found.needed, found.used != found.given) for found in honey] == [
        ("graphics", True, True)
    ]


@settings(max_examples=12, deadline=None)
@given(st.lists(HEX, min_size=1, max_size=3, unique=True))
def test_repair_leaves_nothing_to_find(palette):
    repaired, _ = repair_palette(tuple(palette), "#ffffff")
    assert check_contrast(repaired, "#ffffff") == ()


def test_a_passing_palette_is_left_alone():
    palette = read_brand(SHIPPED[0]).palette
    assert repair_palette(palette, "#ffffff") == (palette, ())


def test_chinese_pages_use_the_chinese_face_and_english_ones_the_narrow_quotes_first(brand):
    assert brand.families("zh-CN") == (FAMILY,)
    assert brand.families("en") == (LATIN, FAMILY)


def test_a_font_from_a_network_is_refused(tmp_path):
    fonts = "typography:\n  fonts:\n    - {family: Inter, source: google}\nsegkit:"
    with pytest.raises(BrandFontRemote) as caught:
        read_brand(changed(tmp_path, "segkit:", fonts))
    assert (caught.value.family, caught.value.source) == ("Inter", "google")


def test_a_local_face_of_the_brand_comes_before_the_kit(tmp_path):
    fonts = "typography:\n  fonts:\n    - {family: House, source: file, files: [{path: house.ttf}]}\nsegkit:"
    folder = changed(tmp_path, "segkit:", fonts)
    shutil.copy(kit_folder("templates") / "fonts" / "SegkitSans-Regular.ttf", folder / "house.ttf")
    assert read_brand(folder).families("zh-CN") == ("House", FAMILY)


def test_an_unknown_key_is_named_with_its_line(tmp_path):
    with pytest.raises(UnknownKey) as caught:
        read_brand(changed(tmp_path, "  paper: A4", "  papper: A4"))
    assert caught.value.key == "segkit.papper"
    assert caught.value.line > 20


def test_a_wrong_value_is_named(tmp_path):
    with pytest.raises(BadValue) as caught:
        read_brand(changed(tmp_path, "  paper: A4", "  paper: Letter"))
    assert caught.value.key == "segkit.paper"


def test_a_logo_that_is_not_there_is_named(tmp_path):
    with pytest.raises(FileMissing):
        read_brand(changed(tmp_path, "lead: logo.svg", "lead: lost.svg"))


def test_a_folder_without_a_brand_is_named(tmp_path):
    with pytest.raises(ConfigMissing):
        read_brand(tmp_path)


def test_a_file_that_is_not_yaml_is_named_with_its_line(tmp_path):
    with pytest.raises(ConfigUnreadable) as caught:
        read_brand(changed(tmp_path, "  name: 量木咨询", "  name: [量木咨询"))
    assert caught.value.line > 1


def test_a_colour_by_name_is_refused_with_its_place(tmp_path):
    with pytest.raises(BadValue) as caught:
        read_brand(changed(tmp_path, 'background: "#ffffff"', "background: white"))
    assert (caught.value.key, caught.value.expected) == ("color.background", "#rrggbb")
    assert (caught.value.line, caught.value.column) > (1, 1)


def test_on_a_middle_grey_text_is_black_or_white(tmp_path):
    brand = read_brand(changed(tmp_path, 'background: "#ffffff"', 'background: "#777777"'))
    assert {brand.ink, brand.muted, brand.primary, brand.accent} <= {"#000000", "#ffffff"}


@pytest.mark.parametrize("fonts", ["[house]", "[{source: file}]", "house"])
def test_a_font_without_its_family_is_told(tmp_path, fonts):
    with pytest.raises((BadValue, MissingKey)) as caught:
        read_brand(changed(tmp_path, "segkit:", f"typography:\n  fonts: {fonts}\nsegkit:"))
    assert caught.value.key.startswith("typography.fonts")
