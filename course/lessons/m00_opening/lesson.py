# %% [markdown] sid="m00-question" lang="zh-CN" slide="slide"
# # 开箱：先看报告，再学方法
#
# **这一课要回答的问题**：这份报告上的数，哪些您信，哪些您不信？凭什么？
#
# | 进来 | 出去 |
# |---|---|
# | 开课之前跑出来的报告初稿 | 每组一张单子：信什么、不信什么、怎么查；还有自己的一个问题 |
#
# 报告是开课前刚跑出来的，还没有人改过一个字。先别问它是怎么算的，那是后面几课要做的事。现在请像审一份外面交来的报告那样审它：**翻开、挑一个数、问一句“真的吗”。**

# %% [markdown] sid="m00-question" lang="en" src="4988949a" slide="slide"
# # Opening the box: the report first, methods later
#
# **The question**: which figures in this report do you believe, which do you doubt, and why?
#
# | goes in | comes out |
# |---|---|
# | the draft report, run before the class | a sheet from each group: believed, doubted, how to check; and one question of your own |
#
# The report was run just before the class, and nobody has changed a word. Do not ask yet how it was computed; that is what the lessons after this one are for. Review it as you would a report from outside: **open it, pick a figure, and ask "is that really so?"**

# %% [markdown] sid="m00-n-open-own" lang="zh-CN" role="trainer" when="own"
# **开场白**（1 分钟）：“这不是讲义，是各位公司的数。下课的时候，这份报告要由各位看过、问过，改成可以拿去拍板的样子。”
#
# **先问**：请全班翻到第二页（两人看一份），举手：第一个数信的举左手，不信的举右手。只点一位“不信”的人说理由。
#
# **冷场怎么办**：销售同事往往先说“这个客户我认识，不是这样”。这是最好的开头，请他说出是哪一页、哪个数。
#
# **提醒**：本公司的名单和编号不上投影。报告初稿只放汇总数，少于 11 人的格子不显示。
#
# **时间**：练习之前讲 5 分钟，“公司的数据”一页只念三个数：行、单、人；汇报点评之后 1 分钟，说课前测验，小结念一句就够。

# %% [markdown] sid="m00-n-open-own" lang="en" src="0f303bcd" role="trainer" when="own"
# **Opening words** (1 minute): "This is not a handout; these are your own company's figures. By the end of the class you will have read it, questioned it, and turned it into one on which decisions can be taken."
#
# **Ask first**: everybody turns to page two (two share a copy). Left hand if you believe the first figure, right hand if not. Let one doubter say why.
#
# **If nobody speaks**: people from sales are often the first to say "I know that customer, it's not like that". There is no better start; ask them for the page and the figure.
#
# **Remember**: no lists or ids of your own company on the screen. The draft holds totals only, and cells of fewer than 11 people show nothing.
#
# **Time**: five minutes before the exercise; of the page with the company's data read out three figures only, lines, orders and people. One minute after its reports: the test before the course, and one sentence to take away.

# %% [markdown] sid="m00-n-open" lang="zh-CN" role="trainer" when="example"
# **开场白**（1 分钟）：“这是一家虚构公司的报告，今天把它当作自己公司的来审：一页页问，问完才肯签字。回去以后，各位公司的报告也要这样过一遍。”
#
# **先问**：请全班翻到第二页（两人看一份），举手：第一个数信的举左手，不信的举右手。只点一位“不信”的人说理由。
#
# **冷场怎么办**：请一位平时做报表的同事挑一个自己最常看的数，问它“数的是谁”。自己公司的报表里答不上来的，在这份报告上多半也该问。
#
# **时间**：练习之前讲 5 分钟，“公司的数据”一页只念三个数：行、单、人；汇报点评之后 1 分钟，说课前测验，小结念一句就够。

