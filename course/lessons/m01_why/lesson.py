# %% [markdown] sid="m01-question" lang="zh-CN" slide="slide"
# # 为什么要给客户分类，又该分什么
#
# **这一课要回答的问题**：预算和时间只有这么多，先给谁？给到之后，又该对他做什么？
#
# | 进来 | 出去 |
# |---|---|
# | 一家公司的客户，和一件等着拍板的事 | 一个写得清的业务问题；一个与它对得上的分类维度 |
#
# 先看一个天天发生的场面。市场部拿到十万元，说“给老客户发券”；销售部说“大客户该有人上门”；客服部说“先把投诉的稳住”。三个部门说的都是“客户”，心里想的却是三群不同的人。**分不清先谈的是值多少，还是要什么，会就开不完。**

# %% [markdown] sid="m01-question" lang="en" src="d28b691b" slide="slide"
# # Why classify customers, and by what
#
# **The question**: there is only so much money and so much time. Who comes first, and what should then be done for them?
#
# | goes in | comes out |
# |---|---|
# | a company's customers, and one decision that is waiting | a business question that can be written down, and the dimension that fits it |
#
# A scene that happens every day. Marketing has been given 100,000 yuan and says "vouchers for our regulars". Sales says "somebody should call on the large accounts". Service says "first calm down those who complained". All three say "customers" and mean three different groups of people. **Until it is clear whether the talk is of what customers are worth or of what they want, the meeting never ends.**

# %% tags=["parameters"]
company = "liwan"
language = "zh-CN"
mode = "class"

# %%
import pandas as pd

from segkit.learn import start

lesson = start("m01", company=company, language=language, mode=mode)
features, segments = lesson.load("features", "segments")
as_of = lesson.as_of

# %% [markdown] sid="m01-two-words" lang="zh-CN" slide="slide"
# ## 两个词：分级与分型
#
# - **客户分级**：按客户**对公司的价值**排高低。回答“**值得投多少**”。例如高、中、低价值，A、B、C、D。
# - **客户分型**：按客户的**需求、行为和特点**归类。回答“**该怎么做**”。例如需求类型、常用渠道、满意度、生命周期。
#
# 两者合起来叫**客户细分**。有一个一问就灵的办法：
#
# > 把这两类人的名次对调一下，**财务会不会着急**？会，是分级；不会，是分型。
#
# 高价值和低价值对调，预算就投错了人；“爱用小程序的”和“爱来门店的”对调，没有谁吃亏，只是话该在哪里说变了。

# %% [markdown] sid="m01-two-words" lang="en" src="b7938545" slide="slide"
# ## Two words: grading and typing
#
# - **Grading** ranks customers by their **value to the company**. It answers "**how much are they worth spending on?**" High, middle and low value; A, B, C and D.
# - **Typing** sorts them by **need, behaviour and character**. It answers "**what should be done?**" For example kind of need, usual channel, satisfaction, life-cycle stage.
#
# Together they make up **segmentation**. One question always tells them apart:
#
# > Swap the two groups' ranks. **Would finance worry?** If so it is grading, if not it is typing.
#
# Swap high and low value, and the budget goes to the wrong people. Swap those who use the mini-program and those who come to the shop, and nobody loses; only the place to speak to them has changed.

# %% [markdown] sid="m01-n-words" lang="zh-CN" role="trainer"
# **先问**：讲完这一页，先不放下一页，让学员举手。“满意度分四档，是分级还是分型？”很多人会举“分级”。不要马上纠正，先问“打 1 分的人里有没有大客户”，等有人说出名字再往下讲。
#
# **卡在哪里**：“有高低就是分级”是最容易犯的误会，其次是“潜力是性格”。
#
# **赶时间**：下一页的表格只讲前两行。

# %% [markdown] sid="m01-n-words" lang="en" src="5cbb8150" role="trainer"
# **Ask** when this page is done, before the next is shown, hands up: "Four steps of satisfaction: grading or typing?" Many will say grading. Do not correct them; ask whether any large customer is among those who gave one point, and go on when somebody names one.
#
# **Where they stall**: "an order is a grade" is the mistake most easily made, next comes "potential is character".
#
# **If you are running late**: explain only the first two rows of the table on the next page.

# %% [markdown] sid="m01-ordered" lang="zh-CN" slide="slide"
# ## 有高低，不等于分级
#
# 满意度也分“非常满意、满意、一般、不满意”，明明有高低，为什么算分型？因为它排的是**客户对我们的看法**，不是**客户对我们的价值**。一位打了 1 分的客户，可能正是花钱最多的那一位。
#
# 反过来，“潜力”听上去像性格，却是分级：年需求很大、眼下只在我们这里买一成的医院，排的是**将来的价值**。
#
# | 看上去 | 其实 | 为什么 |
# |---|---|---|
# | 满意度四档 | 分型 | 有次序，但不是价值的次序 |
# | 管理资产三层 | 分级 | 写的是人的属性，排的是将来的价值 |
# | 企业客户、个人客户 | 分型 | 企业平均买得多，不等于每家都值钱 |
# | 新客户 | 分型 | 说的是走到哪一步，不是低一等 |

