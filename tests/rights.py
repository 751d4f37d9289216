"""Who may do what at every address: the one table of expectations.

`tests/test_permissions.py` asks each of its cells; `tests/trust/` asks them by every method, with ids of every kind,
and of mutilated code. A route without a row fails the build.
"""

VISITORS = {
    "visitor",
    "expired",  # was signed in as the client, until the session ran out
    "forwarded",  # opened the sign-in letter and the way in of somebody else
    "letters",  # holds the keys that letters carry: to answer without signing in, and to stop letters
    "reader",  # holds a link to the firm's evidence
    "program",  # holds the address at which a program leaves readings
}
OUT = {
    "ended",  # sat here and left the organisation
    "deactivated",  # sat here, the person is deactivated
}
SIGNED_IN = {
    "owner",  # runs the firm
    "expert",  # on the engagement
    "colleague",  # of the firm, on another engagement
    "client",  # sits at the table, speaks for the client
    "below",  # two levels down, invited to this one problem
    "unseated",  # of the same client, no chair here
    "left",  # had a chair, left it
    "neighbour",  # of the firm's other client
    "stranger",  # owner of another firm
    "foreigner",  # client of another firm
    "elsewhere",  # the expert, but acting from a seat at a client of another firm
}
PRINCIPALS = tuple(sorted(VISITORS | OUT | SIGNED_IN))

SEATED = {"client", "below"}
EXPERTS = {"owner", "expert"}
INSIDE = EXPERTS | SEATED
INVITING = EXPERTS | {"client"}
FIRM = EXPERTS | {"colleague"}
SAME_CLIENT = SEATED | {"unseated", "left"}
UNHEARD = SAME_CLIENT - {"client"}  # of the client, but not speaking for it
CLIENTS = SAME_CLIENT | {"neighbour", "foreigner", "elsewhere"}
ALL_EXPERTS = SIGNED_IN - CLIENTS
OWNERS = {"owner", "stranger"}
EVERYBODY = set(PRINCIPALS)
NOBODY: set[str] = set()


class Row:
    """Who gets in with GET and with POST (None: there is no such method), and who is refused with a sentence (403).

    Everybody else who is signed in finds nothing (404), a visitor is asked to sign in; with `open_to_visitors` a
    visitor is like everybody else, finding nothing unless let in. HEAD is like GET, unless the answer is `endless`.
    There are no other methods.
    """

    def __init__(self, get=None, post=None, *, refused=NOBODY, open_to_visitors=False, known=NOBODY, endless=False):
        self.get, self.post, self.refused, self.open_to_visitors = get, post, refused, open_to_visitors
        self.head = None if endless else get
        self.known = known  # people without a seat who are known here all the same

    def expected(self, method):
        """What each principal is answered: "in", "refused", "hidden", "sign in" or "no method"."""
        inside = {"GET": self.get, "HEAD": self.head, "POST": self.post}.get(method)
        if inside is None:
            return dict.fromkeys(PRINCIPALS, "no method")
        found = {}
        for principal in PRINCIPALS:
            if principal in inside:
                found[principal] = "in"
            elif principal not in SIGNED_IN | self.known and not self.open_to_visitors:
                found[principal] = "sign in"
            elif principal in self.refused and method == "POST":
                found[principal] = "refused"
            else:
                found[principal] = "hidden"
        return found


PAGE = Row(INSIDE)
DEED = Row(post=INSIDE)
EXPERTS_DEED = Row(post=EXPERTS, refused=SEATED)
CLIENTS_DEED = Row(post=SEATED, refused=EXPERTS)
MINE = Row(post={"expert"}, refused=INSIDE - {"expert"})  # the expert's own commitment
FOR_EVERYBODY = Row(SIGNED_IN)
OPEN = Row(EVERYBODY, EVERYBODY)
KEYED = Row({"letters"}, {"letters"}, open_to_visitors=True)

