# %% tags=["parameters"]
company = "liwan"
language = "zh-CN"
mode = "class"

# %% [markdown] sid="m07-question" lang="zh-CN" slide="slide"
# # 不定规则，让数据自己分，行不行？
#
# 前几课都是人先定规则。有人会问：“能不能不定规则，让电脑自己分？”能，最常用的是 **K-means**。可它会照单全收：尺度不齐，它就被金额牵着走；问它要五类，哪怕只有一类，它也给五类。
#
# | 它做的事 | 我们要替它做的事 |
# |---|---|
# | 把相近的客户归到一起 | 说清什么叫“近”：用哪些列，怎样缩放 |
# | 给出 k 个簇 | 定 k，并说出理由 |
# | 给簇编号 | 看画像，起名字，敢怀疑 |

# %% [markdown] sid="m07-question" lang="en" src="9c3e2dca" slide="slide"
# # Can we let the data form the groups, without rules?
#
# So far people set the rules first. Somebody will ask: "Can't the computer do it by itself, without rules?" It can, most often by **K-means**. But it takes whatever it is given: on unequal scales money leads it by the nose, and asked for five groups it gives five, even where there is only one.
#
# | what it does | what we must do for it |
# |---|---|
# | puts customers who are close together into one group | say what "close" means: which columns, on which scale |
# | gives k clusters | decide on k, and say why |
# | numbers them | read the profiles, name them, dare to doubt |

# %% [markdown] sid="m07-trainer-open" lang="zh-CN" role="trainer"
# **怎么开场**（2 分钟）：请五位学员站起来，全班给他们“分两组”。有人按高矮，有人按部门。问：谁错了？（谁也没错，没说好看什么。）K-means 也一样。
#
# **容易卡住**：为什么要缩放。不讲公式，讲“把元改成分，金额大一百倍，分组就变了”。
#
# **练习都在课后做的班**：E7.1 仍由讲师在投影上选、全班举手，2 分钟；E7.3 请全班口头给四组起名，2 分钟。**不能省**：缩放前后的对比。

# %% [markdown] sid="m07-trainer-open" lang="en" src="7e24255b" role="trainer"
# **How to open** (2 minutes): five learners stand up, the class divides them in two. Some go by height, some by department. Ask: who is wrong? (Nobody; we never said what to look at.) It is the same with K-means.
#
# **Where people stall**: why to scale. No formulas; say "write fen instead of yuan, the amounts grow a hundredfold, and the groups change".
#
# **Where all exercises are homework**: for E7.1 the class still votes by a show of hands and the trainer chooses on the screen, two minutes; for E7.3 the class names the four groups aloud, two minutes. **Never skip**: before scaling and after.

# %%
import numpy as np
import pandas as pd
from sklearn.cluster import KMeans
from sklearn.metrics import adjusted_rand_score, silhouette_score
from segkit.learn import start

lesson = start("m07", company=company, language=language, mode=mode)
features, segments = lesson.load("features", "segments")
as_of = lesson.as_of

# %% [markdown] sid="m07-words" lang="zh-CN"
# ## 四步，先用话说
#
# 1. 随便放 k 个**中心**；
# 2. 每位客户归到**最近**的中心；
# 3. 中心挪到自己那些客户的**平均**处；
# 4. 重复 2 和 3，直到中心不再动。
#
# 写成式子，它要让这个数尽量小：$W = \sum_i \| x_i - c_{g(i)} \|^2$，即每位客户到自己中心的距离平方和，也就是簇内平方和，软件里叫**惯性**。
#
# **教材讲到“中心不再动”就停了，还差五件事**：先缩放；多试几个起点；限定次数；偏斜的金额先取对数；换一批客户看稳不稳。这一课逐件补上。

# %% [markdown] sid="m07-words" lang="en" src="99be3af2"
# ## Four steps, first in words
#
# 1. put k **centres** anywhere;
# 2. each customer goes to the **nearest** centre;
# 3. each centre moves to the **mean** of its customers;
# 4. repeat 2 and 3 until the centres stay.
#
# In symbols, it makes this as small as it can: $W = \sum_i \| x_i - c_{g(i)} \|^2$, the sum of squared distances of customers from their own centres: the within-cluster sum of squares, which software calls **inertia**.
#
# **Textbooks stop at "the centres stay"; five things are missing**: scale first; try several starts; limit the number of rounds; take logs of skewed amounts first; check whether other customers give the same groups. This lesson adds them one by one.

# %% [markdown] sid="m07-five" lang="zh-CN"
# ## 五位假想的客户，用手分两组
#
# | 客户 | 最近消费间隔（天） | 消费金额（元） |
# |---|---|---|
# | A | 10 | 1000 |
# | B | 12 | 1300 |
# | C | 300 | 1020 |
# | D | 310 | 1320 |
# | E | 11 | 1010 |
#
# 凭直觉：A、B、E 刚来过，C、D 快一年没来。可照原样算距离，A 和 C 差 290，A 和 B 差 300：**A 和 C 更近**！照样分两组，得到 A、C、E 和 B、D，全是金额在做主。把金额写成“万元”，A 和 B 只差 0.03，结果又反过来。
#
# **看什么**：单位是人随手选的，分组不该跟着单位变。所以先把每一列减去平均、除以标准差：$z = (x - \bar x)/s$。

