"""The cheat sheet: one side of A4 with what one looks up while working."""

from __future__ import annotations

from segkit.courseware.documents.conditions import taught_in
from segkit.courseware.documents.forms import compose_form, read_form
from segkit.courseware.documents.occasion import Occasion
from segkit.courseware.documents.printing import Press, print_page
from segkit.courseware.documents.programme import Programme
from segkit.courseware.documents.slots import slots_of


def render_cheat_sheet(programme: Programme, occasion: Occasion, press: Press) -> bytes:
    """The cheat sheet as a PDF/UA-1 file of one page; PageFaulty where its texts have grown beyond it."""
    slots, taught = slots_of(programme, occasion, press.words), taught_in(programme, occasion)
    paper = compose_form(read_form("cheat_sheet"), press.words, slots, taught=taught)
    sheets = ("paper.css", "blocks.css", "code.css", "cheat_sheet.css")
    return print_page("cheat_sheet.html.j2", press, sheets, {"paper": paper})
