// The queue and the sheet beside it, as Html: no database, no request.
#pragma once

#include "casework/concerns/arrangement.h"
#include "casework/concerns/triage_store.h"
#include "record/action_store.h"
#include "web/components/navigation.h"
#include "web/html.h"
#include "web/request.h"

#include <functional>
#include <string>
#include <vector>

namespace concerns {

/// What of the queue is shown, and how; the address carries it.
struct QueueChoice {
  Grouping by = Grouping::child;
  std::string show;  ///< "", "untouched", "overdue", "added", "unsafe"
  web::Url apply(const web::Url& url) const;
};
QueueChoice read_choice(const web::Form& query);
/// Whether the choice shows this one.
bool shows(const QueueChoice& choice, const OpenConcern& concern, const Clock& clock);

struct Queue {
  std::vector<OpenConcern> open;  ///< sorted, all of them
  std::map<access::PupilId, int> households;
  Targets targets;
  base::UtcTime now;
  const base::Zone& zone;
  std::optional<RecordId> current = {};
  std::function<std::string(std::string_view topic)> topic_words = {};
};
web::Html draw_queue(const Queue& queue, const QueueChoice& choice);

enum class ConcernTab { queue, unmatched, cases, arrangement, adults };
struct ConcernTabs {
  ConcernTab current = ConcernTab::queue;
  std::size_t unmatched = 0;
  bool adults = false;
};
web::Html concern_tabs(const ConcernTabs& tabs);

/// Answers, additions and decisions in the order of time.
/// `lists`: the categories of each academic year that a decision was made in.
using CategoryLists = std::map<int, std::vector<Category>>;
web::Html draw_history(const Dossier& dossier, const CategoryLists& lists, const base::Zone& zone, base::UtcTime now);
web::Html draw_told(const Dossier& dossier);

struct DecisionForm {
  const web::Form& typed;
  std::vector<base::FieldError> errors = {};
  std::vector<Category> categories;
  std::string id;   ///< of the decision
  int was = 0;
  web::Url action;
  std::string csrf;
  std::string draft;
  /// For what somebody is asked to do: who can be, and the ids of the rows.
  std::vector<record::Choosable> people = {};
  std::vector<std::string> action_ids = {};
};
web::Html draw_decision_form(const DecisionForm& form);
std::string category_words(const std::vector<Category>& categories, std::string_view code);

}  // namespace concerns
