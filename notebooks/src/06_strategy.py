# %% [markdown] sid="title" lang="zh-CN"
# # 06

# %% [markdown] sid="title" lang="en"
# # 06

# %% tags=["parameters"]
run = ""
language = "zh-CN"

# %%
from segkit.opening import open_notebook
from segkit.steps import strategy as steps

stage, show = open_notebook(run, "strategy", language)

# %%
steps.work(stage)

# %%
stage.finish()
