# %% tags=["parameters"]
company = "liwan"
language = "zh-CN"
mode = "class"

# %% [markdown] sid="m06-question" lang="zh-CN" slide="slide"
# # 谁是大客户？看过去、看潜力，还是看将来？
#
# 销售总监要一份“A 级客户”名单。财务按去年的收入排，销售部按潜力排，老板问的却是“以后还能赚多少”。**三份名单摆在一起，重合的人可能不到一半。**
#
# | 看什么 | 叫什么 | 用来决定 |
# |---|---|---|
# | 过去的贡献 | 累计贡献 A、B、C | 今天先保住谁 |
# | 贡献和潜力 | ABCD | 人力往哪里投 |
# | 将来的毛利 | 客户生命周期价值 | 留住一位最多花多少 |

# %% [markdown] sid="m06-question" lang="en" src="d7f067e4" slide="slide"
# # Who is a key account: by the past, by potential, or by the future?
#
# The head of sales wants a list of grade A customers. Finance sorts by last year's revenue, the sales team by potential, and management asks what each will still bring. **Fewer than half of the names may be the same on all three lists.**
#
# | looks at | called | decides |
# |---|---|---|
# | past contribution | A, B, C by cumulative contribution | whom to keep today |
# | contribution and potential | ABCD | where people's time goes |
# | future margin | customer lifetime value | how much to spend at most on keeping somebody |

# %% [markdown] sid="m06-trainer-open" lang="zh-CN" role="trainer"
# **怎么开场**（2 分钟）：请每组写下本公司最大的五位客户，再问：明年这份名单还会是这五位吗？
#
# **容易卡住**：把“人数的前两成”当成“贡献的前七成”；把收入当价值。
#
# **练习都在课后做的班**：E6.2 和 E6.3 仍由讲师在投影上选、全班举手，每题 2 分钟。**不能省**：毛利那一张表。

# %% [markdown] sid="m06-trainer-open" lang="en" src="8f29a040" role="trainer"
# **How to open** (2 minutes): each group writes down its company's five largest customers. Then ask: will it be the same five next year?
#
# **Where people stall**: the top 20% of customers taken for the top 70% of money; revenue taken for value.
#
# **Where all exercises are homework**: the trainer still makes the choices of E6.2 and E6.3 on the screen while the class votes by a show of hands, two minutes each. **Never skip**: the table of margins.

# %%
import pandas as pd
from segkit.learn import start

lesson = start("m06", company=company, language=language, mode=mode)
orders, features = lesson.load("orders", "features")
as_of = lesson.as_of

# %% [markdown] sid="m06-five" lang="zh-CN"
# ## 五位假想的客户，累计着看
#
# 从大到小排好，一个一个加上去：
#
# | 客户 | 净消费 | 在他前面的人占 | 级 |
# |---|---|---|---|
# | A | 5000 | 0% | A |
# | B | 2500 | 50% | A |
# | C | 1500 | 75% | B |
# | D | 700 | 90% | C |
# | E | 300 | 97% | C |
#
# 规则：**排在前面的人合计不到 70%**，是 A 级；不到 90%，是 B 级；其余 C 级。写成式子：$s_i = \sum_{j:\,a_j > a_i} a_j / \sum_j a_j$，看 $s_i < 0.7$ 还是 $s_i < 0.9$。
#
# **看什么**：B 跨过了 70% 这条线，算 A 级：没有他，凑不到七成。界值数的是**钱**，不是人头。

# %% [markdown] sid="m06-five" lang="en" src="0f504a3a"
# ## Five invented customers, cumulatively
#
# From the largest down, added one by one:
#
# | customer | net spend | share of those before | grade |
# |---|---|---|---|
# | A | 5,000 | 0% | A |
# | B | 2,500 | 50% | A |
# | C | 1,500 | 75% | B |
# | D | 700 | 90% | C |
# | E | 300 | 97% | C |
#
# The rule: **those before add up to less than 70%** makes grade A, less than 90% grade B, the rest C. In symbols: $s_i = \sum_{j:\,a_j > a_i} a_j / \sum_j a_j$, and is $s_i < 0.7$, or $s_i < 0.9$?
#
# **What to see**: B crosses the 70% line and is grade A: without B the 70% is not reached. The cut point counts **money** and not heads.

