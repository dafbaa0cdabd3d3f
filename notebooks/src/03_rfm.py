# %% [markdown] sid="question" lang="zh-CN"
# # 第三步 RFM 与客户特征：每位客户一行，三把尺子
#
# **这一步要回答的问题**：每位客户多久没来了、来过几次、一共花了多少？和别人比，排在哪里？
#
# | 进来 | 出去 |
# |---|---|
# | 清洗后的订单行 | 每位客户一行的**客户特征**；**分档界值**（以后还能用）；每人三个分数 |
#
# RFM 是三个英文词的首字母，分别是三把尺子：
#
# - **R，最近消费间隔**（`recency_days`）：最近一次消费距统计截止日多少天。**越小越好**。
# - **F，消费频率**（`frequency`）：一共下过几单。
# - **M，消费金额**（`monetary`）：净付了多少钱，退款已经扣掉。
#
# 它好用，是因为只要有订单就能算，而且三把尺子都能讲给一线听。它也有边界：只看过去的交易，看不出客户为什么来、以后还来不来。以后来不来，本步末尾的终身价值会试着回答；为什么来，留给后面几步。

# %% [markdown] sid="question" lang="en"
# # Step 3, RFM and features: one row per customer, three yardsticks
#
# **The question**: how long has each customer been away, how often did they come, how much did they spend? And where does that put them among the others?
#
# | goes in | comes out |
# |---|---|
# | the cleaned order lines | **features**, one row per customer; **cut points** to use again; three scores each |
#
# RFM stands for three yardsticks:
#
# - **R, recency** (`recency_days`): whole days from the last purchase to the as-of day. **Small is good.**
# - **F, frequency** (`frequency`): how many orders there were.
# - **M, monetary** (`monetary`): net money paid, refunds subtracted.
#
# It is popular because orders are all it needs, and because each of the three can be explained at a shop counter. It has limits: it looks at past purchases only and cannot see why somebody came, nor whether they will come again. The second is what lifetime value tries to answer at the end of this step; the first is left to later steps.

# %% tags=["parameters"]
run = ""
language = "zh-CN"

# %%
import pandas as pd

from segkit.evaluation.figures import recency_frequency_grid
from segkit.opening import open_notebook
from segkit.report.charts.heat import recency_frequency
from segkit.report.charts.tracking import tracked
from segkit.steps import lifetime as worth
from segkit.steps import rfm as steps

stage, show = open_notebook(run, "rfm", language)

# %% [markdown] sid="five" lang="zh-CN"
# ## 一、五位假想的客户，用手算一遍
#
# 先看订单。A 来过三次，B 只来过一次但花得多，C 常来但每次花得少，D 很久没来了，E 昨天刚来。统计截止日定为年末最后一天。

# %% [markdown] sid="five" lang="en"
# ## 1. Five invented customers, by hand
#
# First the orders. A came three times; B once, for much; C often, for little; D has been away for long; E came yesterday. The as-of day is the last of the year.

# %%
orders = pd.DataFrame({
    "customer_id": list("AAABCCCCDDE"),
    "order_date": pd.to_datetime("2025-" + pd.Series(
        "03-02 07-15 11-30 10-01 06-10 09-01 11-11 12-20 01-05 02-01 12-30".split())),
    "amount": [200, 300, 250, 1800, 60, 45, 80, 55, 400, 350, 90],
})
show(orders, rows=11)

# %% [markdown] sid="five_words" lang="zh-CN"
# 按客户分组，就得到三把尺子。用话说：
#
# - R = 统计截止日 − 最近一次消费的日期
# - F = 不同订单的个数
# - M = 金额之和
#
# 写成式子是 $R_i = T - \max_j t_{ij}$，$F_i = \#\{j\}$，$M_i = \sum_j a_{ij}$，其中 $T$ 是统计截止日，$t_{ij}$ 和 $a_{ij}$ 是客户 $i$ 第 $j$ 单的日期和金额。pandas 里一次 `groupby` 就够了：

