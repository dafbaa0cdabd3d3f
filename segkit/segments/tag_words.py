"""Tags in words, as the report, the regulation and the command line state them."""

from segkit.facts import Text
from segkit.segments.plain import in_words
from segkit.segments.tag_kinds import Tag
from segkit.wording import LANGUAGES, Wording


def given_text(tag: Tag) -> Text:
    """Who is given the tag, in both languages: the rule in words, the words of messages, or the list."""
    return {language: given_in_words(tag, Wording(language)) for language in LANGUAGES}


def given_in_words(tag: Tag, words: Wording) -> str:
    """The same in the language of `words`."""
    if tag.when is not None:
        return in_words(" ".join(tag.when.split()), words)
    if tag.keywords is not None:
        said = tag.keywords
        way = (".exact" if said.mode == "exact" else "") + (".once" if said.at_least == 1 else "")
        slots = {"words": said.words} | ({} if said.at_least == 1 else {"n": said.at_least})
        text = words(f"segments.tag.words{way}", **slots)
        return text + (words("segments.tag.exclude", words=said.exclude) if said.exclude else "")
    return words("segments.tag.listed", file=tag.list) if tag.list else words("segments.tag.by_hand")


def until_text(tag: Tag) -> Text:
    """Until when the tag holds, in both languages; days of single entries of a list are not told."""
    return {language: until_in_words(tag, Wording(language)) for language in LANGUAGES}


def until_in_words(tag: Tag, words: Wording) -> str:
    """The same in the language of `words`."""
    day = tag.ends()
    if day is None and tag.valid_days is not None:
        return words("segments.tag.days", n=tag.valid_days)
    return words("segments.tag.endless") if day is None else words("segments.tag.until", day=day)
