# %% [markdown] sid="m11-question" lang="zh-CN" slide="slide"
# # 交报告：账要平，话要短，数要经得起问
#
# **这一课要回答的问题**：这份报告拿到董事会上，第一个被问倒的会是哪一个数？
#
# | 进来 | 出去 |
# |---|---|
# | 公司的数据、分类标准、画像和策略 | 本公司的品牌报告；写结论的办法；一页每个数都经得起问的提请决策 |
#
# 开箱的时候，这份报告是别人做的，各位专挑毛病。现在轮到各位交报告，别人来挑毛病。墙上那些“不信”，一条一条都要有着落：**要么改了，要么查过、没错，要么写明为什么还不知道。**

# %% [markdown] sid="m11-question" lang="en" src="96d0624f" slide="slide"
# # The report: accounts that balance, few words, figures that stand up to questions
#
# **The question**: when this report goes before the board, which figure will be the first to fall?
#
# | goes in | comes out |
# |---|---|
# | the company's data, its standard, personas and strategies | your company's branded report; a way to write findings; a page of decisions on which every figure stands up to questions |
#
# When you opened the box, the report was somebody else's and you looked for faults. Now you hand in the report and others look. Every doubt on the wall must be settled: **either it was fixed, or it was checked and found right, or the report says why it is not known yet.**

# %% tags=["parameters"]
company = "liwan"
language = "zh-CN"
mode = "class"

# %%
import pandas as pd

from segkit.learn import start

lesson = start("m11", company=company, language=language, mode=mode)
raw_orders, orders, segments = lesson.load("raw_orders", "orders", "segments")
as_of = lesson.as_of

# %% [markdown] sid="m11-run" lang="zh-CN" slide="slide"
# ## 一条命令，一份报告
#
# 公司的数据、分类标准和用词都在课件包里。在装了 segkit 的终端里，进入课件包里的 `learner` 文件夹，运行下面那一行。没用过终端的，请讲师代跑，看打印件即可。一两分钟后，`report` 里按公司和时间新建的文件夹里就有中英文两份 PDF，还有网页和 Excel。
#
# 改了数据、界值或者用词，再运行一次就是新报告；旧报告还在，不会被盖掉。**报告不是写出来的，是重跑出来的**，所以任何一个数都不要在 PDF 上改。

# %% [markdown] sid="m11-run" lang="en" src="c64c7d6a" slide="slide"
# ## One command, one report
#
# The company's data, standard and wording are all in the pack. In a terminal that has segkit, go to the folder `learner` of the pack and run the line below. If you have never used a terminal, let the trainer run it and read the printed report. After a minute or two there is a new folder below `report`, named after company and time, with two PDFs, one in Chinese and one in English, and the same as web page and Excel.
#
# Change data, cut points or words, run it again, and there is a new report; the old one is kept and not overwritten. **A report is not typed, it is re-run**, so never change a figure in the PDF.

# %% slide="slide"
print(f"segkit run course-data/companies/{company}/raw --direct --runs report" + " --language en" * (language == "en"))

# %% [markdown] sid="m11-n-run" lang="zh-CN" role="trainer"
# **课前**：在讲师机上先跑一遍。课上只在一台机器上现场跑，投影给大家看；各组用开箱时的报告初稿，不必再印，也不要几台机器一起跑。
#
# **先问**：“数据没换，界值没改，再跑一次，墙上的哪一条‘不信’会变？”（一条也不会：重跑一百次，数还是这些。要让它变，得改数据、界值或者用词。）再问：“哪几条翻翻附录 A1 的账、看看别的页，现在就能销掉？”
#
# **卡在哪里**：不在 `learner` 文件夹里运行，提示找不到文件；有人想在 PDF 里改错字。错字改 `words.yml`，再运行一次。
#
# **赶时间**：机器慢，就不等它跑完，直接翻报告初稿。

# %% [markdown] sid="m11-n-run" lang="en" src="df889296" role="trainer"
# **Before the class**: run it once on the trainer's machine. In class run it live on one machine only and project it; the groups use the draft report from the opening, nothing is printed again; do not run it on several machines at once.
#
# **Ask first**: "Same data, same cut points: if it is run again, which of the doubts on the wall will change?" (None: run it a hundred times, and the figures stay. To change one, change data, cut points or words.) Then: "Which of them can be settled now, by the account in annex A1 or by another page?"
#
# **Where they stall**: the command is run outside the folder `learner` and finds no file; somebody wants to correct a typo in the PDF. Correct typos in `words.yml` and run again.
#
# **If you are running late**: if the machine is slow, do not wait for it, turn to the draft report right away.

# %% [markdown] sid="m11-account" lang="zh-CN" slide="slide"
# ## 先对账，后谈结论
#
# 财务看报告，先看总数对不对。所以报告里有一页“账”：文件里的每一行，要么**计入**，要么**没有计入**，没有第三种去处。
#
# - 行数：读入＝计入＋没有计入；
# - 金额：把文件的金额列直接相加，和报告的净消费差多少，差在哪几行；
# - 人数：数的是**合并之后的客户**，不是文件里不同的编号。
#
# 账不平，后面的结论一条也不必看。

# %% [markdown] sid="m11-account" lang="en" src="c3e1f3ff" slide="slide"
# ## First the account, then the findings
#
# Finance reads a report by checking the totals first. So the report has a page of accounts: every row of the file is either **counted** or **not counted**, and there is no third place for it to go.
#
# - rows: read = counted + not counted;
# - money: how far the sum of the file's amount column is from the report's net spend, and which rows make the difference;
# - people: **customers after merging**, not the different ids in the file.
#
# If the account does not balance, there is no need to read a single finding.

# %% [markdown] sid="m11-symbols" lang="zh-CN" slide="skip"
# ## 写成式子
#
# 文件有 $N$ 行，计入的行为 $K$，行 $i$ 的金额为 $a_i$。
#
# - 行数：$N = |K| + |\bar K|$，其中 $\bar K$ 是没有计入的行；
# - 净消费：$S = \sum_{i \in K} a_i$，退款的 $a_i$ 是负数，**留在里面**；
# - 差额：$D = \sum_{i=1}^{N} a_i - S$。$D$ 大，不等于报告错；要说得出是哪几行。

# %% [markdown] sid="m11-symbols" lang="en" src="0a0762fc" slide="skip"
# ## In symbols
#
# A file has $N$ lines, those counted are $K$, and line $i$ has the amount $a_i$.
#
# - rows: $N = |K| + |\bar K|$, with $\bar K$ the lines not counted;
# - net spend: $S = \sum_{i \in K} a_i$; a refund's $a_i$ is negative and **stays in**;
# - difference: $D = \sum_{i=1}^{N} a_i - S$. A large $D$ does not make the report wrong; but you must be able to say which rows make it up.

