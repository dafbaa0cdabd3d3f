"""Certificates of attendance and achievement: who gets one, its number, its check code, the register that proves it.

A code is an HMAC over everything the certificate says, with a key that stays with whoever issues it. Whoever holds a
certificate asks the issuer; `verify` finds the register's row by the code and makes the code anew from it.
"""

import hmac
import json
import os
import re
import secrets
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass, replace
from datetime import date
from hashlib import sha256
from pathlib import Path
from unicodedata import normalize

from segkit.courseware.filled import FilledRow, heads_of, read_filled, sheet_named, write_filled
from segkit.courseware.roster import Learner, Roster
from segkit.errors import (
    CertificateAltered,
    CodeUnknown,
    FilledCellWrong,
    FilledColumnMissing,
    HeaderOnly,
    KeyInsidePack,
    KeyMissing,
    NothingFilled,
    QualificationWords,
)
from segkit.strategy.spreadsheet import neutral
from segkit.wording import Wording

SIGNS = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"  # Crockford's 32: without I, L, O, U, which are misread
LENGTH = 12  # signs of a code, 60 bits
PASS, DISTINCTION = 60.0, 85.0
KINDS = ("attendance", "achievement")
MARKS_SHEET = "classroom.marks.sheet"  # of `segkit course marks`
COLUMNS = (
    *("check", "number", "kind", "band", "name", "department", "course_zh", "course_en"),
    *("hours", "first", "last", "issuer"),
)
QUALIFICATION = re.compile(
    r"职业资格|执业资格|人员资格|资格证|资格认证|职业技能|技能等级|技能鉴定|等级证书|职业等级|上岗证|岗位合格|岗位能力等级"
    r"|专业技术|注册[^，。]{0,6}师|持证|国家级|国家认证|全国通用"
    r"|qualification|certified|licen[cs]ed?\b|accredit|chartered|registered analyst|skill level|professional title",
    re.IGNORECASE,
)


@dataclass(frozen=True)
class Course:
    """What certificates say of the course: title by language, hours, first and last day, who issues them."""

    title: Mapping[str, str]
    hours: float
    first: date
    last: date
    issuer: str
    trainer: str = ""


@dataclass(frozen=True)
class Certificate:
    """One certificate as the register keeps it; `band` is empty, `pass` or `distinction`. All fields are text."""

    check: str
    number: str
    kind: str
    band: str
    name: str
    department: str
    course_zh: str
    course_en: str
    hours: str
    first: str
    last: str
    issuer: str

    def title(self, language: str) -> str:
        """The course's title in a language."""
        return self.course_zh if language == "zh-CN" else self.course_en


def issue(
    who: Iterable[tuple[Learner, str]], kind: str, course: Course, *, key: bytes, register: Sequence[Certificate]
) -> tuple[Certificate, ...]:
    """A certificate for each learner with its band, numbered on from the register.

    Whoever has one of this kind for this course and these days already gets the same again.

    Raises
    ------
    QualificationWords
        The course's title or the issuer reads like a professional qualification.
    """
    for text in (*course.title.values(), course.issuer):
        refuse_qualification(text)
    known = {_without_number(one): one for one in register}
    given: list[Certificate] = []
    for learner, band in who:
        draft = _draft(learner, kind, band, course)
        number = _next_number(course.last, (*register, *given))
        given.append(known.get(_without_number(draft)) or _signed(replace(draft, number=number), key))
    return tuple(given)


def refuse_qualification(text: str) -> None:
    """Raise QualificationWords where a text names a professional qualification or a state's grade of skill."""
    found = QUALIFICATION.search(text)
    if found:
        raise QualificationWords(text, found[0])


def attended(roster: Roster) -> tuple[tuple[Learner, str], ...]:
    """Those who were there.

    Raises
    ------
    FilledColumnMissing
        The roster does not say who was there: nobody is assumed to have come.
    """
    if all(one.is_present is None for one in roster.learners):
        raise FilledColumnMissing(roster.file, " / ".join(heads_of("column", "present")["present"][:2]), ())
    return tuple((one, "") for one in roster.learners if one.is_present)


def achieved(
    roster: Roster, scores: Mapping[str, float], *, least: float = PASS, excellent: float = DISTINCTION
) -> tuple[tuple[Learner, str], ...]:
    """Those who reached `least` marks, with `pass` or, from `excellent` on, `distinction`; nobody without marks."""
    found = ((one, scores.get(one.id)) for one in roster.learners)
    return tuple(
        (one, "distinction" if score >= excellent else "pass")
        for one, score in found
        if score is not None and score >= least
    )


def read_scores(path: Path, roster: Roster) -> tuple[dict[str, float], tuple[str, ...]]:
    """Marks of 0 to 100 by the roster's number, and the names of rows that stand for nobody or for several.

    A row without marks is passed over. Of a workbook of `segkit course marks` the sheet of marks is read.

    Raises
    ------
    FilledCellWrong
        A mark that is none.
    SourceError, FilledColumnMissing, FilledRowBroken, NothingFilled
        As `read_filled`.
    """
    roles = heads_of("column", "id", "name", "score")
    table = read_filled(path, roles, ("score",), sheet=sheet_named(path, MARKS_SHEET))
    scores: dict[str, float] = {}
    strange: list[str] = []
    for row in table.rows:
        who = roster.found(row.get("id"), row.get("name"))
        if who is None:
            strange.append(row.get("name") or row.get("id"))
        elif row.get("score"):
            scores[who.id] = _mark(row, table.wrong(row, "score", "mark"))
    return scores, tuple(strange)


