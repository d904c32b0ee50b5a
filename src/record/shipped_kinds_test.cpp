// Every kind the program carries: it loads, its form holds whatever is typed, and no text gets out of it as markup.
#include "record/body.h"
#include "record/body_view.h"
#include "record/embedded_kinds.h"
#include "record/kind_form.h"
#include "record/summary.h"

#include <gmock/gmock.h>

namespace record {
namespace {

using testing::HasSubstr;
using testing::IsEmpty;
using testing::Not;

const base::LocalDate today = *base::parse_iso_date("2026-03-03");
const std::string somebody = "01J0000000000000000000000A";

const Kinds& kinds() {
  static const LoadedKinds loaded = load_kinds(embedded_kinds());
  for (const auto& mistake : loaded.mistakes) ADD_FAILURE() << mistake.text();
  return loaded.kinds;
}

/// One answer to a field that fits it; every text holds `words`.
web::Json answer(const Field& field, const std::string& words) {
  switch (field.type) {
    case FieldType::text:
    case FieldType::long_text:
    case FieldType::place: return base::excerpt(words, std::min<std::size_t>(field.max_length, 60));
    case FieldType::choice: return field.choices.front().code;
    case FieldType::choices:
    case FieldType::ordered: return web::Json::Array{field.choices.front().code};
    case FieldType::scale:
    case FieldType::faces:
    case FieldType::number:
    case FieldType::duration: return static_cast<std::int64_t>(std::max(1.0, field.min));
    case FieldType::date: return base::to_iso(today);
    case FieldType::time: return "10:40";
    case FieldType::yes_no: return true;
    case FieldType::people:
    case FieldType::files: return web::Json::Array{somebody};
    case FieldType::pupils: return web::Json::Array{web::Json::Object{{"id", somebody}}};
    case FieldType::pick: return web::Json::Object{{"id", "line"}, {"label", "x"}};
    case FieldType::body_map:
    case FieldType::rows: {
      web::Json row;
      for (const auto& column : field.columns)
        if (column.name != "x" && column.name != "y") row.set(column.name, answer(column, words));
      return web::Json::Array{row};
    }
  }
  return {};
}

web::Json answers(const Kind& kind, const std::string& words) {
  web::Json all = web::Json::Object{};
  for (const auto& field : kind.fields)
    if (field.from.empty()) all.set(field.name, answer(field, words));
  return all;
}

Surroundings school() {
  Surroundings out{.today = today};
  out.find_pick = [](std::string_view, std::string_view) { return std::optional<std::string>("A medicine <b>5 ml</b>"); };
  return out;
}

Offers offers() {
  return {.staff = {{somebody, "Pat Green, teaching assistant"}},
          .find_pupil = [](std::string_view id) { return std::optional<web::ChosenPupil>({std::string(id), "Maya Osei", "Year 4"}); },
          .most_file_bytes = 1000000,
          .picks = {{"medicine_plan", {{"line", "A medicine"}}}}};
}

TEST(ShippedKinds, AreWhatTheWorkOfAKeyWorkerAsksFor) {
  for (const std::string_view id :
       {"note", "recognition", "behaviour", "concern", "conversation", "session", "observation", "restorative", "check_in", "distress", "physical_intervention",
        "seclusion", "first_aid", "medicine", "personal_care", "lifting", "feeding", "medical_event", "visit", "e_safety", "childs_voice", "parents_voice", "professional",
        "handover", "test_given", "club_trip", "bodily_fluids", "complaint"})
    EXPECT_NE(kinds().find(id), nullptr) << id;
  EXPECT_EQ(code(kinds().find("personal_care")->info_class), "C8");
  EXPECT_EQ(code(kinds().find("medicine")->info_class), "C7");
  EXPECT_TRUE(kinds().find("e_safety")->workflow.write_only);
  EXPECT_TRUE(kinds().find("physical_intervention")->numbered);
  EXPECT_TRUE(kinds().find("seclusion")->numbered);
}

TEST(ShippedKinds, TakeAnAnswerToEveryFieldAndGiveTheSameFormBack) {
  for (const auto& kind : kinds().all()) {
    const auto sent = answers(kind, "Sat with the blue beads");
    const auto body = check(kind, Submission(sent), school());
    ASSERT_TRUE(body) << kind.id << ": " << body.error().fields.front().field << " " << body.error().fields.front().message;
    const auto form = form_of(kind, *body);
    const auto again = check(kind, Submission(form), school());
    ASSERT_TRUE(again) << kind.id << ": " << again.error().fields.front().field << " " << again.error().fields.front().message;
    EXPECT_EQ(again->text(), body->text()) << kind.id;
    EXPECT_FALSE(summarise(kind, *body).empty()) << kind.id;
    EXPECT_FALSE(describe(kind, *body).empty()) << kind.id;
  }
}

TEST(ShippedKinds, AskForWhatTheyMustHoldAndKeepADraftWithoutIt) {
  for (const auto& kind : kinds().all()) {
    const web::Json nothing = web::Json::Object{};
    const bool must = std::any_of(kind.fields.begin(), kind.fields.end(), [](const Field& field) { return field.required && field.show_when.always(); });
    EXPECT_EQ(check(kind, Submission(nothing), school()).has_value(), !must) << kind.id;
    EXPECT_TRUE(check_draft(kind, Submission(nothing), school()).empty()) << kind.id;
  }
}

TEST(ShippedKinds, NeverLetTypedWordsOutAsMarkup) {
  const std::vector<std::string> payloads = {"<script>alert(1)</script>", "\"><img src=x onerror=alert(1)>", "' onmouseover='x", "</textarea><b>", "{{7*7}} ${7*7} {}",
                                             "\xE2\x80\xAE" "desrever", "&lt;b&gt;", "javascript:alert(1)", "<svg/onload=alert(1)>"};
  for (const auto& kind : kinds().all()) {
    for (const auto& payload : payloads) {
      const auto sent = answers(kind, payload);
      const auto body = check(kind, Submission(sent), school());
      ASSERT_TRUE(body) << kind.id << " " << payload << ": " << body.error().fields.front().field << " " << body.error().fields.front().message;
      for (const auto& drawn : {kind_fields(kind, form_of(kind, *body), {}, today, offers()).text(), answers_view(kind, *body, {}).text()}) {
        EXPECT_THAT(drawn, Not(HasSubstr("<script"))) << kind.id;
        EXPECT_THAT(drawn, Not(HasSubstr("<img src=x"))) << kind.id;
        EXPECT_THAT(drawn, Not(HasSubstr("</textarea><b>"))) << kind.id;
        EXPECT_THAT(drawn, Not(HasSubstr("<svg/"))) << kind.id;
        EXPECT_THAT(drawn, Not(HasSubstr(std::string("\"><img")))) << kind.id;
        EXPECT_THAT(drawn, Not(HasSubstr("value=\"' onmouseover='"))) << kind.id;
      }
    }
  }
}

}  // namespace
}  // namespace record
