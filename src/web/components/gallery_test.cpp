// Every component on a few pages of static HTML, written to the build folder for eyes and for axe: an invented school's day.
#include "web/assets.h"
#include "testing/places.h"
#include "web/components/chart.h"
#include "web/components/choices.h"
#include "web/components/display.h"
#include "web/components/frame.h"
#include "web/components/inputs.h"
#include "web/components/messages.h"
#include "web/components/navigation.h"
#include "web/components/todo.h"

#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>
#include <string>

namespace web {
namespace {

const std::filesystem::path folder = test::in_build("gallery");

Frame a_frame(std::string title, std::string current) {
  return {.title = std::move(title),
          .school = "Willow Bank Primary School",
          .nav = {{"My day", Url::path("/"), Icon::day},
                  {"Pupils", Url::path("/pupils"), Icon::pupils},
                  {"Plans", Url::path("/plans"), Icon::plans},
                  {"Timetable", Url::path("/timetable"), Icon::timetable},
                  {"Reports", Url::path("/reports"), Icon::reports, 2},
                  {"School", Url::path("/school"), Icon::school}},
          .current = std::move(current),
          .visitor = FrameVisitor{.name = "Amara Nwosu", .csrf = "token", .inbox_count = 3, .lock_after = 600}};
}

Html my_day() {
  Html main = heading("Tuesday 3 March 2026", "Good morning, Amara");
  main.add(card("Now: Maths, Willow class, until 10:30",
                html("{}{}", people_list({{{"Maya Osei", "Year 4 · sits by the window, needs the visual timetable", Url::path("/pupils/m")},
                                           badge("Medical", Tint::red)},
                                          {{"Łukasz Dąbrowski", "Year 4 · precision teaching at 10:10", Url::path("/pupils/l")},
                                           tag("Target met", Tint::green)}}),
                     button_link(Url::path("/write"), "Write it up")),
                CardLook::now));
  Html two;
  two.add(card("Since you left", html("<ul class=\"govuk-list\"><li>{} changed Maya’s plan: a quieter table at lunch</li>"
                                      "<li>Your concern of Monday: <strong>being dealt with</strong> by {}</li></ul>",
                                      "Priya Raman, SENCo", "Joan Ellis")));
  two.add(card("To finish", todo_list({{.what = link(Url::path("/records/1"), "Playground, 10:52: say what happened before"),
                                         .facts = html("{}<span>Joan Ellis, today 11:20</span>", tag("Returned", Tint::orange))},
                                        {.what = link(Url::path("/actions/2"), "Call Mrs Dąbrowska back"),
                                         .facts = html("{}<span>due today</span>", tag("Now", Tint::red)),
                                         .matter = body_text("She rang at nine and would like to know how the morning went."),
                                         .beside = post_button(Url::path("/x"), "t", {.text = "Seen", .look = ButtonLook::secondary})}})));
  main.add(cards(two));
  main.add(subheading("My pupils"));
  Html pupils;
  for (const auto& [name, detail] : std::initializer_list<std::pair<const char*, const char*>>{
           {"Maya Osei", "Year 4 · Willow · in school"}, {"Łukasz Dąbrowski", "Year 4 · Willow · in school"},
           {"Noor Rahimi-Hollingsworth", "Year 5 · Ash · in at 10:15"}, {"Tom Pryce", "Year 3 · Hazel · at home, unwell"}})
    pupils.add(card("", html("{}<p class=\"govuk-body app-muted\">Last good thing: {}</p>",
                             person({.name = name, .detail = detail, .url = Url::path("/pupils/x")}), "shared the blocks at break")));
  main.add(cards(pupils));
  return main;
}

Html chronology() {
  Html main = pupil_header({.name = "Maya Osei",
                            .facts = {"Year 4 · Willow", "Key worker: Amara Nwosu", "SEN support", "Attendance 94.2%"},
                            .flags = html("{}{}", badge("Medical: epilepsy", Tint::red), badge("Speech and language", Tint::blue))});
  main.add(sub_navigation("Maya Osei", {{"At a glance", Url::path("/p/glance")}, {"Chronology", Url::path("/p/chronology"), true},
                                        {"Plans", Url::path("/p/plans")}, {"Timetable", Url::path("/p/timetable")},
                                        {"Progress", Url::path("/p/progress")}, {"Home", Url::path("/p/home")}}));
  main.add(filter_panel({.action = Url::path("/p"), .clear = Url::path("/p"),
                         .chosen = {{"Behaviour", Url::path("/p")}, {"Since 1 February", Url::path("/p")}},
                         .options = html("{}{}", select({.name = "kind", .label = "Kind", .options = {{"", "All"}, {"behaviour", "Behaviour"}}}),
                                         text_input({.name = "q", .label = "Words", .width = InputWidth::twenty}))}));
  const Url url = Url::path("/records/1");
  const auto entry = [&](std::string_view title, std::string_view time, std::string_view by, std::string_view words, const Html& notes) {
    const Html matter = paragraphs(words);
    add_timeline_entry(main, {.id = time, .title = title, .url = &url, .byline = by, .moment = time, .machine_time = time,
                              .matter = &matter, .notes = &notes});
  };
  open_timeline_day(main, "Today, Tuesday 3 March 2026");
  entry("Well done", "10:40", "Amara Nwosu, key worker", "Asked Tom to play and waited for his answer. He said yes.", tag("Friendship", Tint::green));
  entry("Behaviour", "10:12", "Dan Whitlock, class teacher",
        "Left the carpet when the bell rang twice and went to the quiet corner. Came back after four minutes with her ear defenders.",
        html("{}<span>with Tom Pryce</span><span>corrected 10:30 – time was wrong</span>", tag("Level 1", Tint::yellow)));
  close_timeline_day(main);
  open_timeline_day(main, "Monday 2 March 2026");
  entry("Talked to home", "15:20", "Amara Nwosu, key worker", "Rang Mrs Osei. She slept badly; a new tablet since Friday. She will send the form.", Html());
  entry("Session", "13:30", "Amara Nwosu, key worker", "Precision teaching, 15 minutes: 18 of 20 words, up from 14.", tag("Delivered", Tint::teal));
  entry("First aid", "12:05", "Sue Baptiste, office", "Grazed knee, cleaned. Note sent home.", html("<span>written 14:10, late</span>"));
  close_timeline_day(main);
  main.add(pagination(std::nullopt, PageLink{.url = Url::path("/p"), .label = "before 2 March 2026", .text = "Earlier"}));
  return main;
}

Html write_page() {
  const std::vector<base::FieldError> errors = {{"what", "Enter what happened"}, {"born", "Date must be in the past"}};
  Html fields = pupil_picker({.hint = "Type two letters of a name", .chosen = {{"m", "Maya Osei", "Year 4 · Willow"}}});
  fields.add(tiles({.name = "kind", .legend = "What kind?",
                    .tiles = {{"note", "Note", Icon::note}, {"well_done", "Well done", Icon::well_done}, {"behaviour", "Behaviour", Icon::behaviour},
                              {"concern", "Concern", Icon::concern}, {"talk", "Talked to home", Icon::talk}, {"session", "Session", Icon::session},
                              {"first_aid", "First aid", Icon::first_aid}, {"more", "More…", Icon::more}},
                    .value = "behaviour"}));
  fields.add(textarea({.name = "what", .label = "What happened?", .hint = "What you saw and heard", .error = message_for(errors, "what"),
                       .rows = 6, .most = 4000, .kindly = true}));
  fields.add(time_input({.name = "at", .label = "When", .value = "10:40"}));
  fields.add(shown_when("kind", "behaviour",
                        radios({.name = "level", .legend = "How serious?",
                                .choices = {{.value = "1", .text = "Level 1", .hint = "Dealt with there and then"}, {"2", "Level 2"}, {"3", "Level 3"}},
                                .value = "1"})));
  fields.add(save_bar(html("{}{}", button({.text = "Save"}), button_link(Url::path("/"), "Cancel", ButtonLook::link))));
  Html main = error_summary(errors, {{"born", "born-day"}});
  main.add(heading("Write"));
  main.add(post_form({.action = Url::path("/records"), .csrf = "t", .draft = "write", .saves = Saves::in_place}, fields));
  return main;
}

Html pieces() {
  Html main = heading("Pieces");
  main.add(alert({.kind = AlertKind::success, .title = "Saved",
                  .matter = html("<p class=\"govuk-body\">Saved 10:41 · seen by: Class teacher, SENCo</p>{}",
                                 post_button(Url::path("/undo"), "t", {.text = "Undo", .look = ButtonLook::link})),
                  .dismissible = true}));
  main.add(alert({.title = "New", .matter = body_text("Maya’s plan changed today.")}));
  main.add(alert({.kind = AlertKind::warning, .title = "Soon", .matter = body_text("The review of Maya’s plan is due on Friday.")}));
  main.add(alert({.kind = AlertKind::error, .title = "Failed", .matter = body_text("The file could not be read. Line 12 has no surname.")}));
  main.add(notification_banner(BannerKind::important, html("<p class=\"govuk-notification-banner__heading\">{}</p>", "School closes at 14:00 today.")));
  main.add(warning_text("Maya may only be collected by her grandmother."));
  main.add(inset_text(body_text("“I like it when somebody tells me first.” Maya, 12 February")));
  main.add(details({.summary = "What the colours mean", .matter = body_text("Each state says its name as well.")}));
  Html tags;
  for (auto tint : {Tint::teal, Tint::blue, Tint::green, Tint::yellow, Tint::orange, Tint::red, Tint::purple, Tint::magenta, Tint::grey})
    tags.add("{} {} ", tag(to_text(tint), tint), badge(to_text(tint), tint));
  main.add("<p class=\"govuk-body\">{}</p>", tags);
  main.add(summary_list({{"Name", html("Maya Osei"), {{Url::path("/c"), "Change", "name"}}}, {"Class", html("Willow")},
                         {"Home", html("{}", link(Url::telephone("+44 20 7946 0000"), "020 7946 0000")), {{Url::path("/c"), "Change", "home"}}}}));
  main.add(table({.caption = "Minutes promised and delivered",
                  .columns = {{"Pupil"}, {"Promised", true}, {"Delivered", true}, {"State"}},
                  .rows = {{html("Maya Osei"), html("120"), html("105"), tag("15 short", Tint::yellow)},
                           {html("Tom Pryce"), html("60"), html("60"), tag("All", Tint::green)}},
                  .stacked = true}));
  main.add(table({.caption = "Preview of the import", .columns = {{"Line"}, {"Surname"}, {"Given name"}, {"UPN"}, {"Class"}, {"What will happen"}},
                  .rows = {{html("2"), html("Osei"), html("Maya"), html("A123456789012"), html("Willow"), tag("Changed", Tint::blue)}}}));
  main.add(tabs("Targets", {{"spring", "Spring", body_text("Three targets.")}, {"autumn", "Autumn", body_text("Two met.")}}));
  main.add(empty_state({.icon = Icon::plans, .title = "No plan yet", .words = "Targets, what helps and who does it will stand here.",
                        .button = button_link(Url::path("/plans/new"), "Start a plan")}));
  Html fields;
  fields.add(text_input({.name = "email", .label = "Email", .hint = "Your school one", .error = "Enter an email address, like name@school.example", .type = "email"}));
  fields.add(password_input({}));
  fields.add(date_input({.name = "born", .legend = "Date of birth", .hint = "For example, 27 3 2016", .day = "31", .month = "2", .year = "2026",
                         .error = "Date of birth must be a real day"}));
  fields.add(checkboxes({.name = "helps", .legend = "What helped?", .choices = {{"quiet", "A quiet place"}, {"time", "Time"}, {.value = "other", .text = "Something else",
                         .conditional = text_input({.name = "other", .label = "What?"})}}, .values = {"time"}}));
  fields.add(checkbox({.name = "told", .text = "Home was told"}));
  fields.add(radios({.name = "yes", .legend = "Was anybody hurt?", .choices = {{"yes", "Yes"}, {"no", "No"}}, .flow = ChoiceFlow::inline_row}));
  fields.add(file_upload({.name = "file", .label = "Photo of the injury", .most_bytes = 8'000'000}));
  fields.add(button_group(html("{}{}{}", button({.text = "Save and continue"}), button({.text = "Save for later", .look = ButtonLook::secondary}),
                               button({.text = "Delete", .look = ButtonLook::warning}))));
  main.add(post_form({.action = Url::path("/x"), .csrf = "t"}, fields));
  return main;
}

Html charts() {
  Html main = heading("Pictures of numbers");
  main.add("<p class=\"govuk-body\">Incidents {} week by week</p>", sparkline({4, 6, 5, 3, 2, 2, 1}, "Falling, from 4 in the first week to 1 in the last."));
  main.add(bar_chart({.title = "What may have set it off", .label_column = "Trigger", .amount_column = "Records",
                      .bars = {{"Something hard was asked", {42}, "", Url::path("/r")}, {"Waiting", {17}, "", Url::path("/r")}, {"A change or surprise", {0, "not told"}}}}));
  main.add(stacked_bar({.title = "Did it take place?", .label_column = "Answer", .amount_column = "Sessions", .parts = {{"Yes, all of it", {210}}, {"Part of it", {18}}, {"No", {31}}}}));
  main.add(trend_chart({.title = "By half-term", .sentence = "Falling since Spring 1.", .label_column = "Half-term", .amount_column = "A school day", .more_columns = {"Records"},
                        .points = {{"Autumn 1", "Au1", "2024/25", 120, "1.20", {"43"}}, {"Autumn 2", "Au2", "2024/25", 150, "1.50", {"52"}}, {"Spring 1", "Sp1", "2024/25", 90, "0.90", {"29"}},
                                   {"Autumn 1", "Au1", "2025/26", 40, "0.40", {"15"}}, {"Autumn 2", "Au2", "2025/26", 0, "", {"not told"}}}}));
  main.add(trend_chart({.title = "Words read on sight", .sentence = "From 12 words on 6 January to 34 words on 2 March. The goal is 40.", .label_column = "Day", .amount_column = "Score", .more_columns = {"Help it took"},
                        .points = {{"6 January", "6/1", "2026", 1200, "12", {"Shown how"}}, {"3 February", "3/2", "2026", 2300, "23", {"A word"}}, {"2 March", "2/3", "2026", 3400, "34", {"Alone"}}},
                        .goal = TrendGoal{4000, "Goal 40"}}));
  HeatMap map{.title = "Hour by weekday", .corner = "Day", .columns = {}, .rows = {"Monday", "Tuesday", "Wednesday", "Thursday", "Friday"}, .cells = {}};
  for (int hour = 8; hour < 16; ++hour) map.columns.push_back(std::to_string(hour) + ":00");
  for (int day = 0; day < 5; ++day) {
    map.cells.emplace_back();
    for (int hour = 8; hour < 16; ++hour) map.cells.back().push_back({{(day * 7 + hour * 3) % 23}, Url::path("/r")});
  }
  main.add(heat_map(map));
  main.add(before_after({.title = "Before and since 2 February", .sentence = "Before: 1.40 a school day. Since then: 0.35 a school day.", .before_label = "Before", .before_shown = "1.40",
                         .after_label = "Since", .after_shown = "0.35", .before = 140, .after = 35, .rows = {{"Before", "84", "60", "1.40"}, {"Since", "7", "20", "0.35"}}}));
  return main;
}

void save(const std::string& name, const Html& page) {
  std::ofstream(folder / (name + ".html")) << page.text();
}

TEST(Gallery, EveryComponentStandsOnAPageThatFitsAFirstVisit) {
  std::filesystem::create_directories(folder / "assets");
  for (const auto& asset : all_assets())
    std::ofstream(folder / std::string(asset.path.substr(1)), std::ios::binary) << asset.plain;
  Frame writing = a_frame("Write", "");
  writing.writing = true;
  writing.width = FrameWidth::narrow;
  writing.outcome = FrameOutcome::form_errors;
  Frame chronicle = a_frame("Chronology – Maya Osei", "Pupils");
  chronicle.before = breadcrumbs({{"Pupils", Url::path("/pupils")}, {"Maya Osei"}});
  Frame alone = a_frame("Sign in", "");
  alone.visitor.reset();
  alone.notice = html("Demonstration school: everyone here is invented");
  save("my_day", page_frame(a_frame("My day", "My day"), my_day()));
  save("chronology", page_frame(chronicle, chronology()));
  save("write", page_frame(writing, write_page()));
  save("pieces", page_frame(a_frame("Pieces", "School"), pieces()));
  save("charts", page_frame(a_frame("Pictures", "Reports"), charts()));
  save("sign_in", page_frame(alone, html("<div class=\"app-sheet\">{}{}</div>", heading("Sign in"),
                                         post_form({.action = Url::path("/sign-in"), .csrf = ""},
                                                   html("{}{}{}", text_input({.name = "user", .label = "User name", .autocomplete = "username"}),
                                                        password_input({}), button({.text = "Sign in"}))))));
  for (const auto& file : std::filesystem::directory_iterator(folder))
    if (file.path().extension() == ".html") {
      EXPECT_GT(file.file_size(), 2000U) << file.path();
    }
  std::size_t first_visit = 0;
  for (const auto& asset : all_assets())
    if (asset.name == "app.css" || asset.name == "app.js") first_visit += asset.gzip.size();
  EXPECT_LT(first_visit, 40U * 1024) << "style sheet and script, gzip";
}

}  // namespace
}  // namespace web
