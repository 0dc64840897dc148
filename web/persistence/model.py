"""The declarative base: naming of constraints and the types of columns."""

from datetime import datetime

from sqlalchemy import JSON, MetaData, String
from sqlalchemy.orm import DeclarativeBase, registry

from web.persistence.columns import Instant

METADATA = MetaData(
    naming_convention={
        "ix": "ix_%(table_name)s_%(column_0_N_name)s",
        "uq": "uq_%(table_name)s_%(column_0_N_name)s",
        "ck": "ck_%(table_name)s_%(constraint_name)s",
        "fk": "fk_%(table_name)s_%(column_0_N_name)s",
        "pk": "pk_%(table_name)s",
    }
)
REGISTRY = registry(
    metadata=METADATA,
    type_annotation_map={
        datetime: Instant,
        str: String,
        dict[str, object]: JSON,
        list[str]: JSON,
        list[dict[str, str]]: JSON,
        list[dict[str, object]]: JSON,
    },
)


class Model(DeclarativeBase):
    """Base of every row. A plain base: Flask-SQLAlchemy 3.1 breaks on dataclasses.

    It copies the attributes of this class, which SQLAlchemy 2.1 accepts of a
    registry but not of a map of types beside one.
    """

    registry = REGISTRY
