// What a wing adds to a kind: a further check, rows of its own in the same unit of work, and lists to pick from. The record floor knows no wing;
// a wing puts its companion into this room when the house is furnished.
#pragma once

#include "access/unit_of_work.h"
#include "record/answers.h"
#include "record/ids.h"
#include "web/components/inputs.h"

#include <functional>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace record {

/// A record that its kind has accepted and that is about to be written, about one pupil.
struct AboutToBe {
  const RecordId& id;
  const access::PupilId& pupil;
  base::UtcTime occurred_at;
  const Body& body;
};

struct Companion {
  /// Adds what is wrong, fields by their bare names.
  std::function<void(access::Visit&, const AboutToBe&, std::vector<base::FieldError>&)> check = {};
  /// Further statements of the deed that adds the record: they stand or fall with it. One that finds somebody was quicker fails it with conflict.
  std::function<void(access::UnitOfWork&, access::Visit&, const AboutToBe&)> also_write = {};
  std::string clash = {};  ///< what is told then, above the form with everything still in it
  /// Further statements of the deed that corrects a record, from its words as they stand afterwards.
  std::function<void(access::UnitOfWork&, const RecordId&, const Body&)> after_correction = {};
};

class Companions {
 public:
  using Offer = std::function<std::vector<web::Option>(access::Visit&, const access::PupilId&)>;

  /// At most one for a kind.
  void add(std::string kind, Companion companion) { all_[std::move(kind)] = std::make_shared<const Companion>(std::move(companion)); }
  /// The list behind a field of type pick: what this person may choose for the pupil.
  void add_source(std::string source, Offer offer) { sources_[std::move(source)] = std::move(offer); }

  std::shared_ptr<const Companion> find(std::string_view kind) const {
    const auto found = all_.find(kind);
    return found == all_.end() ? nullptr : found->second;
  }
  std::vector<web::Option> offers(access::Visit& visit, std::string_view source, const access::PupilId& pupil) const {
    const auto found = sources_.find(source);
    return found == sources_.end() ? std::vector<web::Option>{} : found->second(visit, pupil);
  }
  std::optional<std::string> find_offer(access::Visit& visit, std::string_view source, const access::PupilId& pupil, std::string_view id) const {
    for (auto& option : offers(visit, source, pupil))
      if (option.value == id) return option.text;
    return std::nullopt;
  }

 private:
  std::map<std::string, std::shared_ptr<const Companion>, std::less<>> all_;
  std::map<std::string, Offer, std::less<>> sources_;
};

/// What the kind's companion puts beside a correction, where it has something.
inline void go_with_correction(access::Visit& visit, access::UnitOfWork& work, std::string_view kind, const RecordId& id, std::string_view body) {
  const auto companion = visit.house().room<Companions>().find(kind);
  if (companion && companion->after_correction) companion->after_correction(work, id, Body::stored(body));
}

}  // namespace record