# %%
table = features.set_index("customer_id").sort_index()


def before_share(amount, largest_first=True):
    #zh 排在每位客户前面的人，占全部金额的比例；金额一样的人比例相同
    #en the share of all money that lies with customers strictly before each; ties share it
    by_amount = amount.groupby(amount).sum().sort_index(ascending=not largest_first)
    return amount.map((by_amount.cumsum() - by_amount) / by_amount.sum())


money = {name: table[name].clip(lower=0).astype(float) for name in ("monetary", "average_order")}

# %% [markdown] sid="m06-e61" lang="zh-CN" ex="E6.1"
# ## 练习 E6.1 累计贡献 A、B、C
#
# 选看哪个数 `measure`、从哪头排起 `order`、界值按钱还是按人数算 `cut_by`、跨线的那一位归哪边 `on_line`。代码给出每位客户的级 `grades`，以及 A 级占人数的几成 `a_people`。

# %% [markdown] sid="m06-e61" lang="en" src="6eea937f" ex="E6.1"
# ## Exercise E6.1 A, B, C by cumulative contribution
#
# Choose the figure, `measure`; which end to start from, `order`; whether the cut point counts money or people, `cut_by`; and which grade the customer who crosses the line gets, `on_line`. The code gives everybody a grade in `grades`, and the share of people in A, `a_people`.

# %%
sums = {"monetary": "abcd.pick_monetary", "average_order": "abcd.pick_average"}
ends = {"largest": "abcd.pick_largest", "smallest": "abcd.pick_smallest"}
cuts = {"money": "abcd.pick_money", "people": "abcd.pick_people"}
sides = {"upper": "abcd.pick_upper", "lower": "abcd.pick_lower"}

# %% ex="E6.1"
#zh 四个选择；grades 是每位客户的级
#en four choices; grades is everybody's grade
# BEGIN SOLUTION
measure = "monetary"  # FADE: lesson.choose("E6.1", "measure", sums)
order = "largest"  # FADE: lesson.choose("E6.1", "order", ends)
cut_by = "money"  # FADE: lesson.choose("E6.1", "cut_by", cuts)
on_line = "upper"  # FADE: lesson.choose("E6.1", "on_line", sides)
amount = money[measure]
share = {"largest": before_share(amount), "smallest": before_share(amount, largest_first=False)}[order]
own = {"upper": 0.0, "lower": 1.0}[on_line] * amount / amount.sum()
place = {"money": share + own, "people": amount.rank(ascending=False, method="min", pct=True)}[cut_by]
grades = pd.cut(place, [-1, 0.7, 0.9, 9], right=False, labels=["A", "B", "C"]).astype(str)
a_people = float((grades == "A").mean())
# END SOLUTION

# %% [markdown] sid="m06-e61-h1" lang="zh-CN" role="hint" ex="E6.1"
# 对着五位客户的表：B 跨过 70%，是哪一级？

# %% [markdown] sid="m06-e61-h1" lang="en" src="918077d2" role="hint" ex="E6.1"
# In the table of five, B crosses 70%. Which grade is that?

# %% [markdown] sid="m06-e61-h2" lang="zh-CN" role="hint" ex="E6.1"
# 贡献是累计的净消费，不是每单多少；从最大的一位加起。

# %% [markdown] sid="m06-e61-h2" lang="en" src="7fa227e7" role="hint" ex="E6.1"
# Contribution is cumulative net spend, not the size of each order; start from the largest.

# %% [markdown] sid="m06-e61-h3" lang="zh-CN" role="hint" ex="E6.1"
# 70% 是钱的七成。拿多少人凑够这七成，是算出来的。

# %% [markdown] sid="m06-e61-h3" lang="en" src="9ba86be0" role="hint" ex="E6.1"
# 70% means 70% of the money. How many people it takes is what we work out.

