"""Invented charities and teams, who works there, and one sign-in for each role.

The forces and the local policing body are real and come from the reference data; everybody in them is invented.
"""

from typing import Final

from handrail.demo.plan_types import PlannedBody, PlannedUser
from handrail.platform.access.sharing_presets import get_sharing_preset

LINCOLNSHIRE: Final = "E23000020"
AVON_AND_SOMERSET: Final = "E23000036"
GREATER_MANCHESTER: Final = "E23000005"
CHESHIRE: Final = "E23000006"
SURREY: Final = "E23000031"
GWENT: Final = "W15000002"
LAW: Final = "section 52, Modern Slavery Act 2015"

BODIES: Final = (
    PlannedBody("lantern", "Lantern", "charity", LINCOLNSHIRE, "LN", calls_from_devices=True),
    PlannedBody("severn-light", "Severn Light", "charity", AVON_AND_SOMERSET, "SEE"),
    PlannedBody("drws-glas", "Drws Glas", "charity", GWENT, "DRW"),
    PlannedBody("fenmarsh-housing", "Fenmarsh Council housing team", "council", LINCOLNSHIRE, "FH", LAW),
    PlannedBody("fen-legal", "Fen Legal Clinic", "charity", LINCOLNSHIRE),
    PlannedBody("wash-health", "Wash Community Health", "health", LINCOLNSHIRE),
    PlannedBody("irwell-house", "Irwell House", "charity", GREATER_MANCHESTER, "RWL"),
    PlannedBody("crossing-words", "Crossing Words interpreters", "charity"),
    PlannedBody("anvil-light", "Anvil Light", "charity", "E23000014"),
    PlannedBody("harebell-foods", "Harebell Foods", "business", GREATER_MANCHESTER),
    PlannedBody("copperleaf-cleaning", "Copperleaf Cleaning", "business", GREATER_MANCHESTER),
    PlannedBody("quillmoor-logistics", "Quillmoor Logistics", "business", GREATER_MANCHESTER),
    PlannedBody("collation-team", "National collation team", "national"),
)

