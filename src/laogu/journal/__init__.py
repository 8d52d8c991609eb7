"""The journal: the append-only record, the clock, and the one step that is not pure.

Always true: an answer is given only when its entry is durable; the same request is recorded once;
the chain covers the exact bytes that are stored.
"""

from laogu.journal.addresses import open_store, shown
from laogu.journal.chain import Head, check, genesis, link
from laogu.journal.changes import MOST_OF_ONE_PERSON, Changes, Listener, Told, TooManyListen
from laogu.journal.clock import RealWorld, StoppedWorld, World, new_request_id, uuid7
from laogu.journal.collecting import without_collecting
from laogu.journal.copying import Copied, CopyDiffers, TargetNotEmpty, copy
from laogu.journal.entries import Entry, made, personal_in
from laogu.journal.failures import (
    AddressNamesNoFile,
    AddressUnreadable,
    AnotherWriter,
    CannotConnect,
    CannotOpen,
    ChainBroken,
    Damaged,
    KeyTaken,
    LayoutNewer,
    LayoutOlder,
    NoDatabase,
    NotADatabase,
    NotNext,
    NotOurs,
    NotReadable,
    NotRecorded,
    NotTheWriter,
    OutcomeUnknown,
    PathIsNoFile,
    StandbyNeedsServer,
    UnknownScheme,
    UnsafeSqlite,
)
from laogu.journal.following import (
    Followed,
    Following,
    Handover,
    RecordDiffers,
    came_after,
    fold,
    stand_by,
)
from laogu.journal.heads import EarlierHead, HeadFound, HeadUnreadable, earlier_head
from laogu.journal.indications import Indicated, Indications
from laogu.journal.journal import Journal, Outcome
from laogu.journal.looking import LATEST, SAME_LOOK_SECONDS, Look, Looking
from laogu.journal.opening import EntryUnreadable, SnapshotStrange
from laogu.journal.remembering import Remembering
from laogu.journal.requests import (
    AHEAD_MINUTES,
    REMEMBERED_HOURS,
    Command,
    MarketStopped,
    NotForeseen,
    PromiseBroken,
    Recorded,
    RequestForgotten,
    RequestFromAhead,
    RequestReused,
    RequestTooOld,
    StandsBy,
)
from laogu.journal.running import Running
from laogu.journal.signing_in import (
    LINK_MINUTES,
    SESSION_HOURS,
    SignIn,
    form_proof,
    is_form_proof,
    token_digest,
)
from laogu.journal.snapshots import snapshot_of
from laogu.journal.store import Kept, Looks, Row, Session, Sessions, Snapshot, Store
from laogu.journal.verify import Verified, verify
from laogu.journal.writer import LARGEST_BATCH, SNAPSHOT_EVERY, Writer

__all__ = [
    "AHEAD_MINUTES", "LARGEST_BATCH", "LATEST", "LINK_MINUTES", "MOST_OF_ONE_PERSON",
    "REMEMBERED_HOURS", "SAME_LOOK_SECONDS", "SESSION_HOURS", "SNAPSHOT_EVERY",
    "AddressNamesNoFile", "AddressUnreadable", "AnotherWriter", "CannotConnect", "CannotOpen",
    "ChainBroken", "Changes", "Command", "Copied", "CopyDiffers", "Damaged", "EarlierHead", "Entry",
    "EntryUnreadable", "Followed", "Following", "Handover", "Head", "HeadFound", "HeadUnreadable",
    "Indicated", "Indications", "Journal", "Kept", "KeyTaken", "LayoutNewer", "LayoutOlder",
    "Listener", "Look", "Looking", "Looks", "MarketStopped", "NoDatabase", "NotADatabase",
    "NotForeseen", "NotNext", "NotOurs", "NotReadable", "NotRecorded", "NotTheWriter", "Outcome",
    "OutcomeUnknown", "PathIsNoFile", "PromiseBroken", "RealWorld", "RecordDiffers", "Recorded",
    "Remembering", "RequestForgotten", "RequestFromAhead", "RequestReused", "RequestTooOld", "Row",
    "Running", "Session", "Sessions", "SignIn", "Snapshot", "SnapshotStrange", "StandbyNeedsServer",
    "StandsBy", "StoppedWorld", "Store", "TargetNotEmpty", "Told", "TooManyListen", "UnknownScheme",
    "UnsafeSqlite", "Verified", "World", "Writer", "came_after", "check", "copy", "earlier_head",
    "fold", "form_proof", "genesis", "is_form_proof", "link", "made", "new_request_id",
    "open_store", "personal_in", "shown", "snapshot_of", "stand_by", "token_digest", "uuid7",
    "verify", "without_collecting",
]  # fmt: skip
