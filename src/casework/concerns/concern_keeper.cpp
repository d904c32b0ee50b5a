// The routing table speaks on the sheet and decides when the concern is saved; the person who writes chooses nobody.
#include "casework/concerns/concern_keeper.h"

#include "casework/concerns/arrangement_store.h"
#include "casework/concerns/concern_put_right.h"
#include "casework/concerns/topics.h"
#include "casework/concerns/triage_store.h"
#include "record/body.h"
#include "record/catalogue.h"
#include "web/components/display.h"
#include "web/components/messages.h"
#include "web/components/navigation.h"

#include <algorithm>

namespace concerns {
namespace {

using access::Visit;

constexpr std::string_view kept_here = "concern", kept_elsewhere = "concern_handover", on_a_screen = "e_safety";

Own own_pass(Visit& visit) { return access::Door::staff<access::May::entries_own>(visit).value(); }

std::string when_words(Visit& visit, const Route& route) {
  std::string out = route.topic.empty() ? "" : " about “" + topic_words(visit.house().room<record::Catalogue>(), route.topic) + "”";
  if (route.safe == "no") out += " when the child is not safe now";
  if (route.safe == "not_sure") out += " when it is not sure that the child is safe";
  return out.empty() ? " every time" : out;
}

std::string who_words(const Route& route) {
  if (route.tells == "staff") return route.staff_name;
  return route.tells == "class_teacher" ? "The class teacher" : "The key worker";
}

web::Html told_list(const std::vector<Told>& told) {
  web::Html out;
  out.add("<ul class=\"govuk-list govuk-list--bullet\">");
  for (const auto& one : told) {
    out.add("<li>{}{}{}", one.name, one.post.empty() ? "" : ", ", one.post);
    if (one.why != "lead") out.add(" (told that something was raised, not what)");
    out.add("</li>");
  }
  out.add("</ul>");
  return out;
}

std::vector<access::PupilId> about_in(const record::NewRecord& record) {
  std::vector<access::PupilId> out;
  for (const auto& part : record.parts)
    if (part.part != "linked") out.push_back(part.pupil);
  return out;
}

class ConcernKeeper final : public record::KindKeeper {
 public:
  explicit ConcernKeeper(std::string_view kind) : kind_(kind) {}

  std::string written_instead(Visit& visit) const override {
    const bool elsewhere = !load_arrangement(own_pass(visit)).other_system.empty();
    const auto written = elsewhere ? kept_elsewhere : kind_ == on_a_screen ? on_a_screen : kept_here;
    return written == kind_ ? std::string() : std::string(written);
  }

  web::Html before_saving(Visit& visit, const web::Form&) const override {
    const auto own = own_pass(visit);
    web::Html out;
    if (kind_ == kept_elsewhere)
      out.add(web::inset_text(web::html("<p>Write the concern itself in <strong>{}</strong>. Here stand only its reference there, when, and whom "
                                        "you told. Do not write here what happened.</p>", load_arrangement(own).other_system)));
    else
      out.add("<p class=\"govuk-body\">You cannot find the child? <a class=\"govuk-link\" href=\"{}\">Write it with the name as you know it</a>.</p>",
              web::Url::path("/locked/concern").with("child", "unknown"));
    out.add(who_will_know(visit, own));
    out.add("<p class=\"govuk-body\">Is it about an adult who works here? <a class=\"govuk-link\" href=\"{}\">Write that on its own sheet</a>. "
            "It goes to the head alone.</p>", web::Url::path("/concerns/adults/new"));
    return out;
  }

