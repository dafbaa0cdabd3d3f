# %% [markdown] sid="m09-question" lang="zh-CN" slide="slide"
# # 画像与策略：说得出是谁，算得清做不做
#
# **这一课要回答的问题**：每一类客户到底是什么样的人？对他们做什么、花多少、怎么知道有没有用？
#
# | 进来 | 出去 |
# |---|---|
# | 分类结果、客户特征、满意度答卷 | 画像怎么写才查得到；一张有成本、有指标、有对照组的策略表 |
#
# 会上最常见的画像是这样写的：“她二十八岁，热爱生活，追求品质，是我们的忠实粉丝。”谁也没法反驳，谁也没法用。再看另一种：“这 86 位客户，半数在 25 天内来过，单笔消费中位数 310 元；其中 31 位打过分，一半在 4 分以上。”**第二种能查、能用、下个季度还能比。**

# %% [markdown] sid="m09-question" lang="en" src="3d2bed9f" slide="slide"
# # Personas and strategy: know who they are, know whether it pays
#
# **The question**: what are the customers of each segment like? What should we do for them, at what cost, and how will we know whether it worked?
#
# | goes in | comes out |
# |---|---|
# | segments, features, answers on satisfaction | how to write a persona that can be checked; a strategy table with cost, measure and control group |
#
# The usual persona reads: "She is 28, loves life, cares about quality and is our loyal fan." Nobody can object to it, and nobody can use it. Compare this one: "Half of these 86 customers came within the last 25 days, and their median order is 310 yuan; 31 of them gave a mark, half of them 4 or more." **The second can be checked, used, and compared next quarter.**

# %% [markdown] sid="m09-n-open" lang="zh-CN" role="trainer"
# **先问**：把“二十八岁、热爱生活”那一句留在投影上，请全班找一个能查证的词。找不到，再念第二句：每个数都能去报告里查。

# %% [markdown] sid="m09-n-open" lang="en" src="69c5fdb4" role="trainer"
# **Ask first**: leave the sentence "28, loves life" on the screen and have the class find one word that can be checked. When nobody can, read out the second one: each of its figures can be looked up in the report.

# %% tags=["parameters"]
company = "liwan"
language = "zh-CN"
mode = "class"

# %%
import pandas as pd

from segkit.learn import start
from segkit.strategy.allocation import control_size

lesson = start("m09", company=company, language=language, mode=mode)
feedback, segments = lesson.load("feedback", "segments")
as_of = lesson.as_of

# %% [markdown] sid="m09-card" lang="zh-CN" slide="slide"
# ## 画像卡：一句话要带三样东西
#
# 1. **数**：这一类的典型值。金额、天数这类一头拖得很长的数，用**中位数**，不用平均数。
# 2. **比谁**：和**其余客户**比，不是和全体比；全体里有他们自己，会把差别冲淡。
# 3. **n**：这句话是几个人说的。消费看全部客户，**满意度只能看打过分的人**。
#
# 缺一样，就是印象，不是画像。少于 11 人的格子不写数，免得认出具体的人。

# %% [markdown] sid="m09-card" lang="en" src="860019b5" slide="slide"
# ## The persona card: each sentence carries three things
#
# 1. **A figure**: what is typical of the segment. For money and days, which have a long tail, the **median** and not the mean.
# 2. **Against whom**: compare with **everybody else**, not with all customers; all customers include the segment itself, which waters down the difference.
# 3. **n**: how many people the sentence rests on. Spend rests on all customers, **satisfaction only on those who answered**.
#
# Without one of them it is an impression, not a persona. Cells of fewer than 11 people show no figure, so that nobody can be recognised.

# %% [markdown] sid="m09-symbols" lang="zh-CN" slide="skip"
# ## 写成式子
#
# 记这一类为 $S$，某项指标为 $x$，有这项指标的客户为 $A$。一句画像就是三个数：
#
# - 这一类的数：$m_S = \mathrm{median}\{x_i : i \in S \cap A\}$
# - 其余客户的数：$m_R = \mathrm{median}\{x_i : i \in A, i \notin S\}$
# - 人数：$n = |S \cap A|$
#
# $n$ 里的交集是关键：没打分的人不在 $A$ 里，**既不算满意，也不算 0 分**。

# %% [markdown] sid="m09-symbols" lang="en" src="9c356649" slide="skip"
# ## In symbols
#
# Let $S$ be the segment, $x$ a measure and $A$ those who have it. A sentence of a persona is three numbers:
#
# - the segment's figure: $m_S = \mathrm{median}\{x_i : i \in S \cap A\}$
# - that of everybody else: $m_R = \mathrm{median}\{x_i : i \in A, i \notin S\}$
# - how many: $n = |S \cap A|$
#
# The intersection in $n$ is the key: whoever gave no mark is not in $A$, and counts **neither as satisfied nor as a zero**.

# %% [markdown] sid="m09-five" lang="zh-CN"
# ## 五位假想的客户
#
# A、B、C 是“老客户”，D、E 是其余。打过分的只有三位。
#
# | 客户 | 哪一类 | 花了多少 | 打了几分 |
# |---|---|---|---|
# | A | 老客户 | 300 | 5 |
# | B | 老客户 | 400 | 没打 |
# | C | 老客户 | 9800 | 3 |
# | D | 其余 | 200 | 没打 |
# | E | 其余 | 260 | 4 |

# %% [markdown] sid="m09-five" lang="en" src="143bb077"
# ## Five invented customers
#
# A, B and C are "regulars", D and E the others. Only three gave a mark.
#
# | customer | which | spend | mark |
# |---|---|---|---|
# | A | regulars | 300 | 5 |
# | B | regulars | 400 | none |
# | C | regulars | 9,800 | 3 |
# | D | others | 200 | none |
# | E | others | 260 | 4 |

# %%
five = pd.DataFrame({
    "customer": list("ABCDE"),
    "in_segment": [True, True, True, False, False],
    "spend": [300, 400, 9800, 200, 260],
    "score": [5, None, 3, None, 4],
})
by_segment = five.groupby("in_segment")
by_hand = pd.DataFrame({
    lesson.text("persona.col_spend_median"): by_segment["spend"].median(),
    lesson.text("persona.col_spend_mean"): by_segment["spend"].mean(),
    lesson.text("persona.col_n"): by_segment["spend"].count(),
    lesson.text("persona.col_n_marked"): by_segment["score"].count(),
}).astype(int)
by_hand.rename(index={True: lesson.text("persona.row_regulars"), False: lesson.text("persona.row_others")}).rename_axis("")

# %% [markdown] sid="m09-five-seen" lang="zh-CN" slide="slide"
# **看什么**：老客户的平均消费是 3500，可三个人里没有一个花 3500，是 C 一人拉上去的；中位数 400 才像他们。满意度的 n 是 2，不是 3：B 没打分。把 B 当 0 分，满意度就凭空掉下去；把 B 当满意，又凭空高上去。

# %% [markdown] sid="m09-five-seen" lang="en" src="57214c95" slide="slide"
# **What to see**: the regulars' mean spend is 3,500, yet not one of the three spends 3,500; C alone pulls it up. The median of 400 is much more like them. For satisfaction n is 2 and not 3: B gave no mark. Count B as zero, and satisfaction falls for no reason; count B as satisfied, and it rises for no reason.

# %% [markdown] sid="m09-data" lang="zh-CN" slide="skip"
# ## 换成公司的数据
#
# 满意度取每人**最近一次**的评分，叫 `mark`，和分类结果并在一起。没有打分的人留空，不填。

# %% [markdown] sid="m09-data" lang="en" src="97c2e574" slide="skip"
# ## The company's data
#
# Of each customer take the **latest** answer on satisfaction, call it `mark`, and join it to the segments. Whoever gave none stays empty.

# %%
answers = feedback.dropna(subset=["satisfaction"]).sort_values(["answered_date", "satisfaction"])
latest = answers.groupby("customer_id")["satisfaction"].last().rename("mark")
people = segments.merge(latest, left_on="customer_id", right_index=True, how="left")
scheme = "rfm_8" if "rfm_8" in people else "value_tier"
chosen = people.groupby(scheme)["monetary"].sum().idxmax()
measures = ["recency_days", "frequency", "average_order", "mark"]
counted = people.groupby(scheme)[measures].count().rename(index=lesson.names(scheme)).rename_axis("")
told = {name: lesson.text(f"persona.col_{name}") for name in measures}
counted.astype(object).where(counted >= 11, "<11").rename(columns=told)

# %% [markdown] sid="m09-data-seen" lang="zh-CN"
# **看什么**：每一行前三列一样多，最后一列少得多，那就是打过分的人数。净消费合计最多的一类（代码里叫 `chosen`），下面来看它和别人差在哪里。

