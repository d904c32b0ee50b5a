// The mark-up of the board.
#include "casework/cover/board_view.h"

#include "access/visit.h"
#include "casework/cover/card_view.h"
#include "web/components/display.h"
#include "web/components/inputs.h"
#include "web/components/messages.h"
#include "web/components/navigation.h"
#include "web/components/todo.h"

#include <fmt/format.h>

namespace cover {
namespace {

using timetable::clock_words;

constexpr std::size_t most_free = 8;

void add_text(web::Html& out, std::string_view title, const std::string& words) {
  if (!words.empty()) out.add("<h3 class=\"govuk-heading-s\">{}</h3><p class=\"govuk-body app-words\">{}</p>", title, words);
}

web::Html needs_card(const Board& board) {
  std::vector<web::TodoItem> items;
  bool somebody_lacks = false;
  for (const auto& one : board.needs) {
    if (one.ends <= board.minute) continue;  // who needed one is over
    web::TodoItem item;
    item.what = web::html("<a class=\"govuk-link\" href=\"{}\">{}</a>", web::Url::path("/pupils/{}/card", one.pupil), one.pupil_name);
    const bool now = one.starts <= board.minute && board.minute < one.ends;
    item.facts = now ? web::tag("Now", web::Tint::orange) : web::Html();
    item.facts.add("<span>{}–{}, {}{}{}</span>", clock_words(one.starts), clock_words(one.ends), one.what, one.place.empty() ? "" : ", ", one.place);
    if (one.staff_name.empty()) {
      somebody_lacks = true;
      item.matter = web::html("<p class=\"govuk-body\">{} {}</p>", web::tag("Nobody is with them", web::Tint::red), one.why.empty() ? std::string() : one.why + ".");
    } else {
      item.matter = web::html("<p class=\"govuk-body\">With {}</p>", one.staff_name);
    }
    items.push_back(std::move(item));
  }
  web::Html matter = items.empty() ? web::body_text("Nobody in this class has an adult of their own from now on.") : web::todo_list(items);
  for (const auto& one : board.in_the_room) matter.add("<p class=\"govuk-body\">In the room with you: {}</p>", one);
  if (somebody_lacks) matter.add("<p class=\"govuk-body\">Ask one of those who are free, below, or tell the office.</p>");
  return web::card("Who needs an adult", matter, somebody_lacks ? web::CardLook::now : web::CardLook::plain);
}

std::string free_words(const AdultAt& at) {
  if (at.freedom == Freedom::unknown) return "no timetable today and no working hours written down: ask";
  return (at.until ? "free until " + clock_words(*at.until) : std::string("free for the rest of the day")) + (at.hours_known ? "" : ", but their working hours are not written down");
}

void add_adult(web::Html& list, const TrainedAdult& one, const std::string& words) {
  std::string trained;
  for (const auto& each : one.trained) trained += (trained.empty() ? "; trained: " : ", ") + each;
  list.add("<li><strong>{}</strong>{}{}<br><span class=\"govuk-hint\">{}{}</span></li>", one.name, one.post.empty() ? "" : ", ", one.post, words, trained);
}

web::Html free_card(const Board& board) {
  web::Html list, others, matter;
  std::size_t shown = 0;
  for (const auto& one : board.free)
    if (shown++ < most_free) add_adult(list, one, free_words(one.at));
  for (const auto& one : board.not_free) add_adult(others, one, one.at.why);
  matter.add("{}", board.free.empty() ? web::body_text(fmt::format("Nobody is free at {}. Ask the office.", clock_words(board.minute))) : web::html("<ul class=\"govuk-list govuk-list--spaced\">{}</ul>", list));
  if (!others.empty()) matter.add(web::details({.summary = "Who is not free, and why", .matter = web::html("<ul class=\"govuk-list govuk-list--spaced\">{}</ul>", others)}));
  return web::card("Trained and free", matter);
}

web::Html cards(const access::Visit& visit, const access::Pass& pass, const Board& board) {
  web::Html sheet, none;
  std::size_t with = 0, unread = 0, without = 0;
  for (const auto& one : board.pupils) {
    if (one.card.is_blank()) {
      none.add("{}<a class=\"govuk-link\" href=\"{}\">{}</a>", without++ == 0 ? "" : ", ", web::Url::path("/pupils/{}/card", one.pupil.id), one.pupil.name());
      continue;
    }
    sheet.add(draw({one.card, one.pupil, whom_to_call(pass, one.pupil.id), order_lines(pass, one.pupil)}, CardFor::board));
    ++with;
    if (!one.read) ++unread;
  }
  web::Html out = web::html("<h2 class=\"govuk-heading-m\" id=\"cards\">Cards of this class</h2>");
  if (with == 0) out.add(web::body_text("No pupil of this class has anything on a card."));
  if (unread > 0) {
    web::Html faces;
    for (const auto& one : board.pupils)
      if (!one.read) faces.add(web::hidden("face", one.pupil.id.text() + ":" + face_code(face_of(one.card))));
    out.add(web::post_button(web::Url::path("/cover/{}/reading", board.cover.id), visit.csrf_token(),
                             {.text = unread == 1 ? "I have read the card that I had not" : fmt::format("I have read these cards: {}", unread)}, faces));
  } else if (with > 0) {
    out.add("<p class=\"govuk-body\">{} You said that you have read them.</p>", web::tag("Read", web::Tint::green));
  }
  out.add("<div class=\"app-card-sheet app-card-sheet--screen\">{}</div>", sheet);
  if (without > 0) out.add("<p class=\"govuk-body\"><strong>Nothing on a card:</strong> {}</p>", none);
  return out;
}

}  // namespace

web::Html draw_work(const Work& work, std::string_view title) {
  if (work.is_empty()) return {};
  web::Html matter;
  add_text(matter, "Work", work.work);
  add_text(matter, "Where they sit", work.seating);
  add_text(matter, "What to do if", work.what_if);
  matter.add("<p class=\"govuk-hint\">Left by {}</p>", work.author_name);
  return web::card(title, matter);
}

web::Html draw(const access::Visit& visit, const access::Pass& pass, const Board& board, const web::Html& beneath) {
  const auto& cover = board.cover;
  web::Html out = draw_work(board.lesson, "Set work for this lesson");
  out.add(draw_work(board.day, "For the whole day"));
  if (board.lesson.is_empty() && board.day.is_empty())
    out.add(web::card("Set work", web::body_text(cover.away_name.empty() ? std::string("Nothing was left for this lesson.")
                                                                         : cover.away_name + " left nothing for this lesson. Ask the office or the phase lead.")));
  out.add(needs_card(board));
  out.add(beneath);
  out.add(cards(visit, pass, board));
  out.add(free_card(board));
  return out;
}

}  // namespace cover
