# %% [markdown] sid="question" lang="zh-CN"
# # 第一步 数据收集：手里有什么，能读出什么
#
# **这一步要回答的问题**：公司交来的几个文件里，分别是什么？电脑读出来的，和人看到的是不是一回事？
#
# | 进来 | 出去 |
# |---|---|
# | 订单、会员档案、满意度、互动、私信、专家标注等导出文件，有几个算几个 | 每个文件怎么读的一份记录；除订单外的各表，列名和类型都已统一 |
#
# 客户分型要靠数据说话，而数据的毛病，十有八九在第一次打开文件时就埋下了：编码选错，汉字成了乱码；表头不在第一行，列全错位；会员号前面的零被吃掉，两个人变成一个人。所以第一步不急着算，先把每个文件看清楚。
#
# 不会编程也能跟上：灰底的格子是代码，点进去按 **Shift + Enter** 就会运行；读懂格子上面的话，比读懂代码更要紧。

# %% [markdown] sid="question" lang="en"
# # Step 1, data collection: what we have, and what can be read from it
#
# **The question**: what is in each of the files the company handed over, and does the computer read what a person sees?
#
# | goes in | comes out |
# |---|---|
# | exports of orders, customers, satisfaction, events, messages, expert labels: as many as there are | a record of how each file was read; every table but the orders with settled column names and types |
#
# Segmentation rests on data, and most faults of data are born in the minute a file is first opened: the wrong encoding turns names into gibberish, a header that is not in the first row shifts every column, and a member number that loses its leading zeros makes two people one. So the first step computes nothing. It looks closely.
#
# You need not program to follow. Grey boxes hold code: click into one and press **Shift + Enter** to run it. Understanding the words above a box matters more than understanding the code in it.

# %% tags=["parameters"]
run = ""
language = "zh-CN"

# %%
import pandas as pd

from segkit.opening import open_notebook
from segkit.steps import collection as steps

stage, show = open_notebook(run, "collection", language)

# %% [markdown] sid="open" lang="zh-CN"
# ## 一、打开所有文件
#
# 项目设置文件 `study.yml` 里写着有哪些文件、哪一列是会员号、哪一列是金额。下面一行照着它逐个打开，再把“是怎么读的”记下来，以后谁问起来都有据可查。

# %% [markdown] sid="open" lang="en"
# ## 1. Open every file
#
# The study's settings, `study.yml`, say which files there are, and which column is the member number, which the amount. The next lines open each of them, and keep a record of how it was read, for whoever asks later.

# %%
sources = steps.open_sources(stage)
account = steps.keep_account(stage, sources)
show(account)

# %% [markdown] sid="open_seen" lang="zh-CN"
# **看什么**：一行是一个文件。重点看“编码”和“表头所在行”。从国内系统导出的表格，编码常常是 `gb18030`；按别的编码去读，汉字会变成乱码，而且往往只错一部分，不容易发现。会员档案如果是 Excel 文件，就没有编码，看的是工作表的名字。
#
# 不少系统把订单导成两张表：订单头（谁、哪天）和订单明细（什么商品、多少钱），要按订单号连起来。下面列出**两边各有多少找到了对方**；订单若只有一张表，这里就没有内容。

# %% [markdown] sid="open_seen" lang="en"
# **What to see**: one row per file. Look at the encoding and the row of the header. Chinese systems often export in `gb18030`; read in any other encoding some names turn into gibberish, and often only some, which is easy to miss. A workbook has no encoding, but a sheet.
#
# Many systems export orders in two tables: a head per order (who bought, and when) and its lines (which products, for how much). They are joined by the order number. The next table shows **how many of either side find their partner**; where the orders came in one table there is nothing to show.

# %%
show(steps.head_match(stage))

# %% [markdown] sid="text" lang="zh-CN"
# ## 二、先当文字读
#
# 打开之后，订单表里的每个格子都**原样保留为文字**，一个字符也不动。这是有意的：表格软件喜欢替人做主，把会员号 `007` 变成 7，把编号 `3-5` 变成 3 月 5 日，改过就回不来了。我们先看，再决定怎么读。

# %% [markdown] sid="text" lang="en"
# ## 2. Read it as text first
#
# After opening, every cell of the orders is kept **as text, exactly as it stood**. This is on purpose: spreadsheet programs like to decide for us, turn member number `007` into 7 and code `3-5` into the fifth of March, and what is changed cannot be brought back. We look first and decide then.

# %%
orders = sources["orders"]
mapped = steps.order_columns(stage)
seen = [mapped[role] for role in ("order_id", "order_date", "product", "amount") if role in mapped]
show(orders.table.select([name for name in orders.columns if name in seen]), rows=6)

# %% [markdown] sid="text_seen" lang="zh-CN"
# **看什么**：这里挑了几列来看。列名还是公司自己的叫法，金额、日期都是文字。一行是一张订单里的一种商品，所以**同一个订单编号会出现好几行**。请记住这一点：后面数“买了几次”，数的是订单，不是行。

# %% [markdown] sid="text_seen" lang="en"
# **What to see**: a few of the columns. They still bear the company's own names, and amounts and dates are text. One row is one product on one order, so **one order number fills several rows**. Remember it: when we later count how often somebody bought, we count orders, not rows.

