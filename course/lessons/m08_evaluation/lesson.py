# %% tags=["parameters"]
company = "liwan"
language = "zh-CN"
mode = "class"

# %% [markdown] sid="m08-question" lang="zh-CN" slide="slide"
# # 分得好不好，拿什么说话？
#
# 数据组说：“模型准确率 95%。”市场部说：“那为什么名单上的人一个也没走？”**两句话可以同时是真的。**
#
# 这一课要回答三个问题：
#
# | 问题 | 尺子 | 需要什么 |
# |---|---|---|
# | 判对了多少 | 准确率、精确率、召回率、F1 值 | 要有真实结果可以对 |
# | 分得清不清楚 | 轮廓系数、稳定性 | 不需要标签 |
# | 分了有没有用 | 下个季度的结果、两种错误的代价 | 要等，要算账 |

# %% [markdown] sid="m08-question" lang="en" src="5f58448f" slide="slide"
# # How good are the groups, and how do we know?
#
# The data team says: "The model is 95% accurate." Marketing says: "Then why has nobody on its list left?" **Both can be true.**
#
# This lesson answers three questions:
#
# | question | yardstick | what it needs |
# |---|---|---|
# | how much was judged correctly | accuracy, precision, recall, F1 | what really happened |
# | how clear are the groups | silhouette, stability | no labels |
# | was it of any use | next quarter's results, the cost of each kind of mistake | patience and arithmetic |

# %% [markdown] sid="m08-trainer-open" lang="zh-CN" role="trainer"
# **怎么开场**（1 分钟）：在白板上写“100 位客户，5 位会走”。问：什么都不做的人，一律说“不会走”，准确率多少？（95%。）再问：这个判断值钱吗？
#
# **容易卡住**：精确率和召回率分母不同。让学员只记一句：精确率问“**名单**里有几成是真的”，召回率问“**真的**里有几成在名单上”。
#
# **练习都在课后做的班**：E8.1 仍由全班举手，讲师在投影上选；细讲到“教材里的 F1”为止，后面三页（聚类、两种错误、下个季度）各讲一分钟。**不能省**：五位客户手算的那张表。

# %% [markdown] sid="m08-trainer-open" lang="en" src="4080acbd" role="trainer"
# **How to open** (a minute): write "100 customers, 5 will leave" on the board. Ask: somebody does no work at all and says "nobody will leave": how accurate is that? (95%.) Then ask what such a judgement is worth.
#
# **Where people stall**: precision and recall have different denominators. One sentence to remember: precision asks how much of the **list** is real, recall how much of the **real** is on the list.
#
# **Where all exercises are homework**: in E8.1 the class still votes by a show of hands and the trainer sets the drop-downs on the screen; go into detail as far as the textbook F1, then give the three pages that follow (clusters, two mistakes, next quarter) a minute each. **Never skip**: the table of five customers by hand.

# %%
import pandas as pd
from sklearn.cluster import KMeans
from sklearn.metrics import adjusted_rand_score, silhouette_score
from segkit.learn import start

lesson = start("m08", company=company, language=language, mode=mode)
orders, features = lesson.load("orders", "features")
as_of = lesson.as_of

# %% [markdown] sid="m08-five" lang="zh-CN"
# ## 五位假想的客户，用手数一遍
#
# 去年 9 月 30 日，店长凭经验写下“谁会在第四季度回来”。三个月后对答案：
#
# | 客户 | 店长说 | 真的 |
# |---|---|---|
# | A | 会来 | 来了 |
# | B | 会来 | 没来 |
# | C | 会来 | 没来 |
# | D | 不会 | 来了 |
# | E | 不会 | 没来 |
#
# 五个人只有四种情形：**说来真来**（A，说中），**说来没来**（B、C，误报），**说不来却来了**（D，漏掉），**说不来真没来**（E）。先数人，再谈比例。

# %% [markdown] sid="m08-five" lang="en" src="4018ec05"
# ## Five invented customers, counted by hand
#
# On 30 September last year the store manager wrote down who would come back in the fourth quarter. Three months later:
#
# | customer | the manager said | what happened |
# |---|---|---|
# | A | will come | came |
# | B | will come | stayed away |
# | C | will come | stayed away |
# | D | will not | came |
# | E | will not | stayed away |
#
# Five people, and only four cases: **said so and came** (A, a hit), **said so and did not** (B and C, false alarms), **not expected and came** (D, missed), **not expected and did not** (E). First count people, then speak of shares.

# %% [markdown] sid="m08-measures" lang="zh-CN"
# ## 四个比例，分母各不相同
#
# | 尺子 | 用话说 | 五个人里 |
# |---|---|---|
# | 准确率 | 全部的人里，判对的占几成 | 2/5 = 40% |
# | 精确率 | **说会来**的人里，真来的占几成 | 1/3 = 33% |
# | 召回率 | **真来**的人里，被说中的占几成 | 1/2 = 50% |
# | F1 值 | 精确率与召回率的调和平均 | 40% |
#
# 写成式子，$h$ 是说中，$f$ 是误报，$m$ 是漏掉，$n$ 是总人数，$q$ 是说不来真没来：
#
# $\text{acc} = (h+q)/n$，$P = h/(h+f)$，$R = h/(h+m)$，$F_1 = 2PR/(P+R)$
#
# **看什么**：准确率算上了 E，别的三个都不看 E。要找的那一类人很少时，E 那一格最大，准确率就被它抬起来。比如找会走的人：绝大多数人“说不走、真没走”。

