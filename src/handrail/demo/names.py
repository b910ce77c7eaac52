"""Given and family names by language, from well-known lists. Put together at random they mean nobody.

A language without family names of the European kind
(Tigrinya, Amharic, Somali) takes the father's given name in their place.
"""

from dataclasses import dataclass
from random import Random
from typing import Final


@dataclass(frozen=True, slots=True)
class Names:
    women: tuple[str, ...]
    men: tuple[str, ...]
    family: tuple[str, ...]
    family_first: bool = False


def _names(women: str, men: str, family: str, *, family_first: bool = False) -> Names:
    return Names(tuple(women.split()), tuple(men.split()), tuple(family.split()), family_first)


_ERITREAN_MEN: Final = "Yonas Filmon Tesfay Mehari Robel Isaias Kidane Natnael Samson Biniam Haben Awet"
_ETHIOPIAN_MEN: Final = "Dawit Abel Bereket Tadesse Girma Henok Mulugeta Solomon Tewodros Yared Kebede Alemu"
_SOMALI_MEN: Final = "Abdi Ismail Liban Mahad Hassan Faarax Guled Bashir Warsame Ayanle"

NAMES: Final[dict[str, Names]] = {
    "sq": _names(
        "Elira Besa Drita Vjollca Liridona Mimoza Arta Teuta Jonida Albana Ermira Flutura",
        "Ilir Besnik Dritan Fatmir Gentian Klodian Altin Erjon Bledar Shpend Armend Luan",
        "Hoxha Shehu Dervishi Gjoka Kola Marku Prifti Leka Hysa Basha Zefi Toska",
    ),
    "ro": _names(
        "Ioana Andreea Daniela Roxana Simona Larisa Bianca Adriana Georgiana Cristina Oana Denisa",
        "Ionut Marius Florin Sorin Adrian Cosmin Bogdan Vasile Razvan Petru Costel Dorin",
        "Popa Munteanu Rusu Lazar Dinu Stoica Manole Preda Ungureanu Barbu Neagu Ciobanu",
    ),
    "vi": _names(
        "Linh Hoa Thao Mai Huong Lan Trang Yen Hanh Nhung Phuong Thuy",
        "Duc Hung Minh Long Quang Thanh Khanh Dung Hieu Phong Bao Son",
        "Nguyen Tran Le Pham Hoang Phan Vu Dang Bui Do Ngo Duong",
        family_first=True,
    ),
    "ti": _names(
        "Selam Rahwa Bana Luwam Feven Hiwot Winta Saba Semhar Eden Mebrat Zahra", _ERITREAN_MEN, _ERITREAN_MEN
    ),
    "am": _names(
        "Hirut Tigist Meseret Aster Bethlehem Yodit Genet Almaz Senait Mahlet", _ETHIOPIAN_MEN, _ETHIOPIAN_MEN
    ),
    "apd": _names(
        "Amna Ikhlas Rania Tahani Salma Hanan Nagla Mawahib Sit Amal",
        "Osman Eltayeb Mustafa Adam Haroun Tarig Khalid Bakri Muzamil Ismail Abdelrahman Yasir",
        "Idris Abdalla Elhassan Bashir Suleiman Eltahir Hamid Ishaq Musa Abbaker",
    ),
    "pl": _names(
        "Agnieszka Beata Dorota Ewa Grazyna Iwona Joanna Magda Renata Zofia",
        "Andrzej Bartek Dariusz Grzegorz Janusz Krzysztof Marek Pawel Rafal Tomasz",
        "Zielinski Wrobel Mazur Krawczyk Piotrowski Grabowski Pawlak Sikora Baran Duda",
    ),
    "lt": _names(
        "Aiste Daiva Egle Jurgita Laima Rasa Ruta Vilma",
        "Arturas Darius Gintaras Kestutis Mindaugas Rimantas Saulius Vytas",
        "Jonaitis Petrauskas Balciunas Urbonas Stankus Zukas Navickas Butkus",
    ),
    "bg": _names(
        "Desislava Elena Galina Iva Milena Radka Stefka Yana",
        "Asen Borislav Dimitar Georgi Hristo Kiril Plamen Stoyan",
        "Dimitrov Georgiev Ivanov Kolev Marinov Petkov Stoyanov Todorov",
    ),
    "ur": _names(
        "Ayesha Bushra Fariha Hina Nasreen Rukhsana Saima Uzma",
        "Adeel Bilal Faisal Imran Nadeem Rizwan Shahid Usman",
        "Akhtar Butt Chaudhry Iqbal Mahmood Qureshi Rafiq Siddiqui",
    ),
    "bn": _names(
        "Anika Farzana Jahanara Nasrin Rokeya Shirin Sultana Taslima",
        "Anwar Delwar Habib Jamal Mizan Rafiq Shafiq Tareq",
        "Ahmed Chowdhury Hossain Islam Miah Rahman Sarkar Uddin",
    ),
    "hi": _names(
        "Anita Geeta Kavita Lata Meena Pooja Rekha Sunita",
        "Ajay Deepak Harish Mohan Naveen Rakesh Sanjay Vinod",
        "Kumar Gupta Joshi Mehra Nair Rao Sharma Yadav",
    ),
    "ml": _names(
        "Anju Bindu Deepa Jisha Lekha Reena Sheeba Sindhu",
        "Anoop Biju Jomon Manoj Rajesh Shibu Sunil Vineeth",
        "Chacko George Kurian Mathew Nambiar Pillai Thomas Varghese",
    ),
    "cmn": _names(
        "Fang Hui Jing Juan Lihua Meiling Xiaoyan Yan Ying Zhen",
        "Bo Cheng Gang Jianguo Jun Lei Peng Tao Wei Xiang",
        "Chen Huang Li Lin Liu Wang Wu Xu Zhang Zheng",
        family_first=True,
    ),
    "yo": _names(
        "Abisola Bukola Folake Iyabo Kehinde Morenike Omotola Ronke Sade Titilayo",
        "Ayodele Babatunde Gbenga Kayode Olumide Segun Tunde Wale",
        "Adebayo Afolabi Akande Balogun Fashola Ojo Oladipo Olatunji",
    ),
    "ig": _names(
        "Chidinma Ifeoma Ngozi Nkechi Obioma Uchenna",
        "Chukwudi Emeka Ikenna Obinna Okechukwu Uche",
        "Eze Nwosu Obi Okafor Okoro Onyekachi",
    ),
    "tw": _names(
        "Abena Akosua Ama Efua Esi Yaa",
        "Kofi Kojo Kwabena Kwaku Yaw Kwasi",
        "Asante Boateng Mensah Owusu Appiah Amponsah",
    ),
    "so": _names("Amina Hodan Ifrah Nimco Sagal Ubah Fadumo Ilhan", _SOMALI_MEN, _SOMALI_MEN),
    "fa": _names(
        "Leila Maryam Narges Parisa Shirin Zahra",
        "Amir Behnam Farhad Hamid Kaveh Reza",
        "Ahmadi Ghorbani Hosseini Karimi Moradi Rostami",
    ),
    "ps": _names(
        "Gulalai Palwasha Spogmai Zarmina",
        "Ajmal Baryalai Gul Jawid Nangyalai Shafiqullah",
        "Ahmadzai Mohmand Safi Stanikzai Wardak Zadran",
    ),
    "ckb": _names(
        "Avin Chnar Hero Nasrin Shilan Tara",
        "Aram Dilshad Hiwa Karwan Rebin Soran",
        "Ahmed Hama Karim Mahmood Rasul Salih",
    ),
    "fil": _names(
        "Analyn Cherry Jocelyn Liza Maricel Rowena Sheryl Vilma",
        "Arnel Danilo Edgar Joel Rodel Romeo",
        "Aquino Bautista Castillo Dela-Cruz Mendoza Ramos",
    ),
    "pt": _names(
        "Adriana Camila Fernanda Juliana Patricia Vanessa",
        "Anderson Bruno Diego Leandro Rafael Thiago",
        "Almeida Barbosa Cardoso Moreira Ribeiro Teixeira",
    ),
    "en": _names(
        "Amber Chloe Courtney Ellie Jade Keira Leah Megan Paige Shannon",
        "Aaron Callum Connor Declan Jayden Kieran Liam Mason Reece Tyler",
        "Barker Cooper Fielding Harper Kirkby Lomax Pearson Rudd Sutton Thorpe",
    ),
    "cy": _names(
        "Angharad Carys Ffion Lowri Mali Nerys Sian",
        "Dafydd Gethin Iolo Llew Macsen Osian Tomos",
        "Bevan Griffiths Howells Llewellyn Powell Pritchard Vaughan",
    ),
}

