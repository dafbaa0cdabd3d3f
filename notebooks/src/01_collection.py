# %% [markdown] sid="title" lang="zh-CN"
# # 01

# %% [markdown] sid="title" lang="en"
# # 01

# %% tags=["parameters"]
run = ""
language = "zh-CN"

# %%
from segkit.opening import open_notebook
from segkit.steps import collection as steps

stage, show = open_notebook(run, "collection", language)

# %%
steps.work(stage)

# %%
stage.finish()
