# %% [markdown] sid="m02-question" lang="zh-CN" slide="slide"
# # 数据采集：先有问题，再找来源
#
# **这一课要回答的问题**：想知道的事，哪一份数据答得了？几份数据说的是同一个人吗？怎么保证谁也认不出来？
#
# | 进来 | 出去 |
# |---|---|
# | 自己的业务问题；公司手里的几份数据 | 一张“问题对来源”的表；一人一行的总表和匹配率；一张没有手机号的表 |
#
# 有的教材说“数据越多越好”。恰恰相反：**每一列都要说得出它回答哪个问题**。说不出的，收了没用，丢了要负责。

# %% [markdown] sid="m02-question" lang="en" src="0134500f" slide="slide"
# # Collecting the data: the question first, then the source
#
# **The question**: which source can answer what we want to know? Do several sources speak of the same person? And how do we make sure that nobody can be recognised?
#
# | goes in | comes out |
# |---|---|
# | your own business question; the company's sources | a map from question to source; one row per person with match rates; a table without phone numbers |
#
# Some textbooks say "the more data the better". The opposite is true: **for each column you must be able to say which question it answers**. Otherwise it is useless when collected and a liability when lost.

# %% tags=["parameters"]
company = "liwan"
language = "zh-CN"
mode = "class"

# %%
import hashlib
import hmac
import re
import secrets
import unicodedata

import pandas as pd

from segkit.learn import start

lesson = start("m02", company=company, language=language, mode=mode)
raw_orders = lesson.load("raw_orders")
customers = lesson.load("customers" if lesson.has("customers") else "features")
#zh 公司没有的来源，留一张空表
#en a source that the company lacks is an empty table
nothing = raw_orders[["customer_id"]].head(0)
feedback = lesson.load("feedback") if lesson.has("feedback") else nothing
events = lesson.load("events") if lesson.has("events") else nothing
messages = lesson.load("messages") if lesson.has("messages") else nothing

# %% [markdown] sid="m02-sources" lang="zh-CN" slide="slide"
# ## 七个来源，各有各的长处和盲区
#
# | 来源 | 说得出 | 说不出 | 通常归谁管 |
# |---|---|---|---|
# | 订单 `orders` | 买了什么、何时、多少钱 | 为什么买 | 财务、电商 |
# | 客户主档 `customers` | 是谁、在哪里、同意过什么 | 最近在做什么 | 会员部 |
# | 满意度 `feedback` | 打分的人满不满意 | 没打分的人怎么想 | 客服 |
# | 行为 `events` | 看了什么、加购了什么 | 线下的事 | 数字营销 |
# | 私信 `messages` | 用自己的话说的需求 | 没开口的人 | 客服、社群 |
# | 问卷 `survey` | 您问的事 | 没答的人 | 市场部 |
# | 外部调研 `research` | 不认识我们的人 | 具体的某一位客户 | 市场部 |
#
# 前五个问的是**自己的客户**，答案已经在公司里；后两个要花钱、花别人的时间，**先查前五个，再问后两个**。

# %% [markdown] sid="m02-sources" lang="en" src="5ce974de" slide="slide"
# ## Seven sources, each with its strength and its blind spot
#
# | source | can tell | cannot tell | usually owned by |
# |---|---|---|---|
# | `orders` | what, when, how much | why | finance, e-commerce |
# | master file `customers` | who, where, consent to what | what they have been doing lately | membership |
# | `feedback` | how satisfied those are who answered | what the others think | service |
# | `events` | what was looked at and put in the basket | anything offline | digital marketing |
# | `messages` | needs in their own words | those who never speak up | service, community |
# | `survey` | what you ask | those who do not answer | marketing |
# | `research` on the market | people who do not know us | a single customer | marketing |
#
# The first five are about **our own customers**, and the answers are already in the company; the last two cost money and other people's time. **Look in the first five before you turn to the last two.**

# %% [markdown] sid="m02-n-sources" lang="zh-CN" role="trainer"
# **先问**：“昨天您为了一个数找过几个人？”让学员说出归谁管，写在表的最后一列。归谁管比在哪里更难找。
#
# **卡在哪里**：以为满意度代表全体客户。问一句“没打分的人呢”。
#
# **时间**：讲解的时间大致三分，来源、并表、法律各占一份。E2.1 不在课上做时，用举手过三题（f4、f6、f7；题目在学员手册 E2.1 的表里，念给大家听）。

# %% [markdown] sid="m02-n-sources" lang="en" src="c81a1225" role="trainer"
# **Ask first**: "How many people did you ask for one figure yesterday?" Let them name the owners and write them in the table's last column. Who owns the data is harder to find out than where it is.
#
# **Where they stall**: feedback is taken to speak for all customers. Ask: "What about those who gave no mark?"
#
# **Time**: about a third of the teaching each for sources, joining and the law. Where E2.1 is not done in class, take three cases by a show of hands (f4, f6, f7; read them out from the table of E2.1 in the workbook).

# %% [markdown] sid="m02-e21" lang="zh-CN" ex="E2.1"
# ## 练习 E2.1 问题对来源
#
# 八个问题，各选一个**最先去查**的来源：
#
# | 号 | 想知道什么 |
# |---|---|
# | f1 | 这位客户最近一次是什么时候来买的 |
# | f2 | 减去退款之后，他去年花了多少 |
# | f3 | 他住在哪个城市 |
# | f4 | 打过分的客户对配送满不满意 |
# | f5 | 他看过、加购过、最后没买的是什么 |
# | f6 | 客户用自己的话说，他们缺什么 |
# | f7 | 注册了从没买过的会员，为什么不买 |
# | f8 | 同城还有多少人没听说过我们 |

