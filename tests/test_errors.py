"""Problems travel between processes and keep what they say."""

import pickle

from segkit.errors import KernelDied, MissingColumn, Problems


def test_a_problem_met_in_another_process_comes_back_whole():
    missing = MissingColumn("订单.csv", "amount", "金额", ("实付金额",), "实付金额")
    both = pickle.loads(pickle.dumps(Problems((missing, KernelDied("rfm")))))
    assert [type(one) for one in both.problems] == [MissingColumn, KernelDied]
    assert both.problems[0].slots() == missing.slots()
