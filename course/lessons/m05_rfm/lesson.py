# %% tags=["parameters"]
company = "liwan"
language = "zh-CN"
mode = "class"

# %% [markdown] sid="m05-question" lang="zh-CN" slide="slide"
# # 谁正在离开，电话先打给谁？
#
# 一位客服主管说：“老客户好像少了，可我们只有两个人，打不了所有人的电话。**先打给谁？**”
#
# 这一课只用一张订单表来回答，分三步走：
#
# | 从 | 到 | 说明 |
# |---|---|---|
# | 订单行 | R、F、M | 每位客户量三把尺子 |
# | R、F、M | 三个分数 | 和其他客户比，排在哪里 |
# | 三个分数 | 八类客户 | 谁该打电话，谁不必打 |

# %% [markdown] sid="m05-question" lang="en" src="8707cf79" slide="slide"
# # Who is leaving, and whom do we call first?
#
# A head of customer service says: "We seem to be losing regulars, but there are only two of us, and we cannot call everybody. **Whom do we call first?**"
#
# This lesson answers from nothing but a table of orders, in three steps:
#
# | from | to | meaning |
# |---|---|---|
# | order lines | R, F, M | three yardsticks for each customer |
# | R, F, M | three scores | where that puts each among the others |
# | three scores | eight segments | who should get a call, and who does not need one |

# %% [markdown] sid="m05-trainer-open" lang="zh-CN" role="trainer"
# **怎么开场**：先不放下一页。请每人在纸上写下本公司“最该打电话的十位客户”，再问两三位：凭什么是他们？答案多半是“花钱多”或“我认识”。写在白板上；这一课快结束时，请各人说说：这十位多半属于八类里的哪一类？
#
# **问什么**：一位客户昨天退了货，他昨天算“来过”吗？同一天下两单，算几次？让意见不同的两位各说一句，再给定义。
#
# **容易卡住**：R 的方向（第一次做，常有一半人打反）；把订单行数当成订单数；从“今天”起算。做错了，检查会给出各自的提示语；请让学员先读提示语，不要替他改。
#
# **赶时间**：式子那一页跳过；行业案例在学员手册里，只提本公司所在的一个。**不能省**：手算（至少 B、C 两位）、R 的方向和并列同分这两页、“先打给谁”的讨论。

# %% [markdown] sid="m05-trainer-open" lang="en" src="816942f3" role="trainer"
# **How to open**: do not show the next page yet. Let everybody write down the ten customers of their own company who most need a call, then ask two or three: why these? The answer is mostly "they spend a lot" or "I know them". Write it on the board. Towards the end of the lesson ask everybody to which of the eight segments most of their ten would belong.
#
# **What to ask**: a customer returned goods yesterday: does that count as having come yesterday? Two orders on one day: how many is that? Let two people who disagree say a sentence each, then give the definition.
#
# **Where people stall**: the direction of R (of those who do it for the first time about half get it wrong); order lines taken for orders; counting from "today". The check has a message for each of these mistakes: let learners read it first, do not fix it for them.
#
# **If you are running late**: leave out the page of formulas; the industry cases are in the workbook, mention only the one this company is in. **Never skip**: the sums by hand (at least B and C), the pages on the direction of R and on ties, the discussion of whom to call first.

# %% [markdown] sid="m05-trainer-time" lang="zh-CN" role="trainer" when="1d"
# **时间**（练习 E5.1 之前只有 7 分钟）：十位客户 1 分钟，三把尺子 2 分钟，手算只做 B 和 C 两位 3 分钟，其余三位直接对答案；式子那一页不讲。

# %% [markdown] sid="m05-trainer-time" lang="en" src="ed46d826" role="trainer" when="1d"
# **Time** (seven minutes before exercise E5.1): the ten customers 1 minute, the three yardsticks 2, by hand only B and C, 3 minutes; the answers give the other three. Leave out the page of formulas.

# %%
import pandas as pd
from segkit.learn import start

lesson = start("m05", company=company, language=language, mode=mode)
orders, features, segments = lesson.load("orders", "features", "segments")
as_of = lesson.as_of

# %% [markdown] sid="m05-words" lang="zh-CN"
# ## 三把尺子，先用话说
#
# - **R，最近消费间隔**：最近一次购买，离统计截止日有几天。**越小越好**。
# - **F，消费频率**：一共下过几张不同的订单。一张订单买了三样东西，表里有三行，仍然是一单。
# - **M，消费金额**：实付的钱，退回去的要减掉。
#
# 每一把都要先说清三件事：**从哪天算、算什么、不算什么**。说不清，两个人就会算出两个数。

# %% [markdown] sid="m05-words" lang="en" src="4f747935"
# ## Three yardsticks, first in words
#
# - **R, recency**: how many days lie between the last purchase and the as-of day. **Fewer is better.**
# - **F, frequency**: how many different orders there were. Three items on one order are three lines in the table but still one order.
# - **M, monetary value**: money actually paid, minus what was refunded.
#
# For each, three things must be settled first: **from which day, what counts, what does not**. Leave them unclear, and two people will arrive at two numbers.

# %% [markdown] sid="m05-symbols" lang="zh-CN"
# ## 再用符号说
#
# $R_i = T - \max_j t_{ij}$，$F_i = \#\{j\}$，$M_i = \sum_l a_{il}$
#
# - $T$ 是统计截止日，$t_{ij}$ 是客户 $i$ 第 $j$ 张订单的日期：**退款不算订单**，所以退货那天不算来过。
# - $a_{il}$ 是他每一行的金额，**退款是负数，也要加进去**。
#
# 统计截止日是**给定的**，不是“今天”。从今天算，同一份数据每天早上都会变，下个季度就没法和这次比。

# %% [markdown] sid="m05-symbols" lang="en" src="6202feb3"
# ## Then in symbols
#
# $R_i = T - \max_j t_{ij}$, $F_i = \#\{j\}$, $M_i = \sum_l a_{il}$
#
# - $T$ is the as-of day, $t_{ij}$ the day of order $j$ of customer $i$: **a refund is not an order**, so the day somebody returned goods does not count as a visit.
# - $a_{il}$ is the amount of each of the customer's lines; **a refund is negative and is added like the rest**.
#
# The as-of day is **given**, it is not "today". Counted from today, the same data gives a different result every morning, and next quarter cannot be compared with this one.

# %% [markdown] sid="m05-five" lang="zh-CN"
# ## 五位假想的客户，用手算一遍
#
# 统计截止日是 2025 年 12 月 31 日。每人的 R、F、M 各是多少？先写进手册里的空表，再对答案。
#
# | 客户 | 日期 | 订单号 | 金额 | 备注 |
# |---|---|---|---|---|
# | A | 11 月 30 日 | 1 | 250 | |
# | A | 11 月 30 日 | 1 | 50 | 同一单的另一件 |
# | B | 10 月 1 日 | 2 | 1800 | |
# | B | 10 月 20 日 | 2 | −600 | 退了一件 |
# | C | 11 月 11 日 | 3 | 80 | |
# | C | 12 月 20 日 | 4 | 55 | |
# | C | 12 月 20 日 | 5 | 45 | 当天第二单 |
# | D | 1 月 5 日 | 6 | 400 | |
# | D | 2 月 1 日 | 7 | 350 | |
# | E | 12 月 30 日 | 8 | 90 | |