# %% [markdown] sid="m07-five" lang="en" src="3926b53a"
# ## Five invented customers, two groups by hand
#
# | customer | recency (days) | money (yuan) |
# |---|---|---|
# | A | 10 | 1,000 |
# | B | 12 | 1,300 |
# | C | 300 | 1,020 |
# | D | 310 | 1,320 |
# | E | 11 | 1,010 |
#
# At a glance: A, B and E were here lately, C and D most of a year ago. But take distances as they stand, and A and C are 290 apart, A and B 300: **A is nearer to C**! Two groups made this way are A, C, E and B, D: money decides everything. Write money in units of ten thousand yuan, A and B differ by only 0.03, and the result flips again.
#
# **What to see**: units are an accident of who wrote the table, and the groups should not change with them. So first subtract each column's mean and divide by its standard deviation: $z = (x - \bar x)/s$.

# %%
measures = ["recency_days", "frequency", "monetary"]
table = features.set_index("customer_id").sort_index()[measures].astype(float)


def scaled(values):
    return (values - values.mean()) / values.std()


def grouped(values, k=4):
    found = KMeans(k, n_init=5, max_iter=300, random_state=0).fit_predict(values.to_numpy())
    return pd.Series(found, index=values.index)


shares = pd.DataFrame({"raw": table.var() / table.var().sum(), "scaled": scaled(table).var() / len(measures)})
measured = {name: lesson.text(f"cluster.col_{name}") for name in measures}
(100 * shares).round(1).rename(index=measured, columns={name: lesson.text(f"cluster.share_{name}") for name in shares})

# %% [markdown] sid="m07-data-seen" lang="zh-CN"
# **看什么**：左列是照原样算时，每一列占了全部距离（平方）的几成；右列是缩放之后，三把尺子各占三分之一。

# %% [markdown] sid="m07-data-seen" lang="en" src="354edfd3"
# **What to see**: on the left, each column's share of all (squared) distance as it stands; on the right, after scaling, each of the three yardsticks holds a third.

# %% [markdown] sid="m07-e71" lang="zh-CN" ex="E7.1"
# ## 练习 E7.1 缩放之前，缩放之后
#
# 选进哪些列 `columns`、要不要缩放 `scaling`；不缩放时哪一列在做主 `dominated_by`；金额从元改成万元，哪一种分组会变 `moves_with_unit`。代码把客户分成四组 `groups`。

# %% [markdown] sid="m07-e71" lang="en" src="91fc5173" ex="E7.1"
# ## Exercise E7.1 Before scaling and after
#
# Choose which columns go in, `columns`, and whether they are scaled, `scaling`; which column dominates when unscaled, `dominated_by`; and which grouping changes when money is written in units of 10,000 yuan instead of yuan, `moves_with_unit`. The code puts customers into four `groups`.

# %%
table_with_id = table.assign(number=range(len(table)))
column_sets = {"rfm": "cluster.pick_rfm", "with_id": "cluster.pick_with_id"}
scalings = {"raw": "cluster.pick_raw", "scaled": "cluster.pick_scaled"}
rulers = {"recency_days": "cluster.pick_r", "frequency": "cluster.pick_f", "monetary": "cluster.pick_m"}

# %% ex="E7.1"
#zh 四个选择；groups 是分出来的组
#en four choices; groups is what comes of them
# BEGIN SOLUTION
columns = "rfm"  # FADE: lesson.choose("E7.1", "columns", column_sets)
scaling = "scaled"  # FADE: lesson.choose("E7.1", "scaling", scalings)
dominated_by = table.var().idxmax()  # FADE: lesson.choose("E7.1", "dominated_by", rulers)
moves_with_unit = "raw"  # FADE: lesson.choose("E7.1", "moves_with_unit", scalings)
taken = {"rfm": table, "with_id": table_with_id}[columns]
groups = grouped({"raw": taken, "scaled": scaled(taken)}[scaling])
# END SOLUTION

# %% [markdown] sid="m07-e71-h1" lang="zh-CN" role="hint" ex="E7.1"
# 客户编号大一点，这位客户就“远”一点吗？

# %% [markdown] sid="m07-e71-h1" lang="en" src="75c96d0f" role="hint" ex="E7.1"
# Does a larger customer number make a customer "farther away"?

# %% [markdown] sid="m07-e71-h2" lang="zh-CN" role="hint" ex="E7.1"
# 看上面的表，左列哪个数最大，谁就在做主。

# %% [markdown] sid="m07-e71-h2" lang="en" src="6e7589db" role="hint" ex="E7.1"
# In the table above, whichever column has the largest number on the left is in charge.

