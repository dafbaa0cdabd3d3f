# %% tags=["parameters"]
company = "liwan"
language = "zh-CN"
mode = "class"

# %% [markdown] sid="m03-question" lang="zh-CN" slide="slide"
# # 找茬：差的钱在哪几行？
#
# 先看问题，再看行。示例公司的财务说：“我的账上是 95 万。”可系统导出来一加，是一个多亿。**哪个数对？差的钱在哪几行？**
#
# 这一课不讲“数据要规范”的道理，只做一件事：打开本公司自己的订单，一行一行找茬，再把每一种毛病变成一条**以后自己会跑的规则**。
#
# | 从 | 到 | 说明 |
# |---|---|---|
# | 单元格里的字 | 数和日期 | 读得出的读，读不出的留空 |
# | 重复的行、写法不同的编号 | 一件事一行，一个人一个号 | 只拿走真正的重复 |
# | 退货和取消 | 净额 | 退了多少，还剩多少 |
# | 空白 | 一条处理办法 | 不猜，不补，不乱扔 |
# | 六条规则 | 一张质量成绩单 | 清洗前多少分，清洗后多少分 |

# %% [markdown] sid="m03-question" lang="en" src="2924ea82" slide="slide"
# # Spot the fault: in which lines is the difference?
#
# The question first, then the lines. The example company's finance team says: "Our books show 950,000." Add up the system's export, and it comes to more than a hundred million. **Which figure is right, and in which lines is the difference?**
#
# This lesson does not preach that "data must be tidy". It does one thing: it opens the company's own orders, finds the faults line by line, and turns each kind into a **rule that runs by itself from now on**.
#
# | from | to | meaning |
# |---|---|---|
# | text in cells | numbers and dates | read what can be read, leave the rest empty |
# | duplicate lines, ids written in many ways | one line per event, one id per person | remove true duplicates only |
# | returns and cancellations | net amounts | how much was returned, how much remains |
# | gaps | a policy | no guessing, no filling in, no careless throwing away |
# | six rules | a quality score | how many points before cleaning, how many after |

# %% [markdown] sid="m03-trainer-open" lang="zh-CN" role="trainer"
# **怎么开场**：先玩“找茬”：把“这些行里有几处毛病”那一页的十几行投在墙上，各组三分钟，用红笔圈出毛病，写下“这一行的金额该读成多少”。不讲评，先记下每组找到几处；小结之前那一页“对一对：这些行该读成什么”逐行给出答案。
#
# **问什么**：一行读不出金额，记 0 行不行？同一个人同一天买了两瓶一样的，是重复吗？谁有权说“这一行不要了”？
#
# **容易卡住**：把退款行删掉（净额变大，还看不出来）；按订单编号去重（把同一单的几件商品去掉了）；把读不出的金额补成 0 或者平均数。三处都有各自的提示语。
#
# **不能省**：找茬和 E3.3 的讨论。

# %% [markdown] sid="m03-trainer-open" lang="en" src="b9a3e147" role="trainer"
# **How to open**: begin with the game. Put the slide "How many faults are there in these lines?" on the wall; each group has three minutes to circle the faults in red and write down what amount each line should be read as. Do not comment yet: note how many each group found. The slide "Check: what these lines are read as", before the take-away, answers line by line.
#
# **What to ask**: an amount cannot be read; may we put 0? The same person bought two bottles of the same on one day; is that a duplicate? Who has the right to say "this line does not count"?
#
# **Where people stall**: deleting refund lines (the net grows, and nobody notices); removing duplicates by order number (which throws out the other items of the same order); filling unreadable amounts with 0 or with the average. Each has a message of its own.
#
# **Never skip** the game or the discussion of E3.3.

# %%
import pandas as pd
from segkit.learn import start

lesson = start("m03", company=company, language=language, mode=mode)
raw_orders, orders = lesson.load("raw_orders", "orders")
as_of = lesson.as_of

# %% [markdown] sid="m03-own" lang="zh-CN"
# ## 这些行里有几处毛病？
#
# 下面是本公司自己的行，原样。`raw` 是订单文件读进来的样子：**每一格都是文字**，`row` 是文件里的行号。这里挑了十几行看上去不太对的。（`raw` 还有一列手机号，E3.2 要用，已换成化名：同一个号码总是同一个化名。）

# %% [markdown] sid="m03-own" lang="en" src="98a3404b"
# ## How many faults are there in these lines?
#
# These are the company's own lines, as they stand. `raw` is the order file as it was read: **every cell is text**, `row` is its line in the file. Here are some that do not look right. (`raw` also has a column of phone numbers, needed in E3.2 and replaced by pseudonyms, the same number always by the same one.)

# %%
looks_empty = ["", "-", "—", "/", "#N/A", "N/A", "NULL", "null", "无", "空"]
raw = raw_orders.reindex(columns=[*raw_orders.columns, *(name for name in ("product", "region", "mobile") if name not in raw_orders)])
is_plain = raw["amount"].str.fullmatch(r"[0-9]+\.[0-9][0-9]", na=False) & raw["order_date"].str.match(r"\d{4}-\d\d-\d\d ", na=False)
odd = raw[~is_plain | raw["customer_id"].isna()]
print(lesson.text("clean.odd_lines", n=len(raw), odd=len(odd)))

# %% slide="slide"
kind = odd["amount"].str.replace(r"[0-9]+", "9", regex=True) + odd["customer_id"].isna().astype(str)
dated = odd["order_date"].str.replace(r"[0-9]+", "9", regex=True)
each = pd.concat([odd[~kind.duplicated()], odd[~dated.duplicated()]])
each = each[~each["row"].duplicated()].head(14).sort_values("row").set_index("row")
each[["customer_id", "order_id", "order_date", "amount"]].fillna("")

# %% [markdown] sid="m03-words" lang="zh-CN"
# ## 先用话说：清洗不是删行
#
# - **读得出的，读出来**；读不出的，留空，不猜。
# - **真重复的，只留一行**；看着像的，先问。
# - **退款是数据，不是错误**：它要留下，用来算净额。
# - **不能用的，放进待核实数据**：单列、写明原因，不计入，也不删除。
# - **每条规则记一笔台账**：拿走了几行、多少钱，剩下几行、多少钱。两边加起来，等于原来的。

# %% [markdown] sid="m03-words" lang="en" src="e6f6066a"
# ## First in words: cleaning is not deleting
#
# - **Read what can be read**; what cannot be read stays empty and is not guessed.
# - **Of true duplicates keep one**; of what looks alike, ask first.
# - **A refund is data, not an error**: it stays, to work out the net.
# - **What cannot be used goes into quarantine**: listed separately with its reason, not counted, and not deleted.
# - **Each rule has its entry in the ledger**: how many lines and how much money it took away, how many and how much remain. Both sides add up to what there was.

