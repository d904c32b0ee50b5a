// What a wing has to say about a kind it looks after: whether it is written now, what it is held to beside its own fields, and what goes with
// a record when it is written, corrected, moved or undone. The record floor knows no wing; a wing puts its keeper into this room.
#pragma once

#include "access/unit_of_work.h"
#include "record/answers.h"
#include "record/correction_store.h"
#include "record/record_store.h"
#include "web/components/inputs.h"
#include "web/html.h"
#include "web/request.h"

#include <functional>
#include <map>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace record {

/// What may become of a record that stands.
enum class Change : std::uint8_t { corrected, moved, restricted };

/// A record as its kind has accepted it, about to be written, about to stand after a correction, or about to be written anew for another pupil.
struct AboutToBe {
  const RecordId& id;
  const access::PupilId& pupil;  ///< the first of its pupils
  base::UtcTime occurred_at;
  const Body& body;
  const Record* stood = nullptr;          ///< as it stands so far; nothing for one that is new
  std::optional<Change> change = {};      ///< nothing for one that is new
};

/// A kind without a keeper of its own has this one, which lets everything through and adds nothing.
class KindKeeper {
 public:
  virtual ~KindKeeper() = default;
  /// The kind that is written in place of this one at present; empty where this one is. A kind that is not written has no tile.
  virtual std::string written_instead(access::Visit&) const { return {}; }

  /// Stands above Save on the sheet; `typed` is what the sheet holds so far.
  virtual web::Html before_saving(access::Visit&, const web::Form& /*typed*/) const { return {}; }
  /// Stands on the sheet that corrects, moves or restricts: what this will do beside the record itself.
  virtual web::Html before_change(access::Visit&, const Record&, Change) const { return {}; }
  /// Stands on the record's page, for whoever may see that.
  virtual web::Html on_its_page(access::Visit&, const Record&) const { return {}; }
  /// Stands where the author reads that their entry was undone.
  virtual web::Html when_undone(access::Visit&, const Record&) const { return {}; }

  /// Adds what is wrong, fields by their bare names.
  virtual void check(access::Visit&, const AboutToBe&, std::vector<base::FieldError>&) const {}
  /// What is told, above the form with everything still in it, when a statement of go_with finds that somebody was quicker. Empty: it has none.
  virtual std::string clash() const { return {}; }

  /// Further statements of the deed that adds the record: they stand or fall with it.
  virtual void go_with(access::UnitOfWork&, access::Visit&, const NewRecord&) const {}
  /// Further statements of the deed that corrects the record, from `stood` to what the correction says.
  virtual void go_with_correction(access::UnitOfWork&, access::Visit&, const Record& /*stood*/, const Correction&) const {}
  /// Further statements of the deed that ends the record: it was undone, moved or split.
  virtual void go_with_end(access::UnitOfWork&, access::Visit&, const Record&) const {}
  /// Further statements of the deed that wrote `stood` anew for another pupil, as its author and not the person at the keyboard.
  virtual void go_with_move(access::UnitOfWork&, access::Visit&, const Record& /*stood*/, const NewRecord& /*anew*/) const {}
  /// Further statements of the deed that split `stood` into these, one for each of its pupils.
  virtual void go_with_split(access::UnitOfWork& work, access::Visit& visit, const Record& stood, std::span<const NewRecord> anew) const {
    for (const auto& one : anew) go_with_move(work, visit, stood, one);
  }
};

/// The keepers of this house by kind, and the lists behind fields of type pick by source. A room of the house.
class KindKeepers {
 public:
  using Offer = std::function<std::vector<web::Option>(access::Visit&, const access::PupilId&)>;

  /// At most one for a kind.
  void add(std::string kind, std::shared_ptr<const KindKeeper> keeper) { keepers_[std::move(kind)] = std::move(keeper); }
  /// The list behind a field of type pick: what this person may choose for the pupil.
  void add_source(std::string source, Offer offer) { sources_[std::move(source)] = std::move(offer); }

  const KindKeeper& of(std::string_view kind) const {
    const auto found = keepers_.find(kind);
    return found == keepers_.end() ? nobody_ : *found->second;
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
  std::map<std::string, std::shared_ptr<const KindKeeper>, std::less<>> keepers_;
  std::map<std::string, Offer, std::less<>> sources_;
  KindKeeper nobody_;
};

inline const KindKeeper& keeper_of(const access::Visit& visit, std::string_view kind) { return visit.house().room<KindKeepers>().of(kind); }

/// True where the kind itself is written at present, and none in its place.
inline bool is_written_now(access::Visit& visit, std::string_view kind) { return keeper_of(visit, kind).written_instead(visit).empty(); }

/// What the keeper of the kind has against it, with fields as the sender names them.
inline void check_by_keeper(access::Visit& visit, std::string_view kind, const AboutToBe& about, std::string_view prefix, std::vector<base::FieldError>& wrong) {
  std::vector<base::FieldError> more;
  keeper_of(visit, kind).check(visit, about, more);
  for (auto& error : more) wrong.push_back({std::string(prefix) + error.field, std::move(error.message)});
}

}  // namespace record
