"""What lies beside the shop's data: the study's settings, the English names of its words, and a README."""

from collections.abc import Iterator, Mapping
from pathlib import Path
from string import Template
from typing import Any

from segkit.source.sample.plan import PEOPLE_PER_CHUNK, SamplePlan
from segkit.source.sample.profiles import salespeople
from segkit.source.sample.words import WORDS, file_name, read_words

GROUPS = {  # comment in words.yml -> group of values.yml
    "渠道": "channel",
    "性别": "gender",
    "客户类型": "kind",
    "客户等级": "grade",
    "来源渠道": "origin",
    "事件": "event",
    "场景": "scene",
    "私信渠道": "contact",
    "需求": "need",
    "生命周期阶段": "stage",
    "满意度": "satisfaction",
}


def order_encoding(plan: SamplePlan) -> str:
    """The encoding of the order file."""
    return plan.encoding or ("gb18030" if plan.language == "zh-CN" else "utf-8")


def customers_key(plan: SamplePlan) -> str:
    """Which form the customer master takes: a workbook, or text for a large shop."""
    return "customers_text" if plan.customers > PEOPLE_PER_CHUNK else "customers"


def write_companions(folder: Path, plan: SamplePlan, rows: Mapping[str, int]) -> None:
    """Write study.yml, README.md and, for the Chinese shop, words.yml; `rows` counts each file's rows by key."""
    slots = companion_slots(plan, rows)
    write_text(folder / "study.yml", filled(f"study.{plan.language}.yml", slots))
    write_text(folder / "README.md", filled("readme.md", slots))
    if plan.language == "zh-CN":
        write_text(folder / "words.yml", english_names())


def write_text(path: Path, text: str) -> None:
    """Write `text` with the same line ends on every system."""
    path.write_text(text, encoding="utf-8", newline="\n")


def filled(name: str, slots: Mapping[str, object]) -> str:
    """A template of the vocabularies with its slots filled."""
    return Template((WORDS / name).read_text(encoding="utf-8")).substitute(slots)


def companion_slots(plan: SamplePlan, rows: Mapping[str, int]) -> dict[str, str]:
    """File names, counts and the command, as the templates quote them."""
    customers = customers_key(plan)
    sheet = f"\n    sheet: {read_words('headers')['sheet'][plan.language]}" if customers == "customers" else ""
    names = {key: file_name(key, plan.language) for key in ("orders", "feedback", "events", "messages", "labels")}
    return names | {
        "customers": file_name(customers, plan.language),
        "sheet": sheet,
        "encoding": order_encoding(plan),
        "order_lines": f"{rows['orders']:,}",
        "members": f"{rows[customers]:,}",
        "command": command(plan),
    }


def command(plan: SamplePlan) -> str:
    """The command that makes the shop again."""
    dirt = "--dirty" if plan.is_dirty else "--clean"
    size = f"--customers {plan.customers} --lines-per-customer {plan.lines_per_customer}"
    return f"segkit sample data/sample {size} --language {plan.language} --seed {plan.seed} {dirt}"


def english_names() -> str:
    """words.yml: the English name of every word of the Chinese shop's data, grouped and commented."""
    lines = [
        "# 栗湾生活（虚构示例）：数据中各个词的英文名称，英文报告据此显示。",
        "# 报告中的标题、结论和行动建议也可以在这里换成您自己的说法。",
        "values:",
    ]
    seen: set[str] = set()
    for title, entries in word_groups():
        names = {entry["zh-CN"]: entry["en"] for entry in entries if entry["zh-CN"] not in seen}
        seen |= set(names)
        lines += [f"  # {title}"] * bool(names)
        lines += [f"  {chinese}: {{en: {english}}}" for chinese, english in names.items()]
    return "\n".join(lines) + "\n"


def word_groups() -> Iterator[tuple[str, list[Mapping[str, Any]]]]:
    """The words of each kind with both their names."""
    places, catalogue, words = read_words("places"), read_words("catalogue"), read_words("values")
    stores = [store for entry in places for store in entry["stores"]]
    yield "品类", [entry["name"] for entry in catalogue]
    yield "大区", [entry["name"] for entry in places]
    yield "城市", [store["city"] for store in stores]
    yield "门店", [words["online"], *stores]
    for title, group in GROUPS.items():
        yield title, list(words[group].values())
    yield "植入客群", [entry["name"] for entry in read_words("segments").values()]
    sellers = zip(salespeople("zh-CN").to_pylist(), salespeople("en").to_pylist(), strict=True)
    yield "业务员", [{"zh-CN": chinese, "en": english} for chinese, english in sellers]
    yield "商品", [product for entry in catalogue for product in entry["products"]]
