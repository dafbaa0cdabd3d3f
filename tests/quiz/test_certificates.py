"""Certificates: who gets one, what its code proves, and which words never stand on it."""

import re
from dataclasses import replace
from datetime import date

import pytest

from segkit.courseware.certificate_paper import compose_certificate
from segkit.courseware.certificates import (
    LENGTH,
    SIGNS,
    Course,
    achieved,
    attended,
    check_code,
    issue,
    read_key,
    read_register,
    read_scores,
    verify,
    write_register,
)
from segkit.courseware.class_file import read_class
from segkit.courseware.roster import Learner, Roster
from segkit.errors import (
    CertificateAltered,
    CodeUnknown,
    FilledCellWrong,
    FilledColumnMissing,
    KeyInsidePack,
    KeyMissing,
    Problems,
    QualificationWords,
)
from segkit.wording import LANGUAGES, Wording, read_catalogue
from tests.quiz.classroom import COURSE

KEY = b"a key of thirty-two bytes for us"
DAY = date(2026, 11, 26)
TAUGHT = Course(COURSE, 6, DAY, DAY, "量木咨询有限公司", "李讲师")
# What a certificate of in-house training must not call itself in China, and its English kin.
QUALIFIED = re.compile(
    "职业资格|人员资格|执业|资格证|职业技能|技能等级|技能鉴定|等级证书|职业等级|上岗证|岗位合格|专业技术|注册.*师|国家|全国|中国"
    "|中华|国徽|qualif|licen[cs]|certified|accredit|chartered|national|professional",
    re.IGNORECASE,
)


@pytest.fixture
def klass():
    people = (("01", "王敏", True), ("02", "李伟", False), ("03", "张磊", True))
    return Roster("名单.csv", tuple(Learner(id, name, "市场部", "1", "", came) for id, name, came in people))


@pytest.fixture
def given(klass):
    return issue(attended(klass), "attendance", TAUGHT, key=KEY, register=())


def test_only_who_was_there_gets_a_certificate_of_attendance(given):
    assert [(one.name, one.number) for one in given] == [("王敏", "PX20261126-001"), ("张磊", "PX20261126-002")]


def test_a_roster_that_does_not_say_who_came_gives_no_certificate(klass):
    silent = Roster("名单.csv", tuple(replace(one, is_present=None) for one in klass.learners))
    with pytest.raises(FilledColumnMissing):
        attended(silent)


def test_marks_decide_who_passed_and_who_with_distinction(klass):
    marks = {"01": 60.0, "02": 59.9, "03": 85.0}
    assert [(one.id, band) for one, band in achieved(klass, marks)] == [("01", "pass"), ("03", "distinction")]


def test_a_learner_without_marks_has_not_passed(klass):
    assert [one.id for one, _ in achieved(klass, {"02": 70.0})] == ["02"]


def test_marks_are_read_by_number_or_name_and_strangers_are_named(tmp_path, klass):
    path = tmp_path / "成绩.csv"
    path.write_text("学号,姓名,成绩\n01,王敏,72\n,李伟,88.5分\n,赵六,90\n03,张磊,\n", encoding="utf-8")
    assert read_scores(path, klass) == ({"01": 72.0, "02": 88.5}, ("赵六",))


@pytest.mark.parametrize("mark", ["101", "-1", "A", "8O"])
def test_a_mark_that_is_none_is_told_with_its_place(tmp_path, klass, mark):
    path = tmp_path / "成绩.csv"
    path.write_text(f"姓名,成绩\n王敏,72\n李伟,{mark}\n", encoding="utf-8")
    with pytest.raises(FilledCellWrong) as told:
        read_scores(path, klass)
    assert (told.value.row, told.value.column) == (3, "成绩")


def test_a_code_has_twelve_signs_that_are_not_misread(given):
    for one in given:
        bare = one.check.replace("-", "")
        assert len(bare) == LENGTH
        assert set(bare) <= set(SIGNS)
        assert not set(bare) & set("ILOU")


def test_a_code_proves_its_certificate(given):
    assert verify(given[1].check, given, KEY, file="x") == given[1]


@pytest.mark.parametrize("typed", [str.lower, lambda code: code.replace("-", " "), lambda code: code.replace("0", "O")])
def test_a_code_may_be_typed_as_people_type(given, typed):
    assert verify(typed(given[0].check), given, KEY, file="x") == given[0]


def test_an_unknown_code_is_refused(given):
    with pytest.raises(CodeUnknown):
        verify("0000-0000-0000", given, KEY, file="x")


@pytest.mark.parametrize(
    "field", ["name", "hours", "band", "number", "course_zh", "last", "issuer", "kind", "department"]
)
def test_whatever_is_changed_in_the_register_is_noticed(given, field):
    forged = [replace(given[0], **{field: "99"})]
    with pytest.raises(CertificateAltered):
        verify(given[0].check, forged, KEY, file="x")


def test_another_key_proves_nothing(given):
    with pytest.raises(CertificateAltered):
        verify(given[0].check, given, b"another key", file="x")


def test_codes_are_hmac_sha256_over_every_field(given):
    """Written anew: the first 60 bits of the digest, five by five, in Crockford's alphabet."""
    import hmac
    import json
    from dataclasses import asdict

    said = {name: text for name, text in asdict(given[0]).items() if name != "check"}
    text = json.dumps(said, ensure_ascii=False, sort_keys=True).encode()
    bits = bin(int(hmac.new(KEY, text, "sha256").hexdigest(), 16))[2:].zfill(256)[:60]
    signs = "".join(SIGNS[int(bits[at : at + 5], 2)] for at in range(0, 60, 5))
    assert given[0].check.replace("-", "") == signs