# %% [markdown] sid="m09-data-seen" lang="en" src="8e9153a4"
# **What to see**: in each row the first three columns agree and the last is much smaller; those are the people who gave a mark. The segment that has spent most in all (`chosen` in the code) is looked at next.

# %% [markdown] sid="m09-e91" lang="zh-CN" ex="E9.1"
# ## 练习 E9.1 画像卡
#
# 给 `chosen` 这一类写画像，两件事：
#
# 1. `persona`：一张表，四行是 `measures` 里的四项，三列是 `figure`（这一类的中位数）、`others`（其余客户的中位数）、`n`（这一类里有这项数据的人数）；
# 2. `portrait`：一段话，至少三句，**每句带一个表里的数和它的 n**，写成 `n=…`。不用形容词。

# %% [markdown] sid="m09-e91" lang="en" src="d966301a" ex="E9.1"
# ## Exercise E9.1 The persona card
#
# Write the persona of `chosen`:
#
# 1. `persona`: a table whose four rows are the `measures`, with the columns `figure` (the segment's median), `others` (everybody else's median) and `n` (how many of the segment have this measure);
# 2. `portrait`: a text of at least three sentences, **each with a figure of the table and its n**, written `n=…`. No adjectives.

# %% ex="E9.1"
#zh 先分出“这一类”和“其余”，再各取中位数，最后数人数
#en first tell the segment from everybody else, then take medians, then count
# BEGIN SOLUTION
inside = people[scheme] == chosen  # FADE: people[scheme] == ____
figure = people.loc[inside, measures].median()  # FADE: people.loc[inside, measures].____()
others = people.loc[~inside, measures].median()  # FADE: people.loc[____, measures].median()
n = people.loc[inside, measures].count()  # FADE: people.loc[inside, measures].____()
persona = pd.DataFrame({"figure": figure, "others": others, "n": n})  # KEEP
portrait = "; ".join(f"{name} {row.figure:.0f} (n={row.n:.0f})" for name, row in persona.iterrows())  # FADE: "____"
# END SOLUTION

# %% [markdown] sid="e9-1-hint1" lang="zh-CN" role="hint" ex="E9.1"
# 把 `scheme` 那一列和 `chosen` 比，得到每位客户是不是这一类；前面加 `~` 就是其余。

# %% [markdown] sid="e9-1-hint1" lang="en" src="974445fb" role="hint" ex="E9.1"
# Compare the column `scheme` with `chosen`: it says of each customer whether they are in the segment; `~` before it gives everybody else.

# %% [markdown] sid="e9-1-hint2" lang="zh-CN" role="hint" ex="E9.1"
# 中位数用 `.median()`，它会跳过空值；人数用 `.count()`，它也跳过空值，`len` 不跳。

# %% [markdown] sid="e9-1-hint2" lang="en" src="6a0c54cd" role="hint" ex="E9.1"
# For medians use `.median()`, which skips empty values; for numbers of people `.count()`, which skips them too; `len` does not.

# %% [markdown] sid="e9-1-hint3" lang="zh-CN" role="hint" ex="E9.1"
# 写 `portrait` 时，先写数再写 n：“最近消费间隔中位数 25 天（n=86）”。句子里的数要和表里一样，四舍五入到整数即可。

# %% [markdown] sid="e9-1-hint3" lang="en" src="1fd4e4f3" role="hint" ex="E9.1"
# In `portrait` give the figure, then n: "median recency 25 days (n=86)". Use the table's figures, rounded to whole numbers.

# %% [markdown] sid="e9-1-explain" lang="zh-CN" role="explain" ex="E9.1"
# 表对了：中位数、其余客户、各自的 n。画像的文字由讲师评，看三条：**有没有挑差别最大的先说；有没有说出“所以做什么”；有没有拿几个人的分数替全体说话。**
#
# 满意度的 n 比消费小得多，这不是毛病，是提醒：没打分的大客户，要先去问。

# %% [markdown] sid="e9-1-explain" lang="en" src="eac73ef7" role="explain" ex="E9.1"
# The table is right: medians, everybody else, and an n of its own for each measure. The text is marked by the trainer on three points: **does it tell the largest difference first; does it say what to do about it; does it let a few marks speak for everybody?**
#
# That satisfaction has a much smaller n is not a fault but a reminder: large customers who gave no mark should be asked first.

# %% [markdown] sid="m09-index" lang="zh-CN"
# ## 花钱最多的一类，和其余客户差在哪里？

# %% [markdown] sid="m09-index" lang="en" src="5af9872c"
# ## How does the segment with the most money differ?

# %% slide="slide"
members = people.groupby(scheme).get_group(chosen)
rest = people[~people.index.isin(members.index)]
named = {"segment": lesson.names(scheme).get(chosen, chosen), "n": len(members) if len(members) >= 11 else "<11", "n_rest": len(rest)}
pd.DataFrame({lesson.text(f"persona.col_{name}"): [value] for name, value in named.items()}, index=[""])

# %% slide="slide"
lesson.chart("profile", members, rest, ["recency_days", "frequency", "average_order"])

# %% [markdown] sid="m09-index-seen" lang="zh-CN" slide="slide"
# **看什么**：每一条是中位数，其余客户为 100；离 100 越远，越值得写进画像。报告的画像页和全体客户比，有的项用平均数，所以指数和这里不同；引用哪一个，就写明和谁比。

# %% [markdown] sid="m09-index-seen" lang="en" src="839b9bb0" slide="slide"
# **What to see**: each bar is a median, everybody else = 100; the further from 100, the more it belongs in the persona. The report's pages on segments compare with all customers and take means for some measures, so their index differs; whichever you quote, say with whom it compares.

# %% [markdown] sid="m09-e91-group" lang="zh-CN" role="group" ex="E9.1"
# **组内讨论**（4 分钟）：交换画像，划掉每一个没有数的词，看还剩多少。**派代表汇报**（每组 1 分钟）：只念差别最大的一句。**点评**：问一句“这一句，下周一会让谁做一件不一样的事”。

# %% [markdown] sid="m09-e91-group" lang="en" src="06c6c2ed" role="group" ex="E9.1"
# **In the group** (4 minutes): swap personas and strike out each word without a figure. What is left? **A speaker reports** (1 minute each): the sentence with the largest difference. **Comment**: ask who will do something different next Monday because of it.

# %% [markdown] sid="m09-n-e91" lang="zh-CN" role="trainer" ex="E9.1"
# **卡在哪里**：一是满意度的 n 写成全部人数；二是和全体比。后一种差别往往不大，要讲清“越大的一类，和全体比越看不出差别”。
#
# **怎么用画像卡**：在课上做时，每组发一张画像卡（卡片里），照表填上数和 n，再写三句话。

# %% [markdown] sid="m09-n-e91" lang="en" src="4451fb49" role="trainer" ex="E9.1"
# **Where they stall**: n of satisfaction given as all customers, and comparing with everybody. The latter changes little in small segments; explain that the larger the segment, the less it differs from everybody.
#
# **The persona card**: if it is done in class, each group gets one (among the cards), fills in figures and n from the table, then writes three sentences.

# %% [markdown] sid="m09-n-index" lang="zh-CN" role="trainer"
# **怎么讲**：只看报告里的画像页，每组挑差别最大的一句；提醒一句，报告和全体客户比，这一课和其余客户比，指数不一样。

# %% [markdown] sid="m09-n-index" lang="en" src="61f14af2" role="trainer"
# **How to tell it**: look at the report's pages on segments, and let each group pick the sentence with the largest difference. Mention that the report compares with all customers and this lesson with everybody else, so the index differs.

# %% [markdown] sid="m09-plan" lang="zh-CN" slide="slide"
# ## 策略表：一类一行，六格填满
#
# | 格 | 问自己 |
# |---|---|
# | 动作 | 和别的类不一样吗？ |
# | 负责人 | 是一个岗位吗？ |
# | 每位成本 | 连人工一起算了吗？ |
# | 指标 | **对照组也有这个数吗？** |
# | 期限 | 哪一天看结果？ |
# | 对照组 | 谁**故意不做**？怎么抽的？ |
#
# 点击率、领券数、发送量都不能当指标：对照组什么也没收到，没有这个数，比不了。**复购率、每位客户毛利**两边都有，才比得了。

# %% [markdown] sid="m09-plan" lang="en" src="056ae052" slide="slide"
# ## The strategy table: one row per segment, six fields
#
# | field | ask yourself |
# |---|---|
# | action | is it different from the other segments'? |
# | owner | is it one role? |
# | cost per customer | does it include staff time? |
# | measure | **does the control group have it too?** |
# | deadline | on which day do we look? |
# | control group | who is **left alone on purpose**, and how were they drawn? |
#
# Clicks, vouchers taken and messages sent will not do as measures: the control group received nothing and has no such figure. **Repeat rate and margin per customer** exist on both sides.

