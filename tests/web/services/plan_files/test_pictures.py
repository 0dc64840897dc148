from itertools import pairwise

from web.services.plan_files.pictures import BarLabel, bar_chart


def test_bars_stand_on_the_line_as_high_as_their_numbers():
    chart = bar_chart([(2, 4), (1,)])

    heights = [(bar.series, bar.number, bar.height) for bar in chart.bars]
    assert heights == [(0, 2, 80.0), (0, 4, 160.0), (1, 1, 40.0)]
    assert all(bar.y + bar.height == chart.baseline for bar in chart.bars)
    assert chart.labels == (BarLabel(x=42.0, text="0"), BarLabel(x=106.0, text="1"))


def test_bars_of_a_group_do_not_overlap_and_stay_in_the_picture():
    chart = bar_chart([(3, 3), (3, 3)])

    bars = sorted(chart.bars, key=lambda bar: bar.x)
    assert all(left.x + left.width <= right.x for left, right in pairwise(bars))
    assert bars[-1].x + bars[-1].width <= chart.width
    assert bars[0].middle == bars[0].x + bars[0].width / 2


def test_nothing_to_draw_is_an_empty_picture():
    assert bar_chart([]).bars == ()
    assert bar_chart([(0,)]).bars[0].height == 0
