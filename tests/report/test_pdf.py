"""The PDF: accessible, closed to the world outside, the same bytes every time, one message a page."""

import os
import subprocess
import sys
from dataclasses import replace
from datetime import date
from io import BytesIO

import page
import pypdf
import pytest

from segkit.errors import GlyphMissing, PageFaulty, Problems, RenderWarned, ResourceRefused
from segkit.house import kit_folder
from segkit.report.brand import read_brand
from segkit.report.html import render_pdf
from segkit.report.pdf import missing_glyphs, replace_missing, signs_of, write_pdf
from tests.report import shop

BRANDS = {name: kit_folder("templates") / "brands" / name for name in ("plain", "harbour")}
PLAIN = read_brand(BRANDS["plain"])
AS_OF = date(2025, 12, 31)
PAGE = (
    '<html lang="en"><head><title>A page</title><style>html{{font-family:var(--family)}}</style></head>'
    "<body><p>Enough text to fill a quarter of the page.</p>"
    '<div style="height:150mm"></div><p>End.</p>{}</body></html>'
)


@pytest.fixture(scope="module", params=[("plain", "zh-CN"), ("harbour", "en"), ("harbour", "zh-CN"), ("plain", "en")])
def made(request):
    name, language = request.param
    return language, render_pdf(shop.report(), read_brand(BRANDS[name]), shop.words(language))


def small(body: str, **more) -> bytes:
    style = f"<style>{PLAIN.stylesheet('en')}</style>"
    return write_pdf(PAGE.format(body).replace("<style>", style + "<style>", 1), PLAIN, AS_OF, **more)


def test_a_crowded_page_is_set_closer_instead_of_failing():
    report = shop.report()
    script = dict.fromkeys(("zh-CN", "en"), "很久没见，您常买的香氛到了一批新品，为您留了一份。" * 3)
    actions = tuple(replace(action, script=script) for action in report.actions)
    more = tuple(replace(action, segment=f"extra_{at}") for at, action in enumerate(actions[:3]))
    content = render_pdf(replace(report, actions=actions + more), PLAIN, shop.words("zh-CN"))
    assert page.validate_pdf_bytes(content, profile="ua1").is_compliant


def test_no_rule_of_pdf_ua_1_fails(made):
    report = page.validate_pdf_bytes(made[1], profile="ua1")
    assert [(failure.rule_id, failure.message) for failure in report.failures] == []


def test_the_body_has_eighteen_pages_and_the_whole_at_most_twenty_eight(made):
    reader = pypdf.PdfReader(BytesIO(made[1]))
    names = [item.title for item in reader.outline if not isinstance(item, list)]
    assert 20 <= len(reader.pages) <= 28
    assert len(names) >= 18


def test_the_file_is_small(made):
    assert len(made[1]) <= 700_000


def test_only_the_kits_faces_are_embedded(made):
    reader = pypdf.PdfReader(BytesIO(made[1]))
    fonts = {
        str(font.get_object()["/BaseFont"]).partition("+")[2]
        for sheet in reader.pages
        for font in (sheet["/Resources"].get("/Font") or {}).values()
    }
    assert fonts
    assert all(font.startswith("Segkit-Sans") for font in fonts)


def test_title_author_language_and_the_as_of_date_are_in_the_file(made):
    language, content = made
    reader = pypdf.PdfReader(BytesIO(content))
    assert reader.trailer["/Root"]["/Lang"] == language
    assert reader.metadata.title
    assert reader.metadata.author
    assert reader.metadata.creation_date.date() == AS_OF


def test_every_page_carries_its_number_and_the_number_of_pages(made):
    reader = pypdf.PdfReader(BytesIO(made[1]))
    for number, sheet in enumerate(reader.pages[1:], 2):
        assert f"{number} / {len(reader.pages)}" in sheet.extract_text()


def test_two_processes_in_two_places_give_the_same_bytes(tmp_path):
    code = (
        "import sys,hashlib;from pathlib import Path;from tests.report import shop;"
        "from segkit.report.brand import read_brand;from segkit.report.html import render_pdf;"
        "pdf=render_pdf(shop.report(),read_brand(Path(sys.argv[1])),shop.words('en'));"
        "print(hashlib.sha256(pdf).hexdigest())"
    )
    root = str(kit_folder("templates").parent)
    sums = set()
    for seed, zone in (("1", "Asia/Shanghai"), ("2", "UTC")):
        scene = {**os.environ, "PYTHONHASHSEED": seed, "TZ": zone, "PYTHONPATH": root}
        done = subprocess.run(
            [sys.executable, "-c", code, str(BRANDS["plain"])], cwd=tmp_path, env=scene, capture_output=True, text=True
        )
        sums.add(done.stdout.strip() or done.stderr[-400:])
    assert len(sums) == 1


def test_the_environment_is_left_as_it_was():
    before = dict(os.environ)
    small("")
    assert dict(os.environ) == before


def test_a_file_that_was_not_handed_over_is_refused():
    with pytest.raises(ResourceRefused):
        small('<img src="https://example.org/logo.svg" alt="a logo from the network">')
    with pytest.raises(ResourceRefused):
        small('<img src="file:///etc/hostname" alt="a file of this machine">')


def test_what_the_engine_warns_of_is_an_error():
    with pytest.raises(RenderWarned):
        small('<p style="no-such-property: 1">x</p>')


def test_an_image_without_a_description_is_an_error():
    svg = b'<svg xmlns="http://www.w3.org/2000/svg" width="10" height="10"/>'
    with pytest.raises(RenderWarned):
        small('<img src="kit:dot.svg">', files={"kit:dot.svg": svg})


def test_a_character_of_our_own_text_that_no_face_has_stops_the_report():
    with pytest.raises(GlyphMissing) as caught:
        small("<p>Well done 🎉</p>")
    assert caught.value.characters == "🎉"


def test_a_character_of_data_becomes_a_blank_and_is_counted():
    assert replace_missing("茶🎉饮🎉", PLAIN.fonts) == ("茶〓饮〓", 2)
    assert missing_glyphs("栗湾生活 Liwan ①→≥", PLAIN.fonts) == frozenset()


def test_every_sign_that_a_reader_sees_is_among_those_of_a_page():
    assert signs_of("<style>p{}</style><p>茶 &amp; &#8594;</p>") >= {"茶", "&", "→"}


def test_a_title_of_three_lines_is_found():
    body = f'<section class="page" id="long"><h2 style="font-size:20pt">{"many words " * 30}</h2></section>'
    with pytest.raises(PageFaulty) as caught:
        small(body)
    assert (caught.value.page, caught.value.rule) == ("long", "title-lines")


def test_a_page_that_runs_over_is_found():
    body = '<section class="page" id="tall"><div class="row of-1" style="height:400mm">x</div></section>'
    with pytest.raises((PageFaulty, Problems)) as caught:
        small(body)
    problems = getattr(caught.value, "problems", (caught.value,))
    assert {problem.rule for problem in problems} & {"one-page", "overlap", "fill"}


def test_a_nearly_empty_page_is_found():
    with pytest.raises(PageFaulty) as caught:
        small('<p style="break-before: page">alone</p>')
    assert caught.value.rule == "fill"