# %% [markdown] sid="m01-ordered" lang="en" src="1ec91912" slide="slide"
# ## An order does not make a grade
#
# Satisfaction runs from very satisfied to dissatisfied. There is an order, so why is it typing? Because it ranks **what customers think of us**, not **what they are worth to us**. Whoever gave one point may be the very customer who spends most.
#
# The reverse holds too. "Potential" sounds like character and is grading: a hospital with large yearly demand that so far buys only a tenth of it from us is ranked by **future value**.
#
# | looks like | is | why |
# |---|---|---|
# | four steps of satisfaction | typing | an order, but not one of value |
# | three tiers of assets held | grading | written as an attribute, ranks future value |
# | business and individual customers | typing | businesses buy more on average; not every one of them is valuable |
# | new customers | typing | says how far they have come, not that they rank lower |

# %% [markdown] sid="m01-symbols" lang="zh-CN" slide="skip"
# ## 写成式子
#
# 把全体客户记作 $U$。
#
# - 分级是一个函数 $g: U \to \{A > B > C > D\}$，值有**次序**，次序是价值的次序。
# - 分型是一个函数 $t: U \to \{t_1, t_2, \dots\}$，值**没有价值上的次序**。
# - 两者交叉，每位客户落在一格 $(g, t)$ 里：$g$ 定投多少，$t$ 定怎么做。
#
# 函数二字的要害是**每位客户恰好一个值**：不漏人，也不让一个人占两格。

# %% [markdown] sid="m01-symbols" lang="en" src="f8ba588e" slide="skip"
# ## In symbols
#
# Let $U$ be all customers.
#
# - A grading is a function $g: U \to \{A > B > C > D\}$ whose values have an **order**, that of value.
# - A typing is a function $t: U \to \{t_1, t_2, \dots\}$ whose values have **no order of value**.
# - Crossed, each customer stands in one cell $(g, t)$: $g$ says how much, $t$ says how.
#
# What matters in the word function is **exactly one value for each customer**: nobody left out, nobody in two places.

# %% [markdown] sid="m01-five" lang="zh-CN"
# ## 五位假想的客户
#
# | 客户 | 花了多少 | 打了几分 | 近况 |
# |---|---|---|---|
# | A | 9000 | 1 | 花得最多，最不满意 |
# | B | 300 | 5 | 花得少，很满意 |
# | C | 7000 | 5 | 花得多，也满意 |
# | D | 200 | 2 | 花得少，正在投诉 |
# | E | 500 | 4 | 刚买了第一单 |

# %% [markdown] sid="m01-five" lang="en" src="da4add0f"
# ## Five invented customers
#
# | customer | spend | score | lately |
# |---|---|---|---|
# | A | 9,000 | 1 | spends most, least satisfied |
# | B | 300 | 5 | spends little, very satisfied |
# | C | 7,000 | 5 | spends a lot, satisfied too |
# | D | 200 | 2 | spends little, complaining |
# | E | 500 | 4 | has just placed a first order |

# %% slide="slide"
five = pd.DataFrame({
    "customer": list("ABCDE"),
    "spend": [9000, 300, 7000, 200, 500],
    "score": [1, 5, 5, 2, 4],
})
words = {name: lesson.text(f"why.five_{name}") for name in ("high", "other", "content", "unhappy")}
grade = five["spend"].gt(five["spend"].mean()).map({True: words["high"], False: words["other"]})
kind = five["score"].ge(4).map({True: words["content"], False: words["unhappy"]})
pd.crosstab(grade, kind, rownames=[""], colnames=[""]).loc[[words["high"], words["other"]], [words["content"], words["unhappy"]]]

# %% [markdown] sid="m01-five-seen" lang="zh-CN"
# **看什么**：五个人，四格里都有人。只看分级，A 和 C 是一类人，送一样的礼；只看分型，A 和 D 是一类人，派一样的客服。**交叉之后才看得见：A 要老板今天就打电话，C 要守住，D 按流程办好，B 和 E 慢慢来。**
#
# 平均分是 3.4，看不出 A 正要走。

# %% [markdown] sid="m01-five-seen" lang="en" src="5102a296"
# **What to see**: five people, and somebody in each of the four cells. By grade alone, A and C are alike and get the same gift; by type alone, A and D are alike and get the same service agent. **Only crossing the two shows that A needs a call from the owner today, that C must be held on to, that D's complaint is settled by the usual procedure, and that B and E can wait.**
#
# The mean score is 3.4 and does not show that A is about to leave.

# %% [markdown] sid="m01-data" lang="zh-CN"
# ## 换成公司的数据
#
# 照样交叉一次：行是客户价值分层（分级），列是常用渠道（分型），格子里是客户数。

# %% [markdown] sid="m01-data" lang="en" src="4454cc4a"
# ## The company's data
#
# Crossed in the same way: rows are value tiers (grading), columns the usual channel (typing), and the cells count customers.

# %% slide="slide"
names = lesson.names("value_tier")
crossed = pd.crosstab(segments["value_tier"].map(names), segments["main_channel"].map(lesson.word), rownames=[""], colnames=[""])
crossed = crossed.loc[[name for name in names.values() if name in crossed.index]]
lesson.counts(crossed)

