"""Certificates as JSON objects inside a plan of format 1."""

from collections.abc import Iterator

from solver.certificate import (
    Certificate,
    Cut,
    LanguagePrice,
    PartyPrice,
    Prices,
    TablePrice,
)
from solver.fields import Fields, integer, items
from solver.refusals import FormatError


def certificate_document(certificate: Certificate) -> dict[str, object]:
    """Write a certificate; a price that goes for all slots is a plain number."""
    return {
        "keeps_guarantee": certificate.keeps_guarantee,
        "parties": {each.party: _plain(each.prices) for each in certificate.parties},
        "tables": [
            {"features": each.features, "prices": _plain(each.prices)}
            for each in certificate.tables
        ],
        "interpreters": {
            each.language: _plain(each.prices) for each in certificate.interpreters
        },
        "cuts": [
            {
                "price": cut.price,
                "parties": cut.parties,
                "slots": cut.slots,
                "pairs": cut.pairs,
            }
            for cut in certificate.cuts
        ],
    }


def _plain(prices: Prices) -> int | Prices:
    return prices[0] if len(prices) == 1 else prices


def read_certificate(fields: Fields) -> Certificate:
    """Read a certificate; what it proves is for `solver.certified` to say.

    Raises:
        FormatError: With the place.
    """
    certificate = Certificate(
        keeps_guarantee=fields.flag("keeps_guarantee"),
        parties=tuple(
            PartyPrice(party=name, prices=prices)
            for name, prices in _by_name(fields, "parties")
        ),
        tables=tuple(_table(each) for each in fields.objects("tables")),
        interpreters=tuple(
            LanguagePrice(language=name, prices=prices)
            for name, prices in _by_name(fields, "interpreters")
        ),
        cuts=tuple(_cut(each) for each in fields.objects("cuts")),
    )
    fields.close()
    return certificate


def _by_name(fields: Fields, name: str) -> Iterator[tuple[str, Prices]]:
    """Yield the names and prices in an object field."""
    value = fields.required(name)
    place = fields.place(name)
    if not isinstance(value, dict):
        raise FormatError(place=place, advice="must be an object of prices by name")
    for key, prices in value.items():
        yield key, _prices(prices, f"{place}.{key}")


def _prices(value: object, place: str) -> Prices:
    """Read one price, or a list of them."""
    if isinstance(value, list):
        return tuple(integer(price, where) for price, where in items(value, place))
    return (integer(value, place),)


def _table(fields: Fields) -> TablePrice:
    table = TablePrice(
        features=fields.texts("features"),
        prices=_prices(fields.required("prices"), fields.place("prices")),
    )
    fields.close()
    return table


def _cut(fields: Fields) -> Cut:
    cut = Cut(
        price=fields.integer("price"),
        parties=fields.texts("parties"),
        slots=tuple(
            tuple(integer(slot, where) for slot, where in items(slots, place))
            for slots, place in fields.items("slots")
        ),
        pairs=fields.texts("pairs"),
    )
    fields.close()
    return cut
