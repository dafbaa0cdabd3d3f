# %% [markdown] sid="question" lang="zh-CN"
# # 第五步 评估与对比：这套分类信得过吗
#
# **这一步要回答的问题**：分得准不准？稳不稳？对以后有没有用？换一种分法会怎样？
#
# | 进来 | 出去 |
# |---|---|
# | 每位客户的分类；专家判定的样本（如有） | 各类的人数和金额；三方面的检验；几种设置的对比 |
#
# 评估有三个方面，**各答各的问题，谁也替代不了谁**：
#
# 1. **有标准答案时**：和专家的判定比，准不准。
# 2. **没有标准答案时**：类与类分得开吗？换一批客户还一样吗？
# 3. **对未来**：按过去分好类，再看后来发生的事，分类说中了多少？
#
# 做不了的，就写“做不了，因为……”，不拿别的数字来充数。

# %% [markdown] sid="question" lang="en"
# # Step 5, evaluation: can this segmentation be trusted?
#
# **The question**: is it right, is it stable, does it say anything about later, and what would another way of dividing change?
#
# | goes in | comes out |
# |---|---|
# | everyone's segments; a sample judged by experts, if there is one | customers and money per segment; three tests; settings side by side |
#
# An evaluation has three parts, **each answering its own question, none replacing another**:
#
# 1. **With right answers**: does it agree with the experts?
# 2. **Without**: are the groups apart? Would other customers of the same kind give the same?
# 3. **Against the future**: segment by the past, then look at what came. How much did it foresee?
#
# What cannot be done is said to be so, with the reason. No other figure takes its place.

# %% tags=["parameters"]
run = ""
language = "zh-CN"

# %%
import pandas as pd

from segkit.facts import Baseline, Concentration
from segkit.opening import open_notebook
from segkit.report.charts import bars, months, pareto, proof
from segkit.steps import evaluation as steps

stage, show = open_notebook(run, "evaluation", language)

# %% [markdown] sid="business" lang="zh-CN"
# ## 一、先认识这家公司
#
# 评估之前先看生意的全貌，否则不知道一个数字算大还是算小。RFM 那一步已经把订单行合并成“一单一行”，这里直接用：

# %% [markdown] sid="business" lang="en"
# ## 1. Know the company first
#
# Before any test, see the whole business, or no figure is large or small. The RFM step has folded the order lines to one row per order; here they are used as they are:

# %%
days = stage.table("days")
steps.describe_business(stage, days)
show.chart(months.monthly_revenue, stage.load("baseline", Baseline))

# %% [markdown] sid="business_seen" lang="zh-CN"
# **看什么**：每根柱子是一个月，分新客户和老客户两段。老客户那一段有多厚，就是这家公司有多依赖回头客；全是新客户的生意，先要解决的是留人，不是分类。
#
# 下面这条曲线把客户从花钱最多到最少排队，看前面的人带来了几成收入：

# %% [markdown] sid="business_seen" lang="en"
# **What to see**: one column per month, new customers and returning ones. The thicker the returning part, the more this company lives on repeat business; one that lives on new customers only should first learn to keep them.
#
# The next curve lines customers up from the largest to the smallest and shows what share of revenue the first of them bring:

# %%
concentration = stage.load("concentration", Concentration)
show.chart(pareto.pareto, concentration)

# %% [markdown] sid="pareto_seen" lang="zh-CN"
# **看什么**：曲线越鼓，钱越集中。常听说“两成客户带来八成收入”，那是**经验之谈，不是定律**：不同行业、不同年头都不一样，请以图上的数为准，别拿八二去套。
#
# ## 二、各类有多少人、多少钱

# %% [markdown] sid="pareto_seen" lang="en"
# **What to see**: the rounder the curve, the more concentrated the money. "Twenty per cent bring eighty" is **a rule of thumb and no law**; it differs by trade and by year. Go by the figures in the chart, and do not bend them to the saying.
#
# ## 2. Customers and money per segment

# %%
figures = steps.describe_segments(stage)
main = tuple(row for row in figures if row.scheme == stage.study.primary)
show.chart(bars.butterfly, main)

# %% [markdown] sid="labels" lang="zh-CN"
# **看什么**：左边是人，右边是钱。右边比左边长的，是公司真正的衣食父母；左边长、右边短的，人多钱少，服务成本要算清楚。
#
# ## 三、有标准答案时：准确率为什么会骗人
#
# 先用五位客户弄懂四个指标。假设专家说谁是“重要客户”，系统也说了一遍：

# %% [markdown] sid="labels" lang="en"
# **What to see**: heads on the left, money on the right. Where the right is longer live the company's true breadwinners; where the left is longer are many heads and little money, and the cost of serving them should be known.
#
# ## 3. With right answers: how accuracy misleads
#
# Learn four measures on five customers. The experts say who is a key customer, and so does the system:

# %%
judged = pd.DataFrame({"expert": [1, 0, 0, 0, 0], "predicted": [0, 0, 0, 0, 0]}, index=list("ABCDE"))
careful = judged.assign(predicted=[1, 1, 0, 0, 0])
right = pd.Series({"lazy": judged.expert.eq(judged.predicted).mean(),
                   "careful": careful.expert.eq(careful.predicted).mean()})
show(right.rename("accuracy").rename_axis("rule").reset_index())

# %% [markdown] sid="labels_words" lang="zh-CN"
# **看什么**：五位里只有 A 是重要客户。“偷懒”的系统说谁都不是，准确率照样不低；“用心”的系统找出了 A，但多报了 B，准确率和前者一样。可是偷懒的那个**一位重要客户都没找到**。所以光看准确率不够，还要看：
#
# - **精确率（查准率）** = 判为此类的人里，判对的占几成：$P = TP / (TP + FP)$
# - **召回率（查全率）** = 真正属于此类的人里，找出来几成：$R = TP / (TP + FN)$
# - **F1 值** = 精确率与召回率的调和平均：$F_1 = 2PR / (P + R)$
#
# 有些资料把 F1 写成“准确率与召回率的调和平均”，那是把 accuracy 和 precision 译混了；式子里用的是**精确率**。
#
# 用“用心”的系统手算：判了两位，对一位；该找一位，找到一位。

# %% [markdown] sid="labels_words" lang="en"
# **What to see**: of the five only A is a key customer. The lazy system says nobody is, and its accuracy is not bad at all; the careful one finds A and adds B wrongly, and is no more accurate. Yet the lazy one **found not a single key customer**. So accuracy is not enough. Look also at:
#
# - **Precision**: of those put in a class, the share that belong there, $P = TP / (TP + FP)$
# - **Recall**: of those that belong there, the share put in it, $R = TP / (TP + FN)$
# - **F1**: the harmonic mean of precision and recall, $F_1 = 2PR / (P + R)$
#
# Some texts call F1 the harmonic mean of accuracy and recall. That mixes up two words that are easily mixed up in translation: the formula takes **precision**.
#
# By hand, for the careful system: two were named, one rightly; one was to be found, and was.

# %%
hits = (careful.expert & careful.predicted).sum()
precision, recall = hits / careful.predicted.sum(), hits / careful.expert.sum()
show({"precision": precision, "recall": recall, "f1": 2 * precision * recall / (precision + recall)})

# %% [markdown] sid="evaluate" lang="zh-CN"
# 下面一格把三方面的检验和几种设置的对比一次做完，要等一会儿：

# %% [markdown] sid="evaluate" lang="en"
# The next cell runs all three tests and the comparison of settings. It takes a while:

# %%
gaps = steps.Gaps()
evaluation = steps.evaluate(stage, days, gaps)
stage.save("gaps_evaluation", tuple(gaps.found))
expert = evaluation.labels[0] if evaluation.labels else None
show(expert and {"scheme": expert.scheme, "n": expert.n, "accuracy": expert.accuracy, "macro_f1": expert.macro_f1})

# %% [markdown] sid="evaluate_seen" lang="zh-CN"
# **看什么**：这是聚类和专家判定的对照。簇没有名字，所以先把每个簇配给与它重合最多的专家类别，再算准不准。逐类看更有用：

# %% [markdown] sid="evaluate_seen" lang="en"
# **What to see**: the clusters against the experts. Clusters have no names, so each is first matched to the expert's class it shares most customers with. Class by class it says more:

# %%
show(expert and expert.rows)

# %% [markdown] sid="without" lang="zh-CN"
# **看什么**：哪一类的 F1 低，就去看是“报多了”（精确率低）还是“漏掉了”（召回率低），两种毛病的治法不同。专家自己也会看走眼，**和专家不一致，不一定是系统错**。没有专家样本的公司，这里会写明没有，准确率就无从谈起。
#
# ## 四、没有标准答案时：分得开吗，稳不稳

# %% [markdown] sid="without" lang="en"
# **What to see**: where F1 is low, see whether too many were named (low precision) or too many missed (low recall): the cures differ. Experts err too, and **to differ from the expert is not always to be wrong**. A company without an expert sample is told so here; then there is no accuracy to speak of.
#
# ## 4. Without right answers: apart, and stable?

# %%
show(evaluation.separation)
show({"stability_ari": evaluation.stability_ari, "seed_ari": evaluation.seed_ari})

