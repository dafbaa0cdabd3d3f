# %% tags=["parameters"]
company = "liwan"
language = "zh-CN"
mode = "class"

# %% [markdown] sid="m04-question" lang="zh-CN" slide="slide"
# # 凭什么说他是大客户？
#
# 销售说：“年消费满两万才算。”市场说：“来得勤的才算。”客服说：“难伺候的都算。”三个部门，三张名单，同一位客户在三张表里是三种人。
#
# **一条标准怎样才算数？** 下面五种说法，练习 E4.1 到 E4.5 各把一种写成标准；E4.6 各组选三条，站起来辩护。哪几题在课上做、哪几题课后做，练习单上写着。
#
# | 说法 | 变成标准要补什么 |
# |---|---|
# | 高、中、低 | 界值：多少算高，正好等于算不算 |
# | 新客、老客、流失 | 先后：两条都符合，听哪一条 |
# | 满意、不满意 | 没回答的人放哪里 |
# | 要产品、要服务、要信息 | 两个人看，判得一样吗 |
# | 企业、个人 | 客户主档里空着的放哪里 |

# %% [markdown] sid="m04-question" lang="en" src="d69ce280" slide="slide"
# # What makes this a large customer?
#
# Sales says: "Anyone who spends 20,000 a year." Marketing says: "Whoever comes often." Service says: "Whoever is hard to please." Three departments, three lists, and the same customer is three different people.
#
# **What makes a criterion valid?** Exercises E4.1 to E4.5 each turn one of these five into a standard; in E4.6 each group chooses three and stands up to defend them. The exercise sheet says which are for class and which for afterwards.
#
# | what people say | what is missing to make it a standard |
# |---|---|
# | high, middle, low | cut points: how much is high, and does exactly the cut count |
# | new, existing, lost | an order: if two rules fit, which one wins |
# | satisfied, dissatisfied | where to put those who did not answer |
# | wants goods, service, information | do two people who read it agree |
# | business, individual | where to put those whose record is empty |

# %% [markdown] sid="m04-trainer-open" lang="zh-CN" role="trainer"
# **怎么开场**：请销售、市场、客服各一位，当场说“大客户”的定义，原话写上白板，不评。然后问：“一位客户去年正好花了两万，算不算？”三个人的答案多半不同。一个大家都认的答案，就是这一课要补的东西。
#
# **问什么**：两条规则都符合怎么办？没回答满意度的客户，是满意还是不满意？这条标准变了，谁的工作会变？
#
# **容易卡住**：界值归哪一档；“休眠”把“流失”盖住了；把没回答当成一般；把两人一致的比例当成 Kappa。
#
# **不能省**：界值归属的讨论。E4.6 在课上做时，辩护至少留一组。

# %% [markdown] sid="m04-trainer-open" lang="en" src="e300ccf4" role="trainer"
# **How to open**: ask one person each of sales, marketing and service for their definition of a large customer, and write their words on the board without comment. Then ask: "Somebody spent exactly twenty thousand last year, does that count?" The three answers will probably differ. A common answer is what this lesson supplies.
#
# **What to ask**: two rules fit, what now? Somebody did not answer the survey: satisfied or dissatisfied? If this criterion changes, whose work changes?
#
# **Where people stall**: which tier the cut point belongs to; "dormant" covering up "lost"; no answer taken for neutral; the share of agreement taken for kappa.
#
# **Never skip** the discussion of where a cut point belongs. If E4.6 is done in class, let at least one group defend its three.

# %%
import pandas as pd
from segkit.learn import start

lesson = start("m04", company=company, language=language, mode=mode)
features, customers, feedback = lesson.load("features", "customers", "feedback")
as_of = lesson.as_of

# %% [markdown] sid="m04-words" lang="zh-CN"
# ## 先用话说：一条标准有五样东西
#
# 1. **名字**：一听就知道说谁。
# 2. **界值**：数字，还有“正好等于”归哪边。
# 3. **负责人**：一个岗位，不是“各部门”。
# 4. **复核日期**：哪天再看，不是“定期”。
# 5. **用来决定什么**：这一档的人，和下一档的人，待遇有什么不同。
#
# 缺第五样的标准，可以不要：**不改变任何决定的分类，只是贴标签**。

# %% [markdown] sid="m04-words" lang="en" src="136fb1e9"
# ## First in words: a criterion has five things
#
# 1. A **name** that says whom it means.
# 2. A **cut point**: a figure, and the side on which the figure itself falls.
# 3. An **owner**: one role, not "all departments".
# 4. A **day of review**, not "regularly".
# 5. The **decision** that it serves: how this tier is treated differently from the next.
#
# A criterion without the fifth can go: **a class that changes no decision is just a label**.

# %% [markdown] sid="m04-symbols" lang="zh-CN"
# ## 再用符号说：不重、不漏
#
# 一套方案把客户分成 $S_1, S_2, \dots, S_k$，要满足两条：
#
# $$S_i \cap S_j = \varnothing\ (i \ne j), \qquad S_1 \cup S_2 \cup \dots \cup S_k = \text{全体客户}$$
#
# 第一条叫**不重**：一位客户不会有两种待遇。第二条叫**不漏**：总有一档接得住他，哪怕叫“未知”。分档用半开区间 $[a, b)$：左边的界值算在内，右边的不算，这样每个数恰好落进一档。

# %% [markdown] sid="m04-symbols" lang="en" src="048cd30e"
# ## Then in symbols: no overlap, no gap
#
# A scheme divides customers into $S_1, S_2, \dots, S_k$ and must meet two conditions:
#
# $$S_i \cap S_j = \varnothing\ (i \ne j), \qquad S_1 \cup S_2 \cup \dots \cup S_k = \text{all customers}$$
#
# The first is **no overlap**: no customer is treated in two ways. The second is **no gap**: there is a class for everybody, even if it is called "unknown". Tiers use half-open intervals $[a, b)$: the cut on the left counts, the one on the right does not, and each value falls into exactly one.

# %% [markdown] sid="m04-five" lang="zh-CN"
# ## 五位假想的客户，先用手分
#
# 界值：订单 1 | 2 到 4 | 5 以上；金额不到 500 | 500 到不满 2000 | 2000 以上。生命周期：超过 365 天没来是流失，超过 180 天是休眠；首单 90 天以内是新客；5 单以上是成熟；其余是成长；几条都符合时，流失优先，其次休眠，再其次新客。满意度看最近一次：4 分以上满意，3 分一般，不到 3 分不满意。
#
# | 客户 | 订单 | 金额 | 最近消费间隔 | 首单距今 | 满意度 |
# |---|---|---|---|---|---|
# | A | 1 | 500 | 20 | 20 | 没回答 |
# | B | 2 | 1999 | 200 | 600 | 4 |
# | C | 5 | 2000 | 30 | 80 | 先 5 后 2 |
# | D | 8 | 6000 | 400 | 900 | 3 |
# | E | 4 | 480 | 180 | 300 | 没回答 |

