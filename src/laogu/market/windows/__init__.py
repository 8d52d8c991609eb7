"""Windows: a while in which orders are collected, and a bell at which all trade at one price.

Always true: an order promises the lots it sells, or holds the cash it can cost; nobody buys above
or sells below its limit; bought equals sold.
"""