# %% [markdown] sid="m06-e61-x" lang="zh-CN" role="explain" ex="E6.1"
# 人人爱说“二八”，其实各家不同：有的公司一成客户就占七成收入，有的要四成客户才凑够。`a_people` 就是本公司的数。钱越集中，丢一位的代价越大。

# %% [markdown] sid="m06-e61-x" lang="en" src="ba2e5b17" role="explain" ex="E6.1"
# Everybody quotes "80/20", but companies differ: in some 10% of customers bring 70% of revenue, in others it takes 40%. `a_people` is this company's figure. The more concentrated the money, the more each lost customer costs.

# %% [markdown] sid="m06-e61-group" lang="zh-CN" role="group" ex="E6.1"
# **组内讨论**（2 分钟）：本公司凑够七成收入要几成客户？先猜再看。**派代表汇报**。**点评**：猜高了还是猜低了，各说明什么。

# %% [markdown] sid="m06-e61-group" lang="en" src="95dd57db" role="group" ex="E6.1"
# **In the group** (2 minutes): what share of your customers brings 70% of revenue? Guess first, then look. **A speaker reports.** **Comments**: what it tells us whether you guessed too high or too low.

# %% [markdown] sid="m06-curve" lang="zh-CN"
# ## 本公司的钱，集中在几成客户手里？

# %% [markdown] sid="m06-curve" lang="en" src="4bdcb616"
# ## In how many customers' hands does this company's money lie?

# %% slide="slide"
lesson.chart("concentration", table["monetary"])

# %% [markdown] sid="m06-curve-seen" lang="zh-CN"
# **看什么**：竖着是钱，横着是人头。界值数的是钱：先在左边找到七成，横着走到曲线，再往下看，就是 A 级客户占的人数。

# %% [markdown] sid="m06-curve-seen" lang="en" src="5d42f59e"
# **What to see**: money runs upwards, people along the bottom. The cut points count money: find 70% on the left, go across to the curve and down from there, and you have the share of people in grade A.

# %% [markdown] sid="m06-abcd" lang="zh-CN" slide="slide"
# ## 加上潜力：ABCD
#
# 只看过去，会错过正在长大的客户。贡献和潜力各问一句：“比平均高吗？”
#
# | 贡献 | 潜力 | 级 | 先做什么 |
# |---|---|---|---|
# | 高 | 高 | A | 专人，一起做计划 |
# | 高 | 低 | B | 守住，别加码 |
# | 低 | 高 | C | 试着开发，定个期限 |
# | 低 | 低 | D | 自助服务，成本要低 |
#
# **潜力不能再用消费金额来量**，否则两把尺子就成了一把。医药看年需求减去我司供货量，网店看近一年有没有加速、买了几类。本例用**近一年占全部消费的比例**：高于平均，是在长大的信号。首单不满一年的客户，这个比例必是 100%，只说明新；本例一律记 0，另列名单看。

# %% [markdown] sid="m06-abcd" lang="en" src="5bb89a43" slide="slide"
# ## With potential: ABCD
#
# The past alone misses customers who are growing. Ask of contribution, then of potential: is it above the mean?
#
# | contribution | potential | grade | first |
# |---|---|---|---|
# | high | high | A | a dedicated account manager, a joint plan |
# | high | low | B | hold on to them, invest no more |
# | low | high | C | try to develop, with a deadline |
# | low | low | D | self-service at low cost |
#
# **Potential must not be measured by spend again**, or two yardsticks become one. Pharma takes yearly demand less what we supply; an online shop asks whether buying has sped up over the last year, and how many categories were bought. Here it is the **last year's share of all spend**: above the mean is a sign of growth. For a customer whose first order is less than a year old the share is always 100%, which says new and no more: here it counts as 0, and those customers get a list of their own.