# %% [markdown] sid="m04-five" lang="en" src="45bc8727"
# ## Five invented customers, classed by hand
#
# Cut points: 1 order | 2 to 4 | 5 and more; below 500 yuan | 500 to below 2,000 | 2,000 and more. Life cycle: away for over 365 days is lost, over 180 dormant; first order within 90 days is new; 5 orders and more are mature; the rest is growing; where several fit, lost wins, then dormant, then new. Satisfaction by the latest answer: 4 and more satisfied, 3 neutral, below 3 dissatisfied.
#
# | customer | orders | money | recency | days since the first order | satisfaction |
# |---|---|---|---|---|---|
# | A | 1 | 500 | 20 | 20 | no answer |
# | B | 2 | 1,999 | 200 | 600 | 4 |
# | C | 5 | 2,000 | 30 | 80 | first 5, then 2 |
# | D | 8 | 6,000 | 400 | 900 | 3 |
# | E | 4 | 480 | 180 | 300 | no answer |

# %% [markdown] sid="m04-five-answers" lang="zh-CN"
# ## 对一对
#
# | 客户 | 频率 | 金额 | 生命周期 | 满意度 | 容易弄错的地方 |
# |---|---|---|---|---|---|
# | A | 低 | 中 | 新客 | 未知 | 500 正好算中档；没回答不是一般 |
# | B | 中 | 中 | 休眠 | 满意 | 差一元不到高档，就是中档 |
# | C | 高 | 高 | 新客 | 不满意 | 也够“成熟”，新客在先；最近一次是 2 分 |
# | D | 高 | 高 | 流失 | 一般 | 400 天也超过 180 天，流失在先 |
# | E | 中 | 低 | 成长 | 未知 | 正好 180 天，不算超过 |
#
# **看什么**：五个人里四个踩到边上。**为标准争来争去，争的几乎都是踩在边上的人**，所以边上怎么算必须写下来。

# %% [markdown] sid="m04-five-answers" lang="en" src="e3ce96a6"
# ## Check your answers
#
# | customer | frequency | money | life cycle | satisfaction | what is easily got wrong |
# |---|---|---|---|---|---|
# | A | low | middle | new | unknown | exactly 500 is middle; no answer is not neutral |
# | B | middle | middle | dormant | satisfied | one yuan short of high is middle |
# | C | high | high | new | dissatisfied | "mature" fits too, but new goes first; the latest mark is 2 |
# | D | high | high | lost | neutral | 400 days is over 180 too, but lost goes first |
# | E | middle | low | growing | unknown | exactly 180 days is not over 180 |
#
# **What to see**: four of the five stand on an edge. **Disputes about a standard are almost always about people on the edge**, so what happens on the edge must be written down.

# %%
spread = features[["frequency", "monetary", "n_categories", "recency_days", "tenure_days"]].agg(["count", "min", "median", "max"])
spread = spread.map("{:,.0f}".format)
spread.rename(index=lambda name: lesson.text(f"std.row_{name}"), columns=lambda name: lesson.text(f"std.col_{name}"))

# %% [markdown] sid="m04-data-seen" lang="zh-CN"
# **看什么**：先看中位数那一行。界值如果比中位数低很多，人人都是高档；比最大值还高，高档就没有人。界值要落在数据里面，两边都有人。

# %% [markdown] sid="m04-data-seen" lang="en" src="a280629b"
# **What to see**: look at the row of medians first. A cut point far below it puts everybody into the high tier; one above the maximum leaves that tier empty. A cut must lie within the data, with people on both sides.

# %% [markdown] sid="m04-e41" lang="zh-CN" ex="E4.1"
# ## 练习 E4.1 三档：频率、金额、品类
#
# 做一张表 `tiers`：每位客户一行，行标签是客户编号，三列叫 `frequency`、`monetary`、`n_categories`，值是 `low`、`middle`、`high`。
#
# | 指标 | low | middle | high |
# |---|---|---|---|
# | 订单数 | 1 | 2 到 4 | 5 以上 |
# | 金额（元） | 不到 500 | 500 到不满 2000 | 2000 以上 |
# | 品类数 | 1 | 2 到 3 | 4 以上 |
#
# 界值本身算在**较高**的一档。

# %% [markdown] sid="m04-e41" lang="en" src="f9160726" ex="E4.1"
# ## Exercise E4.1 Three tiers of frequency, money and breadth
#
# Make a table `tiers`: one row per customer, the customer number as its label, columns `frequency`, `monetary`, `n_categories`, values `low`, `middle`, `high`.
#
# | measure | low | middle | high |
# |---|---|---|---|
# | orders | 1 | 2 to 4 | 5 and more |
# | money (yuan) | below 500 | 500 to below 2,000 | 2,000 and more |
# | categories | 1 | 2 to 3 | 4 and more |
#
# The cut point itself belongs to the **higher** tier.

# %% ex="E4.1"
#zh 界值归哪边，在下拉框里选
#en on which side the cut point falls is chosen in the drop-down
# BEGIN SOLUTION
table = features.set_index("customer_id")  # KEEP
wide, names = float("inf"), ["low", "middle", "high"]  # KEEP
belongs = "above"  # FADE: lesson.choose("E4.1", "belongs", {"below": "std.pick_below", "above": "std.pick_above"})
cuts = {"frequency": [2, 5], "monetary": [500, 2000], "n_categories": [2, 4]}  # FADE: {"frequency": [2, ____], "monetary": [____, 2000], "n_categories": [2, ____]}
closed = {"below": True, "above": False}[belongs]  # KEEP
tiers = pd.DataFrame({one: pd.cut(table[one], [-wide, *at, wide], right=closed, labels=names).astype(str) for one, at in cuts.items()})  # KEEP
# END SOLUTION

# %% [markdown] sid="m04-e41-h1" lang="zh-CN" role="hint" ex="E4.1"
# “2 到 4”和“5 以上”之间，界值是 5：到了 5 才算高档。品类的“4 以上”，界值是 4。

# %% [markdown] sid="m04-e41-h1" lang="en" src="c4bfcf77" role="hint" ex="E4.1"
# Between "2 to 4" and "5 and more" the cut is 5: high begins at 5. For categories, "4 and more", the cut is 4.

# %% [markdown] sid="m04-e41-h2" lang="zh-CN" role="hint" ex="E4.1"
# `pd.cut` 默认把界值算在较低的一档。正好 500 元的客户，在题目里是哪一档？

# %% [markdown] sid="m04-e41-h2" lang="en" src="14b700bc" role="hint" ex="E4.1"
# By default `pd.cut` puts the cut point into the lower tier. In this task, which tier is somebody with exactly 500 yuan in?