# %% [markdown] sid="m01-data-seen" lang="zh-CN"
# **看什么**：先看高价值那一行，人数不多；横着看，他们常在哪里买？行告诉您**该给多少**，列告诉您**在哪里给**。若一列里高价值的人特别集中，那个渠道的服务就不该省。少于 11 人的格子写作 `<11`，免得认出具体的人；拿合计一减就能算出来的，再隐去一格，写作“不显示”；“·”是一个人也没有。
#
# 再看一件这个行业常做错的事。网店习惯把客户分成“新、活跃、流失、高价值”四类：前三个看**最近来没来**，第四个看**花了多少**，是把两把尺子接成了一把。

# %% [markdown] sid="m01-data-seen" lang="en" src="d1b14dea"
# **What to see**: first look at the row of high value; there are few of them. Read across: where do they usually buy? The row says **how much to give**, the column **where to give it**. If one channel holds unusually many of them, its service is not the place to save. Cells of fewer than 11 people show `<11`, so that nobody can be recognised; where a total would give one of them away, another cell is hidden too ("not shown"); "·" means nobody.
#
# Now a mistake this trade often makes. Shops like to have four classes: new, active, lost, high value. The first three look at **when somebody last came**, the fourth at **how much they spent**; two yardsticks are glued into one.

# %% [markdown] sid="m01-asleep" lang="zh-CN" slide="slide"
# **再问一句**：高价值客户里，有多少人已经半年没来？

# %% [markdown] sid="m01-asleep" lang="en" src="1b12a049" slide="slide"
# **One more question**: how many of the high value customers have not come for half a year?

# %% slide="slide"
high = segments[segments["value_tier"] == "high_value"]
asleep = high[high["recency_days"] > 180]
figures = {"high": len(high), "asleep": len(asleep), "their_spend": asleep["monetary"].sum()}
figures = {name: f"{figure:,.0f}" for name, figure in figures.items()}
figures |= {"asleep": "<11", "their_spend": lesson.text("why.not_shown")} if len(asleep) < 11 else {}
pd.DataFrame({lesson.text(f"why.col_{name}"): [figure] for name, figure in figures.items()}, index=[""])

# %% [markdown] sid="m01-corrects" lang="zh-CN" slide="slide"
# ## 四类接成了一把尺子
#
# 不少网店把客户分成“新、活跃、流失、高价值”四类，这里把半年没下单叫流失。“其中半年没来”的那些人，就是高价值里的流失客户。四类法先判高价值，这些人就不在“流失”里，没有人去挽回；先判流失，他们又不在高价值里，没有人当回事。**次序一换，结论就变，说明四类不在同一个维度上。**
#
# 教材里的这一处要改：分类标准的一套方案**只用一个维度**；要看两个维度，就交叉，别拼接。

# %% [markdown] sid="m01-corrects" lang="en" src="109fa354" slide="slide"
# ## Four classes glued into one yardstick
#
# Many online shops sort customers into four classes: new, active, lost, high value; here half a year without an order is called lost. Those counted under "of these not seen for half a year" are the lost customers among those of high value. Test high value first, and these people are not "lost", so nobody wins them back; test lost first, and they are not "high value", so nobody takes them seriously. **Another order, another result: the four do not lie on one dimension.**
#
# The textbooks need correcting here. One scheme of a standard uses **only one dimension**; for two, cross them, do not glue them together.

# %% [markdown] sid="m01-enough" lang="zh-CN" slide="slide"
# ## 分多细才够
#
# 有人以为分得越细越高明。检验的办法只有一个：**这两类人，下周一要做的事不一样吗？** 一样，就合起来。
#
# 分类是为决定服务的，次序不能倒：先有一件要拍板的事，再挑维度，最后才轮到方法。“我们做个聚类吧”不是业务问题；好的业务问题写得出**谁拍板、在哪几样里选、哪天之前**。

# %% [markdown] sid="m01-enough" lang="en" src="8aec1d9e" slide="slide"
# ## How fine is fine enough
#
# Some think that the finer the classes, the cleverer. There is only one test: **will you do anything different for these two groups next Monday?** If not, merge them.
#
# Classes serve decisions, in this order: first something to decide, then the dimension, and only then the method. "Let us run a clustering" is not a business question; a good one says **who decides, among which options, and by when**.

# %% [markdown] sid="m01-e11" lang="zh-CN" ex="E1.1"
# ## 练习 E1.1 十二句话，分级还是分型
#
# 下面十二句，逐句判断：排的是**对公司的价值**（分级 `grading`），还是归的**需求、行为、特点**（分型 `typing`）？
#
# | 号 | 这样分 |
# |---|---|
# | s01 | 近 12 个月净消费排在前两成的客户，配专属顾问 |
# | s02 | 主要在晚上九点以后、用小程序下单的客户 |
# | s03 | 最近一次满意度打 1 分或 2 分的客户 |
# | s04 | 年总需求大、我司只占一成的医院，定为重点开发 |
# | s05 | 私信多在问“几时发货、怎么退”的客户，归为服务需求 |
# | s06 | 管理资产 600 万元及以上的，定为高净值 |
# | s07 | 企业客户、个人客户、经销商分开管理 |
# | s08 | 净消费从高到低累计，贡献前一半收入的客户 |
# | s09 | 首次购买不满 30 天的客户 |
# | s10 | 社群里常看常聊、一直不下单的“观望”成员 |
# | s11 | 未来一年预期毛利低于服务成本的客户，改走自助服务 |
# | s12 | 加权评分 80 分以上的客户 |

