// The tables of names. Lists are of common names only; grown-ups' lists lean to the names of an earlier generation.
#include "people/invent_names.h"

#include <array>
#include <utility>

namespace people {
namespace {

using Names = std::string_view;

constexpr Names british_girls[] = {"Olivia",   "Amelia",  "Isla",   "Ava",      "Mia",    "Ivy",     "Lily",    "Freya",
                                   "Florence", "Willow",  "Poppy",  "Elsie",    "Grace",  "Evie",    "Sophie",  "Ella",
                                   "Daisy",    "Phoebe",  "Millie", "Harriet",  "Rosie",  "Matilda", "Alice",   "Ruby",
                                   "Molly",    "Erin",    "Holly",  "Scarlett", "Lottie", "Maisie",  "Penny",   "Nancy",
                                   "Bethany",  "Megan",   "Imogen", "Eliza",    "Martha", "Heidi",   "Edie",    "Lola",
                                   "Amber",    "Jasmine", "Bonnie", "Robyn",    "Summer", "Tilly",   "Abigail", "Hannah"};
constexpr Names british_boys[] = {
    "Oliver", "George", "Arthur", "Noah",   "Leo",    "Oscar",  "Harry",  "Archie",  "Jack",   "Henry", "Charlie", "Freddie",
    "Theo",   "Alfie",  "Finley", "Jacob",  "Isaac",  "Joshua", "Toby",   "Reuben",  "Jude",   "Albie", "Ralph",   "Stanley",
    "Louis",  "Callum", "Ethan",  "Daniel", "Samuel", "Joseph", "Elliot", "Frankie", "Tommy",  "Rowan", "Bobby",   "Jake",
    "Connor", "Ryan",   "Luke",   "Ben",    "Lewis",  "Dylan",  "Logan",  "Owen",    "Harvey", "Riley", "Sonny",   "Max"};
constexpr Names british_women[] = {"Sarah",  "Claire", "Emma",     "Laura",    "Rachel",   "Nicola", "Kelly",   "Gemma",
                                   "Joanne", "Helen",  "Kerry",    "Leanne",   "Donna",    "Stacey", "Natalie", "Vicky",
                                   "Hayley", "Lisa",   "Jennifer", "Michelle", "Danielle", "Louise"};
constexpr Names british_men[] = {"Mark",   "Paul",  "Lee",   "Craig",  "Simon", "Matthew", "Gary",   "Stephen",
                                 "Darren", "Adam",  "Neil",  "Ian",    "Carl",  "Dean",    "Robert", "Shaun",
                                 "Jamie",  "Scott", "Peter", "Martin", "Tony",  "Graham"};
constexpr Names british_families[] = {
    "Smith",    "Jones",  "Taylor",   "Brown",    "Wilson",   "Evans",      "Thomas",  "Roberts",  "Johnson",
    "Walker",   "Wright", "Robinson", "Thompson", "White",    "Hughes",     "Edwards", "Green",    "Hall",
    "Wood",     "Harris", "Lewis",    "Martin",   "Jackson",  "Clarke",     "Clark",   "Turner",   "Hill",
    "Cooper",   "Ward",   "Morris",   "Moore",    "Harrison", "Baker",      "Morgan",  "King",     "Allen",
    "Mitchell", "Shaw",   "Cook",     "Bennett",  "Price",    "Richardson", "Webb",    "Fletcher", "Marsh",
    "Barker",   "Holt",   "Reynolds", "Gibson",   "Palmer",   "Mason",      "Foster",  "Pearson",  "Hartley",
    "Booth",    "Sutton", "Wells",    "Lowe",     "Ashton",   "Dixon",      "Burton",  "Saunders", "Barnes",
    "Holmes",   "Fisher", "Atkins",   "Swift",    "Parry",    "Field",      "Bright",  "Tanner",   "Marlow"};
constexpr Names irish_girls[] = {"Aoife", "Niamh", "Orla", "Ciara", "Roisin", "Saoirse", "Maeve", "Clodagh"};
constexpr Names irish_boys[] = {"Cillian", "Finn", "Oisin", "Conor", "Declan", "Eoin", "Ronan", "Cormac"};
constexpr Names irish_families[] = {"Murphy",    "Kelly",   "Byrne", "O’Sullivan", "Doyle", "O’Neill",
                                    "Gallagher", "Doherty", "Quinn", "Brennan",    "Keane"};
constexpr Names polish_girls[] = {"Zuzanna", "Julia", "Maja", "Hanna", "Lena", "Oliwia", "Zofia", "Antonina", "Kinga", "Nadia"};
constexpr Names polish_boys[] = {"Jakub",   "Kacper",   "Szymon",  "Filip", "Antoni",
                                 "Mikołaj", "Wojciech", "Bartosz", "Igor",  "Oskar"};
constexpr Names polish_women[] = {"Agnieszka", "Katarzyna", "Magdalena", "Ewa", "Monika", "Joanna", "Beata", "Anna"};
constexpr Names polish_men[] = {"Tomasz", "Piotr", "Marcin", "Paweł", "Krzysztof", "Marek", "Grzegorz", "Łukasz"};
constexpr Names polish_families[] = {"Nowak",  "Wójcik", "Kamińska", "Zieliński", "Mazur",   "Krawczyk",
                                     "Pawlak", "Wrona",  "Sikora",   "Baran",     "Szewczyk"};
constexpr Names romanian_girls[] = {"Ioana", "Andreea", "Daria", "Sofia", "Bianca", "Elena", "Ilinca", "Alexia"};
constexpr Names romanian_boys[] = {"Andrei", "Matei", "Luca", "David", "Ștefan", "Vlad", "Radu", "Darius"};
constexpr Names romanian_women[] = {"Mihaela", "Cristina", "Roxana", "Gabriela", "Alina", "Simona"};
constexpr Names romanian_men[] = {"Ionuț", "Florin", "Marian", "Cosmin", "Adrian", "Sorin"};
constexpr Names romanian_families[] = {"Popescu",  "Ionescu", "Dumitru", "Stan",    "Rusu",
                                       "Munteanu", "Matei",   "Lazăr",   "Ciobanu", "Florea"};
constexpr Names portuguese_girls[] = {"Beatriz", "Leonor", "Matilde", "Inês", "Carolina", "Lara", "Marta", "Rita"};
constexpr Names portuguese_boys[] = {"Afonso", "Duarte", "Tomás", "Martim", "Rodrigo", "Rui", "Tiago", "Gonçalo"};
constexpr Names portuguese_families[] = {"Silva", "Ferreira", "Almeida",  "Carvalho", "Rocha",
                                         "Pinto", "Moreira",  "Teixeira", "Lopes",    "Correia"};
constexpr Names ukrainian_girls[] = {"Solomiya", "Daryna", "Kateryna", "Polina", "Oksana", "Yana"};
constexpr Names ukrainian_boys[] = {"Danylo", "Bohdan", "Maksym", "Nazar", "Taras", "Ostap"};
constexpr Names ukrainian_families[] = {"Bondarenko", "Tkachenko", "Kravets", "Savchuk", "Melnyk", "Lysenko", "Hrytsenko"};
constexpr Names pakistani_girls[] = {"Aisha", "Zainab", "Maryam",  "Hafsa", "Amina", "Fatima",
                                     "Iqra",  "Sana",   "Khadija", "Zara",  "Anaya", "Inaya"};
constexpr Names pakistani_boys[] = {"Muhammad", "Ibrahim", "Hamza", "Yusuf", "Zayn", "Bilal",
                                    "Adam",     "Haris",   "Umar",  "Ayaan", "Musa", "Danyal"};
constexpr Names pakistani_women[] = {"Shazia", "Nadia", "Samina", "Rukhsana", "Farah", "Saima", "Uzma", "Bushra"};
constexpr Names pakistani_men[] = {"Imran", "Asif", "Tariq", "Nadeem", "Kashif", "Shahid", "Waseem", "Zahid"};
constexpr Names pakistani_families[] = {"Khan",    "Ahmed",   "Hussain", "Malik",  "Akhtar", "Iqbal",
                                        "Mahmood", "Qureshi", "Mirza",   "Sheikh", "Raja",   "Aslam"};
constexpr Names bangladeshi_girls[] = {"Tasnim", "Nusrat", "Sumaiya", "Raisa", "Jannat", "Anika", "Maliha", "Tahmina"};
constexpr Names bangladeshi_boys[] = {"Tanvir", "Rafi", "Sami", "Nayeem", "Rayhan", "Arif", "Imtiaz", "Fahim"};
constexpr Names bangladeshi_families[] = {"Begum", "Miah",  "Uddin",    "Rahman", "Chowdhury",
                                          "Islam", "Haque", "Talukdar", "Ali",    "Khatun"};
constexpr Names indian_girls[] = {"Anaya", "Diya",   "Isha",   "Kavya",   "Meera", "Priya",
                                  "Riya",  "Saanvi", "Simran", "Jasleen", "Tara",  "Nisha"};
constexpr Names indian_boys[] = {"Aarav",  "Arjun", "Dev",      "Ishaan", "Kiran",  "Rohan",
                                 "Vihaan", "Jai",   "Gurpreet", "Harjit", "Nikhil", "Sahil"};
constexpr Names indian_women[] = {"Sunita", "Anjali", "Rekha", "Deepa", "Manjit", "Kavita", "Neha", "Harpreet"};
constexpr Names indian_men[] = {"Sanjay", "Rajesh", "Vikram", "Anil", "Balwinder", "Suresh", "Amit", "Jaswinder"};
constexpr Names indian_families[] = {"Patel", "Sharma", "Singh", "Kaur",   "Gill",  "Desai", "Mehta",
                                     "Shah",  "Nair",   "Rao",   "Sandhu", "Joshi", "Mistry"};
constexpr Names nigerian_girls[] = {"Adaeze", "Chidera", "Ifeoma",   "Temi",  "Folake",
                                    "Ebony",  "Grace",   "Blessing", "Amara", "Kemi"};
constexpr Names nigerian_boys[] = {"Chinedu", "Emeka", "Tobi", "Femi", "Kelechi", "Tunde", "David", "Emmanuel", "Obinna", "Dayo"};
constexpr Names nigerian_families[] = {"Adeyemi", "Okafor", "Balogun", "Eze",     "Ogunleye", "Nwosu",
                                       "Afolabi", "Okeke",  "Bello",   "Adebayo", "Obi"};
constexpr Names ghanaian_girls[] = {"Abena", "Akosua", "Ama", "Efua", "Esi", "Adwoa"};
constexpr Names ghanaian_boys[] = {"Kofi", "Kwame", "Kwabena", "Yaw", "Kojo", "Nana"};
constexpr Names ghanaian_families[] = {"Mensah", "Owusu", "Boateng", "Asante", "Osei", "Appiah", "Owusu-Adjei", "Amoah"};
constexpr Names somali_girls[] = {"Hodan", "Ifrah", "Sagal", "Nimco", "Ayaan", "Hibaaq"};
constexpr Names somali_boys[] = {"Abdi", "Liban", "Guled", "Ismail", "Yahya", "Zakariya"};
constexpr Names somali_families[] = {"Abdi", "Warsame", "Hassan", "Jama", "Omar", "Yusuf", "Farah", "Mohamud"};
constexpr Names caribbean_girls[] = {"Shanice", "Kiara", "Aaliyah", "Tianna", "Naomi", "Renee", "Alisha", "Jada"};
constexpr Names caribbean_boys[] = {"Jaden", "Tyrell", "Malachi", "Kymani", "Isaiah", "Tyrese", "Andre", "Micah"};
constexpr Names caribbean_women[] = {"Marcia", "Sharon", "Yvonne", "Simone", "Natasha", "Paulette"};
constexpr Names caribbean_men[] = {"Leroy", "Winston", "Marlon", "Errol", "Jermaine", "Delroy"};
constexpr Names caribbean_families[] = {"Campbell", "Grant", "Francis", "Gordon",  "Bailey",  "Samuels",
                                        "Blake",    "Reid",  "Henry",   "Douglas", "McKenzie"};
constexpr Names chinese_girls[] = {"Mei", "Xin Yi", "Jia", "Lian", "Yan", "Wing"};
constexpr Names chinese_boys[] = {"Wei", "Jun", "Hao", "Ming", "Ho Yin", "Kai"};
constexpr Names chinese_families[] = {"Chen", "Wong", "Li", "Zhang", "Lam", "Cheung", "Ng", "Huang", "Leung"};
constexpr Names vietnamese_girls[] = {"Linh", "Thu", "Mai", "Hoa", "Ngoc"};
constexpr Names vietnamese_boys[] = {"Minh", "Duc", "Huy", "Nam", "Quang"};
constexpr Names vietnamese_families[] = {"Nguyen", "Tran", "Pham", "Le", "Vo", "Dang"};
constexpr Names filipino_girls[] = {"Althea", "Jasmine", "Bea", "Mikaela", "Princess"};
constexpr Names filipino_boys[] = {"Joshua", "Miguel", "Gabriel", "Nathaniel", "John Paul"};
constexpr Names filipino_families[] = {"Santos", "Reyes", "Cruz", "Bautista", "Garcia", "dela Cruz", "Villanueva"};
constexpr Names arab_girls[] = {"Layla", "Nour", "Yasmin", "Salma", "Rania", "Huda", "Lujain"};
constexpr Names arab_boys[] = {"Omar", "Karim", "Ziad", "Tariq", "Anas", "Rami", "Yazan"};
constexpr Names arab_families[] = {"Haddad", "Mansour", "Khalil", "Nasser", "Saleh", "al-Masri", "Darwish", "Aziz", "Hamdan"};
constexpr Names turkish_girls[] = {"Elif", "Defne", "Zeynep", "Ceren", "Ada", "Derya"};
constexpr Names turkish_boys[] = {"Deniz", "Emir", "Kerem", "Can", "Mert", "Baran"};
constexpr Names turkish_families[] = {"Kaya", "Yılmaz", "Demir", "Çelik", "Şahin", "Aydın", "Polat", "Arslan"};
constexpr Names afghan_girls[] = {"Parwana", "Zohra", "Mina", "Shabnam", "Sahar"};
constexpr Names afghan_boys[] = {"Farhad", "Idris", "Najib", "Samir", "Hamid"};
constexpr Names afghan_families[] = {"Ahmadi", "Noori", "Rahimi", "Stanikzai", "Popal", "Sahak"};
constexpr Names traveller_girls[] = {"Margaret", "Kathleen", "Bridget", "Shannon", "Tiana"};
constexpr Names traveller_boys[] = {"Patrick", "Michael", "Johnny", "Martin", "Bernard"};
constexpr Names traveller_families[] = {"Ward", "Connors", "Cash", "Maughan", "Loveridge", "Boswell"};

constexpr std::array<NamePool, 22> all_pools = {{
    {"White British", "", 600, 0, british_girls, british_boys, british_women, british_men, british_families},
    {"White and Black Caribbean", "", 25, 0, british_girls, caribbean_boys, british_women, caribbean_men, british_families},
    {"White and Asian", "", 22, 0, indian_girls, british_boys, british_women, indian_men, british_families},
    {"White Irish", "", 12, 0, irish_girls, irish_boys, british_women, british_men, irish_families},
    {"Any other White background", "Polish", 34, 85, polish_girls, polish_boys, polish_women, polish_men, polish_families},
    {"Any other White background", "Romanian", 28, 90, romanian_girls, romanian_boys, romanian_women, romanian_men,
     romanian_families},
    {"Any other White background", "Portuguese", 14, 85, portuguese_girls, portuguese_boys, portuguese_girls, portuguese_boys,
     portuguese_families},
    {"Any other White background", "Ukrainian", 10, 95, ukrainian_girls, ukrainian_boys, ukrainian_girls, ukrainian_boys,
     ukrainian_families},
    {"Any other White background", "Turkish", 10, 85, turkish_girls, turkish_boys, turkish_girls, turkish_boys, turkish_families},
    {"Pakistani", "Urdu", 55, 65, pakistani_girls, pakistani_boys, pakistani_women, pakistani_men, pakistani_families},
    {"Bangladeshi", "Bengali", 24, 70, bangladeshi_girls, bangladeshi_boys, pakistani_women, pakistani_men, bangladeshi_families},
    {"Indian", "Panjabi", 42, 55, indian_girls, indian_boys, indian_women, indian_men, indian_families},
    {"Black African", "Yoruba", 36, 35, nigerian_girls, nigerian_boys, nigerian_girls, nigerian_boys, nigerian_families},
    {"Black African", "Somali", 20, 85, somali_girls, somali_boys, somali_girls, somali_boys, somali_families},
    {"Black African", "Akan (Twi)", 12, 40, ghanaian_girls, ghanaian_boys, ghanaian_girls, ghanaian_boys, ghanaian_families},
    {"Black Caribbean", "", 16, 0, caribbean_girls, caribbean_boys, caribbean_women, caribbean_men, caribbean_families},
    {"Chinese", "Cantonese", 14, 75, chinese_girls, chinese_boys, chinese_girls, chinese_boys, chinese_families},
    {"Any other Asian background", "Vietnamese", 8, 80, vietnamese_girls, vietnamese_boys, vietnamese_girls, vietnamese_boys,
     vietnamese_families},
    {"Any other ethnic group", "Arabic", 22, 85, arab_girls, arab_boys, arab_girls, arab_boys, arab_families},
    {"Any other Asian background", "Dari", 12, 90, afghan_girls, afghan_boys, afghan_girls, afghan_boys, afghan_families},
    {"Any other Asian background", "Tagalog", 10, 60, filipino_girls, filipino_boys, filipino_girls, filipino_boys,
     filipino_families},
    {"Traveller of Irish heritage", "", 4, 0, traveller_girls, traveller_boys, traveller_girls, traveller_boys,
     traveller_families},
}};

constexpr std::pair<Names, Names> well_known[] = {
    {"Adam", "Johnson"},   {"Adam", "Smith"},    {"Arthur", "Clarke"},   {"Ben", "Foster"},      {"Bobby", "Moore"},
    {"Charlie", "Brown"},  {"Daniel", "Craig"},  {"Daniel", "Webb"},     {"Delroy", "Grant"},    {"Dev", "Patel"},
    {"Emma", "Thompson"},  {"Emma", "Wilson"},   {"Farhad", "Noori"},    {"George", "Harrison"}, {"Grace", "Jones"},
    {"Harry", "Clarke"},   {"Harry", "Jones"},   {"Henry", "Moore"},     {"Holly", "Johnson"},   {"Imran", "Khan"},
    {"Isla", "Fisher"},    {"Jack", "Harris"},   {"Jack", "White"},      {"Jamie", "Foster"},    {"Jamie", "Oliver"},
    {"Kelly", "Holmes"},   {"Kelly", "Jones"},   {"Lee", "Evans"},       {"Lewis", "Morgan"},    {"Luke", "Evans"},
    {"Luke", "Shaw"},      {"Martin", "Lewis"},  {"Michael", "Jackson"}, {"Muhammad", "Ali"},    {"Naomi", "Campbell"},
    {"Omar", "Khalil"},    {"Owen", "Wilson"},   {"Paul", "Foster"},     {"Paul", "Green"},      {"Paul", "Robinson"},
    {"Paul", "Walker"},    {"Peter", "Jackson"}, {"Priya", "Sharma"},    {"Rachel", "Reynolds"}, {"Reuben", "Sandhu"},
    {"Robert", "Green"},   {"Robert", "Lewis"},  {"Robert", "Smith"},    {"Ruby", "Walker"},     {"Ryan", "Reynolds"},
    {"Samuel", "Jackson"}, {"Sanjay", "Shah"},   {"Simran", "Kaur"},     {"Stephen", "King"},    {"Taylor", "Swift"}};

}  // namespace

std::span<const NamePool> name_pools() { return all_pools; }

const NamePool& draw_pool(base::Random& random) {
  static const int total = [] {
    int sum = 0;
    for (const auto& pool : all_pools) sum += pool.weight;
    return sum;
  }();
  auto left = static_cast<int>(random.below(static_cast<std::uint64_t>(total)));
  for (const auto& pool : all_pools) {
    if (left < pool.weight) return pool;
    left -= pool.weight;
  }
  return all_pools.front();
}

bool is_well_known(std::string_view forename, std::string_view surname) {
  for (const auto& [first, last] : well_known)
    if (first == forename && last == surname) return true;
  return false;
}

}  // namespace people
