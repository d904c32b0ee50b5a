// The words themselves: data. Add a school's own words through `about`, not here.
#include "access/guessable.h"

#include <array>

namespace access {

std::span<const std::string_view> guessable_words() {
  // Left as it stands: one word a line would be a room of its own.
  // clang-format off
  static constexpr std::string_view words[] = {
      // what people choose when asked for a password
      "password", "passwort", "passcode", "passphrase", "pass", "pwd", "passwd", "letmein", "welcome", "welcom", "hello", "goodbye",
      "admin", "administrator", "root", "system", "server", "login", "logon", "signin", "user", "username", "guest", "account",
      "access", "secret", "private", "secure", "security", "changeme", "change", "default", "temp", "temporary", "test", "testing",
      "tester", "demo", "example", "sample", "master", "super", "manager", "computer", "laptop", "internet", "google", "microsoft",
      "windows", "apple", "iphone", "samsung", "android", "facebook", "whatsapp", "netflix", "amazon", "youtube", "minecraft",
      "roblox", "fortnite", "pokemon", "pikachu", "nintendo", "playstation", "xbox", "starwars", "batman", "superman", "spiderman",
      "ironman", "harrypotter", "hogwarts", "gandalf", "matrix", "qwerty", "qwertyuiop", "qwert", "asdf", "asdfgh", "asdfghjkl",
      "zxcvbn", "zxcvbnm", "qazwsx", "qwer", "abc", "abcd", "abcdef", "xyz", "trustno", "whatever", "nothing", "something",
      "anything", "freedom", "forever", "sunshine", "rainbow", "unicorn", "butterfly", "flower", "princess", "prince", "queen",
      "angel", "babygirl", "baby", "sweetheart", "darling", "honey", "sugar", "cookie", "chocolate", "banana", "orange", "cheese",
      "coffee", "pepper", "ginger", "biscuit", "pumpkin", "monkey", "dragon", "tiger", "lion", "elephant", "puppy", "kitten",
      "doggy", "horse", "dolphin", "shadow", "killer", "hunter", "ranger", "cowboy", "ninja", "pirate", "maverick", "mustang",
      "ferrari", "porsche", "mercedes", "corvette", "harley", "football", "footballer", "soccer", "baseball", "basketball",
      "hockey", "cricket", "rugby", "tennis", "golf", "swimming", "liverpool", "arsenal", "chelsea", "everton", "tottenham",
      "manchester", "united", "city", "rangers", "celtic", "newcastle", "leeds", "villa", "westham", "wolves", "iloveyou",
      "loveyou", "lovely", "loveme", "blessed", "jesus", "christ", "heaven", "faith", "family", "mother", "father", "mummy",
      "daddy", "sister", "brother", "friend", "friends", "bestfriend", "birthday", "holiday", "christmas", "easter", "halloween",
      "summer", "winter", "autumn", "spring", "january", "february", "march", "april", "june", "july", "august", "september",
      "october", "november", "december", "monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday", "today",
      "tomorrow", "morning", "weekend", "correct", "battery", "staple", "correcthorsebatterystaple", "mustard", "purple", "yellow",
      "green", "black", "white", "silver", "golden", "blue", "pink", "england", "scotland", "wales", "ireland", "britain",
      "london", "birmingham", "bristol", "sheffield", "glasgow", "cardiff", "oxford", "cambridge", "york", "america", "music",
      "guitar", "drummer", "metallica", "nirvana", "beatles", "madonna", "soldier", "police", "doctor", "nurse",
      // first names that lists of broken passwords are full of
      "charlie", "michael", "michelle", "jessica", "jennifer", "jordan", "thomas", "daniel", "matthew", "andrew", "joshua",
      "robert", "william", "george", "harry", "oliver", "jack", "james", "david", "richard", "anthony", "ashley", "amanda",
      "nicole", "hannah", "samantha", "sophie", "olivia", "emily", "charlotte", "amelia", "isla", "poppy", "daisy", "bella",
      "molly", "lucy", "alfie", "archie", "oscar", "max", "buster", "bailey", "maggie", "tigger", "mohammed", "muhammad", "maria",
      "sarah", "laura", "rebecca", "rachel", "emma", "claire", "karen", "susan", "helen",
      // a school's
      "school", "schools", "primary", "secondary", "infant", "infants", "junior", "juniors", "nursery", "reception", "academy",
      "college", "sixthform", "trust", "federation", "teacher", "teachers", "teach", "teaching", "headteacher", "head",
      "principal", "deputy", "governor", "assistant", "support", "supply", "cover", "office", "staff", "staffroom", "classroom",
      "class", "pupil", "pupils", "student", "students", "children", "child", "kids", "learn", "learning", "lesson", "lessons",
      "education", "curriculum", "phonics", "maths", "english", "science", "history", "geography", "reading", "writing",
      "spelling", "homework", "playtime", "playground", "lunchtime", "dinner", "assembly", "register", "timetable", "ofsted",
      "safeguarding", "safeguard", "senco", "send", "inclusion", "keyworker", "mentor", "tutor", "year", "term", "keystage",
      "alongside", "saint", "church", "catholic", "community", "park", "hill", "wood", "road", "house", "team", "key", "worker",
      // numbers in words
      "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "hundred", "thousand", "million",
  };
  // clang-format on
  return words;
}

std::span<const std::string_view> guessable_fillers() {
  static constexpr std::string_view fillers[] = {"my",  "the", "is",   "a",   "i",  "and",  "of",    "for",  "to", "in", "at",
                                                 "me",  "you", "your", "our", "we", "love", "loves", "like", "am", "it", "this",
                                                 "new", "old", "s",    "x",   "xx", "xxx",  "uk",    "com",  "co"};
  return fillers;
}

}  // namespace access
