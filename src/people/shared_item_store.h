// A line of the safeguarding file given to named people, and "speak to the DSL before contacting home". The file itself is never shared.
#pragma once

#include "access/unit_of_work.h"

#include <optional>
#include <string>
#include <vector>

namespace people {

using access::May;
using SharePass = access::PupilPass<May::item_share>;
using SharedItemId = base::Id<struct SharedItemTag>;

struct SharedItemDraft {
  SharedItemId id;
  std::string line;  ///< what to do or look out for
  std::vector<access::StaffId> to;
  base::UtcTime until;
};
/// Whom it names reads it from now on. Whose own family the pupil is does not get it. Errors at commit: conflict for an id that stands.
void share_item(access::UnitOfWork& work, const SharePass& pass, const SharedItemDraft& draft);
void end_item(access::UnitOfWork& work, const SharePass& pass, const SharedItemId& id);

struct SharedItem {
  SharedItemId id;
  PupilId pupil;
  std::string pupil_name;
  std::string line, by;
  base::UtcTime made_at, until;
  std::string to;  ///< names; for who shares only
};
/// What was shared of this pupil and counts now, newest first, for who shares.
std::vector<SharedItem> list_shared(const SharePass& pass);
/// What counts now and is given to the reader, of one pupil; each a sight of the safeguarding class.
std::vector<SharedItem> items_for_me(const access::Pass& pass, const PupilId& pupil);
/// The same of every pupil: for My day.
std::vector<SharedItem> items_for_me(const access::Pass& pass);

enum class ContactAlert : std::uint8_t { off, on };
/// For who may contact home; off for anybody else.
ContactAlert contact_alert(const access::Pass& pass, const PupilId& pupil);
/// Those of the pupils who have one, as far as the reader may know.
std::vector<PupilId> pupils_with_contact_alert(const access::Pass& pass);
void set_contact_alert(access::UnitOfWork& work, const SharePass& pass, ContactAlert to);

namespace deeds {
inline constexpr access::Deed item_shared{"item.shared", "Shared a line of the safeguarding file"};
inline constexpr access::Deed item_ended{"item.ended", "Took back a shared line"};
inline constexpr access::Deed item_seen{"item.seen", "Read a shared line of the safeguarding file"};
inline constexpr access::Deed alert_set{"alert.set", "Asked all to speak to the DSL before contacting home"};
inline constexpr access::Deed alert_ended{"alert.ended", "Ended: speak to the DSL before contacting home"};
}  // namespace deeds

}  // namespace people