# %%
contribution = table["monetary_12m"].astype(float)
is_old_enough = (table["monetary"] > 0) & (table["tenure_days"] >= 365)
potentials = {
    "growth": (contribution / table["monetary"].astype(float)).where(is_old_enough, 0.0),
    "spend_again": table["monetary"].astype(float),
}
letters = {(True, True): "A", (True, False): "B", (False, True): "C", (False, False): "D"}

# %% [markdown] sid="m06-e62" lang="zh-CN" ex="E6.2"
# ## 练习 E6.2 贡献 × 潜力
#
# 选潜力用什么量 `potential_by`；贡献高、潜力低是哪一级 `high_low`；贡献低、潜力高先做什么 `low_high_action`；潜力的口径由谁定 `set_by`。`abcd` 是每位客户的级。

# %% [markdown] sid="m06-e62" lang="en" src="8660bffa" ex="E6.2"
# ## Exercise E6.2 Contribution × potential
#
# Choose what measures potential, `potential_by`; the grade of high contribution and low potential, `high_low`; what to do first for low contribution and high potential, `low_high_action`; who defines potential, `set_by`. `abcd` is everybody's grade.

# %%
rulers = {"growth": "abcd.pick_growth", "spend_again": "abcd.pick_spend_again"}
grades_offered = {"A": "abcd.pick_a", "B": "abcd.pick_b", "C": "abcd.pick_c", "D": "abcd.pick_d"}
actions = {"develop": "abcd.pick_develop", "cut": "abcd.pick_cut"}
owners = {"each": "abcd.pick_each", "standard": "abcd.pick_standard"}

# %% ex="E6.2"
#zh 四个选择；abcd 是每位客户的级
#en four choices; abcd is everybody's grade
# BEGIN SOLUTION
potential_by = "growth"  # FADE: lesson.choose("E6.2", "potential_by", rulers)
high_low = "B"  # FADE: lesson.choose("E6.2", "high_low", grades_offered)
low_high_action = "develop"  # FADE: lesson.choose("E6.2", "low_high_action", actions)
set_by = "standard"  # FADE: lesson.choose("E6.2", "set_by", owners)
potential = potentials[potential_by]
pairs = zip(contribution > contribution.mean(), potential > potential.mean())
abcd = pd.Series([letters[bool(high), bool(grows)] for high, grows in pairs], index=table.index)
# END SOLUTION

# %% [markdown] sid="m06-e62-h1" lang="zh-CN" role="hint" ex="E6.2"
# 花得多的人，贡献本来就高。再拿花得多当潜力，A、D 之外还剩几个人？

# %% [markdown] sid="m06-e62-h1" lang="en" src="e1d9008b" role="hint" ex="E6.2"
# Whoever spends a lot already has a high contribution. Take spend for potential as well, and who is left outside A and D?

# %% [markdown] sid="m06-e62-h2" lang="zh-CN" role="hint" ex="E6.2"
# 看上面的四行表，先找贡献，再找潜力。

# %% [markdown] sid="m06-e62-h2" lang="en" src="0f82e300" role="hint" ex="E6.2"
# In the table of four rows find contribution first, then potential.

# %% [markdown] sid="m06-e62-h3" lang="zh-CN" role="hint" ex="E6.2"
# 各人按各人的感觉填潜力，三个月后级别还可比吗？

# %% [markdown] sid="m06-e62-h3" lang="en" src="49867085" role="hint" ex="E6.2"
# If each fills in potential by feeling, can grades be compared in three months?

# %% [markdown] sid="m06-e62-x" lang="zh-CN" role="explain" ex="E6.2"
# 潜力是估计，口径要写进分类标准：用哪个数、谁来填、多久复核。销售手填的潜力要留依据，否则人人都是 A 级。

# %% [markdown] sid="m06-e62-x" lang="en" src="049dcc90" role="explain" ex="E6.2"
# Potential is an estimate, and its definition belongs in the standard: which figure, who supplies it, how often it is reviewed. What salespeople fill in by hand needs evidence, or everybody is an A.