# %% [markdown] sid="m04-e41-h3" lang="zh-CN" role="hint" ex="E4.1"
# 三对界值是 2 和 5、500 和 2000、2 和 4；界值归较高的一档，也就是右边不封口。

# %% [markdown] sid="m04-e41-h3" lang="en" src="a423cbb4" role="hint" ex="E4.1"
# The three pairs are 2 and 5, 500 and 2,000, 2 and 4; the cut belongs to the higher tier, so intervals are open on the right.

# %% [markdown] sid="m04-e41-x" lang="zh-CN" role="explain" ex="E4.1"
# 固定界值和按名次分（前 20% 算高）是两件事。按名次，每年都有两成人是高档，哪怕全公司都在下滑；按固定界值，高档的人少了，就是真的少了。要考核，用固定界值；要分配有限的名额，用名次。

# %% [markdown] sid="m04-e41-x" lang="en" src="09e2c298" role="explain" ex="E4.1"
# Fixed cut points and ranks (the top 20% are high) are two different things. By rank, a fifth of customers is high every year, even while the whole company shrinks; by fixed cut points, if the high tier shrinks, it really has shrunk. For performance targets use fixed cut points; to share out a limited number of places, use ranks.

# %% [markdown] sid="m04-e41-trainer" lang="zh-CN" role="trainer" when="code example" ex="E4.1"
# **怎么带**：先用手：五位客户各归哪档，重点在“正好 500 元”。再两人一组：一人定界值归哪边（下拉框），会写代码的一位补三个界值；检查说错在哪里，就回到表里看那一行。不写代码的组用 `checkpoints` 里的笔记本。
#
# **卡在哪里**：界值归了较低的一档（`pd.cut` 的习惯）；把“5 以上”写成 6。
#
# **赶时间**：只定“归哪边”，其余在讲师机上运行。
#
# **对照答案**（栗湾生活）：订单低、中、高 208、141、233 人；金额 259、166、157 人；品类 181、202、199 人；三样都高的 123 人，占 582 人的两成多。够不够配专人，拿 123 除以一位顾问管得过来的人数。

# %% [markdown] sid="m04-e41-trainer" lang="en" src="bef4f3d6" role="trainer" when="code example"
# **How to run it**: first by hand: in which tier is each of the five, above all the one with exactly 500 yuan. Then in pairs: one decides on which side the cut falls (drop-down), whoever writes code fills in three cut points; when the check says what is wrong, look at that row of the table. Pairs who write none use the notebook in `checkpoints`.
#
# **Where they stall**: the cut falls into the lower tier (the habit of `pd.cut`); "5 and more" becomes 6.
#
# **If you are running late**: decide only on the side; the rest is run on the trainer's machine.
#
# **Answers** (Liwan Living): orders low, middle, high 208, 141, 233 people; money 259, 166, 157; categories 181, 202, 199; 123 are high on all three, over a fifth of 582. Whether there are enough advisers: divide 123 by the number one adviser can look after.

# %% [markdown] sid="m04-e41-trainer-own" lang="zh-CN" role="trainer" when="own" ex="E4.1"
# **怎么带**：先用手：五位客户各归哪档，重点在“正好 500 元”。再两人一组，在下拉框里定界值归哪边，有空格的补上界值；检查说错在哪里，就回到表里看那一行。
#
# **赶时间**：只定“归哪边”，其余在讲师机上运行。
#
# **讨论之前**：在讲师机上数一数本公司三样都高的有几位，`(tiers == "high").all(axis=1).sum()`，讨论时要用。

# %% [markdown] sid="m04-e41-trainer-own" lang="en" src="85eb7996" role="trainer" when="own"
# **How to run it**: first by hand: in which tier is each of the five, above all the one with exactly 500 yuan. Then in pairs: decide in the drop-down on which side the cut falls, and fill in cut points where there are gaps; when the check says what is wrong, look at that row of the table.
#
# **If you are running late**: decide only on the side; the rest is run on the trainer's machine.
#
# **Before the discussion**: count on the trainer's machine how many of the company's customers are high on all three, `(tiers == "high").all(axis=1).sum()`; the discussion needs it.

# %% [markdown] sid="m04-e41-group" lang="zh-CN" role="group" ex="E4.1"
# **组内讨论**（5 分钟）：一，把三档的界值换成本公司的，凭什么是这个数？二，三样都高的客户有多少，够不够配专人？三，金额高、品类只有一个的客户，是忠诚，还是随时会走？**派代表汇报**（请两组，每组半分钟）：只讲一条界值和它的理由。**点评**：别的组举一位正好在边上的客户，问归哪档。

# %% [markdown] sid="m04-e41-group" lang="en" src="ec5ea06f" role="group" ex="E4.1"
# **Discuss** (5 minutes): first, replace the cut points with your company's own; why these figures? Second, how many customers are high on all three, and are there enough advisers for them? Third, a customer with high spend in a single category: loyal, or liable to leave any day? **Report** (two groups, half a minute each): one cut point and its reason. **Comments**: another group names a customer right on the edge and asks where that one belongs.

# %% [markdown] sid="m04-case-shop" lang="zh-CN" role="case" case="shop"
# **网店**：一年 5 单在母婴是低频，在家具是奇迹。界值要按品类的自然间隔定，不能抄别家的。

# %% [markdown] sid="m04-case-shop" lang="en" src="00a4c0bd" role="case" case="shop"
# **Online shop**: five orders a year is low frequency in baby goods and a miracle in furniture. Set cut points by the category's natural interval; do not copy another company's.

# %% [markdown] sid="m04-e42" lang="zh-CN" ex="E4.2"
# ## 练习 E4.2 生命周期和购买阶段
#
# `life`：每位客户恰好一种。几条都符合时，**越往下越优先**（下面的盖住上面的）：
#
# | 先后 | 值 | 规则 |
# |---|---|---|
# | 1 | `growing` | 其余 |
# | 2 | `mature` | 至少 5 单 |
# | 3 | `new` | 首单至今不超过 90 天 |
# | 4 | `dormant` | 超过 180 天没来 |
# | 5 | `lost` | 超过 365 天没来 |
#
# `stage`（购买阶段）：1 单是 `first`，2 单是 `second`，3 单以上是 `regular`。
#
# `overlap`：有几位客户同时符合第 2 到第 5 条里的**不止一条**？

# %% [markdown] sid="m04-e42" lang="en" src="90108bc1" ex="E4.2"
# ## Exercise E4.2 Life cycle and purchase stage
#
# `life`: exactly one for each customer. Where several fit, **the lower line wins** (it covers those above):
#
# | order | value | rule |
# |---|---|---|
# | 1 | `growing` | the rest |
# | 2 | `mature` | at least 5 orders |
# | 3 | `new` | first order at most 90 days ago |
# | 4 | `dormant` | away for more than 180 days |
# | 5 | `lost` | away for more than 365 days |
#
# `stage` (of purchase): 1 order is `first`, 2 are `second`, 3 and more are `regular`.
#
# `overlap`: how many customers meet **more than one** of the rules 2 to 5?

