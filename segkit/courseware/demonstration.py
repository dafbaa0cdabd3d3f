"""An invented class, filled in: roster, test sheets, feedback and follow-up, so that a new trainer learns to read them.

Everything is drawn with a fixed seed; nobody in it exists. What was planted stands in `PLANTED`; tests find it again.
"""

from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from random import Random

from segkit.courseware.gain import Sheet
from segkit.courseware.quiz.sheets import template_text
from segkit.courseware.roster import Learner, write_roster
from segkit.courseware.surveys import Survey, read_survey
from segkit.courseware.surveys import write_template as write_survey
from segkit.learn.quiz_forms import Form, Item
from segkit.wording import Wording

SEED = 618
FILES = ("roster", "answers", "reaction", "follow_up")
PLANTED = {"learners": 24, "full_before": 1, "left": 3, "joined": 1, "doubled": 1}
BEFORE, AFTER = 0.42, 0.72  # chance to be right, before and after
SURNAMES = "王李张刘陈杨赵黄周吴徐孙胡朱高林何郭马罗梁宋郑谢"
GIVEN = ("敏", "伟", "静怡", "磊", "雪梅", "强", "佳宁", "军", "洋", "艳", "勇", "思雨")
ENGLISH = ("Alice", "Ben", "Carla", "David", "Emma", "Felix", "Grace", "Henry", "Ivy", "Jack", "Kate", "Leo")
FAMILY = ("Adams", "Brooks", "Clarke", "Dixon", "Evans", "Foster", "Grant", "Hughes")
WORK = {
    "zh-CN": (("市场部", "市场专员"), ("销售部", "客户经理"), ("客服部", "客服主管")),
    "en": (("Marketing", "Specialist"), ("Sales", "Account manager"), ("Service", "Team lead")),
}
SAID = {
    "zh-CN": {
        "best": (
            "用自己公司的数据练习",
            "八类客户的打分方法",
            "知道了分级和分型不是一回事",
            "看到本公司的报告",
            "小组讨论很实在",
        ),
        "change": ("聚类部分讲得偏快", "希望多一个服务行业的案例", "下午时间有点紧", "电脑配置提前检查一下"),
        "hindered": ("订单数据要等信息部门导出", "还没有指定分类标准的负责人", "促销档期紧，没有留对照组"),
        "action": ("每月第一周重新运行分型", "给重要挽留客户打电话", "活动留一成对照组"),
        "evidence": ("12 月报告", "客服回访记录", ""),
    },
    "en": {
        "best": (
            "Working on our own data",
            "Scoring the eight types",
            "Grading is not typing",
            "Seeing our own report",
        ),
        "change": ("Clustering went rather fast", "One more case from services", "The afternoon was tight"),
        "hindered": (
            "We wait for the data team's export",
            "Nobody owns the standard yet",
            "No time for a control group",
        ),
        "action": (
            "Run the segmentation again each month",
            "Call the win-back customers",
            "Keep a control group of 10%",
        ),
        "evidence": ("December report", "Call records", ""),
    },
}


def write_demonstration(folder: Path, forms: Mapping[str, Form], words: Wording) -> tuple[Path, ...]:
    """Write the invented class into `folder` in the language of `words`; equal forms give equal files."""
    draw = Random(SEED)
    learners = tuple(_learners(words.language))
    codes = [f"{draw.choice('ABCHLWZ')}{draw.randint(1, 28):02}{draw.randint(0, 999):03}" for _ in learners]
    reaction, follow_up = read_survey("reaction"), read_survey("follow_up")
    named = {key: folder / f"{words(f'classroom.file.{key}')}.csv" for key in FILES}
    write_roster(named["roster"], learners, words)
    text = template_text(forms, words, _sheets(forms, codes, draw))
    named["answers"].write_text(text, encoding="utf-8-sig", newline="")
    write_survey(named["reaction"], reaction, words, list(_reactions(reaction, words, draw)))
    write_survey(named["follow_up"], follow_up, words, list(_follow_ups(follow_up, learners, words, draw)))
    return tuple(named.values())


def _learners(language: str) -> Iterator[Learner]:
    """Twenty-four people in four groups of three departments, each name once."""
    for at in range(PLANTED["learners"]):
        chinese = f"{SURNAMES[at]}{GIVEN[at % len(GIVEN)]}"
        english = f"{ENGLISH[at % len(ENGLISH)]} {FAMILY[(at + at // len(ENGLISH)) % len(FAMILY)]}"
        department, position = WORK[language][at % 3]
        name = chinese if language == "zh-CN" else english
        yield Learner(f"{at + 1:02}", name, department, str(at % 4 + 1), position)


def _sheets(forms: Mapping[str, Form], codes: list[str], draw: Random) -> Iterator[Sheet]:
    """Both forms of most learners: the first had full marks before, three left, one joined, one code stands twice."""
    for at, code in enumerate(codes):
        before = {item.id: _answer(item, 1.0 if at == 0 else BEFORE, draw) for item in forms["A"].items}
        after = {item.id: _answer(item, 1.0 if at == 0 else AFTER, draw) for item in forms["B"].items}
        if at != 3:  # joined after the first test
            yield Sheet("A", code, before)
        if at not in (1, 2):  # left before the second
            yield Sheet("B", codes[5] if at == 4 else code, after)


def _answer(item: Item, chance: float, draw: Random) -> int | None:
    """Right by chance, at times nothing, else a wrong option, of which the first is the most tempting."""
    right, luck = item.right or 0, draw.random()
    wrong = [at for at in range(len(item.options)) if at != right]
    if luck < chance:
        return right
    return None if luck > 0.96 else draw.choices(wrong, [3, *(1,) * (len(wrong) - 1)])[0]


def _reactions(survey: Survey, words: Wording, draw: Random) -> Iterator[list[object]]:
    said = SAID[words.language]
    for at in range(22):
        marks = [
            draw.choices((3, 4, 5), (1, 4, 5))[0] if one.id != "pace" else draw.randint(2, 4) for one in survey.scaled
        ]
        texts = [said[one.id][at // 3 % len(said[one.id])] if at % 3 == 0 else "" for one in survey.open]
        yield [*marks, *texts]


def _follow_ups(survey: Survey, learners: Sequence[Learner], words: Wording, draw: Random) -> Iterator[list[object]]:
    said, states = SAID[words.language], [words.pick(one.text) for one in survey.states]
    for turn, day in enumerate(survey.days):
        for learner in learners[:12]:
            marks = [min(draw.randint(2, 4) + (turn > 0), 5) for _ in survey.scaled]
            actions: list[object] = []
            for n in range(survey.actions):
                state = draw.choices(states, (3 * turn + 1, 3, 4 - 2 * turn))[0]
                actions += [said["action"][n], state, said["evidence"][n] if state != states[-1] else ""]
            texts = [said[one.id][draw.randrange(3)] if draw.random() < 0.3 else "" for one in survey.open]
            yield [learner.id, day, *marks, *actions, *texts]
