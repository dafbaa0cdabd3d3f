# %% [markdown] sid="question" lang="zh-CN"
# # 第六步 策略与迁移：谁在变，对谁做什么
#
# **这一步要回答的问题**：和上个季度比，谁升了、谁降了，牵动多少钱？对每一类做什么、谁来做、怎么知道有没有用？
#
# | 进来 | 出去 |
# |---|---|
# | 分类结果、检验结果、运营策略手册 | 八个季度的结构；客群迁移；画像；行动清单、投入产出、九十天计划 |
#
# 分完类不行动，等于没分。行动之前先算三笔账：**在险的钱有多少、动一位客户要花多少、多做成几单才回本**。

# %% [markdown] sid="question" lang="en"
# # Step 6, strategy and movement: who is changing, and what to do
#
# **The question**: against last quarter, who moved up and who down, and with how much money? What is to be done with each segment, by whom, and how will we know that it worked?
#
# | goes in | comes out |
# |---|---|
# | segments, tests, the playbook | the structure over eight quarters; movement; portraits; actions, effort and return, a ninety-day plan |
#
# Segments without action are no segments. Before acting, three sums: **how much money is at risk, what does it cost to approach one customer, and how many extra orders pay for it?**

# %% tags=["parameters"]
run = ""
language = "zh-CN"

# %%
import pandas as pd

from segkit.facts import Economics, Structure, Task
from segkit.opening import open_notebook
from segkit.report.charts import change, gantt, profile, proof
from segkit.steps import strategy as steps

stage, show = open_notebook(run, "strategy", language)

# %% [markdown] sid="five" lang="zh-CN"
# ## 一、迁移：用五位客户弄懂
#
# 上季度在哪一类，这季度在哪一类，画成一张交叉表，行是从前，列是现在：

# %% [markdown] sid="five" lang="en"
# ## 1. Movement, on five customers
#
# Which grade last quarter, which grade now: a cross table, rows before, columns after:

# %%
moves = pd.DataFrame({"before": list("HHMML"), "after": list("HMMLM")}, index=list("ABCDE"))
table = pd.crosstab(moves["before"], moves["after"])
show(table.loc[list("HML"), list("HML")])

# %% [markdown] sid="five_seen" lang="zh-CN"
# **看什么**：H、M、L 代表高、中、低三级。对角线上的人没动；对角线右上是降级，左下是升级。
#
# 有个陷阱：如果每个季度都重新定界值，全公司一起变差，排名却不变，交叉表上就**谁也没动**。所以本工具用**同一套界值**去量前后两个时点，动的就只能是客户。

# %% [markdown] sid="five_seen" lang="en"
# **What to see**: H, M and L are high, middle and low. Those on the diagonal stayed; above it are those who fell, below it those who rose.
#
# A trap: if cut points are fitted anew each quarter and the whole company declines together, ranks do not change, and the table says that **nobody moved**. So the kit measures both days with **the same cut points**; what moves then is the customer.

# %% [markdown] sid="quarters" lang="zh-CN"
# ## 二、八个季度的结构

# %% [markdown] sid="quarters" lang="en"
# ## 2. The structure over eight quarters

# %%
gaps = steps.Gaps()
days = stage.table("days")
steps.follow_quarters(stage, days, gaps)
show.chart(change.structure_area, stage.load("structure", Structure | None))

# %% [markdown] sid="quarters_seen" lang="zh-CN"
# **看什么**：每一竖条是一个季末，各色带的厚薄是各类客户所占的比例。看**最想留住的那一类，带子是越来越宽还是越来越窄**。新开的店早期客户都“新近”，前几个季度的变化要打个折扣看。
#
# ## 三、谁升了，谁降了

# %% [markdown] sid="quarters_seen" lang="en"
# **What to see**: each quarter's end from top to bottom; the bands are shares of customers. Is **the band you most want to keep growing or shrinking?** In a young shop everyone is recent at first, so take the early quarters with a grain of salt.
#
# ## 3. Who rose, who fell

# %%
movement = steps.follow_movers(stage, days, gaps)
order = steps.groups.today(stage, stage.study.primary).order
show.chart(change.flow, movement, order)
show(movement and movement.moves, rows=10)

# %% [markdown] sid="movers_seen" lang="zh-CN"
# **看什么**：从上到下按人数排列，“之前”一栏是短横线的，是本季度的新客户。降级的钱按**降级之前**的收入算，升级的按**现在**的算：前者是正在失去的，后者是刚刚赢得的。
#
# 图和表都从第一天累计：历史越长，频率与金额的得分越高，升级因此偏多。小结里的人数因此换一种数法，两端都只计同样多的天数。
#
# ## 四、给每一类画像

# %% [markdown] sid="movers_seen" lang="en"
# **What to see**: the largest moves first; where before is a dash they are this quarter's new customers. The money of those who fell is what they spent **before**, of those who rose what they spend **now**: the first is being lost, the second was just won.
#
# Chart and table count from the first day: a longer history lifts frequency and spend, and favours moves up. The findings below therefore count as many days at either end.
#
# ## 4. A portrait of each segment

# %%
cards = steps.describe_all(stage, days)
stakes = {segment: card.at_stake or 0 for segment, card in cards.items()}
largest = cards[max(stakes, key=stakes.get)]
show({"segment": largest.segment, "n": largest.n, "revenue_12m": largest.revenue_12m, "at_stake": largest.at_stake})
show.chart(profile.index_bars, largest.indices)