# %% [markdown] sid="m07-e71-h3" lang="zh-CN" role="hint" ex="E7.1"
# 元改成万元，$x$、平均和标准差都缩小一万倍，$z$ 变不变？

# %% [markdown] sid="m07-e71-h3" lang="en" src="5abf43ea" role="hint" ex="E7.1"
# From yuan to units of 10,000 yuan $x$, mean and standard deviation all shrink ten-thousandfold. Does $z$ change?

# %% [markdown] sid="m07-e71-x" lang="zh-CN" role="explain" ex="E7.1"
# 缩放之后，分组不再跟着单位变。要不要三把尺子一样重，仍是一个决定：缩放等于说“各占三分之一”；若业务上金额更要紧，可以给它加权，但要写进分类标准，不能让单位替您决定。

# %% [markdown] sid="m07-e71-x" lang="en" src="85c7c032" role="explain" ex="E7.1"
# Scaled, the groups no longer move with the units. Whether the three should weigh the same is still a decision: scaling says a third each; if money matters more to the business, give it more weight, and write that into the standard. Do not let the units decide for you.

# %% [markdown] sid="m07-e71-group" lang="zh-CN" role="group" ex="E7.1"
# **组内讨论**（3 分钟）：本公司若做聚类，放哪三列？哪一列绝不能放？**派代表汇报**（每组 1 分钟）。**点评**：编号、邮编这类“看着是数、其实是名字”的列不能放。

# %% [markdown] sid="m07-e71-group" lang="en" src="b415de5a" role="group" ex="E7.1"
# **In the group** (3 minutes): which three columns would your company put in, and which never? **A speaker reports** (a minute per group). **Comments**: numbers that are names, such as ids and postcodes, stay out.

# %% [markdown] sid="m07-k" lang="zh-CN" slide="slide"
# ## 分几类？三个证据，一起看
#
# - **肘部**：k 越大，惯性（簇内离散度）越小，**总是**越小。看它在哪里由陡变平，不能挑最小的。
# - **轮廓系数**：离自己的簇近、离别的簇远，接近 1；分不清，接近 0。
# - **稳定性**：换一半客户重做，还是不是这几群人？用调整兰德指数量，1 是完全一样。报告另抽起点和半数客户，后两样的数和这里会有小出入，两处都对。
#
# 五位客户的例子：k = 5 时每人一簇，惯性是 0，也毫无用处。

# %% [markdown] sid="m07-k" lang="en" src="03502d10" slide="slide"
# ## How many? Three pieces of evidence
#
# - **Elbow**: inertia (the spread within clusters) falls as k grows, **always**. See where the curve turns from steep to flat; never just take the lowest.
# - **Silhouette**: close to 1 when customers are near their own cluster and far from the others; close to 0 when the clusters cannot be told apart.
# - **Stability**: redo it on half the customers. Are they still the same groups of people? Measured by the adjusted Rand index; 1 means exactly the same. The report draws its starts and halves anew, so its figures for these two differ a little from those here; both are right.
#
# With the five customers and k = 5 each person is a cluster, inertia is 0, and it is of no use at all.

# %%
ready = scaled(np.log1p(table.clip(lower=0)))


def evidence_for(values, k):
    whole, again = KMeans(k, n_init=5, random_state=0).fit(values.to_numpy()), []
    for seed in range(3):
        half = values.sample(frac=0.5, random_state=seed).sort_index().to_numpy()
        model = KMeans(k, n_init=3, random_state=0).fit(half)
        again.append(adjusted_rand_score(whole.labels_, model.predict(values.to_numpy())))
    silhouette = silhouette_score(values.to_numpy(), whole.labels_)
    return {"inertia": float(whole.inertia_), "silhouette": float(silhouette), "stability": float(np.mean(again))}


by_k = pd.DataFrame({k: evidence_for(ready, k) for k in range(2, 7)}).T
found = {name: lesson.text(f"cluster.col_{name}") for name in by_k}
by_k.round(2).rename(columns=found).rename_axis(lesson.text("cluster.col_k"))

# %% slide="slide"
lesson.chart("choice", by_k)

# %% [markdown] sid="m07-k-seen" lang="zh-CN"
# **看什么**：惯性一路往下，不必高兴；轮廓系数和稳定性谁高谁低，才是证据。这里的金额已先取对数，为什么，看“一位大户，毁掉一次聚类”那一页。

# %% [markdown] sid="m07-k-seen" lang="en" src="89331054"
# **What to see**: inertia falls all the way down, which is no news; the evidence is in silhouette and stability. Money is already in logs here; the page "One giant spoils a clustering" says why.

# %% [markdown] sid="m07-e72" lang="zh-CN" ex="E7.2"
# ## 练习 E7.2 定 k，凭证据
#
# 选 `k`；主要凭什么 `judged_by`；K-means 要从几个起点试 `starts`；三个证据都弱，怎么向老板说 `if_weak`。