# %% ex="E4.2"
# BEGIN SOLUTION
table = features.set_index("customer_id")  # KEEP
away, age, often = table["recency_days"], table["tenure_days"], table["frequency"]  # KEEP
days_lost = 365  # FADE: lesson.choose("E4.2", "days_lost", [180, 270, 365])
rules = pd.DataFrame({"mature": often >= 5, "new": age <= 90, "dormant": away > 180, "lost": away > days_lost})  # FADE: pd.DataFrame({"mature": often >= 5, "new": ____ <= 90, "dormant": away > ____, "lost": away > days_lost})
life = pd.Series("growing", index=table.index)  # KEEP
order = ["mature", "new", "dormant", "lost"]  # FADE: ["mature", "new", ____, ____]
for name in order:  # KEEP
    life = life.mask(rules[name], name)  # KEEP
stage = often.clip(upper=3).map({1: "first", 2: "second", 3: "regular"})  # FADE: often.clip(upper=____).map({1: "first", 2: "second", 3: "regular"})
overlap = int((rules.sum(axis=1) > 1).sum())  # FADE: int((rules.sum(axis=1) > ____).sum())
# END SOLUTION

# %% [markdown] sid="m04-e42-h1" lang="zh-CN" role="hint" ex="E4.2"
# 400 天没来的人，也超过了 180 天。两条都符合时要听“流失”，所以它最后写。

# %% [markdown] sid="m04-e42-h1" lang="en" src="338a3835" role="hint" ex="E4.2"
# Somebody away for 400 days has been away for over 180, too. When both rules fit, lost must win, so it is written last.

# %% [markdown] sid="m04-e42-h2" lang="zh-CN" role="hint" ex="E4.2"
# “新客”看的是**首单**离现在多久（`tenure_days`），不是最近一次。隔了两年又回来的人不是新客。

# %% [markdown] sid="m04-e42-h2" lang="en" src="46174472" role="hint" ex="E4.2"
# "New" looks at how long ago the **first** order was (`tenure_days`), not the latest. Somebody who comes back after two years is not new.

# %% [markdown] sid="m04-e42-h3" lang="zh-CN" role="hint" ex="E4.2"
# 四条规则按 `mature`、`new`、`dormant`、`lost` 的先后写；一行里“真”的个数大于 1，就是重叠。

# %% [markdown] sid="m04-e42-h3" lang="en" src="2aac9a66" role="hint" ex="E4.2"
# Write the four in the order `mature`, `new`, `dormant`, `lost`; a row with more than 1 true is an overlap.

# %% [markdown] sid="m04-e42-x" lang="zh-CN" role="explain" ex="E4.2"
# `overlap` 不是错误，是提醒：这么多客户同时符合几条，没有写先后，两个人就会分出两张名单。同时符合“休眠”和“流失”的很多，因为 365 天当然超过 180 天；写成“181 到 365 天”也行，只是改界值时要改两处。

# %% [markdown] sid="m04-e42-x" lang="en" src="f4bb85d4" role="explain" ex="E4.2"
# `overlap` is not an error but a reminder: this many customers meet several rules at once, and without a written order two people will arrive at two lists. Many are both dormant and lost, since over 365 days is of course over 180; writing "181 to 365 days" would do as well, only then a new cut point must be changed in two places.

# %% [markdown] sid="m04-e42-group" lang="zh-CN" role="group" ex="E4.2"
# **组内讨论**：本公司多久没来算休眠、算流失？用“大多数人两次之间隔多久”来定，而不是整数好听。**派代表汇报**：一个界值、一句理由。**点评**：流失的人里有没有本来就只会买一次的？

# %% [markdown] sid="m04-e42-group" lang="en" src="9d4aa20e" role="group" ex="E4.2"
# **Discuss**: after how long is somebody dormant or lost in your company? Set it by the time most people take between two purchases, not because a round figure sounds good. **Report**: one cut, one reason. **Comments**: are there people among the lost who were only ever going to buy once?

# %% [markdown] sid="m04-case-cosmetics" lang="zh-CN" role="case" case="cosmetics"
# **美妆社群**：从不下单、天天发言的人，按购买是“无”，按社群是“活跃”。两条标准并行，不要合成一条：发言的人请她带话题，下单的人请她试新品。

# %% [markdown] sid="m04-case-cosmetics" lang="en" src="5d85dd17" role="case" case="cosmetics"
# **Cosmetics community**: somebody who never orders but posts every day counts as "none" by purchases and "active" by community. Keep two criteria side by side, do not merge them: ask those who post to lead a topic, and those who order to try new products.

# %% [markdown] sid="m04-e43" lang="zh-CN" ex="E4.3"
# ## 练习 E4.3 满意度分档，没回答的单列
#
# - `mood`：每位买过东西的客户一个值，看**最近一次**回答（同一天两份取低的）：4 分以上 `content`，3 分以上不到 4 分 `neutral`，不到 3 分 `unhappy`，没回答过 `unknown`。
# - `answered_share`：买过东西的客户里，回答过的占多大比例。

# %% [markdown] sid="m04-e43" lang="en" src="c1f0ef3c" ex="E4.3"
# ## Exercise E4.3 Tiers of satisfaction, with non-respondents apart
#
# - `mood`: one value for each customer who bought, from the **latest** answer (of two on one day the lower): 4 and more `content`, 3 to below 4 `neutral`, below 3 `unhappy`, never answered `unknown`.
# - `answered_share`: of the customers who bought, the share who ever answered.

# %% ex="E4.3"
answers = feedback.sort_values(["answered_date", "satisfaction"], ascending=[True, False])
everybody = features["customer_id"]
# BEGIN SOLUTION
kept = "last"  # FADE: lesson.choose("E4.3", "kept", {"first": "std.pick_first_answer", "last": "std.pick_last_answer"})
silent = "unknown"  # FADE: lesson.choose("E4.3", "silent", {"neutral": "std.pick_neutral", "content": "std.pick_content", "unknown": "std.pick_unknown"})
which = {"first": "first", "last": "last"}[kept]  # KEEP
mark = answers.drop_duplicates("customer_id", keep=which).set_index("customer_id")["satisfaction"].reindex(everybody)  # KEEP
edges = [0, 3, 4, 6]  # FADE: [0, ____, ____, 6]
named = pd.cut(mark, edges, right=False, labels=["unhappy", "neutral", "content"]).astype("object")  # KEEP
mood = named.where(mark.notna(), {"neutral": "neutral", "content": "content", "unknown": "unknown"}[silent])  # KEEP
answered_share = float(mark.notna().mean())  # FADE: float(mark.____().mean())
# END SOLUTION

