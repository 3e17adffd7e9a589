"""The arrays, unions and response models of model-handlers.ts, written for FastAPI."""

from collections.abc import AsyncIterable, Iterable
from datetime import datetime, timezone
from enum import Enum
from typing import Annotated, Any, Literal

from fastapi import APIRouter, Body
from pydantic import BaseModel, Field, StrictBool, StrictInt, StrictStr

router = APIRouter()


@router.post("/list/number")
def list_number(x: Annotated[list[float], Body()]) -> list[float]:
    return x


@router.post("/list/integer")
def list_integer(x: Annotated[list[int], Body()]) -> list[int]:
    return x


@router.post("/list/boolean")
def list_boolean(x: Annotated[list[bool], Body()]) -> list[bool]:
    return x


@router.post("/list/text")
def list_text(x: Annotated[list[str], Body()]) -> list[str]:
    return x


@router.post("/list/date")
def list_date(x: Annotated[list[datetime], Body()]) -> list[int]:
    return [round(each.replace(tzinfo=each.tzinfo or timezone.utc).timestamp() * 1000) for each in x]


class Choice(Enum):
    A = "a"
    B = "b"


class Level(Enum):
    LOW = 1
    HIGH = 2


@router.post("/list/choice")
def list_choice(x: Annotated[list[Choice], Body()]) -> list[Choice]:
    return x


@router.post("/list/level")
def list_level(x: Annotated[list[Level], Body()]) -> list[Level]:
    return x


@router.post("/list/short")
def list_short(x: Annotated[list[Annotated[str, Field(min_length=1, max_length=2)]], Body()]) -> list[str]:
    return x


@router.post("/list/range")
def list_range(x: Annotated[list[Annotated[float, Field(ge=1, le=9.5)]], Body()]) -> list[float]:
    return x


@router.post("/list/optional")
def list_optional(x: Annotated[list[float], Body()] = [7]) -> list[float]:
    return x


class Cat(BaseModel):
    kind: Literal["cat"]
    lives: StrictInt


class Dog(BaseModel):
    kind: Literal["dog", "hound"]
    bark: StrictStr


Pet = Annotated[Cat | Dog, Field(discriminator="kind")]


class Owner(BaseModel):
    name: StrictStr
    pet: Pet
    others: list[Pet] = []


@router.post("/union/one")
def union_one(pet: Annotated[Cat | Dog, Body(discriminator="kind")]) -> list[Any]:
    return [type(pet).__name__, pet]


@router.post("/union/many")
def union_many(pets: list[Pet]) -> list[str]:
    return [type(pet).__name__ for pet in pets]


@router.post("/models/owner")
def model_owner(owner: Owner) -> list[str]:
    return [type(pet).__name__ for pet in [owner.pet, *owner.others]]


class Person(BaseModel):
    name: StrictStr
    adult: StrictBool = True


class Employee(Person):
    name: Annotated[StrictStr, Field(max_length=3)]
    salary: StrictInt


@router.post("/models/employee")
def model_employee(employee: Employee) -> Employee:
    return employee


SECRET = {"name": "a", "salary": 4, "secret": {"name": "b"}}


class Team(BaseModel):
    lead: Person
    members: list[Person]
    by_name: dict[str, Person] = {}


@router.get("/answer/person", response_model=Person)
def answer_person() -> Any:
    return SECRET


@router.get("/answer/employee", response_model=Person)
def answer_employee() -> Any:
    return Employee(name="a", salary=4)


@router.get("/answer/people", response_model=list[Person])
def answer_people() -> Any:
    return [SECRET, {"name": "b", "adult": False}]


@router.get("/answer/team", response_model=Team)
def answer_team() -> Any:
    return {"lead": SECRET, "members": [SECRET, SECRET], "secret": 4}


@router.get("/answer/wrong", response_model=Person)
def answer_wrong() -> Any:
    return {"name": 4}


@router.get("/answer/nothing", response_model=Person)
def answer_nothing() -> Any:
    return None


@router.get("/answer/one-for-many", response_model=list[Person])
def answer_one_for_many() -> Any:
    return SECRET


@router.get("/answer/stream")
async def answer_stream() -> AsyncIterable[Person]:
    yield SECRET
    yield {"name": "b"}


@router.get("/answer/generator")
def answer_generator() -> Iterable[Person]:
    yield SECRET
