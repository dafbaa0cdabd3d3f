"""Conditions that mean harm, or would do some: each is refused with its code, before any engine hears of it."""

import ast

import pytest

from segkit.errors import StandardError
from segkit.house import PACKAGE
from segkit.segments.expressions import parse_condition
from segkit.segments.schemes import assign_scheme, fit_scheme
from segkit.wording import LANGUAGES, Wording
from tests.segments.schemes import rules, scored

COLUMNS = {"frequency": "int64", "monetary": "decimal(18, 2)", "city": "string?", "is_member": "boolean?"}
KINDS = {
    "imports and code": {
        "import os": "E-STD-06",
        "__import__('os').system('ls') = 0": "E-STD-02",
        "exec('import os') = 1": "E-STD-02",
        "eval('1') > 0": "E-STD-02",
        "lambda x: x": "E-STD-06",
        "frequency.real > 1": "E-STD-02",
        "frequency[0] > 1": "E-STD-02",
    },
    "statements": {
        "frequency > 1; delete from customers": "E-STD-02",
        "drop table customers": "E-STD-02",
        "insert into customers values (1)": "E-STD-02",
        "copy customers to 'all.csv'": "E-STD-02",
        "attach 'other.db'": "E-STD-06",
        "frequency > 1 union select 1": "E-STD-02",
        "with all_of_them as (select 1) select 1": "E-STD-02",
        "frequency > 1 order by 1": "E-STD-02",
        "frequency > 1 limit 1": "E-STD-02",
    },
    "subqueries": {
        "frequency > (select max(frequency) from customers)": "E-STD-02",
        "frequency in (select 1)": "E-STD-02",
        "exists (select 1)": "E-STD-02",
        "frequency > all (select 1)": "E-STD-02",
        "frequency between (select 1) and 2": "E-STD-02",
    },
    "functions": {
        "read_csv('secret.csv') = 'a'": "E-STD-02",
        "getenv('HOME') = 'a'": "E-STD-02",
        "sum(frequency) > 3": "E-STD-02",
        "count(*) > 3": "E-STD-02",
        "sum(frequency) over () > 1": "E-STD-02",
        "lower(city) = 'a'": "E-STD-02",
        "random() > 0.5": "E-STD-02",
        "cast(frequency as text) = '1'": "E-STD-02",
        "frequency::text = '1'": "E-STD-02",
        "case when frequency > 1 then true else false end": "E-STD-02",
        "mean(mean(frequency)) > 1": "E-STD-02",
        "frequency > mean(distinct frequency)": "E-STD-02",
        "frequency > quantile(frequency, 2)": "E-STD-02",
    },
    "comments and placeholders": {
        "frequency > 1 -- and no more": "E-STD-02",
        "/* all */ frequency > 1": "E-STD-02",
        "frequency > 1 /* and no more": "E-STD-01",
        "# all\nfrequency > 1": "E-STD-02",
        "{{ secret }} > 1": "E-STD-02",
        "frequency > ?": "E-STD-02",
        "frequency > :x": "E-STD-02",
        "frequency > @x": "E-STD-02",
        "frequency > 1 as y": "E-STD-02",
    },
    "look-alikes": {
        "frequency ＞ 1": "E-STD-16",
        "frequency > １": "E-STD-16",
        "frequ\u0435ncy > 1": "E-STD-16",
        "frequency >\u200b 1": "E-STD-16",
        "frequency\u00a0> 1": "E-STD-16",
        "frequency\u3000> 1": "E-STD-16",
        "frequency > 1 \u2028or frequency > 2": "E-STD-16",
        "\u202efrequency > 1": "E-STD-16",
        "frequency ≥ 1": "E-STD-16",
        "city = “上海”": "E-STD-16",
        "city in ('上海'，'北京')": "E-STD-16",
        'city = "上海"': "E-STD-03",
        "频率 > 1": "E-STD-06",
    },
    "what parses and means something else": {
        "1 < frequency < 3": "E-STD-05",
        "frequency = 1 = 1": "E-STD-05",
        "city = null": "E-STD-04",
        "city in ('上海', null)": "E-STD-04",
        "frequency > 'a'": "E-STD-07",
        "city = 3": "E-STD-07",
        "frequency and is_member": "E-STD-07",
        "true": "E-STD-02",
        "'a' = 'a'": "E-STD-02",
        "city = '上海' || 'x'": "E-STD-02",
        "!is_member": "E-STD-02",
        "frequency in (1, 2,)": "E-STD-02",
        "not not is_member": "E-STD-02",
        "city = '上海": "E-STD-01",
        "(frequency > 1": "E-STD-01",
    },
    "too large": {
        "frequency > 0x10": "E-STD-02",
        "frequency > 1e400": "E-STD-17",
        "frequency > 9223372036854775808": "E-STD-17",
        " or ".join(["frequency > 1"] * 10_000): "E-STD-08",
        " or ".join(["n=1"] * 201): "E-STD-08",
        "(" * 1_000 + "is_member" + ")" * 900: "E-STD-08",
        "(" * 21 + "is_member" + ")" * 21: "E-STD-08",
        "city = '" + "上" * 2_000 + "'": "E-STD-08",
    },
}
HOSTILE = {text: code for kind in KINDS.values() for text, code in kind.items()}
HARMLESS = "frequency >= 3 and (city in ('上海', '北京') or city is null)"