# %% [markdown] sid="m11-five" lang="zh-CN"
# ## 五位假想的客户
#
# 文件里有八行。手工对一遍账：哪几行计入？
#
# | 行 | 客户 | 金额 | 是什么 |
# |---|---|---|---|
# | 1 | A | 100 | 购买 |
# | 2 | B | 200 | 购买 |
# | 3 | B | 200 | 第 2 行导出了两次 |
# | 4 | C | 300 | 购买 |
# | 5 | C | −300 | 整单退款 |
# | 6 | D | 50 | 购买 |
# | 7 | E | 150 | 购买 |
# | 8 | 合计 | 700 | 合计行 |

# %% [markdown] sid="m11-five" lang="en" src="87181bee"
# ## Five invented customers
#
# The file has eight rows. Balance the account by hand: which rows count?
#
# | row | customer | amount | what it is |
# |---|---|---|---|
# | 1 | A | 100 | purchase |
# | 2 | B | 200 | purchase |
# | 3 | B | 200 | row 2, exported twice |
# | 4 | C | 300 | purchase |
# | 5 | C | −300 | refund of the whole order |
# | 6 | D | 50 | purchase |
# | 7 | E | 150 | purchase |
# | 8 | total | 700 | a total row |

# %%
five = pd.DataFrame({
    "customer": ["A", "B", "B", "C", "C", "D", "E", "total"],
    "amount": [100, 200, 200, 300, -300, 50, 150, 700],
    "counted": [True, True, False, True, True, True, True, False],
})
by_hand = five.groupby("counted")["amount"].agg(["size", "sum"]).sort_index(ascending=False)
heads = {name: lesson.text(f"capstone.col_{name}") for name in by_hand}
by_hand.rename(index={True: lesson.text("capstone.row_kept"), False: lesson.text("capstone.row_aside")}, columns=heads).rename_axis("")

# %% [markdown] sid="m11-five-seen" lang="zh-CN" slide="slide"
# **看什么**：八行＝计入六行＋没有计入两行，行数平了。金额列直接相加是 1400，净消费只有 500，差的 900 就是重复的 200 和合计行的 700，**说得出是哪两行，就不是错**。再看 C：退款那一行计入了，所以 C 的净消费是 0；要是把退款扔掉，净消费就虚高 300。

# %% [markdown] sid="m11-five-seen" lang="en" src="d4d46d93" slide="slide"
# **What to see**: eight rows = six counted + two not counted; the rows balance. The column adds up to 1,400 while net spend is only 500; the difference of 900 is the duplicate of 200 and the total row of 700, and **if you can name the rows, it is not an error**. Now look at C: the refund row is counted, so C's net spend is 0. Throw the refund away, and net spend would be 300 too high.

# %% [markdown] sid="m11-data" lang="zh-CN" slide="skip"
# ## 换成公司的数据
#
# 下表看的是文件里金额那一列的原样，每格都是文字：一共几格；其中几格写成纯数字，表格软件的求和只加这些，带货币符号、千分位或者全角的就跳过；最大的一个是多少。

# %% [markdown] sid="m11-data" lang="en" src="4f387607" slide="skip"
# ## The company's data
#
# The table looks at the file's amount column as it stands, every cell a text: how many cells there are; how many are plain numbers, which is all that the sum of a spreadsheet adds, leaving out those with a currency sign, a thousands mark or full-width digits; and the largest of them.

# %%
is_plain = raw_orders["amount"].str.fullmatch(r"-?\d+(\.\d+)?", na=False)
face = raw_orders["amount"].where(is_plain).astype(float)
seen = {"cells": len(face), "plain": int(face.count()), "largest": f"{face.max():,.0f}"}
pd.DataFrame({lesson.text(f"capstone.col_{name}"): [value] for name, value in seen.items()}, index=[""])

# %% [markdown] sid="m11-data-seen" lang="zh-CN"
# **看什么**：第二个数比第一个小，差的几格多半不是空的，是写法不一样；直接求和会把它们漏掉。第三个数如果大得不像一笔订单，它多半是合计行，或者有人多按了几个 9。

# %% [markdown] sid="m11-data-seen" lang="en" src="33e90d27"
# **What to see**: the second number is smaller than the first; most of the missing cells are not empty but written differently, and a plain sum leaves them out. If the third is too large to be an order, it is probably a total row, or somebody's finger stayed on the 9 key.

# %% [markdown] sid="m11-e111" lang="zh-CN" ex="E11.1"
# ## 练习 E11.1 运行报告，把账对平
#
# 翻到报告附录 A1“清洗台账”，再自己算一遍。`raw_orders` 是文件里的原样，`orders` 是计入的行，`face` 是表格软件会加上的那些数：
#
# 1. `account`：一张表，三行 `read`（读入）、`kept`（计入）、`aside`（没有计入），两列 `rows`（行数）、`money`（金额）。读入的金额用 `face` 的合计，没有计入的是两者之差；
# 2. `customers`：买过的客户数，合并之后的。
#
# 先用下拉框选定退款怎么算（`way`），再运行这段代码。

# %% [markdown] sid="m11-e111" lang="en" src="05fdd49d" ex="E11.1"
# ## Exercise E11.1 Run the report and balance its account
#
# Turn to appendix A1 of the report, the cleaning ledger, then do the sums yourself. `raw_orders` is the file as it stands, `orders` are the lines counted, `face` the numbers that a spreadsheet would add:
#
# 1. `account`: a table of three rows, `read`, `kept` (counted) and `aside` (not counted), and two columns, `rows` and `money`. Money read is the sum of `face`; what was not counted is the difference;
# 2. `customers`: how many customers bought, after merging.
#
# First choose from the drop-down how refunds are counted (`way`), then run the cell.

# %% ex="E11.1"
ways = {"net": "capstone.way_net", "gross": "capstone.way_gross"}
#zh 先定退款怎么算，再填读入和计入，最后相减
#en first how refunds count, then what was read and counted, then the difference
# BEGIN SOLUTION
way = "net"  # FADE: lesson.choose("E11.1", "way", ways)
kept = orders if way == "net" else orders[~orders["is_refund"]]  # KEEP
rows = [len(raw_orders), len(kept)]  # FADE: [len(____), len(kept)]
money = [face.sum(), kept["amount"].sum()]  # FADE: [face.sum(), kept[____].sum()]
account = pd.DataFrame({"rows": rows, "money": money}, index=["read", "kept"])  # KEEP
account.loc["aside"] = account.loc["read"] - account.loc["kept"]  # FADE: account.loc["read"] - account.loc[____]
customers = orders["customer_id"].nunique()  # FADE: orders[____].nunique()
# END SOLUTION