# %% [markdown] sid="without_seen" lang="zh-CN"
# **看什么**：轮廓系数和 CH 指数越大越分得开，DB 指数越小越好。主分类是人按“高不高”切的，聚类专挑分得开的地方切，所以聚类在这一项上占便宜，**分得开不等于更有用**。
#
# 第二张表是稳定性：主分类换一批同类客户重新定界值，聚类换一个随机起点，结果还有多像，1 为完全一样。
#
# ## 五、对未来：分类说中了多少
#
# 把时间拨回验证期之前，只用当时的数据分好类，再看后来每一类有几成人回来买了：

# %% [markdown] sid="without_seen" lang="en"
# **What to see**: silhouette and Calinski-Harabasz are better when large, Davies-Bouldin when small. People cut the main scheme at "better or not"; clusters are cut where the gaps are, so they win here. **Being apart is not being useful.**
#
# The second table is stability: the main scheme with cut points fitted on other customers of the same kind, the clusters from another random start; 1 is the same picture.
#
# ## 5. Against the future: how much did it foresee?
#
# Turn the clock back to before the holdout, segment with what was known then, and see what share of each segment came back to buy:

# %%
show.chart(proof.next_period, evaluation.holdout)

# %% [markdown] sid="holdout_seen" lang="zh-CN"
# **看什么**：点是实际复购率，横线是误差范围，人少的类线就长。各类的点拉得越开，说明分类对未来越有用；两类的横线重叠，就别说谁高谁低。
#
# 还要和一个**不用动脑筋的办法**比：“最近买过的人还会再买”。如果精心设计的分类还不如它，就该老实承认：

# %% [markdown] sid="holdout_seen" lang="en"
# **What to see**: the dot is the share that came back, the line its interval, long where customers are few. The further the dots spread, the more the segments say about the future; where lines overlap, do not call one higher.
#
# Compare also with **a rule that needs no thought**: who bought lately will buy again. If a carefully made segmentation does no better, honesty says so:

# %%
holdout = evaluation.holdout
show(holdout and {"cut": holdout.cut, "end": holdout.end, "auc_scheme": holdout.auc_scheme,
                  "auc_naive": holdout.auc_naive, "heads_top_share": holdout.heads_top_share,
                  "spend_top_share": holdout.spend_top_share})

# %% [markdown] sid="auc" lang="zh-CN"
# **看什么**：“排序能力”指随机抽一位后来复购的人和一位没复购的人，分类把前者排在前面的机会；五成等于抛硬币，一是全对。两者相差无几很常见，因为“最近买过”本来就很灵。分类的价值不在于猜得更准，而在于**说得出为什么、该做什么**。
#
# ## 六、换一种设置会怎样

# %% [markdown] sid="auc" lang="en"
# **What to see**: ranking power is the chance that, of a random customer who came back and one who did not, the segments put the first one first; one half is tossing a coin, one is always right. The two are often close, because "bought lately" is a very good rule. What segments add is not a better guess but **the reason, and what to do**.
#
# ## 6. What would another setting change?

# %%
show(evaluation.settings)

# %% [markdown] sid="settings_seen" lang="zh-CN"
# **看什么**：每行是另一种设置：有多少客户会换类，牵动多少钱，检验结果变好还是变坏。还记得第四步里“和什么比”的问题吗？“参照值改用原始指标的均值”那一行就是答案。**换类的人越多，越说明这个选择是管理决定，要写进标准，不能由算的人随手定。**
#
# ## 小结

# %% [markdown] sid="settings_seen" lang="en"
# **What to see**: each row is another setting: how many customers would change segment, how much money is concerned, whether the tests improve. Remember "better than what?" from step 4: the row of the mean of the raw measures is the answer. **The more customers move, the more this choice is a management decision, to be written into the standard, and not for whoever does the sums.**
#
# ## Findings

# %%
most = max((setting.moved_share or 0 for setting in evaluation.settings), default=None)
show.say("evaluation.top", top=concentration.top_20_share)
show.say("evaluation.moved", share=most)
show.say("evaluation.auc", scheme=holdout and holdout.auc_scheme, naive=holdout and holdout.auc_naive)

# %% [markdown] sid="caution" lang="zh-CN"
# **提醒**：这些检验回答的是“分得好不好”，回答不了“照着做有没有用”。后者只有一个办法：**留一部分客户不做动作，作为对照组，过一段时间比一比**。下一步会算出对照组要留多少人。
#
# **下一步**：《第六步 策略与迁移》。谁升了，谁降了，对每一类做什么。

# %% [markdown] sid="caution" lang="en"
# **A caution**: these tests say whether customers are divided well. They cannot say whether acting on it works. For that there is one way only: **leave some customers alone, as a control group, and compare after a while**. The next step says how many.
#
# **Next**: step 6, strategy and movement. Who moved up, who moved down, and what to do with each segment.

# %%
stage.finish()
