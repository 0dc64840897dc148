"""Groups that register while the server is killed go on where they were."""

import time
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from bench.registrations import Registering, prepare, serving, stored
from tests.web.conftest import settings_for

pytestmark = pytest.mark.journey
GROUPS = 8


def test_nothing_is_lost_or_double_when_the_server_is_killed(tmp_path: Path) -> None:
    settings = prepare(settings_for(tmp_path))
    groups = [Registering(settings.base_url, number) for number in range(GROUPS)]

    with ThreadPoolExecutor(GROUPS) as pool:
        with serving(settings) as server:
            under_way = [pool.submit(group.run) for group in groups]
            while sum(len(group.spans) for group in groups) < 3 * GROUPS:
                assert server.poll() is None
                time.sleep(0.01)
            server.kill()
            server.wait()
        with serving(settings):
            for each in under_way:
                each.result()

    assert stored(settings) == {(f"Groep {n}", "registered"): 1 for n in range(GROUPS)}
    assert sum(group.retries for group in groups) > 0