# %% [markdown] sid="m03-symbols" lang="zh-CN"
# ## 再用符号说
#
# 原始的每一行 $l$ 恰好去一个地方：计入 $K$、待核实 $Q$、不是数据 $N$（合计行、空行）或统计期外 $O$：
#
# $$|L| = |K| + |Q| + |N| + |O|,\qquad \sum_{l \in L} a_l = \sum_{K} a_l + \sum_{Q} a_l + \sum_{N} a_l + \sum_{O} a_l$$
#
# 行数和金额都要平，就像一本账。**对不平的清洗，就是丢了数据。**

# %% [markdown] sid="m03-symbols" lang="en" src="ea74b78f"
# ## Then in symbols
#
# Every raw line $l$ goes to exactly one place: counted $K$, quarantine $Q$, not data $N$ (total and empty lines) or outside the period $O$:
#
# $$|L| = |K| + |Q| + |N| + |O|,\qquad \sum_{l \in L} a_l = \sum_{K} a_l + \sum_{Q} a_l + \sum_{N} a_l + \sum_{O} a_l$$
#
# Lines and money both balance, like an account. **A cleaning that does not balance has lost data.**

# %% [markdown] sid="m03-five" lang="zh-CN"
# ## 五位假想的客户，先用手清一遍
#
# 统计截止日是 2025 年 12 月 31 日。每行的金额读成多少，这一行去哪里？先写进手册里的空表，再对答案。
#
# | 行 | 客户 | 订单号 | 日期 | 金额 |
# |---|---|---|---|---|
# | 1 | A | 1 | 2025/11/30 | １２０．００ |
# | 2 | B | 2 | 2025年12月1日 | 1.2万元 |
# | 3 | C | 3 | 2025-12-20 10:15:02 | 80.00 |
# | 4 | C | 3 | 2025-12-20 10:15:02 | 80.00 |
# | 5 | D | 4 | 2025-02-30 | 350.00 |
# | 6 | D | 5 | 2025-12-05 | 500.00 |
# | 7 | D | 5 | 2025-12-09 | -500.00 |
# | 8 | E | 6 | 2025-12-30 | #N/A |
# | 9 | - | 合计 | | 12,630.00 |

# %% [markdown] sid="m03-five" lang="en" src="81d3b2f1"
# ## Five invented customers, cleaned by hand
#
# The as-of day is 31 December 2025. What amount is each line read as, and where does the line go? Write it into the empty table of the workbook, then check the answers.
#
# | line | customer | order | day | amount |
# |---|---|---|---|---|
# | 1 | A | 1 | 2025/11/30 | １２０．００ |
# | 2 | B | 2 | 2025年12月1日 | 1.2万元 |
# | 3 | C | 3 | 2025-12-20 10:15:02 | 80.00 |
# | 4 | C | 3 | 2025-12-20 10:15:02 | 80.00 |
# | 5 | D | 4 | 2025-02-30 | 350.00 |
# | 6 | D | 5 | 2025-12-05 | 500.00 |
# | 7 | D | 5 | 2025-12-09 | -500.00 |
# | 8 | E | 6 | 2025-12-30 | #N/A |
# | 9 | - | total | | 12,630.00 |

# %% [markdown] sid="m03-five-answers" lang="zh-CN"
# ## 对一对
#
# | 行 | 读成 | 去哪里 | 容易弄错的地方 |
# |---|---|---|---|
# | 1 | 120 | 计入 | 全角数字也是数字 |
# | 2 | 12000 | 计入 | “万”不能当没看见，不然只剩万分之一 |
# | 3、4 | 80 | 一行计入，一行待核实 | 连秒都一样，多半是导出了两次 |
# | 5 | 350 | 待核实 | 2 月没有 30 日；不知道哪天，就算不出间隔 |
# | 6、7 | 500 和 −500 | 都计入，净额 0 | 整单退回：不算一单，也不算来过，两行都要留 |
# | 8 | 读不出，留空 | 待核实 | 读不出不等于 0 元 |
# | 9 | 12630 | 不是数据 | 合计行，一算就翻倍 |
#
# **看什么**：九行里真正“删掉”的一行也没有。每一行都说得出去了哪里。

# %% [markdown] sid="m03-five-answers" lang="en" src="f6fcad1f"
# ## Check your answers
#
# | line | read as | goes to | what is easily got wrong |
# |---|---|---|---|
# | 1 | 120 | counted | full-width digits are digits |
# | 2 | 12,000 | counted | 万 is ten thousand; overlook it and only a ten-thousandth is left |
# | 3, 4 | 80 | one counted, one to quarantine | the same to the second: probably exported twice |
# | 5 | 350 | quarantine | February has no 30th; without a day there is no recency |
# | 6, 7 | 500 and −500 | both counted, net 0 | returned in full: it counts as no order and no visit, and both lines stay |
# | 8 | unreadable, left empty | quarantine | unreadable is not 0 yuan |
# | 9 | 12,630 | not data | a total line: add it in, and everything doubles |
#
# **What to see**: of nine lines not one was really "deleted". For every line we can say where it went.

# %% [markdown] sid="m03-e31" lang="zh-CN" ex="E3.1"
# ## 练习 E3.1 读出来：乱码、全角、万元、日期
#
# 三样东西：
#
# - `header`：`first_line` 是另一个系统导出文件的第一行，还是字节。用对的编码读成汉字。
# - `money`：`cells` 里每一格的金额，数字；读不出的留空。`cells` 是本公司的金额，加上展销会的三格（F1 到 F3）。
# - `day`：每一行的日期，不带钟点，行标签是 `row`；读不出的、不存在的日子留空。

# %% [markdown] sid="m03-e31" lang="en" src="06b6992c" ex="E3.1"
# ## Exercise E3.1 Read the cells: garbled text, full-width digits, ten thousands, dates
#
# Three things:
#
# - `header`: `first_line` is the first line of another system's export, still in bytes. Read it as Chinese with the right encoding.
# - `money`: the amount in each of `cells` as a number; empty where it cannot be read. `cells` are the company's amounts and three of a trade fair (F1 to F3).
# - `day`: the day of each line, without the hour, labelled by `row`; empty where it cannot be read or there is no such day.

