// Puts right what was written wrongly as a whole.
#include "record/put_right_pages.h"

#include "access/frame.h"
#include "access/moment_words.h"
#include "people/pupil_view.h"
#include "record/kind_keeper.h"
#include "record/new_record.h"
#include "record/put_right.h"
#include "record/put_right_store.h"
#include "record/record_view.h"
#include "record/school_offers.h"
#include "record/summary.h"
#include "record/who_when.h"
#include "web/components/choices.h"
#include "web/components/display.h"
#include "web/components/inputs.h"
#include "web/components/messages.h"
#include "web/components/navigation.h"

#include <algorithm>

namespace record {
namespace {

using access::Answer;
using access::May;
using access::Visit;
using Own = access::StaffPass<May::entries_own>;
using Errors = std::vector<base::FieldError>;

web::Url page_of(const RecordId& id) { return web::Url::path("/records/{}", id); }

struct Found {
  Sight sight;
  KindInForce in_force;
};

base::Result<Found> look_to_put_right(Visit& visit, const Own& pass) {
  const auto id = RecordId::parse(visit.match.part("record"));
  auto sight = id ? look(visit, pass, *id) : std::nullopt;
  if (!sight || sight->record.versions.empty()) return base::Error::not_found("no such record, or not theirs to see");
  const auto& parts = sight->record.parts;
  if (std::none_of(parts.begin(), parts.end(), [&](const Part& part) { return may_put_right(visit, *sight, part.pupil); }))
    return base::Error::not_found("not theirs to put right");
  auto in_force = visit.house().room<Catalogue>().find(sight->record.kind);
  if (!in_force) return base::Error::not_found("kind is gone");
  return Found{*std::move(sight), *std::move(in_force)};
}

/// Where a unit that ends a record leads; told in a line where it was changed meanwhile.
access::Then then_show(web::Url url) {
  return [url = std::move(url)](base::Result<void> written) {
    if (written) return web::see_other(url);
    return web::text(written.error().kind == base::Error::Kind::conflict ? 409 : 503, written.error().for_user);
  };
}

std::string reason_of(const web::Form& form, Errors& wrong) {
  const auto reason = base::Text<500>::make(form.text("reason"));
  if (!reason) {
    wrong.push_back({"reason", "The reason must be 500 characters or fewer"});
    return {};
  }
  if (reason->empty()) wrong.push_back({"reason", "Enter the reason"});
  return reason->text();
}

void check_version(const web::Form& form, const Record& record, Errors& wrong) {
  if (form.text("was") != std::to_string(record.version))
    wrong.push_back({"", "Somebody corrected this record while you were writing. Read it again, then send this again."});
}

web::Html record_summary(Visit& visit, const Found& found) {
  const auto& record = found.sight.record;
  web::Html matter = people_rows(record.parts, found.in_force.kind);
  matter.add(version_body(found.in_force.kind, names_in(visit, found.in_force.kind, record), record.versions.back()));
  return web::card(access::moment_words(visit.house().zone(), visit.now(), record.occurred_at) + ", " + record.author, matter);
}

web::Html reason_input(const web::Form& typed, const Errors& wrong, std::string label) {
  return web::text_input({.name = "reason", .label = std::move(label), .value = std::string(typed.text("reason")),
                          .error = web::message_for(wrong, "reason")});
}

web::Response form_page(Visit& visit, const Record& record, std::string title, const Errors& wrong, const web::Html& main) {
  return access::page(visit, wrong.empty() ? 200 : 422,
                      {.title = std::move(title), .before = web::back_link(page_of(record.id)),
                       .outcome = wrong.empty() ? web::FrameOutcome::fine : web::FrameOutcome::form_errors}, main);
}

// ---- Undo

base::Result<Answer> post_undo(Visit& visit, const Own& pass) {
  const auto id = RecordId::parse(visit.match.part("record"));
  const auto own = id ? find_own(pass, *id) : std::nullopt;
  if (!own) return base::Error::not_found("no such entry of theirs");
  if (own->ended == "undone") return web::see_other(page_of(*id));
  if (!own->ended.empty() || own->version != 1 || visit.now() - own->recorded_at > undo_ms) {
    web::Html main = web::heading("It is too late to undo this");
    main.add(web::body_text("An entry can be undone for 30 seconds after it is saved. It stands as it was, and nothing is lost."));
    main.add(web::body_text("You can correct it, with a reason, or move it to the right pupil."));
    main.add(web::button_link(page_of(*id), "Back to the entry"));
    return access::page(visit, 409, {.title = "Too late to undo", .place = access::Place::entries}, main);
  }
  access::UnitOfWork work{visit};
  undo(work, pass, *own);
  keeper_of(visit, own->kind).go_with_end(work, visit, *own);
  return std::move(work).commit_and(then_show(page_of(*id)));
}

// ---- Move

/// The pick of a moved record that is under nothing the right pupil has.
constexpr std::string_view no_pick = "none";
constexpr std::string_view not_theirs = " (counted in no plan here)";

/// What was picked of the wrong pupil's is picked anew, once the right one is known: a medicine of their own plan.
web::Html picks_anew(Visit& visit, const Found& found, const web::Form& typed, const Errors& wrong) {
  web::Html out;
  const auto& kind = *found.in_force.kind;
  const auto body = Body::stored(found.sight.record.versions.back().body);
  Offers offers;
  offer_picks(visit, kind, pupils_in(typed), offers);
  for (const auto& field : kind.fields) {
    const auto offered = offers.picks.find(field.source);
    if (field.type != FieldType::pick || !body.find(field.name) || offered == offers.picks.end() || offered->second.empty()) continue;
    std::vector<web::Choice> choices;
    for (const auto& option : offered->second) choices.push_back({.value = option.value, .text = option.text});
    choices.push_back({.value = std::string(no_pick), .text = "None of these", .divider_before = true});
    out.add(web::radios({.name = "f." + field.name, .legend = field.label + " of theirs was it?", .choices = choices,
                         .value = std::string(typed.text("f." + field.name)), .error = web::message_for(wrong, "f." + field.name)}));
  }
  return out;
}

/// The body with what was picked anew. What is under nothing keeps its words, so that the record still tells what it was.
void pick_anew(Visit& visit, const Found& found, const access::PupilId& to, Record& record, Errors& wrong) {
  const auto body = Body::stored(record.versions.back().body);
  auto changed = body.json();
  const auto& keepers = visit.house().room<KindKeepers>();
  for (const auto& field : found.in_force.kind->fields) {
    const auto* held = field.type == FieldType::pick ? body.find(field.name) : nullptr;
    if (!held) continue;
    const auto offered = keepers.offers(visit, field.source, to);
    const auto sent = visit.form().text("f." + field.name);
    const auto picked = std::find_if(offered.begin(), offered.end(), [&](const web::Option& option) { return option.value == sent; });
    web::Json anew;
    if (picked != offered.end()) {
      anew.set("id", picked->value);
      anew.set("label", picked->text);
    } else if (offered.empty() || sent == no_pick) {
      const auto* label = held->find("label");
      const auto words = label && label->string() ? *label->string() : std::string();
      anew.set("id", no_pick);
      anew.set("label", words.ends_with(not_theirs) ? words : words + std::string(not_theirs));
    } else {
      wrong.push_back({"f." + field.name, "Select " + asked(field) + " of theirs it was, or “None of these”"});
      continue;
    }
    changed.set(field.name, std::move(anew));
  }
  record.versions.back().body = web::to_json(changed);
}

web::Response draw_move(Visit& visit, const Found& found, const web::Form& typed, const Errors& wrong) {
  const auto& record = found.sight.record;
  web::Html main = web::error_summary(wrong);
  main.add(web::heading("Move to the right pupil", found.in_force.kind->title));
  main.add(record_summary(visit, found));
  main.add(web::inset_text(web::html("<p>The wrong pupil's chronology keeps one line: “{}”. The words, their author and the times go to the right "
                                     "pupil as they are.</p>", moved_line)));
  if (record.number > 0)
    main.add(web::inset_text(web::html("<p>It is number {} in the bound book. It takes the number along; the book says at that number that it was moved, when and "
                                       "by whom.</p>", record.number)));
  main.add(keeper_of(visit, record.kind).before_change(visit, record, Change::moved));
  std::vector<web::Choice> choices;
  for (const auto& part : record.parts)
    if (may_put_right(visit, found.sight, part.pupil)) choices.push_back({.value = part.pupil.text(), .text = part.name});
  web::Html fields = web::hidden("was", std::to_string(record.version));
  if (record.parts.size() == 1) {
    fields.add(web::hidden("wrong", choices.front().value));
  } else {
    fields.add(web::radios({.name = "wrong", .legend = "Which pupil is wrong?", .choices = choices, .value = std::string(typed.text("wrong")),
                            .error = web::message_for(wrong, "wrong")}));
  }
  Kind one = *found.in_force.kind;
  one.pupils.parts.clear();
  one.pupils.max = 1;
  fields.add(web::subheading("The right pupil"));
  fields.add(who_field(visit, one, typed, wrong));
  fields.add(picks_anew(visit, found, typed, wrong));
  fields.add(reason_input(typed, wrong, "How did it come to the wrong pupil?"));
  fields.add(web::button({.text = "Move it"}));
  main.add(web::post_form({.action = web::Url::path("/records/{}/move", record.id), .csrf = visit.csrf_token()}, fields));
  return form_page(visit, record, "Move to the right pupil", wrong, main);
}

base::Result<Answer> show_move(Visit& visit, const Own& pass) {
  TRY(const auto found, look_to_put_right(visit, pass));
  return draw_move(visit, found, {}, {});
}

const Part* wrong_pupil(const Visit& visit, const Found& found, Errors& wrong) {
  for (const auto& part : found.sight.record.parts)
    if (part.pupil.text() == visit.form().text("wrong") && may_put_right(visit, found.sight, part.pupil)) return &part;
  wrong.push_back({"wrong", "Choose the pupil it was written about in error"});
  return nullptr;
}

std::optional<access::PupilId> right_pupil(Visit& visit, const Found& found, Errors& wrong) {
  const auto chosen = pupils_in(visit.form());
  if (chosen.size() != 1) {
    wrong.push_back({"pupil", chosen.empty() ? "Choose the pupil it is about" : "Choose one pupil"});
    return std::nullopt;
  }
  const auto pupil = *access::PupilId::parse(chosen.front());
  if (!access::Door::pupil<May::record_add>(visit, pupil) || !may_add(visit.grants(), *found.in_force.kind, pupil)) {
    wrong.push_back({"pupil", "Choose a pupil of this school from the list"});
    return std::nullopt;
  }
  return pupil;
}

/// A field that names the wrong pupil names the right one instead.
Record about_another(Record record, const access::PupilId& from, const access::PupilId& to) {
  auto& body = record.versions.back().body;
  const auto old = from.text(), fresh = to.text();
  for (auto at = body.find(old); at != std::string::npos; at = body.find(old, at + fresh.size())) body.replace(at, old.size(), fresh);
  return record;
}

base::Result<Answer> post_move(Visit& visit, const Own& pass) {
  TRY(const auto found, look_to_put_right(visit, pass));
  const auto& record = found.sight.record;
  const auto& form = visit.form();
  Errors wrong;
  const auto* from = wrong_pupil(visit, found, wrong);
  const auto to = right_pupil(visit, found, wrong);
  auto parts = parts_as_they_stand(visit.house(), record.id);
  if (from && to) {
    if (*to == from->pupil) wrong.push_back({"pupil", "Choose another pupil: this one is wrong, you said"});
    const bool there = std::any_of(parts.begin(), parts.end(), [&](const PartDraft& part) { return part.pupil == *to; });
    std::erase_if(parts, [&](const PartDraft& part) { return part.pupil == from->pupil; });
    if (!there) parts.insert(parts.begin(), {*to, from->part});
  }
  auto reason = reason_of(form, wrong);
  check_version(form, record, wrong);
  auto rewritten = from && to ? about_another(record, from->pupil, *to) : record;
  if (to) pick_anew(visit, found, *to, rewritten, wrong);
  if (!wrong.empty()) return draw_move(visit, found, form, wrong);
  Move deed{record.id, record.version, record.info_class, from->pupil, *to, std::move(reason), reissue_of(visit, rewritten, *found.in_force.kind, parts)};
  const auto& anew = deed.anew.record;
  const auto body = Body::stored(anew.body);
  check_by_keeper(visit, record.kind, {anew.id, *to, anew.occurred_at, body, &record, Change::moved}, "f.", wrong);
  if (!wrong.empty()) return draw_move(visit, found, form, wrong);
  const auto& keeper = keeper_of(visit, record.kind);
  auto words = keeper.clash();
  auto back = draw_move(visit, found, form, {{"", words.empty() ? "Somebody changed this record a moment ago. Read it again, then send this again." : std::move(words)}});
  back.status = 409;
  access::UnitOfWork work{visit};
  move(work, pass, visit.house().random(), deed);
  keeper.go_with_end(work, visit, record);
  keeper.go_with_move(work, visit, record, anew);
  return std::move(work).commit_and([url = page_of(record.id), back = std::move(back)](base::Result<void> written) {
    if (written) return web::see_other(url);
    return written.error().kind == base::Error::Kind::conflict ? back : web::text(503, written.error().for_user);
  });
}

// ---- Split

/// The words of the quick form for one pupil, to be shortened to what is theirs.
std::string words_name(const access::PupilId& pupil) { return "words." + pupil.text(); }

const Field* quick_field(const Kind& kind) { return kind.find_field(kind.quick_field); }

bool may_split(Visit& visit, const Found& found) {
  const auto& record = found.sight.record;
  return record.parts.size() > 1 && quick_field(*found.in_force.kind) && may_put_right(visit, found.sight) &&
         parts_as_they_stand(visit.house(), record.id).size() == record.parts.size();
}

std::string words_of_quick(const Found& found) {
  const auto body = Body::stored(found.sight.record.versions.back().body);
  const auto* value = body.find(found.in_force.kind->quick_field);
  return value && value->string() ? *value->string() : std::string();
}

web::Response draw_split(Visit& visit, const Found& found, const web::Form& typed, const Errors& wrong) {
  const auto& record = found.sight.record;
  web::Html main = web::error_summary(wrong);
  main.add(web::heading("Split, one for each pupil", found.in_force.kind->title));
  main.add(record_summary(visit, found));
  main.add(web::inset_text(web::html("<p>Each pupil gets an entry of their own, with the same author and times. Take out of each what is about the "
                                     "others. The entry as it stands is kept for those who decide.</p>")));
  web::Html fields = web::hidden("was", std::to_string(record.version));
  const auto* field = quick_field(*found.in_force.kind);
  for (const auto& part : record.parts) {
    const auto name = words_name(part.pupil);
    fields.add(web::textarea({.name = name, .label = field->label + " – for " + part.name,
                              .value = typed.has(name) ? std::string(typed.text(name)) : words_of_quick(found), .error = web::message_for(wrong, name),
                              .most = static_cast<std::int64_t>(field->max_length)}));
  }
  fields.add(reason_input(typed, wrong, "Why is it split?"));
  fields.add(web::save_bar(web::button({.text = "Split it"})));
  main.add(web::post_form({.action = web::Url::path("/records/{}/split", record.id), .csrf = visit.csrf_token()}, fields));
  return form_page(visit, record, "Split", wrong, main);
}

base::Result<Answer> show_split(Visit& visit, const Own& pass) {
  TRY(const auto found, look_to_put_right(visit, pass));
  if (!may_split(visit, found)) return base::Error::not_found("not to be split by them");
  return draw_split(visit, found, {}, {});
}

/// One pupil's share: their words, and of the pupils a field names only themselves.
Reissue share_of(Visit& visit, const Found& found, const Part& part, const std::string& words) {
  const auto& kind = *found.in_force.kind;
  auto one = found.sight.record;
  const auto whole = Body::stored(one.versions.back().body);
  web::Json body = web::Json::Object{};
  for (const auto& [name, value] : whole.fields()) {
    const auto* field = kind.find_field(name);
    if (field && field->type == FieldType::pupils) continue;
    body.set(name, name == kind.quick_field ? web::Json(words) : value);
  }
  one.versions.back().body = web::to_json(body);
  return reissue_of(visit, one, kind, {{part.pupil, part.part}});
}

base::Result<Answer> post_split(Visit& visit, const Own& pass) {
  TRY(const auto found, look_to_put_right(visit, pass));
  if (!may_split(visit, found)) return base::Error::not_found("not to be split by them");
  const auto& record = found.sight.record;
  const auto& form = visit.form();
  const auto* field = quick_field(*found.in_force.kind);
  Errors wrong;
  Split deed{record.id, record.version, record.info_class, reason_of(form, wrong), {}};
  for (const auto& part : record.parts) {
    const auto name = words_name(part.pupil);
    const auto words = base::is_valid_utf8(form.text(name)) ? std::string(base::trim(base::clean(form.text(name)))) : std::string();
    if (words.empty()) wrong.push_back({name, "Enter what is about " + part.name});
    if (field->max_length > 0 && base::count_characters(words) > field->max_length)
      wrong.push_back({name, "This must be " + std::to_string(field->max_length) + " characters or fewer"});
    deed.anew.push_back(share_of(visit, found, part, words));
  }
  check_version(form, record, wrong);
  if (!wrong.empty()) return draw_split(visit, found, form, wrong);
  access::UnitOfWork work{visit};
  split(work, pass, visit.house().random(), deed);
  const auto& keeper = keeper_of(visit, record.kind);
  keeper.go_with_end(work, visit, record);
  std::vector<NewRecord> anew;
  for (const auto& one : deed.anew) anew.push_back(one.record);
  keeper.go_with_split(work, visit, record, anew);
  return std::move(work).commit_and(then_show(page_of(record.id)));
}

// ---- What ended

std::string_view ended_words(std::string_view how) {
  if (how == "undone") return "Undone at once by its author";
  if (how == "split") return "Split, one for each pupil";
  return "Moved to the right pupil";
}

web::Response show_kept(Visit& visit, const Kept& kept) {
  const auto in_force = visit.house().room<Catalogue>().find(kept.record.kind);
  const Kind* kind = in_force ? in_force->kind : nullptr;
  const auto& zone = visit.house().zone();
  web::Html words = web::html("<p><strong>{}</strong>: {}, {}. {}</p>", ended_words(kept.tombstone.how), kept.tombstone.who,
                              access::moment_words(zone, visit.now(), kept.tombstone.at), kept.reason);
  if (kept.tombstone.moved_to && *kept.tombstone.moved_to != kept.record.id)
    words.add("<p><a class=\"govuk-link\" href=\"{}\">The entry where it belongs</a></p>", page_of(*kept.tombstone.moved_to));
  web::Html main = web::heading(access::moment_words(zone, visit.now(), kept.record.occurred_at), kind ? kind->title : kept.record.kind);
  main.add(web::inset_text(words));
  main.add(web::body_text("It stands in no chronology any more. You can read it because you decide about such records."));
  std::vector<web::SummaryRow> facts;
  facts.push_back({"About", people_rows(kept.record.parts, kind), {}});
  facts.push_back({"Written by", web::html("{}, {}, {}", kept.record.author, kept.record.author_post, access::moment_words(zone, visit.now(), kept.record.recorded_at)), {}});
  main.add(web::summary_list(facts));
  if (!kept.record.versions.empty()) main.add(version_body(kind, names_in(visit, kind, kept.record), kept.record.versions.back()));
  return access::page(visit, 200, {.title = kind ? kind->title : kept.record.kind}, main);
}

web::Response show_own_ended(Visit& visit, const Record& own) {
  const auto in_force = visit.house().room<Catalogue>().find(own.kind);
  const Kind* kind = in_force ? in_force->kind : nullptr;
  web::Html main = web::heading(access::moment_words(visit.house().zone(), visit.now(), own.occurred_at), kind ? kind->title : own.kind);
  main.add(web::inset_text(web::html("<p><strong>{}</strong>. It stands in no chronology any more.</p>",
                                     own.ended == "undone" ? std::string_view("You undid this at once") : ended_words(own.ended))));
  if (own.ended == "undone") main.add(keeper_of(visit, own.kind).when_undone(visit, own));
  if (!own.versions.empty()) main.add(version_body(kind, names_in(visit, kind, own), own.versions.back()));
  main.add(web::button_link(web::Url::path("/write"), "Write"));
  return access::page(visit, 200, {.title = "Ended", .place = access::Place::entries}, main);
}

base::Result<Answer> list_ended(Visit& visit, const access::CaseloadPass<May::record_decide>& pass) {
  const auto kinds = visit.house().room<Catalogue>().kinds();
  const auto& zone = visit.house().zone();
  web::Html main = web::heading("Entries that were taken away");
  const auto all = list_kept(pass, 100);
  if (all.empty()) {
    main.add(web::empty_state({.icon = web::Icon::note, .title = "Nothing was taken away",
                               .words = "Entries that were undone at once, moved to another pupil or split stand here, newest first, with their words."}));
  } else {
    web::Table table{"Entries taken away, newest first", {{"When"}, {"What"}, {"About"}, {"What became of it"}}, {}, true, false, true};
    for (const auto& kept : all) {
      const auto* kind = kinds->find(kept.record.kind);
      std::string about;
      for (const auto& part : kept.record.parts) about += (about.empty() ? "" : ", ") + part.name;
      table.rows.push_back({web::html("{}", access::moment_words(zone, visit.now(), kept.tombstone.at)),
                            web::html("<a class=\"govuk-link\" href=\"{}\">{}</a>", page_of(kept.record.id), kind ? kind->title : kept.record.kind),
                            web::html("{}", about), web::html("{}, {}", ended_words(kept.tombstone.how), kept.tombstone.who)});
    }
    main.add(web::table(table));
  }
  return access::page(visit, 200, {.title = "Entries taken away", .place = access::Place::entries}, main);
}

}  // namespace

web::Html undo_button(const Visit& visit, const Record& record) {
  if (record.author_id != visit.who().id || record.version != 1 || visit.now() - record.recorded_at > undo_ms) return {};
  return web::html("<div data-gone-after=\"{}\">{}</div>", undo_ms - (visit.now() - record.recorded_at),
                   web::post_button(web::Url::path("/records/{}/undo", record.id), visit.csrf_token(),
                                    {.text = "Undo", .look = web::ButtonLook::secondary}));
}

web::Html put_right_buttons(Visit& visit, const Sight& sight) {
  web::Html out;
  const auto& parts = sight.record.parts;
  const auto in_force = visit.house().room<Catalogue>().find(sight.record.kind);
  if (!in_force || sight.record.versions.empty()) return out;
  if (std::any_of(parts.begin(), parts.end(), [&](const Part& part) { return may_put_right(visit, sight, part.pupil); }))
    out.add(web::button_link(web::Url::path("/records/{}/move", sight.record.id), "Wrong pupil", web::ButtonLook::secondary));
  if (may_split(visit, {sight, *in_force}))
    out.add(web::button_link(web::Url::path("/records/{}/split", sight.record.id), "Split per pupil", web::ButtonLook::secondary));
  if (may_raise(visit, sight))
    out.add(web::button_link(web::Url::path("/records/{}/concern", sight.record.id), "Raise as a concern", web::ButtonLook::secondary));
  return out;
}

std::optional<web::Response> show_ended(Visit& visit, const RecordId& id, const Record* own) {
  if (const auto deciding = access::Door::caseload<May::record_decide>(visit))
    if (const auto kept = find_kept(*deciding, id)) return show_kept(visit, *kept);
  if (own) return show_own_ended(visit, *own);
  const auto across = access::Door::caseload<May::pupil_find>(visit);
  const auto tombstone = across ? find_tombstone(*across, id) : std::nullopt;
  if (!tombstone) return std::nullopt;
  web::Html main = web::heading("Moved");
  main.add(web::body_text(std::string(moved_line) + "."));
  if (tombstone->moved_to && find(*across, *tombstone->moved_to))
    main.add("<p class=\"govuk-body\"><a class=\"govuk-link\" href=\"{}\">The entry where it belongs</a></p>", page_of(*tombstone->moved_to));
  return access::page(visit, 200, {.title = "Moved"}, main);
}

void add_put_right_routes(access::Routes& routes) {
  routes.post("/records/{record}/undo", post_undo);
  routes.get("/records/{record}/move", show_move);
  routes.post("/records/{record}/move", post_move);
  routes.get("/records/{record}/split", show_split);
  routes.post("/records/{record}/split", post_split);
  routes.get("/entries/ended", list_ended);
}

}  // namespace record
