# %% [markdown] sid="title" lang="zh-CN"
# # 02

# %% [markdown] sid="title" lang="en"
# # 02

# %% tags=["parameters"]
run = ""
language = "zh-CN"

# %%
from segkit.opening import open_notebook
from segkit.steps import cleaning as steps

stage, show = open_notebook(run, "cleaning", language)

# %%
steps.work(stage)

# %%
stage.finish()