# %% ex="E3.1"
first_line = b"\xbb\xe1\xd4\xb1\xba\xc5,\xb6\xa9\xb5\xa5\xb1\xe0\xba\xc5,\xca\xb5\xb8\xb6\xbd\xf0\xb6\xee"
fair = pd.Series({"F1": "¥1.2万元", "F2": "１，２８０．５", "F3": "见合同"})
cells = pd.concat([raw.set_index("row")["amount"].astype("object"), fair]).astype("str").replace("nan", None)
# BEGIN SOLUTION
encoding = "gb18030"  # FADE: lesson.choose("E3.1", "encoding", ["latin-1", "gb18030", "utf-16", "big5"])
unit = 10_000  # FADE: lesson.choose("E3.1", "unit", [1, 1_000, 10_000])
header = first_line.decode(encoding)  # KEEP
plain = cells.str.normalize("NFKC")  # FADE: cells.str.normalize(____)
times = plain.str.contains("万", na=False).map({True: unit, False: 1})  # KEEP
money = pd.to_numeric(plain.str.replace(r"[¥元万,\s]", "", regex=True), errors="coerce") * times  # FADE: pd.to_numeric(plain.str.replace(r"[____]", "", regex=True), errors=____) * times
written = raw.set_index("row")["order_date"].str.normalize("NFKC")  # KEEP
written = written.str.replace(r"[年月/]", "-", regex=True).str.replace("日", " ").str.strip()  # FADE: written.str.replace(____, "-", regex=True).str.replace("日", " ").str.strip()
day = pd.to_datetime(written, format="mixed", errors="coerce").dt.normalize()  # FADE: pd.to_datetime(written, format="mixed", errors=____).dt.normalize()
# END SOLUTION

# %% [markdown] sid="m03-e31-h1" lang="zh-CN" role="hint" ex="E3.1"
# 分三步想：先把字变成同一种写法（全角变半角），再去掉不是数字的东西，最后变成数。“万”要先记下来，再去掉。

# %% [markdown] sid="m03-e31-h1" lang="en" src="ef0cc311" role="hint" ex="E3.1"
# Three steps: bring all characters into one form (full-width to plain), take away everything that is not part of a number, then turn it into numbers. Note the 万 first, then take it away.

# %% [markdown] sid="m03-e31-h2" lang="zh-CN" role="hint" ex="E3.1"
# 国内旧系统导出的中文，多半是 GB18030。`errors="coerce"` 让读不出的格子变成空，而不是整列报错。

# %% [markdown] sid="m03-e31-h2" lang="en" src="b0a30e90" role="hint" ex="E3.1"
# Chinese text exported from older systems in China is mostly GB18030. `errors="coerce"` leaves a cell empty where it cannot be read, instead of failing the column.

# %% [markdown] sid="m03-e31-h3" lang="zh-CN" role="hint" ex="E3.1"
# `normalize("NFKC")` 把全角变成半角，也把 ￥ 变成 ¥。方括号里要去掉的是：`¥元万,` 和空白 `\s`；日期里要换成短横的是 `[年月/]`。

# %% [markdown] sid="m03-e31-h3" lang="en" src="0b5967ac" role="hint" ex="E3.1"
# `normalize("NFKC")` turns full-width into plain characters, and ￥ into ¥. Between the brackets stand `¥元万,` and blanks, `\s`; in dates, what becomes a hyphen is `[年月/]`.

# %% [markdown] sid="m03-e31-x" lang="zh-CN" role="explain" ex="E3.1"
# 金额和日期是后面一切的地基：一个“万”字没看见，A 级客户就成了 D 级；一个 2 月 30 日被悄悄改成 3 月 2 日，最近消费间隔就是编的。读不出就留空，空了才会有人去问。

# %% [markdown] sid="m03-e31-x" lang="en" src="e67a5481" role="explain" ex="E3.1"
# Amounts and dates are the foundation of all that follows: overlook one 万, and a grade A customer becomes grade D; let 30 February quietly become 2 March, and the recency is made up. Leave empty what cannot be read: only a gap makes somebody ask.

# %% [markdown] sid="m03-e31-group" lang="zh-CN" role="group" ex="E3.1"
# **组内讨论**：本公司有几个系统会导出订单？各是什么编码、什么金额单位？**派代表汇报**：说出最容易读错的一种。**点评**：由谁在哪一天之前把它改成导出时就统一。

# %% [markdown] sid="m03-e31-group" lang="en" src="aa6e671e" role="group" ex="E3.1"
# **Discuss**: how many systems export orders in your company, in which encoding and which unit of money? **Report**: the one most easily misread. **Comments**: who will see to it, and by when, that exports are uniform at the source.

# %% [markdown] sid="m03-case-finance" lang="zh-CN" role="case" case="finance"
# **理财机构**：资产表的单位常是“万元”，流水的单位是“元”。两张表一拼，300 万的客户成了 300 元。合并之前，先核对单位那一行表头。

# %% [markdown] sid="m03-case-finance" lang="en" src="e3f70d96" role="case" case="finance"
# **Finance**: tables of assets are often in units of 10,000 yuan, those of transactions in yuan. Put the two together, and a client of 3 million becomes one of 300 yuan. Before joining, check the header line that names the unit.

# %% [markdown] sid="m03-case-pharma" lang="zh-CN" role="case" case="pharma"
# **医药**：同一家医院在经销商的流向表里有五种写法：“市一院”“第一人民医院”“一院（本部）”。靠名称去重一定错，要有主数据编码；没有，就先请业务员逐条认领。

# %% [markdown] sid="m03-case-pharma" lang="en" src="74b52bc4" role="case" case="pharma"
# **Pharma**: one and the same hospital appears in the distributors' sales-flow tables under five names. Matching by name is bound to go wrong; you need a master data code, and where there is none, have the reps claim them line by line first.

# %% [markdown] sid="m03-dup" lang="zh-CN"
# ## 重复：真的、像的、假的
#
# - **真重复**：除了行号，每一格都一样，连秒都一样。多半是导出或者导入了两次：留第一行。
# - **像重复**：同一个人，编号写法不同（全角、空格、看不见的字符），或者一个手机号有两个会员号。行都要留，编号要合并。
# - **假重复**：同一单的另一件商品；同一件商品隔天又买。**这正是我们盼望的回头客**，一行也不能动。

# %% [markdown] sid="m03-dup" lang="en" src="2db320f2"
# ## Duplicates: true, alike, false
#
# - **True**: every cell but the line number is the same, down to the second. Probably exported or imported twice: keep the first line.
# - **Alike**: one person with an id written in several ways (full-width, blanks, characters nobody sees), or two member numbers with one phone number. Keep all lines, merge the ids.
# - **False**: another item of the same order; the same item bought again another day. **That is the very returning customer we hope for**: do not touch a single line.

# %% [markdown] sid="m03-e32" lang="zh-CN" ex="E3.2"
# ## 练习 E3.2 重复的行，同一个人
#
# - `set_aside`：真重复里该拿出来的行号（列表）；每组留第一行。
# - `plain_id`：每一行干净的会员号，行标签是 `row`：全角变半角，去掉空白和看不见的字符，`looks_empty` 里的写法（“-”“NULL”）算空。
# - `shared`：有几个手机号对应着**不止一个**干净的会员号。

