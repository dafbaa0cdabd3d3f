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
from segkit.segments.schemes import describe_scheme
from segkit.steps import clustering as steps

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
main = describe_scheme(fitted[stage.study.primary])
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

# %% [markdown] sid="kmeans" lang="zh-CN"
# **看什么**：比较人数的排名和金额的排名。通常人最多的那一类，钱并不多。
#
# ## 三、聚类：先弄懂它在做什么
#
# K 均值（K-means）的想法很朴素：先放几个“中心”，每位客户归到离自己最近的中心；再把中心挪到自己这一群的平均位置；反复几次，直到不动为止。式子是让 $\sum_i \lVert x_i - c_{k(i)} \rVert^2$ 最小：每人到自己中心的距离，平方后加起来越小越好。
#
# 关键在“**距离**”。五位客户，直接用天数、次数和元来量，看看会怎样：

# %% [markdown] sid="kmeans" lang="en"
# **What to see**: compare the order by heads with the order by money. The largest segment in heads is seldom the largest in money.
#
# ## 3. Clustering: first understand what it does
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
# ## 四、在真实客户上聚类，分几类？
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
# ## 4. Clusters of the real customers: how many?
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
# ## 五、这些簇是谁？
#
# 电脑只给编号。名字是根据“与全体客户差别最大的几项”拟的，标着**待命名**，要由懂业务的人确认。“条件”一列是用一棵浅浅的决策树把每个簇翻译成人话，方便写进客户系统：

# %% [markdown] sid="profile" lang="en"
# **What to see**: how many, and why, in a sentence. You may disagree and write the number you want into `study.yml`.
#
# ## 5. Who are they?
#
# The computer gives numbers only. The names are proposed from what sets each cluster most apart from all customers, and are **to be confirmed** by somebody who knows the business. The conditions translate each cluster with a shallow decision tree, so that it can be typed into a CRM:

# %%
show(clusters and clusters.profiles)
show(clusters and {"tree_fidelity": clusters.tree_fidelity, "sample_n": clusters.sample_n})

# %% [markdown] sid="profile_seen" lang="zh-CN"
# **看什么**：先看占客户几成、占收入几成，再看条件读着顺不顺。“条件吻合度”是照这些条件能把多少人放回原来的簇，**不是百分之百**，因为翻译总有损耗。

# %% [markdown] sid="profile_seen" lang="en"
# **What to see**: first the share of customers against the share of revenue, then whether the condition makes sense. Tree fidelity is the share of customers whom the conditions put back into their own cluster. It is **not all of them**: a translation loses something.

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
