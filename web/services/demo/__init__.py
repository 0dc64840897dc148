"""The demo event: 120 invented organisations around the coming clock change.

`dates` moves the days, `event` makes the event and plans it with the services that
the pages use too.
"""
