"""What ./run simulate runs."""

from tests.simulation.year import main

main()
