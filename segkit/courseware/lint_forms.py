"""What is wrong with the conditions of the course's forms: tracks, lessons and exercises that the course lacks."""

from collections.abc import Iterator, Mapping
from typing import Any

from segkit.courseware.course import Course
from segkit.courseware.lesson import lesson_folders
from segkit.errors import ExerciseUnknown
from segkit.settings import nearest, place_of
from segkit.yaml_text import read_yaml

Place = tuple[int | str, ...]


def condition_findings(course: Course) -> Iterator[ExerciseUnknown]:
    """Every name in a `when` of `course/forms` that stands for nothing, with its line."""
    known = _known(course)
    for path in sorted((course.folder / "forms").glob("*.yml")):
        document = read_yaml(path)
        for place, when in _conditions(document, ()):
            for key, names in known.items():
                for name in when.get(key) or ():
                    if name not in names:
                        line = place_of(document, (*place, key))[0]
                        yield ExerciseUnknown(str(path), line, str(name), nearest(str(name), sorted(names)))


def _known(course: Course) -> dict[str, set[str]]:
    """What each key of a condition may name; a track that a lesson knows may be left out of the course."""
    lessons = {one for track in course.settings.tracks.values() for one in track.lessons}
    lessons |= {folder.name.split("_")[0] for folder in lesson_folders(course.folder)}
    exercises = {one.id for lesson in course.lessons.values() for one in lesson.plan.exercises}
    tracks = {*course.settings.tracks, *(name for lesson in course.lessons.values() for name in lesson.plan.tracks)}
    return {"tracks": tracks, "lessons": lessons, "kept": exercises, "in_class": exercises}


def _conditions(node: Any, place: Place) -> Iterator[tuple[Place, Mapping[str, Any]]]:
    """Every `when` below a node with the way to it."""
    if isinstance(node, Mapping):
        for key, child in node.items():
            if key == "when" and isinstance(child, Mapping):
                yield (*place, "when"), child
            else:
                yield from _conditions(child, (*place, str(key)))
    elif isinstance(node, list):
        for at, child in enumerate(node):
            yield from _conditions(child, (*place, at))