# %% [markdown] sid="e11-1-hint1" lang="zh-CN" role="hint" ex="E11.1"
# 读入的行数看 `raw_orders`，计入的行数看 `orders`，一行就是一行，不去重。

# %% [markdown] sid="e11-1-hint1" lang="en" src="a3046c55" role="hint" ex="E11.1"
# Rows read are those of `raw_orders`, rows counted those of `orders`; a line is a line, duplicates are not removed.

# %% [markdown] sid="e11-1-hint2" lang="zh-CN" role="hint" ex="E11.1"
# 净消费里要有退款的负数。报告写的是“净”，下拉框就选净额。

# %% [markdown] sid="e11-1-hint2" lang="en" src="821115e9" role="hint" ex="E11.1"
# Net spend has the negative lines of refunds in it. The report says net, so choose net.

# %% [markdown] sid="e11-1-hint3" lang="zh-CN" role="hint" ex="E11.1"
# 没有计入的，两列都用读入减计入；金额那一格是负数也不奇怪：带货币符号的格子，求和没加上，报告加上了。

# %% [markdown] sid="e11-1-hint3" lang="en" src="8044758b" role="hint" ex="E11.1"
# What was not counted is read less counted, in both columns. Do not be surprised if the money is negative: the plain sum leaves out cells with a currency sign, the report counts them.

# %% [markdown] sid="e11-1-explain" lang="zh-CN" role="explain" ex="E11.1"
# 账平了。三件事可以拿去跟财务说：
#
# - 行数一行不少：没有计入的每一行，附录 A1 都按原因列着，待核实的另见附录 A7；
# - 金额列直接相加和净消费差得很远，差额里合计行和离谱的大数占大头，报告写明了各是多少；
# - 客户数比文件里的编号少，因为同一个人的几个编号合并了。
#
# 财务的总数如果等于您算的读入金额，那是他们加了合计行；**先找出是哪几行，再谈谁对。**

# %% [markdown] sid="e11-1-explain" lang="en" src="0e1bcfcd" role="explain" ex="E11.1"
# The account balances. Three things to tell finance:
#
# - not a row is lost: appendix A1 lists every row not counted by its reason, appendix A7 those in quarantine;
# - the plain sum of the amount column is far from net spend; total rows and absurd amounts make up most of the difference, and the report says how much each is;
# - there are fewer customers than ids in the file, because several ids of one person were merged.
#
# If finance's total equals your money read, they have added the total rows as well. **First find the rows, then ask who is right.**

# %% [markdown] sid="m11-e111-group" lang="zh-CN" role="group" ex="E11.1"
# **组内讨论**（3 分钟）：各指一条没有计入的行，说出它为什么不该计入；有没有一条您认为应当计入？**派代表汇报**（每组 30 秒）：报差额和它的大头。**点评**：讲师问“财务的数是多少，差在哪几行”，答不上来的，课后去对。

# %% [markdown] sid="m11-e111-group" lang="en" src="d252af1b" role="group" ex="E11.1"
# **In the group** (3 minutes): each points at one row not counted and says why; is there one that should be? **A speaker reports** (30 seconds each): the difference and what it is mostly made of. **Comment**: the trainer asks "what is finance's figure, and which rows make the difference?"; whoever cannot say checks it after class.

# %% [markdown] sid="m11-n-e111" lang="zh-CN" role="trainer" ex="E11.1"
# **卡在哪里**：只加购买、扔掉退款；拿文件里的编号当客户数；用能读成数字的格子数代替行数。
#
# **用本公司数据时**：请财务的人带上同期的总数来，当场对。差额说得出来，这份报告就算立住了。
#
# **放到课后的班**：课上只翻到报告的附录 A1，请每组指一条没有计入的行，说出原因。

# %% [markdown] sid="m11-n-e111" lang="en" src="2fcb045c" role="trainer"
# **Where they stall**: only purchases are added and refunds dropped; ids of the file are taken for customers; readable cells are counted instead of rows.
#
# **With the company's own data**: ask somebody from finance to bring the total of the same months, and compare in class. Once the difference can be named, the report stands.
#
# **Where it is homework**: in class turn to appendix A1 of the report only, and let each group point at one row not counted and say why.

# %% [markdown] sid="m11-finding" lang="zh-CN" slide="slide"
# ## 一条结论的写法
#
# 报告会自己写结论，但签名的是各位，所以要用**自己的话**再写一遍。好的结论有三样东西，少一样都站不住：
#
# 1. **数**：一个，写在句子前半；
# 2. **n**：这个数是多少人的；
# 3. **只说看到的**：“超过 90 天没来的客户占去年净消费的两成”是看到的；“因为服务差，所以走了两成”不是。
#
# 有一份教材说：培训之后满意度上升，销售额增长三成。没有对照组，也不知道同期别的门店怎么样，这句话**不能信，也不能驳**，只能不写。

# %% [markdown] sid="m11-finding" lang="en" src="af0affbc" slide="slide"
# ## How to write a finding
#
# The report writes findings by itself, but it is you who sign it, so write them once more in **your own words**. A good finding has three parts, and without any one of them it falls:
#
# 1. **a figure**: one, early in the sentence;
# 2. **n**: how many people the figure rests on;
# 3. **only what was seen**: "customers away for more than 90 days made up a fifth of last year's net spend" was seen; "we lost a fifth because of poor service" was not.
#
# One textbook says: after the training satisfaction rose and sales grew by 30%. Without a control group, and not knowing what other shops did in those months, this can **neither be believed nor refuted**; it can only be left out.

# %% slide="slide"
tiers = segments.groupby("value_tier")["monetary_12m"].agg(["size", "sum"])
tiers["share"] = tiers["sum"] / tiers["sum"].sum()
tiers = tiers.astype(float).sort_values("share", ascending=False)
heads = {name: lesson.text(f"report.tier_{name}") for name in tiers}
forms = {"size": "{:,.0f}", "sum": "{:,.0f}", "share": "{:.1%}"}
shown = pd.DataFrame({name: tiers[name].map(form.format) for name, form in forms.items()})
shown.where(tiers["size"] >= 11, "<11").rename(index=lesson.names("value_tier"), columns=heads).rename_axis("")