# %% [markdown] sid="m02-e21" lang="en" src="0b253da1" ex="E2.1"
# ## Exercise E2.1 From question to source
#
# For each of the eight questions choose the source to **look in first**:
#
# | no. | what we want to know |
# |---|---|
# | f1 | when this customer last came to buy |
# | f2 | what they spent last year, less refunds |
# | f3 | which city they live in |
# | f4 | whether those who gave a mark are satisfied with delivery |
# | f5 | what they looked at, put in the basket and did not buy |
# | f6 | what customers lack, in their own words |
# | f7 | why members who never bought do not buy |
# | f8 | how many people in town have never heard of us |

# %%
options = {name: f"collect.source_{name}" for name in ("orders", "customers", "feedback", "events", "messages", "survey", "research")}

# %% ex="E2.1"
#zh 每个问题选一个来源
#en a source for each question
# BEGIN SOLUTION
f1 = "orders"  # FADE: lesson.choose("E2.1", "f1", options)
f2 = "orders"  # FADE: lesson.choose("E2.1", "f2", options)
f3 = "customers"  # FADE: lesson.choose("E2.1", "f3", options)
f4 = "feedback"  # FADE: lesson.choose("E2.1", "f4", options)
f5 = "events"  # FADE: lesson.choose("E2.1", "f5", options)
f6 = "messages"  # FADE: lesson.choose("E2.1", "f6", options)
f7 = "survey"  # FADE: lesson.choose("E2.1", "f7", options)
f8 = "research"  # FADE: lesson.choose("E2.1", "f8", options)
# END SOLUTION

# %% [markdown] sid="e2-1-hint1" lang="zh-CN" role="hint" ex="E2.1"
# 先问这件事已经发生了没有。发生过的，公司里多半有记录；没发生的，只能去问。

# %% [markdown] sid="e2-1-hint1" lang="en" src="6ffff184" role="hint" ex="E2.1"
# Has the thing happened already? Then the company probably has a record; if not, somebody has to be asked.

# %% [markdown] sid="e2-1-hint2" lang="zh-CN" role="hint" ex="E2.1"
# 再问说的是谁：自己的客户、注册没买的会员，还是根本不认识我们的人？

# %% [markdown] sid="e2-1-hint2" lang="en" src="1eec3dcc" role="hint" ex="E2.1"
# Then whom it is about: our customers, members who never bought, or people who do not know us?

# %% [markdown] sid="e2-1-hint3" lang="zh-CN" role="hint" ex="E2.1"
# 对着上面那张表的“说不出”一列，把不可能的划掉，剩下的就不多了。

# %% [markdown] sid="e2-1-hint3" lang="en" src="ee6c9cf9" role="hint" ex="E2.1"
# Go down the column "cannot tell" and strike out what is impossible; not many are left.

# %% [markdown] sid="e2-1-explain" lang="zh-CN" role="explain" ex="E2.1"
# 八个都对上了。把它写成公司自己的表，再加三列：**归谁管、多久更新一次、能不能用于这个目的**。第三列填不出来的，先别动那份数据。

# %% [markdown] sid="e2-1-explain" lang="en" src="75db20ee" role="explain" ex="E2.1"
# All eight are right. Turn it into a table for your own company, with three more columns: **owner, how often updated, may it be used for this purpose**. Where you cannot fill in the last one, leave the data alone.

# %% [markdown] sid="m02-e21-group" lang="zh-CN" role="group" ex="E2.1"
# **组内讨论**（3 分钟）：把本公司的来源填进表里，写上归谁管。**派代表汇报**：说一个“谁也不知道归谁管”的来源。**点评**：讲师只问一句，“这一列回答画布上的哪个问题”。

# %% [markdown] sid="m02-e21-group" lang="en" src="311577ea" role="group" ex="E2.1"
# **In the group** (3 minutes): fill in your own company's sources with their owners. **A speaker reports** a source that nobody seems to own. **Comment**: one question only: which question of the canvas does this column answer?

# %% [markdown] sid="m02-n-e21" lang="zh-CN" role="trainer" ex="E2.1"
# **卡在哪里**：f4 选问卷：打过分的已经有记录，不必再问一遍；f7 选订单：没买的人不在订单里。
#
# **可跳过**：时间不够时，只讲 f7 和 f8。

# %% [markdown] sid="m02-n-e21" lang="en" src="673ecef8" role="trainer"
# **Where they stall**: a survey for f4, though those marks already exist; orders for f7, though people who never bought are not in them.
#
# **May be skipped**: if you are running late, explain f7 and f8 only.

# %% [markdown] sid="m02-join" lang="zh-CN" slide="slide"
# ## 并表：先按人汇总，再合并
#
# 四份数据里，一个人可以有几行订单、几次打分。直接把两张多行的表并起来，**行会相乘**，钱也跟着相乘。所以次序不能反：
#
# 1. 每份数据先汇总成**一人一行**；
# 2. 以客户主档为底，**一个人也不丢**，没有记录的写 0；
# 3. 报两个率：**匹配率**是来源里的人有多少在主档里，**覆盖率**是主档里的人有多少在来源里。
#
# 匹配率低，是编号的毛病，要去清洗；覆盖率低，是来源的盲区，结论要写明只代表这些人。