# %% [markdown] sid="m05-five" lang="en" src="7ad36f8b"
# ## Five invented customers, by hand
#
# The as-of day is 31 December 2025. What are R, F and M of each? Write them into the empty table of the workbook, then check the answers.
#
# | customer | day | order | amount | note |
# |---|---|---|---|---|
# | A | 30 November | 1 | 250 | |
# | A | 30 November | 1 | 50 | second item of the same order |
# | B | 1 October | 2 | 1,800 | |
# | B | 20 October | 2 | −600 | one item returned |
# | C | 11 November | 3 | 80 | |
# | C | 20 December | 4 | 55 | |
# | C | 20 December | 5 | 45 | second order of the day |
# | D | 5 January | 6 | 400 | |
# | D | 1 February | 7 | 350 | |
# | E | 30 December | 8 | 90 | |

# %% [markdown] sid="m05-five-answers" lang="zh-CN"
# ## 对一对
#
# | 客户 | R（天） | F（单） | M（元） | 容易算错的地方 |
# |---|---|---|---|---|
# | A | 31 | 1 | 300 | 两行，一单 |
# | B | 91 | 1 | 1200 | 退货那天不算来过，退款要减掉 |
# | C | 11 | 3 | 180 | 同一天两单，算两单 |
# | D | 333 | 2 | 750 | 年初之后再没来过 |
# | E | 1 | 1 | 90 | 昨天刚来 |
#
# **看什么**：E 来得最近，C 来得最勤，B 花得最多。**没有谁三样都好**，所以要三把尺子，不能只看总金额。

# %% [markdown] sid="m05-five-answers" lang="en" src="74c69e18"
# ## Check your answers
#
# | customer | R (days) | F (orders) | M (yuan) | what is easily got wrong |
# |---|---|---|---|---|
# | A | 31 | 1 | 300 | two lines, one order |
# | B | 91 | 1 | 1,200 | the day of a return does not count as a visit, the refund is subtracted |
# | C | 11 | 3 | 180 | two orders on one day count as two |
# | D | 333 | 2 | 750 | not seen since early in the year |
# | E | 1 | 1 | 90 | came yesterday |
#
# **What to see**: E came most recently, C most often, B spent most. **Nobody is best at all three**, which is why there are three yardsticks and not one total.

# %% [markdown] sid="m05-data" lang="zh-CN"
# ## 现在看真实的订单
#
# 每一行是一张订单里的一件商品。`is_refund` 为真的是退款，金额是负数。数据已经清洗过（每一行的去处，报告附录 A1 有账），没有晚于统计截止日的订单。

# %% [markdown] sid="m05-data" lang="en" src="07036234"
# ## Now the real orders
#
# Each row is one item of one order. Where `is_refund` is true it is a refund, and the amount is negative. The data has been cleaned (annex A1 of the report accounts for every row), and no order is later than the as-of day.

# %%
pd.DataFrame({lesson.text("rfm.col_as_of"): [f"{as_of:%Y-%m-%d}"], lesson.text("rfm.col_lines"): [len(orders)]}, index=[""])

# %% slide="slide"
shown = orders[["customer_id", "order_id", "order_date", "amount", "is_refund"]].head(6).reset_index(drop=True)
shown["is_refund"] = shown["is_refund"].map({True: lesson.text("rfm.refund_true"), False: lesson.text("rfm.refund_false")})
shown.rename(index=lambda at: at + 1, columns=lambda name: lesson.text(f"rfm.col_{name}"))

# %% [markdown] sid="m05-e51" lang="zh-CN" ex="E5.1"
# ## 练习 E5.1 每位客户的 R、F、M
#
# 做一张表 `rfm`：每位买过东西的客户一行，行标签是客户编号，三列是 `recency_days`、`frequency`、`monetary`。
#
# 只有退款、没有购买的客户不进表：在这段时间里他什么也没买。

# %% [markdown] sid="m05-e51" lang="en" src="2e32356a" ex="E5.1"
# ## Exercise E5.1 R, F and M of each customer
#
# Make a table `rfm`: one row for each customer who bought, the customer number as its label, and the columns `recency_days`, `frequency`, `monetary`.
#
# A customer with refunds and no purchase does not belong in the table: in this period they bought nothing.

# %% ex="E5.1"
#zh bought 只留购买的行；frequency 数什么，在下拉框里选
#en bought keeps purchases only; what frequency counts is chosen in the drop-down
# BEGIN SOLUTION
bought = orders[~orders["is_refund"]]  # KEEP
start_day = as_of  # FADE: lesson.choose("E5.1", "start_day", {as_of: "rfm.pick_as_of", pd.Timestamp.today().normalize(): "rfm.pick_today"})
counted = "nunique"  # FADE: lesson.choose("E5.1", "counted", {"size": "rfm.pick_lines", "nunique": "rfm.pick_orders"})
last = bought.groupby("customer_id")["order_date"].max()  # FADE: bought.groupby("customer_id")["order_date"].____()
recency_days = (start_day - last).dt.days  # FADE: (start_day - ____).dt.days
frequency = bought.groupby("customer_id")["order_id"].agg(counted)  # FADE: bought.groupby(____)["order_id"].agg(counted)
monetary = orders.groupby("customer_id")["amount"].sum()  # FADE: ____.groupby("customer_id")["amount"].sum()
rfm = pd.concat({"recency_days": recency_days, "frequency": frequency, "monetary": monetary}, axis=1, join="inner")  # KEEP
# END SOLUTION

# %% [markdown] sid="m05-e51-h1" lang="zh-CN" role="hint" ex="E5.1"
# 先想清楚三件事：从哪一天算，数的是行还是单，退款算不算。五位假想的客户里，A 和 B 正好是两个反例。

# %% [markdown] sid="m05-e51-h1" lang="en" src="772e9ccf" role="hint" ex="E5.1"
# Settle three things first: count from which day, lines or orders, do refunds count. Of the five invented customers, A and B are just the two counterexamples.

# %% [markdown] sid="m05-e51-h2" lang="zh-CN" role="hint" ex="E5.1"
# “最近一次”是每位客户**最大**的日期。R 和 F 只看购买的行，M 要看全部的行。

# %% [markdown] sid="m05-e51-h2" lang="en" src="23ec1103" role="hint" ex="E5.1"
# The last purchase is each customer's **largest** date. R and F look at purchases only, M at every line.

# %% [markdown] sid="m05-e51-h3" lang="zh-CN" role="hint" ex="E5.1"
# 日期的列用 `max`，再用统计截止日减；分组用的列名写在英文引号里：`"customer_id"`；钱从 `orders` 里加，不是从 `bought`。

# %% [markdown] sid="m05-e51-h3" lang="en" src="7d2442ed" role="hint" ex="E5.1"
# Use `max` on the dates and subtract from the as-of day; the column to group by stands in quotes: `"customer_id"`; add the money from `orders`, not from `bought`.

