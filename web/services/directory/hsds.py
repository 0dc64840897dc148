"""The directory in Open Referral's Human Services Data Specification, version 3.0.

A participant is an ``organization``, an offer a ``service``, a place a
``service_area``, a language a ``language`` of the services (never of a person), and our
themes, target groups and kinds of offer are ``taxonomy_term``, tied on by
``attribute``. All ids are UUIDs that stay the same from one export to the next.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from uuid import NAMESPACE_URL, UUID, uuid5

from matcher.vocabulary import VOCABULARY
from web.services.directory.entries import DirectoryEntry, DirectoryService
from web.wording import gettext as _
from web.wording.labels import in_sentence, label

VERSION = "3.0"
ORG_KIND = "org_kind"
_TAXONOMY = "urn:trefpunt:taxonomy:"

Record = Mapping[str, object]


@dataclass(frozen=True, slots=True, kw_only=True)
class HsdsTables:
    """The directory as the tables of the specification."""

    organization: tuple[Record, ...]
    service: tuple[Record, ...]
    service_area: tuple[Record, ...]
    language: tuple[Record, ...]
    attribute: tuple[Record, ...]
    taxonomy: tuple[Record, ...]
    taxonomy_term: tuple[Record, ...]


def hsds_tables(entries: Sequence[DirectoryEntry]) -> HsdsTables:
    """Write the directory as tables, with keys from one to another."""
    links = tuple(link for entry in entries for link in _links_of(entry))
    terms = sorted({(link.scheme, link.code) for link in links})
    return HsdsTables(
        organization=tuple(map(_organization, entries)),
        service=tuple(
            {"organization_id": str(entry.id), **_service(entry, service)}
            for entry, service in _offers(entries)
        ),
        service_area=tuple(
            {"service_id": str(service.id), **area}
            for entry, service in _offers(entries)
            for area in _areas(entry, service)
        ),
        language=tuple(
            {"service_id": str(service.id), **language}
            for entry, service in _offers(entries)
            for language in _languages(entry, service)
        ),
        attribute=tuple(link.row() for link in links),
        taxonomy=tuple(
            _taxonomy(scheme) for scheme in sorted({scheme for scheme, _code in terms})
        ),
        taxonomy_term=tuple(
            {"taxonomy_id": str(_taxonomy_id(scheme)), **_term(scheme, code)}
            for scheme, code in terms
        ),
    )


def hsds_page(entries: Sequence[DirectoryEntry]) -> Record:
    """Write the directory as one page of organisations, with all that is theirs."""
    return {
        "total_items": len(entries),
        "total_pages": 1,
        "page_number": 1,
        "size": len(entries),
        "first_page": True,
        "last_page": True,
        "empty": not entries,
        "contents": [
            {
                **_organization(entry),
                "attributes": _nested(entry.id, entry),
                "services": [
                    {
                        **_service(entry, service),
                        "languages": list(_languages(entry, service)),
                        "service_areas": list(_areas(entry, service)),
                        "attributes": _nested(service.id, entry),
                    }
                    for service in entry.services
                ],
            }
            for entry in entries
        ],
    }


@dataclass(frozen=True, slots=True, kw_only=True)
class _Link:
    """That a term of a taxonomy says something of an organisation or service."""

    entity: str
    id: UUID
    scheme: str
    code: str

    def own(self) -> dict[str, object]:
        """Write the link, without what it leads to."""
        return {
            "id": str(uuid5(self.id, f"attribute:{self.scheme}:{self.code}")),
            "link_id": str(self.id),
            "link_entity": self.entity,
            "link_type": self.scheme,
        }

    def row(self) -> Record:
        """Write the link with the key of its term."""
        term = str(_term_id(self.scheme, self.code))
        return {**self.own(), "taxonomy_term_id": term}

    def nested(self) -> Record:
        """Write the link with its whole term inside."""
        term = {
            **_term(self.scheme, self.code),
            "taxonomy_detail": _taxonomy(self.scheme),
        }
        return {**self.own(), "taxonomy_term": term}


def _links_of(entry: DirectoryEntry) -> Iterator[_Link]:
    """Say what everything of an entry is about."""
    yield _Link(entity="organization", id=entry.id, scheme=ORG_KIND, code=entry.kind)
    for service in entry.services:
        about = (
            ("need_kind", (service.kind,)),
            ("theme", entry.themes),
            ("target_group", entry.target_groups),
        )
        for scheme, codes in about:
            for code in codes:
                yield _Link(entity="service", id=service.id, scheme=scheme, code=code)


def _nested(thing: UUID, entry: DirectoryEntry) -> list[Record]:
    return [link.nested() for link in _links_of(entry) if link.id == thing]


def _offers(
    entries: Iterable[DirectoryEntry],
) -> Iterator[tuple[DirectoryEntry, DirectoryService]]:
    return ((entry, service) for entry in entries for service in entry.services)


def _organization(entry: DirectoryEntry) -> Record:
    return {
        "id": str(entry.id),
        "name": entry.name,
        "description": entry.description or entry.name,
    }


def _service(entry: DirectoryEntry, service: DirectoryService) -> Record:
    found = {
        "id": str(service.id),
        "name": service.name,
        "description": service.text,
        "status": "active",
    }
    if entry.target_groups:
        groups = in_sentence("target_group", entry.target_groups)
        found["eligibility_description"] = _("Voor: %(groups)s", groups=groups)
    return found


def _areas(entry: DirectoryEntry, service: DirectoryService) -> Iterator[Record]:
    if entry.area:
        yield {"id": str(uuid5(service.id, "service_area")), "name": entry.area}


def _languages(entry: DirectoryEntry, service: DirectoryService) -> Iterator[Record]:
    for code in dict.fromkeys(entry.languages):
        yield {
            "id": str(uuid5(service.id, f"language:{code}")),
            "name": label("language", code),
            "code": code,
        }


def _taxonomy_id(scheme: str) -> UUID:
    return uuid5(NAMESPACE_URL, f"{_TAXONOMY}{scheme}")


def _term_id(scheme: str, code: str) -> UUID:
    return uuid5(NAMESPACE_URL, f"{_TAXONOMY}{scheme}:{code}")


def _taxonomy(scheme: str) -> Record:
    return {
        "id": str(_taxonomy_id(scheme)),
        "name": scheme,
        "description": f"Trefpunt: {scheme}",
        "uri": f"{_TAXONOMY}{scheme}",
    }


def _term(scheme: str, code: str) -> Record:
    name = VOCABULARY.label(scheme, code)
    return {
        "id": str(_term_id(scheme, code)),
        "code": code,
        "name": name,
        "description": name,
        "taxonomy": scheme,
        "language": "nl",
    }
