# %% [markdown] sid="question" lang="zh-CN"
# # 第二步 数据清洗：哪些行算数，每一分钱去了哪里
#
# **这一步要回答的问题**：订单表里，哪些行可以算数？不算数的，为什么，涉及多少钱？
#
# | 进来 | 出去 |
# |---|---|
# | 上一步读到的订单和各表 | 可以算数的订单行；**待核实数据**（单列，附原因）；一本**清洗台账** |
#
# “数据清洗”听上去像技术活，其实是**记账**：原来有多少行、多少钱，每条规则动了多少，最后剩多少，必须一行不差、一分不差地对上。领导问“为什么报告里的销售额和财务的不一样”，答案就在这本台账里。

# %% [markdown] sid="question" lang="en"
# # Step 2, data cleaning: which rows count, and where every cent went
#
# **The question**: which rows of the orders count? Those that do not: why not, and how much money is in them?
#
# | goes in | comes out |
# |---|---|
# | the orders and tables of the step before | the order lines that count; the **quarantine**, each row with its reason; a **ledger** |
#
# Cleaning sounds technical. It is really **bookkeeping**: so many rows and so much money at the start, so much touched by each rule, so much left, and it must balance to the row and to the cent. When the board asks why the report's revenue differs from the accounts', the answer is in this ledger.

# %% tags=["parameters"]
run = ""
language = "zh-CN"

# %%
import pandas as pd

from segkit.opening import open_notebook
from segkit.steps import cleaning as steps

stage, show = open_notebook(run, "cleaning", language)

# %% [markdown] sid="five" lang="zh-CN"
# ## 一、先拿几行假想的订单练手
#
# 下面有三张假想的订单。订单一完完整整地出现了两次；订单二后来退了一部分货，退款是一行负数；订单三正常。

# %% [markdown] sid="five" lang="en"
# ## 1. Practise on a few invented lines
#
# Here are three invented orders. A line of order 1 stands there twice, the same in every field. Part of order 2 was returned later: the refund is a line with a negative amount. Order 3 is ordinary.

# %%
lines = pd.DataFrame({
    "customer_id": ["A", "A", "B", "B", "C"],
    "order_id": ["1", "1", "2", "2", "3"],
    "amount": [120.0, 120.0, 300.0, -100.0, 80.0],
})
show(lines.assign(is_repeat=lines.duplicated()))

# %% [markdown] sid="five_seen" lang="zh-CN"
# **看什么**：`duplicated()` 把第二次出现的行标为“是”。注意它比的是**每一列都相同**。如果客户真的在同一单里买了两件一样的东西，而表里又没有商品行号，看上去也会一模一样，所以剔除重复是公司可以选择的一条规则，不是天经地义。
#
# 去掉重复，再按订单相加：

# %% [markdown] sid="five_seen" lang="en"
# **What to see**: `duplicated()` marks the second appearance. It compares **every column**. If a customer really bought the same thing twice on one order, and the table has no line number, the rows look just the same. So dropping repeats is a rule that a company may choose, not a law of nature.
#
# Drop the repeat and add up by order:

# %%
kept = lines.drop_duplicates()
show(kept.groupby(["customer_id", "order_id"], as_index=False)["amount"].sum())

# %% [markdown] sid="refunds" lang="zh-CN"
# **看什么**：客户 B 的一单，从三百里减掉退款，净额是两百。**退款要冲减消费金额，但不能算一次购买**；如果把退款那一行也数进去，退货越多的人看上去“买得越勤”，整个分型就反了。
#
# ## 二、在真实订单上运行
#
# 规则有先有后：先挑出不是数据的行（比如“合计”），再看测试订单、缺会员号、日期和金额读不出、超过上限、完全重复，最后处理写法和缺失。每一行只由**第一条管得着它的规则**负责，这样账才不会重复。

# %% [markdown] sid="refunds" lang="en"
# **What to see**: B's order is three hundred less the refund, two hundred net. **A refund is subtracted from the money, and is no purchase**: count its line as one, and whoever sends back most looks most loyal, and the whole segmentation stands on its head.
#
# ## 2. Run it on the real orders
#
# Rules have an order: first rows that are no data (such as a total), then test orders, missing member numbers, dates and amounts that cannot be read, amounts beyond the limit, exact repeats; ways of writing and gaps come last. Each row is answered for by **the first rule that removes it**, so nothing is counted twice.

# %%
cleaned = steps.clean_lines(stage)
show(cleaned.account)

# %% [markdown] sid="account" lang="zh-CN"
# **看什么**：一进四出。读到的每一行，要么**保留**，要么**待核实**，要么在**统计期外**（晚于统计截止日），要么**不是数据**。四样加起来必须等于总数。光看不算，当场验：

# %% [markdown] sid="account" lang="en"
# **What to see**: one way in and four ways out. Every row read was either **kept**, or **quarantined**, or lies **outside the window** (after the as-of day), or is **no data**. The four must add up to the whole. Do not believe it, check it:

# %%
account = cleaned.account
accounted = account.kept + account.quarantined + account.outside + account.non_data
money = account.amount_kept + account.amount_quarantined + account.amount_outside + account.amount_non_data
show({"rows": account.rows, "accounted_rows": accounted, "amount": account.amount, "accounted_amount": money})

# %% [markdown] sid="ledger" lang="zh-CN"
# **看什么**：行数对得上行数，金额对得上金额，一分不差。金额在本工具里始终按“分”精确计算，不用会产生零头误差的浮点数。
#
# 接着看台账，每条规则一行：

# %% [markdown] sid="ledger" lang="en"
# **What to see**: rows equal rows, money equals money, to the cent. Amounts are exact decimals throughout, never floating-point numbers, which leave crumbs.
#
# Now the ledger, one line per rule:

# %%
show(cleaned.ledger, rows=30)

# %% [markdown] sid="ledger_seen" lang="zh-CN"
# **看什么**：从上往下读，“之前”减去这一条等于“之后”，下一行的“之前”就是上一行的“之后”。金额特别大的行要停下来看：合计行和离谱的金额往往只有几行，却能把总额抬高好几倍，不剔除它们，后面所有的平均数都没有意义。
#
# “更正”的行没有离开，只是统一了写法，所以前后行数不变。

# %% [markdown] sid="ledger_seen" lang="en"
# **What to see**: read downwards: before less this rule is after, and the next line's before is this line's after. Stop where the money is large: totals and absurd amounts are often only a few rows that raise the sum several times over, and with them in, no later mean would mean anything.
#
# Rows that were changed did not leave. They were only written alike, so the counts stay.

# %% [markdown] sid="quarantine" lang="zh-CN"
# ## 三、待核实数据：单列，不是删除
#
# 剔出来的行连同原因、所在行号原样保留，交还公司核对。补好了，下次运行自然就算进来了。

# %% [markdown] sid="quarantine" lang="en"
# ## 3. The quarantine: set aside, not deleted
#
# The rows that were taken out are kept as they stood, with their reason and their row in the file, for the company to check. Once they are mended they count in the next run.

# %%
reasons = cleaned.quarantine.group_by("reason").aggregate(rows=cleaned.quarantine.count())
show(reasons.order_by(reasons.rows.desc(), "reason"), rows=12)
show(cleaned.quarantine.order_by("row").drop("source", "customer_id"), rows=6)

# %% [markdown] sid="merge" lang="zh-CN"
# **看什么**：上表按原因计数，下表是最靠前的几行，“行号”就是用表格软件打开原文件时看到的行号，找得到、改得了。
#
# ## 四、一个人，几个会员号
#
# 换手机、换门店、重新注册，一个人就有了两个会员号。不合并，一位老客户会被看成两位生客。公司若在设置里写明了合并的依据（例如手机号），这里显示合并前后的差别：

# %% [markdown] sid="merge" lang="en"
# **What to see**: above, rows by reason; below, the first of them. The row is the one you see when you open the file in a spreadsheet, so it can be found and mended.
#
# ## 4. One person, several member numbers
#
# A new phone, another store, a second registration, and one person has two member numbers. Unmerged, one old customer looks like two strangers. Where the study names a key to merge by, such as the mobile number, this is what merging did to those concerned:

# %%
show(cleaned.merge)
show(cleaned.filled)

# %% [markdown] sid="merge_seen" lang="zh-CN"
# **看什么**：同样这批人，合并后人均次数和人均金额都上去了，这才是他们的真面目。下面一张小表是从会员档案里补上的空格，补不上的写“未知”。**金额从来不补**，缺了就是缺了。
#
# ## 五、存好，并过一遍体检
#
# 把其余各表也换到合并后的会员号上，然后做质量检查。每项检查有两条线：过了“提醒”线，报告里会写明；过了“停止”线，整个运行就停下来，因为在这样的数据上出报告是害人。

# %% [markdown] sid="merge_seen" lang="en"
# **What to see**: the same people buy more often and spend more per head once merged, which is their true face. The small table counts empty cells filled from the customer file; what cannot be filled is called unknown. **Money is never filled in**: missing is missing.
#
# ## 5. Keep it, and have it examined
#
# Put the other tables onto the merged numbers, then run the quality checks. Each has two lines: past the warning line the report says so; past the stop line the run stops, for a report on such data would do harm.

# %%
steps.keep_tables(stage, cleaned)
quality = steps.judge_quality(stage, cleaned)
show(quality.checks, rows=14)

# %% [markdown] sid="tables" lang="zh-CN"
# **看什么**：“数值”一列是占比，和右边两条线比一比，“结果”一列就明白了。
#
# 订单以外的各表也要对账：一行是一个文件，读到多少条，就得说清多少条。单列的行写在 `restricted` 文件夹里各自的待核实文件中。

# %% [markdown] sid="tables" lang="en"
# **What to see**: the values are shares. Compare each with the two lines beside it, and the last column explains itself.
#
# The other tables are accounted for as well: one row per file, and as many records explained as were read. Rows set aside stand in a quarantine file of their own in the `restricted` folder.

# %%
show(quality.accounts, rows=40)

# %% [markdown] sid="findings" lang="zh-CN"
# ## 小结

# %% [markdown] sid="findings" lang="en"
# ## Findings

# %%
show.say("cleaning.kept", kept=account.kept, share=account.kept / account.rows, amount=account.amount_kept)
show.say("cleaning.quarantined", n=account.quarantined, share=account.quarantined / account.rows)

# %% [markdown] sid="caution" lang="zh-CN"
# **提醒**：清洗规则是**业务决定**，不是技术细节。退款冲减还是剔除、零元赠品算不算一次购买、单笔上限定多少，换一个答案，客户的位置就会变。这些都写在 `study.yml` 的 `cleaning` 一节，开工前请和财务、销售一起定。
#
# **下一步**：《第三步 RFM 与客户特征》。从订单行到客户，每人一行。

# %% [markdown] sid="caution" lang="en"
# **A caution**: cleaning rules are **business decisions**, not technical detail. Whether refunds are netted or dropped, whether a gift of zero counts as a purchase, where the limit lies: another answer puts customers elsewhere. All of it stands in `study.yml` under `cleaning`. Settle it with finance and sales before you begin.
#
# **Next**: step 3, RFM and features. From order lines to customers, one row each.

# %%
stage.finish()
