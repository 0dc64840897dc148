import flask
import pytest

from web.wording import (
    gettext,
    in_language,
    language_in_force,
    lazy_gettext,
    ngettext,
    pgettext,
)


def test_texts_are_dutch_outside_an_application():
    assert gettext("oktober") == "oktober"
    assert language_in_force() == "nl"


def test_gettext_fills_in_values_and_leaves_their_percent_signs_alone():
    assert gettext("%(day)s %(year)d", day="100%s", year=2026) == "100%s 2026"
    assert gettext("100%") == "100%"


@pytest.mark.usefixtures("app")
def test_in_language_holds_inside_the_block_only():
    with in_language("en"):
        assert (gettext("maart"), language_in_force()) == ("March", "en")

    assert (gettext("maart"), language_in_force()) == ("maart", "nl")


@pytest.mark.usefixtures("app")
def test_in_language_speaks_dutch_for_a_language_without_catalogue():
    with in_language("xx"):
        assert language_in_force() == "nl"


@pytest.mark.usefixtures("app")
def test_ngettext_counts():
    assert ngettext("%(num)d minuut", "%(num)d minuten", 1) == "1 minuut"
    assert ngettext("%(num)d minuut", "%(num)d minuten", 2) == "2 minuten"
    with in_language("en"):
        assert ngettext("%(num)d minuut", "%(num)d minuten", 2) == "2 minutes"


@pytest.mark.usefixtures("app")
def test_pgettext_falls_back_on_the_source():
    assert pgettext("somewhere", "maart") == "maart"


def test_lazy_text_is_translated_when_it_is_shown(app: flask.Flask):
    month, counted = lazy_gettext("mei"), lazy_gettext("%(days)s %(month)s")

    with app.app_context(), in_language("en"):
        shown = (str(month), f"{month:>5}", counted % {"days": 4, "month": month})
        in_page = flask.render_template_string("{{ month }}", month=month)
    assert shown == ("May", "  May", "4 May")
    assert in_page == "May"
    assert str(month) == "mei"


def test_lazy_text_is_escaped_in_a_page(app: flask.Flask):
    with app.app_context():
        page = flask.render_template_string("{{ text }}", text=lazy_gettext("<b>"))

    assert page == "&lt;b&gt;"