# How often each language is met: roughly the mix of nationalities in the published figures, made by hand.
OFTEN: Final[dict[str, int]] = {
    "en": 26,
    "sq": 24,
    "vi": 16,
    "ti": 14,
    "apd": 12,
    "ro": 12,
    "so": 6,
    "fa": 5,
    "am": 5,
    "cmn": 5,
    "ur": 5,
    "bn": 4,
    "hi": 4,
    "ml": 4,
    "pl": 5,
    "lt": 4,
    "bg": 3,
    "yo": 5,
    "ig": 2,
    "tw": 3,
    "ps": 3,
    "ckb": 4,
    "fil": 3,
    "pt": 3,
    "cy": 1,
}


def language(r: Random) -> str:
    """A language, as often as it is met."""
    return r.choices(tuple(OFTEN), weights=tuple(OFTEN.values()))[0]


def given(r: Random, tag: str, gender: str) -> str:
    """A given name; a person who is neither woman nor man may take either."""
    names = NAMES[tag]
    pool = {"female": names.women, "male": names.men}.get(gender, names.women + names.men)
    return r.choice(pool)


def full(r: Random, tag: str, given_name: str) -> str:
    """A full name around a given one, in the order of the language."""
    names = NAMES[tag]
    family = r.choice([name for name in names.family if name != given_name])
    return f"{family} {given_name}" if names.family_first else f"{given_name} {family}"
