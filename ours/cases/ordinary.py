"""Words that name nobody by themselves, folded: kinds of organisations, particles, names that are also words."""

# In the name of an organisation these tell what it is, not who: "Yoga House" is told by the two together.
GENERIC = frozenset(
    """
    academy account accounting accounts administration agency agentur air alliance amt apotheke app apps architects
    arts assistant associates association audio auto automotive bakery bank bar baths beauty beer berlin bike bikes
    board boat books bookshop boutique brand brands brewery brothers bros buero build builders building bureau
    business cafe capital care cars catering center centre chef church cinema city clean cleaning client clinic
    clothing cloud club coach coaching coffee college comms communication communications company computer computers
    construction consult consultancy consultants consulting control cooperative copy council craft creative credit
    customer cycles dairy dance data deli delivery dental dentist department design desk dev development die das der
    digital director distribution district drinks east education electric electronics energy engineering enterprise
    enterprises entertainment equipment estate europe event events express fabrik family farm farms fashion fest
    festival film films finance financial first fish fit fitness florist flowers food foods foundation foundry
    friends front fruit furniture games garage garden gardens gas general glass global gold golf goods grand great
    green grocery group gruppe guest gym hair hall handel haus head health heating help herr high hill holding
    holdings home homes hospital hostel hotel hotels house housing hub human import industrial industries industry
    inn institut institute insurance interior international internet investment investments island it jewellery job
    jobs junior kids kitchen lab labor labs lake land laundry law lawyers lead learning leather legal leisure
    library life light line lines local lodge logistics long machine machines mail main management manager
    manufacturing marine market marketing markets maschinen mechanics media medical medicine metal metals mill
    mobile model motor motors mountain museum music national natural network networks new news north nursery nursing
    office offices old online open opera optics organic orchestra outdoor packaging paint paper park parts partner
    partners party pet pharmacy phone photo physio pizza plant plastics plumbing point port post power practice
    praxis press print printing pro product production productions products project property public publishers
    publishing pub quality radio rail real reception records recruiting regional rental rentals repair research
    resort resources restaurant retail river road roof room royal running safety sales salon school schule science
    sea second security senior service services shared shipping shoe shoes shop shops sister sisters small social
    society soft software solar solution solutions south spa sport sports stadt staff stage station steel stiftung
    stone store stores street stroke student studio studios style sun supply support surgery swim system systems tax
    taxi tea team tech technical technik technologies technology telecom textile textiles the theater theatre third
    tickets tiles time tool tools top tour tourism tours town toys trade traders trading training trans transport
    travel trees trust union united university urban valley vet video village vision warehouse waste water wealth
    web wedding wellness west wholesale wine wines women wood wooden work works workshop world yacht yoga young
    youth zentrum zoo
    """.split()
)

# Legal forms and particles: never looked for alone.
PARTICLES = frozenset(
    """
    ab ag al and as ben bin bv co corp cv da dal de del della den der des di do dos dr du e ek el et ev fils frau
    gbr gmbh herr ibn inc ing jr kg kgaa la las le les limited llc llp los ltd mag miss mr mrs ms nv of ohg oy oyj
    phd plc prof pte pty sa sarl sas se sir spa sr srl st ta ten ter the tot ug und van ver vom von y z zu zum zur
    """.split()
)

# Given and family names that are everyday words: they count where they are written with a capital.
EVERYDAY = frozenset(
    """
    abby ace amber an angel april art ash august autumn baker bay bell best bill bishop black blue bond bright brook
    brown bush butler carol case cash chance charity chase cherry christian clay cliff clark coin cole cook cooper
    cross daily dale dawn day dean dell dick drew earl eve fair faith fall fields fisher ford forest fox frank gates
    gene glen gold grace grant gray green hall hand hardy harmony harper heath hill holly hope hunt hunter iris ivy
    jack jade jay jean jewel joy judge june just justice king knight lake lamb lance lane law lee lily little long
    love loyal lucky major man march marina mark mars martin mason may mercy merry miles mill miller misty moon moss
    nick noble noel north olive page palm park pat patience pearl penny piece pierce piper poppy porter price pride
    prince prior queen ray read reed rich rise rob robin rock rose rowan ruby rush rust ruth sage sandy savage scout
    sharp shepherd short sky smart smith so song spring star stark stone storm strong sue summer sunny swan swift
    taylor terry thorn tiger toll troy turner twist van venture victor viola violet wade walker wall ward waters way
    weaver wells west white wild will wind winter wise wolf wood woods yan york young zen am as at be by do ed el go
    ha he hi if in is it la le li lo ma me mi mo my na no of oh on or ox pa so to up us we ye yo alle art bar bunt
    ein ernst gut haupt hell jung klar klein kurz lang laut neu rein roth sommer stark stein tag voll weg weiss
    winter wolf zart
    """.split()
)

# Names that are also months or seasons, which are written with a capital as well.
MONTHS = frozenset("january april august may june july march mai juni juli april spring summer autumn winter".split())

# The part before the @ that belongs to nobody.
POST_BOXES = frozenset(
    """
    admin abuse billing bookings buero contact enquiries feedback hallo hello help info inquiries invoice invoices
    jobs kontakt mail marketing newsletter office orders post press privacy reception sales service shop support
    team webmaster welcome
    """.split()
)
