"""The languages a run speaks: the study's currency, names of segments, and the company's own words."""

from segkit.facts import Scheme
from segkit.report.words import Words, read_words
from segkit.steps.stage import Stage
from segkit.wording import LANGUAGES, Wording


def own_words(stage: Stage) -> Words:
    """The study's `words.yml`; an empty one where there is none."""
    return read_words(stage.study.path(stage.study.words)) if stage.study.words else Words()


def voice(stage: Stage, language: str) -> Wording:
    """How this run speaks `language`: names of segments and values as a person confirmed them, else the kit's."""
    words = own_words(stage)
    named = {segment: text[language] for names in words.confirmed.values() for segment, text in names.items()}
    return Wording(
        language,
        stage.study.currency,
        stage.study.privacy.smallest_group,
        segments=segment_names(stage.load("schemes", tuple[Scheme, ...]), language) | named,
        values={value: text[language] for value, text in words.values.items() if text.get(language)},
    )


def voices(stage: Stage) -> dict[str, Wording]:
    """Both languages: what is stored as a text holds both, whatever the study prints."""
    return {language: voice(stage, language) for language in LANGUAGES}


def segment_names(schemes: tuple[Scheme, ...], language: str) -> dict[str, str]:
    """Every segment's name by its id."""
    return {segment.id: segment.name[language] for scheme in schemes for segment in scheme.segments}
