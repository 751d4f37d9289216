"""The words by which an answer is read: classes of plain English words, kept apart from the signs that use them.

A class is a string of words; `_` stands for a space inside an expression, and a trailing `*` on a verb asks for all of
its regular forms. Rules name a class in angle brackets.
"""

_TOOLS = """
    website site web_site webpage page pages landing_page homepage app apps application software crm erp system tool
    tools platform dashboard portal intranet chatbot bot plugin plug-in integration interface api database spreadsheet
    spreadsheets template templates form forms checklist checklists manual handbook guide guides guideline guidelines
    playbook script brochure brochures flyer flyers leaflet leaflets poster posters banner banners logo slogan tagline
    rebrand rebranding branding campaign campaigns ad ads advert adverts advertisement advertising newsletter
    newsletters mailing mailings mailshot email emails posts reels video videos film clip clips podcast blog blogs
    article articles press_release photo photos photography photoshoot photo_shoot survey surveys questionnaire poll
    focus_group focus_groups workshop training trainings course courses seminar seminars webinar webinars coaching
    coach mentoring mentor offsite retreat audit report reports study analysis strategy concept roadmap redesign
    relaunch makeover refurbishment renovation extension machine machines printer scanner scanners tablet tablets
    laptop laptops screen screens display displays signage signs sign kiosk terminal terminals till tills camera
    cameras sensor sensors van vans truck trucks lorry lorries forklift oven freezer fridge shelving shelves desks
    furniture subscription loyalty_card loyalty_program loyalty_programme card voucher vouchers coupon coupons
    discount discounts package packages bundle price_list menu catalogue catalog brochureware webshop web_shop
    online_shop shop store marketplace stand booth trade_fair fair event events open_day hackathon stand-up jour_fixe
    consultant consultants agency freelancer freelancers designer developer intern assistant receptionist salesperson
    sales_rep rep reps hire hires temp temps contractor contractors photographer copywriter translator administrator
    caretaker project_manager account_manager officer specialist procedure sop workflow automation ai calculator
    configurator feature features button filter notification notifications reminder reminders sms hotline helpline
    call_centre call_center help_desk helpdesk service_desk ticketing knowledge_base wiki faq faqs documentation
    migration upgrade update updates hardware server servers cloud wifi wi-fi backup backups firewall barcode barcodes
    rfid gps tracker trackers timesheet timesheets calendar kanban whiteboard whiteboards suggestion_box
    incentive_scheme bonus_scheme programme program initiative task_force committee working_group label labels
    packaging uniform uniforms window_display car_park parking_lot playground building annex room_dividers lift ramp
    booking_engine checkout payment_method paywall quiz game toolkit kit module modules dataset algorithm prompt
    prompts macro macros tracking_code qr_code qr_codes icon icons illustration illustrations infographic infographics
    presentation presentations slides slide_deck deck pitch_deck white_paper whitepaper case_study case_studies
    testimonial testimonials charter code_of_conduct job_ad job_ads job_advert vehicle vehicles bike bikes charger
    chargers locker lockers gate barrier turnstile conveyor robot robots headset headsets phone_system phones
    telephone_system mobile_phones handheld handhelds locks alarm membership_card gift_card gift_cards flipchart
    noticeboard notice_board map maps tour tours merch merchandise certificate certification iso_certification
    recruiter headhunter influencer influencers ambassador spokesperson moderator facilitator trainer trainers tutor
    tutors translation translations subtitles transcript transcripts helper helpers hands warehouse branch showroom
    pop-up_store pop-up meeting meetings sprint sprints retrospective retrospectives standup standups rota_tool
    roster_tool scheduling_tool planner reporting_tool bi_tool analytics monitoring bookkeeping_software
    accounting_software instagram tiktok linkedin facebook twitter youtube whatsapp pinterest google google_ads
    adwords seo salesforce hubspot sap shopify wordpress slack ms_teams microsoft_teams excel sharepoint mailchimp
    jira trello asana notion zapier power_bi tableau chatgpt copilot zoom outlook dropbox netsuite zendesk intercom
    datev odoo airtable widget widgets counter self-service showcase explainer animation jingle billboard billboards
    signposts signpost handbooks manuals booklet booklets pamphlet catalogues bulletin bulletins mailing_list
    mailing_lists circular circulars glazing insulation heating boiler air_conditioning carpet lighting lamps flooring
    roof canopy awning fence shed sofa sofas tables_and_chairs counters shelf cupboard cupboards trolley trolleys cart
    carts dishwasher grill coffee_machine espresso_machine mixer slicer pump pumps tank container pallet_truck crane
    lathe mill cnc 3d_printer plotter copier copiers projector projectors microphone microphones speaker speakers
    monitor monitors keyboard router routers switchboard subscription_box subscription_model membership_scheme
    referral_scheme referral_programme reward_scheme points_scheme gift gifts giveaway raffle prize_draw competition
    contest tasting tastings breakfast lunch dinner barbecue party picnic festival exhibition concert roadshow
    conference congress symposium panel keynote talk lecture lectures open_evening open_house taster_day
    taster_session info_evening hotline_number contact_form booking_form booking_system booking_tool booking_calendar
    booking_page online_booking online_appointments ticket_system ticketing_tool erp_system crm_system cms lms pim dms
    mes wms tms saas_tool job_description job_descriptions org_chart rulebook code policy_document template_library
    style_guide brand_book photo_library stock_photos headshots translation_agency law_firm data_warehouse data_lake
    data_model report_template monthly_report scorecard cockpit kpi_report kpi_dashboard benchmark benchmarking
    market_research mystery_shopping mystery_shopper needs_analysis feasibility_study expert experts accountant
    bookkeeper lawyer_for attorney architect auditor nanny gardener apprenticeship internship traineeship academy
    bootcamp e-learning elearning e-course tutorial tutorials drill drills first-aid_course refresher refreshers
    induction inductions onboarding onboarding_plan buddy_system buddy_scheme mentoring_scheme supervision
    team_building teambuilding away_day away_days yoga_class fruit_basket gym_membership company_car company_bikes
    pay_rise pay_rises bonus bonuses commission_scheme incentive incentives flexitime home_office_policy four-day_week
    shift_swap job_share role_play shuttle shuttle_bus minibus parking_spaces bike_racks cargo_bike delivery_service
    courier locker_station depot storage storage_unit second_shop second_location new_branch cold_store second_kitchen
    second_oven patch firmware release fork rewrite refactoring sso single_sign-on two-factor api_connection webhook
    export import_function search_function search_bar dark_mode push_notifications pop-ups cookie_banner landing_pages
    microsite online_store configurators price_calculator live_chat live-chat voice_bot voicebot answering_machine
    answering_service call_queue ivr phone_line phone_tree intercom_system pager pagers radios walkie-talkies
    wristbands badge badges name_tags stickers window_stickers t-shirts tote_bags roll-up roll-ups pull-up_banner
    trade_show exhibition_stand price_boards price_tags scale scales scoreboard andon shadow_boards color_coding
    colour_coding floor_markings rfid_tags gps_trackers dashcams telematics route_planner route_planning_tool
    route_planning scheduler scheduling_software rota_software inventory_system stock_system merchandise_system pos
    pos_system payment_terminal card_reader card_readers invoicing_tool dunning reminder_letters e-invoicing
    e-signature docusign digital_signature contract_template contract_templates nda_template intake_form
    questionnaires feedback_form feedback_forms complaint_form suggestion_form survey_tool press_work press_conference
    media_training interview_training sales_training phone_training rebranding_project name_change new_name name_for
    mascot font fonts colour_scheme moodboard mock-up mockups mock-ups wireframes prototype prototypes pilot
    pilot_project proof_of_concept mvp spec specification requirements_document tender_document business_plan
    marketing_plan content_plan editorial_calendar crisis_plan contingency_plan action_plan rollout_plan training_plan
    staffing_plan strategy_paper vision_statement mission_statement values_poster
"""

