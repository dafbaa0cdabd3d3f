"""The customer master: names, ages, mobiles and the grade in use today, one entry per member number."""

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from segkit.source.sample.people import NO_MOBILE_SHARE, Members, People
from segkit.source.sample.plan import AS_OF, FIRST_DAY, PEOPLE_PER_CHUNK, SamplePlan, open_stream
from segkit.source.sample.planted import planted
from segkit.source.sample.words import draw, keys, read_words, texts, values

MOBILE_PREFIX = 12_000_000_000  # no Chinese mobile number begins with 12
CODE_LETTERS = "0123456789ABCDEFGHJKLMNPQRTUWXY"  # of GB 32100: base 31
FIRST_DAY_NUMBER = int(np.datetime64(FIRST_DAY, "D").astype(np.int64))


def mobiles(plan: SamplePlan, chunk: int, members: Members) -> pa.Array:
    """One invented mobile per person, unique over the shop; null for a few, but never for who has two numbers."""
    rng = open_stream(plan, chunk, "mobiles")
    people = np.arange(len(members.first))
    endings = (people + 1 + chunk * PEOPLE_PER_CHUNK) * 61_803_399 % 100_000_000
    is_unknown = (rng.random(len(people)) < NO_MOBILE_SHARE) & (members.second < 0)
    return pa.array(MOBILE_PREFIX + endings, mask=is_unknown).cast(pa.string())


def member_ids(members: Members) -> pa.Array:
    """Member numbers as printed."""
    return pc.binary_join_element_wise("L", pa.array(members.number).cast(pa.string()), "")


def make_profiles(
    plan: SamplePlan, chunk: int, people: People, members: Members, n_orders: np.ndarray
) -> dict[str, pa.Array]:
    """The columns of the customer master by key; `n_orders` counts each member number's orders."""
    rng = open_stream(plan, chunk, "profiles")
    person, language = pa.array(members.person), plan.language
    is_female = rng.random(len(people)) < 0.68
    columns = {
        "name": names(rng, people, is_female, language),
        "kind": values("kind", language).take(pa.array(people.is_business.astype(int))),
        "gender": masked(values("gender", language).take(pa.array((~is_female).astype(int))), people.is_business),
        "birth_date": birthdays(rng, people),
        "mobile": mobiles(plan, chunk, members),
        "credit_code": credit_codes(people, chunk),
        **places(rng, people, language),
    }
    columns = {name: cells.take(person) for name, cells in columns.items()}
    registered = pa.array((FIRST_DAY_NUMBER + members.registered).astype(np.int32)).cast(pa.date32())
    origin = draw(rng, [22, 18, 16, 20, 14, 10], len(members))
    return columns | {
        "customer_id": member_ids(members),
        "registered_date": registered,
        "origin": values("origin", language).take(pa.array(origin)),
        "grade": values("grade", language).take(pa.array(grades(rng, n_orders))),
    }


def masked(cells: pa.Array, gone: np.ndarray) -> pa.Array:
    """The cells without those where `gone`."""
    return pc.if_else(pa.array(gone), pa.scalar(None, cells.type), cells)


def names(rng: np.random.Generator, people: People, is_female: np.ndarray, language: str) -> pa.Array:
    """Surname and one or two given characters at random; businesses bear a city, a fancy word and a trade."""
    words = {key: pa.array(entry[language]) for key, entry in read_words("names").items()}
    size = len(people)
    surname = words["surname"].take(pa.array((100 * rng.random(size) ** 1.7).astype(int) % len(words["surname"])))
    first, second = (given(rng, words, place, is_female) for place in ("first", "last"))
    first = pc.if_else(pa.array(rng.random(size) < 0.2), "", first)
    company, trade = (words[key].take(pa.array(rng.integers(0, len(words[key]), size))) for key in ("company", "trade"))
    city = cities(language).take(pa.array(people.store))
    space = " " if language == "en" else ""
    rest = pc.binary_join_element_wise(first, second, "")
    person = pc.binary_join_element_wise(surname, pc.utf8_capitalize(rest), space)
    business = pc.binary_join_element_wise(city, company, trade, space)
    return pc.if_else(pa.array(people.is_business), business, person)