# %% [markdown] sid="m02-join" lang="en" src="7c5ce551" slide="slide"
# ## Joining: summarise per person first, then join
#
# In each source a person may have several lines. Join two such tables as they are, and **the rows multiply**, and the money with them. So the order matters:
#
# 1. bring each source to **one row per person**;
# 2. take the master file as the base and **lose nobody**; whoever has no record gets 0;
# 3. report two rates: the **match rate** is how many of a source's people are in the master file, **coverage** how many of the master file are in the source.
#
# A low match rate points to faulty ids, which need cleaning; low coverage is the source's blind spot, and findings must say that they hold for these people only.

# %% [markdown] sid="m02-symbols" lang="zh-CN" slide="skip"
# ## 写成式子
#
# 主档里的人为 $P$，来源里的人为 $Q$：匹配率 $= |P \cap Q| / |Q|$，覆盖率 $= |P \cap Q| / |P|$。分子相同，**分母不同**，两个率不能换着用。

# %% [markdown] sid="m02-symbols" lang="en" src="119e8283" slide="skip"
# ## In symbols
#
# Let $P$ be the people of the master file and $Q$ those of a source: match rate $= |P \cap Q| / |Q|$, coverage $= |P \cap Q| / |P|$. The numerator is the same and **the denominator is not**; the one cannot be used in place of the other.

# %% [markdown] sid="m02-five" lang="zh-CN"
# ## 五位假想的客户
#
# 主档里有 A、B、C、D、E。订单里 A 两行各 100 元，B 一行 50 元，还有一行编号是 X；打分里 A 打过两次。

# %% [markdown] sid="m02-five" lang="en" src="05f5c39b"
# ## Five invented customers
#
# The master file has A, B, C, D and E. In the orders A has two lines of 100 each, B one of 50, and one line belongs to an X; A gave a mark twice.

# %% slide="slide"
five_orders = pd.DataFrame({"customer": ["A", "A", "B", "X"], "amount": [100, 100, 50, 70]})
five_marks = pd.DataFrame({"customer": ["A", "A"], "mark": ["5", "3"]})
together = five_orders.merge(five_marks, how="left", on="customer").fillna("–").set_index("customer")
together.rename_axis(lesson.text("collect.col_customer")).rename(columns=lambda name: lesson.text(f"collect.col_{name}"))

# %% [markdown] sid="m02-five-seen" lang="zh-CN"
# **看什么**：A 只有两行订单，并完变成四行，A 的消费从 200 变成 400，**一分钱没多卖**。订单里的人是 A、B、X 三位，主档里有两位，匹配率 2/3；主档五位里有两位在订单里，覆盖率 2/5。按行算匹配率是 3/4，好看一些，说的却是 A 买得多。

# %% [markdown] sid="m02-five-seen" lang="en" src="b7a1695b"
# **What to see**: A has two lines of orders; after the join there are four, and A's spend has gone from 200 to 400 **without a sale**. The people in the orders are A, B and X, two of them in the master file: match rate 2/3. Of the master file's five, two are in the orders: coverage 2/5. Counted by rows the match rate is 3/4, which looks better and only says that A bought more.

# %%
sources = {"raw_orders": raw_orders, "feedback": feedback, "events": events, "messages": messages}
sources = {name: table for name, table in sources.items() if len(table)}
known = set(customers["customer_id"])
#zh 空编号不算人
#en an empty id is nobody
ids = {name: table["customer_id"].where(~table["customer_id"].isin(["", "-", "—", "/", "无"])) for name, table in sources.items()}
sizes = {name: [f"{len(table):,}", f"{ids[name].nunique():,}"] for name, table in sources.items()}
heads = {name: lesson.text(f"collect.source_{name.removeprefix('raw_')}") for name in sizes}
pd.DataFrame(sizes, index=[lesson.text("collect.row_rows"), lesson.text("collect.row_people")]).rename(columns=heads)

# %% [markdown] sid="m02-data-seen" lang="zh-CN"
# **看什么**：行数和人数一样的来源，本来就是一人一行；两个数差得越远，直接合并时行乘得越厉害。

# %% [markdown] sid="m02-data-seen" lang="en" src="3ad1f645"
# **What to see**: a source with as many rows as people has a row per person already; the further the two differ, the more a plain join multiplies rows.

# %% [markdown] sid="m02-e22" lang="zh-CN" ex="E2.2"
# ## 练习 E2.2 四个来源并成一张表
#
# 代码已经备好，在笔记本里用下拉框定两件事，再运行那段代码：
#
# 1. `unit`：匹配率数行还是数人；
# 2. `how`：没有记录的人怎么办。
#
# 得到 `match`（四个匹配率）、`joined`（一人一行）、`coverage`（四个覆盖率）。

# %% [markdown] sid="m02-e22" lang="en" src="c1d94f6a" ex="E2.2"
# ## Exercise E2.2 Four sources become one table
#
# The code is ready. In the notebook decide two things from the drop-downs, then run the code there:
#
# 1. `unit`: does the match rate count rows or people?
# 2. `how`: what becomes of those without a record?
#
# The result is `match` (four match rates), `joined` (a row per person) and `coverage` (four coverages).

