"""The ways what fans out is refused."""

from laogu.basics import Unavailable


class DaskMissing(Unavailable):
    """Work is to run on Dask, which is not installed."""

    code = "executors.dask_missing"
    what = "There is no Dask here to work on."
    why = "{missing} is not installed."
    fix = "Install it with pip install 'laogu[dask]', or let the work run local or in a pool."
    missing: str
