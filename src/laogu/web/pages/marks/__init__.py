"""Marks on the pages: the figure with its scale and grade, why it is so, and *no price* with why.

Always true: a mark is never shown without its band and its grade, nor *no price* without a reason.
"""
