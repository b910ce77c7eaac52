"""Given and family names by language, from well-known lists. Put together at random they mean nobody.

A language without family names of the European kind
(Tigrinya, Amharic, Somali) takes the father's given name in their place.
"""

from dataclasses import dataclass
from random import Random
from typing import Final


@dataclass(frozen=True, slots=True)
class PersonNamesOfLanguage:
    women: tuple[str, ...]
    men: tuple[str, ...]
    family: tuple[str, ...]
    family_first: bool = False


def _make_person_names_of_language(
    women: str, men: str, family: str, *, family_first: bool = False
) -> PersonNamesOfLanguage:
    return PersonNamesOfLanguage(
        tuple(women.split()), tuple(men.split()), tuple(family.split()), family_first
    )


_ERITREAN_MEN: Final = (
    "Yonas Filmon Tesfay Mehari Robel Isaias Kidane Natnael Samson Biniam Haben Awet "
    "Amanuel Berhane Daniel Efrem Futsum Goitom Habtom Kibrom Medhanie Noah Simon Teklit Yemane Zerom"
)
_ETHIOPIAN_MEN: Final = "Dawit Abel Bereket Tadesse Girma Henok Mulugeta Solomon Tewodros Yared Kebede Alemu"
_SOMALI_MEN: Final = (
    "Abdi Aden Cabdi Dahir Farah Jama Keynan Nur Omar Roble Samatar Yusuf Ismail Liban Mahad Hassan "
    "Faarax Guled Bashir Warsame Ayanle "
)