# %% ex="E2.2"
units = {"rows": "collect.unit_rows", "people": "collect.unit_people"}
hows = {"all_four": "collect.how_all_four", "everybody": "collect.how_everybody"}
#zh 选好两处，再运行
#en choose both, then run
# BEGIN SOLUTION
unit = "people"  # FADE: lesson.choose("E2.2", "unit", units)
how = "everybody"  # FADE: lesson.choose("E2.2", "how", hows)
ids = {name: table["customer_id"].dropna() for name, table in sources.items()}
match = pd.Series({name: (one.drop_duplicates() if unit == "people" else one).isin(known).mean() for name, one in ids.items()})
counts = pd.DataFrame({name: one.value_counts() for name, one in ids.items()}).reindex(sorted(known))
joined = counts.fillna(0) if how == "everybody" else counts.dropna()
coverage = (joined > 0).mean()
# END SOLUTION

# %% [markdown] sid="e2-2-hint1" lang="zh-CN" role="hint" ex="E2.2"
# 匹配率要回答“有多少人对得上”。一位买了一百次的客户，应当算一次还是一百次？

# %% [markdown] sid="e2-2-hint1" lang="en" src="3860655d" role="hint" ex="E2.2"
# A match rate says how many people can be matched. Should somebody who bought a hundred times count once or a hundred times?

# %% [markdown] sid="e2-2-hint2" lang="zh-CN" role="hint" ex="E2.2"
# 只留四个来源里都有的人，没写过私信的客户就全不见了。他们不是客户吗？

# %% [markdown] sid="e2-2-hint2" lang="en" src="6bf1d881" role="hint" ex="E2.2"
# Keep only those in all four, and whoever never wrote a message is gone. Are they not customers?

# %% [markdown] sid="e2-2-hint3" lang="zh-CN" role="hint" ex="E2.2"
# 选好以后看 `joined` 有几行：应当正好是主档的人数。

# %% [markdown] sid="e2-2-hint3" lang="en" src="143dfc80" role="hint" ex="E2.2"
# Once you have chosen, look at how many rows `joined` has: exactly as many as there are people in the master file.

# %% [markdown] sid="e2-2-explain" lang="zh-CN" role="explain" ex="E2.2"
# 一人一行，一个也没丢。两个率各有用处：
#
# - 订单的**匹配率**不到 1，差的多半是编号前后的空格、零宽字符和测试号，不是陌生人：下一课去找茬；
# - 满意度和私信的**覆盖率**低得多，这不是错，是盲区。凡是从它们得出的结论，都要带上 n，写明“打过分的人”“写过私信的人”。

# %% [markdown] sid="e2-2-explain" lang="en" src="247c2921" role="explain" ex="E2.2"
# A row per person and nobody lost. Both rates have their use:
#
# - where the **match rate** of orders is below 1, it is mostly spaces around ids, invisible characters and test ids, not strangers: the next lesson hunts them down;
# - the **coverage** of feedback and messages is much lower, which is not a fault but a blind spot. Every finding drawn from them carries its n and says "of those who gave a mark", "of those who wrote".

# %% [markdown] sid="m02-e22-group" lang="zh-CN" role="group" ex="E2.2"
# **组内讨论**（3 分钟）：本公司哪两份数据最难对上？靠什么字段对？**派代表汇报**：报一个对不上的例子。**点评**：讲师问“对不上的是谁”，是陌生人，还是同一个人的另一个编号。

# %% [markdown] sid="m02-e22-group" lang="en" src="f76aa060" role="group" ex="E2.2"
# **In the group** (3 minutes): which two of your sources are hardest to match, and by what? **A speaker reports** one case. **Comment**: who are those without a match, strangers or the same people under another id?

# %% [markdown] sid="m02-n-e22" lang="zh-CN" role="trainer" ex="E2.2"
# **卡在哪里**：数行，率虚高；只留四处都有的人。
#
# **现场演示**：“五位假想的客户”那一页，请大家把表里 A 的金额加起来，等有人发现翻了一倍，再讲先汇总后合并。

# %% [markdown] sid="m02-n-e22" lang="en" src="5c347d85" role="trainer"
# **Where they stall**: rows are counted, which flatters the rate; only those in all four are kept.
#
# **Show it**: on the slide of the five invented customers let the class add up A's amounts in the table, wait until somebody notices that they have doubled, then explain why to summarise first.

# %% [markdown] sid="m02-law" lang="zh-CN" slide="slide"
# ## 个人信息保护法，一页讲完
#
# | 条 | 白话 | 在这个项目里 |
# |---|---|---|
# | 第六条 | 目的明确，收集限于**最小必要** | 说不出回答哪个问题的列，不收 |
# | 第十三、十四条 | 要有依据；用途变了，同意要重新取得 | 问卷的号码不能拿去推销 |
# | 第十七条 | 事先告诉本人：谁、为什么、怎么用、存多久 | 问卷开头那句话 |
# | 第十九条 | 保存期限取实现目的所必要的最短时间 | 项目结束，销毁副本 |
# | 第二十一条 | 委托别人处理，要约定目的和期限，并监督 | 交给培训方之前签协议、先换化名 |
# | 第五十一条 | 分级管理、加密、去标识化、限定权限 | 化名表和密钥分开放，各有人管 |
# | 第七十三条 | **去标识化**：不借助别的信息认不出；**匿名化**：认不出而且**不能复原** | 换了化名是去标识化，**仍是个人信息** |
#
# 这里讲的是常识，不是法律意见；拿不准，问法务。