# %% [markdown] sid="m08-measures" lang="en" src="4adad4ed"
# ## Four shares with different denominators
#
# | yardstick | in words | of the five |
# |---|---|---|
# | accuracy | of everybody, how many were judged correctly | 2/5 = 40% |
# | precision | of those **said to come**, how many came | 1/3 = 33% |
# | recall | of those **who came**, how many had been named | 1/2 = 50% |
# | F1 | harmonic mean of precision and recall | 40% |
#
# In symbols, with $h$ hits, $f$ false alarms, $m$ missed, $n$ customers, $q$ rightly not expected:
#
# $\text{acc} = (h+q)/n$, $P = h/(h+f)$, $R = h/(h+m)$, $F_1 = 2PR/(P+R)$
#
# **What to see**: accuracy counts E, the other three never look at E. When the class we look for is rare, E's cell is the largest, and it lifts accuracy. Look for those who will leave, for instance: most people are "said to stay, and stayed".

# %% [markdown] sid="m08-data" lang="zh-CN"
# ## 换成公司的数据
#
# 不必等三个月：把统计截止日往前推 90 天，假装站在那一天。**那一天以前**（含当天）的订单用来判断，**之后**的用来对答案。规则先用一条最简单的：到那一天为止，近 60 天买过的，说“会来”。

# %% [markdown] sid="m08-data" lang="en" src="075b823d"
# ## The company's data
#
# There is no need to wait three months: step back 90 days from the as-of day and pretend to stand there. Orders **up to** that day are for judging, those **after** it for checking the answers. The simplest rule to begin with: whoever bought in the 60 days up to that day is said to come.

# %% slide="slide"
cut = as_of - pd.Timedelta(days=90)
bought = orders[~orders["is_refund"]]
before, after = bought[bought["order_date"] <= cut], bought[bought["order_date"] > cut]
buyers = before.groupby("customer_id")
known = pd.DataFrame({
    "quiet_days": (cut - buyers["order_date"].max()).dt.days,
    "orders": buyers["order_id"].nunique(),
    "spent": buyers["amount"].sum(),
}).sort_index()
returned = pd.Series(known.index.isin(after["customer_id"]), index=known.index)
said = known["quiet_days"] <= 60
counts = {
    "yes_yes": int((said & returned).sum()),
    "yes_no": int((said & ~returned).sum()),
    "no_yes": int((~said & returned).sum()),
    "no_no": int((~said & ~returned).sum()),
}
pd.DataFrame({lesson.text(f"eval.pick_{name}"): [n] for name, n in counts.items()}, index=[""])

# %% [markdown] sid="m08-data-seen" lang="zh-CN" slide="slide"
# **看什么**：四个数加起来，是到那一天为止买过的全部客户；那天以后才来的不在内。第一格越大越好，中间两格是两种不同的错，最后一格多半最大，也最没有用处。

# %% [markdown] sid="m08-data-seen" lang="en" src="cf79234b" slide="slide"
# **What to see**: the four add up to all who had bought by that day; those who came later are not among them. The first should be large, the two in the middle are two different mistakes, the last is usually the largest and the least useful.

# %% [markdown] sid="m08-e81" lang="zh-CN" ex="E8.1"
# ## 练习 E8.1 四格表
#
# 这张四格表，业内也叫混淆矩阵。在下拉框里把三个名字对到四格上：说中 `hit_cell`、误报 `alarm_cell`、漏掉 `miss_cell`；再选准确率的分子 `right_cells`。选好后重新运行这段代码，看四个数。

# %% [markdown] sid="m08-e81" lang="en" src="e2a0ced8" ex="E8.1"
# ## Exercise E8.1 The table of four cells
#
# This table of four cells is also known as a confusion matrix. In the drop-downs match three names to its cells: hits `hit_cell`, false alarms `alarm_cell`, missed `miss_cell`; then choose the numerator of accuracy, `right_cells`. Then run this code cell again and look at the numbers.

# %%
cells = {"yes_yes": "eval.pick_yes_yes", "yes_no": "eval.pick_yes_no", "no_yes": "eval.pick_no_yes", "no_no": "eval.pick_no_no"}
tops = {"hits": "eval.pick_hits", "both": "eval.pick_both"}

# %% ex="E8.1"
#zh 每个名字选一格，再选准确率的分子
#en a cell for each name, then the numerator of accuracy
# BEGIN SOLUTION
hit_cell = "yes_yes"  # FADE: lesson.choose("E8.1", "hit_cell", cells)
alarm_cell = "yes_no"  # FADE: lesson.choose("E8.1", "alarm_cell", cells)
miss_cell = "no_yes"  # FADE: lesson.choose("E8.1", "miss_cell", cells)
right_cells = "both"  # FADE: lesson.choose("E8.1", "right_cells", tops)
hits, false_alarms, missed = counts[hit_cell], counts[alarm_cell], counts[miss_cell]
on_top = {"hits": counts["yes_yes"], "both": counts["yes_yes"] + counts["no_no"]}
accuracy = on_top[right_cells] / len(known)
# END SOLUTION

# %% [markdown] sid="m08-e81-h1" lang="zh-CN" role="hint" ex="E8.1"
# 拿五位客户对一对：A、B、C、D、E 各在哪一格？

# %% [markdown] sid="m08-e81-h1" lang="en" src="ed23d701" role="hint" ex="E8.1"
# Try it on the five: in which cell is each of A, B, C, D, E?

# %% [markdown] sid="m08-e81-h2" lang="zh-CN" role="hint" ex="E8.1"
# 误报的“误”错在说了，漏掉的“漏”错在没说。先看店长说了没有。