# %% [markdown] sid="m01-e11" lang="en" src="d689a1da" ex="E1.1"
# ## Exercise E1.1 Twelve statements: grading or typing
#
# For each: does it rank **value to the company** (`grading`), or sort by **need, behaviour or character** (`typing`)?
#
# | no. | the class |
# |---|---|
# | s01 | the top fifth by net spend of 12 months get an adviser of their own |
# | s02 | those who mostly order after nine in the evening, by mini-program |
# | s03 | those whose latest satisfaction is 1 or 2 |
# | s04 | hospitals with large yearly demand that buy only a tenth of it from us: to be developed first |
# | s05 | those whose messages mostly ask "when will it ship, how do I return it": need for service |
# | s06 | assets of 6 million yuan or more: high net worth |
# | s07 | business customers, individuals and dealers are managed separately |
# | s08 | adding up net spend from the top, those who bring the first half of revenue |
# | s09 | those whose first order is less than 30 days old |
# | s10 | community members who read and chat a lot and never order: wait-and-see |
# | s11 | those whose expected margin next year is below the cost of serving them: moved to self-service |
# | s12 | those with 80 points or more in the weighted scorecard |

# %%
labels = {"grading": "why.label_grading", "typing": "why.label_typing"}

# %% ex="E1.1"
#zh 每一句选一个：grading（分级）或 typing（分型）
#en for each statement one of: grading, typing
# BEGIN SOLUTION
s01 = "grading"  # FADE: lesson.choose("E1.1", "s01", labels)
s02 = "typing"  # FADE: lesson.choose("E1.1", "s02", labels)
s03 = "typing"  # FADE: lesson.choose("E1.1", "s03", labels)
s04 = "grading"  # FADE: lesson.choose("E1.1", "s04", labels)
s05 = "typing"  # FADE: lesson.choose("E1.1", "s05", labels)
s06 = "grading"  # FADE: lesson.choose("E1.1", "s06", labels)
s07 = "typing"  # FADE: lesson.choose("E1.1", "s07", labels)
s08 = "grading"  # FADE: lesson.choose("E1.1", "s08", labels)
s09 = "typing"  # FADE: lesson.choose("E1.1", "s09", labels)
s10 = "typing"  # FADE: lesson.choose("E1.1", "s10", labels)
s11 = "grading"  # FADE: lesson.choose("E1.1", "s11", labels)
s12 = "grading"  # FADE: lesson.choose("E1.1", "s12", labels)
# END SOLUTION

# %% [markdown] sid="e1-1-hint1" lang="zh-CN" role="hint" ex="E1.1"
# 逐句问一遍：把这类人和别的人对调名次，财务会不会着急？

# %% [markdown] sid="e1-1-hint1" lang="en" src="6fde7dac" role="hint" ex="E1.1"
# Ask of each: swap this group's rank with another's. Would finance worry?

# %% [markdown] sid="e1-1-hint2" lang="zh-CN" role="hint" ex="E1.1"
# “价值”有三种写法：已经花的钱、将来可能花的钱、评出来的总分。三种都是分级。

# %% [markdown] sid="e1-1-hint2" lang="en" src="4fdca6e4" role="hint" ex="E1.1"
# Value comes in three forms: money spent, money that may be spent, a total of points. All three are grading.

# %% [markdown] sid="e1-1-hint3" lang="zh-CN" role="hint" ex="E1.1"
# 次序不是标志。s03 有高低，排的是谁的看法？s06 像属性，排的又是什么？

# %% [markdown] sid="e1-1-hint3" lang="en" src="8bea508c" role="hint" ex="E1.1"
# An order proves nothing. s03 has one: whose opinion does it rank? s06 looks like an attribute: what does it rank?

# %% [markdown] sid="e1-1-explain" lang="zh-CN" role="explain" ex="E1.1"
# 六句分级、六句分型。最容易错的四句：
#
# - s03 满意度有高低，排的是客户对我们的看法，不是价值，所以是分型；
# - s04、s11 说的是**将来的价值**，仍是价值，所以是分级；
# - s06 管理资产写的是属性，用意是排将来的价值，所以是分级；
# - s09 新客户是“走到哪一步”，不是低一等，所以是分型。
#
# 落到工作里：分级决定**给多少**（顾问、预算、服务等级），分型决定**怎么给**（渠道、内容、时间）。

# %% [markdown] sid="e1-1-explain" lang="en" src="4977d197" role="explain" ex="E1.1"
# Six are grading, six typing. The four that mislead most:
#
# - s03 satisfaction has an order, of what customers think of us and not of value: typing;
# - s04 and s11 speak of **future value**, which is value too: grading;
# - s06 assets look like an attribute; the purpose is to rank future value: grading;
# - s09 "new" says how far a customer has come, not that they rank lower: typing.
#
# At work: grading decides **how much** (adviser, budget, service level), typing decides **how** (channel, content, hour).