# Means as well as ends carry these; they only count as a means where somebody says that they need or want one.
_HELP = """
    staff people person somebody someone employee employees colleague colleagues nurse nurses driver drivers teacher
    teachers engineer engineers lawyer lawyers cook cooks chef chefs process processes policy policies plan plans rule
    rules model models list lists file files folder folders space room rooms offer offers support help advice
    equipment contract contracts service services product products content text texts design website_text schedule
    rota roster deadline standard standards partner partners supplier suppliers sponsor sponsors line mail letter
    letters call board structure box technology tech digital media post social_media marketing pr
"""

_DO = """
    make* build/built* create* write/wrote/written* rewrite/rewrote/rewritten* design* redesign* redo/redid/redone*
    develop* launch* relaunch* roll*_out rollout set_up setting_up setup install* implement* introduce* deploy*
    buy/bought* purchase* acquire* lease* rent* hire* recruit* appoint* train* retrain* coach* teach/taught* organise*
    organize* host* arrange* publish* print* email* shoot/shot* film* record* draft* translate* produce* integrate*
    migrate* switch* swap* replace* update* upgrade* modernise* modernize* overhaul* refresh* revamp* renovate*
    repaint* paint* refurbish* automate* digitise* digitalise* digitize* digitalize* outsource* insource* subcontract*
    commission* advertise* sponsor* interview* audit* map* standardise* standardize* restructure* reorganise*
    reorganize* merge* centralise* centralize* rebrand* programme* program* configure* customise* customize* pilot*
    optimise* optimize* repair* fix* mentor* distribute* procure* engage* put_in put_up put_on bring_in brought_in
    bringing_in get_in got_in send sending send_out sign_up give giving give_out hand_out handed_out handing_out
    plug*_in tender* template* label* sort_out sorting_out clean_up tidy*_up draw_up drawing_up work_out working_out
    come_up_with carry*_out conduct* prepare* compile* schedule* run/ran/running hold/holding offer* put/puts/putting
    shift* knock*_together knock*_up take_on taking_on take_in start_a starting_a start_an open_a opening_a open_an
    open_another hand_over_to bring/bringing use/using try/trying/tried test* add* do/doing change* move* extend*
    convert_the expand_the renew* rework* restyle* reprint* repackage* relabel* relocate* rename* rewire* retrofit*
    enlarge* mount* hang/hanging fit*_out plant* lay/laying dig/digging drill* weld* assemble* ship* supply* provide*
    deliver_a stock* source* order* negotiate* outline* sketch* brainstorm* moderate* facilitate* chair* co-host*
    livestream* stream* broadcast* tweet* share* upload* tag* link* connect* sync* encrypt* code* debug* refactor*
    rebuild_the revise* edit* proofread* subtitle* photograph* scan* archive* shred* catalogue* count* check* inspect*
    measure* monitor* track* log* analyse* analyze* evaluate* assess* review* benchmark* research* poll* survey* ask*
    call_every phone_every write_to visit* invite* notify* remind* text_every second* transfer* promote* reassign*
    rotate* split* combine* bundle* pool* ban* forbid* abolish* scrap* drop_the cancel_the stop_using stop_printing
    scale* charge* price* discount* subsidise* subsidize* pay/paying invest* finance* fund* apply_for bid/bidding_for
    register* trademark* certify* insure* file* sue* draw*_up sign/signing_off get_rid_of_the switch*_on set*_up
    give_them give_every give_each give_everyone give_people get_them_onto get_everyone_onto put_together carry_out
    lay_on lay_out write_down write_up note* document* list* collect* gather* laminate* stick_up hang_up_a make_a
    make_some make_the create_a build_a rent_a
"""