# %% [markdown] sid="m00-n-open" lang="en" src="3ce2cd87" role="trainer" when="example"
# **Opening words** (1 minute): "This is the report of an invented company. Today review it as if it were your own: question it page by page, and sign only when you are done. Your own company's report should go through the same."
#
# **Ask first**: everybody turns to page two (two share a copy). Left hand if you believe the first figure, right hand if not. Let one doubter say why.
#
# **If nobody speaks**: ask somebody who makes reports at work for the figure they look at most, and put the first question to it: who is counted? Whatever cannot be answered for one's own reports is worth asking here.
#
# **Time**: five minutes before the exercise; of the page with the company's data read out three figures only, lines, orders and people. One minute after its reports: the test before the course, and one sentence to take away.

# %% tags=["parameters"]
company = "liwan"
language = "zh-CN"
mode = "class"

# %%
import pandas as pd

from segkit.learn import start

lesson = start("m00", company=company, language=language, mode=mode)
orders, features = lesson.load("orders", "features")
as_of = lesson.as_of

# %% [markdown] sid="m00-three" lang="zh-CN" slide="slide"
# ## 每个数问三句
#
# 1. **数的是谁？** 是行、是单、还是人？分母 n 是多少？注册没买过的算不算？
# 2. **截到哪一天？** 统计截止日是给定的，不是“今天”。
# 3. **换个口径变多少？** 退款减了没有？平均数换成中位数，还是这个意思吗？
#
# 三句都答得上来，才轮到问“所以该做什么”。一句答不上来，就写进“不信”那一栏，并写上**怎么查**。

# %% [markdown] sid="m00-three" lang="en" src="77a981de" slide="slide"
# ## Three questions for every figure
#
# 1. **Who is counted?** Lines, orders, or people? What is the denominator n? Does it include those who registered but never bought?
# 2. **Up to which day?** The as-of day is given; it is not "today".
# 3. **How much would another definition change?** Are refunds subtracted? Does the median tell the same story as the mean?
#
# Only when all three have an answer is it time to ask "so what should we do?". If one has no answer, the figure goes on the list of doubts, with **how to check it**.

# %% [markdown] sid="m00-symbols" lang="zh-CN" slide="skip"
# ## 写成式子
#
# 报告里最常见的两种数：
#
# - 占比是 $p = k / n$：$k$ 个人里有这回事，一共 $n$ 个人。**没有 $n$ 的百分数不能信。**
# - 平均数是 $\bar{x} = \frac{1}{n} \sum x_i$：一个很大的 $x_i$ 就能把它拉走；中位数是排在正中间的那一个，拉不走。

# %% [markdown] sid="m00-symbols" lang="en" src="577aaafa" slide="skip"
# ## In symbols
#
# The two kinds of figures that a report has most:
#
# - a share is $p = k / n$: it holds for $k$ people out of $n$. **Do not trust a percentage without its $n$.**
# - a mean is $\bar{x} = \frac{1}{n} \sum x_i$: one large $x_i$ pulls it away; the median is the one in the middle and cannot be pulled away.

# %% [markdown] sid="m00-five" lang="zh-CN"
# ## 五位假想的客户
#
# 报告上写着“客户平均消费 2000 元”。看看这五位：
#
# | 客户 | 花了多少 | 来过几次 |
# |---|---|---|
# | A | 200 | 1 |
# | B | 200 | 1 |
# | C | 300 | 2 |
# | D | 300 | 1 |
# | E | 9000 | 12 |

# %% [markdown] sid="m00-five" lang="en" src="62114e8f"
# ## Five invented customers
#
# The report says "customers spend 2,000 on average". Here are five of them:
#
# | customer | spend | orders |
# |---|---|---|
# | A | 200 | 1 |
# | B | 200 | 1 |
# | C | 300 | 2 |
# | D | 300 | 1 |
# | E | 9,000 | 12 |

# %%
five = pd.DataFrame({"customer": list("ABCDE"), "spend": [200, 200, 300, 300, 9000], "orders": [1, 1, 2, 1, 12]})
figures = {"mean": five["spend"].mean(), "median": five["spend"].median(), "n": len(five)}
figures = {name: f"{figure:,.0f}" for name, figure in figures.items()} | {"once": f"{(five['orders'] == 1).mean():.0%}"}
pd.DataFrame({lesson.text(f"open.col_{name}"): [figure] for name, figure in figures.items()}, index=[""])