# %% [markdown] sid="m02-law" lang="en" src="4a7823c6" slide="slide"
# ## The law on one page
#
# China's Personal Information Protection Law (PIPL) in plain words:
#
# | article | says | in this project |
# |---|---|---|
# | 6 | a clear purpose, and **no more than it needs** | a column that answers no question is not collected |
# | 13, 14 | there must be a ground; a new purpose needs a new consent | numbers of a survey are not for selling |
# | 17 | people are told beforehand who, why, how, for how long | the survey's opening sentence |
# | 19 | kept no longer than the purpose needs | copies are destroyed when the project ends |
# | 21 | whoever has others process it agrees on purpose and term with them, and supervises | a contract and pseudonyms before the trainer gets it |
# | 51 | graded handling, encryption, de-identification, limited access | table and key are kept apart, each with its own keeper |
# | 73 | **de-identified**: nobody is recognised without further information; **anonymous**: nobody is recognised and it **cannot be undone** | pseudonyms are de-identified and **still personal information** |
#
# This is general knowledge, not legal advice; if in doubt, ask your lawyers.

# %% [markdown] sid="m02-stand" lang="zh-CN" slide="slide"
# ## 换化名的三种办法
#
# - **隐去几位**（139****1234）：几个人会变成同一个“人”，本人和熟人照样认得出；
# - **直接散列**：看着像乱码，可手机号一共就那么多，挨个算一遍，几分钟就能对回来；
# - **带密钥的散列**（HMAC）：没有密钥，算不回来；同一个号码总是同一个化名，表还能照样合并。化名只用字母，免得里面碰巧出现一串像手机号的数字。
#
# 密钥放在表里或者代码里，等于把家门钥匙插在门上。

# %% [markdown] sid="m02-stand" lang="en" src="d845866b" slide="slide"
# ## Three ways to make a pseudonym
#
# - **star out some digits** (139****1234): several people become one "person", and the owners and their friends still recognise the number;
# - **a plain hash**: looks like noise, but there are only so many phone numbers; try them all and in minutes it is undone;
# - **a hash with a key** (HMAC): without the key there is no way back, and the same number always has the same pseudonym, so that tables can still be joined. Use letters only, so that no run of digits in it happens to look like a phone number.
#
# Keeping the key in the table or in the code is like leaving your house key in the door.

# %% [markdown] sid="m02-contacts" lang="zh-CN"
# 课件包里没有真实的手机号。这里按客户编号**编造**一张联系表：`mobile` 是编的号码，`note` 是客服的备注，有人把号码写进了备注，写法还不一样。

# %% [markdown] sid="m02-contacts" lang="en" src="210fd80a"
# The pack has no real phone numbers. Here a table of contacts is **invented** from the ids: `mobile` is an invented number, `note` a remark by the service team; some of them wrote the number into the note, in various forms.

# %%
number = customers["customer_id"].rank(method="dense").astype(int)
mobile = "139" + number.astype(str).str.zfill(4) + (number * 37 % 97).astype(str).str.zfill(4)
wide = mobile.map(lambda text: "".join(chr(ord(digit) + 0xFEE0) for digit in text))
note = mobile.where(number % 5 == 0, "ok").where(number % 7 > 0, mobile.str[:3] + "-" + mobile.str[3:7] + " " + mobile.str[7:])
note = note.where(number % 11 > 0, wide)
contacts = pd.DataFrame({"customer_id": customers["customer_id"], "mobile": mobile, "note": note})
contacts = pd.concat([contacts, contacts.head(10)], ignore_index=True)
PHONE = re.compile(r"(?<!\d)1[3-9]\d{9}(?!\d)")

def plain(text):
    return re.sub(r"[\s\-－—()（）]", "", unicodedata.normalize("NFKC", str(text)))


key = secrets.token_bytes(32)
letters = str.maketrans("0123456789", "ghijklmnop")
standing = {
    "last_four": lambda text: "*******" + text[-4:],
    "plain_hash": lambda text: hashlib.sha256(text.encode()).hexdigest()[:16].translate(letters),
    "keyed": lambda text: hmac.new(key, text.encode(), "sha256").hexdigest()[:16].translate(letters),
}
seen = {"rows": len(contacts), "in_column": contacts["mobile"].nunique(), "in_notes": contacts["note"].map(plain).str.fullmatch(PHONE).sum()}
pd.DataFrame({lesson.text(f"collect.col_{name}"): [f"{n:,}"] for name, n in seen.items()}, index=[""])

# %% [markdown] sid="m02-contacts-seen" lang="zh-CN"
# **看什么**：第三个数不是 0。只删 `mobile` 那一列，备注里的号码还在，其中有的带横线，有的是全角，用眼睛扫不出来。

# %% [markdown] sid="m02-contacts-seen" lang="en" src="85ef3f0e"
# **What to see**: the third number is not 0. Drop the column `mobile` alone, and the numbers in notes stay, some with dashes, some in full-width digits that the eye does not catch.

