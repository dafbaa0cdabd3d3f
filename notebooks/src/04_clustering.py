# %% [markdown] sid="title" lang="zh-CN"
# # 04

# %% [markdown] sid="title" lang="en"
# # 04

# %% tags=["parameters"]
run = ""
language = "zh-CN"

# %%
from segkit.opening import open_notebook
from segkit.steps import clustering as steps

stage, show = open_notebook(run, "clustering", language)

# %%
steps.work(stage)

# %%
stage.finish()