# %% [markdown] sid="five_words" lang="en"
# Group by customer, and the three yardsticks appear. In words:
#
# - R = the as-of day − the day of the last purchase
# - F = the number of different orders
# - M = the sum of the amounts
#
# In symbols $R_i = T - \max_j t_{ij}$, $F_i = \#\{j\}$, $M_i = \sum_j a_{ij}$, where $T$ is the as-of day, and $t_{ij}$ and $a_{ij}$ are date and amount of order $j$ of customer $i$. In pandas one `groupby` does it:

# %%
by_customer = orders.groupby("customer_id")
rfm = by_customer.agg(last_date=("order_date", "max"), frequency=("order_date", "size"), monetary=("amount", "sum"))
rfm["recency_days"] = (pd.Timestamp("2025-12-31") - rfm["last_date"]).dt.days
show(rfm[["recency_days", "frequency", "monetary"]])

# %% [markdown] sid="five_seen" lang="zh-CN"
# **看什么**：B 的钱最多，可只来过一次；C 来得最勤，钱却不多；D 钱不少，人已经大半年没露面。**没有谁三样都好**，这正是要用三把尺子而不是一个总分的原因。
#
# 统计截止日是**给定的**，不是“今天”。用今天的日期，同一份数据每天算出来都不一样，下个季度就没法比了。

# %% [markdown] sid="five_seen" lang="en"
# **What to see**: B brought most money and came once; C came most often and brought little; D brought a good deal and has not been seen for most of a year. **Nobody is best at everything**, which is why there are three yardsticks and not one total.
#
# The as-of day is **given**, it is not "today". With today's date the same data would give another answer every morning, and next quarter could be compared with nothing.

# %% [markdown] sid="real" lang="zh-CN"
# ## 二、在真实订单上算
#
# 同样的算法，换成能处理上千万行的写法（Ibis，数据留在数据库引擎里，不全部读进内存），结果和 pandas 一致。先把订单行合并成“一单一行”，再按客户汇总。除了三把尺子，还顺带算出客户时长、客单价、购买品类数、常用渠道、周末占比等特征，后面画像要用。

# %% [markdown] sid="real" lang="en"
# ## 2. On the real orders
#
# The same arithmetic, in a form that bears tens of millions of rows (Ibis: the data stay in the database engine and never enter memory as a whole), with the same result as pandas. Order lines are first folded to one row per order, then summed by customer. Beside the three yardsticks it yields tenure, average order, number of categories, usual channel, weekend share and so on, which the portraits need later.

# %%
days = steps.fold_days(stage)
features = steps.measure(stage, days)
biggest = features.order_by(features.monetary.desc(), "customer_id").drop("customer_id")
show(biggest.select("recency_days", "frequency", "monetary", "tenure_days", "average_order", "n_categories"))

# %% [markdown] sid="real_seen" lang="zh-CN"
# **看什么**：这是花钱最多的几位。先看间隔那一列：数字小的，是还在常来的大客户；数字大的，**钱多而久未露面**，最该有人打电话去问问。会员号故意不显示，名单只放在 `restricted` 文件夹里。
#
# 再看看订单数怎么分布：

# %% [markdown] sid="real_seen" lang="en"
# **What to see**: the customers who spent most. Look at recency first: a small number is a large customer who still comes; a large one, **much money and long away**, is whom somebody should call. Member numbers are left out on purpose; lists of people lie in the folder `restricted` only.
#
# How are the numbers of orders distributed?

# %%
counts = features.group_by("frequency").aggregate(n=features.count())
show(counts.order_by("frequency"), rows=10)

# %% [markdown] sid="ties" lang="zh-CN"
# **看什么**：在多数公司，人数最多的是只买过一次的那一行。这给打分带来一个麻烦，我们回到五位客户身上说清楚。
#
# ## 三、从数值到分数，和“并列”这个坎
#
# 分数是把所有客户从差到好排队，切成几段，最好的一段得最高分。问题是**并列**：如果一大半人都只买过一次，硬要切成人数相等的五段，就会把一模一样的客户切到不同的分数里。先看看硬切的结果：

# %% [markdown] sid="ties" lang="en"
# **What to see**: in most companies the largest row is that of a single order. That makes trouble for scores, which our five customers can explain.
#
# ## 3. From values to scores, and the trouble with ties
#
# A score lines customers up from worst to best and cuts the line into pieces; the best piece gets the highest score. The trouble is **ties**: if half of all customers bought once, cutting into pieces of equal size gives different scores to customers who are exactly alike. See what forcing it does:

# %%
alike = pd.DataFrame({"customer_id": list("ABCDE"), "frequency": [1, 1, 1, 1, 6]})
forced = alike["frequency"].rank(method="first")
alike["equal_count"] = pd.cut(forced, 5, labels=False) + 1
alike["ties_together"] = alike["frequency"].gt(1).astype(int) * 4 + 1
show(alike)

# %% [markdown] sid="ties_seen" lang="zh-CN"
# **看什么**：前四位的购买次数完全一样，“等人数切”却给了四个不同的分，谁高谁低全看排列顺序，换个顺序再算一遍，分数就变了。“并列同分”则让相同的客户永远得相同的分。
#
# 本工具默认用后一种：**分档界值取数据里真实出现过的分位数，落在界上的归同一档**。代价是有的档可能空着，这不是毛病，是数据本来的样子。

# %% [markdown] sid="ties_seen" lang="en"
# **What to see**: the first four bought equally often, yet equal counts give them four different scores. Who gets which depends on the order of the rows; shuffle them and the scores change. With ties together, customers alike always score alike.
#
# The kit does the latter by default: **cut points are quantiles that occur in the data, and whoever stands on the edge belongs to one side**. The price is that a bin may stay empty. That is no fault, it is how the data are.

# %%
cuts = steps.cut(stage, features)
show(cuts)

# %% [markdown] sid="cuts_seen" lang="zh-CN"
# **看什么**：每一行是一把尺子的分界。间隔不超过第一个数的得最高分，超过最后一个数的得最低分；频率和金额反过来，超过最后一个数的得最高分。如果频率的头几个界值相同，就是上面说的并列。
#
# 这几个数会存进 `fitted.json`。**下个季度要用同一把尺子量**，客户升降才说明客户变了，而不是尺子变了。

# %% [markdown] sid="cuts_seen" lang="en"
# **What to see**: one row per yardstick. For recency, up to the first number scores highest, beyond the last scores lowest; for frequency and money it is the other way round, beyond the last scores highest. Equal edges at the start of frequency are the ties of above.
#
# These few numbers are kept in `fitted.json`. **Next quarter must be measured with the same ruler**: then a customer who moves up has changed, and not the ruler.

# %%
scores = steps.score(stage, features, cuts)
by_code = scores.group_by("r_score", "f_score", "m_score").aggregate(n=scores.count(), revenue=scores.monetary.sum())
show(by_code.order_by(by_code.n.desc(), "r_score", "f_score", "m_score"), rows=6)

# %% [markdown] sid="grid" lang="zh-CN"
# **看什么**：人数最多的几种组合。三个分数都高的是老主顾，三个都低的是早已离开的人，中间的才是功夫所在。
#
# ## 四、一张图看懂：钱睡在哪里
#
# 把 R 当纵轴、F 当横轴，每一格写上这些客户一共花了多少钱：

# %% [markdown] sid="grid" lang="en"
# **What to see**: the most frequent combinations. High in all three are the regulars, low in all three left long ago, and the work lies in between.
#
# ## 4. One picture: where the money sleeps
#
# Put R down the side and F across, and write into each cell what its customers have spent:

# %%
smallest = stage.study.privacy.smallest_group
grid = recency_frequency_grid(scores, cuts.n_bins, cuts.recency_days, cuts.frequency, smallest=smallest)
show.chart(recency_frequency, grid)

# %% [markdown] sid="grid_seen" lang="zh-CN"
# **看什么**：颜色越深钱越多。右上角是常来又刚来过的，一般最深。**框出来的右下角，是从前常来、如今久不露面的客户**：钱已经花过，说明他们认可过我们；现在不来，说明有什么变了。这一块往往是最划算的唤回对象。
#
# 人数太少的格子不显示数字，避免认出具体的人。

# %% [markdown] sid="grid_seen" lang="en"
# **What to see**: the darker, the more money. Top right are those who come often and came lately, usually the darkest. **The framed corner at the bottom right holds customers who used to come often and have not been seen for long**: they once believed in us, and something changed. They are often the cheapest to win back.
#
# Cells of very few customers show no figure, so that nobody can be recognised.