# %% [markdown] sid="m02-e23" lang="zh-CN" ex="E2.3"
# ## 练习 E2.3 换化名，并证明号码不剩
#
# 在笔记本里用下拉框定三件事，再运行那段代码：
#
# 1. `method`：手机号怎么换；
# 2. `key_place`：密钥放在哪里；
# 3. `look`：到哪些格子里找号码。
#
# 得到 `safe`（只有 `stand_in` 和 `note` 两列）和 `found`（表里还剩几个号码）。

# %% [markdown] sid="m02-e23" lang="en" src="da47a517" ex="E2.3"
# ## Exercise E2.3 Pseudonyms, and proof that no number is left
#
# In the notebook decide three things from the drop-downs, then run the code there:
#
# 1. `method`: how numbers are replaced;
# 2. `key_place`: where the key lies;
# 3. `look`: in which cells numbers are looked for.
#
# The result is `safe` (with the two columns `stand_in` and `note`) and `found` (how many numbers are left).

# %% ex="E2.3"
methods = {name: f"collect.method_{name}" for name in standing}
places = {name: f"collect.place_{name}" for name in ("table", "notebook", "apart")}
looks = {name: f"collect.look_{name}" for name in ("column", "cells")}
#zh 选好三处，再运行
#en choose all three, then run
# BEGIN SOLUTION
method = "keyed"  # FADE: lesson.choose("E2.3", "method", methods)
key_place = "apart"  # FADE: lesson.choose("E2.3", "key_place", places)
look = "cells"  # FADE: lesson.choose("E2.3", "look", looks)
cleaned = contacts["note"].map(lambda text: PHONE.sub("[#]", plain(text))) if look == "cells" else contacts["note"]
safe = pd.DataFrame({"stand_in": contacts["mobile"].map(standing[method]), "note": cleaned})
found = sum(len(PHONE.findall(plain(cell))) for column in safe for cell in safe[column])
# END SOLUTION

# %% [markdown] sid="e2-3-hint1" lang="zh-CN" role="hint" ex="E2.3"
# 换完以后，化名的个数应当和号码的个数一样多：少了，就是几个人变成了一个人。

# %% [markdown] sid="e2-3-hint1" lang="en" src="bf5f8821" role="hint" ex="E2.3"
# There should be as many pseudonyms as there were numbers; if fewer, several people became one.

# %% [markdown] sid="e2-3-hint2" lang="zh-CN" role="hint" ex="E2.3"
# 想一想：别人拿到这张表，手里没有别的东西，能不能算回去？

# %% [markdown] sid="e2-3-hint2" lang="en" src="9ba9f129" role="hint" ex="E2.3"
# Somebody gets hold of this table and nothing else: can they work back?

# %% [markdown] sid="e2-3-hint3" lang="zh-CN" role="hint" ex="E2.3"
# 号码爱躲在备注里。证明“没有”，要查每一格，还要把全角和横线先还原。

# %% [markdown] sid="e2-3-hint3" lang="en" src="5a89d5f5" role="hint" ex="E2.3"
# Numbers like to hide in notes. To prove that there is none, look in every cell, and first turn full-width digits and dashes back to plain form.

# %% [markdown] sid="e2-3-explain" lang="zh-CN" role="explain" ex="E2.3"
# 证明成立：每一格都查过，号码 0 个；化名一人一个，表还能合并。
#
# 请记住它证明了什么、没证明什么：**证明了没有手机号**；没有证明认不出人。小城市、大金额、罕见商品凑在一起，也能指到一个人，所以少于 11 人的格子不写数。密钥丢了，化名就再也接不上；密钥泄露，等于没换。

# %% [markdown] sid="e2-3-explain" lang="en" src="17f39b1c" role="explain" ex="E2.3"
# The proof holds: each cell was looked at, no number is left, and each person has one pseudonym, so that tables can still be joined.
#
# Remember what it proves and what it does not: **it proves that there are no phone numbers**. It does not prove that nobody can be recognised; a small town, a large amount and a rare article together may point to one person, which is why cells of fewer than 11 people show no figure. If the key is lost, pseudonyms can never be matched again; if it leaks, nothing was replaced.

# %% [markdown] sid="m02-e23-group" lang="zh-CN" role="group" ex="E2.3"
# **组内讨论**（3 分钟）：本公司的手机号还躲在哪些地方？文件名、聊天截图、快递单、备注。**派代表汇报**：说一处最没想到的。**点评**：讲师问“谁管密钥，谁管表”，同一个人的，重新分。

# %% [markdown] sid="m02-e23-group" lang="en" src="99f5c6b2" role="group" ex="E2.3"
# **In the group** (3 minutes): where else do your company's phone numbers hide? File names, screenshots, parcel slips, notes. **A speaker reports** the least expected place. **Comment**: the trainer asks who keeps the key and who the table; if it is the same person, split the roles.

# %% [markdown] sid="m02-n-e23" lang="zh-CN" role="trainer" ex="E2.3"
# **先问**：“139****1234 算不算匿名？”多数人说算。再问“您自己的号码这样写，您的同事认得出吗”。
#
# **卡在哪里**：直接散列；只查号码那一列。
#
# **用本公司数据时**：进教室的数据已经由 `segkit anonymise` 换过化名，密钥在公司手里；请信息部门的人说一遍密钥放在哪里，不要在课上展示。
#
# **赶时间**：法律一页只讲第六、第五十一、第七十三条。