  web::Html on_its_page(Visit& visit, const record::Record& record) const override {
    const auto own = own_pass(visit);
    web::Html out;
    if (const auto triage = access::Door::caseload<access::May::concern_triage>(visit); triage && is_triaged(kind_))
      out.add(web::button_link(web::Url::path("/concerns/{}", record.id), "Deal with it", web::ButtonLook::secondary));
    if (record.author_id != visit.who().id) return out;
    const auto told = load_own_dossier(own, record.id).told;
    if (!told.empty()) {
      out.add(web::subheading("Who was told"));
      out.add(told_list(told));
    }
    out.add("<p class=\"govuk-body\"><a class=\"govuk-link\" href=\"{}\">What became of it, and add to it</a></p>",
            web::Url::path("/concerns/mine/{}", record.id));
    return out;
  }

  web::Html before_change(Visit&, const record::Record&, record::Change change) const override {
    if (change != record::Change::moved) return {};
    return web::inset_text(web::html("<p>What was decided, answered and added goes to the right child with it. Whoever was told of the wrong child is told that it "
                                     "was put right; the right child's people are told as the school has arranged it.</p><p>Did somebody tell a parent or another "
                                     "service about the wrong child? Ring them. A name in the words stays as it was written: correct it afterwards.</p>"));
  }

  web::Html when_undone(Visit&, const record::Record&) const override {
    return web::body_text("Whoever was told that you raised it reads that it was taken back.");
  }

  void go_with(access::UnitOfWork& work, Visit& visit, const record::NewRecord& record) const override {
    route(work, own_pass(visit), record);
  }

  void go_with_end(access::UnitOfWork& work, Visit&, const record::Record& record) const override { end_where_it_stood(work, record); }

  void go_with_move(access::UnitOfWork& work, Visit& visit, const record::Record& stood, const record::NewRecord& anew) const override {
    go_to_right_child(work, visit, stood, anew);
    route(work, own_pass(visit), anew);
  }

  void go_with_split(access::UnitOfWork& work, Visit& visit, const record::Record& stood, std::span<const record::NewRecord> anew) const override {
    go_to_each_child(work, visit, stood, anew);
  }

 private:
  std::string_view kind_;
};

}  // namespace

web::Html who_will_know(Visit& visit, const access::Pass& pass) {
  web::Html people;
  people.add("<ul class=\"govuk-list govuk-list--bullet\">");
  for (const auto& one : list_team(pass)) people.add("<li>{}, {}</li>", one.name, one.post);
  people.add("</ul>");
  for (const auto& route : list_routes(pass))
    people.add("<p class=\"govuk-body-s\">{} is told{}: “{}” – and nothing of what you write.</p>", who_words(route), when_words(visit, route), route.words);
  people.add("<p class=\"govuk-body-s\">The school decides who is told. You do not have to choose.</p>");
  web::Html out = web::details({"Who will know", people, true});
  const auto duty = on_duty(list_rota(pass), pass.today());
  if (!duty.empty()) {
    web::Html now;
    now.add("<p><strong>To go to today:</strong> ");
    bool first = true;
    for (const auto& line : duty) {
      now.add("{}{}", first ? "" : "; ", line.name);
      if (!line.place.empty()) now.add(" ({})", line.place);
      first = false;
    }
    now.add(".</p>");
    out.add(web::inset_text(now));
  }
  return out;
}

void route(access::UnitOfWork& work, const access::Pass& pass, const record::NewRecord& record) {
  const auto body = record::Body::stored(record.body);
  auto routes = list_routes(pass);
  std::erase_if(routes, [&](const Route& one) { return !is_for(one, topics_of(body), safe_of(body)); });
  work.note({deeds::routed, record.id.bytes(), access::InfoClass::c9_safeguarding, record.parts.front().pupil, {}});
  tell(work, record.id, about_in(record), list_team(pass), routes);
}

void add_keepers(record::KindKeepers& keepers) {
  keepers.add(std::string(kept_here), std::make_shared<ConcernKeeper>(kept_here));
  keepers.add(std::string(kept_elsewhere), std::make_shared<ConcernKeeper>(kept_elsewhere));
  keepers.add(std::string(on_a_screen), std::make_shared<ConcernKeeper>(on_a_screen));
}

}  // namespace concerns