# %% [markdown] sid="m11-finding-seen" lang="zh-CN" slide="slide"
# **看什么**：最右一列是这一层在近 12 个月净消费里的占比。人最少的那一层往往占得最多；写成结论，人数和占比一个也不能少。不足 11 人的一层不显示数，写“<11”。

# %% [markdown] sid="m11-finding-seen" lang="en" src="93bc2e0c" slide="slide"
# **What to see**: the last column is the tier's share of the last 12 months' net spend. The tier with the fewest people often has the most; a finding about it needs both, its customers and its share. A tier of fewer than 11 people shows no figures, only "<11".

# %% [markdown] sid="m11-e112" lang="zh-CN" ex="E11.2"
# ## 练习 E11.2 三条结论，用自己的话
#
# 1. `findings`：一张表，三行两列。列是 `figure`（0 到 1 的小数）和 `n`：
#
# | 行 | `figure` | `n` |
# |---|---|---|
# | `top` | 高价值层占近 12 个月净消费 `monetary_12m` 的比例 | 高价值层的人数 |
# | `once` | 只下过一单的客户占全部客户的比例 | 全部客户数 |
# | `quiet` | 超过 90 天没来的客户占近 12 个月净消费的比例 | 这些客户的人数 |
#
# 2. `s1`、`s2`、`s3`：按上面的次序各写一句，带百分数（四舍五入到整数）和 `n=…`，不说没有对照组支持的原因。

# %% [markdown] sid="m11-e112" lang="en" src="5948e724" ex="E11.2"
# ## Exercise E11.2 Three findings in your own words
#
# 1. `findings`: a table of three rows and two columns, `figure` (between 0 and 1) and `n`:
#
# | row | `figure` | `n` |
# |---|---|---|
# | `top` | the high tier's share of 12 months' net spend, `monetary_12m` | people in the high tier |
# | `once` | share of all customers with one order only | all customers |
# | `quiet` | share of 12 months' net spend of those away for more than 90 days | how many they are |
#
# 2. `s1`, `s2`, `s3`: one sentence each in this order, with the percentage (rounded) and `n=…`, and no cause that no control group supports.

# %% ex="E11.2"
#zh 先圈出三群人，再算数和 n，最后用自己的话写
#en first the three groups, then figure and n, then your own words
# BEGIN SOLUTION
top = segments[segments["value_tier"] == "high_value"]  # FADE: segments[segments["value_tier"] == ____]
quiet = segments[segments["recency_days"] > 90]  # FADE: segments[segments["recency_days"] > ____]
spend = segments["monetary_12m"].sum()  # KEEP
once = (segments["frequency"] == 1).mean()  # FADE: (segments[____] == 1).mean()
figure = [top["monetary_12m"].sum() / spend, once, quiet["monetary_12m"].sum() / spend]  # FADE: [top["monetary_12m"].sum() / ____, once, quiet["monetary_12m"].sum() / ____]
n = [len(top), len(segments), len(quiet)]  # FADE: [len(top), len(____), len(quiet)]
findings = pd.DataFrame({"figure": figure, "n": n}, index=["top", "once", "quiet"])  # KEEP
s1 = {"zh-CN": f"近 12 个月的净消费，{100 * figure[0]:.0f}% 出自高价值层（n={n[0]}）", "en": f"{100 * figure[0]:.0f}% of 12 months' net spend is the high tier's (n={n[0]})"}[language]  # FADE: "____"
s2 = {"zh-CN": f"{100 * figure[1]:.0f}% 的客户只下过一单（n={n[1]}）", "en": f"{100 * figure[1]:.0f}% of the customers ordered once only (n={n[1]})"}[language]  # FADE: "____"
s3 = {"zh-CN": f"超过 90 天没来的客户，占近 12 个月净消费的 {100 * figure[2]:.0f}%（n={n[2]}）", "en": f"Those away for more than 90 days made {100 * figure[2]:.0f}% of 12 months' net spend (n={n[2]})"}[language]  # FADE: "____"
# END SOLUTION

# %% [markdown] sid="e11-2-hint1" lang="zh-CN" role="hint" ex="E11.2"
# 第一条和第三条的分母是钱，第二条的分母是人。

# %% [markdown] sid="e11-2-hint1" lang="en" src="7d5ec5a2" role="hint" ex="E11.2"
# The first and third divide by money, the second by people.

# %% [markdown] sid="e11-2-hint2" lang="zh-CN" role="hint" ex="E11.2"
# 钱用近 12 个月的那一列，不用累计的；“超过 90 天”是大于，不含 90。

# %% [markdown] sid="e11-2-hint2" lang="en" src="b3537acd" role="hint" ex="E11.2"
# Take the column of the last 12 months, not the cumulative one; "more than 90 days" does not include 90.

# %% [markdown] sid="e11-2-hint3" lang="zh-CN" role="hint" ex="E11.2"
# 句子里的百分数取整，紧跟着写 n：“43%（n=51）”。写完把“因为、导致”删掉再读一遍，意思还在就对了。

# %% [markdown] sid="e11-2-hint3" lang="en" src="1da0beb2" role="hint" ex="E11.2"
# Round the percentage and put n right behind it: "43% (n=51)". Strike out "because" and "led to" and read again; if it still says what you saw, it is right.

# %% [markdown] sid="e11-2-explain" lang="zh-CN" role="explain" ex="E11.2"
# 三条结论都带着数和 n。和报告自己写的那几句放在一起读：谁的更短、更像人话？
#
# 笔记本的下一节把您的话写进报告。

# %% [markdown] sid="e11-2-explain" lang="en" src="b6945da1" role="explain" ex="E11.2"
# All three carry a figure and n. Read them next to the report's own: which are shorter, and which sound more like a person talking?
#
# The next part of the notebook puts your words into the report.

# %% [markdown] sid="m11-e112-group" lang="zh-CN" role="group" ex="E11.2"
# **组内讨论**（4 分钟）：把三句话读给组里最不懂数据的人听，他复述一遍；复述错了，就改。**派代表汇报**（每组 1 分钟）：念一句，再说它会改变哪个决定。**点评**：全班挑因果词，挑出一个，原句退回。

# %% [markdown] sid="m11-e112-group" lang="en" src="1b0fbdca" role="group" ex="E11.2"
# **In the group** (4 minutes): read the three sentences to whoever in the group knows least about data, who then retells them; if the retelling is wrong, rewrite. **A speaker reports** (1 minute each): one sentence, and the decision it would change. **Comment**: the class hunts for words of cause; a sentence that has one goes back.

