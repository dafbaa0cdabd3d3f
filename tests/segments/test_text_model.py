import pytest

from segkit.segments.text_model import fit_text_model

TEXTS = ["退款没到账", "退款退款", "几点开门", "周日开门吗"]
LABELS = ["service", "service", "information", "information"]


def test_it_tells_what_it_has_learned_whatever_width_and_case():
    model = fit_text_model([*TEXTS, "REFUND", "open on sunday"], [*LABELS, "service", "information"])
    assert model.tell(["我的退款呢", "开门时间", "ｒｅｆｕｎｄ"]) == ["service", "information", "service"]


def test_the_same_texts_give_the_same_model():
    once, again = (fit_text_model(TEXTS, LABELS) for _ in range(2))
    assert (once.machine[-1].coef_ == again.machine[-1].coef_).all()


def test_nothing_asked_is_nothing_told():
    assert fit_text_model(TEXTS, LABELS).tell([]) == []


def test_one_label_or_no_text_is_nothing_to_learn_from():
    with pytest.raises(ValueError, match="class"):
        fit_text_model(TEXTS[:2], LABELS[:2])
    with pytest.raises(ValueError, match="vocabulary"):
        fit_text_model(["", " "], ["a", "b"])