# %% [markdown] sid="m02-n-e23" lang="en" src="ea8ddf0a" role="trainer"
# **Ask first**: "Is 139****1234 anonymous?" Most say yes. Then ask: "Would your colleagues recognise your own number written like that?"
#
# **Where they stall**: a plain hash; looking in the number's column only.
#
# **With the company's own data**: what comes to class has been through `segkit anonymise` and the key stays with the company; let its IT say where the key lies, and do not show it.
#
# **If you are running late**: of the law explain articles 6, 51 and 73 only.

# %% [markdown] sid="m02-survey" lang="zh-CN" slide="skip"
# ## 问卷：一问一件事
#
# - **开头**：谁在问、用来做什么、答不答都可以；
# - **需求**在前，满意度在后，免得打完分再谈需求，心情已经变了；
# - 一问只问一件事：“对价格和服务满意吗”答不了；
# - 不诱导：“您一定很满意吧”问出来的不是答案；
# - 不要手机号、身份证号；要回访，另给一个自愿留下联系方式的地方。

# %% [markdown] sid="m02-survey" lang="en" src="a0c4b8ce" slide="skip"
# ## A survey: one thing per question
#
# - **an opening**: who asks, what for, and that answering is voluntary;
# - **needs** first and satisfaction after, for giving marks colours whatever is said next;
# - one thing per question: "Are you satisfied with price and service?" cannot be answered;
# - no leading questions: "Surely you are satisfied?" does not get an answer;
# - no phone or ID numbers; if you want to call back, offer a separate place where people may leave a contact if they wish.

# %% [markdown] sid="m02-e24" lang="zh-CN" ex="E2.4"
# ## 练习 E2.4 八个问题的问卷
#
# 写一份能直接发出去的问卷：`opening` 是开头，`q1` 到 `q8` 是八个问题。至少两问**需求**，两问**满意度**，一问**开放**（让对方自己写）。

# %% [markdown] sid="m02-e24" lang="en" src="4e1fefea" ex="E2.4"
# ## Exercise E2.4 A survey of eight questions
#
# Write a survey ready to be sent: `opening`, and eight questions `q1` to `q8`. At least two on **need**, two on **satisfaction**, and one **open** question that is answered in words.

# %% ex="E2.4"
#zh 一句开头，八个问题
#en an opening and eight questions
# BEGIN SOLUTION
said = {"zh-CN": ["栗湾生活会员部想了解您的需要，只用于改进商品与服务，不答也不影响任何权益。", "接下来三个月，您最需要添置哪一类家居用品？", "挑选这类用品时，您最看重什么？", "有哪一样东西，您想买而我们没有？", "您对商品质量的满意程度是？（1 至 5 分）", "您对配送速度的满意程度是？（1 至 5 分）", "您对客服答复的满意程度是？（1 至 5 分）", "您愿意把我们推荐给朋友吗？（0 至 10 分）", "还有什么想对我们说的？请自由填写。"], "en": ["The members' team of Liwan Living would like to know what you need; it is used to improve goods and service only, and nobody has to answer.", "Which kind of household goods do you need most in the next three months?", "What matters most to you when you choose them?", "Which thing did you want to buy that we do not have?", "How satisfied are you with the quality? (1 to 5)", "How satisfied are you with the speed of delivery? (1 to 5)", "How satisfied are you with our answers? (1 to 5)", "Would you recommend us to a friend? (0 to 10)", "What else would you like to tell us, in your own words?"]}[language]
opening = said[0]  # FADE: "____"
q1 = said[1]  # FADE: "____"
q2 = said[2]  # FADE: "____"
q3 = said[3]  # FADE: "____"
q4 = said[4]  # FADE: "____"
q5 = said[5]  # FADE: "____"
q6 = said[6]  # FADE: "____"
q7 = said[7]  # FADE: "____"
q8 = said[8]  # FADE: "____"
# END SOLUTION

# %% [markdown] sid="e2-4-hint1" lang="zh-CN" role="hint" ex="E2.4"
# 先写画布上的问题，再倒推要问什么；答案用不上的那一问，删掉。

# %% [markdown] sid="e2-4-hint1" lang="en" src="91492810" role="hint" ex="E2.4"
# Start from the question on your canvas and work back to what to ask; delete any question whose answer would be of no use.

# %% [markdown] sid="e2-4-hint2" lang="zh-CN" role="hint" ex="E2.4"
# 每一问念一遍，听听有没有“和、以及”把两件事连在一起。

# %% [markdown] sid="e2-4-hint2" lang="en" src="fcbbad35" role="hint" ex="E2.4"
# Read each aloud: does an "and" tie two things together?

# %% [markdown] sid="e2-4-hint3" lang="zh-CN" role="hint" ex="E2.4"
# 开头写三样：谁在问、用来做什么、可以不答。

# %% [markdown] sid="e2-4-hint3" lang="en" src="60da26be" role="hint" ex="E2.4"
# Three things in the opening: who asks, what for, and that answering is voluntary.

# %% [markdown] sid="e2-4-explain" lang="zh-CN" role="explain" ex="E2.4"
# 问卷写全了。好不好由讲师看四条：**每一问对着画布上的一个问题；一问一件事；不诱导；三分钟答得完。**
#
# 回收以后记住：答的人不是全体，先报回收率，再报结果；没有答的人，既不算满意，也不算不满意。

