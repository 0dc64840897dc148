"""Plan who meets whom, when and at which table, and prove how good the plan is.

Mathematics only: slots, people, parties, tables and pairs with values. Nothing
here knows a name, a time zone, a calendar, a database or the web. What is listed
in ``__all__`` is the public interface; `matcher.planning` is its only caller in
the product. ``docs/model.md`` states the model, file format 1 its exchange form.
"""
