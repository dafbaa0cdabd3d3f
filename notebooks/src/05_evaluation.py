# %% [markdown] sid="title" lang="zh-CN"
# # 05

# %% [markdown] sid="title" lang="en"
# # 05

# %% tags=["parameters"]
run = ""
language = "zh-CN"

# %%
from segkit.opening import open_notebook
from segkit.steps import evaluation as steps

stage, show = open_notebook(run, "evaluation", language)

# %%
steps.work(stage)

# %%
stage.finish()
