"""What learners write in several exercises, in both languages: words of methods, of everybody, of months."""

import re

# A method in the place of a question or a decision.
METHODS = re.compile(
    "聚类|建模|模型|算法|做分类|客户分类|分群|画像|k-?means|cluster|model|algorithm|segmentation|segment our|"
    r"\b(?:to|we|i) segment\b|classif(?:y|ication)|personas?\b",
    re.I,
)
# Nobody in particular.
EVERYBODY = re.compile(
    r"大家|所有人|全体|各部门|everybody|everyone|all of us|"
    r"(?<!of )\bthe (?:whole |entire )?team\b(?!['’]s|[ -](?:lead|head))|"
    r"\b(?:all|every|each)(?: of)?(?: the)? (?:department|team|manager)|all together",
    re.I,
)
# Part of a pattern: a month by its English name or its short form.
MONTH = (
    r"(?:jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|"
    r"sept?(?:ember)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)\b\.?"
)