# %% [markdown] sid="m00-five-seen" lang="zh-CN"
# **看什么**：平均数 2000 没有算错，可**没有一个人像 2000**。四位不超过 300，一位在 9000。中位数 300 才像多数人。再看最后一格：五个人里三个只买过一次，写成“60%”好像很有把握，写成“5 个人里 3 个”就知道要小心。
#
# 数没错，话可能错。开箱要练的就是这一眼。

# %% [markdown] sid="m00-five-seen" lang="en" src="5acd8e4d"
# **What to see**: the mean of 2,000 is not miscalculated, but **not one of them looks like 2,000**. Four are at 300 or below, one at 9,000. The median of 300 is much more like most of them. Now look at the last cell: three of the five bought only once. Written "60%" it sounds sure; written "3 of 5" it tells you to be careful.
#
# The figure can be right and the sentence wrong. That is what opening the box trains your eye for.

# %% [markdown] sid="m00-data" lang="zh-CN"
# ## 换成公司的数据
#
# 报告初稿里的客户数、订单数和金额，都是从两张表来的：订单表一行一个商品，退款是负数；客户表一行一位买过的客户。（代码里叫 `orders` 和 `features`。）

# %% [markdown] sid="m00-data" lang="en" src="7314a074"
# ## The company's data
#
# The draft's figures on customers, orders and money come from two tables: that of orders has one line per item, refunds negative; that of customers one row for each who bought. (In the code they are `orders` and `features`.)

# %% slide="slide"
counts = {"lines": len(orders), "refunds": orders["is_refund"].sum(), "orders": orders["order_id"].nunique(), "n": len(features)}
figures = counts | {"mean": features["monetary"].mean(), "median": features["monetary"].median()}
pd.DataFrame({lesson.text(f"open.col_{name}"): [f"{figure:,.0f}"] for name, figure in figures.items()}, index=[""])

# %% [markdown] sid="m00-data-seen" lang="zh-CN"
# **看什么**：行数比订单数多，因为一单可以有几样商品；订单数又比人数多，因为有人来过不止一次。**同一件事，数行、数单、数人，是三个数。** 平均消费与中位数差得远不远？差得远，就说明钱集中在少数人身上，报告里凡是写“平均客户”的句子都要当心。下图把客户从大到小排好，一个一个加上去：曲线拱得越高，钱越集中。

# %% [markdown] sid="m00-data-seen" lang="en" src="309b02ba"
# **What to see**: there are more lines than orders, because an order may have several items, and more orders than people, because some came more than once. **Lines, orders, people: three different figures for one thing.** How far is mean spend from the median? If it is far, the money is concentrated in a few customers, and every sentence about "the average customer" needs care. The chart adds customers up from the largest to the smallest: the higher the curve bends, the more concentrated the money.

# %% [markdown] sid="m00-curve" lang="zh-CN"
# ## 前两成客户，带来几成收入？

# %% [markdown] sid="m00-curve" lang="en" src="8569a87e"
# ## What share of income do the top 20% of customers bring?

# %% slide="slide"
lesson.chart("concentration", features["monetary"])

# %% [markdown] sid="m00-e01" lang="zh-CN" ex="E0.1"
# ## 练习 E0.1 开箱单
#
# 翻十页以内，写在**组内讨论表 E0.1 那一页**上；写好由组长录入笔记本。每组写：
#
# 1. `believe`：**信的两条以上**，每条写第几页、哪个数、为什么信；
# 2. `doubt`：**不信的两条以上**，每条写第几页、哪个数、**怎么查**。
#
# “都挺好的”不算。没有找到不信的，就找一个“要是错了，损失最大”的数。

