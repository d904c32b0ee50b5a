// From what somebody sent to a record about to be written: pupils, parts, moment, fields, all held to the kind and the policy. Pages and
// API come the same way.
#pragma once

#include "access/unit_of_work.h"
#include "record/body.h"
#include "record/catalogue.h"
#include "record/kind_keeper.h"
#include "record/record_store.h"

#include <string>
#include <vector>

namespace record {

/// What was sent, its text still unchecked but its ids read.
struct Sent {
  RecordId id;
  std::string kind;
  std::vector<PartDraft> pupils;  ///< an empty part takes the kind's first
  std::optional<base::UtcTime> occurred_at;  ///< nothing: now
};

/// What is wrong with when it happened, or with how many pupils there are and their parts.
void check_moment(const Sent& sent, base::UtcTime now, std::vector<base::FieldError>& wrong);
void check_pupils(const Sent& sent, const Kind& kind, std::vector<base::FieldError>& wrong);

/// A record that may be written: its passes, one a pupil.
struct Ready {
  NewRecord record;
  std::vector<AddPass> passes;
  KindInForce in_force;
  std::vector<Attached> files = {};  ///< those its fields name
};

/// Fills in who must see the record, and whether it waits for a sign-off.
void follow(NewRecord& record, const Kind& kind, const access::Circle& circle, const access::StaffId& author);

/// True when this person may add this kind about this pupil: the policy's class and the kind's own narrowing.
bool may_add(const access::Grants& grants, const Kind& kind, const access::PupilId& pupil);
/// True where records of the kind about somebody may be read.
bool may_see_of_some(const access::Grants& grants, const Kind& kind);
/// True where the kind may be added about somebody at all: it has a tile.
bool may_add_of_some(const access::Grants& grants, const Kind& kind);

/// Errors: not_found for a kind this person may not write or a pupil they cannot know of; invalid with every field at fault (names as
/// the form's inputs, or bare for JSON). `files` came with it: its file fields can name these and no others.
base::Result<Ready> prepare(access::Visit& visit, const Sent& sent, const Submission& fields, std::vector<Attached> files = {});

/// Everything of the record, with what its kind's keeper adds, as one unit.
void write(access::UnitOfWork& work, access::Visit& visit, const Ready& ready);

/// Whether the same request was saved before by the same author: `yes` answers as if it were new, `other` is a conflict.
enum class Before { no, same, other };
Before saved_before(const access::Pass& pass, const NewRecord& record);
/// The same question asked anew after a race, from the writer's thread.
Before saved_before(access::House& house, const access::StaffId& author, const NewRecord& record);

/// Who will be able to read it, as roles: "Class teacher, SENCo". For the line under Saved and beside the box.
std::vector<std::string> readers_of(const Kind& kind);

}  // namespace record
