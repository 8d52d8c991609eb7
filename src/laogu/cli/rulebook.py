"""`laogu rulebook adopt`: in which ways shares may find a buyer, from a TOML file."""

from laogu.cli.generated import command_of
from laogu.cli.terms import terms_in

adopt = command_of("rulebook.adopt", file="text", reads=terms_in)
