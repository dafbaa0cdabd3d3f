# %% [markdown] sid="title" lang="zh-CN"
# # 03

# %% [markdown] sid="title" lang="en"
# # 03

# %% tags=["parameters"]
run = ""
language = "zh-CN"

# %%
from segkit.opening import open_notebook
from segkit.steps import rfm as steps

stage, show = open_notebook(run, "rfm", language)

# %%
steps.work(stage)

# %%
stage.finish()