def given(rng: np.random.Generator, words: dict[str, pa.Array], place: str, is_female: np.ndarray) -> pa.Array:
    """One given character per person, of those that stand first or last."""
    pick = rng.random(len(is_female))
    pools = (words[f"{sex}_{place}"] for sex in ("female", "male"))
    female, male = (pool.take(pa.array((pick * len(pool)).astype(int))) for pool in pools)
    return pc.if_else(pa.array(is_female), female, male)


def birthdays(rng: np.random.Generator, people: People) -> pa.Array:
    """Birthdays by the segment's usual ages; a seventh are unknown, businesses have none."""
    low, high = planted().column("age")[people.segment].T
    age = low + (high - low) * (rng.random(len(people)) + rng.random(len(people))) / 2
    day = AS_OF.toordinal() - 719_163 - np.floor(365.25 * age).astype(np.int32)
    born = pa.array(day.astype(np.int32)).cast(pa.date32())
    return masked(born, people.is_business | (rng.random(len(people)) < 0.14))


def cities(language: str) -> pa.Array:
    """The city of each store."""
    return texts([store["city"] for entry in read_words("places") for store in entry["stores"]], language)


def stores(language: str) -> pa.Array:
    """The name of each store."""
    return texts([store for entry in read_words("places") for store in entry["stores"]], language)


def regions(language: str) -> pa.Array:
    """The name of each region."""
    return texts([entry["name"] for entry in read_words("places")], language)


def places(rng: np.random.Generator, people: People, language: str) -> dict[str, pa.Array]:
    """City, region, home store and its salesperson; a few cities are unknown."""
    store = pa.array(people.store)
    sellers = salespeople(language)
    n_stores = len(stores(language))
    has_two = people.store % 4 == 0
    second = has_two & (rng.random(len(people)) < 0.45)
    seller = np.where(second, n_stores + people.store // 4, people.store)
    return {
        "city": masked(cities(language).take(store), rng.random(len(people)) < 0.03),
        "region": regions(language).take(pa.array(people.region)),
        "store": stores(language).take(store),
        "owner": sellers.take(pa.array(seller)),
    }


def salespeople(language: str) -> pa.Array:
    """One salesperson per store, a second in every fourth: thirty invented names."""
    words = {key: entry[language] for key, entry in read_words("names").items()}
    n_stores = len(stores(language))
    people = range(n_stores + -(-n_stores // 4))
    sexes = ["female" if at % 3 else "male" for at in people]
    first, second = (
        [pick_nth(words[f"{sex}_{place}"], step * at + 3) for at, sex in enumerate(sexes)]
        for place, step in (("first", 7), ("last", 11))
    )
    surname = [pick_nth(words["surname"], 13 * at + 5) for at in people]
    space, shape = (" ", str.capitalize) if language == "en" else ("", str)
    return pa.array([s + space + shape(a + b) for s, a, b in zip(surname, first, second, strict=True)])


def pick_nth(pool: list[str], place: int) -> str:
    """The entry at `place`, counting round and round."""
    return pool[place % len(pool)]


def credit_codes(people: People, chunk: int) -> pa.Array:
    """Unified social credit codes with a right check digit and a district (999999) that does not exist."""
    codes: list[str | None] = [None] * len(people)
    for place in np.flatnonzero(people.is_business):
        body = f"91999999MA{(int(place) + chunk * PEOPLE_PER_CHUNK) % 10**7:07d}"
        codes[place] = body + check_letter(body)
    return pa.array(codes, pa.string())


def check_letter(body: str) -> str:
    """The eighteenth letter of a unified social credit code (GB 32100-2015)."""
    total = sum(CODE_LETTERS.index(letter) * pow(3, place, 31) for place, letter in enumerate(body))
    return CODE_LETTERS[-total % 31]


def grades(rng: np.random.Generator, n_orders: np.ndarray) -> np.ndarray:
    """Today's grade: by lifetime orders, whoever left long ago keeps it, and one in eight was typed wrongly."""
    grade = np.where(n_orders >= 8, 0, np.where(n_orders >= 4, 1, 2))
    wrong = rng.random(len(grade)) < 0.12
    return np.where(wrong, rng.integers(0, len(keys("grade")), len(grade)), grade)
