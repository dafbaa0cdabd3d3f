"""`segkit course quiz|gain|certificates|verify|board|survey|sample`: what a class is handed, and what it handed in."""

from collections.abc import Sequence
from dataclasses import asdict
from datetime import date
from pathlib import Path
from typing import Annotated, Any

import typer

from segkit.commands.session import print_json, session_of
from segkit.errors import BadChoice
from segkit.wording import Wording

AsJson = Annotated[bool, typer.Option("--json")]
Brand = Annotated[Path | None, typer.Option("--brand")]
Out = Annotated[Path, typer.Option("--out")]
Keys = Annotated[Path | None, typer.Option("--keys")]
CourseFolder = Annotated[Path | None, typer.Option("--course")]
REGISTER = "certificates.csv"


def quiz(
    context: typer.Context,
    out: Annotated[Path, typer.Argument()] = Path("quiz"),
    track: Annotated[str, typer.Option("--track")] = "1d",
    course: CourseFolder = None,
    brand: Brand = None,
    *,
    is_self_study: Annotated[bool, typer.Option("--self")] = False,
    is_named: Annotated[bool, typer.Option("--named")] = False,
    as_json: AsJson = False,
) -> None:
    """Draw forms A and B of a track: papers, key and answer sheet for the trainer, forms for the notebook."""
    from segkit.courseware.quiz.pack import class_files

    words = session_of(context).wording
    kind = {"is_self_study": is_self_study, "is_named": is_named}
    made = class_files(track, _press(brand, words), course=course, **kind)
    files = [_written(out / name, content) for name, content in made.items()]
    _tell(files, words("cli.course.quiz", track=track), as_json=as_json)
    if is_named and not as_json:
        typer.echo(words("cli.course.quiz.named"))


def gain(
    context: typer.Context,
    sheets: Annotated[list[Path], typer.Argument()],
    forms: Annotated[Path, typer.Option("--forms")],
    course: CourseFolder = None,
    brand: Brand = None,
    *,
    out: Out = Path(),
    as_json: AsJson = False,
) -> None:
    """Say what a class learned from its filled forms A and B: gain with interval, topics, mistakes, items."""
    from segkit.courseware.gain import measure_gain
    from segkit.courseware.gain_paper import headline, print_gain
    from segkit.courseware.quiz.names import read_names
    from segkit.courseware.quiz.pack import course_title, read_forms
    from segkit.courseware.quiz.sheets import read_sheets

    words, both = session_of(context).wording, read_forms(forms)
    found = measure_gain(both, read_sheets(sheets, both))
    paper = print_gain(found, both, read_names(words, course), _press(brand, words), course_title(course))
    file = _written(out / f"{words('classroom.file.gain')}.pdf", paper)
    if as_json:
        print_json({"file": file, **asdict(found)})
        return
    _tell([file], headline(found, words))


def certificates(
    context: typer.Context,
    roster: Annotated[Path, typer.Argument()],
    about: Annotated[Path, typer.Option("--class")],
    scores: Annotated[Path | None, typer.Option("--scores")] = None,
    keys: Keys = None,
    *,
    out: Out = Path("certificates"),
    course: CourseFolder = None,
    brand: Brand = None,
    as_json: AsJson = False,
) -> None:
    """Print certificates: of attendance for who was there; with `--scores` of achievement for who passed."""
    from segkit.courseware.certificate_paper import print_certificates
    from segkit.courseware.certificates import issue, read_key, read_register, write_register
    from segkit.courseware.class_file import read_class
    from segkit.courseware.quiz.pack import course_title
    from segkit.courseware.roster import read_roster

    words, home = session_of(context).wording, keys or _home()
    taught, people = read_class(about, course_title(course)), read_roster(roster)
    kind, who, strange = _entitled(people, scores, course)
    key = read_key(home, makes_one=True, pack=out)
    register = read_register(home / REGISTER)
    given = issue(who, kind, taught, key=key, register=register)
    write_register(home / REGISTER, (*register, *given), words)
    files = []
    if given:
        paper = print_certificates(given, taught.trainer, _press(brand, words, taught.last))
        files.append(_written(out / f"{words(f'classroom.certificate.file.{kind}')}.pdf", paper))
    if as_json:
        print_json({"files": files, "issued": [asdict(one) for one in given], "unmatched": strange})
        return
    of = len(people.learners)
    _tell(files, words(f"cli.course.certificates.{kind}", n=len(given), of=of))
    typer.echo(words("cli.course.keys", folder=home))
    if strange:
        typer.echo(words("cli.course.strange", n=len(strange), names=tuple(strange)))


def verify(
    context: typer.Context, code: Annotated[str, typer.Argument()], keys: Keys = None, as_json: AsJson = False
) -> None:
    """Say whether a check code belongs to a certificate that was issued here, and what it certifies."""
    from segkit.courseware.certificates import read_key, read_register
    from segkit.courseware.certificates import verify as verified

    words, home = session_of(context).wording, keys or _home()
    key = read_key(home, makes_one=False)
    found = verified(code, read_register(home / REGISTER), key, file=REGISTER)
    if as_json:
        print_json(asdict(found))
        return
    slots = {"kind": words(f"classroom.certificate.title.{found.kind}"), "course": found.title(words.language)}
    named = ("number", "name", "department", "hours", "first", "last", "issuer", "check")
    typer.echo(words("cli.course.verified", **slots, **{name: getattr(found, name) for name in named}))