MATRIX: dict[str, Row] = {
    # without a table
    "home": FOR_EVERYBODY,
    "care": FOR_EVERYBODY,
    "devices": FOR_EVERYBODY,
    "problem-new": FOR_EVERYBODY,
    "search": FOR_EVERYBODY,
    "similar": Row(ALL_EXPERTS),
    "similar-problem": Row(EXPERTS),
    "spread": FOR_EVERYBODY,
    **dict.fromkeys("portfolio portfolio-rows portfolio-csv portfolio-xlsx".split(), FOR_EVERYBODY),
    "signal-worth": Row(OWNERS),
    "me": Row(SIGNED_IN, SIGNED_IN),
    "device-out": Row(post=SIGNED_IN),
    "devices-others-out": Row(post=SIGNED_IN),
    "healthz": Row(EVERYBODY),
    "request-kept": Row(post=CLIENTS),
    # coming in
    "sign-in": Row(EVERYBODY - OUT, EVERYBODY),
    "sign-in-code": OPEN,
    "way-in": OPEN,  # a key that does not exist says so
    "seats": Row(SIGNED_IN | OUT, NOBODY, known=OUT),  # no such seat for anybody
    "answer": KEYED,
    # the firm and its clients
    "firm": Row(ALL_EXPERTS, OWNERS, refused={"expert", "colleague"}),
    "wording-rules": Row(ALL_EXPERTS),
    "firm-seats": Row(post=OWNERS, refused={"expert", "colleague"}),
    "clients": Row(ALL_EXPERTS, ALL_EXPERTS),
    "client": Row(EXPERTS | SAME_CLIENT),
    "client-seats": Row(post=INVITING, refused=UNHEARD),
    "client-placeholders": Row(post=INVITING, refused=UNHEARD),
    "client-engagements": Row(post=EXPERTS),
    "engagement": Row(EXPERTS),
    "engagement-promises": Row(post=EXPERTS),
    "engagement-crews": Row(post=EXPERTS),
    "engagement-crew-ended": Row(post=EXPERTS),
    "engagement-care": PAGE,
    "engagement-promised": DEED,
    "engagement-promised-ended": DEED,
    "engagement-rhythms": DEED,
    "engagement-rhythm-agreed": CLIENTS_DEED,  # the expert's side proposed it
    "engagement-pulse": PAGE,
    "pulse-rhythms": DEED,
    "pulse-own-turn": DEED,
    "pulse-rhythm-ended": DEED,
    "pulse-rhythm-agreed": CLIENTS_DEED,  # the expert's side proposed it
    # what a client brings the firm is read by the firm alone
    "client-success": Row(EXPERTS),
    "client-revenue": Row(post=EXPERTS),
    # each for the holder of its own key
    **dict.fromkeys("lasting pulse-answer pulse-stop".split(), KEYED),
    "readings-sent": Row(post={"program"}, open_to_visitors=True),
    "weeding": Row(ALL_EXPERTS),
    "care-letters": Row(ALL_EXPERTS, ALL_EXPERTS),
    "care-letters-stopped": Row(post=ALL_EXPERTS),
    "care-letters-stop": KEYED,
    "seat": Row(EXPERTS | SAME_CLIENT, INVITING, refused=UNHEARD),
    "seat-person": Row(post=INVITING, refused=UNHEARD),
    # what lies with a client: everybody there, and the firm's who work for it
    "inventory": Row(EXPERTS | SAME_CLIENT),
    "initiative": Row(EXPERTS | SAME_CLIENT),
    **dict.fromkeys(
        "inventory-items inventory-item-changed inventory-item-gone initiative-sponsor initiative-steps "
        "initiative-step-done initiative-dissolved initiative-ended".split(),
        Row(post=EXPERTS | SAME_CLIENT),
    ),
    "initiative-not-dissolved": Row(post=INSIDE),  # it speaks of a problem
    "seat-leaving": Row(post=EXPERTS, refused=SAME_CLIENT),
    # a placeholder can be neither moved nor deactivated
    "seat-move": Row(post=NOBODY, refused=EXPERTS | SAME_CLIENT),
    "seat-deactivation": Row(post=NOBODY, refused=EXPERTS | SAME_CLIENT),
    "seat-reactivation": Row(post=NOBODY, refused=EXPERTS | SAME_CLIENT),
    # the tray and the letters
    "tray": Row(ALL_EXPERTS),
    "tray-mail": Row(FIRM),
    "tray-raw": Row(FIRM),
    # nothing here came as a mail with a look of its own
    "tray-look": Row(NOBODY),
    "message-look": Row(NOBODY),
    "answer-mail": PAGE,
    "request-look": Row(NOBODY),
    "tray-put-aside": Row(post=FIRM),
    "tray-taken-up": Row(post=FIRM),
    "tray-placed": Row(post=NOBODY),  # no place was named
    "reply-addresses": Row(SIGNED_IN, SIGNED_IN),
    "letters": Row(OWNERS, open_to_visitors=True),
    "letter": Row({"owner"}, open_to_visitors=True),
    "letter-html": Row({"owner"}, open_to_visitors=True),
    # the pages of one table
    **dict.fromkeys(
        "solve constraint option table wall print history listening listening-session heard messages request "
        "proof measure readings-list-kept "
        "attachment words drafts disagreements state ownership tending accounts parking aside".split(),
        PAGE,
    ),
    **dict.fromkeys("readings-list inlets".split(), Row(INSIDE, INSIDE)),
    "wording": Row(post=NOBODY),  # nothing to read over was named
    "stream": Row(INSIDE, open_to_visitors=True, endless=True),
    "seriousness": Row(INSIDE, INSIDE),
    # the deeds at one table
    **dict.fromkeys(
        "ideas ideas-asked idea-set-aside constraints constraint-checks constraint-lessenings constraint-changes "
        "constraint-joined constraint-lifted options option-held option-partner positions decisions attempts results "
        "lives say aim answers wordings session-answers words-versions words-signers "
        "agreement drafts-laid disagreements-placed state-said measures measure-replaced readings opportunities fears "
        "ownership-owner ownership-commitments ownership-ways ownership-step-done ownership-prescriptions "
        "proof-proposals proof-days proof-back measure-readings reading-corrected inlet-closed "
        "ownership-abilities parkings parking-returned aside-notes "
        "tending-touches tending-touch-ended tending-links taken-up "
        "stuck stuck-helps stuck-ended".split(),
        DEED,
    ),
    **dict.fromkeys(
        "questions rung-mark need listening-sessions session-questions session-playbacks session-end "
        "ownership-steps weeding-do weeding-ask weeding-park weeding-let-go account-given".split(),
        EXPERTS_DEED,
    ),
    **dict.fromkeys(
        "proof-confirmed proof-not-yet proof-lasted proof-day-agreed "
        "rung-confirmation session-hearing ownership-agreement".split(),
        CLIENTS_DEED,
    ),
    # whoever disagrees says when it is settled
    **dict.fromkeys(
        "disagreement-settled disagreement-set-aside".split(), Row(post={"client"}, refused=INSIDE - {"client"})
    ),
    "tending-link-ended": Row(post=INSIDE - {"below"}),  # who sees both problems
    # chairs are given by the firm and by who speaks for the client
    **dict.fromkeys("chairs chair-left known newcomers".split(), Row(post=INVITING, refused={"below"})),
    "ownership-kept": MINE,
    "ownership-new-day": MINE,
    # not due yet, not missed
    "ownership-missed": Row(post=NOBODY, refused=INSIDE),
    "ownership-again": Row(post=NOBODY, refused=INSIDE),
    # cases: the client reads one once it was asked about it
    "cases": FOR_EVERYBODY,
    "case": PAGE,
    "case-words": Row(EXPERTS),
    **dict.fromkeys("case-versions case-blurred case-asked".split(), EXPERTS_DEED),
    "case-answered": Row(post={"client"}, refused=INSIDE - {"client"}),  # who was asked
    "case-drafted": Row(post=NOBODY, refused=INSIDE),  # not solved yet
    "case-withdrawn": Row(post=NOBODY, refused=INSIDE),  # nothing was permitted yet
    # evidence is the firm's, all of it
    "packs": Row(ALL_EXPERTS),
    "pack-made": Row(post=ALL_EXPERTS),
    **dict.fromkeys("pack pack-look pack-pdf".split(), Row(FIRM)),
    **dict.fromkeys("pack-chosen pack-linked pack-revoked pack-ended".split(), Row(post=FIRM)),
    **dict.fromkeys("shown shown-pdf".split(), Row({"reader"}, open_to_visitors=True)),
    **dict.fromkeys("shown-opened shown-taken".split(), Row(post={"reader"}, open_to_visitors=True)),
    # the guided ways are the firm's; for a client they do not exist
    "aside-ways": Row(EXPERTS),
    "aside-ways-begun": Row(post=NOBODY),  # no pattern was named
    "aside-way": Row(EXPERTS),
    "aside-way-gone": Row(post=EXPERTS),
    "aside-way-ended": Row(post=EXPERTS),
    # the private room: everybody has their own, and finds nothing of anybody else's
    **dict.fromkeys("reflect reflect-oneself reflect-trust reflect-lessons reflect-own".split(), FOR_EVERYBODY),
    "reflect-levels": Row(ALL_EXPERTS),
    "firm-focus": Row(ALL_EXPERTS),
    "reflect-snapshots": Row(SIGNED_IN, SIGNED_IN),
    **dict.fromkeys(
        "reflect-answered reflect-mendings reflect-learned reflect-unlocked reflect-locked reflect-passphrase "
        "reflect-passphrase-gone reflect-export reflect-ended".split(),
        Row(post=SIGNED_IN),
    ),
    "reflect-placed": Row(post=ALL_EXPERTS),
    **dict.fromkeys(
        "reflect-snapshot reflect-mending".split(), Row({"expert", "elsewhere"})
    ),  # the room is the person's
    **dict.fromkeys(
        "reflect-gone reflect-mending-changed reflect-mending-seen reflect-mending-mended".split(),
        Row(post={"expert", "elsewhere"}),
    ),
    # the note of the expert, in the aside of the expert's side
    "aside-taken-back": Row(post={"expert"}, refused={"owner"}),
}
# Whoever signs out is out: it has its own test (tests/people).
APART = {"sign-out"}
