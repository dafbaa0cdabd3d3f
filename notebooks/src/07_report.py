# %% [markdown] sid="question" lang="zh-CN"
# # 第七步 分析报告：让人看完就能拍板
#
# **这一步要回答的问题**：怎样把前六步的结果，变成一份领导看得下去、敢据此拍板的报告？
#
# | 进来 | 出去 |
# |---|---|
# | 前六步留下的全部事实 | 每种语言一份 PDF、一份网页、一份表格；受限文件夹里的客户名单和跟进表 |
#
# 多数分析报告的毛病，是按**做的先后**写：先讲数据怎么清洗，再讲分了几类，结论在最后一页，领导早翻不到了。这份报告反过来，按**看的先后**写：第二页一页纸说完结论、数字和请求；做法全部放到附录。

# %% [markdown] sid="question" lang="en"
# # Step 7, the report: read it and decide
#
# **The question**: how do the results of six steps become a report that a board will read to the end and decide upon?
#
# | goes in | comes out |
# |---|---|
# | every fact that the six steps left | per language a PDF, a web page and a workbook; customer and work lists in the restricted folder |
#
# Most analyses are written in the order of the **work**: how the data were cleaned, how many groups there were, and the conclusion on a last page nobody reaches. This one is written in the order of the **reader**: page two says conclusion, figures and requests; how it was done stands in the appendix.

# %% tags=["parameters"]
run = ""
language = "zh-CN"

# %%
from segkit.opening import open_notebook
from segkit.report.charts.bars import pyramid
from segkit.report.findings import say, top_findings
from segkit.steps import report as steps

stage, show = open_notebook(run, "report", language)

# %% [markdown] sid="facts" lang="zh-CN"
# ## 一、先把事实归到一处
#
# 所有数字汇总成一个文件 `report.json`。**报告里的每个数都从这里来**：标题、正文、图、表引用同一个来源，就不会出现第三页说两成、第九页说三成的笑话。

# %% [markdown] sid="facts" lang="en"
# ## 1. Gather the facts first
#
# All figures go into one file, `report.json`. **Every number of the report comes from it**: titles, text, charts and tables quote one source, and page three cannot contradict page nine.

# %%
report = steps.store_facts(stage)
show(report.meta)

# %% [markdown] sid="facts_seen" lang="zh-CN"
# **看什么**：统计截止日、数据起止、客户数、订单数、净收入。请先拿这几个总数去和财务对一对，**总数对不上，后面一页都不要讲**。
#
# ## 二、句子也是算出来的
#
# 每页的标题是一句结论，由句式加数字拼成。数字变了句子跟着变；顾问可以在 `words.yml` 里换成自己的话，数字一动，系统会提醒复核。这是按金额排出来的几条主要发现：

# %% [markdown] sid="facts_seen" lang="en"
# **What to see**: the as-of day, the days covered, customers, orders, net revenue. Compare these totals with the accounts first. **If the totals disagree, present not one further page.**
#
# ## 2. Sentences are computed too
#
# The title of each page is a conclusion, made of a pattern and figures. When figures move, the sentence moves; a consultant may put their own words into `words.yml` and is warned when its figure has changed. The main findings, by money:

# %%
findings = top_findings(report)
show([say(finding, show.words()) for finding in findings])

# %% [markdown] sid="one_page" lang="zh-CN"
# **看什么**：好的发现有三样东西：**谁、多少、所以怎样**。读一遍，问问自己：领导听了会问“那又如何”吗？会的话，这句就还没写完。
#
# ## 三、图也只画一个意思

# %% [markdown] sid="one_page" lang="en"
# **What to see**: a good finding holds three things: **who, how much, and so what**. Read them and ask whether the board would say "so what?". If it would, the sentence is not finished.
#
# ## 3. A chart says one thing

# %%
scheme = "value_tier" if any(row.scheme == "value_tier" for row in report.figures) else report.meta.primary
show.chart(pyramid, tuple(row for row in report.figures if row.scheme == scheme))

# %% [markdown] sid="chart_seen" lang="zh-CN"
# **看什么**：左边是各级的人数，右边是各级的钱，用的是同一把尺子，所以能直接比长短。颜色只用来点出要说的那一级，其余都是灰的：**颜色一多，就没有重点了**。
#
# ## 四、写出报告
#
# 事实、版式、语言三样合成一份报告。换一套版式或一种语言，都不用重新计算：

# %% [markdown] sid="chart_seen" lang="en"
# **What to see**: heads on the left, money on the right, to one scale, so that lengths can be compared. Colour marks only the grade that matters, the rest is grey: **many colours make no point**.
#
# ## 4. Write it
#
# Facts, brand and language make the report. Another brand or another language needs no new computation:

# %%
written = steps.write_all(stage, report)
show([file.name for file in written])

# %% [markdown] sid="files_seen" lang="zh-CN"
# **看什么**：这些文件可以发出去，里面只有汇总数，人数太少的格子不显示。**带会员号的名单和跟进表在 `restricted` 文件夹里，属于个人信息，只交给该跟进的人。**
#
# ## 五、做不了的也要写明

# %% [markdown] sid="files_seen" lang="en"
# **What to see**: these files may be shared; they hold totals only, and cells of very few customers are blank. **Lists with member numbers lie in the folder `restricted`. They are personal data, for those who must follow up and nobody else.**
#
# ## 5. Say what could not be done

# %%
show(report.gaps)

# %% [markdown] sid="findings" lang="zh-CN"
# **看什么**：若是空的，说明各部分都算出来了；若有条目，每条都有原因，附录里会照实写。敢写“这一项做不了”的报告，别的数字才让人信。
#
# ## 小结

# %% [markdown] sid="findings" lang="en"
# **What to see**: if empty, every part was computed; if not, each entry has its reason, and the appendix prints it. A report that dares to say "this could not be done" is believed in its other figures.
#
# ## Findings

# %%
show.say("report.done", n=report.meta.n_customers, revenue=report.meta.revenue)

# %% [markdown] sid="caution" lang="zh-CN"
# **提醒**：报告写完不是终点。三个月后用**同一套界值**再跑一次，看谁升谁降；一个季度后看对照组，知道哪些动作真的有用。能回答这两个问题，客户分型才算落了地。
#
# **下一步**：换上您自己公司的数据。在命令行运行 `segkit init`，给它您的订单文件，它会提出一份设置让您核对；再运行 `segkit run`，就是您自己的报告。

# %% [markdown] sid="caution" lang="en"
# **A caution**: the report is not the end. In three months run again with **the same cut points** and see who rose and who fell; after a quarter look at the control groups and learn which actions really worked. When you can answer both, segmentation has arrived in the business.
#
# **Next**: your own company's data. Run `segkit init` on the command line and give it your order file; it proposes the settings for you to check. Then `segkit run` writes your own report.

# %%
stage.finish()