# %% [markdown] sid="m00-e01" lang="en" src="8567f786" ex="E0.1"
# ## Exercise E0.1 The opening sheet
#
# Look at ten pages at most and write on the **page for E0.1 of the group discussion sheet**; the group's leader then types it into the notebook. Each group writes:
#
# 1. `believe`: **at least two things you believe**, each with its page, the figure, and why you believe it;
# 2. `doubt`: **at least two things you doubt**, each with its page, the figure, and **how to check it**.
#
# "All fine" does not count. If you doubt nothing, look for the figure that would cost most if it were wrong.

# %% ex="E0.1"
#zh 把 ____ 换成字，引号留着；每条都写页码，不信的要写怎么查
#en put your words in the place of ____ and keep the quotes; give the page with each, a doubt says how to check it
# BEGIN SOLUTION
told = {"zh-CN": ["第 4 页，近 12 个月的收入和财务的账对得上", "第 5 页，前 20% 的客户带来大半收入，和销售的客户排名一致", "第 6 页，高价值客户数偏多，按会员号抽十位，核对是不是一个人两个号", "第 14 页，满意的占比很高，要查有多少人打过分，问没打分的大客户"], "en": ["p. 4, revenue of the last 12 months agrees with finance's books", "p. 5, the top 20% bring most of the revenue, as in the sales team's ranking", "p. 6, too many of high value: draw ten and check for one person with two numbers", "p. 14, the satisfied share is high: count how many gave a mark, and ask the large who did not"]}[language]
believe = told[:2]  # FADE: ["____", "____"]
doubt = told[2:]  # FADE: ["____", "____"]
# END SOLUTION

# %% [markdown] sid="e0-1-hint1" lang="zh-CN" role="hint" ex="E0.1"
# 挑数不挑话：先找页面上最大的那个数，对它问“数的是谁”。

# %% [markdown] sid="e0-1-hint1" lang="en" src="dcd67621" role="hint" ex="E0.1"
# Pick figures, not sentences: take the largest on the page and ask who is counted.

# %% [markdown] sid="e0-1-hint2" lang="zh-CN" role="hint" ex="E0.1"
# 您最熟的那一块（自己的门店、自己的客户）最容易查出真假。

# %% [markdown] sid="e0-1-hint2" lang="en" src="38375722" role="hint" ex="E0.1"
# What you know best, your own shop or customers, is easiest to check.

# %% [markdown] sid="e0-1-hint3" lang="zh-CN" role="hint" ex="E0.1"
# “怎么查”写到动作：找哪张表、问哪个人、重算哪一列、和哪份报表比。

# %% [markdown] sid="e0-1-hint3" lang="en" src="4cfa305b" role="hint" ex="E0.1"
# "How to check" means an action: which table to look at, whom to ask, which column to recount, which report to compare.

# %% [markdown] sid="e0-1-explain" lang="zh-CN" role="explain" ex="E0.1"
# 单子齐了。请把它贴在墙上：**每一条“不信”都要有着落**。高价值怎么划，看报告附录里的分类标准（表 A2.1）；满意度够不够用，看画像与策略；数的是谁、重复不重复，看报告附录的清洗台账，那里每一行都有去处。课上讲到哪一条，就回来看哪一条，最后一课逐条销账。

# %% [markdown] sid="e0-1-explain" lang="en" src="65814d67" role="explain" ex="E0.1"
# The sheet is complete. Put it on the wall: **no doubt is left without an answer**. Where high value begins: the classification standard in the annex (table A2.1). Whether there are enough satisfaction marks to rely on: personas and strategy. Who is counted, and whether twice: the cleaning ledger in the report's annex, which accounts for every row. Come back to a doubt when its subject is taught; the last lesson settles them one by one.

# %% [markdown] sid="m00-e01-group" lang="zh-CN" role="group" ex="E0.1"
# **组内讨论**（就在练习的 10 分钟里）：一人念页码和数，一人问三句，一人记。**派代表汇报**（每组 30 秒）：只报一条最想查的“不信”。**点评**：讲师不解释、不辩护，只把它写到墙上，并说出哪一课会讲到，或者报告哪一页查得到。