# %% [markdown] sid="m04-e43-h1" lang="zh-CN" role="hint" ex="E4.3"
# C 先打 5 分、后打 2 分。平均 3.5，可他现在不满意。看最近一次。

# %% [markdown] sid="m04-e43-h1" lang="en" src="327433d4" role="hint" ex="E4.3"
# C first gave 5 and then 2. The mean is 3.5, but C is dissatisfied now. Look at the latest.

# %% [markdown] sid="m04-e43-h2" lang="zh-CN" role="hint" ex="E4.3"
# 没回答的人不是一般，也不是满意：不知道，就叫未知。

# %% [markdown] sid="m04-e43-h2" lang="en" src="9e5b6740" role="hint" ex="E4.3"
# Somebody who did not answer is neither neutral nor satisfied: we do not know, so the class is unknown.

# %% [markdown] sid="m04-e43-h3" lang="zh-CN" role="hint" ex="E4.3"
# 两个界值是 3 和 4，界值算在较高的一档；比例是 `mark` 不为空的平均。

# %% [markdown] sid="m04-e43-h3" lang="en" src="c5b3805c" role="hint" ex="E4.3"
# The two cuts are 3 and 4, each belonging above; the share is the mean of where `mark` is not empty.

# %% [markdown] sid="m04-e43-x" lang="zh-CN" role="explain" ex="E4.3"
# 先报 `answered_share`，再报满意率。四成人回答、其中八成满意，只能说“回答的人里八成满意”；没回答的六成里，可能正坐着要走的人。报告里两个数永远写在一起。

# %% [markdown] sid="m04-e43-x" lang="en" src="30f00645" role="explain" ex="E4.3"
# Report `answered_share` first, then the satisfied share. If 40% answered and 80% of them are satisfied, you can only say "80% of those who answered are satisfied"; among the 60% who did not answer may be the very people about to leave. In a report always put the two figures together.

# %% [markdown] sid="m04-e43-group" lang="zh-CN" role="group" ex="E4.3"
# **组内讨论**：本公司谁会回答满意度？谁从不回答？**派代表汇报**：说出一种让沉默的人开口的办法，不许用抽奖。**点评**：高价值又不满意的，名单上有几位，谁去打电话？

# %% [markdown] sid="m04-e43-group" lang="en" src="5b54532a" role="group" ex="E4.3"
# **Discuss**: which of your customers answer surveys, and which never do? **Report**: one way to get the silent to speak, without a prize draw. **Comments**: how many on the list are of high value and dissatisfied, and who will call them?

# %% [markdown] sid="m04-case-service" lang="zh-CN" role="case" case="service"
# **服务公司**：续约前一个月的回访，客户多半客气。把“最近一次投诉是否解决”也放进标准，比 1 到 5 分更早看得出谁要走。

# %% [markdown] sid="m04-case-service" lang="en" src="43eeb458" role="case" case="service"
# **Service firm**: asked a month before renewal, clients are mostly just polite. Put "was the latest complaint resolved?" into the standard as well; it shows who is about to leave earlier than marks from 1 to 5 do.

# %% [markdown] sid="m04-need" lang="zh-CN"
# ## 需求分类：两个人看，判得一样吗？
#
# 教材把需求分成**产品、服务、信息**三类，却没说怎么判。同一条“锅收到是坏的，想买个新盖子”，有人判服务，有人判产品。判得不一样，后面的统计就没有意义。
#
# 所以先让两个人**各自**判同一批消息，再量他们有多一致。一致的比例不够：大家都爱判“信息”，闭着眼也能对上一半。要扣掉偶然：
#
# $$\kappa = \frac{p_o - p_e}{1 - p_e}, \qquad p_e = \sum_{c} p_{1c}\, p_{2c}$$
#
# 用话说：**偶然之外还剩下的余地里，实际做到了几成**。$p_o$ 是判得一样的比例；$p_e$ 是两人各按自己的习惯乱判，碰巧一样的比例。
#
# 举例：十条消息，八条一样，$p_o = 0.8$。两人都是一半产品、一半服务，$p_e = 0.5 \times 0.5 + 0.5 \times 0.5 = 0.5$，$\kappa = 0.3 / 0.5 = 0.6$。一般要到 0.6 以上，这条分类才用得。

# %% [markdown] sid="m04-need" lang="en" src="4793ec9c"
# ## Classes of need: do two readers agree?
#
# Textbooks divide needs into **product, service and information** but do not say how to tell them apart. "The pan came broken, I want to buy a new lid": one person codes it service, another product. If they differ, the statistics that follow are meaningless.
#
# So let two people code the same messages **each alone**, then measure how far they agree. The share of agreement is not enough: if both like to say "information", they will agree half the time with their eyes closed. Chance has to be taken off:
#
# $$\kappa = \frac{p_o - p_e}{1 - p_e}, \qquad p_e = \sum_{c} p_{1c}\, p_{2c}$$
#
# In words: **of the room that chance leaves, how much was reached**. $p_o$ is the share coded alike; $p_e$ the share on which two people guessing by their own habits would meet by chance.
#
# For example: of ten messages eight are alike, $p_o = 0.8$. Both gave half product and half service, so $p_e = 0.5 \times 0.5 + 0.5 \times 0.5 = 0.5$ and $\kappa = 0.3 / 0.5 = 0.6$. As a rule of thumb, a classification is fit for use from about 0.6.

