"""What each column holds: the class that decides who may ever see it leave the database.

- **private**: what one side, or one person, wrote for itself; in no page, letter, export or figure for anybody else.
- **personal**: tells something about a person; in exports of that person, gone when they are erased.
- **shared**: what everybody at a table, or everybody of a firm, may read.
- **technical**: ids, keys, states of the machine; in no page as they are.

A new column gets its class here in the same commit; `tests/test_columns.py` fails until it has one.
"""

COLUMNS: dict[str, dict[str, str]] = {
    "Firm": {
        "personal": "mailbox",
        "shared": "name language time_zone made_at",
        "technical": "id",
    },
    "Client": {
        "shared": "name domain made_at",
        "technical": "id firm_id",
    },
    "Engagement": {
        "shared": "name care_minor care_moderate care_serious began_at ended_at",
        "technical": "id firm_id client_id",
    },
    "Person": {
        "personal": "email name language time_zone letters_per_day deactivated_at",
        "shared": "made_at",
        "technical": "id",
    },
    "Seat": {
        "personal": "name title",
        "shared": "role level made_at left_at",
        "technical": "id firm_id client_id person_id reports_to_id",
    },
    "Crew": {
        "shared": "since ended_at",
        "technical": "id seat_id engagement_id",
    },
    "Session": {
        "personal": "session_data device seen_at",
        "technical": "session_key expire_date person_id began_at",
    },
    "SignInCode": {
        "personal": "email from_address",
        "technical": "id code_hash browser_hash asked_at tries_left known",
    },
    "WayIn": {
        "technical": "id key_hash seat_id at",
    },
    "Problem": {
        "shared": "opened_at seriousness headline stage step move "
        "cared_at care_due spoke_last unanswered client_owned expert_owned",
        "technical": "id firm_id client_id engagement_id opened_by_id",
    },
    "Chair": {
        "shared": "at left_at",
        "technical": "id problem_id seat_id by_id",
    },
    "Event": {
        "shared": "side kind at told",
        "technical": "id problem_id seat_id",
    },
    "Look": {
        "personal": "at",
        "technical": "id problem_id person_id event",
    },
    "Parking_agreed_by": {
        "technical": "id parking_id seat_id",
    },
    "Parking": {
        "shared": "what words reason back_on back_when at returned_at",
        "technical": "id problem_id holder_id disagreement back_at by_id",
    },
    "BadSign": {
        "shared": "kind words at cleared_at",
        "technical": "id firm_id problem_id engagement_id seat_id ref",
    },
    "Receipt": {
        "technical": "id key location at",
    },
    "AsideNote": {
        "private": "side words at taken_back_at",
        "technical": "id problem_id by_id",
    },
    "Statement": {
        "shared": "version words form at",
        "technical": "id problem_id by_id",
    },
    "Signer": {
        "shared": "at ended_at",
        "technical": "id problem_id seat_id by_id",
    },
    "Agreement": {
        "shared": "at",
        "technical": "id statement_id by_id",
    },
    "BlindDraft": {
        "shared": "round side own_view their_view at",
        "technical": "id problem_id by_id",
    },
    "Disagreement": {
        "shared": "place common_ground words at settled_at settled_how set_aside_at",
        "technical": "id problem_id statement_id by_id settled_by_id",
    },
    "State": {
        "shared": "which words at",
        "technical": "id problem_id by_id",
    },
    "Measure": {
        "shared": "name unit wanted wanted_by at ended_at",
        "technical": "id problem_id by_id replaces_id",
    },
    "Reading": {
        "shared": "value on at",
        "technical": "id measure_id by_id",
    },
    "Opportunity": {
        "shared": "words at",
        "technical": "id problem_id by_id",
    },
    "Fear": {
        "shared": "words at",
        "technical": "id problem_id by_id",
    },
    "Request": {
        "shared": "words html subject channel asked_at at",
        "technical": "id problem_id asked_by_id by_id mail",
    },
    "Attachment": {
        "shared": "filename content_type size data",
        "technical": "id request_id message_id",
    },
    "Message": {
        "shared": "words html channel at",
        "technical": "id problem_id by_id mail",
    },
    "Question": {
        "shared": "words sent at",
        "technical": "id problem_id about_id asked_of_id session_id by_id",
    },
    "Rung": {
        "shared": "words said_at channel place at",
        "technical": "id problem_id question_id parent_id overturns_id said_by_id by_id",
    },
    "RungMark": {
        "shared": "kind suggested at",
        "technical": "id rung_id by_id",
    },
    "Confirmation": {
        "shared": "at",
        "technical": "id rung_id by_id",
    },
    "Need": {
        "shared": "words verdict rounds at",
        "technical": "id problem_id rung_id by_id",
    },
    "ListeningSession": {
        "shared": "place at ended_at",
        "technical": "id problem_id by_id",
    },
    "Playback": {
        "shared": "words at",
        "technical": "id session_id problem_id by_id",
    },
    "Hearing": {
        "shared": "heard missing at",
        "technical": "id playback_id by_id",
    },
    "Aim": {
        "shared": "horizon words at",
        "technical": "id problem_id by_id",
    },
    "Ownership": {
        "shared": "side at ended_at",
        "technical": "id problem_id seat_id by_id",
    },
    "Commitment": {
        "shared": "side words due at ended_at",
        "technical": "id problem_id seat_id renews_id",
    },
    "Outcome": {
        "shared": "kind words at",
        "technical": "id commitment_id by_id",
    },
    "WayOfWorking": {
        "shared": "way words at",
        "technical": "id problem_id by_id",
    },
    "WayAgreement": {
        "shared": "at",
        "technical": "id way_id by_id",
    },
    "Ability": {
        "shared": "words at",
        "technical": "id problem_id by_id",
    },
    "Step": {
        "shared": "place words at done_at ended_at",
        "technical": "id problem_id by_id done_by_id",
    },
    "Prescription": {
        "shared": "words reason early at",
        "technical": "id problem_id by_id",
    },
    "Notice": {
        "technical": "id person_id seat_id problem_id event kind ref at due_at letter_id dropped_at",
    },
    "Letter": {
        "personal": "to subject text html",
        "technical": "id person_id firm_id kind message_id state at next_try_at tries error sent_at",
    },
    "Pass": {
        "technical": "id key_hash seat_id problem_id question at expires_at used_at revoked_at",
    },
    "InboundMail": {
        "personal": "raw from_address from_name subject words",
        "technical": "id digest at state reason firm_id client_id seat_id problem_id message_id automatic sent_at",
    },
}