# %% [markdown] sid="m01-e11-group" lang="zh-CN" role="group" ex="E1.1"
# **组内讨论**（3 分钟）：每组挑一句最有争议的，写下两种理由。**派代表汇报**（每组半分钟）：只讲争议在哪里。**点评**：看各组是不是在争“有没有次序”，把话题拉回“是谁的价值”。

# %% [markdown] sid="m01-e11-group" lang="en" src="ad78756b" role="group" ex="E1.1"
# **In the group** (3 minutes): pick the statement you disagreed on most and write down both reasons. **A speaker reports** (half a minute each): only where you disagreed. **Comment**: groups that argue about order should be led back to whose value it is.

# %% [markdown] sid="m01-n-e11" lang="zh-CN" role="trainer" ex="E1.1"
# **怎么带**：发卡片比用电脑快，十二张卡分两堆，2 分钟见分晓；电脑上只录结果。做得快的组，请他们给自己公司再写两句。
#
# **卡在哪里**：s07（“企业客户买得多，当然是分级”）。问：“一家一年买 500 元的企业，和一位一年买 5 万元的个人，谁的级高？”
#
# **赶时间**：只做 s03、s04、s06、s07、s09 五句，举手对答案；检查要十二句都选了才通过，留到课后。

# %% [markdown] sid="m01-n-e11" lang="en" src="27f44cf4" role="trainer"
# **How to run it**: cards are quicker than computers. Twelve cards on two piles, two minutes, and only the result is typed in. Quick groups write two more for their own company.
#
# **Where they stall**: s07 ("companies buy more, so it is grading"). Ask: "A company that buys for 500 a year and a person who buys for 50,000: whose grade is higher?"
#
# **If you are running late**: s03, s04, s06, s07 and s09 only, answered by show of hands; the check wants all twelve and is left for after class.

# %% [markdown] sid="m01-e12" lang="zh-CN" ex="E1.2"
# ## 练习 E1.2 五个案例：拍什么板，用哪把尺子
#
# 五家虚构公司，各有一件等着拍板的事。给每家选一个**决定**，再选一个**维度**；在课上做时，每组先领一家讲透。
#
# - **网店**（青柚小铺）：店长每月看“新、活跃、流失、高价值”四个数，觉得高价值客户很稳，挽回的预算一直花不出去。
# - **美妆社群**（芷汀美妆）：想请几位会员当群主。运营打算按消费额从高到低请。
# - **金融**（衡溪财富）：客户经理名额有限。现用等级按交易次数评，行里怀疑“钻石客户”并不都是大客户。
# - **医药**（康汀药业）：代表习惯跑熟悉的终端，公司想重排拜访次数。
# - **服务业**（澄石企服）：每半年回访打分，老板只看平均分；下周他只有时间登门五家。

# %% [markdown] sid="m01-e12" lang="en" src="ca1d0cf4" ex="E1.2"
# ## Exercise E1.2 Five cases: what to decide, and by which yardstick
#
# Five invented companies, each with one decision waiting. Choose the **decision**, then the **dimension**; in class each group begins with one company and works it out well.
#
# - **Shop** (Green Pomelo Goods): the manager looks at four figures each month, new, active, lost and high value, thinks the high value customers are safe, and never gets to spend the win-back budget.
# - **Cosmetics community** (Zhiting Beauty): it wants to ask a few members to host its groups. The plan is to ask those who spend most.
# - **Finance** (Hengxi Wealth): there are few relationship managers. Today's grade counts trades, and the bank doubts that its diamond clients are all large.
# - **Pharma** (Kangting Pharma): reps keep visiting the outlets they know. The company wants to replan the number of visits.
# - **Services** (Chengshi Services): customers are surveyed and give scores twice a year, and the owner looks only at the mean; next week he has time to visit just five.

# %% ex="E1.2"
decisions = {name: f"why.decide_{name}" for name in ("owner_calls", "visits", "host", "win_back", "manager")}
dimensions = {name: f"why.by_{name}" for name in (
    "spend", "attitude_activity", "sales", "value_satisfaction", "trades",
    "need_share", "mean_score", "spend_recency", "age_gender", "assets_demand")}
#zh 每个案例选两样：要拍板的事，和与它对得上的维度
#en two choices for each case: what is to be decided, and the dimension that fits it
# BEGIN SOLUTION
shop_decision = "win_back"  # FADE: lesson.choose("E1.2", "shop_decision", decisions)
shop_dimension = "spend_recency"  # FADE: lesson.choose("E1.2", "shop_dimension", dimensions)
cosmetics_decision = "host"  # FADE: lesson.choose("E1.2", "cosmetics_decision", decisions)
cosmetics_dimension = "attitude_activity"  # FADE: lesson.choose("E1.2", "cosmetics_dimension", dimensions)
finance_decision = "manager"  # FADE: lesson.choose("E1.2", "finance_decision", decisions)
finance_dimension = "assets_demand"  # FADE: lesson.choose("E1.2", "finance_dimension", dimensions)
pharma_decision = "visits"  # FADE: lesson.choose("E1.2", "pharma_decision", decisions)
pharma_dimension = "need_share"  # FADE: lesson.choose("E1.2", "pharma_dimension", dimensions)
service_decision = "owner_calls"  # FADE: lesson.choose("E1.2", "service_decision", decisions)
service_dimension = "value_satisfaction"  # FADE: lesson.choose("E1.2", "service_dimension", dimensions)
# END SOLUTION

