// The chronology for a case conference: this child's safeguarding records, decisions and what else is chosen, in the order of time, marked
// with whom it is printed for. Other children have no name in it, and what they are only linked to has no words.
#include "access/frame.h"
#include "access/moment_words.h"
#include "base/text.h"
#include "casework/concerns/case_pages.h"
#include "casework/concerns/case_store.h"
#include "casework/concerns/referral_store.h"
#include "people/last_look.h"
#include "people/pupil_store.h"
#include "people/pupil_view.h"
#include "record/body.h"
#include "record/catalogue.h"
#include "record/chronology_store.h"
#include "record/record_store.h"
#include "record/school_offers.h"
#include "record/summary.h"
#include "web/components/choices.h"
#include "web/components/display.h"
#include "web/components/inputs.h"
#include "web/components/messages.h"
#include "web/components/navigation.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cctype>

namespace concerns {
namespace {

using access::Answer;
using access::May;
using access::Visit;

struct Entry {
  base::UtcTime at;
  std::string what, who;
  web::Html words;
};

/// For whom it may be printed: chosen, not typed, so that no name stands in an address.
constexpr std::array readers = {
    Word{"initial_conference", "Initial child protection conference"}, Word{"review_conference", "Review child protection conference"},
    Word{"strategy", "Strategy discussion"}, Word{"core_group", "Core group"}, Word{"child_in_need", "Child in need meeting"},
    Word{"social_worker", "The child’s social worker"}, Word{"police", "Police"}, Word{"court", "Court"}, Word{"school", "The next school’s safeguarding lead"},
};

bool is_letter(char c) { return std::isalnum(static_cast<unsigned char>(c)) != 0 || static_cast<unsigned char>(c) >= 0x80; }

/// The text with each of these names, as a whole word, taken out.
std::string without_names(std::string text, const std::vector<std::string>& others) {
  static constexpr std::string_view instead = "[another child]";
  for (const auto& name : others) {
    if (name.empty()) continue;
    for (auto at = text.find(name); at != std::string::npos; at = text.find(name, at)) {
      const auto end = at + name.size();
      if ((at > 0 && is_letter(text[at - 1])) || (end < text.size() && is_letter(text[end]))) {
        at = end;
        continue;
      }
      text.replace(at, name.size(), instead);
      at += instead.size();
    }
  }
  return text;
}

class Gathering {
 public:
  Gathering(Visit& visit, const FilePass& pass) : visit_(visit), pass_(pass) {}

  std::vector<Entry> gather(const std::vector<std::string>& kinds, std::optional<base::UtcTime> from) {
    for (const auto& one : list_concerns_of(pass_)) add_concern(one);
    for (const auto& one : list_cases(pass_))
      for (const auto& step : one.steps)
        all_.push_back({step.at, std::string(case_deed_words(step.deed)) + ": " + std::string(level_words(step.level)), step.author,
                        web::html("<p class=\"govuk-body app-words\">{}</p>", without_names(step.reason, others_))});
    for (const auto& marker : list_markers(pass_)) {
      std::string what(label_of(markers(), marker.marker));
      if (!marker.category.empty()) what += ": " + std::string(label_of(plan_categories(), marker.category));
      all_.push_back({visit_.house().zone().start_of_day(marker.from_on), what + " from this day", "", marker.note.empty() ? web::Html() : web::html("<p class=\"govuk-body\">{}</p>", marker.note)});
      if (marker.until_on) all_.push_back({visit_.house().zone().start_of_day(*marker.until_on), what + " until this day", "", {}});
    }
    for (const auto& line : list_referrals(pass_)) {
      const auto referral = find_referral(pass_, line.id);
      if (!referral) continue;
      for (const auto& step : referral->steps)
        all_.push_back({step.what.happened_at, "Referral: " + std::string(label_of(referral_deeds(), step.what.deed)), step.author,
                        web::html("<p class=\"govuk-body app-words\">{}</p>", without_names(step.what.whom + (step.what.words.empty() ? "" : "\n" + step.what.words), others_))});
    }
    add_others(kinds);
    if (from) std::erase_if(all_, [&](const Entry& entry) { return entry.at < *from; });
    std::stable_sort(all_.begin(), all_.end(), [](const Entry& a, const Entry& b) { return a.at < b.at; });
    return std::move(all_);
  }

 private:
  void add_concern(const FileConcern& one) {
    if (one.linked) {
      all_.push_back({one.occurred_at, "A concern about another child is linked", "", {}});
      return;
    }
    const auto across = access::Door::caseload<May::pupil_find>(visit_);
    const auto record = across ? record::find(*across, one.id) : std::nullopt;
    const auto in_force = visit_.house().room<record::Catalogue>().find(one.kind);
    if (!record || record->versions.empty() || !in_force) return;
    for (const auto& part : record->parts)
      if (part.pupil != pass_.pupil()) {
        others_.push_back(part.name);
        others_.push_back(part.name.substr(0, part.name.find(' ')));
      }
    web::Html words;
    for (const auto& row : record::describe(*in_force->kind, record::Body::stored(record->versions.back().body), record::staff_names_for(visit_, *in_force->kind)))
      words.add("<p class=\"govuk-body app-words\"><strong>{}:</strong> {}</p>", row.label, without_names(row.value, others_));
    all_.push_back({one.occurred_at, in_force->kind->title, one.author + (one.author_post.empty() ? "" : ", " + one.author_post), std::move(words)});
    const auto dossier = load_dossier(pass_, one.id);
    for (const auto& step : dossier.steps)
      all_.push_back({step.at, "Decision: " + std::string(label_of(outcomes(), step.outcome)), step.author,
                      web::html("<p class=\"govuk-body app-words\">{}</p><p class=\"govuk-body-s\">Parent or carer told: {} {}</p>", without_names(step.reason, others_),
                                label_of(parents_words(), step.parents), without_names(step.parents_why, others_))});
    for (const auto& addition : dossier.additions)
      all_.push_back({addition.at, "Added by the reporter", addition.author, web::html("<p class=\"govuk-body app-words\">{}</p>", without_names(addition.words, others_))});
  }

