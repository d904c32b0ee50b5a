// A school's next list of changes to a kind: what somebody did on the page, laid upon what stood.
#pragma once

#include "record/kind_change.h"

#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace record {

/// Changes in the making, each with the input of the form it came from: where a refusal is told.
class KindEdit {
 public:
  KindEdit(const Kind& base, std::vector<KindChange> stood);
  /// As it would stand now; what does not fit is passed over.
  void add(KindChange change, std::string input);
  /// A change of words, left out where they are what they were.
  void set(KindChange::Deed deed, std::string_view was, std::string_view now, std::string field = {}, std::string choice = {}, std::string input = {});
  bool empty() const { return fresh_.empty(); }
  /// The whole list to be stored. Errors: invalid, each beside its input, or without one where the kind as a whole no longer holds.
  base::Result<std::vector<KindChange>> finish() const;

 private:
  const Kind& base_;
  std::vector<KindChange> stood_;
  std::vector<std::pair<KindChange, std::string>> fresh_;
};

/// "own_lunch_club" from "Lunch club!", with a number behind where that is taken. At most 40 characters.
std::string own_name(std::string_view words, const std::vector<std::string>& taken);

/// What a change did, in a sentence, by the words of the kind as it stands now.
std::string change_words(const Kind& kind, const KindChange& change);
/// What each type of field is for: "One of a list". A type the page has no words for is called by its code.
std::string type_words(FieldType type);

}  // namespace record
