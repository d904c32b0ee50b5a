// Job titles and codes of other systems that stand for a role an import may give.
#include "people/roll.h"

#include "base/text.h"

#include <array>
#include <utility>

namespace people {
namespace {

using access::Role;
// Longer words first: "cover supervisor" before "supervisor".
constexpr std::array<std::pair<std::string_view, Role>, 29> words_of_roles = {{
    {"higher level teaching assistant", Role::key_worker},
    {"hlta", Role::key_worker},
    {"teaching assistant", Role::key_worker},
    {"learning support assistant", Role::key_worker},
    {"learning mentor", Role::key_worker},
    {"key worker", Role::key_worker},
    {"keyworker", Role::key_worker},
    {"aide", Role::key_worker},
    {"lsa", Role::key_worker},
    {"ta", Role::key_worker},
    {"pastoral support", Role::key_worker},
    {"cover supervisor", Role::cover},
    {"cover", Role::cover},
    {"supply teacher", Role::cover},
    {"subject teacher", Role::subject_teacher},
    {"class teacher", Role::class_teacher},
    {"form tutor", Role::class_teacher},
    {"tutor", Role::class_teacher},
    {"head of year", Role::phase_lead},
    {"phase leader", Role::phase_lead},
    {"phase lead", Role::phase_lead},
    {"teacher", Role::class_teacher},
    {"school nurse", Role::medical},
    {"first aider", Role::medical},
    {"administrator office", Role::office},
    {"receptionist", Role::office},
    {"office", Role::office},
    {"secretary", Role::office},
    {"volunteer", Role::volunteer},
}};

}  // namespace

std::optional<access::Role> importable_role(std::string_view words) {
  std::string folded;
  for (const char c : base::fold(base::trim(words))) folded += c;
  if (folded.empty()) return std::nullopt;
  // Codes are written with an underscore, which folding drops: "key_worker" is "keyworker".
  for (const auto& [word, role] : words_of_roles) {
    if (folded == word) return role;
    std::string joined;
    for (const char c : word)
      if (c != ' ') joined += c;
    if (folded == joined) return role;
  }
  // A title with more words: "Teaching assistant (Year 4)", "SEN learning support assistant". Leadership and safeguarding are never guessed.
  for (std::string_view never :
       {"head of school", "headteacher", "head teacher", "deputy", "assistant head", "safeguarding", "dsl", "senco", "principal"})
    if (folded.find(never) != std::string::npos) return std::nullopt;
  for (const auto& [word, role] : words_of_roles)
    if (word.size() > 5 && (" " + folded + " ").find(" " + std::string(word) + " ") != std::string::npos) return role;
  return std::nullopt;
}

}  // namespace people
