"""What the files of a pack are called in its language: Chinese for a Chinese class, and safe on every system."""

from dataclasses import dataclass

LEARNER, TRAINER = "learner", "trainer"
MARK = "pack.json"  # by it a folder is known as a pack: what it was built for
NAMES: dict[str, dict[str, str]] = {  # by key, as the contents page lists them
    "readme": {"zh-CN": "请先读我.txt", "en": "README.txt"},
    "contents": {"zh-CN": "00_目录.pdf", "en": "00_contents.pdf"},
    "notebooks": {"zh-CN": "notebooks", "en": "notebooks"},  # names that code and hand-ins know stay
    "course_data": {"zh-CN": "course-data", "en": "course-data"},
    "draft": {"zh-CN": "报告初稿.pdf", "en": "draft-report.pdf"},
    "start": {"zh-CN": "怎样开始.txt", "en": "how-to-start.txt"},
    "workbook": {"zh-CN": "学员手册.pdf", "en": "workbook.pdf"},
    "exercises": {"zh-CN": "练习单.pdf", "en": "exercises.pdf"},
    "cheat_sheet": {"zh-CN": "速查卡.pdf", "en": "cheat-sheet.pdf"},
    "cards": {"zh-CN": "卡片.pdf", "en": "cards.pdf"},
    "trainer_guide": {"zh-CN": "讲师指南.pdf", "en": "trainers-guide.pdf"},
    "slides": {"zh-CN": "课件.pdf", "en": "slides.pdf"},
    "run_sheet": {"zh-CN": "流程表.pdf", "en": "run-sheet.pdf"},
    "key": {"zh-CN": "参考答案.pdf", "en": "key.pdf"},
    "words": {"zh-CN": "答案口令.txt", "en": "release-words.txt"},
    "solutions": {"zh-CN": "solutions", "en": "solutions"},
    "checkpoints": {"zh-CN": "checkpoints", "en": "checkpoints"},
    "hidden": {"zh-CN": "hidden", "en": "hidden"},
    "unseen": {"zh-CN": "unseen", "en": "unseen"},
    "group_template": {"zh-CN": "组内讨论表.pdf", "en": "group-template.pdf"},
    "score_sheet": {"zh-CN": "评分表.pdf", "en": "score-sheet.pdf"},
    "description": {"zh-CN": "课程说明.pdf", "en": "description.pdf"},
    "data_request": {"zh-CN": "数据准备函.pdf", "en": "data-request.pdf"},
    "attendance": {"zh-CN": "签到表.pdf", "en": "attendance.pdf"},
    "room_plan": {"zh-CN": "座位与教室布置.pdf", "en": "room-plan.pdf"},
    "after_course_tasks": {"zh-CN": "课后任务书.pdf", "en": "after-course-tasks.pdf"},
    "summary_for_hr": {"zh-CN": "培训总结.pdf", "en": "summary-for-hr.pdf"},
    "notices": {"zh-CN": "课程群通知.txt", "en": "notices.txt"},
    "quiz_a": {"zh-CN": "测验/课前测验-A卷.pdf", "en": "quiz/quiz-form-A.pdf"},
    "quiz_b": {"zh-CN": "测验/课后测验-B卷.pdf", "en": "quiz/quiz-form-B.pdf"},
    "quiz_key": {"zh-CN": "测验/测验答案.pdf", "en": "quiz/quiz-key.pdf"},
    "quiz_notebook_a": {"zh-CN": "notebooks/quiz_before.ipynb", "en": "notebooks/quiz_before.ipynb"},
    "quiz_notebook_b": {"zh-CN": "notebooks/quiz_after.ipynb", "en": "notebooks/quiz_after.ipynb"},
    "answers": {"zh-CN": "测验/答题登记表.csv", "en": "quiz/answer-sheet.csv"},
    "quiz_forms": {"zh-CN": "测验/forms", "en": "quiz/forms"},
    "trainer_data": {"zh-CN": "course-data", "en": "course-data"},
    "reaction": {"zh-CN": "反馈与跟踪/课程反馈表.pdf", "en": "surveys/feedback-form.pdf"},
    "follow_up": {"zh-CN": "反馈与跟踪/训后跟踪表.pdf", "en": "surveys/follow-up-form.pdf"},
    "reaction_table": {"zh-CN": "反馈与跟踪/课程反馈表.csv", "en": "surveys/feedback-form.csv"},
    "follow_up_table": {"zh-CN": "反馈与跟踪/训后跟踪表.csv", "en": "surveys/follow-up-form.csv"},
    "roster": {"zh-CN": "学员名单.csv", "en": "roster.csv"},
    "class_file": {"zh-CN": "class.yml", "en": "class.yml"},
}
QUIZZES = ("quiz_notebook_a", "quiz_notebook_b")
OF_LEARNERS = ("draft", "start", "notebooks", "course_data", "workbook", "exercises", "cheat_sheet", "cards", *QUIZZES)


@dataclass(frozen=True)
class Listed:
    """A file or folder of a pack: its key, its path there with `/`, and whose it is."""

    key: str
    path: str
    part: str


def file_name(key: str, language: str) -> str:
    """What the file of that key is called in that language."""
    return NAMES[key][language]


def listed(key: str, language: str) -> Listed:
    """Where the file of that key lies in a pack."""
    part = LEARNER if key in OF_LEARNERS else TRAINER
    at_top = key in ("readme", "contents")
    name = file_name(key, language)
    return Listed(key, name if at_top else f"{part}/{name}", part)
