// The form of a kind: what stands on the first sheet, what is folded away, what comes back after a mistake.
#include "record/kind_form.h"

#include "record/body.h"
#include "record/embedded_kinds.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <set>

namespace record {
namespace {

constexpr std::string_view id_a = "01J0000000000000000000000A", id_b = "01J0000000000000000000000B";
const base::LocalDate today = *base::parse_iso_date("2026-03-03");

const Kinds& kinds() {
  static const Kinds all = load_kinds(embedded_kinds()).kinds;
  return all;
}

using Entries = std::vector<std::pair<std::string, std::string>>;
web::Form form_with(const Entries& entries) {
  web::Form form;
  for (const auto& [name, value] : entries) form.add(name, value);
  return form;
}

Offers everything() {
  return {.staff = {{std::string(id_a), "Pat Green, teaching assistant"}, {std::string(id_b), "Lee Brown, cook", false}},
          .places = {"Hall", "Playground"},
          .find_pupil =
              [](std::string_view id) {
                return std::optional<web::ChosenPupil>({std::string(id), "Maya Osei", "Year 4"});
              },
          .file_name = [](std::string_view) { return std::string("drawing.jpg"); },
          .most_file_bytes = 10'000'000};
}

std::string draw(const Kind& kind, const web::Form& typed = {}, const std::vector<base::FieldError>& errors = {},
                 const Offers& offers = everything()) {
  return kind_fields(kind, typed, errors, today, offers).text();
}

bool holds(std::string_view text, std::string_view part) { return text.find(part) != std::string_view::npos; }

TEST(KindForm, StartsWithTheOneTextBoxAndThenTheQuickFields) {
  const auto text = draw(*kinds().find("behaviour"));
  const auto box = text.find("name=\"f.what_happened\""), sort = text.find("name=\"f.behaviour\""),
             more = text.find("More detail"), setting = text.find("name=\"f.setting\"");
  ASSERT_NE(setting, std::string::npos);
  EXPECT_LT(box, sort);
  EXPECT_LT(sort, more);
  EXPECT_LT(more, setting);
}

TEST(KindForm, DrawsEveryFieldOfEveryShippedKindOnceAndNoTwoIdsAlike) {
  for (const auto& kind : kinds().all()) {
    const auto text = draw(kind);
    for (const auto& field : kind.fields)
      EXPECT_TRUE(holds(text, "name=\"f." + field.name + (has_rows(field.type) ? ".0." : "\"")) || !field.from.empty()) << kind.id << " " << field.name;
    std::multiset<std::string> ids;
    for (std::size_t at = 0; (at = text.find(" id=\"", at)) != std::string::npos; at += 5)
      ids.insert(text.substr(at + 5, text.find('"', at + 5) - at - 5));
    for (const auto& id : ids) EXPECT_EQ(ids.count(id), 1U) << kind.id << " " << id;
  }
}

TEST(KindForm, SaysWhenAConditionalFieldIsToBeFilledIn) {
  const auto text = draw(*kinds().find("session"));
  EXPECT_TRUE(holds(text, "data-shown-when=\"f.delivered=no|part\""));
  EXPECT_TRUE(holds(text, "Fill this in if “Did it take place?” is “No” or “Part of it”."));
  EXPECT_TRUE(holds(draw(*kinds().find("conversation")), "data-shown-when=\"f.told=*\""));
}

TEST(KindForm, ShowsDefaultsOnlyOnAFreshForm) {
  const auto& session = *kinds().find("session");
  EXPECT_TRUE(holds(draw(session), "value=\"yes\" checked"));
  EXPECT_TRUE(holds(draw(session, form_with({{"pupil", "x"}})), "value=\"yes\" checked"));
  EXPECT_FALSE(holds(draw(session, form_with({{"f.what_was_done", "Read"}})), "checked"));
  EXPECT_TRUE(holds(draw(*kinds().find("concern")), "value=\"2026-03-03\""));
}

TEST(KindForm, KeepsWhatWasTypedAndPutsTheMistakeBesideIt) {
  const auto& behaviour = *kinds().find("behaviour");
  const auto typed = form_with({{"f.what_happened", "<b>ran</b>"},
                                {"f.behaviour", "rude"},
                                {"f.lasted", "ages"},
                                {"f.hurt", "adult"},
                                {"f.adults_hurt", "Somebody Else"},
                                {"f.started", "25:00"}});
  const auto result = check(behaviour, Submission(typed), {.today = today});
  ASSERT_FALSE(result);
  const auto text = draw(behaviour, typed, result.error().fields);
  EXPECT_TRUE(holds(text, "&lt;b&gt;ran&lt;/b&gt;"));
  EXPECT_FALSE(holds(text, "<b>ran"));
  EXPECT_TRUE(holds(text, "value=\"rude\" checked"));
  EXPECT_TRUE(holds(text, "How long it lasted must be a number of minutes, like 15"));
  EXPECT_TRUE(holds(text, "value=\"ages\""));
  EXPECT_TRUE(holds(text, "value=\"25:00\""));
  EXPECT_TRUE(holds(text, "value=\"Somebody Else\""));
  EXPECT_TRUE(holds(text, "Select people who work here, by their full names"));
  // The sections with mistakes stand open.
  EXPECT_TRUE(holds(text, " open"));
  EXPECT_FALSE(holds(draw(behaviour), " open"));
}

TEST(KindForm, LeadsEveryErrorToAnInputThatIsThere) {
  for (const auto& kind : kinds().all()) {
    const auto typed = form_with({{"f.follow_up", "yes"},
                                  {"f.follow_up_by", ""},
                                  {"f.delivered", "no"},
                                  {"f.safe_now", "no"},
                                  {"f.lasted", "x"},
                                  {"f.told_in_person", "yes"},
                                  {"f.told_date-day", "40"},
                                  {"f.told_date-month", "2"},
                                  {"f.told_date-year", "2026"}});
    const auto result = check(kind, Submission(typed), {.today = today});
    ASSERT_FALSE(result);
    const auto text = draw(kind, typed, result.error().fields);
    for (const auto& error : result.error().fields) {
      auto id = web::id_of(error.field);
      for (const auto& [field, anchor] : form_anchors(kind))
        if (field == error.field) id = anchor;
      EXPECT_TRUE(holds(text, "id=\"" + id + "\"")) << kind.id << " " << error.field;
      const auto told = web::html("{}", error.message.substr(0, error.message.find("“"))).text();
      EXPECT_TRUE(holds(text, told)) << kind.id << " " << error.message;
    }
  }
}

TEST(KindForm, OffersPeopleAndPlacesAndNamesThemAgain) {
  const auto& concern = *kinds().find("concern");
  const auto text = draw(concern, form_with({{"f.what_happened", "a"}, {"f.staff_present", std::string(id_b)}}));
  EXPECT_TRUE(holds(text, "<datalist id=\"staff-here\"><option value=\"Pat Green, teaching assistant\"></option></datalist>"));
  EXPECT_TRUE(holds(text, "<option value=\"Playground\">"));
  EXPECT_TRUE(holds(text, "value=\"Lee Brown, cook\"")) << "somebody who left is named, and no longer suggested";
}

TEST(KindForm, CarriesAlongWhatItDoesNotDraw) {
  const auto& concern = *kinds().find("concern");
  const auto typed =
      form_with({{"f.what_happened", "a"}, {"f.staff_present", std::string(id_a)}, {"f.files", std::string(id_b)}});
  const auto text = draw(concern, typed, {}, {});
  EXPECT_TRUE(holds(text, "<input type=\"hidden\" name=\"f.staff_present\" value=\"" + std::string(id_a) + "\">"));
  EXPECT_TRUE(holds(text, "<input type=\"hidden\" name=\"f.files\" value=\"" + std::string(id_b) + "\">"));
  EXPECT_FALSE(holds(draw(concern, {}, {}, {}), "type=\"hidden\""));
}

TEST(KindForm, LeavesOutWhatTheSchoolHidUnlessItIsThere) {
  auto note = *kinds().find("note");
  for (auto& field : note.fields) {
    if (field.name == "lesson") field.hidden = true;
    if (field.name == "topic") field.choices[0].hidden = true;
  }
  const auto fresh = draw(note);
  EXPECT_FALSE(holds(fresh, "f.lesson"));
  EXPECT_FALSE(holds(fresh, "value=\"learning\""));
  const auto old = draw(note, form_with({{"f.lesson", "Maths"}, {"f.topic", "learning"}}));
  EXPECT_TRUE(holds(old, "name=\"f.lesson\" type=\"text\" value=\"Maths\""));
  EXPECT_TRUE(holds(old, "value=\"learning\" checked"));
}

TEST(KindForm, SendsABodyBackUnchanged) {
  for (
      const auto* text :
      {R"({"what_happened":"a","source":"saw","topic":["injury","home"],"safe_now":"yes","marks":true,"marks_note":"b","staff_present":["01J0000000000000000000000A"],"told_in_person":true,"told_whom":["01J0000000000000000000000A"],"told_date":"2026-03-02","told_at":"09:05"})"}) {
    const auto& concern = *kinds().find("concern");
    const auto body = Body::stored(text);
    const auto form = form_of(concern, body);
    const auto again = check(concern, Submission(form), {.today = today});
    ASSERT_TRUE(again);
    EXPECT_EQ(*again, body);
  }
  const auto& session = *kinds().find("session");
  const auto body =
      Body::stored(R"({"delivered":"part","not_delivered_why":"no_room","minutes":20,"engagement":4,"tries":8,"out_of":10})");
  const auto form = form_of(session, body);
  EXPECT_EQ(*check(session, Submission(form), {.today = today}), body);
}

TEST(KindForm, GivesEachPupilOfAFieldAPart) {
  const auto kind = parse_kind({"kinds/others.toml", R"(
title = "Others"
class = "C3"
retention = "notes"
quick = "what"
[[field]]
name = "what"
label = "What"
type = "text"
quick = true
[[field]]
name = "others"
label = "Others"
type = "pupils"
choices = [{ code = "saw", label = "Saw it" }, { code = "helped", label = "Helped" }]
)"})
                        .kind;
  ASSERT_TRUE(kind);
  const auto text = draw(*kind, form_with({{"f.others", std::string(id_a) + ":helped"}}));
  EXPECT_TRUE(holds(text, "Maya Osei"));
  EXPECT_TRUE(holds(text, "<option value=\"helped\" selected>"));
  const auto sent = form_with({{"f.others", std::string(id_a)}, {"f.others.part." + std::string(id_a), "saw"}});
  const auto body = check(*kind, Submission(sent), {.today = today});
  ASSERT_TRUE(body);
  EXPECT_EQ(body->text(), R"({"others":[{"id":"01J0000000000000000000000A","part":"saw"}]})");
}

TEST(FindStaff, KnowsAFullNameHoweverItIsWritten) {
  const auto staff = everything().staff;
  EXPECT_EQ(find_staff(staff, "Pat Green, teaching assistant"), id_a);
  EXPECT_EQ(find_staff(staff, " pat  GREEN "), id_a);
  EXPECT_EQ(find_staff(staff, id_b), id_b);
  EXPECT_EQ(find_staff(staff, "Lee Brown"), std::nullopt) << "has left";
  EXPECT_EQ(find_staff(staff, ""), std::nullopt);
  EXPECT_EQ(find_staff(staff, "Green"), std::nullopt);
  auto twins = staff;
  twins.push_back({"01J0000000000000000000000C", "Pat Green, cook"});
  EXPECT_EQ(find_staff(twins, "Pat Green"), std::nullopt);
  EXPECT_EQ(find_staff(twins, "Pat Green, cook"), "01J0000000000000000000000C");
}

TEST(HasFiles, IsKnownFromTheKind) {
  EXPECT_TRUE(has_files(*kinds().find("note")));
  auto note = *kinds().find("note");
  std::erase_if(note.fields, [](const Field& field) { return field.type == FieldType::files; });
  EXPECT_FALSE(has_files(note));
}

}  // namespace
}  // namespace record
