# %% [markdown] sid="question" lang="zh-CN"
# # 第四步 分类标准与聚类：人定的规矩，和数据自己的形状
#
# **这一步要回答的问题**：凭什么把一位客户放进这一类？数据自己会怎么分？
#
# | 进来 | 出去 |
# |---|---|
# | 每位客户的特征和分数；公司的分类标准（没有就用现成的） | 每位客户在每套**分类方案**里的位置；聚类结果，附名字建议和看得懂的条件 |
#
# 给客户分类有两条路：
#
# - **人定标准**：先说好什么叫“重要价值客户”，再对号入座。讲得清、年年可比，但标准是人想出来的，可能和数据不合。
# - **聚类**：不预设类别，让电脑把相像的客户归到一起。能发现没想到的群体，但它只管像不像，不管**有没有用**，也不会起名字。
#
# 实际工作中两条路都走：标准用来管理，聚类用来检查标准有没有漏掉什么。

# %% [markdown] sid="question" lang="en"
# # Step 4, standard and clusters: rules people make, and shapes data have
#
# **The question**: on what ground does a customer belong to a segment? And how would the data divide themselves?
#
# | goes in | comes out |
# |---|---|
# | features and scores of each customer; the company's standard, or a ready-made one | each customer's place in every **scheme**; clusters, with proposed names and readable conditions |
#
# There are two ways to divide customers:
#
# - **A standard made by people**: say first what a key value customer is, then put everyone in their place. It can be explained and compared from year to year, but people thought it up, and it may not fit the data.
# - **Clustering**: presuppose nothing, and let a computer put together who is alike. It can find groups nobody thought of, but it knows only likeness, not **use**, and gives no names.
#
# In practice one walks both: the standard to manage by, the clusters to see what the standard misses.

# %% tags=["parameters"]
run = ""
language = "zh-CN"

# %%
import numpy as np
import pandas as pd

from segkit.opening import open_notebook
from segkit.report.charts.proof import cluster_choice
from segkit.report.pages import crossing, persona
from segkit.steps import clustering as steps
from segkit.steps import library, personas

stage, show = open_notebook(run, "clustering", language)

# %% [markdown] sid="eight" lang="zh-CN"
# ## 一、八类法：三个“高不高”
#
# 最通用的标准是 RFM 八类：R、F、M 三个分数，各问一句“**比参照值高吗**”，高记 1，不高记 0，两种答案乘三次，正好八类。比如 111 是重要价值客户，011 是花得多、来得勤、但近来没露面的重要保持客户。
#
# 还是五位假想的客户，分数已经打好，参照值取各列的平均分：

# %% [markdown] sid="eight" lang="en"
# ## 1. Eight types: three questions
#
# The most common standard is RFM in eight types. Ask of each score R, F and M: **is it better than the reference?** Write 1 if it is, 0 if not; two answers three times make eight types. 111 is a key value customer; 011, much money and often but not lately, is key retention.
#
# Five invented customers again, already scored, with the mean of each column as reference:

# %%
five = pd.DataFrame({"r_score": [5, 4, 4, 1, 5], "f_score": [4, 1, 5, 3, 1], "m_score": [3, 5, 2, 4, 1]},
                    index=pd.Index(list("ABCDE"), name="customer_id"))
better = five.gt(five.mean()).astype(int)
five["code"] = better.astype(str).agg("".join, axis=1)
show(five)

# %% [markdown] sid="eight_seen" lang="zh-CN"
# **看什么**：对着平均分自己算一遍，代码就不神秘了。再看两个容易出错的地方：
#
# 1. **“高于”还是“不低于”**。如果改成“不低于”，又拿中位数当参照，而一大半客户都只买过一次，那么中位数就是一次，只买过一次的人也“不低于”，于是人人都成了高频客户。所以这里一律用**严格高于**。
# 2. **和什么比**。是和“分数的平均”比，还是和“原始数值的平均”比？教材里两种都有，却很少说清楚。金额这样的数，少数大客户会把平均数拉得很高，大多数人都“低于平均”；换成分数再平均，就不受大户影响。两种做法能让**几成客户换类**，下一步会算给您看。本工具默认用分数的平均，并在报告里写明。