# %% [markdown] sid="m06-e62-group" lang="zh-CN" role="group" ex="E6.2"
# **组内讨论**（3 分钟）：本公司能拿到的潜力指标有哪两个？谁有数据？**派代表汇报**（每组 1 分钟）。**点评**：拿不到的别写进标准。

# %% [markdown] sid="m06-e62-group" lang="en" src="de09c99a" role="group" ex="E6.2"
# **In the group** (3 minutes): which two measures of potential can your company get, and who holds the data? **A speaker reports** (a minute per group). **Comments**: what cannot be had stays out of the standard.

# %% [markdown] sid="m06-clv" lang="zh-CN" slide="slide"
# ## 将来值多少：收入还是毛利？
#
# 有的教材写：“客户生命周期价值是客户带来的**总收入**。”三处要改：卖 100 元不是赚 100 元（**毛利**）；明年不一定还来（**留存**）；明年的钱不如今天的（**折现**）。一位一年花 1000 元的客户，看五年：
#
# | 算法 | 结果 |
# |---|---|
# | 总收入：1000 × 5 | 5000 |
# | 乘毛利率 40% | 2000 |
# | 再乘留存，每年留下七成 | 1109 |
# | 再折现，每年 10% | 985 |
#
# 写成式子：$V = \sum_{t=0}^{4} m\,a\,r^t/(1+d)^t$，$a$ 是一年净消费，$m$ 毛利率，$r$ 留存率，$d$ 折现率。
#
# **看什么**：5000 是 985 的五倍。照 5000 元去定“留住他最多花多少”，会亏本。过去已经花掉的钱也不算在内：价值看的是将来。

# %% [markdown] sid="m06-clv" lang="en" src="5f898010" slide="slide"
# ## What is the future worth: revenue or margin?
#
# Some textbooks say: "Customer lifetime value is the **total revenue** a customer brings." Three things need correcting: selling for 100 is not earning 100 (**margin**); next year they may not come back (**retention**); next year's money is worth less than today's (**discount**). Take a customer who spends 1,000 yuan a year, over five years:
#
# | calculation | result |
# |---|---|
# | total revenue: 1,000 × 5 | 5,000 |
# | times a margin of 40% | 2,000 |
# | times retention, 70% stay each year | 1,109 |
# | discounted by 10% a year | 985 |
#
# In symbols: $V = \sum_{t=0}^{4} m\,a\,r^t/(1+d)^t$, with $a$ net spend a year, $m$ margin, $r$ retention, $d$ discount rate.
#
# **What to see**: 5,000 is five times 985. Let 5,000 decide how much to spend on keeping this customer, and you lose money. What was spent in the past is not counted either: value looks ahead.

# %% [markdown] sid="m06-e63" lang="zh-CN" ex="E6.3"
# ## 练习 E6.3 收入与毛利两个口径
#
# 选一年净消费乘什么 `value_of`、留存率怎么取 `retention`、折不折现 `discount`、算哪一段时间 `span`。`total_value` 是全公司的合计，`overstated` 是教材的算法高出多少：它是这个合计的几倍。

# %% [markdown] sid="m06-e63" lang="en" src="ffb7398a" ex="E6.3"
# ## Exercise E6.3 Revenue against margin
#
# Choose what a year's net spend is multiplied by, `value_of`; the retention rate, `retention`; whether to discount, `discount`; and which period counts, `span`. `total_value` is the total for the whole company; `overstated` says by how much the textbook sum overstates it: how many times this total it is.

# %%
values = {"income": "abcd.pick_income", "margin": "abcd.pick_margin"}
stays = {"all": "abcd.pick_all_stay", "seven_tenths": "abcd.pick_seven_tenths"}
rates = {"none": "abcd.pick_no_discount", "ten": "abcd.pick_ten"}
spans = {"past": "abcd.pick_past", "next_five": "abcd.pick_next_five"}
yearly = table["monetary_12m"].clip(lower=0).astype(float)
past = table["monetary"].clip(lower=0).astype(float)

