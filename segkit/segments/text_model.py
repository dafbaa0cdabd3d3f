"""A small classifier that learns from labelled texts, beside the rules: pieces of words and their weights."""

from collections.abc import Sequence
from dataclasses import dataclass

from sklearn.feature_extraction.text import TfidfVectorizer
from sklearn.pipeline import Pipeline, make_pipeline
from sklearn.svm import LinearSVC

from segkit.matching import fold_text

PIECES = (1, 4)  # characters: Chinese has no blanks between words, and endings of Latin words matter little


@dataclass(frozen=True)
class TextModel:
    """A trained classifier; it says one of the labels it has seen of every text, also where it cannot know."""

    machine: Pipeline

    def tell(self, texts: Sequence[str]) -> list[str]:
        """The label of each text, in order; no texts, no labels."""
        return [str(label) for label in self.machine.predict(texts)] if len(texts) else []


def fit_text_model(texts: Sequence[str], labels: Sequence[str]) -> TextModel:
    """Learn to tell labels from texts (TF-IDF of pieces of one to four characters, a linear support vector machine).

    The same texts in the same order give the same model. Labels of rare kinds weigh as much as others.

    Raises
    ------
    ValueError
        There are fewer than two different labels, or no text holds a character.
    """
    pieces = TfidfVectorizer(preprocessor=fold_text, analyzer="char", ngram_range=PIECES, sublinear_tf=True)
    machine = make_pipeline(pieces, LinearSVC(class_weight="balanced", random_state=0))
    return TextModel(machine.fit(list(texts), list(labels)))