def test_issuing_again_gives_the_same_certificates_and_new_ones_the_next_numbers(klass, given):
    late = Roster("名单.csv", (*klass.learners, Learner("04", "陈洋", "客服部", "2", "", True)))
    again = issue(attended(late), "attendance", TAUGHT, key=KEY, register=given)
    assert again[:2] == given
    assert again[2].number == "PX20261126-003"


def test_both_kinds_on_one_day_share_no_number(klass, given):
    passed = issue(achieved(klass, {"01": 90.0}), "achievement", TAUGHT, key=KEY, register=given)
    assert [one.number for one in passed] == ["PX20261126-003"]


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_register_comes_back_from_its_file_and_still_proves(tmp_path, given, language):
    path = write_register(tmp_path / "register.csv", given, Wording(language))
    assert read_register(path) == given
    assert path.stat().st_mode & 0o077 == 0
    assert verify(given[0].check, read_register(path), KEY, file="x") == given[0]


def test_a_register_that_a_spreadsheet_saved_again_still_proves(tmp_path, given):
    path = write_register(tmp_path / "register.csv", given, Wording("zh-CN"))
    rewritten = path.read_text(encoding="utf-8-sig").replace("2026-11-26", "2026/11/26").replace(",6,", ",6.0,")
    path.write_bytes(rewritten.encode("gb18030"))
    assert verify(given[0].check, read_register(path), KEY, file="x").name == "王敏"


def test_no_register_yet_is_an_empty_one(tmp_path):
    assert read_register(tmp_path / "register.csv") == ()
    assert read_register(write_register(tmp_path / "register.csv", (), Wording("en"))) == ()


def test_a_key_is_made_once_for_its_owner_alone(tmp_path):
    key = read_key(tmp_path / "keys", makes_one=True)
    assert len(key) == 32
    assert (tmp_path / "keys" / "certificates.key").stat().st_mode & 0o077 == 0
    assert read_key(tmp_path / "keys", makes_one=True) == key


def test_a_key_is_never_kept_in_the_folder_that_is_handed_out(tmp_path):
    with pytest.raises(KeyInsidePack):
        read_key(tmp_path / "pack" / "keys", makes_one=True, pack=tmp_path / "pack")
    assert not list(tmp_path.rglob("*.key"))


def test_without_a_key_nothing_is_verified(tmp_path):
    with pytest.raises(KeyMissing):
        read_key(tmp_path, makes_one=False)


@pytest.mark.parametrize(
    "title", ["客户分析师职业资格培训", "数据分析技能等级证书班", "注册客户管理师", "Certified Analyst", "国家级课程"]
)
def test_a_course_cannot_be_called_like_a_professional_qualification(klass, title):
    bad = replace(TAUGHT, title={"zh-CN": title, "en": title})
    with pytest.raises(QualificationWords):
        issue(attended(klass), "attendance", bad, key=KEY, register=())


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("kind", ["attendance", "achievement"])
@pytest.mark.parametrize("days", [1, 2])
def test_no_certificate_reads_like_a_professional_qualification(klass, language, kind, days):
    taught = replace(TAUGHT, first=date(2026, 11, 27 - days))
    (one,) = issue([(klass.learners[0], "distinction")], kind, taught, key=KEY, register=())
    page = compose_certificate(one, "李讲师", Wording(language))
    assert [text for text in vars(page).values() if QUALIFIED.search(text)] == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_text_about_certificates_names_a_qualification(language):
    texts = {key: text for key, text in read_catalogue("classroom", language).items() if key.startswith("certificate")}
    assert texts
    assert {key: text for key, text in texts.items() if QUALIFIED.search(text)} == {}


def test_a_certificate_says_name_course_hours_days_number_and_code(given):
    page = compose_certificate(given[0], "李讲师", Wording("zh-CN"))
    assert page.title == "培训证明"
    assert page.text == "于 2026年11月26日参加“客户分型实战”培训，共 6 学时。"
    assert (page.name, page.number_line, page.check) == ("王敏（市场部）", "编号 PX20261126-001", given[0].check)
    assert "盖章" in page.seal


def test_english_certificates_say_the_same(given):
    page = compose_certificate(given[0], "A. Li", Wording("en"))
    assert page.text == "attended the course “Customer segmentation in practice” on 26 November 2026, 6 hours."


def test_a_class_file_gives_hours_days_issuer_and_trainer(tmp_path):
    path = tmp_path / "class.yml"
    path.write_text("hours: 6\nfirst: 2026-11-26\nissuer: 量木咨询有限公司\ntrainer: 李讲师\n", encoding="utf-8")
    assert read_class(path, COURSE) == TAUGHT


def test_a_class_that_ends_before_it_begins_is_refused_with_its_line(tmp_path):
    path = tmp_path / "class.yml"
    path.write_text("hours: 6\nfirst: 2026-11-26\nlast: 2026-11-25\nissuer: 量木\n", encoding="utf-8")
    with pytest.raises(Problems) as told:
        read_class(path, COURSE)
    assert told.value.problems[0].line == 3


def test_a_name_that_a_spreadsheet_would_run_is_defused_and_still_proves(tmp_path):
    evil = Learner("01", "=cmd", "", "", "", True)
    given = issue([(evil, "")], "attendance", TAUGHT, key=KEY, register=())
    path = write_register(tmp_path / "register.csv", given, Wording("zh-CN"))
    assert "'=cmd" in path.read_text(encoding="utf-8-sig")
    assert verify(given[0].check, read_register(path), KEY, file="x").name == "'=cmd"


def test_a_code_depends_on_every_certificate_alone(given):
    assert len({check_code(one, KEY) for one in given}) == len(given)