# %% [markdown] sid="m11-n-e112" lang="zh-CN" role="trainer" ex="E11.2"
# **卡在哪里**：用累计消费代替近 12 个月；把人数的占比当成钱的占比；写“因为服务不好”。
#
# **先问**：“这一句要是真的，下周一谁会做一件不一样的事？”答不上来的结论，对不对都不重要。
#
# **写进报告**：`words.yml` 里已经有内容的，在末尾加 `texts:` 一节，这个词只出现一次；缩进用空格。
#
# **放到课后的班**：课上不念；约好哪天发到群里，讲师挑两句点评。

# %% [markdown] sid="m11-n-e112" lang="en" src="1ddbefc5" role="trainer"
# **Where they stall**: total spend in place of the last 12 months; a share of people passed off as a share of money; "because of poor service".
#
# **Ask first**: "If this is true, who will do something different next Monday?" If nobody will, it does not matter whether it is true.
#
# **Into the report**: where `words.yml` has contents already, add `texts:` at its end, once only; indent with spaces.
#
# **Where it is homework**: nothing is read out in class; agree on a day for posting it in the chat group, and comment on two.

# %% [markdown] sid="m11-words" lang="zh-CN" slide="skip" when="1d"
# ## 把自己的话写进报告
#
# 报告里的每一句话都可以换成您的。这一节末尾那一行命令把全部句子列成一个文件 `my-words.yml`，每句有一个名字；一页结论的标题叫 `page.summary.title`。挑要改的句子，写进公司文件夹里的 `words.yml`：
#
# ```yaml
# texts:
#   page.summary.title:
#     zh-CN: …
#     en: …
# ```
#
# 再运行一次报告，标题就是您写的那一句，以后重跑也留着。要让数字跟着数据走，就照 `my-words.yml` 里的样子写花括号；连同 `seen` 一起留下，数一变，运行完会提醒您再看一眼这句话。

# %% [markdown] sid="m11-words" lang="en" src="27fc16b2" slide="skip" when="1d"
# ## Put your own words into the report
#
# Every sentence of the report can be yours. The command at the end of this section lists them all in a file `my-words.yml`, each under a name; the title of the one-page summary is `page.summary.title`. Take those you want to change and write them into `words.yml` in the company's folder:
#
# ```yaml
# texts:
#   page.summary.title:
#     zh-CN: …
#     en: …
# ```
#
# Run the report again, and the title is yours, in later runs as well. For figures that follow the data write braces as `my-words.yml` does; keep its `seen` too, and when a figure has moved, the run asks you to look at the sentence again.

# %% when="1d"
print(f"segkit words course-data/companies/{company}/raw --runs report --out my-words.yml" + " --language en" * (language == "en"))

# %% [markdown] sid="m11-decide" lang="zh-CN" slide="slide"
# ## 决策页：三种数，三种说法
#
# 翻到“提请决策”。这一页上的数不是一样硬，先分清楚再开口：
#
# | 数 | 是什么 | 该怎么说 |
# |---|---|---|
# | 净消费、客户数 | **实测**：账对过 | “是” |
# | 在险收入 | **上限**：近 12 个月的净消费乘以不再回来的比例 | “至多” |
# | 预期增量毛利 | **假设**：触达人数 × 假设多成交的比例 × 客单价 × 毛利率 | “按假设”，以对照组为准 |
#
# 董事会先怀疑的，总是后两种。**自己先说出来，就没人能问倒您**；等别人问出来，前面实测的数也跟着不可信了。

# %% [markdown] sid="m11-decide" lang="en" src="51776ad5" slide="slide"
# ## The decision page: three kinds of figure, three ways to say them
#
# Turn to the page of decisions. Not all its figures are equally hard; tell them apart before you speak:
#
# | figure | is | say |
# |---|---|---|
# | net spend, customers | **measured**: the account balances | "is" |
# | revenue at risk | an **upper bound**: 12 months' net spend times the share that does not return | "at most" |
# | expected added margin | an **assumption**: people reached × assumed additional buyers × average order × margin | "as assumed"; the control group decides |
#
# The board always doubts the last two first. **Say it yourself first, and nobody can catch you out**; if others find it, the measured figures lose their credibility as well.

# %% [markdown] sid="m11-n-decide" lang="zh-CN" role="trainer"
# **先问**：“如果只能批一件事，批哪一件？”每人写在纸上再翻页，看和报告提请的是不是同一件。
#
# **卡在哪里**：把在险收入说成“我们会损失”；把增量毛利说成“能赚”。请别组专问这两处。
#
# **收尾**：决策页就是这一课要带走的东西。有领导在座，就请最高的一位当场说：批、不批，还是先试点。

# %% [markdown] sid="m11-n-decide" lang="en" src="47cce0f1" role="trainer"
# **Ask first**: "If only one thing can be approved, which?" Everybody writes it down, then the page is turned; is it what the report asks for?
#
# **Where they stall**: revenue at risk is told as "we shall lose", added margin as "we shall earn". Have another group ask about these two points.
#
# **To close**: the decision page is what this lesson is to leave behind. With management in the room ask the most senior person to say: approved, not approved, or a pilot first.

# %% [markdown] sid="m11-e113" lang="zh-CN" ex="E11.3"
# ## 练习 E11.3 决策页
#
# 五处用下拉框选，一处自己写：
#
# 1. `doubted`：董事会会先怀疑哪一个数：读入的行数、客户数、净消费合计、在险收入？
# 2. `called`：在险收入该怎么称呼：明年会少的收入、上限（至多这么多）、已经发生的损失？
# 3. `effect`：预期增量毛利是怎么来的：上次活动量出来的、按假设算的（等对照组来验）、业务部门承诺的？
# 4. `proof`：拿什么证明动作有用：做完之后比做之前高、做的人比对照组高、用掉的券很多？
# 5. `if_costly`：按全量算不回本，怎么办：照全量做、先小试（写明什么结果就停）、换一页讲（不提成本）？
# 6. `request`：一段提请，写明做什么、多少钱、什么时候之前、谁负责、对照组怎么留。

