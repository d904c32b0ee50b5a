// Zips as a school sends them, and as nobody should.
#include "web/zip.h"

#include <gtest/gtest.h>
#include <zip.h>

#include <cstring>

namespace web {
namespace {

struct Entry {
  std::string name, content;
};

std::string a_zip(const std::vector<Entry>& entries, const char* password = nullptr) {
  zip_error_t error;
  zip_error_init(&error);
  zip_source_t* source = zip_source_buffer_create(nullptr, 0, 0, &error);
  zip_source_keep(source);
  zip_t* archive = zip_open_from_source(source, ZIP_TRUNCATE, &error);
  for (const auto& entry : entries) {
    if (entry.name.ends_with('/')) {
      zip_dir_add(archive, entry.name.c_str(), 0);
      continue;
    }
    const auto index = zip_file_add(archive, entry.name.c_str(),
                                    zip_source_buffer(archive, entry.content.data(), entry.content.size(), 0), ZIP_FL_ENC_UTF_8);
    if (password) zip_file_set_encryption(archive, static_cast<zip_uint64_t>(index), ZIP_EM_AES_256, password);
  }
  EXPECT_EQ(zip_close(archive), 0);
  zip_source_open(source);
  zip_source_seek(source, 0, SEEK_END);
  std::string out(static_cast<std::size_t>(zip_source_tell(source)), '\0');
  zip_source_seek(source, 0, SEEK_SET);
  zip_source_read(source, out.data(), out.size());
  zip_source_close(source);
  zip_source_free(source);
  return out;
}

std::string why(const base::Result<std::map<std::string, std::string>>& result) { return result ? "" : result.error().for_log; }

TEST(ReadZip, GivesTheFilesByTheirPath) {
  const auto files = read_zip(a_zip({{"orgs.csv", "sourcedId\n1\n"}, {"data/", ""}, {"data/users.csv", std::string(500'000, 'x')}, {"empty.csv", ""}}));
  ASSERT_TRUE(files) << files.error().for_log;
  EXPECT_EQ(files->size(), 3U);
  EXPECT_EQ(files->at("orgs.csv"), "sourcedId\n1\n");
  EXPECT_EQ(files->at("data/users.csv").size(), 500'000U);
  EXPECT_EQ(files->at("empty.csv"), "");
}

TEST(ReadZip, RefusesWhatIsNoZipOrDamaged) {
  EXPECT_FALSE(read_zip(""));
  EXPECT_FALSE(read_zip("sourcedId,status\n"));
  auto whole = a_zip({{"a.csv", "some words that are long enough to be packed, packed, packed"}});
  ASSERT_TRUE(read_zip(whole));
  EXPECT_FALSE(read_zip(whole.substr(0, whole.size() / 2)));
  whole[45] = static_cast<char>(whole[45] ^ 0x55);
  EXPECT_EQ(why(read_zip(whole)), "zip entry cannot be inflated");
}

TEST(ReadZip, RefusesPathsThatLeadOut) {
  for (const auto* path : {"../a.csv", "a/../../b.csv", "/etc/passwd", "a\\b.csv", "c:a.csv", "a//b.csv", "./a.csv", "a\nb.csv"})
    EXPECT_EQ(why(read_zip(a_zip({{path, "x"}}))), "zip entry with an unsafe path") << path;
}

TEST(ReadZip, HoldsItsLimits) {
  EXPECT_EQ(why(read_zip(a_zip({{"a", "x"}, {"b", "x"}, {"c", "x"}}), {.entries = 2})), "zip with too many entries");
  ASSERT_TRUE(read_zip(a_zip({{"a", std::string(600, 'x')}, {"b", std::string(400, 'x')}}), {.inflated = 1000}));
  EXPECT_EQ(why(read_zip(a_zip({{"a", std::string(600, 'x')}, {"b", std::string(401, 'x')}}), {.inflated = 1000})),
            "zip says it inflates over its limit");
  EXPECT_EQ(why(read_zip(a_zip({{"bomb", std::string(3'000'000, '\0')}}))), "zip inflates over its limit") << "a thousand times its size";
  ASSERT_TRUE(read_zip(a_zip({{"small", std::string(900'000, '\0')}})));
}

TEST(ReadZip, DoesNotBelieveWhatAnEntrySaysOfItsSize) {
  auto zip = a_zip({{"a", std::string(50'000, 'x')}});
  // The size stands in the local head and in the directory: write a small one into both.
  const std::uint32_t told = 50'000, lie = 10;
  std::size_t changed = 0;
  for (std::size_t i = 0; i + 4 <= zip.size(); ++i)
    if (std::memcmp(zip.data() + i, &told, 4) == 0) {
      std::memcpy(zip.data() + i, &lie, 4);
      ++changed;
    }
  ASSERT_EQ(changed, 2U);
  EXPECT_FALSE(read_zip(zip, {.inflated = 1000}));
}

TEST(ReadZip, RefusesAPassword) {
  EXPECT_EQ(why(read_zip(a_zip({{"a.csv", "x"}}, "secret"))), "zip entry is encrypted");
}

}  // namespace
}  // namespace web