# %% [markdown] sid="m09-n-plan" lang="zh-CN" role="trainer"
# **先问**（下一页放出来之前）：“培训之后销售额增长三成，您愿意为这次培训付多少钱？”收三个数，写在白板上，再问“如果同期没培训的门店也增长了三成呢”。
#
# **卡在哪里**：业务负责人舍不得留对照组（“白白少卖”）。回答：对照组是用一个季度，换以后每个季度不白花钱；效果明显，期末补发就是。
#
# **时间**：策略表之后还有 4 分钟，只够“三本教材三个说法”表决一次、看一眼试点的表。“今天就打电话”和“能不能发”不上投影，在学员手册里，课后连同练习一起做。

# %% [markdown] sid="m09-n-plan" lang="en" src="02cfd61d" role="trainer"
# **Ask first** (before the next page is shown): "After a training sales grew by 30%. What would you pay for this training?" Collect three figures, write them on the board, then ask: "And if shops without training grew by 30% as well?"
#
# **Where they stall**: managers do not want a control group ("sales given away"). Answer: one quarter of waiting keeps every later quarter from wasting money, and if the effect is clear, the control group gets its vouchers at the end.
#
# **Time**: after the strategy table there are four minutes, enough for one vote on the three textbooks and a look at the table of the pilot. "Call today" and "May it be sent?" are not among the slides; they are in the workbook, to be read at home together with their exercises.

# %% [markdown] sid="m09-holdout" lang="zh-CN" slide="slide"
# ## 为什么非要留一组不做
#
# 有一份培训总结写道：培训之后满意度提高，销售额增长三成。信不信？**不知道。** 旺季到了没有？竞争对手关门了没有？没有人被留下来不培训，就没有比较。

# %% [markdown] sid="m09-holdout" lang="en" src="b5eaf71b" slide="slide"
# ## Why some must be left alone
#
# A report on a training says: satisfaction rose afterwards, and sales grew by 30%. Do you believe it? **There is no telling.** Had the season begun? Had a competitor closed? Nobody was left untrained, so there is nothing to compare with.

# %% [markdown] sid="m09-five-trial" lang="zh-CN" slide="slide"
# ## 五位客户，留两位不做
#
# 抽两位不发券，90 天后看：
#
# | 客户 | 组 | 买了没有 |
# |---|---|---|
# | A | 做 | 买了 |
# | B | 做 | 买了 |
# | C | 做 | 没买 |
# | D | 对照组 | 买了 |
# | E | 对照组 | 没买 |

# %% [markdown] sid="m09-five-trial" lang="en" src="f195afa7" slide="slide"
# ## Five customers, two left alone
#
# Two are drawn and get no voucher. After 90 days:
#
# | customer | group | bought |
# |---|---|---|
# | A | treated | yes |
# | B | treated | yes |
# | C | treated | no |
# | D | control group | yes |
# | E | control group | no |

# %%
trial = pd.DataFrame({
    "customer": list("ABCDE"),
    "group": ["treated", "treated", "treated", "control", "control"],
    "bought": [1, 1, 0, 1, 0],
})
by_group = trial.groupby("group")["bought"].agg(["size", "sum", "mean"])
by_group["mean"] = (100 * by_group["mean"]).round().astype(int).astype(str) + "%"
heads = {name: lesson.text(f"strategy.trial_{name}") for name in by_group}
by_group.rename(index=lambda name: lesson.text(f"strategy.trial_{name}"), columns=heads).rename_axis("")

# %% [markdown] sid="m09-holdout-seen" lang="zh-CN" slide="slide"
# **看什么**：发了券的三位里有两位来买，看着不错；没发的两位里也有一位来买。动作的功劳不是 67%，是 67% 减 50%。而且这么少的人，差别全凭运气：对照组通常要**两成，至少 100 人，最多一半**，还要**在每一类里随机抽**。

# %% [markdown] sid="m09-holdout-seen" lang="en" src="6536424f" slide="slide"
# **What to see**: two of three with a voucher bought, which looks good; but so did one of the two without. What the action did is not 67% but 67% minus 50%. And with so few people it is all luck: a control group usually takes **a fifth, at least 100, never more than half**, and is **drawn at random within each segment**.

# %% [markdown] sid="m09-lift" lang="zh-CN"
# 写成式子：提升是 $d = p_1 - p_0$，其中 $p_1$ 是做的人的购买率，$p_0$ 是对照组的；每位净得是 $g = d \times v \times m - c$，其中 $v$ 是客单价，$m$ 是毛利率，$c$ 是每位成本。

# %% [markdown] sid="m09-lift" lang="en" src="0e6671ca"
# In symbols: the lift is $d = p_1 - p_0$, with $p_1$ the share of buyers among the treated and $p_0$ that of the control group; the net gain per customer is $g = d \times v \times m - c$, with $v$ the average order, $m$ the margin and $c$ the cost per customer.

# %% [markdown] sid="m09-e92" lang="zh-CN" ex="E9.2" when="code"
# ## 练习 E9.2 策略表
#
# 按客户价值分层，一层一个方案。每一层从四个动作里选一个，成本是假设值：
#
# | 动作 | 每位成本（元） |
# |---|---|
# | `adviser` 专属顾问 | 20 |
# | `voucher` 满减券 | 8 |
# | `bundle` 组合优惠 | 3 |
# | `self_service` 自助页面 | 0.5 |
#
# 指标也从四个里选：点击率、领券数、90 天复购率、90 天每位客户毛利。
#
# 要得到：
#
# 1. `plan`：以 `value_tier` 为行，列 `n`、`action`、`kpi`、`control_n`（对照组人数，用 `control_size` 算）、`treated`（做动作的人数）、`budget`（只算做动作的人）；
# 2. `control`：对照组的客户编号，在每一层里随机抽，人数与 `control_n` 相同。
#
# 用下拉框选好动作和指标之后，把那段代码再运行一次；检查下面列出方案，抄到组内讨论表上。

# %% [markdown] sid="m09-e92" lang="en" src="7c60d2e7" ex="E9.2" when="code"
# ## Exercise E9.2 The strategy table
#
# One plan for each value tier. Choose one of four actions for each tier; the costs are assumed:
#
# | action | cost per customer, yuan |
# |---|---|
# | `adviser` a personal adviser | 20 |
# | `voucher` a money-off voucher | 8 |
# | `bundle` a bundle offer | 3 |
# | `self_service` a self-service page | 0.5 |
#
# Choose the measure from four as well: click rate, vouchers taken, repeat rate in 90 days, margin per customer in 90 days.
#
# Wanted:
#
# 1. `plan`: rows by `value_tier`, columns `n`, `action`, `kpi`, `control_n` (size of the control group, by `control_size`), `treated` (those who get the action) and `budget` (of those treated only);
# 2. `control`: the ids of the control group, drawn at random within each tier, as many as `control_n` says.
#
# Once actions and measures are chosen from the drop-downs, run that cell again; the plan is listed below the check, to be copied to the discussion sheet.

# %% [markdown] sid="m09-e92-run" lang="zh-CN" ex="E9.2" when="run"
# ## 练习 E9.2 策略表
#
# 按客户价值分层，一层一个方案。每一层从四个动作里选一个，成本是假设值：
#
# | 动作 | 每位成本（元） |
# |---|---|
# | 专属顾问 | 20 |
# | 满减券 | 8 |
# | 组合优惠 | 3 |
# | 自助页面 | 0.5 |
#
# 指标也从四个里选：点击率、领券数、90 天复购率、90 天每位客户毛利。
#
# 在下拉框里选好，再运行一次；对照组由代码在每一层里随机抽，检查下面的表列出每一层的对照组人数、做动作的人数和预算，抄到组内讨论表上。

# %% [markdown] sid="m09-e92-run" lang="en" src="eda6fc47" ex="E9.2" when="run"
# ## Exercise E9.2 The strategy table
#
# One plan for each value tier. Choose one of four actions for each tier; the costs are assumed:
#
# | action | cost per customer, yuan |
# |---|---|
# | a personal adviser | 20 |
# | a money-off voucher | 8 |
# | a bundle offer | 3 |
# | a self-service page | 0.5 |
#
# Choose the measure from four as well: click rate, vouchers taken, repeat rate in 90 days, margin per customer in 90 days.
#
# Choose in the drop-downs and run once more. The control group is drawn at random within each tier by the code; the table below the check gives the size of each control group, how many are treated, and the budget. Copy them to the discussion sheet.

# %% slide="slide"
in_tiers = people["value_tier"].value_counts().reindex(lesson.names("value_tier")).dropna().astype(int)
pd.DataFrame([in_tiers.where(in_tiers >= 11, "<11").tolist()], columns=[lesson.names("value_tier")[tier] for tier in in_tiers.index], index=[lesson.text("persona.col_n")])

