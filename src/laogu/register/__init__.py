"""The register: who owns which shares, and since when.

Always true: the shares held of a class sum to the shares issued of that class; a security that
changed hands, in part or whole, is retired, and what came of it are new securities.

`history` is an issuer's history as others keep it, checked before anything of it stands here;
`interchange` leads from one to a register, and back.
"""

from laogu.register import (
    capital,
    convertibles,
    encumbrances,
    history,
    interchange,
    options,
    owners,
    papers,
    plans,
    rounds,
    vesting,
    views,
)
from laogu.register.brought import acts_on, grants_of
from laogu.register.changing import (
    check_authorised,
    check_certificate,
    check_issuer_authorised,
    consolidate,
    convert,
    reissue,
    repurchase,
)
from laogu.register.contributing import ContributionRow, contribution_table
from laogu.register.early import kept_back, unvested
from laogu.register.events import (
    HolderForgotten,
    HolderKind,
    HolderRegistered,
    IssuerRegistered,
    LoadUndone,
    RegisterEvent,
    RegisterLoaded,
    RestrictionAttached,
    RestrictionLifted,
    StockCancelled,
    StockClassRegistered,
    StockIssued,
    StockRetired,
    StockRetiredBy,
    StockTransferred,
)
from laogu.register.forgetting import check_left
from laogu.register.last_holders import Chain, LastHolder, LookThrough, look_through
from laogu.register.lives import Load, Retired, Security
from laogu.register.refusals import (
    AfterToday,
    BeforeItsTime,
    CannotLoad,
    CertificateTaken,
    ClassNameTaken,
    HolderUnknown,
    HoldsTooFew,
    IssuerUnknown,
    LoadedMeanwhile,
    LoadTakenBack,
    LoadUnknown,
    NotAScale,
    NotASlug,
    NothingKept,
    RegisterInUse,
    SecurityUnknown,
    SlugTaken,
    StillKept,
    StillThere,
    StockClassUnknown,
    TooManyChanges,
    TooManyUnits,
)
from laogu.register.retracting import retract
from laogu.register.rules import (
    Share,
    cancel,
    check_day,
    check_since,
    class_named,
    class_of_id,
    free_slug,
    holder_of_id,
    issue,
    issuer_named,
    living_security,
    share_of,
    transfer,
)
from laogu.register.splitting import holders_lots, split_lots
from laogu.register.state import Register
from laogu.register.stock import IssuedStock
from laogu.register.undoing import (
    acted_since,
    check_imports,
    endings,
    left_with,
    load_named,
    loads_of,
    moved_since,
    standing_load,
)
from laogu.register.views import (
    CapTable,
    CapTableRow,
    alike,
    cap_table,
    first_day,
    holdings,
    others_holding,
)

__all__ = [
    "AfterToday", "BeforeItsTime", "CannotLoad", "CapTable", "CapTableRow", "CertificateTaken",
    "Chain", "ClassNameTaken", "ContributionRow", "HolderForgotten", "HolderKind",
    "HolderRegistered", "HolderUnknown", "HoldsTooFew", "IssuedStock", "IssuerRegistered",
    "IssuerUnknown", "LastHolder", "Load", "LoadTakenBack", "LoadUndone", "LoadUnknown",
    "LoadedMeanwhile", "LookThrough", "NotAScale", "NotASlug", "NothingKept", "Register",
    "RegisterEvent", "RegisterInUse", "RegisterLoaded", "RestrictionAttached", "RestrictionLifted",
    "Retired", "Security", "SecurityUnknown", "Share", "SlugTaken", "StillKept", "StillThere",
    "StockCancelled", "StockClassRegistered", "StockClassUnknown", "StockIssued", "StockRetired",
    "StockRetiredBy", "StockTransferred", "TooManyChanges", "TooManyUnits", "acted_since",
    "acts_on", "alike", "cancel", "cap_table", "capital", "check_authorised", "check_certificate",
    "check_day", "check_imports", "check_issuer_authorised", "check_left", "check_since",
    "class_named", "class_of_id", "consolidate", "contribution_table", "convert", "convertibles",
    "encumbrances", "endings", "first_day", "free_slug", "grants_of", "history", "holder_of_id",
    "holders_lots", "holdings", "interchange", "issue", "issuer_named", "kept_back", "left_with",
    "living_security", "load_named", "loads_of", "look_through", "moved_since", "options",
    "others_holding", "owners", "papers", "plans", "reissue", "repurchase", "retract", "rounds",
    "share_of", "split_lots", "standing_load", "transfer", "unvested", "vesting", "views",
]  # fmt: skip
