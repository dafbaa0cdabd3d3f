"""Five sales platforms, what their exports call the columns and how they write them, in Chinese and English forms."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal

from tests.messy.truth import OrderLine
from tests.messy.words import NICKNAMES

LANGUAGES = ("zh", "en")


@dataclass(frozen=True)
class Layout:
    """How a file is written: the columns in their order and the habits of whoever exports it.

    `headers` maps each role to the column's name, in file order. `line_ends` are used in turn, record by record.
    `row_tail` and `header_tail` stand at the end of every row and of the header, such as a needless separator.
    """

    platform: str
    language: str
    headers: Mapping[str, str]
    customer_form: str
    order_form: str
    date_form: str = "iso"
    money_form: str = "plain"
    encoding: str = "utf-8"
    has_bom: bool = False
    delimiter: str = ","
    line_ends: tuple[str, ...] = ("\n",)
    quotes_all: bool = False
    is_newest_first: bool = False
    has_final_line_end: bool = True
    order_id_tail: str = ""
    row_tail: str = ""
    header_tail: str = ""
    is_traditional: bool = False


def trimmed(amount: Decimal) -> str:
    """An amount without needless zeros: 128.5, 128."""
    return f"{amount:.2f}".rstrip("0").rstrip(".")


DATE_FORMS: Mapping[str, Callable[[date, str], str]] = {
    "iso": lambda day, clock: f"{day:%Y-%m-%d} {clock}",
    "iso_day": lambda day, _: f"{day:%Y-%m-%d}",
    "iso_minutes": lambda day, clock: f"{day:%Y-%m-%d} {clock[:5]}",
    "iso_t": lambda day, clock: f"{day:%Y-%m-%d}T{clock}",
    "zone": lambda day, clock: f"{day:%Y-%m-%d} {clock} +0800",
    "slashes": lambda day, clock: f"{day.year}/{day.month}/{day.day} {clock[:5]}",
    "dots": lambda day, _: f"{day:%Y.%m.%d}",
    "han": lambda day, _: f"{day.year}年{day.month}月{day.day}日",
    "compact": lambda day, _: f"{day:%Y%m%d}",
    "day_first": lambda day, _: f"{day:%d/%m/%Y}",
    "serial": lambda day, _: str((day - date(1899, 12, 30)).days),
}
MONEY_FORMS: Mapping[str, Callable[[Decimal], str]] = {
    "plain": lambda amount: f"{amount:.2f}",
    "yuan": lambda amount: f"￥{amount:.2f}",
    "trimmed": trimmed,
    "decimal_comma": lambda amount: f"{amount:.2f}".replace(".", ","),
}
CUSTOMER_FORMS: Mapping[str, Callable[[int, str], str]] = {
    "nickname": lambda number, language: f"{NICKNAMES[language][number % 10]}_{4000 + number * 7}",
    "account": lambda number, _: f"jd_{number * 7919 % 100_003:06x}",
    "member": lambda number, _: f"{number * 104_729 % 10_000_019:08}",
    "email": lambda number, _: f"{NICKNAMES['en'][number % 10]}.{number}@example.com",
    "number": lambda number, _: str(number + 200),
}
ORDER_FORMS: Mapping[str, Callable[[int, date], str]] = {
    "long": lambda number, _: f"21{number * 7_368_787 % 10**9:09}{number:06}37",
    "twelve": lambda number, _: f"29{number * 15_485_863 % 10**9:09}1",
    "dated": lambda number, day: f"E{day:%Y%m%d}{number:06}",
    "hash": lambda number, _: f"#{1000 + number}",
    "short": lambda number, _: str(10_200 + number),
}
ROLES = ("customer_id", "order_id", "order_date", "amount", "product", "category", "channel", "quantity", "status")

# Role, Chinese name, English name, in the order of the file. Roles not in ROLES are the platform's extras, left empty.
COLUMNS = {
    "taobao": """
        order_id    | 订单编号         | Order ID
        customer_id | 买家会员名       | Buyer ID
        amount      | 买家实际支付金额 | Amount Paid
        status      | 订单状态         | Order Status
        order_date  | 订单创建时间     | Order Placed
        product     | 宝贝标题         | Product Title
        category    | 类目             | Category
        quantity    | 宝贝总数量       | Quantity
        channel     | 订单来源         | Order Source
        note        | 订单备注         | Remark""",
    "jd": """
        order_id    | 订单号           | Order No
        product     | 商品名称         | Product Name
        quantity    | 订购数量         | Qty
        customer_id | 下单账号         | Account ID
        order_date  | 下单时间         | Order Time
        amount      | 订单应付金额     | Order Total
        status      | 订单状态         | Status
        category    | 商品类目         | Product Category
        channel     | 下单渠道         | Channel
        paid_by     | 支付方式         | Payment Method""",
    "youzan": """
        customer_id | 会员编号         | Member No
        order_id    | 订单号           | Order Number
        order_date  | 下单时间         | Order Date
        product     | 商品名称         | Item Name
        category    | 商品分类         | Product Type
        quantity    | 商品件数         | Units
        amount      | 订单实付金额     | Paid Amount
        channel     | 订单渠道         | Sales Channel
        status      | 订单状态         | Order Status""",
    "shopify": """
        order_id    | 订单             | Name
        customer_id | 客户ID           | Email
        status      | 支付状态         | Financial Status
        order_date  | 创建时间         | Created at
        amount      | 订单总额         | Total
        quantity    | 数量             | Lineitem quantity
        product     | 产品名称         | Lineitem name
        category    | 产品类别         | Category
        channel     | 渠道             | Source
        note        | 备注             | Notes""",
    "woocommerce": """
        order_id    | 订单编号         | Order Number
        status      | 订单状态         | Order Status
        order_date  | 订单日期         | Order Date
        customer_id | 客户编号         | Customer ID
        product     | 商品名称         | Item Name
        quantity    | 数量             | Quantity
        amount      | 订单金额         | Order Total
        category    | 商品类别         | Category
        channel     | 来源             | Created via
        paid_by     | 支付方式         | Payment Title""",
}
HABITS: Mapping[str, Mapping[str, object]] = {
    "taobao": {"customer_form": "nickname", "order_form": "long", "line_ends": ("\r\n",), "is_newest_first": True},
    "jd": {"customer_form": "account", "order_form": "twelve", "date_form": "slashes", "has_bom": True,
           "line_ends": ("\r\n",), "quotes_all": True},
    "youzan": {"customer_form": "member", "order_form": "dated", "money_form": "yuan", "line_ends": ("\r\n",)},
    "shopify": {"customer_form": "email", "order_form": "hash"},
    "woocommerce": {"customer_form": "number", "order_form": "short", "date_form": "iso_minutes", "delimiter": ";",
                    "money_form": "trimmed"},
}  # fmt: skip
PLATFORMS = tuple(HABITS)


def headers_of(platform: str, language: str) -> dict[str, str]:
    """The platform's column name for each role, in file order."""
    rows = (line.split("|") for line in COLUMNS[platform].strip().splitlines())
    return {role.strip(): (zh if language == "zh" else en).strip() for role, zh, en in rows}


def layout_of(platform: str, language: str) -> Layout:
    """How the platform's export is written in that language; 淘宝 writes its Chinese files in GB18030."""
    layout = Layout(platform, language, headers_of(platform, language), **HABITS[platform])
    return replace(layout, encoding="gb18030") if (platform, language) == ("taobao", "zh") else layout


def with_ids_of(layout: Layout, line: OrderLine) -> OrderLine:
    """The numbered customer and order named as the platform names them."""
    customer = CUSTOMER_FORMS[layout.customer_form](int(line.customer_id), layout.language)
    order = ORDER_FORMS[layout.order_form](int(line.order_id), line.order_date)
    return replace(line, customer_id=customer, order_id=order)