USERS: Final = (
    # One sign-in for each role
    PlannedUser("ruth.adeyemi", "Ruth Adeyemi", "lantern", "navigator", "07700 900317", sign_in=True),
    PlannedUser("gareth.pell", "Gareth Pell", "lantern", "duty_lead", "01632 960141", sign_in=True),
    PlannedUser("isla.renshaw", "Isla Renshaw", "lantern", "adviser", "07700 900322", sign_in=True),
    PlannedUser("bea.lindqvist", "Bea Lindqvist", "lantern", "data_protection", "01632 960144", sign_in=True),
    PlannedUser(
        "sam.whitlock", "PC Sam Whitlock", "lincolnshire-police", "officer", "07700 900364", sign_in=True
    ),
    PlannedUser(
        "holly.marsh",
        "DC Holly Marsh",
        "lincolnshire-police",
        "liaison_officer",
        "07700 900365",
        sign_in=True,
    ),
    PlannedUser(
        "nell.cartmel", "Nell Cartmel", "lincolnshire-police", "co_ordinator", "01632 960150", sign_in=True
    ),
    PlannedUser(
        "megan.aldous", "Megan Aldous", "severn-light", "support_worker", "07700 900401", sign_in=True
    ),
    PlannedUser("colm.farrow", "Colm Farrow", "fenmarsh-housing", "housing", "01632 960127", sign_in=True),
    PlannedUser(
        "joan.tasker",
        "Joan Tasker",
        "commissioner-lincolnshire",
        "commissioner",
        "01632 960160",
        sign_in=True,
    ),
    PlannedUser(
        "lorna.quayle", "Lorna Quayle", "commissioner-lincolnshire", "signatory", "01632 960161", sign_in=True
    ),
    PlannedUser(
        "dev.marlowe", "Supt Dev Marlowe", "lincolnshire-police", "force_lead", "01632 960221", sign_in=True
    ),
    PlannedUser(
        "piers.oakley", "Piers Oakley", "commissioner-lincolnshire", "board", "01632 960222", sign_in=True
    ),
    PlannedUser(
        "amrit.dhaliwal", "Amrit Dhaliwal", "collation-team", "collator", "01632 960170", sign_in=True
    ),
    PlannedUser("ada.winslow", "Ada Winslow", "lantern", "administrator", "01632 960146", sign_in=True),
    PlannedUser(
        "corin.lyle", "Corin Lyle", "collation-team", "platform_administrator", "01632 960172", sign_in=True
    ),
    PlannedUser(
        "noor.ellery", "Noor Ellery", "harebell-foods", "partnership_member", "01632 960196", sign_in=True
    ),
    # Offices of other areas, whose bids, pilots and evaluations are told
    PlannedUser(
        "delyth.vaughan", "Delyth Vaughan", "commissioner-dyfed-powys", "commissioner", "01632 960181"
    ),
    PlannedUser("owain.rees", "Owain Rees", "commissioner-dyfed-powys", "signatory", "01632 960182"),
    PlannedUser("grace.holroyd", "Grace Holroyd", "mayor-greater-manchester", "commissioner", "01632 960183"),
    PlannedUser("sunita.marsh", "Sunita Marsh", "commissioner-surrey", "commissioner", "01632 960184"),
    PlannedUser("harriet.lisle", "Harriet Lisle", "commissioner-surrey", "signatory", "01632 960185"),
    # Their colleagues
    PlannedUser("tom.brackley", "Tom Brackley", "lantern", "navigator", "07700 900318"),
    PlannedUser("wanda.zukauskas", "Wanda Zukauskas", "lantern", "navigator", "07700 900319"),
    PlannedUser("lena.croft", "PC Lena Croft", "lincolnshire-police", "officer", "07700 900366"),
    PlannedUser("dan.okoro", "Dan Okoro", "severn-light", "support_worker", "07700 900402"),
    PlannedUser("hettie.moss", "Hettie Moss", "severn-light", "navigator", "07700 900403"),
    PlannedUser("roy.penhale", "Roy Penhale", "severn-light", "duty_lead", "01632 960180"),
    PlannedUser(
        "owen.tarrant", "DC Owen Tarrant", "avon-and-somerset-constabulary", "liaison_officer", "07700 900410"
    ),
    PlannedUser("kit.dunmore", "PC Kit Dunmore", "avon-and-somerset-constabulary", "officer", "07700 900411"),
    PlannedUser(
        "priya.sandhar", "DC Priya Sandhar", "greater-manchester-police", "liaison_officer", "07700 900420"
    ),
    PlannedUser(
        "joe.ashworth-lee", "PC Joe Ashworth-Lee", "greater-manchester-police", "officer", "07700 900421"
    ),
    PlannedUser("tess.farraday", "Tess Farraday", "fenmarsh-housing", "administrator", "01632 960129"),
    PlannedUser("maud.kershaw", "Sgt Maud Kershaw", "greater-manchester-police", "duty_lead", "01632 960190"),
    PlannedUser("elin.rhydderch", "Elin Rhydderch", "drws-glas", "navigator", "07700 900430"),
    PlannedUser("beca.tudur", "Beca Tudur", "drws-glas", "support_worker", "07700 900431"),
    PlannedUser("ianto.prosser", "Ianto Prosser", "drws-glas", "duty_lead", "01632 960195"),
    PlannedUser("rhian.maddock", "PC Rhian Maddock", "gwent-police", "officer", "07700 900440"),
    PlannedUser("greta.holford", "Greta Holford", "commissioner-cheshire", "commissioner", "01632 960210"),
    PlannedUser("aled.marbury", "Aled Marbury", "commissioner-cheshire", "commissioner", "01632 960211"),
    PlannedUser("petra.wincham", "Petra Wincham", "commissioner-cheshire", "signatory", "01632 960212"),
    # Members and conveners of boards and forums elsewhere
    PlannedUser("rosa.winter", "Rosa Winter", "commissioner-gloucestershire", "commissioner", "01632 960223"),
    PlannedUser("hal.denby", "Supt Hal Denby", "gloucestershire-constabulary", "force_lead", "01632 960224"),
    PlannedUser("ines.calder", "Ines Calder", "mayor-greater-manchester", "commissioner", "01632 960225"),
    PlannedUser("max.tolland", "Max Tolland", "copperleaf-cleaning", "partnership_member", "01632 960197"),
    PlannedUser("jude.farren", "Jude Farren", "quillmoor-logistics", "partnership_member", "01632 960198"),
    PlannedUser("bilal.rowe", "Bilal Rowe", "irwell-house", "duty_lead", "01632 960226"),
    PlannedUser("tess.harker", "Tess Harker", "commissioner-cleveland", "commissioner", "01632 960227"),
    PlannedUser("ned.sayer", "Supt Ned Sayer", "cleveland-police", "force_lead", "01632 960228"),
    PlannedUser("cath.moor", "Cath Moor", "redcar-and-cleveland-borough-council", "board", "01632 960229"),
    PlannedUser("ivo.preston", "Ivo Preston", "stockton-on-tees-borough-council", "board", "01632 960230"),
    PlannedUser("iris.vale", "Iris Vale", "commissioner-wiltshire", "commissioner", "01632 960231"),
    PlannedUser("mared.huws", "Mared Huws", "commissioner-north-wales", "commissioner", "01632 960232"),
    PlannedUser("gwil.parry", "Supt Gwil Parry", "north-wales-police", "force_lead", "01632 960233"),
    PlannedUser("zara.lund", "Zara Lund", "mayor-west-yorkshire", "commissioner", "01632 960234"),
    PlannedUser("clive.saunders", "Sgt Clive Saunders", "lincolnshire-police", "duty_lead", "01632 960188"),
    PlannedUser(
        "tamsin.varcoe", "Tamsin Varcoe", "commissioner-devon-and-cornwall", "commissioner", "01632 960235"
    ),
    PlannedUser("piran.nance", "Piran Nance", "commissioner-devon-and-cornwall", "signatory", "01632 960236"),
    PlannedUser(
        "lucy.hembrow", "Lucy Hembrow", "commissioner-avon-and-somerset", "commissioner", "01632 960237"
    ),
    PlannedUser(
        "miles.ottery", "Miles Ottery", "commissioner-avon-and-somerset", "signatory", "01632 960238"
    ),
    # Areas whose prevention is told
    PlannedUser("marcia.dunn", "Marcia Dunn", "commissioner-west-midlands", "commissioner", "01632 960239"),
    PlannedUser("ravi.kendall", "Supt Ravi Kendall", "west-midlands-police", "force_lead", "01632 960240"),
    PlannedUser("jo.attwell", "Jo Attwell", "anvil-light", "duty_lead", "01632 960241"),
    PlannedUser("moira.lamb", "Moira Lamb", "commissioner-durham", "commissioner", "01632 960242"),
    PlannedUser("neil.ashby", "Supt Neil Ashby", "durham-constabulary", "force_lead", "01632 960243"),
    PlannedUser("wyn.teasdale", "Insp Wyn Teasdale", "durham-constabulary", "duty_lead", "01632 960244"),
    PlannedUser("thea.ormonde", "Thea Ormonde", "mopac", "commissioner", "01632 960245"),
    PlannedUser("edda.marlin", "Edda Marlin", "mopac", "signatory", "01632 960246"),
    PlannedUser("mina.rowley", "Mina Rowley", "anvil-light", "support_worker", "01632 960247"),
    PlannedUser("kit.amberley", "Kit Amberley", "lantern", "support_worker", "01632 960248"),
    PlannedUser("bram.enford", "Supt Bram Enford", "wiltshire-police", "force_lead", "01632 960249"),
    PlannedUser("una.savern", "Una Savern", "wiltshire-council", "board", "01632 960250"),
)

