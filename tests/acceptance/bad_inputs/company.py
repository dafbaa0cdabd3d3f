"""A small company whose file each test spoils, and what must be said of it: to a person, in both languages.

Every row names a person. None of them may be found in what is printed.
"""

import json
import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path
from typing import Any

from segkit.commands.pages import cells
from segkit.engine import fetch_rows, open_engine
from segkit.facts import Quality
from segkit.pipeline import run_stages
from segkit.runs import start_run
from segkit.steps.stage import Stage
from segkit.wording import LANGUAGES, Wording

HEAD = ("会员号", "姓名", "手机", "订单号", "下单时间", "金额")
ROLES = {"customer_id": "会员号", "order_id": "订单号", "order_date": "下单时间", "amount": "金额"}
NAMES = ("张三丰", "李秀兰", "欧阳明月", "赵大年", "王小二")
CJK = re.compile(r"[\u3000-\u303f\u3400-\u9fff\uff00-\uffef]")
ENGLISH = re.compile(r"(?:\b[A-Za-z]{2,}\b[ ,]+){3}[A-Za-z]{2,}")
CODE = re.compile(r"read: \{.*?\}\}?|cleaning: \{.*?\}|[\w.-]+\.(?:yml|html|csv|xlsx?)\b|/\S+")
PROGRESS = re.compile(r"[1-7]/7 ")
WIDTH, SCREEN = 80, 24

Row = list[str]


def clean_rows(n: int = 30) -> list[Row]:
    """`n` orders of five people, as their shop would export them."""
    return [
        [f"HY{1001 + at % 5}", NAMES[at % 5], f"1380013{8000 + at % 5}", f"D{at:04}", day(at), f"{20 + at}.50"]
        for at in range(n)
    ]


def day(at: int) -> str:
    """The day of the order at that place."""
    return f"2025-{1 + at % 12:02}-{3 + at % 25:02}"


def spoiled(rows: list[Row], column: str, **cells_at: str) -> list[Row]:
    """The rows with cells of a column written otherwise: `r3="x"` in the fourth row."""
    place = HEAD.index(column)
    for key, text in cells_at.items():
        rows[int(key.removeprefix("r"))][place] = text
    return rows


def column_of(rows: list[Row], column: str, write: Callable[[int, str], str]) -> list[Row]:
    """The rows with every cell of a column written anew, from its place and its text."""
    place = HEAD.index(column)
    return [[*row[:place], write(at, row[place]), *row[place + 1 :]] for at, row in enumerate(rows)]


def as_text(rows: Iterable[Iterable[str]], *, mark: str = ",", end: str = "\n", head: Iterable[str] = HEAD) -> str:
    """The file's text; nothing is quoted."""
    return "".join(mark.join(row) + end for row in (head, *rows))


def write_study(
    folder: Path, file: str = "订单.csv", *, read: str = "", below: str = "", more: str = "", **roles: str
) -> Path:
    """A study of one file of orders; `read`, `below` (the file) and `more` are lines as a message names them."""
    columns = ", ".join(f"{role}: {json.dumps(name, ensure_ascii=False)}" for role, name in (ROLES | roles).items())
    lines = [
        "study: bad",
        "company: {zh-CN: 小店, en: Small shop}",
        "languages: [zh-CN]",
        *([] if "currency:" in more else ["currency: CNY"]),
        *([] if "as_of:" in more else ["as_of: 2025-12-31"]),
        *([more] if more else []),
        "sources:",
        "  orders:",
        f"    file: {json.dumps(file, ensure_ascii=False)}",
        f"    columns: {{{columns}}}",
        *(f"    {line}" for line in (read, below) if line),
    ]
    (folder / "study.yml").write_text("\n".join(lines) + "\n", encoding="utf-8")
    return folder / "study.yml"


@dataclass(frozen=True)
class Told:
    """What a command said in one language."""

    language: str
    exit_code: int
    out: str
    err: str

    @property
    def text(self) -> str:
        """All of it but the lines on how far the run has come."""
        return "".join(line for line in (self.out + self.err).splitlines(keepends=True) if not PROGRESS.match(line))

    @property
    def codes(self) -> list[str]:
        """The codes of its problems."""
        return re.findall(r"^(E-[A-Z]+-[0-9]+) ", self.err, re.MULTILINE)


