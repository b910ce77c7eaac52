"""What each bullet of the progress update of 2021 says, worked by hand from the source, in the source's order.

Under each bullet stand its facts, as the words by which a reader recognises each: numbers, names, dates, who does what
for whom, results, and how far it has got. They are read from the source and not from the text that was entered.
The second value is the state that the source's own verb gives: "has funded" is in place, "is commissioning" is planned.
"""

from typing import Final

NO_STATE: Final = ""

FACTS: Final[dict[tuple[str, int, str], tuple[str, tuple[str, ...]]]] = {
    ("Victims' services", 1, "Cambridgeshire"): (
        "In place",
        (
            "commissioner funds", "two Specialist Victim and Witness Care Co-ordinators", "dedicated",
            "modern slavery and human trafficking", "professional leads", "specialist expertise", "police officers",
            "staff", "partner agencies", "migrant victims of trafficking", "sensitively and supportively",
        ),
    ),
    ("Victims' services", 2, "Devon and Cornwall"): (
        "In place since March 2021",
        (
            "March 2021", "Devon and Cornwall Police introduced", "40 specially trained",
            "Modern Slavery Victim Liaison Officers", "every modern slavery or human trafficking case",
            "victim has been identified", "single point of contact", "safeguarding", "obtaining an account",
            "welfare", "NRM process", "signposting to relevant support agencies",
            "number of deployments have already been made",
            "Evidence reported: The new role has received some excellent feedback",
        ),
    ),
    ("Victims' services", 3, "Essex"): (
        "In place",
        (
            "supported the recruitment", "independent Victim Care Navigators", "provided by Justice and Care",
            "support and advocacy", "bespoke", "each victim needs", "signposting",
            "emergency housing where required", "clothes, a phone and food",
        ),
    ),
    ("Victims' services", 4, "Hertfordshire"): (
        "In place",
        (
            "Exploitation ISVA", "last year", "IDVA/ISVA grant fund", "Ministry of Justice",
            "as much about outreach", "links in with other local provision",
            "Evidence reported: The post has demonstrated excellent outcomes", "developing relationships",
            "local legal specialists", "advice and guidance on entitlements and settlement", "pro bono",
            "local housing providers",
        ),
    ),
    ("Victims' services", 5, "Surrey"): (
        "In place",
        (
            "funded a Victim Navigator", "all adult victims of modern slavery", "partnership with Surrey Police",
            "strategic advice", "engaging victims", "informed decisions",
            "the police, the NRM and other support services", "externally evaluated",
            "significantly higher rate of engagement with police investigations", "looking to expand the service",
            "additional Navigator",
        ),
    ),
    ("Victims' services", 6, "Cheshire"): (
        "Under way",
        (
            "recently commissioned", "Victim's Needs Assessment",
            "engaging with victims of modern slavery first-hand", "views and experiences",
            "directly influence commissioning",
        ),
    ),
    ("Victims' services", 7, "West Midlands"): (
        "Planned",
        (
            "is commissioning", "innovative Community Engagement project", "Black Country Women's Aid",
            "identify more victims of sexual exploitation", "increase access to support",
            "vulnerable, sexually exploited women", "victims of modern slavery",
            "works closely with police and partner", "develop and respond to intelligence",
            "map sex work and exploitation across the region", "potential and identified victims",
        ),
    ),
    ("Force OPCC collaboration", 1, "Gloucestershire"): (
        "In place",
        (
            "Operation Aidant", "intensification programme", "modern slavery and human trafficking",
            "commissioner and the police work together", "best victim service",
            "raise awareness across the force area", "thematic leads", "meet monthly", "ongoing work",
            "review combined services", "together they provide",
        ),
    ),
    ("Force OPCC collaboration", 2, "Cumbria"): (
        "In place",
        (
            "chair of the Safer Cumbria Partnership", "Constabulary", "worked together",
            "agreement from local authorities", "temporarily, when needed",
            "immediate accommodation needs of victims of modern slavery",
        ),
    ),
    ("Force OPCC collaboration", 3, "Dyfed Powys"): (
        "Planned",
        (
            "supporting the force to engage with key sectors", "often rely on low-skilled workers",
            "will seek to educate", "understand their rights and spot the signs of exploitation",
            "high-profile media campaign", "farming and construction industries",
        ),
    ),
    ("Force OPCC collaboration", 4, "Bedfordshire"): (
        "Under way",
        ("commissioner and the force are working together", "Modern Slavery/Human Trafficking Improvement Plan"),
    ),
    ("Force OPCC collaboration", 5, "Staffordshire"): (
        "In place",
        (
            "actively working with the commissioner", "Victim Code of Practice (VCOP)", "rights they are entitled to",
            "“victim contract”", "NICHE system", "officer in the case", "right questions", "access to interpreters",
            "necessary support as part of the investigation process",
        ),
    ),
    ("Force OPCC collaboration", 6, "Suffolk"): (
        "In place",
        (
            "precept investment in 2020/21", "Constabulary has created",
            "Modern Slavery and Vulnerable Community Advisors", "analyse trends", "develop intelligence",
            "target victim intervention work across the force area", "soon be formally evaluated",
            "opportunities for further investment",
        ),
    ),
    ("Force OPCC collaboration", 7, "Greater Manchester"): (
        "Pilot",
        (
            "Deputy Mayor's office has funded", "new modern slavery investigative team", "12-month pilot",
            "Six Investigative Support Officers", "a data manager", "a training co-ordinator",
            "whole-system approach", "independent evaluation", "what works",
            "what impact specialist investigative functions have",
            "complements the existing triage function of the MSCU", "informing the wider system",
            "look like in Greater Manchester", "identify and report concerns at the earliest opportunity",
            "potential victims can be safeguarded", "ongoing commitment of the chief constable and the Deputy Mayor",
        ),
    ),
    ("Force OPCC collaboration", 8, "Suffolk"): (
        "In place",
        (
            "Since the inspectorate's report was published", "force's operational lead for modern slavery",
            "joint recommendation", "seek assurance", "understood and well-exercised",
        ),
    ),
    ("Force OPCC collaboration", 9, "Durham"): (
        "In place",
        (
            "recommendations of the super-complaint helped it to focus",
            "appropriate response to, and care for, victims", "embedded", "daily threat assessments",
            "training of Victim Liaison Officers", "expanded child sexual exploitation (CSE) team",
            "Section 45 defence", "priority by the Durham Safeguarding Boards",
            "Most recently a Modern Slavery Network", "funding from the commissioner",
            "early phases of implementation", "will aim to establish",
            "actions and initiatives embedded, such as", "support from a range of partners",
            "better understanding of support pathways",
            "Evidence reported: Durham reports an increase in the number of successful prosecutions",
        ),
    ),
    ("Force OPCC collaboration", 10, "Dyfed Powys"): (
        "In place",
        (
            "After the inspectorate's report was first published", "regular updates on the recommendations in it",
            "being satisfied", "comprehensive arrangements for modern slavery cases",
            "continuing commitment to improving", "recognised and supported",
        ),
    ),
    ("Force OPCC collaboration", 11, "Essex"): (
        "In place",
        (
            "monitors the volume", "investigations and referrals", "monthly Performance and Resources Board",
            "stays informed of relevant activity", "hold the chief constable to account", "Essex Police",
        ),
    ),
    ("Force OPCC collaboration", 12, "Cheshire"): (
        "In place",
        (
            "attends a quarterly vulnerability board", "assurance is sought", "sufficiently responding",
            "including victims of modern slavery",
        ),
    ),
    ("Force OPCC collaboration", 13, "Cleveland"): (
        "Planned",
        (
            "will monitor", "their own scrutiny programme",
            "progress of the chief constable in meeting the recommendations",
            "inspectorate's report made to the force",
        ),
    ),
    ("Partnership working", 1, "Greater Manchester"): (
        "In place",
        (
            "Challenger Executive Board", "lauded as an example of multi-agency working",
            "Modern Slavery Theme group", "operational and tasking groups", "Modern Slavery NGO Forum",
            "Modern Slavery Business Network", "predominantly voluntary and community sector",
            "share information about services and support", "build relationships and upskill",
            "excellent relationships with the MSCU", "confidence in reporting potential incidents to the police",
            "and in the networks in place to support victims",
        ),
    ),
    ("Partnership working", 2, "Cleveland"): (
        "In place since 2018",
        (
            "pan-Cleveland multi-agency partnership", "since 2018", "buy-in from many other partner organisations",
            "Local authorities now also support the network financially", "directly invested and involved",
            "That they feel supported, and not left to address the many issues alone", "enormous importance to them",
            "consistent and continuous attendance", "work streams and task groups",
        ),
    ),
    ("Partnership working", 3, "Merseyside"): (
        "Planned",
        (
            "recently elected commissioner intends to relaunch", "local Modern Slavery Network",
            "invite partners and stakeholders to work together",
            "comprehensive offer of victim support across Merseyside",
        ),
    ),
    ("Languages", 1, "Cambridgeshire"): (
        "In place",
        (
            "Lithuanian-speaking and a Romanian-speaking member of staff", "Victim and Witness Hub",
            "both nationalities", "native language", "many others through languages they have in common",
            "Staff say", "in their own language", "often leads to better engagement",
            "chance to develop a relationship of trust",
            "more likely that the victim engages with any future criminal justice process",
            "accesses support for their needs",
        ),
    ),
    ("Engagement with victims both in and outside of the NRM", 1, "Several areas"): (
        NO_STATE,
        (
            "common issue", "Several areas report", "engage with the police",
            "consent to being referred into the NRM", "stereotype of the police",
            "often created by those who exploited them",
        ),
    ),
    ("Engagement with victims both in and outside of the NRM", 2, "West Midlands"): (
        "In place",
        (
            "identified victim engagement as an issue", "commissioned an innovative response",
            "safeguard victims of modern slavery", "chances of staying engaged with the criminal justice process",
            "Slavery Adult Safeguarding Case Conference (SASCC)", "similar to a MARAC",
            "now embedded in each local authority area", "commissioner reports that the conference is working well",
            "improved pathways into safeguarding for adult victims of modern slavery and human trafficking",
        ),
    ),
    ("Engagement with victims both in and outside of the NRM", 3, "Avon and Somerset"): (
        "In place",
        (
            "agrees that it is a challenge to engage people who decline an NRM referral",
            "other services at the same time", "Unseen's support workers", "Avon and Somerset Police",
            "continue to share information", "signpost potential victims to relevant services", "welfare visits",
            "crucial", "rapport", "relationship of trust",
        ),
    ),
    ("Engagement with victims both in and outside of the NRM", 4, "Humberside"): (
        "Under way",
        (
            "taking steps", "in and out of the NRM", "person-centred", "community-based", "where possible",
            "expert third-sector partners", "experience of supporting victims to recover",
            "integrate back into the community",
        ),
    ),
    ("Engagement with victims both in and outside of the NRM", 5, "Wiltshire"): (
        "In place",
        (
            "collaboration with the force", "“Victim go bags”", "new clothes and toiletries",
            "at the point of contact", "Since the first order Wiltshire has doubled the number of bags",
            "adapted them to meet additional needs", "positively received",
            "victims have reported that they felt cared for", "establish trust with officers",
        ),
    ),
    ("Securing Accommodation", 1, "Cumbria"): (
        "Under way",
        (
            "recently reviewed the county's approach", "Home Office STAR Programme",
            "process for engaging with victims and supporting them", "more work is needed", "decline the NRM",
            "not eligible for a Salvation Army safe house", "agreement is also needed",
            "which organisation should provide subsistence", "Constabulary currently provides where needed",
            "multi-agency group is developing an action plan",
        ),
    ),
    # The building itself is withheld: it would point to a safe venue.
    ("Securing Accommodation", 2, "Hampshire"): (
        "Seeking funding",
        (
            "local authority housing teams", "accommodation before the NRM", "possible venue and a partner",
            "once funding is agreed", "withheld for safety",
        ),
    ),
    ("Securing Accommodation", 3, "West Yorkshire"): (
        "Unsolved problem",
        (
            "key challenge", "before the NRM", "often placed temporarily in hotels and B&Bs",
            "not always appropriate", "can increase the risk of further exploitation", "going missing",
            "losing evidence", "continuing uncertainty", "between local authorities and others",
            "whose responsibility it is to house potential victims",
        ),
    ),
    ("Securing Accommodation", 4, "West Mercia"): (
        "In place",
        (
            "Modern Slavery Accommodation and Subsistence Fund", "gives the force money", "emergency accommodation",
            "any items that the victim may need", "sanitary items, clothing and short-term food",
        ),
    ),
    ("Securing Accommodation", 5, "The Home Office"): (
        NO_STATE,
        (
            "critical point in victim engagement", "“places of safety” scheme",
            "latest Modern Slavery Victim Care Contract (MSVCC)",
            "was proposed for the most vulnerable victims rescued", "up to three working days",
            "consider whether they want to enter the NRM", "still awaiting confirmation of a start date",
        ),
    ),
    ("Covid-19", 1, "No area named"): (
        NO_STATE,
        (
            "additional complexities", "18 months", "extended delays in court proceedings",
            "harder to keep victims engaged", "most vulnerable and intimidated",
        ),
    ),
    ("Covid-19", 2, "MOPAC"): (
        "Under way",
        (
            "preventative activity", "concerning reports that referrals had dropped during the pandemic",
            "commissioning communications campaigns", "smaller organisations", "known to have links",
            "hard-to-reach communities",
        ),
    ),
    ("Continuous improvement", 1, "Devon and Cornwall"): (
        "Under way",
        (
            "currently reshaping its victim care support", "evaluate current provision",
            "is re-specifying a new victim care contract",
            "opportunity to understand victims' support needs more fully", "go live on 1 April 2022",
        ),
    ),
    ("Continuous improvement", 1, "Devon and Cornwall, 2"): (
        "Under way",
        (
            "more needs to be done", "know that they can receive community support locally",
            "As a result it has already started to work", "local partnerships", "launch the support fund",
            "local provision is advertised in partnership protocols",
        ),
    ),
    ("Continuous improvement", 2, "Dyfed Powys"): (
        "Seeking funding",
        (
            "will be seeking support through the Modern Slavery Prevention Fund", "key sectors",
            "often rely on low-skilled workers", "EU exit has added uncertainty to the status of many",
            "highly vulnerable to exploitation", "will seek to pay", "1,000 individuals in this area",
            "understand their rights and spot the signs of exploitation", "high-profile campaign",
            "farming and construction industries",
        ),
    ),
    ("Continuous improvement", 3, "Hampshire"): (
        "In place",
        (
            "is delivering", "Modern Slavery Partnership's victim pathway", "new map of the NRM pathway process",
            "local police developed", "statutory duties", "how to crime any investigation", "Both are designed",
            "effective and swift response", "initial steps that first responders should take",
        ),
    ),
    ("Continuous improvement", 4, "Lincolnshire"): (
        "Seeking funding",
        (
            "in discussions with the modern slavery regional co-ordinator", "2 Victim Navigator roles",
            "East Midlands", "Expression of Interest has been made", "bid for Home Office funding",
            "early-market engagement", "CJS funding", "enhance the support that regional Victim Navigators provide",
            "evaluated once they are introduced", "future specification",
            "locally commissioned victims' outreach support service",
        ),
    ),
    ("Continuous improvement", 5, "Leicestershire"): (
        "Under way",
        (
            "implementing victim navigators", "regional collaboration", "Justice and Care",
            "One of the posts will be based at the Safeguarding Hub at Wigston",
            "anticipated to be in place by January 2022", "strengthen the support that the force can offer",
            "before they enter the NRM",
        ),
    ),
    ("Continuous improvement", 6, "Wiltshire"): (
        "Planned",
        ("next 12 months", "planning to increase partnership work", "new Anti-Slavery Partnership board"),
    ),
    ("Continuous improvement", 7, "Warwickshire"): (
        "Planned",
        (
            "in the process of commissioning a new Victim Needs Assessment", "expanded the scope",
            "terms of reference", "before, after and outside of the NRM",
        ),
    ),
    ("Continuous improvement", 8, "Suffolk"): (
        "Planned",
        (
            "seeking to work with Victim Support", "main provider of the victim care contract",
            "understand further why", "take-up of modern slavery services is low",
            "referrals are received and services are in place",
        ),
    ),
    ("Continuous improvement", 9, "Nottinghamshire"): (
        "Seeking funding",
        (
            "exploring opportunities", "Red Cross “Your Space”", "strengthen victim care",
            "free up police resources to pursue criminal justice outcomes",
            "Funding is currently being sought to revisit",
            "pilot that ran in Nottinghamshire was successful", "local support before the NRM",
            "no recourse to public funds",
        ),
    ),
    ("Continuous improvement", 10, "North Wales"): (
        "Planned",
        (
            "is establishing a local Modern Slavery Practitioner's Forum",
            "intends to hold the first meeting in November 2021", "achievements, benefits and challenges",
            "commissioned, to understand the impact and value", "After 12 months",
        ),
    ),
    ("Continuous improvement", 11, "MOPAC"): (
        "Planned",
        (
            "changing picture of modern slavery", "new emerging issues consistently", "addressed strategically",
            "upcoming Police and Crime Plan",
        ),
    ),
    ("Continuous improvement", 12, "Avon and Somerset"): (
        "Under way",
        (
            "working with the Constabulary and with Unseen, its current service provider",
            "risks and issues identified in the inspectorate's report", "before the grant is renewed for 2022/23",
        ),
    ),
}  # fmt: skip

CAVEATS: Final = (
    "had improved since the HMICFRS inspection of 2017",
    "inconsistency of support for victims",
    "ability of the police to investigate these crimes effectively",
    "in response to the super-complaint from Hestia",
    "on behalf of the local policing bodies only",
    "would have collaborated with their forces",
    "Six months is a short time",
    "embedded, accelerated or evaluated in the six months",
    "before, after and outside of the NRM",
    "where appropriate challenge, the police",
    "newly elected in May 2021",
    "highlights key improvements, provisions and future work",
    "to establish and develop their own ideas and initiatives",
)
"""What the introduction of the source asks its reader to keep in mind."""

RECOMMENDATION: Final = (
    "To chief constables, and police and crime commissioners: Work together to understand the support needs of victims "
    "of modern slavery crimes. They should provide appropriate support within their respective remits to augment the "
    "national provision so that victims feel safe and empowered to remain involved in any investigations. This should "
    "focus on what support should be available before and after National Referral Mechanism (NRM) referral as well as "
    "alternative provision available for those declining NRM referral."
)
"""Copied from the source, letter by letter."""