_GAIN = """
    attract* increase* raise* grow/grew/grown* boost* improve* reduce* cut/cutting lower* decrease* shorten* speed_up
    accelerate* save* avoid* prevent* keep/kept* retain* win/won/winning gain* reach* understand/understood*
    become/became/becoming remain* simplify* free*_up fill* eliminate* minimise* minimize* maximise* maximize*
    achieve* stabilise* stabilize* strengthen* ensure* earn* sell/sold* convert* succeed* survive* expand* lessen*
    ease* deepen* widen* broaden* steady balance* protect* secure* maintain* restore* regain* rebuild/rebuilt*
    win_back get_back bring_back get_rid_of do_away_with cut_down bring_down drive_up stop* stand_out differentiate*
    compete* diversify* recover* catch_up turn_around level_out break_even close_the_gap encourage* enable* reassure*
"""

_TURN = """
    complain* churn* cancel/cancelled/cancelling cancels drop*_out drop*_off dropping dropped fail*
    break/broke/broken* crash* struggle* forget/forgot/forgotten/forgets overlook* miss* bounce* swing/swings/swung
    fluctuate* decline* shrink/shrank/shrunk* sink/sank/sunk* stagnate* drag*_on drags pile*_up fall*_through slip*
    fell_through repeat* clash* waste* stall* dry*_up die* lose/lost/loses/losing go_missing goes_missing go_wrong
    goes_wrong went_wrong going_wrong mix*_up get_lost gets_lost got_lost falls_apart fall_apart fell_apart stay*_away
    walk_away walks_away walk_off give_up gives_up giving_up gave_up end_up ends_up ended_up turn_up turns_up show_up
    shows_up come_back comes_back coming_back came_back drift*_away switch_to hang_up hangs_up hung_up guess guesses
    guessing argue* contradict* blame* suffer* worsen* deteriorate* collapse* plummet* plunge* leak* overlap*
    duplicate* misread* misunderstand misunderstood rot* expire* lag* stumble* queue* wait* come_through don't_talk
    abandon* unsubscribe* defect* ignore* delay* creep*_up creeping crept pull*_out talk_past talks_past work_past
    get_stuck gets_stuck stuck ring_up ring_us phone_us call_us ring_twice rings_twice find_us finds_us find_their
    find_the_way settle_in turn_away turned_away bleed* slide* tumble* settle* choose_us come_in_late arrive_late
    run_out runs_out running_out ran_out don't_reach doesn't_reach don't_arrive doesn't_arrive never_arrive
    never_arrives bounce_back go_cold goes_cold fall_behind falls_behind trickle_in peter_out peters_out fizzle_out
    fizzles_out taper_off tapers_off drop_away fall_away falls_away go_elsewhere goes_elsewhere look_elsewhere defects
    walk_out_without leave_without leaves_without go_home_without come_late comes_late go_out_late go_to_waste
    goes_to_waste sit_around sits_around sits_on lies_around lie_around gather_dust gathers_dust go_unanswered
    goes_unanswered go_unread goes_unread drown* reinvent* mislay mislaid vanish* disappear* evaporate* dwindle*
    thin_out quarrel* squabble* overrun* overshoot* undershoot* underperform* double-book* overbook* re-enter* rekey*
    retype* bounce_between ping-pong get_passed gets_passed passed_around bottleneck flounder* stutter* creak* buckle*
    freeze* froze frozen_up jam* break_down breaks_down broke_down play_up plays_up
"""

