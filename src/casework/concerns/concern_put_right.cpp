// A concern is more than its record: what hangs on it follows, and people who acted on the wrong name hear of it.
#include "casework/concerns/concern_put_right.h"

#include "casework/concerns/arrangement_store.h"
#include "casework/concerns/case_store.h"
#include "casework/concerns/referral_store.h"
#include "casework/concerns/triage_store.h"
#include "casework/concerns/unmatched_store.h"
#include "record/correction_store.h"
#include "record/notice_store.h"

#include <algorithm>
#include <stdexcept>

namespace concerns {
namespace {

using access::PupilId;
using access::StaffId;
using Parts = std::vector<record::PartDraft>;

bool has(const Parts& parts, const PupilId& pupil) {
  return std::any_of(parts.begin(), parts.end(), [&](const record::PartDraft& part) { return part.pupil == pupil; });
}

/// Whom it is about now in place of the wrong child: who came, or, where they stood in it already, the first it is about.
PupilId right_child(const Parts& before, const Parts& after) {
  for (const auto& part : after)
    if (!has(before, part.pupil)) return part.pupil;
  const auto about = std::find_if(after.begin(), after.end(), [](const record::PartDraft& part) { return part.part != "linked"; });
  return (about == after.end() ? after.front() : *about).pupil;
}

void notice(access::UnitOfWork& work, const StaffId& staff, const base::Bytes16& source, std::string_view code, const PupilId& pupil,
            access::InfoClass info_class, std::string words) {
  work.also(record::insert_notice({.id = record::NoticeId(work.fresh_bytes()), .staff = staff, .source = code, .source_id = source, .pupil = pupil,
                                   .info_class = info_class, .words = std::move(words), .urgency = record::Urgency::at_once},
                                  work.now()));
}

/// Whoever acted on the wrong name. Words name nobody; the page adds the child they were told of, or the one it is about now where they may know.
void tell_it_was_put_right(access::UnitOfWork& work, access::Visit& visit, const access::Pass& pass, const record::Record& stood, const record::NewRecord& anew,
                           const PupilId& wrong, const PupilId& right) {
  for (const auto& staff : list_told_outside(visit.house(), stood.id, wrong))
    notice(work, staff, work.fresh_bytes(), "concern_told", wrong, access::InfoClass::c0_directory,
           "What the safeguarding lead told you of this child was about another child. Leave it: nothing more is to be done.");
  std::vector<StaffId> told = {visit.who().id};
  for (const auto& one : list_team(pass)) {
    if (one.staff == visit.who().id) continue;
    told.push_back(one.staff);
    notice(work, one.staff, anew.id.bytes(), "concern", right, access::InfoClass::c9_safeguarding,
           "A concern came to this child: it had been written about another. What was decided and who was told came with it. Lines that somebody acts on, "
           "markers, and a case with other concerns in it stay with the other child: look at both.");
  }
  if (std::find(told.begin(), told.end(), stood.author_id) == told.end())
    notice(work, stood.author_id, anew.id.bytes(), "my_concern", right, access::InfoClass::c0_directory,
           "What you raised was moved to this child: it had been written about another. Your words stand as you wrote them.");
}

}  // namespace

void end_where_it_stood(access::UnitOfWork& work, const record::Record& stood) { take_back_told(work, stood.id); }

void go_to_right_child(access::UnitOfWork& work, access::Visit& visit, const record::Record& stood, const record::NewRecord& anew) {
  const auto before = record::parts_as_they_stand(visit.house(), stood.id);
  const auto wrong = std::find_if(before.begin(), before.end(), [&](const record::PartDraft& part) { return !has(anew.parts, part.pupil); });
  if (wrong == before.end()) throw std::logic_error("a concern moves from a child it is no more about");
  const auto right = right_child(before, anew.parts);
  const auto own = access::Door::staff<access::May::entries_own>(visit).value();
  work.note({deeds::went_along, anew.id.bytes(), access::InfoClass::c9_safeguarding, right, {}});
  go_along(work, stood.id, anew.id);
  for (const auto& part : before)
    if (part.pupil != wrong->pupil) keep_told(work, stood.id, anew.id, part.pupil);
  told_wrongly(work, stood.id, anew.id);
  cases_go_along(work, stood.id, anew.id, wrong->pupil, right);
  referrals_go_along(work, stood.id, anew.id, wrong->pupil, right);
  match_goes_along(work, stood.id, anew.id);
  record::redirect_notices(work, "concern", stood.id.bytes(), anew.id.bytes(), right);
  record::redirect_notices(work, "my_concern", stood.id.bytes(), anew.id.bytes(), right);
  tell_it_was_put_right(work, visit, own, stood, anew, wrong->pupil, right);
}

void go_to_each_child(access::UnitOfWork& work, access::Visit& visit, const record::Record& stood, std::span<const record::NewRecord> anew) {
  const auto dossier = list_dossier_ids(visit.house(), stood.id);
  const auto& first = anew.front();
  go_along(work, stood.id, first.id);
  match_goes_along(work, stood.id, first.id);
  for (const auto& one : anew) {
    const auto& pupil = one.parts.front().pupil;
    work.note({deeds::went_along, one.id.bytes(), access::InfoClass::c9_safeguarding, pupil, {}});
    if (one.id != first.id) copy(work, dossier, one.id);
    keep_told(work, stood.id, one.id, pupil);
    case_stays(work, stood.id, one.id, pupil);
    referrals_stay(work, stood.id, one.id, pupil);
  }
}

}  // namespace concerns