# %% [markdown] sid="eight_seen" lang="en"
# **What to see**: work one out by hand against the means, and the code is no mystery. Two places where it goes wrong:
#
# 1. **Better, or at least as good?** With "at least" and the median as reference, in a shop where most customers bought once, the median is one order; those of one order reach it too, and everybody counts as frequent. So here it is always **strictly better**.
# 2. **Better than what?** The mean of the scores, or the mean of the raw values? Textbooks do both and seldom say which. A few large customers pull up the mean of a measure such as money, and most people lie below it; the mean of scores does not mind them. The choice puts **a considerable part of all customers** elsewhere; the next step shows how many. The kit takes the mean of scores by default and says so in the report.

# %% [markdown] sid="standard" lang="zh-CN"
# ## 二、把整套标准用上去
#
# 公司的标准是一份文件（`standard.yml`），里面有几套方案、每一类叫什么、条件是什么，改标准就是改文件，不用改程序。先学到每套方案需要的少数几个数（比如参照值），再对号入座：

# %% [markdown] sid="standard" lang="en"
# ## 2. Apply the whole standard
#
# The company's standard is a file, `standard.yml`: which schemes there are, what each segment is called, what puts a customer there. To change the standard, change the file, not the program. First each scheme learns the few numbers it needs, such as the references; then everyone takes their place:

# %%
gaps = steps.Gaps()
customers = steps.measured_customers(stage)
fitted = steps.fit_standard(stage, customers, gaps)
main = steps.describe_main(stage, fitted)
show(main.segments, rows=12)

# %% [markdown] sid="standard_seen" lang="zh-CN"
# **看什么**：这是**主分类**，报告正文只讲它，其余方案放附录并附对照表。“对客名称”是给客户和店员看的叫法：内部可以说“一般挽留客户”，会员卡上绝不能这么写。
#
# 每套方案都经过检查：**任何一位客户都恰好落进一类**，既没有漏掉的，也没有同时算两类的。检查不过，程序会停下来指出是哪几种组合。规则分完之后，再按标准里的**人工调整名单**改几位（谁、为什么、到哪天为止都要写明，改了几位会计数）。下面看看各类有多少人、多少钱：

# %% [markdown] sid="standard_seen" lang="en"
# **What to see**: this is the **main scheme**, the only one that the report's body speaks of; the others stand in the appendix with a crosswalk. The public name is for customers and shop assistants: "general win-back" may be said inside the company and never printed on a member's card.
#
# Every scheme is proved: **each customer falls into exactly one segment**, none is left out, none counts twice. If not, the program stops and names the cells. After the rules come the standard's **decisions by hand** (who, why and until when are written down, and they are counted). How many customers, and how much money, are in each?

# %%
segments = steps.assign_standard(customers, fitted)
segments = steps.decide_by_hand(stage, segments, fitted)
sizes = segments.group_by(segments[stage.study.primary].name("segment"))
sizes = sizes.aggregate(n=segments.count(), revenue=segments.monetary.sum())
show(sizes.order_by(sizes.revenue.desc(), "segment"), rows=12)

# %% [markdown] sid="bases" lang="zh-CN"
# **看什么**：比较人数的排名和金额的排名。通常人最多的那一类，钱并不多。
#
# ## 三、标准里还能写什么：分类的依据
#
# RFM 只是众多依据之一。业内常用的有二十多种，大致问四类问题：
#
# | 问什么 | 依据举例 | 要用的资料 |
# |---|---|---|
# | 值多少 | 价值评分卡、ABC 分级、终身价值、净资产 | 订单，或资产、需求量 |
# | 走到哪一步 | 购买阶段、生命周期、活跃度、忠诚度 | 订单、互动 |
# | 想要什么 | 品类兴趣、需求类型、价格敏感 | 订单、私信 |
# | 是谁、觉得怎样 | 企业或个人、行业、城市、满意度 | 客户档案、问卷 |
#
# 每种依据都有现成的方案，能不能用，要看**手头有没有它要的资料**。缺资料的方案不硬算，而是说明缺什么：

