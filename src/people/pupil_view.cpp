// The pupil's header and the tabs the reader has a use for.
#include "people/pupil_view.h"

#include "people/court_effects.h"
#include "people/court_order_store.h"
#include "people/glass_watermark.h"

#include "web/components/display.h"
#include "web/components/navigation.h"

namespace people {
namespace {

std::string sen_words(const std::string& status) {
  if (status == "K") return "SEN support";
  if (status == "E") return "EHCP";
  return "";
}

}  // namespace

web::Url pupil_url(const PupilId& id) { return web::Url::path("/pupils/{}", id); }

web::Html pupil_head(const access::Pass& pass, const Pupil& pupil, PupilTab current) {
  web::PupilHeader head{pupil.name(), {}, {}};
  if (const auto place = year_and_class(pupil); !place.empty()) head.facts.push_back(place);
  for (const auto& adult : adults_of(pass, pupil.id))
    head.facts.push_back((adult.relation == "assigned" ? "Key worker " : "Class teacher ") + adult.name);
  if (const auto found = need(pass, pupil.id))
    if (const auto words = sen_words(found->sen_status); !words.empty()) head.flags.add(web::tag(words, web::Tint::blue));
  if (pupil.has_left) head.flags.add(web::tag("Has left", web::Tint::grey));
  web::Html out = glass_watermark(pass, pupil);
  out.add(web::pupil_header(head));
  out.add(effects_banner(pass, pupil));
  std::vector<web::SubNavEntry> tabs = {{"At a glance", pupil_url(pupil.id), current == PupilTab::glance}};
  if (pass.grants().may(May::chronology_read, pupil.id))
    tabs.push_back({"Chronology", web::Url::path("/pupils/{}/chronology", pupil.id), current == PupilTab::chronology});
  if (pass.grants().may(May::chronology_read, pupil.id))
    tabs.push_back({"Timetable", web::Url::path("/pupils/{}/timetable", pupil.id), current == PupilTab::timetable});
  constexpr std::uint32_t planned = 0x1FA;  // C1 and C3 to C8: what plans are of
  if ((pass.grants().see(pupil.id) & planned) != 0)
    tabs.push_back({"Plans", web::Url::path("/pupils/{}/plans", pupil.id), current == PupilTab::plans});
  const auto counted = access::bit(access::InfoClass::c3_pastoral) | access::bit(access::InfoClass::c4_behaviour);
  if ((pass.grants().see(pupil.id) & counted) != 0)
    tabs.push_back({"Behaviour and recognition", web::Url::path("/pupils/{}/behaviour", pupil.id), current == PupilTab::behaviour});
  if (pass.grants().may(May::contacts_read, pupil.id))
    tabs.push_back({"Home", web::Url::path("/pupils/{}/home", pupil.id), current == PupilTab::home});
  // Whoever may not deal with concerns does not learn from a tab that there is such a file.
  if (pass.grants().may(May::concern_triage, pupil.id))
    tabs.push_back({"Safeguarding", web::Url::path("/pupils/{}/safeguarding", pupil.id), current == PupilTab::safeguarding});
  if (pass.grants().may(May::item_share, pupil.id))
    tabs.push_back({"Sharing", web::Url::path("/pupils/{}/sharing", pupil.id), current == PupilTab::sharing});
  if (keeps_orders(pass.grants(), pupil.id)) tabs.push_back({"Court orders", web::Url::path("/pupils/{}/orders", pupil.id), false});
  out.add(web::sub_navigation("About " + pupil.given, tabs));
  return out;
}

}  // namespace people
