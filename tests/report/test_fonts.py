"""The kit's faces: coverage, neutral names, even figures, nothing that drifts."""

import pytest
from fontTools.ttLib import TTFont

from segkit.report.brand import FAMILY, LATIN, kit_fonts

FACES = {(font.family, font.weight): font.path for font in kit_fonts()}


@pytest.fixture(params=["normal", "bold"])
def chinese(request):
    with TTFont(FACES[FAMILY, request.param], lazy=True) as face:
        yield face


def test_every_character_of_gb2312_is_there(chinese):
    rows = (bytes((row, cell)) for row in range(0xA1, 0xF8) for cell in range(0xA1, 0xFF))
    wanted = {ord(sign) for pair in rows if (sign := pair.decode("gb2312", errors="ignore"))}
    assert wanted <= set(chinese.getBestCmap())


def test_name_characters_that_gb2312_lacks_are_there(chinese):
    assert {ord(sign) for sign in "喆堃镕旸珺昉翀"} <= set(chinese.getBestCmap())


def test_arrows_circled_figures_bullets_and_signs_are_there(chinese):
    assert {ord(sign) for sign in "→↑↓▲▼①⑳●■▪•✓×÷≥≤≈±¥€〓“”‘’…—–−\u2009\u202f"} <= set(chinese.getBestCmap())


def test_figures_are_all_equally_wide(chinese):
    names, widths = chinese.getBestCmap(), chinese["hmtx"]
    assert len({widths[names[ord(figure)]][0] for figure in "0123456789"}) == 1


def test_outlines_are_static_truetype(chinese):
    assert "glyf" in chinese
    assert "fvar" not in chinese
    assert "CFF " not in chinese


@pytest.mark.parametrize("family", [FAMILY, LATIN])
def test_a_face_is_named_neutrally_and_carries_its_licence(family):
    with TTFont(FACES[family, "normal"], lazy=True) as face:
        assert face["name"].getDebugName(1) == family
        assert "SIL Open Font License" in face["name"].getDebugName(13)
    assert FACES[family, "normal"].with_name("OFL.txt").read_text("utf-8").startswith("Copyright")


def test_english_quotes_are_narrow_and_chinese_ones_wide():
    widths = {}
    for family in (FAMILY, LATIN):
        with TTFont(FACES[family, "normal"], lazy=True) as face:
            widths[family] = face["hmtx"][face.getBestCmap()[ord("“")]][0]
    assert widths[FAMILY] == 1000
    assert widths[LATIN] < 600


def test_both_weights_stay_small():
    assert all(path.stat().st_size < 3_500_000 for path in FACES.values())


def test_marks_that_meet_are_kerned_by_half_an_em(chinese):
    names = chinese.getBestCmap()
    found = {}
    for lookup in chinese["GPOS"].table.LookupList.Lookup:
        for table in (getattr(part, "ExtSubTable", part) for part in lookup.SubTable):
            if table.LookupType == 2 and table.Format == 1 and names[ord("”")] in table.Coverage.glyphs:
                pairs = table.PairSet[table.Coverage.glyphs.index(names[ord("”")])].PairValueRecord
                found |= {pair.SecondGlyph: pair.Value1.XAdvance for pair in pairs}
    assert found[names[ord("：")]] == found[names[ord("，")]] == -500