@dataclass(frozen=True)
class Shop:
    """A folder with the company's file and its study."""

    folder: Path
    say: Callable[..., Told]

    def write(self, content: str | bytes, name: str = "订单.csv", encoding: str = "utf-8") -> Path:
        """The file, as bytes or as text in an encoding."""
        path = self.folder / name
        path.write_bytes(content if isinstance(content, bytes) else content.encode(encoding))
        return path

    def inspected(self, name: str = "订单.csv", *words: str) -> dict[str, Any]:
        """What `segkit inspect` finds, for programs."""
        told = self.say("inspect", str(self.folder / name), "--json", *words)
        assert told.exit_code == 0, told.err
        return json.loads(told.out)

    def stops(self, code: str, *named: str, command: tuple[str, ...] = (), known: str = "") -> dict[str, str]:
        """Both languages' message of a run (or of `command`) that stops with the code and names all that is `named`.

        `known` is what the message may quote from the file, besides its name and its columns.
        """
        words = command or ("run", str(self.folder / "study.yml"), "--direct", "--runs", str(self.folder / "runs"))
        told = {language: self.say(*words, "--language", language) for language in LANGUAGES}
        for one in told.values():
            assert (one.exit_code, one.codes) == (2, [code]), one.text
            assert [name for name in named if name not in one.text] == [], one.text
            check_message(one, known)
        assert not list(self.folder.glob("runs/*/latest.json"))
        return {language: one.text for language, one in told.items()}

    def cleaned(self, file: str = "订单.csv", **settings: str) -> "Cleaned":
        """The first two steps of a run, with the lines of the study that were asked for."""
        return Cleaned(self.folder, write_study(self.folder, file, **settings))


@dataclass(frozen=True)
class Cleaned:
    """What is left after the first two steps of a run; it must get so far."""

    folder: Path
    study: Path
    run: Any = field(init=False)

    def __post_init__(self) -> None:
        run = start_run(self.folder / "steps", "bad", self.study)
        run_stages(run, ("collection", "cleaning"))
        object.__setattr__(self, "run", run)

    @cached_property
    def quality(self) -> Quality:
        """The facts that the report's data page prints."""
        return Stage("check", self.run).load("quality", Quality)

    @property
    def ledger(self) -> dict[str, int]:
        """Rule or reason: how many rows it found, where it found any."""
        return {line.rule: line.rows for line in self.quality.ledger if line.rows}

    @property
    def warned(self) -> set[str]:
        """The checks that warn."""
        return {check.id for check in self.quality.checks if check.status == "warn"}

    def notes(self, language: str) -> str:
        """What the data page says of how the files were read."""
        return "\n".join(note.text[language] for note in self.quality.notes)

    def table(self, name: str) -> list[dict[str, Any]]:
        """The rows of a table that the steps left."""
        engine = open_engine()
        rows = fetch_rows(engine.read_parquet(str(self.run.table(name))), at_most=100_000)
        engine.disconnect()
        return rows

    @property
    def aside(self) -> dict[int, str]:
        """Physical line: why its row was set aside."""
        return {row["row"]: row["reason"] for row in self.table("quarantine")}

    @property
    def returned(self) -> list[list[str]]:
        """The rows that the client gets back, as the file's text has them."""
        import csv

        text = (self.run.restricted / "quarantine.csv").read_text(encoding="utf-8-sig")
        return list(csv.reader(text.splitlines()))


def check_message(told: Told, known: str = "") -> None:
    """One screen, all parts, nobody's name, and nothing of the other language."""
    text, wording = told.text, Wording(told.language)
    lines = sum(max(1, -(-cells(line) // WIDTH)) for line in text.splitlines())
    assert lines <= SCREEN, f"{lines} lines\n{text}"
    assert all(wording(f"cli.problem.{part}") in text for part in ("remedy", "who")), text
    check_privacy(text)
    foreign = CODE.sub(" ", text)
    for word in sorted((*HEAD, "订单", *known.split("\n")), key=len, reverse=True):
        foreign = foreign.replace(word, " ") if word else foreign
    found = ENGLISH.search(foreign) if told.language == "zh-CN" else CJK.search(foreign)
    assert found is None, (found, text)
    assert "Traceback" not in text


def check_privacy(text: str) -> None:
    """No person of the file is named."""
    people = [value for row in clean_rows(5) for value in row[:3]]
    assert [value for value in people if value in text] == [], text


def explained(reasons: Mapping[int, str] | Iterable[str]) -> None:
    """Each reason has its words and its remedy in both languages, and neither holds the other's."""
    for reason in set(reasons.values() if isinstance(reasons, Mapping) else reasons):
        for language, pattern in zip(LANGUAGES, (ENGLISH, CJK), strict=True):
            wording = Wording(language)
            text = " ".join(
                wording(f"clean.{key}") for key in (f"rule.{reason}", f"rule.{reason}.why", f"reason.{reason}")
            )
            assert not pattern.search(text), text