# %% [markdown] sid="m00-e01-group" lang="en" src="98c73e9b" role="group" ex="E0.1"
# **In the group** (within the 10 minutes of the exercise): one reads out page and figure, one asks the three questions, one writes. **A speaker reports** (30 seconds each): only the doubt they most want checked. **Comment**: the trainer neither explains nor defends, but puts it on the wall and says which lesson comes to it, or which page of the report has it.

# %% [markdown] sid="m00-n-e01" lang="zh-CN" role="trainer" ex="E0.1"
# **怎么带**：用组内讨论表上 E0.1 那一页，不开电脑；写完由组长录入。各组领不同的页，免得都说第二页。
#
# **卡在哪里**：写成意见（“图不好看”“应当多做活动”），没有页码和数；写了不信，没写怎么查。
#
# **不要做**：替报告辩护。学员说错了也先记下，讲到的时候再让数据说话。
#
# **赶时间**：只写“不信”，每组一条；这样做不录入笔记本，检查要两条以上才通过。

# %% [markdown] sid="m00-n-e01" lang="en" src="af4f7328" role="trainer"
# **How to run it**: on the page for E0.1 of the group discussion sheet, laptops closed; the group's leader types it in. Give each group different pages, or all will talk about page two.
#
# **Where they stall**: opinions ("ugly chart", "we should have more campaigns") without page and figure, and doubts without a way to check.
#
# **Do not** defend the report. If a doubt is mistaken, write it down all the same and let the data speak when the subject comes up.
#
# **If you are running late**: doubts only, one from each group, and nothing is typed in: the check passes with two or more.

# %% [markdown] sid="m00-e02" lang="zh-CN" ex="E0.2"
# ## 练习 E0.2 亲手核对两个数
#
# 报告的图表下面写着客户数 n；“客户金字塔”一页（第 6 页）按分级列出复购占比，就是下过两单及以上的人占多少。从 `orders` 自己算一遍：
#
# 1. `n_customers`：**买过**的客户数（只有退款、没有购买的不算），和报告的 n 对一对；
# 2. `once_share`：其中**只下过一单**的人占多少，写成 0 到 1 的小数。它是复购占比的另一面：两个数加起来是 1。
#
# 注意数的是**单**，不是行，也不是天；分母是**人**，不是单。在笔记本里用下拉框选定“一次”数什么（`visit`），再运行那段代码。

# %% [markdown] sid="m00-e02" lang="en" src="c8d3f96f" ex="E0.2"
# ## Exercise E0.2 Check two figures yourself
#
# Below its exhibits the report states the number of customers, n; the page of the customer pyramid (p. 6) gives by grade the repeat share, those with two orders or more. Compute for yourself from `orders`:
#
# 1. `n_customers`: the customers who **bought** (refunds without a purchase do not count); compare it with the report's n;
# 2. `once_share`: the share of them with **one order only**, between 0 and 1. It is the other side of the repeat share: the two add up to 1.
#
# Count **orders**, neither lines nor days; divide by **people**, not by orders. In the notebook choose what "once" counts (`visit`) from the drop-down, then run the code there.

# %% ex="E0.2"
visits = {"order_id": "open.visit_order", "order_date": "open.visit_day", "amount": "open.visit_amount"}
#zh 先选“一次”数什么，再留下购买的行，最后数每位客户来过几次
#en choose what counts as once, keep the lines of purchases, then count for each customer
# BEGIN SOLUTION
visit = "order_id"  # FADE: lesson.choose("E0.2", "visit", visits)
bought = orders[orders["amount"] > 0]  # FADE: orders[orders[____] > 0]
n_orders = bought.groupby("customer_id")[visit].nunique()  # FADE: bought.groupby(____)[visit].nunique()
n_customers = len(n_orders)  # FADE: len(____)
once_share = (n_orders == 1).mean()  # FADE: (n_orders == ____).mean()
# END SOLUTION

# %% [markdown] sid="e0-2-hint1" lang="zh-CN" role="hint" ex="E0.2"
# 退款是负数，和原订单同号；只留金额大于 0 的行。

