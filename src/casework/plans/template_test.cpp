// Templates as data: those that are shipped hold, each takes an answer to every field, and a mistake in a school's own names file, line and cure.
#include "casework/plans/embedded_templates.h"
#include "casework/plans/template.h"

#include "record/kind_form.h"
#include "testing/places.h"
#include "testing/school.h"

#include <gmock/gmock.h>

#include <fstream>

namespace plans {
namespace {

using testing::AllOf;
using testing::HasSubstr;
using testing::IsEmpty;

TEST(ShippedTemplates, AreAllSound) {
  EXPECT_EQ(embedded_templates().size(), 16U);
  for (const auto& file : embedded_templates()) {
    const auto read = parse_template(file);
    for (const auto& mistake : read.mistakes) ADD_FAILURE() << mistake.text();
    if (!read.kind) continue;
    EXPECT_FALSE(read.rules.agreed_by.empty()) << file.name << ": a plan says who agreed";
    EXPECT_FALSE(read.kind->description.empty()) << file.name;
    EXPECT_GE(read.kind->fields.size(), 5U) << file.name;
  }
}

TEST(ShippedTemplates, CareMedicineAndHandlingAskForTrainedAdultsAndForConsent) {
  for (const auto& file : embedded_templates()) {
    const auto read = parse_template(file);
    ASSERT_TRUE(read.kind) << file.name;
    const auto& id = read.kind->id;
    if (id != "intimate_care" && id != "healthcare" && id != "moving_handling") continue;
    EXPECT_FALSE(read.rules.consents.empty()) << id;
    EXPECT_TRUE(std::any_of(read.kind->fields.begin(), read.kind->fields.end(), [](const auto& field) { return !field.trained.empty() && !field.required_when.always(); })) << id;
  }
}

constexpr std::string_view good = R"(title = "Own plan"
class = "C6"
retention = "send_file"
quick = "words"
[plan]
review_weeks = 6
targets = true
agreed_by = ["pupil"]
[pupils]
min = 1
max = 1
[[field]]
name = "words"
label = "Words"
type = "long_text"
quick = true
)";

std::string with(std::string_view what, std::string_view by) {
  std::string out(good);
  out.replace(out.find(what), what.size(), by);
  return out;
}
std::string mistake_of(const std::string& text) {
  const auto read = parse_template({"plans/own_plan.toml", text});
  return read.mistakes.empty() ? std::string() : read.mistakes.front().text();
}

TEST(AnOwnTemplate, IsReadOrItsMistakeIsNamedWithLineAndCure) {
  const auto read = parse_template({"plans/own_plan.toml", good});
  ASSERT_TRUE(read.kind);
  EXPECT_EQ(read.rules.review_weeks, 6);
  EXPECT_TRUE(read.rules.targets);
  EXPECT_FALSE(read.rules.provision);
  EXPECT_EQ(mistake_of(with("agreed_by = [\"pupil\"]", "agreed_by = [\"pupils\"]")),
            "plans/own_plan.toml:8: “pupils” is nobody who agrees. Did you mean “pupil”?");
  EXPECT_THAT(mistake_of(with("review_weeks", "review_week")), AllOf(HasSubstr("own_plan.toml:6"), HasSubstr("review_weeks")));
  EXPECT_THAT(mistake_of(with("review_weeks = 6", "at_a_glance = [\"word\"]")), HasSubstr("Did you mean “words”?"));
  EXPECT_THAT(mistake_of(with("review_weeks = 6", "card = [{ field = \"word\", as = \"must\" }]")), HasSubstr("Did you mean “words”?"));
  EXPECT_THAT(mistake_of(with("review_weeks = 6", "card = [{ field = \"words\", as = \"musts\" }]")), HasSubstr("Did you mean “must”?"));
  const auto with_card = parse_template({"plans/own_plan.toml", with("review_weeks = 6", "card = [{ field = \"words\", as = \"help\", before = \"Try\" }]")});
  EXPECT_EQ(with_card.rules.card, (std::vector<CardField>{{"words", OnCard::help, "Try"}}));
  EXPECT_THAT(mistake_of(with("[plan]", "[plans]")), HasSubstr("plans"));
  EXPECT_THAT(mistake_of(with("max = 1", "max = 3")), HasSubstr("one pupil"));
}

TEST(AnOwnTemplate, StandsBesideTheOthersAndCannotTakeTheirName) {
  test::TemporaryFolder folder;
  std::filesystem::create_directories(folder.path() / "plans");
  const auto put = [&](const std::string& name) { std::ofstream(folder.path() / "plans" / name) << good; };
  const record::Catalogue kinds(folder.path());
  put("own_plan.toml");
  EXPECT_EQ(Templates(folder.path(), kinds).find("own_plan")->kind->title, "Own plan");
  put("passport.toml");
  try {
    Templates(folder.path(), kinds);
    ADD_FAILURE() << "a second passport was taken";
  } catch (const db::CannotStart& words) {
    EXPECT_THAT(std::string(words.what()), AllOf(HasSubstr("passport.toml"), HasSubstr("already")));
  }
}

}  // namespace
}  // namespace plans