# %% [markdown] sid="m08-e81-h2" lang="en" src="3ce8d841" role="hint" ex="E8.1"
# A false alarm is wrong for having been raised, a miss for not having been. Look first at what the manager said.

# %% [markdown] sid="m08-e81-h3" lang="zh-CN" role="hint" ex="E8.1"
# 准确率的分子是判对的人：说来真来，**和**说不来真没来。

# %% [markdown] sid="m08-e81-h3" lang="en" src="e97df2d2" role="hint" ex="E8.1"
# The numerator of accuracy is everybody judged correctly: said so and came, **and** not expected and did not.

# %% [markdown] sid="m08-e81-x" lang="zh-CN" role="explain" ex="E8.1"
# 误报花的是电话费，漏掉丢的是一位客户。两种错误分开数，后面才能算账（E8.4）；混在一起说“错误率 20%”，什么也决定不了。

# %% [markdown] sid="m08-e81-x" lang="en" src="e31702f3" role="explain" ex="E8.1"
# A false alarm costs a phone call, a miss costs a customer. Counted separately, they can be priced (E8.4); lump them together as "20% wrong", and nothing can be decided.

# %% [markdown] sid="m08-e81-group" lang="zh-CN" role="group" ex="E8.1"
# **组内讨论**（3 分钟）：在本公司，误报和漏掉哪一种更痛？各举一个真实的例子。**派代表汇报**（每组 1 分钟）。**点评**：看各组有没有把“谁付这个代价”说清楚。

# %% [markdown] sid="m08-e81-group" lang="en" src="7d20dfdf" role="group" ex="E8.1"
# **In the group** (3 minutes): which hurts more in your company, a false alarm or a miss? A real example of each. **A speaker reports** (a minute per group). **Comments**: did they say who pays for it?

# %% [markdown] sid="m08-textbook" lang="zh-CN" slide="slide"
# ## 教材里的 F1，错在哪里
#
# 有的教材写：“F1 值是**准确率**与召回率的调和平均。”一字之差，结论相反。看一份名单：100 位客户，5 位会走，名单上写了 40 位，5 位都在里面。
#
# | | 算法 | 结果 |
# |---|---|---|
# | 准确率 | (5+60)/100 | 65% |
# | 精确率 | 5/40 | 12.5% |
# | 召回率 | 5/5 | 100% |
# | 教材的“F1” | 准确率与召回率 | 79% |
# | F1 值 | 精确率与召回率 | 22% |
#
# **看什么**：打 40 个电话，35 个打错了人，教材的算法却给它 79 分。另一处也要改：召回率必须说清是**哪一类**的，分母是真属于这一类的人，不是全部客户。

# %% [markdown] sid="m08-textbook" lang="en" src="0260741d" slide="slide"
# ## What is wrong with the textbook F1
#
# Some textbooks say: "F1 is the harmonic mean of **accuracy** and recall." One word off, and the verdict is reversed. Take a list: 100 customers, 5 will leave, the list names 40, and all 5 are on it.
#
# | | calculation | result |
# |---|---|---|
# | accuracy | (5+60)/100 | 65% |
# | precision | 5/40 | 12.5% |
# | recall | 5/5 | 100% |
# | the textbook "F1" | accuracy and recall | 79% |
# | F1 | precision and recall | 22% |
#
# **What to see**: of 40 calls 35 go to the wrong person, and the textbook formula still gives it 79 points. One more correction: recall always belongs to **one class**; its denominator is those who really belong to that class, not all customers.

# %% [markdown] sid="m08-e82" lang="zh-CN" ex="E8.2"
# ## 练习 E8.2 把 F1 修好
#
# 换一件少见的事：谁是后 90 天里花得最多的一成？规则是“以往花得比一半的人多”。选精确率和召回率的分母 `precision_over`、`recall_over`，选和召回率配对的尺子 `first`，选平均的方法 `mean`。代码会算出 `f1`，以及教材的算法虚高多少 `inflated`。

# %% [markdown] sid="m08-e82" lang="en" src="4cba7e44" ex="E8.2"
# ## Exercise E8.2 Repair F1
#
# Take something rare: who are the top 10% by spend in the 90 days that follow? The rule: whoever has so far spent more than half of the customers did. Choose the denominators of precision and recall, `precision_over` and `recall_over`, the yardstick that is paired with recall, `first`, and the kind of mean, `mean`. The code gives `f1`, and by how much the textbook formula is too high, `inflated`.

# %%
later = after.groupby("customer_id")["amount"].sum().reindex(known.index).fillna(0.0)
big = later > later.quantile(0.9)
named = known["spent"] > known["spent"].median()
both, neither = int((named & big).sum()), int((~named & ~big).sum())
overs = {"said": "eval.pick_said", "real": "eval.pick_real", "all": "eval.pick_all"}
partners = {"accuracy": "eval.pick_accuracy", "precision": "eval.pick_precision"}
means = {"arithmetic": "eval.pick_arithmetic", "harmonic": "eval.pick_harmonic"}