_BAD = """
    late slow slower empty wrong lost missing chaotic confusing confused unclear messy broken outdated inconsistent
    unreliable unpredictable irregular low poor bad weak expensive complicated invisible unknown overdue delayed
    duplicated twice errors error mistakes mistake complaints complaint delays delay waste wasted churn turnover
    cancellations drop-outs dropouts no-shows backlog bottleneck bottlenecks misunderstandings misunderstanding chaos
    friction confusion conflict conflicts losses queue queues uncertainty silos silo duplication rework chasing
    guesswork incomplete unhappy dissatisfied stale dated ugly neglected forgotten patchy random erratic unsafe dirty
    noisy crowded overcrowded understaffed idle unused dead damaged spoiled spoilt cold mess trouble difficult
    difficulty difficulties accidents accident injuries incidents incident absenteeism sickness fines penalties
    arrears debt debts disputes dispute scattered fragmented siloed forever nowhere hardly barely rarely seldom nobody
    no_one noone nothing neither instead_of too_many too_much too_few too_little too_long not_enough far_too undersold
    underused half-empty half-finished behind_schedule out_of_stock out_of_date dropping falling shrinking declining
    stagnating sinking haphazard ad_hoc firefighting double_work time-consuming cumbersome tedious laborious unfair
    anonymous word_of_mouth piecemeal bounced hesitant reluctant undercut copied overlooked unanswered unread
    uninformed unheard unaware ageing aging differently something_else different_things different_picture
    different_pictures different_answers different_versions conflicting contradictory out_of_sync out_of_step
    out_of_touch half_the_time last_minute last-minute at_the_last_moment never_arrives half_of_the_information
    nothing_happens no_clear no_shared no_overview no_follow-up no_one_knows unclear_who invisible_to dependent
    dependency reliant vulnerable exposed one-sided lopsided top-heavy bloated clunky fiddly confusingly dull boring
    unappealing unattractive uncomfortable unwelcoming off-putting intimidating_for inaccessible unusable illegible
    unreadable incomprehensible mismatch mismatched gap gaps leaks leak loss deficit shortfall shortage shortages
    vacancy_rate overstock understock surplus by_hand by_word_of_mouth on_paper in_people's_heads in_someone's_head
    in_her_head in_his_head unpaid overdrawn unpunctual unprofessional amateurish mediocre lacklustre lackluster
    substandard second-rate inferior complaining
"""

