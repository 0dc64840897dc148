"""Work outside requests: thin functions that call a service and record."""