def _mark(row: FilledRow, wrong: FilledCellWrong) -> float:
    text = row.get("score").removesuffix("分").strip()
    if not re.fullmatch(r"\d{1,3}(\.\d+)?", text) or float(text) > 100:
        raise wrong
    return float(text)


def check_code(certificate: Certificate, key: bytes) -> str:
    """The code of a certificate: twelve signs in three blocks, from everything it says but the code itself."""
    said = {
        name: normalize("NFKC", neutral(text)).strip() for name, text in asdict(certificate).items() if name != "check"
    }
    text = json.dumps(said, ensure_ascii=False, sort_keys=True)
    value = int.from_bytes(hmac.new(key, text.encode("utf-8"), sha256).digest(), "big") >> (256 - 5 * LENGTH)
    signs = "".join(SIGNS[value >> 5 * at & 31] for at in reversed(range(LENGTH)))
    return "-".join(signs[at : at + 4] for at in range(0, LENGTH, 4))


def verify(code: str, register: Sequence[Certificate], key: bytes, *, file: str) -> Certificate:
    """The certificate that a code belongs to; O and I may stand for 0 and 1, case and strokes do not matter.

    Raises
    ------
    CodeUnknown
        No row of the register has this code.
    CertificateAltered
        The row that has it says something else than what was signed.
    """
    wanted = normal_check(code)
    found = next((one for one in register if normal_check(one.check) == wanted), None)
    if found is None:
        raise CodeUnknown(code, file)
    if not hmac.compare_digest(normal_check(check_code(found, key)), wanted):
        raise CertificateAltered(found.number, file)
    return found


def normal_check(code: str) -> str:
    """A code as it is compared."""
    bare = re.sub(r"[^0-9A-Z]", "", code.upper())
    return bare.translate(str.maketrans("OIL", "011"))


def read_key(folder: Path, *, makes_one: bool, pack: Path | None = None) -> bytes:
    """The issuer's key in `folder`; where there is none, a new one if `makes_one`, readable to its owner alone.

    Raises
    ------
    KeyInsidePack
        `folder` lies in the folder whose files are handed out.
    KeyMissing
        There is none, and none may be made.
    """
    path = folder / "certificates.key"
    if pack is not None and folder.resolve().is_relative_to(pack.resolve()):
        raise KeyInsidePack(str(path), str(pack))
    if path.is_file():
        return bytes.fromhex(path.read_text(encoding="ascii").strip())
    if not makes_one:
        raise KeyMissing(str(path))
    folder.mkdir(parents=True, exist_ok=True)
    key = secrets.token_bytes(32)
    with os.fdopen(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w", encoding="ascii") as file:
        file.write(key.hex() + "\n")
    return key


def read_register(path: Path) -> tuple[Certificate, ...]:
    """Every certificate ever issued with this key, oldest first; none where there is no register yet.

    Days and hours are taken as a spreadsheet may have rewritten them (2026/11/26, 6.0).
    """
    if not path.is_file():
        return ()
    try:
        table = read_filled(path, heads_of("register", *COLUMNS), COLUMNS)
    except (NothingFilled, HeaderOnly):
        return ()
    return tuple(_of_row(row) for row in table.rows)


def write_register(path: Path, certificates: Iterable[Certificate], words: Wording) -> Path:
    """Write the register as CSV, readable to its owner alone: it holds names. Each number stands once."""
    rows = {one.number: [getattr(one, name) for name in COLUMNS] for one in certificates}
    write_filled(path, [words(f"classroom.register.{name}") for name in COLUMNS], rows.values())
    path.chmod(0o600)
    return path


def _of_row(row: FilledRow) -> Certificate:
    said = {name: row.get(name) for name in COLUMNS}
    days = {name: "-".join(f"{part:0>2}" for part in re.split("[-/.]", said[name])) for name in ("first", "last")}
    hours = f"{float(said['hours']):g}" if re.fullmatch(r"\d+(\.\d+)?", said["hours"]) else said["hours"]
    return Certificate(**{**said, **days, "hours": hours})


def _draft(learner: Learner, kind: str, band: str, course: Course) -> Certificate:
    return Certificate(
        check="",
        number="",
        kind=kind,
        band=band,
        name=neutral(learner.name),
        department=neutral(learner.department),
        course_zh=neutral(course.title["zh-CN"]),
        course_en=neutral(course.title["en"]),
        hours=f"{course.hours:g}",
        first=course.first.isoformat(),
        last=course.last.isoformat(),
        issuer=neutral(course.issuer),
    )


def _signed(certificate: Certificate, key: bytes) -> Certificate:
    return replace(certificate, check=check_code(certificate, key))


def _without_number(one: Certificate) -> Certificate:
    return replace(one, number="", check="")


def _next_number(day: date, given: Iterable[Certificate]) -> str:
    """Such as PX20261126-007: the day the course ended, then the next of that day."""
    start = f"PX{day:%Y%m%d}-"
    used = [int(one.number[len(start) :]) for one in given if re.fullmatch(f"{start}\\d+", one.number)]
    return f"{start}{max(used, default=0) + 1:03}"