# %% [markdown] sid="m05-e51-x" lang="zh-CN" role="explain" ex="E5.1"
# 定义固定下来，结果才能复算。统计截止日给定，明天再算还是同一个数；退款从 M 里减掉，却不算来过，所以“退货大户”不会被当成活跃客户。换一家公司，这些定义一个字也不用改。

# %% [markdown] sid="m05-e51-x" lang="en" src="60379aa1" role="explain" ex="E5.1"
# Only when the definitions are fixed can results be repeated. With a given as-of day, tomorrow brings the same number; refunds are subtracted from M but do not count as a visit, so somebody who keeps returning goods does not pass for an active customer. For another company not a word of these definitions needs to change.

# %% [markdown] sid="m05-e51-trainer" lang="zh-CN" role="trainer" ex="E5.1"
# **请先问**：如果从今天算，八类客户会变吗？（分数是排队得来的，每人都加同样的天数，队伍不变，八类也不变；可一旦用“90 天没来”这样的固定界值，就全错了。）所以这个错光看分类看不出来，检查的是天数本身。

# %% [markdown] sid="m05-e51-trainer" lang="en" src="5921cbfa" role="trainer"
# **Ask first**: if we counted from today, would the eight segments change? (Scores come from lining people up; add the same number of days to everybody and the line stays as it is, and so do the segments. But as soon as you use a fixed cut point such as "away for 90 days", everything is wrong.) So the mistake cannot be seen in the segments alone; the check looks at the days themselves.

# %% [markdown] sid="m05-score" lang="zh-CN"
# ## 从数值到分数：排队，切五段
#
# 91 天算久吗？要看别人。分数就是**和别的客户比，排在哪里**：从差到好排成一队，切成人数相近的五段，最好的一段得 5 分。
#
# 用话说：**数一数有几位客户严格比他差**，占了几个五分之一，就得几分再加 1。
#
# 写成式子：$s_i = 1 + \lfloor 5\,b_i / n \rfloor$，其中 $b_i$ 是数值严格小于客户 $i$ 的人数，$n$ 是总人数。

# %% [markdown] sid="m05-score" lang="en" src="2be0375c"
# ## From values to scores: line up, cut into five
#
# Is 91 days a long time? That depends on the others. A score says **where a customer stands compared with the rest**: line customers up from worst to best, cut the line into five pieces of about equal size, and the best piece scores 5.
#
# In words: **count the customers who are strictly worse**; as many fifths as they fill, so many points, and one more.
#
# In symbols: $s_i = 1 + \lfloor 5\,b_i / n \rfloor$, where $b_i$ is the number of customers with a value strictly below that of customer $i$, and $n$ the number of all.

# %% [markdown] sid="m05-reverse" lang="zh-CN"
# ## R 要反过来
#
# F 和 M 越大越好，R **越小越好**。照样打分，天数最大的人会得 5 分，正好打反。所以 R 多一步：用 6 去减，R 的分数是 $6 - s_i$。
#
# | 客户 | R（天） | 照样打分 | 6 减 | F 分 | M 分 |
# |---|---|---|---|---|---|
# | A | 31 | 3 | 3 | 1 | 3 |
# | B | 91 | 4 | 2 | 1 | 5 |
# | C | 11 | 2 | 4 | 5 | 2 |
# | D | 333 | 5 | 1 | 4 | 4 |
# | E | 1 | 1 | 5 | 1 | 1 |
#
# 记一句话：**三个分数都是越高越好**。

# %% [markdown] sid="m05-reverse" lang="en" src="a0e4ce91"
# ## R runs the other way
#
# For F and M more is better, for R **less**. Scored in the same way, whoever has been away longest would get 5, which is exactly the wrong way round. So R takes one more step, 6 minus: the score of R is $6 - s_i$.
#
# | customer | R (days) | scored alike | 6 minus | F score | M score |
# |---|---|---|---|---|---|
# | A | 31 | 3 | 3 | 1 | 3 |
# | B | 91 | 4 | 2 | 1 | 5 |
# | C | 11 | 2 | 4 | 5 | 2 |
# | D | 333 | 5 | 1 | 4 | 4 |
# | E | 1 | 1 | 5 | 1 | 1 |
#
# One sentence to remember: **in all three scores, higher is better**.

# %% [markdown] sid="m05-ties" lang="zh-CN"
# ## 并列同分
#
# A、B、E 都只下过一单，F 分都是 1：**一模一样的客户，分数也必须一样**。
#
# 有些工具为了凑齐人数，按表里的先后把并列的人切开：换个排序再算一遍，同一位客户的分数就变了。宁可有的分数没有人，也不把一样的客户分开。只买过一次的人占了一大半的公司，F 分会跳过一两个数，这不是错。

# %% [markdown] sid="m05-ties" lang="en" src="1a88cc24"
# ## Ties share a score
#
# A, B and E each placed one order, and each scores 1 in F: **customers who are alike must score alike**.
#
# To fill their pieces evenly, some tools split ties by the order of the rows: sort the table differently and the same customer's score changes. Better that nobody has a certain score than that equals are separated. Where more than half of the customers bought only once, F skips a number or two. That is not a mistake.

# %% [markdown] sid="m05-e52" lang="zh-CN" ex="E5.2"
# ## 练习 E5.2 三个分数
#
# 用 `features` 里的三个数（已经按上面的定义算好）做一张表 `my_scores`：每位客户一行，行标签是客户编号，三列是 `r_score`、`f_score`、`m_score`，都是 1 到 5 的整数，越高越好，并列同分。

# %% [markdown] sid="m05-e52" lang="en" src="986262c7" ex="E5.2"
# ## Exercise E5.2 Three scores
#
# From the three measures in `features` (computed by the definitions above) make a table `my_scores`: one row per customer, the customer number as its label, columns `r_score`, `f_score`, `m_score`, whole numbers from 1 to 5, higher always better, ties sharing a score.