  void add_others(const std::vector<std::string>& kinds) {
    const auto chronology = pass_.narrowed<May::chronology_read>();
    const auto catalogue = visit_.house().room<record::Catalogue>().kinds();
    if (!chronology) return;
    for (const auto& kind : kinds) {
      const auto* found = catalogue->find(kind);
      if (!found || found->info_class >= access::InfoClass::c9_safeguarding) continue;
      record::ChronologyFilter filter;
      filter.kind = kind;
      filter.limit = 1000;
      for (const auto& line : record::list(*chronology, filter))
        all_.push_back({line.occurred_at, found->title, line.author + (line.author_post.empty() ? "" : ", " + line.author_post),
                        web::html("<p class=\"govuk-body\">{}</p>", without_names(line.line, others_))});
    }
  }

  Visit& visit_;
  const FilePass& pass_;
  std::vector<Entry> all_;
  std::vector<std::string> others_;
};

web::Html choices(const Visit& visit, const FilePass& pass, const std::vector<std::string>& chosen) {
  std::vector<web::Choice> kinds;
  for (const auto& kind : visit.house().room<record::Catalogue>().kinds()->all())
    if (kind.info_class < access::InfoClass::c9_safeguarding) kinds.push_back({kind.id, kind.plural});
  std::vector<web::Option> whom = {{"", "Choose"}};
  for (const auto& word : readers) whom.push_back({std::string(word.code), std::string(word.label)});
  web::Html fields = web::select({.name = "for", .label = "Whom is it for?", .options = whom, .value = std::string(visit.query().text("for")),
                                  .hint = "It stands at the head of what is printed."});
  fields.add(web::day_input({.name = "from", .label = "From (optional)", .value = std::string(visit.query().text("from"))}));
  fields.add(web::checkboxes({.name = "kind", .legend = "What else stands in it", .choices = kinds, .values = chosen, .size = web::ChoiceSize::small}));
  fields.add(web::button({.text = "Show"}));
  return web::html("<div class=\"app-no-print\">{}</div>",
                   web::details({"What is in it", web::get_form(web::Url::path("/pupils/{}/safeguarding/chronology", pass.pupil()), fields), visit.query().text("for").empty()}));
}

base::Result<Answer> show_conference(Visit& visit, const FilePass& pass) {
  const auto pupil = people::load(pass);
  std::vector<std::string> kinds;
  for (const auto kind : visit.query().all("kind")) kinds.emplace_back(kind);
  std::optional<base::UtcTime> from;
  if (const auto day = base::parse_iso_date(visit.query().text("from"))) from = visit.house().zone().start_of_day(*day);
  const auto whom = label_of(readers, visit.query().text("for"));
  const auto all = Gathering(visit, pass).gather(kinds, from);
  const auto& zone = visit.house().zone();
  web::Html main = web::heading("Chronology", pupil.name());
  main.add("<p class=\"govuk-body\">{}, {}. Printed by {}, {}, {}.</p>", people::year_and_class(pupil), visit.school().name, pass.who().name, pass.who().post,
           base::to_long_text(visit.today()));
  if (whom.empty()) {
    main.add(web::inset_text(web::html("<p>Say whom it is for before you print it.</p>")));
  } else {
    main.add("<p class=\"govuk-body app-for-whom\"><strong>Confidential. Only for: {}</strong></p>", whom);
  }
  main.add(choices(visit, pass, kinds));
  if (all.empty()) main.add(web::body_text("Nothing stands in it yet."));
  main.add("<ol class=\"app-steps\">");
  for (const auto& entry : all) {
    const auto local = zone.to_local(entry.at);
    main.add("<li class=\"app-steps__step\"><p class=\"govuk-body\"><strong>{}, {}</strong> – {}{}{}</p>{}</li>", base::to_text(local.date), base::to_text(local.time), entry.what,
             entry.who.empty() ? "" : " – ", entry.who, entry.words);
  }
  main.add("</ol>");
  main.add("<p class=\"govuk-body-s\">Names of other children in the records it was made from are replaced by “another child”. Read it through before it leaves the school.</p>");
  return people::last_look(visit, pupil.id, access::page(visit, 200, {.title = "Chronology", .place = access::Place::concerns,
                                   .before = web::back_link(web::Url::path("/pupils/{}/safeguarding", pupil.id), "Safeguarding file")}, main));
}

}  // namespace

void add_conference_routes(access::Routes& routes) { routes.get("/pupils/{pupil}/safeguarding/chronology", show_conference); }

}  // namespace concerns