def board(
    context: typer.Context,
    hand_ins: Annotated[Path, typer.Argument()],
    roster: Annotated[Path, typer.Option("--roster")],
    judges: Annotated[Path | None, typer.Option("--judges")] = None,
    brand: Brand = None,
    *,
    out: Out = Path(),
    as_json: AsJson = False,
) -> None:
    """Write the groups' score board, for the wall and on paper, from a folder of hand-ins and the judges' points."""
    from segkit.courseware.board import read_board, render_board
    from segkit.courseware.quiz.pack import course_title
    from segkit.courseware.roster import read_roster

    words = session_of(context).wording
    found = read_board(hand_ins, read_roster(roster), judges)
    pdf, page = render_board(found, _press(brand, words), course_title(None))
    name = words("classroom.file.board")
    files = [_written(out / f"{name}.pdf", pdf), _written(out / f"{name}.html", page.encode())]
    if as_json:
        print_json({"files": files, **asdict(found)})
        return
    _tell(files, words("cli.course.board", n=len(found.standings), exercises=len(found.exercises)))
    if found.strange:
        typer.echo(words("cli.course.strange", n=len(found.strange), names=found.strange))


def survey(
    context: typer.Context,
    kind: Annotated[str, typer.Argument()],
    filled: Annotated[Path | None, typer.Argument()] = None,
    runs: Annotated[Path | None, typer.Option("--runs")] = None,
    since: Annotated[str | None, typer.Option("--since")] = None,
    *,
    brand: Brand = None,
    out: Out = Path(),
    as_json: AsJson = False,
) -> None:
    """Print a form and its table, or, of a filled table, the summary, with the kit's run records as evidence."""
    from segkit.courseware.quiz.pack import course_title
    from segkit.courseware.survey_paper import print_blank, print_summary
    from segkit.courseware.surveys import KINDS, read_results, read_survey, write_template

    if kind not in KINDS:
        raise BadChoice("kind", kind, KINDS)
    words, form = session_of(context).wording, read_survey(kind)
    press, title = _press(brand, words), course_title(None)
    if filled is None:
        name = words(f"classroom.file.{kind}")
        blank = _written(out / f"{name}.pdf", print_blank(form, press, title))
        _tell(
            [blank, write_template(out / f"{name}.csv", form, words)], words("cli.course.survey.blank"), as_json=as_json
        )
        return
    results, records = read_results(filled, form), _records(runs, since)
    file = _written(
        out / f"{words(f'classroom.file.{kind}.summary')}.pdf", print_summary(form, results, records, press, title)
    )
    if as_json:
        found = [{**asdict(one), "survey": kind} for one in results]
        print_json({"file": file, "results": found, "runs": [asdict(one) for one in records or ()]})
        return
    _tell([file], words("cli.course.survey.summary", n=sum(one.sheets for one in results)))


def sample(
    context: typer.Context,
    folder: Annotated[Path, typer.Argument()] = Path("sample-class"),
    track: Annotated[str, typer.Option("--track")] = "1d",
    course: CourseFolder = None,
    *,
    as_json: AsJson = False,
) -> None:
    """Write an invented class, filled in: roster, answer sheets, feedback, follow-up; to learn how they are read."""
    from segkit.courseware.demonstration import write_demonstration
    from segkit.courseware.quiz.pack import drawn_forms
    from segkit.learn.quiz_forms import form_as_json

    words, forms = session_of(context).wording, drawn_forms(track, course)
    files = [_written(folder / "forms" / f"{name}.json", form_as_json(one).encode()) for name, one in forms.items()]
    files += write_demonstration(folder, forms, words)
    _tell(files, words("cli.course.sample"), as_json=as_json)


def _entitled(people: Any, scores: Path | None, course: Path | None) -> tuple[str, Any, Sequence[str]]:
    """The kind of certificate, who gets one with which band, and whose marks stand for nobody."""
    from segkit.courseware.certificates import achieved, attended, read_scores
    from segkit.courseware.quiz.pack import pass_marks

    if scores is None:
        return "attendance", attended(people), ()
    marks, strange = read_scores(scores, people)
    least, excellent = pass_marks(course)
    return "achievement", achieved(people, marks, least=least, excellent=excellent), strange


def _records(runs: Path | None, since: str | None) -> Any:
    """What run records show; None where nobody asked."""
    from segkit.courseware.evidence import read_run_records

    if runs is None:
        return None
    try:
        day = date.fromisoformat(since or "")
    except ValueError:
        raise BadChoice("--since", since or "", ("2026-11-26",)) from None
    return read_run_records(runs, day)


def _press(brand: Path | None, words: Wording, dated: date | None = None) -> Any:
    from segkit.courseware.documents.printing import Press
    from segkit.house import kit_folder
    from segkit.report.brand import read_brand

    return Press(read_brand(brand or kit_folder("templates") / "brands" / "plain"), words, dated or date.today())


def _home() -> Path:
    """The user's own folder for keys and register, outside every pack."""
    return Path(typer.get_app_dir("segkit"))


def _written(path: Path, content: bytes) -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(content)
    return path


def _tell(files: Sequence[Path], text: str, *, as_json: bool = False) -> None:
    if as_json:
        print_json({"files": files})
        return
    typer.echo("\n".join([text, *(f"  {file}" for file in files)]))