# %% [markdown] sid="m07-e72" lang="en" src="8845829f" ex="E7.2"
# ## Exercise E7.2 Decide on k, and say why
#
# Choose `k`; what it mainly rests on, `judged_by`; how many starts K-means should try, `starts`; and what to tell management if all three pieces of evidence are weak, `if_weak`.

# %%
evidence = {"inertia": "cluster.pick_inertia", "both": "cluster.pick_both"}
tries = {"one": "cluster.pick_one_start", "many": "cluster.pick_many_starts"}
answers = {"best_anyway": "cluster.pick_best_anyway", "no_clear": "cluster.pick_no_clear"}

# %% ex="E7.2"
#zh 看上面的表来选
#en choose by the table above
# BEGIN SOLUTION
strength = by_k["silhouette"] + by_k["stability"]
k = int(strength.idxmax())  # FADE: lesson.choose("E7.2", "k", [2, 3, 4, 5, 6])
judged_by = "both"  # FADE: lesson.choose("E7.2", "judged_by", evidence)
starts = "many"  # FADE: lesson.choose("E7.2", "starts", tries)
if_weak = "no_clear"  # FADE: lesson.choose("E7.2", "if_weak", answers)
# END SOLUTION

# %% [markdown] sid="m07-e72-h1" lang="zh-CN" role="hint" ex="E7.2"
# 惯性最小的总是最大的 k，它什么也没告诉您。

# %% [markdown] sid="m07-e72-h1" lang="en" src="d4fb8b84" role="hint" ex="E7.2"
# The lowest inertia always belongs to the largest k; it tells you nothing.

# %% [markdown] sid="m07-e72-h2" lang="zh-CN" role="hint" ex="E7.2"
# 把后两列加起来，谁最高？差不多高的，挑业务上用得了的。

# %% [markdown] sid="m07-e72-h2" lang="en" src="faa21862" role="hint" ex="E7.2"
# Add the last two columns: which is highest? If several are about as high, take the one the business can use.

# %% [markdown] sid="m07-e72-h3" lang="zh-CN" role="hint" ex="E7.2"
# 起点不好，会停在一个差的分法上；多试几个，留最好的。

# %% [markdown] sid="m07-e72-h3" lang="en" src="ccfa07ef" role="hint" ex="E7.2"
# From a bad start it stops at a poor grouping; try several and keep the best.

# %% [markdown] sid="m07-e72-x" lang="zh-CN" role="explain" ex="E7.2"
# 很多公司的客户是**一整片**，没有天然的几群。轮廓系数低、换一半客户就变样，这也是发现：不如用写得清的规则（RFM、分级）。k 还要过业务这一关：每一类都有人负责、有不同的动作。证据差不多强的 k 都算对；报告不把两簇列作候选（多半只分得出还来的和不来的），所以报告选的 k 可以和您的不同。

# %% [markdown] sid="m07-e72-x" lang="en" src="12b350b9" role="explain" ex="E7.2"
# In many companies customers are **one continuous crowd** without natural groups. A low silhouette, or groups that change when half the customers are left out, is a finding too: rules that can be written down (RFM, grades) then serve better. And k has to make business sense: for each group somebody in charge and an action of its own. Every k with about equally strong evidence passes; the report takes no two clusters into account (they mostly tell only those who still come from those who do not), so its k may differ from yours.

# %% [markdown] sid="m07-e72-group" lang="zh-CN" role="group" ex="E7.2"
# **组内讨论**（3 分钟）：若证据支持 3，老板想要 6，怎么办？**派代表汇报**。**点评**：让老板说出六类各做什么，说不出就合并。

# %% [markdown] sid="m07-e72-group" lang="en" src="e7f83587" role="group" ex="E7.2"
# **In the group** (3 minutes): the evidence says 3, management wants 6. What now? **A speaker reports.** **Comments**: have management say what is to be done for each of the six; groups for which they cannot are merged.

# %% [markdown] sid="m07-name" lang="zh-CN" slide="slide"
# ## 簇没有名字，名字是人起的
#
# 先看画像再起名。画像用**原来的单位**（天、单、元），用**中位数**（金额偏斜，平均数会被一两位大户拉走）。名字说**行为**，不说好坏：“近来常买、每次不多”比“优质客户”有用，也不伤人。
#
# 本课取四组，只为练习起名；真做时用上一题选的 k。

# %% [markdown] sid="m07-name" lang="en" src="fb335d11" slide="slide"
# ## Clusters have no names; people name them
#
# First the profile, then the name. Profiles are in **original units** (days, orders, yuan) and by the **median** (money is skewed, and one or two large customers pull the mean away). Names say what people **do**, not how good they are: "here lately, often, a little each time" is more useful than "premium", and offends nobody.
#
# This lesson takes four groups for practice in naming only; in real work use the k chosen in the exercise before.