# %% [markdown] sid="m03-e32" lang="en" src="799ab923" ex="E3.2"
# ## Exercise E3.2 Duplicate lines, one person
#
# - `set_aside`: the line numbers to take out of true duplicates (a list); of each group the first stays.
# - `plain_id`: a clean customer id for each line, labelled by `row`: full-width to plain, no blanks and nothing invisible; values in `looks_empty` ("-", "NULL") count as empty.
# - `shared`: how many phone numbers have **more than one** clean customer id.

# %% ex="E3.2"
# BEGIN SOLUTION
keep = "first"  # FADE: lesson.choose("E3.2", "keep", {"first": "clean.pick_first", "none": "clean.pick_none"})
content = raw.columns.drop("row")  # FADE: raw.columns.drop(____)
which = {"first": "first", "none": False}[keep]  # KEEP
set_aside = raw.loc[raw.duplicated(content, keep=which), "row"].tolist()  # FADE: raw.loc[raw.duplicated(____, keep=which), "row"].tolist()
ids = raw.set_index("row")["customer_id"].str.normalize("NFKC")  # KEEP
ids = ids.str.replace(r"[\s\u200b]", "", regex=True)  # FADE: ids.str.replace(____, "", regex=True)
plain_id = ids.where(~ids.isin(looks_empty))  # FADE: ids.where(~ids.isin(____))
telephone = raw.set_index("row")["mobile"]  # KEEP
shared = int((plain_id.groupby(telephone).nunique() > 1).sum())  # FADE: int((plain_id.groupby(____).nunique() > 1).sum())
# END SOLUTION

# %% [markdown] sid="m03-e32-h1" lang="zh-CN" role="hint" ex="E3.2"
# 行号每行都不同，把它也算进去比，就一行重复也没有。要比的是其余各列。

# %% [markdown] sid="m03-e32-h1" lang="en" src="de4a9454" role="hint" ex="E3.2"
# Every line has a different number; include it in the comparison, and there are no duplicates at all. Compare all the other columns.

# %% [markdown] sid="m03-e32-h2" lang="zh-CN" role="hint" ex="E3.2"
# 每组留第一行，后面的拿走。看不见的零宽空格写作 `\u200b`，各种空白写作 `\s`。

# %% [markdown] sid="m03-e32-h2" lang="en" src="7f12376c" role="hint" ex="E3.2"
# The first of each group stays, the later ones go. The zero-width blank nobody sees is written `\u200b`, blanks of all kinds `\s`.

# %% [markdown] sid="m03-e32-h3" lang="zh-CN" role="hint" ex="E3.2"
# 先把会员号清干净，再按手机号分组，数每组有几个**不同**的会员号（`nunique`），大于 1 的有几组。

# %% [markdown] sid="m03-e32-h3" lang="en" src="2fc77f10" role="hint" ex="E3.2"
# Clean the ids first, then group them by phone number, count the **different** ids of each (`nunique`), and see how many have more than 1.

# %% [markdown] sid="m03-e32-x" lang="zh-CN" role="explain" ex="E3.2"
# 去重的第一条纪律：先说清“一行是什么”。这里一行是一张订单里的一件商品，所以按订单编号去重会丢钱，按“客户加商品”去重会丢回头客。合并会员号之前也要想一想：夫妻共用一个手机号，是一位客户还是两位？写进分类标准。

# %% [markdown] sid="m03-e32-x" lang="en" src="68f7b66b" role="explain" ex="E3.2"
# The first rule of removing duplicates: say what a line is. Here it is one item of one order, so removing duplicates by order number loses money, and by customer and product loses returning customers. Think before merging ids, too: a couple who share a phone number, is that one customer or two? Write it into the standard.

# %% [markdown] sid="m03-e32-group" lang="zh-CN" role="group" ex="E3.2"
# **组内讨论**：本公司用什么认人：手机号、会员号、微信还是发票抬头？各会把谁认错？**派代表汇报**：举一个真的例子。**点评**：认人的规则由谁定，多久复核。

# %% [markdown] sid="m03-e32-group" lang="en" src="ea623d63" role="group" ex="E3.2"
# **Discuss**: how does your company identify people: phone number, member number, WeChat, name on the invoice? Whom would each of them mix up? **Report**: one real example. **Comments**: who sets the rule, and how often it is reviewed.

# %% [markdown] sid="m03-case-shop" lang="zh-CN" role="case" case="shop"
# **网店**：大促当晚系统重试，同一单写入两次，金额、时间到秒都一样，这是真重复。凑单的人一分钟里下三单，时间差几秒，这不是重复，是三单。

# %% [markdown] sid="m03-case-shop" lang="en" src="878c69c2" role="case" case="shop"
# **Online shop**: on the night of a big sale the system retries and writes the same order twice, amount and time the same to the second: a true duplicate. Somebody who places three orders within a minute to reach a discount has times a few seconds apart: not duplicates, but three orders.

# %% [markdown] sid="m03-case-cosmetics" lang="zh-CN" role="case" case="cosmetics"
# **美妆社群**：一个人有小程序、社群和门店三个号。不合并，忠诚客户被拆成三位“新客户”；合并太猛，一家人又成了一位“超级客户”。先按手机号合，再看收货人。

# %% [markdown] sid="m03-case-cosmetics" lang="en" src="ab86243f" role="case" case="cosmetics"
# **Cosmetics community**: one person has three ids, in the mini-program, the community and the shop. Leave them unmerged, and a loyal customer becomes three "new" ones; merge too boldly, and a family becomes one "super customer". Merge by phone number first, then look at the recipients' names.

# %% [markdown] sid="m03-back" lang="zh-CN"
# ## 退货和取消：留下，再相减
#
# 有的教材把“异常负值”列为要删的脏数据。**退款不是脏数据**：删掉它，这位客户的金额就虚高，最会退货的人成了最好的客户。
#
# - 每位客户：**净额 = 买的 − 退的**，退的写成正数。
# - 一张订单**全部退回**（又买又退，净额为 0），才叫取消：不算一单。
# - 只退一件，订单还在；0 元赠品单没有退款，也不是取消；只有退款、没有购买的，买的那天在统计期之前，也不算。

# %% [markdown] sid="m03-back" lang="en" src="ffdbfa5b"
# ## Returns and cancellations: keep them, then subtract
#
# Some textbooks list "abnormal negative values" among the dirty data to delete. **A refund is not dirty data**: delete it, and the customer's amount is too high, and whoever returns most becomes the best customer.
#
# - For each customer: **net = bought − returned**, with the returned part written as a positive amount.
# - Only an order **returned in full** (bought and returned, net 0) is cancelled and does not count as an order.
# - If only one item came back, the order still stands; a 0-yuan gift order without a refund is not a cancellation either; nor is a refund without a purchase, whose purchase lies before the period.