# %% [markdown] sid="m11-e113" lang="en" src="6ff0ef24" ex="E11.3"
# ## Exercise E11.3 The decision page
#
# Five choices from drop-downs, and one text of your own:
#
# 1. `doubted`: which figure the board will doubt first: rows read, number of customers, total net spend, revenue at risk?
# 2. `called`: what the revenue at risk is to be called: revenue that will be missing next year, an upper bound (at most that much), a loss that has happened?
# 3. `effect`: where the expected added margin comes from: measured in the last campaign, computed from assumptions (to be tested by the control group), promised by the department?
# 4. `proof`: what will prove that the action worked: higher afterwards than before, higher than the control group, many vouchers used?
# 5. `if_costly`: what to do if it does not pay at full scale: do it at full scale, a small pilot (with the result at which it stops), present another page (and leave out the cost)?
# 6. `request`: what you ask for, with action, money, deadline, owner and control group.

# %%
figures = {name: f"capstone.figure_{name}" for name in ("rows", "customers", "net", "at_risk")}
names_of_risk = {name: f"capstone.called_{name}" for name in ("forecast", "upper_bound", "loss")}
sources = {name: f"capstone.effect_{name}" for name in ("measured", "assumed", "promised")}
proofs = {name: f"capstone.proof_{name}" for name in ("before_after", "control_group", "vouchers_used")}
ways_out = {name: f"capstone.costly_{name}" for name in ("full_scale", "pilot", "hide")}

# %% ex="E11.3"
#zh 五处各选一个，再写一段提请
#en five choices, then the request
# BEGIN SOLUTION
doubted = "at_risk"  # FADE: lesson.choose("E11.3", "doubted", figures)
called = "upper_bound"  # FADE: lesson.choose("E11.3", "called", names_of_risk)
effect = "assumed"  # FADE: lesson.choose("E11.3", "effect", sources)
proof = "control_group"  # FADE: lesson.choose("E11.3", "proof", proofs)
if_costly = "pilot"  # FADE: lesson.choose("E11.3", "if_costly", ways_out)
request = {"zh-CN": "请批准“重要保持客户”唤回试点（栗湾生活报告第 3 页）：触达 61 人，费用 396 元，由客户归属业务员负责，1 月 31 日前打完；另随机留 60 人作对照组，期末比两组的 60 天复购率。", "en": "Please approve the win-back pilot for key retention (page 3 of Liwan Living's report): 61 customers are called at 396 yuan in all, the salesperson in charge is responsible, calls done by 31 January; 60 more are drawn as control group, and the 60-day repeat rates are compared."}[language]  # FADE: "____"
# END SOLUTION

# %% [markdown] sid="e11-3-hint1" lang="zh-CN" role="hint" ex="E11.3"
# 四个数里，哪一个不是数出来的，而是乘出来的？

# %% [markdown] sid="e11-3-hint1" lang="en" src="bb81e8b5" role="hint" ex="E11.3"
# Which of the four was not counted but multiplied?

# %% [markdown] sid="e11-3-hint2" lang="zh-CN" role="hint" ex="E11.3"
# 看决策页脚下的小字：增量毛利那几个乘数，哪几个量过，哪几个没量过？

# %% [markdown] sid="e11-3-hint2" lang="en" src="01834d12" role="hint" ex="E11.3"
# Read the note below the page: which factors of the added margin were measured, and which were not?

# %% [markdown] sid="e11-3-hint3" lang="zh-CN" role="hint" ex="E11.3"
# 提请写五样：动作、钱、日子、岗位、对照组。少一样，会上就会被问。

# %% [markdown] sid="e11-3-hint3" lang="en" src="b710523b" role="hint" ex="E11.3"
# A request has five parts: action, money, date, role, control group. Leave one out, and somebody in the meeting will ask for it.

# %% [markdown] sid="e11-3-explain" lang="zh-CN" role="explain" ex="E11.3"
# 五处都站得住，提请也写全了。记住这一页的次序：先说要什么，再说凭什么，再说怎么知道有没有用，最后说不知道的是什么。
#
# 全量不回本，就先小试；小试是为了买一个**知道**，不是为了赚钱。试点也要写明：到哪一天、什么结果就停。

# %% [markdown] sid="e11-3-explain" lang="en" src="91fb601e" role="explain" ex="E11.3"
# All five hold, and the request is complete. Keep this page's order: first what you ask for, then on what grounds, then how we will know whether it worked, and last what is not known.
#
# If it does not pay at full scale, try it small; a pilot buys **knowledge**, not profit. Say also by which day, and at what result, it stops.

# %% [markdown] sid="m11-e113-group" lang="zh-CN" role="group" ex="E11.3"
# **组内讨论**（3 分钟）：一人扮财务总监，只问两句：“这个数是量的还是猜的？”“不做会怎样？”**派代表汇报**（每组 1 分钟）：念提请，别组举手表决批或者不批。**点评**：讲师只看一条，提请里有没有对照组。

# %% [markdown] sid="m11-e113-group" lang="en" src="feec5741" role="group" ex="E11.3"
# **In the group** (3 minutes): one plays the finance director and asks two things only: "measured or guessed?" and "what if we do nothing?" **A speaker reports** (1 minute each): the request; the other groups vote. **Comment**: the trainer looks at one thing, the control group.

# %% [markdown] sid="m11-n-e113" lang="zh-CN" role="trainer" ex="E11.3"
# **卡在哪里**：选净消费当最可疑的数：账刚对过，它是最硬的。提请写成愿望，没有钱也没有日子。
#
# **参考答案里的数**取自栗湾生活报告第 3 页；用别的公司上课，就请学员照自己报告的那一页写。
#
# **赶时间**：只剩一半时间，就跳过 4 和 5，把提请写完。

# %% [markdown] sid="m11-n-e113" lang="en" src="d8be3c90" role="trainer"
# **Where they stall**: net spend is taken for the weakest figure, though its account has just been balanced; requests are wishes without money or date.
#
# **The figures of the model answer** are those of page 3 of Liwan Living's report; with another company learners take those of that page of their own report.
#
# **If you are running late**: with half of the time left, skip 4 and 5 and write the request.

# %% [markdown] sid="m11-n-e113-after" lang="zh-CN" role="trainer" ex="E11.3" when="1d"
# **放到课后的班**：课上只问第 1 和第 3 处，举手表决。

# %% [markdown] sid="m11-n-e113-after" lang="en" src="5ad21b2c" role="trainer" ex="E11.3" when="1d"
# **Where it is homework**: ask only 1 and 3 in class, by a show of hands.