# %% slide="slide"
four = grouped(ready, 4)
by_money = table["monetary"].groupby(four).median().rank(method="first").astype(int)
ordered = four.map(by_money)
unit_sets = {"scaled": "cluster.pick_z_units", "original": "cluster.pick_own_units"}
centres = {"mean": "cluster.pick_mean", "median": "cluster.pick_median"}
shown = table.groupby(ordered).median().assign(n=ordered.value_counts()).round(0).astype(int)
shown.rename(columns={name: lesson.text(f"cluster.col_{name}") for name in shown})

# %% [markdown] sid="m07-e73" lang="zh-CN" ex="E7.3"
# ## 练习 E7.3 看画像，起名字
#
# 上面四组已按金额的中位数从少到多排好，1 最少，4 最多。选画像用的单位 `units`、用哪种平均来代表一组 `centre`，给四组各起一个名字 `name_1` 到 `name_4`，再写一句 `reason`：哪一组您最没把握，为什么。
#
# | 评分（讲师） | 0 | 1 | 2 |
# |---|---|---|---|
# | 对得上画像 | 对不上 | 对上一项 | 天、单、元都对得上 |
# | 说行为 | 只有好坏 | 部分 | 同事一听就知道做什么 |
# | 敢怀疑 | 没写 | 写了 | 写了并说怎么查 |

# %% [markdown] sid="m07-e73" lang="en" src="dc66c01a" ex="E7.3"
# ## Exercise E7.3 Read the profiles, give names
#
# The four groups above are in order of median spend, 1 the least, 4 the most. Choose the profile's units, `units`, and the figure that represents a group, `centre`; name the groups in `name_1` to `name_4`; and write in `reason` which group you are least sure of, and why.
#
# | marks (trainer) | 0 | 1 | 2 |
# |---|---|---|---|
# | fits the profile | no | on one measure | on days, orders and money |
# | says what they do | only good or bad | partly | a colleague knows at once what to do |
# | doubts | nothing | something | something, and how to check it |

# %% ex="E7.3"
#zh 名字和理由用自己的话写
#en names and reason in your own words
# BEGIN SOLUTION
units = "original"  # FADE: lesson.choose("E7.3", "units", unit_sets)
centre = "median"  # FADE: lesson.choose("E7.3", "centre", centres)
name_1 = {"zh-CN": "久未来、只买过一次", "en": "long away, bought once"}[language]  # FADE: "____"
name_2 = {"zh-CN": "近来来过、买得不多", "en": "here lately, a few orders"}[language]  # FADE: "____"
name_3 = {"zh-CN": "从前买得多、久未来", "en": "once large orders, long away"}[language]  # FADE: "____"
name_4 = {"zh-CN": "常来、近来还在买", "en": "often here, still buying"}[language]  # FADE: "____"
reason = {"zh-CN": "第三组和第四组的金额相近，差在多久没来：换一半客户再分一次，看两组还分不分得开", "en": "the third and fourth group spend about alike and differ in how long they have been away: group half of the customers again and see whether they still part"}[language]  # FADE: "____"
profile = {"scaled": ready, "original": table}[units].groupby(ordered).agg(centre)
# END SOLUTION

# %% [markdown] sid="m07-e73-h1" lang="zh-CN" role="hint" ex="E7.3"
# 老板看得懂 −0.7 吗？换成“45 天没来”呢？

# %% [markdown] sid="m07-e73-h1" lang="en" src="777d3736" role="hint" ex="E7.3"
# Does −0.7 mean anything to management? And "45 days away"?

# %% [markdown] sid="m07-e73-h2" lang="zh-CN" role="hint" ex="E7.3"
# 一位大户能把平均数拉高多少？中位数呢？

# %% [markdown] sid="m07-e73-h2" lang="en" src="c7bd3d78" role="hint" ex="E7.3"
# How far does one large customer pull the mean, and how far the median?

# %% [markdown] sid="m07-e73-h3" lang="zh-CN" role="hint" ex="E7.3"
# 照“多久没来、来了几次、花了多少”的次序写，写完念给同桌听。

# %% [markdown] sid="m07-e73-h3" lang="en" src="ca85ae22" role="hint" ex="E7.3"
# Write it in this order: how long away, how often, how much. Then read it to your neighbour.

# %% [markdown] sid="m07-e73-x" lang="zh-CN" role="explain" ex="E7.3"
# 名字是给人用的：一线同事听到名字，就该知道先做什么。起名之前，簇在报告里一律写“待命名”。名字起得太好听，会让人忘了它只是一个统计结果，所以要把最没把握的一组写出来。

# %% [markdown] sid="m07-e73-x" lang="en" src="4c81b9a4" role="explain" ex="E7.3"
# Names are for people: on hearing one, a colleague should know what to do first. Until it has a name, a cluster is "to be named" in the report. Too fine a name makes people forget that it is only a statistical result, hence the sentence about the group you are least sure of.

