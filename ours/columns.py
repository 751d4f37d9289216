"""What each column holds: the class that decides who may ever see it leave the database.

- **private**: what one side, or one person, wrote for itself; in no page, letter, export or figure for anybody else.
- **personal**: tells something about a person; in exports of that person, gone when they are erased.
- **shared**: what everybody at a table, or everybody of a firm, may read.
- **technical**: ids, keys, states of the machine; in no page as they are.

A new column gets its class here in the same commit; `tests/trust/test_e1_classes.py` fails until it has one.
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
        "technical": "id firm_id client_id left_alone_at",
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
        "cared_at care_due spoke_last unanswered client_owned expert_owned promised spreads cause_due let_go_at "
        "solved_at",
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
    "Pointed": {
        "private": "side rule flag fingerprint at taken_at dismissed_at reason",
        "technical": "id firm_id problem_id by_id",
    },
    "PromisedOutcome": {
        "shared": "words measure due where at ending ended_words ended_at",
        "technical": "id engagement_id answers_id by_id ended_by_id",
    },
    "Touch": {
        "shared": "at ended_at",
        "technical": "id problem_id outcome_id by_id ended_by_id",
    },
    "Link": {
        "shared": "words at ended_at",
        "technical": "id cause_id effect_id by_id ended_by_id",
    },
    "TraceCount": {
        "technical": "id firm_id key number",
    },
    "CaseTrace": {
        "shared": "meanings",
        "technical": "id firm_id case_id number",
    },
    "BroughtIn": {
        "shared": "fields",
        "technical": "id case_id",
    },
    "Rhythm": {
        "shared": "days words at",
        "technical": "id engagement_id by_id",
    },
    "RhythmAgreement": {
        "shared": "at",
        "technical": "id rhythm_id by_id",
    },
    "LetGo": {
        "shared": "reason at taken_up_at",
        "technical": "id problem_id by_id taken_up_by_id",
    },
    "Weeded": {
        "shared": "kind at",
        "technical": "id problem_id by_id",
    },
    "Account": {
        "shared": "known done ahead at",
        "technical": "id problem_id by_id",
    },
    "CareLetters": {
        "personal": "hour next_at last_on stopped_at",
        "technical": "id person_id",
    },
    "Job": {
        "technical": "name due_at began_at ended_at held_until result tries error",
    },
    "SignalWorth": {
        "shared": "at bad found",
        "technical": "id firm_id",
    },
    "Stuck_asked": {
        "technical": "id stuck_id seat_id",
    },
    "Stuck": {
        "shared": "words tried at ended_words ended_at",
        "technical": "id problem_id by_id ended_by_id",
    },
    "Help": {
        "shared": "words at",
        "technical": "id stuck_id by_id",
    },
    "GuidedWay": {
        "private": "pattern seen ours theirs first statement at changed_at ended_at",
        "technical": "id problem_id by_id changed_by_id",
    },
    "AsideNote": {
        "private": "side words at taken_back_at",
        "technical": "id problem_id by_id",
    },
    "PrivateKey": {
        "technical": "id author_id wrapped by_key salt wrong wrong_at",
    },
    "PrivateEntry": {
        "private": "sealed",
        "technical": "id key_id",
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
        "shared": "name unit how wants wanted wanted_to wanted_by at ended_at",
        "technical": "id problem_id by_id replaces_id",
    },
    "ReadingList": {
        "shared": "filename words taken left at",
        "technical": "id measure_id by_id",
    },
    "Reading": {
        "shared": "value on source reason at",
        "technical": "id measure_id came_with_id corrects_id by_id",
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
        "technical": "id request_id message_id rung_id",
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
        "technical": "id problem_id question_id parent_id overturns_id said_by_id by_id mail",
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
    "Idea": {
        "shared": "words at",
        "technical": "id problem_id given_by_id by_id message",
    },
    "IdeasAsked": {
        "shared": "words at",
        "technical": "id problem_id by_id",
    },
    "IdeasAsked_asked": {
        "technical": "id ideasasked_id seat_id",
    },
    "Fate": {
        "shared": "kind words at",
        "technical": "id problem_id idea_id option_id attempt_id by_id",
    },
    "Constraint": {
        "shared": "words whose holder others blocks at lifted_at lifted_how",
        "technical": "id problem_id by_id lifted_by_id",
    },
    "Check": {
        "shared": "found how on at",
        "technical": "id problem_id constraint_id by_id",
    },
    "Lessening": {
        "shared": "way found words at",
        "technical": "id problem_id constraint_id by_id",
    },
    "Option": {
        "shared": "kind words early reason at",
        "technical": "id problem_id idea_id lessening_id by_id",
    },
    "Held": {
        "shared": "against amount words at",
        "technical": "id problem_id option_id item_id by_id",
    },
    "Pairing": {
        "shared": "at ended_at",
        "technical": "id problem_id relief_id lasting_id by_id",
    },
    "Position": {
        "shared": "side stand words at",
        "technical": "id problem_id option_id by_id",
    },
    "Decision": {
        "shared": "kind reason again_on at looked_at",
        "technical": "id problem_id option_id again_at by_id",
    },
    "Attempt": {
        "shared": "words expected at",
        "technical": "id problem_id option_id idea_id by_id",
    },
    "Result": {
        "shared": "mark happened learned at",
        "technical": "id problem_id attempt_id by_id",
    },
    "NextLife": {
        "shared": "number words at",
        "technical": "id problem_id after_id by_id",
    },
    "InventoryItem": {
        "shared": "kind name words at ended_at",
        "technical": "id client_id replaces_id by_id ended_by_id",
    },
    "Initiative": {
        "shared": "name case at ended_at reached ended_how",
        "technical": "id client_id by_id ended_by_id",
    },
    "Sponsorship": {
        "shared": "at ended_at",
        "technical": "id initiative_id seat_id by_id",
    },
    "InitiativeStep": {
        "shared": "place words at done_at ended_at",
        "technical": "id initiative_id by_id done_by_id",
    },
    "Dissolving": {
        "shared": "at ended_at",
        "technical": "id initiative_id problem_id constraint_id by_id",
    },
    "SolvedProposal": {
        "shared": "basis words at",
        "technical": "id problem_id measure_id reading_id by_id",
    },
    "NotYet": {
        "shared": "missing at",
        "technical": "id proposal_id by_id",
    },
    "Solved": {
        "shared": "words at asked_at lasted_at ended_at",
        "technical": "id problem_id proposal_id by_id ask_at asked_id ended_by_id",
    },
    "AskAgain": {
        "shared": "on at",
        "technical": "id proposal_id by_id",
    },
    "AskAgainAgreement": {
        "shared": "at",
        "technical": "id day_id by_id",
    },
    "Lasted": {
        "shared": "words at",
        "technical": "id solved_id by_id",
    },
    "Inlet": {
        "shared": "name at used_at closed_at",
        "technical": "id measure_id key_hash by_id hour_began in_hour closed_by_id",
    },
    "PulseRhythm": {
        "shared": "days at ended_at",
        "technical": "id engagement_id by_id ended_by_id",
    },
    "PulseAgreement": {
        "shared": "at",
        "technical": "id rhythm_id by_id",
    },
    "Pulse": {
        "personal": "stopped_at",
        "technical": "id engagement_id seat_id asked last_at next_at",
    },
    "PulseQuestion": {
        "personal": "kind at",
        "technical": "id pulse_id key_hash expires_at",
    },
    "PulseAnswer": {
        "personal": "answer words at",
        "technical": "id question_id",
    },
    "Revenue": {
        "private": "month amount currency at",
        "technical": "id client_id by_id",
    },
    "Case": {
        "shared": "title text version at changed_at state shown shown_title shown_text",
        "technical": "id firm_id client_id problem_id outside_id by_id",
    },
    "CaseVersion": {
        "shared": "number hidden at",
        "technical": "id case_id by_id",
    },
    "CaseWords": {
        "shared": "form title client request need statement tried helped outcome opened figures",
        "technical": "id version_id",
    },
    "Permission": {
        "shared": "words at answer quotes answered_words answered_at dropped_at withdrawn_words withdrawn_at",
        "technical": "id case_id version_id of_id by_id withdrawn_by_id",
    },
    "Pack": {
        "shared": "for_whom words at ended_at",
        "technical": "id firm_id by_id",
    },
    "PackCase": {
        "shared": "place nameless",
        "technical": "id pack_id case_id",
    },
    "PackLink": {
        "personal": "reader",
        "shared": "at expires_at revoked_at",
        "technical": "id pack_id key_hash by_id revoked_by_id",
    },
    "PackOpening": {
        "personal": "what at",
        "technical": "id link_id",
    },
    "Notice": {
        "technical": "id person_id seat_id problem_id event kind ref at due_at letter_id dropped_at",
    },
    "Letter": {
        "personal": "to subject text html",
        "technical": "id person_id firm_id kind message_id reply_to state at next_try_at tries error sent_at",
    },
    "Pass": {
        "technical": "id key_hash seat_id problem_id question at expires_at used_at revoked_at",
    },
    "Epoch": {
        "technical": "id code at",
    },
    "ReplyAddress": {
        "technical": "id key_hash epoch_id firm_id person_id seat_id problem_id question ideas letter_id at expires_at "
        "revoked_at",
    },
    "Mailbox": {
        "personal": "place",
        "technical": "id validity uid at failing_since error",
    },
    "InboundMail": {
        "personal": "raw from_address from_name subject words",
        "technical": "id digest at state reason firm_id client_id seat_id problem_id letter_id message_id automatic "
        "sent_at",
    },
    "Fact": {
        "shared": "month fate seriousness promised verdict need rounds way agreed_days relief_days lasting_days "
        "solved_days lasted_days lives back_relief back_lasting abilities opens_up kept_client missed_client "
        "moved_client kept_expert missed_expert moved_expert relief_options relief_chosen relief_helped relief_failed "
        "relief_alone lasting_options lasting_chosen lasting_helped lasting_failed client_helped client_failed "
        "expert_helped expert_failed lessened_helped lessened_failed direct_helped direct_failed loose_helped "
        "loose_failed tried",
        "technical": "problem_id firm_id client_id engagement_id",
    },
    "Tally": {
        "technical": "id firm_id slice month figure n fresh",
    },
}