_GOOD = """
    clarity overview transparency trust loyalty satisfaction visibility awareness reputation_in income revenue sales
    profit profits margin margins cash_flow cashflow growth attendance occupancy retention quality efficiency
    productivity safety cooperation collaboration communication cohesion consistency speed accuracy independence
    participation engagement conversion conversions footfall accessibility inclusion resilience reliability
    predictability stability continuity credibility recognition turnout utilisation utilization throughput uptime
    availability punctuality compliance_rate market_share liquidity alignment orientation steady stable reliable
    predictable smooth seamless on_time punctual profitable competitive sustainable consistent up_to_date well_known
    known_for known_as first_choice satisfied welcome independent independently peace_of_mind word_gets_around
    repeat_business regulars return_customers walk-ins bookings enquiries inquiries leads orders registrations
    sign-ups signups memberships donations applications admissions referrals young_families teenagers newcomers
    new_customers new_clients new_members new_patients new_guests audience experience first_impression image ownership
    autonomy cleanliness hygiene punctually quickly smoothly reliably properly at_a_glance at_once straight_away
    right_away right_first_time first_time in_one_place without_having_to without_calling without_asking without_help
    on_their_own by_themselves in_the_same_direction one_voice same_page same_picture single_source alone_sooner
    without_me without_us in_advance ahead_of_time talk_about_us recommend recommends recommended recommendation
    recommendations larger_accounts bigger_accounts new_business key_accounts resilient flexible agile robust
    effortless attractive appealing inviting presentable visible findable accessible inclusive compliant traceable
    transparent comparable measurable plannable calm calmly peaceful tidy orderly fresh warm hot_food clean fair
    fairness equal equality diversity diverse integrated integration_of well-being wellbeing health_of sustainability
    footprint relevance relevant modern contemporary up-to-date future-proof leading leader market_leader number_one
    top_of_mind word-of-mouth turnover_that income_that cash_in cash_coming solvency solvent profitability viable
    viability growth_in foothold follow-through accountability responsibility responsibilities responsible
    who_is_responsible expectations expectation understanding common_language common_ground shared_picture shared_view
    clarity_about knowledge know-how skills competence competences experience_for settled happy_customers happier
    guest_experience patient_experience customer_experience convenience comfort comfortable ease ageing_in pace tempo
    rhythm flow turnaround lead_time lead_times response_time waiting_time waiting_times wait_times delivery_time
    space_for time_for room_for capacity_for cost_of costs waste_of error_rate staff_turnover
"""

_MORE = """
    more less fewer better faster quicker shorter higher lower younger older wider bigger larger smaller greater
    easier cheaper earlier sooner steadier clearer calmer safer smoother simpler stronger healthier fairer longer
    happier quieter busier cleaner leaner closer richer warmer fresher lighter tighter fuller
"""

_CLIENTS = """
    customer customers client clients guest guests patient patients tenant tenants resident residents citizen citizens
    visitor visitors parent parents pupil pupils student students member members user users applicant applicants
    candidate candidates donor donors reader readers subscriber subscribers shopper shoppers buyer buyers passenger
    passengers family families audience diners diner learners relatives neighbours neighbors claimants policyholders
    consumers public market viewers listeners travellers travelers prospects referrers suppliers recruits farmers
    retailers dealers callers locals tourists fans children kids
"""

_STAFF = """
    staff team employee employees nurse nurses teacher teachers driver drivers developer developers colleague
    colleagues apprentice apprentices volunteer volunteers people crew worker workers waiter waiters waitress chef
    chefs cook cooks doctor doctors manager managers boss founder owner owners director trainer trainers instructors
    instructor baker bakers carer carers caretaker secretary engineers engineer lawyers associates assistants
    assistant therapists receptionist receptionists operators operator technicians technician fitters mechanics
    cleaners porters pickers consultants analysts designers partner partners guys lads girls folks junior juniors
    seniors temps interns trainees midwives physios pharmacists librarians caseworkers officers dispatcher dispatchers
    foreman head_chef wife husband daughter son mother father sister brother reps agents tutors lecturers stylist
    stylists deputy deputies clerk clerks desk_staff ladies women_at men_on head_of heads_of sous-chef housekeepers
    housekeeping porter foremen supervisors supervisor shift_leaders shift_leader principal headteacher headmaster
    matron paralegals paralegal solicitor solicitors notary bookkeepers sales_team field_team support_team
    product_manager product_managers programmers programmer admins admin social_workers social_worker educators
    educator gardeners gardener fishermen farmhands pilots cabin_crew crews couriers courier packers picker
    warehousemen electricians plumbers joiners carpenters roofers painters hairdressers barista baristas bartenders
    musicians dancers actors choir players coaches referees
"""