# %% ex="E5.2"
#zh 并列怎么办、哪一把尺子要反过来，在下拉框里选
#en how ties are settled, and which yardstick runs the other way, is chosen in the drop-downs
# BEGIN SOLUTION
table = features.set_index("customer_id")[["recency_days", "frequency", "monetary"]]  # KEEP
ties = "min"  # FADE: lesson.choose("E5.2", "ties", {"first": "rfm.pick_by_row", "min": "rfm.pick_together"})
flipped = "recency_days"  # FADE: lesson.choose("E5.2", "flipped", {"monetary": "rfm.pick_m", "frequency": "rfm.pick_f", "recency_days": "rfm.pick_r"})
up = (5 * (table.rank(method=ties) - 1) // len(table)).astype(int) + 1  # FADE: (____ * (table.rank(method=ties) - 1) // len(table)).astype(int) + 1
turned = up.assign(**{flipped: 6 - up[flipped]})  # FADE: up.assign(**{flipped: ____ - up[flipped]})
my_scores = turned.set_axis(["r_score", "f_score", "m_score"], axis=1)  # KEEP
# END SOLUTION

# %% [markdown] sid="m05-e52-h1" lang="zh-CN" role="hint" ex="E5.2"
# 拿 E 和 D 验一验：E 昨天刚来，D 快一年没来。谁的 R 分应该高？

# %% [markdown] sid="m05-e52-h1" lang="en" src="966abef2" role="hint" ex="E5.2"
# Try it on E and D: E came yesterday, D has been away for most of a year. Whose R score should be higher?

# %% [markdown] sid="m05-e52-h2" lang="zh-CN" role="hint" ex="E5.2"
# “严格比他差的人数”就是名次减 1，并列的人都取**最前面**的那个名次。要切几段，就乘几。

# %% [markdown] sid="m05-e52-h2" lang="en" src="6e60c246" role="hint" ex="E5.2"
# The number of people strictly worse is the rank minus 1, where ties all take the **first** rank of their group. Multiply by the number of pieces.

# %% [markdown] sid="m05-e52-h3" lang="zh-CN" role="hint" ex="E5.2"
# 并列取最前的名次是 `method="min"`；乘 5 再整除总人数，加 1；R 那一列用 6 减。

# %% [markdown] sid="m05-e52-h3" lang="en" src="6ac3a70f" role="hint" ex="E5.2"
# Ties take the first rank with `method="min"`; times 5, integer-divided by the number of customers, plus 1; and 6 minus that for R.

# %% [markdown] sid="m05-e52-x" lang="zh-CN" role="explain" ex="E5.2"
# 分数是**相对的**：5 分只说明比八成的客户好，不说明绝对地好。整个公司都在下滑时，照样有人得 5 分。所以下个季度要么用**同一把尺子**（存下来的分档界值），要么直接看天数、单数和金额。

# %% [markdown] sid="m05-e52-x" lang="en" src="1aaa5b11" role="explain" ex="E5.2"
# Scores are **relative**: a 5 only says better than 80% of customers, not good in absolute terms. Even while the whole company declines, somebody still scores 5. So next quarter either use the **same yardstick** (the cut points you saved), or look at days, orders and money themselves.

# %% [markdown] sid="m05-e52-trainer" lang="zh-CN" role="trainer" ex="E5.2"
# **举手题**（两分钟）：R 打反了，结果里谁会成为“重要价值客户”？（久未露面、从前花得多的人；真正的好客户一位也不剩。）不到一半人答对，请回到“R 要反过来”那一页的表再走一遍；八成以上答对，直接往下。

# %% [markdown] sid="m05-e52-trainer" lang="en" src="8f4561fa" role="trainer"
# **Show of hands** (two minutes): with R the wrong way round, who ends up as "key value"? (Those long away who once spent a lot; not one of the truly good customers is left.) If fewer than half answer correctly, go back to the table on the page "R runs the other way"; if 80% or more do, move on.

# %% [markdown] sid="m05-eight" lang="zh-CN"
# ## 三个分数，八类客户
#
# 每个分数只问一句：**比全体的平均分高吗？** 严格高于记 1，否则记 0。三个答案按 R、F、M 的顺序排成三位数，正好八种：
#
# | 三位数 | 编号 | 名称 | 一句话 |
# |---|---|---|---|
# | 111 | `key_value` | 重要价值客户 | 近、勤、花得多 |
# | 101 | `key_develop` | 重要发展客户 | 近、花得多、次数少 |
# | 011 | `key_keep` | 重要保持客户 | 从前又勤又多，近来不来 |
# | 001 | `key_win_back` | 重要挽留客户 | 花得多、次数少、久不来 |
# | 110 | `general_value` | 一般价值客户 | 近、勤，每次花得少 |
# | 100 | `general_develop` | 一般发展客户 | 刚来，还看不出来 |
# | 010 | `general_keep` | 一般保持客户 | 次数多、花得少、久不来 |
# | 000 | `general_win_back` | 一般挽留客户 | 三样都不高于平均 |

# %% [markdown] sid="m05-eight" lang="en" src="bbb0a8f8"
# ## Three scores, eight segments
#
# Each score is asked one thing: **is it above the mean score of everybody?** Strictly above is 1, anything else 0. The three answers in the order R, F, M make three digits, of which there are eight:
#
# | digits | id | name | in a sentence |
# |---|---|---|---|
# | 111 | `key_value` | Key value | recent, often, spend a lot |
# | 101 | `key_develop` | Key growth | recent, spend a lot, few orders |
# | 011 | `key_keep` | Key retention | used to come often and spend a lot, now away |
# | 001 | `key_win_back` | Key win-back | spent a lot, few orders, long away |
# | 110 | `general_value` | General value | recent, often, a little at a time |
# | 100 | `general_develop` | General growth | just came, too early to tell |
# | 010 | `general_keep` | General retention | many orders, spent little, long away |
# | 000 | `general_win_back` | General win-back | above the mean in none of the three |

# %% [markdown] sid="m05-eight-five" lang="zh-CN"
# ## 五位客户各归哪一类
#
# 五人的平均分：R 是 3，F 是 2.4，M 是 3。
#
# - D：R 1、F 4、M 4，得 011，**重要保持客户**：从前常来，年初之后没再露面。
# - C：R 4、F 5、M 2，得 110，一般价值客户；E：100，一般发展客户；B：001，重要挽留客户。
# - A：R 3、F 1、M 3，**正好等于平均不算高于**，得 000，一般挽留客户。
#
# 两条约定都可能改变结果，必须写进分类标准：比较基准用**分数的平均**，比较用**严格高于**。

# %% [markdown] sid="m05-eight-five" lang="en" src="cc40e346"
# ## Where the five belong
#
# The mean scores of the five: R 3, F 2.4, M 3.
#
# - D: R 1, F 4, M 4, makes 011, **key retention**: used to come often, and has not been seen since early in the year.
# - C: R 4, F 5, M 2, makes 110, general value; E: 100, general growth; B: 001, key win-back.
# - A: R 3, F 1, M 3, **just at the mean is not above it**, makes 000, general win-back.
#
# Two conventions may change the result and belong in the standard: the reference is the **mean of the scores**, and the comparison is **strictly above**.

# %% [markdown] sid="m05-checkpoint" lang="zh-CN" slide="skip" when="code"
# ## 同一条起跑线
#
# 下面用课程备好的分数（代码里叫 `scores`），人人从同一处起步；前面做没做完，都从这里接着走。下表是三个分数各自的平均。

# %% [markdown] sid="m05-checkpoint" lang="en" src="60e28a02" slide="skip" when="code"
# ## The same starting line
#
# From here on we use scores prepared by the course (`scores` in the code), so that everybody starts from the same place, whatever was finished before. The table gives the mean of each of the three.

# %%
by_id = segments.set_index("customer_id")
scores = by_id[["r_score", "f_score", "m_score"]]
pd.DataFrame([list(scores.mean().round(2))], columns=["R", "F", "M"], index=[lesson.text("rfm.col_mean")])

# %% [markdown] sid="m05-e53" lang="zh-CN" ex="E5.3" when="code"
# ## 练习 E5.3 八类客户
#
# 做一列 `segment`：行标签是客户编号，值是前面那张八类表里的编号，例如 `key_keep`。每个分数和它**自己**的平均比。`lesson.cells("rfm_8")` 给出三位数和编号的对照。

# %% [markdown] sid="m05-e53" lang="en" src="37d19ace" ex="E5.3" when="code"
# ## Exercise E5.3 Eight segments
#
# Make a column `segment`: the customer number as label, and as values the ids of the table of eight segments, such as `key_keep`. Each score is compared with its **own** mean. `lesson.cells("rfm_8")` gives the id of each three digits.

# %% ex="E5.3"
#zh 和什么比，在下拉框里选
#en what to compare with is chosen in the drop-down
# BEGIN SOLUTION
reference = "mean"  # FADE: lesson.choose("E5.3", "reference", {"min": "rfm.pick_lowest", "max": "rfm.pick_highest", "mean": "rfm.pick_mean"})
edge = scores.describe().T[reference]  # KEEP
better = scores.gt(edge)  # FADE: scores.____(edge)
digits = better.astype(int).astype(str).agg("".join, axis=1)  # KEEP
segment = digits.map(lesson.cells("rfm_8"))  # FADE: digits.map(____)
# END SOLUTION

# %% [markdown] sid="m05-e53-h1" lang="zh-CN" role="hint" ex="E5.3"
# 先只看一位客户：他的 R 分比全体 R 的平均分高吗？F 呢？M 呢？三个“是”或“否”连起来就是他的三位数。

# %% [markdown] sid="m05-e53-h1" lang="en" src="eacd639f" role="hint" ex="E5.3"
# Look at one customer first: is the R score above everybody's mean R? F? M? The three yes-or-no answers put together make the three digits.

# %% [markdown] sid="m05-e53-h2" lang="zh-CN" role="hint" ex="E5.3" when="code"
# 三个平均各不相同，不能用同一条线。“严格高于”在 pandas 里是 `gt`，“不低于”是 `ge`。

# %% [markdown] sid="m05-e53-h2" lang="en" src="b06bcb28" role="hint" ex="E5.3" when="code"
# The three means differ, so one line will not do for all. "Strictly above" is `gt` in pandas, "at least" is `ge`.

# %% [markdown] sid="m05-e53-h3" lang="zh-CN" role="hint" ex="E5.3" when="code"
# 比较基准选平均分，比较用 `gt`，对照表用 `lesson.cells("rfm_8")`。

# %% [markdown] sid="m05-e53-h3" lang="en" src="82eccd4a" role="hint" ex="E5.3" when="code"
# Choose the mean as reference, compare with `gt`, and map with `lesson.cells("rfm_8")`.

# %% [markdown] sid="m05-e53-h2-run" lang="zh-CN" role="hint" ex="E5.3" when="run"
# “最低分”几乎人人都高于它，“最高分”没有人高于它：这两条线分不出人来。哪一条线两边都有人？

# %% [markdown] sid="m05-e53-h2-run" lang="en" src="f1171eb1" role="hint" ex="E5.3" when="run"
# Almost everybody is above the lowest score, and nobody above the highest: neither line parts people. Which line has people on both sides?

# %% [markdown] sid="m05-e53-h3-run" lang="zh-CN" role="hint" ex="E5.3" when="run"
# 选平均分；正好等于平均的，不算高。

# %% [markdown] sid="m05-e53-h3-run" lang="en" src="3a1d3565" role="hint" ex="E5.3" when="run"
# Choose the mean; somebody just at the mean is not above it.

# %% [markdown] sid="m05-e53-x" lang="zh-CN" role="explain" ex="E5.3"
# 比较基准换一个，人就换一批：在三份公开的订单数据上试过（一份超市示例、唱片店 CDNOW、R 的 rfm 软件包示例），“分数的平均”换成“原始数值的平均”，分别有 27%、41%、31% 的客户换了类。没有哪个基准天生正确，所以它要写在报告里，两期之间不能更换。

# %% [markdown] sid="m05-e53-x" lang="en" src="abc42136" role="explain" ex="E5.3"
# Change the reference, and different people end up in the segments: in three public sets of orders (a superstore's, the record shop CDNOW, the example of R's package rfm), going from the mean of scores to the mean of raw values moved 27%, 41% and 31% of customers to another segment. No reference is right by nature; so it has to be printed in the report and must not change from one report to the next.

# %% [markdown] sid="m05-e53-trainer" lang="zh-CN" role="trainer" when="code" ex="E5.3"
# **怎么带**：先不碰电脑。八类表留在屏幕上，报一位客户“R 5 分、F 1 分、M 5 分”，请全班写下三位数（101，重要发展客户：1 分不可能高于平均）。多数人写对了，再两人一组打开笔记本：一人在下拉框里选“和什么比”，会写代码的一人补空格，检查通过即可。看图那一页请每组说一句：哪一类人不多、钱却很多？
#
# **卡在哪里**：以为 R 要越小越好，三位数又反一次（分数里已经反过了，三个都是越高越好）；次序写成 F、R、M；选了“最低分”或“最高分”，或者把“正好等于平均”算作高；空格里写不出 `gt`，请看第二条提示。
#
# **赶时间**：只在讲师机上选一次，全班举手定“和什么比”，2 分钟；“三档够用吗”一页只念“看什么”。**不能省**：那一位客户的手算，和“哪一类人不多、钱却很多”。

# %% [markdown] sid="m05-e53-trainer" lang="en" src="68617124" role="trainer" when="code"
# **How to run it**: no computer at first. Leave the table of eight on the screen, call out one customer, "R 5, F 1, M 5", and let everybody write down the three digits (101, key growth: a score of 1 cannot be above the mean). Once most have it right, pairs open the notebook: one chooses in the drop-down what to compare with, the one who writes code fills the gaps, and they are done when the check passes. On the page with the chart each group says one sentence: which segment has few people and much money?
#
# **Where they stall**: they take R to be better when it is small and turn it round again (the scores have turned it already, in all three higher is better); the digits in the order F, R, M; "lowest" or "highest" chosen, or "just at the mean" counted as above; nobody thinks of `gt` for the blank: see the second hint.
#
# **If you are running late**: choose once on the trainer's machine, with a show of hands on what to compare with, two minutes; of the page "is that enough?" read out only "What to see". **Never skip**: the one customer by hand, and "few people and much money".

# %% [markdown] sid="m05-e53-trainer-run" lang="zh-CN" role="trainer" when="run" ex="E5.3"
# **怎么带**：先不碰电脑。八类表留在屏幕上，报一位客户“R 5 分、F 1 分、M 5 分”，请全班写下三位数（101，重要发展客户：1 分不可能高于平均）。多数人写对了，再两人一组打开笔记本，在下拉框里选“和什么比”，运行，看检查怎么说。看图那一页请每组说一句：哪一类人不多、钱却很多？
#
# **卡在哪里**：以为 R 要越小越好，三位数又反一次（分数里已经反过了，三个都是越高越好）；选了“最低分”或“最高分”。
#
# **赶时间**：只在讲师机上选一次，全班举手定“和什么比”，2 分钟；“三档够用吗”一页只念“看什么”。**不能省**：那一位客户的手算，和“哪一类人不多、钱却很多”。

# %% [markdown] sid="m05-e53-trainer-run" lang="en" src="16fcd447" role="trainer" when="run"
# **How to run it**: no computer at first. Leave the table of eight on the screen, call out one customer, "R 5, F 1, M 5", and let everybody write down the three digits (101, key growth: a score of 1 cannot be above the mean). Once most have it right, pairs open the notebook, choose in the drop-down what to compare with, run it and read what the check says. On the page with the chart each group says one sentence: which segment has few people and much money?
#
# **Where they stall**: they take R to be better when it is small and turn it round again (the scores have turned it already, in all three higher is better); "lowest" or "highest" is chosen.
#
# **If you are running late**: choose once on the trainer's machine, with a show of hands on what to compare with, two minutes; of the page "is that enough?" read out only "What to see". **Never skip**: the one customer by hand, and "few people and much money".

# %% [markdown] sid="m05-case-shop" lang="zh-CN" role="case" case="shop"
# **网店**：取最近一年的订单。大促前囤货的人，F 低、M 高，别急着说他不忠诚；看 R 要避开“刚过双十一”的统计截止日。

# %% [markdown] sid="m05-case-shop" lang="en" src="9f208d9a" role="case" case="shop"
# **Online shop**: take the orders of a year. Those who stock up before the big sales have low F and high M; do not be quick to call them disloyal. For R, avoid an as-of day right after a big sale such as Double 11.

# %% [markdown] sid="m05-case-cosmetics" lang="zh-CN" role="case" case="cosmetics"
# **美妆社群**：社群里“来过”未必是买过。可以把 R 换成最近一次互动，F 换成发帖和参加活动的次数，M 仍是消费金额。换了定义，要换名字，写进分类标准。

# %% [markdown] sid="m05-case-cosmetics" lang="en" src="656b8308" role="case" case="cosmetics"
# **Cosmetics community**: in a community "having come" does not necessarily mean having bought. R may become the latest interaction and F the number of posts and activities, while M is still money. If you change the definition, change the name too, and write it into the standard.

# %% [markdown] sid="m05-case-finance" lang="zh-CN" role="case" case="finance"
# **理财机构**：一年交易两次的客户可能最有钱。交易的 R 和 F 说明不了价值，M 宜用资产规模；把“久未交易”当流失，会打扰一批稳健的大客户。

# %% [markdown] sid="m05-case-finance" lang="en" src="dcbbdad5" role="case" case="finance"
# **Finance**: a client who trades twice a year may be the richest. R and F of trades say nothing about value, and for M it is better to use assets; take "no trade for a long time" as lost, and you will disturb a number of large, steady clients.

# %% [markdown] sid="m05-case-pharma" lang="zh-CN" role="case" case="pharma"
# **医药**：医院按疗程和招标周期采购，间隔 60 天可能很正常。R 要和这家客户自己的采购间隔比；一张订单可能是全院一季的用量，F 低不等于不重要。

# %% [markdown] sid="m05-case-pharma" lang="en" src="94bf5b9a" role="case" case="pharma"
# **Pharma**: hospitals buy by course of treatment and by tender, and 60 days between orders may be normal. Compare R with the customer's own rhythm; one order may serve a hospital for a quarter, so low F does not mean unimportant.

# %% [markdown] sid="m05-case-service" lang="zh-CN" role="case" case="service"
# **服务公司**：按年签合同，F 人人都是 1，这把尺子就失灵了。改用到期前的天数、使用次数和续约金额，思路一样：近不近、勤不勤、值不值。

# %% [markdown] sid="m05-case-service" lang="en" src="17a6f423" role="case" case="service"
# **Service firm**: with yearly contracts everybody's F is 1, and that yardstick stops working. Use days to expiry, uses of the service and the renewal amount instead; the idea is the same: how recent, how often, how much.

# %%
by_score = by_id["rfm_8"]
names = lesson.names("rfm_8")

# %% [markdown] sid="m05-eight-shown" lang="zh-CN"
# ## 人数最多的一类，是钱最多的一类吗？

# %% [markdown] sid="m05-eight-shown" lang="en" src="18a75bc1"
# ## Is the segment with the most people also the one with the most money?

# %% slide="slide"
lesson.chart("segments", by_id, "rfm_8")

# %% [markdown] sid="m05-e53-seen" lang="zh-CN"
# **看什么**：把人数和金额对着看。哪几类人不多，钱却很多？哪几类正好相反？把它们记下来，后面选打给谁的时候要用。

# %% [markdown] sid="m05-e53-seen" lang="en" src="8514e4cc"
# **What to see**: compare people and money. Which segments have few people and much money, and which the other way round? Note them down; you need them when you choose whom to call.

# %% [markdown] sid="m05-three-tiers" lang="zh-CN"
# ## 教材说“高、中、低三档”，够用吗？
#
# 有的教材把 R、F、M 加成一个总分，再分高、中、低三档。省事，可是**加起来就看不出是哪一样低了**。
#
# | 客户 | R、F、M 分 | 总分 | 三档 | 八类 | 该做什么 |
# |---|---|---|---|---|---|
# | A | 3、1、3 | 7 | 低 | 一般挽留客户 | 不必专门花钱 |
# | E | 5、1、1 | 7 | 低 | 一般发展客户 | 昨天刚来，趁热请他再来 |
#
# 总分一样，要做的事相反。下面在全体客户上看：每一档里混着几类？

# %% [markdown] sid="m05-three-tiers" lang="en" src="d3a67833"
# ## Textbooks say "high, middle, low": is that enough?
#
# Some textbooks add R, F and M to one total and cut it into three tiers. That saves work, but **a sum no longer shows which of the three is low**.
#
# | customer | R, F, M | total | tier | segment | what to do |
# |---|---|---|---|---|---|
# | A | 3, 1, 3 | 7 | low | General win-back | no need to spend money on them |
# | E | 5, 1, 1 | 7 | low | General growth | came yesterday, invite them back while the memory is fresh |
#
# Same total, opposite actions. Now look at all customers: how many segments are mixed in each tier?

# %% slide="slide"
tiers = {"3–7": (3, 7), "8–11": (8, 11), "12–15": (12, 15)}
total = scores.sum(axis=1)
crossed = pd.DataFrame({name: total.between(*ends).groupby(by_score).sum() for name, ends in tiers.items()})
lesson.counts(crossed.reindex([id for id in names if id in crossed.index])).rename(index=names).rename_axis(index="", columns=lesson.text("rfm.col_total"))

# %% [markdown] sid="m05-three-tiers-seen" lang="zh-CN" slide="slide"
# **看什么**：中间一列不止一类，还在来的和久不来的混在一档里（“<11”是不足 11 人，“不显示”是免得由合计推算，“·”是没有人）。三档适合**给资源分多少**（客户分级），八类适合**决定做什么**（客户分型）；两样都要，就做两个方案。

# %% [markdown] sid="m05-three-tiers-seen" lang="en" src="58155afe" slide="slide"
# **What to see**: the middle column holds several segments, those who still come and those who stay away ("<11": fewer than 11 people; "not shown": a total would give a small cell away; "·": nobody). Three tiers are good for **how much to give** (grading), eight segments for **deciding what to do** (typing); if you need both, make two schemes.

# %% [markdown] sid="m05-e54" lang="zh-CN" ex="E5.4"
# ## 练习 E5.4 按店长的说法分
#
# 店长不看平均分，他说：“**一个季度（90 天）以内来过，至少 3 单，累计满 500 元**，就算好客户。”正好 90 天、3 单、500 元都算数。
#
# 按这三条做一列 `by_threshold`（还是八类的编号），再算出换了类的客户占多大比例 `moved_share`（0 到 1 之间），和 `by_score` 比。

# %% [markdown] sid="m05-e54" lang="en" src="31a0d32a" ex="E5.4"
# ## Exercise E5.4 The way the store manager sees it
#
# The store manager does not look at mean scores: "**Here within a quarter (90 days), at least 3 orders, 500 yuan or more in all**: that is a good customer." Exactly 90 days, 3 orders, 500 yuan count as good.
#
# Make a column `by_threshold` of these three (again the eight ids), and the share of customers who change their segment, `moved_share` (between 0 and 1), against `by_score`.

# %% ex="E5.4"
#zh 界值照店长的话填
#en the cut points follow the manager's words
# BEGIN SOLUTION
table = features.set_index("customer_id")  # KEEP
days = 90  # FADE: lesson.choose("E5.4", "days", [30, 60, 90, 180])
better = pd.concat([table["recency_days"] <= days, table["frequency"] >= 3, table["monetary"] >= 500], axis=1)  # FADE: pd.concat([table["recency_days"] <= days, table["frequency"] >= ____, table["monetary"] >= ____], axis=1)
by_threshold = better.astype(int).astype(str).agg("".join, axis=1).map(lesson.cells("rfm_8"))  # KEEP
moved_share = by_threshold.ne(by_score).mean()  # FADE: by_threshold.____(by_score).mean()
# END SOLUTION

# %% [markdown] sid="m05-e54-h1" lang="zh-CN" role="hint" ex="E5.4"
# “以内”“至少”“满”都包含界值本身。把店长的话逐字换成 `<=` 和 `>=`。

# %% [markdown] sid="m05-e54-h1" lang="en" src="a87ae548" role="hint" ex="E5.4"
# "Within", "at least" and "or more" all include the edge. Turn the manager's words into `<=` and `>=` one by one.

# %% [markdown] sid="m05-e54-h2" lang="zh-CN" role="hint" ex="E5.4"
# 两列逐人比较会得到一列真假，真算 1、假算 0，平均数就是比例。

# %% [markdown] sid="m05-e54-h2" lang="en" src="a46d2748" role="hint" ex="E5.4"
# Comparing two columns person by person gives true and false; with 1 for true and 0 for false, their mean is the share.

# %% [markdown] sid="m05-e54-h3" lang="zh-CN" role="hint" ex="E5.4"
# 要的是**换了类**的，用“不等于”比；不用乘 100。

# %% [markdown] sid="m05-e54-h3" lang="en" src="0b755bba" role="hint" ex="E5.4"
# It is those who **changed** that are asked for, so compare with "not equal"; do not multiply by 100.

# %% [markdown] sid="m05-e54-x" lang="zh-CN" role="explain" ex="E5.4"
# 平均分是相对的，店长的界值是绝对的。要看“和同行、和上季度比有没有变好”，用固定界值；要“每季度挑出相对最好的一批”，用分数。固定界值要有人负责、每年复核：物价涨了，500 元就不再是 500 元。

# %% [markdown] sid="m05-e54-x" lang="en" src="7f7342bf" role="explain" ex="E5.4"
# Mean scores are relative, the manager's thresholds absolute. To see "are we better than our peers, or than last quarter", use fixed thresholds; to "pick the relatively best each quarter", use scores. Fixed thresholds need an owner and a yearly review: as prices rise, 500 yuan is no longer 500 yuan.

# %% [markdown] sid="m05-decision" lang="zh-CN"
# ## 回到客服主管的问题
#
# 电话有限：本周只够打给**二十分之一**的客户。五千位客户的公司，也就是二百五十个电话。
#
# 打电话之前想三件事：
#
# - 他**不打会不会自己来**？会来的，电话费白花。
# - 他回来，**能带回多少**？
# - 我们**怎么知道是电话起的作用**？留出一小部分不打，作对照组（见“画像与策略”一课）。

# %% [markdown] sid="m05-decision" lang="en" src="b9f04669"
# ## Back to the head of customer service
#
# Calls are limited: this week there are only enough for **one customer in twenty**. In a company with five thousand customers that is two hundred and fifty calls.
#
# Three things to think of before calling:
#
# - Would they **come without a call**? Then the call is wasted.
# - **How much** would they bring back?
# - **How do we know that the call did it**? Leave a small part uncalled as a control group (see "Personas and strategy").

# %% [markdown] sid="m05-e55" lang="zh-CN" ex="E5.5"
# ## 练习 E5.5 电话先打给谁
#
# 从八类里选一类 `who_to_call`，从中取累计金额最高的 `n_calls` 位做成名单 `call_list`，再用一两句话写出理由 `reason`：为什么是他们，而不是花钱最多的那些人？名单自动检查，理由由讲师点评。

# %% [markdown] sid="m05-e55" lang="en" src="5f45ce93" ex="E5.5"
# ## Exercise E5.5 Whom to call first
#
# Choose one of the eight, `who_to_call`, take the `n_calls` customers with the most money from it as `call_list`, and give your reasons in a sentence or two, `reason`: why these, and not those who spend most? The list is checked automatically, the reasons by the trainer.

# %% ex="E5.5"
n_calls = len(features) // 20
# BEGIN SOLUTION
who_to_call = "key_keep"  # FADE: lesson.choose("E5.5", "who_to_call", lesson.names("rfm_8"))
asked = segments[segments["rfm_8"] == who_to_call]  # KEEP
call_list = asked.nlargest(n_calls, "monetary")["customer_id"].tolist()  # FADE: asked.____(n_calls, "monetary")["customer_id"].tolist()
reason = lesson.text("rfm.model_reason")  # FADE: "____"
# END SOLUTION

# %% [markdown] sid="m05-e55-h1" lang="zh-CN" role="hint" ex="E5.5"
# 八类里有四类近来还在买。不打电话，他们大概也会来。

# %% [markdown] sid="m05-e55-h1" lang="en" src="b185d9c6" role="hint" ex="E5.5"
# Four of the eight have been buying recently. They will probably come without a call.

# %% [markdown] sid="m05-e55-h2" lang="zh-CN" role="hint" ex="E5.5"
# 剩下四类里，哪些人从前花得多？他们回来一次，抵得上别人好几次。

# %% [markdown] sid="m05-e55-h2" lang="en" src="4a79888b" role="hint" ex="E5.5"
# Of the other four, which used to spend a lot? One return visit of theirs is worth several of the others'.

# %% [markdown] sid="m05-e55-h3" lang="zh-CN" role="hint" ex="E5.5"
# 取金额最高的几位用 `nlargest`。理由里写清：他们从前怎样、现在怎样、为什么电话会有用。

# %% [markdown] sid="m05-e55-h3" lang="en" src="5a93528a" role="hint" ex="E5.5"
# Use `nlargest` to take those with the most money. In your reason say what they used to be like, what they are like now, and why a call would help.

# %% [markdown] sid="m05-e55-x" lang="zh-CN" role="explain" ex="E5.5"
# 重要保持客户和重要挽留客户都说得通：前者来得勤，习惯还在，更容易唤回；后者一次就花得多，可能只是偶然。打给“花钱最多的人”看上去效果最好，因为他们本来就会来：**没有对照组，就分不清是电话的功劳还是他们自己要来**。

# %% [markdown] sid="m05-e55-x" lang="en" src="d92efe48" role="explain" ex="E5.5"
# Key retention and key win-back can both be defended: the first came often, still have the habit and are easier to bring back; the second spent a lot at once, perhaps only by chance. Calling "those who spend most" looks most effective, because they would have come anyway: **without a control group nobody can tell whether it was the call or they were coming anyway**.

# %% [markdown] sid="m05-e55-trainer" lang="zh-CN" role="trainer" when="code" ex="E5.5"
# **怎么带**：各组先说定选哪一类，再动电脑：在下拉框里选，`n_calls` 是名单长度（客户数的二十分之一，栗湾生活是 29 位），空格里写取金额最高几位的办法（`nlargest`，不写代码的组由讲师念给大家）；理由写在引号里，不超过两句。
#
# **卡在哪里**：选了还在来的人（重要价值、重要发展）：检查会问“不打他会不会自己来”。
#
# **赶时间**：只选类、写理由，名单由讲师机上跑。

# %% [markdown] sid="m05-e55-trainer" lang="en" src="88a79b40" role="trainer" when="code"
# **How to run it**: groups settle on a segment before they touch the computer. Then: choose it in the drop-down; `n_calls` is the length of the list (a twentieth of all customers, 29 at Liwan Living); the gap asks for the way to take those with the most money (`nlargest`; read it out for groups who write no code); the reason goes between the quotes, two sentences at most.
#
# **Where they stall**: those who still come are chosen (key value, key growth): the check asks whether they would come without a call.
#
# **If you are running late**: only segment and reason; the list is made on the trainer's machine.

# %% [markdown] sid="m05-choose" lang="zh-CN" when="half"
# ## 先定主意，再看图
#
# 每组只选**一类**，用一句话写下理由：为什么先打给他们，而不是花钱最多的那些人？理由写好了，再看后面的图。

# %% [markdown] sid="m05-choose" lang="en" src="cf9a2a2d" when="half"
# ## Make up your mind before you see the chart
#
# Each group chooses **one** segment and writes its reason in a sentence: why call these first, and not those who spend most? Only when the reason is on paper, look at the chart that follows.

# %% [markdown] sid="m05-group" lang="zh-CN" role="group"
# ## 组内讨论、派代表汇报、点评
#
# 每组三分钟，写在讨论表上：
#
# 1. 本公司的“来过”应该怎么定义？退货、领赠品、只浏览，算不算？
# 2. 本公司多久不来算久？凭什么？
# 3. 您这一组会打给哪一类？名单上第一位客户，电话里第一句话说什么？
#
# 讲师请两组派代表汇报，每组一分钟；其余的组只补充不同的地方。

# %% [markdown] sid="m05-group" lang="en" src="ebb16b26" role="group"
# ## Discuss in groups, report, comments
#
# Three minutes per group, on the discussion sheet:
#
# 1. What counts as "having come" in your company? A return, a free gift, only browsing?
# 2. In your company, how long is "long away"? Why?
# 3. Which segment would your group call? What is the first sentence to the first customer on the list?
#
# Two groups send a speaker, one minute each; the others add only what differs.

# %% [markdown] sid="m05-asleep" lang="zh-CN"
# ## 对一对：钱在哪几格，这些人还来不来？

# %% [markdown] sid="m05-asleep" lang="en" src="ba5a7b9f"
# ## Check: in which cells is the money, and do these people still come?

# %% slide="slide"
lesson.chart("scores", by_id)

# %% [markdown] sid="m05-asleep-answers" lang="zh-CN"
# ## 先打给谁：看框里的人
#
# **看什么**（“对一对”那张图）：横着看来得勤不勤，竖着看来得近不近，颜色越深钱越多。框里的人从前常来、近来没来，多半就是**重要保持客户**，名单就从这里来：他们习惯还在，回来一次抵得上别人好几次。右上角的人也花得多，可他们本来就会来，打给他们是服务，不是挽回。

# %% [markdown] sid="m05-asleep-answers" lang="en" src="7bc8d7b0"
# ## Whom to call first: those in the frame
#
# **What to see** (the chart under "Check"): from left to right how often they came, from bottom to top how recently; the darker, the more money. Those in the frame used to come often and have not come of late: mostly **key retention**, and the list comes from there. They still have the habit, and one return visit of theirs is worth several of the others'. Those at the top right spend a lot as well, but they come anyway: calling them is service, not winning back.

# %% [markdown] sid="m05-trainer-close" lang="zh-CN" role="trainer"
# **点评要点**：回到开场时各人写下的十位客户：他们多半属于八类里的哪一类？“我认识的人”往往就是还在来的人，也就是最不需要打电话的人。用本公司数据上课的，再和这一课选出来的那一类对一对。
#
# **常见争论**：重要价值客户要不要打？可以打，但那是服务，不是挽回；请他说出怎么衡量效果，就会想到对照组，正好引出“画像与策略”一课。
#
# **理由怎么评**（各组写下的那一句）：说清从前和现在（1 分），说清为什么电话会有用（1 分），想到了不打会怎样（1 分）。

# %% [markdown] sid="m05-trainer-close" lang="en" src="7797b034" role="trainer"
# **For your comments**: go back to the ten customers from the opening: to which of the eight segments would most of them belong? "People I know" are usually those who still come, the very ones who need a call least. A class on its own company's data compares them with the segment chosen in this lesson.
#
# **A common dispute**: should key value customers be called? You may, but that is service, not winning back; ask how the effect would be measured, and the control group comes up by itself, which leads to "Personas and strategy".
#
# **How to mark the reasons** (the sentence that each group wrote): says what they used to be like and what they are like now (1 point), why a call would help (1 point), what would happen without one (1 point).

# %% [markdown] sid="m05-takeaway" lang="zh-CN" role="takeaway" slide="slide"
# ## 小结
#
# - R、F、M 先有定义，再有数字：从哪天算，算什么，不算什么。
# - R 要反着打分；并列同分；三个分数都是越高越好。
# - 分数是相对的，界值是绝对的；比较基准写在报告里，两期之间不更换。
# - 先打给从前好、现在不来的人；留一组不打，才知道打得值不值。

# %% [markdown] sid="m05-takeaway" lang="en" src="1a457bc3" role="takeaway" slide="slide"
# ## To take away
#
# - R, F and M have a definition before they have a number: from which day, what counts, what does not.
# - R is scored the other way round; ties share a score; in all three, higher is better.
# - Scores are relative, thresholds absolute; the reference is printed in the report and does not change from one report to the next.
# - Call first those who used to be good and now stay away; leave some uncalled, to know whether it was worth it.
