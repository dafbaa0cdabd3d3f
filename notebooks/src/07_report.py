# %% [markdown] sid="title" lang="zh-CN"
# # 07

# %% [markdown] sid="title" lang="en"
# # 07

# %% tags=["parameters"]
run = ""
language = "zh-CN"

# %%
from segkit.opening import open_notebook
from segkit.steps import report as steps

stage, show = open_notebook(run, "report", language)

# %%
steps.work(stage)

# %%
stage.finish()
