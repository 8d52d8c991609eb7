"""The usual stack, in the common manner: what an order route is measured beside.

FastAPI, a model of pydantic's, a function in the thread pool, a session of SQLAlchemy's for each
request, one commit and one refresh. It keeps an order and nothing more: no rules, no books, no
chain, nobody is asked who they are, and a request sent twice is recorded twice.
"""

# No postponed annotations here: FastAPI reads them while it runs.
from datetime import datetime
from decimal import Decimal
from typing import Any
from urllib.parse import unquote

from fastapi import FastAPI  # habit 39: the extra `bench` brings it
from pydantic import BaseModel, ConfigDict  # habit 39: it comes with FastAPI

# habit 39: the extra `bench` brings it.
from sqlalchemy import DateTime, Engine, Numeric, create_engine, event, func

# habit 39: the same.
from sqlalchemy.orm import DeclarativeBase, Mapped, mapped_column, sessionmaker

POOL = 20


class _Tables(DeclarativeBase):
    pass


class _Order(_Tables):
    __tablename__ = "orders"

    id: Mapped[int] = mapped_column(primary_key=True)
    issuer: Mapped[str]
    stock_class: Mapped[str]
    seller: Mapped[str] = mapped_column(index=True)
    quantity: Mapped[Decimal] = mapped_column(Numeric(20, 0))
    price: Mapped[Decimal] = mapped_column(Numeric(20, 4))
    currency: Mapped[str]
    at: Mapped[datetime] = mapped_column(DateTime(timezone=True), server_default=func.now())


class _Asked(BaseModel):
    issuer: str
    stock_class: str
    seller: str
    quantity: Decimal
    price: Decimal
    currency: str


class _Told(_Asked):
    model_config = ConfigDict(from_attributes=True)

    id: int
    at: datetime


def usual(database: str) -> Any:
    """Return the application. database: as `laogu serve` takes it."""
    engine = _engine(database)
    _Tables.metadata.create_all(engine)
    sessions = sessionmaker(engine, expire_on_commit=True)

    app = FastAPI()

    @app.post("/api/offer/post", status_code=201, response_model=_Told)
    def post(asked: _Asked) -> _Order:
        # Not as a dependency: those are closed in the same pool of threads, which then runs dry.
        with sessions() as session:
            order = _Order(**asked.model_dump())
            session.add(order)
            session.commit()
            session.refresh(order)
            return order

    return app


def _engine(database: str) -> Engine:
    pool = {"pool_size": POOL, "max_overflow": 0}
    if not database.startswith("sqlite:"):
        address = database.replace("postgresql://", "postgresql+psycopg://", 1)
        return create_engine(unquote(address), **pool)
    engine = create_engine(database, connect_args={"timeout": 60}, **pool)

    @event.listens_for(engine, "connect")
    def durable(connection: Any, _: Any) -> None:
        connection.execute("PRAGMA journal_mode = WAL")
        connection.execute("PRAGMA synchronous = FULL")

    return engine