# %% [markdown] sid="m11-rubric" lang="zh-CN" slide="slide" when="1d"
# ## 一份报告好不好：五行四级
#
# 听别人汇报，照这五行提问；自己上台答辩，评委也照这张评分表打分：五行，每行 20 分，各定一级。相差超过三分（一级）的一行，说出各自看到的证据。
#
# | 评分项 | 4 优秀 | 3 良好 | 2 合格 | 1 待提高 |
# |---|---|---|---|---|
# | 问题与决策 | 决策、由谁做、结论不同怎么改 | 决策清楚，没说结论不同怎么办 | 有问题，没有落到决策 | 只展示了数据 |
# | 数据诚信 | 剔除多少、为什么、多少钱 | 有规则和行数，没有金额 | 提到清洗，没有数字 | 没有交代来历 |
# | 方法与质疑 | 界值有理由，换法试过，说得出多稳 | 正确，检验过一次 | 基本正确，没有检验 | 方向反了，或把簇编号当类别 |
# | 画像与策略 | 有数字和人数，成本、指标、对照组 | 有数字，缺成本或对照组 | 只有形容词，或对谁都一样 | 没有落到行动 |
# | 表达与答辩 | 结论在先，三分钟，答问引用数字 | 结构清楚，略超时 | 听得懂，结论在最后 | 照着屏幕念 |

# %% [markdown] sid="m11-rubric" lang="en" src="0d9b9736" slide="slide" when="1d"
# ## Is it a good report? Five rows, four levels
#
# When others report to you, ask your questions by these five rows; when you defend a report yourself, the judges mark by the same score sheet: five rows of 20 points, a level for each. Where two differ by more than three points (one level), each names the evidence seen.
#
# | row | 4 excellent | 3 good | 2 pass | 1 not yet |
# |---|---|---|---|---|
# | question and decision | decision, who takes it, what another finding would change | decision clear, not what another finding would change | a question without a decision | data are shown, that is all |
# | data honesty | what was set aside, why, how much money | rules and rows, no money | mentions cleaning, no figures | no word on where data come from |
# | method and doubt | reasons for cut points, another way tried, stability stated | right, tested once | mostly right, not tested | a direction reversed, or cluster numbers read as classes |
# | personas and strategy | figures and counts; cost, measure, control group | figures; lacks cost or control group | adjectives, or the same plan for all | no action per segment |
# | telling and defending | conclusion first, three minutes, answers quote figures | well ordered, a little too long | can be followed, conclusion last | read from the screen |

# %% [markdown] sid="m11-e114" lang="zh-CN" ex="E11.4"
# ## 练习 E11.4 答辩
#
# 上台之前，先自评：
#
# 1. 五行各定一级（4 优秀、3 良好、2 合格、1 待提高）：`question` 问题与决策、`honesty` 数据诚信、`method` 方法与质疑、`strategy` 画像与策略、`communication` 表达与答辩；
# 2. `pages`：每一行的证据在第几页，五行都写；
# 3. `feared`：最怕被问到的一个问题，用问号结尾；`answer`：怎么答，答案里要有数，或者写明怎么去查。
#
# 然后上台：三分钟讲，评委问两问。自评和评委相差超过三分（一级）的那一行，就是您要改的地方。

# %% [markdown] sid="m11-e114" lang="en" src="d91a8586" ex="E11.4"
# ## Exercise E11.4 The defence
#
# Mark yourselves before you go on stage:
#
# 1. a level for each row (4 excellent, 3 good, 2 pass, 1 not yet): `question` question and decision, `honesty` data honesty, `method` method and doubt, `strategy` personas and strategy, `communication` telling and defending;
# 2. `pages`: the page with the evidence for each row, all five;
# 3. `feared`: the question you fear most, with a question mark; `answer`: your answer, with a figure or with how it will be checked.
#
# Then three minutes on stage and two questions. Where the judges differ from you by more than three points (one level), that is the row to improve.

# %% ex="E11.4"
levels = [1, 2, 3, 4]
#zh 五行自评，写页码，再写一问一答
#en five levels, pages, then one question and its answer
# BEGIN SOLUTION
question = 3  # FADE: lesson.choose("E11.4", "question", levels)
honesty = 4  # FADE: lesson.choose("E11.4", "honesty", levels)
method = 3  # FADE: lesson.choose("E11.4", "method", levels)
strategy = 4  # FADE: lesson.choose("E11.4", "strategy", levels)
communication = 3  # FADE: lesson.choose("E11.4", "communication", levels)
said = {"zh-CN": ["照栗湾生活的报告：问题和决策第 3 页，账第 19 页，方法第 18 页，策略第 15 页、对照组第 16 页，表达看第 2 页", "为什么把导出的金额列加起来，比报告的大这么多？", "差额几乎全是 3 行合计和 1 笔录错的大数，第 19 页的清洗台账逐条列着"], "en": ["in Liwan Living's report: question and decision p. 3, account p. 19, method p. 18, strategy p. 15 and control groups p. 16, telling p. 2", "Why is the sum of the export so much larger than the report's figure?", "Almost all of the difference is 3 total rows and 1 mistyped amount, listed in the ledger on p. 19"]}[language]
pages = said[0]  # FADE: "____"
feared = said[1]  # FADE: "____"
answer = said[2]  # FADE: "____"
# END SOLUTION

# %% [markdown] sid="e11-4-hint1" lang="zh-CN" role="hint" ex="E11.4"
# 先找证据再打分：翻不出页码的那一行，不会高于 2 级。

# %% [markdown] sid="e11-4-hint1" lang="en" src="63dd633c" role="hint" ex="E11.4"
# Find the evidence before giving the mark: a row without a page is no higher than 2.

# %% [markdown] sid="e11-4-hint2" lang="zh-CN" role="hint" ex="E11.4"
# 最怕的问题，多半就在开箱时贴上墙的“不信”里。

# %% [markdown] sid="e11-4-hint2" lang="en" src="5b677cf9" role="hint" ex="E11.4"
# The question you fear most is probably among the doubts put on the wall when the box was opened.

# %% [markdown] sid="e11-4-hint3" lang="zh-CN" role="hint" ex="E11.4"
# 答案不必漂亮：一个数加一个页码，或者“还不知道，下周三之前查某某表”。

# %% [markdown] sid="e11-4-hint3" lang="en" src="21a81024" role="hint" ex="E11.4"
# The answer need not be brilliant: a figure with a page, or "not known yet; we check this table by Wednesday".

# %% [markdown] sid="e11-4-explain" lang="zh-CN" role="explain" ex="E11.4"
# 自评写全了。评委的分数由讲师录入，和自评放在一起看。
#
# 自评全是 4 的组，评委会从最弱的数问起；主动说出弱点的组，往往得分更高。**答不上来不丢人，编一个数才丢人。**

