"""The worker and its processes: claim, run one service function, record.

Thin: what a job does is in `web.services`; here it is started, kept alive, stopped
and started again. Nothing here decides anything about an event.
"""
