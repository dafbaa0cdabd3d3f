"""The course's own settings: tracks whose clock adds up, and a term bank in both languages."""

import pytest

from segkit.courseware.course import read_course
from segkit.errors import ExerciseUnknown, LessonsMissing


@pytest.fixture(scope="module")
def course():
    """The kit's own course."""
    return read_course()


@pytest.mark.parametrize("name", ["1d", "half"])
def test_the_minutes_of_a_track_add_up(course, name):
    track = course.settings.tracks[name]
    assert sum(entry.minutes for entry in track.programme if entry.lesson) == track.net
    assert sum(entry.minutes for entry in track.programme) == track.gross


def test_a_term_is_avoided_for_one_other_only_and_never_its_own_name(course):
    terms = course.glossary.terms
    names = {one for term in terms for one in term.name.values()}
    avoided = [word for term in terms for words in term.avoid.values() for word in words]
    assert len(set(avoided)) == len(avoided)
    assert not set(avoided) & names


def test_an_unknown_track_is_told_with_the_nearest_one(course):
    with pytest.raises(ExerciseUnknown) as told:
        course.track("halff")
    assert told.value.nearest == "half"


def test_a_track_is_offered_only_when_all_its_lessons_exist(course):
    for name in course.settings.tracks:
        if name not in course.offered:
            with pytest.raises(LessonsMissing) as told:
                course.track(name)
            assert told.value.missing