# %% ex="E8.2"
#zh 两个分母、一个搭档、一种平均
#en two denominators, a partner, a kind of mean
# BEGIN SOLUTION
precision_over = "said"  # FADE: lesson.choose("E8.2", "precision_over", overs)
recall_over = "real"  # FADE: lesson.choose("E8.2", "recall_over", overs)
first = "precision"  # FADE: lesson.choose("E8.2", "first", partners)
mean = "harmonic"  # FADE: lesson.choose("E8.2", "mean", means)
n_of = {"said": int(named.sum()), "real": int(big.sum()), "all": len(known)}
precision = both / max(n_of[precision_over], 1)
recall = both / max(n_of[recall_over], 1)
all_right = (both + neither) / len(known)
partner = {"accuracy": all_right, "precision": precision}[first]
f1 = {"arithmetic": (partner + recall) / 2, "harmonic": 2 * partner * recall / max(partner + recall, 1e-9)}[mean]
inflated = 2 * all_right * recall / max(all_right + recall, 1e-9) - f1
# END SOLUTION

# %% [markdown] sid="m08-e82-h1" lang="zh-CN" role="hint" ex="E8.2"
# 回到五位客户：精确率 1/3，召回率 1/2。3 和 2 各是谁的人数？

# %% [markdown] sid="m08-e82-h1" lang="en" src="ba1cc5b7" role="hint" ex="E8.2"
# Back to the five: precision 1/3, recall 1/2. Whom do 3 and 2 count?

# %% [markdown] sid="m08-e82-h2" lang="zh-CN" role="hint" ex="E8.2"
# F1 用的两把尺子，都不看“没上名单、也确实不是”的那一格。准确率看了。

# %% [markdown] sid="m08-e82-h2" lang="en" src="d2e38de0" role="hint" ex="E8.2"
# Neither of the two yardsticks in F1 looks at the cell "not on the list, and rightly so". Accuracy does.

# %% [markdown] sid="m08-e82-h3" lang="zh-CN" role="hint" ex="E8.2"
# 一个 100%、一个 0，这样的名单没有用。哪一种平均会给它 0 分？

# %% [markdown] sid="m08-e82-h3" lang="en" src="f79f8582" role="hint" ex="E8.2"
# One of them 100%, the other 0: such a list is useless. Which mean gives it 0?

# %% [markdown] sid="m08-e82-x" lang="zh-CN" role="explain" ex="E8.2"
# 调和平均偏向小的那个数：精确率和召回率**都好**，F1 才好。用准确率代替精确率，“没上名单、也确实不是”的一大群人就混了进来，名单再滥，分数也好看。中文里准确率与精确率只差一个字，报告里请把英文也写上（accuracy、precision）。

# %% [markdown] sid="m08-e82-x" lang="en" src="155c8be7" role="explain" ex="E8.2"
# The harmonic mean leans towards the smaller figure: F1 is good only if precision **and** recall are. With accuracy in place of precision, the crowd rightly left off the list slips in, and even a loose list looks good. In Chinese the two words differ by one character, so write the English beside them (accuracy, precision).

# %% [markdown] sid="m08-e82-group" lang="zh-CN" role="group" ex="E8.2"
# **组内讨论**（3 分钟）：供应商说“我们的模型准确率 95%”，你们会追问哪三个数？**派代表汇报**。**点评**：至少要问到“会走的人占几成”和“名单里真走的占几成”。

# %% [markdown] sid="m08-e82-group" lang="en" src="b0a8c3c6" role="group" ex="E8.2"
# **In the group** (3 minutes): a supplier says "our model is 95% accurate". Which three figures do you ask for? **A speaker reports.** **Comments**: at the very least, what share of customers leaves, and what share of the list really left.

# %% [markdown] sid="m08-clusters" lang="zh-CN" slide="slide"
# ## 聚类没有标准答案
#
# 准确率、召回率、F1 都要**真实的类别**。K-means 没有标签，簇的编号是随手给的：同样的分法，换一个随机种子，编号就换了位。把编号当答案去对，对出来的“准确率”没有意义。
#
# | 客户 | 专家的类型 | 第一次的编号 | 第二次的编号 |
# |---|---|---|---|
# | A | 1 | 0 | 2 |
# | B | 1 | 0 | 2 |
# | C | 2 | 1 | 0 |
# | D | 2 | 1 | 0 |
# | E | 0 | 2 | 1 |
#
# **看什么**：两次都把人分得和专家一模一样，按编号对却是 0 人对。要问的是“**谁和谁在一起**”：调整兰德指数，两次都是 1。

# %% [markdown] sid="m08-clusters" lang="en" src="79850d51" slide="slide"
# ## Clusters have no answer key
#
# Accuracy, recall and F1 need **true classes**. K-means has no labels, and cluster numbers are arbitrary: with another random seed the same groups come out with their numbers swapped. An "accuracy" read off the numbers means nothing.
#
# | customer | experts' type | number, first run | number, second run |
# |---|---|---|---|
# | A | 1 | 0 | 2 |
# | B | 1 | 0 | 2 |
# | C | 2 | 1 | 0 |
# | D | 2 | 1 | 0 |
# | E | 0 | 2 | 1 |
#
# **What to see**: both runs group people exactly as the experts do, yet by number nobody is right. The question is **who is with whom**: the adjusted Rand index is 1 both times.

# %%
table = features.set_index("customer_id").sort_index()
measures = table[["recency_days", "frequency", "monetary"]].clip(lower=1)
steps = (measures.rank() - measures.rank().mean()) / measures.rank().std()
groups = pd.Series(KMeans(4, n_init=5, random_state=0).fit_predict(steps.to_numpy()), index=table.index)
near, large = (table["recency_days"] <= table["recency_days"].median()), (table["monetary"] > table["monetary"].median())
experts = near.astype(int) * 2 + large.astype(int)
crossed = pd.crosstab(experts, groups)
lesson.counts(crossed).rename_axis(index="", columns="").rename(
    index=lambda number: lesson.text(f"eval.row_type_{number}"),
    columns=lambda number: f"{lesson.text('eval.col_cluster')} {number}",
)

