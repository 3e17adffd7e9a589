"""The app of handlers.ts, written for FastAPI: what it answers is what we should answer."""

import math
import socket
from datetime import datetime, timezone
from enum import Enum
from typing import Annotated, Any

import answers
import forms
import models
import uvicorn
from fastapi import Body, Cookie, FastAPI, Header, Query
from pydantic import BaseModel, StrictBool, StrictFloat, StrictInt, StrictStr

app = FastAPI(openapi_url=None)
app.include_router(answers.router)
app.include_router(forms.router)
app.include_router(models.router)


def milliseconds(when: datetime) -> int:
    if when.tzinfo is None:
        when = when.replace(tzinfo=timezone.utc)
    return round(when.timestamp() * 1000)


@app.get("/number")
def number(x: float) -> float:
    return x


@app.get("/integer")
def integer(x: int) -> int:
    return x


@app.get("/boolean")
def boolean(x: bool) -> bool:
    return x


@app.get("/text")
def text(x: str) -> str:
    return x


@app.get("/date")
def date(x: datetime) -> int:
    return milliseconds(x)


@app.get("/several")
def several(x: float, flag: bool, when: datetime, size: float = 3) -> list[Any]:
    return [x, flag, milliseconds(when), size]


@app.get("/default-number")
def default_number(x: float = 4) -> float:
    return x


@app.get("/default-boolean")
def default_boolean(x: bool = False) -> bool:
    return x


@app.get("/default-text")
def default_text(x: str = "all") -> str:
    return x


@app.get("/numbers")
def numbers(x: Annotated[list[float], Query()]) -> list[float]:
    return x


@app.get("/integers")
def integers(x: Annotated[list[int], Query()] = []) -> list[int]:
    return x


@app.get("/texts")
def texts(x: Annotated[list[str], Query()] = []) -> list[str]:
    return x


@app.get("/booleans")
def booleans(x: Annotated[list[bool], Query()] = []) -> list[bool]:
    return x


class Choice(Enum):
    A = "a"
    B = "b"
    C = "c"


@app.get("/choice")
def choice(x: Choice) -> str:
    return x.value


@app.get("/range")
def range_(x: Annotated[float, Query(ge=1, le=9.5)]) -> float:
    return x


@app.get("/short")
def short(x: Annotated[str, Query(min_length=1, max_length=3)]) -> str:
    return x


@app.get("/pattern")
def pattern(x: Annotated[str, Query(pattern="^a+$")]) -> str:
    return x


@app.get("/path/number/{x}")
def path_number(x: float) -> float:
    return x


@app.get("/path/integer/{x}")
def path_integer(x: int) -> int:
    return x


@app.get("/path/boolean/{x}")
def path_boolean(x: bool) -> bool:
    return x


@app.get("/path/date/{x}")
def path_date(x: datetime) -> int:
    return milliseconds(x)


@app.get("/path/text/{x}")
def path_text(x: str) -> str:
    return x


@app.get("/path/{x}/and/{y}")
def path_both(x: float, y: bool, z: float) -> list[Any]:
    return [x, y, z]


@app.get("/header/number")
def header_number(x_count: Annotated[float, Header()]) -> float:
    return x_count


@app.get("/header/integer")
def header_integer(x_count: Annotated[int, Header()]) -> int:
    return x_count


@app.get("/header/boolean")
def header_boolean(x_count: Annotated[bool, Header()]) -> bool:
    return x_count


@app.get("/header/date")
def header_date(x_count: Annotated[datetime, Header()]) -> int:
    return milliseconds(x_count)


@app.get("/header/text")
def header_text(x_count: Annotated[str, Header()] = "none") -> str:
    return x_count


@app.get("/cookie")
def cookie(x: Annotated[float, Cookie()]) -> float:
    return x


class Item(BaseModel):
    name: StrictStr
    count: StrictInt
    price: StrictFloat = 1
    sold: StrictBool = False


class Address(BaseModel):
    street: StrictStr
    zip: StrictStr


class Order(BaseModel):
    id: StrictInt
    address: Address
    lines: list[Item]
    note: StrictStr | None = None


@app.post("/models/item")
def model_item(item: Item) -> Item:
    return item


@app.put("/models/item")
def put_item(item: Item) -> str:
    return item.name


@app.post("/models/items")
def model_items(items: list[Item]) -> list[Item]:
    return items


@app.post("/models/order")
def model_order(order: Order) -> int:
    return len(order.lines)


@app.post("/models/optional")
def model_optional(item: Item | None = None) -> bool:
    return item is not None


@app.post("/models/item/{x}")
def model_and_scalars(x: float, y: bool, item: Item) -> list[Any]:
    return [x, y, item.name]


@app.post("/field")
def field(x: Annotated[float, Body(embed=True)]) -> float:
    return x


@app.post("/fields")
def fields(
    name: Annotated[str, Body()],
    big: Annotated[int, Body()],
    ok: Annotated[bool, Body()],
    when: Annotated[datetime, Body()],
    size: Annotated[float, Body()] = 3,
) -> list[Any]:
    return [name, big, ok, milliseconds(when), size]


@app.post("/field-list")
def field_list(tags: Annotated[list[str], Body(embed=True)]) -> list[str]:
    return tags


@app.get("/answers/null")
def answer_null() -> None:
    return None


@app.get("/answers/true")
def answer_true() -> bool:
    return True


@app.get("/answers/string")
def answer_string() -> str:
    return "hello world"


@app.get("/answers/empty")
def answer_empty() -> str:
    return ""


@app.get("/answers/unicode")
def answer_unicode() -> str:
    return "Grüße, 世界 🙂 \u2028"


@app.get("/answers/zero")
def answer_zero() -> int:
    return 0


@app.get("/answers/nan")
def answer_nan() -> float:
    return math.nan


@app.get("/answers/infinity")
def answer_infinity() -> float:
    return -math.inf


@app.get("/answers/nested")
def answer_nested() -> dict[str, Any]:
    return {"list": [1, None, True, {"a": "b"}], "empty": {}}


@app.get("/answers/nested-nan")
def answer_nested_nan() -> dict[str, list[float]]:
    return {"list": [1.5, math.nan]}


@app.get("/answers/digits")
def answer_digits() -> int:
    return 123456789012345678901234567890


@app.get("/answers/date")
def answer_date() -> datetime:
    return datetime(2025, 1, 2, 3, 4, 5, tzinfo=timezone.utc)


@app.post("/answers/created", status_code=201)
def answer_created() -> str:
    return "made"


@app.delete("/answers/deleted", status_code=202)
def answer_deleted(x: float) -> float:
    return x


@app.get("/closed/")
def closed() -> str:
    return "closed"


if __name__ == "__main__":
    listening = socket.socket()
    listening.bind(("127.0.0.1", 0))
    listening.listen()
    print(listening.getsockname()[1], flush=True)
    uvicorn.Server(uvicorn.Config(app, log_level="critical")).run(sockets=[listening])