USER: Final = {user.key: user for user in USERS}
SIGN_INS: Final = {user.role: user for user in USERS if user.sign_in}

# Who carries cases, and how many of the generated ones: body, area, workers, share.
CASELOADS: Final = (
    ("lantern", LINCOLNSHIRE, ("tom.brackley", "wanda.zukauskas", "isla.renshaw"), 46),
    ("lincolnshire-police", LINCOLNSHIRE, ("sam.whitlock", "holly.marsh", "lena.croft", "nell.cartmel"), 24),
    ("severn-light", AVON_AND_SOMERSET, ("megan.aldous", "dan.okoro", "hettie.moss"), 32),
    ("avon-and-somerset-constabulary", AVON_AND_SOMERSET, ("owen.tarrant", "kit.dunmore"), 12),
    ("greater-manchester-police", GREATER_MANCHESTER, ("priya.sandhar", "joe.ashworth-lee"), 26),
    ("drws-glas", GWENT, ("elin.rhydderch", "beca.tudur"), 16),
    ("gwent-police", GWENT, ("rhian.maddock",), 8),
)
STAND_INS: Final = {
    "lantern": "gareth.pell",
    "severn-light": "roy.penhale",
    "greater-manchester-police": "maud.kershaw",
    "drws-glas": "ianto.prosser",
    "lincolnshire-police": "clive.saunders",
}
TO_HOUSE: Final = tuple(get_sharing_preset("house").opened)
TO_SUPPORT: Final = tuple(get_sharing_preset("support").opened)
# With whom each body shares, and what.
PARTNERS: Final[dict[str, tuple[tuple[str, tuple[str, ...]], ...]]] = {
    "lantern": (
        ("lincolnshire-police", ("contact", "pathway")),
        ("fenmarsh-housing", TO_HOUSE),
        ("severn-light", TO_SUPPORT),
    ),
    "lincolnshire-police": (("lantern", TO_SUPPORT),),
    "severn-light": (("avon-and-somerset-constabulary", ("contact", "pathway")),),
    "avon-and-somerset-constabulary": (("severn-light", ("identity", "contact", "safety", "pathway")),),
    "greater-manchester-police": (("severn-light", TO_SUPPORT),),
    "drws-glas": (("gwent-police", ("contact", "pathway")),),
    "gwent-police": (("drws-glas", TO_SUPPORT),),
}