# %% [markdown] sid="m03-e33" lang="zh-CN" ex="E3.3"
# ## 练习 E3.3 退了多少，取消了几单
#
# 用 `orders`（数和日期都已读好，`is_refund` 为真的是退款，金额为负）：
#
# - `balance`：每位客户一行，三列 `bought`、`returned`、`net`，退的写成正数，没退过的是 0。
# - `cancelled`：全部退回的订单编号（列表）。
# - `refund_share`：退的钱占买的钱多大比例，0 到 1。

# %% [markdown] sid="m03-e33" lang="en" src="e49e438b" ex="E3.3"
# ## Exercise E3.3 How much came back, which orders were cancelled
#
# From `orders` (numbers and days are read; where `is_refund` is true it is a refund, the amount negative):
#
# - `balance`: one row per customer, three columns `bought`, `returned`, `net`; returned as a positive amount, 0 where nothing came back.
# - `cancelled`: the numbers of orders returned in full (a list).
# - `refund_share`: money returned as a share of money bought, from 0 to 1.

# %% ex="E3.3"
# BEGIN SOLUTION
kind = orders["is_refund"].map({False: "bought", True: "returned"})  # KEEP
balance = orders.pivot_table(index="customer_id", columns=kind, values="amount", aggfunc="sum", fill_value=0.0)  # KEEP
balance = balance.reindex(columns=["bought", "returned"], fill_value=0.0)  # KEEP
sign = -1  # FADE: lesson.choose("E3.3", "sign", {1: "clean.pick_add", 0: "clean.pick_drop", -1: "clean.pick_subtract"})
balance["returned"] = -balance["returned"]  # FADE: ____balance["returned"]
balance["net"] = balance["bought"] + sign * balance["returned"]  # FADE: balance["bought"] + sign * balance[____]
per_order = orders.groupby("order_id").agg(net=("amount", "sum"), has_refund=("is_refund", "any"), only_refund=("is_refund", "all"))  # KEEP
is_whole = per_order["has_refund"] & ~per_order["only_refund"] & per_order["net"].lt(0.01)  # FADE: per_order["has_refund"] & ~per_order[____] & per_order["net"].lt(____)
cancelled = per_order.index[is_whole].tolist()  # KEEP
refund_share = float(balance["returned"].sum() / balance["bought"].sum())  # FADE: float(balance["returned"].sum() / balance[____].sum())
# END SOLUTION

# %% [markdown] sid="m03-e33-h1" lang="zh-CN" role="hint" ex="E3.3"
# 先看 D：买 500，退 500，净额 0，这一单取消了。再假想一位客户买 300、退 100：净额 200，订单还在。

# %% [markdown] sid="m03-e33-h1" lang="en" src="aecefe4b" role="hint" ex="E3.3"
# Look at D first: bought 500, returned 500, net 0, and the order is cancelled. Then imagine a customer with 300 bought and 100 returned: net 200, and the order stands.

# %% [markdown] sid="m03-e33-h2" lang="zh-CN" role="hint" ex="E3.3"
# 表里退款是负数，`returned` 要写成正数，所以先变号；净额是买的**减**退的。

# %% [markdown] sid="m03-e33-h2" lang="en" src="116dddb2" role="hint" ex="E3.3"
# Refunds are negative in the table, while `returned` is written as positive: change the sign first; the net is bought **minus** returned.

# %% [markdown] sid="m03-e33-h3" lang="zh-CN" role="hint" ex="E3.3"
# 取消的订单三条都要满足：有退款、不是只有退款、净额不到 0.01 元。比例的分母是 `bought` 的合计。

# %% [markdown] sid="m03-e33-h3" lang="en" src="e9a37baa" role="hint" ex="E3.3"
# A cancelled order meets all three conditions: it has a refund, it does not consist of refunds alone, and its net is below 0.01 yuan. The denominator of the share is the sum of `bought`.

# %% [markdown] sid="m03-e33-x" lang="zh-CN" role="explain" ex="E3.3"
# 退款留在表里，净额才对；取消的订单不算一单，F 才对；退货那天不算来过，R 才对。三个数都从“退款是什么”这一句定义里来，所以它写在分类标准的第一页。

# %% [markdown] sid="m03-e33-x" lang="en" src="417b174e" role="explain" ex="E3.3"
# Keep refunds in the table, and the net is right; do not count cancelled orders, and F is right; do not count the day of a return as a visit, and R is right. All three come from one definition of what a refund is, which is why it belongs on the first page of the standard.

# %% [markdown] sid="m03-e33-trainer" lang="zh-CN" role="trainer" when="code" ex="E3.3"
# **怎么带**：两人一组，一人看“退货和取消”那一页，一人动电脑。先在下拉框里选“退的钱怎么算进净额”，会写代码的一位再补空格；不写代码的组可以打开 `checkpoints` 里的笔记本，看着代码说出每一行在做什么。
#
# **卡在哪里**：变了两次号（`returned` 已经写成正数，净额要减）；把“只有退款、没有购买”的也算成取消。
#
# **赶时间**：只选下拉框，其余由讲师机上做完；比例念给大家听，直接讨论。

# %% [markdown] sid="m03-e33-trainer" lang="en" src="41664573" role="trainer" when="code"
# **How to run it**: in pairs, one looks at the page on returns, one is at the computer. Choose in the drop-down first how returned money enters the net; whoever writes code fills the gaps. Pairs who write none may open the notebook in `checkpoints` and say what each line does.
#
# **Where they stall**: the sign is changed twice (`returned` is positive already, so subtract it); refunds without a purchase are taken for cancelled orders.
#
# **If you are running late**: only the drop-down is chosen, the rest is done on the trainer's machine; read out the share and discuss.

# %% [markdown] sid="m03-e33-trainer-run" lang="zh-CN" role="trainer" when="run" ex="E3.3"
# **怎么带**：两人一组，一人看“退货和取消”那一页，一人动电脑。在下拉框里选“退的钱怎么算进净额”，运行，读检查说了什么，再改。
#
# **卡在哪里**：选了“加”：`returned` 已经写成正数，净额要减。
#
# **赶时间**：全班举手定一次，在讲师机上运行；比例念给大家听，直接讨论。

# %% [markdown] sid="m03-e33-trainer-run" lang="en" src="771b1a96" role="trainer" when="run"
# **How to run it**: in pairs, one looks at the page on returns, one is at the computer. Choose in the drop-down how returned money enters the net, run, read what the check says, choose again.
#
# **Where they stall**: "add" is chosen: `returned` is positive already, so it is subtracted.
#
# **If you are running late**: one show of hands, run once on the trainer's machine; read out the share and discuss.