# %% ex="E9.2"
tiers = ["high_value", "middle_value", "low_value"]
costs = {"adviser": 20.0, "voucher": 8.0, "bundle": 3.0, "self_service": 0.5}
actions = {name: f"strategy.action_{name}" for name in costs}
kpis = {name: f"strategy.kpi_{name}" for name in ("click_rate", "vouchers_taken", "repeat_rate", "margin_each")}
#zh 先定动作和指标，再算对照组、预算，最后抽签
#en first actions and measures, then control group and budget, then the draw
# BEGIN SOLUTION
action = {"high_value": "adviser", "middle_value": "bundle", "low_value": "self_service"}  # FADE: {tier: lesson.choose("E9.2", f"{tier}_action", actions) for tier in tiers}
kpi = dict.fromkeys(tiers, "repeat_rate")  # FADE: {tier: lesson.choose("E9.2", f"{tier}_kpi", kpis) for tier in tiers}
plan = pd.DataFrame({"action": action, "kpi": kpi})  # KEEP
plan["n"] = people["value_tier"].value_counts()  # KEEP
plan["control_n"] = plan["n"].map(control_size)  # FADE: plan["n"].map(____)
plan["treated"] = plan["n"] - plan["control_n"]  # FADE: plan["n"] - plan[____]
plan["budget"] = plan["treated"] * plan["action"].map(costs)  # FADE: plan[____] * plan["action"].map(costs)
drawn = people.sample(frac=1, random_state=9)  # KEEP
place = drawn.groupby("value_tier").cumcount()  # FADE: drawn.groupby(____).cumcount()
control = drawn.loc[place < drawn["value_tier"].map(plan["control_n"]), "customer_id"]  # KEEP
# END SOLUTION

# %% slide="skip"
#zh 选好、运行之后，这里列出方案
#en once chosen and run, the plan stands here
made = globals().get("plan")
is_made = isinstance(made, pd.DataFrame) and {"n", "action", "kpi", "control_n", "treated", "budget"} <= set(made)
labelled = made.assign(action=made["action"].map(actions).map(lesson.text, na_action="ignore"), kpi=made["kpi"].map(kpis).map(lesson.text, na_action="ignore")) if is_made else None
labelled.rename(index=lesson.names("value_tier"), columns=lambda name: lesson.text(f"strategy.plan_{name}")).rename_axis("") if is_made else None

# %% [markdown] sid="e9-2-hint1" lang="zh-CN" role="hint" ex="E9.2"
# 先挑指标：对照组什么也没收到，哪几个数他们没有？

# %% [markdown] sid="e9-2-hint1" lang="en" src="7972eb41" role="hint" ex="E9.2"
# Measures first: the control group received nothing. Which figures can they not have?

# %% [markdown] sid="e9-2-hint2" lang="zh-CN" role="hint" ex="E9.2"
# 预算只算真正做动作的人：`treated`，不是 `n`。人数先减去对照组。

# %% [markdown] sid="e9-2-hint2" lang="en" src="6331118b" role="hint" ex="E9.2"
# The budget is for those who get the action: `treated`, not `n`. Take the control group off first.

# %% [markdown] sid="e9-2-hint3" lang="zh-CN" role="hint" ex="E9.2" when="code"
# 随机抽就是先把人洗乱（`sample(frac=1)`），再在每一层里从头数；`groupby(...).cumcount()` 给出层内的名次。

# %% [markdown] sid="e9-2-hint3" lang="en" src="4eb21b42" role="hint" ex="E9.2" when="code"
# Drawing at random means shuffling (`sample(frac=1)`) and counting within each tier; `groupby(...).cumcount()` gives the place within the tier.

# %% [markdown] sid="e9-2-hint3-run" lang="zh-CN" role="hint" ex="E9.2" when="run"
# 每层的对照组人数看表：两成，至少 100 人，最多一半。人少的一层就是一半。

# %% [markdown] sid="e9-2-hint3-run" lang="en" src="e2d585b6" role="hint" ex="E9.2" when="run"
# The size of each control group is in the table: a fifth, at least 100, never more than half. In a small tier it is half.

# %% [markdown] sid="e9-2-explain" lang="zh-CN" role="explain" ex="E9.2"
# 这张表能拿去开会了：一层一个动作，预算只算做的人，指标两边都有，对照组抽签决定。
#
# 三处常被省掉，一省就前功尽弃：**指标选了点击率**，没有对照；**拿最差的人当对照组**，做的人当然显得好；**全公司一起抽**，高价值层可能一个也没抽到。
#
# 负责人和期限写在纸上的策略表里。做到期末再看，中途不换指标。

# %% [markdown] sid="e9-2-explain" lang="en" src="da4a04af" role="explain" ex="E9.2"
# This table can go to a meeting: an action per tier, a budget for those treated, measures that both sides have, a control group by lot.
#
# Three corners are often cut, and each spoils all the rest: **clicks as the measure**, which leave nothing to compare; **the worst customers as the control group**, which makes the treated look good; **one draw over the whole company**, which may leave the high tier with nobody in the control group.
#
# Owner and deadline go into the strategy table on paper. Wait for the end before you look, and do not change the measure on the way.

# %% [markdown] sid="m09-e92-group" lang="zh-CN" role="group" ex="E9.2"
# **组内讨论**（5 分钟）：填完纸上的策略表（负责人、期限），算总预算，问“如果预算砍一半，先砍哪一层、为什么”。**派代表汇报**（请两组，每组 1 分钟）：讲一层就够，必须讲指标和对照组。**点评**：讲师看两条：对照组有没有同一个指标；动作换一层还成不成立。

# %% [markdown] sid="m09-e92-group" lang="en" src="84e1655c" role="group" ex="E9.2"
# **In the group** (5 minutes): complete the strategy table on paper (owner, deadline), add up the budget, and ask: if it is cut by half, which tier goes first, and why? **A speaker reports** (two groups, 1 minute each): one tier is enough, with measure and control group. **Comment**: the trainer looks at two things: does the control group have the same measure, and would the action suit another tier as well?

# %% [markdown] sid="m09-n-e92" lang="zh-CN" role="trainer" ex="E9.2"
# **这一题不能砍**。时间不够，就给出动作和指标，只做对照组与预算。
#
# **对照答案（栗湾生活，动作照参考答案选）**：
#
# | 层 | 人数 | 对照组 | 做的人 | 动作，每位成本 | 预算（元） |
# |---|---|---|---|---|---|
# | 高价值 | 70 | 35 | 35 | 专属顾问，20 元 | 700 |
# | 中价值 | 106 | 53 | 53 | 组合优惠，3 元 | 159 |
# | 低价值 | 406 | 100 | 306 | 自助页面，0.5 元 | 153 |
# | 合计 | 582 | 188 | 394 | | 1012 |
#
# 高、中两层不到 200 人，对照组就取一半；低价值层的两成是 81 人，不到 100，取 100 人。指标选 90 天复购率或者每位客户毛利都对。各组动作可以不同，预算跟着变；对照组的人数不变。
#
# **卡在哪里**：很多组第一次会选点击率或领券数。不要直接说答案，问“对照组的点击率是多少”，等他们自己笑出来。
#
# **重点**：抄下表以后，时间留给“预算砍一半先砍谁”。

# %% [markdown] sid="m09-n-e92" lang="en" src="85965c4f" role="trainer"
# **Never drop this one**. If time is short, give out actions and measures and do only the control group and the budget.
#
# **The right table, for Liwan Living (with the actions of the key)**:
#
# | tier | customers | control group | treated | action, cost each | budget, yuan |
# |---|---|---|---|---|---|
# | high value | 70 | 35 | 35 | personal adviser, 20 yuan | 700 |
# | middle value | 106 | 53 | 53 | bundle offer, 3 yuan | 159 |
# | low value | 406 | 100 | 306 | self-service page, 0.5 yuan | 153 |
# | all | 582 | 188 | 394 | | 1,012 |
#
# The two upper tiers have fewer than 200 people, so half of each is the control group; a fifth of the low tier is 81, below 100, so 100 are taken. Repeat rate in 90 days and margin per customer are both right as measures. Groups may choose other actions, and the budget moves with them; the sizes of the control groups do not.
#
# **Where they stall**: many groups first take clicks or vouchers. Do not tell them; ask for the control group's click rate and wait for the laugh.
#
# **What matters**: once the table is copied, the time belongs to which tier goes first when half the budget is cut.

# %% [markdown] sid="m09-n-e92-code" lang="zh-CN" role="trainer" when="code" ex="E9.2"
# **空格**：这一题的代码有四处空格（`control_size`、`"control_n"`、`"treated"`、`"value_tier"`）。没人写代码的组，先把动作和指标写在讨论表上，由讲师在参考答案笔记本里改选、运行一次，大家看表。

