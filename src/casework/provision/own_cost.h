// What programmes themselves cost: what each pupil needs for one, and what each run costs whoever follows it, like a licence. Pure.
#pragma once

#include "casework/plans/provision_line.h"
#include "casework/programmes/group.h"
#include "casework/provision/money.h"
#include "casework/sessions/session_store.h"

#include <span>
#include <string>
#include <vector>

namespace provision {

/// A programme followed from a day on, by a group or by one pupil alone.
struct Run {
  programmes::ProgrammeId programme;
  std::string name;  ///< of its group; empty: one pupil alone
  struct Pupil {
    access::PupilId pupil;
    base::LocalDate on;                  ///< their first day in it
    plans::ProvisionLineId line = {};    ///< the promise it keeps; nil: none
  };
  std::vector<Pupil> pupils = {};  ///< each once, the first to begin first
};
/// Groups that follow a programme, and promises of one that no group keeps. A pupil who comes back to a group has begun once.
std::vector<Run> runs_of(std::span<const programmes::Membership> memberships, std::span<const plans::ProvisionLine> lines);

/// What one pupil's beginning cost. It falls on that day, at the prices that the bank has now.
struct OwnCost {
  access::PupilId pupil;
  plans::ProvisionLineId line = {};
  programmes::ProgrammeId programme;
  std::string run = {};
  base::LocalDate on;
  Pence materials, share;  ///< `share` of what the run costs: those who began it together carry it
  Pence whole() const { return materials + share; }
};
/// Those whose day lies in `days`, free ones left out. Whatever the days are split into, and the pupils, the sums make the whole to the penny.
std::vector<OwnCost> own_costs(std::span<const Run> runs, std::span<const programmes::Programme> bank, const sessions::Days& days);

}  // namespace provision