# %% [markdown] sid="e0-2-hint1" lang="en" src="304c378a" role="hint" ex="E0.2"
# Refunds are negative and carry their order's number; keep lines with an amount above 0.

# %% [markdown] sid="e0-2-hint2" lang="zh-CN" role="hint" ex="E0.2"
# 一单有几样商品就有几行，所以数不同的 `order_id`：`nunique()`。

# %% [markdown] sid="e0-2-hint2" lang="en" src="75c662f8" role="hint" ex="E0.2"
# An order of several items has several lines, so count different values of `order_id`: `nunique()`.

# %% [markdown] sid="e0-2-hint3" lang="zh-CN" role="hint" ex="E0.2"
# 一列真假值的平均数，就是真的占比；先问“等于 1 吗”，再取 `.mean()`，分母正好是人数。

# %% [markdown] sid="e0-2-hint3" lang="en" src="c79dd04d" role="hint" ex="E0.2"
# The mean of a column of true and false is the share that is true: ask whether it equals 1, then take `.mean()`; the denominator is just the number of people.

# %% [markdown] sid="e0-2-explain" lang="zh-CN" role="explain" ex="E0.2"
# 两个数都对了：人数从订单里数，占比的分母是人。报告用的是同一个口径，所以人数应当等于报告的 n；不一致，就是两边“数的是谁”不同。
#
# 从现在起，报告里任何一个数，您都可以这样查：**从最底下的表，重算一遍。**

# %% [markdown] sid="e0-2-explain" lang="en" src="95854146" role="explain" ex="E0.2"
# Both figures are right: people are counted from orders, and the denominator of the share is people. The report uses the same definition, so your number of customers should equal its n; if not, the two differ in who is counted.
#
# From now on you can check each figure of the report like this: **recompute it from the underlying table.**

# %% [markdown] sid="m00-e02-group" lang="zh-CN" role="group" ex="E0.2"
# **组内讨论**（3 分钟）：人数和报告的 n 一样吗？只买过一次的占比，和第 6 页各级的复购占比对得上吗？不一样，差在“数的是谁”的哪一步？**派代表汇报**：一句话说差在哪里。**点评**：请一位没写过代码的学员讲分母为什么是人。

# %% [markdown] sid="m00-e02-group" lang="en" src="f228ece1" role="group" ex="E0.2"
# **In the group** (3 minutes): does the number of customers equal the report's n? Does the share who bought once fit the repeat shares on page 6? If not, at which step of "who is counted" do they differ? **A speaker reports** in one sentence. **Comment**: somebody who never wrote code explains why the denominator is people.

# %% [markdown] sid="m00-n-e02" lang="zh-CN" role="trainer" ex="E0.2"
# **卡在哪里**：用 `len(orders)`；用行数判断一次；占比写成 60 而不是 0.6。
#
# **放在课上做时**：作为第一次上机，顺便看谁的电脑有问题。

# %% [markdown] sid="m00-n-e02" lang="en" src="04af6ade" role="trainer"
# **Where they stall**: `len(orders)`, lines taken for orders, a share of 60 in place of 0.6.
#
# **If it is done in class**: make it the first exercise at the computer; it shows whose laptop has trouble.

# %% [markdown] sid="m00-e03" lang="zh-CN" ex="E0.3"
# ## 练习 E0.3 我的一个问题
#
# 到场时您在便利贴上写下了一个问题，贴在本组白板上；课后把它写进笔记本，想法变了就改。您最想让这份报告回答哪一个问题？
#
# 1. `question`：一句话，用问号结尾；写要拍的板，不写方法；
# 2. `who_decides`：答案出来以后，由哪个岗位拍板。
#
# 上课时一路拿它来对照：哪一课回答了它，哪一课让您想改它？

# %% [markdown] sid="m00-e03" lang="en" src="3e7b049a" ex="E0.3"
# ## Exercise E0.3 My one question
#
# On arrival you wrote a question on a sticky note for your group's board; after class write it into the notebook, changed if you think otherwise by then. Which one question would you most like this report to answer?
#
# 1. `question`: one sentence with a question mark; say what is to be decided, not a method;
# 2. `who_decides`: which role decides once the answer is there.
#
# Hold it against every lesson: which one answers it, which makes you want to change it?