# %% [markdown] sid="m07-e73-group" lang="zh-CN" role="group" ex="E7.3"
# **组内讨论**（4 分钟）：把四个名字写在卡片上，不看表，邻组猜各是哪一组。**派代表汇报**：哪个名字没被猜中。**点评**：猜不中的名字改到猜得中。

# %% [markdown] sid="m07-e73-group" lang="en" src="66429bd4" role="group" ex="E7.3"
# **In the group** (4 minutes): write the four names on cards; without the table, the next group guesses which is which. **A speaker reports** which names were not guessed. **Comments**: change those until they are.

# %% [markdown] sid="m07-skew" lang="zh-CN" slide="slide"
# ## 一位大户，毁掉一次聚类
#
# 金额一头拖得很长：多数人几百元，个别人几万。距离是平方，最远的人说话最响。假如来了一位批发商，买了最大客户的 20 倍：
#
# | 处理 | 结果 |
# |---|---|
# | 照原样缩放 | 批发商一人一簇，其余挤在剩下的簇里 |
# | 先取对数，再缩放 | 差 10 倍就是差 10 倍，他归到大客户里 |
#
# 取对数看的是**倍数**：100 到 200，和 1000 到 2000，一样远。金额可能是 0，所以用 $\log(1+x)$。

# %% [markdown] sid="m07-skew" lang="en" src="bb309353" slide="slide"
# ## One giant spoils a clustering
#
# Money has a long tail: hundreds for most, tens of thousands for a few. Distances are squared, so the farthest speaks loudest. Suppose a wholesaler arrives who bought 20 times as much as the largest customer:
#
# | treatment | result |
# |---|---|
# | scaled as it is | the wholesaler is a cluster of one, everybody else crowds into the rest |
# | logs first, then scaled | tenfold is just tenfold, and the wholesaler joins the large customers |
#
# Logs look at **ratios**: 100 to 200 is as far as 1,000 to 2,000. Money may be 0, hence $\log(1+x)$.

# %% slide="slide"
giant = table.max().to_frame("giant").T.assign(monetary=20 * table["monetary"].max())
with_giant = pd.concat([table, giant])
treated = {"raw": scaled(with_giant), "log": scaled(np.log1p(with_giant.clip(lower=0)))}
sizes = pd.DataFrame({name: sorted(grouped(values).value_counts()) for name, values in treated.items()})
sizes.set_axis(range(1, len(sizes) + 1)).rename(columns={name: lesson.text(f"cluster.col_{name}") for name in sizes})

# %% [markdown] sid="m07-e74" lang="zh-CN" ex="E7.4"
# ## 练习 E7.4 偏斜与离群
#
# 选怎样处理金额 `transform`；批发商怎么办 `outlier`；金额里有 0，用哪一种对数 `zeros`；对数尺上走同样远的一步，意思是什么 `equal_step`。`smallest` 是最小一组的人数。

# %% [markdown] sid="m07-e74" lang="en" src="42769362" ex="E7.4"
# ## Exercise E7.4 Skew and outliers
#
# Choose how to treat money, `transform`; what to do about the wholesaler, `outlier`; which log to use when some amounts are 0, `zeros`; and what a step of equal length on the log scale means, `equal_step`. `smallest` is the size of the smallest group.

# %%
treatments = {"raw": "cluster.pick_raw_money", "log": "cluster.pick_log_money"}
outliers = {"delete": "cluster.pick_delete", "apart": "cluster.pick_apart"}
logs = {"log": "cluster.pick_log", "log1p": "cluster.pick_log1p"}
steps = {"yuan": "cluster.pick_yuan", "times": "cluster.pick_times"}

# %% ex="E7.4"
#zh 四个选择；smallest 是最小一组的人数
#en four choices; smallest is the size of the smallest group
# BEGIN SOLUTION
transform = "log"  # FADE: lesson.choose("E7.4", "transform", treatments)
outlier = "apart"  # FADE: lesson.choose("E7.4", "outlier", outliers)
zeros = "log1p"  # FADE: lesson.choose("E7.4", "zeros", logs)
equal_step = "times"  # FADE: lesson.choose("E7.4", "equal_step", steps)
smallest = {name: int(sizes[name].min()) for name in sizes}[transform]
# END SOLUTION

# %% [markdown] sid="m07-e74-h1" lang="zh-CN" role="hint" ex="E7.4"
# 看上面的表：哪一种处理里，有一组只有一个人？

# %% [markdown] sid="m07-e74-h1" lang="en" src="8a5afcf3" role="hint" ex="E7.4"
# In the table above, which treatment has a group of one?

# %% [markdown] sid="m07-e74-h2" lang="zh-CN" role="hint" ex="E7.4"
# 批发商是真客户，钱也是真的。删掉他，总额就对不上了。

# %% [markdown] sid="m07-e74-h2" lang="en" src="a7270234" role="hint" ex="E7.4"
# The wholesaler is a real customer with real money. Delete them, and the total no longer adds up.