# %%
bought, net = orders[~orders["is_refund"]].groupby("customer_id")["amount"].sum(), orders.groupby("customer_id")["amount"].sum()
ranks = pd.DataFrame({"bought": bought, "net": net}).dropna().rank(ascending=False, method="min").astype(int)
large = ranks[ranks["bought"] <= len(ranks) / 3].assign(fall=ranks["net"] - ranks["bought"])
large.nlargest(5, "fall").rename_axis(lesson.text("clean.col_customer")).rename(columns=lambda name: lesson.text(f"clean.col_{name}"))

# %% [markdown] sid="m03-e33-seen" lang="zh-CN"
# **看什么**：前两列是按金额排的名次，1 是最大；末一列是减去退款之后掉了多少名。这五位不减退款都排在前三分之一，是这些人里掉得最多的。**谁是大客户，取决于这一步怎么算**。

# %% [markdown] sid="m03-e33-seen" lang="en" src="1b0cf003"
# **What to see**: the first two columns are ranks by money, 1 is the largest; the last says how many places a customer drops once refunds are subtracted. Without subtracting them these five are all in the top third, and of that third they drop most. **Who counts as a large customer depends on this step.**

# %% [markdown] sid="m03-e33-group" lang="zh-CN" role="group" ex="E3.3"
# **组内讨论**（5 分钟）：一，本公司的退货、换货、拒收、赠品各怎么记？二，哪一种会让“大客户”名单出错？三，退款率多高的客户要单独看？**派代表汇报**（请两组，每组 2 分钟）：说一条规则和它影响的金额。**点评**：别的组说出一种这条规则没管到的情形。

# %% [markdown] sid="m03-e33-group" lang="en" src="36c45c61" role="group" ex="E3.3"
# **Discuss** (5 minutes): first, how does your company book returns, exchanges, refusals at the door and gifts? Second, which of them would corrupt the list of large customers? Third, at what refund share should a customer be looked at separately? **Report** (two groups, 2 minutes each): one rule and the money that it touches. **Comments**: another group names a case that the rule does not cover.

# %% [markdown] sid="m03-case-service" lang="zh-CN" role="case" case="service"
# **服务公司**：合同中途终止，退的是剩余月份的钱，不是“这一单没发生过”。净额照减，合同照算一单；再记下终止原因，它是满意度最诚实的一条。

# %% [markdown] sid="m03-case-service" lang="en" src="b4f24d70" role="case" case="service"
# **Service firm**: when a contract ends midway, the remaining months are refunded; it does not mean that the contract never existed. Subtract the money, still count the contract, and note the reason: it is the most honest feedback on satisfaction there is.

# %% [markdown] sid="m03-e34" lang="zh-CN" ex="E3.4"
# ## 练习 E3.4 空白怎么办
#
# - `gaps`：五个字段各有几行空白（`looks_empty` 里的写法也算空白）。
# - `policy`：每个字段选一种处理：`set_aside`（整行待核实）、`leave_empty`（这一格留空，这一行照样计入）、`derive`（由同一行别的格子推出，比如门店在哪个大区）、`fill_usual`（补平均数或最常见的值）。
#
# 先问一句：**缺了它，这一行还能不能回答“谁、哪天、多少钱”？**

# %% [markdown] sid="m03-e34" lang="en" src="721288f8" ex="E3.4"
# ## Exercise E3.4 What to do about gaps
#
# - `gaps`: how many lines lack each of five fields (values in `looks_empty` count as gaps).
# - `policy`: for each field one of `set_aside` (the line goes to quarantine), `leave_empty` (the cell stays empty, the line still counts), `derive` (worked out from another cell of the same line, such as the region from the shop), `fill_usual` (fill in the average or the most common value).
#
# Ask first: **without it, can the line still answer who, which day and how much?**

# %% ex="E3.4"
fields = ["customer_id", "order_date", "amount", "region", "mobile"]
policies = {name: f"clean.pick_{name}" for name in ("set_aside", "leave_empty", "derive", "fill_usual")}
# BEGIN SOLUTION
for_customer = "set_aside"  # FADE: lesson.choose("E3.4", "for_customer", policies)
for_day = "set_aside"  # FADE: lesson.choose("E3.4", "for_day", policies)
for_amount = "set_aside"  # FADE: lesson.choose("E3.4", "for_amount", policies)
for_region = "derive"  # FADE: lesson.choose("E3.4", "for_region", policies)
for_mobile = "leave_empty"  # FADE: lesson.choose("E3.4", "for_mobile", policies)
filled = raw[fields].notna() & ~raw[fields].isin(looks_empty)  # FADE: raw[fields].notna() & ~raw[fields].isin(____)
gaps = (~filled).sum()  # FADE: (~filled).____()
policy = dict(zip(fields, [for_customer, for_day, for_amount, for_region, for_mobile]))  # KEEP
policy = ... if ... in policy.values() else policy  # KEEP
# END SOLUTION

# %% [markdown] sid="m03-e34-h1" lang="zh-CN" role="hint" ex="E3.4"
# 谁、哪天、多少钱，三样缺一样，这一行就算不进任何一位客户的 R、F、M。大区和手机号缺了，钱还在。

# %% [markdown] sid="m03-e34-h1" lang="en" src="27e4c756" role="hint" ex="E3.4"
# Who, when, how much: with one of the three missing the line enters nobody's R, F and M. Without region or phone number the money is still there.

# %% [markdown] sid="m03-e34-h2" lang="zh-CN" role="hint" ex="E3.4"
# 补平均数，总数看着没变，可每一位客户的数都是编的。能“推出”的，只有同一行别的格子已经说明了的。

# %% [markdown] sid="m03-e34-h2" lang="en" src="df21a824" role="hint" ex="E3.4"
# Fill in the average, and the total looks unchanged, but each customer's figure is made up. Only what another cell of the same line already says can be derived.

# %% [markdown] sid="m03-e34-h3" lang="zh-CN" role="hint" ex="E3.4"
# 前三个字段选 `set_aside`；手机号选 `leave_empty`；大区可以 `derive`（由门店推出），也可以 `leave_empty`。

# %% [markdown] sid="m03-e34-h3" lang="en" src="a63c5633" role="hint" ex="E3.4"
# The first three are `set_aside`, the phone number `leave_empty`; the region may be `derive` (from the shop) or `leave_empty`.

# %% [markdown] sid="m03-e34-x" lang="zh-CN" role="explain" ex="E3.4"
# 教材说“缺失值用均值填充”。那是为了让模型跑得起来；客户分型要的是**这一位**客户的事实，均值恰恰抹掉了他和别人的不同。空白留着，并在报告里写明占几行、多少钱，读的人自己会判断。