# %% ex="E0.3"
#zh 一句问话，一个岗位
#en one question, one job title
# BEGIN SOLUTION
said = {"zh-CN": ["三月的挽回预算，应当先给哪 200 位老客户？", "会员部经理"], "en": ["Which 200 regulars should get March's money for winning back?", "head of membership"]}[language]
question = said[0]  # FADE: "____"
who_decides = said[1]  # FADE: "____"
# END SOLUTION

# %% [markdown] sid="e0-3-hint1" lang="zh-CN" role="hint" ex="E0.3"
# 想想您下个月要签字的一件事：钱给谁、人派给谁、先做哪一家。

# %% [markdown] sid="e0-3-hint1" lang="en" src="223a6362" role="hint" ex="E0.3"
# Think of one thing you will sign next month: who gets the money, the people, the first visit.

# %% [markdown] sid="e0-3-hint2" lang="zh-CN" role="hint" ex="E0.3"
# “怎样做客户分类”“怎样建模型”是方法，不是问题。把它换成“给谁”“给多少”“先做哪一个”。

# %% [markdown] sid="e0-3-hint2" lang="en" src="617ad820" role="hint" ex="E0.3"
# "How to segment customers" or "how to build a model" is a method, not a question. Replace it with "to whom", "how much", "which first".

# %% [markdown] sid="e0-3-hint3" lang="zh-CN" role="hint" ex="E0.3"
# 岗位写一个：门店店长、客服主管、区域总监；不写“大家”。

# %% [markdown] sid="e0-3-hint3" lang="en" src="233550fb" role="hint" ex="E0.3"
# Name one role: shop manager, head of service, regional director; not "everybody".

# %% [markdown] sid="e0-3-explain" lang="zh-CN" role="explain" ex="E0.3"
# 问题记下了。它好不好，看一条：**答案变了，您的决定会不会变？** 不会变，就换一个问题。

# %% [markdown] sid="e0-3-explain" lang="en" src="5749731c" role="explain" ex="E0.3"
# Your question is noted. One test tells whether it is good: **if the answer changed, would your decision change?** If not, choose another question.

# %% [markdown] sid="m00-e03-group" lang="zh-CN" role="group" ex="E0.3"
# **组内讨论**（3 分钟，茶歇时就可以）：对着白板上的便利贴，互相问“答案变了，您会做什么不一样的事”。**派代表汇报**：念一个。**点评**：便利贴留在白板上，最后一课回来对。

# %% [markdown] sid="m00-e03-group" lang="en" src="9390c565" role="group" ex="E0.3"
# **In the group** (3 minutes, in the tea break if you like): with the notes on the board before you, ask each other "if the answer changed, what would you do differently?". **A speaker reports** one of them. **Comment**: the notes stay on the board and are looked at again in the last lesson.

# %% [markdown] sid="m00-n-e03" lang="zh-CN" role="trainer" ex="E0.3"
# **怎么带**：到场时一人一张便利贴，贴到本组白板上，不占上课时间；休息时看一遍，后面举例就用学员的问题。课后由各人写进笔记本。
#
# **卡在哪里**：写成愿望（“提高复购率”），没有问号，也没有选项。问：“在哪两个办法里选？”

# %% [markdown] sid="m00-n-e03" lang="en" src="d0b1de3c" role="trainer"
# **How to run it**: one sticky note each on arrival, on the group's board, before the lesson begins; read them in the break and use their questions as examples from then on. After class everybody writes theirs into the notebook.
#
# **Where they stall**: wishes ("raise the repeat rate") without question mark or options. Ask: "between which two ways are you choosing?"