# %%
coded = pd.DataFrame([
    ("想买个大一点的锅，有推荐吗", "product", "product"),
    ("毛巾用了两天就掉毛，要退，推荐一款不掉毛的", "service", "service"),
    ("你们几点关门", "information", "information"),
    ("收到的碗是坏的，想买一只新的", "service", "product"),
    ("积分会过期吗", "information", "information"),
    ("想买来送人的，拍了五天还没发货", "service", "service"),
    ("这款香薰什么时候补货", "product", "information"),
    ("公司中秋想订六十份礼盒，能定制吗", "product", "product"),
    ("羽绒被能机洗吗", "information", "information"),
    ("退款申请六天了还没到账", "service", "service"),
    ("有没有大一号的，想买两条", "product", "product"),
    ("师傅约了三次没来，我要投诉", "service", "service"),
    ("金卡要消费多少才能升", "information", "information"),
    ("尺寸不合适，能换大一号的吗", "service", "service"),
    ("送长辈哪一款合适，推荐一下", "product", "product"),
    ("满减和券能一起用吗", "information", "information"),
    ("电热壶多少瓦", "information", "product"),
    ("想买和上次一样的茶盘", "product", "product"),
    ("盖子坏了，可以单买吗", "product", "service"),
    ("周末的茶会怎么报名", "information", "information"),
], columns=["text", "coder_1", "coder_2"])
#en a gloss for those who read no Chinese
gloss = {"zh-CN": None, "en": [
    "any larger pan to recommend?",
    "towel sheds, want to return it; any that do not?",
    "when do you close?",
    "the bowl came broken, I want to buy a new one",
    "do points expire?",
    "for a present, ordered five days ago, not shipped",
    "when is this scent back in stock?",
    "sixty gift boxes for the company, made to order?",
    "can the duvet go into the machine?",
    "refund asked for six days ago, not here yet",
    "is there a larger size? I want two",
    "the fitter missed three dates, I complain",
    "how much to spend for the gold card?",
    "wrong size, can I exchange it?",
    "which one suits an elder, please recommend",
    "do voucher and discount add up?",
    "how many watts has the kettle?",
    "I want to buy the same tea tray again",
    "the lid is broken, is it sold alone?",
    "how to sign up for the weekend tea?",
]}[language]
coded = coded if gloss is None else coded.assign(english=gloss)
drawn = coded.sample(14, random_state=int(features["frequency"].sum()) % 9973).sort_index().reset_index(drop=True)
service_words = ["退", "换", "没发货", "坏", "投诉"]
product_words = ["想买", "推荐", "定制", "补货"]
heads = {name: f"{lesson.text(f'std.col_{name}')} {name}" for name in drawn}
drawn.set_axis(range(1, len(drawn) + 1)).rename(columns=heads)

# %% [markdown] sid="m04-sheet-seen" lang="zh-CN"
# **看什么**：先遮住 `coder_1` 和 `coder_2` 两列，自己判一遍，再看两位判得不一样的是哪几条。不一样的，多半是**一条消息里有两件事**：东西坏了，又想买。规则要写明听哪一件。
#
# （每家公司抽到的消息不同；两位判的结果是课程准备的。）

# %% [markdown] sid="m04-sheet-seen" lang="en" src="23d5da71"
# **What to see**: cover the columns `coder_1` and `coder_2`, code the messages yourself, then see where the two people differ. Mostly **one message says two things**: something is broken, and something is wanted. The rule must say which one wins.
#
# (Each company gets a different draw of messages; the two people's codes were prepared for the course.)

# %% [markdown] sid="m04-e44" lang="zh-CN" ex="E4.4"
# ## 练习 E4.4 判需求，量一致
#
# - `by_rule`：按词判每条消息：含 `service_words` 里任何一个词是 `service`；否则含 `product_words` 的是 `product`；都不含是 `information`。**服务优先**。
# - `observed`、`expected`、`kappa`：两位（`coder_1`、`coder_2`）之间的 $p_o$、$p_e$ 和 $\kappa$。

# %% [markdown] sid="m04-e44" lang="en" src="53a146b4" ex="E4.4"
# ## Exercise E4.4 Code needs, measure agreement
#
# - `by_rule`: code each message by its words: with any of `service_words` it is `service`; else with any of `product_words` it is `product`; with none it is `information`. **Service goes first.**
# - `observed`, `expected`, `kappa`: $p_o$, $p_e$ and $\kappa$ between the two people, `coder_1` and `coder_2`.

# %% ex="E4.4"
sheet = drawn.copy()
# BEGIN SOLUTION
is_service = sheet["text"].str.contains("|".join(service_words))  # KEEP
is_product = sheet["text"].str.contains("|".join(product_words))  # KEEP
chance = "both"  # FADE: lesson.choose("E4.4", "chance", {"thirds": "std.pick_thirds", "both": "std.pick_both"})
by_rule = pd.Series("information", index=sheet.index).mask(is_product, "product").mask(is_service, "service")  # FADE: pd.Series("information", index=sheet.index).mask(____, "product").mask(____, "service")
observed = float((sheet["coder_1"] == sheet["coder_2"]).mean())  # FADE: float((sheet["coder_1"] == sheet[____]).mean())
first, second = (sheet[who].value_counts(normalize=True) for who in ("coder_1", "coder_2"))  # KEEP
expected = float({"thirds": 1 / 3, "both": first.mul(second, fill_value=0).sum()}[chance])  # KEEP
kappa = (observed - expected) / (1 - expected)  # FADE: (observed - ____) / (1 - ____)
# END SOLUTION

# %% [markdown] sid="m04-e44-h1" lang="zh-CN" role="hint" ex="E4.4"
# 两条规则都符合时听服务：所以“服务”最后盖上去。

# %% [markdown] sid="m04-e44-h1" lang="en" src="3370fc7f" role="hint" ex="E4.4"
# With both rules fitting, service wins: so it is laid over last.

# %% [markdown] sid="m04-e44-h2" lang="zh-CN" role="hint" ex="E4.4"
# 一致的比例，是两位判得一样的条数除以总条数。碰巧一样的比例，要用两位**各自**给每一类的比例相乘再相加。

# %% [markdown] sid="m04-e44-h2" lang="en" src="e8db12a1" role="hint" ex="E4.4"
# Agreement is the number coded alike divided by all. For agreement by chance, multiply the shares that **each** of the two gave to a class, and add these up over the classes.

# %% [markdown] sid="m04-e44-h3" lang="zh-CN" role="hint" ex="E4.4"
# 分子是 $p_o$ 减 $p_e$，分母是 1 减 $p_e$，两处填的都是 `expected`。

# %% [markdown] sid="m04-e44-h3" lang="en" src="185e5e65" role="hint" ex="E4.4"
# The numerator is $p_o$ minus $p_e$, the denominator 1 minus $p_e$: both blanks are `expected`.

# %% [markdown] sid="m04-e44-x" lang="zh-CN" role="explain" ex="E4.4"
# $\kappa$ 低，先别怪人，先改规则：把判得不一样的几条拿出来，写明听哪一件，再判一次。用词规则快，但只和写规则的人一样准；它也要和人判的比一比，才知道漏了什么。

# %% [markdown] sid="m04-e44-x" lang="en" src="b4428388" role="explain" ex="E4.4"
# If $\kappa$ is low, do not blame the people, fix the rule first: take the messages they differ on, write down which matter wins, and code again. A rule by keywords is quick, but only as good as whoever wrote it; compare it with people's codes, too, to see what it misses.

# %% [markdown] sid="m04-e44-group" lang="zh-CN" role="group" ex="E4.4"
# **组内讨论**：两人一组，各自判本公司的十条消息，数一数一样的有几条。**派代表汇报**：判得最不一样的一条，和改好的规则。**点评**：这条规则换一个人读，会不会又判出第三种？

# %% [markdown] sid="m04-e44-group" lang="en" src="fc10b26c" role="group" ex="E4.4"
# **Discuss**: in pairs, each alone, code ten messages of your company and count those alike. **Report**: the one you differed on most, and the rule you wrote for it. **Comments**: would another reader of that rule arrive at a third answer?

