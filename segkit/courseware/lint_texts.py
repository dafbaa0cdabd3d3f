"""What is wrong with the texts of a lesson: unpaired, stale, built unlike, in words that the course avoids."""

import re
from collections.abc import Iterable, Iterator, Mapping
from functools import lru_cache
from pathlib import Path

from segkit.courseware.cells import Cell
from segkit.courseware.course import Glossary
from segkit.courseware.lesson import Lesson
from segkit.courseware.pairs import Pair, pairs_of, prose, unlike
from segkit.errors import CellFaulty, CourseError, HalfWidth, TermAvoided, TextsUneven, TextUnpaired, TranslationStale

HALF = re.compile(r"[\u4e00-\u9fff][,;:!?()]|[,;:!?()][\u4e00-\u9fff]")
MARKS = ("role", "exercise", "slide", "case", "when")
STAMP = re.compile(r' src="[^"]*"')


def text_findings(lesson: Lesson, glossary: Glossary) -> Iterator[CourseError]:
    """Every finding in `lesson.py`'s texts, and avoided words in `lesson.yml` and `quiz.yml`."""
    file = str(lesson.folder / "lesson.py")
    pairs = pairs_of(lesson.cells)
    yield from _repeated(pairs, file)
    for pair in pairs:
        yield from _pair_findings(pair, file)
    for cell in lesson.texts("zh-CN"):
        yield from _half_width(cell, file)
    yield from _avoided_in_lesson(lesson, glossary)


def stale_pairs(cells: tuple[Cell, ...]) -> Iterator[tuple[Cell, str]]:
    """English cells whose `src` is not the hash of the Chinese text beside them, with that hash."""
    for pair in pairs_of(cells):
        if pair.chinese and pair.english and pair.english.src != pair.chinese.hash:
            yield pair.english, pair.chinese.hash


def stamp_lesson(lesson: Lesson) -> tuple[str, ...]:
    """Write the hash of each Chinese text into its English twin; the sids that changed.

    To be called once a person has read both texts beside each other.
    """
    path = lesson.folder / "lesson.py"
    lines = path.read_text(encoding="utf-8").split("\n")
    stale = tuple(stale_pairs(lesson.cells))
    for cell, expected in stale:
        lines[cell.line - 1] = _stamped(lines[cell.line - 1], expected)
    if stale:
        path.write_text("\n".join(lines), encoding="utf-8", newline="\n")
    return tuple(cell.sid for cell, _ in stale)


def _stamped(line: str, expected: str) -> str:
    return STAMP.sub("", line.rstrip()).replace(' lang="en"', f' lang="en" src="{expected}"', 1)


def _repeated(pairs: tuple[Pair, ...], file: str) -> Iterator[CourseError]:
    seen: set[str] = set()
    for cell in (pair.chinese for pair in pairs if pair.chinese):
        if cell.sid in seen:
            yield CellFaulty(file, cell.line, "sid", cell.sid)
        seen.add(cell.sid)


def _pair_findings(pair: Pair, file: str) -> Iterator[CourseError]:
    first, second = pair.chinese, pair.english
    if first is None or second is None:
        present = first or second
        assert present is not None
        yield TextUnpaired(file, present.line, present.sid, "en" if second is None else "zh-CN")
        return
    if second.src != first.hash:
        yield TranslationStale(file, second.line, second.sid, second.src, first.hash)
    for mark in MARKS:
        if getattr(first, mark) != getattr(second, mark):
            yield CellFaulty(file, second.line, mark, _written(getattr(second, mark)))
    for part, chinese, english in unlike(first.source, second.source):
        yield TextsUneven(file, second.line, second.sid, part, chinese, english)


def _written(mark: str | frozenset[str]) -> str:
    return mark if isinstance(mark, str) else " ".join(sorted(mark))


def _half_width(cell: Cell, file: str) -> Iterator[CourseError]:
    for offset, line in enumerate(prose(cell.source).split("\n"), start=1):
        for found in HALF.finditer(line):
            yield HalfWidth(file, cell.line + offset, _around(line, found))


def _around(line: str, found: re.Match[str]) -> str:
    return line[max(0, found.start() - 8) : found.end() + 8]


def _avoided_in_lesson(lesson: Lesson, glossary: Glossary) -> Iterator[CourseError]:
    file = str(lesson.folder / "lesson.py")
    for cell in (cell for cell in lesson.cells if cell.kind == "text"):
        yield from avoided(prose(cell.source).split("\n"), glossary, file, after=cell.line, language=cell.language)
    for name in ("lesson.yml", "quiz.yml"):
        path = lesson.folder / name
        if path.is_file():
            yield from avoided_in_file(path, glossary)


def avoided_in_file(path: Path, glossary: Glossary) -> Iterator[CourseError]:
    """Words to avoid in a file that holds both languages, such as a YAML file or a catalogue."""
    lines = prose(path.read_text(encoding="utf-8")).split("\n")
    for language in ("zh-CN", "en"):
        yield from avoided(lines, glossary, str(path), language=language)


def avoided(
    lines: Iterable[str], glossary: Glossary, file: str, *, after: int = 0, language: str = "zh-CN"
) -> Iterator[CourseError]:
    """Words of one language that the glossary avoids; the first line has the number `after` + 1."""
    better = {word: term.name[language] for term in glossary.terms for word in _words(term.avoid, language)}
    pattern = _pattern(tuple(better), language)
    for number, line in enumerate(lines, start=after + 1):
        for found in pattern.finditer(line) if pattern else ():
            yield TermAvoided(file, number, found[0], better.get(found[0]) or better[found[0].lower()])


def _words(avoid: Mapping[str, tuple[str, ...]], language: str) -> tuple[str, ...]:
    return avoid.get(language, ())


@lru_cache(maxsize=8)
def _pattern(words: tuple[str, ...], language: str) -> re.Pattern[str] | None:
    if not words:
        return None
    listed = "|".join(map(re.escape, sorted(words, key=len, reverse=True)))
    return re.compile(listed) if language == "zh-CN" else re.compile(rf"\b(?:{listed})\b", re.IGNORECASE)