# %% [markdown] sid="m09-n-e92-code" lang="en" src="d43125f8" role="trainer" when="code" ex="E9.2"
# **The gaps**: the code of this exercise has four (`control_size`, `"control_n"`, `"treated"`, `"value_tier"`). Groups in which nobody writes code put actions and measures on the discussion sheet; the trainer chooses them in the solution notebook and runs it once, and all look at the table.

# %% [markdown] sid="m09-debate" lang="zh-CN" slide="slide"
# ## 低价值客户怎么办：三本教材三个说法
#
# - 甲书说：**多做促销**，把他们拉起来；
# - 乙书说：**简化服务**，把成本降下来；
# - 丙书说：**刺激激活**，专人跟进，让他们变成高价值。
#
# 三种说法互相矛盾，却都写成了“应当”。其实它们不是知识，是**决定**；能裁判的只有两样：**花多少钱，和一组没做的人**。

# %% [markdown] sid="m09-debate" lang="en" src="4c65c146" slide="slide"
# ## What to do about low value: three textbooks, three answers
#
# - One says: **more promotion**, to pull them up;
# - another: **simpler service**, to bring the cost down;
# - a third: **stimulate them**, follow up in person, make them valuable.
#
# They contradict each other, and each says "should". In truth this is not knowledge but a **decision**, and only two things can settle it: **what it costs, and a group to whom nothing was done**.

# %% [markdown] sid="m09-n-debate" lang="zh-CN" role="trainer"
# **这一页怎么讲**：先不放下一页的表，举手表决三种做法，记下票数；看过表，再表决一次。
#
# **答案**（要说出来）：提升是做的人的购买率减去不做的人的购买率；误差范围是 95% 的，提升比它大，才不是碰运气。
#
# | 做法 | 提升（百分点） | 误差范围（百分点） | 是不是碰运气 | 成本（元） |
# |---|---|---|---|---|
# | 多做促销 | 3.0 | 4.7 | 分不清 | 6 |
# | 简化服务 | −0.5 | 4.5 | 分不清，没看出伤害 | −2 |
# | 刺激激活 | 7.5 | 5.0 | 不是，提升是真的 | 9 |
#
# **划不划算**：每位净得 = 提升 × 客单价 × 毛利率 − 成本。栗湾生活的低价值客户，客单价中位数 152.1 元，毛利率按 30% 假设：促销亏 4.63 元，简化赚 1.77 元，刺激亏 5.58 元。**有效的不赚钱，赚钱的是省下来的**，这家公司选简化服务。
#
# **换一家公司就换答案**：照这次试点，客单价高过 400 元，刺激激活才回本；高过 458 元左右，才比简化服务更合算。

# %% [markdown] sid="m09-n-debate" lang="en" src="9d8af5f8" role="trainer"
# **How to tell this page**: before the table on the next page is shown, take a vote on the three policies and write it down; vote again once they have seen it.
#
# **The answer** (to be said): the lift is the share of buyers among the treated minus that among those left alone; the margin of error is that of 95%, and only a lift larger than it is more than luck.
#
# | policy | lift (points) | margin of error (points) | more than luck? | cost (yuan) |
# |---|---|---|---|---|
# | more promotion | 3.0 | 4.7 | cannot be told | 6 |
# | simpler service | −0.5 | 4.5 | cannot be told; no harm seen | −2 |
# | stimulation | 7.5 | 5.0 | yes, the lift is real | 9 |
#
# **Does it pay?** The net gain per customer = lift × average order × margin − cost. For Liwan Living, whose low-value customers have a median average order of 152.1 yuan, and with an assumed margin of 30%: promotion loses 4.63 yuan, simpler service gains 1.77, stimulation loses 5.58. **What works does not pay, and what pays is the saving**: this company takes simpler service.
#
# **Another company, another answer**: by this pilot stimulation pays only from an average order of 400 yuan, and beats simpler service only from about 458.

# %% [markdown] sid="m09-pilot-seen" lang="zh-CN"
# ## 一次虚构的试点
#
# 低价值客户每 800 人一组，一半做、一半不做，90 天后数有几人买过。成本是每位客户的：简化服务不花钱，每位**省下** 2 元，所以写成 −2。

# %% [markdown] sid="m09-pilot-seen" lang="en" src="0dbae376"
# ## An invented pilot
#
# 800 customers of low value for each policy, half of them treated and half not; after 90 days those who bought are counted. Cost is per customer: simpler service costs nothing and **saves** 2 yuan on each, hence −2.

# %%
low = people[people["value_tier"] == "low_value"]
order_value, margin = low["average_order"].median(), 0.3
pilot = pd.DataFrame({
    "treated": [400, 400, 400], "bought": [60, 46, 78],
    "control": [400, 400, 400], "base_bought": [48, 48, 48], "cost": [6.0, -2.0, 9.0],
}, index=["promote", "simplify", "stimulate"])

# %% slide="slide"
pilot.rename(
    index=lambda name: lesson.text(f"strategy.policy_{name}"),
    columns=lambda name: lesson.text(f"strategy.pilot_{name}"),
)

# %% [markdown] sid="m09-pilot" lang="zh-CN"
# 要换成钱，还缺两个数：客单价取自这家公司的低价值客户（中位数），毛利率按三成假设。
#
# 随机抽签也会有误差。下面是 95% 的误差范围，也是置信区间宽度的一半：提升减去它还大于 0，才敢说不是碰运气。

# %% [markdown] sid="m09-pilot" lang="en" src="7fb068c2"
# To turn it into money takes two more figures: the median average order of this company's low-value customers, and an assumed margin of 30%.
#
# A random draw has its error too. Below is the 95% margin of error, half the width of the confidence interval: only a lift that stays above 0 after subtracting it is more than luck.

# %%
pd.DataFrame({lesson.text("strategy.col_order_value"): [round(order_value, 2)], lesson.text("strategy.col_margin"): [f"{margin:.0%}"]}, index=[""])

# %%
p, q = pilot["bought"] / pilot["treated"], pilot["base_bought"] / pilot["control"]
half_width = 1.96 * (p * (1 - p) / pilot["treated"] + q * (1 - q) / pilot["control"]) ** 0.5
policies = {name: f"strategy.policy_{name}" for name in pilot.index}
(100 * half_width).round(1).to_frame(lesson.text("strategy.col_half_width")).rename(index=lambda name: lesson.text(policies[name]))

# %% [markdown] sid="m09-e93" lang="zh-CN" ex="E9.3"
# ## 练习 E9.3 低价值之争
#
# 用成本和对照组裁判三种说法。在代码里，`pilot` 的列依次叫 `treated`、`bought`、`control`、`base_bought`、`cost`，客单价叫 `order_value`，毛利率叫 `margin`，误差范围叫 `half_width`：
#
# 1. `lift`：三种做法各自的**提升**（做的减不做的）；
# 2. `gain`：每位客户的**净得**（元）：提升 × 客单价 × 毛利率 − 成本；
# 3. `is_proven`：提升减去误差后是否仍大于 0；
# 4. `policy`：这家公司该选哪一种；`reason`：一句理由，要说到钱和把握。

# %% [markdown] sid="m09-e93" lang="en" src="8f2c4781" ex="E9.3"
# ## Exercise E9.3 The debate on low value
#
# Let cost and control group judge between the three. In the code the columns of `pilot` are called `treated`, `bought`, `control`, `base_bought` and `cost`, the average order `order_value`, the margin `margin`, the margin of error `half_width`:
#
# 1. `lift`: the **lift** of each policy, treated minus control;
# 2. `gain`: the **net gain** per customer, in yuan: lift × average order × margin − cost;
# 3. `is_proven`: is the lift still above 0 after subtracting its error?
# 4. `policy`: which one for this company; `reason`: one sentence on money and on how sure you are.

# %% ex="E9.3"
#zh 先比两组，再换成钱，最后拿主意
#en compare the groups, turn it into money, then decide
# BEGIN SOLUTION
lift = pilot["bought"] / pilot["treated"] - pilot["base_bought"] / pilot["control"]  # FADE: pilot["bought"] / pilot["treated"] - ____
gain = lift * order_value * margin - pilot["cost"]  # FADE: lift * order_value * ____ - pilot[____]
is_proven = lift - half_width > 0  # FADE: lift - ____ > 0
policy = gain.idxmax()  # FADE: lesson.choose("E9.3", "policy", policies)
reason = {"zh-CN": f"{policy} 每位净得最高，约 {gain.max():.1f} 元；试点能证明复购提升：{bool(is_proven[policy])}", "en": f"{policy} brings most per customer, about {gain.max():.1f} yuan; the pilot proves a lift: {bool(is_proven[policy])}"}[language]  # FADE: "____"
# END SOLUTION

