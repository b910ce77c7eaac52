"""Names of people who do not exist, for trying how names are found: another list than the demo's.

Each line is a language or region: given names, then family names.
"""

from datetime import date, timedelta
from random import Random
from typing import Final

_LINES: Final = (
    ("Jetmira Valbona Shqipe Agron Kreshnik Burim", "Krasniqi Berisha Gashi Morina Thaçi Xhemajli Bytyqi Rexhepi"),
    ("Mihaela Loredana Ștefan Gheorghe Cătălin Iuliana", "Dumitrescu Constantinescu Ghiță Chiriță Țurcanu"),
    ("Thị Hồng Ngọc Văn Tuấn Quốc", "Huỳnh Đinh Trịnh Lương Mạc Cao"),
    ("Bogumiła Katarzyna Małgorzata Zbigniew Wojciech Sławomir", "Szymański Wiśniewski Żak Jędrzejczyk Głowacki"),
    ("Živilė Eglė Žydrūnas Šarūnas Ingrida Tautvydas", "Kazlauskas Žukauskas Vaitkevičius Sakalauskas Mickevičius"),
    ("Anzhelika Svetlana Oleksandr Yevheniya Volodymyr Kateryna", "Shevchenko Kovalenko Tkachuk Lysenko Hryhorenko"),
    ("Tsvetelina Zdravko Radoslav Vasilka Hristina Ognyan", "Zhelyazkov Angelov Tsonev Mihaylov Vasilev Yordanov"),
    ("Muhammad Abdullah Zainab Khadija Yousef Hussein", "Al-Masri Haddad Khoury Abd al-Rahim El-Sayed Shaheen"),
    ("Farida Zahra Ghulam Najibullah Shukria Mirwais", "Ahmadzai Stanikzai Noorzai Hotak Rahimi Sadat"),
    ("Parvaneh Shahram Khosrow Mahnaz Behrouz Soheila", "Hosseini Mousavi Jafari Tehrani Kermani Rostami"),
    ("Tahmina Shabnam Kamrul Shahnaz Monirul Rubina", "Bhuiyan Talukdar Mollah Khatun Sikder Howlader"),
    ("Gurpreet Harjinder Manpreet Balwinder Sukhdeep Jaswinder", "Dhillon Sandhu Gill Sidhu Grewal Bains"),
    ("Chukwuemeka Ngozi Adaeze Obinna Ifeoma Uchenna", "Okonkwo Nwachukwu Eze Chukwu Onyekachi Ogbonna"),
    ("Oluwaseun Adebayo Folasade Temitope Babatunde Yetunde", "Adeyemi Ogunleye Akinwande Oyelaran Fashola Balogun"),
    ("Kwabena Akosua Yaw Abena Efua Kofi", "Asante Boateng Owusu Mensah Ofori Agyeman"),
    ("Tewelde Letebrhan Gebremeskel Abrehet Berhane Senayt", "Weldegebriel Haile Tekle Ghebremariam Zerai Araya"),
    ("Hodan Sahra Abdirahman Maxamed Cabdi Fowsiya", "Xasan Cali Nuur Jaamac Warfa Cismaan"),
    ("Nomvula Thabo Sipho Lindiwe Precious Themba", "Dlamini Nkosi Mthembu Zulu Khumalo Ndlovu"),
    ("Xiaoming Meiling Jianguo Xiuying Guoqiang Lihua", "Zhang Huang Zhao Xu Guo Zhu"),
    ("Siriporn Somchai Malee Nattapong Kanya Wichai", "Srisuk Chaiyasit Thongchai Boonmee Rattanakorn"),
    ("Maria João José Conceição Aparecida Luiz", "Gonçalves Magalhães Araújo Conceição dos Santos Figueiredo"),
    ("Emine Gülsen Mehmet Çağlar Şükrü Özlem", "Yıldız Öztürk Çelik Güneş Kılıç Aydoğan"),
    ("Thomas Elizabeth Catherine Matthew Philip Jacqueline", "Whitehouse Featherstone Thorne Philpott Sherwin"),
)  # fmt: skip


def people(count: int, seed: str) -> list[str]:
    """So many full names, some with a second given or family name, as registers hold them."""
    chance = Random(seed)
    return [_one(chance) for _ in range(count)]


def births(count: int, seed: str) -> list[date]:
    """A date of birth for each of so many people, from 1960 to 2009."""
    chance = Random(f"{seed}: births")
    return [date(1960, 1, 1) + timedelta(days=chance.randrange(18_263)) for _ in range(count)]


def _one(chance: Random) -> str:
    given, family = chance.choice(_LINES)
    if chance.random() < 0.5:  # families are mixed, and the list is short
        family = chance.choice(_LINES)[1]
    words = [chance.choice(given.split()), chance.choice(family.split())]
    if chance.random() < 0.3:
        words.insert(1, chance.choice(given.split()))
    if chance.random() < 0.15:
        words.append(chance.choice(family.split()))
    return " ".join(words)