# %% [markdown] sid="m07-e74-h3" lang="zh-CN" role="hint" ex="E7.4"
# 0 的对数是负无穷，1 加 0 再取对数是 0。

# %% [markdown] sid="m07-e74-h3" lang="en" src="428d5c73" role="hint" ex="E7.4"
# The log of 0 is minus infinity; that of 1 plus 0 is 0.

# %% [markdown] sid="m07-e74-x" lang="zh-CN" role="explain" ex="E7.4"
# 离群的人不是错误，往往是最要紧的客户：先核实，再单列一类，派专人管，总额照样对得上。真是录错的，进待核实数据，不悄悄删。

# %% [markdown] sid="m07-e74-x" lang="en" src="b8f65960" role="explain" ex="E7.4"
# Outliers are not mistakes; often they are the customers who matter most. Verify first, then make them a group of their own with somebody in charge, and the total still adds up. What really was typed in wrongly goes to quarantine; it is not quietly deleted.

# %% [markdown] sid="m07-e74-group" lang="zh-CN" role="group" ex="E7.4"
# **组内讨论**（2 分钟）：本公司有没有这样的“批发商”？现在归谁管？**派代表汇报**。**点评**：不要说出客户的真名。

# %% [markdown] sid="m07-e74-group" lang="en" src="a78465ba" role="group" ex="E7.4"
# **In the group** (2 minutes): does your company have a "wholesaler" like this, and who looks after them now? **A speaker reports.** **Comments**: no real customer names.

# %% [markdown] sid="m07-agree" lang="zh-CN" slide="slide"
# ## 聚类和 RFM，听谁的？
#
# 同样三列，一个按规则分，一个按距离分。两种分法一致吗？仍用调整兰德指数：1 完全一样，0 和碰运气差不多。**不能按编号比**：簇的编号是随手给的。
#
# 下图的行是 RFM 八类，列是四个簇，格子里是客户数。

# %% [markdown] sid="m07-agree" lang="en" src="03c650e2" slide="slide"
# ## Clusters or RFM: which to follow?
#
# The same three columns, once by rule, once by distance. Do they agree? The adjusted Rand index again: 1 is exactly the same, 0 about what chance gives. **Never compare by number**: cluster numbers are arbitrary.
#
# In the chart rows are the eight segments of RFM, columns the four clusters, and cells count customers.

# %% slide="slide"
rfm = segments.set_index("customer_id")["rfm_8"].reindex(table.index)
pd.DataFrame({lesson.text("cluster.col_agreement"): [round(float(adjusted_rand_score(rfm.astype(str), ordered)), 2)]}, index=[""])

# %% slide="slide"
lesson.chart("counts", pd.crosstab(rfm.replace(lesson.names("rfm_8")), ordered))

# %% [markdown] sid="m07-e75" lang="zh-CN" ex="E7.5"
# ## 练习 E7.5 与 RFM 对照
#
# 选怎样比 `compare_by`；随便乱分时指数大约是多少 `by_chance`；两边不一致的客户怎么办 `disagreeing`；年度分类标准里用哪一个 `standard`。`agreement` 是比出来的数。

# %% [markdown] sid="m07-e75" lang="en" src="ddef8178" ex="E7.5"
# ## Exercise E7.5 Against RFM
#
# Choose how to compare, `compare_by`; about what the index is for groups made at random, `by_chance`; what to do about customers on whom the two disagree, `disagreeing`; and which belongs in the yearly standard, `standard`. `agreement` is the figure that comes out.

# %%
ways = {"numbers": "cluster.pick_numbers", "index": "cluster.pick_index"}
chances = {"zero": "cluster.pick_zero", "half": "cluster.pick_half"}
doubts = {"mistake": "cluster.pick_mistake", "look": "cluster.pick_look"}
uses = {"clusters": "cluster.pick_clusters", "rules": "cluster.pick_rules"}
compared = {
    "numbers": float((ordered == pd.factorize(rfm, sort=True)[0]).mean()),
    "index": float(adjusted_rand_score(rfm.astype(str), ordered)),
}

# %% ex="E7.5"
#zh 四个选择；agreement 是按您选的办法比出来的数
#en four choices; agreement is the figure by the way you chose
# BEGIN SOLUTION
compare_by = "index"  # FADE: lesson.choose("E7.5", "compare_by", ways)
by_chance = "zero"  # FADE: lesson.choose("E7.5", "by_chance", chances)
disagreeing = "look"  # FADE: lesson.choose("E7.5", "disagreeing", doubts)
standard = "rules"  # FADE: lesson.choose("E7.5", "standard", uses)
agreement = compared[compare_by]
# END SOLUTION

# %% [markdown] sid="m07-e75-h1" lang="zh-CN" role="hint" ex="E7.5"
# 把编号对调，分法没变，您比出来的数会变吗？

# %% [markdown] sid="m07-e75-h1" lang="en" src="d69deb71" role="hint" ex="E7.5"
# Swap the numbers and keep the groups: does your figure change?

