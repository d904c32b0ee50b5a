// Files from the form to the store and back, through the real routes, on both engines.
#include "record/ids.h"
#include "record/picture.h"
#include "record/upload.h"
#include "testing/school.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <fstream>
#include <iterator>
#include <regex>

namespace record {
namespace {

using access::Relation;
using access::Role;
using testing::Contains;
using testing::HasSubstr;
using testing::Not;

std::string a_photo() {
  Pixels red{64, 32, 3, {}};
  for (int i = 0; i < 64 * 32; ++i) red.bytes.insert(red.bytes.end(), {200, 20, 20});
  auto jpeg = encode_jpeg(red).value();
  const std::string carried = std::string("Exif\0\0", 6) + "GPS-CANARY";
  return jpeg.substr(0, 2) + "\xFF\xE1" + '\0' + static_cast<char>(carried.size() + 2) + carried + jpeg.substr(2);
}

std::string header_of(const web::Response& response, std::string_view wanted) {
  for (const auto& [name, value] : response.headers)
    if (name == wanted) return value;
  return {};
}

class FilesOnBothEngines : public testing::TestWithParam<db::Engine> {
 protected:
  FilesOnBothEngines() : house(test::a_house(GetParam())), routes(test::every_route()) {
    amara = test::a_member_of_staff(house, {.name = "Amara Nwosu", .roles = {Role::key_worker}});
    other = test::a_member_of_staff(house, {.name = "Tomas Reyes", .roles = {Role::key_worker}});
    dsl = test::a_member_of_staff(house, {.name = "Ruth Kowalczyk", .roles = {Role::dsl}, .post = "Safeguarding lead"});
    maya = test::a_pupil(house, {.given = "Maya", .family = "Osei"});
    leon = test::a_pupil(house, {.given = "Leon", .family = "Farrow"});
    test::a_tie(house, amara, Relation::assigned, maya);
    test::a_tie(house, other, Relation::assigned, leon);
  }

  std::string fresh_id() { return RecordId::make(house->now(), house.random).text(); }
  test::Fields note(const std::string& id, const std::string& words = "Made a map of the playground.") {
    return {{"id", id}, {"kind", "note"}, {"pupil", maya.text()}, {"f.what_happened", words}};
  }
  web::Response write(const test::Fields& fields, std::vector<web::Upload> uploads) {
    return test::Browser(house, routes, amara).post("/records", fields, std::move(uploads));
  }
  web::Response get(const access::StaffId& who, const std::string& target) { return test::get(house, routes, who, target); }
  std::vector<std::string> files_on(const web::Response& page) {
    static const std::regex link("href=\"(/files/[0-9A-Z]{26})\"");
    std::vector<std::string> out;
    for (std::sregex_iterator at(page.body.begin(), page.body.end(), link), end; at != end; ++at) out.push_back((*at)[1]);
    return out;
  }
  std::int64_t stored() {
    static constexpr db::Sql count = "SELECT COUNT(*) FROM attachment";
    return test::number(house, count);
  }

