// What a review opens with: everything that sessions, records, the timetable and pay say of the cycle, read once and typed by nobody.
#pragma once

#include "casework/plans/plan.h"
#include "casework/plans/provision_line.h"
#include "casework/plans/target.h"
#include "casework/provision/account.h"
#include "casework/provision/gather.h"
#include "casework/provision/money.h"
#include "casework/reviews/review_store.h"
#include "casework/sessions/session_store.h"
#include "record/analysis.h"
#include "record/record_store.h"

#include <map>
#include <optional>
#include <span>
#include <string>
#include <vector>

namespace reviews {

/// One entry of the chronology that shows something, with why it was chosen and the photos that are with it.
struct Evidence {
  record::RecordId record;
  std::string kind;  ///< its title: "Session"
  base::LocalDate day;
  std::string line, author;
  std::string why;   ///< "the highest score"; empty: one of several
  std::vector<record::FileLine> files;
};

struct TargetFigures {
  plans::Target target;                            ///< as it stood in the cycle
  std::vector<sessions::ScorePoint> scores;        ///< those with a value, by day
  provision::Tally minutes;                        ///< of its own provision
  std::vector<std::string> provision;              ///< what is promised for it, in words
  std::vector<std::string> ends_with_it;           ///< promises that end when it does
  std::vector<Evidence> evidence;
  std::optional<plans::Value> latest() const { return scores.empty() ? std::nullopt : scores.back().value; }
};

struct LineFigures {
  plans::ProvisionLine line;
  provision::Tally minutes;
};

struct AdultFigures {
  std::string name;
  provision::Tally minutes;
};

/// How often the pupil was there for what was to be given.
struct Presence {
  int all = 0, part = 0, none = 0, pupil_absent = 0;
  int sessions() const { return all + part + none; }
};

/// Records of a kind before the cycle and in it, each over as many days.
struct KindFigures {
  std::string plural;
  record::BeforeAfter split;
};

struct CostFigures {
  provision::Pence total;
  std::vector<std::pair<std::string, provision::Pence>> by_adult;
  std::vector<std::string> without_pay;
};

struct Figures {
  sessions::Days days;
  bool sees_sessions = false;  ///< SEND information of the pupil is theirs to see
  std::vector<TargetFigures> targets;
  std::vector<LineFigures> lines;
  provision::Tally minutes;    ///< of all lines
  std::vector<AdultFigures> adults;
  Presence presence;
  std::vector<Evidence> others;        ///< observations and recognitions, the newest first
  std::vector<Evidence> voices;        ///< records of what pupil and parents said
  std::vector<KindFigures> behaviour;  ///< of the kinds the reader sees
  std::vector<std::pair<std::string, std::int64_t>> tried;  ///< what was tried when behaviour was hard, most often first
  std::optional<CostFigures> cost;     ///< nothing where costs are not theirs to see
};

/// The days a review looks at: up to the day it was held, or today while that is not said.
sessions::Days days_of(const Review& review, base::LocalDate today);

/// A fixed number of queries, however many targets and sessions there are. `targets` with their strategies.
Figures gather(access::Visit& visit, const PupilSight& pass, const plans::Plan& plan, std::vector<plans::Target> targets, const sessions::Days& days);

/// The same for a caller that needs the minutes and scores only: no evidence, no counts, no cost.
Figures gather_scores(access::Visit& visit, const PupilSight& pass, const plans::Plan& plan, std::vector<plans::Target> targets, const sessions::Days& days);

/// Which of a target's scores show most: the highest with the least help, the newest, the one that took least help; each session once.
struct Pick {
  const sessions::ScorePoint* score = nullptr;
  std::string_view why;
};
std::vector<Pick> pick_scores(const plans::TargetWords& target, std::span<const sessions::ScorePoint> scores);

}  // namespace reviews