# %% [markdown] sid="m07-e75-h2" lang="zh-CN" role="hint" ex="E7.5"
# “调整”二字，就是把碰运气的一致扣掉。

# %% [markdown] sid="m07-e75-h2" lang="en" src="9e7571ec" role="hint" ex="E7.5"
# "Adjusted" means that agreement by chance is taken off.

# %% [markdown] sid="m07-e75-h3" lang="zh-CN" role="hint" ex="E7.5"
# 标准要写得清、下个月还能照做、能向客户经理解释。哪一个做得到？

# %% [markdown] sid="m07-e75-h3" lang="en" src="0ed56bd0" role="hint" ex="E7.5"
# A standard has to be written down clearly, repeated next month and explained to account managers. Which of the two can be?

# %% [markdown] sid="m07-e75-x" lang="zh-CN" role="explain" ex="E7.5"
# 聚类适合**发现**，规则适合**执行**。常见的做法：用聚类看出漏掉了哪群人，把它翻译成写得清的规则，再放进分类标准。两边不一致的客户，挑十位看订单，往往能学到东西。

# %% [markdown] sid="m07-e75-x" lang="en" src="68e91bf1" role="explain" ex="E7.5"
# Clustering is good at **finding**, rules at **doing**. A common practice: let clustering show which people were overlooked, turn that into a clearly written rule, and put the rule into the standard. Pick ten of the customers on whom the two disagree and read their orders; there is usually something to learn.

# %% [markdown] sid="m07-e75-group" lang="zh-CN" role="group" ex="E7.5"
# **组内讨论**（3 分钟）：从交叉表里挑一格最出乎意料的，猜三个原因。**派代表汇报**。**点评**：猜完要说怎么查。

# %% [markdown] sid="m07-e75-group" lang="en" src="dfc909ee" role="group" ex="E7.5"
# **In the group** (3 minutes): take the most surprising cell of the table and guess three causes. **A speaker reports.** **Comments**: say how each would be checked.

# %% [markdown] sid="m07-case-shop" lang="zh-CN" role="case" case="shop"
# **网店**：大促当天的囤货客常自成一簇，平日里并不存在。避开大促，或把大促的订单另算。

# %% [markdown] sid="m07-case-shop" lang="en" src="0e917e6a" role="case" case="shop"
# **Online shop**: those who stock up on sale days form a cluster that does not exist on other days. Avoid such days, or count their orders apart.

# %% [markdown] sid="m07-case-cosmetics" lang="zh-CN" role="case" case="cosmetics"
# **美妆社群**：发帖数比金额更偏斜，少数人写了一半的帖，更要先取对数。

# %% [markdown] sid="m07-case-cosmetics" lang="en" src="ea5e7c1a" role="case" case="cosmetics"
# **Cosmetics community**: numbers of posts are even more skewed than money, a few members write half of them, so logs are needed all the more.

# %% [markdown] sid="m07-case-finance" lang="zh-CN" role="case" case="finance"
# **理财机构**：资产不缩放，分出来就是资产的高低，等于没做聚类，不如直接用净值分层。

# %% [markdown] sid="m07-case-finance" lang="en" src="2e7203f1" role="case" case="finance"
# **Finance**: with assets unscaled the clusters are just high and low assets, and tiers of net worth do that better.

# %% [markdown] sid="m07-case-pharma" lang="zh-CN" role="case" case="pharma"
# **医药**：三甲医院和药店放在一起分，最先分出来的一定是规模大小。先按类型拆开，再各自聚类。

# %% [markdown] sid="m07-case-pharma" lang="en" src="f0bf89f2" role="case" case="pharma"
# **Pharma**: put top-tier hospitals and pharmacies together, and the first thing that separates is size. Split them by kind first, then cluster each kind.

# %% [markdown] sid="m07-case-service" lang="zh-CN" role="case" case="service"
# **服务公司**：只有八十家客户，换掉四十家结果就变。客户少，不聚类，直接一家一家看。

# %% [markdown] sid="m07-case-service" lang="en" src="e7875929" role="case" case="service"
# **Service firm**: with only eighty customers, swapping forty of them changes the result. With so few, do not cluster; look at them one by one.

# %% [markdown] sid="m07-takeaway" lang="zh-CN" role="takeaway" slide="slide"
# ## 小结
#
# - 先缩放，偏斜的先取对数，编号不能当尺子。
# - k 看轮廓系数和稳定性；证据弱，就说没有清楚的分群。
# - 名字说行为；聚类用来发现，规则用来执行。

# %% [markdown] sid="m07-takeaway" lang="en" src="125613ff" role="takeaway" slide="slide"
# ## To take away
#
# - Scale first, take logs of what is skewed, and never use an id as a yardstick.
# - For k look at silhouette and stability; if the evidence is weak, say that there are no clear groups.
# - Names say what people do; clusters are for finding, rules for doing.
