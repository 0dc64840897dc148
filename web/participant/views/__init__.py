"""The personal pages: a guard, a form, one call of a service, an answer."""