_FEAR = """
    afraid fear fears feared scared frightened terrified anxious anxiety panic panics panicking dread dreads dreading
    ashamed embarrassed embarrassing humiliated humiliating humiliation desperate despair nightmare nightmares
    heartbroken heartbreaking in_tears crying cried guilty worried worries worry worrying nervous lonely alone_with
    helpless powerless hopeless exhausted exhausting burnt_out burned_out burn_out burns_out burning_out burnout
    fed_up sick_of tired_of demoralised demoralized demotivated unmotivated disheartened discouraged resigned_to
    overwhelmed drained worn_out at_breaking_point at_the_end_of frustrated frustration frustrating frustrates bitter
    resentment resentful morale motivation motivated proud pride joy dignity stressed stressful stress self-respect
    lose_heart lost_heart losing_heart lose_face losing_face lose_sleep losing_sleep sleepless humbled lose_interest
    losing_faith lost_faith lose_faith belittled unappreciated undervalued appreciated valued respected disrespected
    livelihood livelihoods passion passionate heartache gutted mortified unbearable depressed depressing uneasy
    ill_at_ease distraught weary at_my_wits wits_end cynical let_down relieved relief gnaws gnawing eats_at eating_me
    haunts haunted haunting weighs_on weighing_on burden burdens on_edge tense tension at_each_other's at_each_others
    in_knots knots goosebumps sweat sweating trembling shaking shame shameful guilt conscience remorse regret regrets
    embarrassment embarrass humiliate enthusiasm enthusiastic spark excited excitement thrilled fun enjoy enjoys
    enjoying enjoyed joyless freedom free_time peace_of_mind dream dreams calling vocation life's_work lifes_work
    life's heartfelt soul soul-destroying spirit isolated abandoned betrayed bullied mobbed pushed_aside shoved_aside
    sidelined passed_over looked_down left_out left_alone excluded unwanted unloved worthless useless inadequate
    incompetent impostor imposter failure_as fraud scapegoat whipping_boy punchbag punching_bag laughing_stock
    ridicule ridiculed mocked insulted yelled_at shouted_at shouting abused threatened intimidated bereft grieving
    grief sad sadness sadly_missed miserable misery suffering suffers_from rage furious livid bitterness jealous
    envious envy insecure insecurity self-doubt doubts_herself confidence self-confidence courage brave hope hopes
    faith_in collapse breakdown break_down crack cracking snapped snapping tether running_on_empty on_their_knees
    on_our_knees on_her_knees on_his_knees ill_with sick_with worry_about stomach migraine migraines insomnia
    blood_pressure palpitations panic_attacks had_it had_enough can't_stand cannot_stand fed_up_with run_ragged
    worn_down ground_down grinds wears_me wears_us wears_them gets_me_down gets_us_down gets_to_me drives_me
    driving_me nuts insane mad_at crazy pulling_my_hair tearing_my_hair unfulfilled fulfilled fulfilment meaningful
    meaningless pointless purpose_in sense_of grateful gratitude thankless thanked unthanked ungrateful recognised_for
    recognition loyal_to heart_sinks heart_in heart_and hearts sinking_feeling petrified paranoid restless jittery
    cold_feet apprehensive reluctant_to_face intimidating daunting daunted demoralising demoralizing disillusioned
    disenchanted jaded lost_the_will lost_the_fun no_fun no_joy dispirited crushed devastated broken-hearted shattered
    knackered frazzled overworked overstretched breaks_down broke_down breaking_down close_to_tears humiliates bullies
    dares dare dared blamed ruined ruin lying hide hiding disappointed_in forgive unforgiven stomach_ache heartless
    yells screams shouts offended neglected second-class lose_hope lost_hope given_up_hope giving_up gave_up_on
    loses_heart loses_sleep losing_hope sleeplessness slept worn creditors dishonest dishonoured disgrace disgraced
    gossip mobbing harassment harassed redundant layoffs lay-offs redundancies dismissal dismissed sacked unemployed
    jobless evicted bankrupt bankruptcy antidepressants therapist sick_note sick_leave off_sick exhaustion
    heart_attack stroke high_blood_pressure tired loneliness boredom bored appreciation respect love hate loved hated
"""

_MOOD = """
    unhappy happy annoyed angry disappointed confused dissatisfied upset irritated satisfied delighted impatient
    frustrated frustration frustrating relaxed confident worried nervous anxious stressed stressful scared afraid
    overwhelmed relieved valued respected appreciated motivated exhausted
"""

_UNITS = """
    % percent per_cent pct percentage_points points days day weeks week months month years year hours hour minutes
    minute mins min seconds second secs hrs h euros euro eur dollars dollar usd pounds pound gbp francs chf cents
    pence kilos kilo kg tonnes tons tonne litres liters km miles metres meters square_metres sqm degrees stars star
    kwh kilometres units pieces pallets cups loaves pages stitches
"""