# %% [markdown] sid="e9-3-hint1" lang="zh-CN" role="hint" ex="E9.3"
# 做的人里有多少买了，不全是动作的功劳；要减去不做的人里有多少买了。

# %% [markdown] sid="e9-3-hint1" lang="en" src="c0f50bcd" role="hint" ex="E9.3"
# The share of buyers among the treated is not all the action's doing; subtract the share among those left alone.

# %% [markdown] sid="e9-3-hint2" lang="zh-CN" role="hint" ex="E9.3"
# 提升是比例，要乘一单能赚的钱：客单价乘毛利率，不是客单价。

# %% [markdown] sid="e9-3-hint2" lang="en" src="7b8f0394" role="hint" ex="E9.3"
# The lift is a share; multiply it by what an order earns: average order times margin, not the average order alone.

# %% [markdown] sid="e9-3-hint3" lang="zh-CN" role="hint" ex="E9.3"
# 成本总是减去；省下的 2 元写成 −2，减去 −2 就是加 2。

# %% [markdown] sid="e9-3-hint3" lang="en" src="9c5e6b90" role="hint" ex="E9.3"
# Cost is always subtracted; the 2 yuan saved are −2, and subtracting −2 adds 2.

# %% [markdown] sid="e9-3-explain" lang="zh-CN" role="explain" ex="E9.3"
# 没有一本书全对，也没有一本书全错：
#
# - **刺激激活**多带来的买家最多，而且提升不是碰运气；可每位要花 9 元，多出来的订单赚不回这笔钱，就是赔；
# - **促销**的提升在误差之内，说不清有没有；
# - **简化服务**对购买的影响也在误差之内，没看出伤害，不等于证明没有；省下的却是实打实的钱。
#
# 把客单价提高到几百元，结论就会翻过来。**换一家公司，答案就换**，所以这是决定，不是知识。还要记一句：简化服务不等于降低态度，投诉和退货照样要有人管。

# %% [markdown] sid="e9-3-explain" lang="en" src="1376a921" role="explain" ex="E9.3"
# No book is entirely right, and none entirely wrong:
#
# - **stimulation** brings most additional buyers, and the lift is more than luck; but it costs 9 yuan per customer, and where the extra orders do not earn that back, it is a loss;
# - the lift of **promotion** lies within its margin of error: there is no telling whether it is real;
# - the effect of **simpler service** on buying lies within the margin of error too: no harm was seen, which does not prove there is none; but what it saves is real money.
#
# Raise the average order to several hundred yuan, and the result is reversed. **Another company, another answer**: that is why it is a decision and not knowledge. And remember: simpler service does not mean a worse attitude; complaints and returns still need somebody to look after them.

# %% [markdown] sid="m09-e93-group" lang="zh-CN" role="group" ex="E9.3"
# **组内讨论**（5 分钟）：每组领一本书，组多时几组同领一本，先替它辩护，只许用表里的数。**派代表汇报**（每组 2 分钟）。**点评**：谁说了“应当”就扣一分，谁说出“在什么条件下”就加一分。

# %% [markdown] sid="m09-e93-group" lang="en" src="f943a9b7" role="group" ex="E9.3"
# **In the group** (5 minutes): three groups take a book each and defend it, using only figures from the table. **A speaker reports** (2 minutes each). **Comment**: a point off for "should", a point for "under which condition".

# %% [markdown] sid="m09-n-e93" lang="zh-CN" role="trainer" ex="E9.3"
# **先问**：算之前的那次表决，票数记在哪里了？算完再表决一次。票数怎么变，就是这一课的收获。答案见“三本教材三个说法”那一页的说明。
#
# **卡在哪里**：用营业额代替毛利；忘记成本；看见“刺激激活”买的人最多就选它。
#
# **时间**：整题 15 分钟。放到课后的班，课上仍要表决两次；时间有富余，就现场辩一场，辩论比讲解管用。

# %% [markdown] sid="m09-n-e93" lang="en" src="7a9cbb92" role="trainer"
# **Ask first**: what was the vote before the figures were seen? Vote again after the calculation. How the votes move is what the class has learned. The answer is in the note on the page "three textbooks, three answers".
#
# **Where they stall**: revenue in place of margin, cost forgotten, and choosing the policy that brings most buyers.
#
# **Time**: 15 minutes in all. Where it is homework, still take both votes in class; with time to spare hold the debate, which works better than a lecture.

# %% [markdown] sid="m09-e94-why" lang="zh-CN" slide="skip"
# ## 高价值而不满意：今天就打电话
#
# 有一家服务公司，老板每月只看满意度的平均分。平均分藏住的人，用“价值 × 满意度”一交叉就出来了。定义固定下来，才好复算：
#
# - **这里的高价值**：近 12 个月净消费 `monetary_12m` **高于全体客户的平均**，和报告里的价值分层不是一回事；
# - **不满意**：最近一次评分**没有到 4 分**（1 至 5 分）就算，4 分算满意；也就是把“一般”和“不满意”合在一起；
# - **没有评分**：单列一栏，**先去问**，既不当满意，也不当不满意。

# %% [markdown] sid="m09-e94-why" lang="en" src="694f95f6" slide="skip"
# ## High value and dissatisfied: call today
#
# The owner of a service firm looks at one figure a month, the mean satisfaction. Those whom a mean hides come out when value is crossed with satisfaction. Fix the definitions, so that others can repeat the calculation:
#
# - **of high value, here**: net spend of 12 months, `monetary_12m`, **above the mean of all customers**, which is not the report's value tier;
# - **dissatisfied**: the latest mark **below 4** (of 1 to 5), while 4 counts as satisfied; neutral and dissatisfied are taken together;
# - **no mark**: a column of their own. **Ask them first**; they count neither as satisfied nor as dissatisfied.

# %% [markdown] sid="m09-e94" lang="zh-CN" ex="E9.4"
# ## 练习 E9.4 服务业：高价值而不满意
#
# 用 `people`（`mark` 是最近一次评分，没打过分的为空）算出：
#
# 1. `call_first`：高价值而不满意的客户编号，**花得多的排前面**；
# 2. `unheard`：高价值而没有评分的客户编号；
# 3. `at_stake`：`call_first` 这些人近 12 个月净消费的合计。
#
# 按上面的定义，用下拉框选定“价值”看哪一列（`basis`）和满意的界线（`cut`），再运行下面这段代码。

# %% [markdown] sid="m09-e94" lang="en" src="c3486a35" ex="E9.4"
# ## Exercise E9.4 Services: high value and dissatisfied
#
# From `people` (whose `mark` is the latest one, empty where none was given):
#
# 1. `call_first`: ids of those of high value who are dissatisfied, **largest spend first**;
# 2. `unheard`: ids of those of high value without a mark;
# 3. `at_stake`: the net spend of 12 months of those in `call_first`.
#
# By the definitions above choose from the drop-downs which column stands for value (`basis`) and where "satisfied" begins (`cut`), then run the code below.

# %% ex="E9.4"
bases = {"monetary": "strategy.basis_all", "monetary_12m": "strategy.basis_year", "average_order": "strategy.basis_order"}
#zh 先圈出高价值，再分不满意和没评分
#en first those of high value, then the dissatisfied and those without a mark
# BEGIN SOLUTION
basis = "monetary_12m"  # FADE: lesson.choose("E9.4", "basis", bases)
cut = 4  # FADE: lesson.choose("E9.4", "cut", [3, 4, 5])
valued = people[people[basis] > people[basis].mean()]  # FADE: people[people[basis] > people[basis].____()]
unhappy = valued[valued["mark"] < cut]  # FADE: valued[valued[____] < cut]
unhappy = unhappy.sort_values(["monetary_12m", "customer_id"], ascending=[False, True])  # KEEP
call_first = unhappy["customer_id"].tolist()  # KEEP
unheard = valued.loc[valued["mark"].isna(), "customer_id"].tolist()  # FADE: valued.loc[valued["mark"].____(), "customer_id"].tolist()
at_stake = unhappy["monetary_12m"].sum()  # FADE: ____["monetary_12m"].sum()
# END SOLUTION

# %% [markdown] sid="e9-4-hint1" lang="zh-CN" role="hint" ex="E9.4"
# 先做高价值这一步，得到一张小一点的表，再在小表里分。

# %% [markdown] sid="e9-4-hint1" lang="en" src="b179ae7a" role="hint" ex="E9.4"
# First pick out those of high value, which gives a smaller table; then divide that one.

# %% [markdown] sid="e9-4-hint2" lang="zh-CN" role="hint" ex="E9.4"
# 空值和 4 比大小，结果是“否”，所以没评分的人不会落进“小于 4”。别用 0 去填。