# %% ex="E6.3"
#zh 四个选择；毛利率 40%，留存七成，折现 10% 是财务给的
#en four choices; a margin of 40%, retention of 70% and discount of 10% are given by finance
# BEGIN SOLUTION
value_of = "margin"  # FADE: lesson.choose("E6.3", "value_of", values)
retention = "seven_tenths"  # FADE: lesson.choose("E6.3", "retention", stays)
discount = "ten"  # FADE: lesson.choose("E6.3", "discount", rates)
span = "next_five"  # FADE: lesson.choose("E6.3", "span", spans)
kept = {"all": 1.0, "seven_tenths": 0.7}[retention] / {"none": 1.0, "ten": 1.1}[discount]
years = sum(kept**year for year in range(5))
basis = {"past": past, "next_five": yearly * years}[span]
clv = {"income": 1.0, "margin": 0.4}[value_of] * basis
total_value = float(clv.sum())
overstated = 5 * float(yearly.sum()) / max(total_value, 0.01)
# END SOLUTION

# %% [markdown] sid="m06-e63-h1" lang="zh-CN" role="hint" ex="E6.3"
# 卖 100 元的货，进价 60 元，这一单值多少？

# %% [markdown] sid="m06-e63-h1" lang="en" src="cfa0c9d8" role="hint" ex="E6.3"
# Goods bought at 60 are sold at 100. What is this order worth?

# %% [markdown] sid="m06-e63-h2" lang="zh-CN" role="hint" ex="E6.3"
# 十位客户，明年还在的有几位？

# %% [markdown] sid="m06-e63-h2" lang="en" src="da95846f" role="hint" ex="E6.3"
# Of ten customers, how many are still there next year?

# %% [markdown] sid="m06-e63-h3" lang="zh-CN" role="hint" ex="E6.3"
# 看上面的四行表，照最后一行的算法来选。

# %% [markdown] sid="m06-e63-h3" lang="en" src="a91ab19f" role="hint" ex="E6.3"
# Look at the table of four rows above and choose as its last row does.

# %% [markdown] sid="m06-e63-x" lang="zh-CN" role="explain" ex="E6.3"
# 两个口径都要摆出来，并写明毛利率、留存率、折现率和年限，因为换一个留存率，结果就变。这里的简单算法假定人人的留存率相同；报告里的模型会给每位客户估一个，按年签约的公司则要看续约率。

# %% [markdown] sid="m06-e63-x" lang="en" src="044fdd56" role="explain" ex="E6.3"
# Show both figures, and state margin, retention, discount and years, since another retention rate changes the result. This simple calculation gives everybody the same retention; the report's model estimates one for each customer, and firms with yearly contracts should look at the renewal rate.

# %% [markdown] sid="m06-e63-group" lang="zh-CN" role="group" ex="E6.3"
# **组内讨论**（3 分钟）：毛利率、留存率，在本公司各该问谁要？**派代表汇报**。**点评**：没有毛利率，就不要报生命周期价值。

# %% [markdown] sid="m06-e63-group" lang="en" src="ec0cbdf1" role="group" ex="E6.3"
# **In the group** (3 minutes): whom do you ask for margin and for retention in your company? **A speaker reports.** **Comments**: without a margin report no lifetime value.

# %% [markdown] sid="m06-lists" lang="zh-CN" slide="slide"
# ## 理财机构：三份 A 级名单
#
# 一家理财机构按资产分三层：高净值、中等、普通。五位假想的客户：
#
# | 客户 | 资产（万元） | 去年手续费（元） | 年龄与习惯 |
# |---|---|---|---|
# | A | 800 | 300 | 退休，很少动 |
# | B | 20 | 9000 | 天天交易 |
# | C | 60 | 500 | 三十岁，每月定投 |
# | D | 700 | 8000 | 常来网点 |
# | E | 5 | 100 | 刚开户 |
#
# 按资产的 A 级是 A、D，按去年贡献是 B、D，按将来是 C、D。**三份都有的只有 D**。没有哪一份是错的：每一份回答一个问题。本公司的三份名单，重合多少？

