"""The forms of form-handlers.ts, written for FastAPI."""

from datetime import datetime, timezone
from typing import Annotated, Any

from fastapi import APIRouter, Form, UploadFile
from pydantic import BaseModel

router = APIRouter()


@router.post("/form/number")
def form_number(x: Annotated[float, Form()]) -> float:
    return x


@router.post("/form/integer")
def form_integer(x: Annotated[int, Form()]) -> int:
    return x


@router.post("/form/boolean")
def form_boolean(x: Annotated[bool, Form()]) -> bool:
    return x


@router.post("/form/date")
def form_date(x: Annotated[datetime, Form()]) -> int:
    return round(x.replace(tzinfo=x.tzinfo or timezone.utc).timestamp() * 1000)


@router.post("/form/text")
def form_text(x: Annotated[str, Form()]) -> str:
    return x


@router.post("/form/short")
def form_short(x: Annotated[str, Form(min_length=2, max_length=3)] = "ab") -> str:
    return x


@router.post("/form/numbers")
def form_numbers(x: Annotated[list[float], Form()]) -> list[float]:
    return x


@router.post("/form/texts")
def form_texts(x: Annotated[list[str], Form()] = []) -> list[str]:
    return x


@router.post("/form/several")
def form_several(
    x: Annotated[float, Form()], flag: Annotated[bool, Form()], size: Annotated[float, Form()] = 3
) -> list[Any]:
    return [x, flag, size]


class OrderForm(BaseModel):
    name: str
    count: float
    gift: bool = False
    tags: list[str] = []


@router.post("/models/form")
def model_form(order: Annotated[OrderForm, Form()]) -> OrderForm:
    return order


@router.post("/upload/file")
async def upload_file(x: UploadFile) -> list[Any]:
    return [x.filename, x.size, (await x.read()).decode()]


@router.post("/upload/maybe")
def upload_maybe(x: UploadFile | None = None) -> bool:
    return x is None


@router.post("/upload/files")
async def upload_files(x: list[UploadFile]) -> list[Any]:
    return [[each.filename, each.size, (await each.read()).decode()] for each in x]


@router.post("/upload/both")
def upload_both(file: UploadFile, x: Annotated[float, Form()]) -> list[Any]:
    return [file.filename, x]