# %% [markdown] sid="m08-clusters-seen" lang="zh-CN"
# **看什么**：行是按业务规则分的四类（近不近、花得多不多），列是簇。大数不在对角线上，不等于分错了：每一行的大数落在哪一列，只是编号的事。

# %% [markdown] sid="m08-clusters-seen" lang="en" src="7dffa931"
# **What to see**: rows are four types by a business rule (bought lately or not, spent a lot or not), columns are clusters. Large numbers off the diagonal do not mean the groups are wrong: which column a row's large number falls in is only a matter of numbering.

# %% [markdown] sid="m08-e83" lang="zh-CN" ex="E8.3"
# ## 练习 E8.3 簇与标签
#
# 代码算了三个数：按编号直接对 `by_id`，先配对再对 `matched`，调整兰德指数 `ari`。请选：哪个数能写进报告 `told`；换一个随机种子、分法不变，哪个数会变 `moves`；没有标签时看什么 `unlabelled_by`；指数不高说明什么 `low_means`。

# %% [markdown] sid="m08-e83" lang="en" src="ddf369d9" ex="E8.3"
# ## Exercise E8.3 Clusters and labels
#
# The code gives three figures: `by_id` compares numbers directly, `matched` pairs clusters with types first, `ari` is the adjusted Rand index. Choose: which figure may go into the report, `told`; which changes with another seed while the groups stay the same, `moves`; what to look at without labels, `unlabelled_by`; what a low index means, `low_means`.

# %%
from scipy.optimize import linear_sum_assignment

rows, columns = linear_sum_assignment(-crossed.to_numpy())
figures = {
    "by_id": float((experts == groups).mean()),
    "matched": float(crossed.to_numpy()[rows, columns].sum() / len(table)),
    "ari": float(adjusted_rand_score(experts, groups)),
}
tellable = {"by_id": "eval.pick_by_id", "ari": "eval.pick_ari"}
unlabelled = {"accuracy": "eval.pick_accuracy", "f1": "eval.pick_f1", "silhouette": "eval.pick_silhouette"}
lows = {"bad": "eval.pick_bad", "other": "eval.pick_other_view"}
pd.DataFrame({lesson.text(f"eval.col_{name}"): [round(figure, 2)] for name, figure in figures.items()}, index=[""])

# %% ex="E8.3"
#zh 四个判断；told_value 是您选的那个数
#en four judgements; told_value is the figure you chose
# BEGIN SOLUTION
told = "ari"  # FADE: lesson.choose("E8.3", "told", tellable)
moves = "by_id"  # FADE: lesson.choose("E8.3", "moves", tellable)
unlabelled_by = "silhouette"  # FADE: lesson.choose("E8.3", "unlabelled_by", unlabelled)
low_means = "other"  # FADE: lesson.choose("E8.3", "low_means", lows)
told_value = figures[told]
# END SOLUTION

# %% [markdown] sid="m08-e83-h1" lang="zh-CN" role="hint" ex="E8.3"
# 看上面 A 到 E 的表：两次编号不同，谁和谁在一起变了吗？

# %% [markdown] sid="m08-e83-h1" lang="en" src="24dc8ae5" role="hint" ex="E8.3"
# Look at A to E above: the numbers differ between runs. Did it change who is with whom?

# %% [markdown] sid="m08-e83-h2" lang="zh-CN" role="hint" ex="E8.3"
# 没有标签就没有“对”“错”。剩下能看的是：组内近不近，组间远不远。

# %% [markdown] sid="m08-e83-h2" lang="en" src="ede578e6" role="hint" ex="E8.3"
# Without labels there is no "right" or "wrong". What is left to see: how close within groups, how far apart between them.

# %% [markdown] sid="m08-e83-h3" lang="zh-CN" role="hint" ex="E8.3"
# 轮廓系数不需要标签。两种分法不一致，可能只是看的不是同一件事。

# %% [markdown] sid="m08-e83-h3" lang="en" src="8d548a41" role="hint" ex="E8.3"
# The silhouette needs no labels. Two groupings that disagree may simply look at different things.

# %% [markdown] sid="m08-e83-x" lang="zh-CN" role="explain" ex="E8.3"
# 有标签，先配对或用调整兰德指数（1 完全一致，0 和碰运气差不多）；没有标签，看轮廓系数和换一批客户后的稳定性；最后都要过一关：分出来的客群，能不能预测下个季度（E8.5）。

# %% [markdown] sid="m08-e83-x" lang="en" src="c3f28282" role="explain" ex="E8.3"
# With labels, pair first or use the adjusted Rand index (1 exactly the same, 0 no better than chance); without, look at the silhouette and at stability on other customers; and in the end all must pass one test: do the segments predict next quarter (E8.5)?

# %% [markdown] sid="m08-e83-group" lang="zh-CN" role="group" ex="E8.3"
# **组内讨论**（2 分钟）：有人报告“聚类准确率 20%，模型失败”。写一句话回复他。**派代表汇报**。**点评**：回复里要有“编号”二字。

# %% [markdown] sid="m08-e83-group" lang="en" src="8b4b1f9c" role="group" ex="E8.3"
# **In the group** (2 minutes): somebody reports "clustering accuracy 20%, the model failed". Answer them in one sentence. **A speaker reports.** **Comments**: the answer must mention numbering.

