"""What participants fill in: one module per step, validated by WTForms.

A form is read from what was sent or filled from answers; it gives answers back
once it is valid. Nothing is stored here.
"""
