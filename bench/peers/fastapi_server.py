"""The endpoints of bench/servers/endpoints-portico.ts, written for FastAPI."""

import socket
from collections.abc import AsyncIterable
from typing import Annotated, Literal

import uvicorn
from fastapi import FastAPI, Request
from fastapi.sse import EventSourceResponse
from pydantic import BaseModel, Field

app = FastAPI(openapi_url=None)


class Address(BaseModel):
    street: str
    city: str
    zip: str


class Line(BaseModel):
    article: Annotated[str, Field(min_length=1, max_length=40)]
    quantity: Annotated[int, Field(ge=1)]
    price: float


class Order(BaseModel):
    id: int
    mail: Annotated[str, Field(pattern=r"^[^@\s]+@[^@\s]+$")]
    name: Annotated[str, Field(min_length=1, max_length=50)]
    note: str | None = None
    paid: bool
    total: Annotated[float, Field(ge=0)]
    delivery: Literal["post", "courier"]
    tags: list[str]
    address: Address
    lines: list[Line]


@app.get("/query")
async def query(x: float, flag: bool) -> dict[str, float | bool]:
    return {"x": x, "flag": flag}


@app.post("/order")
async def order(order: Order) -> dict[str, int]:
    return {"id": order.id, "lines": len(order.lines)}


@app.post("/upload")
async def upload(request: Request) -> dict[str, int]:
    return {"size": len(await request.body())}


@app.get("/events", response_class=EventSourceResponse)
async def events() -> AsyncIterable[dict[str, int]]:
    for n in range(10_000):
        yield {"n": n}


if __name__ == "__main__":
    listening = socket.socket()
    listening.bind(("127.0.0.1", 0))
    listening.listen()
    print(listening.getsockname()[1], flush=True)
    uvicorn.Server(uvicorn.Config(app, log_level="critical")).run(sockets=[listening])