  test::TestHouse house;
  access::Routes routes;
  access::StaffId amara, other, dsl;
  access::PupilId maya, leon;
};

TEST_P(FilesOnBothEngines, ArriveWithTheirRecordWithoutWhatTheyCarriedAndAreServedToKeep) {
  const auto id = fresh_id();
  const auto saved = write(note(id), {{"f.files", "C:\\me\\Zoë's map.jpeg", "text/html", a_photo()}, {"f.files", "plan.txt", "", "First the gate."}});
  ASSERT_EQ(saved.status, 303) << saved.body;
  const auto page = get(amara, "/records/" + id);
  EXPECT_THAT(page.body, HasSubstr("Zoë&#39;s map.jpeg"));
  EXPECT_THAT(page.body, HasSubstr("?show=yes"));
  const auto files = files_on(page);
  ASSERT_EQ(files.size(), 2U);

  const auto before = test::last_entry(house);
  const auto kept = get(amara, files[0]);
  ASSERT_EQ(kept.status, 200);
  EXPECT_EQ(kept.content_type, "image/jpeg");
  EXPECT_EQ(kept.body.substr(0, 3), "\xFF\xD8\xFF");
  EXPECT_THAT(kept.body, Not(HasSubstr("GPS-CANARY")));
  EXPECT_EQ(header_of(kept, "Content-Disposition"), "attachment; filename=\"Zo_'s map.jpeg\"; filename*=UTF-8''Zo%C3%AB%27s%20map.jpeg");
  EXPECT_THAT(header_of(kept, "Content-Security-Policy"), HasSubstr("sandbox"));
  EXPECT_TRUE(kept.keep_secret) << "never in a cache";
  EXPECT_FALSE(kept.may_compress);
  EXPECT_THAT(test::deeds_after(house, before), Contains("file.seen"));

  EXPECT_THAT(header_of(get(amara, files[0] + "?show=yes"), "Content-Disposition"), testing::StartsWith("inline;"));
  const auto words = get(amara, files[1] + "?show=yes");
  EXPECT_EQ(words.body, "First the gate.");
  EXPECT_EQ(words.content_type, "text/plain; charset=utf-8");
  EXPECT_THAT(header_of(words, "Content-Disposition"), testing::StartsWith("attachment;")) << "only pictures are shown in place";
}

TEST_P(FilesOnBothEngines, AreNotFoundForThoseWhoMayNotSeeTheRecord) {
  const auto id = fresh_id();
  ASSERT_EQ(write(note(id), {{"f.files", "map.jpg", "", a_photo()}}).status, 303);
  const auto files = files_on(get(amara, "/records/" + id));
  ASSERT_EQ(files.size(), 1U);
  ASSERT_EQ(get(amara, files[0]).status, 200) << "somebody can see it";
  const auto nothing = get(other, "/files/" + fresh_id());
  for (const auto& target : {files[0], files[0] + "?show=yes"}) {
    const auto refused = get(other, target);
    EXPECT_EQ(refused.status, 404);
    EXPECT_EQ(refused.content_type, nothing.content_type);
    EXPECT_THAT(refused.body, Not(HasSubstr("map")));
    EXPECT_TRUE(header_of(refused, "Content-Disposition").empty());
  }
  EXPECT_EQ(get(amara, "/files/nonsense").status, 404);
}

TEST_P(FilesOnBothEngines, AreAskedForAgainWhenTheFormComesBackForAnotherReason) {
  const auto refused = write({{"id", fresh_id()}, {"kind", "concern"}, {"pupil", maya.text()}}, {{"f.files", "message.jpg", "", a_photo()}});
  ASSERT_EQ(refused.status, 422);
  EXPECT_THAT(refused.body, HasSubstr("Choose the files again"));
  EXPECT_EQ(stored(), 0);
}

TEST_P(FilesOnBothEngines, SentTwiceAreSavedOnce) {
  const auto id = fresh_id();
  ASSERT_EQ(write(note(id), {{"f.files", "map.jpg", "", a_photo()}}).status, 303);
  EXPECT_EQ(write(note(id), {{"f.files", "map.jpg", "", a_photo()}}).status, 303);
  EXPECT_EQ(stored(), 1);
  EXPECT_EQ(write(note(id), {{"f.files", "other.txt", "", "not the same"}}).status, 409);
  EXPECT_EQ(stored(), 1);
}

TEST_P(FilesOnBothEngines, ThatAreRefusedAreToldBesideTheFieldAndNothingIsSaved) {
  const auto too_large = std::string(most_file_bytes + 1, 'a');
  const std::vector<std::pair<std::vector<web::Upload>, std::string>> rows = {
      {{{"f.files", "a.svg", "image/png", "<svg onload=\"x\"/>"}}, "a.svg” must be a JPEG"},
      {{{"f.files", "a.jpg", "image/jpeg", "<html>"}}, "a.jpg” must be a JPEG"},
      {{{"f.files", "large.txt", "", too_large}}, "must be 10 MB or smaller"},
      {{{"f.files", "<b>.txt", "", std::string(1, '\0')}}, "_b_.txt"},
      {std::vector<web::Upload>(11, {"f.files", "a.txt", "", "x"}), "at most 10 files"},
      {std::vector<web::Upload>(3, {"f.files", "a.txt", "", std::string(9'000'000, 'a')}), "25 MB or smaller together"}};
  for (const auto& [uploads, words] : rows) {
    const auto refused = write(note(fresh_id(), "Kept words."), uploads);
    EXPECT_EQ(refused.status, 422) << words;
    EXPECT_THAT(refused.body, HasSubstr(words));
    EXPECT_THAT(refused.body, HasSubstr("Kept words.")) << "nothing typed is lost";
  }
  EXPECT_EQ(stored(), 0);
}

TEST_P(FilesOnBothEngines, CannotBeClaimedFromAnotherRecordByTheirId) {
  const auto id = fresh_id();
  ASSERT_EQ(write(note(id), {{"f.files", "map.jpg", "", a_photo()}}).status, 303);
  const auto file = files_on(get(amara, "/records/" + id)).at(0).substr(7);
  auto claiming = note(fresh_id());
  claiming.emplace_back("f.files", file);
  ASSERT_EQ(write(claiming, {}).status, 303) << "what a form names without sending it says nothing";
  EXPECT_TRUE(files_on(get(amara, "/records/" + claiming[0].second)).empty());
  EXPECT_EQ(stored(), 1);
}

TEST_P(FilesOnBothEngines, StayWithARecordThatIsCorrected) {
  const auto id = fresh_id();
  ASSERT_EQ(write(note(id), {{"f.files", "map.jpg", "", a_photo()}}).status, 303);
  const auto file = files_on(get(amara, "/records/" + id)).at(0).substr(7);
  const auto form = get(amara, "/records/" + id + "/correct");
  EXPECT_THAT(form.body, HasSubstr("name=\"f.files\" type=\"checkbox\" value=\"" + file + "\" checked"));
  const auto correct = [&](const std::string& was, const std::string& named) {
    return test::post(house, routes, amara, "/records/" + id + "/corrections",
                      {{"was", was}, {"reason", "A word was wrong"}, {"f.what_happened", "Made a map of the hall."}, {"f.files", named}});
  };
  EXPECT_EQ(correct("1", file).status, 303);
  EXPECT_THAT(files_on(get(amara, "/records/" + id)), testing::ElementsAre("/files/" + file, "/files/" + file)) << "as it stands, and beneath";
  auto claiming = note(fresh_id());
  ASSERT_EQ(write(claiming, {{"f.files", "other.txt", "", "of another record"}}).status, 303);
  const auto foreign = files_on(get(amara, "/records/" + claiming[0].second)).at(0).substr(7);
  EXPECT_EQ(correct("2", foreign).status, 303) << "a file of another record says nothing";
  EXPECT_THAT(get(amara, "/records/" + id).body, Not(HasSubstr(foreign)));
}

TEST_P(FilesOnBothEngines, AskForAFormThatCanCarryThem) {
  EXPECT_THAT(get(amara, "/write?kind=note").body, testing::AllOf(HasSubstr("enctype=\"multipart/form-data\""), HasSubstr("At most 10 MB"), HasSubstr("type=\"file\"")));
  EXPECT_TRUE(routes.takes_files(web::Method::post, "/records"));
}

TEST_P(FilesOnBothEngines, AreEncryptedWithTheSchool) {
  if (GetParam() != db::Engine::sqlite) GTEST_SKIP() << "the other engine's disk is its server's affair";
  std::string canary;
  for (int i = 0; i < 30'000; ++i) canary += "CANARY-OF-THE-STORE ";
  ASSERT_EQ(write(note(fresh_id()), {{"f.files", "words.txt", "", canary}}).status, 303);
  house.close();
  std::size_t looked_at = 0;
  for (const auto& entry : std::filesystem::recursive_directory_iterator(house.folder())) {
    if (!entry.is_regular_file()) continue;
    std::ifstream in(entry.path(), std::ios::binary);
    const std::string raw((std::istreambuf_iterator<char>(in)), {});
    looked_at += raw.size();
    EXPECT_EQ(raw.find("CANARY-OF"), std::string::npos) << entry.path();
  }
  EXPECT_GT(looked_at, canary.size()) << "its bytes are there";
}

INSTANTIATE_TEST_SUITE_P(BothEngines, FilesOnBothEngines, testing::ValuesIn(test::engines_under_test()), test::engine_name);

}  // namespace
}  // namespace record