# %% [markdown] sid="m08-cost" lang="zh-CN" slide="slide"
# ## 两种错误，代价不同
#
# 现在反过来判断“谁不会再来”，给他打电话。打错一个，白花 20 元；漏掉一位真会走的，少赚 40 元毛利（简单起见，当作打了就能留住；实际要乘上成功率）。界值放在“多少天没来”合适？
#
# | 界值 | 误报 | 漏掉 |
# |---|---|---|
# | 15 天没来就打 | 多 | 少 |
# | 365 天没来才打 | 少 | 多 |
#
# 用话说：**总代价 = 误报人数 × 20 + 漏掉人数 × 40**。写成式子：$C = c_f f + c_m m$。挑总代价最低的界值，不挑准确率最高的。

# %% [markdown] sid="m08-cost" lang="en" src="8548bc78" slide="slide"
# ## Two mistakes, two prices
#
# Now turn it round: judge who will not come again, and call them. A needless call costs 20 yuan; a customer who leaves without a call costs 40 yuan of margin (for simplicity every call is taken to work; in practice multiply by the success rate). After how many days of silence should the call come?
#
# | cut point | false alarms | missed |
# |---|---|---|
# | call after 15 days | many | few |
# | call after 365 days | few | many |
#
# In words: **total cost = false alarms × 20 + missed × 40**. In symbols: $C = c_f f + c_m m$. Take the cut point with the lowest total cost, not the one with the highest accuracy.

# %% slide="slide"
DAYS = [15, 30, 60, 90, 180, 365]
false_calls = {days: int(((known["quiet_days"] > days) & returned).sum()) for days in DAYS}
lost_unseen = {days: int(((known["quiet_days"] <= days) & ~returned).sum()) for days in DAYS}
by_days = pd.DataFrame({"false_alarms": false_calls, "missed": lost_unseen})
by_days["accuracy"] = 1 - (by_days["false_alarms"] + by_days["missed"]) / len(known)
by_days["cost"] = 20 * by_days["false_alarms"] + 40 * by_days["missed"]
by_days.rename(columns={name: lesson.text(f"eval.col_{name}") for name in by_days}).round(3).rename_axis(lesson.text("eval.col_days"))

# %% [markdown] sid="m08-cost-seen" lang="zh-CN" slide="slide"
# **看什么**：从上往下，误报变少，漏掉变多。准确率最高的一行和总代价最低的一行，未必是同一行。就算碰巧是同一行，两种代价的比例一变就可能分开：漏掉一位若少赚 100 元，名单就该放宽。

# %% [markdown] sid="m08-cost-seen" lang="en" src="dd03650a" slide="slide"
# **What to see**: from top to bottom false alarms fall and misses rise. The row of highest accuracy and that of lowest cost need not be the same. Even where they happen to be, they may part as soon as the two prices change: if a customer missed costs 100 yuan of margin, the list should be longer.

# %% [markdown] sid="m08-e84" lang="zh-CN" ex="E8.4"
# ## 练习 E8.4 错误的代价
#
# 选总代价最低的界值 `days`；选定界值该看什么 `judged_by`；打电话变贵了，名单该变长还是变短 `dearer`；两种错误一样贵时，总代价最低就等于哪一把尺子最高 `if_equal`。

# %% [markdown] sid="m08-e84" lang="en" src="fbcf96d5" ex="E8.4"
# ## Exercise E8.4 The cost of mistakes
#
# Choose the cut point of lowest cost, `days`; what to go by in setting it, `judged_by`; whether the list should grow or shrink when calls become more expensive, `dearer`; and, if both mistakes cost the same, which yardstick is highest where total cost is lowest, `if_equal`.

# %%
judges = {"accuracy": "eval.pick_accuracy", "cost": "eval.pick_cost"}
turns = {"longer": "eval.pick_longer", "shorter": "eval.pick_shorter"}
equals = {"accuracy": "eval.pick_accuracy", "recall": "eval.pick_recall", "precision": "eval.pick_precision"}

# %% ex="E8.4"
#zh 看上面的表来选；total_cost 是那一行的总代价
#en choose by the table above; total_cost is that row's cost
# BEGIN SOLUTION
days = int(by_days["cost"].idxmin())  # FADE: lesson.choose("E8.4", "days", DAYS)
judged_by = "cost"  # FADE: lesson.choose("E8.4", "judged_by", judges)
dearer = "shorter"  # FADE: lesson.choose("E8.4", "dearer", turns)
if_equal = "accuracy"  # FADE: lesson.choose("E8.4", "if_equal", equals)
total_cost = by_days["cost"].to_dict()[days]
# END SOLUTION

# %% [markdown] sid="m08-e84-h1" lang="zh-CN" role="hint" ex="E8.4"
# 先看总代价一列（`cost`），哪一行最小？

# %% [markdown] sid="m08-e84-h1" lang="en" src="4335c523" role="hint" ex="E8.4"
# Look at the column of total cost (`cost`): which row is lowest?

# %% [markdown] sid="m08-e84-h2" lang="zh-CN" role="hint" ex="E8.4"
# 电话变贵，误报更痛。要少误报，名单该怎么变？

# %% [markdown] sid="m08-e84-h2" lang="en" src="31637870" role="hint" ex="E8.4"
# When calls cost more, false alarms hurt more. To have fewer of them, how must the list change?

# %% [markdown] sid="m08-e84-h3" lang="zh-CN" role="hint" ex="E8.4"
# 代价相同，比的就是判错了几个人；错得最少，就是哪一把尺子最高？