# %% [markdown] sid="m03-e34-x" lang="en" src="c90142b4" role="explain" ex="E3.4"
# Textbooks say "fill missing values with the mean". That keeps a model running; segmentation needs the facts about **this** customer, and a mean wipes out exactly what sets this customer apart. Leave the gap, state in the report how many lines and how much money it concerns, and readers can judge for themselves.

# %% [markdown] sid="m03-e34-group" lang="zh-CN" role="group" ex="E3.4"
# **组内讨论**：本公司哪一个字段空得最多？是没人填，还是没处填？**派代表汇报**：选一个字段，说出处理办法和理由。**点评**：空白从源头补，要改哪张表单。

# %% [markdown] sid="m03-e34-group" lang="en" src="0d718293" role="group" ex="E3.4"
# **Discuss**: which field has the most gaps in your company? Does nobody fill it in, or is there nowhere to put it? **Report**: one field, its policy and the reason. **Comments**: which form must change to fill it at the source.

# %% [markdown] sid="m03-rules" lang="zh-CN"
# ## 把找到的茬变成六条规则
#
# | 规则 | 用话说 | 一条毛病只算一次 |
# |---|---|---|
# | `has_customer` | 有客户，`looks_empty` 里的不算 | |
# | `has_date` | 有读得出的日期 | |
# | `not_future` | 不晚于统计截止日 | 没有日期的，算在上一条 |
# | `has_amount` | 有读得出的金额 | |
# | `in_limit` | 金额不超过一百万，正负都算 | 没有金额的，算在上一条 |
# | `is_unique` | 同一张表里没有一模一样的前一行 | 清洗前后是两张表，不互相比 |
#
# **质量分 = 六条全部通过的行所占的比例**。六条的平均数不行：每条都有 5% 不过，平均 95 分，可六条全过的行也许只有 70%。

# %% [markdown] sid="m03-rules" lang="en" src="22ac6728"
# ## Six rules from the faults found
#
# | rule | in words | each fault is counted once |
# |---|---|---|
# | `has_customer` | there is a customer; values in `looks_empty` do not count | |
# | `has_date` | there is a day that can be read | |
# | `not_future` | not after the as-of day | without a day, the rule above has it |
# | `has_amount` | there is an amount that can be read | |
# | `in_limit` | at most a million, either sign | without an amount, the rule above has it |
# | `is_unique` | no earlier line of the same table is the same | before and after are two tables and are not compared |
#
# **The score is the share of lines that pass all six.** The mean of the six will not do: if each fails 5%, the mean is 95, but perhaps only 70% of the lines pass all six.

# %% [markdown] sid="m03-e35" lang="zh-CN" ex="E3.5"
# ## 练习 E3.5 六条规则，一张成绩单
#
# `both` 是清洗前（照表格软件的直接读法）和清洗后两张表叠在一起，行标签 `when` 是 `before` 或 `after`。
#
# - `passed`：每行六列真假，真是通过。
# - `score`：六条规则各有多大比例的行通过，行是规则，列是 `before` 和 `after`。
# - `quality`：六条全部通过的比例，`before` 和 `after` 各一个。

# %% [markdown] sid="m03-e35" lang="en" src="63681f3b" ex="E3.5"
# ## Exercise E3.5 Six rules and a score
#
# `both` has the table before cleaning (as a spreadsheet would read it) on top of the one after; its label `when` is `before` or `after`.
#
# - `passed`: six columns of true and false for each line; true is passed.
# - `score`: the share of lines that pass each rule, rules as rows, `before` and `after` as columns.
# - `quality`: the share that passes all six, one for `before` and one for `after`.

# %% ex="E3.5"
as_read = raw.assign(day=pd.to_datetime(raw["order_date"], format="mixed", errors="coerce").dt.normalize(), money=pd.to_numeric(raw["amount"], errors="coerce"))
cleaned = orders.reindex(columns=[*orders.columns, *(name for name in ("product",) if name not in orders)]).rename(columns={"order_date": "day", "amount": "money"})
columns = ["customer_id", "order_id", "day", "money", "product"]
both = pd.concat({"before": as_read[columns], "after": cleaned[columns]}, names=["when", "line"]).reset_index("line", drop=True)
# BEGIN SOLUTION
passed = pd.DataFrame(index=both.index)  # KEEP
limit = 1_000_000  # FADE: lesson.choose("E3.5", "limit", [100, 1_000_000])
passed["has_customer"] = both["customer_id"].notna() & ~both["customer_id"].isin(looks_empty)  # FADE: both["customer_id"].notna() & ~both["customer_id"].isin(____)
passed["has_date"] = both["day"].notna()  # FADE: both["day"].____()
passed["not_future"] = ~(both["day"] > as_of)  # FADE: ~(both["day"] > ____)
passed["has_amount"] = both["money"].notna()  # FADE: both["money"].____()
passed["in_limit"] = ~(both["money"].abs() > limit)  # KEEP
passed["is_unique"] = ~both.reset_index().duplicated(["when", *columns]).to_numpy()  # FADE: ~both.reset_index().duplicated([____, *columns]).to_numpy()
score = passed.groupby("when").mean().T  # KEEP
quality = passed.all(axis=1).groupby("when").mean()  # FADE: passed.____(axis=1).groupby("when").mean()
# END SOLUTION

# %% [markdown] sid="m03-e35-h1" lang="zh-CN" role="hint" ex="E3.5"
# 每条规则都写成“真是通过”。先看 `after` 那一半：清洗过的表，几乎都应该通过。

# %% [markdown] sid="m03-e35-h1" lang="en" src="a005a446" role="hint" ex="E3.5"
# Write each rule so that true is passed. Look at the half `after` first: of the clean table almost every line should pass.

# %% [markdown] sid="m03-e35-h2" lang="zh-CN" role="hint" ex="E3.5"
# 空的日期和谁比都是“假”。写成“不晚于”（`<=`）会把空日期判两次不过；写成“并非晚于”（`~(... > as_of)`），它就只在 `has_date` 里不过。

# %% [markdown] sid="m03-e35-h2" lang="en" src="860bf1b8" role="hint" ex="E3.5"
# An empty date compared with anything gives false. Written as "not later than" (`<=`), an empty date would fail twice; written as "not (later than)" (`~(... > as_of)`), it fails only `has_date`.

# %% [markdown] sid="m03-e35-h3" lang="zh-CN" role="hint" ex="E3.5"
# 一行六条都通过用 `all(axis=1)`。查重复要把 `"when"` 也放进比较的列，清洗前后才不会互相比。