# %% [markdown] sid="e2-4-explain" lang="en" src="0f0cf3c7" role="explain" ex="E2.4"
# The survey is complete. The trainer looks at four things: **each question serves a question on the canvas; one thing each; no leading; can be answered in three minutes.**
#
# When it comes back: those who answer are not everybody. Report the response rate first, then the results; those who did not answer count neither as satisfied nor as dissatisfied.

# %% [markdown] sid="m02-e24-group" lang="zh-CN" role="group" ex="E2.4"
# **组内讨论**（5 分钟）：和邻组交换问卷，当一回客户，计时作答，圈出看不懂的字。**派代表汇报**：念一句被圈得最多的。**点评**：超过三分钟的，删掉两问再来。

# %% [markdown] sid="m02-e24-group" lang="en" src="dbb78990" role="group" ex="E2.4"
# **In the group** (5 minutes): swap with the next group, answer as a customer against the clock, and circle what is not clear. **A speaker reports** the line with most circles. **Comment**: if it took more than three minutes, drop two questions.

# %% [markdown] sid="m02-n-e24" lang="zh-CN" role="trainer" ex="E2.4"
# **卡在哪里**：一问两件事；“您一定很满意吧”；顺手要手机号。
#
# **评分四级**：1 级，有八问；2 级，一问一件事；3 级，每问对着画布；4 级，还试答过、改过。
#
# **放在课上做时**：两组交换作答，计时三分钟。

# %% [markdown] sid="m02-n-e24" lang="en" src="4277629b" role="trainer"
# **Where they stall**: two things in one question; "surely you are satisfied"; asking for the phone number while they are at it.
#
# **Four levels**: 1 there are eight questions; 2 one thing each; 3 each serves the canvas; 4 it was tried out and revised as well.
#
# **If it is done in class**: let two groups swap and answer, three minutes by the clock.

# %% [markdown] sid="m02-case-shop" lang="zh-CN" role="case" case="shop"
# **网店**：同一个人在平台店、小程序、门店有三个编号，只有手机号对得上。先换化名，再用化名合并，明文号码一刻也不用进分析表。

# %% [markdown] sid="m02-case-shop" lang="en" src="f72d2cfd" role="case" case="shop"
# **Shop**: one person has three ids, on the platform, in the mini-program and in the shop, and only the phone number agrees. Make pseudonyms first and join by them; the plain number never has to enter the analysis table at all.

# %% [markdown] sid="m02-case-cosmetics" lang="zh-CN" role="case" case="cosmetics"
# **美妆社群**：群昵称对不上会员号，覆盖率只有两成。结论只能说“群里的会员”，不能说“会员”。

# %% [markdown] sid="m02-case-cosmetics" lang="en" src="d3e2f52b" role="case" case="cosmetics"
# **Cosmetics community**: nicknames in the groups cannot be matched to member numbers, and coverage is only 20%. Findings are about "members in the groups", not about members.

# %% [markdown] sid="m02-case-finance" lang="zh-CN" role="case" case="finance"
# **金融**：账户属于敏感个人信息，要单独同意，还要先做影响评估。分析只用化名和区间，不用账号和精确余额。

# %% [markdown] sid="m02-case-finance" lang="en" src="9f93f93c" role="case" case="finance"
# **Finance**: accounts are sensitive personal information; they need separate consent and an impact assessment beforehand. Work with pseudonyms and bands, not with account numbers and exact balances.

# %% [markdown] sid="m02-case-pharma" lang="zh-CN" role="case" case="pharma"
# **医药**：终端是企业，用统一社会信用代码对；联系人是个人，另放一张表。企业信息不受个人信息保护法约束，联系人的手机号受。

# %% [markdown] sid="m02-case-pharma" lang="en" src="0223ff43" role="case" case="pharma"
# **Pharma**: outlets are companies and are matched by their unified social credit code; contacts are people and go into a table of their own. The law on personal information does not cover the company, but it covers the contact's number.

# %% [markdown] sid="m02-case-service" lang="zh-CN" role="case" case="service"
# **服务业**：满意度只问结了单的客户，中途走掉的从没被问过。覆盖率一报，老板才知道四成客户没有声音。

# %% [markdown] sid="m02-case-service" lang="en" src="3d19530f" role="case" case="service"
# **Services**: only customers whose job was finished were asked for a mark; those who left half-way never were. Only when coverage was reported did the owner learn that four customers in ten had no voice.

# %% [markdown] sid="m02-takeaway" lang="zh-CN" role="takeaway" slide="slide"
# ## 小结
#
# - 先有问题，再找来源；说不出回答哪个问题的列，不收。
# - 先按人汇总，再合并；直接合并，行和钱都会相乘。
# - 匹配率看编号，覆盖率看盲区；都数人，不数行。
# - 隐去几位不是化名，直接散列能算回来；带密钥，密钥放在表外。
# - 化名之后仍是个人信息。证明没有号码，要查每一格。
# - 问卷一问一件事；没答的人，不算满意。

# %% [markdown] sid="m02-takeaway" lang="en" src="3fa00161" role="takeaway" slide="slide"
# ## To take away
#
# - The question first, then the source; a column that answers none is not collected.
# - Summarise per person, then join; a plain join multiplies rows and money.
# - The match rate shows faulty ids, coverage the blind spot; both count people, not rows.
# - Starred digits are not a pseudonym, and a plain hash can be undone; use a key and keep it elsewhere.
# - Data with pseudonyms is still personal information. To prove that no number is left, look in every cell.
# - One thing per question; no answer does not mean satisfied.