# %% [markdown] sid="m06-lists" lang="en" src="77dd64ae" slide="slide"
# ## A wealth manager: three lists of grade A
#
# A wealth manager has three tiers by assets: high, middle, basic. Five invented clients:
#
# | client | assets (10,000 yuan) | fees last year (yuan) | age and habits |
# |---|---|---|---|
# | A | 800 | 300 | retired, rarely trades |
# | B | 20 | 9,000 | trades daily |
# | C | 60 | 500 | thirty, invests every month |
# | D | 700 | 8,000 | often at the branch |
# | E | 5 | 100 | has just opened an account |
#
# Grade A by assets is A and D, by last year's contribution B and D, by the future C and D. **Only D is on all three.** None is wrong: each answers one question. How far do this company's three lists agree?

# %% slide="slide"
n_top = max(len(table) // 5, 1)
recent = table["recency_days"].rank(pct=True)
scores = {"past": contribution, "growth": potentials["growth"], "future": yearly * (1.5 - recent)}
tops = {name: set(score.index[score >= score.nlargest(n_top).min()]) for name, score in scores.items()}
overlaps = {"any": len(set.union(*tops.values())) / n_top, "all": len(set.intersection(*tops.values())) / n_top}
told = {"any": f"{overlaps['any']:.2f}", "all": f"{overlaps['all']:.0%}"}
pd.DataFrame({lesson.text(f"abcd.col_{name}"): [share] for name, share in told.items()}, index=[""])

# %% [markdown] sid="m06-e64" lang="zh-CN" ex="E6.4"
# ## 练习 E6.4 理财机构的三份名单
#
# 选：派专属理财经理用哪份 `manager`；判断去年谁撑起了手续费用哪份 `last_year`；开发年轻的成长客户用哪份 `young`；算“三份都有的人占一份名单的几成”，取哪个数 `overlap_of`。再写理由 `reason`。`overlap` 是那个数。

# %% [markdown] sid="m06-e64" lang="en" src="83865ebc" ex="E6.4"
# ## Exercise E6.4 A wealth manager's three lists
#
# Choose the list for assigning a personal manager, `manager`; for saying who carried last year's fees, `last_year`; for developing young clients who grow, `young`; and which figure says how much of a list is on all three, `overlap_of`. Write your `reason`. `overlap` is that figure.

# %%
lists = {"assets": "abcd.pick_assets", "past": "abcd.pick_past_list", "growth": "abcd.pick_growth_list"}
kinds = {"any": "abcd.pick_any", "all": "abcd.pick_all_three"}

# %% ex="E6.4"
#zh 三件事各用一份名单，理由用自己的话写
#en a list for each of three purposes, reasons in your own words
# BEGIN SOLUTION
manager = "assets"  # FADE: lesson.choose("E6.4", "manager", lists)
last_year = "past"  # FADE: lesson.choose("E6.4", "last_year", lists)
young = "growth"  # FADE: lesson.choose("E6.4", "young", lists)
overlap_of = "all"  # FADE: lesson.choose("E6.4", "overlap_of", kinds)
reason = {"zh-CN": "三份名单各回答一个问题，先说要决定什么，再选名单", "en": "each list answers a question of its own: say what is to be decided, then choose the list"}[language]  # FADE: "____"
overlap = overlaps[overlap_of]
# END SOLUTION

# %% [markdown] sid="m06-e64-h1" lang="zh-CN" role="hint" ex="E6.4"
# 理财经理管的是资产，不是交易次数。

# %% [markdown] sid="m06-e64-h1" lang="en" src="50531fb9" role="hint" ex="E6.4"
# A personal manager looks after assets, not after trades.

# %% [markdown] sid="m06-e64-h2" lang="zh-CN" role="hint" ex="E6.4"
# “去年”两个字，指的是过去。

# %% [markdown] sid="m06-e64-h2" lang="en" src="edabb768" role="hint" ex="E6.4"
# "Last year" speaks of the past.

# %% [markdown] sid="m06-e64-h3" lang="zh-CN" role="hint" ex="E6.4"
# 三份都有，是交集；任何一份有，是并集。

# %% [markdown] sid="m06-e64-h3" lang="en" src="83f431c5" role="hint" ex="E6.4"
# On all three is the intersection, on any of them the union.

# %% [markdown] sid="m06-e64-x" lang="zh-CN" role="explain" ex="E6.4"
# 重合少不是哪一份错了，是三个问题不同。分类标准里要写清每份名单给谁用；只能留一份时，就留与眼前要做的决定对得上的那一份。

# %% [markdown] sid="m06-e64-x" lang="en" src="facd7636" role="explain" ex="E6.4"
# Little overlap does not make a list wrong; the questions differ. The standard says who uses which; if only one may stay, keep that which fits the decision at hand.

# %% [markdown] sid="m06-e64-group" lang="zh-CN" role="group" ex="E6.4"
# **组内讨论**（4 分钟）：本公司现在有几份大客户名单？各归谁管？**派代表汇报**。**点评**：两个部门名单不同，先问各自要决定什么。

# %% [markdown] sid="m06-e64-group" lang="en" src="fc41f1af" role="group" ex="E6.4"
# **In the group** (4 minutes): how many lists of key accounts does your company have, and who owns each? **A speaker reports.** **Comments**: where two departments' lists differ, ask first what each has to decide.

# %% [markdown] sid="m06-case-shop" lang="zh-CN" role="case" case="shop"
# **网店**：囤货客把去年的贡献抬高了，明年未必再来。潜力看品类有没有变多。

# %% [markdown] sid="m06-case-shop" lang="en" src="9cd8e08f" role="case" case="shop"
# **Online shop**: those who stock up raise last year's contribution and may not return. For potential look at categories.

# %% [markdown] sid="m06-case-cosmetics" lang="zh-CN" role="case" case="cosmetics"
# **美妆社群**：爱推荐的会员自己花得少，却带来别人。她的价值要加上带来的人。

# %% [markdown] sid="m06-case-cosmetics" lang="en" src="9a143743" role="case" case="cosmetics"
# **Cosmetics community**: members who recommend may spend little and bring others; their value includes those.

# %% [markdown] sid="m06-case-finance" lang="zh-CN" role="case" case="finance"
# **理财机构**：三层净值是潜力，手续费是贡献，两样交叉才知道该给谁配经理。

# %% [markdown] sid="m06-case-finance" lang="en" src="6e21d59d" role="case" case="finance"
# **Finance**: tiers of net worth are potential, fees are contribution; crossed, they say who gets a manager.

# %% [markdown] sid="m06-case-pharma" lang="zh-CN" role="case" case="pharma"
# **医药**：潜力 = 医院年需求 − 我司供应。需求大、份额小的是 C 级，值得开发，不是 D 级。

# %% [markdown] sid="m06-case-pharma" lang="en" src="00675162" role="case" case="pharma"
# **Pharma**: potential is a hospital's yearly demand less what we supply. Large demand and a small share of it for us is C, worth developing, and not D.

# %% [markdown] sid="m06-case-service" lang="zh-CN" role="case" case="service"
# **服务公司**：按年签约，留存率就是续约率，别用“多久没来”去估。

# %% [markdown] sid="m06-case-service" lang="en" src="e9338b88" role="case" case="service"
# **Service firm**: with yearly contracts retention is the rate of renewal; do not guess it from days of silence.

# %% [markdown] sid="m06-takeaway" lang="zh-CN" role="takeaway" slide="slide"
# ## 小结
#
# - 界值看钱，不看人数；跨线的一位归上一级。
# - 潜力要另找一把尺子，口径写进标准。
# - 价值是将来的毛利，写明毛利率、留存率、折现率和年限。

# %% [markdown] sid="m06-takeaway" lang="en" src="a160a9dc" role="takeaway" slide="slide"
# ## To take away
#
# - Cut points count money, not heads; whoever crosses the line gets the higher grade.
# - Potential needs a yardstick of its own, defined in the standard.
# - Value is future margin, with margin, retention, discount and years stated.
