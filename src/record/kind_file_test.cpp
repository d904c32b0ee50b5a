// Every mistake in a kind's file is named with its line, and none of them stops the next from being named.
#include "record/kind_file.h"

#include "record/embedded_kinds.h"
#include "testing/places.h"

#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>
#include <sstream>

namespace record {
namespace {

/// A sound kind of six lines, to which a test adds what is wrong: the first line added is line 8.
std::string a_kind(const std::string& more, const std::string& settings = "") {
  return "title = \"Thing\"\nclass = \"C3\"\nretention = \"notes\"\nquick = \"words\"\n" +
         (settings.empty() ? "" : settings + "\n") +
         "[[field]]\nname = \"words\"\nlabel = \"Words\"\ntype = \"long_text\"\nquick = true\n" + more;
}

ReadKind parse(const std::string& text, std::string_view name = "kinds/thing.toml") { return parse_kind({name, text}); }

std::string all_texts(const std::vector<Mistake>& mistakes) {
  std::string all;
  for (const auto& mistake : mistakes) all += mistake.text() + "\n";
  return all;
}

struct Case {
  const char* name;
  std::string text;
  int line;
  const char* what;
  const char* cure;
};

class KindFileMistake : public testing::TestWithParam<Case> {};

TEST_P(KindFileMistake, IsNamedWithItsLineAndItsCure) {
  const auto& c = GetParam();
  const auto read = parse(c.text);
  ASSERT_FALSE(read.kind);
  bool found = false;
  for (const auto& mistake : read.mistakes)
    found = found || (mistake.line == c.line && mistake.what.find(c.what) != std::string::npos &&
                      mistake.cure.find(c.cure) != std::string::npos && mistake.file == "kinds/thing.toml");
  EXPECT_TRUE(found) << "wanted line " << c.line << ": " << c.what << " / " << c.cure << "\nin:\n" << all_texts(read.mistakes);
}

const std::string choice_field = "[[field]]\nname = \"how\"\nlabel = \"How\"\ntype = \"choice\"\n";  // lines 10 to 13

INSTANTIATE_TEST_SUITE_P(
    All, KindFileMistake,
    testing::Values(
        Case{"Toml", a_kind("[[field]\n"), 10, "cannot be read", "docs/operate/kinds.md"},
        Case{"UnknownSetting", a_kind("", "summry = \"{words}\""), 5, "“summry”", "Did you mean “summary”"},
        Case{"UnknownFieldSetting", a_kind("lable = \"x\"\n"), 10, "“lable”", "Did you mean “label”"},
        Case{"NoTitle", "class = \"C3\"\nretention = \"notes\"\n", 1, "no title", "Add title"},
        Case{"NoField", "title = \"A\"\nclass = \"C3\"\nretention = \"notes\"\n", 1, "no field", "[[field]]"},
        Case{"NoClass", "title = \"A\"\nretention = \"notes\"\n", 1, "no class of information", "C9 (safeguarding)"},
        Case{"UnknownClass", "title = \"A\"\nclass = \"C77\"\nretention = \"notes\"\n", 2, "“C77”", "C3 (pastoral)"},
        Case{"AuditClass", "title = \"A\"\nclass = \"C12\"\nretention = \"notes\"\n", 2, "audit trail", "C0 to C11"},
        Case{"UnknownRetention", "title = \"A\"\nclass = \"C3\"\nretention = \"note\"\n", 3, "“note”", "Did you mean “notes”"},
        Case{"WrongId", a_kind("", "id = \"other\""), 5, "not the name of the file", "other.toml"},
        Case{"WrongType", a_kind("", "order = \"first\""), 5, "must be a whole number", ""},
        Case{"LongTitle", "title = \"" + std::string(61, 'a') + "\"\nclass = \"C3\"\nretention = \"notes\"\n", 1, "61 characters",
             "at most 60"},
        Case{"UnknownRole", a_kind("", "shared_to = [\"class_techer\"]"), 5, "“class_techer” is no role", "“class_teacher”"},
        Case{"UnknownRelation", a_kind("[workflow]\nwrite_relations = [\"asigned\"]\n"), 11, "“asigned”", "“assigned”"},
        Case{"ReadRelations", a_kind("[workflow]\nread_relations = [\"assigned\"]\n"), 11, "“read_relations” narrows nothing", "read_roles"},
        Case{"PupilNumbers", a_kind("[pupils]\nmin = 5\nmax = 2\n"), 10, "numbers of pupils", "min be at most max"},
        Case{"PartTwice", a_kind("[pupils]\nparts = [{ code = \"a\", label = \"A\" }, { code = \"a\", label = \"B\" }]\n"), 10,
             "stands twice", ""},
        Case{"QuickUnknown",
             "title = \"T\"\nclass = \"C3\"\nretention = \"notes\"\nquick = \"wrds\"\n[[field]]\nname = \"words\"\nlabel = "
             "\"W\"\ntype = \"text\"\nquick = true\n",
             4, "“wrds”", "Did you mean “words”"},
        Case{"SummaryUnknown", a_kind("", "summary = \"{word}\""), 5, "“word”, which is no field", "Did you mean “words”"},
        Case{"SummaryBroken", a_kind("", "summary = \"{words\""), 5, "{ is not closed", ""},
        Case{"SummarySensitive", a_kind("sensitive = true\n"), 1, "sensitive", "Take one of the two away"},
        Case{"NoType", a_kind("[[field]]\nname = \"a\"\nlabel = \"A\"\n"), 10, "has no type", "long_text"},
        Case{"UnknownType", a_kind("[[field]]\nname = \"a\"\nlabel = \"A\"\ntype = \"longtext\"\n"), 13, "“longtext”",
             "Did you mean “long_text”"},
        Case{"FieldTwice", a_kind("[[field]]\nname = \"words\"\nlabel = \"A\"\ntype = \"text\"\n"), 11, "stands twice", ""},
        Case{"FieldName", a_kind("[[field]]\nname = \"What Happened\"\nlabel = \"A\"\ntype = \"text\"\n"), 11,
             "cannot be the name", "small letters"},
        Case{"FieldLongName", a_kind("[[field]]\nname = \"" + std::string(41, 'a') + "\"\nlabel = \"A\"\ntype = \"text\"\n"), 11,
             "cannot be the name", "at most 40"},
        Case{"FieldNoLabel", a_kind("[[field]]\nname = \"a\"\ntype = \"text\"\n"), 10, "has no label", ""},
        Case{"ChoiceNoCode", a_kind(choice_field + "choices = [{ label = \"X\" }, { code = \"b\", label = \"B\" }]\n"), 14,
             "has no code", "code ="},
        Case{"ChoiceTwice",
             a_kind(choice_field + "choices = [{ code = \"b\", label = \"X\" }, { code = \"b\", label = \"B\" }]\n"), 14,
             "stands twice", ""},
        Case{"ChoiceSameLabel",
             a_kind(choice_field + "choices = [{ code = \"a\", label = \"B\" }, { code = \"b\", label = \"B\" }]\n"), 14,
             "label “B” stands twice", ""},
        Case{"ChoiceUnknownKey",
             a_kind(choice_field + "choices = [{ code = \"a\", lable = \"B\" }, { code = \"b\", label = \"B\" }]\n"), 14,
             "“lable”", "“label”"},
        Case{"TooFewChoices", a_kind(choice_field), 10, "fewer than two choices", ""},
        Case{"ChoicesOfText",
             a_kind("[[field]]\nname = \"a\"\nlabel = \"A\"\ntype = \"text\"\nchoices = [{ code = \"a\", label = \"A\" }]\n"), 14,
             "has no choices", ""},
        Case{"ConditionField",
             a_kind("[[field]]\nname = \"a\"\nlabel = \"A\"\ntype = \"text\"\nshow_when = { field = \"wrds\", given = true }\n"),
             14, "“wrds”", "“words”"},
        Case{"ConditionChoice",
             a_kind(choice_field +
                    "choices = [{ code = \"call\", label = \"X\" }, { code = \"b\", label = \"B\" }]\n[[field]]\nname = "
                    "\"a\"\nlabel = \"A\"\ntype = \"text\"\nshow_when = { field = \"how\", is = \"cal\" }\n"),
             19, "can never be “cal”", "“call”"},
        Case{"ConditionLater",
             a_kind("[[field]]\nname = \"a\"\nlabel = \"A\"\ntype = \"text\"\nshow_when = { field = \"b\", given = true "
                    "}\n[[field]]\nname = \"b\"\nlabel = \"B\"\ntype = \"text\"\n"),
             14, "further down", "Move it above"},
        Case{"ConditionItself",
             a_kind("[[field]]\nname = \"a\"\nlabel = \"A\"\ntype = \"text\"\nshow_when = { field = \"a\", given = true }\n"), 14,
             "depends on itself", ""},
        Case{"ConditionEmpty",
             a_kind("[[field]]\nname = \"a\"\nlabel = \"A\"\ntype = \"text\"\nshow_when = { field = \"words\" }\n"), 14,
             "compares with nothing", "given = true"},
        Case{"ConditionOffSheet",
             a_kind("[[field]]\nname = \"a\"\nlabel = \"A\"\ntype = \"text\"\n[[field]]\nname = \"b\"\nlabel = \"B\"\ntype = "
                    "\"text\"\nquick = true\nshow_when = { field = \"a\", given = true }\n"),
             19, "on the first sheet but hangs on", ""},
        Case{"RequiredInDetail", a_kind("[[field]]\nname = \"a\"\nlabel = \"A\"\ntype = \"text\"\nrequired = true\n"), 14,
             "not on the first sheet", "quick = true"},
        Case{"UnknownSection", a_kind("section = \"befor\"\n[[section]]\nname = \"before\"\ntitle = \"Before\"\n"), 10, "“befor”",
             "“before”"},
        Case{"DefaultChoice",
             a_kind(choice_field +
                    "default = \"c\"\nchoices = [{ code = \"a\", label = \"A\" }, { code = \"b\", label = \"B\" }]\n"),
             14, "default does not fit", ""},
        Case{"MinMax", a_kind("[[field]]\nname = \"a\"\nlabel = \"A\"\ntype = \"number\"\nmin = 5\nmax = 2\n"), 14,
             "min is not below max", ""},
        Case{"MinOfText", a_kind("min = 5\n"), 10, "means nothing", ""},
        Case{"WideScale", a_kind("[[field]]\nname = \"a\"\nlabel = \"A\"\ntype = \"scale\"\nmin = 0\nmax = 100\n"), 15,
             "21 points", ""},
        Case{"NotBeforeOther", a_kind("[[field]]\nname = \"a\"\nlabel = \"A\"\ntype = \"time\"\nnot_before = \"words\"\n"), 14,
             "is not a time", ""},
        Case{"ChartedText", a_kind("charted = true\n"), 10, "cannot be charted", ""},
        Case{"MaxLength", a_kind("max_length = 100000\n"), 10, "out of range", "20000"}),
    [](const auto& param) { return param.param.name; });

TEST(KindFile, NamesEveryMistakeAtOnceInTheOrderOfLines) {
  const auto read = parse("titel = \"x\"\nclass = \"C99\"\nretention = \"never\"\n[[field]]\nname = \"a\"\ntype = \"txt\"\n");
  ASSERT_GE(read.mistakes.size(), 5U);
  EXPECT_FALSE(read.kind);
  for (std::size_t i = 1; i < read.mistakes.size(); ++i) EXPECT_LE(read.mistakes[i - 1].line, read.mistakes[i].line);
}

TEST(KindFile, WritesAMistakeAsFileLineWhatAndCure) {
  const Mistake mistake{"kinds/note.toml", 12, "a field has no setting “lable”", "Did you mean “label”?"};
  EXPECT_EQ(mistake.text(), "kinds/note.toml:12: a field has no setting “lable”. Did you mean “label”?");
}

TEST(KindFile, ReadsWhatItIsGiven) {
  const auto read = parse(a_kind("[workflow]\nwrite_only = true\nread_roles = [\"dsl\"]\n", "order = 7\nicon = \"star\""));
  ASSERT_TRUE(read.kind) << all_texts(read.mistakes);
  EXPECT_EQ(read.kind->id, "thing");
  EXPECT_EQ(read.kind->plural, "Thing");
  EXPECT_EQ(read.kind->order, 7);
  EXPECT_EQ(read.kind->summary, "{words}");
  EXPECT_TRUE(read.kind->find_field("words")->in_line);
  EXPECT_EQ(read.kind->find_field("words")->max_length, 4000U);
  EXPECT_TRUE(read.kind->workflow.write_only);
  EXPECT_EQ(read.kind->workflow.read.roles, std::vector{access::Role::dsl});
}

TEST(KindFile, RefusesAFileThatIsNotText) {
  EXPECT_NE(all_texts(parse("title = \"\xff\"").mistakes).find("UTF-8"), std::string::npos);
  EXPECT_NE(all_texts(parse(std::string(kind_file_limit + 1, '#')).mistakes).find("256 KiB"), std::string::npos);
}

TEST(KindFile, NeedsANameThatCanBeAnId) {
  EXPECT_FALSE(parse(a_kind(""), "kinds/My Kind.toml").kind);
  EXPECT_FALSE(parse(a_kind(""), "kinds/" + std::string(41, 'k') + ".toml").kind);
  EXPECT_TRUE(parse(a_kind(""), "kinds/" + std::string(40, 'k') + ".toml").kind);
}

TEST(LoadKinds, SortsByTileOrderAndKeepsTheFirstOfTwo) {
  const auto one = a_kind("", "order = 20"), two = a_kind("", "order = 10");
  const std::vector<NamedText> files = {{"kinds/a.toml", one}, {"kinds/b.toml", two}, {"data/kinds/a.toml", two}};
  const auto loaded = load_kinds(files);
  ASSERT_EQ(loaded.kinds.all().size(), 2U);
  EXPECT_EQ(loaded.kinds.all()[0].id, "b");
  EXPECT_EQ(loaded.kinds.find("a")->order, 20);
  EXPECT_EQ(loaded.kinds.find("c"), nullptr);
  ASSERT_EQ(loaded.mistakes.size(), 1U);
  EXPECT_EQ(loaded.mistakes[0].file, "data/kinds/a.toml");
}

TEST(LoadKinds, LeavesOutAKindWithMistakesAndReadsTheOthers) {
  const auto good = a_kind("");
  const std::vector<NamedText> files = {{"kinds/bad.toml", "title = 3"}, {"kinds/good.toml", good}};
  const auto loaded = load_kinds(files);
  EXPECT_EQ(loaded.kinds.find("bad"), nullptr);
  EXPECT_NE(loaded.kinds.find("good"), nullptr);
  EXPECT_FALSE(loaded.mistakes.empty());
}

TEST(ShippedKinds, LoadWithoutAMistakeInTileOrder) {
  const auto loaded = load_kinds(embedded_kinds());
  EXPECT_EQ(all_texts(loaded.mistakes), "");
  std::vector<std::string> ids;
  for (const auto& kind : loaded.kinds.all())
    if (kind.group.empty()) ids.push_back(kind.id);  // those on top of Write
  EXPECT_EQ(ids, (std::vector<std::string>{"note", "recognition", "behaviour", "concern", "concern_handover", "conversation", "session"}));
}

TEST(ShippedKinds, HaveTheClassesTheAccessTableGivesThem) {
  const auto kinds = load_kinds(embedded_kinds()).kinds;
  const auto class_of = [&](std::string_view id) { return code(kinds.find(id)->info_class); };
  EXPECT_EQ(class_of("note"), "C3");
  EXPECT_EQ(class_of("recognition"), "C3");
  EXPECT_EQ(class_of("behaviour"), "C4");
  EXPECT_EQ(class_of("concern"), "C9");
  EXPECT_EQ(class_of("conversation"), "C3");
  EXPECT_EQ(class_of("session"), "C6");
}

TEST(ShippedKinds, AConcernIsReadByTheSafeguardingLeadAndWrittenByAnyAdult) {
  using enum access::Role;
  const auto kinds = load_kinds(embedded_kinds()).kinds;
  const auto& concern = *kinds.find("concern");
  EXPECT_TRUE(concern.workflow.write_only);
  EXPECT_TRUE(allows(concern, dsl, access::Relation::school, access::Act::see));
  EXPECT_TRUE(allows(concern, cover, access::Relation::cover, access::Act::add));
  EXPECT_FALSE(allows(concern, key_worker, access::Relation::assigned, access::Act::see));
  EXPECT_FALSE(allows(concern, senco, access::Relation::school, access::Act::see));
}

TEST(KindFile, ReadsWhateverTheFuzzerFoundWithoutFalling) {
  const std::filesystem::path corpus = test::in_checkout("tests/fuzz/corpus/kind_file");
  std::size_t read = 0;
  for (const auto& file : std::filesystem::directory_iterator(corpus)) {
    std::ifstream in(file.path(), std::ios::binary);
    std::ostringstream text;
    text << in.rdbuf();
    const auto kind = parse(text.str());
    EXPECT_NE(kind.kind.has_value(), !kind.mistakes.empty()) << file.path().filename();
    ++read;
  }
  EXPECT_GE(read, 10U);
}

}  // namespace
}  // namespace record
