"""A pack's pages for the trainer, in both languages: what it is and asks, and apart from it the answers."""

from collections.abc import Iterator, Mapping
from string import Template
from typing import Any

from segkit.source.packs.company import Plan, read_pack

LANGUAGES = ("zh-CN", "en")
SETTINGS = ("`standard.yml`", "`study.yml`", "`words.yml`")


def readme(plan: Plan, rows: Mapping[str, int]) -> str:
    """The page for the trainer in both languages: the company, what is taught, the files, the questions."""
    words = read_pack(plan.pack)
    command = f"segkit pack {plan.pack} --customers {plan.customers} --seed {plan.seed}"
    return "\n---\n\n".join("\n".join(_page(words, rows, language, command)) + "\n" for language in LANGUAGES)


def _page(words: Any, rows: Mapping[str, int], language: str, command: str) -> Iterator[str]:
    said = read_pack("readme")[language]
    brackets, colon = said["brackets"], said["colon"]
    yield f"# {words['company'][language]}{brackets.format(said['fictional'])}\n\n{words['about'][language]}\n"
    yield f"**{said['teaches']}**{colon}{words['teaches'][language]}\n\n## {said['files']}\n"
    for file in words["files"].values():
        count = brackets.format(f"{rows[file['name']]:,} {said['unit']}")
        yield f"- `{file['name']}`{colon}{file['about'][language]}{count}"
    yield f"- {said['comma'].join(SETTINGS)}{colon}{said['settings']}"
    yield f"- `truth/`{colon}{said['truth']}\n\n## {said['exercises']}\n"
    for number, question in enumerate(words["questions"], start=1):
        yield f"{number}. {question['ask'][language]}"
    yield f"\n{said['made']}{colon}`{command}`"


def answers(pack: str, figures: Mapping[str, object]) -> str:
    """The questions with the figures that answer them, in both languages."""
    questions = read_pack(pack)["questions"]
    parts = []
    for language in LANGUAGES:
        for number, one in enumerate(questions, start=1):
            parts.append(
                f"{number}. {one['ask'][language]}\n   {Template(one['answer'][language]).substitute(figures)}\n"
            )
    return f"# {read_pack(pack)['company']['zh-CN']}\n\n" + "\n".join(parts)
