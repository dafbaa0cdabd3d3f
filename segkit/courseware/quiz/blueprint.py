"""How many items of each topic a form of the knowledge test holds, by track: `course/blueprint.yml`."""

from pathlib import Path
from typing import Annotated, Self

from pydantic import Field, model_validator

from segkit.house import kit_folder
from segkit.segments.kinds import Text
from segkit.settings import Misfit, Strict, read_settings

TopicId = Annotated[str, Field(pattern=r"^[a-z][a-z0-9_]*$")]
Count = Annotated[int, Field(ge=1, le=12)]


class Topic(Strict):
    """A topic of the test; `also` are other ids by which lessons may call it."""

    id: TopicId
    name: Text
    also: tuple[TopicId, ...] = ()


class Blueprint(Strict):
    """The plan of all forms: topics in the order of the paper, items of each by track."""

    topics: Annotated[tuple[Topic, ...], Field(min_length=1)]
    tracks: dict[str, dict[TopicId, Count]]
    minutes_per_item: Annotated[float, Field(gt=0, le=10)] = 1.25

    @model_validator(mode="after")
    def _tracks_name_topics(self) -> Self:
        known = {topic.id for topic in self.topics}
        for track, counts in self.tracks.items():
            if strange := sorted(set(counts) - known):
                raise Misfit("tracks", ", ".join(sorted(known)), f"{track}: {strange[0]}")
        return self

    def topic_of(self, name: str) -> str | None:
        """The topic that an item's `blueprint` names; None where no topic is called so."""
        return next((topic.id for topic in self.topics if name in (topic.id, *topic.also)), None)

    def minutes_of(self, track: str) -> int:
        """Minutes that a form of the track takes, the items counted; 0 for a track without a test."""
        return round(self.minutes_per_item * sum(self.wanted(track).values()))

    def wanted(self, track: str) -> dict[str, int]:
        """Items per topic of a track in the order of topics; nothing for a track without a test."""
        counts = self.tracks.get(track, {})
        return {topic.id: counts[topic.id] for topic in self.topics if topic.id in counts}


def read_blueprint(course: Path | None = None) -> Blueprint:
    """The blueprint of a course's folder, of the kit's own where none is named; raises as `read_settings`."""
    return read_settings((course or kit_folder("course")) / "blueprint.yml", Blueprint)
