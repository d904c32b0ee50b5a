// Sign-offs: what a key worker writes waits until somebody the kind names has signed it, or returned it with a comment. Nobody signs
// their own, nor a record they had a hand in.
#pragma once

#include "access/unit_of_work.h"
#include "record/catalogue.h"
#include "record/following.h"
#include "record/ids.h"

#include <optional>
#include <string>
#include <vector>

namespace record {

enum class SignOffState { waiting, signed_off, returned };
enum class SignOffDeed { signed_off, returned, answered, corrected };
std::string_view code(SignOffState state);  ///< "waiting", "signed", "returned"
std::string_view code(SignOffDeed deed);    ///< "signed", "returned", "answered", "corrected"

namespace deeds {
inline constexpr access::Deed signed_off{"record.signed", "Signed a record off"};
inline constexpr access::Deed returned{"record.returned", "Returned a record with a comment"};
inline constexpr access::Deed answered{"record.answered", "Answered a returned record"};
}  // namespace deeds

/// The statement that asks for it: part of the record's own unit of work.
access::Step ask_sign_off(const RecordId& record, std::string_view kind, const access::StaffId& author, base::UtcTime at);
/// After a correction the new version waits, whatever stood before. Nothing happens to a record that never needed one.
std::vector<access::Step> sign_off_again(const RecordId& record, int version);
/// The bare statements of a decision at another time, for the demonstration school.
std::vector<access::Step> sign_off_steps(const RecordId& record, int version, SignOffDeed deed, std::string_view words, const access::StaffId& by,
                                         base::UtcTime at);

struct SignOffStep {
  int number = 0, version = 0;
  base::UtcTime at;
  access::StaffId by;
  std::string by_name, by_post;
  SignOffDeed deed = SignOffDeed::signed_off;
  std::string words;
};
struct SignOff {
  RecordId record;
  std::string kind;
  access::StaffId author;
  int version = 1;  ///< the one that waits, or was decided on
  SignOffState state = SignOffState::waiting;
  base::UtcTime since;
  std::vector<SignOffStep> steps = {};
};
/// Nothing where none is needed, or where this reader is neither author nor signs what is written of its pupils.
std::optional<SignOff> find_sign_off(const access::Pass& pass, const RecordId& record);

/// One that waits, with the record's words as they stand: what is signed is what was shown.
struct WaitingSignOff {
  RecordId record;
  std::string kind;
  access::InfoClass info_class;
  access::StaffId author;
  std::string author_name, author_post;
  base::UtcTime occurred_at, since;
  int version = 1;
  std::string line, body;
  std::vector<std::pair<access::PupilId, std::string>> pupils;  ///< those the reader may see, by name
};
struct SignOffFilter {
  access::PupilId pupil = {};
  access::StaffId author = {};
  std::string kind = {};
  std::optional<base::UtcTime> before = {};  ///< waiting since earlier than this
};
using OwnPass = access::StaffPass<access::May::entries_own>;
/// Of who signs what colleagues write, of some pupil at least.
using SigningPass = access::CaseloadPass<access::May::record_sign>;
/// Those this reader may sign, the oldest first. Notes the sights.
std::vector<WaitingSignOff> list_to_sign(const SigningPass& pass, const Kinds& kinds, const SignOffFilter& filter, std::size_t most);
/// At most 200.
std::int64_t count_to_sign(const SigningPass& pass, const Kinds& kinds);
/// Whether it waits for this reader among others: the kind names a role of theirs that signs for one of its pupils, and they had no hand in it.
bool waits_for(const SigningPass& pass, const Kinds& kinds, const SignOff& sign_off);

/// What came back to its author with a comment.
struct ReturnedEntry {
  RecordId record;
  std::string kind, line, by_name, words;
  base::UtcTime at;
};
std::vector<ReturnedEntry> list_returned(const OwnPass& pass, int most);
std::int64_t count_returned(const access::Pass& pass);
/// Where each of the reader's own entries stands, for My entries.
std::vector<std::pair<RecordId, SignOffState>> list_own_states(const OwnPass& pass);

struct SignOffMove {
  RecordId record;
  int version = 1;  ///< the one that was read
  SignOffDeed deed = SignOffDeed::signed_off;  ///< signed, returned (with words) or answered (by the author, with words)
  std::string words = {};
};
/// `signed` and `returned`. Errors: not_found; not_allowed for one's own record, or one that one had a hand in; invalid ("words"); conflict where it
/// was decided or corrected since it was read. Whoever was asked to see it has seen it with that. What somebody else decides at the same moment fails the unit with conflict.
base::Result<void> sign_or_return(access::UnitOfWork& work, const SigningPass& pass, const Kinds& kinds, const SignOffMove& move);
/// `answered`. Errors: the same; not_allowed for anybody but the author.
base::Result<void> answer_comment(access::UnitOfWork& work, const OwnPass& pass, const SignOffMove& move);
/// True when the newest step is this very move by this person.
bool moved_before(const access::Pass& pass, const SignOffMove& move);

}  // namespace record