# %% [markdown] sid="e9-4-hint2" lang="en" src="30a830cf" role="hint" ex="E9.4"
# Compare an empty value with 4, and the answer is "no", so those without a mark do not end up below 4. Do not fill in zeros.

# %% [markdown] sid="e9-4-hint3" lang="zh-CN" role="hint" ex="E9.4"
# 没评分用 `.isna()` 挑；金额合计只算 `call_first` 这些人。

# %% [markdown] sid="e9-4-hint3" lang="en" src="571165cc" role="hint" ex="E9.4"
# `.isna()` finds those without a mark; add up the money of those in `call_first` only.

# %% [markdown] sid="e9-4-explain" lang="zh-CN" role="explain" ex="E9.4"
# 名单出来了，次序也定了。用它的时候记住三条：
#
# - **打电话先于发券**：不满意的人收到优惠券，只会更生气；
# - **48 小时内由主管打**，先听经过，再给办法和期限；
# - `unheard` 往往比 `call_first` 长得多：**没有回答不是满意**，逐一去问。
#
# `at_stake` 是上限，不是预测：他们不会全走，也不是全留得住。

# %% [markdown] sid="e9-4-explain" lang="en" src="f5ec5d46" role="explain" ex="E9.4"
# The list stands, and its order. Three things when using it:
#
# - **a call before a voucher**: a voucher only makes dissatisfied customers angrier;
# - **within 48 hours, by somebody in charge**: first listen, then offer a remedy with a date;
# - `unheard` is often much longer than `call_first`: **no answer does not mean satisfied**, so ask them one by one.
#
# `at_stake` is an upper bound, not a forecast: not all will leave, and not all can be kept.

# %% [markdown] sid="m09-e94-group" lang="zh-CN" role="group" ex="E9.4"
# **组内讨论**（4 分钟）：给名单上的第一位写一段电话开场白，不许提优惠。**派代表汇报**：当场演一遍，另一组演客户。**点评**：听完经过之前给了办法的，重来。

# %% [markdown] sid="m09-e94-group" lang="en" src="58974982" role="group" ex="E9.4"
# **In the group** (4 minutes): write the opening words of the call to the first customer on the list; no mention of offers. **A speaker reports** by acting it, another group plays the customer. **Comment**: whoever offers a remedy before having heard the story starts again.

# %% [markdown] sid="m09-n-e94" lang="zh-CN" role="trainer" ex="E9.4"
# **卡在哪里**：把没评分填成 0，名单一下子长好几倍；把 4 分也算不满意；用累计消费代替近 12 个月。
#
# **提醒**：这份名单带客户编号，属于内部资料。投影时只放人数和金额，不放编号。
#
# **赶时间**：用服务公司的数据上课时不要跳；用零售公司的数据时可以课后做。

# %% [markdown] sid="m09-n-e94" lang="en" src="42a894ca" role="trainer"
# **Where they stall**: marks filled in as 0, which makes the list several times longer; 4 counted as dissatisfied; total spend in place of the last 12 months.
#
# **Mind**: the list holds ids and is internal. On the screen show counts and money only.
#
# **If you are running late**: do not skip it with a service firm's data; with a retailer's it can be homework.

# %% [markdown] sid="m09-law" lang="zh-CN" slide="skip"
# ## 能不能发：发之前先看同意
#
# 《个人信息保护法》与营销最相关的几条，用白话说：
#
# | 条 | 说什么 | 对我们意味着 |
# |---|---|---|
# | 第十三条 | 处理个人信息要有依据：本人同意，或履行合同所必需，等等 | 发货通知是履行合同；促销短信要同意 |
# | 第十四条 | 同意要知情、自愿、明确；**用途变了要重新取得** | 为改进服务收的手机号，不能拿来推销 |
# | 第十五条 | 可以撤回，而且要方便 | 回复 T 就是撤回，此后一条也不能再发 |
# | 第二十三条 | 提供给别家，要告知并取得**单独同意** | 名单不能直接给联名品牌 |
# | 第二十四条 | 自动化决策不得在价格上**不合理差别待遇**；自动推送要给不针对个人特征的选项，或方便的拒绝方式 | 不能按客群对同一商品暗中加价 |
# | 第二十八、二十九条 | 健康、金融账户、行踪、不满十四周岁等是敏感个人信息，要**单独同意** | 用药记录不能直接拿来推送 |
#
# 此外，商业短信要写明是谁发的、怎样退订。这里讲的是常识，不是法律意见；拿不准，问法务。

# %% [markdown] sid="m09-law" lang="en" src="2a6790a0" slide="skip"
# ## May it be sent? Consent comes first
#
# The articles of China's Personal Information Protection Law (PIPL) that matter most to marketing, in plain words:
#
# | article | says | what it means for us |
# |---|---|---|
# | 13 | there must be a ground: consent, or what a contract needs, and so on | a shipping notice is the contract; promotion needs consent |
# | 14 | consent is informed, free and explicit; **a new purpose needs a new one** | numbers collected to improve service are not for selling |
# | 15 | it can be withdrawn, easily | replying T (for 退订, "unsubscribe") withdraws it; not one more message |
# | 23 | passing data to another company needs notice and **separate consent** | the list does not go to the co-branding partner |
# | 24 | no **unreasonable difference in price** by automated decisions; automated offers need an option without personal traits, or an easy refusal | no hidden surcharge by segment for the same article |
# | 28, 29 | health, financial accounts, whereabouts, children under 14 are sensitive: **separate consent** | records of medicines are not for promotion |
#
# Commercial messages also say who sends them and how to opt out. This is general knowledge, not legal advice; if in doubt, ask your lawyers.

# %% [markdown] sid="m09-e95" lang="zh-CN" ex="E9.5"
# ## 练习 E9.5 话术与同意
#
# **一、八件事，怎么办？** 每件选一个：`send`（可以发）、`ask_first`（先取得同意）、`rewrite`（改了再发）、`never`（不可以）。
#
# | 号 | 事情 |
# |---|---|
# | c1 | 会员入会时单独勾选过“同意接收促销短信”，现在发新品短信，写明是谁发的、附退订办法 |
# | c2 | 客户上月回复 T 退订，想再补一条“最后一次优惠” |
# | c3 | 给刚下单的客户发发货通知 |
# | c4 | 药店想给有慢病用药记录的会员推送一款药 |
# | c5 | 把会员手机号给联名品牌，由对方发券 |
# | c6 | 同一件商品，对“愿意多付的人”悄悄标高一成 |
# | c7 | 已有同意的短信，开头写“尊敬的低价值客户” |
# | c8 | 满意度调查时说明“只用于改进服务”，现在想拿这些手机号做推销 |
#
# **二、写一条短信** `copy`：发给价值较低、久未购买的客户（已有促销同意）。写明是谁发的、给对方什么、怎样退订；不出现内部叫法。

# %% [markdown] sid="m09-e95" lang="en" src="e53e62a7" ex="E9.5"
# ## Exercise E9.5 Message and consent
#
# **1. Eight cases.** For each one of `send` (may be sent), `ask_first` (get consent first), `rewrite` (change it first), `never` (not at all).
#
# | no. | the case |
# |---|---|
# | c1 | a member ticked "I agree to promotional messages" on joining; a message on new items says who sends it and how to opt out |
# | c2 | a customer opted out with T last month; one more "last offer" |
# | c3 | a shipping notice to somebody who has just ordered |
# | c4 | a pharmacy wants to promote a medicine to members with records of chronic medication |
# | c5 | members' numbers go to a co-branding partner, which sends the vouchers |
# | c6 | the same article, quietly marked up a tenth for those "willing to pay" |
# | c7 | a message with consent that begins "Dear low-value customer" |
# | c8 | a survey said "used to improve service only"; now its numbers are wanted for selling |
#
# **2. Write a message**, `copy`, to customers of lower value who have been away for long (consent to promotion given). Say who sends it, what it offers and how to opt out; no internal names.

# %%
verdicts = {name: f"consent.verdict_{name}" for name in ("send", "ask_first", "rewrite", "never")}

# %% ex="E9.5"
#zh 八件事各选一个；copy 是一条可以直接发的短信
#en one verdict for each of the eight; copy is a message ready to be sent
# BEGIN SOLUTION
c1 = "send"  # FADE: lesson.choose("E9.5", "c1", verdicts)
c2 = "never"  # FADE: lesson.choose("E9.5", "c2", verdicts)
c3 = "send"  # FADE: lesson.choose("E9.5", "c3", verdicts)
c4 = "ask_first"  # FADE: lesson.choose("E9.5", "c4", verdicts)
c5 = "ask_first"  # FADE: lesson.choose("E9.5", "c5", verdicts)
c6 = "never"  # FADE: lesson.choose("E9.5", "c6", verdicts)
c7 = "rewrite"  # FADE: lesson.choose("E9.5", "c7", verdicts)
c8 = "ask_first"  # FADE: lesson.choose("E9.5", "c8", verdicts)
copy = {"zh-CN": "【栗湾生活】您常用的那几款到了新货，都在一页上，点开自选，本周内包邮。不想再收到，回复 T 退订。", "en": "[Liwan Living] New stock of the items you like is on one page; order this week and shipping is free. To opt out reply T."}[language]  # FADE: "____"
# END SOLUTION