# %% [markdown] sid="m00-pretest" lang="zh-CN" slide="slide"
# ## 课前测验
#
# 开箱之前，各位做过一份课前测验，用的是匿名代码。它不计入成绩，只用来和课后测验比一比：**全班学到了多少，哪一种误会还在**。没做的，请在茶歇时补上，并在卷上写“课中补做”。代码不必记：课后测验照卷上同一条规则再写一遍，就是同一个。

# %% [markdown] sid="m00-pretest" lang="en" src="ecde5dcb" slide="slide"
# ## The test before the course
#
# Before opening the box you took a test under an anonymous code. It does not count towards your mark; it is only compared with the test after the course, to see **how much the class has learned and which misconceptions remain**. If you have not taken it, please do so in the tea break and write "taken in class" on the sheet. There is no need to remember the code: in the test after the course the same rule on the sheet gives the same one again.

# %% [markdown] sid="m00-case-shop" lang="zh-CN" role="case" case="shop"
# **网店**：报告写“高价值客户 1 成，很稳”。开箱时有人问：这 1 成里，多少人半年没来了？这一问，下一课就来数。

# %% [markdown] sid="m00-case-shop" lang="en" src="e8efffb7" role="case" case="shop"
# **Shop**: the report says "a tenth are of high value, all is well". Somebody asks: how many of them have not come for half a year? The next lesson counts them.

# %% [markdown] sid="m00-case-cosmetics" lang="zh-CN" role="case" case="cosmetics"
# **美妆社群**：报告写“群里每天很热闹”。开箱时有人问：说话的是几个人？这一问把“条数”换成了“人数”。

# %% [markdown] sid="m00-case-cosmetics" lang="en" src="c3c8a101" role="case" case="cosmetics"
# **Cosmetics community**: the report says "the groups are lively every day". Somebody asks: how many people speak? That turns messages into people.

# %% [markdown] sid="m00-case-finance" lang="zh-CN" role="case" case="finance"
# **金融**：报告把申购金额加起来当收入。开箱时有人问：银行赚的是手续费，哪一列才是收入？

# %% [markdown] sid="m00-case-finance" lang="en" src="11449fde" role="case" case="finance"
# **Finance**: the report adds up amounts invested as revenue. Somebody asks: the bank earns the fees; which column is revenue?

# %% [markdown] sid="m00-case-pharma" lang="zh-CN" role="case" case="pharma"
# **医药**：报告写 D 级终端很多。开箱时有代表说：不是没有潜力，是年总需求那一格没人填。没填不等于 0。

# %% [markdown] sid="m00-case-pharma" lang="en" src="a838f172" role="case" case="pharma"
# **Pharma**: the report has many outlets of grade D. A rep says: it is not that they have no potential; nobody filled in their yearly demand. Empty is not zero.

# %% [markdown] sid="m00-case-service" lang="zh-CN" role="case" case="service"
# **服务业**：报告写平均分不低。开箱时有人问：打分的是谁，没打分的是谁？大客户往往在没打分的那一边。

# %% [markdown] sid="m00-case-service" lang="en" src="d6d76abe" role="case" case="service"
# **Services**: the report shows a mean score that is not bad. Somebody asks: who gave a mark, and who did not? The large customers are often among the latter.

# %% [markdown] sid="m00-takeaway" lang="zh-CN" role="takeaway" slide="slide"
# ## 小结
#
# - 每个数问三句：数的是谁、截到哪一天、换个口径变多少。
# - 数行、数单、数人，是三个数；百分数没有 n 就不能信。
# - 平均数没错，话可能错；钱集中的时候看中位数。
# - 不信可以，要写得出怎么查。
# - 答案变了决定也不变的，不是好问题。

# %% [markdown] sid="m00-takeaway" lang="en" src="d607d7ac" role="takeaway" slide="slide"
# ## To take away
#
# - Three questions for every figure: who is counted, up to which day, how much would another definition change.
# - Lines, orders and people are three different figures; never trust a percentage without its n.
# - The mean can be right and the sentence wrong; where money is concentrated in a few customers, look at the median.
# - Doubt is welcome, with a way to check.
# - If no answer would change the decision, it is not a good question.