# %% [markdown] sid="bases" lang="en"
# **What to see**: compare the order by heads with the order by money. The largest segment in heads is seldom the largest in money.
#
# ## 3. What else a standard may hold: the bases of segmentation
#
# RFM is one basis among many. The field uses more than twenty, which ask four kinds of question:
#
# | the question | bases, for example | what they need |
# |---|---|---|
# | What are they worth? | value scorecard, A/B/C grades, lifetime value, net worth | orders, or assets and demand |
# | How far have they come? | purchase stage, life cycle, activity, loyalty | orders, events |
# | What do they want? | product interest, kind of need, price sensitivity | orders, messages |
# | Who are they, and how do they feel? | business or person, industry, city, satisfaction | customer master, survey |
#
# There is a ready scheme for each basis; whether it can be used depends on **the data at hand**. A scheme that lacks its data is not faked, but says what is missing:

# %%
ready = library.ready_schemes(stage.study)
show(ready, rows=40)

# %% [markdown] sid="bases_seen" lang="zh-CN"
# **看什么**：“状态”一列。“可用”的，把编号写进 `standard.yml` 的 `schemes` 就能用；“缺列”“缺资料”的，最后一列告诉您该去要什么。别把三十几套全用上：**一套方案若不改变任何人的做法，就不值得分**。
#
# ## 四、标签：一位客户可以有好几个
#
# 方案像户口，每人在每套里只占一个位置；**标签**像便签，可以贴好几张，也可以一张没有。打标签有四种办法：按**规则**、按私信里的**关键词**、**人工**指定、按**名单**批量。标签分组，组内可以互斥（只留最先符合的一个），还可以写明有效期。在 `standard.yml` 里这样写：
#
# ```yaml
# tags:
#   - id: attention
#     name: {zh-CN: 服务关注, en: Attention}
#     description: {zh-CN: 一线接待时要留意的事, en: What staff should have in mind}
#     tags:
#       - id: big_spender
#         name: {zh-CN: 高消费, en: Big spender}
#         description: {zh-CN: 累计消费超过全体平均的两倍, en: Spent more than twice the mean of all}
#         when: monetary > 2 * mean(monetary)
#       - id: asked_invoice
#         name: {zh-CN: 问过发票, en: Asked for an invoice}
#         description: {zh-CN: 私信里提到发票, en: Wrote of an invoice}
#         keywords: {words: [发票, 开票], exclude: [不用发票]}
# ```
#
# 工具里备有一组现成标签，先拿来试试，不写入结果：

# %% [markdown] sid="bases_seen" lang="en"
# **What to see**: the column of states. What is usable works as soon as its id stands under `schemes` in `standard.yml`; for the others the last column says what to ask for. Do not use all of them: **a scheme that changes nobody's work is not worth having**.
#
# ## 4. Tags: a customer may have several
#
# A scheme is like an address, one for each customer; **tags** are like notes, several or none. A tag is given in one of four ways: by **rule**, by **keyword** in messages, by **hand**, or from a **list**. Tags come in groups, which may be exclusive (only the first that holds is given), and may expire. In `standard.yml`:
#
# ```yaml
# tags:
#   - id: attention
#     name: {zh-CN: 服务关注, en: Attention}
#     description: {zh-CN: 一线接待时要留意的事, en: What staff should have in mind}
#     tags:
#       - id: big_spender
#         name: {zh-CN: 高消费, en: Big spender}
#         description: {zh-CN: 累计消费超过全体平均的两倍, en: Spent more than twice the mean of all}
#         when: monetary > 2 * mean(monetary)
#       - id: asked_invoice
#         name: {zh-CN: 问过发票, en: Asked for an invoice}
#         description: {zh-CN: 私信里提到发票, en: Wrote of an invoice}
#         keywords: {words: [发票, 开票], exclude: [不用发票]}
# ```
#
# The kit has a few ready tags. Try them here; nothing of it is kept:

# %%
show(library.try_ready_tags(stage, customers), rows=12)

# %% [markdown] sid="kmeans" lang="zh-CN"
# **看什么**：同一位客户可能既“高消费”又“问过发票”；而“购买节奏”这一组是互斥的，每人至多一个。标签宜少而准：没人会去看的标签，贴了等于没贴。
#
# ## 五、聚类：先弄懂它在做什么
#
# K 均值（K-means）的想法很朴素：先放几个“中心”，每位客户归到离自己最近的中心；再把中心挪到自己这一群的平均位置；反复几次，直到不动为止。式子是让 $\sum_i \lVert x_i - c_{k(i)} \rVert^2$ 最小：每人到自己中心的距离，平方后加起来越小越好。
#
# 关键在“**距离**”。五位客户，直接用天数、次数和元来量，看看会怎样：

# %% [markdown] sid="kmeans" lang="en"
# **What to see**: the same customer may be a big spender and have asked for an invoice; the group "Rhythm" is exclusive, so that nobody has two of it. Few and exact is best: a tag that nobody reads might as well not be there.
#
# ## 5. Clustering: first understand what it does
#
# K-means is a plain idea. Put down some centres; each customer joins the nearest; move each centre to the mean of those who joined; repeat until nothing moves. In symbols it makes $\sum_i \lVert x_i - c_{k(i)} \rVert^2$ small: the squared distances from everyone to their own centre, added up.
#
# All depends on **distance**. Measure five customers in days, orders and money as they are, and see:

# %%
raw = pd.DataFrame({"recency_days": [31, 91, 11, 333, 1], "frequency": [3, 1, 4, 2, 1],
                    "monetary": [750, 1800, 240, 750, 90]}, index=pd.Index(list("ABCDE"), name="customer_id"))
apart = (raw - raw.loc["A"]) ** 2
show(apart.assign(distance=apart.sum(axis=1) ** 0.5))

# %% [markdown] sid="kmeans_seen" lang="zh-CN"
# **看什么**：这是各位与 A 的距离。A 和 D 的金额相同，D 差了大半年没来；可是 C 因为少花了几百块，算出来反而比 D **离 A 更远**。金额的数字大，就把另外两把尺子全淹没了：不处理就聚类，等于只按金额分。
#
# 所以要先做两件事：金额这类**拖着长尾巴**的数取对数，让多花十倍不等于远十倍；再把每把尺子都换成“离平均几个标准差”，$z = (x - \bar{x}) / s$：

# %% [markdown] sid="kmeans_seen" lang="en"
# **What to see**: everyone's distance from A. A and D spent the same and D has been away for most of a year; yet C, who spent a few hundred less, comes out **further from A** than D. Money has the larger numbers and drowns the other two yardsticks: to cluster untreated values is to sort by money.
#
# So two things come first. Take the logarithm of measures with a **long tail**, such as money, so that ten times the spend is not ten times the distance. Then express every measure as deviations from its mean, $z = (x - \bar{x}) / s$:

# %%
moved = raw.assign(monetary=np.log1p(raw["monetary"]))
z = (moved - moved.mean()) / moved.std()
apart = (z - z.loc["A"]) ** 2
show(z.assign(distance=apart.sum(axis=1) ** 0.5))