def refusal(text):
    with pytest.raises(StandardError) as raised:
        parse_condition(text, COLUMNS | {"n": "int64"})
    return raised.value


def test_there_are_at_least_sixty_of_them():
    assert len(HOSTILE) == sum(map(len, KINDS.values())) >= 60


@pytest.mark.parametrize("text", HOSTILE, ids=lambda text: text[:40].encode("ascii", "backslashreplace").decode())
def test_a_hostile_condition_is_refused_by_its_code(text):
    assert refusal(text).code == HOSTILE[text]


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_refusal_reads_as_agreed(golden, language):
    wording = Wording(language)
    told = [
        f"== {kind}\n\n" + "\n\n".join(wording.explain(refusal(text)) for text in texts)
        for kind, texts in KINDS.items()
    ]
    golden(f"hostile.{language}.txt", "\n\n".join(told) + "\n")


def test_no_engine_hears_of_a_hostile_condition(engine):
    """The table is gone, so whoever asks the engine is told so; the refusals come all the same."""
    table = engine.create_table("people", scored({"frequency": 5}, {"frequency": 1}).to_pyarrow())
    engine.drop_table("people")
    for text in HOSTILE:
        with pytest.raises(StandardError):
            fit_scheme(rules({"some": text}), table)
    with pytest.raises(Exception, match="people"):
        fit_scheme(rules({"some": "frequency > mean(frequency)"}), table)


def test_a_condition_is_built_by_nothing_but_its_parser_which_knows_no_engine():
    """What reaches an engine is made by `is_true`, of a `Condition`; only `parse_condition` makes one."""
    made = [
        (path.name, function.name)
        for path in PACKAGE.rglob("*.py")
        for function in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(function, ast.FunctionDef)
        for node in ast.walk(function)
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id == "Condition"
    ]
    assert made == [("expressions.py", "parse_condition")]
    assert "ibis" not in (PACKAGE / "segments" / "grammar.py").read_text(encoding="utf-8").lower().split()


def test_a_harmless_condition_is_read_and_decides(engine):
    people = engine.create_table("people", scored({"frequency": 5}, {"frequency": 1}).to_pyarrow())
    scheme = rules({"some": "frequency >= 3 and not (frequency in (7, 8) or recency_days > 90)"})
    assert parse_condition(HARMLESS, COLUMNS).columns == {"frequency", "city"}
    placed = assign_scheme(people, fit_scheme(scheme, people)).order_by("customer_id").to_pyarrow()
    assert placed["test"].to_pylist() == ["some", "others"]


def test_a_product_of_whole_numbers_does_not_overflow(engine):
    people = engine.create_table("people", scored({"recency_days": 4_000}).to_pyarrow())
    scheme = rules({"far": " * ".join(["recency_days"] * 20) + " > 1"})
    assert assign_scheme(people, fit_scheme(scheme, people)).to_pyarrow()["test"].to_pylist() == ["far"]
