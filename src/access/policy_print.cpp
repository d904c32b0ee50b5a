// The policy in words and tables that a safeguarding lead can check: what docs/permissions.md holds.
#include "access/policy.h"

#include <fmt/core.h>

#include <vector>

namespace access {
namespace {

constexpr Act acts[] = {Act::see, Act::add, Act::correct, Act::release, Act::sign, Act::decide};

std::string_view heading(Act act) {
  switch (act) {
    case Act::see: return "See";
    case Act::add: return "Add";
    case Act::correct: return "Correct";
    case Act::release: return "Release";
    case Act::sign: return "Sign";
    case Act::decide: return "Decide";
  }
  return "";
}

std::string_view meaning(Act act) {
  switch (act) {
    case Act::see: return "Read it: in the chronology, in lists, search, counts and exports.";
    case Act::add: return "Write a new record. Adding never gives sight: without a letter in the table above it is write-only.";
    case Act::correct:
      return "Make a new version of somebody else's record, with a reason. Authors may correct their own words while they may add.";
    case Act::release: return "Show, print or export it for somebody outside the school.";
    case Act::sign:
      return "Sign off what a colleague wrote, or return it with a comment: of the kinds whose form names the role, and never one's own. Whoever decides may also sign.";
    case Act::decide: return "Approve a plan, restrict, move to the right pupil, close.";
  }
  return "";
}

struct Tie {
  Relation relation;
  std::string_view letter, words, short_words;
};
constexpr Tie ties[] = {
    {Relation::school, "S", "every pupil of the school", "every pupil"},
    {Relation::assigned, "A", "pupils they are the key worker of", "as key worker"},
    {Relation::teaches_class, "C", "pupils of the class or tutor group they have", "own class"},
    {Relation::teaches, "G", "pupils of a group or subject they teach", "groups taught"},
    {Relation::year, "Y", "pupils of the year or phase they lead", "own year"},
    {Relation::duty, "D", "pupils on whose duty they are today (break, lunch, first aid)", "on duty"},
    {Relation::cover, "K", "pupils they cover, until the bell and 15 minutes", "covering"},
    {Relation::trip, "V", "pupils on a visit they are on the roster of, departure to return", "on a visit"},
    {Relation::supervises, "L", "pupils of somebody they line-manage", "as line manager"},
    {Relation::glass, "B", "one pupil they broke the glass for, for an hour", "breaking the glass"},
};
static_assert(std::size(ties) == relation_count);

Role role_at(std::size_t n) { return static_cast<Role>(n); }
InfoClass class_at(std::size_t n) { return static_cast<InfoClass>(n); }

/// "S" alone where it is every pupil: closer ties add nothing to that.
std::string letters(Role role, InfoClass info, Act act) {
  if (allows(role, Relation::school, info, act)) return "S";
  std::string out;
  for (const Tie& tie : ties) {
    if (!allows(role, tie.relation, info, act)) continue;
    if (!out.empty()) out += ' ';
    out += tie.letter;
  }
  return out.empty() ? "–" : out;
}

void print_act(std::string& out, Act act) {
  out += fmt::format("### {}\n\n{}\n\n| Role |", heading(act), meaning(act));
  for (std::size_t n = 0; n < class_count; ++n) out += fmt::format(" C{} |", n);
  out += "\n|---|";
  for (std::size_t n = 0; n < class_count; ++n) out += "---|";
  out += '\n';
  for (std::size_t r = 0; r < role_count; ++r) {
    out += fmt::format("| {} |", title(role_at(r)));
    for (std::size_t n = 0; n < class_count; ++n) out += fmt::format(" {} |", letters(role_at(r), class_at(n), act));
    out += '\n';
  }
  out += '\n';
}

/// One sentence a tie: "every pupil: SENCo, Head; as key worker: Key worker".
std::string readers(InfoClass info) {
  std::string out;
  for (const Tie& tie : ties) {
    std::string names;
    for (std::size_t r = 0; r < role_count; ++r) {
      const bool by_school = allows(role_at(r), Relation::school, info, Act::see);
      if (!allows(role_at(r), tie.relation, info, Act::see) || (by_school && tie.relation != Relation::school)) continue;
      names += fmt::format("{}{}", names.empty() ? "" : ", ", title(role_at(r)));
    }
    if (!names.empty()) out += fmt::format("{}*{}:* {}", out.empty() ? "" : "; ", tie.short_words, names);
  }
  return out.empty() ? "nobody" : out;
}

std::string_view sign_in_for(InfoClass info) {
  switch (needed_to_see(info)) {
    case Assurance::password: return "password";
    case Assurance::second_factor: return "second factor";
    case Assurance::step_up: return "second factor, and proved again within 10 minutes";
  }
  return "";
}

std::string_view holds(InfoClass info) {
  switch (info) {
    case InfoClass::c0_directory: return "who the pupil is";
    case InfoClass::c1_life_safety: return "allergy, seizures, mobility, evacuation plan, \"do not release to\", who to call";
    case InfoClass::c2_contacts: return "family, addresses, telephone numbers, parental responsibility";
    case InfoClass::c3_pastoral: return "notes, recognition, sessions, conversations with home";
    case InfoClass::c4_behaviour: return "behaviour, physical intervention";
    case InfoClass::c5_profile: return "one-page profile, triggers, what helps";
    case InfoClass::c6_send: return "support plans, EHCP, reviews, reports";
    case InfoClass::c7_medical: return "healthcare plan, medicines, first aid";
    case InfoClass::c8_intimate: return "intimate care plan and log";
    case InfoClass::c9_safeguarding: return "concerns, the child protection file";
    case InfoClass::c10_about_staff: return "low-level concerns and allegations about adults";
    case InfoClass::c11_court: return "court orders, protected addresses, adoption";
    case InfoClass::c12_audit: return "who looked at what and changed what";
  }
  return "";
}

std::string_view deed(May may) {
  switch (may) {
    case May::pupil_find: return "Find a pupil by name";
    case May::card_read: return "Open a life-safety card";
    case May::contacts_read: return "Open a pupil's contacts";
    case May::chronology_read: return "Open a chronology (only the classes allowed are in it)";
    case May::record_add: return "Write a record";
    case May::record_correct: return "Correct somebody else's record";
    case May::record_sign: return "Sign off what a colleague wrote, or return it with a comment";
    case May::record_decide: return "Approve, restrict, move or close";
    case May::concern_triage: return "Deal with safeguarding concerns";
    case May::entries_own: return "Read one's own words and what became of them";
    case May::staff_administer: return "Make accounts and give roles";
    case May::relations_administer: return "Set caseloads, classes and cover";
    case May::people_import: return "Import pupils, staff, classes and families";
    case May::kinds_administer: return "Change the words, options and added fields of forms";
    case May::school_administer: return "Change the school's name, calendar and vocabulary";
    case May::audit_read: return "Read the access log";
    case May::export_everything: return "Export everything";
    case May::token_make: return "Make a token for programs (it sees what its person sees)";
    case May::numbers_read: return "See counts, small ones suppressed";
    case May::conduct_decide: return "Deal with concerns about adults (of governors only the chair whom the school names, and only where one is about the head)";
    case May::item_share: return "Give a line of the safeguarding file to named people, and say \"speak to the DSL first\"";
    case May::glass_open: return "Break the glass for one pupil (cover and supply: only while their window is live)";
    case May::glass_review: return "Be told of a broken glass, and say whether it was right";
    case May::pay_keep: return "Keep what adults are paid";
    case May::costs_read: return "See what a pupil's support costs, and who pays for it (never what an adult is paid)";
  }
  return "";
}

constexpr std::string_view opening = R"(# Who may see and do what

This page is printed by the program from the table it decides with; a test fails when the two differ. What is not allowed here is refused.

A person may do something with a pupil's information when a **role** they hold allows it for that **class** of information,
through a **relation** to that pupil that is live now. Several roles and relations allow what any one of them allows.

## Three rules that beat everything below

1. **Another school.** Each school is a database of its own; nothing reaches across.
2. **Barred.** A person barred from a pupil sees nothing of that pupil by any role. For staff this is their own family: about a child
   they are parent or relative of, they see as staff no more than the name, and may still tell what they saw.
3. **Subject of the record.** Nobody sees a record about themselves in "About staff", whatever their role (see "Not here yet").

The tables say what a role may do where none of the three applies.

)";

constexpr std::string_view closing = R"(
## Rules in words

- **Any adult can tell.** Everybody with an account may add a behaviour entry (C4), first aid (C7), a concern (C9) or staff conduct (C10) about
  any pupil, at the lowest sign-in. Everybody who works with pupils may also add notes and conversations (C3). It gives no sight: the
  author keeps their own words and a safe status (received, being looked at, closed), never the file.
- **Where adding C7 means first aid only.** Medicines and healthcare plans are narrower: their forms say which roles may write them.
- **In charge of the child** means: key worker of, class, group, duty, cover or visit. Whoever is in charge sees the life-safety card (C1) with a
  password alone, and what helps (C5).
- **Hidden existence.** Of C8 to C12, those who may not see them cannot tell whether there are any: the answer is "not found", in the same words
  as for what does not exist. Every sight of these is in the access log before the page leaves.
- **Record flags.** *Restricted*: of those allowed above, only a named list, the DSL and the head. *Sealed*: only a named list and the head. A flag only
  ever takes away.
- **Just proved.** C8 to C12 are seen only within 10 minutes of a proof: signing in, or the page "Confirm it is you" (a code where there is a second
  factor, the password where there is none). After that their rows are in no list, count or search. Reading the access log, dealing with concerns about
  adults, exporting everything and breaking the glass ask for the same. Writing never does. A program's token was made with such a proof and sees what its person sees.
- **Without a role** one may sign in, change one's password and read whom to ask; nothing else. With a password somebody else gave, nothing but
  choosing one's own.
- **Breaking the glass.** In an emergency, for one pupil, an hour, with a reason: name, card, contacts, what helps, medical. Never C8 to C12: there the
  page says to phone the duty DSL. Not for one's own family, and not twice within a day unless somebody who reviews it agrees first. The DSL, the
  SENCo and the line manager are told at once; what nobody has reviewed within 5 school days goes to the head.
- **One line of the safeguarding file** can be given to named people, with an end date: they see that line and never the file. Where the DSL says so,
  everyone who may contact home reads "Speak to the DSL before contacting home".
- **One person's log.** The access log of one named member of staff, or of one pupil, is read only after a second person who may read the log has agreed;
  never by the agreement of the person it is about. It stays open to both for a day.
- **No act without sight.** Whoever may correct, release, sign or decide may also see; the program does not compile otherwise.
- **Sensitive roles** (marked above) are given by two people, never by one administrator alone.
- **Pay.** What adults are paid is read by those who keep it, and stands on no page about a pupil. Who plans support sees what it costs.
- **Nobody corrects the access log.** No role may add to, correct or decide on C12; the program alone writes it.

## Decided here

Where the school's guidance was silent, the careful answer was taken:

- The **office** sees the life-safety card of every pupil: it hands children over and calls the ambulance. It reads no notes. An office
  colleague on lunch duty or a visit is also given the role they have there.
- A **senior leader** does not see contacts, SEND files or medical files by that role alone (medical on a visit they are on).
- A **subject teacher** who teaches the pupil sees behaviour, the card and the profile; a class teacher or phase lead teaching a group likewise.
- A **phase lead** has for the class they teach what a class teacher has.
- **Line managers** (class teacher, phase lead) see and sign off notes and behaviour of the pupils of the key worker they manage, no more.
- A **key worker** may write the intimate care log (C8) of pupils assigned to them, but does not see the class: the guidance asks that the
  plan name them, and being assigned is not being named.
- A **class teacher or phase lead** signs the sessions (C6) that their own pupils were given, day by day: the teacher directs the work and answers for it.
  It decides nothing. A plan of support (C6) is approved, started and closed by the SENCo, the DSL and the head alone.
- A **key worker** writes down the sessions they give (C6) to any pupil: groups are made across caseloads. It gives no sight of that pupil's file.
- A **class teacher who is also key worker** of a pupil holds both roles; a relation gives nothing that the role does not.
- **Cover and volunteers** see name, card and profile of the pupils in front of them, and find nobody else.
- **Governors, trust officers, IT** see nothing of any pupil. The **data protection officer** sees the access log and nothing else.
- The **import account** imports, and neither reads, adds nor exports.

## Not here yet

- Being named in an intimate care plan.
- Parents, pupils and outside professionals: they have no account.
- Knowing whom a record "About staff" is about: only the head reads these, so a concern about the head goes to the chair of governors
  on paper and not into the program.
)";

}  // namespace