# %% [markdown] sid="stake" lang="zh-CN"
# **看什么**：这是**在险收入**最大的一类。横条是它的各项指标与全体客户相比，全体为 100；长的是特别高的，短的是特别低的。
#
# 在险收入这样算：
#
# - 用话说：近十二个月这一类花的钱，乘以“没有回来的可能”。
# - 写成式子：$\text{在险收入} = S_{12} \times (1 - p)$，其中 $S_{12}$ 是近十二个月净消费，$p$ 是验证期里实测的复购率。
#
# 用假想的一类算一遍：

# %% [markdown] sid="stake" lang="en"
# **What to see**: this is the segment with most **revenue at risk**. The bars are its measures against all customers, who are 100; long is unusually high, short unusually low.
#
# Revenue at risk works like this:
#
# - In words: what the segment spent over twelve months, times the chance of not coming back.
# - In symbols: $\text{revenue at risk} = S_{12} \times (1 - p)$, with $S_{12}$ the net spend of the last twelve months and $p$ the repeat rate measured in the holdout.
#
# On an invented segment:

# %%
invented = pd.DataFrame({"revenue_12m": [50000.0], "repeat_rate": [0.6]})
show(invented.assign(at_stake=invented["revenue_12m"] * (1 - invented["repeat_rate"])))

# %% [markdown] sid="stake_seen" lang="zh-CN"
# **看什么**：它是**上限，不是预测**。没回来的人里，有些本来就不会再来，有些过了验证期又会来。用它来排先后可以，拿它当“挽回目标”去考核人就不公平了。
#
# ## 五、行动清单
#
# 先听听满意度怎么说，再把运营策略手册里的每一条填上真实数字：

# %% [markdown] sid="stake_seen" lang="en"
# **What to see**: it is **an upper bound and no forecast**. Some of those who stayed away would never have come again, others will come after the holdout. Use it to decide what comes first; as anybody's target it would be unfair.
#
# ## 5. Actions
#
# Hear satisfaction first, then fill every line of the playbook with real figures:

# %%
satisfaction = steps.ask_customers(stage, gaps)
actions = steps.plan_actions(stage, cards)
show([action.action for action in actions])
show(satisfaction.quadrants)

# %% [markdown] sid="actions_seen" lang="zh-CN"
# **看什么**：按在险收入从大到小排，每一条都写明对谁、做什么；负责人、渠道、话术和衡量办法在报告里。下面一张小表把客户按“价值高不高、满不满意”分成四格，**价值高却不满意的那一格，打电话要赶在发优惠券之前**。
#
# ## 六、值不值得做，怎么知道有没有用

# %% [markdown] sid="actions_seen" lang="en"
# **What to see**: ordered by revenue at risk, each says to whom and what; owner, channel, script and measure stand in the report. The small table divides customers by value and satisfaction: **those of value who are dissatisfied need a call before they need a voucher**.
#
# ## 6. Is it worth it, and how shall we know?

# %%
steps.weigh_actions(stage, actions)
economics = stage.load("economics", tuple[Economics, ...])
show.chart(proof.break_even, economics)
show(economics)

# %% [markdown] sid="economics_seen" lang="zh-CN"
# **看什么**：“保本”是指每百位客户里要多做成几单，才抵得过动作的成本。已经很高的复购率再往上提，比从低处往上提难得多。
#
# “对照组”是**故意不做动作的客户**，随机抽取。没有他们，季末业绩好，说不清是动作的功劳，还是本来就会好。“可识别的提升”是这样的人数最小能看出多大的差别；比它还小的效果，做了也证明不了。
#
# 最后是九十天的安排：

# %% [markdown] sid="economics_seen" lang="en"
# **What to see**: break-even is how many extra buyers in a hundred pay for the action. To raise a repeat rate that is high already is much harder than to raise a low one.
#
# The control group are **customers deliberately left alone**, drawn at random. Without them, a good quarter may be the action's doing, or may have come anyway. The detectable rise is the smallest difference such numbers can show; an effect below it cannot be proved even if it is there.
#
# Last, the ninety days:

# %%
show.chart(gantt.gantt, stage.load("plan", tuple[Task, ...]))
stage.save("gaps_strategy", tuple(gaps.found))
show(gaps.found)

# %% [markdown] sid="findings" lang="zh-CN"
# **看什么**：先定名单和对照组，再动手，最后回来看结果，次序不能反：动作做完再补对照组，就来不及了。
#
# ## 小结

# %% [markdown] sid="findings" lang="en"
# **What to see**: first the lists and the control groups, then the actions, then the review. Not the other way round: a control group cannot be made up afterwards.
#
# ## Findings

# %%
show.say("strategy.moved", up=movement and movement.window_up, down=movement and movement.window_down)
show.say("strategy.stake", segment=largest.segment, at_stake=largest.at_stake)

# %% [markdown] sid="caution" lang="zh-CN"
# **提醒**：毛利率、动作成本、预期提升这三样是**假设**，写在 `study.yml` 和手册里，请用自己公司的数替换。假设不同，保本点会差很多。
#
# **下一步**：《第七步 分析报告》。把所有事实汇成一份给领导看的报告。

# %% [markdown] sid="caution" lang="en"
# **A caution**: margin, cost and expected rise are **assumptions**, written in `study.yml` and the playbook. Put in your own company's figures; other assumptions give a very different break-even.
#
# **Next**: step 7, the report. All facts in one document for the board.

# %%
stage.finish()