# %% [markdown] sid="e1-2-hint1" lang="zh-CN" role="hint" ex="E1.2"
# 先定决定：每家下周要签字的那张纸上写的是什么？再问：要签字，还缺哪一列数？

# %% [markdown] sid="e1-2-hint1" lang="en" src="119a0b14" role="hint" ex="E1.2"
# Decision first: what is on the paper that each company signs next week? Then: which column of figures is still missing before it can be signed?

# %% [markdown] sid="e1-2-hint2" lang="zh-CN" role="hint" ex="E1.2"
# 凡是“现在的尺子”（四类、消费额、交易次数、当前销量、平均分），案例里都有一个它看不见的人。

# %% [markdown] sid="e1-2-hint2" lang="en" src="dbd55e61" role="hint" ex="E1.2"
# Each of today's yardsticks (four classes, spend, trades, present sales, the mean) overlooks somebody in its case.

# %% [markdown] sid="e1-2-hint3" lang="zh-CN" role="hint" ex="E1.2"
# 五家都要两个维度一起看。多半一个管值多少，另一个管要不要紧、有没有余地；只有美妆社群，两个都不看钱。

# %% [markdown] sid="e1-2-hint3" lang="en" src="63ffa60b" role="hint" ex="E1.2"
# All five need two dimensions together. Mostly one is for worth and the other for urgency or room to grow; only in the cosmetics community does neither look at money.

# %% [markdown] sid="e1-2-explain" lang="zh-CN" role="explain" ex="E1.2"
# | 案例 | 决定 | 维度 | 原来的尺子看不见谁 |
# |---|---|---|---|
# | 网店 | 挽回的钱花在谁身上 | 消费金额 × 最近消费 | 花过大钱、半年没来的人 |
# | 美妆社群 | 请谁当群主 | 社群态度 × 活跃度 | 花得不多、人人信服的热心人 |
# | 金融 | 客户经理名额给谁 | 管理资产 × 投资需求 | 资产大、很少交易的人 |
# | 医药 | 拜访次数怎么分 | 终端年总需求 × 我司占有率 | 需求大、份额低的终端 |
# | 服务业 | 老板先登谁的门 | 价值 × 满意度 | 平均分底下不满意的大客户 |
#
# 看三处容易走眼的：管理资产像人口属性，其实是分级，排的是将来的价值；交易次数看着像价值，其实是行为；请群主看态度与活跃度，是分型，不是分级。
#
# 同一批客户，决定不同，维度就不同。**没有“最好的分类”，只有与决定对得上的分类。**

# %% [markdown] sid="e1-2-explain" lang="en" src="96a64d29" role="explain" ex="E1.2"
# | case | decision | dimension | whom the old yardstick overlooks |
# |---|---|---|---|
# | shop | whom to spend the win-back budget on | spend × recency | those who spent a lot and have not come for half a year |
# | cosmetics | whom to ask as hosts | attitude × activity | helpful members whom everybody trusts and who do not spend much |
# | finance | who gets a relationship manager | assets × investment demand | large assets, few trades |
# | pharma | how to share out visits | yearly demand × our share | outlets with large demand and a small share for us |
# | services | whom the owner visits first | value × satisfaction | large, dissatisfied customers hidden by the mean |
#
# Three that are easily misjudged: assets look like an attribute but are grading, for they rank future value; the number of trades looks like value but is behaviour; choosing hosts by attitude and activity is typing, not grading.
#
# The same customers, another decision, another dimension. **There is no best segmentation, only one that fits the decision.**

# %% [markdown] sid="m01-e12-group" lang="zh-CN" role="group" ex="E1.2"
# **组内讨论**（3 分钟）：每组领一个案例讲透：四个组时，第五个案例全班一起做；组多于案例时，两组一题。补一句“原来的尺子看不见谁”。五个案例都选了才过关，没领到的，听完别组的汇报再选。**派代表汇报**（每组半分钟）。**点评**：追问一句“如果只能再要一列数据，要哪一列”。

# %% [markdown] sid="m01-e12-group" lang="en" src="8e0bbace" role="group" ex="E1.2"
# **In the group** (3 minutes): one case for each group: with four groups the class does the fifth together, and with more groups than cases two take the same. Add: whom does the old yardstick overlook? The check asks for all five; choose the others once you have heard their groups. **A speaker reports** (half a minute each). **Comment**: ask which single column of data they would want next.

# %% [markdown] sid="m01-n-e12" lang="zh-CN" role="trainer" ex="E1.2"
# **怎么分**：一组一个案例；四个组时，第五个案例全班一起做；组多于案例时，两组一题。笔记本要五个案例都选了才过关，请各组听完汇报再补齐。
#
# **怎么带**：先让他们选决定，再选维度；有人直接选维度，就问“选完给谁看、谁签字”。
#
# **卡在哪里**：金融案例常有人选“交易次数”。问：“一位放着两千万不动的客户，和一位每周换两千元的客户，经理该配给谁？”
#
# **赶时间**：只讲网店和服务业，其余三个由各组课后选好。

