"""Eight kinds of test, one folder each, each with its own question (house style, habit 28)."""