# %% [markdown] sid="real_k" lang="zh-CN"
# **看什么**：三把尺子一样重之后，离 A 最近的变成了同样常来常往的 C，久未露面的 D 退到了最远的一批里。这才合乎常识。
#
# ## 六、在真实客户上聚类，分几类？
#
# 分几类没有标准答案，有三样参考：
#
# - **轮廓系数**：自己人有多近，隔壁有多远，越接近 1 越好。它只说明分得开，**不说明有用**。
# - **肘部**：类数越多，组内差异总会变小；从哪里起变小得不多了，就是“肘部”。
# - **稳定性**：换一批客户再聚一次，结果还像不像（调整兰德指数，1 为完全一致）。**不稳定的分类不能拿来定政策**。
#
# 下面一格会从两类试到八类，每种都重抽样多次，要等几秒钟：

# %% [markdown] sid="real_k" lang="en"
# **What to see**: with yardsticks of equal weight the nearest to A is C, who comes as often and as lately, and D, long away, is among the furthest. That agrees with common sense.
#
# ## 6. Clusters of the real customers: how many?
#
# There is no right number. Three things advise:
#
# - **Silhouette**: how near is one's own group, how far the next? Towards 1 is better. It says the groups are apart, **not that they are useful**.
# - **Elbow**: more clusters always leave less difference within. Where the gain becomes small lies the elbow.
# - **Stability**: take other customers and cluster again: is it the same picture (adjusted Rand index, 1 is identical)? **An unstable division is no ground for a policy.**
#
# The next cell tries two to eight clusters, each over many resamples. Give it some seconds:

# %%
found = steps.find_clusters(stage, gaps)
steps.keep_segments(stage, segments, fitted, found)
clusters = steps.describe_clusters(stage, found)
show(clusters and clusters.tried)

# %% [markdown] sid="choice" lang="zh-CN"
# **看什么**：一行是一种分法。别只挑轮廓系数最高的，也要看最右边的稳定性。画成图更清楚：

# %% [markdown] sid="choice" lang="en"
# **What to see**: one row per number of clusters. Do not just take the highest silhouette; look at the stability on the right as well. A picture is clearer:

# %%
show.chart(cluster_choice, clusters)
show(clusters and {"k": clusters.k, "reason": clusters.reason, "transforms": clusters.transforms})

# %% [markdown] sid="profile" lang="zh-CN"
# **看什么**：选了几类、为什么，程序把理由写出来了，您可以不同意，在 `study.yml` 里写明自己要几类就行。
#
# ## 七、这些簇是谁？
#
# 电脑只给编号。名字是根据“与全体客户差别最大的几项”拟的，标着**待命名**，要由懂业务的人确认。“条件”一列是用一棵浅浅的决策树把每个簇翻译成人话，方便写进客户系统：

# %% [markdown] sid="profile" lang="en"
# **What to see**: how many, and why, in a sentence. You may disagree and write the number you want into `study.yml`.
#
# ## 7. Who are they?
#
# The computer gives numbers only. The names are proposed from what sets each cluster most apart from all customers, and are **to be confirmed** by somebody who knows the business. The conditions translate each cluster with a shallow decision tree, so that it can be typed into a CRM:

# %%
show(clusters and clusters.profiles)
show(clusters and {"tree_fidelity": clusters.tree_fidelity, "sample_n": clusters.sample_n})

# %% [markdown] sid="profile_seen" lang="zh-CN"
# **看什么**：先看占客户几成、占收入几成，再看条件读着顺不顺。“条件吻合度”是照这些条件能把多少人放回原来的簇，**不是百分之百**，因为翻译总有损耗。

# %% [markdown] sid="profile_seen" lang="en"
# **What to see**: first the share of customers against the share of revenue, then whether the condition makes sense. Tree fidelity is the share of customers whom the conditions put back into their own cluster. It is **not all of them**: a translation loses something.