# %% [markdown] sid="m01-n-e12" lang="en" src="924b1038" role="trainer"
# **Who does which**: a case for each group; with four groups the class does the fifth together, with more groups than cases two take the same. The check asks for all five, so let groups choose the others after the reports.
#
# **How to run it**: decision first, dimension second; anybody who starts with the dimension is asked "who will read this, and who signs?".
#
# **Where they stall**: in finance many choose trades. Ask: "One client with twenty million that never moves, another who exchanges two thousand every week: who should get the manager?"
#
# **If you are running late**: talk about shop and services only; groups choose the other three after class.

# %% [markdown] sid="m01-e13" lang="zh-CN" ex="E1.3"
# ## 练习 E1.3 问题画布
#
# 为**自己的公司**填一张画布，六格都要填：
#
# | 格 | 填什么 |
# |---|---|
# | `decision` | 要拍板的事：谁在什么时候，在哪几个选项里选（不写方法） |
# | `owner` | 谁签字：一个岗位，不是“大家” |
# | `by_when` | 哪一天之前 |
# | `dimension` | 看哪个维度，是分级还是分型 |
# | `actions` | 至少两类客户，各做什么，动作要不一样 |
# | `change_mind` | 看到什么数会改主意 |

# %% [markdown] sid="m01-e13" lang="en" src="13a0b8dc" ex="E1.3"
# ## Exercise E1.3 The question canvas
#
# Fill in a canvas for **your own company**, all six fields:
#
# | field | what goes in |
# |---|---|
# | `decision` | what is to be decided: who chooses, when, among which options (no method) |
# | `owner` | who signs: one role, not "everybody" |
# | `by_when` | before which day |
# | `dimension` | by which dimension, grading or typing |
# | `actions` | at least two groups of customers, with different things done for them |
# | `change_mind` | which figure would change your mind |

# %% ex="E1.3"
#zh 六格都要填；actions 写成 {"客群": "动作", "客群": "动作"}
#en fill in all six; actions as {"group": "action", "group": "action"}
# BEGIN SOLUTION
decision = {"zh-CN": "三月的挽回预算给哪 200 位老客户：打电话，还是发券", "en": "which 200 regulars get March's money for winning back: a call, or a voucher"}[language]  # FADE: "____"
owner = {"zh-CN": "会员部经理", "en": "head of membership"}[language]  # FADE: "____"
by_when = "2026-03-10"  # FADE: "____"
dimension = {"zh-CN": "净消费（分级）× 最近消费间隔（分型）", "en": "net spend (grading) × recency (typing)"}[language]  # FADE: "____"
actions = {"zh-CN": {"花得多、久未来": "专人电话", "花得少、久未来": "季度短信"}, "en": {"large, long away": "a call by name", "small, long away": "a message each quarter"}}[language]  # FADE: {"____": "____"}
change_mind = {"zh-CN": "打过电话的人 30 天回购率不比对照组高，就停", "en": "stop if those called do not return more often in 30 days than the control group"}[language]  # FADE: "____"
# END SOLUTION

# %% [markdown] sid="e1-3-hint1" lang="zh-CN" role="hint" ex="E1.3"
# 从一张要签字的纸写起：谁签、签什么、哪天之前。

# %% [markdown] sid="e1-3-hint1" lang="en" src="90241e74" role="hint" ex="E1.3"
# Begin with the paper to be signed: who signs, what, before which day.

# %% [markdown] sid="e1-3-hint2" lang="zh-CN" role="hint" ex="E1.3"
# `decision` 里若有“聚类、建模、做分类”，那是方法；把它换成“选谁、给多少、做不做”。

# %% [markdown] sid="e1-3-hint2" lang="en" src="488853be" role="hint" ex="E1.3"
# If `decision` speaks of clustering, a model or a segmentation, that is a method; say whom to choose, how much to give, whether to do it.

# %% [markdown] sid="e1-3-hint3" lang="zh-CN" role="hint" ex="E1.3"
# `change_mind` 要有一个数和一个比较：比什么高、比谁低、多少天之内。

# %% [markdown] sid="e1-3-hint3" lang="en" src="17455b0a" role="hint" ex="E1.3"
# `change_mind` needs a number and a comparison: higher than what, lower than whom, within how many days.

# %% [markdown] sid="e1-3-explain" lang="zh-CN" role="explain" ex="E1.3"
# 画布过关，说明六格齐全、问题不是方法、动作有差别、有负责人和日期。**写得好不好由讲师看**，评分看三条：决定具体不具体；维度和决定对不对得上；“会改主意的数”拿不拿得到。这张画布请留着，最后一课的报告要回来对照。

# %% [markdown] sid="e1-3-explain" lang="en" src="fd2d815b" role="explain" ex="E1.3"
# A pass means: all six fields are filled, the question is not a method, the actions differ, and there is an owner and a date. **How good it is, the trainer judges**, on three points: is the decision specific; does the dimension fit it; can the figure that would change your mind actually be had? Keep the canvas: the report in the last lesson is checked against it.