# %% [markdown] sid="m03-e35-h3" lang="en" src="29bc9069" role="hint" ex="E3.5"
# A line that passes all six is `all(axis=1)`. Put `"when"` among the columns compared, so that before and after are not compared with each other.

# %% [markdown] sid="m03-e35-x" lang="zh-CN" role="explain" ex="E3.5"
# 质量分要和规则一起给人看：只说“99 分”，没人知道是哪几条、界值是多少。规则写下来，下个月的文件一到就能打分；分数掉了，先查导出，再做分型。

# %% [markdown] sid="m03-e35-x" lang="en" src="8e306c90" role="explain" ex="E3.5"
# Show the score together with its rules: if you only say "99", nobody knows which rules and which limits. Once written down, the rules score next month's file as soon as it arrives; if the score drops, check the export first, then segment.

# %% [markdown] sid="m03-e35-seen" lang="zh-CN"
# **看什么**：做完以后把 `score` 显示出来。先看 `before` 哪一条最低：多半是 `has_amount` 或 `has_date`，因为直接读法认不出全角、货币符号和中文日期。这些行**不是坏数据，是没读出来的好数据**。`after` 不一定都是 1：剩下的那一点，去待核实数据里找原因。

# %% [markdown] sid="m03-e35-seen" lang="en" src="d4f51131"
# **What to see**: show your `score` when you are done. First see which rule is lowest under `before`: probably `has_amount` or `has_date`, since a plain reading does not recognise full-width digits, currency signs and Chinese dates. Those lines are **not bad data but good data left unread**. `after` is not necessarily 1 throughout: for what is left, look for the reasons in quarantine.

# %% [markdown] sid="m03-e35-group" lang="zh-CN" role="group" ex="E3.5"
# **组内讨论**：六条之外，本公司还该有哪一条？界值多少，凭什么？**派代表汇报**：用“谁、看什么、超过多少、找谁”一句话说完。**点评**：回到开场的找茬，各组当时漏的那一种，归哪一条规则管？

# %% [markdown] sid="m03-e35-group" lang="en" src="65ddc7ac" role="group" ex="E3.5"
# **Discuss**: which rule beyond the six does your company need? With which limit, on what grounds? **Report**: in one sentence: who checks what, beyond which limit, and whom they turn to. **Comments**: back to the game at the beginning: which of the six rules takes care of the kind that each group missed?

# %% [markdown] sid="m03-trainer-close" lang="zh-CN" role="trainer" ex="E3.5"
# **点评要点**：对一对开场时各组找到几处。那一个多亿是怎么来的？一行 99,999,999 的占位金额，加上三行合计、小计。两种毛病，一条上限、一条“合计行不是数据”，就对上了。
#
# **常见争论**：0 元行要不要删？赠品说明有活动、有关系，留；测试单没有客户，拿走。请他们说出依据哪一格判断。
#
# **容易听到的话**：“我们的数据很干净。”不争，请他把本公司的 `quality` 念出来。

# %% [markdown] sid="m03-trainer-close" lang="en" src="83260d02" role="trainer"
# **For your comments**: go back to how many faults each group found at the beginning. Where did the hundred million come from? One placeholder amount of 99,999,999 and three lines of totals. Two kinds of fault; one limit and one rule "a total line is not data", and the account balances.
#
# **A common dispute**: should lines of 0 yuan go? A gift shows a campaign and a relationship, so it stays; a test order has no customer, so it goes. Ask which cell they would judge by.
#
# **What you will hear**: "our data are clean". Do not argue: ask them to read out their company's `quality`.

# %% [markdown] sid="m03-own-checked" lang="zh-CN"
# ## 对一对：这些行该读成什么
#
# 毛病可能有上百行，**种类却没有几种**：全角数字、货币符号、“元”字、千分位、退款的负号、日期的几种写法、没有会员号、合计行（小计也是），有的文件里还有 `#N/A`。每一种写一条规则，下个月的文件不用再看一遍。

# %% [markdown] sid="m03-own-checked" lang="en" src="2ad38a71"
# ## Check: what these lines are read as
#
# A hundred lines may have faults, but there are **only a few kinds**: full-width digits, currency signs, the word 元 (yuan), thousands separators, the minus sign of refunds, several ways of writing a date, no member number, total lines (合计 is a total, 小计 a subtotal), and in some files `#N/A`. Write one rule for each, and next month's file need not be gone through again.

# %% slide="slide"
plain = each["amount"].fillna("").str.normalize("NFKC").str.replace(r"[¥元,\s]", "", regex=True)
read = pd.to_numeric(plain.str.removesuffix("万"), errors="coerce") * plain.str.endswith("万").map({True: 10_000, False: 1})
is_total, is_unknown = each["order_id"].str.contains("计", na=False), each["customer_id"].isin(looks_empty) | each["customer_id"].isna()
goes = read.isna().where(read.isna(), is_unknown).map({True: "set_aside", False: "counted"}).mask(is_total, "not_data")
checked = pd.DataFrame({"amount": each["amount"].fillna(""), "read": read.map("{:,.2f}".format).replace("nan", ""), "goes": goes.map(lambda key: lesson.text(f"clean.goes_{key}"))})
checked.rename_axis(lesson.text("clean.col_row")).rename(columns=lambda name: lesson.text(f"clean.col_{name}"))

# %% [markdown] sid="m03-n-checked" lang="zh-CN" role="trainer" when="example"
# **财务的 95 万**：读得出的约 94.9 万元，减去导出两次的 0.3 万、统计期外的 0.1 万，就是报告上的 94.5 万。财务没有算错，多的是这几行；导出的那一个多亿，才是错的。

# %% [markdown] sid="m03-n-checked" lang="en" src="5a977f50" role="trainer" when="example"
# **Finance's 950,000**: what can be read comes to about 949,000 yuan; less 3,000 exported twice and 1,000 outside the period, it is the report's 945,000. Finance was not wrong, its books hold these few lines too; wrong is the export's hundred million.

# %% [markdown] sid="m03-takeaway" lang="zh-CN" role="takeaway"
# ## 带走四句话
#
# - 读得出的读出来，读不出的留空，不猜。
# - 先说清一行是什么，再谈重复；回头客不是重复。
# - 退款是数据：留下，相减；整单退回才算取消。
# - 每种毛病一条规则，每条规则一笔台账，行数和金额都要平。

# %% [markdown] sid="m03-takeaway" lang="en" src="c60b815a" role="takeaway"
# ## Four sentences to take home
#
# - Read what can be read, leave empty what cannot, guess nothing.
# - Say what a line is before talking of duplicates; a returning customer is not a duplicate.
# - A refund is data: keep it and subtract; only an order returned in full is cancelled.
# - One rule for each kind of fault, one entry in the ledger for each rule; lines and money balance.