# %% [markdown] sid="cross" lang="zh-CN"
# ## 八、交叉分析：两套方案叠在一起看
#
# 单看价值，只知道谁花得多；单看满意度，只知道谁不高兴。**叠在一起**，才看得见最要紧的那一格：花得多、却不满意的人。
#
# 一格里有多少人算“多”？要和**两套方案毫不相干时该有的人数**比：
#
# $$E_{ij} = n \times \frac{n_i}{n} \times \frac{n_j}{n},\qquad \text{指数} = 100 \times \frac{n_{ij}}{E_{ij}}$$
#
# $n_i$ 是这一行的总人数，$n_j$ 是这一列的，$n$ 是全部。指数 100 就是“和无关时一样多”。先看一张假想的小表：

# %% [markdown] sid="cross" lang="en"
# ## 8. Crossing: two schemes at once
#
# Value alone says who spends much; satisfaction alone says who is unhappy. **Across each other** they show the cell that matters most: those who spend much and are dissatisfied.
#
# How many is many? Compare with the number there would be **if the schemes had nothing to do with each other**:
#
# $$E_{ij} = n \times \frac{n_i}{n} \times \frac{n_j}{n},\qquad \text{index} = 100 \times \frac{n_{ij}}{E_{ij}}$$
#
# $n_i$ is the total of the row, $n_j$ that of the column, $n$ everybody. An index of 100 means as many as if they were unrelated. A small invented table first:

# %%
two = pd.DataFrame({"satisfied": [32, 128], "dissatisfied": [18, 22]}, index=pd.Index(["high", "other"], name="value"))
expected = np.outer(two.sum(axis=1), two.sum()) / two.to_numpy().sum()
show(two)
show((100 * two / expected).round(0))

# %% [markdown] sid="cross_real" lang="zh-CN"
# **看什么**：高价值而不满意的那一格，指数远在 100 之上：不满意偏偏集中在花得多的人里。现在换成真实客户，用现成的价值分层和满意度两套方案；没有问卷的公司，这一张会空着：

# %% [markdown] sid="cross_real" lang="en"
# **What to see**: of high value and dissatisfied, the index is far above 100: discontent sits among those who spend most. Now the real customers, by the ready schemes of value and satisfaction; without a survey the picture stays empty:

# %%
tried = library.try_schemes(stage, ["value_tier", "satisfaction"])
met = library.cross(tried, "value_tier", "satisfaction")
show.naming(tried.schemes).chart(crossing.crossing_chart, met)

# %% [markdown] sid="cross_seen" lang="zh-CN"
# **看什么**：先看框出来的格子，那里的人数明显多于巧合，或者正是高价值而不满意的人。没答过卷的人单独成列，**沉默不等于满意**。人数太少的格子不显示；为防止用合计倒推，旁边有时也要盖住一格。
#
# 在 `study.yml` 里写 `report: {crossings: [[value_tier, satisfaction]]}`，报告就多出这一页，并附读法。
#
# ## 九、客户画像：把数字还原成人
#
# 名字和条件说的是规矩，**画像**说的是人：他们占多少、花多少、多久来一次、在什么时段买、满不满意，以及最要紧的，**和其他客户比，差别最大在哪里**。
#
# 差别用 Cliff’s $\delta$ 来量：从这一类和其余客户里各任取一位，“这位更大”的机会减去“那位更大”的机会，介于 $-1$ 和 $1$ 之间，0 就是没有差别。还是五位客户，把常来的 A、C 当作一类：

# %% [markdown] sid="cross_seen" lang="en"
# **What to see**: the framed cells first; there are clearly more people there than chance explains, or they are those of high value and dissatisfied. Who never answered has a column apart: **silence is not satisfaction**. Cells of very few stay hidden, and sometimes a neighbour with them, so that nothing follows from the totals.
#
# With `report: {crossings: [[value_tier, satisfaction]]}` in `study.yml` the report has this page, and says how to read it.
#
# ## 9. Personas: from figures back to people
#
# Names and conditions tell the rule; a **persona** tells of people: how many, what they spend, how often they come and at what time of day, whether they are content, and above all **what sets them most apart from everybody else**.
#
# The difference is measured by Cliff's $\delta$: take one customer of the segment and one of the others; it is the chance that the first is larger less the chance that the second is, between $-1$ and $1$, and 0 is no difference. Five customers again, with A and C, who come often, as a segment:

# %%
own, others = raw.loc[["A", "C"]], raw.loc[["B", "D", "E"]]
pairs = {name: np.sign(np.subtract.outer(own[name].to_numpy(), others[name].to_numpy())) for name in raw}
show({name: found.mean() for name, found in pairs.items()})

# %% [markdown] sid="persona" lang="zh-CN"
# **看什么**：次数上，A、C 个个都多于另外三位，所以是 1；天数和金额互有高低，就小得多。按绝对值从大到小排，就知道介绍这一类人时该先说什么。换成真实客户的主分类：

# %% [markdown] sid="persona" lang="en"
# **What to see**: A and C both have more orders than any of the other three, hence 1; in days and money they are higher here and lower there, and the figure is much smaller. Sorted by size it says what to mention first about these people. Now the main scheme of the real customers:

# %%
people = personas.describe_people(stage, stage.study.primary)
told = ["segment", "n", "share_n", "share_revenue", "per_head", "frequency_mean", "recency_median", "satisfied_share"]
show(pd.DataFrame(people, columns=told), rows=12)

# %% [markdown] sid="persona_chart" lang="zh-CN"
# 挑收入占比最大的一类，看它与其他客户差别最大的几项：

# %% [markdown] sid="persona_chart" lang="en"
# Take the segment with the largest share of revenue, and see what sets it most apart:

# %%
who = personas.biggest(people)
show(who and {"segment": who.segment, "sample_n": who.sample_n})
show.chart(persona.apart_chart, who)

# %% [markdown] sid="persona_seen" lang="zh-CN"
# **看什么**：灰色的条是**分类规则本身造成的**差别（按消费分出来的类，花得多不算发现）；彩色的才是新知道的事。差别很小的项不列。画像里只有数字，没有姓名；顾问自己的观察可以写进 `words.yml`，重跑也不会丢。
#
# 在 `study.yml` 里写 `report: {personas: true}`，每一类客户各有一页画像卡。

# %% [markdown] sid="persona_seen" lang="en"
# **What to see**: grey bars are differences that **the rule itself makes** (a segment cut by spend spends more, which is no discovery); coloured ones are news. Small differences are not listed. A persona has figures and no names; a consultant's own observations go into `words.yml` and survive re-runs.
#
# With `report: {personas: true}` in `study.yml` each segment has a card of its own in the report.

# %%
stage.save("gaps_clustering", tuple(gaps.found))
show(gaps.found)

# %% [markdown] sid="findings" lang="zh-CN"
# 上面若列出了条目，是指某套方案或聚类做不了、为什么；报告附录也会照实写明。
#
# ## 小结

# %% [markdown] sid="findings" lang="en"
# If anything is listed above, a scheme or the clustering could not be done; the appendix says so, and why.
#
# ## Findings

# %%
show.say("clustering.schemes", n=len(fitted), customers=segments.count().to_pyarrow().as_py())
show.say("clustering.k", k=clusters and clusters.k, fidelity=clusters and clusters.tree_fidelity)

# %% [markdown] sid="caution" lang="zh-CN"
# **提醒**：轮廓系数高，只说明这几群客户彼此不一样；能不能据此多卖货、少流失，是另一回事，要用以后的数据来验。给簇起名字时也别让名字跑到数据前面去：叫“高潜客户”之前，先问问哪一列数字说明他有潜力。
#
# **下一步**：《第五步 评估与对比》。这套分类信得过吗？

# %% [markdown] sid="caution" lang="en"
# **A caution**: a high silhouette says that the groups differ. Whether acting on them sells more or loses fewer is another matter, for later data to decide. And do not let a name run ahead of its figures: before you call a cluster promising, ask which column shows the promise.
#
# **Next**: step 5, evaluation. Can this segmentation be trusted?

# %%
stage.finish()