# %% [markdown] sid="m08-e84-h3" lang="en" src="8c9b57a1" role="hint" ex="E8.4"
# At equal cost one simply counts mistakes. With the fewest mistakes, which yardstick is highest?

# %% [markdown] sid="m08-e84-x" lang="zh-CN" role="explain" ex="E8.4"
# 准确率默认两种错误一样贵，而它们几乎从不一样贵。先请业务部门报两个数（打错一个花多少，漏掉一个少赚多少），界值就不是拍脑袋，而是算出来的；两个数一变，重算一遍即可。

# %% [markdown] sid="m08-e84-x" lang="en" src="1bf000d8" role="explain" ex="E8.4"
# Accuracy assumes that both mistakes cost the same, which they hardly ever do. First ask the business for two figures (the cost of a needless call, the margin lost with a missed customer), and the cut point is no longer a guess but a calculation; when a figure changes, calculate again.

# %% [markdown] sid="m08-e84-group" lang="zh-CN" role="group" ex="E8.4"
# **组内讨论**（3 分钟）：在本公司，打错一个花多少，漏掉一个少赚多少？两个数各由谁来报？**派代表汇报**。**点评**：毛利，不是销售额。

# %% [markdown] sid="m08-e84-group" lang="en" src="b1b52f01" role="group" ex="E8.4"
# **In the group** (3 minutes): in your company, what does a needless call cost, what a customer missed? Who supplies each figure? **A speaker reports.** **Comments**: margin, not sales.

# %% [markdown] sid="m08-next" lang="zh-CN" slide="slide"
# ## 最后一关：下个季度
#
# 分得清楚不等于分得有用。最直接的检验：站在 90 天前分好组，看这 90 天里**哪组的人回来得多**。最高的一组减最低的一组，叫**差距**；差距大，这种分法才帮得上忙。
#
# 要有比较对象：把编号打乱，随便分成三组。这样的分法什么也不懂，它的差距就是“碰运气”的水平。

# %% [markdown] sid="m08-next" lang="en" src="f1ddc1d5" slide="slide"
# ## The final test: next quarter
#
# Clear groups are not necessarily useful ones. The most direct test: stand 90 days back, form the groups, and see **which group came back more** in those 90 days. The highest share minus the lowest is the **spread**; only with a large spread is a grouping any help.
#
# It needs a benchmark: shuffle the customer numbers and make three groups at random. Such groups know nothing, and their spread is what chance gives.

# %% slide="slide"
def spread_of(grouping):
    shares = returned.groupby(grouping).mean()
    return float(shares.max() - shares.min())


thirds = {name: (3 * known[name].rank(method="min", pct=True)).clip(upper=2.99).astype(int) for name in known}
shuffle = pd.util.hash_array(known.index.astype(str).to_numpy(dtype=object)) % 3
spreads = {name: spread_of(third) for name, third in thirds.items()} | {"shuffle": spread_of(shuffle)}
last_ever = bought.groupby("customer_id")["order_date"].max().reindex(known.index)
peeped = spread_of(last_ever > cut)
pd.DataFrame({lesson.text(f"eval.col_{name}"): [spread] for name, spread in (spreads | {"peeped": peeped}).items()}, index=[""]).round(2)

# %% [markdown] sid="m08-next-seen" lang="zh-CN" slide="slide"
# **看什么**：“打乱编号”是碰运气，前面三种分法比它高出的部分才算数。最后一列“偷看了答案”，是拿直到今天的最近一次购买来分：这 90 天来没来，它早就知道，差距当然是 1，好得不像真的，不能用。

# %% [markdown] sid="m08-next-seen" lang="en" src="bee5123e" slide="slide"
# **What to see**: "shuffled" is chance; what counts is how far the first three are above it. The last column, "saw the answers", groups by the last purchase up to today: it knows already who came in these 90 days, so of course its spread is 1, too good to be true and of no use.

# %% [markdown] sid="m08-e85" lang="zh-CN" ex="E8.5"
# ## 练习 E8.5 下个季度见分晓
#
# 选预测得最好的分法 `best`；分组时可以用到哪一天的数据 `seen_until`；和什么比 `compared_with`；差距大能说明什么 `claim`。

# %% [markdown] sid="m08-e85" lang="en" src="29d9bd71" ex="E8.5"
# ## Exercise E8.5 Next quarter decides
#
# Choose the grouping that predicts best, `best`; up to which day data may be used for it, `seen_until`; what it is compared with, `compared_with`; what a large spread shows, `claim`.

# %%
groupings = {"quiet_days": "eval.pick_quiet", "orders": "eval.pick_orders", "spent": "eval.pick_spent", "shuffle": "eval.pick_shuffle"}
untils = {"cut": "eval.pick_cut", "as_of": "eval.pick_as_of"}
against = {"zero": "eval.pick_zero", "shuffle": "eval.pick_shuffle"}
claims = {"predicts": "eval.pick_predicts", "causes": "eval.pick_causes"}

# %% ex="E8.5"
#zh 看上面的数来选；best_spread 是那种分法的差距
#en choose by the figures above; best_spread is that grouping's spread
# BEGIN SOLUTION
best = max(spreads, key=spreads.get)  # FADE: lesson.choose("E8.5", "best", groupings)
seen_until = "cut"  # FADE: lesson.choose("E8.5", "seen_until", untils)
compared_with = "shuffle"  # FADE: lesson.choose("E8.5", "compared_with", against)
claim = "predicts"  # FADE: lesson.choose("E8.5", "claim", claims)
best_spread = spreads[best]
# END SOLUTION