# %% [markdown] sid="m04-case-finance" lang="zh-CN" role="case" case="finance"
# **理财机构**：“想了解一下新产品”是信息需求还是产品需求？合规上差别很大：前者只能给资料，后者才能进适当性评估。这条标准要法务签字。

# %% [markdown] sid="m04-case-finance" lang="en" src="8137fc5d" role="case" case="finance"
# **Finance**: "I would like to know about the new product": a need for information or for the product? For compliance the difference is great: the first may only be given material, only the second may go on to a suitability assessment. Legal must sign off this criterion.

# %% [markdown] sid="m04-e45" lang="zh-CN" ex="E4.5"
# ## 练习 E4.5 企业还是个人，哪个行业
#
# - `side`：每位买过东西的客户，按客户主档里的 `kind` 用 `kinds` 换成 `b2b`、`b2c`、`channel`；空着的、表里没有的是 `unknown`。
# - `money_share`：每一边的净额占全部净额的比例。
# - `no_industry`：`b2b` 里有几位没有填行业。

# %% [markdown] sid="m04-e45" lang="en" src="10287a46" ex="E4.5"
# ## Exercise E4.5 Business or individual, and which industry
#
# - `side`: for each customer who bought, the record's `kind` turned by `kinds` into `b2b`, `b2c` or `channel`; empty ones and those not in the table are `unknown`.
# - `money_share`: each side's share of all net spend.
# - `no_industry`: how many of `b2b` have no industry on record.

# %% ex="E4.5"
kinds = {"企业": "b2b", "公司": "b2b", "医院": "b2b", "药店": "b2b", "个人": "b2c", "经销商": "channel"}
money = features.set_index("customer_id")["monetary"]
# BEGIN SOLUTION
master = customers.drop_duplicates("customer_id").set_index("customer_id").reindex(money.index)  # KEEP
empty_is = "unknown"  # FADE: lesson.choose("E4.5", "empty_is", {"b2c": "std.pick_person", "unknown": "std.pick_unknown"})
side = master["kind"].map(kinds).fillna({"b2c": "b2c", "unknown": "unknown"}[empty_is])  # KEEP
money_share = money.groupby(side).sum() / money.sum()  # FADE: ____.groupby(side).sum() / money.sum()
no_industry = int((side.eq("b2b") & master["industry"].isna()).sum())  # FADE: int((side.eq(____) & master["industry"].isna()).sum())
# END SOLUTION

# %% [markdown] sid="m04-e45-h1" lang="zh-CN" role="hint" ex="E4.5"
# 客户主档空着，不等于个人。不知道就写未知，让它自己露出来，才会有人去补。

# %% [markdown] sid="m04-e45-h1" lang="en" src="1d92bc13" role="hint" ex="E4.5"
# An empty record does not mean an individual. If you do not know, write unknown and let it show; only then will somebody fill it in.

# %% [markdown] sid="m04-e45-h2" lang="zh-CN" role="hint" ex="E4.5"
# 人数的比例和钱的比例是两回事：这里要钱。

# %% [markdown] sid="m04-e45-h2" lang="en" src="b1ef1e9f" role="hint" ex="E4.5"
# The share of people and the share of money are two different things: here it is money.

# %% [markdown] sid="m04-e45-h3" lang="zh-CN" role="hint" ex="E4.5"
# 把 `money` 按 `side` 分组相加，再除以总数；行业只数 `b2b` 的。

# %% [markdown] sid="m04-e45-h3" lang="en" src="40bf9b56" role="hint" ex="E4.5"
# Group `money` by `side`, add up and divide by the total; count missing industries of `b2b` alone.

# %% [markdown] sid="m04-e45-x" lang="zh-CN" role="explain" ex="E4.5"
# 企业客户常常家数少、金额大，决策的人和付款的人也不是同一位，放进按个人定的三档里，全在最高档，看不出差别。所以**先分企业和个人，再各分各的档**；企业再按行业分，先把空着的行业补上。

# %% [markdown] sid="m04-e45-x" lang="en" src="bc8b99e3" role="explain" ex="E4.5"
# Business customers are often few in number but large in amount, and the one who decides is not the one who pays; in tiers made for individuals they all end up at the top and cannot be told apart. So **separate businesses from individuals first, then give each its own tiers**; then divide businesses by industry, once the empty records have been filled.

# %% [markdown] sid="m04-e45-group" lang="zh-CN" role="group" ex="E4.5"
# **组内讨论**：用公司抬头开票的个人，算企业还是个人？替公司买东西、自己付款的呢？**派代表汇报**：写一条判断规则，只许用客户主档里有的字段。**点评**：这条规则会让谁的业绩变多、谁的变少？

# %% [markdown] sid="m04-e45-group" lang="en" src="952b1914" role="group" ex="E4.5"
# **Discuss**: an individual who asks for an invoice in a company's name: business or individual? And one who buys for the company but pays personally? **Report**: one rule that uses only fields in the records. **Comments**: whose sales figures will this rule raise, and whose will it lower?

# %% [markdown] sid="m04-case-pharma" lang="zh-CN" role="case" case="pharma"
# **医药**：医院、药店、经销商是三种生意：一个看处方，一个看陈列，一个看流向。先分终端类型，再按潜力和份额分级；经销商的销量不是终端的销量，混在一起会重复算。

# %% [markdown] sid="m04-case-pharma" lang="en" src="e7aadc5c" role="case" case="pharma"
# **Pharma**: hospital, pharmacy and distributor are three different businesses: prescriptions, shelf display, flow of goods. Divide by type of outlet first, then grade by potential and share; a distributor's sales are not an outlet's sales, and mixed together they are counted twice.

# %% [markdown] sid="m04-e46" lang="zh-CN" ex="E4.6"
# ## 练习 E4.6 三条标准，站起来辩护
#
# 各组为本公司选三条标准 `criteria`，每条五样：`name`（名字）、`cut`（界值，要有数字）、`owner`（负责人，一个岗位）、`review`（复核日期）、`decision`（用来决定什么）。三条的 `decision` 不能一样。再用一两句话写 `defence`：为什么是这三条，放弃了哪一条。
#
# 格式机器看，理由由评委打分。

# %% [markdown] sid="m04-e46" lang="en" src="b2735928" ex="E4.6"
# ## Exercise E4.6 Three criteria, defended
#
# Each group chooses three criteria for its company, `criteria`, each with five things: `name`, `cut` (with a figure), `owner` (one role), `review` (a day), `decision` (what it decides). No two may have the same `decision`. Then say in a sentence or two, `defence`, why these three, and which one you gave up.
#
# The computer checks the form; the judges mark the reasons.

