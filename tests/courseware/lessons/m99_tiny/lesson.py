# %% tags=["parameters"]
company = "liwan"
language = "zh-CN"
mode = "class"

# %% [markdown] sid="m99-question" lang="zh-CN" role="lecture" slide="slide"
# # 谁很久没来了？
#
# 王姐说：老客户最近都不来了。她说的是**多少位**客户，又是**多久**没来？

# %% [markdown] sid="m99-question" lang="en" src="00000000" role="lecture" slide="slide"
# # Who has not come for long?
#
# Ms Wang says: our regulars have stopped coming. **How many** customers does she mean, and **how long** is long?

# %% [markdown] sid="m99-trainer" lang="zh-CN" role="trainer"
# 先请两三位学员举手猜，再运行。常见错误：从今天算起。

# %% [markdown] sid="m99-trainer" lang="en" src="00000000" role="trainer"
# Let two or three learners guess before anything runs. Common mistake: counting from today.

# %%
import pandas as pd
from segkit.learn import start

lesson = start("m99", company=company, language=language, mode=mode)
orders = lesson.load("orders")
as_of = lesson.as_of

# %% [markdown] sid="m99-words" lang="zh-CN"
# ## 怎么算
#
# 统计截止日减去最近一次下单的日期，得到天数：
#
# - 天数**小**，说明刚来过；
# - 天数**大**，说明很久没来。
#
# 用 `groupby` 取每位客户的最后一天。

# %% [markdown] sid="m99-words" lang="en" src="00000000"
# ## How it is computed
#
# The as-of day minus the day of the last order gives the days:
#
# - **few** days: the customer was here lately;
# - **many** days: the customer has not come for long.
#
# Take each customer's last day with `groupby`.

# %% [markdown] sid="m99-shop" lang="zh-CN" role="case" case="shop"
# 电商一般按月看，药店按疗程看。

# %% [markdown] sid="m99-shop" lang="en" src="00000000" role="case" case="shop"
# An online shop mostly looks by month, a pharmacy by course of treatment.

# %% ex="E99.1"
#zh 每位客户最近一次下单距统计截止日的天数
#en days from each customer's last order to the as-of day
# BEGIN SOLUTION
last = orders.groupby("customer_id")["order_date"].max()  # FADE: orders.groupby("customer_id")["order_date"].____()
recency = (as_of - last).dt.days  # FADE: (____ - last).dt.days
# END SOLUTION

# %% [markdown] sid="m99-hint-1" lang="zh-CN" role="hint" ex="E99.1"
# 每位客户有许多订单，只要最后一天。

# %% [markdown] sid="m99-hint-1" lang="en" src="00000000" role="hint" ex="E99.1"
# A customer has many orders; only the last day counts.

# %% [markdown] sid="m99-hint-2" lang="zh-CN" role="hint" ex="E99.1"
# 从统计截止日往回数，不要从今天数。

# %% [markdown] sid="m99-hint-2" lang="en" src="00000000" role="hint" ex="E99.1"
# Count back from the as-of day, not from today.

# %% [markdown] sid="m99-explain" lang="zh-CN" role="explain" ex="E99.1"
# 同一批数据明天再跑，结果不变，因为截止日是给定的。

# %% [markdown] sid="m99-explain" lang="en" src="00000000" role="explain" ex="E99.1"
# Run on the same data tomorrow, the result stays, because the as-of day is given.

# %% [markdown] sid="m99-group" lang="zh-CN" role="group"
# ## 组内讨论
#
# 多久不来算流失？各组派一位代表汇报，讲师点评。

# %% [markdown] sid="m99-group" lang="en" src="00000000" role="group"
# ## Group discussion
#
# After how long is a customer lost? Each group sends one speaker; the trainer comments.

# %% ex="E99.2"
# BEGIN SOLUTION
days = 90   # FADE: lesson.choose("E99.2", "days", [30, 90, 180])
reason = "半数客户两个月内会再来，九十天不来已属少见"  # FADE: "____"
# END SOLUTION

# %% [markdown] sid="m99-takeaway" lang="zh-CN" role="takeaway"
# 天数从统计截止日算起；界值由大家商定，写进分类标准。

# %% [markdown] sid="m99-takeaway" lang="en" src="00000000" role="takeaway"
# Days are counted from the as-of day; the cut point is agreed on and written into the standard.