# %% [markdown] sid="ahead" lang="zh-CN"
# ## 五、往前看一步：客户终身价值
#
# RFM 说的是**过去**。老板常问的是将来：这位客户还会来吗？往后一年还能带来多少？这就是**客户终身价值**（CLV）要回答的。
#
# 难处在于：零售客户走的时候不会来销户。三个月没来，是走了，还是本来就来得少？答案要看**他自己的节奏**。模型（MBG/NBD）只问每人三个数：
#
# - $x$：复购过几次（同一天算一次，首次不算）；
# - $t_x$：从首次到最近一次，隔了多少周；
# - $T$：从首次到统计截止日，一共看了他多少周。
#
# 它假设：还在的客户按自己的节奏随机来买，每次买完都有一定可能就此离开；节奏和离开的可能因人而异，分别由参数 $r, \alpha$ 和 $a, b$ 描述。于是“他还在”的概率是
#
# $$P(\text{还在}) = \left[1 + \frac{a}{b + x}\left(\frac{\alpha + T}{\alpha + t_x}\right)^{r + x}\right]^{-1}$$
#
# 意思很直白：来得越勤（$x$ 大）的人，空窗 $T - t_x$ 拖得越长，就越可疑。先看五位客户，四个参数随手取：

# %% [markdown] sid="ahead" lang="en"
# ## 5. One step ahead: customer lifetime value
#
# RFM speaks of the **past**. The board asks about the future: will this customer come again, and what will the next year bring? That is **customer lifetime value** (CLV).
#
# The trouble: shoppers close no account when they leave. Three months of silence, is that the end, or do they simply come seldom? It depends on **their own rhythm**. The model (MBG/NBD) asks three numbers of each customer:
#
# - $x$: repeat purchases (one day counts once, the first purchase not at all);
# - $t_x$: weeks from the first purchase to the latest;
# - $T$: weeks from the first purchase to the as-of day.
#
# It supposes that customers who are still there buy at random in a rhythm of their own, and that after each purchase they may leave for good; rhythm and readiness to leave differ between people, as $r, \alpha$ and $a, b$ describe. The probability that somebody is still a customer is then
#
# $$P(\text{alive}) = \left[1 + \frac{a}{b + x}\left(\frac{\alpha + T}{\alpha + t_x}\right)^{r + x}\right]^{-1}$$
#
# In plain words: the more often somebody came ($x$), the more suspicious is a long silence $T - t_x$. The five customers first, with four parameters made up for the purpose:

# %%
first, last = by_customer["order_date"].min(), by_customer["order_date"].max()
weeks = pd.DataFrame({"x": by_customer.size() - 1, "t_x": (last - first).dt.days / 7})
weeks["T"] = (pd.Timestamp("2025-12-31") - first).dt.days / 7
r, alpha, a, b = 1.0, 10.0, 0.8, 2.5
silence = ((alpha + weeks["T"]) / (alpha + weeks["t_x"])) ** (r + weeks["x"])
weeks["alive"] = 1 / (1 + a / (b + weeks["x"]) * silence)
show(weeks)

# %% [markdown] sid="ahead_seen" lang="zh-CN"
# **看什么**：D 只隔四周就回来过一次，随后大半年没有动静，仍在的概率最低。C 来得最勤，最近也来过，概率最高。E 昨天才来第一次，模型对他还说不出什么，给的是一个居中的数。
#
# 换成真实客户，参数就不能随手取了，要用**最大似然**来估计：哪组参数最能解释所有人的购买经历，就用哪组。模型也有不适用的时候，例如几乎没人复购，或者花多花少与来得勤不勤有关。程序先查这些，有疑点就列出来，严重的直接不算：

# %% [markdown] sid="ahead_seen" lang="en"
# **What to see**: D came back once, four weeks after the first purchase, and was silent for most of the year: the least likely to be a customer still. C came most often and lately: the most likely. E came yesterday for the first time; of E the model knows nothing yet and says something in between.
#
# For real customers parameters are not made up but estimated by **maximum likelihood**: those that explain everybody's purchases best. And sometimes the model does not apply, as where almost nobody buys twice, or where spend goes with frequency. The program looks for that first, lists what is doubtful, and refuses where it is serious:

# %%
learned = worth.learn_lifetime(stage, "mbg_nbd")
show(learned.doubts)
show((*learned.models, *([learned.spend] if learned.spend else [])))

# %% [markdown] sid="worth" lang="zh-CN"
# **看什么**：第一张表若没有内容，就是没有发现疑点。第二张表里，`mbg_nbd` 管“来几次”，`gamma_gamma` 管“每次花多少”；标准误比参数还大，说明数据定不准它。
#
# 有了参数，就能算出每位客户今后一年的预期订单数，再乘上每单毛利、折成今天的钱，便是终身价值：

# %% [markdown] sid="worth" lang="en"
# **What to see**: if the first table has nothing to show, nothing doubtful was found. In the second, `mbg_nbd` tells how often people come and `gamma_gamma` what they spend each time; a standard error larger than its parameter says that the data do not determine it.
#
# With the parameters each customer's orders of the coming year can be expected. Times the margin of an order, discounted to today, that is lifetime value:

# %%
show(worth.best_customers(worth.forecast(stage, learned)))

# %% [markdown] sid="worth_seen" lang="zh-CN"
# **看什么**：仍在的概率都高，并不意外；值得看的是最后一列与前面花钱最多的那张表**名次不同**的人：过去花得多、如今概率已低的，是要挽回的人，而不是要加码的人。
#
# 预测准不准？把最近一段时间藏起来，只用之前的数据来估，再和真发生的比。旁边放三条**不用模型的笨办法**：照旧、按各人自己的频率、按同期客户的平均：

# %% [markdown] sid="worth_seen" lang="en"
# **What to see**: that they are likely to be customers still is no surprise. Look for those whose place in the last column **differs** from the earlier table of spend: who spent much and is unlikely to come again is to be won back, not to be invested in.
#
# Do such forecasts hold? Hide the latest months, fit on what came before, and compare with what then happened. Beside the model stand three **plain rules without any model**: the same again, each one's own rate, the average of those who began together:

# %%
trials, ahead_days = worth.on_trial(stage, learned)
show(trials)
show.chart(tracked, worth.follow(stage, learned))

# %% [markdown] sid="trial_seen" lang="zh-CN"
# **看什么**：“平均绝对误差”越小越好，“偏差”看总数报多了还是报少了。**模型未必赢过笨办法**，赢不了就照直说，报告里也这么写。图上两条线越贴近，说明总量跟得越准；总量准不等于每个人都准。
#
# 终身价值默认不进报告；在 `study.yml` 里写 `report: {lifetime: true}`，就多出一页。

# %% [markdown] sid="trial_seen" lang="en"
# **What to see**: the smaller the mean absolute error, the better; the bias says whether the total was put too high or too low. **The model need not beat the plain rules**; where it does not, say so, as the report does. The closer the two lines, the better the total is followed, which does not make every single forecast right.
#
# By default lifetime value is not in the report; `report: {lifetime: true}` in `study.yml` adds a page.

# %% [markdown] sid="findings" lang="zh-CN"
# ## 小结

# %% [markdown] sid="findings" lang="en"
# ## Findings

# %%
n, once = scores.count().to_pyarrow().as_py(), features.filter(features.frequency == 1).count().to_pyarrow().as_py()
show.say("rfm.customers", n=n, once=once, share=once / n)
show.say("rfm.sleeping", n=grid.sleeping_n, revenue=grid.sleeping_revenue)
show.say("rfm.trial", days=ahead_days or None, forecast=trials[0].forecast if trials else None,
         actual=trials[0].actual if trials else None)

# %% [markdown] sid="caution" lang="zh-CN"
# **提醒**：分数是**相对的**。五分只说明比别的客户好，不说明绝对地好；整个公司都在下滑时，照样有两成左右的人得五分。看绝对水平，要看天数、次数和金额本身。
#
# **下一步**：《第四步 分类标准与聚类》。给分数的组合起名字，再看看让电脑自己分会分成什么样。

# %% [markdown] sid="caution" lang="en"
# **A caution**: scores are **relative**. A five says better than other customers, not good; while the whole company declines, about a fifth still score five. For how things really stand look at the days, orders and money themselves.
#
# **Next**: step 4, standard and clusters. Give the combinations names, then see how a computer would divide customers by itself.

# %%
stage.finish()
