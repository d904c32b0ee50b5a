// The search store on both engines: newest first, scopes inside the query, made anew when it is damaged.
#include "db/search_store.h"
#include "testing/test_databases.h"

#include <gmock/gmock.h>

#include <fstream>

namespace {

using db::SearchEntry;
using db::SearchTerm;
using testing::ElementsAre;
using testing::IsEmpty;

base::Bytes16 thing(unsigned char n) {
  base::Bytes16 out{};
  out[0] = std::byte{n};
  return out;
}

class SearchStore : public testing::TestWithParam<db::Engine> {
 protected:
  test::TestDatabase at{GetParam()};
  std::unique_ptr<db::SearchStore> store = db::open_search(at.options());

  void put(std::vector<SearchEntry> entries, std::int64_t seq = 1) { store->put(entries, {seq, "entry"}); }
  std::vector<int> find(const SearchTerm& term, std::size_t most = 10) {
    std::vector<int> out;
    for (const auto& hit : store->find(term, std::nullopt, db::SearchStore::newest, most)) out.push_back(std::to_integer<int>(hit.thing[0]));
    return out;
  }
};
INSTANTIATE_TEST_SUITE_P(BothEngines, SearchStore, testing::ValuesIn(test::engines_under_test()), test::engine_name);

TEST_P(SearchStore, FindsTheNewestFirstAndGoesOnFromAPlace) {
  put({{thing(1), {1000}, {"wred"}}, {thing(3), {3000}, {"wred"}}, {thing(2), {2000}, {"wred"}}, {thing(4), {2000}, {"wred"}}, {thing(5), {9000}, {"wblue"}}});
  const auto first = store->find(SearchTerm::token("wred"), std::nullopt, db::SearchStore::newest, 2);
  ASSERT_EQ(2, first.size());
  EXPECT_EQ(3, std::to_integer<int>(first[0].thing[0]));
  EXPECT_EQ(2, store->find(SearchTerm::token("wred"), std::nullopt, first[1].place, 10).size());
  EXPECT_THAT(find(SearchTerm::token("wred")), testing::SizeIs(4)) << "two of one moment are two";
}

TEST_P(SearchStore, CombinesAllAnyAndBeginnings) {
  put({{thing(1), {1}, {"wred", "wapple", "p1"}}, {thing(2), {2}, {"wred", "wapricot", "p2"}}, {thing(3), {3}, {"wgreen", "wapple", "p1"}}});
  const auto any = [](std::vector<SearchTerm> of) { return SearchTerm::any(std::move(of)); };
  const auto all = [](std::vector<SearchTerm> of) { return SearchTerm::all(std::move(of)); };
  EXPECT_THAT(find(all({SearchTerm::token("wred"), SearchTerm::beginning("wap")})), ElementsAre(2, 1));
  EXPECT_THAT(find(all({SearchTerm::beginning("wap"), any({SearchTerm::token("p1"), SearchTerm::token("p9")})})), ElementsAre(3, 1));
  EXPECT_THAT(find(all({SearchTerm::beginning("wap"), any({})})), IsEmpty()) << "one of nothing is nothing";
  EXPECT_THAT(find(SearchTerm::token("wre")), IsEmpty());
}

TEST_P(SearchStore, HoldsAScopeTheSameWayWhetherItIsSmallOrLarge) {
  std::vector<SearchEntry> entries;
  for (unsigned char n = 0; n < 100; ++n)
    entries.push_back({thing(n), {n}, {"wred"}, {"p" + std::to_string(n % 10), n % 3 == 0 ? "k9" : "k3"}});
  put(std::move(entries));
  for (const std::size_t padding : {0U, 100U}) {  // tokens nobody has make the scope large
    std::vector<SearchTerm> pupils = {SearchTerm::token("p7")};
    for (std::size_t n = 0; n < padding; ++n) pupils.push_back(SearchTerm::token("pnobody" + std::to_string(n)));
    const auto scope = SearchTerm::all({SearchTerm::any(pupils), SearchTerm::any({SearchTerm::token("k3"), SearchTerm::token("k4")})});
    std::vector<int> met;
    for (const auto& hit : store->find(SearchTerm::token("wred"), scope, db::SearchStore::newest, 4)) met.push_back(std::to_integer<int>(hit.thing[0]));
    EXPECT_THAT(met, ElementsAre(97, 77, 67, 47)) << padding;
    EXPECT_THAT(store->find(SearchTerm::token("wblue"), scope, db::SearchStore::newest, 4), IsEmpty());
    EXPECT_THAT(store->find(SearchTerm::token("wred"), SearchTerm::any({}), db::SearchStore::newest, 4), IsEmpty()) << "a scope of nothing";
  }
}

TEST_P(SearchStore, TakesNothingButTokensIntoAQuery) {
  put({{thing(1), {1}, {"wred", "with space", "UP", "quo\"te", "ap'os"}}});
  ASSERT_THAT(find(SearchTerm::token("wred")), ElementsAre(1));
  for (const auto* bad : {"", "*", "wred OR", "\"", "'", "wred\" OR \"x", "w:red", "with space", "UP", "quo\"te", "ap'os", "wr*"}) {
    EXPECT_THAT(find(SearchTerm::token(bad)), IsEmpty()) << bad;
    EXPECT_THAT(find(SearchTerm::beginning(bad)), IsEmpty()) << bad;
    EXPECT_THAT(find(SearchTerm::all({SearchTerm::token("wred"), SearchTerm::token(bad)})), IsEmpty()) << bad;
  }
}

TEST_P(SearchStore, ReplacesAndForgets) {
  put({{thing(1), {1}, {"wred"}}});
  put({{thing(1), {1}, {"wblue"}}}, 2);
  EXPECT_THAT(find(SearchTerm::token("wred")), IsEmpty());
  EXPECT_THAT(find(SearchTerm::token("wblue")), ElementsAre(1));
  put({{thing(1), {1}, {}}}, 3);
  EXPECT_THAT(find(SearchTerm::token("wblue")), IsEmpty());
  EXPECT_EQ((db::SearchMark{3, "entry"}), store->mark());
}

TEST_P(SearchStore, KeepsWhatItHasWhenOpenedAgain) {
  put({{thing(1), {1}, {"wred"}}}, 7);
  store.reset();
  store = db::open_search(at.options());
  EXPECT_EQ(7, store->mark().seq);
  EXPECT_THAT(find(SearchTerm::token("wred")), ElementsAre(1));
  store->start_anew();
  EXPECT_EQ(0, store->mark().seq);
  EXPECT_THAT(find(SearchTerm::token("wred")), IsEmpty());
  put({{thing(2), {1}, {"wred"}}}, 8);
  EXPECT_THAT(find(SearchTerm::token("wred")), ElementsAre(2));
}

TEST(SearchFile, IsMadeAnewWhenItIsDamagedMissingOrUnderAnotherKey) {
  test::TestDatabase at(db::Engine::sqlite);
  const auto file = at.folder() / "search.db";
  const std::vector<SearchEntry> one = {{thing(1), {1}, {"wred"}}};
  for (const auto& spoil : std::vector<std::function<void()>>{
           [&] { std::filesystem::remove(file); },
           [&] { std::ofstream(file, std::ios::trunc | std::ios::binary) << std::string(8192, 'x'); },
           [&] { std::filesystem::resize_file(file, 1000); }}) {
    {
      const auto store = db::open_search(at.options());
      store->put(one, {5, "entry"});
      ASSERT_EQ(1, store->find(SearchTerm::token("wred"), std::nullopt, db::SearchStore::newest, 5).size());
    }
    spoil();
    const auto store = db::open_search(at.options());
    EXPECT_EQ(0, store->mark().seq);
    EXPECT_THAT(store->find(SearchTerm::token("wred"), std::nullopt, db::SearchStore::newest, 5), IsEmpty());
  }
}

TEST(SearchFile, HoldsNoWordInTheClear) {
  test::TestDatabase at(db::Engine::sqlite);
  {
    const auto store = db::open_search(at.options());
    const std::vector<SearchEntry> one = {{thing(1), {1}, {"wcanaryword"}}};
    store->put(one, {5, "entry"});
  }
  for (const auto& entry : std::filesystem::directory_iterator(at.folder())) {
    std::ifstream in(entry.path(), std::ios::binary);
    const std::string bytes((std::istreambuf_iterator<char>(in)), {});
    EXPECT_EQ(std::string::npos, bytes.find("canary")) << entry.path().filename();
  }
}

}  // namespace
