"""Inputs 62 and 63: settings that a machine would read otherwise than their writer, and names that are no file's."""

import pytest

from segkit.strategy.spreadsheet import file_names
from segkit.study import read_study
from tests.acceptance.bad_inputs.company import Shop, as_text, clean_rows, write_study

FAULTS = {
    "an unknown key": ("currency: CNY", "curency: CNY", "E-CFG-03", 4, "currency"),
    "a repeated key": ("currency: CNY", "currency: CNY\ncurrency: USD", "E-CFG-04", 5, "currency"),
    "a number where text stands": ("study: bad", "study: 00123", "E-CFG-05", 1, "study"),
    "a header that is a number": ("金额", "00123", "E-CFG-05", 9, "columns.amount"),
    "a wrong kind": ("languages: [zh-CN]", "languages: 12:30", "E-CFG-05", 3, "languages"),
    "a tag": ("study: bad", "study: !!python/object/apply:os.system [ls]", "E-CFG-02", 1, "!"),
    "a thousand brackets": ("study: bad", "study: " + "[" * 3000, "E-CFG-08", 1, "40"),
    "a control character": ("study: bad", "study: bad\0", "E-CFG-02", 1, "bad"),
    "no YAML": ("study: bad", "study: {bad", "E-CFG-02", 2, "company"),
    "an empty name": ("zh-CN: 小店", 'zh-CN: " "', "E-CFG-05", 2, "company"),
    "a name of control characters": ("zh-CN: 小店", r'zh-CN: "a\0b"', "E-CFG-05", 2, "company"),
    "a zone that is none": ("study: bad", "study: bad", "E-CFG-05", 10, "time_zone"),
    "a device's name": ("study: bad", "study: CON", "E-CFG-05", 1, "study"),
}


@pytest.mark.parametrize("fault", FAULTS)
def test_settings_stop_with_line_and_column_where_they_could_be_misread(shop: Shop, fault):
    """#62"""
    old, new, code, line, named = FAULTS[fault]
    shop.write(as_text(clean_rows()))
    path = write_study(shop.folder)
    if "zone" in fault:
        write_study(shop.folder, read="read: {time_zone: Mars}")
    text = path.read_text(encoding="utf-8").replace('"金额"' if old == "金额" else old, new)
    path.write_text(text, encoding="utf-8")
    known = "小店\nZh-CN + en\nshop"
    told = shop.stops(code, "study.yml", named, known=known)
    assert (f"第 {line} 行" in told["zh-CN"], f"line {line}" in told["en"]) == (True, True), told


def test_no_stays_no_and_half_past_twelve_stays_so(shop: Shop):
    """#62"""
    path = write_study(shop.folder)
    path.write_text(path.read_text("utf-8").replace("zh-CN: 小店, en: Small shop", "zh-CN: NO, en: 12:30"), "utf-8")
    assert read_study(path).company == {"zh-CN": "NO", "en": "12:30"}


def test_aliases_that_would_swell_without_end_stop(shop: Shop):
    """#62"""
    path = write_study(shop.folder)
    bomb = "\n".join(f"a{n}: &a{n} [{', '.join([f'*a{n - 1}' if n else 'x'] * 9)}]" for n in range(9))
    path.write_text(path.read_text("utf-8") + bomb + "\n", encoding="utf-8")
    shop.stops("E-CFG-08", "study.yml")


@pytest.mark.parametrize("name", ["../../x", "CON", "a/b", "客" * 90, "", "x ", "nul.csv", "a\0b"])
def test_a_study_s_name_becomes_no_path_and_a_usable_one_is_offered(shop: Shop, name):
    """#63"""
    shop.write(as_text(clean_rows()))
    known = "客" * 90 + "\n" + "客" * 60
    told = shop.stops("E-CMD-09", command=("init", name, "--data", "订单.csv"), known=known)
    offered = told["en"].split("for example: ")[1].split()[0]
    assert (shop.folder / "studies").exists() is False
    assert shop.say("init", offered, "--data", "订单.csv").exit_code == 0


def test_owners_of_any_name_get_files_of_their_own():
    """#63"""
    owners = ["../../x", "CON", "a/b", "a_b", "客" * 90, "客" * 91, "nul.txt", "", "x ", "x.", "A/B", "\0"]
    names = file_names(owners)
    assert len({name.casefold() for name in names.values()}) == len(owners)
    assert all(0 < len(name) <= 64 and not set('/\\:*?"<>|\0') & set(name) for name in names.values())
    assert not any(
        name.strip(" .") != name or name.split(".")[0].casefold() in ("con", "nul") for name in names.values()
    )


def test_a_company_s_name_is_shown_and_names_no_file(shop: Shop):
    """#63"""
    path = write_study(shop.folder)
    path.write_text(path.read_text("utf-8").replace("zh-CN: 小店", "zh-CN: ../../店/" + "栗" * 90), encoding="utf-8")
    assert read_study(path).company["zh-CN"].startswith("../../店/")
