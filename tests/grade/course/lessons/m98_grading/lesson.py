# %% tags=["parameters"]
company = "liwan"
language = "zh-CN"
mode = "class"

# %%
import pandas as pd
from segkit.learn import start

lesson = start("m98", company=company, language=language, mode=mode)
orders = lesson.load("orders")
as_of = lesson.as_of

# %% ex="E98.1"
# BEGIN SOLUTION
recency = (as_of - orders.groupby("customer_id")["order_date"].max()).dt.days
# END SOLUTION

# %% ex="E98.2"
# BEGIN SOLUTION
frequency = orders.groupby("customer_id")["order_id"].nunique()
# END SOLUTION

# %% ex="E98.3"
# BEGIN SOLUTION
monetary = orders.groupby("customer_id")["amount"].sum()
# END SOLUTION

# %% ex="E98.4"
# BEGIN SOLUTION
days = lesson.choose("E98.4", "days", [30, 90, 180])  # CHOICE: 90
reason = "半数客户两个月内会再来，九十天不来已属少见"
# END SOLUTION