# %% ex="E4.6"
#zh 每条五样都要填；review 写日期，例如 2026-07-01
#en fill in all five of each; review is a day, such as 2026-07-01
# BEGIN SOLUTION
first_one = {"name": {"zh-CN": "净消费", "en": "net spend"}[language], "cut": {"zh-CN": "12 个月满 2000 元", "en": "2,000 yuan or more in 12 months"}[language], "owner": {"zh-CN": "销售总监", "en": "head of sales"}[language], "review": "2026-07-01", "decision": {"zh-CN": "配不配专人", "en": "a named adviser or not"}[language]}  # FADE: {"name": "____", "cut": "____", "owner": "____", "review": "____", "decision": "____"}
second_one = {"name": {"zh-CN": "最近消费间隔", "en": "recency"}[language], "cut": {"zh-CN": "超过 180 天", "en": "over 180 days"}[language], "owner": {"zh-CN": "会员部经理", "en": "head of membership"}[language], "review": "2026-04-01", "decision": {"zh-CN": "本周电话先打给谁", "en": "whom to call first this week"}[language]}  # FADE: {"name": "____", "cut": "____", "owner": "____", "review": "____", "decision": "____"}
third_one = {"name": {"zh-CN": "最近一次满意度", "en": "latest satisfaction"}[language], "cut": {"zh-CN": "5 分里不到 3 分", "en": "below 3 of 5"}[language], "owner": {"zh-CN": "客服经理", "en": "head of service"}[language], "review": "2026-04-01", "decision": {"zh-CN": "先道歉还是先推荐", "en": "an apology before any offer"}[language]}  # FADE: {"name": "____", "cut": "____", "owner": "____", "review": "____", "decision": "____"}
criteria = [first_one, second_one, third_one]  # KEEP
defence = {"zh-CN": "三个数我们手里都有，三件事不同的人做；放弃了地区，因为它不改变任何决定。", "en": "We have all three figures, and three different people act on them; we gave up region, which changes no decision."}[language]  # FADE: "____"
# END SOLUTION

# %% [markdown] sid="m04-e46-h1" lang="zh-CN" role="hint" ex="E4.6"
# 从决定倒着写：下个月有哪三件事要决定？各要看哪个数？

# %% [markdown] sid="m04-e46-h1" lang="en" src="1fa50d8b" role="hint" ex="E4.6"
# Write backwards from decisions: which three are due next month, and which figure does each need?

# %% [markdown] sid="m04-e46-h2" lang="zh-CN" role="hint" ex="E4.6"
# “高价值”不是界值，写明几个月、多少元才是；“定期”不是日期，“2026-07-01”才是。

# %% [markdown] sid="m04-e46-h2" lang="en" src="3b2ab5cb" role="hint" ex="E4.6"
# "High value" is not a cut point; how many yuan in how many months is. "Regularly" is not a date; "2026-07-01" is.

# %% [markdown] sid="m04-e46-h3" lang="zh-CN" role="hint" ex="E4.6"
# 负责人写一个岗位，他要能签字改界值；写了“各部门”，就是没有负责人。

# %% [markdown] sid="m04-e46-h3" lang="en" src="25c8cc7d" role="hint" ex="E4.6"
# The owner is one role with the authority to sign off a change of the cut point; "all departments" means there is no owner.

# %% [markdown] sid="m04-e46-x" lang="zh-CN" role="explain" ex="E4.6"
# 辩护时评委看四行，每行四级：**界值有没有依据**（拍脑袋、同行、本公司数据、数据加上决定的成本）；**边上的人说不说得清**；**负责人和复核是不是真的**；**三条之间会不会打架**。讲不清放弃了什么的组，多半还没有真正选过。

# %% [markdown] sid="m04-e46-x" lang="en" src="37261892" role="explain" ex="E4.6"
# In the defence the judges look at four rows of four levels: **what the cut rests on** (a gut feeling, what others in the industry do, own data, own data plus the cost of the decision); **what happens on the edge**; **whether owner and review are real**; **whether the three contradict each other**. A group that cannot say what it gave up has probably not really chosen.

# %% [markdown] sid="m04-e46-group" lang="zh-CN" role="group" ex="E4.6"
# **组内讨论**（十分钟）：选三条，写满五样，指定一位扮演财务来挑刺。**派代表汇报**（三分钟）：只讲界值的依据和放弃的那一条。**点评**：别的组问一位边上的客户；评委按四行打分。

# %% [markdown] sid="m04-e46-group" lang="en" src="36a68762" role="group" ex="E4.6"
# **Discuss** (ten minutes): choose three, fill in all five things, let one of you play finance and pick holes. **Report** (three minutes): only what the cuts rest on and what you gave up. **Comments**: another group asks about a customer on the edge; judges mark the four rows.

# %% [markdown] sid="m04-trainer-close" lang="zh-CN" role="trainer" ex="E4.6"
# **点评要点**：回到白板上三个部门的原话，逐条补上界值、负责人、复核日期和决定。补不上第五样的，当场划掉。
#
# **评分四行**（各 1 到 4 级）：界值的依据；边上的人；负责人和复核；三条是否一致。前两行相同时，看第四行。
#
# **常见争论**：界值从哪里来？三个来源都可以：决定的成本（专人一年能管 50 位，就倒推到第 50 位）、自然的断点（两次消费的间隔）、合同或法规。最差的来源是“别的公司都这样”。

# %% [markdown] sid="m04-trainer-close" lang="en" src="81afe6a7" role="trainer"
# **For your comments**: go back to the words of the three departments and supply cut, owner, day of review and decision. Strike out whatever lacks the fifth.
#
# **Four rows** (levels 1 to 4 each): what the cut rests on; people on the edge; owner and review; whether the three are consistent. If two groups tie on the first two, the fourth row decides.
#
# **A common dispute**: where does a cut point come from? Three sources will do: the cost of the decision (an adviser can look after 50 customers a year, so count down to the 50th), a natural break (the time between two orders), a contract or a law. The worst is "other companies do so".

# %% [markdown] sid="m04-takeaway" lang="zh-CN" role="takeaway"
# ## 带走四句话
#
# - 一条标准五样东西：名字、界值、负责人、复核日期、用来决定什么。
# - 不重、不漏；边上的人和没回答的人，都要写明归哪里。
# - 几条都符合时听哪一条，先后写下来；改先后就是改标准。
# - 人来判的，两个人各自判，量过一致再用。

# %% [markdown] sid="m04-takeaway" lang="en" src="8357464c" role="takeaway"
# ## Four sentences to take home
#
# - A criterion has five things: name, cut point, owner, day of review, the decision it serves.
# - No overlap, no gap; say where those on the edge and those without an answer belong.
# - Where several rules fit, write down which wins; changing the order is changing the standard.
# - Where people judge, let two judge independently, and measure agreement before you use it.