NAMES: Final[dict[str, PersonNamesOfLanguage]] = {
    "sq": _make_person_names_of_language(
        "Elira Besa Drita Vjollca Liridona Mimoza Arta Teuta Jonida Albana Ermira Flutura "
        "Valdete Majlinda Rovena Blerta Entela Eralda Irisa Kaltrina Lule Marsela",
        "Ilir Besnik Dritan Fatmir Gentian Klodian Altin Erjon Bledar Shpend Armend Luan "
        "Agim Alban Bujar Edon Elton Florian Indrit Ledion Pellumb Valon",
        "Hoxha Shehu Dervishi Gjoka Kola Marku Prifti Leka Hysa Basha Zefi Toska "
        "Bardhi Cela Duka Elezi Gjini Halili Kapo Laci Murati Nika Pasha Rama Spahiu Tafa",
    ),
    "ro": _make_person_names_of_language(
        "Ioana Andreea Daniela Roxana Simona Larisa Bianca Adriana Georgiana Cristina Oana Denisa "
        "Alina Camelia Doina Elena Florentina Gabriela Ileana Lavinia Mirela Nicoleta",
        "Ionut Marius Florin Sorin Adrian Cosmin Bogdan Vasile Razvan Petru Costel Dorin "
        "Alin Catalin Dragos Emil Gheorghe Horia Iulian Liviu Nicu Stefan",
        "Popa Munteanu Rusu Lazar Dinu Stoica Manole Preda Ungureanu Barbu Neagu Ciobanu "
        "Albu Balan Cojocaru Dobre Enache Filip Grosu Iordache Marin Nistor Oprea Serban",
    ),
    "vi": _make_person_names_of_language(
        "Linh Hoa Thao Mai Huong Lan Trang Yen Hanh Nhung Phuong Thuy "
        "Bich Diep Giang Ha Kim Loan My Nga Quyen Tuyet",
        "Duc Hung Minh Long Quang Thanh Khanh Dung Hieu Phong Bao Son "
        "An Binh Cuong Dat Hai Khoa Nam Phuc Tai Viet",
        "Nguyen Tran Le Pham Hoang Phan Vu Dang Bui Do Ngo Duong "
        "Cao Dinh Ha Lam Luong Mai Ngoc Phung Ta Trinh Truong Vuong",
        family_first=True,
    ),
    "ti": _make_person_names_of_language(
        "Selam Rahwa Bana Luwam Feven Hiwot Winta Saba Semhar Eden Mebrat Zahra", _ERITREAN_MEN, _ERITREAN_MEN
    ),
    "am": _make_person_names_of_language(
        "Hirut Tigist Meseret Aster Bethlehem Yodit Genet Almaz Senait Mahlet", _ETHIOPIAN_MEN, _ETHIOPIAN_MEN
    ),
    "apd": _make_person_names_of_language(
        "Amna Ikhlas Rania Tahani Salma Hanan Nagla Mawahib Sit Amal",
        "Abbas Ammar Fathi Hafiz Jumaa Mubarak Nasreldin Omer Siddig Yagoub Zakaria "
        "Osman Eltayeb Mustafa Adam Haroun Tarig Khalid Bakri Muzamil Ismail Abdelrahman Yasir",
        "Adam Ali Babiker Dafalla Elamin Fadul Gumaa Hussein Ibrahim Khamis Mohamed Nour Osman Saeed Yahya "
        "Idris Abdalla Elhassan Bashir Suleiman Eltahir Hamid Ishaq Musa Abbaker",
    ),
    "pl": _make_person_names_of_language(
        "Agnieszka Beata Dorota Ewa Grazyna Iwona Joanna Magda Renata Zofia",
        "Andrzej Bartek Dariusz Grzegorz Janusz Krzysztof Marek Pawel Rafal Tomasz",
        "Zielinski Wrobel Mazur Krawczyk Piotrowski Grabowski Pawlak Sikora Baran Duda",
    ),
    "lt": _make_person_names_of_language(
        "Aiste Daiva Egle Jurgita Laima Rasa Ruta Vilma",
        "Arturas Darius Gintaras Kestutis Mindaugas Rimantas Saulius Vytas",
        "Jonaitis Petrauskas Balciunas Urbonas Stankus Zukas Navickas Butkus",
    ),
    "bg": _make_person_names_of_language(
        "Desislava Elena Galina Iva Milena Radka Stefka Yana",
        "Asen Borislav Dimitar Georgi Hristo Kiril Plamen Stoyan",
        "Dimitrov Georgiev Ivanov Kolev Marinov Petkov Stoyanov Todorov",
    ),
    "ur": _make_person_names_of_language(
        "Ayesha Bushra Fariha Hina Nasreen Rukhsana Saima Uzma",
        "Adeel Bilal Faisal Imran Nadeem Rizwan Shahid Usman",
        "Akhtar Butt Chaudhry Iqbal Mahmood Qureshi Rafiq Siddiqui",
    ),
    "bn": _make_person_names_of_language(
        "Anika Farzana Jahanara Nasrin Rokeya Shirin Sultana Taslima",
        "Anwar Delwar Habib Jamal Mizan Rafiq Shafiq Tareq",
        "Ahmed Chowdhury Hossain Islam Miah Rahman Sarkar Uddin",
    ),
    "hi": _make_person_names_of_language(
        "Anita Geeta Kavita Lata Meena Pooja Rekha Sunita",
        "Ajay Deepak Harish Mohan Naveen Rakesh Sanjay Vinod",
        "Kumar Gupta Joshi Mehra Nair Rao Sharma Yadav",
    ),
    "ml": _make_person_names_of_language(
        "Anju Bindu Deepa Jisha Lekha Reena Sheeba Sindhu",
        "Anoop Biju Jomon Manoj Rajesh Shibu Sunil Vineeth",
        "Chacko George Kurian Mathew Nambiar Pillai Thomas Varghese",
    ),
    "cmn": _make_person_names_of_language(
        "Fang Hui Jing Juan Lihua Meiling Xiaoyan Yan Ying Zhen",
        "Bo Cheng Gang Jianguo Jun Lei Peng Tao Wei Xiang",
        "Chen Huang Li Lin Liu Wang Wu Xu Zhang Zheng",
        family_first=True,
    ),
    "yo": _make_person_names_of_language(
        "Abisola Bukola Folake Iyabo Kehinde Morenike Omotola Ronke Sade Titilayo",
        "Ayodele Babatunde Gbenga Kayode Olumide Segun Tunde Wale",
        "Adebayo Afolabi Akande Balogun Fashola Ojo Oladipo Olatunji",
    ),
    "ig": _make_person_names_of_language(
        "Chidinma Ifeoma Ngozi Nkechi Obioma Uchenna",
        "Chukwudi Emeka Ikenna Obinna Okechukwu Uche",
        "Eze Nwosu Obi Okafor Okoro Onyekachi",
    ),
    "tw": _make_person_names_of_language(
        "Abena Akosua Ama Efua Esi Yaa",
        "Kofi Kojo Kwabena Kwaku Yaw Kwasi",
        "Asante Boateng Mensah Owusu Appiah Amponsah",
    ),
    "so": _make_person_names_of_language(
        "Amina Hodan Ifrah Nimco Sagal Ubah Fadumo Ilhan", _SOMALI_MEN, _SOMALI_MEN
    ),
    "fa": _make_person_names_of_language(
        "Leila Maryam Narges Parisa Shirin Zahra",
        "Amir Behnam Farhad Hamid Kaveh Reza",
        "Ahmadi Ghorbani Hosseini Karimi Moradi Rostami",
    ),
    "ps": _make_person_names_of_language(
        "Gulalai Palwasha Spogmai Zarmina",
        "Ajmal Baryalai Gul Jawid Nangyalai Shafiqullah",
        "Ahmadzai Mohmand Safi Stanikzai Wardak Zadran",
    ),
    "ckb": _make_person_names_of_language(
        "Avin Chnar Hero Nasrin Shilan Tara",
        "Aram Dilshad Hiwa Karwan Rebin Soran",
        "Ahmed Hama Karim Mahmood Rasul Salih",
    ),
    "fil": _make_person_names_of_language(
        "Analyn Cherry Jocelyn Liza Maricel Rowena Sheryl Vilma",
        "Arnel Danilo Edgar Joel Rodel Romeo",
        "Aquino Bautista Castillo Dela-Cruz Mendoza Ramos",
    ),
    "pt": _make_person_names_of_language(
        "Adriana Camila Fernanda Juliana Patricia Vanessa",
        "Anderson Bruno Diego Leandro Rafael Thiago",
        "Almeida Barbosa Cardoso Moreira Ribeiro Teixeira",
    ),
    "en": _make_person_names_of_language(
        "Amber Chloe Courtney Ellie Jade Keira Leah Megan Paige Shannon "
        "Abbie Brooke Demi Ellis Freya Holly Imogen Kayleigh Lacey Morgan Niamh Poppy Robyn Skye Tia",
        "Aaron Callum Connor Declan Jayden Kieran Liam Mason Reece Tyler "
        "Alfie Brandon Cody Dylan Ethan Finley Harvey Jake Kyle Lewis Morgan Nathan Owen Ryan Zak",
        "Barker Cooper Fielding Harper Kirkby Lomax Pearson Rudd Sutton Thorpe "
        "Ackroyd Bramley Catterall Denby Eastham Flint Garside Hesketh "
        "Ibbotson Jessop Kettle Lockwood Marsden Nuttall Oldroyd Pickles Ramsden Stott Tattersall Wardle",
    ),
    "cy": _make_person_names_of_language(
        "Angharad Carys Ffion Lowri Mali Nerys Sian",
        "Dafydd Gethin Iolo Llew Macsen Osian Tomos",
        "Bevan Griffiths Howells Llewellyn Powell Pritchard Vaughan",
    ),
    "ar": _make_person_names_of_language(
        "Amal Dalal Fatima Hind Israa Noor Rasha Zainab",
        "Abbas Ali Faisal Haider Jassim Khalid Mishal Qasim",
        "Al-Enezi Al-Shammari Hadi Jabbar Kadhim Mutairi Saleh Zaidan",
    ),
    "arz": _make_person_names_of_language(
        "Aya Doaa Eman Heba Mona Nesma Rehab Shaimaa",
        "Ahmed Amr Hany Karim Mahmoud Ramy Sherif Wael",
        "Abdelaziz Elsayed Fathy Gaber Mansour Ramadan Shehata Zaki",
    ),
    "ary": _make_person_names_of_language(
        "Fatiha Ghizlane Hasnaa Ilham Naima Sanaa",
        "Abdelhak Brahim Driss Hicham Jaouad Rachid",
        "Amrani Bennani Chraibi Idrissi Lahlou Tazi",
    ),
    "apc": _make_person_names_of_language(
        "Abeer Ghada Hala Lina Rima Samar",
        "Anas Fadi Ghassan Maher Nizar Wissam",
        "Darwish Haddad Hariri Kabbani Nasser Qassem Sabbagh Shami",
    ),
    "en-NA": _make_person_names_of_language(
        "Hilma Johanna Loide Ndapewa Selma Toini",
        "Fillemon Immanuel Matheus Petrus Sakaria Tangeni",
        "Amupolo Haufiku Iipinge Nangolo Shikongo Shilongo",
    ),
    "ne": _make_person_names_of_language(
        "Bimala Kalpana Laxmi Maya Sabina Sarita",
        "Bishnu Dipak Gopal Kiran Prakash Suresh",
        "Adhikari Bhandari Gurung Karki Magar Rai Tamang Thapa",
    ),
    "ha": _make_person_names_of_language(
        "Aisha Binta Hauwa Ladi Rabi Zulai",
        "Aminu Bello Garba Lawal Musa Sani",
        "Abubakar Danjuma Gambo Ibrahim Shehu Yakubu",
    ),
    "kri": _make_person_names_of_language(
        "Adama Fatmata Isatu Kadiatu Mabinty Mariama",
        "Abu Alhaji Foday Lansana Mohamed Sorie",
        "Bangura Conteh Kamara Koroma Mansaray Sesay Turay",
    ),
    "pa": _make_person_names_of_language(
        "Amandeep Gurleen Harpreet Kuljit Navjot Simran",
        "Amrik Gurdeep Jagtar Lakhvir Parminder Satnam",
        "Aulakh Brar Cheema Dhaliwal Gill Randhawa Virk",
    ),
    "ta": _make_person_names_of_language(
        "Anjali Kamala Malar Nithya Selvi Yamuna",
        "Arul Ganesh Kannan Muthu Selvan Sivan",
        "Balasingam Kandiah Nadarajah Ponnambalam Sivakumar Thambirajah",
    ),
    "si": _make_person_names_of_language(
        "Chamari Dilrukshi Kumari Nadeesha Sachini Thilini",
        "Asanka Chaminda Lasantha Nuwan Roshan Saman",
        "Bandara Dissanayake Fernando Herath Perera Wickramasinghe",
    ),
    "th": _make_person_names_of_language(
        "Anong Kanya Lamai Nok Ploy Suda",
        "Anan Chai Kiet Prasert Somsak Wit",
        "Boonsong Chaiyo Kaewmanee Rattana Saetang Wongsa",
    ),
    "uk": _make_person_names_of_language(
        "Halyna Iryna Nadiia Oksana Olena Tetiana",
        "Andrii Bohdan Mykola Ostap Taras Yurii",
        "Bondarenko Hrytsenko Kravets Melnyk Savchuk Tkachenko",
    ),
    "tr": _make_person_names_of_language(
        "Ayla Elif Fatma Gul Hatice Sevgi",
        "Ali Cem Hakan Kemal Murat Serkan",
        "Aslan Celik Demir Kaya Ozturk Yilmaz",
    ),
    "hu": _make_person_names_of_language(
        "Aniko Erzsebet Ildiko Judit Katalin Zsuzsa",
        "Attila Ferenc Gabor Laszlo Sandor Zoltan",
        "Balogh Horvath Kiss Lakatos Nagy Szabo",
    ),
    "sn": _make_person_names_of_language(
        "Chipo Nyasha Rudo Tariro Tendai Vimbai",
        "Farai Kudzai Simba Tatenda Tapiwa Tinashe",
        "Chikwanha Gumbo Mapfumo Moyo Mutasa Zvobgo",
    ),
    "sk": _make_person_names_of_language(
        "Alena Dana Jarmila Lenka Viera Zuzana",
        "Dusan Igor Jozef Ladislav Milan Stefan",
        "Balaz Cierny Horvat Kovac Oravec Polak",
    ),
    "lv": _make_person_names_of_language(
        "Aija Dace Ilze Inga Liga Sanita",
        "Aivars Edgars Guntis Juris Modris Valdis",
        "Balodis Berzins Kalnins Liepins Ozols Zarins",
    ),
    "mn": _make_person_names_of_language(
        "Altantsetseg Bolormaa Delger Enkhtuya Oyuna Sarnai",
        "Bat Bayar Ganbold Munkh Sukh Temur",
        "Bat-Erdene Dorj Ganbaatar Gantulga Purev Tumen",
    ),
    "ln": _make_person_names_of_language(
        "Bijou Clarisse Fifi Mamie Nadege Solange",
        "Dieudonne Fiston Glody Papy Serge Trésor",
        "Ilunga Kabongo Kalala Mbuyi Mukendi Tshibangu",
    ),
    "es": _make_person_names_of_language(
        "Camila Daniela Luz Marisol Paola Yesenia",
        "Andres Camilo Edwin Javier Nelson Wilmer",
        "Cardenas Gomez Lozano Quintero Restrepo Vargas",
    ),
}

# How often each language is met: roughly the mix of nationalities in the published figures, made by hand.
LANGUAGE_WEIGHTS: Final[dict[str, int]] = {
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


def pick_language_by_frequency(r: Random) -> str:
    """A language, as often as it is met."""
    return r.choices(tuple(LANGUAGE_WEIGHTS), weights=tuple(LANGUAGE_WEIGHTS.values()))[0]


def pick_given_name(r: Random, tag: str, gender: str) -> str:
    """A given name; a person who is neither woman nor man may take either.

    Args:
        r: the source of chance, whose seed tells the case.
        tag: of a language.
        gender: “female”, “male” or another code.

    Returns:
        The name.
    """
    names = NAMES[tag]
    pool = {"female": names.women, "male": names.men}.get(gender, names.women + names.men)
    return r.choice(pool)


def make_full_name(r: Random, tag: str, given_name: str) -> str:
    """A full name around a given one, in the order of the language.

    Args:
        r: the source of chance, whose seed tells the case.
        tag: of a language.
        given_name: is not taken as the family name too.

    Returns:
        The name.
    """
    names = NAMES[tag]
    family = r.choice([name for name in names.family if name != given_name])
    return f"{family} {given_name}" if names.family_first else f"{given_name} {family}"