_COUNTED = """
    people customers clients guests patients tenants residents citizens visitors parents pupils students members users
    applicants candidates donors readers subscribers followers bookings orders calls tickets complaints cases files
    claims invoices bills parcels deliveries shipments returns no-shows cancellations visits views clicks seats rooms
    beds tables covers meals applications enquiries inquiries leads sales deals contracts appointments sign-ups
    signups registrations errors mistakes accidents incidents injuries emails mails letters requests reminders defects
    bugs outages downtimes hires vacancies resignations nurses teachers drivers classes workshops units items products
    places spots sessions participants attendees runs trips trucks jobs positions times steps copies downloads
    installs logins reviews stars projects offers quotes tenders bids matters hearings permits households shops
    branches sites schools apartments flats nights walk-ins regulars renewals audits findings staff employees
    developers employers volunteers pallets containers boxes repairs breakdowns chargebacks refunds disputes
    readmissions referrals falls infections prescriptions loans books entries questions answers callers signatures
    attempts kilometres tonnes listeners viewers voters voices responses replies queries proposals invoices_overdue
    accounts machines vehicles vans lorries plots fields animals cows hens hectares desks chairs lessons pieces faults
    stoppages interruptions handovers handoffs overruns escalations violations fines lawsuits hospitalisations
    admissions discharges births operations surgeries treatments consultations coffees pizzas bottles plates portions
    loaves cakes haircuts massages courses empty_seats
"""

_NUMBER = """
    zero two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen
    eighteen nineteen twenty thirty forty fifty sixty seventy eighty ninety hundred a_hundred two_hundred
    three_hundred a_thousand thousand million a_million dozen a_dozen half_a_dozen dozens hundreds thousands
    twenty-five thirty-five forty-five
"""

_BINDER = """
    law laws legal regulation regulations regulator regulators gdpr data_protection compliance auditor auditors
    inspectorate inspector ministry union unions works_council contract contracts lease licence license insurance
    insurer insurers head_office headquarters hq board council fire_safety building_code building_regulations permit
    zoning listed_building accreditation parent_company group_policy procurement finance it it_department security
    policy policies statute bylaws by-laws constitution charter landlord bank investors investor shareholders
    supervisory_authority authority authorities health_and_safety collective_agreement tariff_agreement funding_body
    funder funders grant the_state government city town_hall bishop diocese franchise franchisor curriculum tax_office
    customs hygiene_rules safety_rules regulatory statutory supervisory_board trustees management owner owners
    governors planning_department data_protection_officer privacy_officer the_rules rules standard state federal
    ministry_of agency_rules terms terms_and_conditions tender_rules quota watchdog ombudsman court courts judge
    ruling statute_book act decree directive guideline_of licence_agreement licensing franchise_agreement
    collective_bargaining shop_stewards notice_period warranty manufacturer supplier_contract framework_agreement
    framework_contract sponsor_contract exclusivity patent patents copyright exam_board examination_board
    medical_board ethics_committee ethics_board school_board faculty senate dean chamber guild association federation
    health_authority fire_brigade fire_department police building_authority heritage conservation_officer
    monument_protection environment_agency food_safety hygiene_inspector haccp iso fda mhra sox pci hipaa basel finma
    bafin medicare nhs health_insurers health_insurance group_headquarters parent_group holding group shareholder
    investors_agreement loan_agreement bank_covenant covenants covenant committee commissioner treasurer controller
    controlling comptroller cfo general_assembly works_agreement
"""

_BIND = """
    forbidden forbids forbid prohibited prohibits banned ban illegal unlawful non-negotiable mandatory compulsory
    obliged obligation obligated obligatory veto vetoed prescribed prescribes dictates dictated stipulates stipulated
    embargo sacrosanct taboo no-go untouchable off_limits off-limits red_line exclusively earmarked ring-fenced capped
    statutory deadline non-disclosure nda budget condition requirement requirements restriction restrictions quota
    ceiling limit limits limited clause confidential capacity maximum exclusivity exclusive monopoly preservation
    protected copyright bylaws statutes by_law by_statute contractually legally half-time part-time short-staffed
    understaffed vacancy fixed binding final irreversible restricted regulated unavailable incompatible unsupported
    read-only certified qualified authorised authorized mandated required approved signed leased rented locked blocked
    frozen freeze fully_booked booked_out booked_up sold_out at_capacity afford notice rent_control fire_regulations
    full_stop in_no_case under_no_circumstances at_the_latest never_ever must_not lapse lapses expire expires expired
"""