# %% [markdown] sid="e9-5-hint1" lang="zh-CN" role="hint" ex="E9.5"
# 一件一件问：有没有依据？用途变了没有？给了别人没有？敏感不敏感？本人说过“不”没有？

# %% [markdown] sid="e9-5-hint1" lang="en" src="defaa04b" role="hint" ex="E9.5"
# Ask of each: is there a ground? Has the purpose changed? Does it go to somebody else? Is it sensitive? Has the person said no?

# %% [markdown] sid="e9-5-hint2" lang="zh-CN" role="hint" ex="E9.5"
# 先取得同意就能做的，选 `ask_first`；有同意也不该做的，选 `never`；只是写法不对的，选 `rewrite`。

# %% [markdown] sid="e9-5-hint2" lang="en" src="b225aa79" role="hint" ex="E9.5"
# What consent would allow is `ask_first`; what should not be done with consent either is `never`; what is only worded badly is `rewrite`.

# %% [markdown] sid="e9-5-hint3" lang="zh-CN" role="hint" ex="E9.5"
# 短信要有三样：方括号里的公司名、给对方的好处、退订办法。读一遍，有没有一个词是您不愿意让客户看见的？

# %% [markdown] sid="e9-5-hint3" lang="en" src="30e93ebd" role="hint" ex="E9.5"
# A message has three parts: the company in brackets, what is in it for the reader, how to opt out. Read it again: is there a word you would not want them to see?

# %% [markdown] sid="e9-5-explain" lang="zh-CN" role="explain" ex="E9.5"
# 八件里，真正可以直接发的只有两件。要点是三句话：
#
# - **同意有范围**：为甲事给的同意，不能用在乙事上，也不能交给别人（c5、c8）；
# - **敏感信息要单独问**（c4）；**退订以后一条也不能再发**（c2）；
# - **给客户分级可以，按客群暗中加价不可以**（c6）。
#
# 内部叫法只留在内部：给客户看的，用公开名称（“基础会员”），不用“低价值客户”（c7）。短信写得打不打动人，由讲师和同组来评。

# %% [markdown] sid="e9-5-explain" lang="en" src="2d500cb1" role="explain" ex="E9.5"
# Only two of the eight may go out as they are. Three things matter:
#
# - **consent has a scope**: given for one thing it does not cover another, nor another company (c5, c8);
# - **sensitive data need a question of their own** (c4), and **after an opt-out not one more message** (c2);
# - **grading customers is allowed, secretly charging a segment more is not** (c6).
#
# Internal names stay inside: customers see the public name ("basic member"), never "low-value customer" (c7). Whether the message moves anybody is for the trainer and your group to say.

# %% [markdown] sid="m09-e95-group" lang="zh-CN" role="group" ex="E9.5"
# **组内讨论**（4 分钟）：两两交换短信，以客户的身份读一遍，写下第一反应。**派代表汇报**：念本组反应最好的一条。**点评**：全班投票“您会不会退订”。

# %% [markdown] sid="m09-e95-group" lang="en" src="426738d3" role="group" ex="E9.5"
# **In the group** (4 minutes): swap messages in pairs, read as the customer, and write down the first reaction. **A speaker reports**: the message that fared best. **Comment**: the class votes whether it would opt out.

# %% [markdown] sid="m09-n-e95" lang="zh-CN" role="trainer" ex="E9.5"
# **怎么带**：八件事用四种颜色的便利贴表态，一种颜色一个答案，一件一件过，每件一分钟。争议最大的是 c4 和 c8。放到课后的班，时间有富余才表决这两件（题目在学员手册 E9.5 的表里）。
#
# **卡在哪里**：以为“会员协议里都写了”就算同意（c5）；以为发货通知也要同意（c3）。
#
# **不要越界**：具体个案的法律判断交给公司法务；讲师只讲原则和哪一条管什么。

# %% [markdown] sid="m09-n-e95" lang="en" src="0c541026" role="trainer"
# **How to run it**: vote with sticky notes in four colours, one for each answer, case by case, a minute each. c4 and c8 are disputed most. Where it is homework, vote on these two only if there is time to spare (they stand in the table of E9.5 in the workbook).
#
# **Where they stall**: "it is all in the membership terms" as consent (c5); thinking that shipping notices need consent (c3).
#
# **Do not overstep**: single cases belong to the company's lawyers; the trainer explains the principle and which article it is.

# %% [markdown] sid="m09-case-shop" lang="zh-CN" role="case" case="shop"
# **网店**：低价值客户人多、单价低，短信一条几分钱，人工一次几块钱。先把**自助页面**做好，再谈促销；促销要有对照组，不然分不清是券的功劳，还是他本来就要买。

# %% [markdown] sid="m09-case-shop" lang="en" src="b62d1466" role="case" case="shop"
# **Shop**: low-value customers are many and their orders small; a text message costs a few fen, staff time a few yuan. Get the **self-service page** right first, then talk of promotion; and promotion needs a control group, or nobody can tell whether it was the voucher or they would have bought anyway.

# %% [markdown] sid="m09-case-cosmetics" lang="zh-CN" role="case" case="cosmetics"
# **美妆社群**：三种人三种角色。**忠实**的请来答疑、试新、当群主；**潜在**的给一次试用和一位能问的人；**观望**的少打扰，每月一篇有用的内容。角色写成“做什么”，不写成“是什么样的人”。

# %% [markdown] sid="m09-case-cosmetics" lang="en" src="4a0419a8" role="case" case="cosmetics"
# **Cosmetics community**: three attitudes, three roles. The **loyal** answer questions, try what is new, host; the **potential** get a sample and somebody to ask; those who **wait and see** are left in peace, with one useful article a month. A role says what they do, not what they are like.

# %% [markdown] sid="m09-case-finance" lang="zh-CN" role="case" case="finance"
# **金融**：账户和资产是敏感个人信息，按净值分层做营销之前，先看有没有单独同意。分层定的是服务配置，不是同一产品的价格。

# %% [markdown] sid="m09-case-finance" lang="en" src="7082f96b" role="case" case="finance"
# **Finance**: accounts and assets are sensitive personal information; before marketing by net worth see whether there is separate consent. Tiers decide about service, not about the price of the same product.

# %% [markdown] sid="m09-case-pharma" lang="zh-CN" role="case" case="pharma"
# **医药**：终端是企业，策略表的“每位成本”要算代表的时间：一次拜访连路上半天，值多少钱先写下来。对照组可以是另一个片区，但要先看两个片区从前像不像。

# %% [markdown] sid="m09-case-pharma" lang="en" src="050573d1" role="case" case="pharma"
# **Pharma**: outlets are companies, and the cost of each is the rep's time; a visit takes half a day with the journey, so first write down what that is worth. Another area can serve as the control group, but check first that the two used to be alike.

# %% [markdown] sid="m09-case-service" lang="zh-CN" role="case" case="service"
# **服务业**：高价值而不满意的，先登门、后谈钱；没有回答的大客户比不满意的还多，一个一个去问。

# %% [markdown] sid="m09-case-service" lang="en" src="89b20910" role="case" case="service"
# **Services**: for high-value, dissatisfied customers a visit comes first and money later; large customers who gave no answer outnumber the dissatisfied, and have to be asked one by one.

# %% [markdown] sid="m09-takeaway" lang="zh-CN" role="takeaway" slide="slide"
# ## 小结
#
# - 画像一句话三样东西：数、比谁、n；没打分的人不算 0 分，也不算满意。
# - 策略表一类一行；指标要对照组也有，预算只算做的人。
# - 对照组在每一类里随机抽，不拿最差的人充数。
# - 低价值客户怎么办，是决定，不是知识：算成本，看对照组。
# - 高价值而不满意的先打电话；没有回答的先去问。
# - 同意有范围；内部叫法不出门。

# %% [markdown] sid="m09-takeaway" lang="en" src="589d70b6" role="takeaway" slide="slide"
# ## To take away
#
# - A sentence of a persona has a figure, somebody to compare with, and n; no mark counts neither as zero nor as satisfied.
# - The strategy table has a row per segment; the control group must have the measure too, and the budget is for those treated.
# - Draw the control group at random within each segment; do not make do with the worst.
# - What to do about low-value customers is a decision, not knowledge: work out the cost, look at the control group.
# - High value and dissatisfied: call them first. No answer: ask them first.
# - Consent has a scope; internal names stay inside.
