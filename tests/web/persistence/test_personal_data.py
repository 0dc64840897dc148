"""No table and no column escapes: neither who asks what is stored, nor who is erased."""

from web.persistence.model import Model
from web.persistence.personal_data import (
    MENTIONS,
    Content,
    Holding,
    contents_of,
    given_columns,
    holdings,
    own_tables,
    text_columns,
)
from web.persistence.queries.erasing import CLEANERS
from web.persistence.queries.stored_data import READERS


def test_every_table_is_on_the_list_once() -> None:
    doubtful = {name: found for name, found in holdings().items() if len(found) != 1}

    assert doubtful == {}


def test_every_column_with_text_is_on_the_list_once() -> None:
    doubtful = {
        f"{table.name}.{column.name}": found
        for table in Model.metadata.sorted_tables
        for column in text_columns(table)
        if len(found := contents_of(table.name, column.name)) != 1
    }

    assert doubtful == {}


def test_words_of_participants_stand_only_where_erasing_looks() -> None:
    searched = {table.name for table in own_tables()} | MENTIONS

    astray = {
        f"{table.name}.{column.name}"
        for table in Model.metadata.sorted_tables
        for column in text_columns(table)
        if Content.WORDS in contents_of(table.name, column.name)
        and table.name not in searched
    }

    assert astray == set()


def test_every_table_that_mentions_participants_is_read_and_cleaned() -> None:
    mentioning = {
        name for name, found in holdings().items() if Holding.MENTIONS in found
    }

    assert set(READERS) == mentioning
    assert set(CLEANERS) == mentioning


def test_what_belongs_to_a_participant_goes_with_it() -> None:
    kept = {
        table.name
        for table in own_tables()
        for key in table.foreign_keys
        if key.column.table.name == "participant" and key.ondelete != "CASCADE"
    }

    assert kept == set()


def test_secrets_are_given_to_nobody() -> None:
    given = {
        column.name for column in given_columns(Model.metadata.tables["personal_link"])
    }

    assert given == {"id", "participant_id", "purpose", "created_at", "revoked_at"}
