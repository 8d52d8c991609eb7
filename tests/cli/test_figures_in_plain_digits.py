"""In the shell a figure is in plain digits, as in a program's request."""

import click
import pytest

from laogu.cli.fields import options_of
from laogu.operations import OPERATIONS


@pytest.mark.parametrize("typed", ["１０", " 10", "10 ", "1_0", "+10", "10.0", "٣"])
def test_a_whole_number_in_the_shell_is_in_plain_digits(typed):
    options = options_of(OPERATIONS["window.open"].request)
    option = next(one for one in options if one.name == "lock_minutes")

    assert option.type.convert("10", None, None) == 10
    with pytest.raises(click.BadParameter):
        option.type.convert(typed, None, None)