# %% [markdown] sid="forms" lang="zh-CN"
# ## 三、文字怎样变成数字
#
# 人一眼看得出都是一百多块，电脑却不一定。先用五个假想的写法试试 pandas（Python 里最常用的表格工具）自带的转换：

# %% [markdown] sid="forms" lang="en"
# ## 3. How text becomes a number
#
# A person sees at a glance that these are all a hundred and something. A computer may not. Let us try five invented ways of writing it on the conversion built into pandas, Python's most used tool for tables:

# %%
written = pd.DataFrame({"amount_text": ["128", " 128 ", "１２８", "¥128", "1,280"]})
written["amount"] = pd.to_numeric(written["amount_text"], errors="coerce")
show(written)

# %% [markdown] sid="forms_seen" lang="zh-CN"
# **看什么**：短横线表示“没读出来”。全角数字、货币符号、千位逗号，现成的转换一概不认。要是图省事把读不出的当作零，或者整行丢掉，销售额就悄悄少了一块，而且没人知道。
#
# 所以本工具自己认这些写法，认得的按规矩转换并**逐行计数**，认不得的留空，交给下一步说明理由后单列，不猜。下面在真实的订单上数一数，各种写法有多少行：

# %% [markdown] sid="forms_seen" lang="en"
# **What to see**: a dash means "not read". Full-width digits, currency signs and thousands commas all defeat the ready-made conversion. Whoever counts the unread as zero, or drops the rows, loses a piece of revenue quietly, and nobody knows.
#
# So the kit knows these forms itself. What it knows is converted by rule and **counted row by row**; what it does not know stays empty, to be set aside with its reason in the next step. Nothing is guessed. Now count the forms on the real orders:

# %%
entries = steps.read_orders(stage, orders).table
forms = entries.group_by("amount_form").aggregate(rows=entries.count())
show(forms.order_by(forms.rows.desc(), "amount_form"))

# %% [markdown] sid="forms_real" lang="zh-CN"
# **看什么**：短横线那一行是普通写法，其余几行是特殊写法。特殊写法行数虽少，钱未必少：写成“万”的，一行能顶别人许多行。挑几行对照着看：左边是原文，右边是读出来的数。

# %% [markdown] sid="forms_real" lang="en"
# **What to see**: the dash stands for the plain form, the other rows for special ones. They may be few, but their money need not be small: one row written in units of ten thousand outweighs many. Compare some of them, the text on the left with what was read on the right:

# %%
unusual = entries.filter(entries.amount_form.notnull())
show(unusual.select("amount_form", "amount_text", "amount"), rows=6)

# %% [markdown] sid="small" lang="zh-CN"
# ## 四、其余各表
#
# 订单行数最多，留到下一步边读边洗，一遍读完。其他表小得多，现在就统一列名和类型，存起来备用：会员号一律叫 `customer_id`，日期一律是日期，没有的列留空。

# %% [markdown] sid="small" lang="en"
# ## 4. The other tables
#
# Orders are by far the longest table and are read and cleaned in one pass in the next step. The others are small: give them settled names and types now and keep them. The member number is `customer_id` everywhere, dates are dates, and a column the company does not have stays empty.

# %%
steps.keep_small_tables(stage, sources)
columns = ["customer_id", "city", "region", "store", "present_grade", "joined_date"]
customers = stage.table("collected_customers").select(columns) if stage.has("collected_customers") else None
show(customers, rows=5)

# %% [markdown] sid="small_seen" lang="zh-CN"
# **看什么**：这是会员档案的前几行：在哪个城市、哪家门店、现在是什么等级。公司若没有会员档案，这里会说明没有，后面照样能做，只是不能按门店和业务员分派名单。
#
# 姓名、手机号在文件里有，这里故意不显示：**分析用不到的个人信息，不看也不抄**。

# %% [markdown] sid="small_seen" lang="en"
# **What to see**: the first members of the customer file: city, store, present grade. A company without such a file is told so here, and everything still works, except work lists by store and salesperson.
#
# Names and mobile numbers are in the file and deliberately not shown: **personal data the analysis does not need is neither looked at nor copied**.

# %% [markdown] sid="findings" lang="zh-CN"
# ## 小结
#
# 下面的数字都是代码现算的，换一家公司的数据就会跟着变。

# %% [markdown] sid="findings" lang="en"
# ## Findings
#
# Every figure below is computed, and changes with the company's data.

# %%
n_rows = entries.count().to_pyarrow().as_py()
n_unusual = unusual.count().to_pyarrow().as_py()
show.say("collection.files", n=len(account), rows=n_rows)
show.say("collection.forms", n=n_unusual, share=n_unusual / n_rows)

# %% [markdown] sid="caution" lang="zh-CN"
# **提醒**：读得进来不等于读得对。列对错了，比如把“应付金额”当成“实付金额”，程序不会报错，后面每一页却都是错的。所以请把上面的前几行拿给**天天用这张表的人**看一眼，这一分钟最值。
#
# **下一步**：《第二步 数据清洗》。哪些行能算数，哪些要单列，一行一分钱都要有去处。

# %% [markdown] sid="caution" lang="en"
# **A caution**: what can be read is not yet read rightly. If the wrong column is mapped, say the amount due instead of the amount paid, no program complains, and every later page is wrong. Show the first rows above to **somebody who uses this table every day**. It is the best minute you will spend.
#
# **Next**: step 2, data cleaning. Which rows count, which are set aside, and where every row and every cent went.

# %%
stage.finish()