# %% [markdown] sid="m08-e85-h1" lang="zh-CN" role="hint" ex="E8.5"
# 差距最大的是哪一种？“偷看了答案”不算。

# %% [markdown] sid="m08-e85-h1" lang="en" src="8f9ac8a1" role="hint" ex="E8.5"
# Which spread is the largest, leaving "saw the answers" aside?

# %% [markdown] sid="m08-e85-h2" lang="zh-CN" role="hint" ex="E8.5"
# 站在 90 天前的人，看得见今天吗？

# %% [markdown] sid="m08-e85-h2" lang="en" src="2c229127" role="hint" ex="E8.5"
# Can somebody standing 90 days back see today?

# %% [markdown] sid="m08-e85-h3" lang="zh-CN" role="hint" ex="E8.5"
# 常来的人本来就会来。这和“我们的活动让他来”是两回事，后者要有对照组。

# %% [markdown] sid="m08-e85-h3" lang="en" src="022fd580" role="hint" ex="E8.5"
# Those who come often come anyway. That our campaign brought them is another claim, and needs a control group.

# %% [markdown] sid="m08-e85-x" lang="zh-CN" role="explain" ex="E8.5"
# 差距比碰运气大，说明分法**能预测**；不能说明我们做了什么**使他们**回来。要证明效果，得在同一类里留一组人，不对他们做任何动作（见“画像与策略”一课）。分组时用了之后的数据，叫偷看答案，再好的数也不算。

# %% [markdown] sid="m08-e85-x" lang="en" src="97504e0a" role="explain" ex="E8.5"
# A spread above chance shows that the grouping **predicts**; it does not show that anything we did **made** them come. To prove an effect, some customers of the same segment have to be left alone (see "Personas and strategy"). A grouping made with later data has peeked at the answers, and however good its figure, it does not count.

# %% [markdown] sid="m08-e85-group" lang="zh-CN" role="group" ex="E8.5"
# **组内讨论**（3 分钟）：本公司上一次说“分型有效”，依据的是什么？有没有比较对象？**派代表汇报**。**点评**：没有比较对象的，改写成一个可以检验的说法。

# %% [markdown] sid="m08-e85-group" lang="en" src="2f344f45" role="group" ex="E8.5"
# **In the group** (3 minutes): when your company last said that its segments work, what was that based on? Was there a benchmark? **A speaker reports.** **Comments**: where there was none, rewrite it as a claim that can be tested.

# %% [markdown] sid="m08-case-shop" lang="zh-CN" role="case" case="shop"
# **网店**：大促季谁都会来，“下个季度回来”的比例本来就高，准确率自然好看。对比要用去年同一季度。

# %% [markdown] sid="m08-case-shop" lang="en" src="5a13cd02" role="case" case="shop"
# **Online shop**: in the big sales season everybody comes, the share that returns is high anyway, and accuracy looks good by itself. Compare with the same quarter of last year.

# %% [markdown] sid="m08-case-cosmetics" lang="zh-CN" role="case" case="cosmetics"
# **美妆社群**：预测谁会成为铁粉，真正的铁粉不到一成。看精确率和召回率，不看准确率。

# %% [markdown] sid="m08-case-cosmetics" lang="en" src="d01be75e" role="case" case="cosmetics"
# **Cosmetics community**: when predicting who will become a devoted fan, fewer than one member in ten really is one. Look at precision and recall, not at accuracy.

# %% [markdown] sid="m08-case-finance" lang="zh-CN" role="case" case="finance"
# **理财机构**：漏掉一位要转走资产的大客户，代价是误报的几百倍，名单宁长勿短。

# %% [markdown] sid="m08-case-finance" lang="en" src="9b4c0e20" role="case" case="finance"
# **Finance**: missing one large client who is about to move assets away costs as much as hundreds of false alarms; better too long a list than too short.

# %% [markdown] sid="m08-case-pharma" lang="zh-CN" role="case" case="pharma"
# **医药**：一次拜访要半天，误报很贵；医院按招标周期采购，“90 天没来”不等于流失，验证期要放长。

# %% [markdown] sid="m08-case-pharma" lang="en" src="c9cd16ed" role="case" case="pharma"
# **Pharma**: a visit takes half a day, so false alarms are expensive; hospitals buy by tender, so 90 days of silence does not mean they are lost, and the holdout period must be longer.

# %% [markdown] sid="m08-case-service" lang="zh-CN" role="case" case="service"
# **服务公司**：一年续约一次，真实结果一年才出一次。平时看投诉和使用次数，到期后再回头对答案。

# %% [markdown] sid="m08-case-service" lang="en" src="0353e735" role="case" case="service"
# **Service firm**: contracts are renewed yearly, so the truth arrives once a year. Meanwhile watch complaints and usage, and check the answers when contracts end.

# %% [markdown] sid="m08-takeaway" lang="zh-CN" role="takeaway" slide="slide"
# ## 小结
#
# - 准确率在少数类上会骗人；先问“会走的人占几成”。
# - F1 值是**精确率**与召回率的调和平均，召回率要说清是哪一类的。
# - 簇的编号不是答案；没有标签看轮廓系数和稳定性，最后看下个季度。

# %% [markdown] sid="m08-takeaway" lang="en" src="5873b960" role="takeaway" slide="slide"
# ## To take away
#
# - Accuracy deceives on rare classes; ask first what share leaves.
# - F1 is the harmonic mean of **precision** and recall, and recall is always that of one class.
# - Cluster numbers are not an answer key; without labels look at silhouette and stability, and in the end at next quarter.
