// What components say and escape; the frame; the pieces that are our own.
#include "web/components/choices.h"
#include "web/components/display.h"
#include "web/components/frame.h"
#include "web/components/inputs.h"
#include "web/components/messages.h"
#include "web/components/navigation.h"

#include <gtest/gtest.h>
#include <rapidcheck.h>

#include <stdexcept>
#include <string>

namespace web {
namespace {

bool holds(const Html& piece, std::string_view words) { return piece.text().find(words) != std::string::npos; }

constexpr std::string_view attack = "<img src=x onerror=alert(1)>\"'&";
constexpr std::string_view defused = "&lt;img src=x onerror=alert(1)&gt;&quot;&#39;&amp;";

Frame a_frame() {
  return {.title = "My day",
          .school = "Willow Bank Primary",
          .nav = {{"My day", Url::path("/"), Icon::day, 0}, {"Pupils", Url::path("/pupils"), Icon::pupils, 2}},
          .current = "Pupils",
          .visitor = FrameVisitor{.name = "Amara Nwosu", .csrf = "token-1", .inbox_count = 3, .lock_after = 90, .draft_key = "a-key"}};
}

TEST(Components, EscapeEveryWordTheyAreGiven) {
  const std::string a(attack);
  const Html everything = [&] {
    Html out;
    out.add(text_input({.name = a, .label = a, .hint = a, .value = a, .error = a, .prefix = a, .suffix = a}));
    out.add(textarea({.name = a, .label = a, .hint = a, .value = a, .error = a, .most = 5, .kindly = true}));
    out.add(select({.name = a, .label = a, .options = {{a, a}}, .value = a, .hint = a, .error = a}));
    out.add(date_input({.name = a, .legend = a, .hint = a, .day = a, .month = a, .year = a, .error = a}));
    out.add(file_upload({.name = a, .label = a, .hint = a, .error = a, .accept = a}));
    out.add(pupil_picker({.label = a, .typed = a, .chosen = {{a, a, a}}, .offered = {{a, a, a}}}));
    out.add(radios({.name = a, .legend = a, .choices = {{.value = a, .text = a, .hint = a}}, .value = a, .hint = a, .error = a}));
    out.add(checkboxes({.name = a, .legend = a, .choices = {{.value = a, .text = a, .hint = a}}, .hint = a, .error = a}));
    out.add(tiles({.name = a, .legend = a, .tiles = {{a, a}}}));
    out.add(shown_when(a, a, Html()));
    out.add(error_summary({{a, a}, {"", a}}));
    out.add(alert({.title = a, .matter = html("{}", a)}));
    out.add(details({.summary = a, .matter = Html()}));
    out.add(empty_state({.title = a, .words = a}));
    out.add(summary_list({{a, html("{}", a), {{Url::path("/x"), a, a}}}}));
    out.add(table({.caption = a, .columns = {{a}}, .rows = {{html("{}", a)}}}));
    out.add(tag(a));
    out.add(badge(a));
    out.add(person({.name = a, .detail = a, .url = Url::path("/x")}));
    out.add(pupil_header({.name = a, .facts = {a}}));
    out.add(card(a, Html()));
    out.add(tabs(a, {{a, a, Html()}}));
    out.add(heading(a, a));
    out.add(button({.text = a, .name = a, .value = a}));
    out.add(breadcrumbs({{a}}));
    out.add(pagination(PageLink{.url = Url::path("/x"), .label = a, .text = a}, std::nullopt));
    out.add(filter_panel({.action = Url::path("/x"), .clear = Url::path("/x"), .chosen = {{a, Url::path("/x")}}, .heading = a}));
    TimelineEntry entry = {.id = a, .title = a, .byline = a, .moment = a, .machine_time = a};
    add_timeline_entry(out, entry);
    Frame frame = a_frame();
    frame.title = frame.school = frame.query = frame.visitor->name = frame.visitor->csrf = frame.nav[0].label = a;
    out.add(page_frame(frame, Html()));
    return out;
  }();
  EXPECT_FALSE(holds(everything, "<img src=x"));
  EXPECT_FALSE(holds(everything, "\"'&\""));
  EXPECT_TRUE(holds(everything, defused));
}

TEST(TextInput, KeepsTheNameAndMakesAnIdOfIt) {
  const Html field = text_input({.name = "people[0].name", .label = "Name", .value = "Maya"});
  EXPECT_TRUE(holds(field, "name=\"people[0].name\""));
  EXPECT_TRUE(holds(field, "id=\"people-0--name\""));
  EXPECT_TRUE(holds(field, "for=\"people-0--name\""));
  EXPECT_TRUE(holds(field, "value=\"Maya\""));
  EXPECT_FALSE(holds(field, "aria-describedby"));
}

TEST(Textarea, KeepsALineEndAtTheBeginning) {
  // A browser drops one line end after <textarea>; ours is there for it to drop.
  EXPECT_TRUE(holds(textarea({.name = "what", .label = "What", .value = "\nfirst"}), ">\n\nfirst</textarea>"));
}

TEST(FileUpload, TellsItsLimitBeforeAnythingIsSent) {
  const Html field = file_upload({.name = "photo", .label = "Photo", .most_bytes = 5'000'000});
  EXPECT_TRUE(holds(field, "At most 5 MB."));
  EXPECT_TRUE(holds(field, "data-max-bytes=\"5000000\""));
  EXPECT_TRUE(holds(field, "aria-describedby=\"photo-hint\""));
}

TEST(PupilPicker, ChosenPupilsAreTickedAndOfferedOnesAreNot) {
  const Html field = pupil_picker({.chosen = {{"id1", "Maya Osei", "Year 4"}}, .offered = {{"id2", "Mia Oses", "Year 5"}}});
  EXPECT_TRUE(holds(field, "value=\"id1\" checked"));
  EXPECT_TRUE(holds(field, "value=\"id2\">"));
  EXPECT_TRUE(holds(field, "name=\"pupil-search\""));
}

TEST(Forms, CarryTheTokenAndGoNowhereElse) {
  const Html form = post_form({.action = Url::path("/records"), .csrf = "t\"1", .draft = "write", .saves = Saves::in_place}, html("<p>x</p>"));
  EXPECT_TRUE(holds(form, "<form class=\"app-form\" action=\"/records\" method=\"post\" novalidate data-once"));
  EXPECT_TRUE(holds(form, "<input type=\"hidden\" name=\"csrf\" value=\"t&quot;1\">"));
  EXPECT_TRUE(holds(form, "data-draft=\"write\""));
  EXPECT_TRUE(holds(form, "data-save"));
  EXPECT_FALSE(holds(form, "enctype"));
  EXPECT_TRUE(holds(post_form({.action = Url::path("/f"), .csrf = "t", .files = true}, Html()), "enctype=\"multipart/form-data\""));
}

TEST(ErrorSummary, LinksEachFieldByItsIdAndADateByItsFirstBox) {
  const Html summary = error_summary({{"people[0]", "Choose who"}, {"born", "Enter a date"}, {"", "Try again"}}, {{"born", "born-day"}});
  EXPECT_TRUE(holds(summary, "<a href=\"#people-0-\">Choose who</a>"));
  EXPECT_TRUE(holds(summary, "<a href=\"#born-day\">Enter a date</a>"));
  EXPECT_TRUE(holds(summary, "<li>Try again</li>"));
  EXPECT_TRUE(error_summary({}).empty());
}

TEST(MessageFor, FindsTheFirstRuleAFieldBroke) {
  EXPECT_EQ(message_for({{"a", "one"}, {"b", "two"}, {"b", "three"}}, "b"), "two");
  EXPECT_EQ(message_for({{"a", "one"}}, "b"), "");
}

TEST(CountBadge, IsSilentAtNothingAndStopsCountingAtAHundred) {
  EXPECT_TRUE(count_badge(0, "new").empty());
  EXPECT_TRUE(holds(count_badge(7, "waiting for you"), "(7 waiting for you)"));
  EXPECT_TRUE(holds(count_badge(100, "new"), "99+"));
}

TEST(InitialsDisc, TakesWholeCharactersOfFirstAndLastName) {
  EXPECT_TRUE(holds(initials_disc("Zoë Ann Žižek"), ">ZŽ</span>"));
  EXPECT_TRUE(holds(initials_disc("Łukasz"), ">Ł</span>"));
  EXPECT_TRUE(holds(initials_disc("Maya Osei"), "aria-hidden=\"true\""));
  EXPECT_TRUE(holds(initials_disc(""), "></span>"));
}

TEST(InitialsDisc, AnyNameGivesValidText) {
  EXPECT_TRUE(rc::check([] {
    const auto name = *rc::gen::arbitrary<std::string>();
    RC_ASSERT(initials_disc(name).text().ends_with("</span>"));
  }));
}

TEST(Person, ShowsTheFullNameBesideTheDisc) {
  const Html piece = person({.name = "Maya Osei", .detail = "Year 4 · Willow", .url = Url::path("/pupils/{}", "x1")});
  EXPECT_TRUE(holds(piece, "<a class=\"govuk-link app-person__name\" href=\"/pupils/x1\">Maya Osei</a>"));
  EXPECT_TRUE(holds(piece, "Year 4 · Willow"));
}

TEST(Table, RefusesARowOfAnotherWidth) {
  EXPECT_THROW(table({.caption = "C", .columns = {{"a"}, {"b"}}, .rows = {{html("1")}}}), std::logic_error);
}

TEST(Table, StackedCellsCarryTheirColumnsNames) {
  EXPECT_TRUE(holds(table({.caption = "C", .columns = {{"Name"}, {"Year"}}, .rows = {{html("Maya"), html("4")}}, .stacked = true}),
                    "<td class=\"govuk-table__cell\" data-label=\"Year\">4</td>"));
}

TEST(Timeline, AnEntryIsMojMarkUpWithItsTimeForMachines) {
  Html page;
  const Url url = Url::path("/records/{}", "r1");
  const Html matter = html("<p class=\"govuk-body\">{}</p>", "Shared the blocks.");
  open_timeline_day(page, "Tuesday 3 March 2026");
  add_timeline_entry(page, {.id = "r1", .title = "Well done", .url = &url, .byline = "Amara Nwosu, key worker", .moment = "10:40",
                            .machine_time = "2026-03-03T10:40:00Z", .matter = &matter});
  close_timeline_day(page);
  EXPECT_EQ(page.text(),
            "<section><h2 class=\"app-day\">Tuesday 3 March 2026</h2><div class=\"moj-timeline\">"
            "<div class=\"moj-timeline__item\" id=\"r1\"><div class=\"moj-timeline__header\">"
            "<h3 class=\"moj-timeline__title\"><a class=\"govuk-link\" href=\"/records/r1\">Well done</a></h3>"
            "<p class=\"moj-timeline__date\"><time datetime=\"2026-03-03T10:40:00Z\">10:40</time></p>"
            "<p class=\"moj-timeline__byline\">by Amara Nwosu, key worker</p></div>"
            "<div class=\"moj-timeline__description\"><p class=\"govuk-body\">Shared the blocks.</p></div></div></div></section>");
}

TEST(PageFrame, HasWhatEveryPageNeeds) {
  const Html page = page_frame(a_frame(), html("<h1 class=\"govuk-heading-l\">Hello</h1>"));
  EXPECT_TRUE(page.text().starts_with("<!doctype html><html lang=\"en-GB\""));
  for (const char* words : {"<title>My day – Willow Bank Primary</title>", "href=\"#main-content\" class=\"govuk-skip-link\"",
                            "<main id=\"main-content\" tabindex=\"-1\"><h1 class=\"govuk-heading-l\">Hello</h1></main>",
                            "action=\"/search\" method=\"get\"", "href=\"/write\"", "(3 waiting for you)", "action=\"/lock\" method=\"post\"",
                            "name=\"csrf\" value=\"token-1\"", "data-lock-after=\"90\"", "data-draft-key=\"a-key\"",
                            "href=\"/pupils\" aria-current=\"page\"", "Amara Nwosu"})
    EXPECT_TRUE(holds(page, words)) << words;
  EXPECT_FALSE(holds(page, "<style"));
  EXPECT_FALSE(holds(page, "data-problem"));
  EXPECT_FALSE(holds(page, "http://"));
  EXPECT_FALSE(holds(page, "https://"));
}

TEST(PageFrame, SignedOutShowsNothingOfTheInside) {
  Frame frame = a_frame();
  frame.visitor.reset();
  const Html page = page_frame(frame, html("<h1 class=\"govuk-heading-l\">Sign in</h1>"));
  for (const char* words : {"/search", "/write", "/inbox", "/lock", "app-nav", "token-1", "data-draft-key", "data-lock-after"})
    EXPECT_FALSE(holds(page, words)) << words;
  EXPECT_TRUE(holds(page, "Willow Bank Primary"));
}

TEST(PageFrame, SaysSoWhenAFormHasErrorsOrSomethingFailed) {
  Frame frame = a_frame();
  frame.outcome = FrameOutcome::form_errors;
  EXPECT_TRUE(holds(page_frame(frame, Html()), "<title>Error: My day"));
  frame.outcome = FrameOutcome::problem;
  EXPECT_TRUE(holds(page_frame(frame, Html()), " data-problem"));
}

}  // namespace
}  // namespace web