# %% [markdown] sid="e11-4-explain" lang="en" src="13073c73" role="explain" ex="E11.4"
# Your self-assessment is complete. The trainer enters the judges' marks, and the two are looked at together.
#
# Where a group gave itself nothing but 4, the judges begin with its weakest figure; those who name a weakness themselves often score higher. **Not knowing is no disgrace; inventing a figure is.**

# %% [markdown] sid="m11-e114-group" lang="zh-CN" role="group" ex="E11.4"
# **组内讨论**（3 分钟）：对着评分表，五行各定一级，有分歧的取低的。**派代表汇报**（每组 3 分钟）：第一句说要什么，最后一句说还不知道什么。**点评**：评委各问一问，当场亮分；自评与评委相差超过三分（一级）的一行，双方说出证据，组长说一句打算怎么改。

# %% [markdown] sid="m11-e114-group" lang="en" src="45563246" role="group" ex="E11.4"
# **In the group** (3 minutes): by the score sheet agree on a level for each of the five rows; where opinions differ take the lower. **A speaker reports** (3 minutes each): the first sentence says what is asked, the last what is not known. **Comment**: one question from each judge and marks at once; where a row differs by more than three points (one level), both sides name their evidence, and the group's leader says what they will improve.

# %% [markdown] sid="m11-n-e114" lang="zh-CN" role="trainer" ex="E11.4"
# **怎么带**：评委三人，最好有一位财务、一位业务领导。每人手里一张评分表，先各自打分，再一起亮。组多来不及，就抽两组上台，其余交书面。
#
# **自评放到课后的班**：结尾那 12 分钟“提问与点评”就是答辩。抽两组，每组讲三分钟、答两问，其余各组当评委；自评单课后填，回单位向直属上级讲一遍。
#
# **卡在哪里**：全打 4 分；页码写不全；最怕的问题写成“没有”。
#
# **评委要问**：“哪个数您最没把握？”“没有计入的行里，最大的一笔是什么？”“对照组怎么抽的？”
#
# **两位评委相差超过三分（一级）的一行**：各说出看到的证据，再打一次。

# %% [markdown] sid="m11-n-e114" lang="en" src="a2c96e41" role="trainer"
# **How to run it**: three judges, best with one from finance and one manager. Each has a score sheet; they mark on their own first, then all show their marks together. If there is no time for all groups, draw two for the stage and take the others in writing.
#
# **Where marking oneself is homework**: the 12 minutes of questions and comments at the end are the defence. Draw two groups, three minutes and two questions each, with the others as judges; the sheet is filled in afterwards, and the report is presented to one's line manager back at work.
#
# **Where they stall**: nothing but 4, pages missing, and "none" as the question they fear.
#
# **Judges ask**: "Which figure are you least sure of?" "What is the largest of the rows not counted?" "How was the control group drawn?"
#
# **Where two judges differ by more than three points (one level)**: each names the evidence seen, then they mark again.

# %% [markdown] sid="m11-case-shop" lang="zh-CN" role="case" case="shop"
# **网店**：电商部报的是成交额，报告写的是净消费，差的是退款、取消和平台补贴。答辩之前先把三个数排在一起，写明各自减了什么。

# %% [markdown] sid="m11-case-shop" lang="en" src="70a0fb82" role="case" case="shop"
# **Shop**: the online team reports turnover, the report net spend; between them lie refunds, cancelled orders and the platform's subsidies. Put the three figures side by side before the defence, and say what each leaves out.

# %% [markdown] sid="m11-case-cosmetics" lang="zh-CN" role="case" case="cosmetics"
# **美妆社群**：“群主带货三成”没有对照组。能写的是：发过言的会员占净消费的多少、n 是多少；至于是不是发言带来的，写“未知”。

# %% [markdown] sid="m11-case-cosmetics" lang="en" src="1929019c" role="case" case="cosmetics"
# **Cosmetics community**: "hosts bring 30% of sales" has no control group. What can be written: the share of net spend of members who speak, with n; whether speaking brought it is "not known".

# %% [markdown] sid="m11-case-finance" lang="zh-CN" role="case" case="finance"
# **金融**：董事会先问“客户资产算不算收入”。资产是客户的，手续费才是公司的；决策页上两种数分两行写，不相加。

# %% [markdown] sid="m11-case-finance" lang="en" src="75c99675" role="case" case="finance"
# **Finance**: the board asks first whether assets are revenue. Assets are the customers', fees are the company's; the decision page has them on two lines and never adds them.

# %% [markdown] sid="m11-case-pharma" lang="zh-CN" role="case" case="pharma"
# **医药**：终端的“年总需求”多半是代表估的。用它算的潜力只能写成“估计”，并写明是谁在哪个月估的。

# %% [markdown] sid="m11-case-pharma" lang="en" src="3f1d9c0a" role="case" case="pharma"
# **Pharma**: an outlet's yearly demand is mostly a rep's guess. Potential computed from it may only be called an "estimate", stating who made it and in which month.

# %% [markdown] sid="m11-case-service" lang="zh-CN" role="case" case="service"
# **服务业**：培训公司说“培训后满意度升了 0.4 分”。先问：打分的是不是同一批人，没培训的门店升了多少。两句都答不上来，这条就不进报告。

# %% [markdown] sid="m11-case-service" lang="en" src="8b8ad7d8" role="case" case="service"
# **Services**: the trainers say satisfaction rose by 0.4 after the course. First ask: did the same people answer both times, and how much did satisfaction rise in branches without the course? If neither can be answered, it stays out of the report.

# %% [markdown] sid="m11-takeaway" lang="zh-CN" role="takeaway" slide="slide"
# ## 小结
#
# - 先对账，后谈结论：读入＝计入＋没有计入，行数和金额都要对。
# - 和财务对不上不是错；说不出差在哪几行，才是错。
# - 结论三样东西：数、n、自己的话；没有对照组，不说因果。
# - 实测说“是”，上限说“至多”，假设说“按假设”。
# - 提请五样：动作、钱、日子、岗位、对照组。
# - 最弱的数，自己先说出来。

# %% [markdown] sid="m11-takeaway" lang="en" src="835a688f" role="takeaway" slide="slide"
# ## To take away
#
# - First the account, then the findings: read = counted + not counted, in rows and in money.
# - A difference from finance is not an error; not being able to say which rows make it up is.
# - A finding has a figure, its n and your own words; without a control group it names no cause.
# - Measured: "is". Upper bound: "at most". Assumption: "as assumed".
# - A request has five parts: action, money, date, role, control group.
# - Name the weakest figure yourself, before anyone else does.