_VERBS = """
    am are is was were be been being have has had do does did will would can could should may might must shall 's 're
    'm 've 'd 'll arrive* ask* begin/begins/began believe* belong* blame* call* care* choose/chooses/chose
    come/comes/came contact* decide* depend* differ* disagree* drive/drives/drove exist* expect* explain*
    feel/feels/felt find/finds/found finish* follow* get/gets/got give/gives/gave go/goes/went happen*
    hear/hears/heard hope* judge* knows/know/knew lack* land* lead/leads/led leave/leaves/left lie/lies/lay like*
    listen* live* look* lose* love* matter* mean/means/meant meet/meets/met move* need* notice* open* owe*
    pass/passes/passed pay/pays/paid pick* play* pull* push* put/puts reach* read/reads realise* realize* remember*
    reply/replies/replied rely/relies/relied ring/rings/rang rise/rises/rose say/says/said see/sees/saw seem* sell*
    send/sends/sent show/shows share* sit/sits/sat speak/speaks/spoke spend/spends/spent stand/stands/stood start*
    stay* stop* take/takes/took talk/talks/talked tell/tells/told think/thinks/thought treat* trust* turn* understand*
    use/uses/used visit* walk* want* watch* work* write/writes/wrote keep* hold/holds/held let/lets lost
    carry/carries/carried buy/buys/bought compare* complain* confuse* cost/costs cover* drop* eat/eats/ate end*
    fall/falls/fell fill* fit/fits grow/grows/grew help* hit/hits ignore* join* learn* make/makes/made manage* order*
    own* prefer* report* return* run/runs/ran search* settle* shop/shops sign* solve* suffer* support* survive*
    swing/swings swear/swears/swore try/tries/tried wait* wander* waste* win/wins/won wonder* worry/worries/worried
    travel* book/books check* vary/varies/varied switch* sleep/sleeps/slept cry/cries/cried phone* email*
    apply/applies/applied react* respond* recommend* recognise* recognize* scroll* click* park* throw/throws/threw
    produce* deliver* receive* process/processes answer* repeat* collect* queue* bring/brings/brought
    build/builds/built change* cut/cuts clash* stick/sticks eats hang/hangs hung i we he she it they you who nobody
    everybody everyone
"""

_PLAIN = """
    a an the and or but of in on at to for with from by as than so if that this these those there here it its he she
    they them his her their we us our i me my mine you your am are is was were be been being have has had do does did
    will would can could should may might must shall 's 're 'm 've 'd 'll not no yes well oh ok okay hm hmm hmmm um er
    ah just really very quite rather too also only even still already again then now when where what which who whom
    whose why how about into out up down over under because some any all both each every few many much more most other
    another such own same one ones maybe perhaps probably basically honestly actually simply exactly sure think guess
    suppose mean means say said thing things stuff bit lot kind sort way time moment day right please sorry thanks
    thank like get got go going come came know let see look make made take took put something anything nothing
    everything someone somebody anyone somehow somewhere sometimes always often obviously obvious course fine good
    great nice true agreed
"""

_TALK = """
    meeting meetings discuss discussed discussing discussion discussions talk talked talking mention mentioned mail
    mails email emails call calls phone letter document documents attachment attached send sent question questions
    answer answers ask asked asking colleague colleagues boss strategy paper conference monday tuesday wednesday
    thursday friday tomorrow yesterday today week last next soon later idea ideas minute minutes writing write wrote
    read reading speak spoke remember others page slide slides topic subject note notes brief worth mentioning number
    numbers figure figures front head middle competition competitors started start big small everybody's
"""

_AGO = """
    founded established based located generation joined introduce introduced neighbours situated moved_here met
    took_over took_it_over started_here born since_19* headquartered sites locations family_business family_firm
    family-run
"""

CLASSES = {
    "TOOL": _TOOLS,
    "HELP": _HELP,
    "DO": _DO,
    "GAIN": _GAIN,
    "TURN": _TURN,
    "BAD": _BAD,
    "GOOD": _GOOD,
    "MORE": _MORE,
    "CLIENTS": _CLIENTS,
    "STAFF": _STAFF,
    "FEAR": _FEAR,
    "MOOD": _MOOD,
    "UNIT": _UNITS,
    "COUNTED": _COUNTED,
    "NUM": _NUMBER,
    "BINDER": _BINDER,
    "BIND": _BIND,
    "MONTH": "january february march april may june july august september october november december",
    "VERB": _VERBS,
    "PREP": "that who which to in on of with from about at for because and when where if by into through",
    "NAME": "",
    "YEAR": "",
    "PLAIN": _PLAIN,
    "TALK": _TALK,
    "AGO": _AGO,
}
