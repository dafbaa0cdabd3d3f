"""Certificates on paper: A4 landscape, one a page, with number, hours, a place for the seal and the check code."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from segkit.courseware.certificates import Certificate
from segkit.courseware.documents.printing import Press, print_page
from segkit.wording import Wording

SHEETS = ("certificate.css",)


@dataclass(frozen=True)
class CertificatePage:
    """One certificate in one language."""

    number: str
    number_line: str
    title: str
    subtitle: str
    name: str
    text: str
    band: str
    check_label: str
    check: str
    note: str
    trainer: str
    trainer_label: str
    seal: str
    issuer: str
    issued: str


@dataclass(frozen=True)
class CertificatePaper:
    """All certificates of one kind."""

    title: str
    certificates: tuple[CertificatePage, ...]


def print_certificates(certificates: Sequence[Certificate], trainer: str, press: Press) -> bytes:
    """One PDF with a page for each certificate, at least one; raises as `write_pdf` does."""
    words = press.words
    pages = tuple(compose_certificate(one, trainer, words) for one in certificates)
    paper = CertificatePaper(pages[0].title, pages)
    return print_page("certificate.html.j2", press, SHEETS, {"paper": paper})


def compose_certificate(one: Certificate, trainer: str, words: Wording) -> CertificatePage:
    """The certificate in the language of `words`; where the department is open it is left out."""

    def say(key: str, **slots: Any) -> str:
        return words(f"classroom.certificate.{key}", **slots)

    first, last = date.fromisoformat(one.first), date.fromisoformat(one.last)
    days = {"first": first, "last": last, "hours": float(one.hours), "course": one.title(words.language)}
    who = say("who", name=one.name, department=one.department) if one.department else one.name
    return CertificatePage(
        number=one.number,
        number_line=say("number", number=one.number),
        title=say(f"title.{one.kind}"),
        subtitle=say(f"subtitle.{one.kind}"),
        name=who,
        text=say(f"text.{one.kind}.{'day' if first == last else 'days'}", **days),
        band=say(f"band.{one.band}") if one.band else "",
        check_label=say("check"),
        check=one.check,
        note=say("note"),
        trainer=trainer,
        trainer_label=say("trainer"),
        seal=say("seal"),
        issuer=one.issuer,
        issued=say("issued", day=last),
    )