std::string print_policy() {
  std::string out(opening);

  out += "## Classes of information\n\n| Class | | Holds | Sign-in needed to see | Existence hidden |\n|---|---|---|---|---|\n";
  for (std::size_t n = 0; n < class_count; ++n) {
    out += fmt::format("| C{} | {} | {} | {} | {} |\n", n, title(class_at(n)), holds(class_at(n)), sign_in_for(class_at(n)),
                       existence_hidden(class_at(n)) ? "yes" : "no");
  }

  out += "\n## Who sees each class, in words\n\n";
  for (std::size_t n = 0; n < class_count; ++n) {
    out += fmt::format("- **C{} {}** – {}\n", n, title(class_at(n)), readers(class_at(n)));
  }

  out += "\n## The tables\n\nThe letters say for which pupils:\n\n";
  for (const Tie& tie : ties) out += fmt::format("- **{}** {}\n", tie.letter, tie.words);
  out += "- **–** never\n\n";
  for (Act act : acts) print_act(out, act);

  out += "## Deeds of the school\n\n| Deed | Roles |\n|---|---|\n";
  for (std::size_t m = 0; m < may_count; ++m) {
    std::string names;
    for (std::size_t r = 0; r < role_count; ++r) {
      if (allows(role_at(r), static_cast<May>(m))) names += fmt::format("{}{}", names.empty() ? "" : ", ", title(role_at(r)));
    }
    out += fmt::format("| {} | {} |\n", deed(static_cast<May>(m)), names.empty() ? "nobody" : names);
  }
  out +=
      "\nThe first eleven are about pupils: the role may do them for the pupils and classes of the tables above, and for no others.\n";

  out += "\n## Roles\n\n| Role | Sensitive |\n|---|---|\n";
  for (std::size_t r = 0; r < role_count; ++r) {
    out += fmt::format("| {} | {} |\n", title(role_at(r)), is_sensitive(role_at(r)) ? "yes: two people give it" : "no");
  }
  out += closing;
  return out;
}

}  // namespace access