# %% [markdown] sid="m01-e13-group" lang="zh-CN" role="group" ex="E1.3"
# **组内讨论**（5 分钟）：每人念自己的 `decision`，同组只问一句“谁签字”。选一张代表本组。**派代表汇报**（每组 2 分钟）。**点评**：评委按三条打分，每条 0 至 3 分。

# %% [markdown] sid="m01-e13-group" lang="en" src="03d9de44" role="group" ex="E1.3"
# **In the group** (5 minutes): each reads out the `decision`; the others ask one question: who signs? Choose one canvas for the group. **A speaker reports** (2 minutes each). **Comment**: the judges give 0 to 3 points for each of the three criteria.

# %% [markdown] sid="m01-n-e13" lang="zh-CN" role="trainer" ex="E1.3"
# **评分三条**（各 0 至 3 分）：决定具体（有选项、有日期）；维度对得上（能说出为什么不是别的维度）；会改主意的数（拿得到、有比较对象）。
#
# **卡在哪里**：多数人第一稿写“提升客户满意度”“做好客户分类”。追问三次“然后谁做什么”，就落地了。
#
# **放在课后做时**：约好哪天收齐，看过以后贴到班级群。

# %% [markdown] sid="m01-n-e13" lang="en" src="032f5c02" role="trainer"
# **Three criteria** (0 to 3 each): a specific decision (options, a date); a dimension that fits (and why no other); a figure that would change the mind (can be had, compared with something).
#
# **Where they stall**: most first drafts say "raise satisfaction" or "classify our customers well". Ask three times "and then, who does what?".
#
# **If it is done after class**: agree on the day by which it is handed in, and post it in the class chat group once you have read it.

# %% [markdown] sid="m01-case-shop" lang="zh-CN" role="case" case="shop"
# **网店**：“新、活跃、流失、高价值”四类好记，但两把尺子接在一起，高价值里藏着早已流失的人。要记的不是四个名字，而是**一套方案一个维度**。

# %% [markdown] sid="m01-case-shop" lang="en" src="f5bb25a1" role="case" case="shop"
# **Shop**: new, active, lost, high value are easy to remember, but two yardsticks are glued together, and people who left long ago hide among those of high value. Remember not the four names but **one scheme, one dimension**.

# %% [markdown] sid="m01-case-cosmetics" lang="zh-CN" role="case" case="cosmetics"
# **美妆社群**：花得最多的人未必愿意说话，说话最多的人未必有人信。翻一翻自己的群：谁一开口，别人就接话？

# %% [markdown] sid="m01-case-cosmetics" lang="en" src="7f80732a" role="case" case="cosmetics"
# **Cosmetics community**: those who spend most may not care to speak, and those who speak most may not be trusted. Look through your own groups: whom do the others answer?

# %% [markdown] sid="m01-case-finance" lang="zh-CN" role="case" case="finance"
# **金融**：钻石客户里，有人每周换汇、每次两千元；普通客户里，有人存着一大笔，一年不动一次。同一位客户经理，该去见谁？

# %% [markdown] sid="m01-case-finance" lang="en" src="74765b8c" role="case" case="finance"
# **Finance**: among the diamond clients somebody exchanges two thousand every week; among the ordinary ones somebody keeps a large sum and never moves it all year. There is one relationship manager: who gets the visit?

# %% [markdown] sid="m01-case-pharma" lang="zh-CN" role="case" case="pharma"
# **医药**：按当前销量排，名单年年一样：跑得勤的终端销量高，销量高的又跑得更勤。名单外的终端，是没有需求，还是没有人去？

# %% [markdown] sid="m01-case-pharma" lang="en" src="6cbe77e4" role="case" case="pharma"
# **Pharma**: ranked by present sales, the list is the same every year: outlets that are visited often sell more, and those that sell more are visited more often. Is there no demand at the outlets off the list, or does nobody go there?

# %% [markdown] sid="m01-case-service" lang="zh-CN" role="case" case="service"
# **服务业**：平均分不低，老板就放心了。可平均分里看不出不满意的是哪几家，也看不出谁没有回答；没有回答的，不能当作满意。

# %% [markdown] sid="m01-case-service" lang="en" src="1a3209f8" role="case" case="service"
# **Services**: the mean looks fine, and the owner is at ease. But a mean shows neither which customers are dissatisfied nor who did not answer, and no answer must not be counted as satisfied.

# %% [markdown] sid="m01-takeaway" lang="zh-CN" role="takeaway" slide="slide"
# ## 小结
#
# - 分级回答“值得投多少”，分型回答“该怎么做”；对调名次财务着急的，是分级。
# - 有次序不等于分级；潜力和资产看着像属性，却是分级。
# - 一套方案一个维度；要两个维度就交叉。
# - 没有不同的动作，就不是不同的客群。
# - 先有决定，再有维度，最后才是方法。

# %% [markdown] sid="m01-takeaway" lang="en" src="9ab777f4" role="takeaway" slide="slide"
# ## To take away
#
# - Grading says how much, typing says how; if swapping ranks worries finance, it is grading.
# - An order does not make a grade; potential and assets look like attributes but are grading.
# - One scheme, one dimension; for two, cross them.
# - No difference in action, no difference in segment.
# - First the decision, then the dimension, last the method.
